"""Settings found by trials on the demo model, and presets of each job by goal and memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sare_engine.assets import DEMO_FOLDER
from sare_engine.config import (
    CompareConfig,
    EraseConfig,
    LandscapeConfig,
    ProbeConfig,
    RelearnConfig,
    TuneConfig,
)
from sare_engine.erasure.kinds import method_kind
from sare_engine.settings import Config, settings_of

_COMMON: dict[str, Any] = {
    "learning_rate": 1e-3,
    "lambda_neg": 0.6,
    "lambda_sent": 2.0,
    "steps": 128,
    "negative_target": "mention",
    "negative_ceiling": 10.0,
    "replay_target": "mention",
    "retain_batch": 12,
    "cooldown": 0.3,
    "measure_images": 24,
}

METHOD_SETTINGS: dict[str, dict[str, Any]] = {
    "efuf": {**_COMMON},
    "sare": {**_COMMON, "rho": 0.2},
    "recommended": {
        **_COMMON,
        "method": "sare",
        "ascent": "fresh_adversary",
        "rho_schedule": "rising",
        "simulated_learning_rate": 2e-3,
        "simulated_steps": 16,
        "negative_clip": 4.0,
        "replay_target": "sub-sentence",
        "corrections": True,
    },
}
"""What trials on the demo model found for each method, on seeds used for nothing else
(`tests/benchmarks/results/science_trials.jsonl`). The recommended form is a way of running SARE."""

_OF_THE_DEMO_MODEL = frozenset(
    {"learning_rate", "lambda_neg", "lambda_sent", "retain_batch", "steps", "measure_images"}
)
"""Settings that the trials found for one model and that will differ for another model."""

RECOMMENDED: dict[str, Any] = {
    name: value
    for name, value in METHOD_SETTINGS["recommended"].items()
    if name not in _OF_THE_DEMO_MODEL
}
"""The recommended settings for any model."""

RECOMMENDED_METHOD = "recommended"
"""What a comparison calls the recommended way of running SARE."""

RECOMMENDED_KIND = method_kind(RECOMMENDED)
"""The kind that an erasure with the recommended options is."""

ATTACK_SETTINGS: dict[str, Any] = {"attack": "fresh_adapter", "learning_rate": 2e-4}
"""The attack on both methods of the demo: plain erasure does not withstand 32 steps of it.
ROBUSTNESS.md has stronger attacks, which SARE does not withstand either."""

MEASURE_AT = (8, 16, 32, 64)
"""Steps of the demo's attack after which resurgence is measured."""

PROBE_SETTINGS: dict[str, Any] = {"batch_size": 64, "max_new_tokens": 96}
"""How the demo's images are captioned."""


@dataclass(frozen=True)
class Preset:
    """Settings for a goal.

    Attributes:
        name: stable identifier.
        title: what it is called in a list.
        text: one sentence on what it is for.
        values: field of the config → value; the other fields keep their defaults.
    """

    name: str
    title: str
    text: str
    values: Mapping[str, Any] = field(default_factory=dict)


def presets(config_type: type[Config]) -> tuple[Preset, ...]:
    """Return the presets of a job's config, the usual one first; () where it has none."""
    return _PRESETS.get(config_type, ())


def _of_attack(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the demo's attack under the names of a comparison's settings."""
    names = {"steps": "attack_steps", "batch": "attack_batch"}
    names["learning_rate"] = "attack_learning_rate"
    return {names.get(name, name): value for name, value in values.items()}


def _known(config_type: type[Config], values: Mapping[str, Any]) -> dict[str, Any]:
    fields = {one.name for one in settings_of(config_type)}
    return {name: value for name, value in values.items() if name in fields}


_DEMO_ATTACK = {**ATTACK_SETTINGS, "steps": max(MEASURE_AT), "measure_at": MEASURE_AT}
_DEMO_COMPARISON = {
    **_known(CompareConfig, METHOD_SETTINGS["sare"]),
    **_of_attack(_DEMO_ATTACK),
    "measure_images": 0,
    "methods": ("efuf", "sare", "recommended"),
    "own_settings": True,
}

_DEMO_SEARCH = {
    "trials": 12,
    "steps": _COMMON["steps"],
    "attack": ATTACK_SETTINGS["attack"],
    "attack_learning_rate": 2.5e-4,
}
"""At twice this rate of the attack all trials of 40 steps give way: 0.72 to 0.83 of the images in
the first four, whatever their settings."""

_PRESETS: dict[type[Config], tuple[Preset, ...]] = {
    ProbeConfig: (
        Preset("standard", "Standard", "Captions of the usual length, sixteen images at a time."),
        Preset(
            "low-memory",
            "Little memory",
            "One image at a time: slowest, but needs the least memory.",
            {"batch_size": 1},
        ),
        Preset(
            "fast",
            "Fast",
            "Many images at a time and short captions, for a first look.",
            {"batch_size": 64, "max_new_tokens": 64},
        ),
        Preset(
            "demo",
            "Demo model",
            "The way the demo tests its images, with its own CLIP.",
            {**PROBE_SETTINGS, "clip": DEMO_FOLDER / "clip"},
        ),
    ),
    EraseConfig: (
        Preset(
            "recommended",
            "Recommended",
            "SARE against a simulated attacker who trains a new adapter. Needs the memory of a "
            "second adapter, and works on models in 8 and 4 bits.",
            RECOMMENDED,
        ),
        Preset("sare", "SARE", "Targeted-SAM as in the paper: erasure that is meant to last."),
        Preset(
            "efuf",
            "EFUF (baseline)",
            "Plain erasure, to compare with.",
            {"method": "efuf"},
        ),
        Preset(
            "quick",
            "Quick trial",
            "A third of the steps, measured at the end only.",
            {"steps": 40, "evaluate_every": 0, "measure_images": 24},
        ),
        Preset(
            "thorough",
            "Thorough",
            "More steps, measured on all held-out images.",
            {"steps": 240, "measure_images": 0},
        ),
        Preset(
            "low-memory",
            "Little memory",
            "One caption at a time: the same gradients, but slower steps.",
            {"microbatch": 1, "lora_rank": 8, "lora_alpha": 16.0},
        ),
        Preset(
            "large-model",
            "Model of billions of weights",
            "A lower learning rate and small passes: a starting point, not the result of trials.",
            {"learning_rate": 1e-4, "steps": 240, "microbatch": 2},
        ),
        Preset(
            "demo",
            "Demo model, SARE",
            "What the trials on the demo model found.",
            {"method": "sare", **METHOD_SETTINGS["sare"]},
        ),
        Preset(
            "demo-efuf",
            "Demo model, EFUF",
            "What the trials on the demo model found for the baseline.",
            {"method": "efuf", **METHOD_SETTINGS["efuf"]},
        ),
        Preset(
            "demo-recommended",
            "Demo model, recommended",
            "What the trials on the demo model found for the recommended form.",
            METHOD_SETTINGS["recommended"],
        ),
    ),
    RelearnConfig: (
        Preset("standard", "Standard", "A new adapter on the merged model, 32 captions."),
        Preset(
            "quick",
            "Quick trial",
            "Few captions and steps.",
            {"samples": 8, "steps": 8, "measure_at": (4, 8), "measure_images": 24},
        ),
        Preset(
            "strong",
            "Strong",
            "All weights of the language model on 128 captions: the strongest attack here.",
            {
                "attack": "full",
                "learning_rate": 1e-4,
                "samples": 128,
                "steps": 128,
                "measure_at": (8, 16, 32, 64, 128),
            },
        ),
        Preset("demo", "Demo model", "The attack of the demo.", _DEMO_ATTACK),
    ),
    CompareConfig: (
        Preset("standard", "Standard", "Base, EFUF and SARE over three seeds."),
        Preset(
            "quick",
            "Quick trial",
            "Two seeds and short runs: a first look, not a measurement.",
            {
                "seeds": (0, 1),
                "steps": 40,
                "attack_steps": 16,
                "measure_at": (8, 16),
                "measure_images": 24,
            },
        ),
        Preset(
            "five-seeds",
            "Five seeds",
            "Enough seeds for meaningful intervals.",
            {"seeds": (0, 1, 2, 3, 4)},
        ),
        Preset(
            "recommended",
            "With the recommended form",
            "The recommended form beside EFUF and the paper's SARE.",
            {"methods": ("efuf", "sare", "recommended")},
        ),
        Preset(
            "low-memory",
            "Little memory",
            "One caption at a time: the same gradients, but slower steps.",
            {"microbatch": 1},
        ),
        Preset(
            "demo",
            "Demo model",
            "What the trials on the demo model found for each method, and the demo's attack.",
            _DEMO_COMPARISON,
        ),
    ),
    TuneConfig: (
        Preset("standard", "Standard", "24 short trials."),
        Preset(
            "quick",
            "Quick search",
            "12 trials, each measured on fewer images: a first look.",
            {"trials": 12, "measure_images": 45},
        ),
        Preset(
            "thorough",
            "Thorough",
            "More and longer trials: closer to the erasure that the settings are for.",
            {"trials": 48, "trial_steps": 80, "attack_steps": 32},
        ),
        Preset(
            "low-memory",
            "Little memory",
            "One caption at a time: the same gradients, but slower steps.",
            {"microbatch": 1},
        ),
        Preset("demo", "Demo model", "Trials that tell settings apart there.", _DEMO_SEARCH),
    ),
    LandscapeConfig: (
        Preset("line", "Line", "One direction, fifteen points."),
        Preset(
            "surface",
            "Surface",
            "Two directions, eleven by eleven points.",
            {"dimensions": "2", "points": 11},
        ),
        Preset("fine", "Fine line", "One direction, forty-one points.", {"points": 41}),
    ),
}
