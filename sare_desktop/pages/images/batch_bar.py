"""Verdicts on the mentions of several images at once."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.item_models.mentions import verdict_word
from sare_desktop.item_models.project_rows import ProjectReader
from sare_desktop.item_models.tested_images import concepts_in
from sare_desktop.session import Session
from sare_desktop.undo.edits import Overrule
from sare_desktop.widgets.captions.verdict_buttons import make_verdict_buttons
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.images.thumbnail_grid import ThumbnailGrid
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.head_row import HeadRow
from sare_desktop.widgets.primitives.small_parts import limit_width, make_label
from sare_engine import USER, Mention

_PAUSE_MS = 60
"""A selection that grows row by row is looked at once."""
_LETTERS = 12


class BatchBar(QFrame):
    """There while several images are selected.

    Attributes:
        concept: whose mentions are overruled; "" for all.
        buttons: verdict → its button; "" removes the user's verdicts.
    """

    def __init__(
        self, session: Session, grid: ThumbnailGrid, parent: QWidget | None = None
    ) -> None:
        """Hide until several images are selected.

        Args:
            session: whose project.
            grid: where images are selected.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._reader = ProjectReader.of(session)
        self._grid = grid
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.count = make_label("", None, "images.batch.count")
        self.count.setWordWrap(False)
        self.concept = ChoiceBox()
        self.concept.setObjectName("images.batch.concept")
        self.concept.setAccessibleName(self.tr("Mentions to overrule in the selected images"))
        self.concept.setToolTip(self.tr("Whose mentions in the selected images are overruled"))
        limit_width(self.concept, _LETTERS)
        guard_wheel(self.concept)
        self.buttons = make_verdict_buttons("images", self.overrule, several=True, keys=False)
        row = HeadRow()
        row.fill((self.count, self.concept), tuple(self.buttons.values()))
        self._row = row
        theme.card(self)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.SPACE.S, theme.SPACE.XS, theme.SPACE.S, theme.SPACE.XS)
        inside.addWidget(row)
        self.hide()
        grid.selectionModel().selectionChanged.connect(self._pause.start)
        session.engine.state_changed.connect(self._pause.start)
        self._reader.changed.connect(self._pause.start)

    @Slot()
    def refresh(self) -> None:
        """Follow the selection."""
        count = self._grid.count_selected()
        self.setVisible(count > 1)
        if count <= 1:
            return
        self.count.setText(self.tr("{0} images selected").format(count))
        chosen = self.concept.currentData()
        concepts = concepts_in(self._grid.selected_images())
        with QSignalBlocker(self.concept):
            self.concept.clear()
            self.concept.addItem(self.tr("All mentions"), "")
            for concept in concepts:
                self.concept.addItem(self.tr("Mentions of “{0}”").format(concept), concept)
            self.concept.setCurrentIndex(max(self.concept.findData(chosen), 0))
        free = bool(concepts) and not self._session.rewriting
        self.concept.setEnabled(bool(concepts))
        for button in self.buttons.values():
            button.setEnabled(free)
        self._row.arrange()

    def _mentions(self) -> list[Mention]:
        concept = str(self.concept.currentData() or "")
        return [
            mention
            for image in self._grid.selected_images()
            if not concept or image.names(concept)
            for mention in image.mentions
            # What a caption denies claims nothing.
            if not mention.negated and (not concept or mention.concept == concept)
        ]

    def overrule(self, verdict: str) -> None:
        """Overrule the verdicts on the mentions; "" removes the user's."""
        if self._session.rewriting:
            return
        mentions = self._mentions()
        if not verdict:
            mentions = [one for one in mentions if one.by == USER]
        if not mentions:
            text = self.tr("None of these mentions has a verdict of yours.")
            self._session.notified.emit("info", text)
            return
        edit = Overrule(self._session, self._reader, mentions, verdict or None)
        self._session.undo.push(edit)
        count = plural(len(mentions), self.tr("1 mention"), self.tr("{0} mentions"))
        text = self.tr("{0}: {1}. Undo (Ctrl+Z) restores the verdicts.").format(
            count, verdict_word(verdict)
        )
        if not verdict:
            text = self.tr("Your verdicts were removed from {0}; undo (Ctrl+Z) restores them.")
            text = text.format(count)
        self._session.notified.emit("info", text)
