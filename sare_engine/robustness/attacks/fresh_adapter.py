"""Relearning with a new adapter on the merged model."""

from __future__ import annotations

from collections.abc import Iterator

from sare_engine.events import Event
from sare_engine.robustness.attack import (
    NEW_ADAPTER_SETTINGS,
    RELEARNING_SETTINGS,
    Attack,
    AttackContext,
)
from sare_engine.robustness.captions import hallucinated_captions


def run(context: AttackContext) -> Iterator[Event]:
    """Merge the erasure into the weights and fine-tune a new adapter on top."""
    from sare_engine.robustness.relearning import fine_tune, put_new_adapter

    put_new_adapter(context.loaded, context.config)
    yield from fine_tune(context)


ENTRY = Attack(
    key="fresh_adapter",
    title="New adapter",
    sentence="Trains a new adapter on the merged model, on hallucinated captions.",
    uses=(*RELEARNING_SETTINGS, *NEW_ADAPTER_SETTINGS),
    run=run,
    choose=hallucinated_captions,
    trained_on="hallucinated captions",
    weights="new adapter",
    phrase="training a new adapter on the merged model",
)
