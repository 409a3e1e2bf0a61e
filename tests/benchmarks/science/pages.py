"""The record as CSV, as a page of its own, and as tables for a text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from sare_engine.reporting.charts import chart_svg
from sare_engine.reporting.report_data import Chart, ChartCurve
from tests.benchmarks.science.grid import EVERY, LONG_AT, RECOMMENDED, REFERENCES, SHOWN, TITLES
from tests.benchmarks.science.tables import MEAN_RATE

QUALITY = {
    "before.hallucination_rate": "hallucination",
    "before.concept_recall": "concept recall",
    "before.object_recall": "object recall",
    "before.polling_accuracy": "polling",
    "before.chair_i_unbiased": "CHAIR_i, unbiased",
    "before.perplexity": "perplexity",
    "before.mean_words": "words",
    "before.repetition": "repetition",
    "before.other_hallucination_rate": "other objects invented",
    "before.ce_neg": "CE_neg",
    "erasure.training_seconds": "seconds",
}

METHOD_COLUMNS = {
    "before.hallucination_rate": "before",
    **{f"attacks.{name}.hallucination_rate": name for name in EVERY},
    "before.concept_recall": "concept recall",
    "before.object_recall": "object recall",
    "before.polling_accuracy": "polling",
    "before.ce_neg": "CE_neg",
    "geometry.worst 0.1": "sharpness",
    "erasure.training_seconds": "seconds",
}

_KINDS = {"efuf": "efuf", "sare": "sare", "base": "base", RECOMMENDED: "recommended"}


def as_csv(summary: Mapping[str, Any]) -> str:
    """Return a line for each method and number."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("method", "number", "mean", "low", "high", "seeds"))
    for method, numbers in summary.items():
        for name, one in numbers.items():
            writer.writerow((method, name, *(one[k] for k in ("mean", "low", "high", "seeds"))))
    return buffer.getvalue()


def attack_table(record: Mapping[str, Any]) -> list[list[str]]:
    """Return the first methods' rates after every attack, the strongest relearning first."""
    summary = record["summary"]
    methods = [name for name in SHOWN if name in summary]
    head = ["attack", *(TITLES[name] for name in methods)]
    found_numbers = summary[methods[-1]]
    further = [
        name.removeprefix("attacks.").removesuffix(".hallucination_rate")
        for name in found_numbers
        if name.startswith("attacks.") and name.endswith(".hallucination_rate")
    ]
    names = [*record["by_strength"], *(n for n in further if n not in record["by_strength"])]
    rows = [
        [name, *(cell(summary[m].get(f"attacks.{name}.hallucination_rate")) for m in methods)]
        for name in names
    ]
    rows.insert(
        len(record["by_strength"]),
        ["mean of these", *(cell(summary[m].get(MEAN_RATE)) for m in methods)],
    )
    last = f"steps to half of the base model's rate, 140 captions (up to {LONG_AT[-1]})"
    rows.append([last, *(cell(summary[m].get("steps_to_half"), 0) for m in methods)])
    return [head, *rows]


def method_table(record: Mapping[str, Any]) -> list[list[str]]:
    """Return a row for each method: what every one of them was measured on."""
    head = ["method", *METHOD_COLUMNS.values()]
    rows = [
        [TITLES[method], *(cell(found_numbers.get(name)) for name in METHOD_COLUMNS)]
        for method, found_numbers in record["summary"].items()
    ]
    return [head, *rows]


def quality_table(record: Mapping[str, Any]) -> list[list[str]]:
    """Return what the first methods cost."""
    summary = record["summary"]
    methods = [name for name in SHOWN if name in summary]
    return [
        ["", *(TITLES[name] for name in methods)],
        *(
            [title, *(cell(summary[method].get(name)) for method in methods)]
            for name, title in QUALITY.items()
        ),
    ]


def choice_table(record: Mapping[str, Any]) -> list[list[str]]:
    """Return each method's trials, the one chosen first, and the conditions that it misses."""
    rows = []
    for method, one in record["chosen"].items():
        others = [_plain(trial) for trial in record["search_space"][method]]
        chosen = _plain(one["settings"])
        missed = ", ".join(name for name, met in one["conditions"].items() if not met)
        rest = "; ".join(text for text in others if text != chosen)
        rows.append([TITLES[method], chosen, rest, missed or "none"])
    return [["method", "chosen", "other trials", "conditions missed"], *rows]


def _plain(settings: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in settings.items())


def flatness_table(record: Mapping[str, Any]) -> list[list[str]]:
    """Return the rank correlations of flatness with resurgence."""
    found_numbers = record["flatness_against_resurgence"]
    names = sorted({name for one in found_numbers.values() for name in one})
    rows = []
    for name in names:
        found = [found_numbers[attack].get(name) for attack in found_numbers]
        texts = [
            "–" if one is None or one["correlation"] is None
            else f"{one['correlation']:+.2f} ({one['runs']})"
            for one in found
        ]  # fmt: skip
        rows.append([name, *texts])
    return [["measure", *(f"after {attack} (runs)" for attack in found_numbers)], *rows]


def cell(one: Mapping[str, Any] | None, digits: int = 3) -> str:
    """Return a mean with its interval, or a dash."""
    if one is None or one["mean"] is None:
        return "–"
    spread = ""
    if one["low"] is not None:
        spread = f" [{one['low']:.{digits}f}, {one['high']:.{digits}f}]"
    return f"{one['mean']:.{digits}f}{spread}"


def as_markdown(table: Sequence[Sequence[str]]) -> str:
    """Return a table as Markdown."""
    head, *rows = table
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def claim_lines(record: Mapping[str, Any]) -> str:
    """Return the claims as a Markdown list."""
    return "\n".join(
        f"- {'holds' if one['holds'] else '**does not hold**'}: {one['text']} ({one['found']})"
        for one in record["claims"]
    )


def resurgence_chart(record: Mapping[str, Any]) -> Chart:
    """Return the hallucination rate along the long attack, with 95 % intervals."""
    curves = []
    for method, found_numbers in record["summary"].items():
        places = [step for step in LONG_AT if f"long.{step}.hallucination_rate" in found_numbers]
        if places:
            steps = [found_numbers[f"long.{step}.hallucination_rate"] for step in places]
            start = found_numbers["before.hallucination_rate"]
            curves.append(_curve(method, [0, *places], [start, *steps]))
    return Chart(
        "Relearning on 140 captions",
        "steps of relearning (a fresh adapter, learning rate 5e-4)",
        "hallucination rate",
        tuple(curves),
        percent=True,
    )


def slice_chart(record: Mapping[str, Any]) -> Chart:
    """Return CE_neg along one filter-normalised random direction."""
    curves = tuple(
        ChartCurve(
            TITLES[method],
            _KINDS.get(method, method),
            tuple(place for place, _ in found_numbers["slice 1"]),
            tuple(value for _, value in found_numbers["slice 1"]),
        )
        for method, found_numbers in record["slices"].items()
        if "slice 1" in found_numbers
    )
    return Chart("Around the weights", "along a random direction", "CE_neg in nats", curves)


def _curve(method: str, places: Sequence[float], cells: Sequence[Mapping[str, Any]]) -> ChartCurve:
    return ChartCurve(
        TITLES[method],
        _KINDS.get(method, method),
        tuple(float(one) for one in places),
        tuple(float(one["mean"]) for one in cells),
        tuple(max(0.0, _end(one, "low")) for one in cells),
        tuple(min(1.0, _end(one, "high")) for one in cells),
    )


def _end(one: Mapping[str, Any], name: str) -> float:
    return float(one["mean"] if one[name] is None else one[name])


def pareto_svg(record: Mapping[str, Any], attack: str) -> str:
    """Return concept recall against the rate after an attack: right and below is better."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.6, 4.2))
    axes = figure.subplots()
    front = record["pareto"][attack]
    for method, found_numbers in record["summary"].items():
        if method in REFERENCES:
            continue
        x = found_numbers["before.concept_recall"]["mean"]
        y = found_numbers[f"attacks.{attack}.hallucination_rate"]["mean"]
        best = method in front
        axes.plot([x], [y], "o" if best else ".", color="#0a7d5a" if best else "#777777")
        axes.annotate(
            TITLES[method], (x, y), xytext=(5, 3), textcoords="offset points", fontsize=7,
            color="#0a7d5a" if best else "#777777",
        )  # fmt: skip
    axes.set_xlabel("concept recall when present, before the attack")
    axes.set_ylabel(f"hallucination rate after {attack}")
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    text = buffer.getvalue()
    return text[text.index("<svg") :]


def as_html(record: Mapping[str, Any]) -> str:
    """Return a page of its own with tables and plots."""
    parts = [_heading("Claims"), _claims(record)]
    parts += [_heading("Attacks"), _table(attack_table(record))]
    charts = [one for one in (resurgence_chart(record), slice_chart(record)) if one.curves]
    if charts:
        parts.append(chart_svg(charts[0], number=1, wide=True))
    parts += [_heading("Costs"), _table(quality_table(record))]
    parts += [_heading("All methods"), _table(method_table(record))]
    parts += [
        part
        for attack in EVERY
        for part in (_heading(f"Pareto front, {attack}"), pareto_svg(record, attack))
    ]
    if charts[1:]:
        parts += [_heading("Around the weights"), chart_svg(charts[1], number=2, wide=True)]
    parts += [_heading("Does flatness predict resurgence?"), _table(flatness_table(record))]
    rest = {key: value for key, value in record.items() if key not in ("summary", "slices")}
    parts.append(_heading("Settings") + f"<pre>{escape(json.dumps(rest, indent=1))}</pre>")
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Erasure under attack</title>'
        "<style>:root{color-scheme:light dark;--muted:#777;--line:#8884;--sare:#0a7d5a;"
        "--efuf:#c2570c;--base:#777;--other-1:#2563eb;--other-2:#9333ea;--other-3:#be123c}"
        "body{font:15px/1.5 system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem}"
        "div.table{overflow-x:auto}td,th{padding:.25rem .6rem;text-align:left;"
        "border-bottom:1px solid var(--line);font-size:13px;white-space:nowrap}"
        "svg{max-width:100%;height:auto;background:#8881}pre{overflow:auto;font-size:12px}</style>"
        f"<h1>Erasure methods under attack</h1>{''.join(parts)}</html>\n"
    )


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    top = "".join(f"<th>{escape(one)}</th>" for one in head)
    lines = "".join(
        f"<tr><th>{escape(first)}</th>{''.join(f'<td>{escape(one)}</td>' for one in rest)}</tr>"
        for first, *rest in body
    )
    return f'<div class="table"><table><tr>{top}</tr>{lines}</table></div>'


def _claims(record: Mapping[str, Any]) -> str:
    lines = "".join(
        f"<li>{'holds' if one['holds'] else '<strong>does not hold</strong>'}: "
        f"{escape(one['text'])} ({escape(one['found'])})</li>"
        for one in record["claims"]
    )
    return f"<ul>{lines}</ul>"
