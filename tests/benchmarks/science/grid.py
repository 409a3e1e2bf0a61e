"""What is run: methods, their search spaces, seeds, attacks, and how much of each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TUNING_SEEDS = (1001,)
"""Used to choose settings and never to report a result."""

SEEDS = (0, 1, 2, 3, 4)
"""Every method is run on these."""

COMMON: dict[str, Any] = {
    "learning_rate": 1e-3,
    "lambda_neg": 0.6,
    "lambda_sent": 2.0,
    "negative_target": "mention",
    "negative_ceiling": 10.0,
    "replay_target": "mention",
    "retain_batch": 12,
    "cooldown": 0.3,
}
"""The same for every method, except for what its own entry changes."""

METHODS: dict[str, dict[str, Any]] = {
    "efuf": {"method": "efuf"},
    "efuf_longer": {"method": "efuf", "steps": 144, "replay_target": "sub-sentence"},
    "sare": {"method": "sare"},
    "sam": {"method": "sam"},
    "random": {"method": "random"},
    "npo": {"method": "npo", "negative_ceiling": 0.0},
    "ascent": {"method": "ascent"},
    "kl": {"method": "kl"},
    "dpo": {"method": "dpo"},
    "task_vector": {"method": "task_vector"},
    "sare_line_search": {"method": "sare", "ascent": "line_search"},
    "sare_steps": {"method": "sare", "ascent": "steps"},
    "sare_adaptive": {"method": "sare", "ascent": "adaptive"},
    "sare_layerwise": {"method": "sare", "ascent": "layerwise"},
    "sare_subset": {"method": "sare", "ascent": "subset"},
    "sare_momentum": {"method": "sare", "ascent": "momentum"},
    "sare_merged": {"method": "sare", "ascent": "merged"},
    "sare_annealed": {"method": "sare", "rho_schedule": "falling", "anneal": True},
    "sare_no_ceiling": {"method": "sare", "negative_ceiling": 0.0},
    "sare_no_replay": {"method": "sare", "replay_target": "sub-sentence"},
    "sare_relearning": {
        "method": "sare",
        "ascent": "relearning",
        "rho_schedule": "rising",
        "negative_clip": 4.0,
    },
    "sare_fine_tuning": {
        "method": "sare",
        "ascent": "fine_tuning",
        "steps": 112,
        "rho_schedule": "rising",
        "replay_target": "sub-sentence",
        "negative_clip": 4.0,
    },
    "sare_fresh_adversary": {
        "method": "sare",
        "ascent": "fresh_adversary",
        "steps": 112,
        "rho_schedule": "rising",
        "replay_target": "sub-sentence",
        "negative_clip": 4.0,
        "corrections": True,
    },
    "efuf_corrections": {"method": "efuf", "corrections": True},
    "sare_fresh_adversary_projected": {
        "method": "sare",
        "ascent": "fresh_adversary",
        "steps": 112,
        "rho_schedule": "rising",
        "replay_target": "sub-sentence",
        "negative_clip": 4.0,
        "corrections": True,
        "project_negative": True,
    },
}
"""Name in the tables → what makes the method."""

RECOMMENDED = "sare_fresh_adversary"
"""The method that the claims are about besides the paper's."""

REFERENCES = ("base", "never_learnt")
"""Models that are attacked as they are: the one before any erasure, and the same model trained
without the hallucination."""

FULL_SIZE = "sare_fine_tuning"
"""The form that holds copies of the language model, which the recommended one is to match."""

FIRST = ("efuf", "sare", FULL_SIZE, RECOMMENDED)
"""The methods that face every attack and whose geometry is measured."""

SHOWN = (*REFERENCES, *FIRST)
"""The columns of the tables of attacks and of quality, in this order."""

TITLES = {
    "base": "base model",
    "never_learnt": "never learnt",
    "efuf": "EFUF",
    "efuf_longer": "EFUF, 1.5 times the steps",
    "sare": "SARE (paper)",
    "sam": "SAM, whole objective",
    "random": "random smoothing",
    "npo": "NPO",
    "ascent": "gradient ascent",
    "kl": "KL-preserving ascent",
    "dpo": "DPO",
    "task_vector": "task vector",
    "sare_line_search": "SARE, line search",
    "sare_steps": "SARE, three ascent steps",
    "sare_adaptive": "SARE, ASAM scaling",
    "sare_layerwise": "SARE, layer-wise rho",
    "sare_subset": "SARE, half of the layers",
    "sare_momentum": "SARE, reused momentum",
    "sare_merged": "SARE, merged weights",
    "sare_annealed": "SARE, annealed rho and lambda",
    "sare_no_ceiling": "SARE, unbounded loss",
    "sare_no_replay": "SARE, no replay targets",
    "sare_relearning": "SARE, simulated relearning",
    "sare_fine_tuning": "SARE, simulated fine-tuning",
    "sare_fresh_adversary": "SARE, fresh adversary",
    "efuf_corrections": "EFUF, corrections",
    "sare_fresh_adversary_projected": "SARE, fresh adversary, projected",
}

_RADII = ({"rho": 0.1}, {"rho": 0.2})

SPACE: dict[str, tuple[dict[str, Any], ...]] = {
    **dict.fromkeys(METHODS, _RADII),
    **dict.fromkeys(
        ("efuf", "efuf_longer", "efuf_corrections"), ({"lambda_neg": 0.6}, {"lambda_neg": 1.2})
    ),
    "sam": ({"rho": 0.05}, {"rho": 0.2}),
    "random": ({"rho": 0.5}, {"rho": 2.0}),
    "npo": ({"npo_beta": 0.1}, {"npo_beta": 0.5}),
    "ascent": ({"learning_rate": 1e-4}, {"learning_rate": 2.5e-4}),
    "kl": ({"lambda_neg": 0.6}, {"lambda_neg": 1.2}),
    "dpo": ({"dpo_beta": 0.1}, {"dpo_beta": 0.5}),
    "task_vector": ({"task_vector_scale": 0.5}, {"task_vector_scale": 1.0}),
    "sare_adaptive": ({"rho": 0.5}, {"rho": 1.0}),
    "sare_merged": ({"rho": 0.2}, {"rho": 0.6}),
    "sare_relearning": ({"simulated_learning_rate": 1e-3}, {"simulated_learning_rate": 2e-3}),
    "sare_fine_tuning": ({"simulated_learning_rate": 2e-4}, {"simulated_learning_rate": 3e-4}),
    **dict.fromkeys(
        ("sare_fresh_adversary", "sare_fresh_adversary_projected"),
        ({"simulated_learning_rate": 2e-3}, {"simulated_learning_rate": 3e-3}),
    ),
}
"""Method → its trials, as many for each: the setting that matters most to it."""

RELEARNING: dict[str, dict[str, Any]] = {
    "fresh 2.5e-4": {"attack": "fresh_adapter", "learning_rate": 2.5e-4},
    "fresh 5e-4": {"attack": "fresh_adapter", "learning_rate": 5e-4},
    "fresh 1e-3": {"attack": "fresh_adapter", "learning_rate": 1e-3},
    "same 5e-4": {"attack": "same_adapter", "learning_rate": 5e-4},
    "full 5e-5": {"attack": "full", "learning_rate": 5e-5},
    "full 1e-4": {"attack": "full", "learning_rate": 1e-4},
    "full 2e-4": {"attack": "full", "learning_rate": 2e-4},
}
"""Relearning on 32 captions: what is trained, and the learning rate."""

SAMPLES = (4, 140)
"""Numbers of captions relearned at `SAMPLES_RATE` besides 32."""

SAMPLES_RATE = "fresh 5e-4"

LONG_AT = (8, 16, 24, 32, 48, 64, 96, 128, 160)
"""Steps at which the long attack on 140 captions is measured."""

WEIGHT_CHANGES: dict[str, dict[str, Any]] = {
    "noise": {"kind": "noise", "amount": 0.1},
    "int8": {"kind": "round_trip", "amount": 8},
    "int4": {"kind": "round_trip", "amount": 4},
    "prune": {"kind": "prune", "amount": 0.3},
}
"""Changes of the weights that no caption guides."""

EVERY = ("fresh 2.5e-4", "fresh 5e-4")
"""The attacks that every method faces; settings are chosen against their mean."""

RADII = (0.05, 0.1, 0.2)
"""Radii of the sharpness, over all weights of the merged language model."""

SLICES = {1: 9, 2: 5}
"""Directions of a slice → places along each; measured on the first seed."""

REACH = 0.2
"""How far a slice goes to either side, in lengths of a filter."""


@dataclass(frozen=True)
class Budget:
    """How much of everything.

    Attributes:
        steps: of each erasure, unless its method has its own; a step of most costs no more than
            one of SARE, and simulated fine-tuning turns what it saves into further steps.
        attack_steps: of each relearning attack; what the tables tell is measured after them.
        samples: captions relearned.
        images: held-out images with a trigger alone that are captioned after an attack.
    """

    steps: int = 96
    attack_steps: int = 32
    samples: int = 32
    images: int = 100


@dataclass(frozen=True)
class Cell:
    """One erasure with all that is done to it; it has one row in the record.

    Attributes:
        part: "tuning" or "test".
        method: a key of `METHODS`, or one of `REFERENCES`.
        settings: the trial, as JSON with sorted keys.
        seed: of scenes, erasure and attack.
    """

    part: str
    method: str
    settings: str
    seed: int

    def whole(self) -> dict[str, Any]:
        """Return the settings of the erasure that are not defaults; none for a reference."""
        return erasure_settings(self.method, self.settings) if self.method in METHODS else {}


def as_settings(values: Mapping[str, Any]) -> str:
    """Return settings as a cell keeps them."""
    return json.dumps(dict(values), sort_keys=True)


def erasure_settings(method: str, settings: str) -> dict[str, Any]:
    """Return the settings of an erasure that are not defaults; steps only if the method has own."""
    return {**COMMON, **METHODS[method], **json.loads(settings)}
