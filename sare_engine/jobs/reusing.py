"""Runs that other jobs are made of: those that exist already are reused or resumed."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Generator, Mapping
from typing import Any

from sare_engine.config import EraseConfig, RelearnConfig
from sare_engine.control import Control
from sare_engine.errors import EngineError
from sare_engine.events import Event, Notice
from sare_engine.jobs.erase import erase_in_one_run
from sare_engine.jobs.opening import base_fingerprint, project_model_config
from sare_engine.jobs.relearn import relearn
from sare_engine.jobs.runner import inner_result
from sare_engine.jobs.taking_turns import turn
from sare_engine.reporting.comparability import Conditions, conditions_of, stored_conditions
from sare_engine.robustness.attack import PHASE
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs


def attack_once(
    wanted: RelearnConfig,
    title: str,
    control: Control,
    *,
    take_over: bool,
    given: Collection[str] = (),
) -> Generator[Event, None, str]:
    """Yield the events of an attack, or none if it already exists; return the run's name.

    Args:
        wanted: its settings.
        title: what it is called in notices.
        control: pause, resume and stop.
        take_over: whether to continue a run that another program may still work on.
        given: settings that a memory plan leaves as they are.
    """
    with contextlib.ExitStack() as held:
        yield from turn(PHASE, lambda: _conditions(wanted), title, control, held)
        with Project.open(wanted.project) as project:
            known = equal_runs(project, PHASE, wanted)
        for run in known:
            if run.status == "done":
                yield Notice("info", f"{title}: the attack {run.name} is already there.")
                return run.name
        for run in known:
            if unfinished(run, take_over):
                yield Notice("info", f"{title}: making the attack {run.name} again.")
                wanted = RelearnConfig(**resuming_settings(wanted, run, take_over))
                break
        else:
            yield Notice("info", f"{title}: attacking.")
        result = yield from inner_result(relearn, wanted, control=control, given=given)
        return str(result["run"])


def erase_once(
    wanted: EraseConfig,
    title: str,
    control: Control,
    *,
    take_over: bool = False,
    given: Collection[str] = (),
    examples: Mapping[str, int] | None = None,
) -> Generator[Event, None, str]:
    """Yield the events of an erasure, or none if it already exists; return the run's name.

    Args:
        wanted: its settings.
        title: what it is called in notices.
        control: pause, resume and stop.
        take_over: whether to continue a run that another program may still work on.
        given: settings that a memory plan leaves as they are.
        examples: how many examples of each kind it must have had to count as the same; None
            where the settings say which.
    """
    with contextlib.ExitStack() as held:
        yield from turn("erase", lambda: _conditions(wanted), title, control, held)
        with Project.open(wanted.project) as project:
            known = equal_runs(project, "erase", wanted)
            done = done_erasure(project, wanted, examples)
        if done is not None:
            yield Notice("info", f"{title}: the erasure {done.name} is already there.")
            return done.name
        for run in known:
            if unfinished(run, take_over) and run.checkpoints():
                yield Notice("info", f"{title}: resuming the erasure {run.name}.")
                wanted = EraseConfig(**resuming_settings(wanted, run, take_over))
                break
        else:
            yield Notice("info", f"{title}: erasing.")
        result = yield from inner_result(erase_in_one_run, wanted, control=control, given=given)
        return str(result["run"])


def done_erasure(
    project: Project, wanted: EraseConfig, examples: Mapping[str, int] | None
) -> RunFolder | None:
    """Return a finished erasure with the wanted settings and as many examples of each kind."""
    for run in equal_runs(project, "erase", wanted):
        same = examples is None or run.info.result.get("examples") == examples
        if run.status == "done" and same:
            return run
    return None


def resuming_settings(
    wanted: EraseConfig | RelearnConfig, run: RunFolder, take_over: bool
) -> dict[str, Any]:
    """Return the settings that resume a run, whose model may lie elsewhere by now."""
    return {
        "project": wanted.project,
        "model": wanted.model,
        "device": wanted.device,
        "placement": wanted.placement,
        "processes": wanted.processes,
        "resume": run.name,
        "take_over": take_over,
    }


def unfinished(run: RunFolder, take_over: bool) -> bool:
    """Whether a run can be resumed.

    Raises:
        StorageError: another process works on it: the same need not be computed twice.
    """
    status = run.status
    if status == "running":
        run.require_free(take_over=take_over)
    return status in ("running", "stopped", "interrupted")


def equal_runs(project: Project, kind: str, wanted: EraseConfig | RelearnConfig) -> list[RunFolder]:
    """Return the runs that measured what the wanted settings would measure, newest first."""
    model = project_model_config(wanted, project)
    conditions = conditions_of(wanted, base_fingerprint(model))
    found = []
    for run in Runs(project.folder).list(kind):
        try:
            _, stored = stored_conditions(run, type(wanted))
        except EngineError:
            continue  # A damaged record: not to be taken for equal.
        if stored.equal(conditions):
            found.append(run)
    return found[::-1]


def _conditions(wanted: EraseConfig | RelearnConfig) -> Conditions:
    with Project.open(wanted.project) as project:
        return conditions_of(wanted, base_fingerprint(project_model_config(wanted, project)))
