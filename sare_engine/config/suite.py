"""Settings of an attack suite."""

from __future__ import annotations

from dataclasses import dataclass

from sare_engine.config.attack import RelearnConfig
from sare_engine.config.compute import ProcessesConfig, ProjectConfig, WorkersConfig
from sare_engine.config.erase import TrainableConfig
from sare_engine.metrics import RECALL_LOSS
from sare_engine.robustness.placebo import CONTROL_RULES
from sare_engine.robustness.suites import DEFAULT_SUITE, SUITES
from sare_engine.settings import same_setting, setting


@dataclass(frozen=True)
class AttackConfig(TrainableConfig, WorkersConfig, ProcessesConfig, ProjectConfig):
    """Attack an erasure in every way of a suite, and report the worst case beside a placebo.

    Each attack is an ordinary run of the project; those that are already finished are reused, so
    that a stopped suite continues where it was.
    """

    run: str = setting("", help="Erasure run to attack; default: the newest that is done.")
    suite: str = setting(DEFAULT_SUITE, choices=SUITES, help="Which attacks are run.")
    minutes: float = setting(
        0.0,
        minimum=0.0,
        maximum=100_000.0,
        unit="minutes",
        label="Time budget",
        help="Start no attack that would end after this time; 0 sets no limit. Running the suite "
        "again does what is missing.",
    )
    placebo: bool = setting(
        True,
        help="Run the strongest relearning attack again with a control object instead of the "
        "erased one, on the erased model and on the model before erasure.",
    )
    control: tuple[str, ...] = setting(
        (),
        label="Control objects",
        help="Objects that the placebo teaches: banana for every erased object, knife=banana for "
        "the knife. Default: chosen by the rule.",
        advanced=True,
    )
    control_rule: str = setting(
        CONTROL_RULES[0],
        choices=CONTROL_RULES,
        help="How the control is chosen among the objects that the model never hallucinates "
        "beside the triggers and recalls about as well: by presence beside the triggers, by "
        "presence in all images, or by recall, each as close as possible to the erased object's.",
        advanced=True,
    )
    recall_loss: float = setting(
        RECALL_LOSS,
        minimum=0.0,
        maximum=1.0,
        label="Utility bound",
        help="An attack that lowers object recall by more than this share proves nothing: it is "
        "listed, but is not the worst case.",
        advanced=True,
    )
    steps: int = same_setting(
        RelearnConfig, "steps", help="Training steps of each attack that trains."
    )
    batch: int = same_setting(RelearnConfig, "batch")
    measure_at: tuple[int, ...] = same_setting(RelearnConfig, "measure_at")
    prompt: str = same_setting(RelearnConfig, "prompt")
    measure_images: int = same_setting(RelearnConfig, "measure_images")
    seed: int = same_setting(RelearnConfig, "seed")
    take_over: bool = same_setting(RelearnConfig, "take_over")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, of a prompt without words, and of both ways to share.

        Workers make several attacks at the same time; processes make each of them together.
        """
        found = super().problems()
        if self.workers > 1 and self.processes > 1:
            found.append(
                (
                    "processes",
                    "must be 1 where there are several workers: these make one attack each.",
                )
            )
        if not self.prompt.strip():
            found.append(("prompt", "must not be empty."))
        return found

    def unused(self) -> frozenset[str]:
        """Return the settings without use: `trainable` belongs to the erasure."""
        control = {"control", "control_rule"} if not self.placebo else set()
        return super().unused() | {"trainable"} | control
