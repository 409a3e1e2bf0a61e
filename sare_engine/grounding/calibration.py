"""Thresholds from scores of objects known to be present or absent, and how reliable they are.

The rule: T1 is the largest threshold below which at most a given share of the present objects lies
(score below T1: hallucinated), T0 the smallest threshold above which at most a given share of the
absent objects lies (score above T0: grounded). If T1 would be above T0, the scores separate the
two so well that the thresholds are swapped: both shares only become smaller, and scores between
them are unsure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sare_engine.grounding.thresholds import Thresholds

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Roc:
    """The curve over all thresholds; objects above a threshold are called present.

    Attributes:
        thresholds: from +infinity (nothing is called present) down to the lowest score
            (everything is); a point calls objects present that score at least this much.
        false_positive_rate: share of the absent objects called present, rising from 0 to 1.
        true_positive_rate: share of the present objects called present, rising from 0 to 1.
    """

    thresholds: Floats
    false_positive_rate: Floats
    true_positive_rate: Floats

    @property
    def area(self) -> float:
        """The area under the curve (trapezoids), which is `area_under_curve`."""
        return float(np.trapezoid(self.true_positive_rate, self.false_positive_rate))


def area_under_curve(present: Floats, absent: Floats) -> float:
    """Return the probability that a present object scores above an absent one; ties count half."""
    order = np.sort(absent)
    below = np.searchsorted(order, present, "left") + np.searchsorted(order, present, "right")
    return float(below.mean() / (2 * len(absent)))


def area_interval(area: float, present: int, absent: int) -> tuple[float, float]:
    """Return the 95 % interval of an area under the curve.

    Hanley and McNeil, "The meaning and use of the area under a ROC curve", Radiology 143 (1982).

    Args:
        area: the result of `area_under_curve`.
        present: number of present objects.
        absent: number of absent objects.
    """
    one, two = area / (2 - area), 2 * area**2 / (1 + area)
    spread = (present - 1) * (one - area**2) + (absent - 1) * (two - area**2)
    variance = (area * (1 - area) + spread) / (present * absent)
    margin = 1.96 * math.sqrt(max(0.0, variance))
    return max(0.0, area - margin), min(1.0, area + margin)


def roc(present: Floats, absent: Floats) -> Roc:
    """Return the ROC curve, without points on a straight line between two others."""
    levels = np.unique(np.concatenate([present, absent]))[::-1]
    rates = [
        np.concatenate([[0.0], 1 - np.searchsorted(np.sort(one), levels, "left") / len(one)])
        for one in (absent, present)
    ]
    thresholds = np.concatenate([[np.inf], levels])
    false, true = (rate * len(one) for rate, one in zip(rates, (absent, present), strict=True))
    # In whole numbers, because rates on a line differ in the last bit.
    steps = np.rint(np.diff(false)), np.rint(np.diff(true))
    corner = steps[0][:-1] * steps[1][1:] != steps[0][1:] * steps[1][:-1]
    kept = np.concatenate([[True], corner, [True]])
    return Roc(thresholds[kept], rates[0][kept], rates[1][kept])


def suggest_thresholds(
    present: Floats, absent: Floats, *, condemned: float, accepted: float
) -> Thresholds:
    """Choose T1 and T0 by the rule above, and T2 halfway from T0 to the median present object.

    T1 is rounded down and T0 up to hundredths, so that the numbers shown satisfy the rule.

    Args:
        present: scores of present objects, at least one.
        absent: scores of absent objects, at least one.
        condemned: largest share of `present` that may be below T1, less than 1.
        accepted: largest share of `absent` that may be above T0, less than 1.
    """
    low = np.sort(present)[_count(condemned, len(present))]
    high = np.sort(absent)[::-1][_count(accepted, len(absent))]
    t1, t0 = sorted((float(low), float(high)))
    t1, t0 = math.floor(round(100 * t1, 6)) / 100, math.ceil(round(100 * t0, 6)) / 100
    return Thresholds(t1, t0, round((t0 + float(np.median(present))) / 2, 2))


def _count(share: float, of: int) -> int:
    """Return the largest count within a share; 0.29 of 100 is 29 despite rounding of floats."""
    return math.floor(share * of + 1e-9)
