"""Whether a pass of a training step has room in the computer's memory, asked before it begins.

On a GPU a pass that does not fit raises an error, and is tried again with fewer captions. On the
CPU the kernel kills the process, and everything since the last checkpoint is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import psutil

from sare_engine.config.erase import TrainableConfig
from sare_engine.erasure.batches import EncodedExample
from sare_engine.models.device_memory import free_memory
from sare_engine.models.loading import LoadedModel
from sare_engine.models.memory import estimate_pass_bytes, held_as
from sare_engine.models.shapes import model_shape
from sare_engine.models.trainable import trainable_parameters

Lacking = Callable[[int], int]
"""Returns how many bytes a pass over so many captions lacks, 0 if there is room."""

_STATES = 3
"""Gradient and two moments of AdamW, which the first step adds to each trained weight."""

BESIDE = 300_000_000
"""What a first pass takes beside its tensors: buffers of kernels, what libraries load only then,
and what the allocator can't use again. Without this room the kernel killed in small groups."""


def pass_room(
    loaded: LoadedModel, examples: Iterable[EncodedExample], config: TrainableConfig
) -> Lacking | None:
    """Return what tells how much memory a pass lacks; None where the device says so itself.

    Memory that earlier steps left with the process is used again, and counts as free.

    Args:
        loaded: the model, with its trained weights.
        examples: the captions that are trained on.
        config: what is trained, and how.
    """
    if loaded.device.type != "cpu" or not loaded.folder.is_dir():
        return None
    longest = max((one.needed for one in examples), default=1)
    dtype = str(loaded.dtype).removeprefix("torch.")
    shape = held_as(model_shape(loaded.folder), dtype, loaded.device.type)
    parameters = trainable_parameters(loaded.model).values()
    states = _STATES * sum(one.numel() * one.element_size() for one in parameters)
    full = not hasattr(loaded.model, "peft_config")
    process = psutil.Process()
    at_first = process.memory_info().rss

    def lacking(size: int) -> int:
        # A caption's own tokens include those of its image.
        needed = (
            BESIDE
            + states
            + estimate_pass_bytes(
                shape,
                rank=None if full else config.lora_rank,
                batch=size,
                text_tokens=longest - shape.image_tokens,
                target_tokens=min(64, longest),
                checkpointing=config.gradient_checkpointing,
                parts=config.parts,
            )
        )
        kept = max(0, process.memory_info().rss - at_first)
        free = free_memory("cpu")
        return 0 if free is None else max(0, needed - free - kept)

    return lacking
