"""A copy of the trained weights on disk, with the measurement that made them the best so far."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch.nn import Parameter

from sare_engine.erasure.best_step import Measured
from sare_engine.errors import StorageError
from sare_engine.files import atomic_path, parse_json, require_space

_MEASURED = "measured"


def save_best(path: Path, parameters: Mapping[str, Parameter], measured: Measured) -> None:
    """Write the weights as they are now; a copy that is there already is replaced at the end.

    Raises:
        StorageError: the disk lacks the space, or the file cannot be written.
    """
    tensors = {name: one.detach().contiguous() for name, one in parameters.items()}
    require_space(path, sum(one.nbytes for one in tensors.values()))
    facts = json.dumps({"step": measured.step, "values": dict(measured.values)})
    with atomic_path(path) as temporary:
        save_file(tensors, temporary, metadata={_MEASURED: facts})


def read_best(path: Path) -> Measured | None:
    """Return the measurement of the weights that were kept; None without a copy.

    Raises:
        StorageError: it is damaged.
    """
    if not path.is_file():
        return None
    try:
        with safe_open(path, framework="pt") as file:
            facts = parse_json((file.metadata() or {})[_MEASURED])
        values = {str(name): float(value) for name, value in facts["values"].items()}
        return Measured(int(facts["step"]), values)
    except _UNREADABLE as error:
        raise _damaged(path, error) from error


def load_best(path: Path, parameters: Mapping[str, Parameter]) -> None:
    """Put the weights that were kept into parameters, which stay as they are if that fails.

    Raises:
        StorageError: the copy is missing, damaged, or of other parameters.
    """
    try:
        with safe_open(path, framework="pt") as file:
            _require_same(file, parameters)
            with torch.no_grad():
                for name, parameter in parameters.items():
                    parameter.copy_(file.get_tensor(name))
    except _UNREADABLE as error:
        raise _damaged(path, error) from error


_UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, SafetensorError)


def _require_same(file: Any, parameters: Mapping[str, Parameter]) -> None:
    if set(file.keys()) != set(parameters):
        raise ValueError("it holds other weights than those that are trained")
    for name, parameter in parameters.items():
        shape = tuple(file.get_slice(name).get_shape())
        if shape != tuple(parameter.shape):
            raise ValueError(f"{name} has the shape {shape}, not {tuple(parameter.shape)}")


def _damaged(path: Path, error: Exception) -> StorageError:
    return StorageError(
        "The best weights so far could not be read.",
        f"{path}: {error}.",
        "Delete the file and resume the run: it then keeps the best of what it measures from "
        "there on.",
    )
