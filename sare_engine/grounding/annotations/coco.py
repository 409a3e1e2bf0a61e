"""COCO annotation files.

Reads `instances_*.json` (boxes with categories), `panoptic_*.json` (segments with categories) and
`captions_*.json` (reference captions): as in CHAIR, an image's true objects are those of its boxes
and those named in its reference captions. Captions alone say what is there; what they leave out may
be there too. So a file decides on the categories that it lists and that were looked for.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sare_engine.files import parse_json
from sare_engine.grounding.annotations.gathering import (
    Annotations,
    Gathering,
    read_file,
    unreadable,
)
from sare_engine.grounding.annotations.lines import holds_lines
from sare_engine.grounding.annotations.predictions import confidence_key, predictions_refused
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.name_parts import plain_name
from sare_engine.grounding.vocabulary import Vocabulary

_EXPECTED = "a COCO annotation file (JSON with images, annotations and categories)"

_BOX = 4
"""Numbers of a box: its left and upper edge, width and height, in pixels."""

_STRAY_IMAGE = "Annotations of images that the file does not list: {n}."
_STRAY_CATEGORY = "Annotations with a category that the file does not list: {n}."
_NO_CATEGORY = "Annotations with neither a category nor a caption: {n}."
_SHARED_ID = "Images whose id belongs to several images: {n}. They stay undecided."
_SHARED_NAME = "File names that several ids have: {n}. These images stay undecided."
_NAMELESS_CATEGORY = "Categories without a name: {n}. Their annotations are skipped."
_SHARED_CATEGORY = "Category ids that have several names: {n}. Their annotations are skipped."
_NOT_DESCRIBED = "Images that no annotation describes: {n}. They stay undecided."
_SAYS_NOTHING = "Images whose captions name no object of the vocabulary: {n}. They stay undecided."


def recognises(path: Path, head: str) -> bool:
    """Whether a file looks like one piece of JSON; asked after the formats in JSON Lines."""
    if not path.is_file() or path.suffix.lower() in (".jsonl", ".ndjson"):
        return False
    return head.lstrip()[:1] in ("{", "[") and not holds_lines(head)


@dataclass(frozen=True)
class CocoFile:
    """The tables of a COCO file, with ids as text: files mix 7 and "7".

    Attributes:
        images: id → the image's record; without the ids that several images share.
        names: id → the image's name; without those ids.
        shared: ids that several images share.
        undecided: names of images whose annotations cannot be told from another's.
        categories: id → name; without the ids that several categories share.
        annotations: the records of annotations.
        problems: sentences about entries that cannot be used, once for each entry.
        synonyms: id → further names of the category, as LVIS has them.
    """

    images: Mapping[str, Mapping[str, Any]]
    names: Mapping[str, str]
    shared: frozenset[str]
    undecided: frozenset[str]
    categories: Mapping[str, str]
    annotations: list[dict[str, Any]]
    problems: list[str] = field(default_factory=list)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def load_coco(path: Path, expected: str = _EXPECTED) -> CocoFile:
    """Read the tables of a file in COCO's format.

    Raises:
        DataError: the file cannot be read, or is not in this format.
    """
    data = _load(path, expected)
    listed: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for one in _records(data, "images", path, expected):
        listed[record_id(one, "id")].setdefault(_file_name(one), one)
    problems: list[str] = []
    undecided: set[str] = set()
    for entries in listed.values():
        if len(entries) > 1:
            undecided.update(entries)
            problems += [_SHARED_ID] * len(entries)
    ids_of: dict[str, list[str]] = defaultdict(list)
    for number, entries in listed.items():
        for name in entries:
            ids_of[name].append(number)
    shared = {name for name, ids in ids_of.items() if len(ids) > 1} - undecided
    problems += [_SHARED_NAME] * len(shared)
    undecided |= shared
    named: dict[str, dict[str, None]] = defaultdict(dict)
    synonyms: dict[str, tuple[str, ...]] = {}
    for one in _records(data, "categories", path, expected) if "categories" in data else []:
        category = one.get("name")
        if category is None or not str(category).strip():
            problems.append(_NAMELESS_CATEGORY)
            continue
        named[record_id(one, "id")][str(category)] = None
        others = one.get("synonyms")
        if isinstance(others, list):
            synonyms[record_id(one, "id")] = tuple(word for word in others if isinstance(word, str))
    problems += [_SHARED_CATEGORY for names in named.values() if len(names) > 1]
    annotations = _records(data, "annotations", path, expected)
    if (key := next(filter(None, map(confidence_key, annotations)), None)) is not None:
        raise predictions_refused(path, f"“{key}” in its annotations")
    own = {number: next(iter(one.items())) for number, one in listed.items() if len(one) == 1}
    return CocoFile(
        {number: record for number, (_, record) in own.items()},
        {number: name for number, (name, _) in own.items()},
        frozenset(listed.keys() - own.keys()),
        frozenset(undecided),
        {number: next(iter(names)) for number, names in named.items() if len(names) == 1},
        annotations,
        problems,
        synonyms,
    )


def start_gathering(file: CocoFile, vocabulary: Vocabulary | None) -> Gathering:
    """Return a gathering with the images, categories and problems of a file."""
    gathering = Gathering(vocabulary)
    for number, name in file.names.items():
        gathering.image(name)
        gathering.numbered(number, name)
    for name in file.undecided:
        gathering.doubt(name)
    for problem in file.problems:
        gathering.problem(problem)
    return gathering


def read_coco(path: Path, vocabulary: Vocabulary | None = None) -> Annotations:
    """Read a COCO annotation file.

    Args:
        path: an instances, panoptic or captions JSON.
        vocabulary: gives categories their canonical names, and finds objects in reference
            captions. Without it, category names are used as they are, and captions are not used.

    Raises:
        DataError: the file cannot be read, or is not in COCO's format.
    """
    file = load_coco(path)
    gathering = start_gathering(file, vocabulary)
    for category in file.categories.values():
        gathering.concept(category)
    told: dict[str, set[str]] = defaultdict(set)
    """Kind of annotation → the images that have such annotations."""
    named: set[str] = set()
    """Images in whose captions an object was found."""
    used: set[str] = set()
    """Ids of the categories that annotations use, of whichever image."""
    for annotation in file.annotations:
        number = record_id(annotation, "image_id")
        image = file.names.get(number)
        kind = _kind(annotation)
        marked = annotation["segments_info"] if kind == "segments" else [annotation]
        if image is None or image in file.undecided:
            used.update(record_id(one, "category_id") for one in marked)
            if image is None and number not in file.shared:
                gathering.problem(_STRAY_IMAGE)
                told["strays"].add(number)
        elif kind is None:
            gathering.problem(_NO_CATEGORY)
            gathering.doubt(image)
        elif kind == "captions":
            told[kind].add(image)
            text = annotation["caption"]
            if _add_caption(gathering, image, text, vocabulary, alone=not file.categories):
                named.add(image)
        else:
            told[kind].add(image)
            for one in marked:
                used.add(_add(gathering, image, one, file, number))
    _doubt_what_is_left_out(gathering, file, told, named)
    if not file.categories:
        return gathering.finish()
    return gathering.finish(
        gathering.looked_for(
            file.categories.values(),
            {file.categories[one] for one in used & file.categories.keys()},
        )
    )


def _doubt_what_is_left_out(
    gathering: Gathering, file: CocoFile, told: Mapping[str, set[str]], named: set[str]
) -> None:
    """Doubt the images on which annotations say too little; see `read_coco` for the arguments."""
    names = set(file.names.values()) - file.undecided
    if file.categories or not told["captions"]:
        _doubt(gathering, _not_described(names, told), _NOT_DESCRIBED)
    else:
        _doubt(gathering, told["captions"] - named, _SAYS_NOTHING)
        _doubt(gathering, names - told["captions"], _NOT_DESCRIBED)


def _not_described(names: Collection[str], told: Mapping[str, set[str]]) -> set[str]:
    """Return the images that lack what the file may have about them, without saying so."""
    if told["segments"]:  # Each image has a row.
        return {*names} - told["segments"]
    empty = {*names} - told["boxes"]
    # What belongs to no image may belong to any of those that have nothing. And where most have
    # nothing, a tool has listed what nobody has got to yet.
    return empty if told["strays"] or len(empty) > len(names) / 2 else set()


def _kind(annotation: Mapping[str, Any]) -> str | None:
    """Return what an annotation is: "boxes", "segments", "captions", or None if nothing known."""
    segments = annotation.get("segments_info")
    if "category_id" in annotation:
        return "boxes"
    if isinstance(segments, list) and all(isinstance(one, dict) for one in segments):
        return "segments"
    return "captions" if isinstance(annotation.get("caption"), str) else None


def _add_caption(
    gathering: Gathering,
    image: str,
    caption: str,
    vocabulary: Vocabulary | None,
    *,
    alone: bool,
) -> bool:
    """Add the objects that a reference caption names; return whether there are any.

    Without other annotations (`alone`) nothing is known of the objects that it does not name.
    """
    if vocabulary is None:
        return False
    claimed = [one.concept for one in find_mentions(caption, vocabulary) if not one.negated]
    for concept in claimed:
        if alone:
            gathering.answer(image, concept, True)
        else:
            gathering.present(image, concept)
    return bool(claimed)


def _add(
    gathering: Gathering, image: str, entry: Mapping[str, Any], file: CocoFile, number: str
) -> str:
    """Add an annotation; return the id of its category."""
    key = record_id(entry, "category_id")
    category = file.categories.get(key)
    if category is None:
        gathering.problem(_STRAY_CATEGORY)
        gathering.doubt(image)
        return key
    gathering.present(image, category)
    box = entry.get("bbox")
    if box is not None:
        gathering.box(image, category, _edges(box, file.images[number]))
    return key


def _edges(box: Any, image: Mapping[str, Any]) -> list[float] | None:
    """Return a box's edges as shares of the picture; None if they are not stated."""
    size = [image.get("width"), image.get("height")]
    numbers = [*box, *size] if isinstance(box, list) else []
    if len(numbers) != _BOX + len(size) or not all(map(_is_number, numbers)) or not all(size):
        return None
    try:
        left, top, width, height, across, down = map(float, numbers)
        return [left / across, top / down, (left + width) / across, (top + height) / down]
    except (OverflowError, ZeroDivisionError):
        return None


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _doubt(gathering: Gathering, images: Collection[str], problem: str) -> None:
    for image in images:
        gathering.problem(problem)
        gathering.doubt(image)


def _load(path: Path, expected: str) -> dict[str, Any]:
    text = read_file(Path(path), expected)
    try:
        data = parse_json(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise unreadable(path, f"it is not JSON: {error.msg} in {where}", expected) from None
    except ValueError:
        raise unreadable(path, "it contains no COCO annotations", expected) from None
    if not isinstance(data, dict):
        first = data[0] if isinstance(data, list) and data else None
        if isinstance(first, dict) and (key := confidence_key(first)) is not None:
            raise predictions_refused(path, f"“{key}” in its entries")
        kind = type(data).__name__
        raise unreadable(path, f"it contains a {kind} instead of COCO annotations", expected)
    return data


def _records(data: Mapping[str, Any], key: str, path: Path, expected: str) -> list[dict[str, Any]]:
    records = data.get(key)
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise unreadable(path, f"“{key}” is missing or is not a list of records", expected)
    if key != "annotations" and not all(record_id(one, "id") for one in records):
        raise unreadable(path, f"an entry of “{key}” has no id", expected)
    return records


def record_id(record: Mapping[str, Any], key: str) -> str:
    """Return an id as text, whether the file has 7, 7.0 or "7"; "" if there is none."""
    value = record.get(key)
    # Nearly all are whole numbers, and files have millions.
    return str(value) if type(value) is int else id_text(value)


def id_text(value: Any) -> str:
    """Return an id as text, or "" for what is not an id."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def ids_of(values: Any) -> Iterable[str]:
    """Return the ids in a list, as text."""
    return filter(None, map(id_text, values)) if isinstance(values, list) else ()


def _file_name(image: Mapping[str, Any]) -> str:
    """Return an image's name; LVIS 1 has its address alone."""
    for key in ("file_name", "coco_url"):
        name = image.get(key)
        if isinstance(name, str) and name.strip():
            return plain_name(name)
    return record_id(image, "id")


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
