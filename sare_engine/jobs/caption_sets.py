"""Listing, renaming and removing the caption sets of a project, and choosing the base."""

from __future__ import annotations

import shlex
from typing import Any

from sare_engine.config import CaptionSetsConfig
from sare_engine.domain import CaptionSet
from sare_engine.errors import DataError
from sare_engine.formatting import some_names
from sare_engine.reporting.comparability import FINGERPRINT
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs

_NAMED = 5


def caption_sets(config: CaptionSetsConfig) -> dict[str, Any]:
    """List the caption sets of a project, after changing them as the config says.

    Returns:
        `sets`: one row for each, in the order in which they were added, with its `name`, how many
        `captions` of how many `images` it has, the `model` and `adapter` folders, the `run`, the
        `prompt`, whether it was `imported`, the `fingerprint` of the model and when it was `made`,
        and the `origins` of captions that servers wrote: server, served model, sampling settings,
        how the captions ended and their largest shortfall;
        `base` and `shown`: the names of the set that erasures start from, and of the one shown;
        and `notices`, if there are any: what cannot be done with a new base, or any more.

    Raises:
        EngineError: the folder is not a project, it has no set with a given name, or nothing
            can be erased from the base. The project then stays as it is.
    """
    config.validate()
    with Project.open(config.project) as project:
        with project.transaction():
            for pair in config.rename:
                name, _, new = pair.partition("=")
                project.rename_caption_set(name.strip(), new)
            notices = []
            for name in config.remove:
                notices += _runs_without_captions(project, name)
                project.remove_caption_set(name)
            if config.base:
                chosen = project.caption_set(config.base)
                _require_own_words(chosen)
                project.set_base(config.base)
                notices += _to_merge(chosen)
            if config.show:
                project.show_set(config.show)
        base, shown = project.base_set(), project.shown_set()
        return {
            "sets": [
                {
                    "name": one.name,
                    "captions": project.count_captions(one.id),
                    "images": project.count_captioned_images(one.id),
                    "model": str(one.model_folder) if one.model_folder else None,
                    "adapter": str(one.adapter_folder) if one.adapter_folder else None,
                    "run": one.run or None,
                    "prompt": one.prompt,
                    "imported": one.imported,
                    "fingerprint": one.model,
                    "made": one.made or None,
                    **({"origins": found} if (found := project.origins(one.id)) else {}),
                }
                for one in project.caption_sets()
            ],
            "base": base.name if base else None,
            "shown": shown.name if shown else None,
            **({"notices": notices} if notices else {}),
        }


def _runs_without_captions(project: Project, name: str) -> list[str]:
    """Return a sentence about the runs that were trained on the captions of a set, if any."""
    model = project.caption_set(name).model
    if sum(one.model == model for one in project.caption_sets()) > 1:
        return []
    runs = [
        run.name for run in Runs(project.folder).list() if run.environment.get(FINGERPRINT) == model
    ]
    if not runs:
        return []
    return [
        f"Runs came from the captions “{name}”: {some_names(runs, _NAMED)}. Their results are "
        "kept, but they cannot be attacked or measured until the images are tested with that "
        "model again."
    ]


def _require_own_words(base: CaptionSet) -> None:
    """Check that an erasure can start from a set.

    Raises:
        DataError: the captions are not known to be a model's own words, or are those of a run.
    """
    if base.served:
        why = "A server wrote the captions, and no model has confirmed them as its own."
        fix = (
            "Test the images with the same server and with --model for that: captions that are "
            "there are not asked for again."
        )
    elif base.imported:
        why = "The captions come from a file, and no model has confirmed them as its own."
        fix = "Import the file with --model for that."
    elif base.run and base.adapter_folder is not None:
        why = "An erasure starts from the model before the run, whose own captions it takes."
        fix = "To erase further, export the run's merged model and test it."
    else:
        return
    raise DataError(f"Nothing can be erased from “{base.name}”.", why, fix)


def _to_merge(base: CaptionSet) -> list[str]:
    """Return a sentence on what is to be done before anything is erased from a set, if so."""
    if base.adapter_folder is None or base.model_folder is None:
        return []
    command = (
        f"sare merge {shlex.quote(str(base.model_folder))} "
        f"--adapter {shlex.quote(str(base.adapter_folder))} --out MERGED"
    )
    return [
        f"Nothing can be erased from “{base.name}” yet: its model has an adapter. Merge it "
        f"({command}) and test the images with the merged model."
    ]
