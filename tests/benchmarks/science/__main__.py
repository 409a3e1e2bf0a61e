"""Run the cells that are missing and write what they say. `make bench-science`.

Settings are chosen on tuning seeds with as many trials for each method, then every method is
erased and attacked on the test seeds. Each finished cell is one line of `rows.jsonl`; a second
call goes on where the first one stopped.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import multiprocessing
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sare_engine.files import append_line, atomic_write_text
from tests.benchmarks.science.cells import run_cell
from tests.benchmarks.science.grid import (
    ATTACKS,
    COMMON,
    DEFAULT_ATTACKS,
    SEEDS,
    SPACE,
    TUNING_ATTACK,
    TUNING_SEEDS,
    Budget,
    Cell,
    as_settings,
)
from tests.benchmarks.science.tables import (
    as_csv,
    as_html,
    choose,
    depth_matched,
    flatness_against_resurgence,
    summarise,
)
from tests.benchmarks.tune_demo import prepared


class Bench:
    """The rows that are there, and a pool that makes those that are not."""

    def __init__(self, out: Path, budget: Budget, device: str, pool: Any) -> None:
        self._out = out.resolve()
        self._budget = budget
        self._device = device
        self._pool = pool
        self._record = self._out / "rows.jsonl"
        lines = self._record.read_text("utf-8").splitlines() if self._record.exists() else []
        stated = json.loads(json.dumps(dataclasses.asdict(budget)))
        self.rows = [row for line in lines if (row := _row(line)) and row["budget"] == stated]

    def run(self, cells: Iterable[Cell]) -> int:
        """Run the cells without a row; return how many there were."""
        known = {_key(row) for row in self.rows}
        missing = [one for one in cells if _key(dataclasses.asdict(one)) not in known]
        tasks = [(self._out, one, self._budget, self._device) for one in missing]
        for row in self._pool.imap_unordered(run_cell, tasks):
            self.rows.append(row)
            append_line(self._record, json.dumps(row))
            print(f"{row['seconds']:5.0f} s  {' '.join(map(str, _key(row)))}", flush=True)
        return len(missing)

    def prepare(self, seeds: Iterable[int]) -> None:
        """Make the projects that are not there yet."""
        self._pool.starmap(prepared, [(self._out, seed) for seed in seeds], chunksize=1)


def _row(line: str) -> dict[str, Any] | None:
    try:
        row: dict[str, Any] = json.loads(line)
    except ValueError:  # torn by a kill while it was written
        return None
    return row


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("part", "method", "settings", "seed", "attack"))


def run_bench(
    bench: Bench,
    methods: Sequence[str],
    attacks: Sequence[str],
    seeds: Sequence[int],
    tuning_seeds: Sequence[int],
    depth: float,
) -> dict[str, Any]:
    """Tune, erase, attack; return the record that the tables are made of."""
    bench.prepare((*tuning_seeds, *seeds))
    trials = [
        (method, as_settings(one), seed)
        for method in methods
        for one in SPACE[method]
        for seed in tuning_seeds
    ]
    # Every erasure before the first attack: attacks find it by its name.
    for attack in ("erase", TUNING_ATTACK):
        bench.run(Cell("tuning", *trial, attack) for trial in trials)
    choices = {method: choose(bench.rows, method, depth) for method in methods}
    chosen = {method: one for method, one in choices.items() if one is not None}
    tests = [(method, one[0], seed) for method, one in chosen.items() for seed in seeds]
    bench.run(Cell("test", *one, "erase") for one in tests)
    base = [("base", as_settings({}), seed) for seed in seeds]
    bench.run(Cell("test", *one, attack) for attack in attacks for one in (*base, *tests))
    return {
        "seeds": list(seeds),
        "tuning_seeds": list(tuning_seeds),
        "common": COMMON,
        "search_space": {method: list(SPACE[method]) for method in methods},
        "attacks": {name: ATTACKS[name] for name in attacks},
        "depth": depth,
        "chosen": {
            method: {"settings": json.loads(settings), "conditions": met}
            for method, (settings, met) in chosen.items()
        },
        "depth_matched_with_efuf": {
            method: depth_matched(bench.rows, method, "efuf") for method in methods
        },
        "failed": [
            {"cell": _key(row), "why": row["failure"]} for row in bench.rows if row["failure"]
        ],
        "flatness_against_resurgence": flatness_against_resurgence(bench.rows),
        "summary": summarise(bench.rows),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench and write science.json, science.csv and science.html."""
    default = Budget()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/bench-science"))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--methods", nargs="+", choices=list(SPACE), default=list(SPACE))
    parser.add_argument(
        "--attacks", nargs="+", choices=list(ATTACKS), default=list(DEFAULT_ATTACKS)
    )
    parser.add_argument("--seeds", type=int, nargs="+", default=list(SEEDS))
    parser.add_argument("--tuning-seeds", type=int, nargs="+", default=list(TUNING_SEEDS))
    parser.add_argument("--depth", type=float, default=1.6, help="CE_neg to compare at, in nats")
    parser.add_argument("--steps", type=int, default=default.steps)
    parser.add_argument("--attack-steps", type=int, default=default.attack_steps)
    parser.add_argument("--samples", type=int, default=default.samples)
    parser.add_argument("--images", type=int, default=default.images)
    chosen = parser.parse_args(arguments)
    if set(chosen.seeds) & set(chosen.tuning_seeds):
        parser.error("a seed that settings are chosen on cannot report a result")
    chosen.out.mkdir(parents=True, exist_ok=True)
    budget = Budget(chosen.steps, chosen.attack_steps, chosen.samples, chosen.images)
    with multiprocessing.get_context("spawn").Pool(chosen.processes) as pool:
        bench = Bench(chosen.out, budget, chosen.device, pool)
        record = run_bench(
            bench, chosen.methods, chosen.attacks, chosen.seeds, chosen.tuning_seeds, chosen.depth
        )
    record["budget"] = dataclasses.asdict(budget)
    atomic_write_text(chosen.out / "science.json", json.dumps(record, indent=2) + "\n")
    atomic_write_text(chosen.out / "science.csv", as_csv(record["summary"]))
    atomic_write_text(chosen.out / "science.html", as_html(record))
    return 0


if __name__ == "__main__":
    sys.exit(main())
