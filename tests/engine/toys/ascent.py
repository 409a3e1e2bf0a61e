"""A toy ascent: the paper's step at half its length."""

from __future__ import annotations

from sare_engine.erasure.records import AscentEntry, Look
from sare_engine.erasure.sam import TargetedSam


class HalfAStep(TargetedSam):
    def direction(self, step: int, rho: float) -> float:
        return 0.5 * rho


ENTRY = AscentEntry(
    key="half_step",
    title="Half a step",
    sentence="Goes half the way.",
    uses=("rho", "overshoot_tries"),
    build=HalfAStep,
    option="half a step to the worst case",
    copies=7,
    look=Look(4, "#654321", "#fedcba", (1, 1), "*"),
)
