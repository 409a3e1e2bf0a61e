"""What is in a model folder."""

from __future__ import annotations

from typing import Any

from sare_engine.config import InspectConfig
from sare_engine.models.held_bits import held_bits_in_words
from sare_engine.models.inspection import inspect_model


def inspect(config: InspectConfig) -> dict[str, Any]:
    """Return what is in a model folder, without loading it.

    The result is that of `ModelSummary.to_dict`, with `quantisation`: where the model can be held
    in 8 or 4 bits, in a sentence; "" if it cannot be loaded at all.

    Raises:
        EngineError: the folder is missing, not a model, or damaged.
    """
    config.validate()
    summary = inspect_model(config.model)
    words = held_bits_in_words() if summary.supported else ""
    return {**summary.to_dict(), "quantisation": words}
