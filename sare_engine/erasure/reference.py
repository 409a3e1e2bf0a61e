"""The weights that an erasure began with, put in place for as long as a comparison needs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor


class ReferenceWeights:
    """A copy of the trained parameters as they are when it is made.

    With adapters it holds the adapters alone: with these as they began, the model is the base
    model, and no second model needs to be in memory.
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
        """Have the model compute with the reference; its own weights come back bit for bit."""
        with torch.no_grad():
            own = [p.detach().clone() for p in self._parameters]
            torch._foreach_copy_(self._parameters, self._reference)
        try:
            yield
        finally:
            with torch.no_grad():
                torch._foreach_copy_(self._parameters, own)
