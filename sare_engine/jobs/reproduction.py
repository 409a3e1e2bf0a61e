"""Collecting what is needed to run the runs of a report again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib import metadata

from sare_engine.erasure.example_files import EXAMPLES_FILE
from sare_engine.files import read_text
from sare_engine.jobs.continuing import ancestors
from sare_engine.reporting.comparability import FINGERPRINT
from sare_engine.reporting.reproduction import RecordedRun, Reproduction
from sare_engine.reporting.suite_file import read_suite_results
from sare_engine.robustness.attack import PHASE
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs
from sare_engine.workspace.snapshot import Snapshot


def reproduction(project: Project, reported: Iterable[RunFolder]) -> Reproduction | None:
    """Return what is needed to run erasures and attacks of a project again.

    Args:
        project: the project.
        reported: the runs; those of their attack suites and the erasures that attacks need are
            taken too. Runs with another model than the one that the project was tested with are
            left out.

    Returns:
        None where the project's captions are not those of a model in a folder.

    Raises:
        EngineError: a run cannot be read.
    """
    base = project.base_set()
    if base is None or base.imported or base.model_folder is None:
        return None
    sets = [one.id for one in project.caption_sets() if one.imported or one == base]
    examples: dict[str, str] = {}
    all_runs = Runs(project.folder)
    runs = [
        _recorded(all_runs, run, examples)
        for run in _with_needed(all_runs, reported)
        if run.environment.get(FINGERPRINT) == base.model
    ]
    return Reproduction(
        program=metadata.version("sare-desktop"),
        model=base.model_folder,
        fingerprint=base.model,
        runs=runs,
        examples=examples,
        project=Snapshot.of(project, sets),
    )


def _with_needed(runs: Runs, reported: Iterable[RunFolder]) -> list[RunFolder]:
    """Return runs, those of their suites, and erasures attacked or continued, oldest first."""
    names = {run.name for run in reported}
    for run in [one for one in runs.list("erase") if one.name in names]:
        suites = read_suite_results(run).values()
        names |= {str(one["run"]) for suite in suites for one in suite["attacks"] if "run" in one}
        if any(suite.get("placebos") for suite in suites):
            names |= {one.name for one in runs.list(PHASE) if _is_placebo(one, run)}
    done = {run.name: run for run in runs.list() if run.status == "done"}
    names |= {_attacked(runs, done[name]) for name in names & done.keys()}
    names |= {
        before.name
        for name in names & done.keys()
        if done[name].info.kind != PHASE
        for before in ancestors(runs, done[name])
    }
    return [run for name, run in done.items() if name in names]


def _is_placebo(attack: RunFolder, erasure: RunFolder) -> bool:
    """Whether a run is a placebo on an erasure or on the model before it."""
    config = attack.config_dict()
    return bool(config.get("placebo")) and config.get("run") in ("", erasure.name)


def _attacked(runs: Runs, run: RunFolder) -> str:
    """Return the folder name of the erasure that a run attacked; "" if it attacked none."""
    named = run.config_dict().get("run")
    return runs.find(named).name if named else ""


def _recorded(runs: Runs, run: RunFolder, examples: dict[str, str]) -> RecordedRun:
    """Return a run; what it was trained on is added to `examples`."""
    kind, config = run.info.kind, run.config_dict()
    if kind == PHASE:
        config["run"] = _attacked(runs, run)
    return RecordedRun(
        name=run.name,
        kind=kind,
        config=config,
        environment=run.environment,
        examples=_kept(run, examples),
        measured=measured_of(run),
    )


def measured_of(run: RunFolder) -> Mapping[str, Mapping[str, float]]:
    """Return what a finished erasure or attack measured: step → metric → value."""
    info = run.info
    if info.kind == PHASE:
        found: Mapping[str, Mapping[str, float]] = info.result["resurgence"]
        return found
    return {str(run.config_dict()["steps"]): info.result.get("held_out") or {}}


def _kept(run: RunFolder, examples: dict[str, str]) -> str:
    path = run.path / EXAMPLES_FILE
    if not path.is_file():
        return ""
    text = read_text(path)
    key = hashlib.sha256(text.encode()).hexdigest()[:16]
    examples[key] = text
    return key
