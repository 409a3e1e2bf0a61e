"""Give a job the settings with which it fits into the memory that is free."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sare_engine.config import (
    CompareConfig,
    ComputeConfig,
    EraseConfig,
    ModelConfig,
    ProbeConfig,
    RelearnConfig,
)
from sare_engine.errors import DeviceError, ModelError
from sare_engine.events import Event, Notice
from sare_engine.jobs.killed import note_kills, warn_of_killed
from sare_engine.jobs.memory_needs import captioned_beside, weights_folder
from sare_engine.jobs.memory_plan import HELD, PLANNED, Room, plan_jobs, room_of
from sare_engine.jobs.planned_jobs import PlannedConfig
from sare_engine.models.device_memory import memory_use
from sare_engine.models.fit import Plan
from sare_engine.models.memory import held_as
from sare_engine.models.shapes import model_shape
from sare_engine.workspace.runs import RunFolder

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel

PLAN = "plan"
"""What a run's environment calls the plan that it was begun with."""

FittedT = TypeVar("FittedT", ProbeConfig, EraseConfig, RelearnConfig, CompareConfig)


@dataclass(frozen=True)
class Fitted:
    """What a job was planned to take; `plan` is None where the user wants none."""

    plan: Plan | None

    def recorded(self, run: RunFolder) -> Iterator[Event]:
        """Write the plan into a run's environment, and what tells later how its process ended.

        Part of the run's work, whose failures, such as a full disk, end the run.
        """
        note_kills(run)
        if self.plan is not None:
            run.update_environment({PLAN: self.plan.to_dict()})
        yield from ()


def fitted(
    config: FittedT,
    *,
    given: Collection[str] = (),
    model: LoadedModel | None = None,
    images: int = 0,
    resumed: RunFolder | None = None,
    jobs: Sequence[PlannedConfig] = (),
    workers: int = 1,
) -> Generator[Event, None, tuple[FittedT, Fitted]]:
    """Yield what was planned, if that is worth a word; return the settings to use, and the plan.

    Args:
        config: the settings as they were given.
        given: settings that were stated although they have their default value.
        model: a loaded model that the job uses as it is.
        images: number of images whose vision features are kept in the computer's memory.
        resumed: the run that is resumed: what decides its outcome stays.
        jobs: settings of all jobs that must fit, where `config` only leads them.
        workers: how many processes do such a job at the same time.

    Raises:
        DeviceError: the device is absent, or on the CPU, where the kernel would kill the process,
            nothing fits.
    """
    if not isinstance(config, ProbeConfig | CompareConfig):
        yield from warn_of_killed(config.project, resumed)
    if not config.planned:
        return config, Fitted(None)
    if isinstance(config, ProbeConfig) and config.model is None and model is None:
        return config, Fitted(None)  # A server writes the captions, and no model checks them.
    try:
        shape = model_shape(model.folder if model else weights_folder(config))
    except (ModelError, OSError):
        return config, Fitted(None)  # Loading reports what is wrong with the folder.
    room = _room(config, model, workers)
    planned: list[PlannedConfig] = list(jobs) if isinstance(config, CompareConfig) else [config]
    fixed, replanned = set(given), set()
    if model is not None:
        dtype = str(model.dtype).removeprefix("torch.")
        planned = [
            dataclasses.replace(one, dtype=dtype, quantisation=model.quantisation)
            for one in planned
        ]
        fixed.update(HELD)
    elif resumed is not None:
        fixed.update(HELD)
        replanned = set(_planned_before(resumed)) - set(given) - set(HELD)
    plan = plan_jobs(planned, shape, room, fixed, images, replanned=replanned)
    values = {
        name: value
        for name, value in plan.settings.items()
        if (name in plan.changes or name in replanned) and name not in (HELD if model else ())
    }
    if plan.fits:
        if plan.changes:
            yield Notice("info", f"Planned to fit into memory. {plan.why}")
        return dataclasses.replace(config, **values), Fitted(plan)
    fix = "Close other programs, or use a smaller model or a device with more memory. With "
    fix += "--fit off it is tried all the same."
    if room.device == "cpu" and plan.bytes > room.memory:
        # Beyond that the kernel kills the process, and with it what was not saved.
        raise DeviceError("It does not fit into memory.", plan.why, fix)
    yield Notice("warning", f"It may not fit into memory. {plan.why}", fix)
    return dataclasses.replace(config, **values), Fitted(plan)


def as_fitted(described: ModelConfig, config: ComputeConfig) -> ModelConfig:
    """Return how a model is held, in the formats that were planned for a job."""
    dtype = described.dtype if config.dtype == "auto" else config.dtype
    return dataclasses.replace(described, dtype=dtype, quantisation=config.quantisation)


def captions_at_once(config: EraseConfig | RelearnConfig, loaded: LoadedModel, usual: int) -> int:
    """Return how many held-out images to caption at once beside a model that is trained."""
    if not config.planned:
        return usual
    shape = held_as(
        model_shape(loaded.folder),
        str(loaded.dtype).removeprefix("torch."),
        loaded.device.type,
    )
    return captioned_beside(shape, config, _room(config, loaded).memory, usual)


def _room(config: Any, model: LoadedModel | None, workers: int = 1) -> Room:
    """Return the memory that a job can have, with that of its model if it is loaded already."""
    if model is None and config.spread:
        from sare_engine.models.spreading import spread_devices

        spread_devices(config.device)
        return room_of(config)
    if model is None:
        from sare_engine.models.loading import resolve_device

        device = str(resolve_device(config.device))
        use = memory_use(device)
        # Each worker has a GPU of its own, but they share the computer's memory.
        return Room(use.device, use.free // (workers if use.device == "cpu" else 1))
    weights = list(model.model.parameters())

    def available(device: Any) -> int:
        held: int = sum(one.nbytes for one in weights if one.device == device)
        return memory_use(str(device)).free + held

    if model.layers:
        gpus = tuple(map(available, model.devices))
        return Room("cuda", sum(gpus), gpus=gpus, layers=tuple(model.layers.values()))
    held = sum(one.numel() * one.element_size() for one in weights)
    use = memory_use(str(model.device))
    return Room(use.device, use.free + held)


def _planned_before(run: RunFolder) -> Collection[str]:
    """Return the settings that a run's own plan chose."""
    stored = run.environment.get(PLAN)
    changes = stored.get("changes") if isinstance(stored, dict) else None
    return [name for name in changes if name in PLANNED] if isinstance(changes, dict) else []
