"""Erasures that train the adapter of an earlier erasure further, on what is left."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.config import EraseConfig, ModelConfig
from sare_engine.errors import DataError
from sare_engine.jobs.opening import base_fingerprint
from sare_engine.workspace.runs import RunFolder, Runs

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel

_SAME = ("parts", "lora_rank", "lora_alpha")
"""Settings that the adapter has from its first run."""


def continued(runs: Runs, config: EraseConfig) -> tuple[EraseConfig, RunFolder | None]:
    """Return the settings with the full name of the run that is continued, and the run, if any.

    Raises:
        DataError: there is no such run, it has no adapter, or its adapter has another shape.
    """
    if not config.parent:
        return config, None
    parent = runs.find(config.parent)
    info = parent.info
    stored = EraseConfig.from_stored(parent.config_dict()) if info.kind == "erase" else None
    why = ""
    if stored is None:
        why = f"It is a run of {info.kind}."
    elif info.status != "done":
        why = f"The erasure is {info.status}."
    elif stored.trainable != config.trainable or not parent.adapter_folder.is_dir():
        why = "It has no adapter."
    if stored is None or why:
        raise DataError(
            f"{parent.name} cannot be continued.",
            why,
            "Name an erasure that is done and has trained an adapter.",
        )
    differing = [name for name in _SAME if getattr(stored, name) != getattr(config, name)]
    if differing:
        words = ", ".join(f"{name}: {getattr(stored, name)}" for name in differing)
        raise DataError(
            f"{parent.name} cannot be continued with these settings.",
            f"Its adapter has others ({words}).",
            "Give the settings of that run.",
        )
    return dataclasses.replace(config, parent=parent.name), parent


def captions_fingerprint(
    described: ModelConfig, parent: RunFolder | None, model: LoadedModel | None = None
) -> str:
    """Return the fingerprint of the model whose captions an erasure is trained on.

    It is the base model, or the model that the continued run has made.

    Args:
        described: the base model.
        parent: the continued run.
        model: the base model if it is loaded.

    Raises:
        ModelError: the folder of the model is missing or damaged.
    """
    if parent is None and model is not None:
        return model.fingerprint
    adapter: Path | None = parent.adapter_folder if parent is not None else described.adapter
    return base_fingerprint(dataclasses.replace(described, adapter=adapter))


def ancestors(runs: Runs, run: RunFolder) -> list[RunFolder]:
    """Return the runs that a run continues, as far as they exist, oldest first, and the run."""
    by_name = {one.name: one for one in runs.list("erase")}
    found = [run]
    while (parent := str(found[0].config_dict().get("parent") or "")) in by_name:
        found.insert(0, by_name[parent])
    return found
