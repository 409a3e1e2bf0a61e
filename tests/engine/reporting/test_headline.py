"""No sentence says more than the figures it is made from."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sare_engine.metrics import metric
from sare_engine.reporting.headline import headline
from sare_engine.reporting.report_data import Figure, MethodFigures, ReportData
from sare_engine.reporting.statistics import holds_zero, paired_difference, wilson_interval
from sare_engine.reporting.suite import SuiteOutcome
from sare_engine.reporting.suite_verdict import suite_result
from tests.made_suites import images, made_attack

RATE = "hallucination_rate"
SHARES = st.integers(0, 40).map(lambda hits: hits / 40)
SEEDS = st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=4)


def shown(rate: float) -> str:
    return metric(RATE).format(rate)


def method(kind: str, erased: float, attacked: list[float], broken: float = 0.0) -> MethodFigures:
    mean = sum(attacked) / len(attacked)
    return MethodFigures(
        kind.upper(),
        kind,
        {RATE: Figure(erased), "degenerate_rate": Figure(broken)},
        {RATE: Figure(mean, seeds=len(attacked))},
        {(seed, seed): rate for seed, rate in enumerate(attacked)},
    )


@settings(max_examples=100, deadline=None)
@given(SHARES, SHARES, SHARES, SHARES, SEEDS, st.integers(1, 80))
def test_a_headline_agrees_with_its_figures(
    before: float,
    mine: float,
    theirs: float,
    broken: float,
    seeds: list[tuple[float, float]],
    images: int,
) -> None:
    sares, efufs = [one for one, _ in seeds], [other for _, other in seeds]
    base = MethodFigures("Base model", "base", {RATE: Figure(before)})
    sare, efuf = method("sare", mine, sares, broken), method("efuf", theirs, efufs)
    found = headline(
        ReportData(
            "tiny",
            "today",
            (base, efuf, sare),
            occasion="After relearning for 64 steps",
            held_out_images=images,
        )
    )
    details = " ".join(found.details)
    rate, other = sare.attacked[RATE].mean, efuf.attacked[RATE].mean
    assert ("did not lower" in found.sentence) == (mine >= before and mine > 0.0)
    assert ("no hallucination comes back" in found.sentence.split(";")[0]) == (rate == 0)
    if rate:
        assert f"returns on {shown(rate)} of images" in found.sentence
    if shown(rate) != shown(other):
        assert f"the worst ({shown(max(rate, other))})" in details
        assert f"the best ({shown(min(rate, other))})" in details
    if rate >= other:
        assert "did not withstand the attack better" in details
        assert "is lower than" not in details
    elif len(seeds) > 1:
        none = holds_zero(paired_difference(efufs, sares))
        assert ("No difference seen" in details) == none
        assert ("is lower than" in details) == (not none)
    else:
        assert "is lower than" not in details
    assert ("that is a failure, not an erasure" in details) == (broken > 0.02)
    assert ("the rates are coarse" in details) == (images < 30)


@settings(max_examples=60, deadline=None)
@given(SHARES, SHARES, st.none() | st.integers(0, 40), st.none() | st.integers(0, 40))
def test_the_strongest_attack_of_a_suite_leads(
    before: float, after: float, mine: int | None, theirs: int | None
) -> None:
    """The first sentence is about the strongest attack that is known of the method."""
    suites = {
        name: result_with(hits)
        for name, hits in (("SARE", mine), ("EFUF", theirs))
        if hits is not None
    }
    base = MethodFigures("Base model", "base", {RATE: Figure(before)})
    methods = (base, method("efuf", 0.0, [after]), method("sare", 0.0, [after]))
    found = headline(ReportData("tiny", "today", methods, suites=suites))
    said = {name: one["verdict"]["headline"] for name, one in suites.items()}
    alone = headline(ReportData("tiny", "today", methods)).sentence
    if mine is not None and mine / 40 >= after:
        assert found.sentence == f"SARE: {said['SARE']}"
        assert alone in found.details
    else:
        assert found.sentence == alone
    if theirs is not None:
        assert f"EFUF: {said['EFUF']}" in found.details


def result_with(hits: int) -> dict[str, Any]:
    outcome = SuiteOutcome(
        "0001", "quick", [made_attack("strong", images(hits))], base_rate=wilson_interval(30, 40)
    )
    return suite_result(outcome)
