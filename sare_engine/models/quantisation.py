"""Hold a model's language layers in 8 or 4 bits, with bitsandbytes."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

import torch

from sare_engine.errors import ModelError
from sare_engine.models.parts import part_of


def quantisation_settings(config: Any, bits: str, dtype: torch.dtype, device: torch.device) -> Any:
    """Return transformers' settings for loading in 8 or 4 bits.

    Only the language model's linear layers are quantised. The vision tower and the projector,
    which are much smaller, and the output layer are unchanged, so that images are encoded as
    before.

    Args:
        config: the model's transformers config.
        bits: "8bit" (LLM.int8) or "4bit" (NF4).
        dtype: number format that 4-bit layers compute in.
        device: where the model will be.

    Raises:
        ModelError: bitsandbytes is not installed or does not work here.
    """
    from transformers import BitsAndBytesConfig

    _check_bitsandbytes(bits, device)
    kept = _unquantised_layers(config)
    if bits == "4bit":
        return BitsAndBytesConfig(
            load_in_4bit=True,
            bnb_4bit_quant_type="nf4",
            bnb_4bit_compute_dtype=dtype,
            llm_int8_skip_modules=kept,
        )
    return BitsAndBytesConfig(load_in_8bit=True, llm_int8_skip_modules=kept)


def keep_differentiable(model: Any) -> None:
    """Prevent bitsandbytes from taking a shortcut that has no gradient.

    On CPUs with AVX512-BF16 its 4-bit layers repack their weights at the first forward pass in
    evaluation mode, for a product whose backward pass gives zeros without an error.
    """
    for module in model.modules():
        if hasattr(module, "support_avx512bf16_for_cpu"):
            module.support_avx512bf16_for_cpu = False


def _check_bitsandbytes(bits: str, device: torch.device) -> None:
    what = f"The model could not be loaded in {bits.removesuffix('bit')} bits."
    if device.type not in ("cuda", "cpu"):
        raise ModelError(
            what,
            f"bitsandbytes does not compute on {device.type}.",
            "Choose no quantisation, or another device.",
        )
    if importlib.util.find_spec("bitsandbytes") is None:
        raise ModelError(
            what,
            "The Python library bitsandbytes is not installed.",
            "Install it (pip install bitsandbytes), or choose no quantisation.",
        )
    try:
        importlib.import_module("bitsandbytes")
    except Exception as error:  # it searches for CUDA libraries and fails in many ways
        raise ModelError(
            what,
            f"The installed bitsandbytes does not work here ({error}).",
            "Install the version for the installed PyTorch, or choose no quantisation.",
        ) from error


def _unquantised_layers(config: Any) -> list[str]:
    """Return the full names of the linear layers outside the language model's blocks."""
    from transformers import AutoModelForImageTextToText

    with torch.device("meta"):
        model = AutoModelForImageTextToText.from_config(config)
    return [
        name
        for name, module in model.named_modules()
        if isinstance(module, torch.nn.Linear)
        and (part_of(name) != "language_model" or module is model.get_output_embeddings())
    ]
