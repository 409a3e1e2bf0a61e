"""The weights that an erasure began with, for methods that compare with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor


class ReferenceWeights:
    """A copy of the trained parameters at the time it is made.

    With adapters it holds the adapters alone: with their initial values the model is the base
    model, so that no second model is needed in memory.
    """

    def __init__(self, parameters: Sequence[Tensor]) -> None:
        self._parameters = list(parameters)
        self._reference = [p.detach().clone() for p in self._parameters]

    @property
    def tensors(self) -> list[Tensor]:
        """The copies, in the order of the parameters."""
        return list(self._reference)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Compute with the reference; afterwards the model has its own weights, bit for bit."""
        with torch.no_grad():
            own = [p.detach().clone() for p in self._parameters]
            torch._foreach_copy_(self._parameters, self._reference)
        try:
            yield
        finally:
            with torch.no_grad():
                torch._foreach_copy_(self._parameters, own)
