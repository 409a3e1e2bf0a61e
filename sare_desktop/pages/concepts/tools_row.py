"""The line above the concepts: how many there are, the search, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from sare_desktop import theme
from sare_desktop.item_models.concepts import ConceptRow
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.small_parts import make_button, make_label


class ToolsRow(QWidget):
    """Heading, summary, search field and buttons.

    Attributes:
        searched: emitted with the words that concepts must contain.
        summary: how many concepts there are, and how many of them are hallucinated.
        search: the search field.
        above: checks all concepts above a rate.
        calibrate: fits the thresholds.
        merge: counts the selected concept as another.
    """

    searched = Signal(str)

    def __init__(
        self,
        *,
        check_above: Callable[[], object],
        calibrate: Callable[[], object],
        merge: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.summary = make_label("", "muted", "concepts.summary")
        self.summary.setWordWrap(False)
        self.search = QLineEdit()
        self.search.setObjectName("concepts.search")
        self.search.setAccessibleName(self.tr("Search concepts"))
        self.search.setToolTip(self.tr("Words that the concept or its trigger must contain"))
        self.search.setPlaceholderText(self.tr("Search concepts"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 14)
        self.search.textChanged.connect(self.searched)
        self.above = make_button(
            self.tr("Check above …"),
            "concepts.check_above",
            self.tr("Check every concept that is hallucinated at least at a rate"),
            check_above,
        )
        self.calibrate = make_button(
            self.tr("Calibrate …"),
            "concepts.calibrate",
            self.tr("Fit the thresholds to the mentions that annotations or you have judged"),
            calibrate,
        )
        self.merge = make_button(
            self.tr("Merge into …"),
            "concepts.merge",
            self.tr("Count the selected concept as another, such as couch as sofa"),
            merge,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE.S)
        row.addWidget(make_label(self.tr("Concepts"), "title"))
        row.addWidget(self.summary)
        row.addStretch(1)
        for widget in (self.search, self.above, self.calibrate, self.merge):
            row.addWidget(widget)

    def summarise(self, rows: Sequence[ConceptRow]) -> None:
        """Show how many concepts there are."""
        hallucinated = sum(row.hallucinated > 0 for row in rows)
        concepts = plural(len(rows), self.tr("1 concept"), self.tr("{0} concepts"))
        if rows and all(row.unsure == row.mentions for row in rows):
            self.summary.setText(self.tr("{0}, no mention decided yet").format(concepts))
        elif rows:
            self.summary.setText(
                self.tr("{0}, {1} of them hallucinated").format(concepts, hallucinated)
            )
        else:
            self.summary.clear()

    def go_to_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
