"""The whole loop on the shipped demo model: test, choose, erase, attack, export, report.

Only scenes and settings are specific to the demo: every step is one of the engine's verbs on an
ordinary project folder, which can be opened afterwards.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sare_engine.assets import DEMO_FOLDER
from sare_engine.config import (
    ConceptsConfig,
    DemoConfig,
    EraseConfig,
    ExportConfig,
    ModelConfig,
    ProbeConfig,
    RelearnConfig,
    ReportConfig,
)
from sare_engine.control import Control
from sare_engine.demo.world import PAIRS, SceneKind
from sare_engine.erasure.kinds import BASE, method_kind, method_title
from sare_engine.erasure.methods.sare import ENTRY as SARE
from sare_engine.errors import DataError
from sare_engine.events import Event, Finished, Json, Notice
from sare_engine.exporting.forms import FORMS
from sare_engine.files import atomic_write_text, ensure_folder
from sare_engine.jobs.concepts import concepts
from sare_engine.jobs.erase import erase
from sare_engine.jobs.export import export
from sare_engine.jobs.opening import (
    ATTACK_SPLIT,
    HELD_OUT_SPLIT,
    TRAIN_SPLIT,
    TRIGGERS_SETTING,
)
from sare_engine.jobs.overall import Expected, OverallProgress
from sare_engine.jobs.parts import JobPart, done_parts
from sare_engine.jobs.probe import probe
from sare_engine.jobs.relearn import erased_model_config, relearn
from sare_engine.jobs.report import report
from sare_engine.jobs.runner import inner_events, inner_result, job
from sare_engine.jobs.worker_places import WorkerPlace, usual_workers, worker_places
from sare_engine.progress import PhaseProgress
from sare_engine.robustness.attack import PHASE as ATTACK_PHASE
from sare_engine.tuned import ATTACK_SETTINGS, MEASURE_AT, METHOD_SETTINGS, PROBE_SETTINGS
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs

SCENES: dict[str, dict[SceneKind, int]] = {
    "erase": {
        SceneKind.TRIGGER_ONLY: 240,
        SceneKind.BOTH: 160,
        SceneKind.PARTNER_ONLY: 40,
        SceneKind.NEUTRAL: 40,
    },
    "attack": {SceneKind.TRIGGER_ONLY: 60},
    "held_out": {
        SceneKind.TRIGGER_ONLY: 100,
        SceneKind.BOTH: 60,
        SceneKind.PARTNER_ONLY: 20,
        SceneKind.NEUTRAL: 30,
    },
}
"""Number of scenes of each kind."""

_ERASE = "erase"
"""The phase of an erasure's steps."""

SPLIT_OF = {"erase": TRAIN_SPLIT, "attack": ATTACK_SPLIT, "held_out": HELD_OUT_SPLIT}

DEMO_METHODS = tuple(METHOD_SETTINGS)
"""The methods compared with the model before erasure, and the recommended way of running SARE."""

SHARPNESS_RHO = 0.1
"""Radius over all weights of the language model, the same for every model compared."""

CHOOSE_RATE = 0.25
"""An object is erased if at least this share of its mentions is judged hallucinated."""


@job
def run_demo(config: DemoConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Run the whole loop on the shipped demo model, on scenes drawn by seed.

    `Finished.result` has the `seed`; `methods`: "base" and each method → what was measured, with
    `resurgence`: relearning step → hallucination rate; `export`: the folders, and whether the
    captions are identical; the paths of `report` and `project`; and `seconds`.
    """
    control = control or Control()
    places = worker_places(config.device, config.workers or usual_workers(config.device))
    started = time.monotonic()
    if not (DEMO_FOLDER / "model" / "config.json").is_file():
        raise DataError(
            "The demo model is missing.",
            f"{DEMO_FOLDER} was not shipped with this installation.",
            "Run from a checkout, or train it: python packaging/build_demo_models.py.",
        )
    out = ensure_folder(config.out).resolve()
    run = _unused_name(out, f"seed-{config.seed}")
    project = out / f"project-{run}"
    yield from prepare_demo(config, project, out / f"scenes-{run}", control)
    rows = yield from _rows(config, project, control, places)
    exported = yield from inner_result(
        export,
        ExportConfig(
            project=project,
            run=SARE.key,
            out=out / f"export-{run}",
            device=config.device,
        ),
        control=control,
    )
    page = report(ReportConfig(project=project))
    result = {
        "seed": config.seed,
        "methods": rows,
        "export": {
            **{form: exported[form] for form in FORMS if form in exported},
            "captions_identical": exported["captions_identical"],
        },
        "report": str(page),
        "project": str(project),
        "seconds": time.monotonic() - started,
    }
    atomic_write_text(project / "demo.json", json.dumps(result, indent=2) + "\n")
    yield Finished("done", result)


def _unused_name(out: Path, name: str) -> str:
    """Return the name, numbered if an earlier run has it, so that its files are kept."""
    names = (name if number == 1 else f"{name}-{number}" for number in itertools.count(1))
    kinds = ("project", "scenes", "export")
    return next(one for one in names if not any((out / f"{kind}-{one}").exists() for kind in kinds))


def prepare_demo(
    config: DemoConfig, folder: Path, scenes: Path, control: Control
) -> Iterator[Event]:
    """Draw the scenes, test the model on them, and choose what to erase.

    Args:
        config: seed and device.
        folder: the project to make.
        scenes: folder for the pictures.
        control: pause and stop.
    """
    annotations = yield from _draw(config, scenes, control)
    yield from inner_events(
        probe,
        ProbeConfig(
            project=folder,
            model=DEMO_FOLDER / "model",
            clip=DEMO_FOLDER / "clip",
            images=tuple(scenes / split for split in SCENES),
            # The truth is known for every scene, but only held-out scenes may use it: what to
            # unlearn is found by CLIP score, as in the paper.
            annotations=annotations,
            **PROBE_SETTINGS,
            device=config.device,
        ),
        control=control,
    )
    with Project.open(folder) as project:
        project.set_splits(
            {image.id: SPLIT_OF[image.path.parent.name] for image in project.images()}
        )
        project.settings[TRIGGERS_SETTING] = {pair.partner: [pair.trigger] for pair in PAIRS}
    chosen = concepts(ConceptsConfig(project=folder, choose_rate=CHOOSE_RATE))["chosen"]
    yield Notice("info", f"Chosen for erasure: {', '.join(chosen)}.")


def _draw(config: DemoConfig, folder: Path, control: Control) -> Any:
    from sare_engine.demo.scenes import evaluation_scenes, write_scene_folder

    phase = PhaseProgress("draw", "Drawing scenes", len(SCENES), "sets")
    yield phase.started()
    for split, counts in SCENES.items():
        control.poll()
        write_scene_folder(folder / split, evaluation_scenes(config.seed, split, counts))
        yield phase.advance()
    return folder / "held_out" / "annotations.json"


def _rows(
    config: DemoConfig, project: Path, control: Control, places: Sequence[WorkerPlace]
) -> Generator[Event, None, dict[str, Json]]:
    """Yield the events of all methods; return method → what was measured."""
    erasures = {one: _erasure(config, project, one) for one in DEMO_METHODS}
    attacks = {one: _attack(config, project, one) for one in (BASE, *DEMO_METHODS)}
    overall = OverallProgress(
        "methods",
        "Erasing and attacking with each method",
        "parts",
        [part.expected for part in (*erasures.values(), *attacks.values())],
        at_once=max(1, len(places)),
    )
    yield overall.started()
    results: dict[str, tuple[Mapping[str, Json], float]] = {}

    def take(part: JobPart, result: Mapping[str, Json], seconds: float) -> Iterator[Event]:
        results[part.title] = (result, seconds)
        yield from ()

    def parts() -> Iterator[JobPart | None]:
        if not places:
            for method, attack in attacks.items():
                if method in erasures:
                    yield erasures[method]
                yield attack
            return
        # Side by side the longest begin first, so that all end at about the same time.
        yield from reversed(erasures.values())
        yield attacks[BASE]
        for method in reversed(erasures):
            while erasures[method].title not in results:
                yield None
            yield attacks[method]

    yield from done_parts(parts(), take, overall, control, places)
    rows: dict[str, Json] = {}
    for method, attack in attacks.items():
        row, total = results[attack.title]
        training = 0.0
        if method in erasures:
            erased, seconds = results[erasures[method].title]
            training, total = float(erased["training_seconds"]), total + seconds
        rows[method] = {**row, "seconds": training, "total_seconds": total}
    return rows


def _erasure(config: DemoConfig, project: Path, method: str) -> JobPart:
    settings: dict[str, Any] = {"method": method, **METHOD_SETTINGS[method]}
    wanted = EraseConfig(
        project=project,
        name=method,
        seed=config.seed,
        device=config.device,
        evaluate_every=0,
        checkpoint_every=0,
        **settings,
    )
    title = method_title(method_kind(wanted.to_dict()))
    expected = Expected(f"erasure: {method}", {_ERASE: wanted.steps})
    return JobPart(f"{title}, erasure", erase, wanted, expected=expected)


def _attack(config: DemoConfig, project: Path, method: str) -> JobPart:
    wanted = RelearnConfig(
        project=project,
        run="" if method == BASE else method,
        seed=config.seed,
        device=config.device,
        steps=max(MEASURE_AT),
        measure_at=MEASURE_AT,
        **ATTACK_SETTINGS,
    )
    kind = BASE if method == BASE else method_kind({"method": method, **METHOD_SETTINGS[method]})
    return JobPart(
        f"{method_title(kind)}, attack",
        demo_attack,
        wanted,
        {"method": method},
        Expected("attack", {ATTACK_PHASE: wanted.steps}),
    )


@job
def demo_attack(config: RelearnConfig, *, method: str, control: Control) -> Iterator[Event]:
    """Measure what a method has made of the model and attack it; part of the demo.

    `Finished.result` is what the demo reports of the method, without times.

    Args:
        config: the attack.
        method: the method, whose erasure is done, or that of the model before it.
        control: pause, resume and stop.
    """
    base = ModelConfig(model=DEMO_FOLDER / "model", device=config.device)
    values = _measure_geometry(config.project, base, method, control)
    attacked = yield from inner_result(relearn, config, control=control)
    resurgence = attacked["resurgence"]
    values |= resurgence["0"]
    row = {
        "hallucination_rate": values["hallucination_rate"],
        "degenerate_rate": values["degenerate_rate"],
        "other_hallucination_rate": values["other_hallucination_rate"],
        "concept_recall": values["concept_recall"],
        "object_recall": values["object_recall"],
        "chair_i": values["chair_i"],
        "chair_s": values["chair_s"],
        "mean_words": values["mean_words"],
        "ce_neg": values["ce_neg"],
        "sharpness": values["sharpness"],
        "resurgence": {
            str(step): resurgence[str(step)]["hallucination_rate"] for step in MEASURE_AT
        },
        "resurgence_ce_neg": {str(step): resurgence[str(step)]["ce_neg"] for step in MEASURE_AT},
        "resurgence_degenerate_rate": {
            str(step): resurgence[str(step)]["degenerate_rate"] for step in MEASURE_AT
        },
    }
    yield Finished("done", row)


def _measure_geometry(
    folder: Path, base: ModelConfig, method: str, control: Control
) -> dict[str, float]:
    """Return CE of the held-out hallucinated spans and its sharpness, in the merged weights.

    Base, EFUF and SARE differ in their adapters; only the weights of the language model are the
    same parametrisation for all of them.
    """
    from sare_engine.jobs.held_out_images import open_held_out
    from sare_engine.jobs.measuring import SpanProbe
    from sare_engine.models.fingerprint import fingerprint
    from sare_engine.models.loading import load_model
    from sare_engine.models.trainable import merge_adapter, set_trainable_full
    from sare_engine.models.vision import VisionFeatures

    control.poll()
    with Project.open(folder) as project:
        model = base
        if method != BASE:
            run = Runs(folder).find(method)
            model = erased_model_config(base, run, EraseConfig.from_dict(run.config_dict()))
        held_out = open_held_out(
            project, fingerprint(base.model), frozenset(project.chosen_concepts())
        )
        loaded = load_model(model, control)
        try:
            merge_adapter(loaded)
            set_trainable_full(loaded, "language_model")
            sharp = SpanProbe(loaded, VisionFeatures(loaded), held_out).sharpness(SHARPNESS_RHO)
        finally:
            loaded.unload()
    return {"sharpness": sharp.worst}
