"""Simulated relearning: an attacker relearns all along the erasure, one step for each of ours.

    delta <- delta + Adam(grad L_neg(theta + delta))        the attacker brings the object back
    gradient = lambda_neg * grad L_neg(theta + delta)        the erasure suppresses it there
    delta <- 0 every `simulated_steps` steps                 a new attack on the weights as they are

A single ascent step of radius rho looks at a point that relearning has left behind after a few
steps. Here the worst case is where a fine-tuning attack of up to `simulated_steps` steps arrives,
each step as long as an optimiser would make it. The attack is carried from step to step instead
of being repeated in each (as in meta-learned defences: Tamirisa et al., arXiv 2408.00761), and the
same pass serves both sides, so a step costs one pass over the negative captions, as with EFUF. The
gradient is that of first order: it does not run through the attack itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sare_engine.erasure.method import Method, NegativeReading, StepLosses
from sare_engine.erasure.records import AscentEntry
from sare_engine.erasure.schedules import strength

if TYPE_CHECKING:
    from torch import Tensor

    from sare_engine.config import EraseConfig
    from sare_engine.erasure.losses import NegativeLoss
    from sare_engine.models.trainable import TrainedWeights

SIMULATED = "{simulated_steps} steps at a learning rate of {simulated_learning_rate:g}"
"""How long the attack goes on, for reports."""


class SimulatedRelearning(Method):
    """The negative gradient where a relearning attack with the same adapter has come to.

    Holds four copies of the attacked weights: the attack's displacement, its two moments, and the
    weights themselves while a step is computed; and until that is complete, what the attack goes
    on with.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        import torch

        from sare_engine.erasure.attacker import Attacker
        from sare_engine.erasure.perturbation import Perturbation

        super().__init__(trained, config)
        self._attacked = self._attacked_weights(trained)
        self.theta = Perturbation(self._attacked)
        self._displacement = [torch.zeros_like(p) for p in self._attacked]
        self._attacker = Attacker(self._displacement)
        self._next: tuple[list[Tensor], int, float] | None = None

    def _attacked_weights(self, trained: TrainedWeights) -> list[Tensor]:
        return trained.parameters

    def negative(self, losses: StepLosses) -> NegativeReading:
        import torch

        from sare_engine.erasure.gradients import norm_of

        count = losses.step % self.config.simulated_steps
        if count == 0:
            torch._foreach_zero_(self._displacement)
            self._attacker.begin()
        self.theta.hold()
        try:
            with torch.no_grad():
                torch._foreach_add_(self._attacked, self._displacement)
            ce, whole = self._gradients(losses.negative, losses.weight)
        finally:
            self.theta.restore()
        rate = self.config.simulated_learning_rate * strength(self.config, losses.step)
        self._next = (whole, count + 1, rate)
        return NegativeReading(None, ce, norm_of(whole), rho=norm_of(self._displacement))

    def _gradients(self, loss: NegativeLoss, weight: float) -> tuple[Tensor, list[Tensor]]:
        """Set the erasure's gradient; return CE and the attack's own."""
        return loss.backward_both(self.parameters, weight)

    def advance(self) -> None:
        assert self._next is not None
        self._attacker.advance(*self._next)
        self._next = None

    def state(self) -> dict[str, Tensor]:
        return {**super().state(), **self._attacker.state("displacement")}

    def restore(self, state: Mapping[str, Tensor]) -> None:
        super().restore(state)
        self._attacker.restore(state, "displacement")


ENTRY = AscentEntry(
    key="relearning",
    title="Simulated relearning",
    sentence="Where a simulated relearning attack with the same adapter has arrived, in one pass.",
    citation="[arXiv 2408.00761](https://arxiv.org/abs/2408.00761)",
    uses=("simulated_steps", "simulated_learning_rate"),
    build=SimulatedRelearning,
    option="the worst case is where a simulated relearning attack with the same adapter "
    f"arrives, up to {SIMULATED}",
    # Displacement, two moments, the weights themselves during a step, and the attack's gradient.
    copies=5,
    simulates_attack=True,
)
