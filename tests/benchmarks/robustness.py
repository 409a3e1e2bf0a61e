"""Does SARE stay erased where EFUF does not? The demo over several seeds. `make bench`.

Each seed draws its own scenes, data order, erasure and attack; none of them was used to choose a
setting. Prints means with 95 % intervals, checks them against what is claimed, and keeps every
run's JSON. A second call continues an interrupted run.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sare_engine.reporting.statistics import Interval, metric_interval

SEEDS = (0, 1, 2, 3, 4)
RELEARN_STEPS = ("8", "16", "32", "64")
COLUMNS = (
    "hallucination_rate",
    "degenerate_rate",
    "other_hallucination_rate",
    "concept_recall",
    "object_recall",
    "chair_i",
    "chair_s",
    "mean_words",
    "ce_neg",
    "sharpness",
    "seconds",
)


def run_seed(out: Path, seed: int, threads: int) -> dict[str, Any]:
    """Run the demo with a seed and return its result; a finished one is read back."""
    # An interrupted run leaves a project without a record; the next one has a number behind it.
    finished = [*out.glob(f"project-seed-{seed}/demo.json")]
    finished += out.glob(f"project-seed-{seed}-*/demo.json")
    if finished:
        record: dict[str, Any] = json.loads(finished[0].read_text(encoding="utf-8"))
        return record
    import torch

    torch.set_num_threads(threads)
    from sare_engine import run_demo
    from sare_engine.config import DemoConfig
    from sare_engine.events import Failed, Finished

    for event in run_demo(DemoConfig(seed=seed, out=out, device="cpu")):
        if isinstance(event, Failed):
            raise RuntimeError(f"seed {seed}: {event.what} {event.why} {event.details}")
        if isinstance(event, Finished):
            return dict(event.result)
    raise RuntimeError(f"seed {seed}: the demo ended without a result")


def columns_of(row: Mapping[str, Any]) -> dict[str, float]:
    """Return a method's numbers under flat names."""
    values = {name: row[name] for name in COLUMNS}
    for step in RELEARN_STEPS:
        values[f"after {step}"] = row["resurgence"][step]
        values[f"ce_neg after {step}"] = row["resurgence_ce_neg"][step]
    return values


def _metric_of(column: str) -> str:
    name, after, _ = column.partition("after ")
    return (name.strip() or "hallucination_rate") if after else column


def summarise(results: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Interval]]:
    """Return method → column → mean with interval over the seeds."""
    methods = results[0]["methods"]
    return {
        method: {
            name: metric_interval(
                _metric_of(name), [columns_of(one["methods"][method])[name] for one in results]
            )
            for name in columns_of(methods[method])
        }
        for method in methods
    }


def claims(summary: Mapping[str, Mapping[str, Interval]]) -> list[tuple[str, bool]]:
    """Return what the project claims, and whether the means over the seeds bear it out."""
    base, efuf, sare = (
        {name: one.mean for name, one in summary[method].items()}
        for method in ("base", "efuf", "sare")
    )
    return [
        (
            "the base model's hallucination rate is at least 0.55",
            base["hallucination_rate"] >= 0.55,
        ),
        ("SARE's hallucination rate is at most 0.02", sare["hallucination_rate"] <= 0.02),
        (
            "SARE's object recall is within 0.02 of the base model's",
            abs(sare["object_recall"] - base["object_recall"]) <= 0.02,
        ),
        ("SARE's concept recall is at least 0.95", sare["concept_recall"] >= 0.95),
        (
            "CE_neg of EFUF and SARE differs by at most 1 nat",
            abs(sare["ce_neg"] - efuf["ce_neg"]) <= 1.0,
        ),
        ("after 32 steps of relearning, EFUF's rate is at least 0.2", efuf["after 32"] >= 0.2),
        (
            "after 32 steps of relearning, SARE's rate is at most a third of EFUF's",
            sare["after 32"] <= efuf["after 32"] / 3.0,
        ),
    ]


def table(summary: Mapping[str, Mapping[str, Interval]]) -> str:
    """Return means and intervals as a Markdown table, a row for each number."""
    methods = list(summary)
    lines = ["| | " + " | ".join(methods) + " |", "|---" * (len(methods) + 1) + "|"]
    for name in summary[methods[0]]:
        cells = []
        for method in methods:
            one = summary[method][name]
            spread = "" if one.low is None else f" [{one.low:.3f}, {one.high:.3f}]"
            cells.append(f"{one.mean:.3f}{spread}")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _work(task: tuple[Path, int, int]) -> dict[str, Any]:
    return run_seed(*task)


def main() -> int:
    """Run the seeds that are missing, print and check the means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(SEEDS))
    parser.add_argument("--out", type=Path, default=Path("build/bench"))
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", type=Path, help="file for means, intervals and every run")
    arguments = parser.parse_args()
    out = arguments.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    threads = max(1, (os.cpu_count() or 1) // arguments.processes)
    context = multiprocessing.get_context("spawn")
    results = []
    with context.Pool(arguments.processes) as pool:
        tasks = [(out, seed, threads) for seed in arguments.seeds]
        for result in pool.imap(_work, tasks):
            results.append(result)
            print(f"seed {result['seed']}: {result['seconds']:.0f} s", flush=True)
    summary = summarise(results)
    checked = claims(summary)
    print(table(summary))
    for text, holds in checked:
        print(f"{'holds ' if holds else 'BROKEN'}  {text}")
    if arguments.json is not None:
        record = {
            "seeds": arguments.seeds,
            "claims": dict(checked),
            "summary": {
                method: {
                    name: {"mean": one.mean, "low": one.low, "high": one.high}
                    for name, one in columns.items()
                }
                for method, columns in summary.items()
            },
            "runs": [{key: one[key] for key in ("seed", "methods", "seconds")} for one in results],
        }
        arguments.json.parent.mkdir(parents=True, exist_ok=True)
        arguments.json.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return 0 if all(holds for _, holds in checked) else 1


if __name__ == "__main__":
    sys.exit(main())
