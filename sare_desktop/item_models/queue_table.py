"""The queue as a table: what runs, what waits in its order, and what has ended, newest first."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from sare_desktop import theme
from sare_desktop.widgets.primitives.amounts import duration_text, share_text
from sare_engine import Progress, Queue, QueueItem

_Index = QModelIndex | QPersistentModelIndex
_MIME = "application/x-sare-queue"

ROW_ROLE = Qt.ItemDataRole.UserRole

RUNNING, WAITING, INTERRUPTED = "running", "waiting", "interrupted"
_TONES = {"failed": "error", INTERRUPTED: "warning", "done": "success", RUNNING: "accent"}


@dataclass(frozen=True)
class QueueRow:
    """A line of the table.

    Attributes:
        item: the job of the queue; None for the window's own job that is not in it.
        title: the job in words.
        state: its state, as in `QueueItem`.
        place: 1-based place among the jobs that wait, 0 for others.
        progress: how far it is, for a job that runs here or elsewhere.
        paused: whether it waits in the middle.
        where: which other program runs it, or "".
    """

    item: QueueItem | None
    title: str
    state: str
    place: int = 0
    progress: Progress | None = None
    paused: bool = False
    where: str = ""

    @property
    def movable(self) -> bool:
        """Whether it has not begun."""
        return self.state in (WAITING, INTERRUPTED)

    @property
    def key(self) -> int:
        """Its number in the queue, 0 for a job that is not in it."""
        return self.item.id if self.item is not None else 0

    def state_words(self) -> str:
        """Return how it stands, in words."""
        if self.state == RUNNING:
            return self._progress_words()
        if self.state == WAITING and self.place == 1:
            return _say("next")
        words = {
            WAITING: _say("waiting"),
            INTERRUPTED: _say("interrupted"),
            "done": _say("done"),
            "stopped": _say("stopped"),
            "failed": _say("failed"),
        }
        return words.get(self.state, self.state)

    def _progress_words(self) -> str:
        parts = [_say("paused") if self.paused else _say("running")]
        at = self.progress
        share = at.fraction if at is not None else None
        if share is None and at is not None and at.total:
            share = min(1.0, at.done / at.total)
        if share is not None:
            parts.append(share_text(round(share, 2)))
        if at is not None and at.eta_seconds is not None and not self.paused:
            parts.append(_say("{0} left").format(duration_text(at.eta_seconds)))
        parts += list(at.running) if at is not None else []
        parts += [self.where] if self.where else []
        return " · ".join(parts)


def queue_rows(queue: Queue, *, ended: int = 20, here: QueueRow | None = None) -> list[QueueRow]:
    """Return the lines of a queue.

    Args:
        queue: the queue.
        ended: how many jobs that have ended are shown.
        here: the window's own job if it is not of the queue.
    """
    rows = [here] if here is not None else []
    rows += [QueueRow(one, one.title, RUNNING) for one in queue.in_state(RUNNING)]
    place = 0
    for one in queue.in_state(WAITING, INTERRUPTED):
        place += one.state == WAITING
        rows.append(QueueRow(one, one.title, one.state, place if one.state == WAITING else 0))
    past = sorted(queue.in_state("done", "stopped", "failed"), key=lambda one: one.ended)
    rows += [QueueRow(one, one.title, one.state) for one in reversed(past[-ended:])]
    return rows


class QueueModel(QAbstractTableModel):
    """The lines; those that have not begun can be dragged among each other.

    Attributes:
        dropped: emitted with the numbers of jobs and the number of the job before which they were
            dropped, None for the end.
    """

    dropped = Signal(object, object)
    JOB, PROJECT, STATE = range(3)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[QueueRow] = []

    def show_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show lines; while the same jobs are in the same order, the selection stays."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            changed = [at for at, row in enumerate(rows) if row != self.rows[at]]
            self.rows = list(rows)
            for at in changed:
                self.dataChanged.emit(self.index(at, 0), self.index(at, self.STATE))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def show_running(self, key: int, progress: Progress | None, *, paused: bool) -> None:
        """Show how far the job is that runs here."""
        for at, row in enumerate(self.rows):
            if row.state == RUNNING and row.key == key and not row.where:
                self.rows[at] = dataclasses.replace(row, progress=progress, paused=paused)
                self.dataChanged.emit(self.index(at, self.STATE), self.index(at, self.STATE))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else self.STATE + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Job"), self.tr("Project"), self.tr("Status"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        row = self.rows[index.row()]
        project = row.item.project if row.item is not None else ""
        if role == Qt.ItemDataRole.DisplayRole:
            name = project.replace("\\", "/").rstrip("/").rpartition("/")[2]
            return (row.title, name, row.state_words())[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            reason = row.item.reason if row.item is not None else ""
            return (row.title, project, reason or row.state_words())[index.column()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.ForegroundRole:
            use = theme.colours()
            if index.column() == self.STATE and row.state in _TONES:
                return QColor(getattr(use, _TONES[row.state], use.text))
            faint = not row.movable and row.state != RUNNING
            return QColor(use.muted if faint or index.column() == self.PROJECT else use.text)
        if role == Qt.ItemDataRole.FontRole and row.state == RUNNING:
            font = QFont()
            font.setBold(True)
            return font
        return None

    # Dragging

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let jobs that have not begun be dragged, and anything be dropped between lines."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        kept = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return kept | Qt.ItemFlag.ItemIsDragEnabled if self.rows[index.row()].movable else kept

    def supportedDropActions(self) -> Qt.DropAction:
        """Jobs are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return the kind of data that stands for jobs."""
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the dragged jobs."""
        rows = sorted({index.row() for index in indexes})
        numbers = [self.rows[row].key for row in rows if self.rows[row].movable]
        data = QMimeData()
        data.setData(_MIME, json.dumps(numbers).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Ask for the new order; the lines follow when it is on disk."""
        if action != Qt.DropAction.MoveAction or not data.hasFormat(_MIME):
            return False
        numbers = json.loads(bytes(data.data(_MIME).data()))
        at = row if row >= 0 else parent.row() if parent.isValid() else len(self.rows)
        self.dropped.emit(numbers, self.job_at(at))
        return False  # Else the view would remove the lines itself.

    def job_at(self, row: int) -> int | None:
        """Return the first job at or below a line that has not begun; None if there is none."""
        return next((one.key for one in self.rows[max(0, row) :] if one.movable), None)


def _say(text: str) -> str:
    return QCoreApplication.translate("Queue", text)
