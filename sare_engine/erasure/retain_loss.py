"""The loss of what is kept, L_pos + lambda_sent * L_sent; see `losses` for the means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import torch
from torch import Tensor, nn

from sare_engine.erasure.batches import Batch
from sare_engine.erasure.examples import Stream
from sare_engine.erasure.losses import Forward
from sare_engine.erasure.numbers import Number
from sare_engine.erasure.reference import ReferenceWeights


class RetainLoss:
    """L_pos + lambda_sent * L_sent of one step's captions to keep.

    Args:
        forward: computes the model's outputs.
        batches: the captions, over one or several forward passes.
        lambda_sent: weight of L_sent.
        totals: number of targets that each mean is over, where there are more than in `batches`.
    """

    def __init__(
        self,
        forward: Forward,
        batches: Sequence[Batch],
        lambda_sent: float,
        totals: Mapping[Stream, int] | None = None,
    ) -> None:
        self._forward = forward
        self._batches = list(batches)
        self._lambda_sent = lambda_sent
        self._totals = totals

    def backward(self) -> tuple[Number, Number]:
        """Add the gradient to `.grad`; return L_pos and L_sent in nats."""
        return self._backward(self._forward.token_ce)

    def backward_divergence(self, reference: ReferenceWeights) -> tuple[Number, Number]:
        """Add the gradient of KL(reference || model), instead of CE's, to `.grad`.

        The tokens and their weights are those of L_pos and L_sent.

        Returns:
            The divergences of both streams in nats per token.
        """

        def divergence(batch: Batch) -> Tensor:
            with torch.no_grad(), reference.in_place():
                expected = self._forward.logits(batch).log_softmax(dim=-1)
            found = self._forward.logits(batch).log_softmax(dim=-1)
            return nn.functional.kl_div(found, expected, reduction="none", log_target=True).sum(-1)

        return self._backward(divergence)

    def _backward(self, token_loss: Callable[[Batch], Tensor]) -> tuple[Number, Number]:
        return backward_retain(
            self._forward, self._batches, self._lambda_sent, token_loss, self._totals
        )


def backward_retain(
    forward: Forward,
    batches: Sequence[Batch],
    lambda_sent: float,
    token_loss: Callable[[Batch], Tensor] | None = None,
    totals: Mapping[Stream, int] | None = None,
) -> tuple[Number, Number]:
    """Add the gradient of L_pos + lambda_sent * L_sent to `.grad`; return both losses in nats.

    A stream without targets in the batch counts as 0.

    Args:
        forward: computes the model's outputs.
        batches: the captions to keep.
        lambda_sent: weight of L_sent.
        token_loss: loss of a batch's predicted tokens [N]; their cross-entropy if None.
        totals: number of targets that each mean is over; None: those of `batches`.
    """
    loss_of = token_loss or forward.token_ce
    weights: dict[Stream, float] = {"pos": 1.0, "sent": lambda_sent}
    if totals is None:
        totals = {stream: sum(batch.count(stream) for batch in batches) for stream in weights}
    losses: dict[Stream, Number] = dict.fromkeys(weights, 0.0)
    for batch in batches:
        token_ce = loss_of(batch)
        parts: list[Tensor] = []
        for stream, weight in weights.items():
            if stream in batch.targets:
                share = batch.targets[stream].mean_per_target(token_ce).sum() / totals[stream]
                losses[stream] += share.detach()
                parts.append(weight * share)
        torch.autograd.backward(torch.stack(parts).sum())
    return losses["pos"], losses["sent"]
