"""What is run: methods, their search spaces, seeds, attacks, and how much of each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sare_engine.tuned import ATTACK_SETTINGS

TUNING_SEEDS = (1001,)
"""Used to choose settings and never to report a result."""

SEEDS = (0, 1, 2, 3, 4)

COMMON: dict[str, Any] = {
    "lambda_sent": 1.0,
    "negative_target": "mention",
    "negative_ceiling": 8.0,
    "retain_batch": 24,
}
"""The same for every method."""

SPACE: dict[str, tuple[dict[str, float], ...]] = {
    "efuf": (
        {"learning_rate": 5e-4, "lambda_neg": 0.6},
        {"learning_rate": 1e-3, "lambda_neg": 0.6},
        {"learning_rate": 1e-3, "lambda_neg": 0.3},
    ),
    "sare": (
        {"learning_rate": 5e-4, "lambda_neg": 0.3, "rho": 0.1},
        {"learning_rate": 1e-3, "lambda_neg": 0.3, "rho": 0.1},
        {"learning_rate": 1e-3, "lambda_neg": 0.3, "rho": 0.2},
    ),
    "sam": (
        {"learning_rate": 1e-3, "lambda_neg": 0.6, "rho": 0.05},
        {"learning_rate": 1e-3, "lambda_neg": 0.6, "rho": 0.1},
        {"learning_rate": 1e-3, "lambda_neg": 0.6, "rho": 0.2},
    ),
    "random": (
        {"learning_rate": 1e-3, "lambda_neg": 0.6, "rho": 0.1},
        {"learning_rate": 1e-3, "lambda_neg": 0.6, "rho": 0.5},
        {"learning_rate": 1e-3, "lambda_neg": 0.6, "rho": 2.0},
    ),
    "npo": (
        {"learning_rate": 1e-3, "lambda_neg": 0.3, "npo_beta": 0.1},
        {"learning_rate": 1e-3, "lambda_neg": 0.6, "npo_beta": 0.1},
        {"learning_rate": 1e-3, "lambda_neg": 0.6, "npo_beta": 0.5},
    ),
    "ascent": (
        {"learning_rate": 1e-4, "lambda_neg": 0.3},
        {"learning_rate": 2.5e-4, "lambda_neg": 0.3},
        {"learning_rate": 5e-4, "lambda_neg": 0.3},
    ),
    "kl": (
        {"learning_rate": 5e-4, "lambda_neg": 0.6},
        {"learning_rate": 1e-3, "lambda_neg": 0.6},
        {"learning_rate": 1e-3, "lambda_neg": 0.3},
    ),
}
"""Method → its trials, as many for each."""

ATTACKS: dict[str, dict[str, Any]] = {
    "geometry": {"kind": "geometry"},
    "fresh_adapter": {"kind": "relearn", **ATTACK_SETTINGS},
    "full": {"kind": "relearn", "attack": "full", "learning_rate": 5e-5},
    "benign": {"kind": "benign", **ATTACK_SETTINGS},
    "noise": {"kind": "noise", "amount": 0.1},
    "int8": {"kind": "round_trip", "amount": 8},
    "int4": {"kind": "round_trip", "amount": 4},
    "prune": {"kind": "prune", "amount": 0.3},
}
"""Name → what is done to an erased model. "geometry" only measures its sharpness."""

DEFAULT_ATTACKS = ("geometry", "fresh_adapter", "int4")
"""What is meant to fit an hour on two cores; the others are asked for by name."""

TUNING_ATTACK = "fresh_adapter"
"""The attack that settings are chosen against."""


@dataclass(frozen=True)
class Budget:
    """How much of everything.

    Attributes:
        steps: of each erasure.
        attack_steps: of each relearning attack; what the table tells is measured after them.
        samples: captions relearned.
        images: held-out images captioned at each measurement.
    """

    steps: int = 60
    attack_steps: int = 32
    samples: int = 32
    images: int = 96


@dataclass(frozen=True)
class Cell:
    """One number-producing piece of work; it has one row in the record.

    Attributes:
        part: "tuning" or "test".
        method: the erasure method, or "base" for the model before any.
        settings: what differs from `COMMON`, as JSON with sorted keys.
        seed: of scenes, erasure and attack.
        attack: key of `ATTACKS`, or "erase" for the erasure itself.
    """

    part: str
    method: str
    settings: str
    seed: int
    attack: str


def as_settings(values: Mapping[str, Any]) -> str:
    """Return settings as a cell keeps them."""
    return json.dumps(dict(values), sort_keys=True)
