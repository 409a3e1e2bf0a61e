"""Merge an adapter into the weights, layer by layer."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sare_engine.control import Control
from sare_engine.events import PhaseStarted, Progress
from sare_engine.models.trainable import merge_adapter
from sare_engine.progress import PhaseProgress

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel


def merging(loaded: LoadedModel, control: Control) -> Iterator[PhaseStarted | Progress]:
    """Merge a model's adapter, as `merge_adapter` does, and yield how many layers are done.

    Raises:
        Stopped: the control was stopped; the model's weights are then partly merged.
    """
    layers = _adapted_layers(loaded.model)
    phase = PhaseProgress("merge", "Merging the adapter into the weights", len(layers), "layers")
    yield phase.started()
    for layer in layers:
        control.poll()
        layer.merge()
        yield phase.advance()
    with warnings.catch_warnings():
        # PEFT remarks of every layer that it is merged already, and that embeddings with an adapter
        # of their own are no longer tied, which it writes into the config.
        warnings.simplefilter("ignore", UserWarning)
        merge_adapter(loaded)


def _adapted_layers(model: Any) -> list[Any]:
    """Return PEFT's layers, without those inside another one."""
    from peft.tuners.tuners_utils import BaseTunerLayer

    found: dict[str, Any] = {}
    for name, module in model.named_modules():
        if isinstance(module, BaseTunerLayer) and hasattr(module, "base_layer"):
            inside = name.rpartition(".")[0]
            while inside and inside not in found:
                inside = inside.rpartition(".")[0]
            if not inside:
                found[name] = module
    return list(found.values())
