from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sare_engine.reporting.statistics import (
    bootstrap_interval,
    compare,
    holds_zero,
    mean_interval,
    paired_difference,
    paired_share_difference,
    share_difference,
    share_interval,
    t_quantile,
    wilson_interval,
)


@pytest.mark.parametrize(
    ("successes", "count", "low", "high"),
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_wilson_intervals(successes: int, count: int, low: float, high: float) -> None:
    found = wilson_interval(successes, count)
    assert (found.mean, found.count) == (successes / count, count)
    assert (found.low, found.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


@pytest.mark.parametrize(("successes", "count"), [(1, 0), (0, 0), (-1, 3), (4, 3)])
def test_shares_that_have_no_wilson_interval(successes: int, count: int) -> None:
    with pytest.raises(ValueError, match="Wilson"):
        wilson_interval(successes, count)


def test_a_share_stays_within_0_and_1() -> None:
    assert share_interval([0.0, 0.3]).low == 0.0
    assert share_interval([1.0, 0.7]).high == 1.0
    one = share_interval([0.05], 20)
    wilson = wilson_interval(1, 20)
    assert (one.mean, one.low, one.high, one.count) == (0.05, wilson.low, wilson.high, 1)
    # 0.07 of 20 images is not a whole number of images: the number is not that of this share.
    assert share_interval([0.07], 20).low is None
    assert share_interval([0.05]).low is None


def test_a_bootstrap_draws_seeds_and_images() -> None:
    certain = bootstrap_interval([1.0, 1.0], 3)
    assert (certain.mean, certain.low, certain.high, certain.count) == (1.0, 1.0, 1.0, 2)
    # One seed of n images: the percentiles of a binomial share; 10 of 20: 6 to 14 (tables).
    images = bootstrap_interval([0.5], 20)
    assert (images.low, images.high) == (
        pytest.approx(0.3, abs=0.051),
        pytest.approx(0.7, abs=0.051),
    )
    # Seeds of which each is sure of itself: all the spread is between them.
    seeds = bootstrap_interval([1.0, 0.0], 5)
    assert (seeds.mean, seeds.low, seeds.high) == (0.5, 0.0, 1.0)
    assert bootstrap_interval([0.25], 4) == bootstrap_interval([0.25], 4)
    with pytest.raises(ValueError, match="bootstrap"):
        bootstrap_interval([1.0], 0)


def test_seeds_that_saw_nothing_are_not_certain() -> None:
    # Rule of three: 0 of 300 leaves up to 3 / 300; Wilson's end is a little above it.
    none = share_interval([0.0, 0.0, 0.0], 100)
    assert (none.mean, none.low) == (0.0, 0.0)
    assert none.high == pytest.approx(0.0126, abs=1e-4)
    spread = share_interval([0.1, 0.5, 0.9], 10)
    assert spread.low is not None and spread.high is not None
    assert spread.low < 0.25 and spread.high > 0.75
    # Not shares of 7 images: the seeds alone decide.
    unknown = share_interval([0.1, 0.5, 0.9], 7)
    assert (unknown.low, unknown.high) == (0.0, 1.0)


def test_each_seed_may_have_its_own_number_of_images() -> None:
    rates = [0.25, 0.5, 0.75]
    assert share_interval(rates, [20, 20, 20]) == share_interval(rates, 20)
    # 5 of 20, 2 of 4 and 9 of 12: counts of their own numbers, though not all of 20.
    uneven = share_interval(rates, [20, 4, 12])
    pooled = wilson_interval(16, 36)
    assert (uneven.mean, uneven.count) == (0.5, 3)
    assert uneven.low is not None and pooled.low is not None and uneven.low <= pooled.low
    # One image more or less is half as much of the second seed: a wider interval than with 20.
    even = share_interval(rates, 20)
    assert even.low is not None and even.high is not None and uneven.high is not None
    assert uneven.high - uneven.low > even.high - even.low
    with pytest.raises(ValueError, match="number of images"):
        share_interval(rates, [20, 4])


def test_a_difference_that_may_be_none() -> None:
    assert holds_zero(paired_difference([0.1, 0.3], [0.2, 0.1]))
    assert holds_zero(paired_difference([0.1], [0.9]))
    assert not holds_zero(paired_difference([0.5, 0.6, 0.55], [0.1, 0.2, 0.14]))


@pytest.mark.parametrize(
    ("degrees", "quantile"),
    # Two-sided 95 % values of any printed table.
    [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (9, 2.262), (30, 2.042)],
)
def test_students_t(degrees: int, quantile: float) -> None:
    assert t_quantile(degrees, 0.975) == pytest.approx(quantile, abs=6e-4)


def test_an_interval_by_hand() -> None:
    # mean 3, standard deviation sqrt(2.5), standard error sqrt(0.5), t(4) = 2.776445
    found = mean_interval([1, 2, 3, 4, 5])
    assert (found.mean, found.count) == (3.0, 5)
    assert found.half_width == pytest.approx(2.776445 * 0.5**0.5, abs=1e-5)
    assert found.low == pytest.approx(3 - 1.963243, abs=1e-5)


def test_one_value_has_no_interval() -> None:
    found = mean_interval([0.25])
    assert (found.mean, found.low, found.high, found.half_width) == (0.25, None, None, None)
    assert found.text() == "25.0"


def test_text_for_a_table() -> None:
    assert mean_interval([0.1, 0.2, 0.3]).text() == "20.0 ± 24.8"
    assert mean_interval([1.0, 1.0]).text(2, percent=False) == "1.00 ± 0.00"


def test_pairs_of_runs() -> None:
    found = paired_difference([0.5, 0.7, 0.9], [0.4, 0.6, 0.8])
    assert found.mean == pytest.approx(0.1)
    assert found.half_width == pytest.approx(0.0, abs=1e-9)
    with pytest.raises(ValueError, match="zip"):
        paired_difference([1.0], [1.0, 2.0])


def test_rows_of_methods() -> None:
    rows = compare({"EFUF": [{"rate": 0.3}, {"rate": 0.5, "recall": 1.0}], "SARE": [{"rate": 0.1}]})
    assert [row.method for row in rows] == ["EFUF", "SARE"]
    assert rows[0].figures["rate"].mean == pytest.approx(0.4)
    assert rows[0].figures["recall"].count == 1


@pytest.mark.parametrize("values", [[], [1.0, float("nan")], [float("inf")]])
def test_values_that_have_no_interval(values: list[float]) -> None:
    with pytest.raises(ValueError, match="interval"):
        mean_interval(values)


def test_the_difference_of_two_shares_is_newcombes() -> None:
    # Newcombe (1998), table II, method 10: 56/70 − 48/80.
    found = share_difference(wilson_interval(56, 70), wilson_interval(48, 80))
    assert (found.mean, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)
    # The same table: 0/10 − 0/10, and 10/10 − 0/10.
    none = share_difference(wilson_interval(0, 10), wilson_interval(0, 10))
    assert (none.low, none.high) == pytest.approx((-0.2775, 0.2775), abs=1e-4)
    all_of_them = share_difference(wilson_interval(10, 10), wilson_interval(0, 10))
    assert (all_of_them.low, all_of_them.high) == pytest.approx((0.6075, 1.0), abs=1e-4)
    with pytest.raises(ValueError, match="interval of each"):
        share_difference(mean_interval([0.5]), none)


def test_pairs_that_agree_narrow_the_difference() -> None:
    first = [True] * 12 + [False] * 38
    alike = [True] * 8 + [False] * 42
    unlike = alike[::-1]
    near, far = paired_share_difference(first, alike), paired_share_difference(first, unlike)
    assert near.mean == far.mean == pytest.approx(0.08)
    apart = share_difference(wilson_interval(12, 50), wilson_interval(8, 50))
    assert near.low is not None and far.low is not None and apart.low is not None
    assert far.low < apart.low < near.low
    with pytest.raises(ValueError, match="shorter"):
        paired_share_difference([True], [])
    # Nothing differs, but a few images cannot show that nothing would.
    same = paired_share_difference([False] * 5, [False] * 5)
    assert same.low is not None and same.low < 0 < (same.high or 0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_a_difference_lies_in_its_interval_within_one(pairs: list[tuple[bool, bool]]) -> None:
    first, second = [one for one, _ in pairs], [two for _, two in pairs]
    found = paired_share_difference(first, second)
    low, high = found.low or 0.0, found.high or 0.0
    assert -1 <= low <= found.mean + 1e-12 and found.mean - 1e-12 <= high <= 1
    turned = paired_share_difference(second, first)
    assert (turned.low, turned.high) == pytest.approx((-(found.high or 0), -(found.low or 0)))
