"""A project's report: one self-contained HTML file that fetches nothing from the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sare_engine.erasure.kinds import BASE, kind_of
from sare_engine.files import atomic_write_text
from sare_engine.formatting import duration_text
from sare_engine.metrics import PERCENT, RATE, Metric, metric
from sare_engine.reporting.headline import headline
from sare_engine.reporting.pages import (
    any_marked,
    drawn,
    drawn_charts,
    render_page,
    setting_rows,
    shown_examples,
)
from sare_engine.reporting.report_data import (
    Chart,
    ChartCurve,
    ErasureCost,
    Figure,
    MethodFigures,
    ReportData,
)
from sare_engine.reporting.suite import controls_in_words

_HEADLINE_METRICS = (
    "concept_recall",
    "object_recall",
    "other_hallucination_rate",
    "degenerate_rate",
)

_KEPT_METRICS = ("object_recall", "mean_words", "repetition", "degenerate_rate")
"""What an erasure may cost the captions, measured before any attack."""

_FIRST_SUITE_CHART = 100
"""Number of the chart of the first suite: other charts of the page count from 0."""

_LEARNT = {
    "erased": ("Erased object", "Erased object"),
    "placebo": ("Control object", "Control object"),
    "base": ("Control object, model before erasure", "Control, before erasure"),
}
"""What a placebo compares → its name in the table, and at its curve, where room is short."""


def write_report(path: Path, data: ReportData) -> Path:
    """Write a report.

    Args:
        path: the HTML file; an older one is replaced.
        data: what it reports.

    Returns:
        `path`.

    Raises:
        StorageError: it cannot be written; an older report is then untouched.
    """
    atomic_write_text(path, render_report(data))
    return path


def render_report(data: ReportData) -> str:
    """Return a report's HTML."""
    # SARE comes last, where readers look for the outcome.
    methods = sorted(
        data.methods, key=lambda one: (kind_of(one.kind).proposed, kind_of(one.kind).place)
    )
    kinds = {one.name: one.kind for one in methods}
    resurgence = data.resurgence if data.resurgence and data.resurgence.curves else None
    return render_page(
        "report.html",
        data=data,
        headline=headline(data),
        resurgence=drawn(resurgence, 0, wide=True) if resurgence else None,
        resurgence_chart=resurgence,
        table=_table(methods) if methods else None,
        costs=_costs(methods, data.costs) if data.costs else None,
        suites={
            name: _suite(result, kinds.get(name, ""), _FIRST_SUITE_CHART + place)
            for place, (name, result) in enumerate(data.suites.items())
        },
        all_measured=_all_measured(methods),
        charts=drawn_charts(data.charts),
        examples=shown_examples(data.examples),
        any_marked=any_marked(data.examples),
        configs={title: setting_rows(values) for title, values in data.configs.items()},
        environment=setting_rows(data.environment),
    )


def _table(methods: list[MethodFigures]) -> dict[str, Any]:
    attacked = any(one.attacked for one in methods)
    keys = [key for key in _HEADLINE_METRICS if any(key in one.erased for one in methods)]
    # Not "after erasure": the base model has a row too.
    before = "before the attack" if attacked else ""
    columns = [{"title": "Hallucination", "under": before, "help": metric(RATE).help}]
    if attacked:
        columns.append(
            {"title": "Hallucination", "under": "after the attack", "help": metric(RATE).help}
        )
    columns += [
        {"title": metric(key).title, "under": before, "help": metric(key).help} for key in keys
    ]
    rows = []
    for one in methods:
        cells = [_cell(one.erased.get(RATE), metric(RATE), bar=True)]
        if attacked:
            cells.append(_cell(one.attacked.get(RATE), metric(RATE), bar=True))
        cells += [_cell(one.erased.get(key), metric(key)) for key in keys]
        rows.append({"name": one.name, "kind": one.kind, "cells": cells})
    return {"columns": columns, "rows": rows}


def _costs(methods: list[MethodFigures], costs: Sequence[ErasureCost]) -> dict[str, Any]:
    """Return what each erasure took, and what is left of the captions, beside the base model's."""
    taken = {one.name: one for one in costs}
    keys = [key for key in _KEPT_METRICS if any(key in one.erased for one in methods)]
    rows = []
    for one in methods:
        cost = taken.get(one.name)
        cells = ["–"] * 4
        if cost is not None:
            seconds = "–" if cost.seconds is None else duration_text(cost.seconds)
            cells = [str(cost.steps), seconds, str(cost.copies), str(cost.copies_under)]
        figures = [one.erased.get(key) for key in keys]
        cells += [
            _formatted(figure.mean if figure else None, key)
            for key, figure in zip(keys, figures, strict=True)
        ]
        rows.append({"name": one.name, "kind": one.kind, "cells": cells})
    heads = [
        ("Steps", "Training steps of the erasure."),
        ("Training", "Time of the training steps, without loading and measuring."),
        ("Adapter copies", "Copies of the trained weights held beside gradient and optimiser."),
        ("Weight copies", "Copies of the frozen weights under the adapter."),
        *((metric(key).title, metric(key).help) for key in keys),
    ]
    return {"columns": heads, "rows": rows}


def _suite(result: Mapping[str, Any], kind: str, number: int) -> dict[str, Any]:
    """Return a suite's result in the form that the template expects.

    Args:
        result: as `sare attack` gives it.
        kind: of the erasure, which decides the colour of its curves.
        number: of its chart.
    """
    placebo = result["placebo"]
    pairs = controls_in_words(placebo["controls"])
    learnt = [
        (title, _rate_cell(placebo[key])) for key, (title, _) in _LEARNT.items() if placebo.get(key)
    ]
    curves = _placebo_chart(placebo, kind)
    return {
        "verdict": result["verdict"]["headline"],
        "details": " ".join(result["verdict"]["details"]),
        "rows": [
            {
                "name": one["name"],
                "counts": one.get("within_bound", True),
                "rate": _rate_cell(one),
                "images": one.get("n") or "–",
                "steps": one.get("steps") or "–",
                "recall": _formatted(one.get("object_recall"), "object_recall"),
                "broken": _formatted(one.get("broken"), "degenerate_rate"),
            }
            for one in result["attacks"]
        ],
        "bound": metric("object_recall").format(result["recall_loss"]),
        "placebo": f"{placebo.get('attack', '')}; {pairs}" if learnt else "",
        "learnt": learnt,
        "curves": drawn(curves, number, wide=True) if curves.curves else None,
    }


def _placebo_chart(placebo: Mapping[str, Any], kind: str) -> Chart:
    """Return the resurgence beside how fast the control objects are learnt."""
    found = placebo.get("curves") or {}
    curves = tuple(
        ChartCurve(
            title,
            BASE if key == "base" else kind,
            tuple(float(step) for step, _ in found[key]),
            tuple(float(rate) for _, rate in found[key]),
            placebo=key != "erased",
        )
        for key, (_, title) in _LEARNT.items()
        if found.get(key)
    )
    return Chart(
        "Resurgence beside the placebo",
        "training steps of the attack",
        "hallucination rate",
        curves,
        percent=True,
    )


def _rate_cell(rate: Mapping[str, Any]) -> dict[str, Any]:
    value = rate.get("rate")
    figure = None if value is None else Figure(value, rate.get("low"), rate.get("high"))
    return _cell(figure, metric(RATE), bar=True)


def _formatted(value: float | None, key: str) -> str:
    return "–" if value is None else metric(key).format(value)


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
        for suffix, values in (("", one.erased), (", after the attack", one.attacked))
        if values
    ]
    return {
        "columns": [name for name, _ in columns],
        "rows": [
            (metric(key), [_cell(values.get(key), metric(key)) for _, values in columns])
            for key in keys
        ],
    }
