"""Where weights can be held in 8 or 4 bits: known before bitsandbytes or PyTorch is imported."""

from __future__ import annotations

import importlib.util

from sare_engine.config import ComputeConfig
from sare_engine.models.device_memory import memory_use

_DEVICES = ("cuda", "cpu")


def quantisation_problem(config: ComputeConfig) -> tuple[str, str]:
    """Return why a model cannot be held as `config.quantisation` says, and what to do instead.

    Returns two empty strings if it can, or if no quantisation is asked for.
    """
    return held_bits_problem(config.quantisation, config.dtype, memory_use(config.device).device)


def held_bits_problem(
    bits: str, dtype: str, device: str, *, elsewhere: bool = False
) -> tuple[str, str]:
    """Return why weights cannot be held in these bits, and what to do instead.

    Args:
        bits: "none", "8bit" or "4bit".
        dtype: number format of the other weights, by torch's name, or "auto".
        device: "cpu", "cuda" or "mps".
        elsewhere: whether it is another computer's, so that what is installed here doesn't count.
    """
    if bits == "none":
        return "", ""
    if device not in _DEVICES:
        return (
            f"bitsandbytes does not compute on {device} here.",
            "Choose no quantisation, or another device.",
        )
    if not elsewhere and importlib.util.find_spec("bitsandbytes") is None:
        return (
            "The Python library bitsandbytes is not installed.",
            "Install it (pip install bitsandbytes), or choose no quantisation.",
        )
    if bits == "8bit" and device == "cpu" and dtype == "float16":
        # Its product of 8 bits changes an input in float16 in place, which has no gradient then.
        return (
            "On a CPU, bitsandbytes cannot train through 8 bits if the number format is float16.",
            "Choose the number format float32 or bfloat16, or 4 bits.",
        )
    return "", ""


def held_bits_in_words() -> str:
    """Return where 8 and 4 bits work, in a sentence."""
    why, fix = held_bits_problem("4bit", "auto", "cpu")
    if why:
        return f"8 and 4 bits cannot be used yet: {why} {fix}"
    return (
        "8 and 4 bits can be used on NVIDIA GPUs and, more slowly, on the CPU (there 8 bits not "
        "with float16); not on Apple's GPU."
    )
