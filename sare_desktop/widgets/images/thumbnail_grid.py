"""A grid of thumbnails with badges, for ten thousand pictures as well as for ten."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.item_models.images import ImagesModel
from sare_desktop.item_models.tested_images import TestedImage
from sare_desktop.widgets.images.thumbnail_list import ThumbnailList
from sare_desktop.widgets.images.thumbnails import Thumbnails
from sare_engine import GROUNDED, HALLUCINATED, UNSURE

_Index = QModelIndex | QPersistentModelIndex

_LINES = 7
"""Edge of a thumbnail in lines of text: it grows with the font, and so with the screen's scale."""

_SIGNS = {HALLUCINATED: "✗", UNSURE: "?", "tested": "✓", "silent": "–"}


class ThumbnailDelegate(QStyledItemDelegate):
    """Paints one picture with its badges; sizes are uniform and computed once per font."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.edge = 0
        self._cell = QSize()
        self._badge_font = QFont()
        self._badge_metrics = QFontMetrics(self._badge_font)
        self._badge_text: dict[tuple[str, int], tuple[str, int]] = {}

    def adapt(self, view: QWidget) -> None:
        """Compute the sizes again for the view's font and screen."""
        metrics = view.fontMetrics()
        self.edge = metrics.height() * _LINES
        margin = theme.SPACE.S
        self._cell = QSize(self.edge + 2 * margin, self.edge + metrics.height() + 2 * margin)
        self._badge_font = QFont(view.font())
        self._badge_font.setPointSizeF(max(6.0, view.font().pointSizeF() * 0.9))
        self._badge_font.setBold(True)
        self._badge_metrics = QFontMetrics(self._badge_font)
        self._badge_text.clear()
        pixels = round(self.edge * view.devicePixelRatioF())
        self._thumbnails.set_box(QSize(pixels, pixels))

    @property
    def cell(self) -> QSize:
        """Size of every cell."""
        return self._cell

    def fill(self, width: int) -> None:
        """Widen the cells so that whole columns fill a width."""
        narrowest = self.edge + 2 * theme.SPACE.S
        columns = max(1, width // narrowest)
        self._cell.setWidth(max(narrowest, width // columns))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the uniform size."""
        return QSize(self._cell)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the picture, its name and its badges."""
        model = index.model()
        image = model.image(index.row()) if isinstance(model, ImagesModel) else None
        if image is None:
            return
        colours = theme.colours()
        margin = theme.SPACE.S
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        metrics: QFontMetrics = option.fontMetrics
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        left = rect.left() + (rect.width() - self.edge) // 2
        frame = QRect(left - margin, rect.top(), self.edge + 2 * margin, rect.height())
        frame.adjust(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            tint = QColor(colours.accent)
            tint.setAlpha(56 if selected else 22)
            painter.setBrush(tint)
            painter.setPen(QPen(QColor(colours.accent), 2) if selected else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(frame, 6, 6)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.text), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(frame.adjusted(3, 3, -3, -3), 4, 4)
        box = QRect(left, rect.top() + margin, self.edge, self.edge)
        self._paint_picture(painter, box, image)
        self._paint_badges(painter, box, image)
        painter.setFont(option.font)
        painter.setPen(QColor(colours.text if selected else colours.muted))
        name = QRect(box.left(), box.bottom() + 1, self.edge, metrics.height())
        text = metrics.elidedText(image.path.name, Qt.TextElideMode.ElideMiddle, self.edge)
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _paint_picture(self, painter: QPainter, box: QRect, image: TestedImage) -> None:
        colours = theme.colours()
        pixmap = self._thumbnails.get(image.path)
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
        painter.drawRoundedRect(box.adjusted(6, 6, -6, -6), 6, 6)
        if pixmap is not None:
            painter.setPen(QColor(colours.muted))
            painter.drawText(
                box,
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                QCoreApplication.translate("ThumbnailGrid", "not\nreadable"),
            )

    def _paint_badges(self, painter: QPainter, box: QRect, image: TestedImage) -> None:
        colours = theme.colours()
        painter.setFont(self._badge_font)
        height = self._badge_metrics.height() + 2
        left = box.left() + 2
        for kind, count, tone in badges_of(image):
            colour = getattr(colours, tone)
            text, width = self._badge(kind, count)
            pill = QRectF(left, box.top() + 2, width, height)
            painter.setPen(QPen(QColor(colour), 1.5))
            painter.setBrush(QColor(colours.surface))
            painter.drawRoundedRect(pill, height / 2, height / 2)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
            left += width + 4

    def _badge(self, kind: str, count: int) -> tuple[str, int]:
        key = (kind, count)
        if key not in self._badge_text:
            text = f"{_SIGNS[kind]} {count}" if count else _SIGNS[kind]
            width = self._badge_metrics.horizontalAdvance(text) + self._badge_metrics.height()
            self._badge_text[key] = (text, width)
        return self._badge_text[key]


def badges_of(image: TestedImage) -> list[tuple[str, int, str]]:
    """Return kind, count (0: not shown) and colour of an image's badges."""
    if not image.tested:
        return []
    counts = ((HALLUCINATED, image.count(HALLUCINATED)), (UNSURE, image.count(UNSURE)))
    badges = [(verdict, count, verdict) for verdict, count in counts if count]
    if badges:
        return badges
    # A caption that mentions nothing has nothing that could be right.
    return [("tested", 0, GROUNDED) if image.has_mentions else ("silent", 0, "muted")]


class ThumbnailGrid(ThumbnailList):
    """The pictures as a grid; arrow keys move, space and control select."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = ThumbnailDelegate(self.thumbnails, self)
        self.setItemDelegate(self._delegate)
        # List mode with wrapping: unlike icon mode its layout is a division, not a search tree.
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # Always there: a bar that comes and goes would change the number of columns each time.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(self.tr("Pictures of the project"))
        self._adapt()

    def current_image(self) -> TestedImage | None:
        """Return the picture that has the keyboard."""
        model = self.model()
        return model.image(self.currentIndex().row()) if isinstance(model, ImagesModel) else None

    def go_to(self, row: int) -> None:
        """Select a row and bring it into view."""
        model = self.model()
        if model is not None and 0 <= row < model.rowCount():
            index = model.index(row, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected images, in the order of the list."""
        model = self.model()
        if not isinstance(model, ImagesModel):
            return []
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [image.id for row in rows if (image := model.image(row)) is not None]

    def leave_selection(self) -> None:
        """Go to the next image that is not selected, else to the one before; stay if all are."""
        model = self.model()
        rows = {index.row() for index in self.selectedIndexes()}
        if model is None or not rows:
            return
        others = (*range(max(rows) + 1, model.rowCount()), *range(max(rows) - 1, -1, -1))
        self.go_to(next((row for row in others if row not in rows), -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Forget requests for what may be out of sight now."""
        super().resizeEvent(event)
        self.thumbnails.drop_requests()
        # One pixel less than there is: a row that fits exactly is broken by rounding.
        self._delegate.fill(self.viewport().width() - 1)
        if self._delegate.cell != self.gridSize():
            self.setGridSize(self._delegate.cell)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the screen."""
        super().changeEvent(event)
        if hasattr(self, "_delegate") and event.type() in (
            QEvent.Type.FontChange,
            QEvent.Type.StyleChange,
        ):
            self._adapt()

    def _adapt(self) -> None:
        self._delegate.adapt(self)
        self._delegate.fill(self.viewport().width() - 1)
        self.setGridSize(self._delegate.cell)
        self.verticalScrollBar().setSingleStep(self._delegate.cell.height() // 3)
