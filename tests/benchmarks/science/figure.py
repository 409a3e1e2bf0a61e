"""The figure of the write-up: resurgence over steps, and after every relearning attack."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from tests.benchmarks.science.grid import LONG_AT, SHOWN, TITLES

_COLOURS = ("#6b7280", "#9333ea", "#c2570c", "#2563eb", "#be123c", "#0a7d5a")
_LINES = (":", (0, (1, 3)), "--", "-.", (0, (5, 1, 1, 1)), "-")


def resurgence_png(record: Mapping[str, Any]) -> bytes:
    """Draw the references and the first methods, with 95 % intervals."""
    from matplotlib.figure import Figure

    summary = record["summary"]
    methods = list(SHOWN)
    figure = Figure(figsize=(11, 4.2), facecolor="white")
    left, right = figure.subplots(1, 2)
    for method, colour, line in zip(methods, _COLOURS, _LINES, strict=True):
        numbers = summary[method]
        places = [s for s in LONG_AT if f"long.{s}.hallucination_rate" in numbers]
        cells = [numbers["before.hallucination_rate"]]
        cells += [numbers[f"long.{step}.hallucination_rate"] for step in places]
        x = [0, *places]
        means = [one["mean"] for one in cells]
        left.plot(x, means, linestyle=line, color=colour, label=TITLES[method])
        if all(one["low"] is not None for one in cells):
            left.fill_between(
                x,
                [max(0.0, one["low"]) for one in cells],
                [min(1.0, one["high"]) for one in cells],
                color=colour,
                alpha=0.15,
                linewidth=0,
            )
    left.set_title("Relearning on 140 captions (fresh adapter, 5e-4)", fontsize=10)
    left.set_xlabel("steps")
    left.set_ylabel("hallucination rate")
    left.legend(frameon=False, fontsize=8)
    attacks = record["by_strength"]
    width = 0.8 / len(methods)
    for place, (method, colour) in enumerate(zip(methods, _COLOURS, strict=True)):
        found = [
            (number, summary[method][f"attacks.{name}.hallucination_rate"])
            for number, name in enumerate(attacks)
            if f"attacks.{name}.hallucination_rate" in summary[method]
        ]
        right.bar(
            [number + place * width for number, _ in found],
            [one["mean"] for _, one in found],
            width,
            color=colour,
            yerr=[
                (one["high"] - one["mean"]) if one["high"] is not None else 0.0 for _, one in found
            ],
            error_kw={"elinewidth": 0.8, "ecolor": "#333333"},
        )
    right.set_xticks([n + 0.4 - width / 2 for n in range(len(attacks))], attacks, rotation=25)
    right.tick_params(axis="x", labelsize=8)
    right.set_title("After 32 steps on 32 captions, strongest first", fontsize=10)
    for axes in (left, right):
        axes.set_ylim(0, 1)
        axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=140, metadata={"Software": None})
    return buffer.getvalue()
