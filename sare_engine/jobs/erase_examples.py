"""What an erasure trains on: captions of training images, split into what goes and stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sare_engine.config import EraseConfig
from sare_engine.domain import JudgedCaption
from sare_engine.erasure.examples import ExampleSet, TargetSpan, build_examples
from sare_engine.erasure.pairs import with_corrections
from sare_engine.errors import DataError
from sare_engine.grounding.thresholds import THRESHOLDS_SETTING
from sare_engine.jobs.judged import judged_captions, refuse_missing_pictures
from sare_engine.jobs.opening import TRAIN_SPLIT
from sare_engine.workspace.project import Project


def example_set(
    project: Project, fingerprint: str, concepts: frozenset[str], config: EraseConfig
) -> ExampleSet:
    """Return what an erasure of `concepts` would train on.

    Raises:
        DataError: the model's captions are not in the project, a concept is never hallucinated,
            or there are too few examples.
    """
    assign_missing_splits(project, config)
    judged = judged_captions(project, fingerprint, with_picture=True)
    captions = [one for row, one in judged if row.split == TRAIN_SPLIT]
    if not captions:
        refuse_missing_pictures(project)
        raise DataError(
            "There is nothing to train on.",
            "The project holds no caption by this model.",
            "Test images with this model first (sare probe).",
        )
    hallucinated = {
        m.concept for _, one in judged for m in one.mentions if m.verdict == "hallucinated"
    }
    never = sorted(concepts - hallucinated)
    if never and not config.parent:
        raise DataError(
            f"{', '.join(never)} cannot be erased.",
            "No caption of the project holds a hallucinated mention of it.",
            f"Choose among: {', '.join(sorted(hallucinated))}."
            if hallucinated
            else "Test more images.",
        )
    examples = examples_of(project, captions, concepts, config)
    if examples.too_few:
        raise DataError(
            "There are too few examples to erase from.",
            " ".join(examples.shortcomings()),
            "Test more images, or choose concepts that are hallucinated more often.",
        )
    return examples


def examples_of(
    project: Project,
    captions: Sequence[JudgedCaption],
    concepts: frozenset[str],
    config: EraseConfig,
) -> ExampleSet:
    """Return what captions give to train on, however little."""
    thresholds = project.settings.get(THRESHOLDS_SETTING) or {}
    examples = build_examples(
        captions,
        concepts,
        t2=thresholds.get("t2"),
        negative_target=cast("TargetSpan", config.negative_target),
        replay_target=cast("TargetSpan", config.replay_target),
    )
    return with_corrections(examples, captions) if config.applies("corrections") else examples


def assign_missing_splits(project: Project, config: EraseConfig) -> None:
    """Put images that have no side yet into "train" or "held_out"."""
    if any(not image.split for image in project.images()):
        project.assign_splits(config.held_out, seed=0)
