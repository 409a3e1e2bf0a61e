"""Overshoot: an ascent step that leaves the reach of the linear model it follows.

Beyond that reach the cross-entropy at theta + epsilon is higher than at theta: the "worst case" is
none, and training there hardens nothing. Each step checks, and shortens epsilon.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sare_engine.erasure.method import NegativeReading

if TYPE_CHECKING:
    from torch import Tensor

    from sare_engine.erasure.method import NegativeObjective, NegativePass
    from sare_engine.erasure.numbers import Number
    from sare_engine.erasure.perturbation import Perturbation


@dataclass(frozen=True)
class WorstCase:
    """The pass at the perturbed weights.

    Attributes:
        found: the pass, after which `.grad` holds `weight * grad L_neg`.
        halvings: how often epsilon was halved before it.
    """

    found: NegativePass
    halvings: int

    def reading(
        self,
        at_theta: NegativePass,
        norm: Number,
        rho: float,
        weight: float,
        slope: Number | None = None,
    ) -> NegativeReading:
        """Return what the step measured; changes nothing.

        Args:
            at_theta: the pass at the weights themselves.
            norm: ||grad L_neg|| there.
            rho: how far the weights were perturbed before any halving.
            weight: lambda_neg.
            slope: see `NegativeReading`.
        """
        return NegativeReading(
            ce=at_theta.ce,
            ce_perturbed=self.found.ce,
            gradient_norm=norm,
            rho=rho / 2**self.halvings,
            overshoots=self.halvings,
            overshot=_is_not(self.found.ce < at_theta.ce),
            slope=slope,
            capped=self.found.capped,
            weight=weight,
        )


class Reach:
    """Halves epsilon until the perturbed weights hallucinate more than the weights themselves.

    The check saves the gradient of a try that overshot, but the device waits for its answer. So
    after a step that did not overshoot, the next is computed without it, and once more, with it,
    where its numbers show afterwards that it was `missed`.

    Args:
        tries: how often epsilon may be halved; if the last try overshoots too, its gradient is
            used.
        repeatable: whether a step can be computed twice; if not, each is checked at once.
    """

    def __init__(self, tries: int, *, repeatable: bool) -> None:
        self._tries = tries
        self._repeatable = repeatable
        self._trusted = False
        """Whether the last step did not overshoot, so that the next is not checked at once."""
        self._unchecked = False

    def suppress(
        self,
        objective: NegativeObjective,
        theta: Perturbation,
        at_theta: NegativePass,
        weight: float,
        *,
        moved: bool,
    ) -> WorstCase:
        """Leave `weight * grad L_neg` at the perturbed weights in `.grad`.

        Args:
            objective: L_neg of the step's captions.
            theta: the weights, moved along the gradient already; halved where that overshot.
            at_theta: the pass at the weights themselves.
            weight: lambda_neg.
            moved: whether the weights were moved at all.
        """
        self._unchecked = moved and self._trusted and self._tries > 0
        tries = self._tries if moved and not self._unchecked else 0
        for halvings in range(tries):
            worst = objective.suppress(weight, since=at_theta, below=at_theta.ce)
            if not worst.dropped:
                return WorstCase(worst, halvings)
            theta.halve()
        return WorstCase(objective.suppress(weight, since=at_theta), tries)

    def missed(self, reading: NegativeReading) -> bool:
        """Whether the last step overshot and was not checked, now that its numbers are known."""
        self._trusted = self._repeatable and not reading.overshot and not reading.overshoots
        return self._unchecked and bool(reading.overshot)


def _is_not(value: bool | Tensor) -> bool | Tensor:
    return not value if isinstance(value, bool) else value.logical_not()
