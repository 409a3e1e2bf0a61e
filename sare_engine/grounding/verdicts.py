"""From evidence to a verdict, and how far the sources agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import Any

from sare_engine.domain import (
    NEGATED,
    NOTHING,
    UNSURE,
    USER,
    VERDICTS,
    Decision,
    Evidence,
    apply_override,
)
from sare_engine.grounding.rules import rule_of
from sare_engine.grounding.rules.record import Rule, Vote
from sare_engine.grounding.sources import EVIDENCE_SOURCES


def combine(
    evidence: Iterable[Evidence], *, negated: bool = False, rule: Rule | None = None
) -> Decision:
    """Return the verdict on a mention, with the user's override applied.

    Raises:
        ValueError: a source or a verdict that is not known.
    """
    rows = list(evidence)
    return apply_override(decide(rows, negated=negated, rule=rule), override_of(rows))


def override_of(evidence: Iterable[Evidence]) -> str | None:
    """Return the user's verdict among the evidence; None without an override."""
    return next((one.verdict for one in evidence if one.source == USER), None)


def decide(
    evidence: Iterable[Evidence], *, negated: bool = False, rule: Rule | None = None
) -> Decision:
    """Return what the sources decide on a mention, without the user's override.

    By default, the first source that is sure decides, in the order of `EVIDENCE_SOURCES`. The
    source named is the first that says so; if the verdict is unsure, the first of all. An object
    that the caption itself denies is not a claim: it is unsure, by `NEGATED`. This is what a
    project stores: it keeps overrides separately.

    Args:
        evidence: the evidence on the mention.
        negated: whether the caption denies the object.
        rule: how the sources' verdicts are combined; None for the default.

    Raises:
        ValueError: a source or a verdict that is not known.
    """
    by_source: dict[str, str] = {}
    for one in evidence:
        if one.source not in EVIDENCE_SOURCES:
            raise ValueError(f"unknown source of evidence: {one.source!r}")
        if one.verdict not in VERDICTS:
            raise ValueError(f"unknown verdict: {one.verdict!r}")
        if one.source != USER:
            by_source[one.source] = one.verdict
    if negated:
        return Decision(UNSURE, NEGATED)
    votes = [
        Vote(key, by_source[key], source.pair)
        for key, source in EVIDENCE_SOURCES.items()
        if key in by_source
    ]
    if not votes:
        return Decision(UNSURE, NOTHING)
    taken = (rule or rule_of(None)).decide(votes)
    return Decision(taken.verdict, taken.source) if taken else Decision(UNSURE, votes[0].source)


def sure_verdicts(evidence: Iterable[Evidence]) -> dict[str, str]:
    """Return source → verdict of the sources that are sure, in order of precedence."""
    sure = {one.source: one.verdict for one in evidence if one.verdict != UNSURE}
    return {source: sure[source] for source in EVIDENCE_SOURCES if source in sure}


def count_agreement(mentions: Iterable[Iterable[Evidence]]) -> list[dict[str, Any]]:
    """Compare the sources two by two.

    Args:
        mentions: the evidence on each mention.

    Returns:
        For each pair that decided some mention together: `sources` (their titles, in order of
        precedence), the number of `mentions` that both decided, on how many they `agree`, and
        the `share`.
    """
    together: Counter[tuple[str, str]] = Counter()
    agree: Counter[tuple[str, str]] = Counter()
    for evidence in mentions:
        for (one, first), (other, second) in combinations(sure_verdicts(evidence).items(), 2):
            together[one, other] += 1
            agree[one, other] += first == second
    return [
        {
            "sources": f"{EVIDENCE_SOURCES[one].words} and {EVIDENCE_SOURCES[other].words}",
            "mentions": count,
            "agree": agree[one, other],
            "share": agree[one, other] / count,
        }
        for (one, other) in combinations(EVIDENCE_SOURCES, 2)
        if (count := together[one, other])
    ]
