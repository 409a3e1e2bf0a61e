"""The placebo: how fast an object that was never invented is learnt from the same captions.

Nobody has a model that never learnt the hallucination. Instead, a *control* object takes the
place of the erased one in the attack's captions. Where the erased object comes back no faster, it
was not merely covered.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

LIKE_TRIGGERS: Final = "beside_triggers"
LIKE_FREQUENCY: Final = "overall_frequency"
LIKE_RECALL: Final = "recalled_alike"
CONTROL_RULES: Final = (LIKE_TRIGGERS, LIKE_FREQUENCY, LIKE_RECALL)
"""By what the control is nearest to the erased object, among the objects that fit."""

SEPARATOR: Final = "="
"""Stands between an erased object and its control in a setting: "knife=banana"."""

_FEWEST_IMAGES = 3
"""Images that must show a control: with fewer, whether the model knows it is not known."""
_FREQUENCY_FACTOR = 3.0
"""A control is shown at most so many times as often as the erased object, and as seldom."""
_RECALL_MARGIN = 0.15
"""By how much its recall may differ."""


@dataclass(frozen=True)
class SeenImage:
    """What is in an image and what the model, before the erasure, said of it.

    Attributes:
        shown: objects in the image.
        named: objects that its captions name; where not everything in the image is known, those
            of them that evidence decided on.
        known: whether everything in the image is known.
    """

    shown: frozenset[str]
    named: frozenset[str]
    known: bool


@dataclass(frozen=True)
class ControlFit:
    """How an object compares with what a control should be like.

    Attributes:
        concept: the object.
        shown: number of images that show it.
        beside: share of the images with a trigger that show it.
        invented: number of images with a trigger in which it is named without being there.
        recall: share of the images that show it whose captions name it; None where unknown.
    """

    concept: str
    shown: int
    beside: float
    invented: int
    recall: float | None


@dataclass(frozen=True)
class ControlChoice:
    """The controls, and why some erased objects have none.

    Attributes:
        controls: erased object → its control.
        missing: erased object → why no object fits, as a sentence.
        fits: object → how it compares, for each erased object and control.
    """

    controls: Mapping[str, str]
    missing: Mapping[str, str]
    fits: Mapping[str, Mapping[str, ControlFit]]


def control_fits(
    images: Sequence[SeenImage], triggers: frozenset[str] | None, objects: Iterable[str]
) -> dict[str, ControlFit]:
    """Count what decides whether an object can be a control.

    Only images in which everything is known count, unless no image with a trigger is: evidence
    such as a CLIP score is wrong about a few images of any object.

    Args:
        images: the images that the model captioned.
        triggers: objects beside which the erased object is invented; None: any image.
        objects: what is counted.
    """
    shown: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    known: Counter[str] = Counter()
    recalled: Counter[str] = Counter()
    triggered = 0
    known_images = [one for one in images if one.known]
    if any(triggers is None or triggers & one.shown for one in known_images):
        images = known_images
    for one in images:
        shown.update(one.shown)
        if one.known:
            known.update(one.shown)
            recalled.update(one.shown & one.named)
        if triggers is None or triggers & one.shown:
            triggered += 1
            beside.update(one.shown)
            invented.update(one.named - one.shown)
    return {
        name: ControlFit(
            name,
            shown[name],
            beside[name] / triggered if triggered else 0.0,
            invented[name],
            recalled[name] / known[name] if known[name] else None,
        )
        for name in objects
    }


def choose_controls(
    images: Sequence[SeenImage],
    triggers: Mapping[str, frozenset[str]],
    erased: Iterable[str],
    candidates: Iterable[str],
    rule: str = LIKE_TRIGGERS,
) -> ControlChoice:
    """Choose a control for each erased object.

    A control is never named beside the triggers without being there, is shown about as often as
    the erased object, and recalled as well. Of those the nearest by `rule` is taken. Two erased
    objects share a control only if there is no other: it would be taught twice as often.

    Args:
        images: the images that the model captioned.
        triggers: erased object → its triggers; without an entry, any image counts.
        erased: the erased objects.
        candidates: objects that may be a control: known to the vocabulary, with a singular.
        rule: one of `CONTROL_RULES`.
    """
    erased = sorted(erased)
    possible = sorted(set(candidates) - set(erased))
    fits, ranked, missing = {}, {}, {}
    for concept in erased:
        beside = triggers.get(concept)
        fits[concept] = control_fits(images, beside, [concept, *possible])
        ours = fits[concept][concept]
        others = [fits[concept][name] for name in possible if name not in (beside or ())]
        suitable = [one for one in others if not _objection(one, ours)]
        distance = _DISTANCES[rule]
        ranked[concept] = sorted(suitable, key=lambda one: (*distance(one, ours), one.concept))
        if not suitable:
            missing[concept] = _why_none(concept, others, ours)
    controls: dict[str, str] = {}
    for concept in sorted(ranked, key=lambda name: (len(ranked[name]), name)):
        names = [one.concept for one in ranked[concept]]
        free = [name for name in names if name not in controls.values()]
        if names:
            controls[concept] = (free or names)[0]
    return ControlChoice({name: controls[name] for name in sorted(controls)}, missing, fits)


def _objection(one: ControlFit, erased: ControlFit) -> str:
    """Return why an object cannot be a control, in words that count it; "" if it can."""
    if one.invented:
        return "named beside the triggers without being there"
    if one.shown < _FEWEST_IMAGES or not _as_frequent(one.shown, erased.shown):
        return "shown much more or less often"
    if None not in (one.recall, erased.recall) and (
        abs((one.recall or 0.0) - (erased.recall or 0.0)) > _RECALL_MARGIN
    ):
        return "recalled better or worse"
    return ""


def _as_frequent(ours: int, theirs: int) -> bool:
    if not theirs:  # Nothing to compare with.
        return True
    return theirs / _FREQUENCY_FACTOR <= ours <= theirs * _FREQUENCY_FACTOR


def _why_none(concept: str, others: Sequence[ControlFit], erased: ControlFit) -> str:
    reasons = Counter(_objection(one, erased) for one in others)
    if not reasons:
        return f"{concept}: the vocabulary has no other object."
    words = "; ".join(f"{count} {reason}" for reason, count in reasons.most_common())
    return f"{concept}: none of {len(others)} other objects fits ({words})."


def _frequency_apart(one: ControlFit, erased: ControlFit) -> float:
    return abs(math.log((one.shown + 1) / (erased.shown + 1)))


def _recall_apart(one: ControlFit, erased: ControlFit) -> float:
    if one.recall is None or erased.recall is None:
        return 0.0
    return abs(one.recall - erased.recall)


_DISTANCES: Mapping[str, Callable[[ControlFit, ControlFit], tuple[float, ...]]] = {
    LIKE_TRIGGERS: lambda one, erased: (
        abs(one.beside - erased.beside),
        _frequency_apart(one, erased),
    ),
    LIKE_FREQUENCY: lambda one, erased: (
        _frequency_apart(one, erased),
        abs(one.beside - erased.beside),
    ),
    LIKE_RECALL: lambda one, erased: (
        _recall_apart(one, erased),
        abs(one.beside - erased.beside),
    ),
}
