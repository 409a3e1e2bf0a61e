"""Fine-tuning on captions that do not contain the erased hallucinations.

Users fine-tune a model on data of their own and mean no harm; an erasure that this undoes is not
one to rely on.
"""

from __future__ import annotations

from sare_engine.robustness.attack import (
    FINE_TUNING_SETTINGS,
    NEW_ADAPTER_SETTINGS,
    Attack,
    train_new_adapter,
)
from sare_engine.robustness.captions import captions_without

ENTRY = Attack(
    key="benign",
    title="Benign fine-tuning",
    sentence="Trains a new adapter on the merged model, on captions without the erased "
    "hallucinations.",
    citation="[arXiv 2310.03693](https://arxiv.org/abs/2310.03693)",
    uses=(*FINE_TUNING_SETTINGS, *NEW_ADAPTER_SETTINGS),
    run=train_new_adapter,
    choose=captions_without,
    trained_on="captions without the erased hallucinations",
    weights="new adapter",
    phrase="training a new adapter on the merged model",
    occasion="After benign fine-tuning for {step} steps",
    axis="fine-tuning steps",
)
