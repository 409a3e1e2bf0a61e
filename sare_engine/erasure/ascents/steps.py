"""Several shorter steps up."""

from __future__ import annotations

from sare_engine.erasure.method import NegativeReading, StepLosses
from sare_engine.erasure.records import AscentEntry
from sare_engine.erasure.sam import TargetedSam
from sare_engine.erasure.schedules import rho_at


class SeveralSteps(TargetedSam):
    """Several shorter steps, each along the gradient at the point it starts from.

    They follow the curve of the loss where one long step leaves it (projected gradient ascent,
    Madry et al., arXiv 1706.06083, on the weights; the ball's rim is reached only by a straight
    path).
    """

    def negative(self, losses: StepLosses) -> NegativeReading:
        from sare_engine.erasure.gradients import clear_gradients

        rho = rho_at(self.config, losses.step)
        self.theta.hold()
        try:
            norms, passes = [], []
            for _ in range(self.config.ascent_steps):
                passes.append(losses.negative.backward())
                norms.append(self.theta.advance(rho / self.config.ascent_steps))
                clear_gradients(self.parameters)
            # The ceiling refers to the weights themselves, where the first pass was.
            worst = losses.negative.suppress(losses.weight, since=passes[0])
        finally:
            self.theta.restore()
        ce = passes[0].ce
        return NegativeReading(ce, worst.ce, norms[0], rho=rho, overshot=not worst.ce < ce)


ENTRY = AscentEntry(
    key="steps",
    title="Several steps",
    sentence="Several shorter steps, each along the gradient at the point it starts from.",
    citation="[arXiv 1706.06083](https://arxiv.org/abs/1706.06083)",
    uses=("rho", "ascent_steps"),
    build=SeveralSteps,
    option="{ascent_steps} steps to the worst case",
)
