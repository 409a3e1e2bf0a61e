"""How the verdicts of several sources become one, by hand-made verdicts."""

from __future__ import annotations

import pytest

from sare_engine.domain import Decision, Evidence
from sare_engine.grounding.rules import RULES, rule_of
from sare_engine.grounding.verdicts import combine, decide

KEYS = {"a": "annotation", "d": "detector", "s": "second_detector", "c": "clip", "p": "poll"}
VERDICTS = {"+": "grounded", "-": "hallucinated", "?": "unsure"}


def rows(said: str) -> list[Evidence]:
    """Read "d+ s-" as the detector's and the second detector's evidence."""
    return [Evidence(1, KEYS[one[0]], VERDICTS[one[1]]) for one in said.split()]


@pytest.mark.parametrize(
    ("said", "first", "two", "most"),
    [
        ("", "?nothing", "?nothing", "?nothing"),
        ("a-", "-a", "?a", "-a"),
        ("a- c+", "-a", "?a", "?a"),
        ("a- c-", "-a", "-a", "-a"),
        ("a- c+ p+", "-a", "?a", "+c"),
        ("c? p+", "+p", "?c", "+p"),
        # Two detectors: both see it, neither does, or one of the two.
        ("d+ s+", "+d", "+d", "+d"),
        ("d- s-", "-d", "-d", "-d"),
        ("d+ s-", "?d", "?d", "?d"),
        ("d- s+", "?d", "?d", "?d"),
        ("d+ s?", "?d", "?d", "+d"),
        ("d? s-", "?d", "?d", "-s"),
        ("d? s?", "?d", "?d", "?d"),
        # One detector alone decides like any other source.
        ("d+", "+d", "?d", "+d"),
        ("s-", "-s", "?s", "-s"),
        ("d+ c-", "+d", "?d", "?d"),
        # Where the two disagree, the next source decides.
        ("d+ s- c+", "+c", "?d", "+d"),
        ("d+ s- c-", "-c", "?d", "-s"),
        ("a+ d- s-", "+a", "?a", "-d"),
        ("a? d- s- c-", "-d", "-d", "-d"),
    ],
)
def test_rules(said: str, first: str, two: str, most: str) -> None:
    for key, expected in zip(
        ("first_sure", "two_agree", "majority"), (first, two, most), strict=True
    ):
        decided = decide(rows(said), rule=RULES[key])
        by = KEYS.get(expected[1:], expected[1:])
        assert decided == Decision(VERDICTS[expected[0]], by), (said, key)


def test_the_default_is_the_first_sure_source() -> None:
    assert rule_of(None) is RULES["first_sure"] is next(iter(RULES.values()))
    assert rule_of("of a newer version") is RULES["first_sure"]
    assert decide(rows("a- c+")) == decide(rows("a- c+"), rule=RULES["first_sure"])


@pytest.mark.parametrize("key", list(RULES))
def test_the_users_word_always_wins(key: str) -> None:
    mine = Evidence(1, "user", "hallucinated")
    assert combine([*rows("a+ d+ s+ c+ p+"), mine], rule=RULES[key]) == (
        Decision("hallucinated", "user")
    )
    # It is no vote for others.
    assert decide([mine, *rows("c-")], rule=RULES["two_agree"]).verdict == "unsure"
    assert combine(rows("a+ d+"), negated=True, rule=RULES[key]) == Decision("unsure", "negated")
