"""What the attacks of a project say together: resurgence of each method over its seeds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.config import EraseConfig
from sare_engine.erasure.kinds import BASE, kind_of, method_kind, method_title
from sare_engine.errors import EngineError
from sare_engine.evaluation.comparison import Interval, mean_interval
from sare_engine.exporting.report_data import Figure, MethodFigures, ReportData
from sare_engine.exporting.verdict import Verdict, verdict
from sare_engine.jobs.opening import HELD_OUT_SPLIT
from sare_engine.settings import settings_of
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs

_TOLD_STEP = 32
"""The step of the attack that is told, where it was measured: the paper's mid range."""

_DEFAULTS = {one.name: one.default for one in settings_of(EraseConfig)}

_ATTACK_KEYS = (
    "attack", "samples", "steps", "batch", "learning_rate", "measure_at", "measure_images",
    "trainable", "parts", "lora_rank", "lora_alpha",
)  # fmt: skip
_ERASURE_KEYS = (
    "steps", "learning_rate", "rho", "lambda_neg", "lambda_sent", "negative_batch",
    "retain_batch", "negative_target", "replay_target", "negative_ceiling", "negative_clip",
    "anneal", "warmup", "cooldown", "weight_decay", "gradient_clip", "overshoot_tries",
    "rho_schedule", "ascent_steps",
    "simulated_steps", "simulated_learning_rate", "npo_beta", "dpo_beta", "task_vector_scale",
    "held_out", "trainable", "parts", "lora_rank", "lora_alpha",
)  # fmt: skip
"""Settings that runs must share to be averaged; what is left out changes no outcome."""

_PERTURBED = ("sare", "sam", "random")
_SIMULATED = ("sare_relearning", "sare_fine_tuning")
_ONLY_FOR = {
    "rho": _PERTURBED,
    "rho_schedule": _PERTURBED,
    "ascent_steps": ("sare_steps",),
    "simulated_steps": _SIMULATED,
    "simulated_learning_rate": _SIMULATED,
    "npo_beta": ("npo",),
    "dpo_beta": ("dpo",),
    "task_vector_scale": ("task_vector",),
}
"""Settings that mean nothing to other erasures than those whose kind begins so."""


@dataclass(frozen=True)
class AttackedRun:
    """A finished attack, and the erasure that it attacked.

    Attributes:
        attack: the relearning run.
        erasure: the erasure run, or None where the model before any erasure was attacked.
        method: "base", or what the erasure counts as; see `sare_engine.erasure.kinds.method_kind`.
        seed: seeds of erasure and attack.
        attack_key: the attack's settings, as text.
        erasure_key: the erasure's settings, as text.
        concepts: the erased objects; None where an old record does not say.
    """

    attack: RunFolder
    erasure: RunFolder | None
    method: str
    seed: tuple[int, int]
    attack_key: str
    erasure_key: str
    concepts: frozenset[str] | None

    @property
    def resurgence(self) -> dict[int, Mapping[str, float]]:
        """Steps of relearning → what was measured."""
        stored = self.attack.info.result["resurgence"]
        return {int(step): values for step, values in stored.items()}


@dataclass(frozen=True)
class MethodSummary:
    """A method's resurgence over its seeds.

    Attributes:
        method: as `AttackedRun.method`.
        runs: the attacks it is made of.
        steps: the steps of relearning at which something was measured, rising.
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


@dataclass(frozen=True)
class RobustnessSummary:
    """All methods that faced the same attack.

    Attributes:
        methods: base first, then the methods.
        step: the step of the attack that the verdict tells.
        verdict: the outcome in words.
    """

    methods: tuple[MethodSummary, ...]
    step: int
    verdict: Verdict

    def method(self, name: str) -> MethodSummary | None:
        """Return a method's summary, or None."""
        return next((one for one in self.methods if one.method == name), None)

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as JSON."""
        return {
            "methods": {
                one.method: {
                    "title": method_title(one.method),
                    "seeds": len(one.runs),
                    "steps": list(one.steps),
                    **{
                        name: [None if each is None else _as_dict(each) for each in intervals]
                        for name, intervals in one.values.items()
                    },
                }
                for one in self.methods
            },
            "step": self.step,
            "verdict": self.verdict.headline,
            "details": list(self.verdict.details),
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


def project_summary(folder: Path) -> dict[str, Any]:
    """Summarise a project's attacks; see `sare_engine.jobs.robustness_summary`."""
    with Project.open(folder) as project:
        return summarise(project).to_dict()


def summarise(project: Project, only: Iterable[str] | None = None) -> RobustnessSummary:
    """Return what the finished attacks of a project say.

    Only runs with the same settings are averaged: the newest attack that two methods at least
    have faced (else the newest of all), and of each method the newest erasure settings. Of runs
    with the same seeds the newest counts.

    Args:
        project: the project.
        only: names of the attacks to take into account; None means all.
    """
    wanted = None if only is None else set(only)
    runs = [one for one in attacked_runs(project) if wanted is None or one.attack.name in wanted]
    methods = tuple(_summary_of(method, chosen) for method, chosen in _comparable(runs).items())
    step = told_step(step for one in methods for step in one.steps)
    return RobustnessSummary(methods, step, _verdict(project, methods, step))


def attacked_runs(project: Project) -> list[AttackedRun]:
    """Return the finished attacks of a project, oldest first.

    Those whose erasure is no longer there are left out.
    """
    runs = Runs(project.folder)
    erasures = {run.name: run for run in runs.list("erase")}
    found = []
    for attack in runs.list("relearn"):
        if attack.status == "done":
            attacked = str(attack.info.result.get("attacked", ""))
            if not attacked or attacked in erasures:
                try:
                    found.append(_attacked_run(attack, erasures.get(attacked)))
                except (EngineError, KeyError, TypeError, ValueError):
                    continue  # A record that someone damaged says nothing.
    return found


def told_step(steps: Iterable[int]) -> int:
    """Return the step of an attack that is told, among those measured; 0 for none."""
    measured = set(steps) - {0}
    return _TOLD_STEP if _TOLD_STEP in measured else max(measured, default=0)


def _attacked_run(attack: RunFolder, erasure: RunFolder | None) -> AttackedRun:
    settings = attack.config_dict()
    concepts = settings.get("concepts") or None
    method, seed, erasure_key = BASE, int(settings["seed"]), ""
    if erasure is not None:
        # A record from before a setting was there ran with what is its default.
        erased = {**_DEFAULTS, **erasure.config_dict()}
        method, seed = method_kind(erased), int(erased["seed"])
        keys = [key for key in _ERASURE_KEYS if method.startswith(_ONLY_FOR.get(key, ("",)))]
        erasure_key = _key(erased, keys)
        concepts = erased["concepts"]
    return AttackedRun(
        attack,
        erasure,
        method,
        (seed, int(settings["seed"])),
        _key(settings, _ATTACK_KEYS),
        erasure_key,
        None if concepts is None else frozenset(concepts),
    )


def _key(settings: Mapping[str, Any], names: Sequence[str]) -> str:
    return json.dumps([settings.get(name) for name in names])


def _comparable(runs: Sequence[AttackedRun]) -> dict[str, list[AttackedRun]]:
    """Return method → runs that may be averaged and set against each other."""
    newest_first = list(reversed(runs))
    groups: list[list[AttackedRun]] = []
    for leader in newest_first:
        groups.append([one for one in newest_first if _same_attack(leader, one)])
    chosen = next((one for one in groups if len({run.method for run in one}) > 1), None)
    chosen = chosen or (groups[0] if groups else [])
    methods: dict[str, list[AttackedRun]] = {}
    for run in chosen:
        kept = methods.setdefault(run.method, [])
        if (not kept or kept[0].erasure_key == run.erasure_key) and all(
            one.seed != run.seed for one in kept
        ):
            kept.append(run)
    order = sorted(methods, key=lambda name: (kind_of(name).place, name))
    return {name: sorted(methods[name], key=lambda one: one.seed) for name in order}


def _same_attack(leader: AttackedRun, other: AttackedRun) -> bool:
    return other.attack_key == leader.attack_key and (
        None in (leader.concepts, other.concepts) or leader.concepts == other.concepts
    )


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
    return mean_interval(values) if values else None


def _verdict(project: Project, methods: Sequence[MethodSummary], step: int) -> Verdict:
    return verdict(
        ReportData(
            model="",
            created="",
            methods=tuple(
                MethodFigures(method_title(one.method), one.method, one.at(0), one.at(step))
                for one in methods
            ),
            relearn_steps=step,
            held_out_images=len(project.images(HELD_OUT_SPLIT)),
        )
    )


def _as_dict(interval: Interval) -> dict[str, Any]:
    return {
        "mean": interval.mean,
        "low": interval.low,
        "high": interval.high,
        "n": interval.count,
    }
