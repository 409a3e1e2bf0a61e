"""The paper's step in the weights under the adapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sare_engine.erasure.method import Method, NegativeReading, StepLosses
from sare_engine.erasure.records import AscentEntry
from sare_engine.erasure.schedules import rho_at

if TYPE_CHECKING:
    from sare_engine.config import EraseConfig
    from sare_engine.models.trainable import TrainedWeights


class MergedWeights(Method):
    """The paper's step in the weights that the adapters are added to, not in the adapters.

    With B = 0 at first, a radius in (A, B) says little about how far the weights themselves move,
    and only within the adapters' subspace; an attacker merges and moves all of them. Holds a copy
    of those weights and needs their gradient in the first pass. Weights of 16 bits round a small
    perturbation away in part.

    Raises:
        ModelError: there are no weights under an adapter, or they are rounded to 8 or 4 bits.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        from sare_engine.erasure.overshoot import Reach
        from sare_engine.erasure.perturbation import Perturbation

        super().__init__(trained, config)
        self._weights = trained.movable()
        self.theta = Perturbation(self._weights)
        self._reach = Reach(config.overshoot_tries, repeatable=False)

    def negative(self, losses: StepLosses) -> NegativeReading:
        from sare_engine.erasure.gradients import clear_gradients
        from sare_engine.models.trainable import requiring_gradients

        rho = rho_at(self.config, losses.step)
        with requiring_gradients(self._weights):
            at_theta = losses.negative.backward()
            norm = self.theta.ascend(rho)
        clear_gradients(self.parameters)
        try:
            worst = self._reach.suppress(
                losses.negative, self.theta, at_theta, losses.weight, moved=norm > 0.0
            )
        finally:
            self.theta.restore()
        return worst.reading(at_theta, norm, rho, losses.weight)


ENTRY = AscentEntry(
    key="merged",
    title="Merged weights",
    sentence="One step in the weights under the adapters.",
    uses=("rho", "overshoot_tries"),
    build=MergedWeights,
    option="a perturbation of the weights under the adapters",
    copies=0,
    copies_under=2,
    needs_adapter=True,
)
