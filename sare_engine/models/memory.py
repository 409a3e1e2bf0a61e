"""Estimate and free memory.

The estimates are upper-side figures for a go/no-go light, not a profiler: every term is one line
below, and the activation terms use round constants of a Llama-like block.
"""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TRAINED_BYTES = 4
"""Trained weights, gradients and optimiser state are float32."""


@dataclass(frozen=True)
class ModelShape:
    """The sizes that memory depends on.

    Attributes:
        parameters: number of weights in all parts.
        bytes_per_weight: bytes of one frozen weight as it is held in memory.
        layers: transformer blocks of the language model.
        hidden: width of the language model.
        intermediate: width of its feed-forward layers.
        key_value_width: width of one layer's keys (heads for keys times head size).
        vocabulary: number of tokens known.
        image_tokens: tokens that one image takes in the prompt.
        adapter_units: sum of (inputs + outputs) over the linear layers a LoRA adapter goes on; an
            adapter of rank r has r times as many weights.
        language_parameters: weights of the language model alone.
    """

    parameters: int
    bytes_per_weight: int
    layers: int
    hidden: int
    intermediate: int
    key_value_width: int
    vocabulary: int
    image_tokens: int
    adapter_units: int
    language_parameters: int


def estimate_probe_bytes(shape: ModelShape, *, batch: int = 16, text_tokens: int = 192) -> int:
    """Return the bytes needed to caption `batch` images at once.

    weights + key/value cache of all layers + one layer's activations while the prompt is read
    (4 hidden-wide and 3 feed-forward-wide tensors) + the logits of one position.
    """
    tokens = shape.image_tokens + text_tokens
    weights = shape.parameters * shape.bytes_per_weight
    cache = 2 * shape.layers * shape.key_value_width * tokens * batch * shape.bytes_per_weight
    layer = batch * tokens * (4 * shape.hidden + 3 * shape.intermediate) * shape.bytes_per_weight
    logits = 2 * batch * shape.vocabulary * 4
    return weights + cache + layer + logits


def estimate_erase_bytes(
    shape: ModelShape,
    *,
    rank: int | None = 16,
    batch: int = 16,
    text_tokens: int = 192,
    target_tokens: int = 64,
) -> int:
    """Return the bytes needed for one Targeted-SAM step on `batch` captions.

    weights + trained weights in float32 five times over (themselves, gradient, two moments of
    AdamW, the copy kept while the weights are perturbed) + a gradient of the negatives kept apart
    + activations of all layers (tokens x layers x batch; 10 hidden-wide and 4 feed-forward-wide
    tensors kept for the backward pass) + logits and their gradient at the target tokens.

    Args:
        shape: sizes of the model.
        rank: LoRA rank, or None for training all weights of the language model.
        batch: captions in one forward pass.
        text_tokens: tokens of prompt and caption.
        target_tokens: tokens per caption at which logits are computed.
    """
    tokens = shape.image_tokens + text_tokens
    if rank is None:
        trained = shape.language_parameters
        frozen = shape.parameters - trained
    else:
        trained = rank * shape.adapter_units
        frozen = shape.parameters
    states = 6 * trained * _TRAINED_BYTES
    per_token = 10 * shape.hidden + 4 * shape.intermediate
    activations = shape.layers * batch * tokens * per_token * shape.bytes_per_weight
    logits = 3 * batch * target_tokens * shape.vocabulary * 4
    return frozen * shape.bytes_per_weight + states + activations + logits


def free_memory(device: Any) -> int | None:
    """Return the bytes free on a device ("cpu", "cuda" or a `torch.device`), or None if unknown.

    For the CPU it is what the system can hand out without swapping.
    """
    kind = getattr(device, "type", str(device)).split(":")[0]
    if kind == "cuda":
        import torch

        if not torch.cuda.is_available():
            return None
        free, _ = torch.cuda.mem_get_info(None if device == "cuda" else device)
        return int(free)
    if kind == "mps":
        import torch

        if not torch.backends.mps.is_available():
            return None
        limit = torch.mps.recommended_max_memory()
        return int(limit - torch.mps.driver_allocated_memory())
    return _free_system_memory()


@dataclass(frozen=True)
class MemoryUse:
    """Who uses the memory of a device, in bytes.

    Attributes:
        device: whose memory it is: "cpu", "cuda" or "mps".
        total: all of it.
        ours: what this process takes of it.
        others: what everything else takes.
        free: what can still be had.
    """

    device: str
    total: int
    ours: int
    others: int
    free: int


def memory_use(device: str = "auto") -> MemoryUse:
    """Return who uses the memory of a device ("auto", "cpu", "cuda", "cuda:1", "mps").

    Takes microseconds and never imports torch, so that a window may ask several times a second.
    Before something else has imported it, and where the device is absent, the answer is about
    the computer's own memory.
    """
    kind = device.split(":", maxsplit=1)[0]
    torch = sys.modules.get("torch")
    if torch is not None and kind != "cpu":
        try:
            if kind in ("auto", "cuda") and torch.cuda.is_available():
                return _cuda_use(torch, None if ":" not in device else device)
            if kind in ("auto", "mps") and torch.backends.mps.is_available():
                return _mps_use(torch)
        except AttributeError:
            pass  # Another thread is still importing it.
    return _system_use()


def _cuda_use(torch: Any, device: str | None) -> MemoryUse:
    free, total = torch.cuda.mem_get_info(device)
    ours = torch.cuda.memory_reserved(device) if torch.cuda.is_initialized() else 0
    return MemoryUse("cuda", total, ours, max(0, total - free - ours), free)


def _mps_use(torch: Any) -> MemoryUse:
    total = int(torch.mps.recommended_max_memory())
    ours = int(torch.mps.driver_allocated_memory())
    return MemoryUse("mps", total, ours, 0, max(0, total - ours))


def _system_use() -> MemoryUse:
    import psutil

    system = psutil.virtual_memory()
    ours = int(psutil.Process().memory_info().rss)
    free = int(system.available)
    return MemoryUse("cpu", int(system.total), ours, max(0, int(system.total) - free - ours), free)


def _free_system_memory() -> int | None:
    if sys.platform == "win32":
        import ctypes

        class Status(ctypes.Structure):
            _fields_ = (
                ("length", ctypes.c_ulong),
                ("load", ctypes.c_ulong),
                ("total", ctypes.c_ulonglong),
                ("available", ctypes.c_ulonglong),
                ("rest", ctypes.c_ulonglong * 5),
            )

        status = Status(length=ctypes.sizeof(Status))
        if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
            return None
        return int(status.available)
    try:
        with Path("/proc/meminfo").open(encoding="ascii") as file:
            for line in file:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return None


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an exception says that memory ran out, on whatever device."""
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return True
    text = str(error).lower()
    return isinstance(error, RuntimeError) and (
        "out of memory" in text or "can't allocate memory" in text
    )


def release() -> None:
    """Collect garbage and hand cached device memory back to the system."""
    gc.collect()
    torch = sys.modules.get("torch")
    if torch is None:
        return
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    if torch.backends.mps.is_available():
        torch.mps.empty_cache()
