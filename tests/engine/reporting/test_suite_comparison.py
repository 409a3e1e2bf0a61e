"""Methods under a suite: means over seeds, the strongest attack that counts, honest words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sare_engine.erasure.kinds import method_title
from sare_engine.erasure.methods import METHODS
from sare_engine.reporting.suite_comparison import SuiteOfSeed, suite_comparison

FIRST, SECOND, *_ = METHODS
IMAGES = 40


def row(name: str, cases: int, **changes: Any) -> dict[str, Any]:
    return {
        "name": name, "rate": cases / IMAGES, "low": 0.0, "high": 1.0, "n": IMAGES,
        "object_recall": 0.9, "broken": 0.0, "within_bound": True, **changes,
    }  # fmt: skip


def seed(number: int, *rows: dict[str, Any], base: int = 30) -> SuiteOfSeed:
    return SuiteOfSeed(
        number,
        {"attacks": list(rows), "base": {"rate": base / IMAGES, "low": 0, "high": 1, "n": IMAGES}},
    )


def test_the_strongest_attack_over_the_seeds_leads() -> None:
    result = suite_comparison(
        "quick",
        {
            FIRST: [seed(0, row("a", 4), row("b", 10)), seed(1, row("a", 20), row("b", 10))],
            SECOND: [seed(0, row("a", 2), row("b", 1)), seed(1, row("a", 4), row("b", 1))],
        },
    )
    first, second = result["methods"][FIRST], result["methods"][SECOND]
    assert [one["name"] for one in first["attacks"]] == ["a", "b"]
    assert first["worst"]["rate"] == pytest.approx(12 / 40)
    assert second["worst"]["rate"] == pytest.approx(3 / 40)
    assert 0 <= first["worst"]["low"] < 12 / 40 < first["worst"]["high"] <= 1
    assert first["seeds"] == 2
    assert result["base"]["rate"] == 0.75
    # The methods differ by 2 and by 16 images: 9 ± 12.7 · 7 holds 0.
    assert "No difference is seen over 2 seeds" in result["verdict"]


def test_one_method_is_called_better_only_where_the_seeds_agree() -> None:
    result = suite_comparison(
        "quick",
        {
            FIRST: [seed(number, row("a", 30 + number % 2)) for number in range(5)],
            SECOND: [seed(number, row("a", 4 + number % 2)) for number in range(5)],
        },
    )
    better = f"{method_title(SECOND)} is better than {method_title(FIRST)} over 5 seeds."
    assert result["verdict"].endswith(better)


def test_an_attack_that_ruins_the_model_with_any_seed_does_not_lead() -> None:
    ruins = row("b", 35, within_bound=False, object_recall=0.2)
    result = suite_comparison(
        "quick", {FIRST: [seed(0, row("a", 8), row("b", 35)), seed(1, row("a", 8), ruins)]}
    )
    method = result["methods"][FIRST]
    assert method["worst"]["name"] == "a"
    assert [one["within_bound"] for one in method["attacks"]] == [False, True]
    only = suite_comparison("quick", {FIRST: [seed(0, ruins)]})
    assert only["methods"][FIRST]["worst"] == {}
    assert "beyond the bound" in " ".join(only["details"])


def test_an_attack_that_a_seed_lacks_is_not_averaged() -> None:
    result = suite_comparison(
        "quick", {FIRST: [seed(0, row("a", 8), row("b", 35)), seed(1, row("a", 8))]}
    )
    assert [one["name"] for one in result["methods"][FIRST]["attacks"]] == ["a"]


def test_back_at_the_level_before_erasure_and_broken_captions_are_said() -> None:
    result = suite_comparison("quick", {FIRST: [seed(0, row("a", 30, broken=0.4))]})
    details = " ".join(result["details"])
    assert "as many images as before erasure, or more" in details
    assert "40" in details and "repeat themselves" in details
    assert "One seed" not in result["verdict"]  # There is nothing to compare.


@given(
    st.lists(
        st.tuples(st.integers(0, IMAGES), st.integers(0, IMAGES), st.booleans()),
        min_size=1,
        max_size=5,
    )
)
def test_the_words_agree_with_the_figures(cases: list[tuple[int, int, bool]]) -> None:
    methods = {
        FIRST: [
            seed(number, row("a", one, within_bound=fits))
            for number, (one, _, fits) in enumerate(cases)
        ],
        SECOND: [seed(number, row("a", two)) for number, (_, two, _) in enumerate(cases)],
    }
    result = suite_comparison("quick", methods)
    verdict = result["verdict"]
    rates = {name: one["worst"].get("rate") for name, one in result["methods"].items()}
    if "is better than" in verdict:
        best, _, other = verdict.rpartition(". ")[2].partition(" is better than ")
        by_title = {method_title(name): rate for name, rate in rates.items()}
        assert by_title[best] < by_title[other.split(" over ")[0]]
        assert len(cases) > 1
    if not all(fits for *_, fits in cases):
        assert rates[FIRST] is None
        assert method_title(FIRST) not in verdict
    for one in result["methods"].values():
        for attack in one["attacks"]:
            assert 0 <= attack["low"] <= attack["rate"] <= attack["high"] <= 1
