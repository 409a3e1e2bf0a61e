"""A table with a column for each object, as Roboflow exports it (`_classes.csv`).

    filename, cup, fork
    a.jpg, 1, 0
    b.jpg, 0, 0

1 (or yes, true) says that the object is in the image, 0 (no, false) that it is not. Of any other
value nothing is known. A column called "Unlabeled" marks the images that nobody has labelled.
"""

from __future__ import annotations

from pathlib import Path

from sare_engine.grounding.annotations.csv import (
    first_rows,
    image_column,
    is_known_column,
    means,
    read_table,
)
from sare_engine.grounding.annotations.gathering import Annotations, Gathering, unreadable
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.name_parts import plain_name
from sare_engine.grounding.vocabulary import Vocabulary

_EXPECTED = "a table (CSV) with an image in each row, and a column of 0 and 1 for each object"
_UNLABELLED = frozenset({"unlabeled", "unlabelled"})
_UNKNOWN = frozenset({"", "-1", "-1.0", "nan", "?"})


def recognises(path: Path, head: str) -> bool:
    """Whether the first line names an image and objects, and the next has 0 or 1 for each."""
    rows = first_rows(head) if path.is_file() else []
    if len(rows) < 2:
        return False
    image = image_column(rows[0])
    if image is None or len(rows[0]) < 2 or len(rows[1]) != len(rows[0]):
        return False
    values = [cell.lower() for place, cell in enumerate(rows[1]) if place != image]
    objects = [cell for place, cell in enumerate(rows[0]) if place != image]
    # A column called "label" or "present" is not an object's own.
    return all(_is_there(one) is not None or one in _UNKNOWN for one in values) and not any(
        map(is_known_column, objects)
    )


def read_one_hot(path: Path, vocabulary: Vocabulary | None = None) -> Annotations:
    """Read a table with a column for each object.

    Raises:
        DataError: the file cannot be read, or names no image.
    """
    headings, *rows = read_table(path, _EXPECTED)
    image = image_column(headings) or 0
    unlabelled = {place for place, name in enumerate(headings) if name.lower() in _UNLABELLED}
    objects = {
        place: name
        for place, name in enumerate(headings)
        if place != image and name and place not in unlabelled
    }
    gathering = Gathering(vocabulary)
    for name in objects.values():
        gathering.concept(name)
    whole = all(
        _is_there(cell) is not None
        for row in rows
        for place, cell in enumerate(row)
        if place in objects
    ) and all(len(row) == len(headings) for row in rows)
    for row in rows:
        name = plain_name(row[image]) if image < len(row) else ""
        if not name:
            gathering.problem("Rows without an image: {n}.")
            continue
        gathering.image(name)
        if any(_is_there(row[place]) for place in unlabelled if place < len(row)):
            gathering.problem("Images that are marked as not labelled: {n}. They stay undecided.")
            gathering.doubt(name)
            continue
        for place, category in objects.items():
            cell = row[place].lower() if place < len(row) else ""
            there = _is_there(cell)
            if there is None:
                if cell not in _UNKNOWN:
                    gathering.problem("Cells with neither 0 nor 1: {n}.")
            elif not whole:
                gathering.answer(name, category, there)
            elif there:
                gathering.present(name, category)
    if gathering.empty:
        raise unreadable(path, "no row names an image", _EXPECTED)
    return gathering.finish(objects.values() if whole else ())


def _is_there(cell: str) -> bool | None:
    return means(cell.removesuffix(".0"))


ENTRY = AnnotationFormat(
    key="one_hot",
    title="One-hot CSV",
    sentence="A table with a column of 0 and 1 for each object.",
    files="one-hot CSV",
    suffixes=(".csv",),
    recognises=recognises,
    read=read_one_hot,
)
