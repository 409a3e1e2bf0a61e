"""Thresholds and ROC against counting every pair and trying every threshold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sare_engine.grounding.calibration import (
    area_interval,
    area_under_curve,
    roc,
    suggest_thresholds,
)

# Halves, so that there are many ties.
SCORES = st.lists(st.integers(-40, 40).map(lambda one: one / 2), min_size=1, max_size=40)
SHARES = st.sampled_from([0.0, 0.01, 0.05, 0.1, 0.29, 0.5])


def share_below(scores: list[float], threshold: float) -> float:
    return sum(score < threshold for score in scores) / len(scores)


def share_above(scores: list[float], threshold: float) -> float:
    return sum(score > threshold for score in scores) / len(scores)


def brute_t1(present: list[float], share: float) -> float:
    """The largest of all thresholds in steps of 0.01 that keeps the rule."""
    steps = [number / 100 for number in range(-2100, 2101)]
    return max(one for one in steps if share_below(present, one) <= share + 1e-9)


def brute_t0(absent: list[float], share: float) -> float:
    steps = [number / 100 for number in range(-2100, 2101)]
    return min(one for one in steps if share_above(absent, one) <= share + 1e-9)


@given(SCORES, SCORES, SHARES, SHARES)
def test_thresholds_keep_the_rule(
    present: list[float], absent: list[float], condemned: float, accepted: float
) -> None:
    found = suggest_thresholds(
        np.array(present), np.array(absent), condemned=condemned, accepted=accepted
    )
    expected = sorted((brute_t1(present, condemned), brute_t0(absent, accepted)))
    assert [found.t1, found.t0] == pytest.approx(expected)
    assert share_below(present, found.t1) <= condemned + 1e-9
    assert share_above(absent, found.t0) <= accepted + 1e-9
    assert found.t2 == pytest.approx((found.t0 + float(np.median(present))) / 2, abs=0.006)


def test_rounding_does_not_break_the_rule() -> None:
    present, absent = np.array([1.0, 6.9996, 8.0, 9.0]), np.array([2.0, 3.0, 18.1501, 30.0])
    found = suggest_thresholds(present, absent, condemned=0.25, accepted=0.25)
    assert (found.t1, found.t0) == (6.99, 18.16)
    # Exactly representable hundredths stay as they are, in spite of binary fractions.
    found = suggest_thresholds(np.array([7.09]), np.array([18.15]), condemned=0, accepted=0)
    assert (found.t1, found.t0) == (7.09, 18.15)


@given(SCORES, SCORES)
def test_the_area_is_the_share_of_pairs_in_order(present: list[float], absent: list[float]) -> None:
    pairs = [(one > other) + 0.5 * (one == other) for one in present for other in absent]
    area = area_under_curve(np.array(present), np.array(absent))
    assert area == pytest.approx(sum(pairs) / len(pairs))
    assert roc(np.array(present), np.array(absent)).area == pytest.approx(area)


@given(SCORES, SCORES)
def test_the_curve_counts_what_is_at_least_the_threshold(
    present: list[float], absent: list[float]
) -> None:
    curve = roc(np.array(present), np.array(absent))
    points = list(
        zip(curve.thresholds, curve.false_positive_rate, curve.true_positive_rate, strict=True)
    )
    assert points[0] == (math.inf, 0.0, 0.0) and points[-1][1:] == (1.0, 1.0)
    for threshold, false, true in points:
        assert false == pytest.approx(sum(one >= threshold for one in absent) / len(absent))
        assert true == pytest.approx(sum(one >= threshold for one in present) / len(present))
    assert len(points) <= len(set(present) | set(absent)) + 1


def test_points_on_a_line_are_left_out() -> None:
    curve = roc(np.array([5.0, 6.0, 7.0]), np.array([1.0, 2.0, 3.0]))
    assert curve.false_positive_rate.tolist() == [0, 0, 1]
    assert curve.true_positive_rate.tolist() == [0, 1, 1]
    assert curve.thresholds.tolist() == [math.inf, 5.0, 1.0]


def test_the_interval_of_the_area() -> None:
    # Hanley and McNeil's own example: area 0.893, 51 abnormal and 58 normal, standard error .0325.
    low, high = area_interval(0.893, 51, 58)
    assert (high - low) / 2 / 1.96 == pytest.approx(0.0325, abs=0.001)
    low, high = area_interval(1.0, 3, 3)
    assert (low, high) == (1.0, 1.0)
    low, high = area_interval(0.9, 5, 5)
    assert low < 0.75 and high == 1.0
