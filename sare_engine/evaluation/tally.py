"""What each image contributes to the figures of a measurement.

Every figure is a sum of parts over a sum of wholes: a rate counts 1 of 1 for an image where it
happened, a recall the objects found of those present, F1 twice the right "yes" of all that count.
With the parts of each image, two measurements of the same images can be compared image by image.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from sare_engine.evaluation.chair import CaptionChair
from sare_engine.evaluation.hallucination import ImageOutcome
from sare_engine.evaluation.text_quality import repetition_of
from sare_engine.events import Json

TALLY = "tally"
"""Under this key, the counts of a `ProbeMetrics` hold the tally of the measurement."""

Share = tuple[float, float]
"""A part and the whole that it counts for; (0, 0) where an image does not count."""


@dataclass(frozen=True)
class Counts:
    """The parts and wholes of one figure, in the order of the images."""

    parts: tuple[float, ...]
    wholes: tuple[float, ...]

    @property
    def value(self) -> float | None:
        """The figure; None where nothing counts for it."""
        whole = math.fsum(self.wholes)
        return math.fsum(self.parts) / whole if whole else None

    @property
    def is_share_of_images(self) -> bool:
        """Whether each image counts once or not at all, so that its interval is Wilson's."""
        return set(self.wholes) <= {0, 1} and all(
            part in (0, whole) for part, whole in zip(self.parts, self.wholes, strict=True)
        )

    def pick(self, places: Iterable[int]) -> Counts:
        """Return the counts of some images."""
        chosen = list(places)
        return Counts(
            tuple(self.parts[one] for one in chosen), tuple(self.wholes[one] for one in chosen)
        )


@dataclass(frozen=True)
class Tally:
    """The counts of all figures of a measurement.

    Attributes:
        units: what identifies each image, in order; for a benchmark of questions about images,
            all questions about an image are one unit, since their answers depend on each other.
        figures: metric → its counts, as long as `units`.
    """

    units: tuple[str, ...]
    figures: Mapping[str, Counts]

    @classmethod
    def of(cls, rows: Iterable[tuple[Hashable, Mapping[str, Share]]]) -> Self:
        """Add up rows of image and metric → (part, whole); several rows of an image are added."""
        sums: dict[str, dict[str, Share]] = {}
        for unit, shares in rows:
            kept = sums.setdefault(str(unit), {})
            for key, (part, whole) in shares.items():
                before = kept.get(key, (0.0, 0.0))
                kept[key] = (before[0] + part, before[1] + whole)
        names = dict.fromkeys(key for shares in sums.values() for key in shares)
        columns = {key: [one.get(key, (0.0, 0.0)) for one in sums.values()] for key in names}
        return cls(
            tuple(sums),
            {
                key: Counts(tuple(part for part, _ in pairs), tuple(whole for _, whole in pairs))
                for key, pairs in columns.items()
            },
        )

    @property
    def values(self) -> dict[str, float]:
        """The figures that are defined."""
        found = {key: counts.value for key, counts in self.figures.items()}
        return {key: value for key, value in found.items() if value is not None}

    def paired(self, other: Tally) -> tuple[Tally, Tally]:
        """Return both for the images and the figures that both have, in the same order."""
        places = {unit: place for place, unit in enumerate(other.units)}
        mine = [place for place, unit in enumerate(self.units) if unit in places]
        theirs = [places[self.units[place]] for place in mine]
        units = tuple(self.units[place] for place in mine)
        shared = [key for key in self.figures if key in other.figures]
        return (
            Tally(units, {key: self.figures[key].pick(mine) for key in shared}),
            Tally(units, {key: other.figures[key].pick(theirs) for key in shared}),
        )

    def to_dict(self, *, with_units: bool = True) -> dict[str, Json]:
        """Return it as JSON; whole numbers are written without a fraction."""
        figures = {
            key: [_short(counts.parts), _short(counts.wholes)]
            for key, counts in self.figures.items()
        }
        return {**({"units": list(self.units)} if with_units else {}), "figures": figures}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Json], units: Sequence[str] = ()) -> Self | None:
        """Return a stored tally; None where there is none, or where it is damaged.

        Args:
            stored: what `to_dict` returned.
            units: what identifies the images if it was stored without them; "" numbers them.
        """
        figures = stored.get("figures")
        if not isinstance(figures, Mapping):
            return None
        found: dict[str, Counts] = {}
        for key, columns in figures.items():
            if not isinstance(columns, list) or len(columns) != 2:
                return None
            parts, wholes = columns
            if not (_are_numbers(parts) and _are_numbers(wholes)) or len(parts) != len(wholes):
                return None
            found[str(key)] = Counts(tuple(parts), tuple(wholes))
        lengths = {len(counts.parts) for counts in found.values()}
        names = stored.get("units", list(units)) or [
            str(place) for place in range(max(lengths, default=0))
        ]
        if not isinstance(names, list) or lengths - {len(names)}:
            return None
        if len(set(map(str, names))) != len(names):
            return None
        return cls(tuple(map(str, names)), found)


def caption_shares(outcome: ImageOutcome, words: CaptionChair, text: str) -> dict[str, Share]:
    """Return what a caption contributes to the figures of captions.

    Args:
        outcome: its hallucinations.
        words: its mentions.
        text: the caption.
    """
    tested = float(bool(outcome.tested))
    shares: dict[str, Share] = {
        "hallucination_rate": (float(outcome.hallucinated), tested),
        "hallucination_or_degenerate_rate": (float(outcome.failed), tested),
        "degenerate_rate": (float(outcome.degenerate), 1.0),
        "other_hallucination_rate": (float(bool(outcome.others_said)), 1.0),
        "concept_recall": (
            float(len(outcome.erased_found)),
            float(len(outcome.erased_present)),
        ),
        "object_recall": (float(len(outcome.found)), float(len(outcome.present))),
        **chair_shares(words),
        "mean_words": (float(words.words), 1.0),
        "repetition": (repetition_of(text), 1.0),
    }
    return shares


def chair_shares(words: CaptionChair) -> dict[str, Share]:
    """Return what a caption contributes to CHAIR."""
    return {
        "chair_i": (float(len(words.hallucinated)), float(len(words.mentioned))),
        "chair_s": (float(bool(words.hallucinated)), 1.0),
    }


def answer_shares(name: str, present: bool, said_yes: bool) -> dict[str, Share]:
    """Return what an answer to a yes/no question contributes; "yes" is the positive class.

    Args:
        name: of the benchmark, which the names of the figures begin with.
        present: the right answer.
        said_yes: the answer.
    """
    right = present == said_yes
    hit = float(present and said_yes)
    return {
        f"{name}_accuracy": (float(right), 1.0),
        f"{name}_precision": (hit, float(said_yes)),
        f"{name}_recall": (hit, float(present)),
        f"{name}_f1": (2 * hit, 2 * hit + float(not right)),
        f"{name}_yes_ratio": (float(said_yes), 1.0),
    }


def _short(values: Sequence[float]) -> list[float]:
    return [int(value) if value == int(value) else round(value, 6) for value in values]


def _are_numbers(values: Json) -> bool:
    return isinstance(values, list) and all(
        isinstance(one, (int, float)) and not isinstance(one, bool) and math.isfinite(one)
        for one in values
    )
