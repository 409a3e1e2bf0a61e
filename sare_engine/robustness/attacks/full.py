"""Relearning with all weights of the merged model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sare_engine.events import Event
from sare_engine.robustness.attack import RELEARNING_SETTINGS, Attack, AttackContext
from sare_engine.robustness.captions import hallucinated_captions

if TYPE_CHECKING:
    from sare_engine.config import RelearnConfig
    from sare_engine.models.loading import LoadedModel


def prepare(loaded: LoadedModel, config: RelearnConfig) -> None:
    """Merge the erasure into the weights and train all weights of the chosen parts."""
    from sare_engine.models.trainable import merge_adapter, set_trainable_full

    merge_adapter(loaded)
    set_trainable_full(loaded, config.parts)


def run(context: AttackContext) -> Iterator[Event]:
    """Fine-tune the merged model's own weights."""
    from sare_engine.robustness.relearning import fine_tune

    prepare(context.loaded, context.config)
    yield from fine_tune(context)


ENTRY = Attack(
    key="full",
    title="All weights",
    sentence="Trains all weights of the merged model's chosen parts, on hallucinated captions.",
    uses=(*RELEARNING_SETTINGS, "parts"),
    run=run,
    choose=hallucinated_captions,
    trained_on="hallucinated captions",
    weights="model",
    phrase="training all weights",
)
