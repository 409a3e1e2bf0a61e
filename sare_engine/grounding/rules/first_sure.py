"""The first source that is sure decides."""

from __future__ import annotations

from collections.abc import Sequence

from sare_engine.domain import UNSURE
from sare_engine.grounding.rules.record import Rule, Vote


def decide(votes: Sequence[Vote]) -> Vote | None:
    """Return the first sure vote; sources that form a pair are sure only where they agree."""
    for vote in votes:
        pair = {one.verdict for one in votes if one.pair == vote.pair} if vote.pair else set()
        if vote.verdict != UNSURE and len(pair) <= 1:
            return vote
    return None


ENTRY = Rule(
    key="first_sure",
    title="First sure source",
    sentence="The first source that is sure decides, in the order of the sources; detectors that "
    "disagree are not sure.",
    decide=decide,
)
