"""Why a mention was judged as it was, and buttons to override the verdict."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from superqt import QFlowLayout

from sare_desktop import theme
from sare_desktop.engine_words import engine_text
from sare_desktop.item_models.mentions import agreement, explain, source_word, verdict_word
from sare_desktop.widgets.captions.score_scale import ScoreScale
from sare_desktop.widgets.captions.verdict_buttons import make_verdict_buttons
from sare_engine import EVIDENCE_SOURCES, USER, Evidence, Mention


class EvidencePanel(QFrame):
    """The selected mention: verdict, the evidence of each source, and buttons to override it."""

    overruled = Signal(str)  # "grounded", "hallucinated", "unsure"; "" removes the override

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
        for number, source in enumerate(_shown_sources()):
            row = 2 * number
            name = QLabel(engine_text(EVIDENCE_SOURCES[source].title))
            theme.role(name, "muted")
            text = QLabel()
            text.setObjectName(f"images.evidence.{source}")
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
            self._names[source], self._texts[source] = name, text
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
            if EVIDENCE_SOURCES[source].scale is None:
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
        self.buttons = make_verdict_buttons("images", self._on_clicked, several=False)
        for button in self.buttons.values():
            row.addWidget(button)
        return row

    def show_mention(
        self,
        mention: Mention | None,
        phrase: str,
        evidence: Sequence[Evidence],
        rule: str | None = None,
    ) -> None:
        """Show a mention's evidence, or how to get there.

        Args:
            mention: the mention, or None.
            phrase: the mention as the caption writes it.
            evidence: what the sources say about it.
            rule: key of the rule that combines them; None for the default.
        """
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
            self._by.setText(f"{decided} {agreement(evidence, mention.by, rule)}")
            override = by_source.get(USER)
            for verdict, button in self.buttons.items():
                button.setChecked(override is not None and override.verdict == verdict)
            self.buttons[""].setEnabled(override is not None)
        for source in self._texts:
            self._show_source(source, by_source.get(source), mention)
        self._colour()

    def _show_source(self, source: str, one: Evidence | None, mention: Mention | None) -> None:
        record, scale = EVIDENCE_SOURCES[source], self._scales.get(source)
        shown = mention is not None and (one is not None or bool(record.silence))
        self._names[source].setVisible(shown)
        self._texts[source].setVisible(shown)
        if scale is not None:
            scale.hide()
        if mention is None:
            return
        if one is None:
            self._texts[source].setText(engine_text(record.silence))
            return
        self._texts[source].setText(explain(one, mention.concept))
        limits = record.scale
        if scale is None or limits is None or one.score is None:
            return
        if {limits.low, limits.high} <= one.details.keys():
            names = (limits.low_title, limits.high_title)
            scale.show_score(
                one.score,
                float(one.details[limits.low]),
                float(one.details[limits.high]),
                (engine_text(names[0]), engine_text(names[1])),
                limits.ends,
            )
            scale.show()

    def _on_clicked(self, verdict: str) -> None:
        self.overruled.emit(verdict)

    def _colour(self) -> None:
        theme.tone(self._head, self._verdict)


def _shown_sources() -> list[str]:
    """Return the sources that have a row; the user's override is shown by the buttons."""
    return [source for source in EVIDENCE_SOURCES if source != USER]
