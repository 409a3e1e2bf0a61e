"""Which images an erasure trains on, and which are held out to measure it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sare_engine.workspace.rows import ImageRow

_DEALT = ("", "train", "held_out")
"""Splits that dealing may change; all other names are assigned by hand."""


def deal_splits(
    images: Iterable[ImageRow], held_out_share: float, seed: int, *, keep: bool
) -> dict[int, str]:
    """Assign images to "train" or "held_out".

    The choice depends only on the seed and the files' content, so it is the same on another
    computer, and copies of one file are on the same side.

    Args:
        images: the images, with their present splits; names assigned by hand stay.
        held_out_share: share of the images to hold out, in [0, 1].
        seed: changes which images are held out.
        keep: whether "train" and "held_out" that are assigned already stay as they are.

    Returns:
        Image id → split.
    """
    images = list(images)
    sides: dict[str, str] = {}
    for image in images:
        if image.split in _DEALT:
            known = image.split if keep else ""
            sides[image.sha256] = sides.get(image.sha256) or known
    target = round(held_out_share * len(sides))
    if 0 < held_out_share < 1 and len(sides) > 1:
        target = min(max(target, 1), len(sides) - 1)
    missing = target - sum(side == "held_out" for side in sides.values())
    unassigned = sorted(
        (digest for digest, side in sides.items() if not side),
        key=lambda digest: hashlib.sha256(f"{seed}:{digest}".encode()).digest(),
    )
    for place, digest in enumerate(unassigned):
        sides[digest] = "held_out" if place < missing else "train"
    return {
        image.id: sides[image.sha256] if image.split in _DEALT else image.split for image in images
    }
