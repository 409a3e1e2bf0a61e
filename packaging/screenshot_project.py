"""The project that the screenshots show: the demo, really tested, erased and attacked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sare_engine import (
    DEMO_FOLDER,
    AddImagesConfig,
    CompareConfig,
    ConceptsConfig,
    Config,
    EraseConfig,
    Event,
    Failed,
    Finished,
    PhaseStarted,
    ProbeConfig,
    Project,
    Runs,
    add_images,
    compare,
    concepts,
    erase,
    presets,
    probe,
)

CHOOSE_RATE = 0.35
"""An object is erased if at least this share of its mentions is judged hallucinated."""

SHORT = {"steps": 40, "attack_steps": 32, "measure_at": (8, 16, 32), "seeds": (0,)}
"""Enough for curves that look as curves do; what the methods achieve is measured elsewhere."""

ERASURE = "sare"
"""Name of the erasure that is looked at: a whole one, measured on the way."""


def compute_project(folder: Path) -> None:
    """Make the project, or what of it is missing.

    Args:
        folder: the project's folder; what a stopped run left there is gone on with.
    """
    images = DEMO_FOLDER / "images"
    places = {
        "model": DEMO_FOLDER / "model",
        "clip": DEMO_FOLDER / "clip",
        "annotations": images / "annotations.json",
    }
    _run(add_images(AddImagesConfig(project=folder, images=(images,))))
    with Project.open(folder) as project:
        for key, path in places.items():
            project.settings[key] = str(path)
    _run(probe(ProbeConfig(project=folder, **{**_demo(ProbeConfig), **places})))
    concepts(ConceptsConfig(project=folder, choose_rate=CHOOSE_RATE))
    _run(compare(CompareConfig(project=folder, **{**_demo(CompareConfig), **SHORT})))
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
