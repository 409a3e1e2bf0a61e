"""One picture, fitted to its place, with zoom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.widgets.captions.picture_boxes import ShownBox, box_at, paint_boxes
from sare_desktop.widgets.images.thumbnails import read_scaled
from sare_engine import Failed

_LARGEST = QSize(4096, 4096)
"""Pictures are shown at this size at most: a photograph of 100 megapixels is not held whole."""

_STEP = 1.25
_MOST = 16.0


class PictureView(QWidget):
    """Shows a picture; plus, minus and the wheel zoom, 0 fits, dragging moves it, Ctrl+C copies it.

    The picture is read outside the window's thread: a slow disk or a large file does not block it.
    Boxes of detectors lie on it; B hides them.

    Attributes:
        shown: the picture was read, or could not be.
        pointed: emitted with the keys of the mentions whose box is under the pointer, as a
            frozenset.
        box_clicked: emitted with the key of a mention whose box was clicked.
        zoomed: the picture is shown larger or smaller than before.
    """

    shown = Signal()
    pointed = Signal(object)
    box_clicked = Signal(int)
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aside = Aside(self)
        self._path: Path | None = None
        self._pixmap = QPixmap()
        self._problem = ""
        self._zoom = 1.0
        self._centre = (0.5, 0.5)
        self._drag: QPoint | None = None
        self._pressed: QPoint | None = None
        self._boxes: tuple[ShownBox, ...] = ()
        self._boxes_visible = True
        self._pointed: ShownBox | None = None
        self._lit: frozenset[int] = frozenset()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(120, 90)
        self.setAccessibleName(self.tr("Picture"))
        self.setToolTip(self._usage())
        self._copy = QAction(self.tr("Copy the picture"), self)
        self._copy.setObjectName("picture.copy")
        self._copy.setToolTip(self.tr("Put the picture on the clipboard, without boxes"))
        self._copy.setShortcut(QKeySequence.StandardKey.Copy)
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy.setEnabled(False)
        self._copy.triggered.connect(self.copy)
        self.addAction(self._copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
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

    @property
    def scale(self) -> float:
        """Pixels of the screen for each pixel of the picture; 0 without a picture."""
        if self._pixmap.isNull():
            return 0.0
        return self._area().width() / self._pixmap.width() * self.devicePixelRatioF()

    def show_picture(self, path: Path | None, words: str = "") -> None:
        """Show another picture, or none.

        Args:
            path: its file, or None.
            words: shown where there is no picture.
        """
        if path is None and words != self._problem:
            self._problem = words
            self.update()
        if path == self._path:
            return
        self._path = path
        self._problem = words
        self._zoom, self._centre = 1.0, (0.5, 0.5)
        self.setAccessibleDescription(path.name if path else "")
        if path is None:
            self._aside.forget()
            self._set_pixmap(QPixmap())
            return
        # The former picture stays until the new one is read: an empty flash would be worse.
        self._aside.submit(
            "picture", lambda: (path, *read_scaled(path, _LARGEST)), self._take, self._give_up
        )

    @property
    def boxes(self) -> Sequence[ShownBox]:
        """The boxes on the picture, none while they are hidden."""
        return self._boxes if self._boxes_visible else ()

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        if not self._pixmap.isNull():
            QGuiApplication.clipboard().setImage(self._pixmap.toImage())

    def show_boxes(self, boxes: Sequence[ShownBox]) -> None:
        """Show other boxes."""
        self._boxes = tuple(boxes)
        self._pointed = None
        self.setToolTip(self._usage())
        names = ", ".join(one.text for one in boxes)
        self.setAccessibleDescription(
            "\n".join(one for one in (self._path.name if self._path else "", names) if one)
        )
        self.update()

    def light(self, mentions: Collection[int]) -> None:
        """Emphasise the boxes of mentions."""
        self._lit = frozenset(mentions)
        self.update()

    def box_area(self, one: ShownBox) -> QRectF:
        """Return where a box is on the screen, in the widget's coordinates."""
        return one.on(self._area())

    def set_zoom(self, zoom: float) -> None:
        """Zoom; 1 fits the picture into its place."""
        self._set_zoom(min(max(zoom, 1.0), _MOST))

    def show_actual_size(self) -> None:
        """Show each pixel of the picture as a pixel of the screen."""
        if self.scale:
            self._set_zoom(self._zoom / self.scale)

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        if self._zoom == 1.0:
            self._centre = (0.5, 0.5)
        self._keep_inside()
        self.update()
        self.zoomed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by plus and minus, fit by 0, actual size by 1, hide boxes by B."""
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self._zoom * _STEP)
        elif event.key() == Qt.Key.Key_Minus:
            self.set_zoom(self._zoom / _STEP)
        elif event.key() == Qt.Key.Key_0:
            self.set_zoom(1.0)
        elif event.key() == Qt.Key.Key_1:
            self.show_actual_size()
        elif event.key() == Qt.Key.Key_B and self._boxes:
            self._boxes_visible = not self._boxes_visible
            self._point_at(None)
            self.update()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say what the box under the pointer is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._pointed:
            QToolTip.showText(event.globalPos(), self._pointed.tip, self)
            return True
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the box that was pointed at."""
        super().leaveEvent(event)
        self._point_at(None)

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
            self._drag = self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture, or point at a box."""
        if self._pixmap.isNull():
            return
        if self._drag is None:
            self._point_at(box_at(self.boxes, self._area(), event.position()))
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
        """Let go of the picture; a click on a box selects its mention."""
        super().mouseReleaseEvent(event)
        pressed, self._drag, self._pressed = self._pressed, None, None
        if pressed is None or self._pixmap.isNull():
            return
        moved = (event.position().toPoint() - pressed).manhattanLength()
        clicked = box_at(self.boxes, self._area(), event.position())
        if clicked is not None and moved < QApplication.startDragDistance():
            self.box_clicked.emit(min(clicked.mentions))

    def _point_at(self, one: ShownBox | None) -> None:
        if one != self._pointed:
            self._pointed = one
            self.setCursor(Qt.CursorShape.PointingHandCursor if one else Qt.CursorShape.ArrowCursor)
            self.pointed.emit(one.mentions if one else frozenset())
            self.update()

    def _usage(self) -> str:
        usage = self.tr("Wheel or + and − zoom, 0 fits, 1 is the actual size, dragging moves")
        if not self._boxes:
            return usage
        return self.tr("{0}. Click a box to see the evidence; B hides the boxes").format(usage)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._keep_inside()
        self.zoomed.emit()

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
            lit = self._pointed.mentions if self._pointed else self._lit
            paint_boxes(painter, self.boxes, self._area(), lit)
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
        self._problem = (
            self.tr("{0} cannot be shown: {1}").format(path.name, problem) if problem else ""
        )
        self._set_pixmap(QPixmap.fromImage(image))
        self.zoomed.emit()
        self.shown.emit()

    def _give_up(self, failure: Failed) -> None:
        self._problem = failure.why or failure.what
        self._set_pixmap(QPixmap())
        self.shown.emit()

    def _set_pixmap(self, pixmap: QPixmap) -> None:
        self._pixmap = pixmap
        self._copy.setEnabled(not pixmap.isNull())
        self.update()
