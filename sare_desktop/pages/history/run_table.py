"""The table of runs with its filter."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.item_models.runs import RunRow, kind_word
from sare_desktop.item_models.runs_table import ROW_ROLE, RunFilter, RunsModel
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.help.terms_here import explain_columns
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.small_parts import list_rows

_KINDS = ("erase", "relearn", "landscape", "evaluate")


class RunTable(QTableView):
    """Sorted newest first; several runs can be selected.

    Attributes:
        opened: Enter was pressed on a run, or it was double-clicked.
        deleted: the Delete key was pressed.
    """

    opened = Signal()
    deleted = Signal()

    def __init__(self, proxy: RunFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history.table")
        self.setAccessibleName(self.tr("Runs of the project"))
        self.setToolTip(self.tr("Select several runs to compare them"))
        self.setModel(proxy)
        self.setSortingEnabled(True)
        self.sortByColumn(RunsModel.NAME, Qt.SortOrder.DescendingOrder)
        list_rows(self)
        explain_columns(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setAlternatingRowColors(True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(self._on_double_click)
        self.setMinimumHeight(6 * self.fontMetrics().height())
        self._add_shortcut(QKeySequence(Qt.Key.Key_Return), self.opened.emit)
        self._add_shortcut(QKeySequence(Qt.Key.Key_Enter), self.opened.emit)
        self._add_shortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.deleted.emit)
        theme.notifier().changed.connect(self.viewport().update)

    def _add_shortcut(self, keys: QKeySequence, called: Callable[[], object]) -> None:
        shortcut = QShortcut(keys, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(called)

    def selected(self) -> list[RunRow]:
        """Return the selected runs, in the order of the table."""
        indexes = self.selectionModel().selectedRows()
        return [index.data(ROW_ROLE) for index in sorted(indexes, key=lambda one: one.row())]

    def select(self, names: Collection[str]) -> None:
        """Select the runs of these names in addition."""
        model, selection = self.model(), self.selectionModel()
        for number in range(model.rowCount()):
            index = model.index(number, 0)
            if index.data(ROW_ROLE).name in names:
                selection.select(
                    index, selection.SelectionFlag.Select | selection.SelectionFlag.Rows
                )

    def _on_double_click(self, index: QModelIndex) -> None:
        if index.column() != RunsModel.NOTE:
            self.opened.emit()


class RunFilterRow(QWidget):
    """Words and a kind that runs must have to be listed."""

    def __init__(self, proxy: RunFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proxy = proxy
        self.words = QLineEdit()
        self.words.setObjectName("history.filter")
        self.words.setPlaceholderText(self.tr("Filter by name, method, concept, note…"))
        self.words.setAccessibleName(self.tr("Filter the runs"))
        self.words.setToolTip(self.tr("Show only runs that contain all of these words"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(proxy.set_words)
        self.kind = ChoiceBox()
        self.kind.setObjectName("history.kind")
        self.kind.setAccessibleName(self.tr("Kind of run"))
        self.kind.setToolTip(self.tr("Show only runs of one kind"))
        self.kind.addItem(self.tr("All kinds"), "")
        for kind in _KINDS:
            self.kind.addItem(kind_word(kind), kind)
        guard_wheel(self.kind)
        self.kind.currentIndexChanged.connect(self._on_kind)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE.S)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.kind)

    def _on_kind(self) -> None:
        self._proxy.set_kind(str(self.kind.currentData()))
