"""A line search along the paper's direction."""

from __future__ import annotations

from sare_engine.erasure.method import NegativeReading, StepLosses
from sare_engine.erasure.records import AscentEntry
from sare_engine.erasure.sam import TargetedSam
from sare_engine.erasure.schedules import rho_at

SEARCHED = (1.0, 0.5, 0.25, 0.125)
"""Lengths tried, as shares of rho."""


class LineSearch(TargetedSam):
    """The paper's direction, to where on it the hallucination is strongest.

    Costs forward passes without gradients; in return a step cannot overshoot unnoticed.
    """

    def negative(self, losses: StepLosses) -> NegativeReading:
        from sare_engine.erasure.gradients import clear_gradients

        rho = rho_at(self.config, losses.step)
        at_theta = losses.negative.backward()
        norm = self.theta.ascend(rho)
        try:
            found = []
            for number, share in enumerate(SEARCHED):
                if number:
                    self.theta.halve()
                found.append((losses.negative.value(), share))
            lowest, best = min(found)
            self.theta.restore()
            self.theta.advance(best * rho)
            clear_gradients(self.parameters)
            worst = losses.negative.suppress(losses.weight, since=at_theta)
        finally:
            self.theta.restore()
        return NegativeReading(
            at_theta.ce,
            worst.ce,
            norm,
            rho=best * rho,
            overshoots=SEARCHED.index(best),
            overshot=not lowest < at_theta.ce,
        )


ENTRY = AscentEntry(
    key="line_search",
    title="Line search",
    sentence="Along the gradient to where the hallucination is strongest.",
    uses=("rho",),
    build=LineSearch,
    option="a line search for the worst case",
)
