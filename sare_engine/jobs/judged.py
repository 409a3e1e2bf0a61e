"""The project's captions with their verdicts, as tables and training examples need them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sare_engine.domain import Evidence, JudgedCaption, Mention
from sare_engine.events import Event, Notice
from sare_engine.grounding.concepts import CaptionedImage, ConceptMention
from sare_engine.grounding.verdicts import count_agreement, is_disputed
from sare_engine.jobs.judge import calibrated_source
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import ImageRow

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
        with_picture: skip captions whose picture no longer exists: the model cannot see it.
    """
    images = {
        image.id: image
        for image in project.images(split)
        if not with_picture or image.path.is_file()
    }
    evidence = project.evidence()
    source = calibrated_source(evidence).key
    scores = {row.mention_id: row.score for row in evidence if row.source == source}
    mentions = mentions_by_caption(project)
    return [
        (
            images[caption.image_id],
            JudgedCaption(
                image=images[caption.image_id].path,
                prompt=caption.prompt,
                caption=caption.text,
                mentions=tuple(
                    mention._replace(score=scores.get(mention.id))
                    for mention in mentions[caption.id]
                ),
                token_ids=caption.token_ids,
                degenerate=caption.degenerate,
            ),
        )
        for caption in project.captions(fingerprint)
        if caption.image_id in images
    ]


def warn_of_missing_files(images: Iterable[ImageRow]) -> Iterator[Event]:
    """Warn about pictures whose file no longer exists, if there are any."""
    names = [one.path.name for one in images if one.has_picture and not one.path.is_file()]
    if names:
        others = f" and {len(names) - _NAMED_FILES} more" if len(names) > _NAMED_FILES else ""
        yield Notice(
            "warning",
            f"Skipped, because the file no longer exists: "
            f"{', '.join(names[:_NAMED_FILES])}{others}.",
            "Restore the files, or add them from where they are now.",
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


def _evidence_by_mention(project: Project) -> dict[int, list[Evidence]]:
    grouped: dict[int, list[Evidence]] = defaultdict(list)
    for row in project.evidence():
        grouped[row.mention_id].append(row)
    return grouped


def mentions_by_caption(project: Project) -> dict[int, list[Mention]]:
    """Return caption id → its mentions, from one query; [] for a caption without any."""
    grouped: dict[int, list[Mention]] = defaultdict(list)
    for mention in project.mentions():
        grouped[mention.caption_id].append(mention)
    return grouped
