"""Captions of a test, written to the project several at a time."""

from __future__ import annotations

import time
from collections.abc import Callable

from sare_engine.jobs.waiting_writer import WaitingWriter
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewCaption

_COUNT = 16
"""How many captions wait at most; a kill loses only these."""


class CaptionWriter(WaitingWriter[NewCaption]):
    """Takes captions for a set; a context manager that writes what waits at its end.

    Args:
        project: where they are written.
        set_id: key of the set, which has none at the captions' positions yet.
        clock: returns seconds.
    """

    def __init__(
        self, project: Project, set_id: int, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(most=_COUNT, clock=clock)
        self._project = project
        self._set_id = set_id

    def add(self, caption: NewCaption) -> int:
        """Take a caption; return how many were written now."""
        return self._take(caption)

    def _store(self, results: list[NewCaption]) -> None:
        self._project.add_captions(self._set_id, results)
