"""Hold a model's language layers in 8 or 4 bits, with bitsandbytes."""

from __future__ import annotations

import functools
import importlib
import logging
from typing import Any

import torch

from sare_engine.errors import ModelError
from sare_engine.models.held_bits import held_bits_problem
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
        ModelError: bitsandbytes is not installed or does not work here; it is tried on a small
            layer.
    """
    from transformers import BitsAndBytesConfig

    _check_bitsandbytes(bits, dtype, device)
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


def _check_bitsandbytes(bits: str, dtype: torch.dtype, device: torch.device) -> None:
    what = f"The model could not be loaded in {bits.removesuffix('bit')} bits."
    why, fix = held_bits_problem(bits, str(dtype).removeprefix("torch."), device.type)
    if why:
        raise ModelError(what, why, fix)
    try:
        importlib.import_module("bitsandbytes")
    except Exception as error:  # it searches for CUDA libraries and fails in many ways
        raise ModelError(
            what,
            f"The installed bitsandbytes does not work here ({error}).",
            "Install the version for the installed PyTorch, or choose no quantisation.",
        ) from error
    failure = _try_out(bits, dtype, device)
    if failure:
        raise ModelError(
            what,
            f"bitsandbytes was tried on a small layer on {device}, and {failure}.",
            "Choose no quantisation, another number format, or another device.",
        )


@functools.lru_cache
def _try_out(bits: str, dtype: torch.dtype, device: torch.device) -> str:
    """Return what goes wrong when a small layer is held in these bits; "" if nothing does.

    Compared with the layer that holds its weights unrounded. The inputs have values beyond the
    threshold above which LLM.int8 computes apart.
    """
    import bitsandbytes

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        weight = torch.randn(_TRIED, _TRIED) / _TRIED**0.5
        scale = torch.linspace(0.0, 2.5, _TRIED)
    if bits == "8bit":
        layer: Any = bitsandbytes.nn.Linear8bitLt(
            _TRIED, _TRIED, bias=False, has_fp16_weights=False, threshold=6.0
        )
    else:
        layer = bitsandbytes.nn.Linear4bit(
            _TRIED, _TRIED, bias=False, quant_type="nf4", compute_dtype=dtype
        )

    def run(module: Any) -> tuple[torch.Tensor, torch.Tensor]:
        inputs = scale.to(device, dtype).requires_grad_()
        # `exp` needs its own result for its gradient, which the layer must leave as it is.
        outputs = module(inputs.exp()[None])
        outputs.float().logsumexp(-1).sum().backward()
        assert inputs.grad is not None
        return outputs.detach().float().cpu(), inputs.grad.float().cpu()

    plain = torch.nn.Linear(_TRIED, _TRIED, bias=False)
    try:
        with torch.no_grad():
            plain.weight.copy_(weight)
            layer.weight.data.copy_(weight)
        layer.to(device)
        keep_differentiable(layer)
        found, expected = run(layer), run(plain.to(device, dtype))
    except Exception as error:  # its libraries raise what they like
        logging.getLogger(__name__).debug("bitsandbytes failed", exc_info=error)
        return f"could not compute there ({type(error).__name__})"
    for name, one, other in zip(("results", "gradients"), found, expected, strict=True):
        if not bool((one - other).norm() < _TOLERANCE * other.norm()):
            return f"gave wrong {name}"
    return ""


_TRIED = 64
"""Width of the layer that is tried: 4-bit layers come in blocks of 64 weights."""
_TOLERANCE = 0.5
"""Largest relative difference that rounding to 4 bits explains; measured: 0.3."""


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
