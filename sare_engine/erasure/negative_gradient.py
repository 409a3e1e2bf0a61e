"""What a method that changes the negative gradient alone has to do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

from torch import Tensor

from sare_engine.erasure.losses import NegativeLoss
from sare_engine.erasure.targeted_sam import NegativeReading


class KeepsState:
    """Something in the loop that may carry state from step to step.

    A checkpoint keeps the state, so that a resumed run goes on bit for bit. The defaults are those
    of something without any.
    """

    def state(self) -> dict[str, Tensor]:
        """Return what the next step depends on, by name."""
        return {}

    def restore(self, state: Mapping[str, Tensor]) -> None:
        """Go on from what `state` returned.

        Raises:
            KeyError: something is missing in it.
        """


class NegativeGradient(KeepsState, ABC):
    """Sets `.grad` of the trained parameters to lambda_neg times a method's negative gradient.

    It may be called again for a step that was broken off because memory did not suffice or the
    user stopped it: what it carries from step to step changes in `advance` alone.
    """

    @abstractmethod
    def __call__(self, step: int, loss: NegativeLoss, weight: float) -> NegativeReading:
        """Set the gradient.

        Args:
            step: number of the step, 0-based.
            loss: L_neg of the step's captions.
            weight: lambda_neg.
        """

    def advance(self) -> None:
        """Take over into the state what the step told; called once its gradient is complete."""
