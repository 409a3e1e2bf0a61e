"""Importing captions that a model wrote elsewhere, with or without the pictures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.config import ImportCaptionsConfig
from sare_engine.errors import DataError
from sare_engine.grounding.annotations.caption_entries import CAPTIONS, read_caption_entries
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.image_places import (
    IMPORTED,
    CaptionImages,
    absent_picture,
    example_of_each,
)
from sare_engine.jobs.judge import rejudge
from sare_engine.jobs.opening import (
    FINGERPRINT_SETTING,
    project_vocabulary,
    remember_vocabulary,
)
from sare_engine.models.degenerate import is_degenerate
from sare_engine.workspace.locks import changing
from sare_engine.workspace.project import Project


@dataclass(frozen=True)
class _CaptionFile:
    """The contents of a caption file: caption and prompt by image, and counts of skipped lines."""

    captions: dict[str, tuple[str, str]]
    unusable: int
    repeated: int


def import_captions(config: ImportCaptionsConfig) -> dict[str, Any]:
    """Import captions that a model wrote elsewhere; the project is created if it is missing.

    Images that the project does not have are listed without a picture; their captions still count
    in tables and metrics, and join the picture when it is added.

    Returns:
        The number of `captions` imported, of images `without_picture`, and of `unusable_lines` and
        `repeated_images` skipped; `notices` as sentences, if there are any; and the counts of
        `judge`.

    Raises:
        EngineError: the file cannot be read, or holds no caption of an image.
    """
    config.validate()
    read = _read(config.captions, config.questions)
    given = None
    if config.vocabulary is not None:  # If it cannot be read, no project is created.
        given = Vocabulary.from_file(config.vocabulary)
    with (
        Project.open_or_create(config.project) as project,
        changing(project.folder, "importing captions"),
        project.transaction(),
    ):
        if given is not None:
            remember_vocabulary(project, config.vocabulary, given)
        vocabulary = project_vocabulary(project)
        before = project.images()
        model = f"{IMPORTED}{config.captions.stem}"
        images = CaptionImages.match(project, read.captions, model)
        ids = images.ids
        missing = [name for name in read.captions if name not in ids]
        placed = project.add_images(absent_picture(project, name) for name in missing)
        ids.update(zip(missing, placed, strict=True))
        # Two names of one picture would overwrite each other.
        written: set[int] = set()
        for name, (text, prompt) in read.captions.items():
            if ids[name] in written:
                continue
            written.add(ids[name])
            caption = project.set_caption(ids[name], model, prompt, text, (), is_degenerate(text))
            project.add_mentions(caption, find_mentions(text, vocabulary))
        if not project.settings.get(FINGERPRINT_SETTING):
            project.settings[FINGERPRINT_SETTING] = model
        counts = rejudge(project)
        without = {image.id for image in project.images() if not image.has_picture}
        notices = images.matches.notices()
        repeated = read.repeated + len(read.captions) - len(written)
        if repeated:
            notices.append(
                f"Of images with several captions, only the first was imported; others: {repeated}."
            )
        if len(missing) == len(read.captions) and (example := example_of_each(missing, before)):
            notices.append(f"No caption is of a picture in the project. {example}")
        return {
            "captions": len(written),
            "without_picture": sum(image in without for image in written),
            "unusable_lines": read.unusable,
            "repeated_images": repeated,
            **({"notices": notices} if notices else {}),
            **counts,
        }


def _read(path: Path, questions: Path | None) -> _CaptionFile:
    captions: dict[str, tuple[str, str]] = {}
    unusable = repeated = answers = 0
    for entry in read_caption_entries(path, questions):
        if not entry.images or entry.text is None:
            unusable += 1
            answers += bool(entry.question) and entry.text is not None
        elif entry.images[0] in captions:
            repeated += 1
        else:
            captions[entry.images[0]] = (entry.text, entry.prompt)
    if not captions and answers:
        if questions is not None:
            raise DataError(
                f"The captions of {path} could not be imported.",
                f"None of its question ids is in {questions}.",
                "Choose the question file that these answers belong to.",
            )
        raise DataError(
            f"The captions of {path} could not be imported.",
            "Its lines are answers to questions, and the pictures are named in the question file.",
            "Give the question file too, with --questions.",
        )
    if not captions:
        raise DataError(
            f"The captions of {path} could not be imported.",
            "No line has both an image and a caption.",
            f"Choose {CAPTIONS}.",
        )
    return _CaptionFile(captions, unusable, repeated)
