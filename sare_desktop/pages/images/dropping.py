"""What dropped files and folders are: images, annotations or captions."""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImageReader

from sare_desktop.widgets.primitives.dropped_paths import names_text
from sare_engine import ANNOTATION_FORMATS

_LOOKED_AT = 300
"""Entries of a folder that are looked at to tell images from annotations."""


@dataclass(frozen=True)
class Dropped:
    """Files and folders by what they are; others are left out."""

    images: list[Path] = field(default_factory=list)
    annotations: list[Path] = field(default_factory=list)
    captions: list[Path] = field(default_factory=list)


def sort_dropped(paths: Sequence[Path]) -> Dropped:
    """Tell images and folders of images from annotations and captions."""
    found = Dropped()
    suffixes = image_suffixes()
    for path in paths:
        suffix = path.suffix.lower()
        if path.is_dir():
            (found.images if _holds_images(path, suffixes) else found.annotations).append(path)
        elif suffix in suffixes:
            found.images.append(path)
        elif suffix == ".jsonl" and _holds_captions(path):
            found.captions.append(path)
        elif suffix in annotation_suffixes():
            found.annotations.append(path)
    return found


def image_suffixes() -> frozenset[str]:
    """Return the file name suffixes of the image formats that can be read."""
    known = {f".{bytes(one.data()).decode()}" for one in QImageReader.supportedImageFormats()}
    return frozenset(known - {".svg", ".svgz", ".pdf"}) | {".tif", ".tiff", ".webp"}


def annotation_suffixes() -> tuple[str, ...]:
    """Return the file name suffixes of the annotation formats that can be read."""
    suffixes = (one for form in ANNOTATION_FORMATS.values() for one in form.suffixes)
    return tuple(dict.fromkeys(suffixes))


def _holds_images(folder: Path, suffixes: frozenset[str]) -> bool:
    """Whether a folder contains images; one with neither counts as such, and adding it reports."""
    notes = 0
    with contextlib.suppress(OSError):
        for path in itertools.islice(folder.rglob("*"), _LOOKED_AT):
            if path.suffix.lower() in suffixes:
                return True
            notes += path.suffix.lower() in annotation_suffixes()
    return not notes


def _holds_captions(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8") as lines:
            first = json.loads(next(line for line in lines if line.strip()))
    except (OSError, ValueError, RecursionError, StopIteration):
        return False
    return isinstance(first, dict) and "caption" in first


def drop_words(paths: Sequence[Path]) -> str:
    """Say what dropping these files and folders would do."""
    say = QCoreApplication.translate
    found = sort_dropped(paths)
    parts = [
        words.format(names_text(some))
        for words, some in (
            (say("ImagesPage", "Add to the images: {0}"), found.images),
            (say("ImagesPage", "Import annotations: {0}"), found.annotations),
            (say("ImagesPage", "Import captions: {0}"), found.captions),
        )
        if some
    ]
    return "\n".join(parts) or say("ImagesPage", "Neither images, annotations nor captions")
