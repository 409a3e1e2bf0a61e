"""The table of the trials of a search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from sare_desktop import theme
from sare_desktop.item_models.trials import ROW_ROLE, SORT_ROLE, TrialRow, TrialsModel
from sare_desktop.widgets.help.terms_here import explain_columns
from sare_desktop.widgets.primitives.small_parts import list_rows


class TrialTable(QTableView):
    """Sorted by outcome until the user sorts otherwise; one trial is selected.

    Attributes:
        chosen: emitted with the number of the trial that the user selected.
        used: Enter was pressed on a trial, or it was double-clicked.
    """

    chosen = Signal(int)
    used = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trials = TrialsModel(self)
        proxy = QSortFilterProxyModel(self)
        proxy.setSourceModel(self._trials)
        proxy.setSortRole(SORT_ROLE)
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Trials of the search"))
        self.setToolTip(self.tr("Click a heading to sort; Enter uses the settings of the trial"))
        self.setModel(proxy)
        self.setSortingEnabled(True)
        self.sortByColumn(1, Qt.SortOrder.AscendingOrder)
        list_rows(self)
        explain_columns(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setMinimumHeight(5 * self.fontMetrics().height())
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.doubleClicked.connect(lambda _: self.used.emit())
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.used)
        theme.notifier().changed.connect(self.viewport().update)

    @property
    def rows(self) -> tuple[TrialRow, ...]:
        """The trials, in the order they were begun."""
        return self._trials.rows

    def show_trials(self, rows: Sequence[TrialRow], *, searching: bool) -> None:
        """Show the trials; the selection stays.

        Args:
            rows: the trials.
            searching: whether the search goes on now.
        """
        selected = self.selected()
        with QSignalBlocker(self):
            self._trials.set_rows(rows, searching=searching)
            if selected is not None:
                self.select(selected.number)

    def selected(self) -> TrialRow | None:
        """Return the selected trial."""
        indexes = self.selectionModel().selectedRows()
        row = indexes[0].data(ROW_ROLE) if indexes else None
        return row if isinstance(row, TrialRow) else None

    def select(self, number: int) -> None:
        """Select a trial."""
        model = self.model()
        for place in range(model.rowCount()):
            if model.index(place, 0).data(ROW_ROLE).number == number:
                self.selectRow(place)
                return
        self.clearSelection()

    def _selection_changed(self) -> None:
        row = self.selected()
        self.chosen.emit(row.number if row is not None else 0)
