"""What an attacker trains when relearning: the defender does not get to choose.

A new attack is one function with this signature and one line in `ATTACKS`.
"""

from __future__ import annotations

from collections.abc import Callable

from sare_engine.config import RelearnConfig
from sare_engine.errors import ModelError
from sare_engine.models.loading import LoadedModel
from sare_engine.models.trainable import attach_lora, merge_adapter, set_trainable_full


def same_adapter(loaded: LoadedModel, config: RelearnConfig) -> None:
    """Train the adapter that the erasure trained.

    Raises:
        ModelError: the model has no adapter.
    """
    del config
    if not hasattr(loaded.model, "peft_config"):
        raise ModelError(
            "The attack on the same adapter is not possible.",
            "The erasure trained the weights themselves, so there is no adapter.",
            "Choose the attack fresh_adapter or full.",
        )
    loaded.model.set_adapter(loaded.model.active_adapter)


def fresh_adapter(loaded: LoadedModel, config: RelearnConfig) -> None:
    """Merge the erasure into the weights and train a new LoRA adapter on top."""
    merge_adapter(loaded)
    attach_lora(
        loaded,
        parts=config.parts,
        rank=config.lora_rank,
        alpha=config.lora_alpha,
        seed=config.seed,
    )


def full(loaded: LoadedModel, config: RelearnConfig) -> None:
    """Merge the erasure into the weights and train all weights of the chosen parts."""
    merge_adapter(loaded)
    set_trainable_full(loaded, config.parts)


ATTACKS: dict[str, Callable[[LoadedModel, RelearnConfig], None]] = {
    "same_adapter": same_adapter,
    "fresh_adapter": fresh_adapter,
    "full": full,
}
