"""Methods side by side: each erases, then is attacked, over several seeds."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sare_engine.config import (
    CompareConfig,
    EraseConfig,
    ModelConfig,
    RelearnConfig,
)
from sare_engine.control import Control
from sare_engine.erasure.kinds import BASE, method_title
from sare_engine.errors import DataError, EngineError
from sare_engine.events import Event, Finished, Notice
from sare_engine.jobs.attacking import attacking
from sare_engine.jobs.counting import count_examples
from sare_engine.jobs.erasing import assign_missing_splits, erasing
from sare_engine.jobs.nesting import last_result
from sare_engine.jobs.opening import project_model_config
from sare_engine.jobs.summarising import summarise
from sare_engine.progress import PhaseProgress
from sare_engine.settings import Config, settings_of
from sare_engine.tuned import (
    METHOD_SETTINGS,
    RECOMMENDED,
    RECOMMENDED_KIND,
    RECOMMENDED_METHOD,
)
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs

_ATTACK_NAMES = {
    "attack_steps": "steps",
    "attack_batch": "batch",
    "attack_learning_rate": "learning_rate",
}
"""Fields of a comparison whose name in an attack is taken by the erasure."""

_ERASURE_FREE = frozenset(
    {"project", "device", "trust_remote_code", "resume", "name", "microbatch", "sharpness_rho"}
    | {"evaluate_every", "measure_images", "checkpoint_every", "gradient_checkpointing"}
)
_ATTACK_FREE = frozenset({"project", "device", "trust_remote_code", "gradient_checkpointing"})
"""Settings that may differ between a run that is there and one that is wanted: they change where
and how it is computed and measured on the way, and not what comes out."""

ConfigT = TypeVar("ConfigT", bound=Config)


@dataclass(frozen=True)
class _Cell:
    """One method with one seed."""

    method: str
    seed: int

    @property
    def title(self) -> str:
        kind = RECOMMENDED_KIND if self.method == RECOMMENDED_METHOD else self.method
        return f"{method_title(kind)}, seed {self.seed}"


def comparing(config: CompareConfig, control: Control) -> Iterator[Event]:
    """Yield the events of a comparison; see `sare_engine.jobs.compare`."""
    with Project.open(config.project) as project:
        config = _completed(config, project)
        assign_missing_splits(project, EraseConfig(project=config.project))
    cells = [
        _Cell(method, seed)
        for seed in config.seeds
        for method in (BASE, *config.methods)
        if method != BASE or config.attack != "same_adapter"
    ]
    if config.attack == "same_adapter":
        yield Notice("info", "The model before erasure has no adapter to attack; it is left out.")
    phase = PhaseProgress("compare", "Comparing methods over seeds", len(cells), "runs")
    yield phase.started()
    attacks = []
    for cell in cells:
        control.poll()
        erasure = ""
        if cell.method != BASE:
            erasure = yield from _erased(_erase_config(config, cell), cell, control)
        attacks.append(
            (yield from _attacked(_relearn_config(config, cell, erasure), cell, control))
        )
        yield phase.advance()
    with Project.open(config.project) as project:
        yield Finished("done", summarise(project, attacks).to_dict())


def _completed(config: CompareConfig, project: Project) -> CompareConfig:
    concepts = config.concepts or project.chosen_concepts()
    if not concepts:
        raise DataError(
            "There is nothing to compare.",
            "No object is chosen.",
            "Mark objects first (sare concepts --choose), or give --concepts.",
        )
    base: ModelConfig = project_model_config(config, project)
    return dataclasses.replace(config, concepts=tuple(concepts), model=base.model)


def _erase_config(config: CompareConfig, cell: _Cell) -> EraseConfig:
    return EraseConfig(
        **{
            **_shared(config, EraseConfig),
            "method": cell.method,
            **_settings_of(config, cell.method),
            "name": f"compare-{cell.method}-s{cell.seed}",
            "seed": cell.seed,
            # Resurgence is what is compared; the attack measures it before its first step too.
            "evaluate_every": 0,
        }
    )


def _settings_of(config: CompareConfig, method: str) -> dict[str, Any]:
    """Return the settings of a method that are not the comparison's to choose."""
    if not config.own_settings:
        return RECOMMENDED if method == RECOMMENDED_METHOD else {}
    found = METHOD_SETTINGS.get(method, {})
    # How many images are measured is no setting of the erasure itself.
    return {name: value for name, value in found.items() if name != "measure_images"}


def _relearn_config(config: CompareConfig, cell: _Cell, erasure: str) -> RelearnConfig:
    values = {ours: getattr(config, theirs) for theirs, ours in _ATTACK_NAMES.items()}
    return RelearnConfig(
        **{**_shared(config, RelearnConfig), **values, "run": erasure, "seed": cell.seed}
    )


def _shared(config: CompareConfig, config_type: type[Config]) -> dict[str, Any]:
    ours = {one.name for one in settings_of(CompareConfig)}
    return {
        one.name: getattr(config, one.name) for one in settings_of(config_type) if one.name in ours
    }


def _erased(wanted: EraseConfig, cell: _Cell, control: Control) -> Generator[Event, None, str]:
    """Yield the events of an erasure, or none if it is there already; return the run's name."""
    with Project.open(wanted.project) as project:
        known = _equal_runs(project, "erase", wanted, _ERASURE_FREE)
        counts = count_examples(wanted.project, wanted.concepts, wanted.replay_target)
    examples = {"neg": counts["negative"], "pos": counts["positive"], "sent": counts["sentence"]}
    for run in known:
        if run.status == "done" and run.info.result.get("examples") == examples:
            yield Notice("info", f"{cell.title}: the erasure {run.name} is there already.")
            return run.name
    for run in known:
        if run.status in ("stopped", "interrupted") and run.checkpoints():
            yield Notice("info", f"{cell.title}: going on with the erasure {run.name}.")
            wanted = dataclasses.replace(wanted, resume=run.name)
            break
    else:
        yield Notice("info", f"{cell.title}: erasing.")
    result = yield from last_result(erasing(wanted, None, control))
    return str(result["run"])


def _attacked(wanted: RelearnConfig, cell: _Cell, control: Control) -> Generator[Event, None, str]:
    """Yield the events of an attack, or none if it is there already; return the run's name."""
    with Project.open(wanted.project) as project:
        for run in _equal_runs(project, "relearn", wanted, _ATTACK_FREE):
            if run.status == "done":
                yield Notice("info", f"{cell.title}: the attack {run.name} is there already.")
                return run.name
    yield Notice("info", f"{cell.title}: attacking.")
    result = yield from last_result(attacking(wanted, control))
    return str(result["run"])


def _equal_runs(
    project: Project, kind: str, wanted: Config, free: frozenset[str]
) -> Sequence[RunFolder]:
    """Return the runs with the wanted settings but for the free ones, newest first."""
    values = _comparable(wanted, free)
    found = []
    for run in Runs(project.folder).list(kind):
        try:
            stored = type(wanted).from_dict(run.config_dict())
        except EngineError:
            continue  # Written by another version, or damaged: not to be taken for equal.
        if _comparable(stored, free) == values:
            found.append(run)
    return found[::-1]


def _comparable(config: Config, free: frozenset[str]) -> dict[str, Any]:
    values = {
        one.name: getattr(config, one.name)
        for one in settings_of(type(config))
        if one.name not in free
    }
    if values.get("model") is not None:
        values["model"] = values["model"].resolve()
    return values
