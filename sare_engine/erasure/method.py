"""What an erasure method is: the gradient of a step, and the state it carries between steps.

Free of heavy libraries, as the files of the methods are, so that their records can be read by
command lines and forms.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Protocol

from sare_engine.erasure.numbers import Number, on_host

if TYPE_CHECKING:
    from torch import Tensor

    from sare_engine.config import EraseConfig
    from sare_engine.erasure.losses import NegativeLoss
    from sare_engine.erasure.preference import PreferenceLoss
    from sare_engine.erasure.projection import RetainDirection
    from sare_engine.erasure.retain_loss import RetainLoss
    from sare_engine.models.trainable import TrainedWeights


@dataclass(frozen=True)
class NegativePass:
    """A pass over the negative captions at some weights.

    Attributes:
        ce: cross-entropy of the hallucinated spans there, in nats.
        below: for each forward pass which predicted tokens lie below the ceiling, bool [N]; empty
            without a ceiling.
        capped: whether the gradient leaves out a token because of the ceiling.
        dropped: whether CE was not below the bound, so that `.grad` was left empty.
    """

    ce: Number
    below: tuple[Tensor, ...] = ()
    capped: bool | Tensor = False
    dropped: bool = False


class NegativeObjective(Protocol):
    """L_neg = -CE of one step's negative captions, at whatever the weights are when called."""

    def backward(self, weight: float = 1.0) -> NegativePass:
        """Add `weight` times grad L_neg over all tokens to `.grad`."""
        ...

    def suppress(
        self, weight: float, *, since: NegativePass | None = None, below: Number | None = None
    ) -> NegativePass:
        """Add `weight` times grad L_neg over the tokens that the ceiling does not leave alone.

        Args:
            weight: lambda_neg.
            since: the pass at the weights themselves, when these are perturbed now.
            below: leave `.grad` empty unless CE is below this; None: never.
        """
        ...


@dataclass(frozen=True)
class StepLosses:
    """The losses of one step.

    Attributes:
        step: number of the step, 0-based.
        negative: L_neg of the step's captions to unlearn.
        retain: L_pos + lambda_sent * L_sent of its captions to keep.
        weight: lambda_neg.
        preference: the captions to unlearn in pairs with clean captions; only for methods whose
            record says `paired`.
    """

    step: int
    negative: NegativeLoss
    retain: RetainLoss
    weight: float
    preference: PreferenceLoss | None = None


@dataclass(frozen=True)
class NegativeReading:
    """What computing the negative gradient of a step measured; on the device until it is read.

    Attributes:
        ce: cross-entropy of the hallucinated spans at the weights, in nats; None where only the
            perturbed weights were evaluated.
        ce_perturbed: the same at the perturbed weights; None for methods without a perturbation.
        gradient_norm: ||grad L_neg|| at the weights; for methods without a perturbation over the
            tokens below the ceiling alone, which is what they train on.
        rho: how far the weights were perturbed, after halving.
        overshoots: how often rho was halved in this step.
        overshot: whether even the last try did not bring the hallucination back.
        slope: u.g(theta + epsilon) along the unit ascent direction u, times rho and `weight`; None
            where u is not that of g(theta).
        capped: whether a ceiling left tokens out of one gradient and not of the other.
        weight: lambda_neg.
    """

    ce: Number | None
    ce_perturbed: Number | None
    gradient_norm: Number
    rho: Number = 0.0
    overshoots: int = 0
    overshot: bool | Tensor = False
    slope: Number | None = None
    capped: bool | Tensor = False
    weight: float = 1.0

    @property
    def curvature(self) -> Number | None:
        """u.(g(theta + epsilon) - g(theta)) / rho; None where the two are not to be compared."""
        reach = self.rho * self.weight
        if self.slope is None or not reach > 0.0 or self.capped:
            return None
        return (self.slope / reach - self.gradient_norm) / self.rho

    @property
    def sharpness(self) -> Number | None:
        """How much of the hallucination the worst-case step brings back, in nats."""
        if self.ce is None or self.ce_perturbed is None:
            return None
        return self.ce - self.ce_perturbed

    @property
    def reported_ce(self) -> Number:
        """The cross-entropy at the weights, or where only that is known at the perturbed ones."""
        found = self.ce_perturbed if self.ce is None else self.ce
        assert found is not None
        return found


@dataclass(frozen=True)
class StepReading:
    """What computing the gradient of a step measured.

    Attributes:
        negative: of the negative loss.
        retain: name → value of what keeps the rest; empty for methods without it.
    """

    negative: NegativeReading
    retain: dict[str, Number]

    def read(self, *others: Number) -> tuple[StepReading, list[float]]:
        """Return the reading and other numbers as Python's, with one synchronisation for all."""
        held = {
            one.name: getattr(self.negative, one.name)
            for one in fields(self.negative)
            if not isinstance(getattr(self.negative, one.name), int | float | None)
        }
        found = on_host([*held.values(), *self.retain.values(), *others])
        numbers = iter(found)
        read: dict[str, Any] = dict(zip(held, numbers, strict=False))
        negative = replace(self.negative, **read)
        return StepReading(negative, dict(zip(self.retain, numbers, strict=False))), list(numbers)


class Method(ABC):
    """Sets `.grad` of the trained weights to the gradient of a step.

    Made while the weights are still those that the run begins with. A step that was broken off,
    because memory ran out or the user stopped it, is computed again: what a method carries from
    step to step changes in `advance` alone. A checkpoint keeps it, so that a resumed run continues
    bit for bit. The defaults are those of a method without state.

    Attributes:
        trained: the weights that are trained.
        parameters: the same as a list.
        config: the run's settings.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        self.trained = trained
        self.parameters = trained.parameters
        self.config = config
        self._longest = config.negative_clip if config.applies("negative_clip") else 0.0
        self._kept: RetainDirection | None = None
        if config.applies("project_negative"):
            from sare_engine.erasure.projection import RetainDirection

            self._kept = RetainDirection(trained.parameters)

    def gradient(self, losses: StepLosses) -> StepReading:
        """Leave lambda_neg grad L_neg + grad L_pos + lambda_sent grad L_sent in `.grad`.

        Where L_neg's gradient is taken, and what else a method does to it, is `negative`'s.
        """
        reading = self.negative(losses)
        if self._longest > 0.0:
            # At the worst case it can be ten times what keeps the rest, and drown it.
            from sare_engine.erasure.gradients import shorten_gradient

            shorten_gradient(self.parameters, self._longest * losses.weight)
        if self._kept is not None:
            self._kept.set_aside()
        kept = self.retain(losses)
        if self._kept is not None:
            self._kept.put_back()
        self.advance()
        return StepReading(reading, kept)

    def again(self, reading: StepReading) -> bool:
        """Whether the step must be computed again, now that its numbers are known."""
        del reading
        return False

    @abstractmethod
    def negative(self, losses: StepLosses) -> NegativeReading:
        """Set `.grad` to lambda_neg times the gradient of what is unlearned."""

    def retain(self, losses: StepLosses) -> dict[str, Number]:
        """Add the gradient of what is kept to `.grad`; return its losses by name."""
        pos, sent = losses.retain.backward()
        return {"loss_pos": pos, "loss_sent": sent}

    # Hooks for the few methods that carry state or end with more than the last step.

    def advance(self) -> None:  # noqa: B027
        """Take what the step found into the state; called once its gradient is complete."""

    def finish(self) -> None:  # noqa: B027
        """Do to the weights what is left to do after the last step."""

    def state(self) -> dict[str, Tensor]:
        """Return what the next step depends on, by name."""
        return self._kept.state() if self._kept is not None else {}

    def restore(self, state: Mapping[str, Tensor]) -> None:
        """Continue from what `state` returned.

        Raises:
            KeyError: something is missing in it.
        """
        if self._kept is not None:
            self._kept.restore(state)


def suppressed(method: Method, losses: StepLosses) -> NegativeReading:
    """Leave `weight * grad L_neg(theta)` in `.grad`: ordinary unlearning, as EFUF does it."""
    found = losses.negative.suppress(losses.weight)
    return NegativeReading(found.ce, None, weighted_norm(method, losses.weight))


def weighted_norm(method: Method, weight: float) -> Number:
    """Return the norm of a gradient that was computed with a weight, without that weight."""
    from sare_engine.erasure.gradients import gradient_norm

    norm = gradient_norm(method.parameters)
    return norm / weight if weight else 0.0
