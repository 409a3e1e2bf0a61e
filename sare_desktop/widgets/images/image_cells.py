"""How an image is painted in a list: as a thumbnail with its name, or as a row with its caption."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sare_desktop import theme
from sare_desktop.item_models.images import ImagesModel
from sare_desktop.item_models.tested_images import TestedImage
from sare_desktop.widgets.images.badges import BadgePainter
from sare_desktop.widgets.images.thumbnails import Thumbnails

_Index = QModelIndex | QPersistentModelIndex

_CAPTION_LINES = 2
_CORNER = 6


class ImageCells(QStyledItemDelegate):
    """Cells of one size, which is computed once for a font and a width.

    Attributes:
        edge: longest side of a thumbnail; 0 without thumbnails.
        cell: size of every cell.
    """

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._badges = BadgePainter()
        self.edge = 0
        self.cell = QSize()

    def adapt(self, view: QWidget) -> None:
        """Compute the sizes again for the view's font and screen."""
        self._badges.adapt(view)
        self._measure(view.fontMetrics())
        pixels = max(1, round(self.edge * view.devicePixelRatioF()))
        self._thumbnails.set_box(QSize(pixels, pixels))

    @abstractmethod
    def _measure(self, metrics: QFontMetrics) -> None:
        """Set `edge`, and `cell` at its smallest."""

    @abstractmethod
    def fill(self, width: int) -> None:
        """Widen the cells so that whole columns fill a width."""

    @abstractmethod
    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, image: TestedImage) -> None:
        """Paint a cell."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the uniform size."""
        return QSize(self.cell)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the image of a row."""
        model = index.model()
        image = model.image(index.row()) if isinstance(model, ImagesModel) else None
        if image is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, option, image)
            painter.restore()

    def _paint_state(self, painter: QPainter, option: QStyleOptionViewItem, frame: QRect) -> bool:
        """Show whether the image is selected, under the pointer, or has the keyboard."""
        colours = theme.colours()
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            tint = QColor(colours.accent)
            tint.setAlpha(56 if selected else 22)
            painter.setBrush(tint)
            painter.setPen(QPen(QColor(colours.accent), 2) if selected else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(frame, _CORNER, _CORNER)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.text), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(frame.adjusted(3, 3, -3, -3), 4, 4)
        return selected

    def _paint_picture(self, painter: QPainter, box: QRect, image: TestedImage) -> None:
        colours = theme.colours()
        pixmap = self._thumbnails.get(image.path) if image.has_picture else None
        if pixmap is not None and not pixmap.isNull():
            size = pixmap.size() / (max(pixmap.width(), pixmap.height()) / self.edge)
            if pixmap.width() < self.edge and pixmap.height() < self.edge:
                size = pixmap.size()
            target = QRect(QPoint(0, 0), size)
            target.moveCenter(box.center())
            painter.drawPixmap(target, pixmap)
            return
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(box.adjusted(6, 6, -6, -6), _CORNER, _CORNER)
        words = QCoreApplication.translate("ThumbnailGrid", "not\nreadable")
        if not image.has_picture:
            words = QCoreApplication.translate("ThumbnailGrid", "no\npicture")
        if pixmap is not None or not image.has_picture:
            painter.setPen(QColor(colours.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)


class ThumbnailCells(ImageCells):
    """A picture with its badges, and its name below."""

    def __init__(self, thumbnails: Thumbnails, lines: int, parent: QWidget | None = None) -> None:
        """Paint nothing yet.

        Args:
            thumbnails: the pictures.
            lines: edge of a thumbnail in lines of text: it grows with the font, and so with the
                screen's scale.
            parent: the owner.
        """
        super().__init__(thumbnails, parent)
        self.lines = lines

    def _measure(self, metrics: QFontMetrics) -> None:
        self.edge = metrics.height() * self.lines
        margin = theme.SPACE.S
        self.cell = QSize(self.edge + 2 * margin, self.edge + metrics.height() + 2 * margin)

    def fill(self, width: int) -> None:
        """Widen the cells so that whole columns fill a width."""
        narrowest = self.edge + 2 * theme.SPACE.S
        columns = max(1, width // narrowest)
        self.cell.setWidth(max(narrowest, width // columns))

    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, image: TestedImage) -> None:
        colours = theme.colours()
        margin = theme.SPACE.S
        rect: QRect = option.rect
        metrics: QFontMetrics = option.fontMetrics
        left = rect.left() + (rect.width() - self.edge) // 2
        frame = QRect(left - margin, rect.top(), self.edge + 2 * margin, rect.height())
        selected = self._paint_state(painter, option, frame.adjusted(2, 2, -2, -2))
        box = QRect(left, rect.top() + margin, self.edge, self.edge)
        self._paint_picture(painter, box, image)
        self._badges.paint(painter, box.left() + 2, box.top() + 2, image)
        painter.setFont(option.font)
        painter.setPen(QColor(colours.text if selected else colours.muted))
        name = QRect(box.left(), box.bottom() + 1, self.edge, metrics.height())
        text = metrics.elidedText(image.name, Qt.TextElideMode.ElideMiddle, self.edge)
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, text)


class CaptionRows(ImageCells):
    """A row with name, badges and the beginning of the caption, and a small picture if any.

    Attributes:
        pictured: whether to leave room for pictures.
    """

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(thumbnails, parent)
        self.pictured = True

    def _measure(self, metrics: QFontMetrics) -> None:
        height = self._head_height(metrics) + _CAPTION_LINES * metrics.lineSpacing()
        self.edge = height if self.pictured else 0
        self.cell = QSize(height, height + 2 * theme.SPACE.S)

    def _head_height(self, metrics: QFontMetrics) -> int:
        return max(metrics.height(), self._badges.height + 1)

    def fill(self, width: int) -> None:
        """Make the rows as wide as the list."""
        self.cell.setWidth(max(width, self.cell.height()))

    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, image: TestedImage) -> None:
        colours = theme.colours()
        margin = theme.SPACE.S
        rect: QRect = option.rect
        metrics: QFontMetrics = option.fontMetrics
        self._paint_state(painter, option, rect.adjusted(2, 1, -2, -1))
        text = rect.adjusted(margin + 2, margin, -margin - 2, -margin)
        if self.pictured:
            self._paint_picture(painter, QRect(text.topLeft(), QSize(self.edge, self.edge)), image)
            text.setLeft(text.left() + self.edge + margin)
        line = self._head_height(metrics)
        badges = self._badges.width(image)
        self._badges.paint(painter, text.right() - badges, text.top(), image)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(colours.text))
        room = text.width() - badges - margin
        name = QFontMetrics(bold).elidedText(image.name, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(
            QRect(text.left(), text.top(), room, line), Qt.AlignmentFlag.AlignVCenter, name
        )
        painter.setFont(option.font)
        painter.setPen(QColor(colours.muted))
        caption = " ".join(image.caption.split())
        if not image.tested:
            caption = QCoreApplication.translate("ThumbnailGrid", "not tested")
        # Words break at the end of a line: what is cut must be shorter than all lines together.
        most = _CAPTION_LINES * text.width() - 6 * metrics.averageCharWidth()
        painter.drawText(
            QRect(text.left(), text.top() + line, text.width(), text.height() - line),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap,
            metrics.elidedText(caption, Qt.TextElideMode.ElideRight, most),
        )
