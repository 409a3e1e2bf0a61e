"""A step of the weights along their gradient that is taken back exactly."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from sare_engine.erasure.gradients import gradient_norm, stacked
from sare_engine.erasure.numbers import Number


class Perturbation:
    """The trained weights theta, which can be moved to theta + epsilon and put back bit for bit.

    Holds one copy of the parameters and nothing else. `restore` copies that copy back: subtracting
    what was added would leave rounding errors that grow with the number of steps.
    """

    def __init__(self, parameters: Sequence[Tensor]) -> None:
        self._parameters = list(parameters)
        self._saved = [torch.empty_like(p) for p in self._parameters]

    @torch.no_grad()
    def ascend(self, rho: float) -> float:
        """Move by `rho` along the unit vector of the gradients; return the gradients' norm.

        A parameter without a gradient does not move, and none does where the norm is zero or not
        finite.
        """
        self.hold()
        return self.advance(rho)

    @torch.no_grad()
    def hold(self) -> None:
        """Save the parameters for `restore`."""
        torch._foreach_copy_(self._saved, self._parameters)

    @torch.no_grad()
    def advance(self, length: float) -> float:
        """Move further by `length` along the unit vector of the gradients; return their norm.

        `restore` still goes back to where `hold` was called.
        """
        norm = float(gradient_norm(self._parameters))
        if norm > 0.0 and norm < float("inf"):
            moved = [p for p in self._parameters if p.grad is not None]
            gradients = [p.grad for p in moved if p.grad is not None]
            torch._foreach_add_(moved, gradients, alpha=length / norm)
        return norm

    @torch.no_grad()
    def halve(self) -> None:
        """Move half the way back."""
        torch._foreach_lerp_(self._parameters, self._saved, 0.5)

    @torch.no_grad()
    def slope(self) -> Number:
        """Return the inner product of the present gradient and the displacement."""
        products = [
            torch.sum((p - saved) * p.grad)
            for p, saved in zip(self._parameters, self._saved, strict=True)
            if p.grad is not None
        ]
        return stacked(products).sum() if products else 0.0

    @torch.no_grad()
    def restore(self) -> None:
        """Put the parameters back, bit for bit."""
        torch._foreach_copy_(self._parameters, self._saved)
