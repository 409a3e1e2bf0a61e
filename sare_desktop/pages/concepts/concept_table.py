"""The table of concepts with check boxes and bars."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.item_models.concepts import (
    COLUMNS,
    CONCEPT,
    ERASE,
    EVIDENCE,
    HALLUCINATED,
    IMAGES,
    MENTIONS,
    RATE,
    TRIGGERS,
    UNSURE,
    ConceptRow,
    ConceptsFilter,
    ConceptsModel,
)
from sare_desktop.widgets.help.terms_here import explain_columns
from sare_desktop.widgets.primitives.small_parts import list_rows, row_height

_Index = QModelIndex | QPersistentModelIndex

_WORDS = (TRIGGERS, EVIDENCE)
"""Columns of words rather than numbers."""

_LEAST_NAME, _LEAST_RATE, _MOST_RATE, _LEAST_WORDS = 10, 9, 22, 11
"""Widths of columns in letters."""


_BAR, _SIDE = 4.0, 6
"""Height of the bar of a rate, and its distance from the sides of the cell."""


class RateDelegate(QStyledItemDelegate):
    """Paints the rate as a bar with its number."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the bar below the number."""
        colours = theme.colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.highlight())
        bar = bar_place(rect)
        row = _row_of(index.model(), index)
        painter.setPen(Qt.PenStyle.NoPen)
        if row is not None and row.rate is not None:
            painter.setBrush(QColor(colours.border))
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        if row is not None and row.rate:
            filled = QRectF(bar)
            filled.setWidth(max(bar.width() * row.rate, _BAR))
            painter.setBrush(QColor(colours.hallucinated))
            painter.drawRoundedRect(filled, _BAR / 2, _BAR / 2)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(
            option.palette.highlightedText().color() if selected else QColor(colours.text)
        )
        painter.drawText(
            words_place(rect),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            str(index.data()),
        )
        painter.restore()


def bar_place(cell: QRectF) -> QRectF:
    """Return where the bar of a rate is: from 0 to 100 % in the same width in all rows."""
    return QRectF(cell.left() + _SIDE, cell.bottom() - _BAR - 2, cell.width() - 2 * _SIDE, _BAR)


def words_place(cell: QRectF) -> QRectF:
    """Return where the number of a rate is: above the bar, so that it is read on the ground."""
    return QRectF(cell.left(), cell.top(), cell.width() - _SIDE, bar_place(cell).top() - cell.top())


class ConceptTable(QTableView):
    """Concepts; the space bar checks the current one, a right click opens a menu."""

    menu_wanted = Signal(object)  # QPoint, global

    def __init__(self, proxy: ConceptsFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferred = ""
        self.setModel(proxy)
        self.setAccessibleName(self.tr("Concepts"))
        self.setSortingEnabled(True)
        list_rows(self)
        explain_columns(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)  # A menu of its own.
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setItemDelegateForColumn(RATE, RateDelegate(self))
        header = self.horizontalHeader()
        header.setSectionsMovable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        # The columns of words share the width that the numbers leave, so that no column lies beyond
        # the edge; the tooltip shows in full what is cut off there.
        for column in _WORDS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.sortByColumn(HALLUCINATED, Qt.SortOrder.DescendingOrder)
        self._adapt()
        proxy.modelReset.connect(self._fit_names)

    def prefer(self, concept: str) -> None:
        """Note which concept should be selected when the table is filled again."""
        self._preferred = concept

    def preferred(self) -> str:
        """Return the concept that should be selected when the table is filled again, or ""."""
        return self._preferred

    def current(self) -> ConceptRow | None:
        """Return the concept under the keyboard."""
        index = self.currentIndex()
        return _row_of(self.model(), index) if index.isValid() else None

    def go_to(self, concept: str) -> bool:
        """Select a concept; return whether it is in the table."""
        model = self.model()
        for place in range(model.rowCount()):
            row = _row_of(model, model.index(place, 0))
            if row is not None and row.concept == concept:
                self.setCurrentIndex(model.index(place, CONCEPT))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Check or uncheck with the space bar, whichever column is current."""
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            index = self.currentIndex().siblingAtColumn(ERASE)
            state = index.data(Qt.ItemDataRole.CheckStateRole)
            if state is not None:
                checked = Qt.CheckState(state) == Qt.CheckState.Checked
                wanted = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
                self.model().setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Request the menu for the concept that was clicked."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.setCurrentIndex(index)
        if self.current() is not None:
            self.menu_wanted.emit(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._adapt()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names the room there is."""
        super().resizeEvent(event)
        self._fit_names()

    def _fit_names(self) -> None:
        """Share the width that the numbers leave: names first, then the bars, then the words."""
        model, metrics = self.model(), self.fontMetrics()
        letter = metrics.averageCharWidth()
        names = (str(model.index(row, CONCEPT).data()) for row in range(model.rowCount()))
        longest = max(map(metrics.horizontalAdvance, names), default=0) + 2 * theme.SPACE.M
        taken = sum(
            self.columnWidth(column)
            for column in range(COLUMNS)
            if column not in (CONCEPT, RATE, *_WORDS)
        )
        taken += sum(max(letter * _LEAST_WORDS, self._title_width(column)) for column in _WORDS)
        room = self.viewport().width() - taken
        least_rate = letter * _LEAST_RATE
        least_name = max(letter * _LEAST_NAME, self._title_width(CONCEPT))
        name = max(least_name, min(longest, room - least_rate))
        self.setColumnWidth(CONCEPT, name)
        self.setColumnWidth(RATE, max(least_rate, min(room - name, letter * _MOST_RATE)))

    def _title_width(self, column: int) -> int:
        bold = QFont(self.font())
        bold.setBold(True)
        words = str(self.model().headerData(column, Qt.Orientation.Horizontal))
        return QFontMetrics(bold).horizontalAdvance(words) + 2 * theme.SPACE.S

    def _adapt(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in (
            (ERASE, 6),
            (MENTIONS, 8),
            (HALLUCINATED, 10),
            (UNSURE, 6),
            (IMAGES, 6),
        ):
            self.setColumnWidth(column, max(letter * letters, self._title_width(column)))
        # The least width of a stretched column; the others are wider anyway.
        self.horizontalHeader().setMinimumSectionSize(letter * 6)
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        self._fit_names()


def _row_of(model: object, index: _Index) -> ConceptRow | None:
    if isinstance(model, ConceptsFilter):
        source = model.sourceModel()
        index = model.mapToSource(model.index(index.row(), index.column()))
        model = source
    return model.row(index) if isinstance(model, ConceptsModel) else None
