"""Put the benches' tables into the documents: `python -m tests.benchmarks.write_up`.

A block stands between `<!-- NAME -->` and `<!-- /NAME -->`; a test compares it with the records.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sare_engine.files import atomic_write_bytes
from sare_engine.reporting.statistics import Interval
from tests.benchmarks.placebo.record import read_rows, science_rows
from tests.benchmarks.placebo.tables import Figures, control_table, placebo_lines, placebo_table
from tests.benchmarks.robustness import table
from tests.benchmarks.science.figure import resurgence_png
from tests.benchmarks.science.pages import (
    as_markdown,
    attack_table,
    choice_table,
    claim_lines,
    flatness_table,
    method_table,
    quality_table,
)

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "tests/benchmarks/results"
FIGURE = RESULTS / "science.png"


SUMMARY_ROWS = {
    "hallucination rate": "hallucination_rate",
    "object recall": "object_recall",
    "hallucination rate after 32": "after 32",
    "hallucination rate after 64": "after 64",
}
"""Row of the README's table → name of the measurement."""


def _record(name: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((RESULTS / name).read_text(encoding="utf-8"))
    return record


def _demo_summary(record: dict[str, Any]) -> dict[str, dict[str, Interval]]:
    """Return method → measurement → mean over seeds with its interval."""
    count = len(record["seeds"])
    return {
        method: {
            name: Interval(one["mean"], one["low"], one["high"], count)
            for name, one in columns.items()
        }
        for method, columns in record["summary"].items()
    }


def demo_block() -> str:
    """Return the demo's means over seeds and what they show."""
    record = _record("robustness.json")
    claims = [
        f"- {'holds' if holds else '**does not hold**'}: {text}"
        for text, holds in record["claims"].items()
    ]
    seeds = ", ".join(map(str, record["seeds"]))
    means, shown = table(_demo_summary(record)), "\n".join(claims)
    return f"Seeds {seeds}.\n\n{means}\n\nWhat SARE should show here:\n\n{shown}\n"


def summary_block() -> str:
    """Return the measurements that the README names, and how many claims hold."""
    demo, science = _record("robustness.json"), _record("science.json")
    short = {
        method: {row: columns[name] for row, name in SUMMARY_ROWS.items()}
        for method, columns in _demo_summary(demo).items()
    }
    claims = [line for line in claim_lines(science).splitlines() if line.startswith("- ")]
    demo_claims = list(demo["claims"].values())
    held = sum(line.startswith("- holds") for line in claims)
    return (
        f"{table(short)}\n\n"
        f"Claims about the demo that hold: {sum(demo_claims)} of {len(demo_claims)}. "
        f"Claims about stronger attacks that hold: {held} of {len(claims)}.\n"
    )


def _science(make: Callable[[dict[str, object]], str]) -> Callable[[], str]:
    def block() -> str:
        return make(_record("science.json")) + "\n"

    return block


def placebo_block() -> str:
    """Return each rule's placebo beside the model that never learnt, and the controls chosen."""
    figures = Figures(read_rows(), science_rows())
    tables = (placebo_table(figures), control_table(figures))
    return "\n\n".join([placebo_lines(figures), *map(as_markdown, tables)]) + "\n"


BLOCKS: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {
        "bench summary": summary_block,
    },
    "docs/results.md": {
        "bench": demo_block,
        "science claims": _science(claim_lines),
    },
    "ROBUSTNESS.md": {
        "claims": _science(claim_lines),
        "attacks": _science(lambda record: as_markdown(attack_table(record))),
        "quality": _science(lambda record: as_markdown(quality_table(record))),
        "methods": _science(lambda record: as_markdown(method_table(record))),
        "choices": _science(lambda record: as_markdown(choice_table(record))),
        "flatness": _science(lambda record: as_markdown(flatness_table(record))),
        "placebo": placebo_block,
    },
}
"""File → name of a block → what stands in it."""


def marks(name: str) -> tuple[str, str]:
    """Return what a block begins and ends with."""
    return f"<!-- {name} -->\n", f"<!-- /{name} -->"


def main() -> None:
    """Rewrite every block and draw the figure."""
    for file, blocks in BLOCKS.items():
        path = ROOT / file
        text = path.read_text(encoding="utf-8")
        for name, block in blocks.items():
            start, end = marks(name)
            head, rest = text.split(start)
            text = head + start + block() + end + rest.split(end)[1]
        path.write_text(text, encoding="utf-8")
    record = json.loads((RESULTS / "science.json").read_text(encoding="utf-8"))
    atomic_write_bytes(FIGURE, resurgence_png(record))


if __name__ == "__main__":
    main()
