"""AMBER's files, and captions to be scored by them.

`annotations.json` lists, for each image of the generative task, its number and its objects:

    [{"id": 1, "type": "generative", "truth": ["sky", "lake"], "hallu": ["cloud", "bird"]}, …]

Beside it lie `relation.json` (object → words that may stand for it) and `safe_words.txt` (a word
on each line). Captions come as AMBER's list of `{"id": 1, "response": "…"}`, or as JSON Lines with
an image and a caption.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

from sare_engine.config import AmberConfig
from sare_engine.errors import DataError
from sare_engine.evaluation.amber import AmberImage, AmberResult, amber
from sare_engine.evaluation.amber_words import AmberWords
from sare_engine.grounding.evidence.annotations import read_file, unreadable
from sare_engine.grounding.evidence.annotations_lines import image_of, read_objects

_ANNOTATIONS = "AMBER's annotations.json: a list of id, truth and hallu"
_CAPTIONS = "AMBER's list of id and response, or JSON Lines with image_id and caption"
_RELATION = "AMBER's relation.json: objects with the words that stand for them"
_WORDS = "AMBER's safe_words.txt: a word on each line"
_NUMBERED = re.compile(r"(?:AMBER_)?0*(\d+)(?:\.\w+)?", re.IGNORECASE)


@dataclass(frozen=True)
class ScoredByAmber:
    """AMBER's scores of a caption file.

    Attributes:
        result: the figures.
        captions: the captions measured, by image.
        images: the annotations of their images.
        words: the objects that counted.
        without_annotations: captions left out, since their images are not annotated.
        without_caption: annotated images that have no caption.
    """

    result: AmberResult[str]
    captions: Mapping[str, str]
    images: Mapping[str, AmberImage]
    words: AmberWords
    without_annotations: int
    without_caption: int


def score_by_amber(config: AmberConfig) -> ScoredByAmber:
    """Score a caption file by AMBER's annotations.

    Raises:
        DataError: a file is missing or not as it should be, an image has two captions, or no
            caption is of an annotated image.
    """
    images = read_amber(config.annotations)
    words = _read_words(config, images)
    captions: dict[str, str] = {}
    unknown = 0
    for image, caption in _read_captions(config.captions):
        if image not in images:
            unknown += 1
        elif image in captions:
            raise unreadable(config.captions, f"it has two captions of {image}", _CAPTIONS)
        else:
            captions[image] = caption
    if not captions:
        raise DataError(
            f"The captions of {config.captions} could not be measured.",
            "None of its captions belongs to an annotated image."
            if unknown
            else "It holds no caption.",
            "Give captions and annotations whose ids match.",
        )
    return ScoredByAmber(
        amber(captions, images, words),
        captions,
        images,
        words,
        unknown,
        len(images) - len(captions),
    )


def read_amber(path: Path) -> dict[str, AmberImage]:
    """Read annotations; entries of AMBER's yes/no questions are left out.

    Raises:
        DataError: the file cannot be read or holds no image with its objects.
    """
    found: dict[str, AmberImage] = {}
    for entry in _entries(path, _ANNOTATIONS):
        image, truth, targets = _image(entry), entry.get("truth"), entry.get("hallu", [])
        if isinstance(truth, str):  # the answer to a question
            continue
        if image is None or not _is_names(truth) or not _is_names(targets):
            raise unreadable(path, f"entry {len(found) + 1} is no image with objects", _ANNOTATIONS)
        found[image] = AmberImage(tuple(truth), tuple(targets))
    if not found:
        raise unreadable(path, "it holds no image with its objects", _ANNOTATIONS)
    return found


def _read_words(config: AmberConfig, images: Mapping[str, AmberImage]) -> AmberWords:
    objects = [name for one in images.values() for name in (*one.truth, *one.targets)]
    relation: dict[str, list[str]] = {}
    path = config.relation or _beside(config.annotations, "relation.json")
    if path is not None:
        relation = _load(path, _RELATION)
        if not isinstance(relation, dict) or not all(map(_is_names, relation.values())):
            raise unreadable(path, "it is no object of lists of words", _RELATION)
    safe: list[str] = []
    path = config.safe_words or _beside(config.annotations, "safe_words.txt")
    if path is not None:
        safe = read_file(path, _WORDS).split()
    return AmberWords.build(relation, safe, objects)


def _beside(path: Path, name: str) -> Path | None:
    return path.with_name(name) if path.with_name(name).is_file() else None


def _read_captions(path: Path) -> Iterator[tuple[str, str]]:
    for number, entry in enumerate(_entries(path, _CAPTIONS), start=1):
        image, text = _image(entry), entry.get("response", entry.get("caption"))
        if image is None or not isinstance(text, str):
            raise unreadable(path, f"entry {number} has no image or no text", _CAPTIONS)
        yield image, text


def _entries(path: Path, title: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON list, or of JSON Lines."""
    if read_file(path, title).lstrip()[:1] != "[":
        for _, value in read_objects(path, title):
            yield value
        return
    for number, value in enumerate(_load(path, title), start=1):
        if not isinstance(value, dict):
            raise unreadable(path, f"entry {number} is no object", title)
        yield value


def _load(path: Path, title: str) -> Any:
    try:
        return json.loads(read_file(path, title))
    except (ValueError, RecursionError):
        raise unreadable(path, "it is not JSON", title) from None


def _image(entry: Mapping[str, Any]) -> str | None:
    """Return an image's number in AMBER as text ("AMBER_12.jpg" is 12), or its name."""
    name = image_of({"image": entry["id"]}) if "id" in entry else image_of(entry)
    numbered = _NUMBERED.fullmatch(name) if name else None
    return numbered[1] if numbered else name


def _is_names(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
