"""The project that the screenshots show: the demo, really tested, erased and attacked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sare_engine import (
    CompareConfig,
    Config,
    Control,
    DemoConfig,
    EraseConfig,
    Event,
    Failed,
    Finished,
    PhaseStarted,
    Runs,
    compare,
    erase,
    presets,
)
from sare_engine.jobs.demo import prepare_demo

SEEDS = (0, 1)
"""Enough for an interval; what the methods achieve is measured by `make bench`."""

ERASURE = "sare"
"""Name of the erasure that is looked at: measured on the way, as those of a comparison are not."""


def compute_project(folder: Path) -> None:
    """Make the project, or what of it is missing.

    Args:
        folder: the project's folder; what a stopped run left there is gone on with.
    """
    tested = folder / "tested"
    if not tested.exists():
        _run(prepare_demo(DemoConfig(seed=0), folder, folder.parent / "scenes", Control()))
        tested.touch()
    _run(compare(CompareConfig(project=folder, **{**_demo(CompareConfig), "seeds": SEEDS})))
    done = {run.name for run in Runs(folder).list("erase") if run.info.status == "done"}
    if not any(name.endswith(f"-{ERASURE}") for name in done):
        settings = {**_demo(EraseConfig), "name": ERASURE, "evaluate_every": 20}
        _run(erase(EraseConfig(project=folder, **settings)))


def _demo(config: type[Config]) -> Mapping[str, Any]:
    return next(preset.values for preset in presets(config) if preset.name == "demo")


def _run(events: Iterator[Event]) -> None:
    for event in events:
        if isinstance(event, PhaseStarted):
            print(event.title, flush=True)
        elif isinstance(event, Failed):
            raise SystemExit(f"{event.what} {event.why} {event.fix}")
        elif isinstance(event, Finished) and event.status != "done":
            raise SystemExit("stopped")
