"""The erasure methods. They share one loop and differ only in the gradient of a step's losses.

EFUF and SARE differ in the negative gradient alone; so do random smoothing and NPO. A new method
is one function and one line in `METHODS`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from sare_engine.config import EraseConfig
from sare_engine.erasure.losses import NegativeLoss, RetainLoss
from sare_engine.erasure.reference import ReferenceWeights
from sare_engine.erasure.targeted_sam import (
    NegativeReading,
    Perturbation,
    clear_gradients,
    gradient_norm,
    plain_gradient,
    random_direction_gradient,
    targeted_sam_gradient,
)


@dataclass(frozen=True)
class StepLosses:
    """What a step is about.

    Attributes:
        step: number of the step, 0-based.
        negative: L_neg of the step's captions to unlearn.
        retain: L_pos + lambda_sent * L_sent of its captions to keep.
        weight: lambda_neg.
    """

    step: int
    negative: NegativeLoss
    retain: RetainLoss
    weight: float


@dataclass(frozen=True)
class StepReading:
    """What a step's gradient told on the way.

    Attributes:
        negative: of the negative loss.
        retain: name → value of what keeps the rest; empty for methods without it.
    """

    negative: NegativeReading
    retain: dict[str, float]


NegativeGradient = Callable[[int, NegativeLoss, float], NegativeReading]
"""Sets `.grad` of the trained parameters to `lambda_neg` times the method's negative gradient, for
the step of that number."""

StepGradient = Callable[[StepLosses], StepReading]
"""Sets `.grad` of the trained parameters to the gradient of a whole step."""

MakeStepGradient = Callable[[Sequence[Tensor], EraseConfig], StepGradient]
"""Makes a run's step gradient, while the parameters are still those that the run begins with."""


def efuf(parameters: Sequence[Tensor], config: EraseConfig) -> NegativeGradient:
    """EFUF (arXiv 2402.09801): the gradient at the weights themselves."""
    del config

    def gradient(step: int, loss: NegativeLoss, weight: float) -> NegativeReading:
        del step
        return plain_gradient(loss, parameters, weight=weight)

    return gradient


def sare(parameters: Sequence[Tensor], config: EraseConfig) -> NegativeGradient:
    """SARE (arXiv 2601.16527): the gradient at the worst case within rho (Targeted-SAM)."""
    perturbation = Perturbation(parameters)

    def gradient(step: int, loss: NegativeLoss, weight: float) -> NegativeReading:
        del step
        return targeted_sam_gradient(
            loss,
            parameters,
            perturbation,
            rho=config.rho,
            weight=weight,
            tries=config.overshoot_tries,
        )

    return gradient


def random_smoothing(parameters: Sequence[Tensor], config: EraseConfig) -> NegativeGradient:
    """The gradient at a random point of norm rho: SARE without its direction.

    What is left of SARE's effect with this one is owed to perturbing at all (randomised smoothing
    for unlearning: Fan et al., arXiv 2502.05374, with one sample per step).
    """
    perturbation = Perturbation(parameters)

    def gradient(step: int, loss: NegativeLoss, weight: float) -> NegativeReading:
        # From seed and step alone, so that a resumed run draws the same directions.
        digest = hashlib.sha256(f"{config.seed}/random/{step}".encode()).digest()
        return random_direction_gradient(
            loss,
            parameters,
            perturbation,
            rho=config.rho,
            weight=weight,
            seed=int.from_bytes(digest[:8], "big") >> 1,
        )

    return gradient


def npo(parameters: Sequence[Tensor], config: EraseConfig) -> NegativeGradient:
    """Negative preference optimisation with the model before the erasure as reference.

    L_NPO = 2/beta * E[log(1 + (pi / pi_ref)^beta)] over whole targets (Zhang et al., arXiv
    2404.05868, section 3); log pi is the sum over the target's tokens. It is bounded from below,
    unlike -CE, and its gradient fades where a target is already far less likely than before.
    """
    reference = ReferenceWeights(parameters)

    def gradient(step: int, loss: NegativeLoss, weight: float) -> NegativeReading:
        del step
        with reference.in_place():
            before = loss.target_ce()

        def penalty(number: int, ce: Tensor, length: Tensor) -> Tensor:
            log_ratio = (before[number] - ce) * length
            return npo_penalty(log_ratio, config.npo_beta)

        ce = loss.backward_targets(penalty, weight)
        norm = float(gradient_norm(parameters))
        return NegativeReading(ce, None, norm / weight if weight else 0.0)

    return gradient


def npo_penalty(log_ratio: Tensor, beta: float) -> Tensor:
    """Return 2/beta * log(1 + exp(beta * log_ratio)) for each target's log(pi / pi_ref)."""
    return 2.0 / beta * torch.nn.functional.softplus(beta * log_ratio)


def retaining(
    negative: Callable[[Sequence[Tensor], EraseConfig], NegativeGradient],
) -> MakeStepGradient:
    """Return the method that adds grad L_pos + lambda_sent * grad L_sent to a negative gradient."""

    def make(parameters: Sequence[Tensor], config: EraseConfig) -> StepGradient:
        negative_gradient = negative(parameters, config)

        def gradient(losses: StepLosses) -> StepReading:
            reading = negative_gradient(losses.step, losses.negative, losses.weight)
            pos, sent = losses.retain.backward()
            return StepReading(reading, {"loss_pos": pos, "loss_sent": sent})

        return gradient

    return make


def sam(parameters: Sequence[Tensor], config: EraseConfig) -> StepGradient:
    """SAM on the whole objective (Foret et al., arXiv 2010.01412, section 2 and algorithm 1).

    Ascends lambda_neg * L_neg + L_pos + lambda_sent * L_sent by rho and takes the gradient of the
    same sum there.
    """
    perturbation = Perturbation(parameters)

    def gradient(losses: StepLosses) -> StepReading:
        ce = losses.negative.backward(losses.weight)
        norm = float(gradient_norm(parameters))
        pos, sent = losses.retain.backward()
        perturbation.apply(config.rho)
        clear_gradients(parameters)
        try:
            perturbed = losses.negative.backward_if(lambda _: True, losses.weight)
            losses.retain.backward()
        finally:
            perturbation.restore()
        reading = NegativeReading(
            ce, perturbed, norm / losses.weight if losses.weight else 0.0, rho=config.rho
        )
        return StepReading(reading, {"loss_pos": pos, "loss_sent": sent})

    return gradient


def ascent(parameters: Sequence[Tensor], config: EraseConfig) -> StepGradient:
    """Gradient ascent on the hallucinations alone (Jang et al., arXiv 2210.01504, section 3)."""
    del config

    def gradient(losses: StepLosses) -> StepReading:
        return StepReading(plain_gradient(losses.negative, parameters, weight=losses.weight), {})

    return gradient


def kl(parameters: Sequence[Tensor], config: EraseConfig) -> StepGradient:
    """Gradient ascent, with KL(before || now) on the captions to keep.

    "KL minimisation" of Maini et al., arXiv 2401.06121, section 4, on the same tokens and with the
    same weights as L_pos + lambda_sent * L_sent.
    """
    del config
    reference = ReferenceWeights(parameters)

    def gradient(losses: StepLosses) -> StepReading:
        reading = plain_gradient(losses.negative, parameters, weight=losses.weight)
        pos, sent = losses.retain.backward_divergence(reference)
        return StepReading(reading, {"kl_pos": pos, "kl_sent": sent})

    return gradient


METHODS: dict[str, MakeStepGradient] = {
    "efuf": retaining(efuf),
    "sare": retaining(sare),
    "sam": sam,
    "random": retaining(random_smoothing),
    "npo": retaining(npo),
    "ascent": ascent,
    "kl": kl,
}
