"""The memory of a device: who uses it, when it ran out, and how it is freed."""

from __future__ import annotations

import gc
import platform
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.models.system_memory import system_memory

SPREAD = "spread"
"""All NVIDIA GPUs together, as a name of a device."""

_collector: list[Callable[[], object]] = [gc.collect]
"""One callable: how garbage is collected in this process."""


def may_have_gpu() -> bool:
    """Whether this computer may have a GPU that PyTorch can use; PyTorch is not imported."""
    if sys.platform == "darwin":
        return platform.machine() == "arm64"
    if sys.platform == "win32":
        return shutil.which("nvidia-smi") is not None
    # The driver's own device, or that of Windows in WSL.
    return any(Path(name).exists() for name in ("/dev/nvidiactl", "/dev/dxg"))


def free_memory(device: Any) -> int | None:
    """Return the bytes free on a device ("cpu", "cuda" or a `torch.device`), or None if unknown.

    For the CPU it is what the system, or this process's cgroup, can give without swapping.
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
    return system_memory().free


@dataclass(frozen=True)
class MemoryUse:
    """Who uses the memory of a device, in bytes.

    Attributes:
        device: whose memory it is: "cpu", "cuda" or "mps".
        total: all of it.
        ours: what this process takes of it.
        others: what everything else takes.
        free: what is still available.
    """

    device: str
    total: int
    ours: int
    others: int
    free: int


def memory_use(device: str = "auto") -> MemoryUse:
    """Return who uses the memory of a device: "auto", "cpu", "cuda", "cuda:1", "mps" or "spread".

    Takes microseconds and never imports torch, so that a window may ask several times a second.
    As long as nothing else has imported torch, and where the device is absent, the answer is for
    the computer's own memory.
    """
    kind = device.split(":", maxsplit=1)[0]
    if device == SPREAD and (gpus := gpu_memories()):
        amounts = zip(*((one.total, one.ours, one.others, one.free) for one in gpus), strict=True)
        return MemoryUse("cuda", *map(sum, amounts))
    torch = sys.modules.get("torch")
    if torch is not None and kind != "cpu":
        try:
            if kind in ("auto", "cuda", SPREAD) and _index(device) < _gpus(torch):
                return _cuda_use(torch, None if ":" not in device else device)
            if kind in ("auto", "mps", SPREAD) and torch.backends.mps.is_available():
                return _mps_use(torch)
        except AttributeError:
            pass  # Another thread is still importing it.
    return _system_use()


def gpu_memories() -> list[MemoryUse]:
    """Return who uses the memory of each NVIDIA GPU; [] as long as nothing has imported torch."""
    torch = sys.modules.get("torch")
    try:
        count = 0 if torch is None else _gpus(torch)
    except AttributeError:
        return []  # Another thread is still importing it.
    return [_cuda_use(torch, f"cuda:{number}") for number in range(count)]


def _gpus(torch: Any) -> int:
    return int(torch.cuda.device_count()) if torch.cuda.is_available() else 0


def _index(device: str) -> int:
    number = device.partition(":")[2]
    return int(number) if number.isdecimal() else 0


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

    system = system_memory()
    ours = int(psutil.Process().memory_info().rss)
    others = max(0, system.total - system.free - ours)
    return MemoryUse("cpu", system.total, ours, others, system.free)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an exception says that memory ran out, on any device."""
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return True
    text = str(error).lower()
    return isinstance(error, RuntimeError) and (
        "out of memory" in text or "can't allocate memory" in text
    )


def collect_with(collect: Callable[[], object]) -> None:
    """Set how `release_memory` collects garbage; the default is `gc.collect`.

    For a program with objects, such as widgets, that must not be destroyed in the thread that
    computes.
    """
    _collector[:] = [collect]


def release_memory() -> None:
    """Collect garbage and return cached device memory to the system."""
    _collector[0]()
    torch = sys.modules.get("torch")
    if torch is None:
        return
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    if torch.backends.mps.is_available():
        torch.mps.empty_cache()
