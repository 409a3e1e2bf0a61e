"""CHAIR of captions that lie in a file, whoever wrote them; no model is needed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.config import ChairConfig
from sare_engine.errors import DataError
from sare_engine.evaluation.chair import ChairResult, chair
from sare_engine.grounding.vocabulary import Vocabulary


@dataclass(frozen=True)
class ScoredCaptions:
    """CHAIR of a caption file.

    Attributes:
        result: the figures; its keys, like those of `captions` and `objects`, are pairs of the
            image and the caption's number in the file, since an image may have several captions.
        captions: the captions measured.
        objects: true objects of each caption's image.
        vocabulary: the objects that counted.
        without_objects: how many captions are of images whose objects are not known.
    """

    result: ChairResult[tuple[str, int]]
    captions: Mapping[tuple[str, int], str]
    objects: Mapping[tuple[str, int], frozenset[str]]
    vocabulary: Vocabulary
    without_objects: int


def score_caption_files(config: ChairConfig) -> ScoredCaptions:
    """Measure CHAIR of a caption file against a file of true objects.

    Captions of images whose objects are not known are left out and counted.

    Raises:
        DataError: a file is missing or not as it should be, or no caption's image is known.
    """
    vocabulary = Vocabulary.from_file(config.vocabulary) if config.vocabulary else Vocabulary.coco()
    true_objects = {
        image: frozenset(vocabulary.concept_of(name) or name for name in objects)
        for image, objects in _read_objects(config.objects)
    }
    captions: dict[tuple[str, int], str] = {}
    objects: dict[tuple[str, int], frozenset[str]] = {}
    unknown = 0
    for number, (image, caption) in enumerate(_read_captions(config.captions), start=1):
        if image not in true_objects:
            unknown += 1
            continue
        # Each caption of an image counts for itself.
        captions[image, number] = caption
        objects[image, number] = true_objects[image]
    if not captions:
        why = "It holds no caption."
        if unknown:
            why = "None of its captions belongs to an image whose objects are known."
        raise DataError(
            f"The captions of {config.captions} could not be measured.",
            why,
            "Give caption and object files whose image_id values match.",
        )
    result = chair(captions, objects, vocabulary)
    return ScoredCaptions(result, captions, objects, vocabulary, unknown)


def _read_captions(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in _read_lines(path):
        caption = line.get("caption")
        if not isinstance(caption, str):
            raise _wrong_line(path, number, "It has no text under caption.")
        yield _image_of(line, path, number), caption


def _read_objects(path: Path) -> Iterator[tuple[str, list[str]]]:
    for number, line in _read_lines(path):
        objects = line.get("objects")
        if not isinstance(objects, list) or not all(isinstance(one, str) for one in objects):
            raise _wrong_line(path, number, "It has no list of names under objects.")
        yield _image_of(line, path, number), objects


def _image_of(line: dict[str, Any], path: Path, number: int) -> str:
    image = line.get("image_id")
    if isinstance(image, bool) or not isinstance(image, (int, str)):
        raise _wrong_line(path, number, "It has no number or text under image_id.")
    return str(image)


def _read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield line number and object of every line that is not blank."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(
            f"{path} could not be read.", f"{error.strerror}.", "Check the path."
        ) from None
    except UnicodeDecodeError:
        raise DataError(
            f"{path} could not be read.", "It is not UTF-8 text.", "Give a JSON Lines file."
        ) from None
    # Not splitlines(): a caption may hold U+2028, which is no end of line in JSON Lines.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            raise _wrong_line(path, number, "It is not JSON.") from None
        if not isinstance(value, dict):
            raise _wrong_line(path, number, "It holds no JSON object.")
        yield number, value


def _wrong_line(path: Path, number: int, why: str) -> DataError:
    return DataError(
        f"Line {number} of {path} cannot be used.", why, "Correct the line, or take it out."
    )
