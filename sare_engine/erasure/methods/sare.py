"""SARE: the negative gradient at the worst case that the chosen ascent finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sare_engine.erasure.ascents import ASCENTS
from sare_engine.erasure.records import Look, MethodEntry

if TYPE_CHECKING:
    from sare_engine.config import EraseConfig
    from sare_engine.erasure.method import Method
    from sare_engine.models.trainable import TrainedWeights


def sare(trained: TrainedWeights, config: EraseConfig) -> Method:
    """Return SARE (arXiv 2601.16527) with the run's ascent; the paper's is a single step."""
    return ASCENTS[config.ascent].build(trained, config)


ENTRY = MethodEntry(
    key="sare",
    title="SARE",
    sentence="Suppresses the hallucination at the worst case near the weights (Targeted-SAM).",
    citation="[arXiv 2601.16527](https://arxiv.org/abs/2601.16527)",
    uses=(
        "ascent",
        "lambda_sent",
        "retain_batch",
        "replay_target",
        "corrections",
        "negative_ceiling",
        "negative_clip",
        "project_negative",
        "rho_schedule",
    ),
    build=sare,
    described="SARE (Targeted-SAM over the negative loss, "
    "[arXiv 2601.16527](https://arxiv.org/abs/2601.16527))",
    proposed=True,
    look=Look(0, "#0072b2", "#56b4e9", (), "o"),
)
