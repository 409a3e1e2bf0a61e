"""Importing captions that a model wrote elsewhere, with or without the pictures."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from sare_engine.config import ImportCaptionsConfig
from sare_engine.errors import DataError
from sare_engine.grounding.annotations.lines import (
    caption_of,
    image_of,
    read_entries,
)
from sare_engine.grounding.image_names import ImageNames
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.judge import rejudge
from sare_engine.jobs.opening import (
    FINGERPRINT_SETTING,
    project_vocabulary,
    remember_vocabulary,
)
from sare_engine.models.degenerate import is_degenerate
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewImage

_TITLE = "a JSON Lines file with image_id or file_name, and caption, on each line"
_ABSENT = "absent"
"""Folder in the project, never created, that stands for the place of missing pictures."""


@dataclass(frozen=True)
class _CaptionFile:
    """The contents of a caption file: caption and prompt by image, and counts of skipped lines."""

    captions: dict[str, tuple[str, str]]
    unusable: int
    repeated: int


def import_captions(config: ImportCaptionsConfig) -> dict[str, Any]:
    """Import captions that a model wrote elsewhere; the project is created if it is missing.

    Images that the project does not have are listed without a picture; their captions still count
    in tables and metrics.

    Returns:
        The number of `captions` imported, of images `without_picture`, and of `unusable_lines` and
        `repeated_images` skipped; and the counts of `judge`.

    Raises:
        EngineError: the file cannot be read, or holds no caption of an image.
    """
    config.validate()
    read = _read(config.captions)
    given = None
    if config.vocabulary is not None:  # If it cannot be read, no project is created.
        given = Vocabulary.from_file(config.vocabulary)
    with Project.open_or_create(config.project) as project, project.transaction():
        if given is not None:
            remember_vocabulary(project, config.vocabulary, given)
        vocabulary = project_vocabulary(project)
        ids = _images_of(project, ImageNames(read.captions))
        missing = [name for name in read.captions if name not in ids]
        placed = project.add_images(_absent_picture(project, name) for name in missing)
        ids.update(zip(missing, placed, strict=True))
        model = f"imported:{config.captions.stem}"
        for name, (text, prompt) in read.captions.items():
            caption = project.set_caption(ids[name], model, prompt, text, (), is_degenerate(text))
            project.add_mentions(caption, find_mentions(text, vocabulary))
        if not project.settings.get(FINGERPRINT_SETTING):
            project.settings[FINGERPRINT_SETTING] = model
        counts = rejudge(project)
        without = {image.id for image in project.images() if not image.has_picture}
        return {
            "captions": len(read.captions),
            "without_picture": sum(image in without for image in ids.values()),
            "unusable_lines": read.unusable,
            "repeated_images": read.repeated,
            **counts,
        }


def _images_of(project: Project, names: ImageNames) -> dict[str, int]:
    """Return name → image; a picture replaces an image that was only known by its name."""
    ids: dict[str, int] = {}
    replaced = []
    for image in sorted(project.images(), key=lambda one: not one.has_picture):
        name = names.find(image.path)
        if name is None:
            continue
        if name not in ids:
            ids[name] = image.id
        elif not image.has_picture:
            replaced.append(image.id)
    project.remove_images(replaced)
    return ids


def _read(path: Path) -> _CaptionFile:
    captions: dict[str, tuple[str, str]] = {}
    unusable = repeated = 0
    for _, entry in read_entries(path, _TITLE):
        image, text, prompt = image_of(entry), caption_of(entry), entry.get("prompt", "")
        if image is None or text is None:
            unusable += 1
        elif image in captions:
            repeated += 1
        else:
            captions[image] = (text, prompt if isinstance(prompt, str) else "")
    if not captions:
        raise DataError(
            f"The captions of {path} could not be imported.",
            "No line has both an image and a caption.",
            f"Choose {_TITLE}.",
        )
    return _CaptionFile(captions, unusable, repeated)


def _absent_picture(project: Project, name: str) -> NewImage:
    parts = [part for part in PurePosixPath(name).parts if part not in ("/", "..")]
    path = project.folder.joinpath(_ABSENT, *parts)
    return NewImage(path, 0, 0, hashlib.sha256(f"{_ABSENT}/{name}".encode()).hexdigest())
