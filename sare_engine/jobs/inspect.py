"""What is in a model folder."""

from __future__ import annotations

from typing import Any

from sare_engine.config import InspectConfig
from sare_engine.models.inspection import inspect_model


def inspect(config: InspectConfig) -> dict[str, Any]:
    """Return what is in a model folder, without loading it.

    Raises:
        EngineError: the folder is missing, not a model, or damaged.
    """
    config.validate()
    return inspect_model(config.model).to_dict()
