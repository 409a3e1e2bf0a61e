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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sare_engine.tuned import ATTACK_SETTINGS, METHOD_SETTINGS

TUNING_SEEDS = (1001, 1002)
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


NAMES = (
    "hallucination_rate",
    "degenerate_rate",
    "other_hallucination_rate",
    "concept_recall",
    "object_recall",
    "ce_neg",
)
"""What is kept of a measurement."""


@dataclass(frozen=True)
class Trial:
    """One erasure and the attacks on it.

    Attributes:
        folder: where the projects of the seeds are.
        seed: seed of scenes, erasure and attack.
        method: name of the erasure method.
        settings: its settings.
        attacks: settings of each attack; every one starts from the same erasure.
        erased: run and training seconds of an erasure that is there already, or None.
    """

    folder: Path
    seed: int
    method: str
    settings: dict[str, Any]
    attacks: tuple[dict[str, Any], ...]
    erased: tuple[str, float] | None = None


def run_trial(trial: Trial) -> list[dict[str, Any]]:
    """Erase with the settings, attack, and return what was measured for each attack."""
    import torch

    torch.set_num_threads(1)
    project = prepared(trial.folder, trial.seed)
    run, seconds = trial.erased or _erase(project, trial)
    rows = []
    for attack in trial.attacks:
        resurgence = _attack(project, run, trial.seed, attack)
        rows.append(
            {
                "seed": trial.seed,
                "method": trial.method,
                "settings": trial.settings,
                "attack": attack,
                "before": {name: resurgence["0"].get(name) for name in NAMES},
                "after": {name: resurgence["32"].get(name) for name in NAMES},
                "training_seconds": seconds,
                "run": run,
            }
        )
    return rows


def _erase(project: Path, trial: Trial) -> tuple[str, float]:
    from sare_engine.config import EraseConfig
    from sare_engine.jobs import erase

    config = EraseConfig(
        project=project,
        method=trial.method,
        seed=trial.seed,
        device="cpu",
        evaluate_every=0,
        checkpoint_every=0,
        measure_images=8,
        **trial.settings,
    )
    erased = finish(erase(config))
    return str(erased["run"]), float(erased["training_seconds"])


def _attack(project: Path, run: str, seed: int, attack: dict[str, Any]) -> dict[str, Any]:
    from sare_engine.config import RelearnConfig
    from sare_engine.jobs import relearn

    config = RelearnConfig(
        project=project,
        run=run,
        seed=seed,
        device="cpu",
        steps=32,
        measure_at=(32,),
        measure_images=150,
        **attack,
    )
    return dict(finish(relearn(config))["resurgence"])


def trials_left(
    folder: Path,
    seeds: Sequence[int],
    wanted: Sequence[tuple[str, dict[str, Any], dict[str, Any]]],
    rows: Sequence[dict[str, Any]],
) -> list[Trial]:
    """Return what is still to be measured: each erasure once, with the attacks it lacks."""
    known = {_key(row["seed"], row["method"], row["settings"], row["attack"]) for row in rows}
    runs = {_key(row["seed"], row["method"], row["settings"]): row for row in rows if "run" in row}
    trials: dict[str, Trial] = {}
    for seed in seeds:
        for method, settings, attack in wanted:
            if _key(seed, method, settings, attack) in known:
                continue
            key = _key(seed, method, settings)
            done = runs.get(key)
            erased = (done["run"], done["training_seconds"]) if done else None
            trial = trials.get(key, Trial(folder, seed, method, settings, (), erased))
            trials[key] = replace(trial, attacks=(*trial.attacks, attack))
    return list(trials.values())


def _key(*parts: Any) -> str:
    return json.dumps(parts)


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
    if arguments.trials is not None:
        wanted = [tuple(one) for one in json.loads(arguments.trials.read_text())]
    else:
        wanted = [
            (m, settings, ATTACK_SETTINGS) for m in arguments.methods for settings in trials_of(m)
        ]
    folder = arguments.out.resolve()
    context = multiprocessing.get_context("spawn")
    with context.Pool(arguments.processes) as pool:
        pool.starmap(prepared, [(folder, seed) for seed in arguments.seeds])
        left = trials_left(folder, arguments.seeds, wanted, rows)
        for measured in pool.imap_unordered(run_trial, left):
            rows += measured
            with record.open("a", encoding="utf-8") as file:
                file.writelines(json.dumps(row) + "\n" for row in measured)
            print(summary(measured), flush=True)
    print("\nAll trials, means over the seeds:\n" + summary(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
