"""Every figure before and after an erasure, with intervals: did it get worse at anything else?"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sare_engine.evaluation.tally import Counts, Tally
from sare_engine.events import Json
from sare_engine.metrics import PERCENT, Metric, metric
from sare_engine.reporting.statistics import (
    Interval,
    holds_zero,
    paired_share_difference,
    ratio_intervals,
    share_difference,
    wilson_interval,
)

WORSE: Final = "worse"
BETTER: Final = "better"
DIFFERENT: Final = "different"
NO_DIFFERENCE: Final = "no difference seen"
NO_INTERVAL: Final = "no interval"
OUTCOMES: tuple[str, ...] = (WORSE, DIFFERENT, NO_INTERVAL, NO_DIFFERENCE, BETTER)
"""What can have become of a figure, in the order in which figures are listed."""


_NONE: Mapping[str, bool] = MappingProxyType({})


@dataclass(frozen=True)
class FigureChange:
    """One figure before and after.

    Attributes:
        described: its name, format and good direction.
        measured_on: what it was measured on, in words.
        before: the figure before, with its interval.
        after: the figure after.
        difference: after − before.
        units: number of images that both measurements have.
        outcome: one of `OUTCOMES`. A figure without an interval is never called worse or better.
    """

    described: Metric
    measured_on: str
    before: Interval
    after: Interval
    difference: Interval
    units: int
    outcome: str

    @property
    def metric(self) -> str:
        """The figure's key."""
        return self.described.key

    @property
    def harm(self) -> float:
        """How much worse it became: in the unit of a share, else relative to the value before.

        Negative where it became better. Figures without a good direction count with their size.
        """
        change = self.difference.mean
        if not self.described.percent:
            change /= abs(self.before.mean) or 1.0
        if not self.described.better:
            return abs(change)
        return change if self.described.better == "lower" else -change

    def to_dict(self) -> dict[str, Json]:
        """Return it as JSON."""
        return {
            "metric": self.metric,
            "title": self.described.title,
            "measured_on": self.measured_on,
            "better": self.described.better,
            "before": self.before.to_dict("value"),
            "after": self.after.to_dict("value"),
            "difference": self.difference.to_dict("value"),
            "images": self.units,
            "outcome": self.outcome,
        }


def figure_changes(
    measured_on: str, before: Tally, after: Tally, higher: Mapping[str, bool] = _NONE
) -> list[FigureChange]:
    """Compare two measurements image by image, over the images that both have.

    A share of images gets Wilson's interval, and Newcombe's for the paired difference; everything
    else a bootstrap over images.

    Args:
        measured_on: what they were measured on, in words.
        before: the measurement before.
        after: the measurement after.
        higher: figure → whether higher is better, for figures of other programs.
    """
    first, second = before.paired(after)
    found = []
    for key, counts in first.figures.items():
        other = second.figures[key]
        if counts.value is None or other.value is None:
            continue
        old, new, difference = _intervals(counts, other)
        described = _described(key, higher)
        found.append(_change(described, measured_on, old, new, difference, len(first.units)))
    return found


def plain_changes(
    measured_on: str, before: Mapping[str, float], after: Mapping[str, float], images: int
) -> list[FigureChange]:
    """Compare figures of which only the values are known."""
    found = []
    for key, old in before.items():
        new = after.get(key)
        if new is None or not (math.isfinite(old) and math.isfinite(new)):
            continue
        values = (Interval(one, None, None, images) for one in (old, new, new - old))
        first, second, difference = values
        found.append(_change(metric(key), measured_on, first, second, difference, images))
    return found


def changes_with_error(
    key: str,
    measured_on: str,
    before: tuple[float, float | None],
    after: tuple[float, float | None],
    images: int,
    higher: Mapping[str, bool] = _NONE,
) -> FigureChange:
    """Compare a figure of which value and standard error are known, as of unpaired samples.

    Args:
        key: the figure.
        measured_on: what it was measured on.
        before: value and standard error; None where there is none.
        after: the same, after.
        images: number of samples.
        higher: figure → whether higher is better, for figures of other programs.
    """
    old, new = (_normal(value, error, images) for value, error in (before, after))
    errors = [before[1], after[1]]
    error = None if None in errors else math.hypot(*(one or 0.0 for one in errors))
    difference = _normal(after[0] - before[0], error, images)
    return _change(_described(key, higher), measured_on, old, new, difference, images)


def measured_changes(
    measured_on: str,
    tallies: tuple[Tally | None, Tally | None],
    values: tuple[Mapping[str, float], Mapping[str, float]],
    errors: tuple[Mapping[str, float], Mapping[str, float]],
    images: int,
    higher: Mapping[str, bool] = _NONE,
) -> list[FigureChange]:
    """Compare all figures of two measurements: image by image where that is known of both.

    Args:
        measured_on: what was measured.
        tallies: what each image contributed, before and after.
        values: figure → value.
        errors: figure → standard error, where there is one.
        images: number of images or samples, for figures without a tally.
        higher: figure → whether higher is better, for figures of other programs.
    """
    first, second = tallies
    found: list[FigureChange] = []
    if first is not None and second is not None:
        found = figure_changes(measured_on, first, second, higher)
    known = {one.metric for one in found}
    for key, value in values[0].items():
        if key not in known and key in values[1]:
            before, after = (value, errors[0].get(key)), (values[1][key], errors[1].get(key))
            found.append(changes_with_error(key, measured_on, before, after, images, higher))
    return found


def worst_first(changes: Iterable[FigureChange]) -> list[FigureChange]:
    """Order figures: those that became worse come first, and the most harmed of them first."""
    return sorted(changes, key=lambda one: (OUTCOMES.index(one.outcome), -one.harm))


def side_effects_headline(changes: Sequence[FigureChange]) -> str:
    """Return the outcome as a sentence, which claims no more than the intervals allow."""
    if not changes:
        return "Nothing was measured both before and after."
    counts = {outcome: [one for one in changes if one.outcome == outcome] for outcome in OUTCOMES}
    worse, better = counts[WORSE], counts[BETTER]
    tested = len(changes) - len(counts[NO_INTERVAL])
    if not tested:
        return f"{len(changes)} figures were measured, none of them with an interval."
    if worse:
        names = ", ".join(
            dict.fromkeys(f"{one.described.title} ({one.measured_on})" for one in worse[:3])
        )
        more = f" and {len(worse) - 3} more" if len(worse) > 3 else ""
        first = f"Worse in {len(worse)} of {tested} figures: {names}{more}."
    else:
        first = f"Worse in none of {tested} figures."
    parts = [f"Better in {len(better)}", f"no difference seen in {len(counts[NO_DIFFERENCE])}"]
    if counts[DIFFERENT]:
        parts.append(f"different, neither better nor worse, in {len(counts[DIFFERENT])}")
    if counts[NO_INTERVAL]:
        parts.append(f"without an interval: {len(counts[NO_INTERVAL])} more")
    return f"{first} {'; '.join(parts)}."


def interval_text(found: Interval, described: Metric, *, signed: bool = False) -> str:
    """Return "12 % (9 – 15 %)"; a difference of shares is in percentage points, with its sign."""
    value = _value_text(found.mean, described, signed=signed)
    if found.low is None or found.high is None:
        return value
    low, high = (_value_text(end, described, signed=signed) for end in (found.low, found.high))
    unit = " pp" if signed and described.percent else PERCENT if described.percent else ""
    return f"{value} ({low.removesuffix(unit)} – {high})"


def _value_text(value: float, described: Metric, *, signed: bool) -> str:
    if not signed:
        return described.format(value)
    if described.percent:
        shown = f"{100 * value:+.1f}"
        return f"{'0.0' if shown in ('+0.0', '-0.0') else shown} pp".replace("-", "−")
    shown = f"{value:+.3g}"
    return ("0" if float(shown) == 0 else shown).replace("-", "−")


def _intervals(before: Counts, after: Counts) -> tuple[Interval, Interval, Interval]:
    if before.is_share_of_images and after.is_share_of_images and before.wholes == after.wholes:
        counted = [place for place, whole in enumerate(before.wholes) if whole]
        old, new = ([bool(one.parts[place]) for place in counted] for one in (before, after))
        return (
            wilson_interval(sum(old), len(old)),
            wilson_interval(sum(new), len(new)),
            paired_share_difference(new, old),
        )
    new_interval, old_interval, difference = ratio_intervals(
        (after.parts, after.wholes), (before.parts, before.wholes)
    )
    seen_old, seen_new = _seen(old_interval, before), _seen(new_interval, after)
    if (seen_old, seen_new) != (old_interval, new_interval):
        wider = share_difference(seen_new, seen_old)
        difference = _widest(difference, wider)
    return seen_old, seen_new, difference


def _seen(interval: Interval, counts: Counts) -> Interval:
    """Return the interval of a share, Wilson's over the images where all of them agree on 0 or 1.

    A bootstrap draws only what was seen: where no image had a single case, it knows no spread.
    """
    if interval.low is None or interval.low != interval.high or interval.mean not in (0, 1):
        return interval
    if any(part > whole for part, whole in zip(counts.parts, counts.wholes, strict=True)):
        return interval
    images = sum(whole > 0 for whole in counts.wholes)
    found = wilson_interval(images if interval.mean else 0, images)
    return Interval(interval.mean, found.low, found.high, interval.count)


def _widest(first: Interval, second: Interval) -> Interval:
    if None in (first.low, first.high, second.low, second.high):
        return first
    low = min(first.low or 0.0, second.low or 0.0)
    return Interval(first.mean, low, max(first.high or 0.0, second.high or 0.0), first.count)


def _change(
    described: Metric,
    measured_on: str,
    before: Interval,
    after: Interval,
    difference: Interval,
    units: int,
) -> FigureChange:
    return FigureChange(
        described, measured_on, before, after, difference, units, _outcome(described, difference)
    )


def _described(key: str, higher: Mapping[str, bool]) -> Metric:
    """Return a figure's description; what another program says of it counts if we know nothing."""
    found = metric(key)
    if found.better or key not in higher:
        return found
    return dataclasses.replace(found, better="higher" if higher[key] else "lower")


def _outcome(described: Metric, difference: Interval) -> str:
    if difference.low is None or difference.high is None:
        return NO_INTERVAL
    if holds_zero(difference):
        return NO_DIFFERENCE
    if not described.better:
        return DIFFERENT
    return BETTER if (difference.mean < 0) == (described.better == "lower") else WORSE


def _normal(value: float, error: float | None, images: int) -> Interval:
    if error is None or not math.isfinite(error):
        return Interval(value, None, None, images)
    half = 1.959964 * error
    return Interval(value, value - half, value + half, images)
