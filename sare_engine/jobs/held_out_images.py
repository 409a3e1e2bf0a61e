"""Reading a project's held-out images, with what the base model said about them."""

from __future__ import annotations

from pathlib import Path

from sare_engine.domain import JudgedCaption
from sare_engine.grounding.concepts import concept_table_of_images
from sare_engine.jobs.held_out import HeldOut
from sare_engine.jobs.judged import judged_captions, table_rows
from sare_engine.jobs.opening import (
    HELD_OUT_SPLIT,
    TRIGGERS_SETTING,
    project_generation,
    project_vocabulary,
)
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import ImageRow

_CAPTION_BATCH = 64


def open_held_out(
    project: Project, fingerprint: str, concepts: frozenset[str], split: str = HELD_OUT_SPLIT
) -> HeldOut:
    """Return the held-out images of a project, with what the base model said about them."""
    judged = judged_captions(project, fingerprint, split, with_picture=True)
    captions = [caption for _, caption in judged]
    objects: dict[Path, frozenset[str]] = {}
    first: dict[Path, str] = {}
    for row, caption in judged:  # An image may have several captions.
        objects[row.path] = objects.get(row.path, frozenset()) | _objects_in(row, caption, concepts)
        if not caption.further:
            first.setdefault(row.path, caption.caption)
    # A test that was stopped may have left an image without its greedy caption.
    objects = {path: found for path, found in objects.items() if path in first}
    return HeldOut(
        objects=objects,
        base_captions=first,
        judged=[
            one
            for one in captions
            if not one.further
            and any(m.verdict == "hallucinated" and m.concept in concepts for m in one.mentions)
        ],
        vocabulary=project_vocabulary(project),
        concepts=concepts,
        triggers=known_triggers(project, fingerprint, concepts),
        generation=project_generation(project, fingerprint, batch_size=_CAPTION_BATCH),
    )


def _objects_in(
    image: ImageRow, caption: JudgedCaption, concepts: frozenset[str]
) -> frozenset[str]:
    """Return what is in an image: as annotated, where that decides on the erased concepts."""
    annotated = image.true_objects or frozenset()
    if image.decides(concepts):
        return annotated
    return annotated | {m.concept for m in caption.mentions if m.verdict == "grounded"}


def known_triggers(
    project: Project, fingerprint: str, concepts: frozenset[str]
) -> dict[str, frozenset[str]]:
    """Return what sets off each concept: what the project says, else what its table shows.

    Where the table shows no trigger for a concept it is left out: it is tested wherever it is
    absent. Where the project states triggers, they are the whole truth.
    """
    stated = project.settings.get(TRIGGERS_SETTING)
    if stated:
        # What is known to be set off by nothing is tested nowhere: counting the many images that
        # merely lack it would water the rate down.
        return {name: frozenset(stated.get(name, ())) for name in concepts}
    chosen = project.set_of_model(fingerprint)
    table = concept_table_of_images(table_rows(project, chosen)) if chosen else []
    return {
        row.concept: frozenset(trigger.concept for trigger in row.triggers)
        for row in table
        if row.concept in concepts and row.triggers
    }
