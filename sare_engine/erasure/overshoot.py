"""Overshoot: an ascent step that leaves the reach of the linear model it follows.

Beyond that reach the cross-entropy at theta + epsilon is higher than at theta: the "worst case" is
none, and training there hardens nothing. Each step checks, and shortens epsilon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sare_engine.erasure.method import NegativeObjective, NegativePass
    from sare_engine.erasure.perturbation import Perturbation


def suppress_within_reach(
    objective: NegativeObjective,
    theta: Perturbation,
    at_theta: NegativePass,
    weight: float,
    tries: int,
) -> tuple[NegativePass, int]:
    """Leave `weight * grad L_neg` in `.grad` where the perturbed weights hallucinate more.

    Args:
        objective: L_neg of the step's captions.
        theta: the weights, moved along the gradient already; halved where that overshot.
        at_theta: the pass at the weights themselves.
        weight: lambda_neg.
        tries: how often epsilon may be halved; if the last try overshoots too, its gradient is
            used.

    Returns:
        The pass at the perturbed weights, and how often epsilon was halved.
    """
    for halvings in range(tries):
        worst = objective.suppress(weight, since=at_theta, below=at_theta.ce)
        if not worst.dropped:
            return worst, halvings
        theta.halve()
    return objective.suppress(weight, since=at_theta), tries
