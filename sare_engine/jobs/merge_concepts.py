"""Count one concept as another: the user's own synonyms, which can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sare_engine.errors import DataError
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import counted_as
from sare_engine.jobs.judge import rejudge
from sare_engine.jobs.opening import MERGES_SETTING, project_merges, unmerged_vocabulary
from sare_engine.workspace.locks import changing
from sare_engine.workspace.project import Project

Merge = dict[str, Any]
"""What is needed to undo a merge: `into`, ids of the `images` annotated with the concept, of `both`
annotated with both concepts, and whether it was `chosen` for erasure."""


def merge_concepts(project: Path, source: str, into: str) -> dict[str, Any]:
    """Count one concept as another from now on: in tables, verdicts, erasures and measurements.

    Returns:
        `merges` in force (concept → what it counts as) and how many `mentions` were renamed.

    Raises:
        EngineError: the folder is not a project, or the concepts cannot be merged.
    """
    with (
        Project.open(project) as opened,
        changing(opened.folder, "merging concepts"),
        opened.transaction(),
    ):
        return _merge(opened, source, into)


def _merge(project: Project, source: str, into: str) -> dict[str, Any]:
    merges = project_merges(project)
    _check(project, merges, source, into)
    target = counted_as(into, merges)
    named = [image for image in project.images() if source in (image.true_objects or frozenset())]
    record: Merge = {
        "into": into,
        "images": [image.id for image in named],
        "both": [image.id for image in named if target in (image.true_objects or ())],
        "chosen": source in project.chosen_concepts(),
    }
    for image in named:
        present = image.true_objects or frozenset()
        project.set_true_objects(image.id, present - {source} | {target}, image.decided)
    if record["chosen"]:
        project.set_chosen(source, False)
        project.set_chosen(target, True)
    renamed = project.rename_concept(source, target)
    stored = project.settings.get(MERGES_SETTING) or {}
    project.settings[MERGES_SETTING] = {**stored, source: record}
    rejudge(project)
    return {"merges": project_merges(project), "mentions": renamed}


def unmerge_concept(project: Path, source: str) -> dict[str, Any]:
    """Let a merged concept count for itself again, and undo what `merge_concepts` changed.

    Returns:
        As `merge_concepts`.

    Raises:
        EngineError: the folder is not a project, or the concept is not merged.
    """
    with (
        Project.open(project) as opened,
        changing(opened.folder, "merging concepts"),
        opened.transaction(),
    ):
        return _unmerge(opened, source)


def _unmerge(project: Project, source: str) -> dict[str, Any]:
    stored = dict(project.settings.get(MERGES_SETTING) or {})
    if source not in stored:
        raise DataError(
            f"{source!r} is not merged.",
            f"Merged concepts: {', '.join(sorted(stored))}." if stored else "No concept is merged.",
            "Choose a merged object.",
        )
    target = counted_as(source, project_merges(project))
    record: Merge = stored.pop(source)
    project.settings[MERGES_SETTING] = stored
    vocabulary = unmerged_vocabulary(project).merged(project_merges(project))
    places = {
        (text, mention.start)
        for text in project.texts_about(target)
        for mention in find_mentions(text, vocabulary)
        if mention.concept == source
    }
    renamed = project.rename_concept(target, source, places)
    both = set(record["both"])
    images = {image.id: image for image in project.images()}
    for image_id in record["images"]:
        image = images.get(image_id)
        if image is not None and image.true_objects and target in image.true_objects:
            kept = image.true_objects if image_id in both else image.true_objects - {target}
            project.set_true_objects(image_id, kept | {source}, image.decided)
    if record["chosen"]:
        project.set_chosen(source, True)
    rejudge(project)
    return {"merges": project_merges(project), "mentions": renamed}


def _check(project: Project, merges: dict[str, str], source: str, into: str) -> None:
    known = unmerged_vocabulary(project).concepts
    what = f"{source!r} cannot count as {into!r}."
    for concept in (source, into):
        if concept not in known:
            raise DataError(
                what,
                f"{concept!r} is not an object in the vocabulary.",
                "Choose two objects in the table.",
            )
    if source in merges:
        raise DataError(what, f"It already counts as {merges[source]!r}.", "Undo that merge first.")
    if counted_as(into, merges) == source:
        raise DataError(
            what, f"{into!r} counts as {source!r} itself.", "Choose two different objects."
        )
