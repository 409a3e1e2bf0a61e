"""Which settings let a test and the recommended erasure fit into a device's memory."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sare_engine.config import EraseConfig, GenerationConfig
from sare_engine.events import Json
from sare_engine.jobs.memory_needs import erasing_bytes
from sare_engine.models.fit import (
    Choices,
    Plan,
    Way,
    best_way,
    costs_in_words,
    fit_in_words,
    halves,
    slowdown_of,
)
from sare_engine.models.held_bits import held_bits_problem
from sare_engine.models.memory import ModelShape, estimate_probe_bytes, held_as
from sare_engine.tuned import RECOMMENDED

_QUANTISATIONS = ("none", "8bit", "4bit")
_HALF = "bfloat16"


def memory_plans(shape: ModelShape, device: str, memory: int) -> dict[str, Any]:
    """Return the settings with which a test and the recommended erasure fit, loading no model.

    Settings that leave the result as it is come first, and of these those that cost least time.

    Args:
        shape: sizes of the model on disk.
        device: "cpu", "cuda" or "mps"; it need not be here.
        memory: bytes of its memory.

    Returns:
        `probe` and `erase`, each a `Plan` as JSON.
    """
    return {
        "probe": _probing(shape, device, memory).to_dict(),
        "erase": _erasing(shape, device, memory).to_dict(),
    }


def _probing(shape: ModelShape, device: str, memory: int) -> Plan:
    choices = Choices(
        _formats(device), _quantisations(device), (False,), halves(GenerationConfig().batch_size),
        unit="images",
    )  # fmt: skip

    def needed(way: Way) -> int:
        held = held_as(shape, way.dtype, device)
        return estimate_probe_bytes(held, batch=way.size, quantisation=way.quantisation)

    def settings(way: Way) -> dict[str, Json]:
        return {"dtype": way.dtype, "quantisation": way.quantisation, "batch_size": way.size}

    return _plan(shape, device, memory, choices, needed, settings)


def _erasing(shape: ModelShape, device: str, memory: int) -> Plan:
    config = EraseConfig(project=Path(), **RECOMMENDED)
    largest = max(config.negative_batch, config.retain_batch)
    choices = Choices(
        _formats(device), _quantisations(device), (False, True), halves(largest), unit="captions"
    )

    def needed(way: Way) -> int:
        changed = dataclasses.replace(
            config,
            quantisation=way.quantisation,
            gradient_checkpointing=way.checkpointing,
            microbatch=way.size,
        )
        return erasing_bytes(held_as(shape, way.dtype, device), changed)

    def settings(way: Way) -> dict[str, Json]:
        return {
            **RECOMMENDED,
            "dtype": way.dtype,
            "quantisation": way.quantisation,
            "gradient_checkpointing": way.checkpointing,
            "microbatch": way.size,
        }

    return _plan(shape, device, memory, choices, needed, settings)


def _plan(
    shape: ModelShape,
    device: str,
    memory: int,
    choices: Choices,
    needed: Callable[[Way], int],
    settings: Callable[[Way], Mapping[str, Json]],
) -> Plan:
    slowdown = slowdown_of(held_as(shape, "auto", device), device, choices.usual)
    way, fits = best_way(choices, needed, memory, slowdown)
    words = list(costs_in_words(way, choices, slowdown))
    if fits and not words:
        words.append("Nothing needs to change.")
    if held_bits_problem(way.quantisation, way.dtype, device)[0]:
        words.append("That needs the Python library bitsandbytes (pip install bitsandbytes).")
    taken = needed(way)
    why = " ".join([fit_in_words(taken, memory, fits=fits), *words])
    return Plan(settings(way), taken, memory, device, fits, why)


def _formats(device: str) -> tuple[str, ...]:
    """Number formats to try: GPUs hold weights in 16 bits anyway."""
    return ("auto", _HALF) if device == "cpu" else ("auto",)


def _quantisations(device: str) -> tuple[str, ...]:
    """What bitsandbytes does on such a device, whether or not it is installed here."""
    return _QUANTISATIONS if device in ("cpu", "cuda") else ("none",)
