"""Telling the predictions of a model from annotations: only predictions have a confidence.

What a model has found need not be there, and what it has missed need not be absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sare_engine.errors import DataError

CONFIDENCES = (
    *("confidence", "conf", "confidences", "score", "scores", "probability", "prob"),
    *("detection_score", "pred_score", "prediction_score"),
)
"""What tools call the confidence of a prediction, in lower case."""

_KEYS = frozenset(CONFIDENCES)


def is_confidence(value: Any) -> bool:
    """Whether a value is a confidence; people are sure of everything, so 1 is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False
    try:
        return float(value) != 1
    except ValueError:
        return False


def confidence_column(headings: Iterable[str]) -> int | None:
    """Return the place of the column of confidences, or None."""
    found = (place for place, one in enumerate(headings) if one.strip().lower() in CONFIDENCES)
    return next(found, None)


def confidence_key(record: Mapping[str, Any]) -> str | None:
    """Return the key of a record under which there are confidences, or None."""
    for key in _KEYS & record.keys():
        value = record[key]
        if any(map(is_confidence, value if isinstance(value, list) else [value])):
            return key
    return None


def predictions_refused(path: Path, shown_by: str) -> DataError:
    """Return the error for a file of predictions.

    Args:
        path: the file.
        shown_by: what shows that it is one, as the subject of a sentence: "its column “score”".
    """
    return DataError(
        f"{path.name} could not be used.",
        f"{path} has the predictions of a model, as {shown_by} shows. What a model finds need not "
        "be in an image, and what it misses may be.",
        "Choose annotations that people have made or checked. If these are such, remove the "
        "confidences.",
    )
