"""Teach controls chosen by each rule, beside the model that never learnt: `make bench-placebo`.

Each finished cell is a line of the record, and a second call continues an interrupted run.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from sare_engine.files import append_line
from tests.benchmarks.demo_projects import prepared
from tests.benchmarks.placebo.grid import (
    ATTACKS,
    BASE,
    ERASED,
    NEVER_LEARNT,
    SEEDS,
    Cell,
    cells,
)
from tests.benchmarks.placebo.place import PlaceboPlace
from tests.benchmarks.placebo.record import RECORD, Row, read_rows
from tests.benchmarks.placebo.tables import known_seeds
from tests.benchmarks.science.grid import SPACE, Budget, as_settings, erasure_settings
from tests.benchmarks.science.never_learnt import read_weights

BUDGET = Budget()


class Bench:
    """Does the cells of one seed after another, keeping the seed's model in memory.

    Args:
        out: folder for the seeds' projects.
        record: JSON Lines file of the rows.
    """

    def __init__(self, out: Path, record: Path) -> None:
        self._out = out.resolve()
        self._record = record
        self.rows = read_rows(record)
        self._seed: int | None = None
        self._place: PlaceboPlace | None = None
        self._model = ""

    def run(self, wanted: Sequence[Cell]) -> None:
        """Do the cells without a row."""
        done = {_cell(row) for row in self.rows}
        for cell in wanted:
            if cell in done:
                continue
            started = time.monotonic()
            row = self._row(cell, started)
            self.rows.append(row)
            append_line(self._record, json.dumps(row))
            print(f"{row['seconds']:5.0f} s  {cell.seed} {cell.model} {cell.rule}", flush=True)

    def _row(self, cell: Cell, started: float) -> Row:
        place = self._at(cell.seed)
        controls = place.controls(cell.rule) if cell.rule else {}
        row: dict[str, Any] = {
            "seed": cell.seed,
            "model": cell.model,
            "rule": cell.rule,
            "controls": controls,
        }
        same = self._equal(row)
        if same is not None:
            return {**row, "attacks": same["attacks"], "seconds": 0.0}
        self._load(place, cell.model)
        attacks = {
            name: place.learn(attack, BUDGET.attack_steps, BUDGET.samples, controls)
            for name, attack in ATTACKS.items()
        }
        return {**row, "attacks": attacks, "seconds": time.monotonic() - started}

    def _equal(self, row: Row) -> Row | None:
        """Return the row of another rule that chose the same controls."""
        same = ("seed", "model", "controls")
        return next(
            (one for one in self.rows if all(one[name] == row[name] for name in same)), None
        )

    def _at(self, seed: int) -> PlaceboPlace:
        if self._place is None or self._seed != seed:
            self._place = PlaceboPlace(prepared(self._out, seed), seed, "cpu")
            self._place.limit(BUDGET.images)
            self._seed, self._model = seed, ""
        return self._place

    def _load(self, place: PlaceboPlace, model: str) -> None:
        if model == self._model:
            return
        if model == BASE:
            place.before()
        elif model == NEVER_LEARNT:
            place.begin_with(read_weights())
        else:
            settings = erasure_settings(ERASED, as_settings(SPACE[ERASED][0]))
            place.erase({"steps": BUDGET.steps, **settings})
            place.merge()
        self._model = model


def _cell(row: Row) -> Cell:
    return Cell(row["seed"], row["model"], row["rule"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/bench-placebo"))
    parser.add_argument("--record", type=Path, default=RECORD)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(SEEDS))
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args(arguments)
    torch.set_num_threads(given.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    Bench(given.out, given.record).run(list(cells(given.seeds, known_seeds())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
