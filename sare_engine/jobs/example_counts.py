"""Count the examples for a choice of concepts, without loading a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sare_engine.config import EraseConfig
from sare_engine.domain import JudgedCaption
from sare_engine.erasure.examples import TargetSpan, build_examples
from sare_engine.erasure.pairs import with_corrections
from sare_engine.grounding.thresholds import THRESHOLDS_SETTING
from sare_engine.jobs.judged import judged_captions
from sare_engine.jobs.opening import TRAIN_SPLIT
from sare_engine.jobs.tested_adapter import adapter_to_merge
from sare_engine.workspace.project import Project
from sare_engine.workspace.schema import DATABASE_NAME


@dataclass(frozen=True)
class _Material:
    """What a project offers to train on, when its files had this stamp."""

    folder: Path
    stamp: tuple[tuple[int, int], ...]
    captions: tuple[JudgedCaption, ...]
    t2: float | None
    adapter: Path | None


_last: list[_Material] = []
"""What the last count read: a window counts again whenever a box is ticked."""


def example_counts(project: Path, concepts: Sequence[str]) -> dict[str, Any]:
    """Count what an erasure of these concepts would train on; changes nothing.

    Returns:
        `negative`, `positive` and `sentence`: targets of D_neg, D_pos and D_sent; `images` they
        come from; `warnings`: sentences about too little data; `too_few`: whether an erasure would
        be refused for that; `adapter`: folder of the adapter
        that the images were tested with and that must be merged first, or None.

    Raises:
        EngineError: the folder is not a project.
    """
    return count_examples(project, concepts)


def count_examples(
    folder: Path,
    concepts: Sequence[str],
    replay_target: str = "sub-sentence",
    *,
    corrections: bool = False,
) -> dict[str, Any]:
    """Count as `example_counts` does, for a choice of what replay trains on, and of corrections."""
    material = _material(folder)
    examples = build_examples(
        material.captions,
        concepts,
        t2=material.t2,
        replay_target=cast("TargetSpan", replay_target),
    )
    if corrections:
        examples = with_corrections(examples, material.captions)
    used = {one.image for one in (*examples.negative, *examples.retain)}
    if not material.captions:
        warnings = ["There are no tested images to train on."]
    elif not concepts:
        warnings = ["No object is chosen."]
    else:
        warnings = examples.shortcomings()
    return {
        "negative": examples.count("neg"),
        "positive": examples.count("pos"),
        "sentence": examples.count("sent"),
        "images": len(used),
        "warnings": warnings,
        "too_few": examples.too_few,
        "adapter": str(material.adapter) if material.adapter else None,
    }


def _material(folder: Path) -> _Material:
    stamp = _stamp(folder)
    for last in _last:
        if (last.folder, last.stamp) == (folder, stamp):
            return last
    with Project.open(folder) as project:
        captions, adapter = _captions(project), adapter_to_merge(project)
        read = _Material(folder, stamp, captions, _t2(project), adapter)
    _last[:] = [read]
    return read


def _stamp(folder: Path) -> tuple[tuple[int, int], ...]:
    """Return a value that changes with every commit to the project's database."""
    files = (folder / DATABASE_NAME, folder / f"{DATABASE_NAME}-wal")
    found = (path.stat() for path in files if path.exists())
    return tuple((one.st_mtime_ns, one.st_size) for one in found if one.st_size)


def _captions(project: Project) -> tuple[JudgedCaption, ...]:
    splits = {image.id: image.split for image in project.images()}
    if not all(splits.values()):
        # Images without a split get one when an erasure starts; this is what they would get.
        splits = project.deal_splits(EraseConfig(project=project.folder).held_out, seed=0)
    base = project.base_set()
    return tuple(
        caption
        for image, caption in judged_captions(project, base.model if base else "")
        if splits[image.id] == TRAIN_SPLIT
    )


def _t2(project: Project) -> float | None:
    thresholds = project.settings.get(THRESHOLDS_SETTING) or {}
    t2 = thresholds.get("t2")
    return None if t2 is None else float(t2)
