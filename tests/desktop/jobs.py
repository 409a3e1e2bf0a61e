"""Small jobs for tests: they count, wait, and fail."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from sare_desktop.engine_thread import Job
from sare_engine import Control, Event, Finished, PhaseStarted, Progress


def counting(
    steps: int = 50,
    pause: float = 0.005,
    *,
    kind: str = "erase",
    checkpoints: bool = True,
    gate: threading.Event | None = None,
) -> Job:
    """Return a job that counts and polls its control at each step, once the gate is open."""

    def work(_slot: Any, control: Control) -> Iterator[Event]:
        yield PhaseStarted("count", "Counting", steps, "steps")
        while gate is not None and not gate.wait(0.01):
            control.poll()
        for done in range(1, steps + 1):
            control.poll()
            time.sleep(pause)
            yield Progress("count", done, steps)
        yield Finished("done", {"steps": steps})

    return Job(kind, "Counting", work, command="sare erase --steps 50", checkpoints=checkpoints)


def endless(**settings: Any) -> Job:
    """Return a job that only ends when it is stopped."""
    return counting(10**9, **settings)


def job_of(work: Callable[[Any, Control], Iterator[Event]], kind: str = "erase") -> Job:
    """Return a job that does `work`."""
    return Job(kind, "Working", work)


def failing(_slot: Any, _control: Control) -> Iterator[Event]:
    """Break in the middle, as no job of the engine would."""
    yield Progress("count", 1, 2)
    raise ValueError("the spoon is bent")
