"""Statistics over images and seeds: means, 95 % intervals, paired differences."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

_DRAWS = 2000
"""Of a bootstrap: enough for two digits of a 95 % interval."""


@dataclass(frozen=True)
class Interval:
    """A mean with its confidence interval.

    Attributes:
        mean: arithmetic mean.
        low: lower end, or None with a single value.
        high: upper end, or None with a single value.
        count: number of values.
    """

    mean: float
    low: float | None
    high: float | None
    count: int

    @property
    def half_width(self) -> float | None:
        """Half the width of the interval, or None with a single value."""
        return None if self.high is None else self.high - self.mean

    def text(self, digits: int = 1, *, percent: bool = True) -> str:
        """Return "12.3 ± 0.4" for a table; percent multiplies by 100."""
        factor = 100.0 if percent else 1.0
        text = f"{factor * self.mean:.{digits}f}"
        half = self.half_width
        return text if half is None else f"{text} ± {factor * half:.{digits}f}"


@dataclass(frozen=True)
class ComparisonRow:
    """A row of the table of methods.

    Attributes:
        method: its name.
        figures: metric → interval over the runs in which it was measured.
    """

    method: str
    figures: Mapping[str, Interval]


def mean_interval(values: Iterable[float], confidence: float = 0.95) -> Interval:
    """Return the mean and its two-sided Student t interval.

    Raises:
        ValueError: no values, or one that is not finite.
    """
    numbers = [float(value) for value in values]
    if not numbers:
        raise ValueError("an interval needs at least one value")
    if not all(math.isfinite(number) for number in numbers):
        raise ValueError("an interval needs finite values")
    count = len(numbers)
    mean = math.fsum(numbers) / count
    if count == 1:
        return Interval(mean, None, None, 1)
    variance = math.fsum((number - mean) ** 2 for number in numbers) / (count - 1)
    half = t_quantile(count - 1, (1 + confidence) / 2) * math.sqrt(variance / count)
    return Interval(mean, mean - half, mean + half, count)


def wilson_interval(successes: int, count: int, confidence: float = 0.95) -> Interval:
    """Return a share of images and its Wilson score interval, which lies within [0, 1].

    Wilson (1927); without continuity correction.

    Raises:
        ValueError: `count` is not positive, or `successes` not between 0 and `count`.
    """
    if not 0 <= successes <= count or count < 1:
        raise ValueError("a Wilson interval needs 0 ≤ successes ≤ count and count ≥ 1")
    z2 = NormalDist().inv_cdf((1 + confidence) / 2) ** 2
    share = successes / count
    centre = (share + z2 / (2 * count)) / (1 + z2 / count)
    spread = share * (1 - share) / count + z2 / (4 * count**2)
    half = math.sqrt(z2 * spread) / (1 + z2 / count)
    # At 0 and 1 the ends are the share itself; rounding must not say otherwise.
    low, high = max(0.0, min(centre - half, share)), min(1.0, max(centre + half, share))
    return Interval(share, low, high, count)


def share_interval(values: Iterable[float], images: int | None = None) -> Interval:
    """Return the mean of one share per seed and an interval within [0, 1].

    Several seeds: Student's interval over the seeds, cut off at 0 and 1. One seed: the Wilson
    interval over the images, where their number is known and the share is one of so many.

    Args:
        values: the share of each seed.
        images: over how many images each share was counted; None where not known.

    Raises:
        ValueError: no values, or one that is not finite.
    """
    found = mean_interval(values)
    if found.low is not None and found.high is not None:
        return Interval(found.mean, max(0.0, found.low), min(1.0, found.high), found.count)
    if images:
        successes = round(found.mean * images)
        if 0 <= successes <= images and abs(found.mean * images - successes) < 1e-6 * images:
            wilson = wilson_interval(successes, images)
            return Interval(found.mean, wilson.low, wilson.high, found.count)
    return found


def bootstrap_interval(
    outcomes: Sequence[Sequence[float]], confidence: float = 0.95, seed: int = 0
) -> Interval:
    """Return the mean over seeds of the mean over images, with a percentile bootstrap interval.

    Draws seeds with replacement, then images of each drawn seed with replacement.

    Args:
        outcomes: for each seed the outcome of each image (1 or 0 for a share).
        confidence: coverage.
        seed: of the draws, so that the same outcomes give the same interval.

    Raises:
        ValueError: no seeds, or a seed without images.
    """
    if not outcomes or not all(len(one) for one in outcomes):
        raise ValueError("a bootstrap needs at least one seed, and images for each")
    draw = np.random.default_rng(seed)
    images = [np.asarray(one, np.float64) for one in outcomes]
    mean = math.fsum(float(one.mean()) for one in images) / len(images)
    means = [
        float(
            np.mean(
                [
                    draw.choice(images[place], len(images[place])).mean()
                    for place in draw.integers(len(images), size=len(images))
                ]
            )
        )
        for _ in range(_DRAWS)
    ]
    low, high = np.quantile(means, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(mean, float(low), float(high), len(images))


def paired_difference(
    first: Sequence[float], second: Sequence[float], confidence: float = 0.95
) -> Interval:
    """Return the interval of `first − second` over runs that share their seeds, in order.

    Raises:
        ValueError: not the same number of runs, or none.
    """
    differences = [a - b for a, b in zip(first, second, strict=True)]
    return mean_interval(differences, confidence)


def holds_zero(difference: Interval) -> bool:
    """Whether a difference may be none: its interval holds 0, or it has no interval."""
    if difference.low is None or difference.high is None:
        return True
    return difference.low <= 0 <= difference.high


def compare(runs: Mapping[str, Sequence[Mapping[str, float]]]) -> list[ComparisonRow]:
    """Make the table of methods.

    Args:
        runs: method → the figures of each of its runs (one per seed). A figure that some runs
            lack is averaged over those that have it.
    """
    rows = []
    for method, results in runs.items():
        names = dict.fromkeys(name for result in results for name in result)
        rows.append(
            ComparisonRow(
                method,
                {
                    name: mean_interval(result[name] for result in results if name in result)
                    for name in names
                },
            )
        )
    return rows


def t_quantile(degrees: int, probability: float) -> float:
    """Return the quantile of Student's t distribution.

    Args:
        degrees: degrees of freedom, at least 1.
        probability: between 0.5 and 1, exclusive of 1.
    """
    if degrees < 1 or not 0.5 <= probability < 1:
        raise ValueError("t_quantile needs degrees ≥ 1 and 0.5 ≤ probability < 1")
    low, high = 0.0, 1.0
    while _t_cdf(high, degrees) < probability:
        low, high = high, 2 * high
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if _t_cdf(middle, degrees) < probability else (low, middle)
    return (low + high) / 2


def _t_cdf(t: float, degrees: int) -> float:
    """Closed form for whole degrees of freedom (Abramowitz & Stegun 26.7.3 and 26.7.4)."""
    angle = math.atan(t / math.sqrt(degrees))
    cosine = math.cos(angle)
    odd = degrees % 2
    term = cosine if odd else 1.0
    series = 0.0
    for step in range(2 + odd, degrees + 1, 2):
        series += term
        term *= cosine**2 * (step - 1) / step
    sum_of_series = math.sin(angle) * series
    return 0.5 + (2 / math.pi * (angle + sum_of_series) if odd else sum_of_series) / 2
