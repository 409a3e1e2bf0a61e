"""KL minimisation: gradient ascent that keeps what the model before would have said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sare_engine.erasure.method import Method, NegativeReading, StepLosses, suppressed
from sare_engine.erasure.numbers import Number
from sare_engine.erasure.records import MethodEntry

if TYPE_CHECKING:
    from sare_engine.config import EraseConfig
    from sare_engine.models.trainable import TrainedWeights


class Kl(Method):
    """Gradient ascent, with KL(before || now) on the captions to keep.

    "KL minimisation" of Maini et al., arXiv 2401.06121, section 4, on the same tokens and with the
    same weights as L_pos + lambda_sent * L_sent.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        from sare_engine.erasure.reference import ReferenceWeights

        super().__init__(trained, config)
        self._reference = ReferenceWeights(self.parameters)

    def negative(self, losses: StepLosses) -> NegativeReading:
        return suppressed(self, losses)

    def retain(self, losses: StepLosses) -> dict[str, Number]:
        pos, sent = losses.retain.backward_divergence(self._reference)
        return {"kl_pos": pos, "kl_sent": sent}


ENTRY = MethodEntry(
    key="kl",
    title="Ascent with KL",
    sentence="For comparison: keeps the other outputs close to the model before erasure.",
    citation="[arXiv 2401.06121](https://arxiv.org/abs/2401.06121)",
    uses=("lambda_sent", "retain_batch", "replay_target", "corrections", "negative_ceiling"),
    build=Kl,
    described="gradient ascent with a KL term ([arXiv 2401.06121](https://arxiv.org/abs/2401.06121))",
    copies=2,
)
