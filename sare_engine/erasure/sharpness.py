"""How sharp the erasure is: how much of the hallucination a small change of weights brings back.

All values are drops of the cross-entropy of hallucinated spans, in nats, at a stated radius.
Compare two models only at the same radius, over the same parameters, on the same spans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from sare_engine.erasure.gradients import clear_gradients, set_random_gradients, stacked
from sare_engine.erasure.perturbation import Perturbation

_WORST_CASE_TRIES = 4
"""Radii tried for the worst case: rho, rho/2, rho/4, rho/8. A gradient step overshoots a strongly
curved surface, and the worst point of the ball then lies nearer than its rim."""


CrossEntropy = Callable[[], Iterable[Tensor]]
"""Gives the mean CE of the probe's hallucinated spans in parts that add up to it, 0-d tensors with
a graph when gradients are enabled. One part for each forward pass: only one graph is held."""


@dataclass(frozen=True)
class Sharpness:
    """Sharpness of an erasure on fixed examples.

    Attributes:
        ce: cross-entropy of the hallucinated spans at the weights, in nats.
        worst: largest drop of it found within the radius, in nats; never negative.
        average: mean drop over random directions at the radius, in nats.
        rho: the radius.
    """

    ce: float
    worst: float
    average: float
    rho: float


def measure_sharpness(
    cross_entropy: CrossEntropy,
    parameters: Sequence[Tensor],
    *,
    rho: float,
    directions: int = 4,
    seed: int = 0,
) -> Sharpness:
    """Measure worst-case and average-case sharpness; the parameters come back bit for bit.

    Args:
        cross_entropy: the probe.
        parameters: the parameters that are perturbed, as one vector; their `.grad` is cleared.
        rho: radius.
        directions: number of random directions for the average case.
        seed: seed of those directions; the same seed compares models along the same ones.
    """
    perturbation = Perturbation(parameters)
    clear_gradients(parameters)
    start = _backward(cross_entropy, -1.0)
    worst = 0.0
    try:
        perturbation.ascend(rho)
        for attempt in range(_WORST_CASE_TRIES):
            if attempt:
                perturbation.halve()
            with torch.no_grad():
                worst = max(worst, start - _value(cross_entropy))
    finally:
        perturbation.restore()
    drops = []
    for number in range(directions):
        set_random_gradients(parameters, seed + number)
        try:
            perturbation.ascend(rho)
            with torch.no_grad():
                drops.append(start - _value(cross_entropy))
        finally:
            perturbation.restore()
    clear_gradients(parameters)
    return Sharpness(start, worst, sum(drops) / len(drops) if drops else 0.0, rho)


def top_hessian_eigenvalue(
    cross_entropy: CrossEntropy,
    parameters: Sequence[Tensor],
    *,
    iterations: int = 15,
    step: float = 1e-2,
    seed: int = 0,
) -> float:
    """Return the eigenvalue of largest magnitude of CE's Hessian, by power iteration.

    Hv is taken as (g(theta + h v) - g(theta - h v)) / 2h, which needs first derivatives only and
    so works with fused attention and gradient checkpointing.
    """
    perturbation = Perturbation(parameters)
    set_random_gradients(parameters, seed)
    direction = _unit([_gradient(p) for p in parameters])
    eigenvalue = 0.0
    for _ in range(iterations):
        sides = []
        for sign in (1.0, -1.0):
            for parameter, part in zip(parameters, direction, strict=True):
                parameter.grad = sign * part
            try:
                perturbation.ascend(step)
                clear_gradients(parameters)
                _backward(cross_entropy, 1.0)
            finally:
                perturbation.restore()
            sides.append([_gradient(p) for p in parameters])
        product = [
            (plus - minus) / (2.0 * step) for plus, minus in zip(sides[0], sides[1], strict=True)
        ]
        eigenvalue = float(_inner(direction, product))
        if not any(bool(part.any()) for part in product):
            break
        direction = _unit(product)
    clear_gradients(parameters)
    return eigenvalue


def _value(cross_entropy: CrossEntropy) -> float:
    return sum(float(part) for part in cross_entropy())


def _backward(cross_entropy: CrossEntropy, sign: float) -> float:
    """Add `sign` times the gradient of CE to `.grad`; return CE in nats."""
    total = 0.0
    for part in cross_entropy():
        torch.autograd.backward(sign * part)
        total += float(part.detach())
    return total


def _gradient(parameter: Tensor) -> Tensor:
    if parameter.grad is None:
        return torch.zeros_like(parameter)
    return parameter.grad.detach().clone()


def _inner(left: Sequence[Tensor], right: Sequence[Tensor]) -> Tensor:
    return stacked([torch.sum(a * b) for a, b in zip(left, right, strict=True)]).sum()


def _unit(vector: Sequence[Tensor]) -> list[Tensor]:
    norm = torch.sqrt(_inner(vector, vector))
    return [part / norm.to(part.device) for part in vector]
