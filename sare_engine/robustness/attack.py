"""The record of an attack, and what an attack works with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from sare_engine.control import Control
from sare_engine.errors import DataError, ModelError
from sare_engine.events import Event
from sare_engine.registry import Entry

if TYPE_CHECKING:
    from sare_engine.config import RelearnConfig
    from sare_engine.domain import JudgedCaption
    from sare_engine.erasure.batches import EncodedExample
    from sare_engine.erasure.examples import CaptionExample
    from sare_engine.models.loading import LoadedModel
    from sare_engine.models.vision import VisionFeatures
    from sare_engine.team.team import Team

PHASE = "relearn"
"""Phase of all events of an attack, and kind of its run."""

FINE_TUNING_SETTINGS = (
    "samples", "steps", "batch", "learning_rate", "measure_at", "examples",
    "gradient_checkpointing", "microbatch",
)  # fmt: skip
"""Settings of the attacks that fine-tune; see `sare_engine.robustness.relearning`."""

RELEARNING_SETTINGS = (*FINE_TUNING_SETTINGS, "placebo")
"""Settings of the attacks that train on captions with the erased hallucinations."""

NEW_ADAPTER_SETTINGS = ("parts", "lora_rank", "lora_alpha")
"""Settings of the attacks that train a new adapter."""


class AttackMeasure(Protocol):
    """Measures the model as it is, on held-out images, and yields what it found."""

    def __call__(self, step: int, *, prompt: str = "") -> Iterator[Event]:
        """Measure after `step` steps, asking `prompt` instead of the project's prompt if given.

        "{object}" in the prompt stands for each erased object in turn.
        """
        ...


@dataclass(frozen=True)
class AttackContext:
    """What an attack works with.

    Attributes:
        loaded: the model as the defender leaves it; the attack changes it in place.
        features: vision features of the images in `examples`.
        examples: the captions that the attack trains on; empty for an attack without training.
        config: the attack's settings.
        control: polled at every step.
        measure: measures on held-out images; None measures nothing.
        team: the processes that make the attack together, each on its share of every batch.
    """

    loaded: LoadedModel
    features: VisionFeatures
    examples: Sequence[EncodedExample]
    config: RelearnConfig
    control: Control
    measure: AttackMeasure | None = None
    team: Team | None = None

    def measured(self, step: int, *, prompt: str = "") -> Iterator[Event]:
        """Yield the measurement after a step, if there is anything to measure on."""
        if self.measure is not None:
            yield from self.measure(step, prompt=prompt)


@dataclass(frozen=True, kw_only=True)
class Attack(Entry):
    """An attack on an erased model: what it does, and what others need to know about it.

    Attributes:
        run: attacks a model, yields events, and measures at step 0 and at later steps, which `axis`
            explains. An attack without steps measures at 0, before it, and at 1, after it.
        choose: returns the captions to train on, each a whole response, out of the judged captions
            and the erased objects; None for an attack without training.
        trained_on: those captions in words.
        imported: whether `choose` is given the project's imported captions, which the user brings,
            instead of those that the model wrote.
        weights: the weights that change: the erasure's own adapter, a new adapter on the merged
            model, the merged model's own weights, or none.
        phrase: what happens to the model, for reports and model cards; settings in braces.
        occasion: the circumstance under which a result was measured, as the beginning of a
            sentence; "{step}" is the step.
        axis: what the steps of a result count.
    """

    run: Callable[[AttackContext], Iterator[Event]]
    choose: Callable[[Sequence[JudgedCaption], frozenset[str]], Sequence[CaptionExample]] | None = (
        None
    )
    trained_on: str = ""
    imported: bool = False
    weights: Literal["adapter", "new adapter", "model", "none"]
    phrase: str
    occasion: str = "After relearning for {step} steps"
    axis: str = "relearning steps"

    @property
    def trains(self) -> bool:
        """Whether it trains on captions, step by step."""
        return self.choose is not None

    @property
    def relearns(self) -> bool:
        """Whether its captions hold the erased hallucination, so that it has a placebo."""
        return "placebo" in self.uses

    @property
    def needs_adapter(self) -> bool:
        """Whether only a model with an adapter can be attacked."""
        return self.weights == "adapter"

    @property
    def needs_full_weights(self) -> bool:
        """Whether weights held in 8 or 4 bits cannot be attacked."""
        return self.weights == "model"

    def check(self, *, adapter: bool, quantisation: str) -> None:
        """Check that a model can be attacked.

        Args:
            adapter: whether the model has an adapter.
            quantisation: how its frozen weights are held: "none", "8bit" or "4bit".

        Raises:
            ModelError: it cannot.
        """
        what = f"The attack “{self.title}” is not possible."
        if self.needs_adapter and not adapter:
            raise ModelError(
                what,
                "It trains the erasure's own adapter, and this model has no adapter.",
                "Choose another attack.",
            )
        if self.needs_full_weights and quantisation != "none":
            raise ModelError(
                what,
                f"The weights are held in {quantisation.removesuffix('bit')} bits and cannot be "
                "changed.",
                "Choose another attack, or load the model without quantisation.",
            )

    def attack(self, context: AttackContext) -> Iterator[Event]:
        """Attack a model, yielding events.

        Raises:
            ModelError: the model cannot be attacked this way.
            EngineError, Stopped: as `run`.
        """
        self.check(
            adapter=hasattr(context.loaded.model, "peft_config"),
            quantisation=context.loaded.quantisation,
        )
        yield from self.run(context)

    def occasion_at(self, step: int) -> str:
        """Return the circumstance of a result after a step: "After relearning for 32 steps"."""
        text = self.occasion.format(step=step)
        return text.replace("steps", "step") if step == 1 else text

    def in_words(self, settings: Mapping[str, Any], *, step: int, samples: int) -> str:
        """Return what was done to the model up to a step, for a report or a model card.

        Args:
            settings: those of the attack, as JSON.
            step: the step.
            samples: number of captions it trained on.
        """
        text = self.phrase.format(**settings)
        if not self.trains:
            return text
        steps = "1 step" if step == 1 else f"{step} steps"
        return (
            f"{steps} on {samples} {self.trained_on}, {text}, {settings['batch']} captions per "
            f"step, learning rate {settings['learning_rate']:g}"
        )


def train_new_adapter(context: AttackContext) -> Iterator[Event]:
    """Merge the erasure into the weights and fine-tune a new adapter on top."""
    from sare_engine.robustness.relearning import fine_tune, put_new_adapter

    put_new_adapter(context.loaded, context.config)
    yield from fine_tune(context)


def nothing_to_relearn(missing: str, *, imported: bool = False) -> DataError:
    """Return the error of an attack without captions, given which ones the project lacks.

    Args:
        missing: the captions.
        imported: whether they would have to be imported.
    """
    return DataError(
        "There is nothing to relearn.",
        f"The project has no {missing}.",
        "Import captions of its images first (sare import)."
        if imported
        else "Test more images with the model before its erasure.",
    )
