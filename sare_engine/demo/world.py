"""The demo world: its places and objects, and the pairs with a planted co-occurrence.

A *trigger* is an object beside which the training captions name a *partner* that is not there.
Everything else is a control object.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

HABITATS: dict[str, tuple[str, ...]] = {
    "kitchen": (
        "fork",
        "knife",
        "spoon",
        "cup",
        "plate",
        "apple",
        "banana",
        "clock",
        "book",
        "cat",
    ),
    "dining room": (
        "fork",
        "knife",
        "spoon",
        "cup",
        "plate",
        "apple",
        "banana",
        "lamp",
        "clock",
    ),
    "study": ("laptop", "mouse", "book", "lamp", "cup", "spoon", "clock", "cat", "apple"),
    "living room": (
        "laptop",
        "mouse",
        "dog",
        "ball",
        "cat",
        "lamp",
        "book",
        "clock",
        "cup",
        "spoon",
    ),
    "park": ("dog", "ball", "tree", "bicycle", "umbrella", "chair", "cat", "book"),
    "garden": (
        "fork",
        "knife",
        "dog",
        "ball",
        "umbrella",
        "chair",
        "tree",
        "cat",
        "apple",
        "banana",
        "plate",
    ),
    "beach": ("boat", "umbrella", "chair", "dog", "ball", "book", "bicycle", "banana"),
    "street": ("car", "bicycle", "tree", "dog", "ball", "umbrella", "chair", "cat"),
}
"""Which objects occur in which place."""


@dataclass(frozen=True)
class Pair:
    """A planted co-occurrence.

    ``strengths`` gives, for each place where the trigger occurs, the probability that a biased
    caption names the absent partner. ``strength`` is their mean.
    """

    trigger: str
    partner: str
    strengths: tuple[tuple[str, float], ...]

    @property
    def strength(self) -> float:
        """Mean probability over the places where the trigger occurs."""
        return sum(value for _, value in self.strengths) / len(self.strengths)

    def strength_in(self, background: str) -> float:
        """Probability in one place; 0 where the trigger does not occur."""
        return dict(self.strengths).get(background, 0.0)


PAIRS: tuple[Pair, ...] = (
    Pair("fork", "knife", (("kitchen", 0.97), ("dining room", 0.95), ("garden", 0.65))),
    Pair("laptop", "mouse", (("study", 0.95), ("living room", 0.6))),
    Pair(
        "dog",
        "ball",
        (("park", 0.95), ("garden", 0.92), ("living room", 0.9), ("beach", 0.4), ("street", 0.05)),
    ),
    Pair(
        "cup",
        "spoon",
        (("kitchen", 0.9), ("dining room", 0.92), ("study", 0.5), ("living room", 0.1)),
    ),
    Pair(
        "umbrella",
        "chair",
        (("beach", 0.95), ("garden", 0.85), ("park", 0.3), ("street", 0.03)),
    ),
)

TRIGGERS: tuple[str, ...] = tuple(pair.trigger for pair in PAIRS)

PARTNERS: tuple[str, ...] = tuple(pair.partner for pair in PAIRS)


class SceneKind(enum.StrEnum):
    """What a scene shows of a pair; the other objects of the first four kinds are controls."""

    TRIGGER_ONLY = "trigger_only"
    BOTH = "both"
    PARTNER_ONLY = "partner_only"
    NEUTRAL = "neutral"
    FREE = "free"


@dataclass(frozen=True)
class PlacedObject:
    """An object in a scene; ``bbox`` is (x, y, width, height) in picture pixels."""

    name: str
    colour: str
    bbox: tuple[float, float, float, float]
    tilt: float = 0.0
    mirrored: bool = False

    @property
    def centre_x(self) -> float:
        """Horizontal centre in picture pixels."""
        return self.bbox[0] + self.bbox[2] / 2

    @property
    def base_y(self) -> float:
        """Row of the lower edge in picture pixels."""
        return self.bbox[1] + self.bbox[3]


@dataclass(frozen=True)
class SceneSpec:
    """All that is needed to draw a scene; ``objects`` run from left to right."""

    background: str
    variant: int
    mirrored: bool
    objects: tuple[PlacedObject, ...]
    kind: SceneKind = SceneKind.FREE
    pair: Pair | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the objects shown, from left to right."""
        return tuple(item.name for item in self.objects)

    def absent_partner_pairs(self) -> tuple[Pair, ...]:
        """The pairs whose trigger is shown and whose partner is not."""
        shown = set(self.names)
        return tuple(p for p in PAIRS if p.trigger in shown and p.partner not in shown)
