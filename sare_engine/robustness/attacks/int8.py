"""Rounding the weights to 8-bit integers and back."""

from __future__ import annotations

from collections.abc import Iterator

from sare_engine.events import Event
from sare_engine.robustness.attack import Attack, AttackContext


def run(context: AttackContext) -> Iterator[Event]:
    """Round the merged weights."""
    from sare_engine.robustness.weights import round_weights

    yield from round_weights(context, bits=8)


ENTRY = Attack(
    key="int8",
    title="Rounding to 8 bits",
    sentence="Rounds the merged model's weight matrices to 8-bit integers and back, one scale per "
    "row.",
    citation="[arXiv 2208.07339](https://arxiv.org/abs/2208.07339)",
    uses=("parts",),
    run=run,
    weights="model",
    phrase="weights rounded to 8-bit integers and back",
    occasion="After rounding to 8 bits",
    axis="0: before the rounding, 1: after it",
)
