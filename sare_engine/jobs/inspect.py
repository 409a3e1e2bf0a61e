"""What is in a model folder."""

from __future__ import annotations

from typing import Any

from sare_engine.config import InspectConfig
from sare_engine.errors import ConfigError, EngineError
from sare_engine.formatting import bytes_of
from sare_engine.jobs.memory_plan import memory_plans
from sare_engine.models.held_bits import held_bits_in_words
from sare_engine.models.inspection import ModelSummary, adapter_base, inspect_model
from sare_engine.models.shapes import model_shape


def inspect(config: InspectConfig) -> dict[str, Any]:
    """Return what is in a model folder, without loading it.

    The result is that of `ModelSummary.to_dict`, with `quantisation`: where the model can be held
    in 8 or 4 bits, in a sentence; "" if it cannot be loaded at all.

    An adapter is compared with its base model, tensor by tensor, where that model is on this
    computer: what doesn't fit is among the `reasons`, and `adapter` counts it. PyTorch is imported
    only for this.

    With `memory`, `plan` has the settings with which a test and the recommended erasure fit into
    it, as `memory_plans` returns them; of an adapter, those of its base model.

    Raises:
        EngineError: the folder is missing, not a model, or damaged.
    """
    config.validate()
    summary = inspect_model(config.model, config.base)
    if not summary.is_adapter and config.base is not None:
        raise ConfigError([("base", "Only an adapter has a base model.")])
    words = held_bits_in_words() if summary.supported else ""
    facts = {**summary.to_dict(), "quantisation": words}
    facts |= _plan(summary, config)
    if not summary.is_adapter:
        return facts
    compared = _compared(summary, config)
    compared["notices"] = [*facts.get("notices", ()), *compared.get("notices", ())]
    return {**facts, **compared}


def _plan(summary: ModelSummary, config: InspectConfig) -> dict[str, Any]:
    folder = config.model
    if summary.is_adapter:
        base = config.base or adapter_base(config.model)
        if base is None:
            return {}
        folder = base
    memory = bytes_of(config.memory)
    if memory is None or not summary.supported:
        return {}
    return {"plan": memory_plans(model_shape(folder), config.device, memory)}


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
