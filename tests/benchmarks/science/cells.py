"""One cell of the bench: an erasure and what is done to it, in a process of its own."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from typing import Any

import torch

from sare_engine.errors import EngineError
from tests.benchmarks.demo_projects import prepared
from tests.benchmarks.science.grid import (
    EVERY,
    LONG_AT,
    RADII,
    REACH,
    RELEARNING,
    SAMPLES,
    SAMPLES_RATE,
    SEEDS,
    SHOWN,
    SLICES,
    WEIGHT_CHANGES,
    Budget,
    Cell,
    erasure_settings,
)
from tests.benchmarks.science.never_learnt import read_weights
from tests.benchmarks.science.workplace import Workplace

_kept: dict[tuple[Path, int, str], Workplace] = {}
"""The workplace of the last cell: most neighbours have its seed."""


def run_cell(task: tuple[Path, Cell, Budget, str]) -> dict[str, Any]:
    """Do the work of a cell and return its row.

    Args:
        task: folder of the bench, cell, budget, device.
    """
    folder, cell, budget, device = task
    torch.set_num_threads(1)
    started = time.monotonic()
    values: dict[str, Any] = {}
    failure = ""
    try:
        values = _values(_workplace(folder, cell.seed, device), cell, budget)
    except (RuntimeError, EngineError) as error:
        # A method that diverges is a result; the other cells continue.
        failure = str(error)
    return {
        **dataclasses.asdict(cell),
        "whole": cell.whole(),
        "budget": dataclasses.asdict(budget),
        "values": values,
        "failure": failure,
        "seconds": time.monotonic() - started,
    }


def _workplace(folder: Path, seed: int, device: str) -> Workplace:
    key = (folder, seed, device)
    if key not in _kept:
        _kept.clear()
        _kept[key] = Workplace(prepared(folder, seed), seed, device)
    return _kept[key]


def _values(place: Workplace, cell: Cell, budget: Budget) -> dict[str, Any]:
    place.limit(budget.images)
    whole = cell.part == "test" and cell.method in SHOWN
    measured: dict[str, Any] = {"attacks": {}}
    attacks = measured["attacks"]
    if cell.method == "base":
        place.before()
    elif cell.method == "never_learnt":
        place.begin_with(read_weights())
    else:
        settings = erasure_settings(cell.method, cell.settings)
        measured["erasure"] = place.erase({"steps": budget.steps, **settings})
        for name, attack in RELEARNING.items():
            if whole and attack["attack"] == "same_adapter":
                attacks[name] = place.attack_adapter(attack, budget.attack_steps, budget.samples)
        place.merge()
    measured["before"] = place.measure()
    for name, attack in RELEARNING.items():
        if attack["attack"] != "same_adapter" and (whole or name in EVERY):
            steps = budget.attack_steps
            attacks[name] = place.attack(attack, steps, budget.samples, (steps,))[steps]
    measured["geometry"] = place.sharpness(RADII if whole else RADII[1:2])
    if whole:
        measured |= _further(place, cell, budget)
        measured["geometry"] |= place.surroundings(SLICES if cell.seed == SEEDS[0] else {}, REACH)
        attacks |= measured.pop("further")
    return measured


def _further(place: Workplace, cell: Cell, budget: Budget) -> dict[str, Any]:
    """Everything that only the first methods face."""
    attack, steps = RELEARNING[SAMPLES_RATE], budget.attack_steps
    further: dict[str, Any] = {}
    long = place.attack(attack, LONG_AT[-1], SAMPLES[-1], LONG_AT)
    for samples in SAMPLES[:-1]:
        further[f"{SAMPLES_RATE}, {samples} captions"] = place.attack(
            attack, steps, samples, (steps,)
        )[steps]
    if steps in long:
        further[f"{SAMPLES_RATE}, {SAMPLES[-1]} captions"] = long[steps]
    further["benign captions"] = place.attack_benign(attack, steps, budget.samples)
    for name, change in WEIGHT_CHANGES.items():
        further[name] = place.change_weights(**change)
    further["asked for the object"] = place.ask_for_the_object()
    return {
        "further": further,
        "long": {str(step): values for step, values in long.items()},
    }
