"""Captions of a test, written to the project several at a time: a commit waits for the disk."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewCaption

_COUNT = 16
_SECONDS = 0.5
"""How many captions, and how long, wait at most; a kill loses only these."""


class CaptionWriter:
    """Takes captions for a set; a context manager that writes what waits at its end.

    Args:
        project: where they are written.
        set_id: key of the set, which has none at the captions' positions yet.
        clock: returns seconds.
    """

    def __init__(
        self, project: Project, set_id: int, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._project = project
        self._set_id = set_id
        self._clock = clock
        self._waiting: list[NewCaption] = []
        self._written = clock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.write()

    def add(self, caption: NewCaption) -> int:
        """Take a caption; return how many were written now."""
        self._waiting.append(caption)
        late = self._clock() - self._written >= _SECONDS
        return self.write() if late or len(self._waiting) >= _COUNT else 0

    def write(self) -> int:
        """Write what waits; return how many captions."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._project.add_captions(self._set_id, waiting)
        self._written = self._clock()
        return len(waiting)
