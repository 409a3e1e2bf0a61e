"""lmms-eval on the model before erasure and on an export, side by side."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sare_engine.config import ExternalConfig
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.evaluation.lmms_eval_files import TaskResult, read_results
from sare_engine.events import Event, Finished, Notice
from sare_engine.files import ensure_folder
from sare_engine.jobs.evaluation_files import now_in_words, require_known_model
from sare_engine.jobs.lmms_eval import command_for, run_lmms_eval
from sare_engine.jobs.runner import job
from sare_engine.jobs.side_effects import BASE_NAME
from sare_engine.reporting.kept_evaluations import KeptEvaluation
from sare_engine.reporting.side_effects import (
    FigureChange,
    measured_changes,
    side_effects_headline,
    worst_first,
)
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs


@job
def evaluate_external(config: ExternalConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Run lmms-eval on a model and on an export of an erasure, and compare the figures.

    `Finished.result` has `before` and `after`: names of the models; `headline`; `figures`, worst
    first, as `side_effects` gives them; `notes`; and `kept_in`: the files written into a project.

    Args:
        config: the settings.
        control: pause, resume and stop; a pause holds the events, not lmms-eval.
    """
    control = control or Control()
    config.validate()
    if config.keep_in is not None:
        with Project.open(config.keep_in) as project:
            require_known_model(project, config.keep_as)
    models = {"before": config.model, "after": config.export}
    # Both are checked before the first of them takes hours.
    with ExitStack() as stack:
        if config.output is None:
            made = stack.enter_context(tempfile.TemporaryDirectory(prefix="sare-lmms-eval-"))
            output = Path(made)
        else:
            output = ensure_folder(config.output)
        commands = {name: command_for(config, models[name], output / name) for name in models}
        found: dict[str, dict[str, TaskResult]] = {}
        for name, command in commands.items():
            title = f"lmms-eval, {models[name].name}"
            yield from run_lmms_eval(command, title, control)
            found[name] = read_results(output / name)
    if config.samples:
        yield Notice(
            "warning",
            f"Only {config.samples} samples of each task were evaluated: the figures are for "
            "trying it out, not for comparison with published numbers.",
        )
    changes, notes = _compare(found["before"], found["after"])
    result: dict[str, Any] = {
        "before": config.model.name,
        "after": config.export.name,
        "headline": side_effects_headline(changes),
        "figures": [one.to_dict() for one in changes],
        "notes": notes,
    }
    if config.keep_in is not None:
        result["kept_in"] = _keep(config, config.keep_in, found)
    yield Finished("done", result)


def _compare(
    before: Mapping[str, TaskResult], after: Mapping[str, TaskResult]
) -> tuple[list[FigureChange], list[str]]:
    notes = [
        f"{task} has results of one model only."
        for task in dict.fromkeys((*before, *after))
        if task not in before or task not in after
    ]
    shared = [task for task in before if task in after]
    if not shared:
        raise DataError(
            "Nothing can be compared.",
            "lmms-eval wrote no figure of the same task for both models.",
            "Check that the tasks need no language model as judge: their figures are missing "
            "without one.",
        )
    changes: list[FigureChange] = []
    for task in shared:
        changes += _of_task(before[task], after[task])
    return worst_first(changes), notes


def _of_task(before: TaskResult, after: TaskResult) -> list[FigureChange]:
    return measured_changes(
        f"lmms-eval {before.task}",
        (before.tally, after.tally),
        (before.values, after.values),
        (before.errors, after.errors),
        min(before.samples, after.samples),
        before.higher,
    )


def _keep(
    config: ExternalConfig, project: Path, found: Mapping[str, Mapping[str, TaskResult]]
) -> list[str]:
    with Project.open(project) as opened:
        runs = [one.name for one in Runs(opened.folder).list("erase")]
        name = config.keep_as or config.export.name
        kept = []
        for which, tasks in found.items():
            subject = BASE_NAME if which == "before" else name
            for task, one in tasks.items():
                evaluation = KeptEvaluation(
                    benchmark=f"lmms-eval {task}",
                    subject=subject,
                    values=one.values,
                    errors=one.errors,
                    higher=one.higher,
                    tally=one.tally,
                    images=one.samples,
                    run=subject if subject in runs else "",
                    questions=f"{config.samples or 'all'} samples",
                    created=now_in_words(),
                )
                kept.append(str(evaluation.write(opened.folder).resolve()))
        return kept
