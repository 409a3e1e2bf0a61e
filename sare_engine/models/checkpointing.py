"""Gradient checkpointing: a layer's activations are recomputed for its gradient.

Transformers' own switch requires training mode, where dropout would make the two passes of a SARE
step compute different functions. Here the model stays in evaluation mode.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator, Sequence
from typing import Any

from torch import nn
from torch.utils.checkpoint import checkpoint

from sare_engine.errors import ModelError
from sare_engine.models.loading import base_model
from sare_engine.models.trainable import part_prefixes


def language_layers(model: Any) -> list[nn.Module]:
    """Return the language model's transformer blocks, in order.

    Raises:
        ModelError: the model's blocks were not found.
    """
    decoder = base_model(model).get_submodule(part_prefixes(model)["language_model"])
    stacks = [list(one) for one in decoder.modules() if isinstance(one, nn.ModuleList)]
    layers = max(stacks, key=len, default=[])
    if not layers:
        raise ModelError(
            "Gradient checkpointing is not possible with this model.",
            f"No layers were found in {type(decoder).__name__}.",
            "Turn off gradient checkpointing and choose smaller batches.",
        )
    return layers


@contextlib.contextmanager
def recomputing(layers: Sequence[nn.Module]) -> Iterator[None]:
    """Within the block, forward passes keep only the inputs of these layers.

    The backward pass may come after the block. The weights must not change in between.
    """
    own = [vars(layer).get("forward") for layer in layers]
    for layer in layers:
        # Without reentrance gradients reach adapters although the embeddings are frozen.
        layer.forward = functools.partial(
            checkpoint, layer.forward, use_reentrant=False, preserve_rng_state=False
        )
    try:
        yield
    finally:
        for layer, forward in zip(layers, own, strict=True):
            del layer.forward
            if forward is not None:
                layer.forward = forward
