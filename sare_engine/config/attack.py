"""Settings of relearning attacks, comparisons and the loss landscape."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.config.compute import ProjectConfig
from sare_engine.config.erase import EraseConfig, TrainableConfig
from sare_engine.erasure.methods import METHODS
from sare_engine.erasure.methods.efuf import ENTRY as EFUF
from sare_engine.erasure.methods.sare import ENTRY as SARE
from sare_engine.registry import Entry, ExtendedRegistry
from sare_engine.settings import same_setting, setting

RECOMMENDED = Entry(
    key="recommended",
    title="Recommended",
    sentence="The recommended preset, whatever else is chosen here.",
)
COMPARED = ExtendedRegistry(METHODS, [RECOMMENDED])
"""What a comparison can run: the methods, and the recommended preset."""


@dataclass(frozen=True)
class RelearnConfig(TrainableConfig, ProjectConfig):
    """Attack an erasure: fine-tune on captions that contain the hallucination."""

    run: str = setting("", help="Erasure run to attack; empty attacks the model as it is on disk.")
    concepts: tuple[str, ...] = setting(
        (),
        help="Objects to relearn where no run is named; default: those marked in the project.",
        advanced=True,
    )
    examples: Path | None = same_setting(EraseConfig, "examples")
    attack: str = setting(
        "fresh_adapter",
        choices=("same_adapter", "fresh_adapter", "full"),
        help="What the attacker trains: the erasure's own adapter, a new adapter on the merged "
        "model, or all weights of the language model.",
    )
    samples: int = setting(
        32, minimum=1, maximum=100_000, unit="captions", help="Hallucinated captions relearned."
    )
    steps: int = setting(32, minimum=1, maximum=100_000, unit="steps", help="Training steps.")
    batch: int = setting(8, minimum=1, maximum=4096, unit="captions", help="Captions per step.")
    learning_rate: float = setting(
        1e-3, minimum=1e-9, maximum=1.0, help="Learning rate of AdamW, constant."
    )
    measure_at: tuple[int, ...] = setting(
        (8, 16, 32),
        minimum=0,
        unit="steps",
        help="Steps after which resurgence is measured; it always is before the first and after "
        "the last.",
    )
    measure_images: int = same_setting(EraseConfig, "measure_images", default=0)
    seed: int = same_setting(EraseConfig, "seed", help="Seed of samples and order.")


@dataclass(frozen=True)
class CompareConfig(TrainableConfig, ProjectConfig):
    """Erase with each method and attack the outcome, over several seeds.

    Erasures and attacks are ordinary runs of the project; those that are finished already are
    taken as they are.
    """

    methods: tuple[str, ...] = setting(
        (EFUF.key, SARE.key),
        choices=COMPARED,
        help="Methods to compare; the model before any erasure is always attacked too.",
    )
    own_settings: bool = setting(
        False,
        label="Each its own settings",
        help="Erase each method with the settings that trials on the demo model gave for it, "
        "instead of the erasure settings given here.",
    )
    seeds: tuple[int, ...] = setting(
        (0, 1, 2),
        minimum=0,
        maximum=2**32 - 1,
        help="Seeds; intervals need two at least, and five or more say something.",
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
    checkpoint_every: int = same_setting(EraseConfig, "checkpoint_every")
    attack: str = same_setting(RelearnConfig, "attack")
    samples: int = same_setting(RelearnConfig, "samples")
    attack_steps: int = same_setting(RelearnConfig, "steps")
    attack_batch: int = same_setting(RelearnConfig, "batch")
    attack_learning_rate: float = same_setting(RelearnConfig, "learning_rate")
    measure_at: tuple[int, ...] = same_setting(RelearnConfig, "measure_at")
    measure_images: int = same_setting(RelearnConfig, "measure_images")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of lists without an entry or with one twice."""
        found = super().problems()
        for name in ("methods", "seeds"):
            values = getattr(self, name)
            if not values:
                found.append((name, "must name one at least."))
            elif len(set(values)) < len(values):
                found.append((name, "names one twice."))
        return found


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
        help="Places along each direction; an odd number has the weights themselves among them.",
    )
    seed: int = same_setting(EraseConfig, "seed", help="Seed of the directions.")
