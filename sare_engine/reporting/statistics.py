"""Statistics over images and seeds: means, 95 % intervals, paired differences."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from sare_engine.metrics import metric

_DRAWS = 2000
"""Of a bootstrap: enough for two digits of a 95 % interval."""

FEWEST_UNITS = 10
"""With fewer images a bootstrap over them gives intervals that are far too narrow."""

Shares = tuple[Sequence[float], Sequence[float]]
"""The parts and the wholes of a figure that is the sum of the ones over the sum of the others."""


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

    def to_dict(self, mean: str = "mean") -> dict[str, float | int | None]:
        """Return it as JSON, the mean under a name of its own and the number of values as "n"."""
        return {mean: self.mean, "low": self.low, "high": self.high, "n": self.count}

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


def share_interval(values: Iterable[float], images: int | Sequence[int] | None = None) -> Interval:
    """Return the mean of one share per seed and an interval within [0, 1].

    Where the number of images is known: for one seed the Wilson interval, for several a bootstrap
    over seeds and images, never narrower than the Wilson interval over all images, since where no
    seed saw a single case a bootstrap knows no spread. Otherwise Student's interval over the
    seeds, cut off at 0 and 1.

    Args:
        values: the share of each seed.
        images: over how many images each share was counted, or one number for all; None where not
            known, or where the shares are not counts of so many.

    Raises:
        ValueError: no values, one that is not finite, or not a number of images for each.
    """
    shares = list(values)
    found = mean_interval(shares)
    counts = _counts(images or 0, len(shares))
    if all(_is_count(*pair) for pair in zip(shares, counts, strict=True)):
        cases = sum(round(share * count) for share, count in zip(shares, counts, strict=True))
        wilson = wilson_interval(cases, sum(counts))
        assert wilson.low is not None and wilson.high is not None
        if len(shares) == 1:
            return Interval(found.mean, wilson.low, wilson.high, 1)
        drawn = bootstrap_interval(shares, counts)
        assert drawn.low is not None and drawn.high is not None
        low, high = min(drawn.low, wilson.low), max(drawn.high, wilson.high)
        return Interval(found.mean, low, high, len(shares))
    if found.low is None or found.high is None:
        return found
    return Interval(found.mean, max(0.0, found.low), min(1.0, found.high), found.count)


def _counts(images: int | Sequence[int], seeds: int) -> list[int]:
    """Return the number of images of each seed."""
    counts = [images] * seeds if isinstance(images, int) else list(images)
    if len(counts) != seeds:
        raise ValueError("each seed needs a number of images")
    return counts


def _is_count(share: float, images: int) -> bool:
    if images < 1:
        return False
    return 0 <= share <= 1 and abs(share * images - round(share * images)) < 1e-6 * images


def metric_interval(name: str, values: Iterable[float], images: int | None = None) -> Interval:
    """Return the interval of a measured number: of a share within [0, 1], else Student's.

    Args:
        name: of the metric.
        values: what each seed measured.
        images: over how many images each share was counted; None where not known.

    Raises:
        ValueError: no values, or one that is not finite.
    """
    return share_interval(values, images) if metric(name).percent else mean_interval(values)


def bootstrap_interval(
    shares: Sequence[float],
    images: int | Sequence[int],
    confidence: float = 0.95,
    seed: int = 0,
) -> Interval:
    """Return the mean share over the seeds, with a percentile bootstrap interval.

    Draws seeds with replacement, then images of each drawn seed with replacement: how many of
    those are cases has a binomial distribution.

    Args:
        shares: of each seed, between 0 and 1.
        images: over how many images each share was counted, or one number for all.
        confidence: coverage.
        seed: of the draws, so that the same shares give the same interval.

    Raises:
        ValueError: no seeds, no images, or not a number of images for each seed.
    """
    counts = _counts(images, len(shares))
    if not shares or min(counts) < 1:
        raise ValueError("a bootstrap needs at least one seed, and images")
    import numpy as np

    draw = np.random.default_rng(seed)
    known, counted = np.asarray(shares, np.float64), np.asarray(counts)
    drawn = draw.integers(len(known), size=(_DRAWS, len(known)))
    means = (draw.binomial(counted[drawn], known[drawn]) / counted[drawn]).mean(axis=1)
    low, high = np.quantile(means, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(float(known.mean()), float(low), float(high), len(known))


def paired_difference(
    first: Sequence[float], second: Sequence[float], confidence: float = 0.95
) -> Interval:
    """Return the interval of `first − second` over runs that share their seeds, in order.

    Raises:
        ValueError: not the same number of runs, or none.
    """
    differences = [a - b for a, b in zip(first, second, strict=True)]
    return mean_interval(differences, confidence)


def share_difference(first: Interval, second: Interval, *, correlation: float = 0.0) -> Interval:
    """Return the interval of the difference of two shares, `first − second`, within [−1, 1].

    Newcombe's hybrid score interval (Statistics in Medicine 1998; 17:873-890, method 10), and for
    pairs its form with their correlation (17:2635-2650, method 10).

    Args:
        first: a share with its Wilson interval.
        second: the other, with the same confidence.
        correlation: phi coefficient of the pairs; 0 for independent images.

    Raises:
        ValueError: a share has no interval.
    """
    if None in (first.low, first.high, second.low, second.high):
        raise ValueError("the difference of two shares needs the interval of each")
    difference = first.mean - second.mean
    down, up = first.mean - (first.low or 0.0), (first.high or 0.0) - first.mean
    down_other, up_other = second.mean - (second.low or 0.0), (second.high or 0.0) - second.mean

    def spread(one: float, other: float) -> float:
        return math.sqrt(max(0.0, one**2 - 2 * correlation * one * other + other**2))

    return Interval(
        difference,
        max(-1.0, difference - spread(down, up_other)),
        min(1.0, difference + spread(up, down_other)),
        min(first.count, second.count),
    )


def paired_share_difference(
    first: Sequence[bool], second: Sequence[bool], confidence: float = 0.95
) -> Interval:
    """Return the interval of the difference of two shares of the same images, in order.

    See `share_difference`. The correlation is corrected for continuity, as in method 10.

    Raises:
        ValueError: not the same number of images, or none.
    """
    pairs = list(zip(first, second, strict=True))
    count = len(pairs)
    ones, twos = sum(one for one, _ in pairs), sum(two for _, two in pairs)
    both = sum(one and two for one, two in pairs)
    neither = count - ones - twos + both
    association = float(both * neither - (ones - both) * (twos - both))
    if association > 0:
        association = max(0.0, association - count / 2)
    margins = ones * (count - ones) * twos * (count - twos)
    return share_difference(
        wilson_interval(ones, count, confidence),
        wilson_interval(twos, count, confidence),
        correlation=association / math.sqrt(margins) if margins else 0.0,
    )


def ratio_intervals(
    first: Shares, second: Shares, confidence: float = 0.95, seed: int = 0
) -> tuple[Interval, Interval, Interval]:
    """Return the intervals of two figures of the same images, and of `first − second`.

    Each figure is a sum of parts over a sum of wholes. A percentile bootstrap draws images with
    replacement, the same for both figures: what is known of an image stays together.

    Args:
        first: parts and wholes of each image.
        second: those of the other measurement, in the same order.
        confidence: coverage.
        seed: of the draws, so that the same counts give the same intervals.

    Raises:
        ValueError: not the same number of images, or a figure without anything that counts.
    """
    import numpy as np

    columns = [np.asarray(one, np.float64) for one in (*first, *second)]
    images = len(columns[0])
    if any(len(one) != images for one in columns):
        raise ValueError("parts and wholes need one value for each image")
    sums = [float(one.sum()) for one in columns]
    if not sums[1] or not sums[3]:
        raise ValueError("a figure needs something that counts")
    means = (sums[0] / sums[1], sums[2] / sums[3])
    values = (*means, means[0] - means[1])
    if images < FEWEST_UNITS:
        one, two, three = (Interval(value, None, None, images) for value in values)
        return one, two, three
    draw = np.random.default_rng(seed)
    rows = np.stack(columns)
    drawn = np.empty((4, _DRAWS))
    for place in range(_DRAWS):  # One draw at a time: thousands of images fit in memory.
        drawn[:, place] = rows[:, draw.integers(images, size=images)].sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratios = np.stack([drawn[0] / drawn[1], drawn[2] / drawn[3]])
    samples = (ratios[0], ratios[1], ratios[0] - ratios[1])
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    found = []
    for value, sample in zip(values, samples, strict=True):
        low, high = np.quantile(sample[np.isfinite(sample)], tails)
        found.append(Interval(value, float(low), float(high), images))
    return found[0], found[1], found[2]


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
                    name: metric_interval(
                        name, (result[name] for result in results if name in result)
                    )
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
