"""What happened, line by line: time, level, text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.colours import Colours
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.small_parts import list_rows

KEPT = 5000
"""Lines kept; the oldest ones go first. The log file keeps more."""

_CUT = 500
_LEVELS = ("info", "success", "warning", "error")


@dataclass(frozen=True)
class LogLine:
    """A line of the log.

    Attributes:
        time: when it was written.
        level: "info", "success", "warning" or "error".
        text: the message.
    """

    time: datetime
    level: str
    text: str

    def words(self) -> str:
        """Return the line as text."""
        return f"{self.time:%H:%M:%S}  {self.level:<8}{self.text}"


class LogModel(QAbstractTableModel):
    """The lines, the newest last."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.lines: list[LogLine] = []

    def add(self, line: LogLine) -> None:
        """Put a line at the end."""
        if len(self.lines) >= KEPT:
            self.beginRemoveRows(QModelIndex(), 0, _CUT - 1)
            del self.lines[:_CUT]
            self.endRemoveRows()
        at = len(self.lines)
        self.beginInsertRows(QModelIndex(), at, at)
        self.lines.append(line)
        self.endInsertRows()

    def clear(self) -> None:
        """Take all lines out."""
        self.beginResetModel()
        self.lines.clear()
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (f"{line.time:%H:%M:%S}", line.level, line.text)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.text
        if role == Qt.ItemDataRole.UserRole:
            return line.level
        if role == Qt.ItemDataRole.ForegroundRole:
            use = theme.colours()
            if index.column() == 2 and line.level in ("info", "success"):
                return QColor(use.text)
            return QColor(getattr(use, line.level, use.muted))
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Time"), self.tr("Level"), self.tr("What happened"))[section]
        return None


class _LevelFilter(QSortFilterProxyModel):
    def __init__(self, parent: Any) -> None:
        super().__init__(parent)
        self.lowest = 0

    def filterAcceptsRow(
        self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        model = self.sourceModel()
        level = model.index(source_row, 0, source_parent).data(Qt.ItemDataRole.UserRole)
        return _LEVELS.index(level) >= self.lowest

    def set_lowest(self, lowest: int) -> None:
        self.beginFilterChange()
        self.lowest = lowest
        self.endFilterChange()


class LogDrawer(QFrame):
    """The log at the bottom of the window.

    Attributes:
        closed: the user closed it.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("log")
        self.model = LogModel(self)
        self._shown = _LevelFilter(self)
        self._shown.setSourceModel(self.model)
        self._table = self._make_table()
        title = QLabel(self.tr("Log"))
        theme.role(title, "heading")
        self._level = ChoiceBox()
        self._level.setObjectName("log.level")
        self._level.setAccessibleName(self.tr("Lines shown"))
        self._level.setToolTip(self.tr("Which lines are shown"))
        self._level.addItems([self.tr("All lines"), self.tr("Warnings and errors")])
        self._level.currentIndexChanged.connect(self._filter)
        guard_wheel(self._level)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE.S)
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(self._level)
        for name, text, tip, callback in (
            ("log.copy", self.tr("Copy"), self.tr("Copy the selected lines, or all"), self.copy),
            (
                "log.clear",
                self.tr("Clear"),
                self.tr("Clear the list, not the file"),
                self.clear,
            ),
            ("log.close", self.tr("Close"), self.tr("Close the log (Ctrl+L)"), self.closed.emit),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setProperty("compact", True)
            button.clicked.connect(callback)
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.L, theme.SPACE.S, theme.SPACE.L, theme.SPACE.S)
        layout.setSpacing(theme.SPACE.S)
        layout.addLayout(top)
        layout.addWidget(self._table, 1)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("log.table")
        table.setAccessibleName(self.tr("Log"))
        table.setToolTip(self.tr("What happened, the newest last"))
        table.setModel(self._shown)
        list_rows(table)
        rows = table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + theme.SPACE.S)
        header = table.horizontalHeader()
        header.setStretchLastSection(True)
        header.resizeSection(0, self.fontMetrics().horizontalAdvance("00:00:00") + theme.SPACE.XL)
        header.resizeSection(1, self.fontMetrics().horizontalAdvance("warning") + theme.SPACE.XXL)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def add(self, level: str, text: str) -> None:
        """Put a line at the end; the view stays where the user scrolled to."""
        bar = self._table.verticalScrollBar()
        at_end = bar.value() >= bar.maximum()
        level = level if level in _LEVELS else "info"
        self.model.add(LogLine(datetime.now(), level, " ".join(text.split())))
        if at_end and self.isVisible():
            self._table.scrollToBottom()

    def copy(self) -> None:
        """Put the selected lines, or all, on the clipboard."""
        rows = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        chosen = rows or range(self._shown.rowCount())
        lines = (
            self.model.lines[self._shown.mapToSource(self._shown.index(row, 0)).row()]
            for row in chosen
        )
        QGuiApplication.clipboard().setText("\n".join(line.words() for line in lines))

    def clear(self) -> None:
        """Empty the list."""
        self.model.clear()

    def show_end(self) -> None:
        """Scroll to the newest line and take the focus."""
        self._table.scrollToBottom()
        self._table.setFocus()

    def _filter(self, index: int) -> None:
        self._shown.set_lowest((0, _LEVELS.index("warning"))[index])


def _rules(use: Colours, _points: float) -> str:
    return (
        f"QFrame#log {{ background: {use.background}; border: none; "
        f"border-top: 1px solid {use.border}; }}\n"
    )


theme.add_part(_rules)
