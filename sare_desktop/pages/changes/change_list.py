"""The changed pictures as a list: thumbnail, file name, and what changed in words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.item_models.changes import ChangesModel, tone_of, words_of
from sare_desktop.widgets.images.thumbnail_list import ThumbnailList
from sare_desktop.widgets.images.thumbnails import Thumbnails
from sare_engine import PictureChange

_Index = QModelIndex | QPersistentModelIndex

_LINES = 3
"""Height of a row in lines of text: the file name, and two lines of changes."""


class _ChangeDelegate(QStyledItemDelegate):
    """Paints a row; all rows have the same height, so that thousands need no measuring."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._edge = 0
        self.adapt(parent)

    def adapt(self, view: QWidget) -> None:
        """Follow the font and the screen."""
        self._edge = view.fontMetrics().lineSpacing() * _LINES
        pixels = round(self._edge * view.devicePixelRatioF())
        self._thumbnails.set_box(QSize(round(pixels * 1.25), pixels))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the size of every row."""
        return QSize(self._edge * 4, self._edge + 2 * theme.SPACE.S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the picture, its name and its changes."""
        model = index.model()
        change = model.change(index.row()) if isinstance(model, ChangesModel) else None
        if change is None:
            return
        use, rect = theme.colours(), QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            tint = QColor(use.accent)
            tint.setAlpha(40)
            painter.fillRect(rect, tint)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(use.raised))
        inner = rect.adjusted(theme.SPACE.S, theme.SPACE.S, -theme.SPACE.S, -theme.SPACE.S)
        picture = QRect(inner.topLeft(), QSize(round(self._edge * 1.25), self._edge))
        self._paint_picture(painter, picture, change)
        text = inner.adjusted(picture.width() + theme.SPACE.M, 0, 0, 0)
        self._paint_words(painter, text, change, option.font)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(use.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_picture(self, painter: QPainter, box: QRect, change: PictureChange) -> None:
        use = theme.colours()
        pixmap = self._thumbnails.get(change.image)
        if pixmap is None or pixmap.isNull():
            painter.setPen(QPen(QColor(use.border), 1))
            painter.setBrush(QColor(use.raised))
            painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 4, 4)
            return
        size = pixmap.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(QPoint(0, 0), size)
        target.moveCenter(box.center())
        painter.drawPixmap(target, pixmap)

    def _paint_words(
        self, painter: QPainter, box: QRect, change: PictureChange, font: QFont
    ) -> None:
        use, metrics = theme.colours(), QFontMetrics(font)
        line = metrics.lineSpacing()
        painter.setFont(font)
        painter.setPen(QColor(use.text))
        name = metrics.elidedText(change.image.name, Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(box.left(), box.top() + metrics.ascent(), name)
        words = words_of(change)
        for place, (kind, phrase) in enumerate(words[: _LINES - 1]):
            rest = len(words) - _LINES + 1
            if place == _LINES - 2 and rest > 0:
                phrase += f"  +{rest}"
            painter.setPen(QColor(getattr(use, tone_of(kind))))
            shown = metrics.elidedText(phrase, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box.left(), box.top() + metrics.ascent() + (place + 1) * line, shown)


class ChangeList(ThumbnailList):
    """The pictures; those in view are decoded, and only those."""

    def __init__(self, model: ChangesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = _ChangeDelegate(self.thumbnails, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Pictures whose captions changed"))
        self.setModel(model)

    def current(self) -> PictureChange | None:
        """Return the picture that is selected."""
        model = self.model()
        return model.change(self.currentIndex().row()) if isinstance(model, ChangesModel) else None

    def go_to(self, row: int) -> None:
        """Select a row and bring it into view; nothing happens outside the list."""
        model = self.model()
        if model is not None and 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, 0))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the screen."""
        super().changeEvent(event)
        if hasattr(self, "_delegate") and event.type() in (
            QEvent.Type.FontChange,
            QEvent.Type.StyleChange,
        ):
            self._delegate.adapt(self)
            self.scheduleDelayedItemsLayout()
