"""The images behind a hallucination rate, as a record that is kept with each measurement.

Two measurements of the same images can be compared image by image with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from sare_engine.evaluation.hallucination import ImageOutcome
from sare_engine.events import Json

_HALLUCINATED, _CLEAN, _NOT_TESTED = "1", "0", "-"


@dataclass(frozen=True)
class ImageCounts:
    """Which images count for a hallucination rate, and on which of them the model hallucinates.

    Attributes:
        outcomes: for each image, or each answer where several questions were asked about an image:
            "1" hallucinated, "0" not, "-" not tested.
        order: identifies the images in their order; measurements with the same value can be
            compared image by image.
    """

    outcomes: str
    order: str

    @classmethod
    def of(cls, outcomes: Sequence[ImageOutcome]) -> Self:
        """Return the record of a measurement."""
        digest = hashlib.sha256("\n".join(str(one.image) for one in outcomes).encode())
        marks = (
            _NOT_TESTED if not one.tested else _HALLUCINATED if one.hallucinated else _CLEAN
            for one in outcomes
        )
        return cls("".join(marks), digest.hexdigest()[:16])

    @classmethod
    def from_dict(cls, stored: Mapping[str, Json]) -> Self | None:
        """Return a stored record; None where there is none, or where it is damaged."""
        outcomes, order = stored.get("outcomes"), stored.get("order")
        if not isinstance(outcomes, str) or not isinstance(order, str):
            return None
        if set(outcomes) - {_HALLUCINATED, _CLEAN, _NOT_TESTED}:
            return None
        return cls(outcomes, order)

    def to_dict(self) -> dict[str, Json]:
        """Return it as JSON, with the two counts for readers."""
        return {
            "tested": self.tested,
            "hallucinated": self.hallucinated,
            "outcomes": self.outcomes,
            "order": self.order,
        }

    @property
    def tested(self) -> int:
        """Number of images that count for the rate."""
        return len(self.outcomes) - self.outcomes.count(_NOT_TESTED)

    @property
    def hallucinated(self) -> int:
        """On how many of them the model hallucinates."""
        return self.outcomes.count(_HALLUCINATED)

    def paired(self, other: ImageCounts) -> tuple[list[bool], list[bool]]:
        """Return the outcomes of the images that count in both; empty for other images."""
        if self.order != other.order or len(self.outcomes) != len(other.outcomes):
            return [], []
        shared = [
            pair
            for pair in zip(self.outcomes, other.outcomes, strict=True)
            if _NOT_TESTED not in pair
        ]
        return (
            [one == _HALLUCINATED for one, _ in shared],
            [two == _HALLUCINATED for _, two in shared],
        )
