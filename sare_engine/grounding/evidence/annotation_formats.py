"""The formats of annotations, told apart by their content.

A new format is one file with `TITLE`, `recognises` and a reader, and one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sare_engine.errors import DataError
from sare_engine.grounding.evidence import (
    annotations_coco,
    annotations_csv,
    annotations_objects,
    annotations_pope,
    annotations_voc,
    annotations_yolo,
)
from sare_engine.grounding.evidence.annotations import Annotations, decoded
from sare_engine.grounding.vocabulary import Vocabulary

_HEAD_BYTES = 256 * 1024


@dataclass(frozen=True)
class Format:
    """A format of annotations.

    Attributes:
        name: what it is called.
        recognises: whether a path, with the beginning of the file's text ("" for a folder), is
            of this format; the first format that says yes reads it.
        read: reads the path.
    """

    name: str
    recognises: Callable[[Path, str], bool]
    read: Callable[[Path, Vocabulary | None], Annotations]


FORMATS = (
    Format("Pascal VOC", annotations_voc.recognises, annotations_voc.read_voc),
    Format("YOLO", annotations_yolo.recognises, annotations_yolo.read_yolo),
    Format("POPE", annotations_pope.recognises, annotations_pope.read_pope),
    Format("objects", annotations_objects.recognises, annotations_objects.read_object_lists),
    Format("COCO", annotations_coco.recognises, annotations_coco.read_coco),
    Format("CSV", annotations_csv.recognises, annotations_csv.read_csv),
)


def read_annotations(path: Path, vocabulary: Vocabulary | None = None) -> tuple[Annotations, str]:
    """Read a file or folder of annotations; return them and the name of their format.

    Raises:
        DataError: it cannot be read, or is of no known format.
    """
    head = _head(path)
    for one in FORMATS:
        if one.recognises(path, head):
            return one.read(path, vocabulary), one.name
    raise DataError(
        "The annotations could not be read.",
        f"{path} is of no known format.",
        "Choose COCO JSON, Pascal VOC XML, a YOLO folder, POPE JSON Lines, or CSV.",
    )


def _head(path: Path) -> str:
    if path.is_dir():
        return ""
    try:
        with path.open("rb") as file:
            content = file.read(_HEAD_BYTES)
    except OSError as error:
        raise DataError(
            "The annotations could not be read.",
            f"{path}: {error.strerror or error}.",
            "Choose a file or folder of annotations.",
        ) from None
    try:
        return decoded(content)
    except UnicodeDecodeError:
        # A character may be cut in two at the end; if it is no text at all, the reader says so.
        return content.decode("utf-8", errors="replace")
