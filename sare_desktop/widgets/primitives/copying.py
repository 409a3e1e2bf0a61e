"""Copying tables: as tab-separated text, and as HTML, from which spreadsheets take the cells."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QTreeView

_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


def table_data(rows: Sequence[Sequence[str]], *, heads: bool = True) -> QMimeData:
    """Return cells as tab-separated text and as HTML.

    Args:
        rows: the cells' words, row by row.
        heads: whether the first row names the columns.
    """
    lines = ("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
    written = []
    for number, row in enumerate(rows):
        tag = "th" if heads and not number else "td"
        cells = "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row)
        written.append(f"<tr>{cells}</tr>")
    data = QMimeData()
    data.setText("\n".join(lines) + "\n")
    data.setHtml(f'<meta charset="utf-8"><table>{"".join(written)}</table>')
    return data


def offer_copies(view: QTableView | QTreeView) -> TableCopies:
    """Let a table be copied: by Ctrl+C while it has the focus, and by its context menu.

    A view with a menu of its own adds `copy_actions` to it.
    """
    return TableCopies(view)


def copy_actions(view: QTableView | QTreeView) -> list[QAction]:
    """Return the actions that copy a table, for a menu; see `offer_copies`."""
    return [one for copies in view.findChildren(TableCopies) for one in copies.actions]


class TableCopies(QObject):
    """Copies of a table, which it offers as actions of its view.

    Attributes:
        selected: copies the selected rows, or cells where cells are selected; all if nothing is.
        whole: copies all rows.
        actions: both.
    """

    def __init__(self, view: QTableView | QTreeView) -> None:
        """Add the actions to a view."""
        super().__init__(view)
        self._view = view
        self.selected = self._add("copy", self.tr("Copy the selection"), self.copy_selected)
        self.selected.setShortcut(QKeySequence.StandardKey.Copy)
        self.selected.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.whole = self._add("copy_all", self.tr("Copy the whole table"), self.copy_whole)
        self.actions = (self.selected, self.whole)
        if view.contextMenuPolicy() == Qt.ContextMenuPolicy.DefaultContextMenu:
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _add(self, name: str, words: str, called: object) -> QAction:
        action = QAction(words, self._view)
        action.setObjectName(f"table.{name}")
        action.setToolTip(
            self.tr("{0} with its headings, as text and for spreadsheets").format(words)
        )
        action.triggered.connect(called)
        self._view.addAction(action)
        return action

    def copy_selected(self) -> None:
        """Put the selected rows or cells under their headings on the clipboard."""
        selection = self._view.selectionModel()
        chosen = selection.selectedIndexes() if selection is not None else []
        rows = sorted({index.row() for index in chosen})
        columns = {index.column() for index in chosen}
        whole = self._view.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
        self._copy(rows or None, None if whole or not chosen else columns)

    def copy_whole(self) -> None:
        """Put all rows under their headings on the clipboard."""
        self._copy(None, None)

    def _copy(self, rows: Sequence[int] | None, columns: set[int] | None) -> None:
        QGuiApplication.clipboard().setMimeData(table_data(self.cells(rows, columns)))

    def cells(
        self, rows: Sequence[int] | None = None, columns: set[int] | None = None
    ) -> list[list[str]]:
        """Return the words of the headings and of rows, as the user has arranged the columns.

        Args:
            rows: numbers of the rows, None for all.
            columns: numbers of the columns, None for all; those that are hidden are left out.
        """
        model, header = self._view.model(), _header_of(self._view)
        order = sorted(range(model.columnCount()), key=header.visualIndex)
        shown = [
            column
            for column in order
            if not header.isSectionHidden(column) and (columns is None or column in columns)
        ]
        named = isinstance(self._view, QTableView) and not self._view.verticalHeader().isHidden()
        first = [""] if named else []
        found = [first + [_heading(model, column, _ACROSS) for column in shown]]
        for row in range(model.rowCount()) if rows is None else rows:
            name = [_heading(model, row, _DOWN)] if named else []
            found.append(name + [_words(model.index(row, column)) for column in shown])
        return found


def _header_of(view: QTableView | QTreeView) -> QHeaderView:
    return view.horizontalHeader() if isinstance(view, QTableView) else view.header()


def _heading(model: QAbstractItemModel, section: int, way: Qt.Orientation) -> str:
    words = model.headerData(section, way)
    return "" if words is None else str(words)


def _words(index: QModelIndex) -> str:
    """Return what a cell shows: its words, or a check mark."""
    words = index.data()
    if words not in (None, ""):
        return str(words)
    state = index.data(Qt.ItemDataRole.CheckStateRole)
    if state is None:
        return ""
    return "✓" if Qt.CheckState(state) == Qt.CheckState.Checked else "–"
