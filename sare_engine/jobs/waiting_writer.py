"""Results of a test, written to the project several at a time: a commit waits for the disk.

One commit for each result takes most of the time where results come fast.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from types import TracebackType
from typing import Generic, Self, TypeVar

_SECONDS = 0.5
"""How long results wait at most while more are found; a kill loses only these."""

T = TypeVar("T")


class WaitingWriter(ABC, Generic[T]):
    """Lets results wait for each other; a context manager that writes what waits at its end.

    Args:
        most: how many wait at most; None for any number.
        clock: returns seconds.
    """

    def __init__(
        self, *, most: int | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._clock = clock
        self._waiting: list[T] = []
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

    def write(self) -> int:
        """Write what waits; return how many results."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._store(waiting)
        self._written = self._clock()
        return len(waiting)

    def _take(self, result: T) -> int:
        """Let a result wait, or write it with those that wait; return how many were written."""
        self._waiting.append(result)
        late = self._clock() - self._written >= _SECONDS
        return self.write() if late or len(self._waiting) == self._most else 0

    @abstractmethod
    def _store(self, results: list[T]) -> None:
        """Write results to the project."""
