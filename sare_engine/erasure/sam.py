"""SARE's step as the paper writes it: Targeted-SAM (arXiv 2601.16527).

    min over theta   lambda_neg max L_neg(theta + eps) + L_pos(theta) + lambda_sent L_sent(theta)
                          |eps| <= rho

One step along the gradient solves the inner problem to first order (SAM, arXiv 2010.01412):

    eps* = rho * grad L_neg(theta) / ||grad L_neg(theta)||

L_neg is minus the cross-entropy of the hallucinated spans, so the ascent on L_neg *lowers* that
cross-entropy: the perturbed model hallucinates more, and the update suppresses the hallucination
there. With the sign flipped the code would run just as well and train the opposite game.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sare_engine.erasure.method import Method, NegativeReading, StepLosses, StepReading
from sare_engine.erasure.schedules import rho_at

if TYPE_CHECKING:
    from torch.optim import Optimizer

    from sare_engine.config import EraseConfig
    from sare_engine.models.trainable import TrainedWeights


class TargetedSam(Method):
    """The negative gradient at the worst case eps*; a subclass may change eps* by `direction`.

    Attributes:
        theta: the trained weights, which can be moved along their `.grad` and put back.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        from sare_engine.erasure.overshoot import Reach
        from sare_engine.erasure.perturbation import Perturbation

        super().__init__(trained, config)
        self.theta = Perturbation(trained.parameters)
        self._reach = Reach(config.overshoot_tries, repeatable=self._kept is None)

    def direction(self, step: int, rho: float) -> float:
        """Turn the gradients into the direction of eps, in place; return eps' length along it."""
        del step
        return rho

    def negative(self, losses: StepLosses) -> NegativeReading:
        """Leave lambda_neg grad L_neg(theta + eps*) in `.grad`, and theta as it was."""
        from sare_engine.erasure.gradients import clear_gradients, gradient_norm

        L_neg, theta, lambda_neg = losses.negative, self.theta, losses.weight
        # Objective: L_neg at theta, and its gradient g in `.grad`.
        at_theta = L_neg.backward()
        norm = gradient_norm(self.parameters)
        rho = self.direction(losses.step, rho_at(self.config, losses.step))
        # Ascent: to theta + eps*, with eps* = rho * g / ||g||.
        moved = theta.ascend(rho) > 0.0
        clear_gradients(self.parameters)
        try:
            # Gradient there: `L_neg.suppress(lambda_neg)`, with eps* halved where it overshot.
            worst = self._reach.suppress(L_neg, theta, at_theta, lambda_neg, moved=moved)
            slope = theta.slope() if self._along_gradient else None
        finally:
            # Restore: back to theta, where `Method.gradient` adds what is kept.
            theta.restore()
        return worst.reading(at_theta, norm, rho, lambda_neg, slope)

    @property
    def _along_gradient(self) -> bool:
        return type(self).direction is TargetedSam.direction

    def again(self, reading: StepReading) -> bool:
        """Whether eps* overshot in a step that was computed without checking it."""
        return self._reach.missed(reading.negative)


def descend(optimizer: Optimizer, rate: float) -> None:
    """Descent: theta <- optimiser(theta, `.grad`); the trainer calls it after `Method.gradient`."""
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.step()
