"""Search around the settings of the demo's methods: the same effort for each, on its own seeds.

`make tune-demo`. Each method gets the same number of trials: its settings in `sare_engine.tuned`,
and one change at a time to what matters most to it. Every trial has the same examples and attack.
The choice among them: the lowest hallucination rate after the attack of those that erase (at most
2 % before it) and keep the concept where it is (recall of at least 95 %).
All trials are kept in a JSON Lines file; a second call goes on where the first one stopped.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sare_engine.tuned import ATTACK_SETTINGS, METHOD_SETTINGS

TUNING_SEEDS = (1001,)
"""Never used to report a result."""

FIXED = ("measure_images",)
"""Settings that change no outcome; a trial has its own."""

FACTORS: dict[str, tuple[tuple[str, float], ...]] = {
    "efuf": (("learning_rate", 2.0), ("lambda_neg", 2.0), ("lambda_neg", 0.5)),
    "sare": (("learning_rate", 2.0), ("rho", 2.0), ("rho", 0.5)),
}
"""What is changed in each method's trials, and by which factor."""


def trials_of(method: str) -> list[dict[str, Any]]:
    """The method's settings, then each change to them; the same number for every method."""
    settings = {name: value for name, value in METHOD_SETTINGS[method].items() if name not in FIXED}
    changed = [{**settings, name: settings[name] * factor} for name, factor in FACTORS[method]]
    return [settings, *changed]


def run_trial(
    folder: Path, seed: int, method: str, settings: dict[str, Any], attack: dict[str, Any]
) -> dict[str, Any]:
    """Erase with the settings, attack, and return what was measured."""
    import torch

    torch.set_num_threads(1)
    from sare_engine.config import EraseConfig, RelearnConfig
    from sare_engine.jobs import erase, relearn

    project = prepared(folder, seed)
    started = time.monotonic()
    erased = finish(
        erase(
            EraseConfig(
                project=project,
                method=method,
                seed=seed,
                device="cpu",
                evaluate_every=0,
                checkpoint_every=0,
                measure_images=8,
                **settings,
            )
        )
    )
    attacked = finish(
        relearn(
            RelearnConfig(
                project=project,
                run=erased["run"],
                seed=seed,
                device="cpu",
                steps=32,
                measure_at=(32,),
                measure_images=150,
                **attack,
            )
        )
    )
    names = (
        "hallucination_rate",
        "degenerate_rate",
        "other_hallucination_rate",
        "concept_recall",
        "object_recall",
        "ce_neg",
    )
    before, after = attacked["resurgence"]["0"], attacked["resurgence"]["32"]
    return {
        "seed": seed,
        "method": method,
        "settings": settings,
        "attack": attack,
        "before": {name: before.get(name) for name in names},
        "after": {name: after.get(name) for name in names},
        "training_seconds": erased["training_seconds"],
        "seconds": time.monotonic() - started,
    }


def prepared(folder: Path, seed: int) -> Path:
    """Return the project of a seed, making it if it is not there."""
    from sare_engine.config import DemoConfig
    from sare_engine.control import Control
    from sare_engine.jobs.demonstrating import prepare_demo

    project = folder / f"project-{seed}"
    done = project / "prepared"
    if not done.exists():
        config = DemoConfig(seed=seed, device="cpu")
        for _ in prepare_demo(config, project, folder / f"scenes-{seed}", Control()):
            pass
        done.touch()
    return project


def finish(events: Iterator[Any]) -> dict[str, Any]:
    """Run a job to its end and return its result."""
    from sare_engine.events import Failed, Finished

    last = None
    for event in events:
        last = event
    if isinstance(last, Failed):
        raise RuntimeError(f"{last.what} {last.why} {last.details}")
    assert isinstance(last, Finished)
    return dict(last.result)


def _work(task: tuple[Path, int, str, dict[str, Any], dict[str, Any]]) -> dict[str, Any]:
    return run_trial(*task)


def summary(rows: list[dict[str, Any]]) -> str:
    """One line for each setting: means over the seeds."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        key = json.dumps([row["method"], row["settings"], row["attack"]])
        groups.setdefault(key, []).append(row)
    lines = []
    for key, group in sorted(groups.items()):

        def mean(part: str, name: str, group: list[dict[str, Any]] = group) -> float:
            return statistics.mean(one[part][name] for one in group)

        lines.append(
            f"hall {mean('before', 'hallucination_rate'):.3f} "
            f"crec {mean('before', 'concept_recall'):.3f} "
            f"orec {mean('before', 'object_recall'):.3f} "
            f"other {mean('before', 'other_hallucination_rate'):.3f} "
            f"ce {mean('before', 'ce_neg'):5.2f} | after 32: "
            f"{mean('after', 'hallucination_rate'):.3f} ce {mean('after', 'ce_neg'):5.2f} "
            f"other {mean('after', 'other_hallucination_rate'):.3f} | "
            f"{statistics.mean(one['training_seconds'] for one in group):.0f}s "
            f"n={len(group)} {key}"
        )
    return "\n".join(lines)


def main() -> int:
    """Run the trials that are missing and print all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/tune-demo"))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(TUNING_SEEDS))
    parser.add_argument("--methods", nargs="+", default=["efuf", "sare"])
    parser.add_argument("--trials", type=Path, help="JSON: list of [method, settings, attack].")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    record = arguments.out / "trials.jsonl"
    rows = [json.loads(line) for line in record.read_text().splitlines()] if record.exists() else []
    known = {json.dumps([r["seed"], r["method"], r["settings"], r["attack"]]) for r in rows}
    if arguments.trials is not None:
        wanted = [tuple(one) for one in json.loads(arguments.trials.read_text())]
    else:
        wanted = [
            (m, settings, ATTACK_SETTINGS) for m in arguments.methods for settings in trials_of(m)
        ]
    tasks = [
        (arguments.out.resolve(), seed, method, settings, attack)
        for method, settings, attack in wanted
        for seed in arguments.seeds
        if json.dumps([seed, method, settings, attack]) not in known
    ]
    context = multiprocessing.get_context("spawn")
    with context.Pool(arguments.processes) as pool:
        pool.starmap(prepared, [(arguments.out.resolve(), seed) for seed in arguments.seeds])
        for row in pool.imap_unordered(_work, tasks):
            rows.append(row)
            with record.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
            print(summary([row]), flush=True)
    print("\nAll trials, means over the seeds:\n" + summary(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
