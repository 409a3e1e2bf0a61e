"""Figures before and after: intervals, what counts as worse, and the order."""

from __future__ import annotations

import pytest

from sare_engine.evaluation.tally import Tally
from sare_engine.metrics import metric
from sare_engine.reporting.side_effects import (
    BETTER,
    DIFFERENT,
    NO_DIFFERENCE,
    NO_INTERVAL,
    WORSE,
    changes_with_error,
    figure_changes,
    interval_text,
    plain_changes,
    side_effects_headline,
    worst_first,
)
from sare_engine.reporting.statistics import (
    Interval,
    paired_share_difference,
    ratio_intervals,
    wilson_interval,
)


def shares(key: str, values: list[float], wholes: list[float] | None = None) -> Tally:
    counted = wholes or [1.0] * len(values)
    return Tally.of(
        (str(place), {key: pair}) for place, pair in enumerate(zip(values, counted, strict=True))
    )


def test_a_share_of_images_has_wilsons_interval_and_newcombes_difference() -> None:
    old, new = [1.0] * 2 + [0.0] * 38, [1.0] * 22 + [0.0] * 18
    [change] = figure_changes("images", shares("chair_s", old), shares("chair_s", new))
    assert change.before == wilson_interval(2, 40)
    assert change.after == wilson_interval(22, 40)
    expected = paired_share_difference([one > 0 for one in new], [one > 0 for one in old])
    assert change.difference == expected
    assert (change.outcome, change.units) == (WORSE, 40)
    [turned] = figure_changes("images", shares("chair_s", new), shares("chair_s", old))
    assert turned.outcome == BETTER


def test_a_recall_has_a_bootstrap_over_images() -> None:
    wholes = [float(1 + place % 3) for place in range(60)]
    old = [whole if place % 5 else 0.0 for place, whole in enumerate(wholes)]
    new = [0.0 if place % 2 else one for place, one in enumerate(old)]
    [change] = figure_changes(
        "images", shares("object_recall", old, wholes), shares("object_recall", new, wholes)
    )
    assert change.before.mean == pytest.approx(sum(old) / sum(wholes))
    assert change.difference.mean == pytest.approx((sum(new) - sum(old)) / sum(wholes))
    assert change.outcome == WORSE and change.harm > 0
    low, high = change.difference.low, change.difference.high
    assert low is not None and high is not None
    # The error of the mean of the differences, in the usual approximation for ratios.
    share = change.difference.mean
    apart = [a - b - share * whole for a, b, whole in zip(new, old, wholes, strict=True)]
    error = sum(one**2 for one in apart) ** 0.5 / sum(wholes)
    assert (high - low) / 2 == pytest.approx(1.96 * error, rel=0.1)


def test_no_difference_is_claimed_where_the_interval_holds_0() -> None:
    old, new = [1.0] * 10 + [0.0] * 30, [0.0] + [1.0] * 11 + [0.0] * 28
    [change] = figure_changes("images", shares("chair_s", old), shares("chair_s", new))
    assert change.outcome == NO_DIFFERENCE


def test_a_share_that_was_never_seen_is_not_certain() -> None:
    wholes = [2.0] * 20
    old = [1.0] * 3 + [0.0] * 17
    [change] = figure_changes(
        "images", shares("chair_i", old, wholes), shares("chair_i", [0.0] * 20, wholes)
    )
    seen = wilson_interval(0, 20)
    assert (change.after.mean, change.after.low, change.after.high) == (0, 0, seen.high)
    assert change.outcome == NO_DIFFERENCE
    assert change.difference.low is not None and change.difference.low < -0.075
    many = [1.0] * 20
    [certain] = figure_changes(
        "images", shares("chair_i", many, wholes), shares("chair_i", [0.0] * 20, wholes)
    )
    assert certain.outcome == BETTER


def test_few_images_give_no_interval_and_no_claim() -> None:
    old, new = [4.0, 4.0, 4.0], [0.0, 0.0, 0.0]
    wholes = [5.0, 5.0, 5.0]
    [change] = figure_changes(
        "images", shares("object_recall", old, wholes), shares("object_recall", new, wholes)
    )
    assert (change.difference.low, change.outcome) == (None, NO_INTERVAL)


def test_the_worst_comes_first() -> None:
    many = 200
    changes = [
        *figure_changes("a", shares("chair_s", [0.0] * many), shares("chair_s", [1.0] * many)),
        *figure_changes(
            "b",
            shares("object_recall", [1.0] * many),
            shares("object_recall", [1.0] * 150 + [0.0] * 50),
        ),
        *figure_changes("c", shares("recall", [0.0] * many), shares("recall", [1.0] * many)),
        *figure_changes(
            "d", shares("repetition", [0.0] * many), shares("repetition", [0.0] * many)
        ),
        *figure_changes(
            "e", shares("mean_words", [9.0] * many), shares("mean_words", [4.0] * many)
        ),
        *plain_changes("f", {"ce_neg": 1.0}, {"ce_neg": 2.0}, many),
    ]
    found = worst_first(changes[::-1])
    assert [(one.measured_on, one.outcome) for one in found] == [
        ("a", WORSE),
        ("b", WORSE),
        ("e", DIFFERENT),
        ("f", NO_INTERVAL),
        ("d", NO_DIFFERENCE),
        ("c", BETTER),
    ]
    assert side_effects_headline(found) == (
        "Worse in 2 of 5 figures: CHAIR-s (a), Objects named (b). Better in 1; no difference seen "
        "in 1; different, neither better nor worse, in 1; without an interval: 1 more."
    )


def test_a_headline_claims_nothing_without_intervals() -> None:
    assert side_effects_headline([]) == "Nothing was measured both before and after."
    plain = plain_changes("f", {"ce_neg": 1.0}, {"ce_neg": 2.0}, 9)
    assert "none of them with an interval" in side_effects_headline(plain)


def test_standard_errors_are_added_as_of_independent_samples() -> None:
    change = changes_with_error("pope_accuracy", "POPE", (0.9, 0.03), (0.8, 0.04), 100)
    assert change.difference.mean == pytest.approx(-0.1)
    assert change.difference.low == pytest.approx(-0.1 - 1.959964 * 0.05)
    assert change.outcome == WORSE
    unknown = changes_with_error("pope_accuracy", "POPE", (0.9, None), (0.1, 0.04), 100)
    assert unknown.outcome == NO_INTERVAL


def test_a_ratio_bootstrap_refuses_what_it_cannot_draw() -> None:
    with pytest.raises(ValueError, match="counts"):
        ratio_intervals(([0.0], [0.0]), ([1.0], [1.0]))
    with pytest.raises(ValueError, match="each image"):
        ratio_intervals(([0.0, 1.0], [1.0, 1.0]), ([1.0], [1.0]))


def test_intervals_in_words() -> None:
    rate, words = metric("chair_s"), metric("mean_words")
    assert interval_text(Interval(0.12, 0.09, 0.15, 9), rate) == "12 % (9 – 15 %)".replace(
        " %", "\N{NO-BREAK SPACE}%"
    )
    signed = interval_text(Interval(-0.031, -0.05, 0.0, 9), rate, signed=True)
    assert signed == "−3.1 pp (−5.0 – 0.0 pp)"
    assert interval_text(Interval(2.5, None, None, 1), words, signed=True) == "+2.5"
