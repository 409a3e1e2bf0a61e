"""The majority of the sources decides."""

from __future__ import annotations

from collections.abc import Sequence

from sare_engine.grounding.rules.record import Rule, Vote, sure_votes


def decide(votes: Sequence[Vote]) -> Vote | None:
    """Return the first vote of the larger party; None if both are equally large."""
    grounded, hallucinated = sure_votes(votes)
    if len(grounded) == len(hallucinated):
        return None
    return max(grounded, hallucinated, key=len)[0]


ENTRY = Rule(
    key="majority",
    title="Majority",
    sentence="What most of the sure sources say decides; a tie is unsure.",
    decide=decide,
)
