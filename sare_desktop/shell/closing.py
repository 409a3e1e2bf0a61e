"""Whether the window may close: a running job is asked about first."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from sare_desktop.engine_thread import Job
from sare_desktop.session import Session
from sare_desktop.shell.close_dialog import CloseAnswer, CloseDialog


class Closing(QObject):
    """Asks what happens to a running job when the window closes.

    Attributes:
        waiting: whether the window closes as soon as the job has ended.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.waiting = False
        session.engine.ended.connect(self._job_ended)

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
        self.waiting = True
        if answer is CloseAnswer.STOP:
            self._session.engine.stop()
            self._session.notified.emit("info", self.tr("Closing when the job has stopped…"))
        else:
            self._window.showMinimized()
        return False

    def ask(self, job: Job) -> CloseAnswer:
        """Ask what happens to a running job."""
        dialog = CloseDialog(job, self._window)
        dialog.exec()
        answer = dialog.answer
        dialog.deleteLater()
        return answer

    @Slot()
    def _job_ended(self) -> None:
        if self.waiting and not self._session.engine.busy:
            self._window.close()
