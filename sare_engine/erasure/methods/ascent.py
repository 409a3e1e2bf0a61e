"""Gradient ascent: unlearning that keeps nothing."""

from __future__ import annotations

from sare_engine.erasure.method import Method, NegativeReading, StepLosses, suppressed
from sare_engine.erasure.numbers import Number
from sare_engine.erasure.records import MethodEntry


class GradientAscent(Method):
    """Gradient ascent on the hallucinations alone (Jang et al., arXiv 2210.01504, section 3)."""

    def negative(self, losses: StepLosses) -> NegativeReading:
        return suppressed(self, losses)

    def retain(self, losses: StepLosses) -> dict[str, Number]:
        del losses
        return {}


ENTRY = MethodEntry(
    key="ascent",
    title="Gradient ascent",
    sentence="For comparison: unlearns the hallucinations and does nothing to keep the rest.",
    citation="[arXiv 2210.01504](https://arxiv.org/abs/2210.01504)",
    uses=("negative_ceiling",),
    build=GradientAscent,
    described="gradient ascent on the hallucinations alone",
)
