"""The curves of a run: out of its events, while they happen or read back from its record.

Values are float64 with NaN where nothing was measured. Numbers are only sorted, smoothed and
written here; what they mean is the engine's business.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from sare_engine import Event, Notice, PhaseStarted, ProbeMetrics, StepMetrics

Array = npt.NDArray[np.float64]

STEP = "step"
"""Prefix of the curves measured at each optimisation step: "step.loss_neg"."""

PROBE = "probe"
"""Prefix of the curves measured on held-out data: "probe.hallucination_rate"."""

RATE = "step.rate"
"""Optimisation steps per second, out of the seconds that each step took."""

OVERSHOOT = "step.overshoot"
"""Steps whose perturbation did not bring the hallucination back at first, at their sharpness."""

_FIRST_ROOM = 256
_NEGLIGIBLE = 1e-9
"""A value whose weight in the mean is below this no longer moves a pixel."""


class Series:
    """A growing curve: x and y as float64, appended to without copying each time."""

    def __init__(self, x: Iterable[float] = (), y: Iterable[float] = ()) -> None:
        self._x = np.fromiter(x, np.float64)
        self._y = np.fromiter(y, np.float64)
        if len(self._x) != len(self._y):
            raise ValueError("x and y differ in length")
        self._length = len(self._x)
        self.version = 0
        """Another number after each change."""

    def __len__(self) -> int:
        return self._length

    @property
    def x(self) -> Array:
        """The x values; a view that is valid until the next append."""
        return self._x[: self._length]

    @property
    def y(self) -> Array:
        """The y values; a view that is valid until the next append."""
        return self._y[: self._length]

    @property
    def last(self) -> float:
        """The newest y, NaN where there is none."""
        return float(self._y[self._length - 1]) if self._length else math.nan

    def append(self, x: float, y: float) -> None:
        """Add a point at the end."""
        if self._length == len(self._x):
            room = max(_FIRST_ROOM, 2 * self._length)
            self._x = np.concatenate([self.x, np.empty(room - self._length)])
            self._y = np.concatenate([self.y, np.empty(room - self._length)])
        self._x[self._length] = x
        self._y[self._length] = y
        self._length += 1
        self.version += 1

    def drop_from(self, x: float) -> None:
        """Remove the points at `x` and after it."""
        self._length = int(np.searchsorted(self.x, x, side="left"))
        self.version += 1


class RunCurves:
    """Every curve of one run, fed with its events in the order they happened.

    A run that was resumed from a checkpoint measures some steps again; what was measured first
    after that checkpoint is dropped, as the engine's own reading of the record does.

    Attributes:
        series: curve by name, "step.…" or "probe.…".
        samples: the newest watched captions: image, before, now.
        samples_step: the step at which they were written.
        total: the steps that the run is to have, None until it is known.
        notices: the run's messages to its user.
    """

    def __init__(self, events: Iterable[Event] = (), *, phase: str = "") -> None:
        self._phase = phase
        self.clear()
        for event in events:
            self.feed(event)

    def clear(self) -> None:
        """Forget everything."""
        self.series: dict[str, Series] = {}
        self.samples: tuple[Mapping[str, Any], ...] = ()
        self.samples_step = 0
        self.total: int | None = None
        self.notices: list[Notice] = []
        self._last = {STEP: -math.inf, PROBE: -math.inf}

    @property
    def steps(self) -> int:
        """The newest optimisation step seen."""
        newest = max(self._last.values())
        return int(newest) if newest > 0 else 0

    def get(self, name: str) -> Series:
        """Return a curve; an empty curve if nothing was measured."""
        return self.series.get(name) or Series()

    def first(self, name: str) -> float:
        """Return the first finite value of a curve, NaN where there is none."""
        return _edge(self.get(name).y)

    def last(self, name: str) -> float:
        """Return the newest finite value of a curve, NaN where there is none."""
        return _edge(self.get(name).y[::-1])

    def feed(self, event: Event) -> bool:
        """Take an event in; return whether a curve changed."""
        if isinstance(event, StepMetrics) and self._is_mine(event.phase):
            self._add(STEP, event.step, event.values)
            seconds = event.values.get("seconds", 0.0)
            self._append(RATE, event.step, 1 / seconds if seconds > 0 else math.nan)
            if event.values.get("overshoots", 0) > 0:
                self._append(OVERSHOOT, event.step, event.values.get("sharpness", math.nan))
            return True
        if isinstance(event, ProbeMetrics) and self._is_mine(event.phase):
            self._add(PROBE, event.step, event.values)
            if event.samples:
                self.samples, self.samples_step = event.samples, event.step
            return True
        if isinstance(event, PhaseStarted) and self._is_mine(event.phase) and event.total:
            self.total = event.total
        elif isinstance(event, Notice):
            self.notices.append(event)
        return False

    def _is_mine(self, phase: str) -> bool:
        return not self._phase or phase == self._phase

    def _add(self, kind: str, step: int, values: Mapping[str, float]) -> None:
        if step <= self._last[kind]:
            self._drop_from(kind, step)
        self._last[kind] = step
        for name, value in values.items():
            if isinstance(value, (int, float)):
                self._append(f"{kind}.{name}", step, float(value))

    def _append(self, name: str, step: int, value: float) -> None:
        self.series.setdefault(name, Series()).append(step, value)

    def _drop_from(self, kind: str, step: int) -> None:
        for name, series in self.series.items():
            if name.startswith(f"{kind}."):
                series.drop_from(step)


class Smoother:
    """An exponential moving mean of a growing curve, at the cost of the new points alone.

    The mean is over finite values: it starts at the first of them without bias, and is NaN where
    the curve is.
    """

    def __init__(self) -> None:
        self._weight = -1.0
        self._out = np.empty(0)
        self._length = 0
        self._check = (math.nan, math.nan)
        self._sum = 0.0
        self._norm = 0.0

    def __call__(self, y: Array, weight: float) -> Array:
        """Return the smoothed curve; `weight` 0 returns it as it is, 0.99 is very calm."""
        if weight <= 0 or not len(y):
            self._weight = -1.0
            return y
        if not self._continues(y, weight):
            self._weight, self._length, self._sum, self._norm = weight, 0, 0.0, 0.0
            self._out = np.empty(0)
        self._extend(y, weight)
        return self._out[: self._length]

    def _continues(self, y: Array, weight: float) -> bool:
        if weight != self._weight or self._length > len(y) or not self._length:
            return False
        # A curve that was cut and grew again differs at the newest point that was smoothed.
        seen = (float(y[0]), float(y[self._length - 1]))
        return all(
            old == new or (math.isnan(old) and math.isnan(new))
            for old, new in zip(self._check, seen, strict=True)
        )

    def _extend(self, y: Array, weight: float) -> None:
        start = self._length
        if len(self._out) < len(y):
            grown = np.empty(max(_FIRST_ROOM, 2 * len(y)))
            grown[:start] = self._out[:start]
            self._out = grown
        fresh = y[start:]
        if len(fresh) > _FIRST_ROOM:
            sums, norms = _means(fresh, weight, self._sum, self._norm)
            self._sum, self._norm = float(sums[-1]), float(norms[-1])
            with np.errstate(invalid="ignore", divide="ignore"):
                self._out[start : len(y)] = np.where(np.isfinite(fresh), sums / norms, np.nan)
        else:
            for index, value in enumerate(fresh.tolist(), start=start):
                self._sum *= weight
                self._norm *= weight
                if math.isfinite(value):
                    self._sum += value
                    self._norm += 1.0
                    self._out[index] = self._sum / self._norm
                else:
                    self._out[index] = math.nan
        self._length = len(y)
        self._check = (float(y[0]), float(y[-1]))


def smooth(y: Array, weight: float) -> Array:
    """Return the exponential moving mean of a whole curve; see `Smoother`."""
    return Smoother()(y, weight)


def _means(y: Array, weight: float, start_sum: float, start_norm: float) -> tuple[Array, Array]:
    """Return sum and norm of the mean at each point, by doubling the window.

    After k rounds a point holds the weighted sum of its 2**k newest values, so the whole past is
    in it after as many rounds as the weights need to fade.
    """
    finite = np.isfinite(y)
    sums = np.where(finite, y, 0.0)
    norms = finite.astype(np.float64)
    sums[0] += weight * start_sum
    norms[0] += weight * start_norm
    shift = 1
    while shift < len(y) and weight**shift > _NEGLIGIBLE:
        factor = weight**shift
        sums[shift:] += factor * sums[:-shift]
        norms[shift:] += factor * norms[:-shift]
        shift *= 2
    return sums, norms


def on_log_scale(y: Array) -> tuple[Array, bool]:
    """Return what a logarithmic axis can show of a curve, and whether its sign was turned.

    A curve that is negative throughout (the negative loss is minus a cross-entropy) is shown by
    its magnitude; single values that are not positive are left out.
    """
    with np.errstate(invalid="ignore"):
        turned = bool(np.any(y < 0)) and not bool(np.any(y > 0))
        shown = -y if turned else y
        return np.where(shown > 0, shown, np.nan), turned


def value_at(series: Series, x: float) -> float:
    """Return the y of the point nearest to `x`, NaN where the curve is empty."""
    return float(series.y[nearest]) if (nearest := nearest_index(series.x, x)) >= 0 else math.nan


def nearest_index(xs: Array, x: float) -> int:
    """Return the index of the value nearest to `x` in a sorted array, -1 if it is empty."""
    if not len(xs):
        return -1
    right = int(np.searchsorted(xs, x))
    if right == 0:
        return 0
    if right == len(xs):
        return right - 1
    return right if xs[right] - x < x - xs[right - 1] else right - 1


def to_csv(x_name: str, columns: Sequence[tuple[str, Series]]) -> str:
    """Return curves as CSV: one row for each x that any of them has, empty where one has none."""
    xs = sorted({float(x) for _, series in columns for x in series.x})
    values = [dict(zip(one.x.tolist(), one.y.tolist(), strict=True)) for _, one in columns]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([x_name, *(name for name, _ in columns)])
    for x in xs:
        writer.writerow([_number(x), *(_number(one.get(x, math.nan)) for one in values)])
    return text.getvalue()


def _number(value: float) -> str:
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _edge(y: Array) -> float:
    finite = np.flatnonzero(np.isfinite(y))
    return float(y[finite[0]]) if len(finite) else math.nan
