"""The erasure methods. They share one loop and differ only in the gradient of the negative loss.

A new method is one function with this signature and one line in `METHODS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from torch import Tensor

from sare_engine.config import EraseConfig
from sare_engine.erasure.losses import NegativeLoss
from sare_engine.erasure.targeted_sam import (
    NegativeReading,
    Perturbation,
    plain_gradient,
    targeted_sam_gradient,
)

NegativeGradient = Callable[[NegativeLoss, float], NegativeReading]
"""Sets `.grad` of the trained parameters to `lambda_neg` times the method's negative gradient."""


def efuf(parameters: Sequence[Tensor], config: EraseConfig) -> NegativeGradient:
    """EFUF (arXiv 2402.09801): the gradient at the weights themselves."""
    del config

    def gradient(loss: NegativeLoss, weight: float) -> NegativeReading:
        return plain_gradient(loss, parameters, weight=weight)

    return gradient


def sare(parameters: Sequence[Tensor], config: EraseConfig) -> NegativeGradient:
    """SARE (arXiv 2601.16527): the gradient at the worst case within rho (Targeted-SAM)."""
    perturbation = Perturbation(parameters)

    def gradient(loss: NegativeLoss, weight: float) -> NegativeReading:
        return targeted_sam_gradient(
            loss,
            parameters,
            perturbation,
            rho=config.rho,
            weight=weight,
            tries=config.overshoot_tries,
        )

    return gradient


METHODS: dict[str, Callable[[Sequence[Tensor], EraseConfig], NegativeGradient]] = {
    "efuf": efuf,
    "sare": sare,
}
