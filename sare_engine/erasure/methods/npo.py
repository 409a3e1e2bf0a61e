"""NPO: a negative loss that is bounded against the model before the erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sare_engine.erasure.method import Method, NegativeReading, StepLosses, weighted_norm
from sare_engine.erasure.records import MethodEntry

if TYPE_CHECKING:
    from torch import Tensor

    from sare_engine.config import EraseConfig
    from sare_engine.models.trainable import TrainedWeights


class Npo(Method):
    """Negative preference optimisation with the model before the erasure as reference.

    L_NPO = 2/beta * E[log(1 + (pi / pi_ref)^beta)] over whole targets (Zhang et al., arXiv
    2404.05868, section 3); log pi is the sum over the target's tokens. It is bounded from below,
    unlike -CE, and its gradient fades where a target is already far less likely than before.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        from sare_engine.erasure.reference import ReferenceWeights

        super().__init__(trained, config)
        self._reference = ReferenceWeights(self.parameters)

    def negative(self, losses: StepLosses) -> NegativeReading:
        with self._reference.in_place():
            before = losses.negative.target_ce()

        def penalty(number: int, ce: Tensor, length: Tensor) -> Tensor:
            return npo_penalty((before[number] - ce) * length, self.config.npo_beta)

        ce = losses.negative.backward_targets(penalty, losses.weight)
        return NegativeReading(ce, None, weighted_norm(self, losses.weight))


def npo_penalty(log_ratio: Tensor, beta: float) -> Tensor:
    """Return 2/beta * log(1 + exp(beta * log_ratio)) for each target's log(pi / pi_ref)."""
    from torch.nn.functional import softplus

    return 2.0 / beta * softplus(beta * log_ratio)


ENTRY = MethodEntry(
    key="npo",
    title="NPO",
    sentence="For comparison: a negative loss bounded relative to the model before erasure.",
    citation="[arXiv 2404.05868](https://arxiv.org/abs/2404.05868)",
    uses=(
        "npo_beta",
        "lambda_sent",
        "retain_batch",
        "replay_target",
        "corrections",
        "negative_clip",
        "project_negative",
    ),
    build=Npo,
    described="NPO ([arXiv 2404.05868](https://arxiv.org/abs/2404.05868))",
    copies=1,
)
