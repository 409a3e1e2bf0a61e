"""An evaluation as a CSV table of its images and as a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from sare_engine.files import atomic_write_text
from sare_engine.metrics import metric
from sare_engine.reporting.evaluation_data import Cell, EvaluationData
from sare_engine.reporting.pages import (
    any_marked,
    drawn_charts,
    in_words,
    render_page,
    setting_rows,
    shown_examples,
)

_LONG_TEXT = "caption"
"""The column that the page's table leaves out and the CSV file has."""


def write_rows(path: Path, rows: Sequence[Mapping[str, Cell]]) -> Path:
    """Write values of images as CSV (UTF-8, with a line of names).

    Names are joined by "; ", values that do not apply are empty, yes and no are 1 and 0.

    Raises:
        StorageError: it cannot be written; an older file is then untouched.
    """
    text = io.StringIO(newline="")
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(text, names, restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    atomic_write_text(path, text.getvalue())
    return path


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    return "; ".join(value) if isinstance(value, tuple) else value


def write_evaluation(path: Path, data: EvaluationData) -> Path:
    """Write the page of an evaluation.

    Raises:
        StorageError: it cannot be written; an older page is then untouched.
    """
    atomic_write_text(path, render_evaluation(data))
    return path


def render_evaluation(data: EvaluationData) -> str:
    """Return the HTML of an evaluation's page."""
    columns = [name for name in (data.rows[0] if data.rows else {}) if name != _LONG_TEXT]
    keys = {table.title: list(dict.fromkeys(_keys(table.rows))) for table in data.tables}
    return render_page(
        "evaluation.html",
        data=data,
        figures=[(metric(key), metric(key).format(value)) for key, value in data.figures.items()],
        tables=[
            (
                table,
                [metric(key) for key in keys[table.title]],
                [
                    (name, [_figure(key, values) for key in keys[table.title]])
                    for name, values in table.rows.items()
                ],
            )
            for table in data.tables
        ],
        charts=drawn_charts(data.charts),
        examples=shown_examples(data.examples),
        any_marked=any_marked(data.examples),
        columns=[name.replace("_", " ") for name in columns],
        rows=[[_in_table(row[name]) for name in columns] for row in data.rows],
        settings=setting_rows(data.settings),
    )


def _keys(rows: Mapping[str, Mapping[str, float]]) -> list[str]:
    return [key for values in rows.values() for key in values]


def _figure(key: str, values: Mapping[str, float]) -> str:
    return metric(key).format(values[key]) if key in values else "–"


def _in_table(value: Cell) -> str:
    if isinstance(value, float):
        return f"{value:.3g}"
    return in_words(list(value) if isinstance(value, tuple) else value)
