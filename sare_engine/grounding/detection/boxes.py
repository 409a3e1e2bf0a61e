"""What a detector found of one object in one picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sare_engine.domain import Box

KEPT_BOXES = 10
"""Most boxes that are kept of an object in a picture."""
_SAME = 0.5
"""Boxes of one object that overlap by more (intersection over union) show the same thing."""


class Found(NamedTuple):
    """What a detector found of one object in one picture.

    Attributes:
        score: the best score of any place in the picture, 0 to 1.
        boxes: the best places, without those that show the same thing, best first.
    """

    score: float
    boxes: tuple[Box, ...]


def found(boxes: Iterable[Box], least: float) -> Found:
    """Return the score of an object, and the boxes to keep.

    Args:
        boxes: all boxes that the detector gave the object.
        least: lowest score of a box that is kept; the best is kept in any case.
    """
    ordered = sorted(boxes, key=_score, reverse=True)
    if not ordered:
        return Found(0.0, ())
    worth = [box for box in ordered[1:] if _score(box) >= least]
    return Found(_score(ordered[0]), tuple(distinct([ordered[0], *worth])))


def distinct(boxes: Sequence[Box]) -> list[Box]:
    """Return the best of the boxes that overlap, `KEPT_BOXES` at most (non-maximum suppression).

    Args:
        boxes: the best first.
    """
    kept: list[Box] = []
    for box in boxes:
        if len(kept) == KEPT_BOXES:
            break
        if all(overlap(box, other) <= _SAME for other in kept):
            kept.append(box)
    return kept


def overlap(one: Box, other: Box) -> float:
    """Return the intersection over union of two boxes, 0 to 1."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    return shared / (_area(one) + _area(other) - shared)


def _score(box: Box) -> float:
    return box.score or 0.0


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)
