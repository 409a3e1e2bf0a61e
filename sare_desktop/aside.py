"""Short engine calls outside the window's thread: reading a large project must not freeze it.

Jobs that use the model belong to the engine thread. This is for calls that only read or write the
project's database: one worker, in the order they were asked for, each answer delivered in the
window's thread.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from sare_desktop.engine_words import shown_failure
from sare_engine import Failed, describe_failure


@dataclass(frozen=True)
class _Answer:
    ticket: int
    value: Any = None
    trouble: Failed | None = None


@dataclass(frozen=True)
class _Waiting:
    key: str
    done: Callable[[Any], None]
    failed: Callable[[Failed], None]


class Aside(QObject):
    """Runs calls one after another in a worker thread.

    A call with a key that is asked for again before its answer came is overtaken: only the last
    answer is delivered, and a call that has not begun yet is skipped.
    """

    busy_changed = Signal(bool)
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool()  # No child: children go before `destroyed` is emitted.
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(1000)
        self._tickets = itertools.count(1)
        self._waiting: dict[int, _Waiting] = {}
        self._newest: dict[str, int] = {}
        self._answered.connect(self._deliver)
        if parent is not None:
            # Not a method of this object: its Python half may not exist any more by then.
            parent.destroyed.connect(
                functools.partial(_abandon, self._waiting, self._newest, self._pool)
            )

    @property
    def busy(self) -> bool:
        """Whether an answer is outstanding."""
        return bool(self._waiting)

    def submit(
        self,
        key: str,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Failed], None],
        *,
        overtaken: bool = True,
    ) -> None:
        """Ask for a call.

        Args:
            key: calls of one key overtake each other.
            work: runs in the worker thread; touches no widget.
            done: takes the answer, in the window's thread.
            failed: takes the reason when `work` raised, in the window's thread.
            overtaken: False for a call that must happen even if another follows.
        """
        ticket = next(self._tickets)
        if overtaken:
            older = self._newest.get(key)
            if older is not None:
                self._waiting.pop(older, None)
            self._newest[key] = ticket
        was_busy = self.busy
        self._waiting[ticket] = _Waiting(key, done, failed)
        self._pool.start(_Call(self, ticket, work))
        if not was_busy:
            self.busy_changed.emit(True)

    def forget(self) -> None:
        """Drop everything asked for: no answer comes any more."""
        if self._waiting:
            self._waiting.clear()
            self.busy_changed.emit(False)
        self._newest.clear()

    @Slot()
    def shut_down(self) -> None:
        """Drop what waits and wait for the call that runs."""
        _abandon(self._waiting, self._newest, self._pool)

    def wants(self, ticket: int) -> bool:
        """Whether somebody still waits for this call; asked by the worker before it begins."""
        return ticket in self._waiting

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        waiting = self._waiting.pop(answer.ticket, None)
        if waiting is None:
            return
        if self._newest.get(waiting.key) == answer.ticket:
            del self._newest[waiting.key]
        if answer.trouble is None:
            waiting.done(answer.value)
        else:
            waiting.failed(shown_failure(answer.trouble))
        if not self._waiting:
            self.busy_changed.emit(False)


def _abandon(
    waiting: dict[int, _Waiting], newest: dict[str, int], pool: QThreadPool, *_: object
) -> None:
    waiting.clear()
    newest.clear()
    with contextlib.suppress(RuntimeError):  # At the end of the process Qt was here before us.
        pool.waitForDone()


class _Call:
    """One call as the pool runs it."""

    def __init__(self, aside: Aside, ticket: int, work: Callable[[], Any]) -> None:
        self._aside = aside
        self._ticket = ticket
        self._work = work

    def __call__(self) -> None:
        if not self._aside.wants(self._ticket):
            return
        try:
            answer = _Answer(self._ticket, self._work())
        except Exception as error:
            answer = _Answer(self._ticket, trouble=describe_failure(error))
        with contextlib.suppress(RuntimeError):  # The window went away: nobody waits any more.
            self._aside._answered.emit(answer)
