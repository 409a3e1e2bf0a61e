"""The concept table: which objects a model hallucinates, how often, and their triggers."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

MINIMUM_TRIGGER_IMAGES = 2
"""An object seen beside a single hallucination is more often coincidence than cause."""


@dataclass(frozen=True)
class ConceptMention:
    """What the table needs of a mention.

    Attributes:
        concept: canonical name.
        verdict: "grounded", "hallucinated" or "unsure".
        negated: whether the caption denies the object; such mentions claim nothing.
        disputed: whether sources of evidence contradict each other about it.
    """

    concept: str
    verdict: str
    negated: bool = False
    disputed: bool = False


@dataclass(frozen=True)
class CaptionedImage:
    """An image with the judged mentions of its caption.

    Attributes:
        image: any key of the image; captions of the same image are counted together.
        mentions: the mentions of one caption.
        true_objects: canonical names known to be in the image, or None if unknown; then the
            grounded mentions are used instead.
    """

    image: Hashable
    mentions: Sequence[ConceptMention]
    true_objects: frozenset[str] | None = None


@dataclass(frozen=True)
class Trigger:
    """An object beside which another object is hallucinated.

    Attributes:
        concept: the object that is in the picture.
        images: number of images that show it and have the hallucination.
        rate: share of the images showing it, without the hallucinated object, that have the
            hallucination.
        lift: `rate` divided by the same share over all images without the hallucinated object.
    """

    concept: str
    images: int
    rate: float
    lift: float


@dataclass(frozen=True)
class Concept:
    """A row of the table.

    Attributes:
        concept: canonical name.
        mentions: number of mentions that claim it.
        grounded: mentions judged true.
        hallucinated: mentions judged false.
        unsure: mentions without a decision.
        rate: hallucinated / mentions, 0 without mentions.
        images: number of images whose captions claim it.
        hallucinated_images: number of images with at least one hallucinated mention of it.
        triggers: likely triggers, the strongest first.
        disputed: mentions about which sources of evidence contradict each other.
    """

    concept: str
    mentions: int
    grounded: int
    hallucinated: int
    unsure: int
    rate: float
    images: int
    hallucinated_images: int
    triggers: tuple[Trigger, ...] = ()
    disputed: int = 0


def concept_table(rows: Iterable[CaptionedImage], *, top_triggers: int = 3) -> list[Concept]:
    """Count every mentioned object.

    Args:
        rows: one entry per caption.
        top_triggers: triggers kept per concept.

    Returns:
        The objects with the most hallucinated mentions first.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    disputed: Counter[str] = Counter()
    claimed: dict[str, set[Hashable]] = defaultdict(set)
    made_up: dict[str, set[Hashable]] = defaultdict(set)
    present: dict[Hashable, set[str]] = {}
    for row in rows:
        shown = present.setdefault(row.image, set(row.true_objects or ()))
        for mention in row.mentions:
            if mention.negated:
                continue
            counts[mention.concept][mention.verdict] += 1
            disputed[mention.concept] += mention.disputed
            claimed[mention.concept].add(row.image)
            if mention.verdict == "hallucinated":
                made_up[mention.concept].add(row.image)
            elif mention.verdict == "grounded" and row.true_objects is None:
                shown.add(mention.concept)
    table = [
        Concept(
            concept=concept,
            mentions=(total := sum(tally.values())),
            grounded=tally["grounded"],
            hallucinated=tally["hallucinated"],
            unsure=total - tally["grounded"] - tally["hallucinated"],
            rate=tally["hallucinated"] / total,
            images=len(claimed[concept]),
            hallucinated_images=len(made_up[concept]),
            triggers=_triggers(concept, made_up[concept], present)[:top_triggers],
            disputed=disputed[concept],
        )
        for concept, tally in counts.items()
    ]
    return sorted(table, key=lambda row: (-row.hallucinated, -row.rate, row.concept))


def _triggers(
    concept: str, made_up: set[Hashable], present: Mapping[Hashable, set[str]]
) -> tuple[Trigger, ...]:
    """Return the objects beside which the hallucination is more frequent than on average."""
    absent = [image for image, shown in present.items() if concept not in shown]
    if not absent or not made_up:
        return ()
    base_rate = sum(image in made_up for image in absent) / len(absent)
    shown_in: Counter[str] = Counter()
    together: Counter[str] = Counter()
    for image in absent:
        shown_in.update(present[image])
        if image in made_up:
            together.update(present[image])
    triggers = [
        Trigger(other, count, rate, rate / base_rate)
        for other, count in together.items()
        if count >= MINIMUM_TRIGGER_IMAGES and (rate := count / shown_in[other]) > base_rate
    ]
    # Count x log lift: a rare object with a high lift does not outrank a common cause.
    return tuple(sorted(triggers, key=lambda one: (-one.images * math.log(one.lift), one.concept)))
