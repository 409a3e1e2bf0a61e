"""Reading the predictions of VLMEvalKit: a TSV with a row for each sample.

    index    image_path    question    answer    prediction

`answer` is the reference and `prediction` what the model said. A column `image` may hold the
picture itself in base64.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from sare_engine.grounding.annotations.csv import names_picture
from sare_engine.grounding.annotations.gathering import read_file, unreadable

PREDICTIONS = "VLMEvalKit's TSV of predictions, with columns index, question and prediction"

_IMAGES = ("image_path", "image_name", "file_name", "image")
_LONGEST_NAME = 512


def is_prediction_table(path: Path) -> bool:
    """Whether a file is read as a table of predictions."""
    return path.suffix.lower() == ".tsv"


def read_predictions(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield place and values of each row: `image`, `caption`, `prompt` and `question_id`.

    Raises:
        DataError: the file cannot be read, has no column of predictions, or a row is broken.
    """
    text = read_file(path, PREDICTIONS)
    before = csv.field_size_limit(sys.maxsize)  # A picture may be in a field.
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t")
        if "prediction" not in (rows.fieldnames or ()):
            raise unreadable(path, "it has no column prediction", PREDICTIONS)
        for number, row in enumerate(rows, start=1):
            if row.get("prediction") is None or None in row:
                raise unreadable(path, f"row {number} has too few or too many columns", PREDICTIONS)
            found = {
                "caption": row["prediction"],
                "prompt": row.get("question") or "",
                "question_id": row.get("index") or "",
            }
            name = next((one for key in _IMAGES if _is_name(one := row.get(key) or "")), "")
            yield f"row {number}", {**found, **({"image": name} if name else {})}
    except csv.Error as error:
        raise unreadable(path, f"it is not a table: {error}", PREDICTIONS) from None
    finally:
        csv.field_size_limit(before)


def _is_name(text: str) -> bool:
    """Whether a field names a picture, rather than being one in base64."""
    return len(text) <= _LONGEST_NAME and names_picture(text)
