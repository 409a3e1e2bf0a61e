"""Pictures with the phrase that mentions a concept in them."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.item_models.concepts import ConceptPlace, PlacesModel
from sare_desktop.widgets.captions.caption_view import UNDERLINES
from sare_desktop.widgets.images.thumbnail_list import ThumbnailList
from sare_desktop.widgets.images.thumbnails import Thumbnails

_Index = QModelIndex | QPersistentModelIndex

_LINES = 4
_LETTERS = 32


class PlaceDelegate(QStyledItemDelegate):
    """Paints a small picture and the sub-sentence beside it, its mention marked."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.edge = 0
        self.cell = QSize()

    def adapt(self, view: QListView) -> None:
        """Compute sizes again for font, width and screen."""
        metrics = view.fontMetrics()
        self.edge = metrics.height() * _LINES
        narrowest = self.edge + metrics.averageCharWidth() * _LETTERS
        room = max(view.viewport().width() - 1, narrowest)
        self.cell = QSize(room // max(1, room // narrowest), self.edge + 2 * theme.SPACE.S)
        pixels = round(self.edge * view.devicePixelRatioF())
        self._thumbnails.set_box(QSize(pixels, pixels))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the uniform size."""
        return QSize(self.cell)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint picture and phrase."""
        model = index.model()
        place = model.place(index.row()) if isinstance(model, PlacesModel) else None
        if place is None:
            return
        colours = theme.colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            tint = QColor(colours.accent)
            tint.setAlpha(56 if selected else 22)
            painter.setBrush(tint)
            painter.setPen(QPen(QColor(colours.accent), 2) if selected else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 6, 6)
        space = theme.SPACE.S
        box = QRect(rect.left() + space, rect.top() + space, self.edge, self.edge)
        pixmap = self._thumbnails.get(place.image.path)
        if pixmap is None or pixmap.isNull():
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.setBrush(QColor(colours.raised))
            painter.drawRoundedRect(box, 4, 4)
        else:
            size = pixmap.size() / (max(pixmap.width(), pixmap.height()) / self.edge)
            target = QRect(QPoint(0, 0), size)
            target.moveCenter(box.center())
            painter.drawPixmap(target, pixmap)
        text = QRect(
            box.right() + space, box.top(), rect.right() - box.right() - 2 * space, self.edge
        )
        _paint_phrase(painter, text, place, option.font)
        painter.restore()


def _paint_phrase(painter: QPainter, rect: QRect, place: ConceptPlace, font: QFont) -> None:
    colours = theme.colours()
    before, word, after = place.before, place.word, place.after
    layout = QTextLayout(f"{before}{word}{after}", font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    marked = QTextLayout.FormatRange()
    # The layout counts in UTF-16.
    marked.start = len(before.encode("utf-16-le")) // 2
    marked.length = len(word.encode("utf-16-le")) // 2
    form = QTextCharFormat()
    colour = QColor(getattr(colours, place.mention.verdict))
    form.setForeground(colour)
    form.setUnderlineColor(colour)
    form.setUnderlineStyle(UNDERLINES[place.mention.verdict])
    marked.format = form
    layout.setFormats([marked])
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        if height + line.height() > rect.height():
            line.setNumColumns(0)
            break
        line.setLineWidth(rect.width())
        line.setPosition(QPoint(0, round(height)))
        height += line.height() + 2
        if height + line.height() > rect.height():
            break
    layout.endLayout()
    painter.setPen(QColor(colours.text))
    layout.draw(painter, rect.topLeft())


class PlaceList(ThumbnailList):
    """Where a concept is mentioned; Enter or a double click opens the image.

    Several mentions can be selected, as files are in a file manager.
    """

    def __init__(self, model: PlacesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = PlaceDelegate(self.thumbnails, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._places = model
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(self.tr("Pictures and phrases of the concept"))
        self.setToolTip(
            self.tr("Enter or a double click opens the image; Ctrl or Shift selects several")
        )
        self._adapt()

    def current(self) -> ConceptPlace | None:
        """Return the place under the keyboard."""
        return self._places.place(self.currentIndex().row())

    def selected_places(self) -> list[ConceptPlace]:
        """Return the selected places, in the order of the list."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [one for row in rows if (one := self._places.place(row)) is not None]

    def select_mentions(self, mention_ids: Collection[int]) -> None:
        """Select the mentions of these keys that are shown, besides the current one."""
        chosen = QItemSelection()
        for row in range(self._places.rowCount()):
            place = self._places.place(row)
            if place is not None and place.mention.id in mention_ids:
                index = self._places.index(row)
                chosen.select(index, index)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the width with whole columns."""
        super().resizeEvent(event)
        self._adapt()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if hasattr(self, "_delegate") and event.type() == QEvent.Type.FontChange:
            self._adapt()

    def _adapt(self) -> None:
        self._delegate.adapt(self)
        if self._delegate.cell != self.gridSize():
            self.setGridSize(self._delegate.cell)
        self.verticalScrollBar().setSingleStep(self._delegate.cell.height() // 2)
