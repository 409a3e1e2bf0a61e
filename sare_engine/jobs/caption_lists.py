"""The captions of a set with their mentions, image by image."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from sare_engine.config import MentionsConfig
from sare_engine.domain import UNSURE, VERDICTS, CaptionSet, Mention, boxes_of, boxes_to_json
from sare_engine.evaluation.caption_changes import ComparedCaption
from sare_engine.grounding.sources import EVIDENCE_SOURCES
from sare_engine.jobs.opening import chosen_captions
from sare_engine.workspace.project import Project


def mentions(config: MentionsConfig) -> dict[str, Any]:
    """List what a caption set holds: the captions of every image, with their judged mentions.

    Returns:
        `captions_of`: name of the set, or None if the project has no captions; the number of
        `captions`, of their `mentions` that claim an object, and how many of these are `grounded`,
        `hallucinated` and `unsure`; `images`, ordered by path: each with its `path`, its `captions`
        as texts, and its `mentions` in the order of the texts. A mention has the `concept`, the
        `verdict` and the source `by` which it was decided, the place of its `caption` in
        `captions`, the characters from `start` to `end` of it, and whether it is `negated`; if a
        detector looked for it, its `boxes`: each with the source `by`, the `box` as left, top,
        right and bottom edge in shares of width and height, `score` and `label`. Where images were
        given several captions, also for each caption the one of `prompts` and whether it is
        `sampled`. Images without a picture are listed only if the set has captions of them.

    Raises:
        EngineError: the folder is not a project, or there are no captions of this name.
    """
    config.validate()
    with Project.open(config.project) as project:
        chosen = chosen_captions(project, config.captions_of)
        said = dict(listed_captions(project, chosen.id)) if chosen else {}
        boxes = _boxes(project)
        pictures = project.image_paths(with_absent=False)
        paths = {**dict(pictures), **{k: v for k, v in project.image_paths() if k in said}}
    counts: dict[str, int] = dict.fromkeys(VERDICTS, 0)
    rows = []
    for key in sorted(paths, key=lambda one: str(paths[one])):
        captions = said.get(key, [])
        rows.append(
            {
                "path": str(paths[key]),
                "captions": [one.text for one in captions],
                **(_of_several(chosen, captions) if chosen and chosen.several else {}),
                "mentions": [
                    {**mention_row(mention), "caption": place, **boxes.get(mention.id, {})}
                    for place, one in enumerate(captions)
                    for mention in one.mentions
                ],
            }
        )
        for one in captions:
            for mention in one.mentions:
                if not mention.negated:
                    counts[mention.verdict] += 1
    return {
        "captions_of": chosen.name if chosen else None,
        "captions": sum(map(len, said.values())),
        "mentions": sum(counts.values()),
        **counts,
        "images": rows,
    }


def _of_several(chosen: CaptionSet, captions: Sequence[ComparedCaption]) -> dict[str, Any]:
    """Return, in the order of an image's captions, how they were written."""
    return {
        "prompts": [one.prompt for one in captions],
        "sampled": [one.position >= chosen.greedy_captions for one in captions],
    }


def _boxes(project: Project) -> dict[int, dict[str, Any]]:
    """Return mention → what is listed of the boxes that its evidence has."""
    with_boxes = {one.key for one in EVIDENCE_SOURCES.values() if one.pair}
    if with_boxes.isdisjoint(project.evidence_sources()):
        return {}
    found: dict[int, list[dict[str, Any]]] = {}
    for row in project.evidence():
        if row.source in with_boxes:
            kept = found.setdefault(row.mention_id, [])
            kept += [{"by": row.source, **one} for one in boxes_to_json(boxes_of(row))]
    return {mention: {"boxes": boxes} for mention, boxes in found.items()}


def mention_row(mention: Mention) -> dict[str, Any]:
    """Return a mention as JSON."""
    return {
        "concept": mention.concept,
        "verdict": mention.verdict or UNSURE,
        "by": mention.by,
        "start": mention.start,
        "end": mention.end,
        "negated": mention.negated,
    }


def listed_captions(project: Project, set_id: int) -> Iterator[tuple[int, list[ComparedCaption]]]:
    """Yield key and captions of the images that a set describes, in the order of the keys."""
    mentions_by_caption = project.mentions_of_set(set_id)
    current, found = next(mentions_by_caption, (None, []))
    rows = project.each_caption(set_id, with_tokens=False)
    for image, captions in itertools.groupby(rows, key=attrgetter("image_id")):
        listed = []
        for caption in captions:
            own: tuple[Mention, ...] = ()
            if caption.id == current:
                own = tuple(found)
                current, found = next(mentions_by_caption, (None, []))
            listed.append(
                ComparedCaption(
                    caption.text, own, caption.degenerate, caption.position, caption.prompt
                )
            )
        yield image, listed
