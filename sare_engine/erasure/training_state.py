"""Checkpoints from which a training loop continues bit for bit, in safetensors and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import Parameter

from sare_engine.erasure.method import Method
from sare_engine.errors import StorageError
from sare_engine.files import plain_storage_errors

_TENSORS = "state.safetensors"
_FACTS = "state.json"


def save_training_state(
    folder: Path,
    step: int,
    parameters: Mapping[str, Parameter],
    optimizer: torch.optim.Optimizer,
    method: Method,
) -> None:
    """Write parameters, optimiser, method, step and random state to an existing folder.

    The learning rate and the order of the data are functions of the step and need no state.

    Raises:
        StorageError: the folder cannot be written.
    """
    tensors: dict[str, Tensor] = {"rng.cpu": torch.get_rng_state()}
    if torch.cuda.is_available():
        tensors["rng.cuda"] = torch.cuda.get_rng_state()
    for name, parameter in parameters.items():
        tensors[f"parameter.{name}"] = parameter.detach().contiguous()
        for key, value in optimizer.state.get(parameter, {}).items():
            tensors[f"optimizer.{key}.{name}"] = torch.as_tensor(value).contiguous()
    for name, value in method.state().items():
        tensors[f"method.{name}"] = value.contiguous()
    with plain_storage_errors(folder):
        save_file(tensors, folder / _TENSORS)
        (folder / _FACTS).write_text(json.dumps({"step": step}), encoding="utf-8")


def load_training_state(
    folder: Path,
    parameters: Mapping[str, Parameter],
    optimizer: torch.optim.Optimizer,
    method: Method,
) -> int:
    """Put a saved state back into parameters, optimiser, method and random generators.

    Returns:
        The step it was saved after.

    Raises:
        StorageError: the checkpoint is missing, damaged, or of other parameters.
    """
    try:
        tensors = load_file(folder / _TENSORS)
        step = int(json.loads((folder / _FACTS).read_text(encoding="utf-8"))["step"])
        with torch.no_grad():
            for name, parameter in parameters.items():
                parameter.copy_(tensors[f"parameter.{name}"])
            method.restore(
                {
                    name.removeprefix("method."): value
                    for name, value in tensors.items()
                    if name.startswith("method.")
                }
            )
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        raise StorageError(
            "The checkpoint could not be read.",
            f"{folder}: {error}.",
            "Resume from an earlier checkpoint or start the run again.",
        ) from error
    optimizer.state.clear()
    for name, parameter in parameters.items():
        suffix = f".{name}"
        for key, value in tensors.items():
            if key.startswith("optimizer.") and key.endswith(suffix):
                field = key.removeprefix("optimizer.").removesuffix(suffix)
                if "." not in field:
                    # AdamW keeps its step counter on the CPU, its moments beside the parameter.
                    home = value if field == "step" else value.to(parameter.device)
                    optimizer.state[parameter][field] = home
    torch.set_rng_state(tensors["rng.cpu"])
    if "rng.cuda" in tensors and torch.cuda.is_available():
        torch.cuda.set_rng_state(tensors["rng.cuda"])
    return step
