"""COCO annotation files.

Reads `instances_*.json` (boxes with categories) and `captions_*.json` (reference captions): as in
CHAIR, an image's true objects are those of its boxes and those named in its reference captions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sare_engine.files import parse_json
from sare_engine.grounding.annotations.gathering import (
    Annotations,
    Gathering,
    read_file,
    unreadable,
)
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.image_names import plain_name
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary

_EXPECTED = "a COCO annotation file (JSON with images, annotations and categories)"

_STRAY_IMAGE = "Annotations of images that the file does not list: {n}."
_STRAY_CATEGORY = "Annotations with a category that the file does not list: {n}."


def recognises(path: Path, head: str) -> bool:
    """Whether a file looks like one piece of JSON; asked after the formats in JSON Lines."""
    return path.is_file() and head.lstrip()[:1] in ("{", "[")


def read_coco(path: Path, vocabulary: Vocabulary | None = None) -> Annotations:
    """Read a COCO annotation file.

    Args:
        path: an instances or captions JSON.
        vocabulary: gives categories their canonical names, and finds objects in reference
            captions. Without it, category names are used as they are, and captions are not used.

    Raises:
        DataError: the file cannot be read, or is not in COCO's format.
    """
    data = _load(path)
    images = {one["id"]: _file_name(one) for one in _records(data, "images", path)}
    gathering = Gathering(vocabulary)
    for name in images.values():
        gathering.image(name)
    categories = {
        one["id"]: str(one.get("name", ""))
        for one in (_records(data, "categories", path) if "categories" in data else [])
    }
    for category in categories.values():
        gathering.concept(category)
    captioned = False
    for annotation in _records(data, "annotations", path):
        image = images.get(_id(annotation, "image_id"))
        if image is None:
            gathering.problem(_STRAY_IMAGE)
        elif "category_id" in annotation:
            category_id = _id(annotation, "category_id")
            if category_id in categories:
                gathering.present(image, categories[category_id])
            else:
                gathering.problem(_STRAY_CATEGORY)
        elif vocabulary is not None and isinstance(annotation.get("caption"), str):
            captioned = True
            for mention in find_mentions(annotation["caption"], vocabulary):
                if not mention.negated:
                    gathering.present(image, mention.concept)
    return gathering.finish(None if captioned or not categories else categories.values())


def _load(path: Path) -> dict[str, Any]:
    text = read_file(Path(path), _EXPECTED)
    try:
        data = parse_json(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise unreadable(path, f"it is not JSON: {error.msg} in {where}", _EXPECTED) from None
    except ValueError:
        raise unreadable(path, "it contains no COCO annotations", _EXPECTED) from None
    if not isinstance(data, dict):
        kind = type(data).__name__
        raise unreadable(path, f"it contains a {kind} instead of COCO annotations", _EXPECTED)
    return data


def _records(data: Mapping[str, Any], key: str, path: Path) -> list[dict[str, Any]]:
    records = data.get(key)
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise unreadable(path, f"“{key}” is missing or is not a list of records", _EXPECTED)
    if key != "annotations" and not all(isinstance(one.get("id"), (int, str)) for one in records):
        raise unreadable(path, f"an entry of “{key}” has no id", _EXPECTED)
    return records


def _id(record: Mapping[str, Any], key: str) -> int | str | None:
    value = record.get(key)
    return value if isinstance(value, (int, str)) else None


def _file_name(image: Mapping[str, Any]) -> str:
    name = image.get("file_name")
    return plain_name(name) if isinstance(name, str) and name.strip() else str(image["id"])


ENTRY = AnnotationFormat(
    key="coco",
    title="COCO",
    sentence="Boxes with categories, or reference captions, of all images in one JSON file.",
    citation="[COCO](https://arxiv.org/abs/1405.0312)",
    files="COCO JSON",
    suffixes=(".json",),
    recognises=recognises,
    read=read_coco,
)
