"""The rate and remaining time of a running phase."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from sare_engine.events import PhaseStarted, Progress

_WINDOW = 20
"""How many recent readings the rate is averaged over: enough to be steady, few enough to follow a
change of batch size."""


class PhaseProgress:
    """Turns counts of finished units into `Progress` events with rate and ETA.

    Example:
        phase = PhaseProgress("caption", "Captioning images", total=100, unit="images")
        yield phase.started()
        for batch in batches:
            ...
            yield phase.advance(len(batch))
    """

    def __init__(
        self,
        phase: str,
        title: str,
        total: int | None = None,
        unit: str = "",
        *,
        done: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.phase = phase
        self.title = title
        self.total = total
        self.unit = unit
        self.done = done
        self._clock = clock
        self._readings: deque[tuple[float, int]] = deque([(clock(), done)], maxlen=_WINDOW)

    def started(self) -> PhaseStarted:
        """Return the event that opens the phase."""
        return PhaseStarted(self.phase, self.title, self.total, self.unit)

    def advance(self, count: int = 1) -> Progress:
        """Count `count` more units and return the phase's progress."""
        self.done += count
        self._readings.append((self._clock(), self.done))
        (first_time, first_done), (last_time, last_done) = self._readings[0], self._readings[-1]
        elapsed = last_time - first_time
        rate = (last_done - first_done) / elapsed if elapsed > 0 else None
        eta = None
        if rate and self.total is not None:
            eta = max(0.0, (self.total - self.done) / rate)
        return Progress(self.phase, self.done, self.total, rate, eta)
