"""Which model a test is of, which captions are its own, and which objects it is tested on."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.config import ModelConfig, ProbeConfig
from sare_engine.domain import CaptionSet
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.caption_plan import generation_of
from sare_engine.jobs.opening import (
    captions_of_model,
    model_config,
    open_vocabulary,
    unmerged_vocabulary,
)
from sare_engine.workspace.project import Project
from sare_engine.workspace.schema import DATABASE_NAME

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel


def tested_vocabulary(
    config: ProbeConfig, described: ModelConfig | None, *, as_before: bool = False
) -> Vocabulary:
    """Return the given vocabulary, else the project's for another model, else the model's.

    Another model is compared with those that were tested before: it is tested on the same objects.
    """
    if described is None or as_before:
        if config.vocabulary is None and (config.project / DATABASE_NAME).is_file():
            with Project.open(config.project) as project:
                if project.caption_sets():
                    return unmerged_vocabulary(project)
        return open_vocabulary(config.vocabulary, described.model if described else None)
    from sare_engine.models.loading import base_and_adapter

    base, adapter = base_and_adapter(described)
    if config.vocabulary is None and (config.project / DATABASE_NAME).is_file():
        with Project.open(config.project) as project:
            tested = [one for one in project.caption_sets() if not one.imported]
            if tested and not any(_is_of(one, base, adapter) for one in tested):
                return unmerged_vocabulary(project)
    return open_vocabulary(config.vocabulary, base)


def _is_of(one: CaptionSet, base: Path, adapter: Path | None) -> bool:
    if one.model_folder is None:
        return True  # Of a model that an older version tested: it may be this.
    same_adapter = _resolved(one.adapter_folder) == _resolved(adapter)
    return same_adapter and _resolved(one.model_folder) == _resolved(base)


def _resolved(folder: Path | None) -> Path | None:
    return folder.resolve() if folder else None


def tested_model(config: ProbeConfig, model: LoadedModel | None) -> ModelConfig | None:
    """Return the model on this computer, or None if a server does without."""
    folder = config.model or (model.folder if model is not None else None)
    return None if folder is None else model_config(config, folder, config.adapter)


def tested_set(project: Project, config: ProbeConfig, loaded: LoadedModel) -> CaptionSet:
    """Return the set of the captions of a model, which need not be in the project."""
    found = captions_of_model(project, loaded, config.prompt, generation_of(config))
    if not config.several:
        return found
    kind = "sampled" if config.captions_per_image > 1 else "further prompts"
    return dataclasses.replace(found, name=f"{found.name} ({kind})")


def checking_set(
    config: ProbeConfig, described: ModelConfig | None, model: LoadedModel | None
) -> CaptionSet | None:
    """Return what identifies that set before the model is loaded; None without a model."""
    if described is None:
        return None
    if model is not None:
        key = model.fingerprint
    else:
        from sare_engine.models.inspection import inspect_model
        from sare_engine.models.loading import base_and_adapter, fingerprint

        base, adapter = base_and_adapter(described)
        inspect_model(base)
        key = fingerprint(base, adapter)
    return CaptionSet("", key, config.prompt, generation=generation_of(config))
