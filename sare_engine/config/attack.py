"""Settings of attacks, comparisons and the loss landscape."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.config.compute import FitConfig, ProcessesConfig, ProjectConfig, WorkersConfig
from sare_engine.config.erase import EraseConfig, TrainableConfig
from sare_engine.erasure.methods import METHODS
from sare_engine.erasure.methods.efuf import ENTRY as EFUF
from sare_engine.erasure.methods.sare import ENTRY as SARE
from sare_engine.registry import Entry, ExtendedRegistry
from sare_engine.robustness.attacks import ATTACKS, DEFAULT
from sare_engine.robustness.placebo import SEPARATOR
from sare_engine.robustness.suites import SUITES
from sare_engine.settings import Config, same_setting, setting, settings_of, shared_values

RECOMMENDED = Entry(
    key="recommended",
    title="Recommended",
    sentence="The recommended preset, whatever else is chosen here.",
)
COMPARED = ExtendedRegistry(METHODS, [RECOMMENDED])
"""What a comparison can run: the methods, and the recommended preset."""

ATTACK_NAMES = {
    "steps": "attack_steps",
    "batch": "attack_batch",
    "learning_rate": "attack_learning_rate",
}
"""Settings of an attack whose names mean the erasure's in a comparison → their names there."""

NO_SUITE = "none"
"""The choice of a single attack in a comparison."""

_CHOSEN_BY_SUITE = frozenset({"attack", "samples", "learning_rate", "noise_scale", "prune_share"})
_USED_BY_SUITE = frozenset({"steps", "batch", "measure_at", "prompt", "measure_images"})
"""Settings of an attack that a suite chooses, and those that it leaves to the user."""

OBJECT = "{object}"
"""Stands for each erased object in the prompt of an attack."""


@dataclass(frozen=True)
class RelearnConfig(TrainableConfig, ProcessesConfig, FitConfig, ProjectConfig):
    """Attack an erasure and measure whether the hallucination comes back."""

    resume: str = same_setting(
        EraseConfig,
        "resume",
        help="Name of a stopped or interrupted attack to repeat under the same name, with its own "
        "settings.",
    )
    take_over: bool = same_setting(EraseConfig, "take_over")
    run: str = setting("", help="Erasure run to attack; empty attacks the model as it is on disk.")
    concepts: tuple[str, ...] = setting(
        (),
        help="Objects to attack where no run is named; default: those marked in the project.",
        advanced=True,
    )
    attack: str = setting(DEFAULT, choices=ATTACKS, help="What the attacker does.")
    samples: int = setting(
        32, minimum=1, maximum=100_000, unit="captions", help="Number of captions to train on."
    )
    steps: int = setting(32, minimum=1, maximum=100_000, unit="steps", help="Training steps.")
    batch: int = setting(8, minimum=1, maximum=4096, unit="captions", help="Captions per step.")
    microbatch: int = same_setting(EraseConfig, "microbatch")
    learning_rate: float = setting(
        1e-3, minimum=1e-9, maximum=1.0, help="Learning rate of AdamW, constant."
    )
    measure_at: tuple[int, ...] = setting(
        (8, 16, 32),
        minimum=0,
        unit="steps",
        help="Steps after which resurgence is measured; it is always measured before the first "
        "step and after the last.",
    )
    noise_scale: float = setting(
        0.1,
        minimum=0.0,
        maximum=10.0,
        help="Norm of the noise on each weight matrix, relative to the norm of the matrix.",
    )
    prune_share: float = setting(
        0.3,
        minimum=0.0,
        maximum=1.0,
        label="Pruned share",
        help="Share of each weight matrix that is set to zero, the smallest weights first.",
    )
    prompt: str = setting(
        f"Describe the {OBJECT}.",
        help=f"What the model is asked; {OBJECT} stands for each erased object in turn. Without it "
        "each image is asked about once, for example: What else is in the image?",
    )
    measure_images: int = same_setting(
        EraseConfig, "measure_images", default=0, affects_outcome=True
    )
    placebo: tuple[str, ...] = setting(
        (),
        help="Teach other objects instead, to see how fast anything is learnt: knife=banana puts "
        "a banana where the captions of the attack name a knife, and the hallucination rate is "
        "that of the banana.",
        advanced=True,
    )
    examples: Path | None = setting(
        None,
        help="A run's folder, or the examples.jsonl in it: train on exactly the captions of that "
        "attack. Default: captions of the project.",
        advanced=True,
    )
    seed: int = same_setting(EraseConfig, "seed", help="Seed of samples, order and noise.")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, of a prompt without words and of a placebo."""
        return super().problems() + _prompt_problems(self) + _placebo_problems(self)

    @property
    def controls(self) -> dict[str, str]:
        """Erased object → the control that is taught instead; empty without a placebo."""
        if not self.applies("placebo"):
            return {}
        pairs = (one.partition(SEPARATOR) for one in self.placebo)
        return {erased.strip(): control.strip() for erased, _, control in pairs}

    def unused(self) -> frozenset[str]:
        """Return the settings that the chosen attack has no use for.

        `trainable` belongs to the erasure: the attack itself decides what is trained. It is a field
        here only because stored runs have it.
        """
        return super().unused() | {"trainable"}


@dataclass(frozen=True)
class CompareConfig(TrainableConfig, FitConfig, WorkersConfig, ProjectConfig):
    """Erase with each method and attack the results, over several seeds.

    Erasures and attacks are ordinary runs of the project; those that are already finished are
    reused.
    """

    methods: tuple[str, ...] = setting(
        (EFUF.key, SARE.key),
        choices=COMPARED,
        help="Methods to compare; the model before erasure is always attacked too.",
    )
    own_settings: bool = setting(
        False,
        label="Tuned settings for each method",
        help="Erase each method with the settings that trials on the demo model found for it, "
        "instead of the erasure settings given here.",
    )
    seeds: tuple[int, ...] = setting(
        (0, 1, 2),
        minimum=0,
        maximum=2**32 - 1,
        help="Seeds; intervals need at least two, and five or more to be informative.",
    )
    suite: str = setting(
        NO_SUITE,
        choices=SUITES,
        also={NO_SUITE: "The one attack that is chosen here."},
        label="Attack suite",
        help="Attack each erasure in every way of a suite instead, and compare the worst cases.",
    )
    take_over: bool = same_setting(
        EraseConfig,
        "take_over",
        help="Continue with a run of this comparison even though the process that works on it may "
        "still be alive, on another computer or in a container that cannot be seen from here.",
    )
    concepts: tuple[str, ...] = same_setting(EraseConfig, "concepts")
    steps: int = same_setting(EraseConfig, "steps")
    learning_rate: float = same_setting(EraseConfig, "learning_rate")
    rho: float = same_setting(EraseConfig, "rho")
    lambda_neg: float = same_setting(EraseConfig, "lambda_neg")
    lambda_sent: float = same_setting(EraseConfig, "lambda_sent")
    negative_batch: int = same_setting(EraseConfig, "negative_batch")
    retain_batch: int = same_setting(EraseConfig, "retain_batch")
    microbatch: int = same_setting(EraseConfig, "microbatch")
    negative_target: str = same_setting(EraseConfig, "negative_target")
    negative_ceiling: float = same_setting(EraseConfig, "negative_ceiling")
    keep: str = same_setting(EraseConfig, "keep")
    patience: int = same_setting(EraseConfig, "patience")
    evaluate_every: int = same_setting(
        EraseConfig,
        "evaluate_every",
        help="Steps between measurements on held-out images during an erasure; used only where "
        "the best weights are kept, or an erasure may stop early. 0: only at the end.",
        advanced=True,
    )
    checkpoint_every: int = same_setting(EraseConfig, "checkpoint_every")
    attack: str = same_setting(RelearnConfig, "attack")
    samples: int = same_setting(RelearnConfig, "samples")
    attack_steps: int = same_setting(RelearnConfig, "steps")
    attack_batch: int = same_setting(RelearnConfig, "batch")
    attack_learning_rate: float = same_setting(RelearnConfig, "learning_rate")
    measure_at: tuple[int, ...] = same_setting(RelearnConfig, "measure_at")
    noise_scale: float = same_setting(RelearnConfig, "noise_scale")
    prune_share: float = same_setting(RelearnConfig, "prune_share")
    prompt: str = same_setting(RelearnConfig, "prompt")
    measure_images: int = same_setting(RelearnConfig, "measure_images")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of empty lists, duplicates and empty prompts."""
        found = super().problems()
        for name in ("methods", "seeds"):
            values = getattr(self, name)
            if not values:
                found.append((name, "must not be empty."))
            elif len(set(values)) < len(values):
                found.append((name, "contains a value twice."))
        return found + _prompt_problems(self)

    def unused(self) -> frozenset[str]:
        """Return the settings that neither the chosen attack nor a chosen method has a use for."""
        ours = {one.name for one in settings_of(CompareConfig)}
        erasures = {one.name for one in settings_of(EraseConfig)}
        attack = RelearnConfig(project=self.project, attack=self.attack).unused()
        if self.suite != NO_SUITE:
            attack = attack | _CHOSEN_BY_SUITE
            attack -= _USED_BY_SUITE
        by_attack = {ATTACK_NAMES.get(name, name) for name in attack} - erasures
        by_method = [EraseConfig(project=self.project, method=one).unused() for one in self.methods]
        by_methods = frozenset.intersection(*by_method) if by_method else frozenset()
        return frozenset(by_attack | by_methods) & ours


def attack_values(config: Config) -> dict[str, Any]:
    """Return the values of an attack from a config that calls some of them by `ATTACK_NAMES`."""
    renamed = {name: getattr(config, ours) for name, ours in ATTACK_NAMES.items()}
    return {**shared_values(config, RelearnConfig), **renamed}


def _prompt_problems(config: RelearnConfig | CompareConfig) -> list[tuple[str, str]]:
    if config.prompt.strip() or "prompt" in config.unused():
        return []
    return [("prompt", "must not be empty.")]


def _placebo_problems(config: RelearnConfig) -> list[tuple[str, str]]:
    return [
        ("placebo", f"{one!r} is not an erased object and its control, as in knife=banana.")
        for one in config.placebo
        if not all(part.strip() for part in one.partition(SEPARATOR))
    ]


@dataclass(frozen=True)
class LandscapeConfig(ProjectConfig):
    """Measure the loss around a model's weights, along random directions.

    The directions are normalised filter by filter (Li et al., NeurIPS 2018, arXiv 1712.09913).
    """

    run: str = setting(
        "", help="Erasure run to look at; empty looks at the model as it is on disk."
    )
    concepts: tuple[str, ...] = setting(
        (),
        help="Objects whose hallucinations are measured where no run is named; default: those "
        "marked in the project.",
        advanced=True,
    )
    dimensions: str = setting("1", choices=("1", "2"), help="Number of directions.")
    span: float = setting(
        0.5,
        minimum=1e-4,
        maximum=10.0,
        help="How far to go to either side; at 1 a filter moves by its own length.",
    )
    points: int = setting(
        15,
        minimum=3,
        maximum=201,
        unit="points",
        help="Number of points along each direction; an odd number includes the weights "
        "themselves.",
    )
    seed: int = same_setting(EraseConfig, "seed", help="Seed of the directions.")
