"""The project's captions with their verdicts, in the form that tables and examples need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sare_engine.erasure.examples import JudgedCaption, JudgedMention
from sare_engine.events import Event, Notice
from sare_engine.grounding.concepts import CaptionedImage, ConceptMention
from sare_engine.grounding.evidence.agreement import count_agreement, is_disputed
from sare_engine.workspace.project import EvidenceRow, ImageRow, MentionRow, Project

_NAMED_FILES = 5


def table_rows(project: Project, fingerprint: str | None) -> list[CaptionedImage]:
    """Return one row for the concept table for each caption of a model."""
    images = {image.id: image for image in project.images()}
    mentions = mentions_by_caption(project)
    evidence = _evidence_by_mention(project)
    return [
        CaptionedImage(
            image=caption.image_id,
            mentions=[
                ConceptMention(m.concept, m.verdict, m.negated, is_disputed(evidence[m.id]))
                for m in mentions[caption.id]
            ],
            true_objects=images[caption.image_id].all_objects,
        )
        for caption in project.captions(fingerprint)
    ]


def judged_captions(
    project: Project, fingerprint: str, split: str | None = None, *, with_picture: bool = False
) -> list[tuple[ImageRow, JudgedCaption]]:
    """Return a model's captions of the images, all or of one split, with image and verdicts.

    Args:
        project: the project.
        fingerprint: of the model.
        split: name of a split, or None for all.
        with_picture: leave out captions whose picture is not where it was: the model cannot be
            shown it.
    """
    images = {
        image.id: image
        for image in project.images(split)
        if not with_picture or image.path.is_file()
    }
    scores = {
        row.mention_id: row.score
        for row in project.evidence()
        if row.source == "clip" and row.score is not None
    }
    mentions = mentions_by_caption(project)
    return [
        (
            images[caption.image_id],
            JudgedCaption(
                image=images[caption.image_id].path,
                prompt=caption.prompt,
                caption=caption.text,
                mentions=tuple(
                    JudgedMention(
                        concept=m.concept,
                        start=m.start,
                        end=m.end,
                        sub_start=m.sub_start,
                        sub_end=m.sub_end,
                        verdict=m.verdict,
                        negated=m.negated,
                        score=scores.get(m.id),
                    )
                    for m in mentions[caption.id]
                ),
                token_ids=caption.token_ids,
                degenerate=caption.degenerate,
            ),
        )
        for caption in project.captions(fingerprint)
        if caption.image_id in images
    ]


def tell_vanished(images: Iterable[ImageRow]) -> Iterator[Event]:
    """Warn of pictures that are no longer where they were, if there are any."""
    names = [one.path.name for one in images if one.has_picture and not one.path.is_file()]
    if names:
        others = f" and {len(names) - _NAMED_FILES} more" if len(names) > _NAMED_FILES else ""
        yield Notice(
            "warning",
            f"Left out, for the file is gone: {', '.join(names[:_NAMED_FILES])}{others}.",
            "Put the files back, or add them from where they are now.",
        )


def agreement(project: Project, fingerprint: str) -> list[dict[str, Any]]:
    """Compare the sources of evidence on a model's mentions; see `count_agreement`."""
    mentions, evidence = mentions_by_caption(project), _evidence_by_mention(project)
    return count_agreement(
        evidence[mention.id]
        for caption in project.captions(fingerprint)
        for mention in mentions[caption.id]
        if not mention.negated
    )


def _evidence_by_mention(project: Project) -> dict[int, list[EvidenceRow]]:
    grouped: dict[int, list[EvidenceRow]] = defaultdict(list)
    for row in project.evidence():
        grouped[row.mention_id].append(row)
    return grouped


def mentions_by_caption(project: Project) -> dict[int, list[MentionRow]]:
    """Return caption id → its mentions, read at once; a caption without any has an empty list."""
    grouped: dict[int, list[MentionRow]] = defaultdict(list)
    for mention in project.mentions():
        grouped[mention.caption_id].append(mention)
    return grouped
