"""A project's report: one HTML file that holds everything and asks the network for nothing."""

from __future__ import annotations

import base64
import functools
import io
import json
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from sare_engine.errors import EngineError
from sare_engine.exporting.charts import chart_svg
from sare_engine.exporting.figures import PERCENT, Metric, metric
from sare_engine.exporting.report_data import Chart, Figure, MethodFigures, ReportData, ToldCaption
from sare_engine.exporting.verdict import verdict
from sare_engine.files import atomic_write_text
from sare_engine.models.images import open_image

_HEADLINE_METRICS = (
    "concept_recall",
    "object_recall",
    "other_hallucination_rate",
    "degenerate_rate",
)
_RATE = "hallucination_rate"
_ORDER = {"base": 0, "efuf": 1, "sare": 3}
_THUMBNAIL_PIXELS = 288


def write_report(path: Path, data: ReportData) -> Path:
    """Write a report.

    Args:
        path: the HTML file; an older one is replaced.
        data: what it tells.

    Returns:
        `path`.

    Raises:
        StorageError: it cannot be written; an older report is then untouched.
    """
    atomic_write_text(path, render_report(data))
    return path


def render_report(data: ReportData) -> str:
    """Return a report's HTML."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(
        resources.files("sare_engine.exporting").joinpath("report.html").read_text("utf-8")
    )
    methods = sorted(data.methods, key=lambda one: _ORDER.get(one.kind, 2))
    charts = [one for one in data.charts if one.curves]
    resurgence = data.resurgence if data.resurgence and data.resurgence.curves else None
    draw = functools.partial(_draw, Markup)
    return template.render(
        data=data,
        verdict=verdict(data),
        resurgence=draw(resurgence, 0, wide=True) if resurgence else None,
        resurgence_chart=resurgence,
        table=_table(methods) if methods else None,
        all_measured=_all_measured(methods),
        charts=[(one, draw(one, number, wide=False)) for number, one in enumerate(charts, 1)],
        examples=[
            {
                "thumbnail": _thumbnail(example.image),
                "name": example.image.name,
                "present": example.present,
                "captions": [(one, list(_pieces(one))) for one in example.captions],
            }
            for example in data.examples
        ],
        any_marked=any(one.hallucinated for e in data.examples for one in e.captions),
        configs={title: _rows(values) for title, values in data.configs.items()},
        environment=_rows(data.environment),
    )


def _draw(markup: Any, chart: Chart, number: int, *, wide: bool) -> Any:
    return markup(chart_svg(chart, number=number, wide=wide))


def _table(methods: list[MethodFigures]) -> dict[str, Any]:
    attacked = any(one.attacked for one in methods)
    keys = [key for key in _HEADLINE_METRICS if any(key in one.erased for one in methods)]
    # Not "after erasure": the base model has a row too.
    before = "before relearning" if attacked else ""
    columns = [{"title": "Hallucination", "under": before, "help": metric(_RATE).help}]
    if attacked:
        columns.append(
            {"title": "Hallucination", "under": "after relearning", "help": metric(_RATE).help}
        )
    columns += [
        {"title": metric(key).title, "under": before, "help": metric(key).help} for key in keys
    ]
    rows = []
    for one in methods:
        cells = [_cell(one.erased.get(_RATE), metric(_RATE), bar=True)]
        if attacked:
            cells.append(_cell(one.attacked.get(_RATE), metric(_RATE), bar=True))
        cells += [_cell(one.erased.get(key), metric(key)) for key in keys]
        rows.append({"name": one.name, "kind": one.kind, "cells": cells})
    return {"columns": columns, "rows": rows}


def _cell(figure: Figure | None, described: Metric, *, bar: bool = False) -> dict[str, Any]:
    if figure is None:
        return {"text": "–", "interval": "", "share": None}
    interval = ""
    if figure.low is not None and figure.high is not None:
        low, high = described.format(figure.low), described.format(figure.high)
        interval = f"{low.removesuffix(PERCENT)} – {high}"
    share = round(100 * min(1.0, max(0.0, figure.mean)), 1) if bar else None
    return {"text": described.format(figure.mean), "interval": interval, "share": share}


def _all_measured(methods: list[MethodFigures]) -> dict[str, Any] | None:
    keys = list(dict.fromkeys(key for one in methods for key in (*one.erased, *one.attacked)))
    if not keys:
        return None
    columns = [
        (one.name + suffix, values)
        for one in methods
        for suffix, values in (("", one.erased), (", after relearning", one.attacked))
        if values
    ]
    return {
        "columns": [name for name, _ in columns],
        "rows": [
            (metric(key), [_cell(values.get(key), metric(key)) for _, values in columns])
            for key in keys
        ],
    }


def _pieces(caption: ToldCaption) -> Iterator[tuple[str, bool]]:
    """Cut a caption into pieces that are, or are not, hallucinated."""
    place = 0
    for start, end in sorted(caption.hallucinated):
        if start < place or end > len(caption.text):
            continue
        if start > place:
            yield caption.text[place:start], False
        yield caption.text[start:end], True
        place = end
    if place < len(caption.text):
        yield caption.text[place:], False


def _thumbnail(path: Path) -> str:
    """Return the picture as a data URI, or "" if it is gone or cannot be read."""
    try:
        image = open_image(path)
    except EngineError:
        return ""
    image.thumbnail((_THUMBNAIL_PIXELS, _THUMBNAIL_PIXELS))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=82)
    return "data:image/jpeg;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")


def _rows(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(key.replace("_", " "), _in_words(value)) for key, value in values.items()]


def _in_words(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_in_words(one)}" for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_in_words(one) for one in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
