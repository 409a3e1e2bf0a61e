"""Why a mention was judged as it was, and the user's own word on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from superqt import QFlowLayout

from sare_desktop import theme
from sare_desktop.item_models.mentions import (
    SOURCES,
    Testimony,
    agreement,
    explain,
    source_word,
    verdict_word,
)
from sare_desktop.item_models.project_rows import USER, Mention
from sare_desktop.widgets.captions.score_scale import ScoreScale


class EvidencePanel(QFrame):
    """The selected mention: verdict, each source's word, and buttons to overrule it."""

    overruled = Signal(str)  # "grounded", "hallucinated", "unsure"; "" takes the word back

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("images.evidence")
        self._head = QLabel()
        self._head.setObjectName("images.evidence.head")
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self._head.setWordWrap(True)
        theme.role(self._head, "heading")
        self._by = QLabel()
        self._by.setObjectName("images.evidence.by")
        self._by.setTextFormat(Qt.TextFormat.PlainText)
        self._by.setWordWrap(True)
        theme.role(self._by, "muted")
        self._names: dict[str, QLabel] = {}
        self._texts: dict[str, QLabel] = {}
        self._scales: dict[str, ScoreScale] = {}
        self.buttons: dict[str, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.M, theme.SPACE.S, theme.SPACE.M, theme.SPACE.S)
        layout.setSpacing(theme.SPACE.S)
        layout.addWidget(self._head)
        layout.addWidget(self._by)
        layout.addLayout(self._add_buttons())
        layout.addLayout(self._add_sources())
        layout.addStretch(1)
        theme.notifier().changed.connect(self._colour)
        self._verdict = ""
        self.show_mention(None, "", ())

    def _add_sources(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE.M)
        grid.setVerticalSpacing(theme.SPACE.XS)
        grid.setColumnStretch(1, 1)
        for number, source in enumerate(SOURCES):
            row = 2 * number
            name = QLabel(_title(source))
            theme.role(name, "muted")
            text = QLabel()
            text.setObjectName(f"images.evidence.{source}")
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
            self._names[source], self._texts[source] = name, text
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
            if source == "annotation":
                continue
            scale = ScoreScale()
            scale.setObjectName(f"images.evidence.{source}.scale")
            self._scales[source] = scale
            grid.addWidget(scale, row + 1, 1)
        return grid

    def _add_buttons(self) -> QFlowLayout:
        row = QFlowLayout()
        row.setHorizontalSpacing(theme.SPACE.S)
        row.setVerticalSpacing(theme.SPACE.XS)
        for verdict, text, key, tip in (
            ("grounded", self.tr("Grounded"), "G", self.tr("It is in the picture (G)")),
            ("hallucinated", self.tr("Hallucinated"), "H", self.tr("It is not there (H)")),
            ("unsure", self.tr("Unsure"), "U", self.tr("It cannot be decided (U)")),
            ("", self.tr("Take back"), "Backspace", self.tr("Remove my verdict (Backspace)")),
        ):
            button = QPushButton(text)
            button.setObjectName(f"images.overrule.{verdict or 'take_back'}")
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setAccessibleDescription(key)
            button.setCheckable(bool(verdict))
            if not verdict:
                theme.quiet(button)
            button.clicked.connect(self._on_clicked)
            self.buttons[verdict] = button
            row.addWidget(button)
        return row

    def show_mention(
        self, mention: Mention | None, phrase: str, evidence: Sequence[Testimony]
    ) -> None:
        """Show a mention's evidence, or how to get there."""
        by_source = {one.source: one for one in evidence}
        for button in self.buttons.values():
            button.setEnabled(mention is not None)
        if mention is None:
            self._verdict = ""
            self._head.setText(self.tr("No mention selected"))
            self._by.setText(
                self.tr("Click a marked word in the caption, or use its arrow keys, to see why.")
            )
            for button in self.buttons.values():
                button.setChecked(False)
        else:
            self._verdict = mention.verdict
            self._head.setText(self.tr("“{0}”: {1}").format(phrase, verdict_word(mention.verdict)))
            decided = self.tr("Decided by: {0}.").format(source_word(mention.by))
            self._by.setText(f"{decided} {agreement(evidence)}")
            word = by_source.get(USER)
            for verdict, button in self.buttons.items():
                button.setChecked(word is not None and bool(verdict) and word.verdict == verdict)
            self.buttons[""].setEnabled(word is not None)
        for source in SOURCES:
            self._show_source(source, by_source.get(source), mention)
        self._colour()

    def _show_source(self, source: str, one: Testimony | None, mention: Mention | None) -> None:
        # A source without a finding takes no room, except the two that users look for.
        shown = mention is not None and (one is not None or source != "poll")
        self._names[source].setVisible(shown)
        self._texts[source].setVisible(shown)
        scale = self._scales.get(source)
        if scale is not None:
            scale.setVisible(shown and one is not None and one.score is not None)
        if mention is None:
            return
        if one is None:
            self._texts[source].setText(
                self.tr("There is no annotation for this picture.")
                if source == "annotation"
                else self.tr("Not scored.")
            )
            return
        self._texts[source].setText(explain(one, mention.concept))
        if scale is None or one.score is None:
            return
        if source == "clip" and {"t1", "t0"} <= one.details.keys():
            scale.show_score(one.score, float(one.details["t1"]), float(one.details["t0"]))
        elif source == "poll":
            scale.show_score(
                one.score,
                float(one.details.get("low", 0.1)),
                float(one.details.get("high", 0.9)),
                (self.tr("no"), self.tr("yes")),
                (0.0, 1.0),
            )
        else:
            scale.hide()

    def _on_clicked(self) -> None:
        sender = self.sender()
        for verdict, button in self.buttons.items():
            if button is sender:
                self.overruled.emit(verdict)

    def _colour(self) -> None:
        theme.tone(self._head, self._verdict)


def _title(source: str) -> str:
    word = source_word(source)
    return word[:1].upper() + word[1:]
