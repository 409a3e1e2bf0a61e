"""What is in a model folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sare_engine.config import InspectConfig, ModelConfig
from sare_engine.errors import ConfigError, DeviceError, EngineError
from sare_engine.jobs.memory_plan import HELD, memory_plan, recommended_erasure
from sare_engine.models.device_memory import may_have_gpu
from sare_engine.models.held_bits import held_bits_in_words
from sare_engine.models.inspection import ModelSummary, adapter_base, inspect_model
from sare_engine.tuned import RECOMMENDED


def inspect(config: InspectConfig, *, weights: bool = True) -> dict[str, Any]:
    """Return what is in a model folder, without loading it.

    Args:
        config: the settings.
        weights: whether names and shapes of a model's weights are compared with what its
            config.json requires: what is missing or has another shape is among the `reasons`.
            PyTorch is imported for this. A plan for a stated memory needs sizes only.

    The result is that of `ModelSummary.to_dict`, with `quantisation`: where the model can be held
    in 8 or 4 bits, in a sentence; "" if it cannot be loaded at all. For a model that is supported,
    `plan` has what `memory_plan` returns for testing (`probe`) and for the recommended form of
    erasing (`erase`), on the device and memory given or on what is free now.

    An adapter is compared with its base model, tensor by tensor, where that model is on this
    computer: what doesn't fit is among the `reasons`, and `adapter` counts it.

    Raises:
        EngineError: the folder is missing, not a model, or damaged.
    """
    config.validate()
    summary = inspect_model(config.model, config.base)
    if not summary.is_adapter and config.base is not None:
        raise ConfigError([("base", "Only an adapter has a base model.")])
    words = held_bits_in_words() if summary.supported else ""
    facts = {**summary.to_dict(), "quantisation": words}
    facts |= _plans(config, summary)
    if not summary.is_adapter:
        compared = _incomplete(summary) if weights and not config.memories else {}
        return {**facts, **compared}
    compared = _compared(summary, config)
    compared["notices"] = [*facts.get("notices", ()), *compared.get("notices", ())]
    return {**facts, **compared}


def _incomplete(summary: ModelSummary) -> dict[str, Any]:
    """Return that a model is not supported, where its config.json and its weights don't fit.

    Nor is it where transformers has no model of the kind that config.json names.
    """
    if not summary.supported or not summary.safe:
        return {}
    from sare_engine.models.model_fit import model_fit

    fit = model_fit(summary.folder)
    reasons = list(fit.problems() if fit is not None else _unknown_kind(summary))
    return {"supported": False, "reasons": reasons, "quantisation": ""} if reasons else {}


def _unknown_kind(summary: ModelSummary) -> Iterator[str]:
    """Say that transformers has no model of the kind that config.json names."""
    from transformers import CONFIG_MAPPING, __version__

    if summary.model_type not in CONFIG_MAPPING:
        yield (
            f"Its kind in config.json, “{summary.model_type}”, is not one that transformers "
            f"{__version__} knows. If it is newer than that, update transformers."
        )


def _plans(config: InspectConfig, summary: ModelSummary) -> dict[str, Any]:
    """Return the plans as `plan`; nothing where the weights that would be loaded are not here."""
    folder = config.model
    if summary.is_adapter:
        base = config.base or adapter_base(config.model)
        if base is None or (base / "adapter_config.json").exists():
            return {}
        folder = base
    if not summary.supported:
        return {}
    stated = config.memories
    if not stated:
        _find_device(config)
    memory = stated if len(stated) > 1 else next(iter(stated), None)
    model = ModelConfig(model=folder, device=config.device, placement=config.placement)
    testing = memory_plan(model, memory=memory)
    erasing = memory_plan(recommended_erasure(model), memory=memory)
    for plan in (testing, erasing):
        plan["settings"] |= {"placement": "spread"} if "devices" in plan else {}
    erasing["why"] += _held_differently(testing, erasing)
    erasing["settings"] = {**RECOMMENDED, **erasing["settings"]}
    return {"plan": {"probe": testing, "erase": erasing}}


def _held_differently(testing: dict[str, Any], erasing: dict[str, Any]) -> str:
    """Say how to test the model as it will be erased, where the plans hold its weights differently.

    Returns:
        a sentence to append; "" where both hold them alike, or one of them doesn't fit.
    """
    tested, erased = (
        {name: plan["settings"][name] for name in HELD if name in plan["settings"]}
        for plan in (testing, erasing)
    )
    if tested == erased or not (testing["fits"] and erasing["fits"]):
        return ""
    options = " ".join(
        f"--{name.replace('_', '-')} {value}"
        for name, value in erased.items()
        if value != tested.get(name)
    )
    return (
        " Testing is planned with the weights held differently, so that captions can differ a "
        f"little; to test the model as it will be erased, give sare probe {options}."
    )


def _find_device(config: InspectConfig) -> None:
    """Import PyTorch, without which the memory of a GPU is not known, where there may be one.

    Raises:
        DeviceError: the device is absent.
    """
    device = config.device
    if device == "cpu" or (device == "auto" and not may_have_gpu() and not config.spread):
        return
    from sare_engine.models.loading import resolve_device
    from sare_engine.models.spreading import spread_devices

    try:
        if config.spread:
            spread_devices(device)
        resolve_device(device)
    except DeviceError as error:
        fix = "To plan for a device of another computer, state its memory (--memory 24GB)."
        raise DeviceError(error.what, error.why, fix) from None


def _compared(summary: ModelSummary, config: InspectConfig) -> dict[str, Any]:
    base = config.base or adapter_base(config.model)
    if base is None or not summary.supported:
        return {}
    from sare_engine.models.adapters import adapter_fit

    try:
        fit = adapter_fit(config.model, base)
    except EngineError as error:
        return {"supported": False, "reasons": [f"{error.what} {error.why}"]}
    found: dict[str, Any] = {"adapter": fit.to_dict()}
    if not fit.whole:
        found |= {"supported": False, "reasons": list(fit.problems())}
    if fit.notice():
        found["notices"] = [fit.notice()]
    return found
