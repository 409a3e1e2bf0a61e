"""What caption sets are called."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sare_engine.domain import CaptionSet

IMPORTED = "imported:"
"""What `CaptionSet.model` of an imported file begins with."""
FILE = "file"
"""Under this key, `CaptionSet.generation` of an imported file has the file's path."""


def set_name(model: Path, adapter: Path | None = None, run: str = "") -> str:
    """Return the name of a model's captions: its run's, else that of its folder and adapter."""
    if run:
        return run
    return model.name + (f" + {adapter.name}" if adapter else "")


def unique_name(new: CaptionSet, others: Collection[CaptionSet]) -> str:
    """Return a name that no other set has: with "(prompt 2)" for another prompt of a model."""
    taken = {one.name for one in others}
    if new.name not in taken:
        return new.name
    prompts = {one.prompt for one in others if one.model == new.model}
    word = "prompt " if prompts and new.prompt not in prompts else ""
    number = 2
    while (name := f"{new.name} ({word}{number})") in taken:
        number += 1
    return name
