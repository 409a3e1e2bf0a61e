"""The line above the concepts: how many there are, the search, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from sare_desktop.item_models.concepts import ConceptRow
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.head_row import HeadRow
from sare_desktop.widgets.primitives.small_parts import make_button, make_label


class ToolsRow(HeadRow):
    """Heading, summary, search field and buttons.

    Attributes:
        searched: emitted with the words that concepts must contain.
        summary: how many concepts there are, and how many of them are hallucinated.
        search: the search field.
        check: checks several concepts at once.
        calibrate: fits the thresholds.
        merge: counts the selected concept as another.
    """

    searched = Signal(str)

    def __init__(
        self,
        *,
        check_many: Callable[[], object],
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
        self.search.textChanged.connect(self.searched)
        self.search.setMinimumWidth(self.search.fontMetrics().averageCharWidth() * 14)
        self.check = make_button(
            self.tr("Check …"),
            "concepts.check_many",
            self.tr("Check all concepts above a rate, or all that a trigger brings"),
            check_many,
        )
        self.check.setAccessibleName(self.tr("Check several concepts"))
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
        self.fill(
            (make_label(self.tr("Concepts"), "title"), self.summary),
            (self.search, self.check, self.calibrate, self.merge),
        )

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
        self.arrange()

    def go_to_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
