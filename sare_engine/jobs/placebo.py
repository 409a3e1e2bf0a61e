"""The placebo of a project: which controls fit, and what the attack trains on and measures then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.domain import GROUNDED, UNSURE
from sare_engine.errors import DataError
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.judged import judged_captions
from sare_engine.jobs.opening import project_vocabulary
from sare_engine.robustness.placebo import (
    SEPARATOR,
    ControlChoice,
    SeenImage,
    choose_controls,
    control_fits,
)
from sare_engine.robustness.substitution import both_numbers, placebo_examples
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import ImageRow

if TYPE_CHECKING:
    from sare_engine.domain import JudgedCaption
    from sare_engine.erasure.examples import CaptionExample
    from sare_engine.jobs.held_out import HeldOut


def project_controls(
    project: Project,
    fingerprint: str,
    concepts: Collection[str],
    *,
    given: Sequence[str] = (),
    rule: str,
) -> ControlChoice:
    """Return the controls of erased objects: those given, else those that the rule chooses.

    Args:
        project: the project.
        fingerprint: of the model before erasure, whose captions decide.
        concepts: the erased objects.
        given: what the user chose: "banana" for all, "knife=banana" for one; empty for the rule.
        rule: one of `CONTROL_RULES`.

    Raises:
        DataError: a given control is not an object of the vocabulary, or is erased itself.
    """
    from sare_engine.jobs.held_out_images import known_triggers

    vocabulary = project_vocabulary(project)
    images = _seen_images(project, fingerprint)
    triggers = known_triggers(project, fingerprint, frozenset(concepts))
    candidates = [one for one in vocabulary.concepts if both_numbers(one, vocabulary)]
    chosen = choose_controls(images, triggers, concepts, candidates, rule)
    if not given:
        return chosen
    controls = given_controls(given, concepts, vocabulary)
    fits = {
        erased: control_fits(images, triggers.get(erased), (erased, control))
        for erased, control in controls.items()
    }
    return ControlChoice(controls, {}, fits)


def given_controls(
    given: Iterable[str], concepts: Collection[str], vocabulary: Vocabulary
) -> dict[str, str]:
    """Return erased object → control from what the user wrote: "banana", "knife=banana".

    Raises:
        DataError: an object is not in the vocabulary, or not erased, or a control is erased.
    """
    controls: dict[str, str] = {}
    for text in given:
        left, separator, right = text.partition(SEPARATOR)
        word = (right if separator else left).strip()
        control = vocabulary.concept_of(word)
        if control is None or control in concepts:
            raise DataError(
                f"{word!r} cannot be the control.",
                "It is erased itself."
                if control
                else "The project's vocabulary does not have this object.",
                "Choose an object that the model names only where it is.",
            )
        if not separator:
            controls |= dict.fromkeys(concepts, control)
            continue
        erased = vocabulary.concept_of(left) or left.strip()
        if erased not in concepts:
            raise DataError(
                f"{left.strip()!r} has no control.",
                f"It is not erased; the erased objects are {', '.join(sorted(concepts))}.",
                "Name an erased object before the equals sign.",
            )
        controls[erased] = control
    return {erased: controls[erased] for erased in sorted(controls)}


def placebo_captions(
    project: Project,
    fingerprint: str,
    captions: Sequence[CaptionExample],
    controls: Mapping[str, str],
) -> list[CaptionExample]:
    """Return the captions of an attack with the controls in place of the erased objects."""
    vocabulary = project_vocabulary(project)
    shown = {path: one.shown for path, one in _seen_by_path(project, fingerprint).items()}
    return placebo_examples(captions, controls, vocabulary, shown)


def with_controls(
    held_out: HeldOut, project: Project, fingerprint: str, controls: Mapping[str, str]
) -> HeldOut:
    """Return the same held-out images with the controls looked for instead."""
    from sare_engine.jobs.held_out_images import open_held_out

    known = open_held_out(project, fingerprint, frozenset(controls.values()))
    return held_out.with_placebo(known.objects, controls)


def _seen_images(project: Project, fingerprint: str) -> list[SeenImage]:
    return list(_seen_by_path(project, fingerprint).values())


def _seen_by_path(project: Project, fingerprint: str) -> dict[Path, SeenImage]:
    """Return what is in each captioned image; several captions of an image count together."""
    found: dict[Path, SeenImage] = {}
    for row, caption in judged_captions(project, fingerprint):
        one = _seen(row, caption)
        before = found.get(row.path)
        if before is not None:
            one = SeenImage(before.shown | one.shown, before.named | one.named, one.known)
        found[row.path] = one
    return found


def _seen(image: ImageRow, caption: JudgedCaption) -> SeenImage:
    said = [one for one in caption.mentions if not one.negated]
    known = image.all_objects is not None
    shown = image.true_objects or frozenset()
    if not known:
        shown = shown | {one.concept for one in said if one.verdict == GROUNDED}
        said = [one for one in said if one.verdict != UNSURE]
    # How often an object is named is measured on greedy captions.
    named = frozenset() if caption.further else frozenset(one.concept for one in said)
    return SeenImage(shown, named, known)
