"""What the rows say: choice of settings, means with intervals, depth, rank correlation, pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import numpy as np

from sare_engine.evaluation.comparison import mean_interval
from sare_engine.exporting.charts import chart_svg
from sare_engine.exporting.report_data import Chart, Curve
from tests.benchmarks.science.grid import SPACE, TUNING_ATTACK, as_settings

DEPTH_TOLERANCE = 1.0
"""Nats of CE_neg before an attack within which two methods are erased equally deep."""

Row = Mapping[str, Any]


def choose(rows: Sequence[Row], method: str, depth: float) -> tuple[str, dict[str, bool]] | None:
    """Return the settings of the method's best trial and which conditions it meets.

    Among the trials that meet most conditions (erased: at most 2 % before the attack; kept: concept
    recall of at least 95 %; deep: CE_neg within the tolerance of `depth`), the one with the lowest
    hallucination rate after the tuning attack. None if every trial failed.
    """
    best: tuple[Any, str, dict[str, bool]] | None = None
    for trial in SPACE[method]:
        settings = as_settings(trial)
        before = _mean_values(rows, "tuning", method, settings, "erase")
        after = _mean_values(rows, "tuning", method, settings, TUNING_ATTACK)
        if before is None or after is None:
            continue
        met = {
            "erased": before["hallucination_rate"] <= 0.02,
            "kept": before["concept_recall"] >= 0.95,
            "deep": abs(before["ce_neg"] - depth) <= DEPTH_TOLERANCE,
        }
        rank = (-sum(met.values()), after["hallucination_rate"], after["ce_neg"] * -1.0)
        if best is None or rank < best[0]:
            best = (rank, settings, met)
    return None if best is None else (best[1], best[2])


def _mean_values(
    rows: Sequence[Row], part: str, method: str, settings: str, attack: str
) -> dict[str, float] | None:
    found = [
        row["values"]
        for row in rows
        if (row["part"], row["method"], row["settings"], row["attack"])
        == (part, method, settings, attack)
        and row["values"]
    ]
    if not found:
        return None
    return {name: float(np.mean([one[name] for one in found])) for name in found[0]}


def summarise(rows: Sequence[Row]) -> dict[str, dict[str, dict[str, dict[str, Any]]]]:
    """Return method → attack → number → mean and 95 % interval over the test seeds."""
    groups: dict[str, dict[str, list[Mapping[str, float]]]] = {}
    for row in rows:
        if row["part"] == "test" and row["values"]:
            attacks = groups.setdefault(row["method"], {})
            attacks.setdefault(row["attack"], []).append(row["values"])
    return {
        method: {
            attack: {name: _interval([one[name] for one in values]) for name in values[0]}
            for attack, values in attacks.items()
        }
        for method, attacks in groups.items()
    }


def _interval(values: Sequence[float]) -> dict[str, Any]:
    finite = [value for value in values if np.isfinite(value)]
    if not finite:
        return {"mean": None, "low": None, "high": None, "seeds": 0}
    one = mean_interval(finite)
    return {"mean": one.mean, "low": one.low, "high": one.high, "seeds": one.count}


def depth_matched(rows: Sequence[Row], method: str, other: str) -> list[int]:
    """Return the test seeds on which both methods are erased equally deep before an attack."""
    depths = {
        (row["method"], row["seed"]): row["values"]["ce_neg"]
        for row in rows
        if row["part"] == "test" and row["attack"] == "erase" and row["values"]
    }
    return sorted(
        seed
        for name, seed in depths
        if name == method
        and (other, seed) in depths
        and abs(depths[name, seed] - depths[other, seed]) <= DEPTH_TOLERANCE
    )


def rank_correlation(x: Sequence[float], y: Sequence[float]) -> float:
    """Return Spearman's rho: Pearson's correlation of the ranks, ties at their mean rank.

    Not a number where one side does not vary.
    """
    first, second = _ranks(x), _ranks(y)
    if len(first) < 2 or first.std() == 0.0 or second.std() == 0.0:
        return float("nan")
    return float(np.corrcoef(first, second)[0, 1])


def _ranks(values: Sequence[float]) -> Any:
    array = np.asarray(values, dtype=float)
    return np.asarray([(array < one).sum() + ((array == one).sum() - 1) / 2.0 for one in array])


def flatness_against_resurgence(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the rank correlation of sharpness with the rate after relearning, over all runs."""
    told: dict[tuple[str, int], dict[str, float]] = {}
    for row in rows:
        if row["part"] == "test" and row["method"] != "base" and row["values"]:
            pair = told.setdefault((row["method"], row["seed"]), {})
            if row["attack"] == "geometry":
                pair |= {
                    name: row["values"][name] for name in ("sharpness_worst", "sharpness_average")
                }
            elif row["attack"] == TUNING_ATTACK:
                pair["after"] = row["values"]["hallucination_rate"]
    whole = [one for one in told.values() if len(one) == 3]
    result: dict[str, Any] = {"runs": len(whole)}
    for name in ("sharpness_worst", "sharpness_average"):
        value = rank_correlation([one[name] for one in whole], [one["after"] for one in whole])
        result[name] = None if np.isnan(value) else value
    return result


def as_csv(summary: Mapping[str, Any]) -> str:
    """Return a line for each method, attack and number."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("method", "attack", "number", "mean", "low", "high", "seeds"))
    for method, attacks in summary.items():
        for attack, numbers in attacks.items():
            for name, one in numbers.items():
                writer.writerow(
                    (method, attack, name, *(one[k] for k in ("mean", "low", "high", "seeds")))
                )
    return buffer.getvalue()


def as_html(record: Mapping[str, Any]) -> str:
    """Return a page of its own with the table of hallucination rates and a chart of them."""
    summary = record["summary"]
    attacks = list(dict.fromkeys(a for one in summary.values() for a in one if a != "geometry"))
    curves = []
    for method, told in summary.items():
        places = [n for n, attack in enumerate(attacks) if attack in told]
        cells = [told[attacks[n]]["hallucination_rate"] for n in places]
        curves.append(
            Curve(
                method,
                method,
                tuple(float(n + 1) for n in places),
                tuple(float(one["mean"]) for one in cells),
            )
        )
    chart = Chart(
        "Hallucination rate",
        "column of the table",
        "hallucination rate",
        tuple(curves),
        percent=True,
    )
    head = "".join(f"<th>{escape(one)}</th>" for one in ("method", *attacks, "CE_neg before"))
    body = "".join(
        f"<tr><th>{escape(method)}</th>"
        + "".join(
            f"<td>{_cell(told.get(one, {}).get('hallucination_rate'))}</td>" for one in attacks
        )
        + f"<td>{_cell(told.get('erase', {}).get('ce_neg'))}</td></tr>"
        for method, told in summary.items()
    )
    rest = {key: value for key, value in record.items() if key != "summary"}
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Erasure methods</title>'
        "<style>:root{color-scheme:light dark;--muted:#777;--line:#8884;--sare:#0a7d5a;"
        "--efuf:#c2570c;--base:#777;--other-1:#2563eb;--other-2:#9333ea;--other-3:#be123c}"
        "body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
        "td,th{padding:.25rem .6rem;text-align:left;border-bottom:1px solid var(--line)}"
        "pre{overflow:auto}</style><h1>Erasure methods under attack</h1>"
        f"<table><tr>{head}</tr>{body}</table>{chart_svg(chart, number=1, wide=True)}"
        f"<h2>Settings</h2><pre>{escape(json.dumps(rest, indent=2))}</pre></html>\n"
    )


def _cell(one: Mapping[str, Any] | None) -> str:
    if one is None or one["mean"] is None:
        return "–"
    spread = "" if one["low"] is None else f" [{one['low']:.3f}, {one['high']:.3f}]"
    return f"{one['mean']:.3f}{spread}"
