"""The record of the bench: a line of JSON for each cell."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks.science.__main__ import RESULTS, ROWS_NAME
from tests.benchmarks.science.__main__ import read_rows as read_science_rows
from tests.benchmarks.science.grid import Budget

RECORD = RESULTS / "placebo_rows.jsonl"

Row = Mapping[str, Any]


def read_rows(record: Path = RECORD) -> list[Row]:
    """Return the rows of a record; a line torn by a kill is left out."""
    found: list[Row] = []
    for line in record.read_text("utf-8").splitlines() if record.exists() else []:
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


def science_rows() -> list[dict[str, Any]]:
    """Return the rows of the science bench."""
    return read_science_rows(RESULTS / ROWS_NAME, Budget())
