"""How far a job of several parts is as a whole: one fraction, one remaining time."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sare_engine.events import Event, PhaseStarted, Progress, StepMetrics

_EVERY_SECONDS = 0.5
"""Shortest time between two reports while parts are being worked on."""
_MOST = 0.99
"""Largest fraction of what has not ended: after its last step, a part measures and writes."""
_LEAST_SECONDS = 1.0
"""Shortest time left of a job that has not ended."""


@dataclass(frozen=True)
class Expected:
    """How much work a part is.

    Attributes:
        kind: parts of a kind take about as long.
        steps: phase → its number of optimisation steps, for the phases that have steps; the total
            for a phase that runs several times.
    """

    kind: str
    steps: Mapping[str, int] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """Its steps, at least 1."""
        return max(1, sum(self.steps.values()))


@dataclass
class _Running:
    expected: Expected
    began: float
    steps: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    """The last step in the present pass of each phase."""
    before: dict[str, int] = field(default_factory=dict)
    """The steps in the passes before."""
    again: set[str] = field(default_factory=set)
    """Phases that were opened after a step of theirs."""
    first: tuple[float, int] | None = None
    """When the first step was done, and how many steps then."""

    @property
    def done(self) -> int:
        return sum(self.steps.values())

    @property
    def fraction(self) -> float:
        return min(_MOST, self.done / self.expected.weight)

    def pace(self, now: float, *, ended: bool = False) -> tuple[float, int, float] | None:
        """Return the seconds before the first step, the steps since then, and their seconds."""
        if self.first is None:
            return None
        steps = (self.expected.weight if ended else self.done) - self.first[1]
        return (self.first[0] - self.began, steps, now - self.first[0]) if steps > 0 else None

    def open(self, phase: str) -> None:
        if phase in self.last:
            self.again.add(phase)

    def count(self, phase: str, step: int, now: float) -> None:
        last = self.last.get(phase, 0)
        if phase in self.again and step <= last:
            self.before[phase] = self.before.get(phase, 0) + last
        self.again.discard(phase)
        self.last[phase] = step
        self.steps[phase] = min(self.before.get(phase, 0) + step, self.expected.steps[phase])
        self.first = self.first or (now, self.done)


@dataclass(frozen=True)
class _Pace:
    """Seconds that a part takes to begin, and for each of its steps."""

    start: float
    step: float

    def of(self, expected: Expected) -> float:
        return self.start + self.step * expected.weight


class OverallProgress:
    """Counts the parts of a job and the steps in them, and estimates the time that is left.

    What a kind of part takes is known once one has ended. Until then, it is estimated from the time
    that a step of the parts so far has taken, measurements included, and from the time before their
    first step.

    Args:
        phase: identifier of the job's own phase.
        title: the job in words.
        unit: what the parts are ("runs", "attacks").
        expected: the parts that are to come.
        done: number of parts that were done before.
        at_once: how many are done at the same time.
        clock: returns seconds.
    """

    def __init__(
        self,
        phase: str,
        title: str,
        unit: str,
        expected: Sequence[Expected],
        *,
        done: int = 0,
        at_once: int = 1,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._phase, self._title, self._unit = phase, title, unit
        self._pending = list(expected)
        self._total = done + len(expected)
        self._before = done
        self._at_once = at_once
        self._clock = clock
        self._running: dict[str, _Running] = {}
        self._ended: list[tuple[Expected, float]] = []
        self._paced: list[tuple[float, int, float]] = []
        self._fraction = 0.0
        self._reported = clock()

    @property
    def unfinished(self) -> int:
        """Number of parts that are not done."""
        return len(self._pending) + len(self._running)

    def started(self) -> PhaseStarted:
        """Return the event that opens the job's own phase."""
        return PhaseStarted(self._phase, self._title, self._total, self._unit)

    def begin(self, title: str, expected: Expected) -> Progress:
        """Count a part as being worked on, which was not expected until now or is done again."""
        self._take(expected)
        self._running[title] = _Running(expected, self._clock())
        return self.progress()

    def follow(self, title: str, event: Event) -> Iterator[Progress]:
        """Count the steps of a part; yield the progress of the job if it is due."""
        part = self._running[title]
        if isinstance(event, PhaseStarted):
            part.open(event.phase)
        elif isinstance(event, StepMetrics) and event.phase in part.expected.steps:
            part.count(event.phase, event.step, self._clock())
        if self._clock() - self._reported >= _EVERY_SECONDS:
            yield self.progress()

    def end(self, title: str) -> float:
        """Count a part as done and return how many seconds it took."""
        part = self._running.pop(title)
        seconds = self._clock() - part.began
        if part.done or not part.expected.steps:
            # One that was there already says nothing of the time that others take.
            self._ended.append((part.expected, seconds))
            self._paced.extend(filter(None, [part.pace(self._clock(), ended=True)]))
        return seconds

    def give_up(self, title: str) -> None:
        """Count a part that has to be done again as not begun."""
        self._pending.insert(0, self._running.pop(title).expected)

    def skip(self, expected: Expected) -> None:
        """Count an expected part as done that is not done at all."""
        self._take(expected)

    def waited(self, seconds: float) -> None:
        """Take a pause out of the time of the parts that are being worked on."""
        for part in self._running.values():
            part.began += seconds
            if part.first is not None:
                part.first = (part.first[0] + seconds, part.first[1])

    def complete(self) -> Progress:
        """Return the progress at the end, also where less than expected had to be done."""
        self._pending.clear()
        return self.progress()

    def progress(self) -> Progress:
        """Return how far the job is now."""
        self._reported = self._clock()
        done = max(0, self._total - self.unfinished)
        left = self._seconds_left()
        elapsed = sum(seconds for _, seconds in self._ended)
        rate = len(self._ended) / elapsed * self._at_once if elapsed > 0 else None
        return Progress(
            self._phase,
            done,
            self._total,
            rate,
            left,
            fraction=self._fraction_done(),
            running=tuple(self._running),
        )

    def _take(self, expected: Expected) -> None:
        found = next((one for one in self._pending if one.kind == expected.kind), None)
        if found is not None:
            self._pending.remove(found)

    def _pace(self) -> _Pace | None:
        """Return how fast parts with steps have been, None before the second step of the first."""
        now = self._clock()
        known = [*self._paced, *filter(None, (one.pace(now) for one in self._running.values()))]
        steps = sum(one for _, one, _ in known)
        if not steps:
            return None
        starts = [start for start, _, _ in known]
        return _Pace(sum(starts) / len(starts), sum(one for *_, one in known) / steps)

    def _seconds_of(self, expected: Expected, pace: _Pace | None) -> float | None:
        known = [seconds for one, seconds in self._ended if one.kind == expected.kind]
        if not known and expected.steps and pace is not None:
            return pace.of(expected)
        known = known or [seconds for _, seconds in self._ended]
        return sum(known) / len(known) if known else None

    def _seconds_left(self) -> float | None:
        """Return the time left if parts begin in their order, each as soon as it can."""
        pace = self._pace()
        if not self.unfinished:
            return 0.0
        ends = []
        for part in self._running.values():
            seconds = self._seconds_of(part.expected, pace)
            if seconds is None:
                return None
            whole = seconds
            if part.done and pace is not None:
                seconds -= pace.start  # It has begun.
            left = seconds * (1 - part.fraction)
            if part.done >= part.expected.weight:
                # What follows the last step takes time too.
                left = max(left, whole - (self._clock() - part.began))
            ends.append(left)
        ends += [0.0] * (self._at_once - len(ends))
        heapq.heapify(ends)
        for expected in self._pending:
            seconds = self._seconds_of(expected, pace)
            if seconds is None:
                return None
            heapq.heapreplace(ends, ends[0] + seconds)
        return max(_LEAST_SECONDS, *ends)

    def _fraction_done(self) -> float:
        pace = self._pace()

        def size(one: Expected) -> float:
            seconds = self._seconds_of(one, pace)
            return float(one.weight) if seconds is None else seconds

        parts = [(one.expected, one.fraction) for one in self._running.values()]
        done = sum(size(one) * share for one, share in parts)
        done += sum(size(one) for one, _ in self._ended)
        whole = done + sum(size(one) * (1 - share) for one, share in parts)
        whole += sum(size(one) for one in self._pending)
        if not self.unfinished:
            return 1.0
        # A better estimate of what is left must not move a bar backwards.
        before = self._before / self._total
        share = done / whole if whole else 0.0
        self._fraction = max(self._fraction, min(_MOST, before + (1 - before) * share))
        return self._fraction
