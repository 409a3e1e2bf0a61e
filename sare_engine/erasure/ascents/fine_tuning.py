"""Simulated fine-tuning: the attack moves the weights under the adapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sare_engine.erasure.ascents.relearning import SIMULATED, SimulatedRelearning
from sare_engine.erasure.records import AscentEntry, Look

if TYPE_CHECKING:
    from torch import Tensor

    from sare_engine.erasure.losses import NegativeLoss
    from sare_engine.models.trainable import TrainedWeights


class SimulatedFineTuning(SimulatedRelearning):
    """A simulated relearning attack that fine-tunes the weights under the adapters themselves.

    Resists attacks outside the adapters' subspace; the copies are of those weights, which is four
    times the language model. The attack needs the gradient of those weights, and the adapters'
    follows from it: the pass goes through merged weights, and costs about what EFUF's does.

    Raises:
        ModelError: there are no weights under an adapter, or they are rounded to 8 or 4 bits.
    """

    def _attacked_weights(self, trained: TrainedWeights) -> list[Tensor]:
        return trained.movable()

    def _gradients(self, loss: NegativeLoss, weight: float) -> tuple[Tensor, list[Tensor]]:
        from sare_engine.models.trainable import requiring_gradients

        with requiring_gradients(self._attacked):
            with self.trained.merged():
                found = loss.backward_both(self._attacked, weight)
            self.trained.pass_to_adapters()
        return found


ENTRY = AscentEntry(
    key="fine_tuning",
    title="Simulated fine-tuning",
    sentence="Where a simulated fine-tuning of the weights under the adapters has arrived.",
    uses=("simulated_steps", "simulated_learning_rate"),
    build=SimulatedFineTuning,
    option="the worst case is where a simulated fine-tuning of the weights under the adapters "
    f"arrives, up to {SIMULATED}",
    copies=0,
    # Displacement, two moments, the weights themselves during a step, and their gradient twice.
    copies_under=6,
    needs_adapter=True,
    simulates_attack=True,
    look=Look(6, "#5a3ec8", "#b7a5ff", (9, 1.5), "X"),
)
