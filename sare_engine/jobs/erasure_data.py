"""What an erasure trains, and on what: the same in every process that takes part in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.config import EraseConfig
from sare_engine.control import Control
from sare_engine.erasure.examples import ExampleSet
from sare_engine.erasure.methods import METHODS
from sare_engine.errors import DataError

if TYPE_CHECKING:
    from sare_engine.erasure.batches import ErasureData
    from sare_engine.models.loading import LoadedModel
    from sare_engine.models.vision import VisionFeatures


def prepare_training(loaded: LoadedModel, config: EraseConfig, adapter: Path | None = None) -> None:
    """Put an adapter on the model, or let its own weights be trained.

    Args:
        loaded: the model.
        config: what is trained.
        adapter: folder of the adapter that is trained further; None for a new one.

    Raises:
        ModelError: the model cannot be trained this way.
    """
    from sare_engine.models.continued_adapter import start_from_adapter
    from sare_engine.models.trainable import attach_lora, set_trainable_full

    if config.trainable == "lora":
        attach_lora(loaded, config.parts, config.lora_rank, config.lora_alpha, seed=config.seed)
        if adapter is not None:
            start_from_adapter(loaded, adapter)
    else:
        set_trainable_full(loaded, config.parts)


def training_data(
    loaded: LoadedModel,
    features: VisionFeatures,
    examples: ExampleSet,
    config: EraseConfig,
    control: Control,
) -> ErasureData:
    """Return the examples as tokens, in batches.

    Raises:
        DataError: the method prefers captions, and there are none to prefer.
    """
    from sare_engine.erasure.batches import encode_example_set

    method = METHODS[config.method]
    data = encode_example_set(
        loaded,
        features,
        examples,
        negative_batch=config.negative_batch,
        retain_batch=config.retain_batch,
        seed=config.seed,
        paired=method.paired,
        control=control,
    )
    if method.paired and not data.pairs(0):
        raise DataError(
            f"{method.title} has no caption to prefer.",
            "Nothing remains of any caption without its hallucinated sub-sentences.",
            "Test more images, or choose another method.",
        )
    return data
