"""The finished attacks of a project, and under which conditions they measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sare_engine.config import EraseConfig, RelearnConfig
from sare_engine.erasure.kinds import BASE, method_kind
from sare_engine.errors import EngineError
from sare_engine.reporting.comparability import Conditions, stored_conditions
from sare_engine.robustness.attack import PHASE
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
        controls: erased object → the control that was taught instead; empty but for a placebo.
    """

    attack: RunFolder
    erasure: RunFolder | None
    method: str
    concepts: frozenset[str] | None
    attack_conditions: Conditions
    erasure_conditions: Conditions | None
    controls: Mapping[str, str] = field(default_factory=dict)

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


def attacked_runs(project: Project) -> list[AttackedRun]:
    """Return the finished attacks of a project, oldest first.

    Attacks whose erasure no longer exists are left out, as are damaged records. The rates of those
    with `controls` are of other objects.
    """
    runs = Runs(project.folder)
    erasures = {run.name: run for run in runs.list("erase")}
    found = []
    for attack in runs.list(PHASE):
        if attack.status == "done":
            attacked = str(attack.info.result.get("attacked", ""))
            if not attacked or attacked in erasures:
                try:
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


def _attacked_run(attack: RunFolder, erasure: RunFolder | None) -> AttackedRun:
    # Which erasure was attacked and which objects are compared apart, as are the objects taught.
    settings, attack_conditions = stored_conditions(
        attack, RelearnConfig, without=frozenset({"run", "concepts", "placebo"})
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
        settings.controls,
    )
