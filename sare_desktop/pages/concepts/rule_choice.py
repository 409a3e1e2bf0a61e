"""How the sources of evidence are combined, in words, and what another rule would change."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.engine_words import engine_text
from sare_desktop.session import Session
from sare_desktop.undo.edits import SetRule
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.small_parts import make_label
from sare_engine import RULES, Failed

_LINES = 2
_LETTERS = 14


class RuleChoice(QWidget):
    """A choice of rules, each with the number of mentions whose verdict it would change.

    Attributes:
        failed: emitted with a `Failed` when the evidence cannot be read.
        box: the rules.
        sentence: the rule in force, in words.
    """

    failed = Signal(object)

    def __init__(
        self, session: Session, aside: Aside, edits: Aside, parent: QWidget | None = None
    ) -> None:
        """Show no rule yet.

        Args:
            session: whose project.
            aside: reads the evidence.
            edits: judges by another rule.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._aside = aside
        self._edits = edits
        self._in_force = ""
        self.box = ChoiceBox()
        self.box.setObjectName("concepts.rule")
        self.box.setAccessibleName(self.tr("How evidence is combined"))
        self.box.setToolTip(
            self.tr("How the verdicts of several sources become one; your own always wins")
        )
        self.box.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(_LETTERS)
        self.box.activated.connect(self._on_chosen)
        guard_wheel(self.box)
        self.sentence = make_label("", "muted", "concepts.rule.sentence")
        self.sentence.setWordWrap(True)
        # Of a fixed height: beside words that wrap, a layout asks for preferred heights, and the
        # page would scroll.
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.sentence.setFixedHeight(_LINES * self.fontMetrics().lineSpacing())
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        head.addWidget(make_label(self.tr("Combination"), "heading"))
        head.addWidget(self.box, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE.XS)
        layout.addLayout(head)
        layout.addWidget(self.sentence)
        self.hide()

    def clear(self) -> None:
        """Forget the rules: another project is open."""
        self.box.clear()
        self.hide()

    @Slot()
    def read(self) -> None:
        """Read again what each rule would give."""
        project = self._session.project
        if project is None:
            return
        folder, shown = project.folder, project.shown_set()

        def rules() -> Any:
            from sare_engine import combination_rules

            return combination_rules(folder, shown.name if shown else "")

        self._aside.submit("rules", rules, self._show, self._give_up)

    def refresh(self) -> None:
        """Allow changes while no job writes to the verdicts."""
        self.box.setEnabled(not self._session.rewriting)

    def _give_up(self, failure: Failed) -> None:
        self.failed.emit(failure)

    def _show(self, answer: dict[str, Any]) -> None:
        self._in_force = answer["rule"]
        rows = answer["rules"]
        # With a single source, all rules but one leave everything undecided.
        self.setVisible(bool(rows))
        with QSignalBlocker(self.box):
            self.box.clear()
            for one in rows:
                title = engine_text(one["title"])
                changes = plural(
                    one["differ"], self.tr("1 mention changes"), self.tr("{0} mentions change")
                )
                self.box.addItem(title if one["in_force"] else f"{title}: {changes}", one["rule"])
            self.box.setCurrentIndex(self.box.findData(self._in_force))
        if self._in_force in RULES:
            sentence = RULES[self._in_force].sentence
            self.sentence.setText(engine_text(sentence))

    @Slot(int)
    def _on_chosen(self, place: int) -> None:
        wanted = self.box.itemData(place)
        if wanted and wanted != self._in_force and self._session.project is not None:
            edit = SetRule(self._session, self._edits, self._in_force, wanted)
            self._in_force = wanted
            self._session.undo.push(edit)
