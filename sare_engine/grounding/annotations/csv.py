"""A simple table: an image and an object on each row, or several objects with ";" between them.

    image,object              image,object,present         image,objects
    a.jpg,fork                a.jpg,fork,yes               a.jpg,fork; cup
    a.jpg,cup                 a.jpg,cup,no                 b.jpg,

With a column of answers, the table covers only the objects asked about. Without one, it covers
every object in the table: those not listed for an image are not in it. A table without headings
is read as image and object.
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
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.image_names import plain_name
from sare_engine.grounding.vocabulary import Vocabulary

_EXPECTED = "a table (CSV) with the columns image and object"

_IMAGE = ("image", "image_id", "file_name", "filename", "file", "path", "image_path", "name")
_OBJECT = ("object", "objects", "category", "categories", "class", "concept", "label", "labels")
_ANSWER = ("present", "answer", "truth", "there", "label")
_YES = frozenset({"yes", "y", "true", "1", "present"})
_NO = frozenset({"no", "n", "false", "0", "absent"})
_DELIMITERS = ",;\t|"
_PICTURE = re.compile(r"\.(png|jpe?g|webp|bmp|gif|tiff?|avif)$", re.IGNORECASE)


def recognises(path: Path, head: str) -> bool:
    """Whether a file looks like a table; asked last."""
    lines = [line for line in head.splitlines() if line.strip()]
    return path.suffix.lower() in (".csv", ".tsv") or (
        bool(lines) and any(delimiter in lines[0] for delimiter in _DELIMITERS)
    )


def read_csv(path: Path, vocabulary: Vocabulary | None = None) -> Annotations:
    """Read a table of images and objects.

    Raises:
        DataError: the file cannot be read, or lacks these columns.
    """
    text = read_file(path, _EXPECTED)
    try:
        lines = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
        rows: Sequence[Sequence[str]] = [row for row in lines if row]
    except csv.Error as error:
        raise unreadable(path, f"it is not a table ({error})", _EXPECTED) from None
    if not rows:
        raise unreadable(path, "it is empty", _EXPECTED)
    image, thing, answer, rows = _columns(path, rows)
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
            categories.update(objects)
        else:
            said = row[answer].strip().lower() if answer < len(row) else ""
            if said not in _YES | _NO:
                gathering.problem("Rows with neither yes nor no: {n}.")
            else:
                for one in objects:
                    gathering.answer(name, one, said in _YES)
    if gathering.empty:
        raise unreadable(path, "no row names an image", _EXPECTED)
    return gathering.finish(None if answer is not None else sorted(categories))


def _delimiter(text: str) -> str:
    """Return the first line's most frequent delimiter; ";" also separates objects in a cell."""
    line = next((one for one in text.splitlines() if one.strip()), "")
    return max(",\t|;", key=lambda one: (line.count(one) > 0, one != ";", line.count(one)))


def _columns(
    path: Path, rows: Sequence[Sequence[str]]
) -> tuple[int, int, int | None, Sequence[Sequence[str]]]:
    """Return the places of image, object and answer (None: there is none), and the rows."""
    head = [cell.strip().lower() for cell in rows[0]]
    image = next((head.index(name) for name in _IMAGE if name in head), None)
    if image is None:
        if len(head) >= 2 and _PICTURE.search(head[0]):
            return 0, 1, 2 if len(head) > 2 else None, rows
        raise unreadable(path, "it has no column called image", _EXPECTED)
    thing = next((i for name in _OBJECT for i, one in enumerate(head) if one == name), None)
    if thing is None:
        raise unreadable(path, "it has no column called object", _EXPECTED)
    answer = next(
        (i for name in _ANSWER for i, one in enumerate(head) if one == name and i != thing), None
    )
    return image, thing, answer, rows[1:]


def _objects(cell: str) -> list[str]:
    return [name for part in cell.split(";") if (name := part.strip())]


ENTRY = AnnotationFormat(
    key="csv",
    title="CSV",
    sentence="A table with an image and an object in each row.",
    files="CSV",
    suffixes=(".csv", ".tsv"),
    recognises=recognises,
    read=read_csv,
)
