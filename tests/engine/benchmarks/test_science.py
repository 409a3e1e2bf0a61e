"""The science bench's arithmetic and that a second call makes nothing twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.science import __main__ as science
from tests.benchmarks.science.grid import SPACE, Budget, Cell, as_settings
from tests.benchmarks.science.tables import (
    as_csv,
    as_html,
    choose,
    depth_matched,
    flatness_against_resurgence,
    rank_correlation,
    summarise,
)

RATES = {"efuf": 0.4, "npo": 0.3, "base": 0.7}


def row_of(cell: Cell, budget: Budget, **values: float) -> dict[str, Any]:
    number = len(cell.settings) % 3
    told = {
        "hallucination_rate": 0.0 if cell.attack == "erase" else RATES[cell.method],
        "concept_recall": 1.0,
        "ce_neg": 8.0 + cell.seed / 10 + number,
        "sharpness_worst": RATES[cell.method] + cell.seed,
        "sharpness_average": -RATES[cell.method],
        **values,
    }
    return {
        **vars(cell), "budget": vars(budget), "values": told, "failure": "", "seconds": 1.0,
    }  # fmt: skip


class Pool:
    """Does the work here and now, and counts it."""

    def __init__(self, stop_after: int = 10**6) -> None:
        self.done: list[Cell] = []
        self._stop_after = stop_after

    def imap_unordered(self, work: Callable[..., Any], tasks: Iterable[Any]) -> Iterator[Any]:
        assert work is science.run_cell
        for _, cell, budget, _ in tasks:
            if len(self.done) == self._stop_after:
                raise KeyboardInterrupt
            self.done.append(cell)
            yield row_of(cell, budget)

    def starmap(self, work: Any, tasks: Any, chunksize: int) -> None:
        """Nothing to prepare."""


def run(out: Path, pool: Pool) -> dict[str, Any]:
    bench = science.Bench(out, Budget(), "cpu", pool)
    return science.run_bench(
        bench, ("efuf", "npo"), ("geometry", "fresh_adapter"), (0, 1), (1001,), 8.0
    )


def test_a_second_call_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    first, second, third = Pool(stop_after=7), Pool(), Pool()
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, first)
    with (tmp_path / "rows.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"part": "tun\n')
    record = run(tmp_path, second)
    assert len(first.done) == 7
    assert not set(first.done) & set(second.done)
    # 2 methods x 3 trials x (erasure, attack); 2 x 2 erasures; 3 models x 2 seeds x 2 attacks.
    assert len(first.done) + len(second.done) == 12 + 4 + 12
    assert run(tmp_path, third) == record
    assert third.done == []
    assert record["chosen"]["npo"]["conditions"] == {
        "erased": True, "kept": True, "deep": record["chosen"]["npo"]["conditions"]["deep"],
    }  # fmt: skip
    assert len(record["search_space"]["efuf"]) == len(record["search_space"]["npo"])


def test_every_method_has_as_many_different_trials() -> None:
    assert {len({as_settings(one) for one in trials}) for trials in SPACE.values()} == {3}


def test_the_choice_meets_conditions_first_and_resists_second() -> None:
    told = [
        # (rate before, recall, CE before, rate after)
        (0.0, 1.0, 8.5, 0.30),
        (0.0, 1.0, 7.2, 0.20),
        (0.1, 1.0, 8.0, 0.00),
    ]
    rows = []
    for trial, (before, recall, depth, after) in zip(SPACE["efuf"], told, strict=True):
        for attack, rate in (("erase", before), ("fresh_adapter", after)):
            cell = Cell("tuning", "efuf", as_settings(trial), 1001, attack)
            values = {"hallucination_rate": rate, "concept_recall": recall, "ce_neg": depth}
            rows.append(row_of(cell, Budget(), **values))
    chosen = choose(rows, "efuf", 8.0)
    assert chosen is not None
    settings, met = chosen
    assert settings == as_settings(SPACE["efuf"][1])
    assert all(met.values())
    # At another depth only the deeper one still meets all.
    deeper = choose(rows, "efuf", 9.0)
    assert deeper is not None
    assert deeper[0] == as_settings(SPACE["efuf"][0])
    # A trial that failed is no choice.
    failed = [{**one, "values": {}} if one["settings"] == settings else one for one in rows]
    rest = choose(failed, "efuf", 8.0)
    assert rest is not None
    assert rest[0] == as_settings(SPACE["efuf"][0])
    assert choose([{**one, "values": {}} for one in rows], "efuf", 8.0) is None


def test_means_intervals_and_depth(tmp_path: Path) -> None:
    def at(method: str, seed: int, attack: str, **values: float) -> dict[str, Any]:
        return row_of(Cell("test", method, "{}", seed, attack), Budget(), **values)

    rows = [
        at("efuf", 0, "erase", ce_neg=8.0),
        at("efuf", 1, "erase", ce_neg=8.0),
        at("npo", 0, "erase", ce_neg=8.9),
        at("npo", 1, "erase", ce_neg=9.2),
        at("npo", 0, "fresh_adapter", hallucination_rate=0.1),
        at("npo", 1, "fresh_adapter", hallucination_rate=0.3),
    ]
    assert depth_matched(rows, "npo", "efuf") == [0]
    summary = summarise(rows)
    # Two values: t(0.975, 1) = 12.706 times the standard error 0.1.
    rate = summary["npo"]["fresh_adapter"]["hallucination_rate"]
    assert rate["mean"] == pytest.approx(0.2)
    assert rate["high"] == pytest.approx(0.2 + 1.2706, abs=1e-3)
    assert "npo,fresh_adapter,hallucination_rate,0.2" in as_csv(summary)
    page = as_html({"summary": summary, "seeds": [0, 1]})
    assert "<svg" in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert json.loads(json.dumps(summary)) == summary


def test_rank_correlation_against_hand_worked_values() -> None:
    # Ranks 0 1 2 3 4 against 1 0 2 4 3: 1 - 6 * 4 / (5 * 24) = 0.8.
    assert rank_correlation([1, 2, 3, 4, 5], [20, 10, 30, 500, 40]) == pytest.approx(0.8)
    assert rank_correlation([1, 2, 3], [9, 5, 1]) == pytest.approx(-1.0)
    # Ties share a rank: 0.5 0.5 2 against 0 1 2 gives 1.5 / sqrt(1.5 * 2).
    assert rank_correlation([1, 1, 2], [1, 2, 3]) == pytest.approx(0.75**0.5)
    assert rank_correlation([1, 1], [1, 2]) != rank_correlation([1, 1], [1, 2])


def test_flatness_is_correlated_over_whole_runs_only() -> None:
    rows = []
    for seed, after in enumerate((0.1, 0.2, 0.3)):
        for attack in ("geometry", "fresh_adapter"):
            cell = Cell("test", "npo", "{}", seed, attack)
            rows.append(row_of(cell, Budget(), hallucination_rate=after, sharpness_worst=seed))
    rows.append(row_of(Cell("test", "efuf", "{}", 0, "geometry"), Budget()))
    told = flatness_against_resurgence(rows)
    assert told["runs"] == 3
    assert told["sharpness_worst"] == pytest.approx(1.0)
    assert told["sharpness_average"] is None
