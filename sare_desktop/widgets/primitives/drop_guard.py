"""Files dragged into a window are only ever copied, whatever part of it they are dropped on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QWindow

from sare_desktop.widgets.primitives.dropped_paths import dropped_paths

COPY = Qt.DropAction.CopyAction


class DropGuard(QObject):
    """Offers local files to a window's widgets as copies only.

    Qt's text fields take any drag as text, with the action that the file manager proposes: with
    Shift a move, after which the file manager may delete the files.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._passing_on = False

    @Slot(QWindow)
    def watch(self, window: QWindow | None) -> None:
        """Guard a window; nothing changes where it is guarded already."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass a drag of files on as one that can only copy."""
        if self._passing_on or not isinstance(event, QDropEvent):
            return False
        if not dropped_paths(event.mimeData()):
            return False
        if not event.possibleActions() & COPY:
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.ignore()
            return True
        passed = _as_copy(event)
        self._passing_on = True
        try:
            QCoreApplication.sendEvent(watched, passed)
        finally:
            self._passing_on = False
        event.setDropAction(COPY if passed.isAccepted() else Qt.DropAction.IgnoreAction)
        event.setAccepted(passed.isAccepted())
        return True


def _as_copy(event: QDropEvent) -> QDropEvent:
    data, buttons, keys = event.mimeData(), event.buttons(), event.modifiers()
    at = event.position()
    if isinstance(event, QDragEnterEvent):
        return QDragEnterEvent(at.toPoint(), COPY, data, buttons, keys)
    if isinstance(event, QDragMoveEvent):
        copy = QDragMoveEvent(at.toPoint(), COPY, data, buttons, keys)
        copy.setAccepted(event.isAccepted())
        return copy
    return QDropEvent(at, COPY, data, buttons, keys)
