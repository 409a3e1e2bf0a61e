"""One picture, fitted to its place, with zoom."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.widgets.images.thumbnails import read_scaled
from sare_engine import Failed

_LARGEST = QSize(4096, 4096)
"""Pictures are shown at this size at most: a photograph of 100 megapixels is not held whole."""

_STEP = 1.25
_MOST = 16.0


class PictureView(QWidget):
    """Shows a picture; plus, minus and the wheel zoom, 0 fits, dragging moves it.

    The picture is read outside the window's thread: a slow disk or a large file does not block it.
    """

    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aside = Aside(self)
        self._path: Path | None = None
        self._pixmap = QPixmap()
        self._problem = ""
        self._zoom = 1.0
        self._centre = (0.5, 0.5)
        self._drag: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(120, 90)
        self.setAccessibleName(self.tr("Picture"))
        self.setToolTip(self.tr("Wheel or + and − zoom, 0 fits, dragging moves"))
        theme.notifier().changed.connect(self.update)

    @property
    def path(self) -> Path | None:
        """The picture's file, or None."""
        return self._path

    @property
    def loaded(self) -> bool:
        """Whether the picture is on the screen, or known to be unreadable."""
        return self._path is None or not self._pixmap.isNull() or bool(self._problem)

    @property
    def zoom(self) -> float:
        """How much larger than fitted the picture is."""
        return self._zoom

    def show_picture(self, path: Path | None) -> None:
        """Show another picture, or none."""
        if path == self._path:
            return
        self._path = path
        self._problem = ""
        self._zoom, self._centre = 1.0, (0.5, 0.5)
        self.setAccessibleDescription(path.name if path else "")
        if path is None:
            self._aside.forget()
            self._pixmap = QPixmap()
            self.update()
            return
        # The former picture stays until the new one is read: an empty flash would be worse.
        self._aside.submit(
            "picture", lambda: (path, *read_scaled(path, _LARGEST)), self._take, self._give_up
        )

    def set_zoom(self, zoom: float) -> None:
        """Zoom; 1 fits the picture into its place."""
        self._zoom = min(max(zoom, 1.0), _MOST)
        if self._zoom == 1.0:
            self._centre = (0.5, 0.5)
        self._keep_inside()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by plus and minus, fit by 0."""
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self._zoom * _STEP)
        elif event.key() == Qt.Key.Key_Minus:
            self.set_zoom(self._zoom / _STEP)
        elif event.key() == Qt.Key.Key_0:
            self.set_zoom(1.0)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom."""
        turn = event.angleDelta().y() / 120
        if turn:
            self.set_zoom(self._zoom * _STEP**turn)
            event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit the picture, or zoom in if it is fitted."""
        self.set_zoom(3.0 if self._zoom == 1.0 else 1.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to move the picture."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture."""
        if self._drag is None or self._pixmap.isNull():
            return
        moved = event.position().toPoint() - self._drag
        self._drag = event.position().toPoint()
        area = self._area()
        self._centre = (
            self._centre[0] - moved.x() / area.width(),
            self._centre[1] - moved.y() / area.height(),
        )
        self._keep_inside()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the picture."""
        super().mouseReleaseEvent(event)
        self._drag = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._keep_inside()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, or why there is none."""
        painter = QPainter(self)
        colours = theme.colours()
        if self._pixmap.isNull():
            painter.setPen(QColor(colours.muted))
            text = self._problem or (self.tr("Loading …") if self._path else "")
            painter.drawText(
                self.rect().adjusted(8, 8, -8, -8),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                text,
            )
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setClipRect(self.rect())
            painter.drawPixmap(self._area(), self._pixmap, QRectF(self._pixmap.rect()))
        if self.hasFocus():
            painter.setPen(QColor(colours.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _area(self) -> QRectF:
        """Return where the whole picture lies, in the widget's coordinates."""
        size = self._pixmap.size()
        scale = min(self.width() / size.width(), self.height() / size.height())
        # A small picture is enlarged too, but not beyond what its pixels bear.
        scale = min(scale, 3.0) * self._zoom
        width, height = size.width() * scale, size.height() * scale
        left = self.width() / 2 - self._centre[0] * width
        top = self.height() / 2 - self._centre[1] * height
        return QRectF(left, top, width, height)

    def _keep_inside(self) -> None:
        if self._pixmap.isNull():
            return
        area = self._area()
        kept = []
        for centre, length, room in zip(
            self._centre,
            (area.width(), area.height()),
            (self.width(), self.height()),
            strict=True,
        ):
            half = min(0.5, room / 2 / length) if length else 0.5
            kept.append(min(max(centre, half), 1 - half))
        self._centre = (kept[0], kept[1])

    def _take(self, answer: tuple[Path, QImage, str]) -> None:
        path, image, problem = answer
        if path != self._path:
            return
        self._pixmap = QPixmap.fromImage(image)
        self._problem = (
            self.tr("{0} cannot be shown: {1}").format(path.name, problem) if problem else ""
        )
        self.update()
        self.shown.emit()

    def _give_up(self, failure: Failed) -> None:
        self._pixmap = QPixmap()
        self._problem = failure.why or failure.what
        self.update()
        self.shown.emit()
