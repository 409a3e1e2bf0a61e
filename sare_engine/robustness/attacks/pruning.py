"""Magnitude pruning of the weights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sare_engine.events import Event
from sare_engine.robustness.attack import Attack, AttackContext

if TYPE_CHECKING:
    from torch import Tensor


def run(context: AttackContext) -> Iterator[Event]:
    """Set the smallest of the merged weights to zero, matrix by matrix."""
    from sare_engine.robustness.weights import change_weights, prune

    def change(name: str, weights: Tensor) -> None:
        prune({name: weights}, context.config.prune_share)

    yield from change_weights(context, "Pruning the weights", change)


ENTRY = Attack(
    key="pruning",
    title="Magnitude pruning",
    sentence="Sets the smallest weights of each of the merged model's weight matrices to zero.",
    citation="[arXiv 1506.02626](https://arxiv.org/abs/1506.02626)",
    uses=("prune_share", "parts"),
    run=run,
    weights="model",
    phrase="the smallest {prune_share:.0%} of each weight matrix set to zero",
    occasion="After pruning",
    axis="0: before the pruning, 1: after it",
)
