"""Methods side by side: each erases, then is attacked, over several seeds."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sare_engine.config import (
    AttackConfig,
    CompareConfig,
    EraseConfig,
    ModelConfig,
    RelearnConfig,
)
from sare_engine.config.attack import NO_SUITE, attack_values
from sare_engine.config.erase import BEST
from sare_engine.control import Control
from sare_engine.erasure.kinds import BASE, method_kind, method_title
from sare_engine.errors import DataError, EngineError
from sare_engine.events import Event, Finished, Json, Notice
from sare_engine.jobs.attack import attack
from sare_engine.jobs.erase_examples import assign_missing_splits
from sare_engine.jobs.example_counts import count_examples
from sare_engine.jobs.fitted import fitted
from sare_engine.jobs.memory_plan import HELD
from sare_engine.jobs.opening import base_fingerprint, project_model_config
from sare_engine.jobs.overall import Expected, OverallProgress
from sare_engine.jobs.parts import JobPart, done_parts
from sare_engine.jobs.reusing import attack_once, done_erasure, equal_runs, erase_once
from sare_engine.jobs.robustness_summary import summary_of
from sare_engine.jobs.runner import inner_events, job
from sare_engine.jobs.worker_places import worker_places
from sare_engine.reporting.comparability import conditions_of, stored_conditions
from sare_engine.reporting.suite_comparison import SuiteOfSeed, suite_comparison
from sare_engine.reporting.suite_file import read_suite_results
from sare_engine.robustness.attack import PHASE
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.robustness.suites import SUITES
from sare_engine.settings import shared_values
from sare_engine.tuned import (
    METHOD_SETTINGS,
    RECOMMENDED,
    RECOMMENDED_KIND,
    RECOMMENDED_METHOD,
)
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs


@dataclass(frozen=True)
class _Cell:
    """One method with one seed."""

    method: str
    seed: int

    @property
    def title(self) -> str:
        kind = RECOMMENDED_KIND if self.method == RECOMMENDED_METHOD else self.method
        return f"{method_title(kind)}, seed {self.seed}"


@job
def compare(
    config: CompareConfig, *, control: Control | None = None, given: Collection[str] = ()
) -> Iterator[Event]:
    """Erase with each method and attack the outcome, over several seeds, as ordinary runs.

    A second call continues where the first one ended: finished runs with the same settings are
    reused, and stopped runs are resumed. `Finished.result` is that of
    `robustness_summary`, for these runs alone; with a suite, that of
    `sare_engine.reporting.suite_comparison.suite_comparison`.
    """
    control = control or Control()
    places = worker_places(config.device, config.workers)
    with Project.open(config.project) as project:
        config = _completed(config, project)
        config, _ = yield from fitted(
            config,
            given=given,
            images=project.count_images(),
            jobs=_planned(config),
            workers=config.workers,
        )
        assign_missing_splits(project, EraseConfig(project=config.project))
        record = ATTACKS[config.attack]
        if config.suite == NO_SUITE:
            record.check(adapter=config.trainable == "lora", quantisation=config.quantisation)
    # A suite sets its own control beside each erasure.
    with_base = config.suite == NO_SUITE and not record.needs_adapter
    cells = [
        _Cell(method, seed)
        for seed in config.seeds
        for method in (BASE, *config.methods)
        if method != BASE or with_base
    ]
    if config.suite == NO_SUITE and not with_base:
        yield Notice("info", "The model before erasure has no adapter to attack and is skipped.")
    with Project.open(config.project) as project:
        yield from itertools.islice(_replaced(project, config, cells), 1)
    expected = [_expected(config, cell) for cell in cells]
    overall = OverallProgress(
        "compare",
        "Comparing methods over seeds",
        "runs",
        expected,
        at_once=max(1, len(places)),
    )
    yield overall.started()
    attacks: dict[str, str] = {}

    def take(part: JobPart, result: Mapping[str, Json], _seconds: float) -> Iterator[Event]:
        attacks[part.title] = str(result["attack"])
        yield from ()

    parts = (_part(config, cell, here=bool(places) and _is_done(config, cell)) for cell in cells)
    yield from done_parts(parts, take, overall, control, places)
    if config.suite != NO_SUITE:
        yield Finished("done", _suites(config, cells, attacks))
        return
    with Project.open(config.project) as project:
        summary = summary_of(project, [attacks[cell.title] for cell in cells])
        yield Finished("done", summary.to_dict())


def _suites(
    config: CompareConfig, cells: Sequence[_Cell], erasures: Mapping[str, str]
) -> dict[str, Json]:
    runs = Runs(config.project)
    methods: dict[str, list[SuiteOfSeed]] = {}
    for cell in cells:
        run = runs.find(erasures[cell.title])
        found = SuiteOfSeed(cell.seed, read_suite_results(run)[config.suite])
        methods.setdefault(method_kind(run.config_dict()), []).append(found)
    return suite_comparison(config.suite, methods)


def _part(config: CompareConfig, cell: _Cell, *, here: bool) -> JobPart:
    values = {"method": cell.method, "seed": cell.seed}
    return JobPart(cell.title, compare_cell, config, values, _expected(config, cell), here)


def _expected(config: CompareConfig, cell: _Cell) -> Expected:
    if config.suite == NO_SUITE:
        attacks = int(ATTACKS[config.attack].trains)
    else:
        attacks = SUITES[config.suite].training_runs
    steps = {PHASE: attacks * config.attack_steps} if attacks else {}
    if cell.method != BASE:
        steps["erase"] = _erase_config(config, cell).steps
    return Expected(cell.method, steps)


def _is_done(config: CompareConfig, cell: _Cell) -> bool:
    """Whether nothing of a cell is left to compute; a suite finds out by itself."""
    if config.suite != NO_SUITE:
        return False
    with Project.open(config.project) as project:
        erasure = ""
        if cell.method != BASE:
            wanted = _erase_config(config, cell)
            done = done_erasure(project, wanted, _examples(wanted))
            if done is None:
                return False
            erasure = done.name
        attacks = equal_runs(project, PHASE, _relearn_config(config, cell, erasure))
    return any(run.status == "done" for run in attacks)


@job
def compare_cell(
    config: CompareConfig, *, method: str, seed: int, control: Control
) -> Iterator[Event]:
    """Erase with one method and one seed and attack the outcome; part of a comparison.

    What exists is reused. `Finished.result` has the name of the `attack`; for a suite, that of the
    erasure, whose folder has the suite's result.

    Args:
        config: the comparison, with its objects and its model.
        method: the method, or that of the model before erasure.
        seed: the seed.
        control: pause, resume, stop and checkpoint-now.
    """
    cell, erasure = _Cell(method, seed), ""
    if method != BASE:
        wanted = _erase_config(config, cell)
        erasure = yield from erase_once(
            wanted,
            cell.title,
            control,
            take_over=config.take_over,
            given=HELD,
            examples=_examples(wanted),
        )
    if config.suite != NO_SUITE:
        yield from inner_events(attack, _suite_config(config, cell, erasure), control=control)
        yield Finished("done", {"attack": erasure})
        return
    relearning = _relearn_config(config, cell, erasure)
    made = yield from attack_once(
        relearning, cell.title, control, take_over=config.take_over, given=HELD
    )
    yield Finished("done", {"attack": made})


def _planned(config: CompareConfig) -> list[EraseConfig | RelearnConfig]:
    """Return a job of each kind that is in a comparison: what all of them fit with is planned."""
    cells = [_Cell(method, config.seeds[0]) for method in config.methods]
    erasures = [_erase_config(config, cell) for cell in cells]
    return [*erasures, _relearn_config(config, _Cell(BASE, config.seeds[0]), "")]


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
    wanted = EraseConfig(
        **{
            **shared_values(config, EraseConfig),
            "method": cell.method,
            **_settings_of(config, cell.method),
            "name": f"compare-{cell.method}-s{cell.seed}",
            "seed": cell.seed,
            "take_over": False,
        }
    )
    if wanted.keep == BEST or wanted.patience:
        return wanted
    # Resurgence is what is compared; the attack measures it before its first step too.
    return dataclasses.replace(wanted, evaluate_every=0)


def _settings_of(config: CompareConfig, method: str) -> dict[str, Any]:
    """Return the settings of a method that the comparison does not choose."""
    if not config.own_settings:
        return RECOMMENDED if method == RECOMMENDED_METHOD else {}
    found = METHOD_SETTINGS.get(method, {})
    # How many images are measured is not a setting of the erasure itself.
    return {name: value for name, value in found.items() if name != "measure_images"}


def _suite_config(config: CompareConfig, cell: _Cell, erasure: str) -> AttackConfig:
    return AttackConfig(
        **{
            **shared_values(config, AttackConfig),
            "steps": config.attack_steps,
            "batch": config.attack_batch,
            "run": erasure,
            "seed": cell.seed,
            "workers": 1,
        }
    )


def _relearn_config(config: CompareConfig, cell: _Cell, erasure: str) -> RelearnConfig:
    return RelearnConfig(
        **{
            **attack_values(config),
            "run": erasure,
            "seed": cell.seed,
            "take_over": False,
        }
    )


def _examples(wanted: EraseConfig) -> dict[str, int]:
    """Return how many examples of each kind the project has now."""
    counts = count_examples(
        wanted.project,
        wanted.concepts,
        wanted.replay_target,
        corrections=wanted.applies("corrections"),
    )
    return {"neg": counts["negative"], "pos": counts["positive"], "sent": counts["sentence"]}


def _replaced(project: Project, config: CompareConfig, cells: Sequence[_Cell]) -> Iterator[Event]:
    """Yield a notice for each erasure of a comparison that is of other weights in the folder."""
    for cell in cells:
        if cell.method != BASE:
            yield from _made_with_others(project, _erase_config(config, cell), cell)


def _made_with_others(project: Project, wanted: EraseConfig, cell: _Cell) -> Iterator[Event]:
    conditions = conditions_of(wanted, base_fingerprint(project_model_config(wanted, project)))
    for run in Runs(project.folder).list("erase"):
        try:
            _, stored = stored_conditions(run, EraseConfig)
        except EngineError:
            continue
        if (
            (stored.settings, stored.seed) == (conditions.settings, conditions.seed)
            and stored.model == conditions.model
            and stored.fingerprint not in ("", conditions.fingerprint)
        ):
            yield Notice(
                "warning",
                f"{cell.title}: {run.name} was made with other weights than those that are in "
                f"{conditions.model} now.",
                "It is not resumed or reused; all runs of this comparison are made with the "
                "weights that are there now.",
            )
