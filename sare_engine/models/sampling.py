"""Draw tokens so that a caption depends on its own seed alone, whatever else is in its batch."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Sampling:
    """How the tokens of one caption are drawn.

    Attributes:
        temperature: the logits are divided by this.
        top_p: a token is drawn from the most likely ones that together have this probability.
        seed: any text; the same text gives the same caption.
    """

    temperature: float
    top_p: float
    seed: str


def draw_tokens(
    logits: Tensor, temperatures: Sequence[float], top_p: Sequence[float], at: Sequence[float]
) -> Tensor:
    """Return a token for each row, drawn by nucleus sampling (arXiv 1904.09751).

    Tokens are ordered by probability, and the one is returned within whose share of the nucleus
    the given number lies. Uniform numbers give the nucleus's distribution.

    Args:
        logits: float [rows, vocabulary].
        temperatures: positive, one for each row.
        top_p: in (0, 1], one for each row.
        at: in [0, 1), one for each row.

    Returns:
        Token ids [rows].
    """

    def column(values: Sequence[float]) -> Tensor:
        return torch.tensor(values, dtype=torch.float32, device=logits.device)[:, None]

    shares = (logits.float() / column(temperatures)).softmax(-1)
    shares, tokens = torch.sort(shares, dim=-1, descending=True, stable=True)
    # The token that crosses top_p belongs to the nucleus, so that the first always does.
    within = shares.cumsum(-1) - shares < column(top_p)
    total = (shares * within).cumsum(-1)
    place = torch.searchsorted(total, column(at) * total[:, -1:], right=True)
    place = place.minimum(within.sum(-1, keepdim=True) - 1)
    return tokens.gather(-1, place)[:, 0]


class TokenDrawer:
    """Replaces the scores of sampled rows by a drawn token; passed on to `generate`, which is then
    greedy.

    Args:
        rows: how each row of the batch is sampled; None for a greedy row.
    """

    def __init__(self, rows: Sequence[Sampling | None]) -> None:
        self._drawn = [(place, one) for place, one in enumerate(rows) if one is not None]
        self._random = [random.Random(one.seed) for _, one in self._drawn]

    def __call__(self, input_ids: Tensor, scores: Tensor) -> Tensor:
        """Return the scores, with -inf for all tokens but the drawn one in sampled rows."""
        places = [place for place, _ in self._drawn]
        tokens = draw_tokens(
            scores[places],
            [one.temperature for _, one in self._drawn],
            [one.top_p for _, one in self._drawn],
            [one.random() for one in self._random],
        )
        changed = scores.clone()
        changed[places] = -torch.inf
        changed[places, tokens] = 0.0
        return changed
