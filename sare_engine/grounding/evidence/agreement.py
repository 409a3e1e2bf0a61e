"""Whether the sources of evidence say the same about the mentions they both decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import Any

from sare_engine.grounding.evidence.verdicts import SOURCES, Testimony


def decided(evidence: Iterable[Testimony]) -> dict[str, str]:
    """Return source → verdict of the sources that are sure, those that count most first."""
    said = {one.source: one.verdict for one in evidence if one.verdict != "unsure"}
    return {source: said[source] for source in SOURCES if source in said}


def is_disputed(evidence: Iterable[Testimony]) -> bool:
    """Whether one source calls a mention grounded and another hallucinated."""
    return len(set(decided(evidence).values())) > 1


def count_agreement(mentions: Iterable[Iterable[Testimony]]) -> list[dict[str, Any]]:
    """Compare the sources two by two.

    Args:
        mentions: the evidence on each mention.

    Returns:
        For each pair that decided some mention together: `sources` (the one that counts more
        first), `mentions` that both decided, on how many they `agree`, and the `share`.
    """
    together: Counter[tuple[str, str]] = Counter()
    agree: Counter[tuple[str, str]] = Counter()
    for evidence in mentions:
        for (one, first), (other, second) in combinations(decided(evidence).items(), 2):
            together[one, other] += 1
            agree[one, other] += first == second
    return [
        {
            "sources": f"{one} and {other}",
            "mentions": count,
            "agree": agree[one, other],
            "share": agree[one, other] / count,
        }
        for (one, other) in combinations(SOURCES, 2)
        if (count := together[one, other])
    ]
