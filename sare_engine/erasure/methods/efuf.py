"""EFUF: the negative gradient at the weights themselves."""

from __future__ import annotations

from sare_engine.erasure.method import Method, NegativeReading, StepLosses, suppressed
from sare_engine.erasure.records import Look, MethodEntry


class Efuf(Method):
    """Ordinary unlearning: lambda_neg grad L_neg(theta) (EFUF, arXiv 2402.09801)."""

    def negative(self, losses: StepLosses) -> NegativeReading:
        return suppressed(self, losses)


ENTRY = MethodEntry(
    key="efuf",
    title="EFUF",
    sentence="Suppresses the hallucination at the weights themselves.",
    citation="[arXiv 2402.09801](https://arxiv.org/abs/2402.09801)",
    uses=(
        "lambda_sent",
        "retain_batch",
        "replay_target",
        "corrections",
        "negative_ceiling",
        "negative_clip",
        "project_negative",
    ),
    build=Efuf,
    described="EFUF ([arXiv 2402.09801](https://arxiv.org/abs/2402.09801))",
    baseline=True,
    look=Look(1, "#d55e00", "#e69f00", (6, 2), "s"),
)
