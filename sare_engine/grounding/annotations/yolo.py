"""YOLO: a text file of boxes for each image, and a file with the names of the classes.

The names are one per line (`classes.txt`, `obj.names` …) or under `names` in a `data.yaml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from sare_engine.grounding.annotations.predictions import is_confidence, predictions_refused
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.vocabulary import Vocabulary

_EXPECTED = "a YOLO folder: text files of boxes, and classes.txt or data.yaml with the names"

_NAME_FILES = ("classes.txt", "obj.names", "names.txt", "_darknet.labels", "labels.txt")
_YAML = (".yaml", ".yml")
_LARGEST_LABELS = 16 * 1024**2
_DEEPEST = 100
"""Lists within lists; more is damage."""
_BOX = 5
"""Values of a box: its class, place and size."""

_PREDICTED = (
    "Files with a confidence after the boxes, which are a model's predictions: {n}. Their images "
    "stay undecided."
)
_NOTHING_PREDICTED = "Empty files beside predictions: {n}. Their images stay undecided."


@dataclass(frozen=True)
class _Boxes:
    """What a file of boxes says.

    Attributes:
        classes: the number of each box's class.
        edges: the edges of each box, as shares of the picture.
        predicted: whether a box has a confidence.
    """

    classes: list[int]
    edges: list[list[float]]
    predicted: bool


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
    labels = {file: boxes for file, boxes in found.items() if boxes is not None}
    predicted = [file for file, boxes in labels.items() if boxes.predicted]
    if predicted and not any(one.classes and not one.predicted for one in labels.values()):
        raise predictions_refused(path, f"the confidence after the boxes in {predicted[0].name}")
    for _ in range(len(files) - len(labels)):
        gathering.problem("Text files without boxes: {n}.")
    empty: list[str] = []
    for file, image in names_of_files([*labels], folder).items():
        gathering.image(image, file.resolve().as_posix())
        boxes = labels[file]
        if boxes.predicted or (predicted and not boxes.classes):
            # A model that has found nothing leaves an empty file.
            gathering.problem(_PREDICTED if boxes.predicted else _NOTHING_PREDICTED)
            gathering.doubt(image)
            continue
        if not boxes.classes:
            empty.append(image)
        for number, edges in zip(boxes.classes, boxes.edges, strict=True):
            if 0 <= number < len(names):
                gathering.present(image, names[number])
                gathering.box(image, names[number], edges)
            else:
                gathering.problem("Boxes with a class that has no name: {n}.")
                gathering.doubt(image)
    if gathering.empty:
        raise unreadable(path, "no text file of boxes was found", _EXPECTED)
    gathering.doubt_if_most(empty)
    used = {
        names[one] for boxes in labels.values() for one in boxes.classes if 0 <= one < len(names)
    }
    return gathering.finish(gathering.looked_for(names, used))


def _names_file(folder: Path) -> Path | None:
    own = _names_file_in(folder)
    if own is not None:
        return own
    # LabelImg writes the names into each folder of labels, and data sets have one data.yaml each.
    below = [one for name in _NAME_FILES for one in sorted(folder.rglob(name)) if one.is_file()]
    if not below:
        yaml = [one for end in _YAML for one in sorted(folder.rglob(f"*{end}")) if one.is_file()]
        below = [one for one in yaml if _names_in_yaml(one)]
    same = len({tuple(_read_names(one)) for one in below}) == 1
    if same:
        return below[0]
    above = filter(None, map(_names_file_in, list(folder.resolve().parents)[:2]))
    found = next(above, None)
    if found is None and below:
        raise unreadable(folder, f"{below[0]} and other files have different names", _EXPECTED)
    return found


def _names_file_in(place: Path) -> Path | None:
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


def _read_labels(path: Path) -> _Boxes | None:
    """Return what a file of boxes says; None if it is not a file of boxes."""
    try:
        if path.stat().st_size > _LARGEST_LABELS:
            return None
        lines = [line.split() for line in read_file(path, _EXPECTED).splitlines()]
        rows = [words for words in lines if words]
        classes = [_class_of(words) for words in rows]
        return _Boxes(classes, [_edges(words) for words in rows], any(map(_is_predicted, rows)))
    except (DataError, ValueError, OSError):
        return None


def _class_of(words: Sequence[str]) -> int:
    if len(words) < _BOX:
        raise ValueError("a box has at least five numbers")
    for word in words[1:]:
        float(word)
    if len(words[0]) > 9:
        raise ValueError("no class has so large a number")
    return int(words[0])


def _edges(words: Sequence[str]) -> list[float]:
    """Return the edges of a box, or those around an outline, whose values are more than a box's."""
    numbers = [float(word) for word in words[1:]]
    if len(words) > _BOX + 1 and len(words) % 2:
        across, down = numbers[::2], numbers[1::2]
        return [min(across), min(down), max(across), max(down)]
    middle_x, middle_y, width, height = numbers[:4]
    return [
        middle_x - width / 2,
        middle_y - height / 2,
        middle_x + width / 2,
        middle_y + height / 2,
    ]


def _is_predicted(words: Sequence[str]) -> bool:
    """Whether a row ends with a confidence.

    Boxes and outlines have an odd number of values. Keypoints may have an even number; their last
    is 0, 1 or 2.
    """
    if len(words) % 2:
        return False
    return not float(words[-1]).is_integer() or (
        len(words) == _BOX + 1 and is_confidence(words[-1])
    )


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
