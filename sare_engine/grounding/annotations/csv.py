"""A simple table: an image and an object on each row, or several objects with ";" between them.

    image,object              image,object,present         image,objects
    a.jpg,fork                a.jpg,fork,yes               a.jpg,fork; cup
    a.jpg,cup                 a.jpg,cup,no                 b.jpg,

With a column of answers, the table covers only the objects asked about. 0 and 1 are not taken for
answers where they may be numbers of classes: in a table without headings, and under “label” if no
object has both. Without answers, the table covers every object in it: those not listed for an
image are not in it, unless the image has a label that the vocabulary lacks, which may mean any of
them. A table without headings is read as image and object, if it can be nothing else.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from sare_engine.grounding.annotations.gathering import (
    Annotations,
    Gathering,
    read_file,
    unreadable,
)
from sare_engine.grounding.annotations.lines import holds_lines
from sare_engine.grounding.annotations.predictions import (
    confidence_column,
    is_confidence,
    predictions_refused,
)
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.name_parts import plain_name
from sare_engine.grounding.vocabulary import Vocabulary

_EXPECTED = "a table (CSV) with the columns image and object"

_IMAGE = (
    *("image", "image_id", "file_name", "filename", "file", "path", "image_path", "image_name"),
    *("img", "picture", "name"),
)
_OBJECT = (
    *("object", "objects", "category", "categories", "class", "classes", "concept"),
    *("object_name", "category_name", "class_name", "label_name", "label", "labels"),
)
_ANSWER = ("present", "answer", "truth", "there", "label")
_YES = frozenset({"yes", "y", "true", "1", "present"})
_NO = frozenset({"no", "n", "false", "0", "absent"})
_DELIMITERS = ",;\t|"
_PICTURE = re.compile(r"\.(png|jpe?g|webp|bmp|gif|tiff?|avif|heic)$", re.IGNORECASE)
_BETWEEN = re.compile(r"[;|,]")
"""Between several objects in one cell."""
_NUMBER = re.compile(r"[-+]?\d*\.?\d+")


def recognises(path: Path, head: str) -> bool:
    """Whether a file looks like a table; asked last."""
    lines = [line for line in head.splitlines() if line.strip()]
    return path.suffix.lower() in (".csv", ".tsv") or (
        bool(lines)
        and not holds_lines(head)
        and lines[0].lstrip()[:1] not in ("{", "[")
        and any(delimiter in lines[0] for delimiter in _DELIMITERS)
    )


def read_csv(path: Path, vocabulary: Vocabulary | None = None) -> Annotations:
    """Read a table of images and objects.

    Raises:
        DataError: the file cannot be read, or lacks these columns.
    """
    table = read_table(path, _EXPECTED)
    image, thing, answer, rows = _columns(path, table)
    sure = confidence_column(table[0])
    if sure is not None and any(is_confidence(row[sure]) for row in rows if sure < len(row)):
        raise predictions_refused(path, f"its column “{table[0][sure]}”")
    gathering = Gathering(vocabulary)
    categories: set[str] = set()
    for row in rows:
        name = plain_name(row[image]) if image < len(row) else ""
        objects = _objects(row[thing]) if thing < len(row) else []
        if not name:
            gathering.problem("Rows without an image: {n}.")
        elif answer is None:
            gathering.image(name)
            for one in objects:
                gathering.present(name, one)
                gathering.doubt_unknown(name, one)
            categories.update(objects)
        else:
            said = means(row[answer]) if answer < len(row) else None
            if said is None:
                gathering.image(name)
                gathering.problem("Rows with neither yes nor no: {n}.")
            else:
                for one in objects:
                    gathering.answer(name, one, said)
    if gathering.empty:
        raise unreadable(path, "no row names an image", _EXPECTED)
    return gathering.finish(None if answer is not None else sorted(categories))


def read_table(path: Path, expected: str) -> list[list[str]]:
    """Return the rows of a table that are not blank, cells without blanks around them.

    Raises:
        DataError: the file cannot be read, is not a table, or is empty.
    """
    text = read_file(path, expected)
    try:
        rows = table_rows(text)
    except csv.Error as error:
        raise unreadable(path, f"it is not a table ({error})", expected) from None
    if not rows:
        raise unreadable(path, "it is empty", expected)
    return rows


def table_rows(text: str) -> list[list[str]]:
    """Return the rows of a table that are not blank.

    Raises:
        csv.Error: it is not a table.
    """
    lines = csv.reader(io.StringIO(text), delimiter=_delimiter(text), skipinitialspace=True)
    return [[cell.strip() for cell in row] for row in lines if row]


def first_rows(head: str) -> list[list[str]]:
    """Return the rows in a file's beginning; the last may be cut. [] if it is not a table."""
    try:
        return table_rows(head)
    except csv.Error:
        return []


def is_known_column(heading: str) -> bool:
    """Whether a heading is that of a column of objects or answers."""
    return heading.lower() in (*_OBJECT, *_ANSWER)


def image_column(headings: Sequence[str]) -> int | None:
    """Return the place of the column that names the image, or None."""
    head = [cell.lower() for cell in headings]
    return next((head.index(name) for name in _IMAGE if name in head), None)


def means(cell: str) -> bool | None:
    """Return whether a cell says yes or no, or None if it says neither."""
    answer = cell.strip().lower()
    return answer in _YES if answer in _YES | _NO else None


def names_picture(cell: str) -> bool:
    """Whether a cell ends like the file name of a picture."""
    return _PICTURE.search(cell) is not None


def _delimiter(text: str) -> str:
    """Return the first line's most frequent delimiter; ";" also separates objects in a cell."""
    line = next((one for one in text.splitlines() if one.strip()), "")
    return max(",\t|;", key=lambda one: (line.count(one) > 0, one != ";", line.count(one)))


def _columns(
    path: Path, rows: Sequence[Sequence[str]]
) -> tuple[int, int, int | None, Sequence[Sequence[str]]]:
    """Return the places of image, object and answer (None: there is none), and the rows."""
    head = [cell.lower() for cell in rows[0]]
    image = image_column(rows[0])
    if image is None:
        if not names_picture(head[0]):
            raise unreadable(path, "it has no column called image", _EXPECTED)
        if _is_plain(rows):
            return 0, 1, 2 if len(head) > 2 else None, rows
        raise unreadable(
            path,
            "its first row is about a picture instead of being a line of headings, so nobody can "
            "tell what its columns mean",
            _EXPECTED,
        )
    thing = next((i for name in _OBJECT for i, one in enumerate(head) if one == name), None)
    if thing is None:
        raise unreadable(path, "it has no column called object", _EXPECTED)
    answer = next(
        (i for name in _ANSWER for i, one in enumerate(head) if one == name and i != thing), None
    )
    if answer is not None and head[answer] == "label" and _may_be_classes(rows[1:], thing, answer):
        raise unreadable(
            path,
            "0 and 1 in its column “label” may be answers or numbers of classes",
            f"{_EXPECTED}. If they are answers, call the column present",
        )
    return image, thing, answer, rows[1:]


def _may_be_classes(rows: Sequence[Sequence[str]], thing: int, answer: int) -> bool:
    """Whether a column has 0 and 1, of which each object has only one."""
    pairs = {(row[thing], row[answer]) for row in rows if max(thing, answer) < len(row)}
    numbers = {number for _, number in pairs}
    return "0" in numbers <= {"0", "1"} and len({one for one, _ in pairs}) == len(pairs)


def _is_plain(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows without headings are image, object and perhaps yes or no."""
    width = max(map(len, rows))
    objects = [one for row in rows for cell in row[1:2] for one in _objects(cell)]
    # 0 and 1 may also be numbers of classes, or whether a box is occluded.
    answered = all(
        means(row[2]) is not None and not row[2].isdigit() for row in rows if len(row) > 2
    )
    return (
        width in (2, 3)
        and any(objects)
        and not any(_NUMBER.fullmatch(one) for one in objects)
        and answered
    )


def _objects(cell: str) -> list[str]:
    """Return the objects in a cell: "fork; cup", "fork|cup", "fork, cup" or "['fork', 'cup']"."""
    if cell.startswith("[") and cell.endswith("]"):
        return [name for part in cell[1:-1].split(",") if (name := part.strip(" \t'\""))]
    return [name for part in _BETWEEN.split(cell) if (name := part.strip())]


ENTRY = AnnotationFormat(
    key="csv",
    title="CSV",
    sentence="A table with an image and an object in each row.",
    files="CSV",
    suffixes=(".csv", ".tsv"),
    recognises=recognises,
    read=read_csv,
)
