"""Which settings let a job fit into a device's memory, and what they cost; no model is loaded."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.config import (
    ComputeConfig,
    EraseConfig,
    ModelConfig,
    ProbeConfig,
    RelearnConfig,
)
from sare_engine.erasure.ascents import ASCENTS
from sare_engine.jobs.memory_needs import weights_folder
from sare_engine.jobs.planned_jobs import PlannedConfig, PlannedJob, planned_job
from sare_engine.models.device_memory import MemoryUse, gpu_memories, memory_use
from sare_engine.models.fit import (
    Choices,
    Plan,
    Share,
    Way,
    best_way,
    costs_in_words,
    fit_in_words,
    halves,
    slowdown_of,
)
from sare_engine.models.held_bits import held_bits_problem
from sare_engine.models.inspection import inspect_model
from sare_engine.models.memory import (
    FEATURE_CACHE_BYTES,
    ModelShape,
    estimate_feature_bytes,
    held_as,
)
from sare_engine.models.placement import share_of, spread_layers
from sare_engine.models.shapes import model_shape
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.settings import settings_of
from sare_engine.tuned import RECOMMENDED

HELD = ("dtype", "quantisation")
"""Settings of how a model is held, which affect the outcome."""

PLANNED = (*HELD, "gradient_checkpointing", "microbatch", "batch_size")
"""Settings that a plan chooses."""

_QUANTISATIONS = ("none", "8bit", "4bit")
_HALF = "bfloat16"


@dataclass(frozen=True)
class Room:
    """The memory that a plan is made for.

    Attributes:
        device: "cpu", "cuda" or "mps".
        memory: bytes that the job can have.
        here: whether it is a device of this computer, so that what is installed counts.
        gpus: bytes that it can have on each GPU, over which the model's layers are spread; empty
            where it is on one device.
        layers: how many of them each GPU holds, if the model is loaded already.
    """

    device: str
    memory: int
    here: bool = True
    gpus: tuple[int, ...] = ()
    layers: tuple[int, ...] = ()


def memory_plan(
    config: PlannedConfig,
    *,
    memory: int | Sequence[int] | None = None,
    measured: MemoryUse | None = None,
    freed: int = 0,
    given: Collection[str] = (),
    images: int = 0,
) -> dict[str, Any]:
    """Plan the settings with which a job fits into memory, without loading a model.

    Settings of memory that are left at their defaults are chosen; those given stay. Ways that
    leave the result as it is come first, and of these the one that costs least time.

    Args:
        config: settings of a test, an erasure or an attack; a `ModelConfig` stands for a test.
        memory: bytes of the device's memory, which need not be here, or of each of several GPUs
            over which the model is spread; None takes what is free on the device now. A GPU is
            known only once PyTorch is imported.
        measured: what `memory_use` returned for the device, if it was asked already.
        freed: bytes that become free before the job begins, such as those of a loaded model.
        given: settings that were stated although they have their default value.
        images: number of images whose vision features are kept in the computer's memory.

    Returns:
        `settings` of memory as planned, `changes` among them from what would be used otherwise,
        `bytes` that the job takes, `memory` and `device` planned for, whether it `fits`, `why`
        (the plan and its cost in sentences), and in `would_fit` what else would fit if it does
        not. Where the model is spread, `devices` has what each GPU takes: `device`, `layers`,
        `bytes` and `memory`.

    Raises:
        EngineError: the settings are wrong, or the model's folder is missing, not a model, or
            damaged.
    """
    config.validate()
    folder = weights_folder(config)
    inspect_model(folder)  # It says in words what is wrong with a folder.
    return plan_jobs(
        [config],
        model_shape(folder),
        room_of(config, memory, measured, freed),
        given,
        images,
    ).to_dict()


def loading_plan(
    config: ModelConfig, *, measured: MemoryUse | None = None, freed: int = 0
) -> dict[str, Any]:
    """Plan how to hold a model so that the recommended erasure fits, or else testing.

    Args:
        config: the model; number format and quantisation are planned if they are the defaults.
        measured: as for `memory_plan`.
        freed: as for `memory_plan`.

    Returns:
        `settings` to load it with, `changes` among them from those of `config`, and in `probe` and
        `erase` what `memory_plan` returns for a test and for the recommended erasure of the model
        held so.

    Raises:
        EngineError: as `memory_plan` does.
    """
    erasure = recommended_erasure(config)
    config.validate()
    folder = weights_folder(config)
    inspect_model(folder)  # It says in words what is wrong with a folder.
    shape, room = model_shape(folder), room_of(config, None, measured, freed)
    erasing = plan_jobs([erasure], shape, room).to_dict()
    testing = plan_jobs([config], shape, room).to_dict()
    decisive = testing if testing["fits"] and not erasing["fits"] else erasing
    settings = {name: decisive["settings"][name] for name in HELD}
    if decisive is erasing:
        held = dataclasses.replace(config, **settings)
        testing = plan_jobs([held], shape, room, HELD).to_dict()
    changes = {name: value for name, value in settings.items() if value != getattr(config, name)}
    return {"settings": settings, "changes": changes, "probe": testing, "erase": erasing}


def recommended_erasure(config: ModelConfig) -> EraseConfig:
    """Return the recommended form of erasing, for a model held so."""
    return EraseConfig(
        project=Path(),
        model=config.model,
        device=config.device,
        placement=config.placement,
        dtype=config.dtype,
        quantisation=config.quantisation,
        **RECOMMENDED,
    )


def room_of(
    config: ComputeConfig,
    memory: int | Sequence[int] | None = None,
    measured: MemoryUse | None = None,
    freed: int = 0,
) -> Room:
    """Return the memory of a device: what is given, or what is free on it now and then freed.

    Of a model that is spread, it is the memory of all GPUs.
    """
    if memory is not None and not isinstance(memory, int):
        return Room("cuda", sum(memory), here=False, gpus=tuple(memory))
    if memory is not None:
        kind = config.device.partition(":")[0]
        if kind == "auto":
            # Whoever states a memory means a GPU, of this computer or another.
            found = memory_use("auto").device
            kind = "cuda" if found == "cpu" else found
        return Room(kind, memory, here=False)
    if config.spread and (gpus := gpu_memories()):
        ours = max(1, sum(one.ours for one in gpus))
        free = tuple(one.free + freed * one.ours // ours for one in gpus)
        return Room("cuda", sum(free), gpus=free)
    use = measured or memory_use(config.device)
    return Room(use.device, use.free + freed)


def plan_jobs(
    configs: Sequence[PlannedConfig],
    shape: ModelShape,
    room: Room,
    fixed: Collection[str] = (),
    images: int = 0,
    *,
    replanned: Collection[str] = (),
) -> Plan:
    """Return the settings with which all of these jobs fit, one after another.

    Args:
        configs: their settings, which agree in what a plan chooses.
        shape: sizes of the model on disk.
        room: the device's memory.
        fixed: settings that stay although they have their default value.
        images: number of images whose vision features are kept in the computer's memory.
        replanned: settings that may change although they differ from their default.
    """
    pinned = frozenset(fixed)
    plan = _planned(configs, shape, room, pinned, images, frozenset(replanned))
    if plan.fits:
        return plan
    would_fit = _what_would_fit(configs, shape, room, pinned, images)
    whole = dict.fromkeys(planned_job(one).whole for one in configs)
    why = " ".join(filter(None, [plan.why, *whole, would_fit or _NOTHING_FITS]))
    return dataclasses.replace(plan, why=why, would_fit=would_fit)


def _planned(
    configs: Sequence[PlannedConfig],
    shape: ModelShape,
    room: Room,
    fixed: frozenset[str] = frozenset(),
    images: int = 0,
    replanned: frozenset[str] = frozenset(),
) -> Plan:
    """Return the plan for these jobs as they are, without looking for another form."""
    jobs = [planned_job(one) for one in configs]
    features = images if room.device == "cpu" else 0
    choices = _choices(jobs, room, fixed, replanned)
    usual = choices.usual
    slowdown = slowdown_of(held_as(shape, "auto", room.device), room.device, usual)

    def shares(way: Way) -> list[Share]:
        held = held_as(shape, way.dtype, room.device)
        kept = estimate_feature_bytes(held, features, FEATURE_CACHE_BYTES)

        def needed(part: ModelShape) -> int:
            return max(one.needed(part, one.with_way(way)) for one in jobs)

        if not room.gpus:
            return [Share(room.device, shape.layers, kept + needed(held), room.memory)]
        counts = room.layers or spread_layers(held, room.gpus, way.quantisation)
        return [
            Share(
                f"{room.device}:{number}",
                count,
                needed(share_of(held, count, home=number == 0)) if count or not number else 0,
                memory,
            )
            for number, (count, memory) in enumerate(zip(counts, room.gpus, strict=True))
        ]

    way, taken = best_way(choices, shares, slowdown)
    fits = all(one.fits for one in taken)
    before, settings = _settings(jobs, usual), _settings(jobs, way)
    words = list(costs_in_words(way, choices, slowdown))
    if fits and not words:
        words.append("Nothing needs to change.")
    if not room.here and held_bits_problem(way.quantisation, "auto", "cuda")[0]:
        words.append("That needs the Python library bitsandbytes (pip install bitsandbytes).")
    return Plan(
        settings=settings,
        changes={name: value for name, value in settings.items() if value != before[name]},
        bytes=sum(one.bytes for one in taken),
        memory=room.memory,
        device=room.device,
        fits=fits,
        why=" ".join([fit_in_words(taken), *words]),
        shares=taken if room.gpus else (),
    )


def _choices(
    jobs: Sequence[PlannedJob], room: Room, fixed: frozenset[str], replanned: frozenset[str]
) -> Choices:
    first = jobs[0].config
    usual = {one: _defaults(one) for one in dict.fromkeys(type(one.config) for one in jobs)}

    def open_(name: str) -> bool:
        """Whether a setting may be chosen in all of the jobs that have it."""
        return name not in fixed and all(
            name in replanned or getattr(one.config, name) == usual[type(one.config)][name]
            for one in jobs
            if hasattr(one.config, name)
        )

    dtypes, quantisations = [first.dtype], [first.quantisation]
    if open_("dtype") and room.device != "mps":
        dtypes.append(_HALF)
    if open_("quantisation") and not any(one.whole for one in jobs):
        quantisations = [one for one in _QUANTISATIONS if one == "none" or _works(one, room)]
    recomputing = any(getattr(one.config, "gradient_checkpointing", False) for one in jobs)
    checkpointing = [recomputing]
    if open_("gradient_checkpointing") and any(one.recomputes for one in jobs):
        checkpointing = [False, True]
    captions = max(one.captions for one in jobs)
    sizes: Sequence[int] = (captions,)
    if any(one.size and open_(one.size) for one in jobs):
        largest = max(one.largest for one in jobs) if "microbatch" in replanned else captions
        sizes = halves(largest)
    return Choices(dtypes, quantisations, checkpointing, sizes, unit=jobs[0].unit)


def _works(quantisation: str, room: Room) -> bool:
    """Whether weights can be held so; on a device elsewhere, if it is of the right kind."""
    why, _ = held_bits_problem(quantisation, "auto", room.device, elsewhere=not room.here)
    return not why


def _defaults(config_type: type) -> dict[str, Any]:
    """Return the defaults of the settings of memory that a job has."""
    return {one.name: one.default for one in settings_of(config_type) if one.name in PLANNED}


def _settings(jobs: Sequence[PlannedJob], way: Way) -> dict[str, Any]:
    settings: dict[str, Any] = {"dtype": way.dtype, "quantisation": way.quantisation}
    if any(one.recomputes for one in jobs):
        settings["gradient_checkpointing"] = way.checkpointing
    settings.update({one.size: way.size for one in jobs if one.size})
    return settings


_NOTHING_FITS = (
    "No other settings or form would fit: choose a smaller model, or a device with more memory."
)


def _what_would_fit(
    configs: Sequence[PlannedConfig],
    shape: ModelShape,
    room: Room,
    fixed: frozenset[str],
    images: int,
) -> str:
    """Return in a sentence what would fit: other settings of memory, or another form."""
    gpus = tuple(one.free for one in gpu_memories()) if room.here and not room.gpus else ()
    if room.device == "cuda" and len(gpus) > 1:
        spread = dataclasses.replace(room, memory=sum(gpus), gpus=gpus)
        plan = _planned(configs, shape, spread, fixed, images)
        if plan.fits:
            return f"Spread over {len(gpus)} GPUs it would fit (Placement: spread). {plan.why}"
    freed = [_without(one) for one in configs]
    if fixed & set(PLANNED) or freed != list(configs):
        plan = _planned(freed, shape, room, images=images)
        if plan.fits and plan.changes:
            labels = {one.name: one.label for one in settings_of(EraseConfig)}
            labels |= {one.name: one.label for one in settings_of(ProbeConfig)}
            words = [f"{labels[name]}: {_text(value)}" for name, value in plan.changes.items()]
            return f"With other settings it would fit ({', '.join(words)})."
    for title, others in _other_forms(freed):
        plan = _planned(others, shape, room, images=images)
        if plan.fits:
            return f"{title} would fit. {plan.why}"
    return ""


def _without(config: PlannedConfig) -> PlannedConfig:
    """Return settings with those of memory at their defaults."""
    return dataclasses.replace(config, **_defaults(type(config)))


def _other_forms(
    configs: Sequence[PlannedConfig],
) -> Iterator[tuple[str, list[PlannedConfig]]]:
    """Yield forms of the same job that may take less: title and settings."""

    def with_values(kind: type[PlannedConfig], **values: Any) -> list[PlannedConfig]:
        return [
            dataclasses.replace(one, **values) if isinstance(one, kind) else one for one in configs
        ]

    erasures = [one for one in configs if isinstance(one, EraseConfig)]
    attacks = [one for one in configs if isinstance(one, RelearnConfig)]
    if any(one.trainable != "lora" for one in erasures):
        yield "Training a LoRA adapter", with_values(EraseConfig, trainable="lora")
    if any("ascent" not in one.unused() for one in erasures):
        for ascent in ASCENTS.values():
            if not ascent.needs_full_weights:
                yield f"The ascent “{ascent.title}”", with_values(EraseConfig, ascent=ascent.key)
    if any(ATTACKS[one.attack].needs_full_weights for one in attacks):
        for attack in ATTACKS.values():
            if attack.trains and not attack.needs_full_weights and not attack.needs_adapter:
                yield f"The attack “{attack.title}”", with_values(RelearnConfig, attack=attack.key)


def _text(value: Any) -> str:
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)
