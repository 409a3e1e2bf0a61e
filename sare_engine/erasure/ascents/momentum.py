"""A perturbation along earlier steps' gradients: one pass instead of two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sare_engine.erasure.method import NegativeReading, StepLosses
from sare_engine.erasure.records import AscentEntry
from sare_engine.erasure.sam import TargetedSam
from sare_engine.erasure.schedules import rho_at

if TYPE_CHECKING:
    from torch import Tensor

    from sare_engine.config import EraseConfig
    from sare_engine.models.trainable import TrainedWeights

MOMENTUM = 0.9
"""Share of the old direction that a step keeps."""


class ReusedMomentum(TargetedSam):
    """The perturbation points along the average of earlier steps' gradients.

    epsilon = rho * m / ||m||, m a moving average of grad L_neg at the perturbed weights (Momentum-
    SAM, Becker et al., arXiv 2401.12033, with the negative loss alone). A step costs what a step of
    EFUF costs. The cross-entropy at the weights themselves is not known and not reported.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        import torch

        super().__init__(trained, config)
        self._average = [torch.zeros_like(p) for p in self.parameters]
        self._next: list[Tensor] = []

    def negative(self, losses: StepLosses) -> NegativeReading:
        from sare_engine.erasure.gradients import clear_gradients, norm_of

        rho = rho_at(self.config, losses.step)
        self.theta.hold()
        try:
            for parameter, average in zip(self.parameters, self._average, strict=True):
                parameter.grad = average
            moved = self.theta.advance(rho) > 0.0
            clear_gradients(self.parameters)
            ce, whole = losses.negative.backward_both(self.parameters, losses.weight)
        finally:
            self.theta.restore()
        self._next = whole
        return NegativeReading(None, ce, norm_of(whole), rho=rho if moved else 0.0)

    def advance(self) -> None:
        import torch

        torch._foreach_lerp_(self._average, self._next, 1.0 - MOMENTUM)
        self._next = []

    def state(self) -> dict[str, Tensor]:
        average = {f"average.{number}": part for number, part in enumerate(self._average)}
        return {**super().state(), **average}

    def restore(self, state: Mapping[str, Tensor]) -> None:
        super().restore(state)
        for number, part in enumerate(self._average):
            part.copy_(state[f"average.{number}"])


ENTRY = AscentEntry(
    key="momentum",
    title="Momentum",
    sentence="One step along the average of earlier steps' gradients, in a single pass.",
    citation="[arXiv 2401.12033](https://arxiv.org/abs/2401.12033)",
    uses=("rho",),
    build=ReusedMomentum,
    option="a perturbation along earlier steps' gradients",
    # The average, the weights before they were perturbed, and the gradient until the step is done.
    copies=3,
)
