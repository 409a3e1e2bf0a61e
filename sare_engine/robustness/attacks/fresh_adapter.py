"""Relearning with a new adapter on the merged model."""

from __future__ import annotations

from sare_engine.robustness.attack import (
    NEW_ADAPTER_SETTINGS,
    RELEARNING_SETTINGS,
    Attack,
    train_new_adapter,
)
from sare_engine.robustness.captions import hallucinated_captions

ENTRY = Attack(
    key="fresh_adapter",
    title="New adapter",
    sentence="Trains a new adapter on the merged model, on hallucinated captions.",
    uses=(*RELEARNING_SETTINGS, *NEW_ADAPTER_SETTINGS),
    run=train_new_adapter,
    choose=hallucinated_captions,
    trained_on="hallucinated captions",
    weights="new adapter",
    phrase="training a new adapter on the merged model",
)
