"""Two sources must agree."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from sare_engine.grounding.rules.record import Rule, Vote, sure_votes

_LEAST = 2


def decide(votes: Sequence[Vote]) -> Vote | None:
    """Return the first vote if two or more are sure of the same, and none of the opposite."""
    for agreeing, opposed in itertools.permutations(sure_votes(votes)):
        if len(agreeing) >= _LEAST and not opposed:
            return agreeing[0]
    return None


ENTRY = Rule(
    key="two_agree",
    title="Agreement of two",
    sentence="Two sources must say the same and none the opposite; otherwise the mention is "
    "unsure.",
    decide=decide,
)
