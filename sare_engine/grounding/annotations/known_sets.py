"""Sets of objects whose annotations cover every object of the set, in every image."""

from __future__ import annotations

from sare_engine.grounding.vocabulary import Vocabulary

VOC_CLASSES = (
    "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow",
    "diningtable", "dog", "horse", "motorbike", "person", "pottedplant", "sheep", "sofa",
    "train", "tvmonitor",
)  # fmt: skip
"""The classes of Pascal VOC as its files write them."""

WRITTEN_TOGETHER = {
    "diningtable": "dining table",
    "pottedplant": "potted plant",
    "tvmonitor": "tv monitor",
}
"""Classes of Pascal VOC that are two words elsewhere."""


def known_sets() -> list[frozenset[str]]:
    """Return the names of COCO's and of Pascal VOC's objects."""
    return [frozenset(Vocabulary.coco().concepts), frozenset(VOC_CLASSES)]
