"""Tune the methods, or erase with each and attack: `make tune-science`, `make bench-science`.

`--tune` runs and records the trials on the tuning seeds, the same number for each method. Without
it, every method is run with the best of its trials and attacked on the test seeds. Each finished
cell is a line of a record, and a second call continues an interrupted run. The rows behind the
results are kept beside them; copied to OUT/rows.jsonl, they let a changed bench continue from
there.
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
from tests.benchmarks.demo_projects import prepared
from tests.benchmarks.science.cells import run_cell
from tests.benchmarks.science.grid import (
    METHODS,
    REFERENCES,
    SEEDS,
    SHOWN,
    SPACE,
    TUNING_SEEDS,
    Budget,
    Cell,
    as_settings,
)
from tests.benchmarks.science.pages import as_csv, as_html
from tests.benchmarks.science.tables import choose, make_record

RESULTS = Path(__file__).parents[1] / "results"
TRIALS = RESULTS / "science_trials.jsonl"
ROWS_NAME = "science_rows.jsonl"


class Bench:
    """The rows that are there, and a pool that makes those that are not.

    Args:
        out: folder for the seeds' projects.
        record: JSON Lines file of the rows.
        budget: rows of another budget are left alone.
        device: where to compute.
        pool: of processes.
    """

    def __init__(self, out: Path, record: Path, budget: Budget, device: str, pool: Any) -> None:
        self._out = out.resolve()
        self._budget = budget
        self._device = device
        self._pool = pool
        self._record = record
        self.rows = read_rows(record, budget)

    def run(self, cells: Iterable[Cell]) -> int:
        """Run the cells without a row; return how many there were."""
        known = {_cell(row) for row in self.rows}
        missing = [one for one in cells if one not in known]
        self._pool.starmap(
            prepared, [(self._out, seed) for seed in sorted({c.seed for c in missing})], chunksize=1
        )
        tasks = [(self._out, one, self._budget, self._device) for one in missing]
        for row in self._pool.imap_unordered(run_cell, tasks):
            self.rows.append(row)
            append_line(self._record, json.dumps(row))
            name = " ".join(map(str, dataclasses.astuple(_cell(row))))
            print(f"{row['seconds']:5.0f} s  {name}", flush=True)
        return len(missing)


def read_rows(record: Path, budget: Budget) -> list[dict[str, Any]]:
    """Return the rows of a record that were made with a budget and the settings of today.

    A torn line is left out.
    """
    lines = record.read_text("utf-8").splitlines() if record.exists() else []
    stated = json.loads(json.dumps(dataclasses.asdict(budget)))
    rows = [row for line in lines if (row := _row(line)) and row["budget"] == stated]
    return [row for row in rows if row["whole"] == _cell(row).whole()]


def _cell(row: dict[str, Any]) -> Cell:
    return Cell(row["part"], row["method"], row["settings"], row["seed"])


def _row(line: str) -> dict[str, Any] | None:
    try:
        row: dict[str, Any] = json.loads(line)
    except ValueError:  # torn by a kill while it was written
        return None
    return row


def trial_cells(methods: Sequence[str], seeds: Sequence[int]) -> list[Cell]:
    """Return the cells of the trials, all of a seed together."""
    return [
        Cell("tuning", method, as_settings(trial), seed)
        for seed in seeds
        for method in methods
        for trial in SPACE[method]
    ]


def test_cells(
    chosen: dict[str, str], seeds: Sequence[int], more_seeds: Sequence[int] = ()
) -> list[Cell]:
    """Return the cells of the references and of every method's choice.

    `more_seeds` are those of the references and of the methods of the claims alone.

    The methods of the claims come first, so that an interrupted run has them; within each part all
    cells of a seed are adjacent.
    """
    everything = {**dict.fromkeys(REFERENCES, as_settings({})), **chosen}
    first = {name: one for name, one in everything.items() if name in SHOWN}
    rest = {name: one for name, one in everything.items() if name not in first}
    return [
        Cell("test", method, settings, seed)
        for part, run in ((first, (*seeds, *more_seeds)), (rest, seeds))
        for seed in run
        for method, settings in part.items()
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is missing; write science.json, science.csv and science.html."""
    default = Budget()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tune", action="store_true", help="run the trials")
    parser.add_argument("--out", type=Path, default=Path("build/bench-science"))
    parser.add_argument("--trials", type=Path, default=TRIALS, help="record of the trials")
    parser.add_argument("--results", type=Path, help="folder for the results; default: OUT")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--methods", nargs="+", choices=list(METHODS), default=list(METHODS))
    parser.add_argument("--seeds", type=int, nargs="+", default=list(SEEDS))
    more = "further seeds of the references and of the methods of the claims"
    parser.add_argument("--more-seeds", type=int, nargs="*", default=[], help=more)
    parser.add_argument("--tuning-seeds", type=int, nargs="+", default=list(TUNING_SEEDS))
    parser.add_argument("--depth", type=float, default=1.6, help="CE_neg to compare at, in nats")
    for name in ("steps", "attack_steps", "samples", "images"):
        option = f"--{name.replace('_', '-')}"
        parser.add_argument(option, type=int, default=getattr(default, name))
    given = parser.parse_args(arguments)
    seeds = [*given.seeds, *given.more_seeds]
    if set(seeds) & set(given.tuning_seeds):
        parser.error("a seed that settings are chosen on cannot report a result")
    budget = Budget(given.steps, given.attack_steps, given.samples, given.images)
    given.out.mkdir(parents=True, exist_ok=True)
    with multiprocessing.get_context("spawn").Pool(given.processes) as pool:
        if given.tune:
            bench = Bench(given.out, given.trials, budget, given.device, pool)
            bench.run(trial_cells(given.methods, given.tuning_seeds))
            return 0
        trials = read_rows(given.trials, budget)
        choices = {method: choose(trials, method, given.depth) for method in given.methods}
        chosen = {method: one for method, one in choices.items() if one is not None}
        if not chosen:
            parser.error(f"{given.trials} has no trials of this budget: run with --tune first")
        bench = Bench(given.out, given.out / "rows.jsonl", budget, given.device, pool)
        settings = {name: one.settings for name, one in chosen.items()}
        bench.run(test_cells(settings, given.seeds, given.more_seeds))
    record = make_record(bench.rows, chosen, seeds, given.tuning_seeds, given.depth, budget)
    results = given.results or given.out
    results.mkdir(parents=True, exist_ok=True)
    rows = "".join(json.dumps(row) + "\n" for row in bench.rows)
    atomic_write_text(results / ROWS_NAME, rows)
    atomic_write_text(results / "science.json", json.dumps(record, indent=1) + "\n")
    atomic_write_text(results / "science.csv", as_csv(record["summary"]))
    atomic_write_text(results / "science.html", as_html(record))
    return 0


if __name__ == "__main__":
    sys.exit(main())
