"""The project's captions with their verdicts, as tables and training examples need them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from sare_engine.domain import CaptionSet, JudgedCaption
from sare_engine.errors import DataError
from sare_engine.events import Event, Notice
from sare_engine.formatting import count_text, some_names
from sare_engine.grounding.concepts import CaptionedImage, ConceptMention
from sare_engine.grounding.sources import EVIDENCE_SOURCES
from sare_engine.grounding.verdicts import count_agreement
from sare_engine.jobs.judge import response_source
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import ImageRow

_NAMED_FILES = 5


def table_rows(project: Project, chosen: CaptionSet) -> Iterator[CaptionedImage]:
    """Yield a row for the concept table for each image that has captions in a set."""
    disputed = project.disputed_mentions(chosen.id, EVIDENCE_SOURCES)
    claims = itertools.groupby(project.claims(chosen.id), key=itemgetter(0))
    image, found = next(claims, (None, ()))
    for captioned, objects in project.captioned_images(chosen.id):
        mentions: list[ConceptMention] = []
        if image == captioned:
            mentions = [
                ConceptMention(concept, verdict, False, key in disputed)
                for _, concept, verdict, key in found
            ]
            image, found = next(claims, (None, ()))
        yield CaptionedImage(captioned, mentions, objects)


def judged_captions(
    project: Project, fingerprint: str, split: str | None = None, *, with_picture: bool = False
) -> list[tuple[ImageRow, JudgedCaption]]:
    """Return a model's captions of the images, all or of one split, with image and verdicts.

    They are those of the set that erasures of the model start from; see `Project.set_of_model`.

    Args:
        project: the project.
        fingerprint: of the model.
        split: name of a split, or None for all.
        with_picture: skip captions whose picture no longer exists: the model cannot see it.
    """
    chosen = project.set_of_model(fingerprint)
    if chosen is None:
        return []
    images = {
        image.id: image
        for image in project.images(split)
        if not with_picture or image.path.is_file()
    }
    return list(judged_captions_of_set(project, chosen, images))


def judged_captions_of_set(
    project: Project, chosen: CaptionSet, images: Mapping[int, ImageRow]
) -> Iterator[tuple[ImageRow, JudgedCaption]]:
    """Yield a set's captions of these images, with image and verdicts.

    Args:
        project: the project.
        chosen: the set.
        images: key → image; captions of other images are not yielded.
    """
    source = response_source(project)
    scores = project.scores(chosen.id, source.key)
    mentions = dict(project.mentions_of_set(chosen.id))
    for caption in project.each_caption(chosen.id):
        if caption.image_id not in images:
            continue
        image = images[caption.image_id]
        yield (
            image,
            JudgedCaption(
                image=image.path,
                prompt=caption.prompt,
                caption=caption.text,
                mentions=tuple(
                    mention._replace(score=scores.get(mention.id))
                    for mention in mentions.get(caption.id, ())
                ),
                token_ids=caption.token_ids,
                degenerate=caption.degenerate,
                further=chosen.several and caption.position > 0,
            ),
        )


def warn_of_missing_files(images: Iterable[ImageRow]) -> Iterator[Event]:
    """Warn about pictures whose file no longer exists, if there are any."""
    names = [one.path.name for one in images if one.has_picture and not one.path.is_file()]
    if names:
        yield Notice(
            "warning",
            f"Skipped, because the file no longer exists: {some_names(names, _NAMED_FILES)}.",
            "Restore the files, or add them from where they are now.",
        )


def refuse_missing_pictures(project: Project) -> None:
    """Say that the pictures are gone where all of them are: without them there is no caption.

    Raises:
        DataError: no file of any picture exists.
    """
    pictures = [one.path for one in project.images() if one.has_picture]
    if pictures and not any(path.is_file() for path in pictures):
        raise DataError(
            "The pictures are missing.",
            f"None of the project's {count_text(len(pictures), 'pictures')} is where it was, such "
            f"as {some_names([str(path) for path in pictures], 1)}.",
            "Restore the files, or add them from where they are now (sare add): they are "
            "recognised by their content, and their captions and verdicts stay.",
        )


def agreement(project: Project, chosen: CaptionSet) -> list[dict[str, Any]]:
    """Compare the sources of evidence on the mentions of a set; see `count_agreement`."""
    return count_agreement(
        one.evidence
        for one in project.mentions_to_judge(chosen.id)
        if not one.mention.negated and len(one.evidence) > 1
    )
