"""True objects of images from a COCO annotation file.

Reads `instances_*.json` (boxes with categories) and `captions_*.json` (reference captions): as in
CHAIR, an image's true objects are those of its boxes and those its reference captions name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from sare_engine.errors import DataError
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary


@dataclass(frozen=True)
class Annotations:
    """True objects by image.

    Attributes:
        objects: file name of the image as the annotations give it → canonical names; an image
            that is listed without annotations has an empty set, which means "none of these".
        unknown_categories: categories the vocabulary has no word for; they are left out.
        problems: entries that point nowhere, in words; they are left out.
    """

    objects: Mapping[str, frozenset[str]]
    unknown_categories: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def match(self, images: Iterable[Path]) -> tuple[dict[Path, frozenset[str]], list[Path]]:
        """Look up images by file name; where that is not unique, by the end of their path.

        Returns:
            The true objects of the images that are annotated, and the images that are not.
        """
        by_name: dict[str, list[str]] = {}
        for listed in self.objects:
            by_name.setdefault(PurePosixPath(listed).name, []).append(listed)
        known: dict[Path, frozenset[str]] = {}
        unknown: list[Path] = []
        for image in images:
            candidates = by_name.get(image.name, [])
            if len(candidates) > 1:
                whole = image.as_posix()
                candidates = [one for one in candidates if f"/{whole}".endswith(f"/{one}")]
            if len(candidates) == 1:
                known[image] = self.objects[candidates[0]]
            else:
                unknown.append(image)
        return known, unknown


def read_coco(path: Path, vocabulary: Vocabulary | None = None) -> Annotations:
    """Read a COCO annotation file.

    Args:
        path: an instances or captions JSON.
        vocabulary: names the categories canonically and finds objects in reference captions.
            Without it category names are taken as they are and captions are not used.

    Raises:
        DataError: the file cannot be read or is not COCO's format.
    """
    data = _load(path)
    images = {one["id"]: _file_name(one) for one in _records(data, "images", path)}
    categories, unknown_categories = _categories(data, path, vocabulary)
    objects: dict[str, set[str]] = {name: set() for name in images.values()}
    stray_images = stray_categories = 0
    for annotation in _records(data, "annotations", path):
        name = images.get(_id(annotation, "image_id"))
        if name is None:
            stray_images += 1
        elif "category_id" in annotation:
            category = _id(annotation, "category_id")
            if category not in categories:
                stray_categories += 1
            elif concept := categories[category]:
                objects[name].add(concept)
        elif vocabulary is not None and isinstance(annotation.get("caption"), str):
            objects[name].update(
                mention.concept
                for mention in find_mentions(annotation["caption"], vocabulary)
                if not mention.negated
            )
    problems = []
    if stray_images:
        problems.append(f"{stray_images} annotations belong to images that the file does not list.")
    if stray_categories:
        problems.append(
            f"{stray_categories} annotations have a category that the file does not list."
        )
    return Annotations(
        {name: frozenset(found) for name, found in objects.items()},
        unknown_categories,
        tuple(problems),
    )


def _categories(
    data: Mapping[str, Any], path: Path, vocabulary: Vocabulary | None
) -> tuple[dict[Any, str | None], tuple[str, ...]]:
    categories: dict[Any, str | None] = {}
    unknown = []
    for one in _records(data, "categories", path) if "categories" in data else []:
        name = str(one.get("name", ""))
        categories[one["id"]] = vocabulary.concept_of(name) if vocabulary else name
        if not categories[one["id"]]:
            unknown.append(name)
    return categories, tuple(unknown)


def _load(path: Path) -> dict[str, Any]:
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise _problem(path, "it is not UTF-8 text") from None
    except OSError as error:
        raise _problem(path, error.strerror or str(error)) from None
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise _problem(
            path, f"it is not JSON: {error.msg} in line {error.lineno}, column {error.colno}"
        ) from None
    except RecursionError:
        raise _problem(path, "it is nested too deeply to be COCO annotations") from None
    if not isinstance(data, dict):
        raise _problem(path, "it holds no COCO annotations but a " + type(data).__name__)
    return data


def _records(data: Mapping[str, Any], key: str, path: Path) -> list[dict[str, Any]]:
    records = data.get(key)
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise _problem(path, f"“{key}” is missing or is no list of records")
    if key != "annotations" and not all(isinstance(one.get("id"), (int, str)) for one in records):
        raise _problem(path, f"an entry of “{key}” has no id")
    return records


def _id(record: Mapping[str, Any], key: str) -> int | str | None:
    value = record.get(key)
    return value if isinstance(value, (int, str)) else None


def _file_name(image: Mapping[str, Any]) -> str:
    name = image.get("file_name")
    return name.replace("\\", "/") if isinstance(name, str) and name else str(image["id"])


def _problem(path: Path, why: str) -> DataError:
    return DataError(
        "The annotations could not be read.",
        f"{path}: {why}.",
        "Choose a COCO annotation file (JSON with images, annotations and categories).",
    )
