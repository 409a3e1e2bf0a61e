"""What a suite runs on an erasure: its attacks, its placebo, and what the base model said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sare_engine.config import AttackConfig, EraseConfig, ModelConfig, RelearnConfig
from sare_engine.errors import DataError, ModelError
from sare_engine.evaluation.image_counts import ImageCounts
from sare_engine.jobs.erase_examples import assign_missing_splits
from sare_engine.jobs.opening import base_fingerprint, project_model_config
from sare_engine.jobs.placebo import project_controls
from sare_engine.jobs.relearn import erased_model_config, finished_erasure, has_imported_captions
from sare_engine.reporting.statistics import Interval, wilson_interval
from sare_engine.robustness.placebo import SEPARATOR, ControlChoice
from sare_engine.robustness.suite import Suite, SuiteAttack
from sare_engine.robustness.suites import SUITES
from sare_engine.settings import shared_values
from sare_engine.workspace.locks import require_unchanging
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs

_NO_CHOICE = ControlChoice({}, {}, {})


@dataclass(frozen=True)
class SuitePlan:
    """What a suite runs.

    Attributes:
        config: the settings.
        suite: the attacks.
        run: the erasure that is attacked.
        base: the model before it.
        concepts: the erased objects.
        impossible: name of an attack → why it cannot be run.
        choice: the control objects.
        base_values: metric → value of the captions before the erasure, on the held-out images.
        base_rate: their hallucination rate with its interval; None where nothing can be tested.
    """

    config: AttackConfig
    suite: Suite
    run: RunFolder
    base: ModelConfig
    concepts: tuple[str, ...]
    impossible: Mapping[str, str]
    choice: ControlChoice
    base_values: Mapping[str, float]
    base_rate: Interval | None

    @property
    def possible(self) -> list[SuiteAttack]:
        """The attacks that can be run, in the order of the suite."""
        return [one for one in self.suite.attacks if one.name not in self.impossible]

    @property
    def controls(self) -> Mapping[str, str]:
        """Erased object → its control."""
        return self.choice.controls

    @property
    def tested(self) -> int | None:
        """Over how many images the hallucination rate is counted."""
        return self.base_rate.count if self.base_rate else None

    @property
    def expected_placebos(self) -> int:
        """How many runs the placebo takes: on the erased model and on the model before."""
        return self.suite.placebo_runs(self.possible) if self.controls else 0

    def attack_config(
        self, one: SuiteAttack, *, placebo: bool = False, base: bool = False
    ) -> RelearnConfig:
        """Return the settings of an attack's run.

        Args:
            one: the attack.
            placebo: whether it teaches the controls instead of the erased objects.
            base: whether it attacks the model before the erasure.
        """
        pairs = (f"{erased}{SEPARATOR}{control}" for erased, control in self.controls.items())
        chosen: dict[str, Any] = {
            **shared_values(self.config, RelearnConfig),
            **one.settings,
            "attack": one.attack.key,
            "run": "" if base else self.run.name,
            "concepts": self.concepts,
            "model": self.base.model,
            "placebo": tuple(sorted(pairs)) if placebo else (),
            "take_over": False,
        }
        return RelearnConfig(**chosen)


def plan_suite(config: AttackConfig) -> SuitePlan:
    """Return what a suite runs, after checking everything that can be checked without the model.

    Raises:
        DataError: there is no finished erasure, or a control cannot be used.
        EngineError: the project or its model cannot be read.
    """
    from sare_engine.jobs.held_out_images import open_held_out

    with Project.open(config.project) as project:
        run = _erasure(Runs(project.folder), config.run)
        stored = finished_erasure(run)
        base = project_model_config(config, project)
        require_unchanging(project.folder)
        assign_missing_splits(project, EraseConfig(project=config.project))
        fingerprint = base_fingerprint(base)
        attacked = erased_model_config(base, run, stored)
        suite, concepts = SUITES[config.suite], frozenset(stored.concepts)
        imported = has_imported_captions(project)
        choice = _NO_CHOICE
        if config.placebo:
            choice = project_controls(
                project, fingerprint, concepts, given=config.control, rule=config.control_rule
            )
        held_out = open_held_out(project, fingerprint, concepts).limited(config.measure_images)
        report = held_out.base_report()
    counts = ImageCounts.of(report.per_image)
    return SuitePlan(
        config=config,
        suite=suite,
        run=run,
        base=base,
        concepts=tuple(stored.concepts),
        impossible=_impossible(suite.attacks, attacked, imported=imported),
        choice=choice,
        base_values=report.values(),
        base_rate=wilson_interval(counts.hallucinated, counts.tested) if counts.tested else None,
    )


def _erasure(runs: Runs, name: str) -> RunFolder:
    if name:
        return runs.find(name)
    done = [one for one in runs.list("erase") if one.status == "done"]
    if not done:
        raise DataError(
            "There is nothing to attack.",
            "The project has no finished erasure.",
            "Erase something first (sare erase), or name a run (--run).",
        )
    return done[-1]


def _impossible(
    attacks: Sequence[SuiteAttack], model: ModelConfig, *, imported: bool
) -> dict[str, str]:
    found = {}
    for one in attacks:
        if one.attack.imported and not imported:
            found[one.name] = "The project has no imported captions (sare import)."
            continue
        try:
            one.attack.check(adapter=model.adapter is not None, quantisation=model.quantisation)
        except ModelError as error:
            found[one.name] = error.why
    return found
