"""Find settings for the recommended erasure of the project's own model, in short trials."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import time
from collections.abc import Generator, Iterator, Mapping
from typing import Any

from sare_engine.config import EraseConfig, RelearnConfig, TuneConfig
from sare_engine.config.attack import attack_values
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.events import Event, Finished, Json, Notice, ProbeMetrics
from sare_engine.jobs.erase import erase
from sare_engine.jobs.erase_examples import assign_missing_splits
from sare_engine.jobs.fitted import fitted
from sare_engine.jobs.killed import warn_of_killed
from sare_engine.jobs.memory_plan import HELD
from sare_engine.jobs.opening import base_fingerprint, project_model_config
from sare_engine.jobs.overall import Expected, OverallProgress
from sare_engine.jobs.parts import JobPart, done_parts
from sare_engine.jobs.relearn import relearn
from sare_engine.jobs.runner import inner_result, job
from sare_engine.jobs.tuning_results import about_search, as_result, without_share
from sare_engine.jobs.tuning_rules import AFTER_ATTACK, erases_too_little, loses_too_much
from sare_engine.jobs.tuning_study import STEPS_SHARE, TuningStudy
from sare_engine.jobs.worker_places import worker_places
from sare_engine.robustness.attack import PHASE as ATTACK_PHASE
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.settings import settings_of, shared_values
from sare_engine.tuned import METHOD_SETTINGS, RECOMMENDED_METHOD
from sare_engine.workspace.locks import lock_file
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs

PHASE = "tune"
_LOCK = ".tuning.lock"
_RUN_NAME = "tuning-trial"

_FIGURES = ("hallucination_rate", "concept_recall", "object_recall", "degenerate_rate", "ce_neg")
"""What is kept of a measurement."""


@job
def tune(config: TuneConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Try settings of the recommended erasure, and yield what each trial measured.

    A second call with the same settings continues; a trial that was stopped is made again. The
    runs of a trial are deleted when it ends. `Finished.result` has the name of the `study`, the
    settings of the `search`, its `trials` with their `number` (from 1), `settings`, `values`,
    `state`, `why_ended` if that was early, and whether they are `on_front`; the values of the
    `base` model, the `best` trial and `why`, and the settings of the `erasure` to run with it.
    After each trial a `ProbeMetrics` of the phase "tune" has its values, and its number as the
    step.

    Args:
        config: the settings.
        control: pause, resume and stop.
    """
    control = control or Control()
    begun = time.monotonic()
    places = worker_places(config.device, config.workers)
    with Project.open(config.project) as project:
        concepts = config.concepts or project.chosen_concepts()
        if not concepts:
            raise DataError(
                "There is nothing to tune for.",
                "No object is chosen.",
                "Mark objects first (sare concepts --choose), or give --concepts.",
            )
        model = project_model_config(config, project)
        config = dataclasses.replace(config, concepts=tuple(concepts), model=model.model)
        ATTACKS[config.attack].check(
            adapter=config.trainable == "lora", quantisation=config.quantisation
        )
        assign_missing_splits(project, EraseConfig(project=config.project))
        folder, fingerprint = project.folder, base_fingerprint(model)
        images = project.count_images()
    runs = Runs(folder)
    with lock_file(folder / _LOCK):
        killed = (run for run in _trial_runs(runs) if run.status == "interrupted")
        for run in itertools.islice(killed, 1):
            yield from warn_of_killed(folder, run)
        _remove_trials(runs)  # Each is made again.
        # Planned once: trials whose weights are held differently are not comparable.
        start, _ = yield from fitted(_start(config), images=images, workers=config.workers)
        study = TuningStudy(
            folder,
            # A folder may be moved; its fingerprint stays.
            {
                "model": fingerprint,
                "tuning": {**config.outcome_settings(), "model": ""},
                "erasure": {**start.outcome_settings(), "model": "", "steps": 0},
            },
            {
                one.name: getattr(start, one.name)
                for one in settings_of(EraseConfig)
                if one.type is float and start.applies(one.name)
            },
            config.seed,
            about_search(config, start),
        )
        with study:
            expected = _expected(config)
            left = max(0, config.trials - study.finished)
            overall = OverallProgress(
                PHASE,
                "Trying settings",
                "trials",
                [expected] * left,
                done=study.finished,
                at_once=max(1, len(places)),
            )
            yield overall.started()

            def parts() -> Iterator[JobPart | Event]:
                while study.finished + study.unfinished < config.trials:
                    control.poll()
                    if 0 < config.minutes <= (time.monotonic() - begun) / 60:
                        yield Notice("info", f"{config.minutes:g} minutes have passed.")
                        return
                    proposed, number = study.propose(), study.number
                    wanted = _trial_config(start, config, proposed, number)
                    values = {"erasure": wanted.to_dict()}
                    yield JobPart(f"Trial {number + 1}", tuning_trial, config, values, expected)

            def take(part: JobPart, result: Mapping[str, Json], _seconds: float) -> Iterator[Event]:
                number = int(part.title.split()[-1]) - 1
                study.tell(result["values"], result["base"], number)
                yield ProbeMetrics(PHASE, number + 1, result["values"])

            yield from done_parts(parts(), take, overall, control, places)
            yield Finished("done", as_result(study.record(), config, start))


@job
def tuning_trial(
    config: TuneConfig, *, erasure: Mapping[str, Json], control: Control
) -> Iterator[Event]:
    """Try settings: a short erasure and, unless it is not worth it, an attack; part of a search.

    Its runs are deleted when it ends. `Finished.result` has what was measured as `values`, and the
    same figures of the model before erasure as `base`.

    Args:
        config: the search.
        erasure: the settings to try.
        control: pause, resume and stop.
    """
    wanted = EraseConfig.from_dict(erasure)
    try:
        values, base = yield from _tried(wanted, config, control)
    finally:
        _remove_trials(Runs(config.project), wanted.name)
    yield Finished("done", {"values": values, "base": base})


def _expected(config: TuneConfig) -> Expected:
    steps = {"erase": config.trial_steps}
    if ATTACKS[config.attack].trains:
        steps[ATTACK_PHASE] = config.attack_steps
    return Expected("trial", steps)


def _start(config: TuneConfig) -> EraseConfig:
    """Return the erasure that the search begins with: the recommended one."""
    found = {**METHOD_SETTINGS[RECOMMENDED_METHOD], **shared_values(config, EraseConfig)}
    # A trial measures too rarely for an early end.
    return EraseConfig(**{**found, "evaluate_every": 0, "checkpoint_every": 0, "patience": 0})


def _trial_config(
    start: EraseConfig, config: TuneConfig, proposed: Mapping[str, float], number: int
) -> EraseConfig:
    steps = max(2, round(proposed[STEPS_SHARE] * config.trial_steps))
    found: dict[str, Any] = {
        **without_share(proposed),
        "steps": steps,
        "evaluate_every": (steps + 1) // 2,
        "name": f"{_RUN_NAME}-{number}",
    }
    return dataclasses.replace(start, **found)


def _tried(
    wanted: EraseConfig, config: TuneConfig, control: Control
) -> Generator[Event, None, tuple[dict[str, float], dict[str, float]]]:
    """Yield the events of a trial; return what it measured, and that of the model before it."""
    run, measured, base = yield from _erased(wanted, control)
    values = {name: measured[name] for name in _FIGURES if name in measured}
    if run and not erases_too_little(measured, base):
        attack = RelearnConfig(
            **{
                **attack_values(config),
                **{name: getattr(wanted, name) for name in HELD},
                "run": run,
                "measure_at": (),
            }
        )
        result = yield from inner_result(relearn, attack, control=control, given=HELD)
        last = max(result["resurgence"].items(), key=lambda one: int(one[0]))[1]
        values[AFTER_ATTACK] = last["hallucination_rate"]
    return values, {name: base[name] for name in _FIGURES if name in base}


def _erased(
    wanted: EraseConfig, control: Control
) -> Generator[Event, None, tuple[str, Mapping[str, float], Mapping[str, float]]]:
    """Yield the events of a trial's erasure; return its run ("" if it was not worth finishing),
    what was measured last, and what the model before it measured."""
    base: Mapping[str, float] = {}
    last: Mapping[str, float] = {}
    work = inner_result(erase, wanted, control=control, given=HELD)
    with contextlib.closing(work):
        while True:
            try:
                event = next(work)
            except StopIteration as ended:
                result: dict[str, Any] = ended.value
                if not base:
                    raise DataError(
                        "Settings cannot be compared.",
                        "The project has no held-out images to measure on.",
                        "Test more images.",
                    ) from None
                kept = result["held_out"]  # Those of the last step, or of the best.
                return ("" if loses_too_much(kept, base) else result["run"]), kept, base
            yield event
            if isinstance(event, ProbeMetrics):
                base, last = base or event.values, event.values
                if event.step and event.step < wanted.steps and loses_too_much(last, base):
                    return "", last, base


def _remove_trials(runs: Runs, name: str = "") -> None:
    """Delete the runs of trials that have ended; their figures are in the study.

    Args:
        runs: of the project.
        name: that of the only trial to delete; "" for all.
    """
    for run in _trial_runs(runs, name):
        if run.status != "running":
            runs.remove(run)


def _trial_runs(runs: Runs, name: str = "") -> list[RunFolder]:
    """Return the runs of all trials, or of the trial of that name: attacks first."""
    erasures = [run for run in runs.list("erase") if _is_trial(run, name)]
    names = {run.name for run in erasures}
    attacks = [run for run in runs.list(ATTACK_PHASE) if run.config_dict().get("run") in names]
    return [*attacks, *erasures]


def _is_trial(run: RunFolder, name: str = "") -> bool:
    known = str(run.config_dict().get("name", ""))
    return known == name if name else known.startswith(f"{_RUN_NAME}-")
