"""Time and memory of a device: CUDA's own counters, or a count of tensors on the CPU."""

from __future__ import annotations

import contextlib
import gc
import platform
import statistics
import time
from collections.abc import Iterator, Sequence

import torch

from tests.benchmarks.allocation import PeakBytes


class MemoryUsed:
    """What a block took.

    Attributes:
        peaks: of each device, most bytes of tensors at once beyond those that were there at the
            start.
    """

    def __init__(self) -> None:
        self.peaks: dict[torch.device, int] = {}

    @property
    def peak(self) -> int:
        """The peaks of all devices together."""
        return sum(self.peaks.values())


class _LimitedBytes(PeakBytes):
    """A memory of so many bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def _add(self, storage: torch.UntypedStorage) -> None:
        super()._add(storage)
        if self.live > self._limit:
            raise torch.OutOfMemoryError(f"out of memory: {self._limit} bytes are all there is")


class Meter:
    """Measures a device.

    Args:
        device: "cuda" or "cpu".
    """

    def __init__(self, device: str) -> None:
        self.cuda = device == "cuda"
        # Some of CUDA's functions want to know which one.
        self.device = torch.device(f"cuda:{torch.cuda.current_device()}" if self.cuda else device)

    @property
    def name(self) -> str:
        """What the device is called."""
        if self.cuda:
            return torch.cuda.get_device_name(self.device)
        return platform.processor() or platform.machine()

    def wait(self) -> None:
        """Return once the device has done what it was given to do."""
        if self.cuda:
            torch.cuda.synchronize(self.device)

    def matmul_rate(self, size: int, dtype: torch.dtype = torch.bfloat16) -> float:
        """Return the floating-point operations per second of a product of square matrices."""
        one = torch.randn(size, size, device=self.device).to(dtype)
        seconds = []
        for number in range(13):
            self.wait()
            started = time.perf_counter()
            one @ one
            self.wait()
            if number >= 3:
                seconds.append(time.perf_counter() - started)
        return float(2 * size**3 / statistics.median(seconds))

    def held(self, device: torch.device | None = None) -> int:
        """Return the bytes of the tensors that are there now, on one device."""
        gc.collect()
        if self.cuda:
            self.wait()
            return torch.cuda.memory_allocated(device or self.device)
        tensors = [one for one in gc.get_objects() if issubclass(type(one), torch.Tensor)]
        storages = (one.untyped_storage() for one in tensors if one.device.type == "cpu")
        return sum({one.data_ptr(): one.nbytes() for one in storages}.values())

    @contextlib.contextmanager
    def watching(self, devices: Sequence[torch.device] = ()) -> Iterator[MemoryUsed]:
        """Measure what the block takes on these devices, or on the meter's."""
        used = MemoryUsed()
        if not self.cuda:
            with PeakBytes() as counted:
                yield used
            used.peaks[self.device] = counted.peak
            return
        watched = devices or [self.device]
        before = {one: self.held(one) for one in watched}
        torch.cuda.empty_cache()
        for one in watched:
            torch.cuda.reset_peak_memory_stats(one)
        yield used
        self.wait()
        for one, held in before.items():
            used.peaks[one] = torch.cuda.max_memory_allocated(one) - held

    @contextlib.contextmanager
    def limited(self, more: int) -> Iterator[None]:
        """Let the block take so many bytes more than are taken now, and run out beyond them."""
        if not self.cuda:
            with _LimitedBytes(more):
                yield
            return
        # What is cached would be handed out without asking for more.
        torch.cuda.empty_cache()
        total = torch.cuda.get_device_properties(self.device).total_memory
        share = (torch.cuda.memory_reserved(self.device) + more) / total
        torch.cuda.set_per_process_memory_fraction(min(1.0, share), self.device)
        try:
            yield
        finally:
            torch.cuda.set_per_process_memory_fraction(1.0, self.device)
            torch.cuda.empty_cache()
