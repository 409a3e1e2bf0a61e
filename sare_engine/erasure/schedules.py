"""What changes during an erasure: learning rate, weights, and random choices.

All are functions of the step alone, so that nothing has to be saved for a resumed run.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sare_engine.config import EraseConfig

ANNEAL_FROM = 0.4
"""Share of the run after which EFUF's released code begins to lower lambda_neg to 0."""


def learning_rate(config: EraseConfig, step: int) -> float:
    """Return the learning rate of a step (0-based): a linear rise, a plateau, a linear fall."""
    rise, fall = config.warmup * config.steps, config.cooldown * config.steps
    share = min(1.0, (step + 1) / rise) if rise > 0 else 1.0
    if fall > 0:
        share = min(share, (config.steps - step) / fall)
    return config.learning_rate * share


def negative_weight(config: EraseConfig, step: int) -> float:
    """Return lambda_neg at a step (0-based), annealed if the config says so."""
    return config.lambda_neg * (_falling(config, step) if config.anneal else 1.0)


def strength(config: EraseConfig, step: int) -> float:
    """Return the share of the perturbation's full strength at a step (0-based).

    Rising: from 0 to 1 over the first half of the run, so that there is an erasure before it is
    hardened. Falling: as lambda_neg is annealed.
    """
    if config.rho_schedule == "rising":
        return min(1.0, 2.0 * (step + 1) / config.steps)
    if config.rho_schedule == "falling":
        return _falling(config, step)
    return 1.0


def rho_at(config: EraseConfig, step: int) -> float:
    """Return rho at a step (0-based)."""
    return config.rho * strength(config, step)


def seed_of_step(seed: int, purpose: str, step: int) -> int:
    """Return a seed for a step's random choice.

    It depends on seed and step alone, so that a resumed run makes the same choice.
    """
    digest = hashlib.sha256(f"{seed}/{purpose}/{step}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def _falling(config: EraseConfig, step: int) -> float:
    return min(1.0, (1.0 - step / config.steps) / (1.0 - ANNEAL_FROM))
