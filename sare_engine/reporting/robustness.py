"""What the attacks of a project say together: resurgence of each method over its seeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sare_engine.config import EraseConfig, RelearnConfig
from sare_engine.erasure.kinds import BASE, kind_of, method_kind, method_title
from sare_engine.errors import EngineError
from sare_engine.reporting.comparability import Conditions, stored_conditions
from sare_engine.reporting.headline import Headline, headline
from sare_engine.reporting.report_data import Figure, MethodFigures, ReportData
from sare_engine.reporting.statistics import Interval, metric_interval
from sare_engine.robustness.attack import PHASE
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs


@dataclass(frozen=True)
class AttackedRun:
    """A finished attack, and the erasure that it attacked.

    Attributes:
        attack: the attack's run.
        erasure: the erasure's run, or None where the model before erasure was attacked.
        method: "base", or what the erasure counts as; see `sare_engine.erasure.kinds.method_kind`.
        concepts: the erased objects; None where an old record does not name them.
        attack_conditions: what decides the attack's outcome apart from erasure and objects.
        erasure_conditions: what decides the erasure's, or None without an erasure.
    """

    attack: RunFolder
    erasure: RunFolder | None
    method: str
    concepts: frozenset[str] | None
    attack_conditions: Conditions
    erasure_conditions: Conditions | None

    @property
    def seed(self) -> tuple[int, int]:
        """Seeds of the erasure and the attack."""
        attack = self.attack_conditions.seed
        return (self.erasure_conditions.seed if self.erasure_conditions else attack, attack)

    @property
    def resurgence(self) -> dict[int, Mapping[str, float]]:
        """Steps of the attack → what was measured."""
        stored = self.attack.info.result["resurgence"]
        return {int(step): values for step, values in stored.items()}

    def faced_as(self, other: AttackedRun) -> bool:
        """Whether both faced the same attack, with any seed."""
        return self.attack_conditions.comparable(other.attack_conditions) and (
            None in (self.concepts, other.concepts) or self.concepts == other.concepts
        )

    def erased_as(self, other: AttackedRun) -> bool:
        """Whether both were erased the same way, with any seed."""
        ours, theirs = self.erasure_conditions, other.erasure_conditions
        if ours is None or theirs is None:
            return ours is theirs
        return ours.comparable(theirs)


@dataclass(frozen=True)
class MethodSummary:
    """A method's resurgence over its seeds.

    Attributes:
        method: as `AttackedRun.method`.
        runs: the attacks it is made of.
        steps: the steps of the attack at which something was measured, rising.
        values: metric → for each step its interval over the seeds, None where not measured.
    """

    method: str
    runs: tuple[AttackedRun, ...]
    steps: tuple[int, ...]
    values: Mapping[str, tuple[Interval | None, ...]]

    def at(self, step: int) -> dict[str, Figure]:
        """Return the figures at a step; empty where nothing was measured."""
        if step not in self.steps:
            return {}
        place = self.steps.index(step)
        return {
            name: Figure(one.mean, one.low, one.high, one.count)
            for name, intervals in self.values.items()
            if (one := intervals[place]) is not None
        }

    def by_seed(self, name: str, step: int) -> dict[tuple[int, int], float]:
        """Return the seeds of each run → a metric at a step, where it was measured."""
        return {
            run.seed: value
            for run in self.runs
            if (value := run.resurgence.get(step, {}).get(name)) is not None
        }


@dataclass(frozen=True)
class RobustnessSummary:
    """All methods that faced the same attack.

    Attributes:
        methods: base first, then the methods.
        faced: all runs that faced that attack, newest first; among them those that `methods` does
            not average, because their erasure had other settings.
        attack: key of the attack; "" without one.
        step: the step of the attack that the headline reports.
        headline: the outcome in words.
    """

    methods: tuple[MethodSummary, ...]
    faced: tuple[AttackedRun, ...]
    attack: str
    step: int
    headline: Headline

    def method(self, name: str) -> MethodSummary | None:
        """Return a method's summary, or None."""
        return next((one for one in self.methods if one.method == name), None)

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as JSON; see `sare_engine.jobs.robustness_summary`."""
        attack = ATTACKS.get(self.attack)
        return {
            "methods": {
                one.method: {
                    "title": method_title(one.method),
                    "seeds": len(one.runs),
                    "steps": list(one.steps),
                    **{
                        name: [None if each is None else each.to_dict() for each in intervals]
                        for name, intervals in one.values.items()
                    },
                }
                for one in self.methods
            },
            "attack": attack.title if attack else self.attack,
            "step_axis": attack.axis if attack else "",
            "step": self.step,
            "verdict": self.headline.sentence,
            "details": list(self.headline.details),
            "runs": [
                {
                    "attack": run.attack.name,
                    "erasure": run.erasure.name if run.erasure else "",
                    "method": run.method,
                    "seed": run.seed[0],
                }
                for one in self.methods
                for run in one.runs
            ],
        }


def summarise(
    project: Project, held_out_images: int, only: Iterable[str] | None = None
) -> RobustnessSummary:
    """Return what the finished attacks of a project say.

    Only runs under the same conditions are averaged: the newest attack that at least two methods
    have faced (else the newest of all), and of each method the newest erasure settings. Of runs
    with the same seeds the newest counts.

    Args:
        project: the project.
        held_out_images: number of its held-out images.
        only: names of the attacks to take into account; None means all.
    """
    wanted = None if only is None else set(only)
    runs = [one for one in attacked_runs(project) if wanted is None or one.attack.name in wanted]
    faced = _same_attack(runs)
    methods = tuple(_summary_of(method, found) for method, found in _averaged(faced).items())
    step = reported_step(step for one in methods for step in one.steps)
    attack = str(faced[0].attack.config_dict()["attack"]) if faced else ""
    data = ReportData(
        model="",
        created="",
        methods=tuple(
            MethodFigures(
                method_title(one.method),
                one.method,
                one.at(0),
                one.at(step),
                one.by_seed("hallucination_rate", step),
            )
            for one in methods
        ),
        occasion=occasion(attack, step),
        held_out_images=held_out_images,
    )
    return RobustnessSummary(methods, tuple(faced), attack, step, headline(data))


def attacked_runs(project: Project) -> list[AttackedRun]:
    """Return the finished attacks of a project, oldest first.

    Attacks whose erasure no longer exists are left out, as are damaged records and placebos, whose
    rates are of other objects.
    """
    runs = Runs(project.folder)
    erasures = {run.name: run for run in runs.list("erase")}
    found = []
    for attack in runs.list(PHASE):
        if attack.status == "done":
            attacked = str(attack.info.result.get("attacked", ""))
            if not attacked or attacked in erasures:
                try:
                    if not is_placebo(attack):
                        found.append(_attacked_run(attack, erasures.get(attacked)))
                except (EngineError, KeyError, TypeError, ValueError):
                    continue
    return found


def is_placebo(attack: RunFolder) -> bool:
    """Whether an attack taught a control object instead of the erased ones.

    Raises:
        EngineError: the run's files are damaged.
    """
    return bool(RelearnConfig.from_stored(attack.config_dict()).controls)


def reported_step(steps: Iterable[int]) -> int:
    """Return the step of an attack that is reported: the last that was measured; 0 for none.

    An earlier one would say less than the curve beside it, which may still be rising.
    """
    return max(steps, default=0)


def occasion(attack: str, step: int) -> str:
    """Return the circumstance of a result in words: "After relearning for 32 steps".

    Args:
        attack: key of the attack; one of another version is described in general words.
        step: the step; 0 returns "".
    """
    if not step:
        return ""
    return ATTACKS[attack].occasion_at(step) if attack in ATTACKS else "After the attack"


def _attacked_run(attack: RunFolder, erasure: RunFolder | None) -> AttackedRun:
    # Which erasure was attacked and which objects are compared apart.
    settings, attack_conditions = stored_conditions(
        attack, RelearnConfig, without=frozenset({"run", "concepts"})
    )
    method, concepts, erasure_conditions = BASE, settings.concepts, None
    if erasure is not None:
        stored, erasure_conditions = stored_conditions(erasure, EraseConfig)
        method, concepts = method_kind(stored.to_dict()), stored.concepts
    return AttackedRun(
        attack,
        erasure,
        method,
        frozenset(concepts) or None,
        attack_conditions,
        erasure_conditions,
    )


def _same_attack(runs: Sequence[AttackedRun]) -> list[AttackedRun]:
    """Return the runs that faced the newest attack of at least two methods, newest first."""
    newest_first = list(reversed(runs))
    groups = [[one for one in newest_first if one.faced_as(leader)] for leader in newest_first]
    several = (one for one in groups if len({run.method for run in one}) > 1)
    return next(several, groups[0] if groups else [])


def _averaged(faced: Sequence[AttackedRun]) -> dict[str, list[AttackedRun]]:
    """Return method → runs that may be averaged, given runs that faced one attack."""
    methods: dict[str, list[AttackedRun]] = {}
    for run in faced:
        kept = methods.setdefault(run.method, [])
        if not kept or (kept[0].erased_as(run) and all(one.seed != run.seed for one in kept)):
            kept.append(run)
    order = sorted(methods, key=lambda name: (kind_of(name).place, name))
    return {name: sorted(methods[name], key=lambda one: one.seed) for name in order}


def _summary_of(method: str, runs: Sequence[AttackedRun]) -> MethodSummary:
    measured = [run.resurgence for run in runs]
    steps = tuple(sorted({step for one in measured for step in one}))
    names = dict.fromkeys(name for one in measured for values in one.values() for name in values)
    return MethodSummary(
        method,
        tuple(runs),
        steps,
        {name: tuple(_interval(measured, step, name) for step in steps) for name in names},
    )


def _interval(
    measured: Sequence[Mapping[int, Mapping[str, float]]], step: int, name: str
) -> Interval | None:
    values = [value for one in measured if (value := one.get(step, {}).get(name)) is not None]
    if not values:
        return None
    return metric_interval(name, values)
