"""How much memory testing and erasing take at given settings, without loading a model."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from sare_engine.config import (
    EraseConfig,
    GenerationConfig,
    ModelConfig,
    ProbeConfig,
    ProjectConfig,
    RelearnConfig,
)
from sare_engine.erasure.ascents.step import ENTRY as STEP
from sare_engine.erasure.kinds import HeldCopies, held_copies
from sare_engine.errors import ModelError
from sare_engine.jobs.opening import project_model_config
from sare_engine.models.device_memory import memory_use
from sare_engine.models.fit import halves
from sare_engine.models.inspection import adapter_base, missing_base
from sare_engine.models.memory import (
    FEATURE_CACHE_BYTES,
    ModelShape,
    estimate_captioning_bytes,
    estimate_erase_bytes,
    estimate_feature_bytes,
    estimate_pass_bytes,
    estimate_probe_bytes,
    held_as,
)
from sare_engine.models.shapes import model_shape
from sare_engine.workspace.project import Project

_LEAST_RANK = 4
"""Adapters below this rank are not worth proposing: little else is left to save."""


def memory_needs(config: ModelConfig | EraseConfig, *, images: int = 0) -> dict[str, Any]:
    """Estimate the memory that testing and erasing take, without loading a model.

    The estimate depends on device, number format and quantisation; for an `EraseConfig` also on
    what is trained, how, and how much at once. For a `ModelConfig` it assumes the default
    settings.

    Args:
        config: the settings; an `EraseConfig` without a model uses its project's.
        images: number of images trained on, whose vision features are kept in the computer's
            memory; counted if the model is kept there too.

    Returns:
        `device` (whose memory it is: "cpu", "cuda" or "mps"), `probe` and `erase` in bytes, and for
        an `EraseConfig` `cheaper`: `changes` of settings, each with what `erase` would be then,
        in the order in which to try them. The last combines all compatible changes.

    Raises:
        EngineError: the settings are wrong, or the model's folder is missing, not a model, or
            damaged.
    """
    config.validate()
    device = memory_use(config.device).device
    shape = held_as(model_shape(weights_folder(config)), config.dtype, device)
    probe = estimate_probe_bytes(
        shape, batch=GenerationConfig().batch_size, quantisation=config.quantisation
    )
    if isinstance(config, ModelConfig):
        usual = EraseConfig(project=Path(), quantisation=config.quantisation)
        return {"device": device, "probe": probe, "erase": erasing_bytes(shape, usual)}
    features = 0
    if device == "cpu":
        features = estimate_feature_bytes(shape, images, FEATURE_CACHE_BYTES)

    def needed(changes: dict[str, Any]) -> int:
        return features + erasing_bytes(shape, dataclasses.replace(config, **changes))

    cheaper = [{"changes": one, "erase": needed(one)} for one in _cheaper(config)]
    return {"device": device, "probe": probe, "erase": needed({}), "cheaper": cheaper}


def weights_folder(config: ModelConfig | ProbeConfig | ProjectConfig) -> Path:
    """Return the folder whose weights are loaded: the project's model, and of an adapter its base.

    Raises:
        ModelError: the base model of an adapter is not on this computer.
        DataError: the project was not tested with a model yet, and none is given.
    """
    folder = config.model
    if folder is None:
        assert isinstance(config, ProjectConfig)
        with Project.open(config.project) as project:
            folder = project_model_config(config, project).model
    if not (folder / "adapter_config.json").is_file():
        return folder
    base = adapter_base(folder)
    if base is None:
        raise ModelError("The memory needed cannot be estimated.", *missing_base(folder))
    return base


def _captions_at_once(config: EraseConfig) -> int:
    batch = max(config.negative_batch, config.retain_batch)
    return min(config.microbatch or batch, batch)


def erasing_bytes(shape: ModelShape, config: EraseConfig, held: HeldCopies | None = None) -> int:
    """Return the bytes that an erasure needs: for a step, or to measure on held-out images.

    Args:
        shape: sizes of the model as it is held.
        config: the settings.
        held: what `held_copies` returns for them, if it is known.
    """
    held = held or held_copies(config)
    return training_bytes(
        shape, config, _captions_at_once(config), config.trainable, held.copies, held.copies_under
    )


def training_bytes(
    shape: ModelShape,
    config: EraseConfig | RelearnConfig,
    size: int,
    trainable: str,
    copies: int,
    copies_under: int = 0,
) -> int:
    """Return the bytes that training needs: for a step, or to measure on held-out images.

    Args:
        shape: sizes of the model as it is held.
        config: what is trained, and how.
        size: captions per pass.
        trainable: "lora" or "full".
        copies: copies of the trained weights beside gradient and optimiser.
        copies_under: copies of the frozen weights under the adapters.
    """
    rank = config.lora_rank if trainable == "lora" else None
    checkpointing, parts = config.gradient_checkpointing, config.parts
    step = estimate_erase_bytes(
        shape,
        rank=rank,
        batch=size,
        checkpointing=checkpointing,
        quantisation=config.quantisation,
        copies=copies,
        copies_under=copies_under,
        parts=parts,
    )
    a_pass = estimate_pass_bytes(
        shape, rank=rank, batch=size, checkpointing=checkpointing, parts=parts
    )
    # Measuring captions as many images at once as a step leaves room for, and one at least.
    held = dataclasses.replace(shape, bytes_per_weight=4) if rank is None else shape
    return step - a_pass + max(a_pass, estimate_captioning_bytes(held, batch=1))


def captioned_beside(
    shape: ModelShape, config: EraseConfig | RelearnConfig, memory: int, usual: int
) -> int:
    """Return how many images to caption at once while a model is trained.

    As many as take no more memory than a training pass, or than a tenth of the memory.

    Args:
        shape: sizes of the model as it is held.
        config: what is trained, and how.
        memory: bytes of the device's memory that the job can have.
        usual: the number otherwise.
    """
    batch = _captions_at_once(config) if isinstance(config, EraseConfig) else config.batch
    a_pass = estimate_pass_bytes(
        shape,
        rank=config.lora_rank,
        batch=min(config.microbatch or batch, batch),
        checkpointing=config.gradient_checkpointing,
        parts=config.parts,
    )
    bound = max(a_pass, memory // 10)
    fitting = [one for one in halves(usual) if estimate_captioning_bytes(shape, batch=one) <= bound]
    return fitting[0] if fitting else 1


def _cheaper(config: EraseConfig) -> list[dict[str, Any]]:
    """Changes that save memory: first those that leave the result as it is, at last all of them."""
    found: list[dict[str, Any]] = []
    together: dict[str, Any] = {}

    def add(*changes: dict[str, Any]) -> None:
        found.extend(changes)
        if changes:
            together.update(changes[-1])

    size = _captions_at_once(config)
    add(*({"microbatch": one} for one in halves(size)[1:]))
    if not config.gradient_checkpointing:
        add({"gradient_checkpointing": True})
    if config.trainable == "full":
        add({"trainable": "lora"})
    add(*({"lora_rank": one} for one in halves(config.lora_rank)[1:] if one >= _LEAST_RANK))
    if "ascent" not in config.unused() and config.ascent != STEP.key:
        add({"ascent": STEP.key})
    if len(together) > 1:
        found.append(together)
    return found
