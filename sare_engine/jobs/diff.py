"""Two caption sets of a project side by side: what an erasure changed, picture by picture."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.config import DiffConfig
from sare_engine.domain import CAPTION_CHANGES, CaptionSet
from sare_engine.errors import DataError
from sare_engine.evaluation.caption_changes import (
    ChangeCount,
    ComparedCaption,
    PictureChange,
    compare_picture,
)
from sare_engine.files import require_writable_file
from sare_engine.jobs.caption_lists import listed_captions, mention_row
from sare_engine.jobs.evaluation_files import now_in_words
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs


@dataclass(frozen=True)
class CaptionSetComparison:
    """Two caption sets, compared over the pictures that both describe.

    Attributes:
        before: the set before.
        after: the set after.
        pictures: number of pictures that both describe.
        only_before: number of pictures that only the set before describes.
        only_after: number of pictures that only the set after describes.
        counts: kind of change (`CAPTION_CHANGES`) → how often it occurs, over all pictures.
        changes: the pictures asked for, ordered by path.
    """

    before: CaptionSet
    after: CaptionSet
    pictures: int
    only_before: int
    only_after: int
    counts: Mapping[str, ChangeCount]
    changes: tuple[PictureChange, ...]


def compare_caption_sets(
    project: Path, before: str, after: str, *, kinds: Collection[str] = tuple(CAPTION_CHANGES)
) -> CaptionSetComparison:
    """Compare two caption sets over all pictures that both describe.

    Where pictures have several captions, those are compared that both sets have: the greedy caption
    alone if only one of the sets has others.

    Args:
        project: the project's folder.
        before: name of the set before; "" for the base model's.
        after: name of the set after, or of the run whose model wrote it.
        kinds: pictures with one of these changes are returned; `counts` covers all.

    Raises:
        EngineError: the folder is not a project, a name is not known, a run was not tested yet, or
            the sets share no picture.
    """
    with Project.open(project) as opened:
        return _compare(opened, before, after, kinds)


def diff(config: DiffConfig) -> dict[str, Any]:
    """Compare two caption sets, and write the result as a page if the config asks for one.

    Returns:
        `before` and `after`: names of the sets; `pictures` compared, `only_before` and
        `only_after`; `counts`: kind of change → `pictures` and `objects`; `images`: the pictures
        with one of the kinds asked for, each with its `path`, `kinds`, the objects of each kind by
        name, and the captions `before` and `after` with their mentions; `output`: the page, if one
        was written.

    Raises:
        EngineError: as `compare_caption_sets`, or the page cannot be written.
    """
    config.validate()
    if config.output is not None:
        require_writable_file(config.output)
    with Project.open(config.project) as project:
        found = _compare(
            project, config.before, config.after, config.kinds or tuple(CAPTION_CHANGES)
        )
        result: dict[str, Any] = {
            "before": found.before.name,
            "after": found.after.name,
            "pictures": found.pictures,
            "only_before": found.only_before,
            "only_after": found.only_after,
            "counts": {kind: dataclasses.asdict(one) for kind, one in found.counts.items()},
            "images": [_row(one) for one in found.changes],
        }
        if config.output is not None:
            # The page's templates are only needed here.
            from sare_engine.reporting.caption_diff import DiffPage, write_diff

            page = DiffPage(
                project=project.folder.name,
                created=now_in_words(),
                before=found.before.name,
                after=found.after.name,
                pictures=found.pictures,
                counts=found.counts,
                changes=found.changes,
                limit=config.limit,
            )
            result["output"] = str(write_diff(config.output, page).resolve())
    return result


def _compare(
    project: Project, before: str, after: str, kinds: Collection[str]
) -> CaptionSetComparison:
    first = project.caption_set(before) if before else project.base_set()
    second = _set_after(project, after)
    if first is None or first == second:
        raise DataError(
            "There is nothing to compare.",
            f"Before and after are the same captions, {second.name!r}.",
            "Choose two different caption sets.",
        )
    counts = dict.fromkeys(CAPTION_CHANGES, ChangeCount())
    kept: list[PictureChange] = []
    shared = project.captioned_by_both(first.id, second.id)
    for change in _changes(project, first, second):
        for kind in change.kinds:
            present = counts[kind]
            counts[kind] = ChangeCount(
                present.pictures + 1, present.objects + len(change.objects.get(kind, ()))
            )
        if not set(kinds).isdisjoint(change.kinds):
            kept.append(change)
    if not shared:
        raise DataError(
            "There is nothing to compare.",
            f"No picture has captions of both {first.name!r} and {second.name!r}.",
            "Test the same images with both models.",
        )
    return CaptionSetComparison(
        first,
        second,
        shared,
        project.count_captioned_images(first.id) - shared,
        project.count_captioned_images(second.id) - shared,
        counts,
        tuple(sorted(kept, key=lambda one: one.image)),
    )


def _set_after(project: Project, name: str) -> CaptionSet:
    """Return the set of a name, or of the run of this name.

    Raises:
        DataError: there is none.
    """
    sets = project.caption_sets()
    named = [one for one in sets if name in (one.name, one.run)]
    if named:
        return max(named, key=lambda one: one.name == name)
    for run in Runs(project.folder).list("erase"):
        if name == run.name:
            base = project.base_set()
            folder = base.model_folder if base else None
            raise DataError(
                f"There are no captions of the run {name!r}.",
                "Its model was not tested on the project's images yet.",
                f"Test it first: sare probe {project.folder} --model {folder or 'MODEL'} "
                f"--adapter {run.adapter_folder}."
                if run.adapter_folder.is_dir()
                else f"Test it first: sare probe {project.folder} --model {run.model_folder}.",
            )
    return project.caption_set(name)


def _changes(project: Project, first: CaptionSet, second: CaptionSet) -> Iterator[PictureChange]:
    """Yield the pictures that both sets describe, in the order of their keys."""
    pictures = dict(project.image_paths())
    others = listed_captions(project, second.id)
    other, after = next(others, (None, []))
    for image, before in listed_captions(project, first.id):
        while other is not None and other < image:
            other, after = next(others, (None, []))
        if other == image:
            if first.several or second.several:
                before, after = _in_common(first, second, before, after)
            if before and after:
                yield compare_picture(pictures[image], before, after)


def _in_common(
    first: CaptionSet,
    second: CaptionSet,
    before: Sequence[ComparedCaption],
    after: Sequence[ComparedCaption],
) -> tuple[list[ComparedCaption], list[ComparedCaption]]:
    """Return the captions of a picture that both sets have alike.

    More captions name more objects: an object would count as gone only because the picture has
    fewer captions after.
    """
    places = {one.position for one in before} & {one.position for one in after}
    if first.generation.get("further_prompts") != second.generation.get("further_prompts"):
        places &= {0}
    return (
        [one for one in before if one.position in places],
        [one for one in after if one.position in places],
    )


def _row(change: PictureChange) -> dict[str, Any]:
    return {
        "path": str(change.image),
        "kinds": list(change.kinds),
        **{kind: list(objects) for kind, objects in change.objects.items()},
        "before": [_caption(one) for one in change.before],
        "after": [_caption(one) for one in change.after],
    }


def _caption(one: ComparedCaption) -> dict[str, Any]:
    return {
        "text": one.text,
        "degenerate": one.degenerate,
        "mentions": [mention_row(mention) for mention in one.mentions],
    }
