"""What the rest of the program needs to know about a format of annotations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.registry import Entry

if TYPE_CHECKING:
    from sare_engine.grounding.annotations.gathering import Annotations
    from sare_engine.grounding.vocabulary import Vocabulary


@dataclass(frozen=True, kw_only=True)
class AnnotationFormat(Entry):
    """A format of annotations.

    Attributes:
        files: what to choose, as an item of a list: "COCO JSON", "a YOLO folder".
        suffixes: endings of its files, in lower case with the dot.
        folders: whether a whole folder can be read.
        recognises: whether a path, with the beginning of the file's text ("" for a folder), is
            of this format; the first format in the registry that recognises it reads it.
        read: reads the path; raises `DataError` if it cannot be used.
    """

    files: str
    suffixes: tuple[str, ...]
    folders: bool = False
    recognises: Callable[[Path, str], bool]
    read: Callable[[Path, Vocabulary | None], Annotations]
