"""The one model that is kept in memory between jobs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sare_engine.config import ModelConfig
from sare_engine.control import Control
from sare_engine.events import Event, Finished, Notice, PhaseStarted
from sare_engine.jobs.runner import job
from sare_engine.models.device_memory import SPREAD, memory_use, release_memory

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel


class ModelSlot:
    """Holds at most one loaded model; used only by the thread that computes.

    Example:
        slot = ModelSlot()
        for event in slot.load(ModelConfig(model=folder)):
            ...
        for event in probe(config, model=slot.model):
            ...
    """

    def __init__(self) -> None:
        self._loaded: LoadedModel | None = None

    @property
    def model(self) -> LoadedModel | None:
        """The loaded model, or None; also None after a job that had to unload it."""
        if self._loaded is not None and not self._loaded.loaded:
            self._loaded = None
        return self._loaded

    def load(self, config: ModelConfig, control: Control | None = None) -> Iterator[Event]:
        """Yield the events of loading a model; the previous model is unloaded first.

        `Finished.result` is that of `inspect` for the folder, with `device`, `layers` (of a spread
        model, how many are on each GPU), `dtype`, `bytes_in_memory`, `fingerprint`, `adapter`
        (folder or None), `adapter_tensors` (how many of its tensors were loaded) and `seconds`.
        """
        return job(self._load)(config, control or Control())

    def unload(self) -> Iterator[Event]:
        """Yield the events of unloading the model.

        `Finished.result` is `{"freed_bytes": …}`, 0 if there was no model.
        """
        if self.model is not None:
            yield PhaseStarted("unload", "Unloading the model")
        yield Finished("done", {"freed_bytes": self.free()})

    def free(self) -> int:
        """Unload the model at once and return the number of bytes freed on its device."""
        loaded = self.model
        self._loaded = None
        if loaded is None:
            return 0
        device = SPREAD if loaded.layers else str(loaded.device)
        before = memory_use(device).ours
        loaded.unload()
        release_memory()
        return max(0, before - memory_use(device).ours)

    def _load(self, config: ModelConfig, control: Control) -> Iterator[Event]:
        started = time.monotonic()
        if self.model is not None:
            yield PhaseStarted("unload", "Unloading the previous model")
            self.free()
        # Importing the libraries takes seconds.
        yield PhaseStarted("load", f"Loading {config.model.name or config.model}")
        control.poll()
        from sare_engine.models.loading import loading

        self._loaded = yield from loading(config, control)
        yield from (Notice("info", text) for text in self._loaded.summary.notices)
        yield Finished("done", _facts(self._loaded, time.monotonic() - started))


def _facts(loaded: LoadedModel, seconds: float) -> dict[str, Any]:
    return {
        **loaded.summary.to_dict(),
        "device": str(loaded.device),
        "layers": {str(device): count for device, count in loaded.layers.items()},
        "dtype": str(loaded.dtype).removeprefix("torch."),
        "bytes_in_memory": sum(
            one.numel() * one.element_size() for one in loaded.model.parameters()
        ),
        "fingerprint": loaded.fingerprint,
        "adapter": str(loaded.adapter) if loaded.adapter else None,
        "adapter_tensors": loaded.adapter_tensors,
        "seconds": seconds,
    }
