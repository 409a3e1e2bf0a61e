"""SAM: the worst case of the whole objective, not of the negative loss alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sare_engine.erasure.method import (
    Method,
    NegativeReading,
    StepLosses,
    StepReading,
    weighted_norm,
)
from sare_engine.erasure.records import MethodEntry
from sare_engine.erasure.schedules import rho_at

if TYPE_CHECKING:
    from sare_engine.config import EraseConfig
    from sare_engine.models.trainable import TrainedWeights


class Sam(Method):
    """SAM on the whole objective (Foret et al., arXiv 2010.01412, section 2 and algorithm 1).

    Ascends lambda_neg * L_neg + L_pos + lambda_sent * L_sent by rho and takes the gradient of the
    same sum there.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        from sare_engine.erasure.perturbation import Perturbation

        super().__init__(trained, config)
        self.theta = Perturbation(self.parameters)

    def gradient(self, losses: StepLosses) -> StepReading:
        from sare_engine.erasure.gradients import clear_gradients

        rho = rho_at(self.config, losses.step)
        at_theta = losses.negative.backward(losses.weight)
        norm = weighted_norm(self, losses.weight)
        kept = self.retain(losses)
        self.theta.ascend(rho)
        clear_gradients(self.parameters)
        try:
            worst = losses.negative.suppress(losses.weight, since=at_theta)
            losses.retain.backward()
        finally:
            self.theta.restore()
        return StepReading(NegativeReading(at_theta.ce, worst.ce, norm, rho=rho), kept)

    def negative(self, losses: StepLosses) -> NegativeReading:
        return self.gradient(losses).negative


ENTRY = MethodEntry(
    key="sam",
    title="SAM",
    sentence="For comparison: takes the worst case of the whole objective.",
    citation="[arXiv 2010.01412](https://arxiv.org/abs/2010.01412)",
    uses=(
        "rho",
        "rho_schedule",
        "lambda_sent",
        "retain_batch",
        "replay_target",
        "corrections",
        "negative_ceiling",
    ),
    build=Sam,
    described="SAM on the whole objective ([arXiv 2010.01412](https://arxiv.org/abs/2010.01412))",
    copies=1,
)
