"""The suite bench: its table, its words, and what its record promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sare_engine.robustness.suites import DEFAULT_SUITE
from tests.benchmarks import suite as bench
from tests.made_suites import made_result


def record() -> dict[str, Any]:
    found = {name: made_result() for name in ("EFUF", "SARE")}
    del found["SARE"]["attacks"][1]
    return {
        "suite": DEFAULT_SUITE, "seed": 0, "workers": 2, "seconds": 600.0,
        "processor_seconds": 900.0, "load": 0.5, "verdict": "",
        "methods": {name: bench._kept(one) for name, one in found.items()},
    }  # fmt: skip


def test_the_table_has_every_attack_and_the_placebo() -> None:
    head, *rows = bench.suite_table(record())
    assert head == ["attack", "EFUF", "SARE"]
    found = {row[0]: row[1:] for row in rows}
    assert found["All weights"][0].replace("\xa0", " ") == "75 % (60 to 86 %)"
    assert found["Magnitude pruning"][0].endswith("\\*")
    assert found["New adapter"][1] == "–"
    assert found["control object, same attack"][0].startswith("25")
    assert found["control object, model before erasure"][0].startswith("50")
    assert found["strongest attack within the bound"] == ["All weights", "All weights"]


def test_the_words_name_the_time_and_what_was_not_run() -> None:
    text = bench.suite_lines(record())
    assert "took 10.0 minutes with 2 workers" in text and "15.0 minutes of processor" in text
    assert text.count("not run: Your own captions") == 2
    assert "- EFUF: Under the strongest attack (All weights)" in text


def test_the_time_of_an_interrupted_run_counts(tmp_path: Path) -> None:
    times = tmp_path / "times.jsonl"
    with pytest.raises(KeyboardInterrupt), bench._timed(times):
        raise KeyboardInterrupt
    with bench._timed(times):
        sum(range(10**6))
    calls = [json.loads(line) for line in times.read_text().splitlines()]
    assert len(calls) == 2
    assert bench._times(times)["seconds"] == sum(one["seconds"] for one in calls) > 0
