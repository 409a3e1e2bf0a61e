"""Listing, renaming and removing the caption sets of a project, and choosing the base."""

from __future__ import annotations

from typing import Any

from sare_engine.config import CaptionSetsConfig
from sare_engine.workspace.project import Project


def caption_sets(config: CaptionSetsConfig) -> dict[str, Any]:
    """List the caption sets of a project, after changing them as the config says.

    Returns:
        `sets`: one row for each, in the order in which they were added, with its `name`, how many
        `captions` of how many `images` it has, the `model` and `adapter` folders, the `run`, the
        `prompt`, whether it was `imported`, the `fingerprint` of the model and when it was `made`;
        `base` and `shown`: the names of the set that erasures start from, and of the one shown.

    Raises:
        EngineError: the folder is not a project, or there is no set of a given name.
    """
    config.validate()
    with Project.open(config.project) as project:
        with project.transaction():
            for pair in config.rename:
                name, _, new = pair.partition("=")
                project.rename_caption_set(name.strip(), new)
            for name in config.remove:
                project.remove_caption_set(name)
            if config.base:
                project.set_base(config.base)
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
                }
                for one in project.caption_sets()
            ],
            "base": base.name if base else None,
            "shown": shown.name if shown else None,
        }
