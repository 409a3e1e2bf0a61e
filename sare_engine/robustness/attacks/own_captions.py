"""Fine-tuning on the user's own captions, whatever they say."""

from __future__ import annotations

from collections.abc import Iterator

from sare_engine.events import Event
from sare_engine.robustness.attack import (
    FINE_TUNING_SETTINGS,
    NEW_ADAPTER_SETTINGS,
    Attack,
    AttackContext,
)
from sare_engine.robustness.captions import whole_captions


def run(context: AttackContext) -> Iterator[Event]:
    """Merge the erasure into the weights and fine-tune a new adapter on top."""
    from sare_engine.robustness.relearning import fine_tune, put_new_adapter

    put_new_adapter(context.loaded, context.config)
    yield from fine_tune(context)


ENTRY = Attack(
    key="own_captions",
    title="Your own captions",
    sentence="Trains a new adapter on the merged model, on the captions imported into the project.",
    uses=(*FINE_TUNING_SETTINGS, *NEW_ADAPTER_SETTINGS),
    run=run,
    choose=whole_captions,
    trained_on="imported captions",
    imported=True,
    weights="new adapter",
    phrase="training a new adapter on the merged model",
    occasion="After fine-tuning on your own captions for {step} steps",
    axis="fine-tuning steps",
)
