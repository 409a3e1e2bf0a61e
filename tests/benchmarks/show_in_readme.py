"""Put the bench's table into the README: `python -m tests.benchmarks.show_in_readme`."""

from __future__ import annotations

import json
from pathlib import Path

from sare_engine.evaluation.comparison import Interval
from tests.benchmarks.robustness import table

ROOT = Path(__file__).parents[2]
RECORD = ROOT / "tests/benchmarks/results/robustness.json"
START, END = "<!-- bench -->\n", "<!-- /bench -->"


def block() -> str:
    """Return what stands between the README's marks, made from the bench's record."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
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


def main() -> None:
    """Rewrite the README's block."""
    path = ROOT / "README.md"
    head, rest = path.read_text(encoding="utf-8").split(START)
    tail = rest.split(END)[1]
    path.write_text(head + START + block() + END + tail, encoding="utf-8")


if __name__ == "__main__":
    main()
