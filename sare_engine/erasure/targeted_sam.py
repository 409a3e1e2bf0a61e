"""Targeted-SAM: the gradient of the negative loss at the worst case for the hallucination.

    epsilon* = rho * grad L_neg(theta) / ||grad L_neg(theta)||
    gradient = grad L_neg(theta + epsilon*)

SARE, arXiv 2601.16527; the two-pass scheme is SAM's, arXiv 2010.01412. L_neg is minus the
cross-entropy of the hallucinated spans, so the ascent on L_neg *lowers* that cross-entropy: the
perturbed model hallucinates more, and the update then suppresses the hallucination there. With
the sign flipped the code would run just as well and train the opposite game.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor


class NegativeObjective(Protocol):
    """L_neg of one step's negative batch, at whatever the weights are when it is called.

    Attributes:
        masked: whether the last `backward_if` left tokens out that `backward` does not.
    """

    @property
    def masked(self) -> bool: ...

    def backward(self) -> float:
        """Set `.grad` to the gradient of L_neg = -CE; return CE in nats."""
        ...

    def backward_if(self, accept: Callable[[float], bool], weight: float) -> float:
        """Compute CE; if `accept(CE)`, set `.grad` to `weight * grad L_neg`. Return CE."""
        ...


@dataclass(frozen=True)
class NegativeReading:
    """What one negative gradient told on the way.

    Attributes:
        ce: cross-entropy of the hallucinated spans at the weights, in nats; None where only the
            perturbed weights were looked at.
        ce_perturbed: the same at the perturbed weights; None for methods without a perturbation.
        gradient_norm: ||grad L_neg|| at the weights; for methods without a perturbation that of
            the tokens below the ceiling alone, which is what they train on.
        rho: how far the weights were perturbed, after halving.
        overshoots: how often rho was halved in this step.
        overshot: whether even the last try did not bring the hallucination back.
        curvature: u.(g(theta + epsilon) - g(theta)) / rho along the unit ascent direction u; None
            where a ceiling left tokens out of the one gradient and not of the other.
    """

    ce: float | None
    ce_perturbed: float | None
    gradient_norm: float
    rho: float = 0.0
    overshoots: int = 0
    overshot: bool = False
    curvature: float | None = None

    @property
    def sharpness(self) -> float | None:
        """How much of the hallucination the worst-case step brings back, in nats."""
        if self.ce is None or self.ce_perturbed is None:
            return None
        return self.ce - self.ce_perturbed

    @property
    def told_ce(self) -> float:
        """The cross-entropy at the weights, or where it was looked at instead."""
        found = self.ce_perturbed if self.ce is None else self.ce
        assert found is not None
        return found


def gradient_norm(parameters: Sequence[Tensor]) -> Tensor:
    """Return the Euclidean norm of all gradients as one vector, a 0-d float32 tensor.

    Parameters without a gradient count as zero.
    """
    gradients = [p.grad for p in parameters if p.grad is not None]
    return norm_of(gradients) if gradients else torch.zeros(())


def norm_of(tensors: Sequence[Tensor]) -> Tensor:
    """Return the Euclidean norm of all tensors as one vector, a 0-d float32 tensor."""
    norms = torch._foreach_norm(list(tensors), 2.0, dtype=torch.float32)
    norm: Tensor = torch.linalg.vector_norm(torch.stack(list(norms)))
    return norm


def shorten_gradient(parameters: Sequence[Tensor], longest: float) -> Tensor:
    """Scale the gradients to a norm of `longest` if it is greater; return what it was, 0-d.

    Their direction stays as it is.
    """
    norm = gradient_norm(parameters)
    gradients = [p.grad for p in parameters if p.grad is not None]
    # There are none where every token is beyond a ceiling.
    if gradients:
        torch._foreach_mul_(gradients, torch.clamp(longest / (norm + 1e-12), max=1.0))
    return norm


def clear_gradients(parameters: Sequence[Tensor]) -> None:
    """Forget the parameters' gradients."""
    for parameter in parameters:
        parameter.grad = None


def set_random_gradients(parameters: Sequence[Tensor], seed: int) -> None:
    """Put standard normal noise in the place of the gradients; `Perturbation` gives it a length."""
    # Drawn on the CPU so that one seed gives one direction on every device.
    generator = torch.Generator().manual_seed(seed)
    for parameter in parameters:
        noise = torch.randn(parameter.shape, generator=generator)
        parameter.grad = noise.to(device=parameter.device, dtype=parameter.dtype)


Reshape = Callable[[float], float]
"""Changes the gradients into another direction of ascent; takes rho and returns the length of the
perturbation along it."""


class Perturbation:
    """A step of the weights along their gradient that can be shrunk and taken back exactly.

    Holds one copy of the parameters and nothing else. Taking back copies that copy: subtracting
    what was added would leave rounding errors that grow with the number of steps.
    """

    def __init__(self, parameters: Sequence[Tensor]) -> None:
        self._parameters = list(parameters)
        self._saved = [torch.empty_like(p) for p in self._parameters]

    @torch.no_grad()
    def apply(self, rho: float) -> float:
        """Move by `rho` along the unit vector of the gradients; return the gradients' norm.

        A parameter without a gradient stays where it is, as does all of them where the norm is
        zero or not finite.
        """
        self.hold()
        return self.advance(rho)

    @torch.no_grad()
    def hold(self) -> None:
        """Remember where the parameters are: `restore` brings them back there."""
        torch._foreach_copy_(self._saved, self._parameters)

    @torch.no_grad()
    def advance(self, length: float) -> float:
        """Move on by `length` along the unit vector of the gradients; return the gradients' norm.

        From where the parameters are, and without forgetting what `hold` remembers.
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
    def along_gradient(self) -> float:
        """Return the inner product of the present gradient and the displacement."""
        products = [
            torch.sum((p - saved) * p.grad)
            for p, saved in zip(self._parameters, self._saved, strict=True)
            if p.grad is not None
        ]
        return float(torch.stack(products).sum()) if products else 0.0

    @torch.no_grad()
    def restore(self) -> None:
        """Put the parameters back, bit for bit."""
        torch._foreach_copy_(self._parameters, self._saved)


def targeted_sam_gradient(
    objective: NegativeObjective,
    parameters: Sequence[Tensor],
    perturbation: Perturbation,
    *,
    rho: float,
    weight: float,
    tries: int,
    reshape: Reshape | None = None,
) -> NegativeReading:
    """Leave `weight * grad L_neg(theta + epsilon*)` in `.grad`, and theta as it was.

    The ascent is one step of a linear model of L_neg. Beyond that model's reach it overshoots:
    the cross-entropy at theta + epsilon is higher than at theta, the "worst case" is none, and
    training there hardens nothing. Each step checks, and halves rho up to `tries` times.

    Args:
        objective: the step's negative batch.
        parameters: the trained parameters; their `.grad` must be None.
        perturbation: reused from step to step.
        rho: radius of the perturbation over all parameters as one vector.
        weight: lambda_neg.
        tries: how often rho may be halved within this step.
        reshape: changes the direction of the ascent; the paper's is the gradient's own.
    """
    ce = objective.backward()
    norm = float(gradient_norm(parameters))
    radius = reshape(rho) if reshape is not None else rho
    perturbation.apply(radius)
    clear_gradients(parameters)
    try:
        perturbed, overshoots = gradient_within_reach(
            objective, perturbation, ce=ce, weight=weight, tries=tries if norm > 0.0 else 0
        )
        slope = perturbation.along_gradient()
    finally:
        perturbation.restore()
    used = radius / 2**overshoots
    curvature = None
    if reshape is None and used > 0.0 and weight > 0.0 and not objective.masked:
        curvature = (slope / (used * weight) - norm) / used
    return NegativeReading(
        ce=ce,
        ce_perturbed=perturbed,
        gradient_norm=norm,
        rho=used,
        overshoots=overshoots,
        overshot=not perturbed < ce,
        curvature=curvature,
    )


def gradient_within_reach(
    objective: NegativeObjective,
    perturbation: Perturbation,
    *,
    ce: float,
    weight: float,
    tries: int,
) -> tuple[float, int]:
    """Leave `weight * grad L_neg` in `.grad` where the perturbed weights hallucinate more.

    Args:
        objective: the step's negative batch.
        perturbation: applied already; halved where it overshot.
        ce: cross-entropy at the weights, in nats.
        weight: lambda_neg.
        tries: how often it may be halved; where the last one is in vain, its gradient is taken.

    Returns:
        Cross-entropy at the perturbed weights in nats, and how often was halved.
    """
    for overshoots in range(tries):
        perturbed = objective.backward_if(lambda value: value < ce, weight)
        if perturbed < ce:
            return perturbed, overshoots
        perturbation.halve()
    return objective.backward_if(lambda _: True, weight), tries


def random_direction_gradient(
    objective: NegativeObjective,
    parameters: Sequence[Tensor],
    perturbation: Perturbation,
    *,
    rho: float,
    weight: float,
    seed: int,
) -> NegativeReading:
    """Leave `weight * grad L_neg(theta + rho * u)` in `.grad` for a random unit vector u.

    Passes and cost are those of `targeted_sam_gradient`; only the direction differs. Nothing is
    halved: a random direction is not meant to bring the hallucination back.

    Args:
        objective: the step's negative batch.
        parameters: the trained parameters; their `.grad` must be None.
        perturbation: reused from step to step.
        rho: norm of the perturbation over all parameters as one vector.
        weight: lambda_neg.
        seed: seed of the direction.
    """
    ce = objective.backward()
    norm = float(gradient_norm(parameters))
    set_random_gradients(parameters, seed)
    perturbation.apply(rho)
    clear_gradients(parameters)
    try:
        perturbed = objective.backward_if(lambda _: True, weight)
    finally:
        perturbation.restore()
    return NegativeReading(ce, perturbed, norm, rho=rho)


def plain_gradient(
    objective: NegativeObjective, parameters: Sequence[Tensor], *, weight: float
) -> NegativeReading:
    """Leave `weight * grad L_neg(theta)` in `.grad`: ordinary unlearning, as EFUF does it."""
    ce = objective.backward_if(lambda _: True, weight)
    norm = float(gradient_norm(parameters))
    return NegativeReading(ce, None, norm / weight if weight else 0.0)
