"""Fine-tuning on the user's own captions, whatever they say."""

from __future__ import annotations

from sare_engine.robustness.attack import (
    FINE_TUNING_SETTINGS,
    NEW_ADAPTER_SETTINGS,
    Attack,
    train_new_adapter,
)
from sare_engine.robustness.captions import whole_captions

ENTRY = Attack(
    key="own_captions",
    title="Your own captions",
    sentence="Trains a new adapter on the merged model, on the captions imported into the project.",
    uses=(*FINE_TUNING_SETTINGS, *NEW_ADAPTER_SETTINGS),
    run=train_new_adapter,
    choose=whole_captions,
    trained_on="imported captions",
    imported=True,
    weights="new adapter",
    phrase="training a new adapter on the merged model",
    occasion="After fine-tuning on your own captions for {step} steps",
    axis="fine-tuning steps",
)
