"""Open Images: tables with ImageID, LabelName and Confidence.

In labels that people have verified, confidence 1 says that the object is in the image and 0 that
it was looked for and is not. A table of boxes (with XMin) lists only what is in the image. Labels
by a machine have a confidence in between, and are skipped.

The names of classes are looked up in `class-descriptions*.csv` beside the table, if the labels are
codes such as /m/0dt3t.
"""

from __future__ import annotations

import re
from pathlib import Path

from sare_engine.grounding.annotations.csv import first_rows, read_table
from sare_engine.grounding.annotations.gathering import Annotations, Gathering, unreadable
from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.grounding.name_parts import plain_name
from sare_engine.grounding.vocabulary import Vocabulary

_EXPECTED = "a table of Open Images (CSV) with the columns ImageID, LabelName and Confidence"
_CODE = re.compile(r"/[a-z]/\w+")
_COLUMNS = ("imageid", "labelname")


def recognises(path: Path, head: str) -> bool:
    """Whether the headings are those of Open Images."""
    rows = first_rows(head) if path.is_file() else []
    return bool(rows) and {*_COLUMNS} <= {cell.lower() for cell in rows[0]}


def read_open_images(path: Path, vocabulary: Vocabulary | None = None) -> Annotations:
    """Read a table of labels or boxes; only the objects that it answers for are decided.

    Raises:
        DataError: the file cannot be read, or has no row that can be used.
    """
    headings, *rows = read_table(path, _EXPECTED)
    places = {cell.lower(): number for number, cell in enumerate(headings)}
    image, label = (places[name] for name in _COLUMNS)
    confidence = None if "xmin" in places else places.get("confidence")
    classes = _class_names(path)
    labels = {row[label] for row in rows if label < len(row)}
    if not classes and labels and all(map(_CODE.fullmatch, labels)):
        raise unreadable(
            path,
            f"its labels are codes, such as {min(labels)}, and no table with their names "
            "(class-descriptions*.csv) lies beside it",
            "the same file after class-descriptions-boxable.csv, or the -V7 table of all classes, "
            "was laid beside it",
        )
    gathering = Gathering(vocabulary)
    for row in rows:
        name = plain_name(row[image]) if image < len(row) else ""
        category = row[label] if label < len(row) else ""
        if not name or not category:
            gathering.problem("Rows without an image or a label: {n}.")
            continue
        gathering.image(name)
        sure = 1.0 if confidence is None else _number(row[confidence : confidence + 1])
        if sure in (0.0, 1.0):
            gathering.answer(name, classes.get(category, category), sure == 1.0)
        else:
            gathering.problem("Labels that nobody has verified: {n}. They are skipped.")
    if gathering.empty:
        raise unreadable(path, "no row has an image and a label", _EXPECTED)
    return gathering.finish(())


def _number(cells: list[str]) -> float | None:
    try:
        return float(cells[0]) if cells else None
    except ValueError:
        return None


def _class_names(path: Path) -> dict[str, str]:
    for file in sorted(path.parent.glob("*class-descriptions*.csv")):
        rows = read_table(file, _EXPECTED)
        return {row[0]: row[1] for row in rows if len(row) >= 2}
    return {}


ENTRY = AnnotationFormat(
    key="open_images",
    title="Open Images",
    sentence="Tables of verified labels or of boxes.",
    citation="[Open Images](https://arxiv.org/abs/1811.00982)",
    files="Open Images CSV",
    suffixes=(".csv",),
    recognises=recognises,
    read=read_open_images,
)
