"""Read AMBER's files, and captions to be scored.

`annotations.json` lists, for each image of the generative task, its number and its objects:

    [{"id": 1, "type": "generative", "truth": ["sky", "lake"], "hallu": ["cloud", "bird"]}, …]

It comes with `relation.json` (object → words that may stand for it) and `safe_words.txt` (a word
on each line). Captions come as AMBER's list of `{"id": 1, "response": "…"}`, or as JSON Lines with
an image and a caption.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, TypeGuard

from sare_engine.evaluation.amber import AmberImage
from sare_engine.evaluation.amber_words import AmberWords
from sare_engine.files import atomic_write_text, parse_json
from sare_engine.grounding.annotations.gathering import read_file, unreadable
from sare_engine.grounding.annotations.lines import (
    caption_of,
    image_of,
    read_entries,
)

_ANNOTATIONS = "AMBER's annotations.json: a list of id, truth and hallu"
_CAPTIONS = "AMBER's list of id and response, or JSON Lines with image_id and caption"
_RELATION = "AMBER's relation.json: objects with the words that stand for them"
_WORDS = "AMBER's safe_words.txt: a word on each line"
_NUMBERED = re.compile(r"(?:AMBER_)?0*(\d+)(?:\.\w+)?", re.IGNORECASE)


def read_captions(
    path: Path, images: Mapping[str, AmberImage], questions: Collection[str] = ()
) -> tuple[dict[str, str], int]:
    """Read the captions of annotated images.

    Args:
        path: the file.
        images: the annotated images.
        questions: numbers of AMBER's questions, to which the file may have responses too.

    Returns:
        Caption by image, and how many captions are of other images.

    Raises:
        DataError: the file is missing or malformed, or an image has two captions.
    """
    captions: dict[str, str] = {}
    unknown = 0
    for place, entry in read_entries(path, _CAPTIONS):
        image, text = _image(entry), caption_of(entry)
        if image is None or text is None:
            raise unreadable(path, f"{place} has no image or no text", _CAPTIONS)
        if image in questions:
            continue
        if image not in images:
            unknown += 1
        elif image in captions:
            raise unreadable(path, f"it has two captions of {image}", _CAPTIONS)
        else:
            captions[image] = text
    return captions, unknown


def write_captions(path: Path, captions: Mapping[str, str]) -> Path:
    """Write captions in the format of AMBER's own program.

    Raises:
        StorageError: they cannot be written; an older file is then untouched.
    """
    entries = [
        {"id": int(image) if image.isdecimal() else image, "response": text}
        for image, text in captions.items()
    ]
    atomic_write_text(path, json.dumps(entries, ensure_ascii=False, indent=1) + "\n")
    return path


def read_amber(path: Path, *, may_be_empty: bool = False) -> dict[str, AmberImage]:
    """Read annotations; entries of AMBER's yes/no questions are skipped.

    Args:
        path: the file.
        may_be_empty: whether it may hold questions alone.

    Raises:
        DataError: the file cannot be read or holds no image with its objects.
    """
    found: dict[str, AmberImage] = {}
    for place, entry in read_entries(path, _ANNOTATIONS):
        image, truth, targets = _image(entry), entry.get("truth"), entry.get("hallu", [])
        if isinstance(truth, str):  # the answer to a question
            continue
        if image is None or not _is_names(truth) or not _is_names(targets):
            raise unreadable(path, f"{place} is not an image with objects", _ANNOTATIONS)
        found[image] = AmberImage(tuple(truth), tuple(targets))
    if not found and not may_be_empty:
        raise unreadable(path, "it holds no image with its objects", _ANNOTATIONS)
    return found


def read_words(
    annotations: Path,
    images: Mapping[str, AmberImage],
    relation: Path | None = None,
    safe_words: Path | None = None,
) -> AmberWords:
    """Read the word lists; by default those beside the annotations.

    Args:
        annotations: the file of annotations.
        images: its content; its objects count even if no list has them.
        relation: objects and the words that stand for them.
        safe_words: words too ambiguous to judge.

    Raises:
        DataError: a list cannot be read.
    """
    objects = [name for one in images.values() for name in (*one.truth, *one.targets)]
    stands_for: dict[str, list[str]] = {}
    path = relation or _beside(annotations, "relation.json")
    if path is not None:
        stands_for = _load(path, _RELATION)
        if not isinstance(stands_for, dict) or not all(map(_is_names, stands_for.values())):
            raise unreadable(path, "it is not an object with lists of words", _RELATION)
    safe: list[str] = []
    path = safe_words or _beside(annotations, "safe_words.txt")
    if path is not None:
        safe = read_file(path, _WORDS).split()
    return AmberWords.build(stands_for, safe, objects)


def _beside(path: Path, name: str) -> Path | None:
    return path.with_name(name) if path.with_name(name).is_file() else None


def _load(path: Path, title: str) -> Any:
    try:
        return parse_json(read_file(path, title))
    except ValueError:
        raise unreadable(path, "it is not JSON", title) from None


def _image(entry: Mapping[str, Any]) -> str | None:
    """Return an image's number in AMBER as text ("AMBER_12.jpg" is 12), or its name."""
    name = image_of({"image": entry["id"]}) if "id" in entry else image_of(entry)
    numbered = _NUMBERED.fullmatch(name) if name else None
    return numbered[1] if numbered else name


def _is_names(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
