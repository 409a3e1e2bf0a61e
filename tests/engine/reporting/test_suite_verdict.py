"""A suite's verdict says no more than the figures it is made from."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sare_engine.metrics import metric
from sare_engine.reporting.statistics import wilson_interval
from sare_engine.reporting.suite import SuiteOutcome, controls_in_words, placebo_outcome
from sare_engine.reporting.suite_verdict import CONTROL, suite_headline, suite_result
from sare_engine.robustness.attacks import ATTACKS
from tests.made_suites import RELEARNING, images, made_attack

ASKING = next(one for one in ATTACKS.values() if one.weights == "none")
SHARES = st.integers(0, 20).map(lambda part: part / 20)


def shown(rate: float) -> str:
    return metric("hallucination_rate").format(rate)


ATTACK = st.tuples(st.integers(0, 40), SHARES, st.booleans())


@settings(max_examples=150, deadline=None)
@given(
    st.lists(ATTACK, min_size=0, max_size=4),
    st.integers(1, 40),
    st.integers(0, 40),
    st.integers(0, 40),
    SHARES,
    st.none() | st.integers(0, 40),
    st.none() | st.integers(0, 40),
)
def test_the_sentence_agrees_with_the_worst_case(
    found: list[tuple[int, float, bool]],
    tested: int,
    erased: int,
    before: int,
    broken: float,
    placebo: int | None,
    base: int | None,
) -> None:
    outcomes = [
        made_attack(f"attack {n}", images(min(hits, tested), tested), recall=recall,
                    erased=min(erased, tested) / tested, broken=broken,
                    attack=ASKING if asking else RELEARNING)
        for n, (hits, recall, asking) in enumerate(found)
    ]  # fmt: skip
    base_rate = wilson_interval(min(before, tested), tested)
    outcome = SuiteOutcome("0001-sare", "quick", outcomes, base_rate=base_rate)
    counting = [
        one for one in outcomes if one.attack is ASKING or one.after["object_recall"] >= 0.81 - 1e-9
    ]
    worst = outcome.worst
    if placebo is not None and worst is not None:
        control = made_attack("control", images(min(placebo, tested), tested))
        learnt = None if base is None else made_attack("base", images(min(base, tested), tested))
        made = placebo_outcome(worst, {"knife": "banana"}, control, learnt)
        assert made is not None
        outcome = SuiteOutcome("0001-sare", "quick", outcomes, base_rate=base_rate, placebos=[made])
    verdict = suite_headline(outcome)
    sentence, details = verdict.sentence, " ".join(verdict.details)

    assert (worst is None) == (not counting)
    if worst is None or worst.rate is None:
        assert sentence.startswith(("No attack has finished", "Nothing is shown"))
        assert "%" not in sentence.replace(shown(0.1), "")
        return
    rate = max(one.rate.mean for one in counting if one.rate)
    assert worst.rate.mean == rate
    now, was = min(erased, tested) / tested, base_rate.mean
    assert ("did not lower" in sentence) == (0 < was <= now)
    assert ("No hallucination came back" in sentence) == (
        rate == 0 and was > 0 and not 0 < was <= now
    )
    if rate > 0:
        assert f"on {shown(rate)}" in sentence and worst.name in sentence
        assert ("comes back" in sentence) == (rate > now and not 0 < was <= now)
    assert f"over {tested} image" in details
    assert ("rates are coarse" in details) == (tested < 30)
    assert ("After the strongest attack" in details) == (broken > 0.02)
    assert ("Not counted" in details) == (len(counting) < len(outcomes))
    if outcome.placebos:
        assert (CONTROL in sentence) == (rate > 0 and not 0 < was <= now)
        check_placebo(outcome, sentence, details)
    else:
        assert CONTROL not in sentence and "Learnability" not in details


def check_placebo(outcome: SuiteOutcome, sentence: str, details: str) -> None:
    """Compare what is said of a placebo with its figures."""
    [beside] = outcome.placebos
    specific, learnt = beside.specific, beside.learnability
    low, high = specific.low or 0.0, specific.high or 0.0
    if CONTROL in sentence:
        assert f"({shown(beside.placebo.mean)})" in sentence
        apart = re.search(r", ([\d.]+) points? more than", sentence)
        if apart:
            assert float(apart[1]) == pytest.approx(
                100 * (beside.erased.mean - beside.placebo.mean), abs=0.0501
            )
        assert ("no faster than" in sentence) == (high < 0)
        assert ("more than" in sentence) == (low > 0)
        assert ("no difference is seen" in sentence) == (low <= 0 <= high)
    assert ("comes back faster than the control" in details) == (low > 0)
    assert ("comes back more slowly than the control" in details) == (high < 0)
    assert ("Learnability" in details) == (beside.base is not None)
    if learnt is not None:
        down, up = learnt.low or 0.0, learnt.high or 0.0
        assert ("learns the control more slowly" in details) == (up < 0)
        assert ("learns the control faster" in details) == (down > 0)
    curves = suite_result(outcome)["placebo"]["curves"]
    assert curves["erased"][-1][1] == beside.erased.mean
    assert curves["placebo"][-1][1] == beside.placebo.mean
    assert ("base" in curves) == (beside.base is not None)


def test_the_json_has_the_promised_form_and_the_worst_case_leads() -> None:
    outcome = SuiteOutcome(
        "0001-sare",
        "quick",
        [
            made_attack("mild", images(4)),
            made_attack("strong", images(30)),
            made_attack("ruin", images(40), recall=0.5),
        ],
        base_rate=wilson_interval(28, 40),
        left_out={"slow": "The time was up."},
        no_placebo="knife: none of 3 other objects fits.",
    )
    result = json.loads(json.dumps(suite_result(outcome)))
    assert [one["name"] for one in result["attacks"]] == ["strong", "mild", "ruin"]
    assert [one["within_bound"] for one in result["attacks"]] == [True, True, False]
    assert result["worst"] == result["attacks"][0]
    for one in result["attacks"]:
        assert {"name", "rate", "low", "high", "n", "steps", "object_recall", "broken"} <= set(one)
        assert 0 <= one["low"] <= one["rate"] <= one["high"] <= 1 and one["n"] == 40
    # Wilson's interval for 30 of 40, by hand.
    assert result["worst"]["low"] == pytest.approx(0.59806, abs=1e-5)
    assert result["worst"]["high"] == pytest.approx(0.85813, abs=1e-5)
    assert result["placebo"]["why"].startswith("knife")
    assert result["left_out"] == [{"name": "slow", "why": "The time was up."}]
    assert "“" not in result["verdict"]["headline"]
    details = " ".join(result["verdict"]["details"])
    assert "ruin" in details and "slow" in details and "No placebo: knife" in details


def test_nothing_erased_is_nothing_shown() -> None:
    none = wilson_interval(0, 40)
    outcome = SuiteOutcome("0001-sare", "quick", [made_attack("a", images(0))], base_rate=none)
    assert "invented none of the erased objects" in suite_headline(outcome).sentence


def test_an_attack_that_could_not_be_measured_is_not_the_worst() -> None:
    blind, mild = made_attack("blind", "----"), made_attack("mild", images(0))
    outcome = SuiteOutcome("0001-sare", "quick", [blind, mild], base_rate=wilson_interval(3, 40))
    assert outcome.worst == mild
    alone = SuiteOutcome("0001-sare", "quick", [blind])
    assert "No hallucination rate was measured" in suite_headline(alone).sentence
    assert suite_result(alone)["worst"] == {}


def test_a_control_of_several_objects_is_named_once() -> None:
    pairs = {"ball": "cat", "knife": "banana", "spoon": "banana"}
    assert controls_in_words(pairs) == "cat for ball, banana for knife and spoon"
