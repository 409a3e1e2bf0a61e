"""Task-vector negation: learn the hallucination, then go as far in the opposite direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sare_engine.erasure.method import Method, NegativeReading, StepLosses, weighted_norm
from sare_engine.erasure.numbers import Number
from sare_engine.erasure.records import MethodEntry

if TYPE_CHECKING:
    from sare_engine.config import EraseConfig
    from sare_engine.models.trainable import TrainedWeights


class TaskVector(Method):
    """Train towards the hallucination, then go as far the other way (Ilharco et al., 2212.04089).

    theta = theta_0 - scale * (theta_T - theta_0) in the weights: of an adapter B alone is turned
    round, since its update is B A and B begins at zero.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        from sare_engine.erasure.reference import ReferenceWeights

        super().__init__(trained, config)
        self._start = ReferenceWeights(self.parameters)

    def negative(self, losses: StepLosses) -> NegativeReading:
        found = losses.negative.backward(-losses.weight)
        return NegativeReading(found.ce, None, weighted_norm(self, losses.weight))

    def retain(self, losses: StepLosses) -> dict[str, Number]:
        del losses
        return {}

    def finish(self) -> None:
        import torch

        named = self.trained.named
        with torch.no_grad():
            for (name, parameter), start in zip(named.items(), self._start.tensors, strict=True):
                if ".lora_A." not in name:
                    torch.lerp(start, parameter, -self.config.task_vector_scale, out=parameter)


ENTRY = MethodEntry(
    key="task_vector",
    title="Task-vector negation",
    sentence="For comparison: learns the hallucination, then subtracts what was learnt.",
    citation="[arXiv 2212.04089](https://arxiv.org/abs/2212.04089)",
    uses=("task_vector_scale",),
    build=TaskVector,
    described="negation of the task vector of the hallucination "
    "([arXiv 2212.04089](https://arxiv.org/abs/2212.04089))",
    copies=1,
    whole=True,
)
