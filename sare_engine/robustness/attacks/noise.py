"""Gaussian noise on the weights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sare_engine.events import Event
from sare_engine.robustness.attack import Attack, AttackContext

if TYPE_CHECKING:
    from torch import Tensor


def run(context: AttackContext) -> Iterator[Event]:
    """Add noise to the merged weights, scaled to the norm of each tensor."""
    from sare_engine.robustness.weights import add_noise, change_weights

    def change(name: str, weights: Tensor) -> None:
        add_noise({name: weights}, context.config.noise_scale, seed=context.config.seed)

    yield from change_weights(context, "Adding noise to the weights", change)


ENTRY = Attack(
    key="noise",
    title="Weight noise",
    sentence="Adds Gaussian noise to the merged model's weights, in proportion to the norm of each "
    "weight matrix.",
    uses=("noise_scale", "parts"),
    run=run,
    weights="model",
    phrase="Gaussian noise of {noise_scale:g} times the norm of each weight matrix",
    occasion="After noise on the weights",
    axis="0: before the noise, 1: with it",
)
