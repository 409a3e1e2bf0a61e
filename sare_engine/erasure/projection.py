"""Take out of the negative gradient what works against what is kept.

    g <- g - (<g, m> / <m, m>) m     for each matrix with <g, m> < 0

with m the running mean of what is kept's own gradient: a step along -g then no longer raises its
loss to first order (gradient surgery between two tasks, arXiv 2001.06782; here one-sided, for
what is kept must give way to nothing).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

MOMENTUM = 0.9
"""Share of the old mean that a step keeps."""


class RetainDirection:
    """The running mean of the gradient of what is kept, one tensor for each parameter.

    Holds two copies of the parameters: the mean, and the negative gradient while that of what is
    kept is computed.

    Args:
        parameters: the trained parameters.
    """

    def __init__(self, parameters: Sequence[Tensor]) -> None:
        self._parameters = list(parameters)
        self._mean = [torch.zeros_like(one) for one in parameters]
        self._negative: list[Tensor | None] = []

    @torch.no_grad()
    def set_aside(self) -> None:
        """Take the negative gradient out of `.grad`, without what works against the mean."""
        self._negative = [one.grad for one in self._parameters]
        for one in self._parameters:
            one.grad = None
        found = [
            (negative, mean)
            for negative, mean in zip(self._negative, self._mean, strict=True)
            if negative is not None
        ]
        for negative, mean in found:
            along = torch.sum(negative * mean)
            square = torch.sum(mean * mean)
            # A mean of zero, before the first step, takes nothing away.
            share = torch.where(square > 0.0, along.clamp(max=0.0) / square, 0.0)
            negative.sub_(share * mean)

    @torch.no_grad()
    def put_back(self) -> None:
        """Take the gradient of what is kept into the mean, and add the negative one to it."""
        for one, negative, mean in zip(self._parameters, self._negative, self._mean, strict=True):
            if one.grad is None:
                mean.mul_(MOMENTUM)
                one.grad = negative
                continue
            mean.lerp_(one.grad, 1.0 - MOMENTUM)
            if negative is not None:
                one.grad.add_(negative)
        self._negative = []

    def state(self) -> dict[str, Tensor]:
        """Return the mean, by name."""
        return {f"retained.{number}": part for number, part in enumerate(self._mean)}

    def restore(self, state: Mapping[str, Tensor]) -> None:
        """Continue from what `state` returned.

        Raises:
            KeyError: something is missing in it.
        """
        for number, part in enumerate(self._mean):
            part.copy_(state[f"retained.{number}"])
