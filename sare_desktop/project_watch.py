"""Shows in a window what other programs have changed in its project."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from sare_desktop.engine_thread import Job
from sare_desktop.session import Session, touches

LOOK_MS = 1000
"""Time between two looks: a query without a table, and the times of a few small files."""

_REREAD_AFTER_LOOKS = 10
"""Runs of other programs are read again this often while any is there: they may die silently."""


class ProjectWatch(QObject):
    """Lets the session report changes that no job and no edit of this window has made.

    Attributes:
        looked: it has just looked; others may look for something of theirs.
    """

    looked = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._version: int | None = None
        self._runs: dict[str, int] | None = None
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        session.project_changed.connect(self._begin)
        session.engine.ended.connect(self._job_ended)
        session.undo.indexChanged.connect(self._forget)
        session.closing.connect(self._timer.stop)
        self._begin()

    def look(self) -> None:
        """Look once, and report what has changed since the last look."""
        project = self._session.project
        if project is None:
            return
        self.looked.emit()
        if self._session.engine.job is not None:
            return  # What it changes is reported at its end.
        self._look_at_captions()
        self._look_at_runs(project.folder)

    def _look_at_captions(self) -> None:
        session = self._session
        assert session.project is not None
        version = session.project.data_version()
        if version is None:
            return
        before, self._version = self._version, version
        if before is not None and version != before:
            session.images_changed.emit()
            session.verdicts_changed.emit()
            session.concepts_changed.emit()

    def _look_at_runs(self, project: Path) -> None:
        self._looks += 1
        before, self._runs = self._runs, _run_stamps(project)
        due = self._looks % _REREAD_AFTER_LOOKS == 0
        if before is not None and (before != self._runs or (due and _any_lives(project))):
            self._session.runs_changed.emit()

    def _begin(self) -> None:
        self._forget()
        self._looks = 0
        if self._session.project is None:
            self._timer.stop()
        else:
            self._timer.start()

    def _forget(self, *_: object) -> None:
        """Take what is there at the next look for known: this window itself has changed it."""
        self._version = self._runs = None

    def _job_ended(self, job: Job, _event: object) -> None:
        touched = touches(job.kind)
        if "runs" in touched:
            self._runs = None
        if set(touched) - {"runs"}:
            self._version = None


def _run_stamps(project: Path) -> dict[str, int]:
    """Return run → when its status changed last."""
    return {
        path.parent.name: _changed(path) for path in (project / "runs").glob("[0-9]*/status.json")
    }


def _any_lives(project: Path) -> bool:
    """Whether any run has given a sign of life within the last hour."""
    recent = time.time_ns() - 3600 * 10**9
    return any(_changed(path) > recent for path in (project / "runs").glob("[0-9]*/alive"))


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:  # Just deleted.
        return 0
