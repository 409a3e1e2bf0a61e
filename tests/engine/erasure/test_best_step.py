"""Which measurement of an erasure is the best, and when nothing improves any more."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sare_engine.erasure.best_step import (
    Measured,
    best_measured,
    within_bound,
    without_improvement,
)

BASE = {
    "hallucination_rate": 0.5,
    "concept_recall": 0.8,
    "object_recall": 0.6,
    "degenerate_rate": 0.1,
}


def at(step: int, rate: float, **others: float) -> Measured:
    return Measured(step, {**BASE, "hallucination_rate": rate, **others})


@pytest.mark.parametrize(
    ("values", "within"),
    [
        ({}, True),
        ({"concept_recall": 0.72}, True),
        ({"concept_recall": 0.71}, False),
        ({"object_recall": 0.54}, True),
        ({"object_recall": 0.53}, False),
        ({"degenerate_rate": 0.15}, True),
        ({"degenerate_rate": 0.16}, False),
        ({"concept_recall": 1.0, "object_recall": 1.0, "degenerate_rate": 0.0}, True),
    ],
)
def test_the_bound_on_what_an_erasure_may_cost(values: dict[str, float], within: bool) -> None:
    assert within_bound(BASE, {**BASE, **values}) is within


def test_what_was_not_measured_breaks_no_bound() -> None:
    assert within_bound({}, {"hallucination_rate": 0.1})
    assert within_bound({"concept_recall": 0.8}, {"hallucination_rate": 0.1})


def test_the_lowest_rate_within_the_bound_wins() -> None:
    useful, ruined = at(20, 0.2), at(40, 0.0, concept_recall=0.2)
    assert best_measured(BASE, [useful, ruined, at(60, 0.3)]) is useful
    assert best_measured(BASE, [ruined]) is None
    assert best_measured(BASE, [Measured(20, {"concept_recall": 0.8})]) is None
    assert best_measured(BASE, []) is None


def test_equal_rates_are_decided_by_text_then_recall_then_the_later_step() -> None:
    in_order = [
        at(100, 0.3),
        at(90, 0.1, degenerate_rate=0.12),
        at(80, 0.1, degenerate_rate=0.1, concept_recall=0.75),
        at(70, 0.1, degenerate_rate=0.1, concept_recall=0.8, object_recall=0.55),
        at(50, 0.1, degenerate_rate=0.1, concept_recall=0.8, object_recall=0.6),
        at(60, 0.1, degenerate_rate=0.1, concept_recall=0.8, object_recall=0.6),
    ]
    for worse, better in itertools.combinations(in_order, 2):
        assert best_measured(BASE, [worse, better]) is better
        assert best_measured(BASE, [better, worse]) is better


def test_patience_counts_since_the_last_improvement() -> None:
    def count(*rates: float) -> int:
        return without_improvement(BASE, [at(20 * n + 20, one) for n, one in enumerate(rates)])

    assert count() == 0
    assert count(0.4) == 0
    assert count(0.4, 0.4) == 1, "an equal measurement is no improvement"
    assert count(0.4, 0.5, 0.3) == 0
    assert count(0.4, 0.2, 0.3, 0.21) == 2
    lost = at(40, 0.0, object_recall=0.1)
    assert without_improvement(BASE, [lost]) == 1
    assert without_improvement(BASE, [at(20, 0.4), lost, at(60, 0.3)]) == 0


shares = st.sampled_from((0.0, 0.1, 0.5, 0.55, 0.7, 0.75, 0.9))
measurements = st.lists(
    st.fixed_dictionaries(dict.fromkeys(BASE, shares)), min_size=1, max_size=8
).map(lambda found: [Measured(10 * n + 10, one) for n, one in enumerate(found)])


@settings(max_examples=40, deadline=None)
@given(measurements, st.randoms(use_true_random=False))
def test_the_choice_is_the_same_however_it_is_reached(found: list[Measured], random) -> None:  # type: ignore[no-untyped-def]
    """One measurement after the other, as in a run; resumed, with some of them made twice."""
    chosen = best_measured(BASE, found)
    kept: Measured | None = None
    repeated = found[: random.randint(0, len(found))]
    for one in [*repeated, *found]:
        kept = best_measured(BASE, [one] if kept is None else [kept, one]) or kept
    assert kept == chosen
    if chosen is not None:
        useful = [one for one in found if within_bound(BASE, one.values)]
        assert chosen in useful
        assert all(
            chosen.values["hallucination_rate"] <= one.values["hallucination_rate"]
            for one in useful
        )
    since = without_improvement(BASE, found)
    assert 0 <= since <= len(found)
    if since < len(found):
        # The measurement that improved last was the best until then, and is as good as the best.
        assert chosen is not None
        improved = found[len(found) - since - 1]
        assert improved.values == chosen.values and improved.step <= chosen.step
