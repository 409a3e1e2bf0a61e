"""Where SARE looks for the worst case: the paper's single step, and other ways up.

Every ascent leaves `lambda_neg * grad L_neg(theta + epsilon)` in `.grad` and the weights as they
were; they differ in epsilon. A new one is one class or function and one line in `ASCENTS`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence

import torch
from torch import Tensor

from sare_engine.config import EraseConfig
from sare_engine.erasure.losses import NegativeLoss
from sare_engine.erasure.negative_gradient import NegativeGradient
from sare_engine.erasure.schedules import rho_at, seed_of_step
from sare_engine.erasure.simulated_relearning import SimulatedFineTuning, SimulatedRelearning
from sare_engine.erasure.targeted_sam import (
    NegativeReading,
    Perturbation,
    clear_gradients,
    gradient_norm,
    gradient_within_reach,
    norm_of,
    targeted_sam_gradient,
)
from sare_engine.models.trainable import TrainedWeights, requiring_gradients

MOMENTUM = 0.9
"""Share of the old direction that a reused perturbation keeps in a step."""

ADAPTIVE_FLOOR = 0.01
"""ASAM's eta: a weight of zero can still be perturbed."""

SUBSET_SHARE = 0.5
"""Share of the layers that a step perturbs where only some are."""

SEARCHED = (1.0, 0.5, 0.25, 0.125)
"""Lengths tried by the line search, as shares of rho."""


class SingleStep(NegativeGradient):
    """One step along the gradient, as in the paper (Targeted-SAM, arXiv 2601.16527).

    Subclasses change the direction by `reshape`.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        self._config = config
        self._names = list(trained.named)
        self._parameters = trained.parameters
        self._perturbation = Perturbation(self._parameters)

    def __call__(self, step: int, loss: NegativeLoss, weight: float) -> NegativeReading:
        changed = type(self).reshape is not SingleStep.reshape
        return targeted_sam_gradient(
            loss,
            self._parameters,
            self._perturbation,
            rho=rho_at(self._config, step),
            weight=weight,
            tries=self._config.overshoot_tries,
            reshape=(lambda rho: self.reshape(step, rho)) if changed else None,
        )

    def reshape(self, step: int, rho: float) -> float:
        """Change the gradients into the direction to take; return its length."""
        del step
        return rho


class Adaptive(SingleStep):
    """ASAM: each weight moves in proportion to its size (Kwon et al., arXiv 2102.11600, eq. 8).

    epsilon = rho * T^2 g / ||T g|| with T = |theta| + eta, so that the radius means the same for
    large and small weights.
    """

    @torch.no_grad()
    def reshape(self, step: int, rho: float) -> float:
        del step
        scaled = []
        for parameter in self._parameters:
            if parameter.grad is not None:
                size = parameter.abs() + ADAPTIVE_FLOOR
                scaled.append(torch.linalg.vector_norm(parameter.grad * size))
                parameter.grad.mul_(size.square())
        if not scaled:
            return rho
        length = float(torch.linalg.vector_norm(torch.stack(scaled)))
        return rho * float(gradient_norm(self._parameters)) / length if length > 0.0 else rho


class LayerWise(SingleStep):
    """The same length in every layer: rho / sqrt(number of layers) along each one's gradient.

    One radius over all weights goes almost whole into the layers with the largest gradient; a
    relearning optimiser such as Adam moves all of them alike.
    """

    @torch.no_grad()
    def reshape(self, step: int, rho: float) -> float:
        del step
        for members in self._layers().values():
            norm = gradient_norm(members)
            for parameter in members:
                if parameter.grad is not None:
                    parameter.grad.div_(norm + 1e-12)
        return rho

    def _layers(self) -> dict[str, list[Tensor]]:
        layers: dict[str, list[Tensor]] = {}
        for name, parameter in zip(self._names, self._parameters, strict=True):
            layers.setdefault(layer_of(name), []).append(parameter)
        return layers


class LayerSubset(LayerWise):
    """The paper's step in a random half of the layers, drawn anew in each step."""

    @torch.no_grad()
    def reshape(self, step: int, rho: float) -> float:
        layers = self._layers()
        generator = torch.Generator().manual_seed(seed_of_step(self._config.seed, "layers", step))
        order = torch.randperm(len(layers), generator=generator).tolist()
        kept = set(order[: math.ceil(SUBSET_SHARE * len(layers))])
        for number, members in enumerate(layers.values()):
            if number not in kept:
                clear_gradients(members)
        return rho


class LineSearch(NegativeGradient):
    """The paper's direction, to where on it the hallucination is strongest.

    Costs forward passes without gradients; in return a step cannot overshoot unnoticed.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        self._config = config
        self._parameters = trained.parameters
        self._perturbation = Perturbation(self._parameters)

    def __call__(self, step: int, loss: NegativeLoss, weight: float) -> NegativeReading:
        rho = rho_at(self._config, step)
        ce = loss.backward()
        norm = self._perturbation.apply(rho)
        try:
            found = []
            for number, share in enumerate(SEARCHED):
                if number:
                    self._perturbation.halve()
                found.append((loss.value(), share))
            lowest, best = min(found)
            self._perturbation.restore()
            self._perturbation.advance(best * rho)
            clear_gradients(self._parameters)
            perturbed = loss.backward_if(lambda _: True, weight)
        finally:
            self._perturbation.restore()
        return NegativeReading(
            ce,
            perturbed,
            norm,
            rho=best * rho,
            overshoots=SEARCHED.index(best),
            overshot=not lowest < ce,
        )


class SeveralSteps(NegativeGradient):
    """Several shorter steps, each along the gradient where the last one ended.

    They follow the curve of the loss where one long step leaves it (projected gradient ascent,
    Madry et al., arXiv 1706.06083, on the weights; the ball's rim is reached only by a straight
    path).
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        self._config = config
        self._parameters = trained.parameters
        self._perturbation = Perturbation(self._parameters)

    def __call__(self, step: int, loss: NegativeLoss, weight: float) -> NegativeReading:
        rho = rho_at(self._config, step)
        self._perturbation.hold()
        try:
            norms, values = [], []
            for _ in range(self._config.ascent_steps):
                values.append(loss.backward())
                norms.append(self._perturbation.advance(rho / self._config.ascent_steps))
                clear_gradients(self._parameters)
            perturbed = loss.backward_if(lambda _: True, weight)
        finally:
            self._perturbation.restore()
        ce = values[0]
        return NegativeReading(ce, perturbed, norms[0], rho=rho, overshot=not perturbed < ce)


class ReusedMomentum(NegativeGradient):
    """The perturbation points along the average of earlier steps' gradients: one pass, not two.

    epsilon = rho * m / ||m||, m a moving average of grad L_neg at the perturbed weights (Momentum-
    SAM, Becker et al., arXiv 2401.12033, with the negative loss alone). A step costs what one of
    EFUF costs. The cross-entropy at the weights themselves is not known and not told.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        self._config = config
        self._parameters = trained.parameters
        self._perturbation = Perturbation(self._parameters)
        self._average = [torch.zeros_like(p) for p in self._parameters]
        self._next: list[Tensor] = []

    def __call__(self, step: int, loss: NegativeLoss, weight: float) -> NegativeReading:
        rho = rho_at(self._config, step)
        self._perturbation.hold()
        try:
            set_gradients(self._parameters, self._average)
            moved = self._perturbation.advance(rho) > 0.0
            clear_gradients(self._parameters)
            ce, whole = loss.backward_both(self._parameters, weight)
        finally:
            self._perturbation.restore()
        self._next = whole
        return NegativeReading(None, ce, float(norm_of(whole)), rho=rho if moved else 0.0)

    def advance(self) -> None:
        torch._foreach_lerp_(self._average, self._next, 1.0 - MOMENTUM)
        self._next = []

    def state(self) -> dict[str, Tensor]:
        return {f"average.{number}": part for number, part in enumerate(self._average)}

    def restore(self, state: Mapping[str, Tensor]) -> None:
        with torch.no_grad():
            for number, part in enumerate(self._average):
                part.copy_(state[f"average.{number}"])


class MergedWeights(NegativeGradient):
    """The paper's step in the weights that the adapters are added to, not in the adapters.

    With B = 0 at first, a radius in (A, B) says little about how far the weights themselves move,
    and only within the adapters' subspace; an attacker merges and moves all of them. Holds a copy
    of those weights and needs their gradient in the first pass. Weights of 16 bits round a small
    perturbation away in part.

    Raises:
        ModelError: there are no weights under an adapter, or they are rounded to 8 or 4 bits.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        self._config = config
        self._parameters = trained.parameters
        self._weights = trained.movable()
        self._perturbation = Perturbation(self._weights)

    def __call__(self, step: int, loss: NegativeLoss, weight: float) -> NegativeReading:
        rho = rho_at(self._config, step)
        with requiring_gradients(self._weights):
            ce = loss.backward()
            norm = self._perturbation.apply(rho)
        clear_gradients(self._parameters)
        try:
            perturbed, overshoots = gradient_within_reach(
                loss, self._perturbation, ce=ce, weight=weight, tries=self._config.overshoot_tries
            )
        finally:
            self._perturbation.restore()
        return NegativeReading(
            ce,
            perturbed,
            norm,
            rho=rho / 2**overshoots,
            overshoots=overshoots,
            overshot=not perturbed < ce,
        )


def layer_of(name: str) -> str:
    """Return the layer that a parameter belongs to by its name: up to the first number in it."""
    found = re.match(r".*?\.\d+(?=\.)", name)
    return found.group() if found else name


def set_gradients(parameters: Sequence[Tensor], gradients: Sequence[Tensor]) -> None:
    """Put tensors in the place of the parameters' gradients; they are not copied."""
    for parameter, gradient in zip(parameters, gradients, strict=True):
        parameter.grad = gradient


ASCENTS: dict[str, Callable[[TrainedWeights, EraseConfig], NegativeGradient]] = {
    "step": SingleStep,
    "line_search": LineSearch,
    "steps": SeveralSteps,
    "adaptive": Adaptive,
    "layerwise": LayerWise,
    "subset": LayerSubset,
    "momentum": ReusedMomentum,
    "merged": MergedWeights,
    "relearning": SimulatedRelearning,
    "fine_tuning": SimulatedFineTuning,
}
