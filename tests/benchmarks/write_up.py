"""Put the benches' tables into README and ROBUSTNESS: `python -m tests.benchmarks.write_up`.

A block stands between `<!-- NAME -->` and `<!-- /NAME -->`; a test compares it with the records.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

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


def demo_block() -> str:
    """Return the demo's means over seeds and what they show."""
    record = json.loads((RESULTS / "robustness.json").read_text(encoding="utf-8"))
    count = len(record["seeds"])
    summary = {
        method: {
            name: Interval(one["mean"], one["low"], one["high"], count)
            for name, one in columns.items()
        }
        for method, columns in record["summary"].items()
    }
    claims = [
        f"- {'holds' if holds else '**does not hold**'}: {text}"
        for text, holds in record["claims"].items()
    ]
    seeds = ", ".join(map(str, record["seeds"]))
    return f"Seeds {seeds}.\n\n{table(summary)}\n\nWhat SARE should show here:\n\n" + (
        "\n".join(claims) + "\n"
    )


def _science(make: Callable[[dict[str, object]], str]) -> Callable[[], str]:
    def block() -> str:
        record = json.loads((RESULTS / "science.json").read_text(encoding="utf-8"))
        return make(record) + "\n"

    return block


def placebo_block() -> str:
    """Return each rule's placebo beside the model that never learnt, and the controls chosen."""
    figures = Figures(read_rows(), science_rows())
    tables = (placebo_table(figures), control_table(figures))
    return "\n\n".join([placebo_lines(figures), *map(as_markdown, tables)]) + "\n"


BLOCKS: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {
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
