"""How a simulated attacker trains: Adam upwards on L_neg, one step for each of the erasure's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

BETAS = (0.9, 0.999)
EPSILON = 1e-8
"""Those of AdamW, with which attackers fine-tune."""


class Attacker:
    """Moves tensors along the gradient of L_neg, by Adam.

    Args:
        moved: what the attacker trains; changed in place.
    """

    def __init__(self, moved: Sequence[Tensor]) -> None:
        self._moved = list(moved)
        self._mean = [torch.zeros_like(one) for one in moved]
        self._square = [torch.zeros_like(one) for one in moved]

    def begin(self) -> None:
        """Forget the moments: a new attack begins."""
        for part in (*self._mean, *self._square):
            part.zero_()

    @torch.no_grad()
    def advance(self, gradients: list[Tensor], count: int, rate: float) -> None:
        """Take one step that raises L_neg.

        In place and without new memory: what could fail half done would be done twice.

        Args:
            gradients: of L_neg; they are overwritten.
            count: number of the step in this attack, from 1.
            rate: learning rate.
        """
        first, second = BETAS
        torch._foreach_lerp_(self._mean, gradients, 1.0 - first)
        torch._foreach_mul_(self._square, second)
        torch._foreach_addcmul_(self._square, gradients, gradients, 1.0 - second)
        # The gradients are of no more use: what they lie in takes sqrt(v / (1 - b2^t)) + epsilon.
        torch._foreach_copy_(gradients, self._square)
        torch._foreach_div_(gradients, 1.0 - second**count)
        torch._foreach_sqrt_(gradients)
        torch._foreach_add_(gradients, EPSILON)
        torch._foreach_addcdiv_(
            self._moved, self._mean, gradients, value=rate / (1.0 - first**count)
        )

    def state(self, moved: str) -> dict[str, Tensor]:
        """Return what the next step depends on, by name; what is moved is called `moved`."""
        return {
            f"{kind}.{number}": part.detach()
            for kind, parts in self._parts(moved).items()
            for number, part in enumerate(parts)
        }

    @torch.no_grad()
    def restore(self, state: Mapping[str, Tensor], moved: str) -> None:
        """Continue from what `state` returned.

        Raises:
            KeyError: something is missing in it.
        """
        for kind, parts in self._parts(moved).items():
            for number, part in enumerate(parts):
                part.copy_(state[f"{kind}.{number}"])

    def _parts(self, moved: str) -> dict[str, list[Tensor]]:
        return {moved: self._moved, "mean": self._mean, "square": self._square}
