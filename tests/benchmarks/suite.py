"""An attack suite on the demo's erasures, side by side, and how long it takes. `make bench-suite`.

Tests the demo model, then erases with EFUF, SARE and the recommended form and attacks each in every
way of the suite, as `sare compare --suite` does. A second call continues an interrupted run.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sare_engine import CompareConfig, compare, presets, suite_results
from sare_engine.events import Failed, Finished
from sare_engine.files import append_line, atomic_write_text
from sare_engine.metrics import PERCENT, RATE, metric
from sare_engine.robustness.suites import DEFAULT_SUITE, SUITES
from tests.benchmarks.demo_projects import prepared

RECORD = Path(__file__).parent / "results/suite.json"
SEED = 0
WITHIN_MINUTES = 20
"""How long two cores may take."""

_TIMES = "times.jsonl"
_OF_THE_ATTACK = {"attack", "attack_learning_rate", "attack_steps", "measure_at"}


def run(out: Path, suite: str, workers: int) -> dict[str, Any]:
    """Run what is missing and return the record."""
    project = prepared(out, SEED)
    demo = next(one.values for one in presets(CompareConfig) if one.name == "demo")
    # The attack is the suite's: only how the methods erase is the demo's.
    erasing = {name: value for name, value in demo.items() if name not in _OF_THE_ATTACK}
    config = CompareConfig(
        **{**erasing, "project": project, "suite": suite, "seeds": (SEED,), "workers": workers}
    )
    with _timed(out / _TIMES):
        result = _finished(compare(config))
    titles = {name: one["title"] for name, one in result["methods"].items()}
    kinds = {name: kind for kind, name in _erasures(project).items()}
    methods = {
        titles[kinds[run]]: _kept(found)
        for run, found in suite_results(project).items()
        if kinds.get(run) in titles
    }
    return {
        "suite": suite,
        "seed": SEED,
        "workers": workers,
        **_times(out / _TIMES),
        "verdict": result["verdict"],
        "methods": methods,
    }


def _erasures(project: Path) -> dict[str, str]:
    """Return kind → the newest erasure of it."""
    from sare_engine import Runs, method_kind

    return {method_kind(run.config_dict()): run.name for run in Runs(project).list("erase")}


def _kept(found: Mapping[str, Any]) -> dict[str, Any]:
    names = ("attacks", "worst", "placebo", "base", "left_out", "recall_loss", "verdict")
    return {name: found[name] for name in names}


def _finished(events: Iterator[Any]) -> dict[str, Any]:
    for event in events:
        if isinstance(event, Failed):
            raise RuntimeError(f"{event.what} {event.why}")
        if isinstance(event, Finished):
            return dict(event.result)
    raise RuntimeError("the comparison ended without a result")


@contextmanager
def _timed(record: Path) -> Iterator[None]:
    """Keep how long the work took, also where it is interrupted."""
    load = os.getloadavg()[1]
    started, used = time.monotonic(), _processor_seconds()
    try:
        yield
    finally:
        times = {
            "seconds": time.monotonic() - started,
            "processor_seconds": _processor_seconds() - used,
            "load": load,
        }
        append_line(record, json.dumps(times))


def _processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _times(record: Path) -> dict[str, Any]:
    """Return the sums over all calls, and the highest load that a call began at."""
    calls = [json.loads(line) for line in record.read_text("utf-8").splitlines()]
    found: dict[str, Any] = {
        name: sum(one[name] for one in calls) for name in ("seconds", "processor_seconds")
    }
    return {**found, "load": max(one["load"] for one in calls)}


def suite_table(record: Mapping[str, Any]) -> list[list[str]]:
    """Return a row for each attack, the strongest on any method first, and the placebo's."""
    methods: Mapping[str, Any] = record["methods"]
    by_name = {
        title: {one["name"]: one for one in found["attacks"]} for title, found in methods.items()
    }
    names = list(dict.fromkeys(name for rows in by_name.values() for name in rows))
    names.sort(
        key=lambda name: max(rows[name]["rate"] for rows in by_name.values() if name in rows),
        reverse=True,
    )
    rows = [[name, *(_cell(found.get(name)) for found in by_name.values())] for name in names]
    placebos = [found["placebo"] for found in methods.values()]
    rows += [
        ["strongest attack within the bound", *(_worst(one) for one in methods.values())],
        ["control object, same attack", *(_cell(one.get("placebo")) for one in placebos)],
        ["control object, model before erasure", *(_cell(one.get("base")) for one in placebos)],
        [
            "objects named before the attacks",
            *(
                metric("object_recall").format(found["attacks"][0]["object_recall_before"])
                for found in methods.values()
            ),
        ],
    ]
    return [["attack", *methods], *rows]


def _worst(found: Mapping[str, Any]) -> str:
    return str(found["worst"].get("name", "–"))


def _cell(one: Mapping[str, Any] | None) -> str:
    if not one or one.get("rate") is None:
        return "–"
    low, high = (metric(RATE).format(one[name]) for name in ("low", "high"))
    text = f"{metric(RATE).format(one['rate'])} ({low.removesuffix(PERCENT)} to {high})"
    return text if one.get("within_bound", True) else f"{text} \\*"


def suite_lines(record: Mapping[str, Any]) -> str:
    """Return the words beside the table: what each method comes to, and the time."""
    tested = next(iter(record["methods"].values()))["base"]
    base = f"{metric(RATE).format(tested['rate'])} of {tested['n']} images"
    minutes = record["seconds"] / 60
    processor = record["processor_seconds"] / 60
    lines = [
        f"- {title}: {found['verdict']['headline']}" for title, found in record["methods"].items()
    ]
    lines += [
        f"- {title}: not run: {one['name']} ({one['why']})"
        for title, found in record["methods"].items()
        for one in found["left_out"]
    ]
    return "\n".join(
        [
            f"Seed {record['seed']}; before erasure the hallucination is on {base}. The erasures "
            f"and the suite “{SUITES[record['suite']].title}” took {minutes:.1f} minutes with "
            f"{record['workers']} workers on two cores ({processor:.1f} minutes of processor "
            f"time, load {record['load']:.1f} at the start).",
            "",
            *lines,
        ]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the suite, print the table and keep the record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/bench-suite"))
    parser.add_argument("--suite", choices=list(SUITES), default=DEFAULT_SUITE)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", type=Path, default=RECORD, help="file for the record")
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    record = run(given.out.resolve(), given.suite, given.workers)
    atomic_write_text(given.json, json.dumps(record, indent=1, ensure_ascii=False) + "\n")
    print(suite_lines(record))
    return 0 if record["seconds"] <= 60 * WITHIN_MINUTES else 1


if __name__ == "__main__":
    sys.exit(main())
