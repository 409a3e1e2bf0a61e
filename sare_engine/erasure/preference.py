"""DPO's loss over pairs of a clean and a hallucinated caption."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from sare_engine.erasure.batches import Batch
from sare_engine.erasure.losses import Forward
from sare_engine.erasure.numbers import on_host
from sare_engine.erasure.reference import ReferenceWeights


class PreferenceLoss:
    """DPO's loss over one step's pairs (Rafailov et al., arXiv 2305.18290, eq. 7).

    Args:
        forward: computes the model's outputs.
        batches: pairs, each a preferred and a dispreferred caption in this order, over one or
            several forward passes; both captions of a pair are in the same pass.
        totals: number of pairs and of negative targets that the means are over, where there are
            more than in `batches`.
    """

    def __init__(
        self,
        forward: Forward,
        batches: Sequence[Batch],
        totals: tuple[int, int] | None = None,
    ) -> None:
        self._forward = forward
        self._batches = list(batches)
        self._totals = totals or (
            sum(batch.count("sent") for batch in self._batches) // 2,
            sum(batch.count("neg") for batch in self._batches),
        )

    def backward(self, reference: ReferenceWeights, beta: float, weight: float) -> float:
        """Set `.grad` to `weight` times the gradient; return CE of the negative targets in nats."""
        pairs, targets = self._totals
        ce: list[Tensor] = []
        for batch in self._batches:
            with torch.no_grad(), reference.in_place():
                before = self._margin(batch, self._forward.token_ce(batch))
            token_ce = self._forward.token_ce(batch)
            negative = batch.targets["neg"].mean_per_target(token_ce.detach())
            ce.append(negative.sum())
            margin = beta * (self._margin(batch, token_ce) - before)
            loss = torch.nn.functional.softplus(-margin).sum() / pairs
            torch.autograd.backward(weight * loss)
        return sum(one / targets for one in on_host(ce))

    @staticmethod
    def _margin(batch: Batch, token_ce: Tensor) -> Tensor:
        """log pi(preferred) - log pi(dispreferred) of each pair, float32 [pairs]."""
        whole = batch.targets["sent"]
        likelihood = -whole.mean_per_target(token_ce) * whole.length
        return likelihood[0::2] - likelihood[1::2]
