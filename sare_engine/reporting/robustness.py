"""What the attacks of a project say together: resurgence of each method over its seeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sare_engine.erasure.kinds import kind_of, method_title
from sare_engine.events import Json
from sare_engine.metrics import RATE
from sare_engine.reporting.attacked_runs import AttackedRun, attacked_runs
from sare_engine.reporting.headline import Headline, headline
from sare_engine.reporting.report_data import Figure, MethodFigures, ReportData
from sare_engine.reporting.statistics import Interval, metric_interval
from sare_engine.reporting.suite_file import largest_suite_result
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.workspace.project import Project


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

    def to_dict(self, *names: str) -> dict[str, Any]:
        """Return it as JSON, with the values of some metrics or of all."""
        return {
            "title": method_title(self.method),
            "seeds": len(self.runs),
            "steps": list(self.steps),
            **{
                name: [None if each is None else each.to_dict() for each in intervals]
                for name, intervals in self.values.items()
                if not names or name in names
            },
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
        placebos: of the methods whose erasures also faced that attack with control objects: how
            fast these are learnt.
    """

    methods: tuple[MethodSummary, ...]
    faced: tuple[AttackedRun, ...]
    attack: str
    step: int
    headline: Headline
    placebos: tuple[MethodSummary, ...] = ()

    def method(self, name: str) -> MethodSummary | None:
        """Return a method's summary, or None."""
        return next((one for one in self.methods if one.method == name), None)

    def placebo(self, name: str) -> MethodSummary | None:
        """Return how fast a method's erasures learn control objects, or None."""
        return next((one for one in self.placebos if one.method == name), None)

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as JSON; see `sare_engine.jobs.robustness_summary`."""
        attack = ATTACKS.get(self.attack)
        return {
            "methods": {one.method: one.to_dict() for one in self.methods},
            "placebos": {one.method: one.to_dict(RATE) for one in self.placebos},
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
    every = [one for one in attacked_runs(project) if wanted is None or one.attack.name in wanted]
    faced = _same_attack([one for one in every if not one.controls])
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
                one.by_seed(RATE, step),
            )
            for one in methods
        ),
        occasion=occasion(attack, step),
        held_out_images=held_out_images,
        suites={} if wanted is not None else _suites(methods),
    )
    placebos = _placebos(methods, [one for one in every if one.controls])
    return RobustnessSummary(methods, tuple(faced), attack, step, headline(data), tuple(placebos))


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


def _suites(methods: Sequence[MethodSummary]) -> dict[str, dict[str, Json]]:
    """Return title of a method → the result of the largest suite on the newest of its erasures."""
    found = {}
    for one in methods:
        erasures = {run.erasure.name: run.erasure for run in one.runs if run.erasure}
        results = [largest_suite_result(erasures[name]) for name in sorted(erasures, reverse=True)]
        known = [result for result in results if result]
        if known:
            found[method_title(one.method)] = known[0]
    return found


def _placebos(
    methods: Sequence[MethodSummary], placebos: Sequence[AttackedRun]
) -> Iterator[MethodSummary]:
    """Yield how fast the attacked models learn control objects in the same attack.

    Of each method the newest controls count, and of runs with the same seeds the newest.

    Args:
        methods: what the attack came to.
        placebos: the runs that teach control objects, oldest first.
    """
    for one in methods:
        attacked = {run.erasure.name if run.erasure else "": run for run in one.runs}
        kept: list[AttackedRun] = []
        for run in reversed(placebos):
            same = attacked.get(run.erasure.name if run.erasure else "")
            if same is None or not run.faced_as(same):
                continue
            if not kept or (
                run.controls == kept[0].controls and all(run.seed != other.seed for other in kept)
            ):
                kept.append(run)
        if kept:
            yield _summary_of(one.method, sorted(kept, key=lambda run: run.seed))


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
