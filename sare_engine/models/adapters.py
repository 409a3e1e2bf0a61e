"""Put a LoRA adapter on a model so that all of it is used, or refuse it.

PEFT loads what fits and ignores the rest: names of another program, of another model, or half of
the pairs. Here the names and shapes are compared first, by the same code of PEFT and transformers
that loads them, on a model without weights.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open

from sare_engine.errors import EngineError, ModelError
from sare_engine.models.adapter_fit import AdapterFit
from sare_engine.models.device_memory import is_out_of_memory
from sare_engine.models.inspection import ADAPTER_WEIGHTS, adapter_shortcomings, inspect_model
from sare_engine.models.quiet import quiet_libraries
from sare_engine.models.safetensors_headers import read_safetensors_header

_PREFIX = "base_model.model."
"""With this PEFT begins the name of a module of the model."""


def skeleton(folder: Path, *, trust_remote_code: bool = False) -> Any:
    """Return the model of a folder without weights: all modules, names and shapes."""
    from transformers import AutoConfig, AutoModelForImageTextToText

    config = AutoConfig.from_pretrained(
        folder, local_files_only=True, trust_remote_code=trust_remote_code
    )
    with torch.device("meta"):
        return AutoModelForImageTextToText.from_config(config, trust_remote_code=trust_remote_code)


def adapter_fit(adapter: Path, base: Path, *, trust_remote_code: bool = False) -> AdapterFit:
    """Compare an adapter's tensors with what a model takes, whose weights are not read.

    Args:
        adapter: folder of a LoRA adapter.
        base: folder of the model.
        trust_remote_code: whether the model needs code of its own, which the user has allowed.

    Raises:
        ModelError: a file cannot be read, or the model cannot be built from its config.
    """
    try:
        with quiet_libraries():
            model = skeleton(base, trust_remote_code=trust_remote_code)
    except Exception as error:
        raise ModelError(
            "The adapter could not be compared with its model.",
            f"PyTorch could not build {base.name} by its config.json.",
            "Check that the model's folder is complete.",
        ) from error
    weights = adapter / ADAPTER_WEIGHTS
    tensors = {
        one.name: torch.empty(one.shape, device="meta") for one in read_safetensors_header(weights)
    }
    fit = _compare(adapter, model, tensors)
    return dataclasses.replace(fit, not_finite=tuple(_not_finite(weights)))


def _not_finite(weights: Path) -> Iterator[str]:
    """Yield the names of an adapter's tensors with NaN or infinite values.

    Raises:
        ModelError: the file cannot be read.
    """
    try:
        with safe_open(weights, framework="pt") as file:
            for name in sorted(file.keys()):
                values = file.get_tensor(name)
                if values.is_floating_point() and not torch.isfinite(values.float()).all():
                    yield name
    except (OSError, SafetensorError) as error:
        raise ModelError(
            "The adapter's weights could not be read.",
            first_sentence(error),
            "Download or copy the adapter's folder again, with all its files.",
        ) from error


def check_adapter(adapter: Path, base: Path) -> None:
    """Refuse a folder that holds no LoRA adapter that can be loaded.

    Args:
        adapter: the folder.
        base: folder of the model it is for.

    Raises:
        ModelError: it holds none, one of another kind, or one that is not complete.
    """
    found = inspect_model(adapter, base)
    if not found.is_adapter:
        raise ModelError(
            "The adapter could not be used.",
            f"{adapter} has no LoRA adapter (adapter_config.json).",
            "Choose an adapter folder written by an export or a run.",
        )
    reasons = tuple(adapter_shortcomings(adapter))
    if reasons:
        raise ModelError(
            "The adapter could not be used.",
            " ".join(reasons),
            "Choose a LoRA adapter in PEFT's format, with all its weights in "
            "adapter_model.safetensors.",
        )


def put_adapter(model: Any, adapter: Path, fit: AdapterFit) -> Any:
    """Return the model with a frozen adapter on it.

    Args:
        model: a transformers model with its weights.
        adapter: folder of the adapter.
        fit: what `adapter_fit` found, in which everything fits.

    Raises:
        ModelError: PEFT cannot load it.
        MemoryError: it does not fit into memory.
    """
    from peft import PeftModel

    names = {
        old.removeprefix(_PREFIX): new.removeprefix(_PREFIX) for old, new in fit.renamed.items()
    }
    # PEFT maps names by patterns: one that takes every name, and looks it up.
    looked_up: Any = {"^.*$": lambda found: names.get(found[0], found[0])}
    try:
        with quiet_libraries():
            return PeftModel.from_pretrained(
                model,
                adapter,
                is_trainable=False,
                local_files_only=True,
                use_safetensors=True,
                key_mapping=looked_up if names else None,
            )
    except Exception as error:
        if is_out_of_memory(error):
            raise MemoryError from error
        raise ModelError(
            "The adapter could not be loaded onto the model.",
            first_sentence(error),
            "Check that the adapter was made for this model.",
        ) from error


def _compare(adapter: Path, model: Any, tensors: dict[str, torch.Tensor]) -> AdapterFit:
    from peft import PeftConfig, PeftModel, get_peft_model_state_dict

    try:
        with quiet_libraries():
            config = PeftConfig.from_pretrained(str(adapter))
            config.inference_mode = True
            # Some ways to begin an adapter compute with weights, which are not there.
            config.init_lora_weights = True
            wrapped = PeftModel(model, config, low_cpu_mem_usage=True)
            needed = {
                name: tuple(one.shape)
                for name, one in get_peft_model_state_dict(
                    wrapped, save_embedding_layers=False
                ).items()
            }
            converted = _todays_names(wrapped, config, tensors, needed)
    except EngineError:
        raise
    except Exception as error:
        return AdapterFit(len(tensors), {}, refused=_refusal(error))
    # Whole embeddings, which PEFT saves beside an adapter, keep the model's own names.
    others = {name: tuple(one.shape) for name, one in wrapped.state_dict().items()}
    origin = {id(one): name for name, one in tensors.items()}
    foreign, mismatched, renamed = [], [], {}
    for name, one in converted.items():
        old = origin.get(id(one), name)
        expected = needed.get(name, others.get(name))
        if expected is None:
            foreign.append(old)
        elif expected != tuple(one.shape):
            mismatched.append((old, tuple(one.shape), expected))
        elif old != name:
            renamed[old] = name
    return AdapterFit(
        tensors=len(tensors),
        renamed=renamed,
        foreign=tuple(sorted(foreign)),
        missing=tuple(sorted(needed.keys() - converted.keys())),
        mismatched=tuple(sorted(mismatched)),
    )


def _todays_names(
    wrapped: Any, config: Any, tensors: dict[str, torch.Tensor], needed: dict[str, Any]
) -> dict[str, torch.Tensor]:
    """Return an adapter's tensors by the names that today's model has for them."""
    from peft.utils.transformers_weight_conversion import (
        convert_peft_adapter_state_dict_for_transformers,
    )
    from transformers.conversion_mapping import get_model_conversion_mapping
    from transformers.core_model_loading import WeightRenaming, rename_source_key

    found = convert_peft_adapter_state_dict_for_transformers(wrapped, config, dict(tensors))
    # PEFT translates for some families, and only the matrices that it adds, not the modules that
    # were trained as a whole. The rules of transformers hold for all.
    renamings = [
        one
        for one in get_model_conversion_mapping(wrapped.get_base_model()) or ()
        if isinstance(one, WeightRenaming)
    ]
    result = {}
    for name, one in found.items():
        if name not in needed and name.startswith(_PREFIX):
            inside, _ = rename_source_key(name.removeprefix(_PREFIX), renamings, [])
            if _PREFIX + inside in needed and _PREFIX + inside not in found:
                name = _PREFIX + inside
        result[name] = one
    return result


def _refusal(error: Exception) -> str:
    text = first_sentence(error)
    if "no modules were targeted" in text.lower() or "not found in the base model" in text.lower():
        return "The model has none of the modules that the adapter's settings name."
    # What Python says of a value of the wrong kind would explain nothing.
    reason = f": {text}" if isinstance(error, ValueError) else "."
    return f"The adapter's settings (adapter_config.json) do not suit the model{reason}"


def first_sentence(error: Exception) -> str:
    """Return the first line of an error's text, shortened."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    text = lines[0] if lines else type(error).__name__
    return text if len(text) <= 300 else text[:297] + "..."
