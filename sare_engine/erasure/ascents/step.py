"""The paper's ascent: one step along the gradient."""

from __future__ import annotations

from sare_engine.erasure.records import AscentEntry
from sare_engine.erasure.sam import TargetedSam

ENTRY = AscentEntry(
    key="step",
    title="Single step",
    sentence="One step of length rho along the gradient, as in the paper.",
    citation="[arXiv 2601.16527](https://arxiv.org/abs/2601.16527)",
    uses=("rho", "overshoot_tries"),
    build=TargetedSam,
)
