"""Going from one hallucinated mention to the next, across images."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from sare_desktop.pages.images.gallery import Gallery
from sare_desktop.pages.images.viewer import Viewer
from sare_desktop.session import Session
from sare_engine import HALLUCINATED


class MentionSteps(QObject):
    """Selects hallucinated mentions in the order of the images and of their captions."""

    def __init__(self, session: Session, gallery: Gallery, viewer: Viewer, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._gallery = gallery
        self._viewer = viewer

    @Slot()
    def next_hallucinated(self) -> None:
        """Select the next hallucinated mention, in this image or a later one."""
        if not self._step(1):
            self._say(self.tr("There is no hallucinated mention after this one."))

    @Slot()
    def previous_hallucinated(self) -> None:
        """Select the previous hallucinated mention, in this image or an earlier one."""
        if not self._step(-1):
            self._say(self.tr("There is no hallucinated mention before this one."))

    def _step(self, by: int) -> bool:
        caption = self._viewer.caption
        if caption.step(by, HALLUCINATED):
            return True
        if self._gallery.go_to_next_with(HALLUCINATED, by):
            caption.select(None)
            return bool(caption.step(by, HALLUCINATED))
        return False

    def _say(self, text: str) -> None:
        self._session.notified.emit("info", text)
