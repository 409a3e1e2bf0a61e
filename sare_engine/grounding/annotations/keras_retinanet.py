"""The table of keras-retinanet: path, x1, y1, x2, y2 and class, without headings.

    /data/a.jpg,22,10,80,60,cup
    /data/b.jpg,,,,,

A row with empty cells is an image without objects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from sare_engine.grounding.annotations.csv import first_rows, names_picture, read_table
from sare_engine.grounding.annotations.gathering import Annotations, Gathering
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.name_parts import plain_name
from sare_engine.grounding.vocabulary import Vocabulary

_EXPECTED = "a table (CSV) with path, x1, y1, x2, y2 and class in each row"
_CORNER = re.compile(r"-?\d+(\.\d+)?")


def recognises(path: Path, head: str) -> bool:
    """Whether the first row is a picture, four numbers or nothing, and a class."""
    rows = first_rows(head) if path.is_file() else []
    return bool(rows) and _is_row(rows[0])


def read_keras_retinanet(path: Path, vocabulary: Vocabulary | None = None) -> Annotations:
    """Read a table of boxes without headings.

    Raises:
        DataError: the file cannot be read.
    """
    gathering = Gathering(vocabulary)
    classes: set[str] = set()
    for row in read_table(path, _EXPECTED):
        name = plain_name(row[0])
        if not name:
            gathering.problem("Rows without an image: {n}.")
        elif not _is_row(row):
            gathering.problem("Rows that are not an image with a box and its class: {n}.")
            gathering.doubt(name)
        else:
            gathering.image(name)
            if row[5]:
                gathering.present(name, row[5])
                gathering.doubt_unknown(name, row[5])
                classes.add(row[5])
    return gathering.finish(sorted(classes))


def _is_row(row: Sequence[str]) -> bool:
    if len(row) != 6 or not names_picture(row[0]):
        return False
    *corners, category = row[1:]
    if not category:
        return not any(corners)
    return all(map(_CORNER.fullmatch, corners)) and not _CORNER.fullmatch(category)


ENTRY = AnnotationFormat(
    key="keras_retinanet",
    title="Keras RetinaNet",
    sentence="A table without headings: path, box and class in each row.",
    files="keras-retinanet CSV",
    suffixes=(".csv",),
    recognises=recognises,
    read=read_keras_retinanet,
)
