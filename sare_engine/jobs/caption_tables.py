"""What CHAIR says about captions, as rows, charts and examples of an evaluation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sare_engine.domain import Mention
from sare_engine.erasure.kinds import BASE
from sare_engine.evaluation.chair import CaptionChair
from sare_engine.grounding.concepts import CaptionedImage, ConceptMention, concept_table
from sare_engine.metrics import metric
from sare_engine.reporting.evaluation_data import Cell
from sare_engine.reporting.report_data import (
    Chart,
    ChartCurve,
    ConceptFact,
    ReportedCaption,
    ShownExample,
    chart,
)

Key = TypeVar("Key", bound=Hashable)

_EXAMPLES = 24
_BANDS = 8
"""Most bands of caption length, of equally many captions each."""
_BAND_CAPTIONS = 10
"""Fewer captions have no mean to speak of."""


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


def chair_charts(captions: Iterable[CaptionChair]) -> tuple[Chart, ...]:
    """Return how hallucinations are spread over captions, and how they go with length."""
    rows = list(captions)
    counts = Counter(len(one.hallucinated) for one in rows)
    most = max(counts, default=0)
    spread = [
        ChartCurve(
            "captions",
            BASE,
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
            help="Captions in bands of equal size: longer captions can be wrong more often.",
        ),
    )


def _by_length(rows: list[CaptionChair]) -> ChartCurve | None:
    ordered = sorted(rows, key=lambda one: one.words)
    count = min(_BANDS, len(ordered) // _BAND_CAPTIONS)
    size = len(ordered) / max(1, count)
    bands = [ordered[round(size * band) : round(size * (band + 1))] for band in range(count)]
    points = {}
    for band in bands:
        length = sum(one.words for one in band) / len(band)
        points[length] = sum(len(one.hallucinated) for one in band) / len(band)
    if len(points) < 2:
        return None
    return ChartCurve("captions", BASE, tuple(points), tuple(points.values()))


def hallucinated_objects(
    captions: Mapping[Key, CaptionChair], objects: Mapping[Key, Collection[str]]
) -> tuple[ConceptFact, ...]:
    """Return the objects named though absent, the most frequent first, with their triggers.

    Args:
        captions: what each caption names.
        objects: true objects of its image, canonical names.
    """
    rows = [
        CaptionedImage(
            key,
            [
                ConceptMention(concept, "hallucinated" if concept in absent else "grounded")
                for concept in one.mentioned
            ],
            frozenset(objects[key]),
        )
        for key, one in captions.items()
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


@dataclass(frozen=True)
class TextOfCaption:
    """A caption as a page shows it.

    Attributes:
        name: what the image is called.
        text: the caption.
        objects: what is in the image.
        picture: the picture, where it is here.
    """

    name: str
    text: str
    objects: Collection[str]
    picture: Path | None = None


def worst_captions(
    captions: Mapping[Key, CaptionChair],
    texts: Mapping[Key, TextOfCaption],
    find: Callable[[str], Iterable[Mention]],
) -> tuple[ShownExample, ...]:
    """Return the captions with the most hallucinated mentions, with the words marked.

    Args:
        captions: what each caption names.
        texts: the captions themselves.
        find: finds the objects that a text mentions.
    """
    made_up = {key: set(one.hallucinated) for key, one in captions.items() if one.hallucinated}
    worst = sorted(made_up, key=lambda key: -len(captions[key].hallucinated))[:_EXAMPLES]
    return tuple(
        ShownExample(
            texts[key].picture,
            (
                ReportedCaption(
                    texts[key].name,
                    texts[key].text,
                    tuple(
                        (mention.start, mention.end)
                        for mention in find(texts[key].text)
                        if mention.concept in made_up[key]
                    ),
                ),
            ),
            tuple(sorted(texts[key].objects)),
        )
        for key in worst
    )


def captions_headline(share: float | None) -> str:
    """Return the share of captions that hallucinate as a sentence."""
    if share is None:
        return "No caption was measured."
    if share == 0:
        return "No caption names an object that is not there."
    return f"{metric('chair_s').format(share)} of the captions name an object that is not there."
