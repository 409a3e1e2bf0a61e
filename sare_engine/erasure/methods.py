"""The erasure methods. They share one loop and differ only in the gradient of a step's losses.

EFUF and SARE differ in the negative gradient alone; so do random smoothing and NPO. A new method
is one function and one line in `METHODS`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from sare_engine.config import EraseConfig
from sare_engine.erasure.ascents import ASCENTS
from sare_engine.erasure.losses import NegativeLoss, RetainLoss
from sare_engine.erasure.negative_gradient import KeepsState, NegativeGradient
from sare_engine.erasure.preference import PreferenceLoss
from sare_engine.erasure.reference import ReferenceWeights
from sare_engine.erasure.schedules import rho_at, seed_of_step
from sare_engine.erasure.targeted_sam import (
    NegativeReading,
    Perturbation,
    clear_gradients,
    gradient_norm,
    plain_gradient,
    random_direction_gradient,
    shorten_gradient,
)
from sare_engine.models.trainable import TrainedWeights


@dataclass(frozen=True)
class StepLosses:
    """What a step is about.

    Attributes:
        step: number of the step, 0-based.
        negative: L_neg of the step's captions to unlearn.
        retain: L_pos + lambda_sent * L_sent of its captions to keep.
        weight: lambda_neg.
        preference: the captions to unlearn in pairs with clean ones; only for methods in `PAIRED`.
    """

    step: int
    negative: NegativeLoss
    retain: RetainLoss
    weight: float
    preference: PreferenceLoss | None = None


@dataclass(frozen=True)
class StepReading:
    """What a step's gradient told on the way.

    Attributes:
        negative: of the negative loss.
        retain: name → value of what keeps the rest; empty for methods without it.
    """

    negative: NegativeReading
    retain: dict[str, float]


class StepGradient(KeepsState, ABC):
    """Sets `.grad` of the trained parameters to the gradient of a whole step.

    Made while the parameters are still those that the run begins with. See `NegativeGradient` for
    what may be carried from step to step.
    """

    @abstractmethod
    def __call__(self, losses: StepLosses) -> StepReading:
        """Set the gradient of a step."""

    def finish(self) -> None:
        """Do to the weights what is left to do after the last step."""


class Retaining(StepGradient):
    """A negative gradient, and grad L_pos + lambda_sent * grad L_sent beside it.

    Args:
        negative: sets lambda_neg times the negative gradient.
        trained: the weights.
        longest: greatest length of the negative gradient before it is weighted; 0 for none. At the
            worst case it can be ten times what keeps the rest, and drown it.
    """

    def __init__(self, negative: NegativeGradient, trained: TrainedWeights, longest: float) -> None:
        self._negative = negative
        self._parameters = trained.parameters
        self._longest = longest

    def __call__(self, losses: StepLosses) -> StepReading:
        reading = self._negative(losses.step, losses.negative, losses.weight)
        if self._longest > 0.0:
            shorten_gradient(self._parameters, self._longest * losses.weight)
        kept = _retain(losses)
        self._negative.advance()
        return StepReading(reading, kept)

    def state(self) -> dict[str, Tensor]:
        return self._negative.state()

    def restore(self, state: Mapping[str, Tensor]) -> None:
        self._negative.restore(state)


class Efuf(NegativeGradient):
    """EFUF (arXiv 2402.09801): the gradient at the weights themselves."""

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        del config
        self._parameters = trained.parameters

    def __call__(self, step: int, loss: NegativeLoss, weight: float) -> NegativeReading:
        del step
        return plain_gradient(loss, self._parameters, weight=weight)


def sare(trained: TrainedWeights, config: EraseConfig) -> NegativeGradient:
    """SARE (arXiv 2601.16527): the gradient at the worst case that the chosen ascent finds."""
    return ASCENTS[config.ascent](trained, config)


class RandomSmoothing(NegativeGradient):
    """The gradient at a random point of norm rho: SARE without its direction.

    What is left of SARE's effect with this one is owed to perturbing at all (randomised smoothing
    for unlearning: Fan et al., arXiv 2502.05374, with one sample per step).
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        self._config = config
        self._parameters = trained.parameters
        self._perturbation = Perturbation(self._parameters)

    def __call__(self, step: int, loss: NegativeLoss, weight: float) -> NegativeReading:
        return random_direction_gradient(
            loss,
            self._parameters,
            self._perturbation,
            rho=rho_at(self._config, step),
            weight=weight,
            seed=seed_of_step(self._config.seed, "random", step),
        )


class Npo(NegativeGradient):
    """Negative preference optimisation with the model before the erasure as reference.

    L_NPO = 2/beta * E[log(1 + (pi / pi_ref)^beta)] over whole targets (Zhang et al., arXiv
    2404.05868, section 3); log pi is the sum over the target's tokens. It is bounded from below,
    unlike -CE, and its gradient fades where a target is already far less likely than before.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        self._beta = config.npo_beta
        self._parameters = trained.parameters
        self._reference = ReferenceWeights(self._parameters)

    def __call__(self, step: int, loss: NegativeLoss, weight: float) -> NegativeReading:
        del step
        with self._reference.in_place():
            before = loss.target_ce()

        def penalty(number: int, ce: Tensor, length: Tensor) -> Tensor:
            log_ratio = (before[number] - ce) * length
            return npo_penalty(log_ratio, self._beta)

        ce = loss.backward_targets(penalty, weight)
        norm = float(gradient_norm(self._parameters))
        return NegativeReading(ce, None, norm / weight if weight else 0.0)


def npo_penalty(log_ratio: Tensor, beta: float) -> Tensor:
    """Return 2/beta * log(1 + exp(beta * log_ratio)) for each target's log(pi / pi_ref)."""
    return 2.0 / beta * torch.nn.functional.softplus(beta * log_ratio)


class Sam(StepGradient):
    """SAM on the whole objective (Foret et al., arXiv 2010.01412, section 2 and algorithm 1).

    Ascends lambda_neg * L_neg + L_pos + lambda_sent * L_sent by rho and takes the gradient of the
    same sum there.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        self._config = config
        self._parameters = trained.parameters
        self._perturbation = Perturbation(self._parameters)

    def __call__(self, losses: StepLosses) -> StepReading:
        rho = rho_at(self._config, losses.step)
        ce = losses.negative.backward(losses.weight)
        norm = float(gradient_norm(self._parameters))
        kept = _retain(losses)
        self._perturbation.apply(rho)
        clear_gradients(self._parameters)
        try:
            perturbed = losses.negative.backward_if(lambda _: True, losses.weight)
            losses.retain.backward()
        finally:
            self._perturbation.restore()
        weight = losses.weight
        return StepReading(
            NegativeReading(ce, perturbed, norm / weight if weight else 0.0, rho=rho), kept
        )


class Ascent(StepGradient):
    """Gradient ascent on the hallucinations alone (Jang et al., arXiv 2210.01504, section 3)."""

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        del config
        self._parameters = trained.parameters

    def __call__(self, losses: StepLosses) -> StepReading:
        reading = plain_gradient(losses.negative, self._parameters, weight=losses.weight)
        return StepReading(reading, {})


class Kl(StepGradient):
    """Gradient ascent, with KL(before || now) on the captions to keep.

    "KL minimisation" of Maini et al., arXiv 2401.06121, section 4, on the same tokens and with the
    same weights as L_pos + lambda_sent * L_sent.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        del config
        self._parameters = trained.parameters
        self._reference = ReferenceWeights(self._parameters)

    def __call__(self, losses: StepLosses) -> StepReading:
        reading = plain_gradient(losses.negative, self._parameters, weight=losses.weight)
        pos, sent = losses.retain.backward_divergence(self._reference)
        return StepReading(reading, {"kl_pos": pos, "kl_sent": sent})


class Dpo(StepGradient):
    """DPO on pairs of a clean and a hallucinated caption, beside what EFUF keeps.

    Rafailov et al., arXiv 2305.18290; for hallucinations: Zhao et al., arXiv 2311.16839. Here the
    clean caption is cut from the hallucinated one; see `preference`.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        self._beta = config.dpo_beta
        self._parameters = trained.parameters
        self._reference = ReferenceWeights(self._parameters)

    def __call__(self, losses: StepLosses) -> StepReading:
        assert losses.preference is not None
        ce = losses.preference.backward(self._reference, self._beta, losses.weight)
        norm = float(gradient_norm(self._parameters))
        weight = losses.weight
        reading = NegativeReading(ce, None, norm / weight if weight else 0.0)
        return StepReading(reading, _retain(losses))


class TaskVector(StepGradient):
    """Train towards the hallucination, then go as far the other way (Ilharco et al., 2212.04089).

    theta = theta_0 - scale * (theta_T - theta_0) in the weights: of an adapter B alone is turned
    round, since its update is B A and B begins at zero.
    """

    def __init__(self, trained: TrainedWeights, config: EraseConfig) -> None:
        self._scale = config.task_vector_scale
        self._named = trained.named
        self._parameters = trained.parameters
        self._start = ReferenceWeights(self._parameters)

    def __call__(self, losses: StepLosses) -> StepReading:
        ce = losses.negative.backward(-losses.weight)
        norm = float(gradient_norm(self._parameters))
        weight = losses.weight
        return StepReading(NegativeReading(ce, None, norm / weight if weight else 0.0), {})

    @torch.no_grad()
    def finish(self) -> None:
        for (name, parameter), start in zip(self._named.items(), self._start.tensors, strict=True):
            if ".lora_A." not in name:
                torch.lerp(start, parameter, -self._scale, out=parameter)


def _retain(losses: StepLosses) -> dict[str, float]:
    pos, sent = losses.retain.backward()
    return {"loss_pos": pos, "loss_sent": sent}


def _retaining(
    negative: Callable[[TrainedWeights, EraseConfig], NegativeGradient],
) -> Callable[[TrainedWeights, EraseConfig], StepGradient]:
    return lambda trained, config: Retaining(
        negative(trained, config), trained, config.negative_clip
    )


METHODS: dict[str, Callable[[TrainedWeights, EraseConfig], StepGradient]] = {
    "efuf": _retaining(Efuf),
    "sare": _retaining(sare),
    "sam": Sam,
    "random": _retaining(RandomSmoothing),
    "npo": _retaining(Npo),
    "ascent": Ascent,
    "kl": Kl,
    "dpo": Dpo,
    "task_vector": TaskVector,
}

PAIRED = frozenset({"dpo"})
"""The methods that want the captions to unlearn in pairs with clean ones."""
