"""How much memory testing and erasing take at given settings, without loading a model."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from sare_engine.config import EraseConfig, GenerationConfig, ModelConfig
from sare_engine.erasure.ascents.step import ENTRY as STEP
from sare_engine.erasure.kinds import held_copies
from sare_engine.errors import ModelError
from sare_engine.jobs.opening import project_model_config
from sare_engine.models.fit import halves
from sare_engine.models.inspection import adapter_base
from sare_engine.models.memory import (
    FEATURE_CACHE_BYTES,
    ModelShape,
    estimate_erase_bytes,
    estimate_feature_bytes,
    estimate_probe_bytes,
    held_as,
    memory_use,
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
    shape = held_as(model_shape(_model_folder(config)), config.dtype, device)
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


def _model_folder(config: ModelConfig | EraseConfig) -> Path:
    """The folder whose weights are loaded: of an adapter, its base."""
    if isinstance(config, EraseConfig) and config.model is None:
        with Project.open(config.project) as project:
            return project_model_config(config, project).model
    folder = config.model
    assert folder is not None
    if not (folder / "adapter_config.json").is_file():
        return folder
    base = adapter_base(folder)
    if base is None:
        raise ModelError(
            "The memory needed cannot be estimated.",
            "The base model of the adapter is not on this computer.",
            "Download the base model.",
        )
    return base


def _captions_at_once(config: EraseConfig) -> int:
    batch = max(config.negative_batch, config.retain_batch)
    return min(config.microbatch or batch, batch)


def erasing_bytes(shape: ModelShape, config: EraseConfig) -> int:
    """Return the bytes that an erasure needs for a step.

    Args:
        shape: sizes of the model as it is held.
        config: what is trained, and how.
    """
    held = held_copies(config)
    return estimate_erase_bytes(
        shape,
        rank=config.lora_rank if config.trainable == "lora" else None,
        batch=_captions_at_once(config),
        checkpointing=config.gradient_checkpointing,
        quantisation=config.quantisation,
        copies=held.copies,
        copies_under=held.copies_under,
        parts=config.parts,
    )


def _cheaper(config: EraseConfig) -> list[dict[str, Any]]:
    """Changes that save memory: first those that leave the result as it is, at last all of them."""
    found: list[dict[str, Any]] = []
    together: dict[str, Any] = {}

    def add(*changes: dict[str, Any]) -> None:
        found.extend(changes)
        if changes:
            together.update(changes[-1])

    size = _captions_at_once(config)
    add(*({"microbatch": one} for one in _halves(size, 1)))
    if not config.gradient_checkpointing:
        add({"gradient_checkpointing": True})
    if config.trainable == "full":
        add({"trainable": "lora"})
    add(*({"lora_rank": one} for one in _halves(config.lora_rank, _LEAST_RANK)))
    if "ascent" not in config.unused() and config.ascent != STEP.key:
        add({"ascent": STEP.key})
    if len(together) > 1:
        found.append(together)
    return found


def _halves(size: int, least: int) -> list[int]:
    """`size` halved again and again, down to `least`."""
    return [one for one in halves(size)[1:] if one >= least]
