"""The running job and the loaded model: the Job menu and what it does."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from sare_desktop.engine_thread import IDLE, PAUSED, PAUSING, RUNNING, STOPPING, Job
from sare_desktop.session import Session
from sare_desktop.shell.commands import Commands
from sare_desktop.shell.queue_drawer import QueueDrawer
from sare_desktop.widgets.runs.stop_question import stop_job


class JobMenu(QObject):
    """Pauses and stops the job, copies its command, unloads the model."""

    def __init__(
        self, commands: Commands, session: Session, drawer: QueueDrawer, window: QWidget
    ) -> None:
        """Fill the menu."""
        super().__init__(commands)
        self._drawer = drawer
        self._window = window
        self._commands = commands
        self._session = session
        self._last_command = ""
        engine = session.engine
        for name, text, tip, callback, key in (
            (
                "pause",
                self.tr("&Pause"),
                self.tr("Pause the job at its next step, or resume it"),
                self.toggle_pause,
                "Ctrl+Shift+P",
            ),
            (
                "checkpoint",
                self.tr("&Checkpoint now"),
                self.tr("Write a checkpoint at the next step"),
                engine.checkpoint,
                "Ctrl+Shift+S",
            ),
            (
                "stop",
                self.tr("&Stop"),
                self.tr("Stop the job; what is done is kept"),
                self.stop,
                "Ctrl+Shift+X",
            ),
            (
                "copy_command",
                self.tr("Cop&y the command"),
                self.tr("Copy the command line of the last job"),
                self.copy_command,
                "Ctrl+Shift+C",
            ),
            (
                "unload",
                self.tr("&Unload the model"),
                self.tr("Free the model's memory"),
                session.unload_model,
                "",
            ),
        ):
            commands.add("job", name, text, tip, callback, key)
        queue = commands.add(
            "job",
            "queue",
            self.tr("&Queue"),
            self.tr("Show or hide the jobs that run, wait and have ended"),
            self._show_queue,
            "Ctrl+J",
        )
        queue.setCheckable(True)
        drawer.closed.connect(self._queue_closed)
        engine.started.connect(self._job_started)
        engine.ended.connect(self.refresh)
        engine.state_changed.connect(self.refresh)
        session.model_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Follow the engine's state."""
        state, job = self._session.engine.state, self._session.engine.job
        action = self._commands.action
        working = state in (RUNNING, PAUSING, PAUSED)
        action("pause").setEnabled(job is not None and job.pausable and working)
        action("pause").setText(
            {PAUSING: self.tr("&Pausing… (resume)"), PAUSED: self.tr("&Resume")}.get(
                state, self.tr("&Pause")
            )
        )
        action("stop").setEnabled(working)
        action("stop").setText(self.tr("Stopping…") if state == STOPPING else self.tr("&Stop"))
        action("checkpoint").setEnabled(job is not None and job.checkpoints and state == RUNNING)
        action("copy_command").setEnabled(bool(self._last_command))
        action("unload").setEnabled(state == IDLE and self._session.model is not None)

    @Slot(bool)
    def _show_queue(self, shown: bool) -> None:
        self._drawer.setVisible(shown)
        if shown:
            self._drawer.show_end()

    @Slot()
    def show_queue(self) -> None:
        """Show the queue, without taking the focus."""
        self._commands.action("queue").setChecked(True)
        self._drawer.show()

    @Slot()
    def _queue_closed(self) -> None:
        self._commands.action("queue").setChecked(False)
        self._drawer.hide()

    @Slot()
    def toggle_pause(self) -> None:
        """Pause the job, or resume it."""
        if self._session.engine.state in (PAUSING, PAUSED):
            self._session.engine.resume()
        else:
            self._session.engine.pause()

    @Slot()
    def stop(self) -> None:
        """Stop the job, after a question if much work is at stake."""
        stop_job(self._session.engine, self._window)

    @Slot()
    def copy_command(self) -> None:
        """Copy the command line of the job that runs or ran last."""
        if self._last_command:
            QGuiApplication.clipboard().setText(self._last_command)
            self._session.notified.emit(
                "info", self.tr("Command copied: {0}").format(self._last_command)
            )

    @Slot(object)
    def _job_started(self, job: Job) -> None:
        self._last_command = job.command or self._last_command
        self.refresh()
