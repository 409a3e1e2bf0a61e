"""A project that was tested with an adapter: an erasure needs it merged into the model first.

An erasure trains a new adapter. On top of another one it could not be exported, attacked or loaded
as one adapter of the base model.
"""

from __future__ import annotations

import shlex
from pathlib import Path

from sare_engine.errors import DataError
from sare_engine.workspace.project import Project


def adapter_to_merge(project: Project, model: Path | None = None) -> Path | None:
    """Return the adapter that must be merged before anything can be erased, or None.

    Args:
        project: the project.
        model: folder of the model to erase in; None for the project's own.
    """
    base = project.base_set()
    if base is None or base.run or base.adapter_folder is None:
        return None
    if model is not None and model.resolve() != base.model_folder:
        return None  # Another model, whose captions are its own.
    return base.adapter_folder


def refuse_tested_adapter(project: Project, model: Path) -> None:
    """Refuse to erase in a model whose captions are those of the model with an adapter.

    Raises:
        DataError: they are; the message has the commands that help.
    """
    adapter = model if (model / "adapter_config.json").is_file() else None
    adapter = adapter or adapter_to_merge(project, model)
    if adapter is None:
        return
    folder, given = _word(model), "" if adapter == model else f" --adapter {_word(adapter)}"
    raise DataError(
        "Nothing can be erased yet: the images were tested with an adapter on the model.",
        f"An erasure trains a new adapter, which cannot be put on top of {adapter.name}.",
        "Merge that adapter into a model of its own "
        f"(sare merge {folder}{given} --out MERGED), test the images with the merged model "
        f"(sare probe {_word(project.folder)} --model MERGED), choose the concepts, and erase.",
    )


def _word(path: Path) -> str:
    return shlex.quote(str(path))
