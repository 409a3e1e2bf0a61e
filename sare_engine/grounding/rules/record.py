"""What the rest of the program needs to know about a combination rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sare_engine.domain import GROUNDED, HALLUCINATED
from sare_engine.registry import Entry


class Vote(NamedTuple):
    """What one source says about a mention.

    Attributes:
        source: key of the source.
        verdict: "grounded", "hallucinated" or "unsure".
        pair: name of the pair that the source belongs to; "" for none.
    """

    source: str
    verdict: str
    pair: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule(Entry):
    """How the verdicts of several sources become one.

    The user's own verdict is not asked: it always wins.

    Attributes:
        decide: given the votes in order of precedence, returns the one whose verdict is taken, the
            first if several agree; None if the verdict is unsure.
    """

    decide: Callable[[Sequence[Vote]], Vote | None]


def sure_votes(votes: Sequence[Vote]) -> tuple[list[Vote], list[Vote]]:
    """Return the votes for grounded, and those for hallucinated."""
    grounded = [vote for vote in votes if vote.verdict == GROUNDED]
    return grounded, [vote for vote in votes if vote.verdict == HALLUCINATED]
