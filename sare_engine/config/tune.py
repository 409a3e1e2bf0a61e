"""Settings of the search for settings."""

from __future__ import annotations

from dataclasses import dataclass

from sare_engine.config.attack import ATTACK_NAMES, RelearnConfig
from sare_engine.config.compute import ProjectConfig, WorkersConfig
from sare_engine.config.erase import EraseConfig, TrainableConfig
from sare_engine.settings import same_setting, setting


@dataclass(frozen=True)
class TuneConfig(TrainableConfig, WorkersConfig, ProjectConfig):
    """Find settings for the recommended erasure of the project's own model.

    Each trial is a short erasure, measured on held-out images, and a short attack on it. Trials
    that erase too little, or lose too much, end before their attack. A second call continues.
    """

    trials: int = setting(
        24,
        minimum=1,
        maximum=10_000,
        unit="trials",
        help="Number of trials, those of earlier calls included.",
        affects_outcome=False,
    )
    minutes: float = setting(
        0.0,
        minimum=0.0,
        maximum=100_000.0,
        unit="minutes",
        help="Start no further trial after this time; 0 sets no limit.",
        affects_outcome=False,
    )
    concepts: tuple[str, ...] = same_setting(EraseConfig, "concepts")
    trial_steps: int = setting(
        40, minimum=2, maximum=100_000, unit="steps", help="Training steps of a trial, at most."
    )
    steps: int = same_setting(
        EraseConfig,
        "steps",
        help="Training steps of the erasure that the settings are for, at most.",
        affects_outcome=False,
    )
    keep: str = same_setting(EraseConfig, "keep")
    patience: int = same_setting(
        EraseConfig,
        "patience",
        help="Settings found are for an erasure that stops once so many measurements in a row on "
        "held-out images do not improve on an earlier one; 0: never. Trials are too short for it.",
        affects_outcome=False,
    )
    negative_batch: int = same_setting(EraseConfig, "negative_batch")
    retain_batch: int = same_setting(EraseConfig, "retain_batch", default=12)
    microbatch: int = same_setting(EraseConfig, "microbatch")
    attack: str = same_setting(RelearnConfig, "attack")
    samples: int = same_setting(
        RelearnConfig, "samples", help="Number of captions that the attack trains on."
    )
    attack_steps: int = same_setting(
        RelearnConfig, "steps", default=16, help="Training steps of the attack."
    )
    attack_batch: int = same_setting(
        RelearnConfig, "batch", help="Captions per step of the attack."
    )
    attack_learning_rate: float = same_setting(
        RelearnConfig,
        "learning_rate",
        help="Learning rate of the attack, constant. It should tell the "
        "trials apart: all of them withstand an attack that is too weak, and none an attack that "
        "is too strong.",
    )
    measure_images: int = same_setting(
        EraseConfig, "measure_images", default=90, affects_outcome=True
    )
    seed: int = same_setting(EraseConfig, "seed")

    def unused(self) -> frozenset[str]:
        """Return the settings of an attack that the chosen attack has no use for."""
        attack = RelearnConfig(project=self.project, attack=self.attack).unused()
        by_attack = {ATTACK_NAMES.get(name, name) for name in attack}
        return frozenset(by_attack & {"samples", *ATTACK_NAMES.values()})
