"""Relearning with the adapter that the erasure trained."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sare_engine.events import Event
from sare_engine.robustness.attack import RELEARNING_SETTINGS, Attack, AttackContext
from sare_engine.robustness.captions import hallucinated_captions

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel


def prepare(loaded: LoadedModel) -> None:
    """Train the adapter that the model has."""
    loaded.model.set_adapter(loaded.model.active_adapter)


def run(context: AttackContext) -> Iterator[Event]:
    """Fine-tune the erasure's own adapter."""
    from sare_engine.robustness.relearning import fine_tune

    prepare(context.loaded)
    yield from fine_tune(context)


ENTRY = Attack(
    key="same_adapter",
    title="The erasure's own adapter",
    sentence="Continues to train the adapter that the erasure trained, on hallucinated captions.",
    uses=RELEARNING_SETTINGS,
    run=run,
    choose=hallucinated_captions,
    trained_on="hallucinated captions",
    weights="adapter",
    phrase="training the erasure's own adapter",
)
