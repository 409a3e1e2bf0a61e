"""DPO: prefer the caption without the hallucination."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sare_engine.erasure.method import Method, NegativeReading, StepLosses, weighted_norm
from sare_engine.erasure.records import MethodEntry

if TYPE_CHECKING:
    from sare_engine.config import EraseConfig
    from sare_engine.models.trainable import TrainedWeights


class Dpo(Method):
    """DPO on pairs of a clean and a hallucinated caption, beside what EFUF keeps.

    Rafailov et al., arXiv 2305.18290; for hallucinations: Zhao et al., arXiv 2311.16839. Here the
    clean caption is cut from the hallucinated caption; see `pairs`.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        from sare_engine.erasure.reference import ReferenceWeights

        super().__init__(trained, config)
        self._reference = ReferenceWeights(self.parameters)

    def negative(self, losses: StepLosses) -> NegativeReading:
        assert losses.preference is not None
        ce = losses.preference.backward(self._reference, self.config.dpo_beta, losses.weight)
        return NegativeReading(ce, None, weighted_norm(self, losses.weight))


ENTRY = MethodEntry(
    key="dpo",
    title="DPO",
    sentence="For comparison: prefers the caption without the hallucination.",
    citation="[arXiv 2305.18290](https://arxiv.org/abs/2305.18290)",
    uses=("dpo_beta", "lambda_sent", "retain_batch", "replay_target"),
    build=Dpo,
    described="DPO against the hallucinated captions "
    "([arXiv 2305.18290](https://arxiv.org/abs/2305.18290))",
    copies=2,
    paired=True,
)
