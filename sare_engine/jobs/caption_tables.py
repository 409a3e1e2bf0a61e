"""What CHAIR says about captions, as rows, charts and examples of an evaluation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from pathlib import Path
from typing import TypeVar

from sare_engine.evaluation.chair import CaptionChair, ChairResult
from sare_engine.exporting.evaluation_data import Cell
from sare_engine.exporting.report_data import (
    CaptionExample,
    Chart,
    ConceptFact,
    Curve,
    ToldCaption,
    chart,
)
from sare_engine.grounding.concepts import CaptionedImage, ConceptMention, concept_table
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary

Key = TypeVar("Key", bound=Hashable)

_EXAMPLES = 24
_BANDS = 8
"""Bands of caption length, of equally many captions each."""


def chair_row(one: CaptionChair) -> dict[str, Cell]:
    """Return the values of one caption."""
    return {
        "words": one.words,
        "mentions": len(one.mentioned),
        "hallucinated_mentions": len(one.hallucinated),
        "chair_i": one.chair_i,
        "chair_s": bool(one.hallucinated),
        "recall": one.recall,
        "hallucinated": tuple(dict.fromkeys(one.hallucinated)),
        "found": tuple(sorted(one.found)),
        "missed": tuple(sorted(one.missed)),
    }


def chair_charts(result: ChairResult[Key]) -> tuple[Chart, ...]:
    """Return how hallucinations are spread over captions, and how they go with length."""
    rows = list(result.per_image.values())
    counts = Counter(len(one.hallucinated) for one in rows)
    most = max(counts, default=0)
    spread = [
        Curve(
            "captions",
            "base",
            tuple(float(number) for number in range(most + 1)),
            tuple(counts[number] / len(rows) for number in range(most + 1)),
        )
        if most
        else None
    ]
    return (
        chart(
            "Hallucinated mentions in a caption",
            "hallucinated mentions",
            "share of captions",
            spread,
            percent=True,
        ),
        chart(
            "Hallucinated mentions by length",
            "words",
            "mean hallucinated mentions",
            [_by_length(rows)],
            help="Captions in bands of equal size: longer ones have more to get wrong.",
        ),
    )


def _by_length(rows: list[CaptionChair]) -> Curve | None:
    ordered = sorted(rows, key=lambda one: one.words)
    size = len(ordered) / _BANDS
    bands = [ordered[round(size * band) : round(size * (band + 1))] for band in range(_BANDS)]
    points = {}
    for band in bands:
        if band:
            length = sum(one.words for one in band) / len(band)
            points[length] = sum(len(one.hallucinated) for one in band) / len(band)
    if len(points) < 2:
        return None
    return Curve("captions", "base", tuple(points), tuple(points.values()))


def hallucinated_objects(
    result: ChairResult[Key], objects: Mapping[Key, Collection[str]], vocabulary: Vocabulary
) -> tuple[ConceptFact, ...]:
    """Return the objects named though absent, the most frequent first, with their triggers."""
    rows = [
        CaptionedImage(
            key,
            [
                ConceptMention(concept, "hallucinated" if concept in absent else "grounded")
                for concept in one.mentioned
            ],
            frozenset(known for name in objects[key] if (known := vocabulary.concept_of(name))),
        )
        for key, one in result.per_image.items()
        for absent in [set(one.hallucinated)]
    ]
    return tuple(
        ConceptFact(
            row.concept,
            row.mentions,
            row.hallucinated,
            tuple(trigger.concept for trigger in row.triggers),
        )
        for row in concept_table(rows)
        if row.hallucinated
    )


def worst_captions(
    result: ChairResult[Key],
    captions: Mapping[Key, str],
    objects: Mapping[Key, Collection[str]],
    vocabulary: Vocabulary,
    names: Mapping[Key, str],
    pictures: Mapping[Key, Path] | None = None,
) -> tuple[CaptionExample, ...]:
    """Return the captions with the most hallucinated mentions, with the words marked.

    Args:
        result: CHAIR of the captions.
        captions: the captions.
        objects: true objects by caption.
        vocabulary: the objects that counted.
        names: what a caption is called.
        pictures: the pictures, where they are here.
    """
    made_up = {key: one for key, one in result.per_image.items() if one.hallucinated}
    worst = sorted(made_up, key=lambda key: -len(made_up[key].hallucinated))[:_EXAMPLES]
    return tuple(
        CaptionExample(
            pictures[key] if pictures else None,
            (
                ToldCaption(
                    names[key],
                    captions[key],
                    tuple(
                        (mention.start, mention.end)
                        for mention in find_mentions(captions[key], vocabulary)
                        if mention.concept in made_up[key].hallucinated
                    ),
                ),
            ),
            tuple(sorted(objects[key])),
        )
        for key in worst
    )


def chair_headline(chair_s: float | None) -> str:
    """Return CHAIR_s as a sentence."""
    if chair_s is None:
        return "No caption was measured."
    if chair_s == 0:
        return "No caption names an object that is not there."
    percent = f"{100 * chair_s:.1f}".removesuffix(".0")
    return f"{percent}\N{NO-BREAK SPACE}% of the captions name an object that is not there."
