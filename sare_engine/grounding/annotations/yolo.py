"""YOLO: a text file of boxes for each image, and a file with the names of the classes.

The names are one per line (`classes.txt`, `obj.names` …) or under `names` in a `data.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from sare_engine.errors import DataError
from sare_engine.grounding.annotations.gathering import (
    Annotations,
    Gathering,
    names_of_files,
    read_file,
    unreadable,
)
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.vocabulary import Vocabulary

_EXPECTED = "a YOLO folder: text files of boxes, and classes.txt or data.yaml with the names"

_NAME_FILES = ("classes.txt", "obj.names", "names.txt", "_darknet.labels", "labels.txt")
_YAML = (".yaml", ".yml")
_LARGEST_LABELS = 16 * 1024**2
_DEEPEST = 100
"""Lists within lists; more is damage."""


def recognises(path: Path, head: str) -> bool:
    """Whether a folder contains text files or class names, or a file contains class names."""
    del head
    if path.is_dir():
        return any(path.rglob("*.txt")) or _names_file(path) is not None
    return _is_names_file(path)


def read_yolo(path: Path, vocabulary: Vocabulary | None = None) -> Annotations:
    """Read YOLO annotations.

    Args:
        path: a folder with text files, also in subfolders, or the file of class names there.
            The class names may also be one or two folders further up.
        vocabulary: gives the classes their canonical names.

    Raises:
        DataError: there are no class names, or no text file of boxes.
    """
    folder = path if path.is_dir() else path.parent
    names_file = path if path.is_file() else _names_file(folder)
    if names_file is None:
        raise unreadable(path, "no classes.txt or data.yaml with the names was found", _EXPECTED)
    names = _read_names(names_file)
    gathering = Gathering(vocabulary)
    files = [
        file
        for file in sorted(folder.rglob("*.txt"))
        if not _is_names_file(file) and file != names_file
    ]
    found = {file: _read_labels(file) for file in files}
    labels = [file for file, classes in found.items() if classes is not None]
    for _ in range(len(files) - len(labels)):
        gathering.problem("Text files without boxes: {n}.")
    for file, image in names_of_files(labels, folder).items():
        gathering.image(image, file.resolve().as_posix())
        for number in found[file] or ():
            if 0 <= number < len(names):
                gathering.present(image, names[number])
            else:
                gathering.problem("Boxes with a class that has no name: {n}.")
                gathering.doubt(image)
    if gathering.empty:
        raise unreadable(path, "no text file of boxes was found", _EXPECTED)
    return gathering.finish(names)


def _names_file(folder: Path) -> Path | None:
    for place in (folder, *list(folder.resolve().parents)[:2]):
        for name in _NAME_FILES:
            if (place / name).is_file():
                return place / name
        others = [one for one in sorted(place.glob("*")) if one.is_file() and _is_names_file(one)]
        for one in others:
            if one.suffix.lower() not in _YAML or _names_in_yaml(one):
                return one
    return None


def _is_names_file(path: Path) -> bool:
    return path.name.lower() in _NAME_FILES or path.suffix.lower() in (".names", *_YAML)


def _read_names(path: Path) -> Sequence[str]:
    if path.suffix.lower() in _YAML:
        names = _names_in_yaml(path)
        if not names:
            raise unreadable(path, "it has no list under “names”", _EXPECTED)
        return names
    lines = [line.strip() for line in read_file(path, _EXPECTED).splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    if not lines:
        raise unreadable(path, "it is empty", _EXPECTED)
    return lines


def _names_in_yaml(path: Path) -> list[str]:
    import yaml

    if path.stat().st_size > _LARGEST_LABELS:
        return []
    try:
        text = read_file(path, _EXPECTED)
        data = None if _is_costly(text) else yaml.safe_load(text)
    except (yaml.YAMLError, DataError, RecursionError, ValueError):
        return []
    names = data.get("names") if isinstance(data, dict) else None
    if isinstance(names, list):
        return [str(one) for one in names]
    if isinstance(names, dict) and all(isinstance(key, int) for key in names):
        last = max(names, default=-1)
        if 0 <= last < 100_000:
            return [str(names.get(number, "")) for number in range(last + 1)]
    return []


def _is_costly(text: str) -> bool:
    """Whether YAML takes more than a file of names should: nested anchors any memory, deep lists
    the square of their depth in time. YOLO's files have neither."""
    depths = accumulate((one in "[{") - (one in "]}") for one in text)
    return ("&" in text and "*" in text) or max(depths, default=0) > _DEEPEST


def _read_labels(path: Path) -> list[int] | None:
    """Return the classes of a file's boxes; None if it is not a file of boxes."""
    try:
        if path.stat().st_size > _LARGEST_LABELS:
            return None
        return list(_classes(read_file(path, _EXPECTED)))
    except (DataError, ValueError, OSError):
        return None


def _classes(text: str) -> Iterator[int]:
    for line in text.splitlines():
        words = line.split()
        if not words:
            continue
        if len(words) < 5:
            raise ValueError("a box has at least five numbers")
        for word in words[1:]:
            float(word)
        if len(words[0]) > 9:
            raise ValueError("no class has so large a number")
        yield int(words[0])


ENTRY = AnnotationFormat(
    key="yolo",
    title="YOLO",
    sentence="A folder with a text file of boxes for each image, and a file of class names.",
    citation="[YOLO](https://arxiv.org/abs/1506.02640)",
    files="a YOLO folder",
    suffixes=(".txt", ".yaml", ".yml", ".names"),
    folders=True,
    recognises=recognises,
    read=read_yolo,
)
