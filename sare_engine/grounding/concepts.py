"""The concept table: which objects a model hallucinates, how often, and their triggers."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sare_engine.domain import GROUNDED, HALLUCINATED

MINIMUM_TRIGGER_IMAGES = 2
"""An object seen beside a single hallucination is more often coincidence than cause."""


class ConceptMention(NamedTuple):
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
        rate: hallucinated / mentions, or None if none of them was judged.
        images: number of images whose captions claim it.
        hallucinated_images: number of images with at least one hallucinated mention of it.
        image_rate: hallucinated_images / images, or None if none of the mentions was judged; it
            does not depend on how many captions an image has.
        triggers: likely triggers, the strongest first.
        disputed: mentions about which sources of evidence contradict each other.
    """

    concept: str
    mentions: int
    grounded: int
    hallucinated: int
    unsure: int
    rate: float | None
    images: int
    hallucinated_images: int
    image_rate: float | None
    triggers: tuple[Trigger, ...] = ()
    disputed: int = 0


@dataclass(frozen=True)
class TriggerEffect:
    """A trigger with the objects that are hallucinated beside it.

    Attributes:
        trigger: the object that is in the picture.
        concepts: the objects that it is a trigger of, those it explains best first.
        images: images that show it and have such a hallucination; one counts for each of them.
    """

    trigger: str
    concepts: tuple[str, ...]
    images: int


def concept_table(rows: Iterable[CaptionedImage], *, top_triggers: int = 3) -> list[Concept]:
    """Count every mentioned object.

    Args:
        rows: one entry per caption.
        top_triggers: triggers kept per concept.

    Returns:
        The objects with the most hallucinated mentions first.
    """
    merged: dict[Hashable, CaptionedImage] = {}
    for row in rows:
        present = merged.get(row.image)
        if present is not None:
            row = dataclasses.replace(present, mentions=[*present.mentions, *row.mentions])
        merged[row.image] = row
    return concept_table_of_images(merged.values(), top_triggers=top_triggers)


def concept_table_of_images(
    rows: Iterable[CaptionedImage], *, top_triggers: int = 3
) -> list[Concept]:
    """Count as `concept_table` does, where each image has one entry; none is kept in memory."""
    tally = _Tally()
    for row in rows:
        tally.add(row)
    table = [
        Concept(
            concept=concept,
            mentions=(total := counts.total()),
            grounded=counts[GROUNDED],
            hallucinated=counts[HALLUCINATED],
            unsure=total - counts[GROUNDED] - counts[HALLUCINATED],
            rate=counts[HALLUCINATED] / total if judged else None,
            images=tally.claimed[concept],
            hallucinated_images=tally.made_up[concept],
            image_rate=tally.made_up[concept] / tally.claimed[concept] if judged else None,
            triggers=tally.triggers(concept)[:top_triggers],
            disputed=tally.disputed[concept],
        )
        for concept, counts in tally.verdicts.items()
        for judged in [counts[GROUNDED] + counts[HALLUCINATED]]
    ]
    return sorted(table, key=lambda row: (-row.hallucinated, -(row.rate or 0.0), row.concept))


def trigger_table(table: Iterable[Concept]) -> list[TriggerEffect]:
    """Return the triggers in a concept table, those that explain most hallucinations first."""
    effects: dict[str, list[tuple[str, Trigger]]] = defaultdict(list)
    for row in table:
        for trigger in row.triggers:
            effects[trigger.concept].append((row.concept, trigger))
    strength = {
        name: sum(_strength(trigger) for _, trigger in found) for name, found in effects.items()
    }
    return [
        TriggerEffect(
            name,
            tuple(
                concept
                for concept, _ in sorted(
                    effects[name], key=lambda one: (-_strength(one[1]), one[0])
                )
            ),
            sum(trigger.images for _, trigger in effects[name]),
        )
        for name in sorted(effects, key=lambda one: (-strength[one], one))
    ]


def _strength(trigger: Trigger) -> float:
    # Count x log lift: a rare object with a high lift does not outrank a common cause.
    return trigger.images * math.log(trigger.lift)


class _Tally:
    """What the table needs to know of the images, each added once.

    Attributes:
        verdicts: concept → verdict → mentions.
        disputed: concept → mentions about which sources contradict each other.
        claimed: concept → images that claim it.
        made_up: concept → images with a hallucinated mention of it.
    """

    def __init__(self) -> None:
        self.verdicts: dict[str, Counter[str]] = defaultdict(Counter)
        self.disputed: Counter[str] = Counter()
        self.claimed: Counter[str] = Counter()
        self.made_up: Counter[str] = Counter()
        # Many images show the same objects: they are counted together.
        self._shown: Counter[frozenset[str]] = Counter()
        self._beside: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)

    def add(self, row: CaptionedImage) -> None:
        claimed, made_up = set(), set()
        grounded = []
        for mention in row.mentions:
            if mention.negated:
                continue
            concept = mention.concept
            self.verdicts[concept][mention.verdict] += 1
            if mention.disputed:
                self.disputed[concept] += 1
            claimed.add(concept)
            if mention.verdict == HALLUCINATED:
                made_up.add(concept)
            elif mention.verdict == GROUNDED:
                grounded.append(concept)
        shown = frozenset(grounded) if row.true_objects is None else row.true_objects
        self.claimed.update(claimed)
        self._shown[shown] += 1
        for concept in made_up:
            self.made_up[concept] += 1
            if concept not in shown:
                self._beside[concept][shown] += 1

    def triggers(self, concept: str) -> tuple[Trigger, ...]:
        """Return the objects beside which the hallucination is more frequent than on average."""
        made_up = self._beside.get(concept)
        absent = self._images - self._showing[concept]
        if not made_up or not absent:
            return ()
        base_rate = made_up.total() / absent
        together: Counter[str] = Counter()
        for shown, images in made_up.items():
            for other in shown:
                together[other] += images
        triggers = [
            Trigger(other, count, rate, rate / base_rate)
            for other, count in together.items()
            if count >= MINIMUM_TRIGGER_IMAGES
            and (rate := count / self._showing_without(other, concept)) > base_rate
        ]
        return tuple(sorted(triggers, key=lambda one: (-_strength(one), one.concept)))

    def _showing_without(self, shown: str, absent: str) -> int:
        return self._showing[shown] - self._pairs[frozenset((shown, absent))]

    @functools.cached_property
    def _images(self) -> int:
        return self._shown.total()

    @functools.cached_property
    def _showing(self) -> Counter[str]:
        """Object → images that show it."""
        found: Counter[str] = Counter()
        for shown, images in self._shown.items():
            for one in shown:
                found[one] += images
        return found

    @functools.cached_property
    def _pairs(self) -> Counter[frozenset[str]]:
        """Two objects → images that show both; pairs of which one was made up somewhere."""
        found: Counter[frozenset[str]] = Counter()
        for shown, images in self._shown.items():
            for one in shown:
                if one in self._beside:
                    for other in shown:
                        # Of two that were both made up, each would count the pair.
                        if other != one and (other not in self._beside or one < other):
                            found[frozenset((one, other))] += images
        return found
