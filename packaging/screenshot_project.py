"""The project that the screenshots show: the demo, really tested, erased, attacked and exported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sare_engine import (
    DEMO_FOLDER,
    AddImagesConfig,
    CompareConfig,
    ConceptsConfig,
    Event,
    ExportConfig,
    Failed,
    Finished,
    PhaseStarted,
    ProbeConfig,
    Project,
    Runs,
    add_images,
    compare,
    concepts,
    export,
    presets,
    probe,
)

CHOOSE_RATE = 0.35
"""An object is erased if at least this share of its mentions is judged hallucinated."""

SHORT = {"steps": 40, "attack_steps": 32, "measure_at": (8, 16, 32), "seeds": (0, 1)}
"""Enough for curves that look as curves do; what the methods achieve is measured elsewhere."""


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
    demo = {preset.name: preset.values for preset in presets(ProbeConfig)}["demo"]
    _run(probe(ProbeConfig(project=folder, **{**demo, **places})))
    concepts(ConceptsConfig(project=folder, choose_rate=CHOOSE_RATE))
    demo = {preset.name: preset.values for preset in presets(CompareConfig)}["demo"]
    _run(compare(CompareConfig(project=folder, **{**demo, **SHORT})))
    runs = Runs(folder)
    erased = (run for run in runs.list("erase") if run.config_dict()["method"] == "sare")
    if not (folder / "export").exists():
        _run(export(ExportConfig(project=folder, run=next(erased).name, out=folder / "export")))


def _run(events: Iterator[Event]) -> None:
    for event in events:
        if isinstance(event, PhaseStarted):
            print(event.title, flush=True)
        elif isinstance(event, Failed):
            raise SystemExit(f"{event.what} {event.why} {event.fix}")
        elif isinstance(event, Finished) and event.status != "done":
            raise SystemExit("stopped")
