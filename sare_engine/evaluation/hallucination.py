"""The main results of an erasure: hallucination rates, and the recall of what is really there.

An image counts for the hallucination rate if an erased concept is absent from it (and, if triggers
are given, one of that concept's triggers is present: "fork, but no knife"). An empty caption cannot
hallucinate, so empty and broken captions are counted separately and as failures, never as
successes: `hallucination_or_degenerate_rate` is the figure to show.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary


@dataclass(frozen=True)
class EvaluatedCaption:
    """A caption of an image whose objects are known.

    Attributes:
        image: anything that identifies the image.
        text: the caption.
        true_objects: names of the objects in the image.
        degenerate: whether the caption is empty or broken; an empty text always counts as such.
        scope: the objects that were looked for in the image, by canonical name; others are
            neither tested nor counted. None: all objects.
    """

    image: Hashable
    text: str
    true_objects: Collection[str]
    degenerate: bool = False
    scope: Collection[str] | None = None


@dataclass(frozen=True)
class ImageOutcome:
    """The outcome for one image.

    Attributes:
        image: as given.
        tested: erased concepts that are absent here (and triggered, where triggers are given);
            empty: the image does not count for the hallucination rate.
        degenerate: the caption is empty or broken.
        erased_said: erased concepts that are named but absent.
        others_said: other objects that are named but absent.
        erased_present: erased concepts that are in the image.
        erased_found: those of them that the caption names.
        present: all objects in the image.
        found: those of them that the caption names.
    """

    image: Hashable
    tested: frozenset[str]
    degenerate: bool
    erased_said: frozenset[str]
    others_said: frozenset[str]
    erased_present: frozenset[str]
    erased_found: frozenset[str]
    present: frozenset[str]
    found: frozenset[str]

    @property
    def hallucinated(self) -> bool:
        """Whether it counts for the rate and names an erased object that is absent."""
        return bool(self.tested and self.erased_said)

    @property
    def failed(self) -> bool:
        """Whether it counts for the rate and hallucinates or is degenerate."""
        return bool(self.tested) and (self.degenerate or bool(self.erased_said))


@dataclass(frozen=True)
class HallucinationReport:
    """Rates over a set of captions, as fractions; None where undefined.

    Attributes:
        hallucination_rate: of the tested images (an erased concept is absent), the share whose
            caption names an absent erased concept. Degenerate captions stay in the denominator.
        degenerate_rate: share of all images with an empty or broken caption.
        hallucination_or_degenerate_rate: of the tested images, the share that does either; the
            one rate that a model cannot lower by saying nothing.
        other_hallucination_rate: of all images, the share whose caption names an absent object
            that was not erased.
        concept_recall: erased concepts named / erased concepts present, over all images.
        object_recall: objects named / objects present, over all images; like `concept_recall`
            it does not count what a degenerate caption names.
        images: number of images.
        tested_images: number of images that count for the hallucination rate.
        per_image: every image's outcome, in the given order.
    """

    hallucination_rate: float | None
    degenerate_rate: float | None
    hallucination_or_degenerate_rate: float | None
    other_hallucination_rate: float | None
    concept_recall: float | None
    object_recall: float | None
    images: int
    tested_images: int
    per_image: tuple[ImageOutcome, ...] = field(repr=False)

    def values(self) -> dict[str, float]:
        """Return the rates that are defined, by name."""
        names = (
            "hallucination_rate",
            "degenerate_rate",
            "hallucination_or_degenerate_rate",
            "other_hallucination_rate",
            "concept_recall",
            "object_recall",
        )
        return {name: value for name in names if (value := getattr(self, name)) is not None}


def hallucination_report(
    captions: Iterable[EvaluatedCaption],
    vocabulary: Vocabulary,
    concepts: Iterable[str],
    triggers: Mapping[str, Collection[str]] | None = None,
) -> HallucinationReport:
    """Measure how captions mention erased and other objects.

    Args:
        captions: one per image.
        vocabulary: the objects that count.
        concepts: the erased objects.
        triggers: erased object → objects that set it off. If given, an image is tested only for
            concepts with a trigger in the image; a concept without an entry is tested wherever
            it is absent.
    """
    erased = _canonical(concepts, vocabulary)
    known_triggers = {
        vocabulary.concept_of(concept) or concept: _canonical(objects, vocabulary)
        for concept, objects in (triggers or {}).items()
    }
    return report_of(_outcome(one, vocabulary, erased, known_triggers) for one in captions)


def report_of(per_image: Iterable[ImageOutcome]) -> HallucinationReport:
    """Return the rates over outcomes, which may come from several questions about an image."""
    outcomes = tuple(per_image)
    tested = [one for one in outcomes if one.tested]
    return HallucinationReport(
        hallucination_rate=_share([one.hallucinated for one in tested]),
        degenerate_rate=_share([one.degenerate for one in outcomes]),
        hallucination_or_degenerate_rate=_share([one.failed for one in tested]),
        other_hallucination_rate=_share([bool(one.others_said) for one in outcomes]),
        concept_recall=_ratio(
            sum(len(one.erased_found) for one in outcomes),
            sum(len(one.erased_present) for one in outcomes),
        ),
        object_recall=_ratio(
            sum(len(one.found) for one in outcomes), sum(len(one.present) for one in outcomes)
        ),
        images=len(outcomes),
        tested_images=len(tested),
        per_image=outcomes,
    )


def _outcome(
    caption: EvaluatedCaption,
    vocabulary: Vocabulary,
    erased: frozenset[str],
    triggers: Mapping[str, frozenset[str]],
) -> ImageOutcome:
    present = _canonical(caption.true_objects, vocabulary)
    said = frozenset(
        mention.concept
        for mention in find_mentions(caption.text, vocabulary)
        if not mention.negated and (caption.scope is None or mention.concept in caption.scope)
    )
    degenerate = caption.degenerate or not caption.text.strip()
    absent_said = said - present
    # "knife knife knife" is broken output, not a model that still knows its knives.
    found = frozenset() if degenerate else said & present
    return ImageOutcome(
        image=caption.image,
        tested=frozenset(
            concept
            for concept in erased - present
            if (concept not in triggers or triggers[concept] & present)
            and (caption.scope is None or concept in caption.scope)
        ),
        degenerate=degenerate,
        erased_said=absent_said & erased,
        others_said=absent_said - erased,
        erased_present=present & erased,
        erased_found=found & erased,
        present=present,
        found=found,
    )


def _canonical(names: Iterable[str], vocabulary: Vocabulary) -> frozenset[str]:
    """Return canonical names; names outside the vocabulary are ignored, as in CHAIR."""
    return frozenset(concept for name in names if (concept := vocabulary.concept_of(name)))


def _share(outcomes: Sequence[bool]) -> float | None:
    return _ratio(sum(outcomes), len(outcomes))


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
