"""Whether the window may close: a running job is asked about first."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from sare_desktop.engine_thread import Job
from sare_desktop.session import Session
from sare_desktop.shell.close_dialog import CloseAnswer, CloseDialog
from sare_desktop.shell.tray import Tray


class Closing(QObject):
    """Asks what happens to a running job when the window closes.

    Attributes:
        waiting: whether the window closes as soon as the job has ended.
    """

    def __init__(self, session: Session, window: QWidget, tray: Tray) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._tray = tray
        self.waiting = False
        session.engine.ended.connect(self._job_ended)
        session.queue.emptied.connect(self._queue_emptied)

    def may_close(self) -> bool:
        """Return whether the window may close now; if not, it may close when the job has ended."""
        job = self._session.engine.job
        if job is None:
            return True
        if self.waiting:
            return False
        answer = self.ask(job)
        if not self._session.engine.busy:  # the job ended while the question was open
            return answer is not CloseAnswer.CANCEL
        if answer is CloseAnswer.CANCEL:
            return False
        if answer is CloseAnswer.KEEP_RUNNING and self._tray.available:
            self._tray.hold_window()
            return False
        self.waiting = True
        if answer is CloseAnswer.STOP:
            self._session.queue.leaving = True  # Its jobs are offered at the next start.
            self._session.engine.stop()
            self._session.notified.emit("info", self.tr("Closing when the job has stopped…"))
        else:
            self._window.showMinimized()
        return False

    def ask(self, job: Job) -> CloseAnswer:
        """Ask what happens to a running job."""
        dialog = CloseDialog(
            job,
            self._window,
            tray=self._tray.available,
            waiting=len(self._session.queue.waiting),
        )
        dialog.exec()
        answer = dialog.answer
        dialog.deleteLater()
        return answer

    @Slot()
    def _job_ended(self) -> None:
        if self.waiting and not self._session.engine.busy and not self._session.queue.goes_on:
            self._window.close()

    @Slot()
    def _queue_emptied(self) -> None:
        self._job_ended()
        if self._tray.hidden and self._session.model is not None:
            # Nobody uses it until the window is opened again; others may need the memory.
            self._session.unload_model()
