"""Dragging a picture out of the window into another program, which gets a copy."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDrag, QImage, QImageWriter, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from superqt import QElidingLabel

from sare_desktop.widgets.primitives.dropped_paths import OWN_DRAG

_SHOWN_WIDTH = 200
"""Width in pixels of the picture at the pointer."""


@functools.cache
def _folder() -> Path:
    """Return a folder for files that are dragged; it goes when the program ends."""
    folder = Path(tempfile.mkdtemp(prefix="sare-drag-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def picture_data(image: QImage, name: str) -> QMimeData:
    """Return a picture, and a PNG file of it for programs that take files.

    Args:
        image: the picture.
        name: name of the file, without its suffix.

    Raises:
        OSError: the file cannot be written.
    """
    path = _folder() / f"{name}.png"
    writer = QImageWriter(str(path), b"png")
    if not writer.write(image):
        raise OSError(f"{path}: {writer.errorString()}")
    data = QMimeData()
    data.setImageData(image)
    data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setData(OWN_DRAG, b"")
    return data


def drag_out(source: QWidget, data: QMimeData) -> None:
    """Drag data until it is dropped somewhere; it can only be copied there."""
    drag = QDrag(source)
    drag.setMimeData(data)
    image = data.imageData()
    if isinstance(image, QImage) and not image.isNull():
        shown = image.scaledToWidth(_SHOWN_WIDTH, Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(1)
        drag.setPixmap(QPixmap.fromImage(shown))
        drag.setHotSpot(QPoint(8, 8))
    drag.exec(Qt.DropAction.CopyAction, Qt.DropAction.CopyAction)


def is_far(event: QMouseEvent, pressed: QPoint | None) -> bool:
    """Whether the mouse, pressed at a point, was moved so far that a drag is meant."""
    held = bool(event.buttons() & Qt.MouseButton.LeftButton)
    if pressed is None or not held:
        return False
    moved = (event.position().toPoint() - pressed).manhattanLength()
    return moved >= QApplication.startDragDistance()


class DragLabel(QElidingLabel):
    """A heading by which what is below it can be dragged into another program.

    Attributes:
        failed: emitted with the reason why nothing can be dragged.
    """

    failed = Signal(str)

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._data: Callable[[], QMimeData] | None = None
        self._pressed: QPoint | None = None

    def set_data(self, data: Callable[[], QMimeData]) -> None:
        """Say what is dragged; it is asked for when a drag begins, and may raise OSError."""
        self._data = data
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag would begin."""
        if event.button() == Qt.MouseButton.LeftButton and self._data is not None:
            self._pressed = event.position().toPoint()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        if self._data is not None and is_far(event, self._pressed):
            self._pressed = None
            try:
                drag_out(self, self._data())
            except OSError as error:
                self.failed.emit(str(error))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Forget the press."""
        self._pressed = None
        super().mouseReleaseEvent(event)
