"""What a memory plan needs to know of a job: what it takes, and what can be chosen for it."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.config import (
    EraseConfig,
    GenerationConfig,
    ModelConfig,
    ProbeConfig,
    RelearnConfig,
)
from sare_engine.erasure.ascents import ASCENTS
from sare_engine.erasure.kinds import held_copies
from sare_engine.jobs.memory_needs import erasing_bytes, training_bytes
from sare_engine.models.fit import Way
from sare_engine.models.memory import ModelShape, estimate_probe_bytes
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.settings import settings_of

PlannedConfig = ModelConfig | ProbeConfig | EraseConfig | RelearnConfig
"""Settings of what can be planned; a plain `ModelConfig` stands for a test with its defaults."""


_CAPTIONED = GenerationConfig().batch_size


@dataclass(frozen=True)
class PlannedJob:
    """What a plan needs to know of a job.

    Attributes:
        config: its settings.
        size: the setting that says how much is computed at once; "" if none does.
        largest: how much that is otherwise.
        unit: of what.
        recomputes: whether it can recompute activations.
        whole: why its frozen weights cannot be held in fewer bits, in a sentence; "" if they can.
        needed: returns the bytes it takes.
    """

    config: PlannedConfig
    size: str
    largest: int
    unit: str
    recomputes: bool
    whole: str
    needed: Callable[[ModelShape, Any], int]

    @property
    def captions(self) -> int:
        """How much is computed at once by its settings."""
        asked = getattr(self.config, self.size) if self.size else 0
        return min(asked or self.largest, self.largest)

    def with_way(self, way: Way) -> PlannedConfig:
        """Return its settings with this way of computing."""
        values: dict[str, Any] = {"dtype": way.dtype, "quantisation": way.quantisation}
        if self.recomputes:
            values["gradient_checkpointing"] = way.checkpointing
        if self.size:
            values[self.size] = min(way.size, self.largest)
        return dataclasses.replace(self.config, **values)


def planned_job(config: PlannedConfig) -> PlannedJob:
    if isinstance(config, EraseConfig):
        largest = max(config.negative_batch, config.retain_batch)
        # Found once: a plan asks for the bytes of many ways.
        held = held_copies(config)
        return PlannedJob(
            config=config,
            size="microbatch",
            largest=largest,
            unit="captions",
            recomputes=True,
            whole=_whole_erasure(config),
            needed=functools.partial(erasing_bytes, held=held),
        )
    if isinstance(config, RelearnConfig):
        return _planned_attack(config)

    tested = _as_test(config)

    def testing(shape: ModelShape, one: Any) -> int:
        return estimate_probe_bytes(shape, batch=one.batch_size, quantisation=one.quantisation)

    return PlannedJob(tested, "batch_size", tested.batch_size, "images", False, "", testing)


def _as_test(config: ModelConfig | ProbeConfig) -> ProbeConfig:
    """Return the settings of a test; a plain model's with the defaults of a test."""
    if isinstance(config, ProbeConfig):
        return config
    shared = {one.name for one in settings_of(ModelConfig)}
    return ProbeConfig(project=Path(), **{name: getattr(config, name) for name in shared})


def _planned_attack(config: RelearnConfig) -> PlannedJob:
    attack = ATTACKS[config.attack]
    whole = ""
    if attack.needs_full_weights:
        whole = f"The attack “{attack.title}” changes the weights, which 8 and 4 bits do not allow."

    def attacking(shape: ModelShape, one: Any) -> int:
        if not attack.trains:
            return estimate_probe_bytes(shape, batch=_CAPTIONED, quantisation=one.quantisation)
        size = min(one.microbatch or one.batch, one.batch)
        return training_bytes(
            shape, one, size, "full" if attack.needs_full_weights else "lora", copies=0
        )

    size = "microbatch" if attack.trains else ""
    return PlannedJob(config, size, config.batch, "captions", attack.trains, whole, attacking)


def _whole_erasure(config: EraseConfig) -> str:
    if config.trainable != "lora":
        return "Training all weights needs them unrounded, in float32."
    ascent = ASCENTS[config.ascent]
    if "ascent" not in config.unused() and ascent.needs_full_weights:
        return (
            f"{ascent.title} moves the weights under the adapters and holds "
            f"{ascent.copies_under} copies of them, which 8 and 4 bits do not allow."
        )
    return ""
