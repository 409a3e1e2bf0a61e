"""Random smoothing: SARE without the direction of its perturbation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sare_engine.erasure.method import Method, NegativeReading, StepLosses
from sare_engine.erasure.records import MethodEntry
from sare_engine.erasure.schedules import rho_at, seed_of_step

if TYPE_CHECKING:
    from sare_engine.config import EraseConfig
    from sare_engine.models.trainable import TrainedWeights


class RandomSmoothing(Method):
    """The gradient at a random point of norm rho, with SARE's passes and cost.

    The share of SARE's effect that remains is owed to perturbing at all (randomised smoothing for
    unlearning: Fan et al., arXiv 2502.05374, with one sample per step). Nothing is halved: a random
    direction is not meant to bring the hallucination back.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        from sare_engine.erasure.perturbation import Perturbation

        super().__init__(trained, config)
        self.theta = Perturbation(self.parameters)

    def negative(self, losses: StepLosses) -> NegativeReading:
        from sare_engine.erasure.gradients import (
            clear_gradients,
            gradient_norm,
            set_random_gradients,
        )

        rho = rho_at(self.config, losses.step)
        at_theta = losses.negative.backward()
        norm = gradient_norm(self.parameters)
        set_random_gradients(
            self.parameters, seed_of_step(self.config.seed, ENTRY.key, losses.step)
        )
        self.theta.ascend(rho)
        clear_gradients(self.parameters)
        try:
            there = losses.negative.suppress(losses.weight, since=at_theta)
        finally:
            self.theta.restore()
        return NegativeReading(at_theta.ce, there.ce, norm, rho=rho)


ENTRY = MethodEntry(
    key="random",
    title="Random smoothing",
    sentence="For comparison: perturbs in a random direction of length rho.",
    citation="[arXiv 2502.05374](https://arxiv.org/abs/2502.05374)",
    uses=(
        "rho",
        "rho_schedule",
        "lambda_sent",
        "retain_batch",
        "replay_target",
        "corrections",
        "negative_ceiling",
        "negative_clip",
        "project_negative",
    ),
    build=RandomSmoothing,
    described="random smoothing of the negative loss",
    copies=1,
)
