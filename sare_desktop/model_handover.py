"""Frees memory for jobs that load a model themselves: one model is in memory at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject

from sare_desktop.engine_thread import Job
from sare_desktop.session import Session
from sare_engine import Failed, Finished


class ModelHandover(QObject):
    """Starts such jobs after unloading the loaded model."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._next: Job | None = None
        session.engine.ended.connect(self._after)

    def start(self, job: Job) -> bool:
        """Start a job, or first unload the model; return False if another job runs.

        It then waits in the queue, if it can.
        """
        if self._session.model is None or self._session.engine.busy:
            return self._session.start(job)
        if not self._session.unload_model():
            return False
        self._next = job
        return True

    @property
    def waiting(self) -> bool:
        """Whether a job waits for the model to be unloaded."""
        return self._next is not None

    def _after(self, job: Job, event: Finished | Failed) -> None:
        if self._next is None:
            return
        following, self._next = self._next, None
        if job.kind == "unload" and isinstance(event, Finished) and event.status == "done":
            self._session.start(following)
