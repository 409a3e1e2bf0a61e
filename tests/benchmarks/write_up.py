"""Put the benches' tables into the README: `python -m tests.benchmarks.write_up`.

A block stands between `<!-- NAME -->` and `<!-- /NAME -->`; a test compares it with the records.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from sare_engine.evaluation.comparison import Interval
from tests.benchmarks.robustness import table

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "tests/benchmarks/results"


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
    return f"Seeds {seeds}.\n\n{table(summary)}\n\nOf what SARE is meant to show here:\n\n" + (
        "\n".join(claims) + "\n"
    )


BLOCKS: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {
        "bench": demo_block,
    },
}
"""File → name of a block → what stands in it."""


def marks(name: str) -> tuple[str, str]:
    """Return what a block begins and ends with."""
    return f"<!-- {name} -->\n", f"<!-- /{name} -->"


def main() -> None:
    """Rewrite every block."""
    for file, blocks in BLOCKS.items():
        path = ROOT / file
        text = path.read_text(encoding="utf-8")
        for name, block in blocks.items():
            start, end = marks(name)
            head, rest = text.split(start)
            text = head + start + block() + end + rest.split(end)[1]
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
