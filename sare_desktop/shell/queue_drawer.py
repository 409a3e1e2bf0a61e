"""The queue at the bottom of the window: what runs, what waits, and what has ended."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.colours import Colours
from sare_desktop.engine_thread import PAUSED, Job
from sare_desktop.item_models.queue_table import ROW_ROLE, QueueModel, QueueRow, queue_rows
from sare_desktop.job_queue import QueuedJob
from sare_desktop.session import Session
from sare_desktop.undo.queue_edits import RemoveJobs
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.copying import copy_actions
from sare_desktop.widgets.primitives.small_parts import list_rows, make_button
from sare_engine import Event, Progress

_NARROW_IN_LETTERS = 95
"""A narrower queue shows neither its summary nor the projects."""

_PAGES = {"erase": "erase", "relearn": "robustness", "landscape": "robustness"}
"""Verb of a job that is one run → the page that shows it."""


class QueueDrawer(QFrame):
    """The queue; jobs are reordered by dragging, by keys and from the menu.

    Attributes:
        closed: the user closed it.
        model: its lines.
        table: the table of them.
    """

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue")
        self._session = session
        self._queue = session.queue
        self._progress: Progress | None = None
        self.model = QueueModel(self)
        self.table = _Table(self.model)
        self._summary = QLabel()
        self._summary.setObjectName("queue.summary")
        theme.role(self._summary, "muted")
        self._empty = QLabel(
            self.tr("No jobs. A job that is started while another job runs waits here.")
        )
        self._empty.setObjectName("queue.empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        theme.role(self._empty, "muted")
        self._lay_out()
        self._make_actions()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Queue"))
        theme.role(title, "heading")
        self.run_button = make_button(
            self.tr("Run the queue"),
            "queue.run",
            self.tr("Run the jobs that wait, one after another"),
            self._queue.run,
        )
        self.pause_button = make_button(self.tr("Pause all"), "queue.pause", "", self._toggle_pause)
        self.clear_button = make_button(
            self.tr("Clear ended"),
            "queue.clear",
            self.tr("Remove the jobs that have ended from the list; what they did is kept"),
            self._clear,
        )
        close = make_button(
            self.tr("Close"), "queue.close", self.tr("Close the queue (Ctrl+J)"), self.closed.emit
        )
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE.S)
        top.addWidget(title)
        top.addWidget(self._summary, 1)
        self._filler = QWidget()  # Keeps the buttons at the right without the summary.
        top.addWidget(self._filler, 1)
        for button in (self.run_button, self.pause_button, self.clear_button, close):
            button.setProperty("compact", True)
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.L, theme.SPACE.S, theme.SPACE.L, theme.SPACE.S)
        layout.setSpacing(theme.SPACE.S)
        layout.addLayout(top)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.table, 1)

    def _make_actions(self) -> None:
        self.actions_by_name: dict[str, QAction] = {}
        for name, text, called, key in (
            ("next", self.tr("Run next"), self._run_next, ""),
            ("up", self.tr("Move up"), self._move_up, "Alt+Up"),
            ("down", self.tr("Move down"), self._move_down, "Alt+Down"),
            ("repeat", self.tr("Run again"), self._repeat, ""),
            ("stop", self.tr("Stop"), self._stop, ""),
            ("show", self.tr("Show the run"), self._show_run, "Return"),
            ("copy", self.tr("Copy the command"), self._copy, ""),
            ("remove", self.tr("Remove"), self.remove, "Del"),
            ("clear_ended", self.tr("Clear ended"), self._clear, ""),
        ):
            action = QAction(text, self.table)
            action.setObjectName(f"queue.{name}")
            action.triggered.connect(called)
            if key:
                action.setShortcut(QKeySequence(key))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.table.addAction(action)
            self.actions_by_name[name] = action

    def _connect(self) -> None:
        engine = self._session.engine
        self._queue.changed.connect(self._show)
        self._session.project_changed.connect(self._show)
        engine.started.connect(self._job_started)
        engine.events.connect(self._take)
        engine.ended.connect(self._show)
        engine.state_changed.connect(self._show_progress)
        self.model.dropped.connect(self._queue.move)
        self.table.selectionModel().selectionChanged.connect(self._follow)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.table.doubleClicked.connect(self._show_run)
        theme.notifier().changed.connect(self.table.viewport().update)

    # Showing

    def _show(self) -> None:
        engine, queue = self._session.engine, self._queue
        job, here = engine.job, None
        if job is not None and not isinstance(job, QueuedJob):
            here = QueueRow(None, job.title, "running")
        rows = queue_rows(queue.queue, here=here)
        self.model.show_rows([self._with_progress(row) for row in rows])
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._show_summary()
        self._follow()

    def _with_progress(self, row: QueueRow) -> QueueRow:
        if row.state != "running":
            return row
        job = self._session.engine.job
        own = job.item if isinstance(job, QueuedJob) else 0
        if row.item is None or row.key == own:
            return dataclasses.replace(
                row, progress=self._progress, paused=self._session.engine.state == PAUSED
            )
        other = self._queue.other
        if not other:
            return row
        share, left = other.get("fraction"), other.get("eta_seconds")
        at = Progress(
            "queue",
            0,
            fraction=float(share) if share is not None else None,
            eta_seconds=float(left) if left is not None else None,
            running=tuple(other.get("running") or ()),
        )
        where = self.tr("in another program (process {0})").format(other.get("pid", "?"))
        return dataclasses.replace(row, progress=at, where=where, paused=self._queue.queue.paused)

    def _show_summary(self) -> None:
        queue = self._queue
        waiting = len(queue.waiting)
        interrupted = len(queue.queue.in_state("interrupted"))
        parts = [plural(waiting, self.tr("1 job waits"), self.tr("{0} jobs wait"))]
        if interrupted:
            parts.append(
                plural(interrupted, self.tr("1 was interrupted"), self.tr("{0} were interrupted"))
            )
        if queue.queue.paused:
            parts.append(self.tr("paused"))
        elif queue.held and queue.pending:
            parts.append(self.tr("not running"))
        self._summary.setText(" · ".join(parts) if waiting or interrupted else "")
        can_run = bool(queue.pending) and not queue.goes_on
        can_run = can_run or bool(queue.queue.in_state("interrupted"))
        self.run_button.setVisible(can_run and not queue.queue.paused)
        self.run_button.setAccessibleDescription(self._summary.text())
        paused = queue.queue.paused
        self.pause_button.setText(self.tr("Resume all") if paused else self.tr("Pause all"))
        self.pause_button.setAccessibleName(self.pause_button.text())
        self.pause_button.setToolTip(
            self.tr("Continue the running job and the queue")
            if paused
            else self.tr("Pause the running job, and start no further job")
        )
        self.pause_button.setEnabled(
            paused or bool(queue.pending) or self._session.engine.job is not None
        )
        self.clear_button.setEnabled(bool(self._ended()))

    def _show_progress(self) -> None:
        job = self._session.engine.job
        if job is not None:
            key = job.item if isinstance(job, QueuedJob) else 0
            paused = self._session.engine.state == PAUSED
            self.model.show_running(key, self._progress, paused=paused)

    def _job_started(self, _job: Job) -> None:
        self._progress = None
        self._show()

    def _take(self, events: list[Event]) -> None:
        whole = self._progress is not None and self._progress.fraction is not None
        for event in events:
            # The parts of a job of several have a progress of their own.
            if not isinstance(event, Progress) or (event.fraction is None and event.total == 1):
                continue
            if event.fraction is not None or not whole:
                self._progress = event
                whole = event.fraction is not None
        if self.isVisible():
            self._show_progress()

    def _follow(self) -> None:
        rows = self.selected()
        movable = [row for row in rows if row.movable]
        first = self.model.job_at(0)
        for name, enabled in (
            ("next", bool(movable) and [row.key for row in movable] != [first]),
            ("up", bool(movable) and movable[0].key != first),
            ("down", bool(movable)),
            ("repeat", any(_can_repeat(row) for row in rows)),
            ("stop", any(row.state == "running" for row in rows)),
            ("show", any(_run_of(row) for row in rows)),
            ("copy", any(row.item is not None for row in rows)),
            ("remove", any(row.item is not None and row.state != "running" for row in rows)),
            ("clear_ended", bool(self._ended())),
        ):
            self.actions_by_name[name].setEnabled(enabled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room beside the jobs and the buttons that run them."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW_IN_LETTERS * self.fontMetrics().averageCharWidth()
        self._summary.setVisible(not narrow)
        self.clear_button.setVisible(not narrow)
        self._filler.setVisible(narrow)
        self.table.setColumnHidden(QueueModel.PROJECT, narrow)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while it was hidden."""
        super().showEvent(event)
        self._show()

    # What the user does

    def selected(self) -> list[QueueRow]:
        """Return the selected lines, from the top."""
        indexes = self.table.selectionModel().selectedRows()
        return [index.data(ROW_ROLE) for index in sorted(indexes, key=lambda one: one.row())]

    def remove(self) -> None:
        """Remove the selected jobs from the queue, which can be undone."""
        rows = [row for row in self.selected() if row.item is not None and row.state != "running"]
        if rows:
            title = rows[0].title if len(rows) == 1 else self.tr("{0} jobs").format(len(rows))
            self._session.undo.push(RemoveJobs(self._session, [row.key for row in rows], title))

    def show_end(self) -> None:
        """Take the focus."""
        (self.table if self.model.rows else self.pause_button).setFocus()

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("queue.menu")
        shown = [action for action in self.actions_by_name.values() if action.isEnabled()]
        menu.addActions(shown)
        menu.addSeparator()
        menu.addActions(copy_actions(self.table))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _run_next(self) -> None:
        self._queue.move_first([row.key for row in self.selected() if row.movable])

    def _move_up(self) -> None:
        self._step(-1)

    def _move_down(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        """Move the selected jobs by a place."""
        order = [row.key for row in self.model.rows if row.movable]
        moving = [row.key for row in self.selected() if row.movable]
        if not moving:
            return
        at = order.index(moving[0] if by < 0 else moving[-1]) + (by if by < 0 else 2)
        if at >= 0:
            self._queue.move(moving, order[at] if at < len(order) else None)

    def _repeat(self) -> None:
        numbers = [row.key for row in self.selected() if _can_repeat(row)]
        if numbers:
            self._queue.repeat(numbers)

    def _stop(self) -> None:
        for row in self.selected():
            if row.state == "running" and row.item is None:
                self._session.engine.stop()
            elif row.state == "running":
                self._queue.stop(row.key)

    def _show_run(self) -> None:
        row = next((row for row in self.selected() if _run_of(row)), None)
        if row is None or row.item is None:
            return
        project = self._session.project
        folder = Path(row.item.project)
        shown = project is not None and project.folder.absolute() == folder
        if not shown and not self._session.open_project(folder):
            return
        self._session.show(_PAGES[row.item.verb], run=row.item.run)

    def _copy(self) -> None:
        from sare_engine import queued_line

        lines = [queued_line(row.item) for row in self.selected() if row.item is not None]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._session.notified.emit("info", self.tr("The command was copied."))

    def _toggle_pause(self) -> None:
        if self._queue.queue.paused:
            self._queue.run()
        else:
            self._queue.pause(True)

    def _ended(self) -> list[int]:
        return [one.id for one in self._queue.queue.in_state("done", "stopped", "failed")]

    def _clear(self) -> None:
        numbers = self._ended()
        if numbers:
            title = self.tr("{0} jobs").format(len(numbers))
            self._session.undo.push(RemoveJobs(self._session, numbers, title))


class _Table(QTableView):
    """The table, whose lines keep their selection when the order changes."""

    def __init__(self, model: QueueModel) -> None:
        super().__init__()
        self.setObjectName("queue.table")
        self.setAccessibleName(self.tr("Queue"))
        self.setToolTip(self.tr("Drag jobs that wait to reorder them (Alt+Up, Alt+Down)"))
        self.setModel(model)
        list_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + theme.SPACE.S)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QueueModel.JOB, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(QueueModel.PROJECT, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(QueueModel.STATE, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(4 * self.fontMetrics().height())
        self._chosen: set[int] = set()
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._recall)

    def _remember(self) -> None:
        chosen = self.selectionModel().selectedRows() if self.selectionModel() else []
        self._chosen = {index.data(ROW_ROLE).key for index in chosen}

    def _recall(self) -> None:
        select = self.selectionModel()
        if select is None:
            return
        for at in range(self.model().rowCount()):
            index = self.model().index(at, 0)
            if index.data(ROW_ROLE).key in self._chosen:
                select.select(
                    index,
                    select.SelectionFlag.Select | select.SelectionFlag.Rows,
                )


def _can_repeat(row: QueueRow) -> bool:
    return row.item is not None and row.state in ("interrupted", "done", "stopped", "failed")


def _run_of(row: QueueRow) -> str:
    return row.item.run if row.item is not None and row.item.verb in _PAGES else ""


def _rules(use: Colours, _points: float) -> str:
    return (
        f"QFrame#queue {{ background: {use.background}; border: none; "
        f"border-top: 1px solid {use.border}; }}\n"
    )


theme.add_part(_rules)
