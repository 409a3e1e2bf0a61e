"""A fresh adversary: the simulated attack trains a new adapter beside the erasure's.

    model under attack:  W + s B A + s B' A'         A' drawn again and B' = 0 every K steps
    attack:              (A', B') <- (A', B') + Adam(grad L_neg)        one step for each of ours
    erasure:             lambda_neg grad_(A, B) L_neg there; what is kept without A', B'

Who wants the hallucination back trains an adapter of their own on the released model. The worst
case is where such a training has arrived. One pass over the negative captions gives both sides
their gradient; nothing under the adapters moves, so it may be held in 8 or 4 bits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sare_engine.erasure.ascents.relearning import SIMULATED
from sare_engine.erasure.method import Method, NegativeReading, StepLosses
from sare_engine.erasure.records import AscentEntry, Look
from sare_engine.erasure.schedules import seed_of_step, strength

if TYPE_CHECKING:
    from torch import Tensor

    from sare_engine.config import EraseConfig
    from sare_engine.models.trainable import TrainedWeights


class FreshAdversary(Method):
    """The negative gradient where the training of a new adapter has come to.

    Raises:
        ModelError: no adapter is trained that another could stand beside.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        from sare_engine.erasure.attacker import Attacker
        from sare_engine.models.second_adapter import SecondAdapter

        super().__init__(trained, config)
        self._adversary = SecondAdapter(trained.layers)
        self._attacker = Attacker(self._adversary.parameters)
        self._next: tuple[list[Tensor], int, float] | None = None

    def negative(self, losses: StepLosses) -> NegativeReading:
        from sare_engine.erasure.gradients import norm_of

        adversary, step = self._adversary, losses.step
        count = step % self.config.simulated_steps
        if count == 0:
            adversary.draw(seed_of_step(self.config.seed, "adversary", step))
            self._attacker.begin()
        with adversary.in_place():
            ce, attack = losses.negative.backward_both(
                adversary.parameters, losses.weight, trained=self.parameters
            )
        rate = self.config.simulated_learning_rate * strength(self.config, step)
        self._next = (attack, count + 1, rate)
        return NegativeReading(None, ce, norm_of(attack), rho=adversary.length())

    def advance(self) -> None:
        assert self._next is not None
        self._attacker.advance(*self._next)
        self._next = None

    def state(self) -> dict[str, Tensor]:
        return {**super().state(), **self._attacker.state("adversary")}

    def restore(self, state: Mapping[str, Tensor]) -> None:
        super().restore(state)
        self._attacker.restore(state, "adversary")


ENTRY = AscentEntry(
    key="fresh_adversary",
    title="Fresh adversary",
    sentence="Where a simulated attacker's own new adapter has arrived, in one pass.",
    uses=("simulated_steps", "simulated_learning_rate"),
    build=FreshAdversary,
    option="the worst case is where the simulated training of a new adapter beside the erasure's "
    f"arrives, up to {SIMULATED}",
    # The attack's adapter, its gradient and its two moments.
    copies=4,
    needs_adapter=True,
    simulates_attack=True,
    look=Look(2, "#00805d", "#2fc79b", (6, 1.5, 1.5, 1.5), "^"),
)
