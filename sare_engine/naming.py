"""What erasures are called, and which options beyond the papers' they were run with.

Where runs are grouped, coloured and named, SARE with another way to the worst case than the
paper's is a method of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sare_engine.config import EraseConfig
from sare_engine.settings import settings_of

_TITLES = {
    "base": "Base model",
    "efuf": "EFUF",
    "sare": "SARE",
    "sare_fine_tuning": "SARE, simulated fine-tuning",
    "sare_relearning": "SARE, simulated relearning",
    "sare_line_search": "SARE, line search",
    "sare_steps": "SARE, several steps",
    "sare_adaptive": "SARE, adaptive (ASAM)",
    "sare_layerwise": "SARE, layer-wise",
    "sare_subset": "SARE, half of the layers",
    "sare_momentum": "SARE, momentum",
    "sare_merged": "SARE, merged weights",
    "sam": "SAM",
    "random": "Random smoothing",
    "npo": "NPO",
    "ascent": "Gradient ascent",
    "kl": "Ascent with KL",
    "dpo": "DPO",
    "task_vector": "Task-vector negation",
}

RECOMMENDED_KIND = "sare_fine_tuning"
"""What an erasure with the recommended options is; see `sare_engine.tuned`."""

_SIMULATED = "{simulated_steps} steps at a learning rate of {simulated_learning_rate:g}"

_ASCENTS = {
    "relearning": "the worst case is where a simulated relearning attack with the same adapter "
    f"arrives, up to {_SIMULATED}",
    "fine_tuning": "the worst case is where a simulated fine-tuning of the weights under the "
    f"adapters arrives, up to {_SIMULATED}",
    "line_search": "a line search for the worst case",
    "steps": "{ascent_steps} steps to the worst case",
    "adaptive": "a perturbation in proportion to each weight (ASAM)",
    "layerwise": "a perturbation of the same length in every layer",
    "subset": "a perturbation of half of the layers at a time",
    "momentum": "a perturbation along earlier steps' gradients",
    "merged": "a perturbation of the weights under the adapters",
}
_PERTURBED = ("sare", "sam", "random")
_NEGATIVE_LOSS = ("sare", "efuf", "sam", "random", "ascent", "kl")
"""The methods whose negative loss knows the ceiling."""

_NEGATIVE_GRADIENT = ("sare", "efuf", "random", "npo")
"""The methods whose negative gradient can be limited by itself."""


def method_kind(settings: Mapping[str, Any]) -> str:
    """Return what an erasure with these settings counts as: "sare", "sare_relearning", "efuf" …

    Args:
        settings: those of an `EraseConfig` as JSON; what an old record does not have is taken for
            its default.
    """
    method, ascent = str(settings["method"]), str(settings.get("ascent", "step"))
    return method if method != "sare" or ascent == "step" else f"{method}_{ascent}"


def method_title(kind: str) -> str:
    """Return the name of a kind of erasure, or of "base", for a person."""
    return _TITLES.get(kind, kind)


def method_place(kind: str) -> int:
    """Return where a kind stands in a list: base first, then EFUF and SARE, then the others."""
    return list(_TITLES).index(kind) if kind in _TITLES else len(_TITLES)


def options_in_words(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the options of an erasure that the papers' methods do not have, a phrase each.

    Args:
        settings: as for `method_kind`.
    """
    defaults = {one.name: one.default for one in settings_of(EraseConfig)}
    value = {**defaults, **settings}
    method, ascent = value["method"], value["ascent"]
    found = []
    if method == "sare" and ascent in _ASCENTS:
        found.append(_ASCENTS[ascent].format(**value))
    if method in _PERTURBED and value["rho_schedule"] != "constant":
        simulated = method == "sare" and ascent in ("relearning", "fine_tuning")
        what = "an attack" if simulated else "a perturbation"
        rising = value["rho_schedule"] == "rising"
        found.append(
            f"{what} that grows over the first half of the run"
            if rising
            else f"{what} that fades in the course of the run"
        )
    if value["negative_target"] == "mention":
        found.append("the hallucinated words alone are unlearned, not their sub-sentences")
    if value["replay_target"] == "mention":
        found.append("true mentions of the erased objects are kept by targets of their own")
    if value["negative_ceiling"] > 0 and method in _NEGATIVE_LOSS:
        found.append(f"no push beyond a cross-entropy of {value['negative_ceiling']:g} nats")
    if value["negative_clip"] > 0 and method in _NEGATIVE_GRADIENT:
        found.append(f"a gradient of the negative loss no longer than {value['negative_clip']:g}")
    if value["anneal"]:
        found.append("a weight of the negative loss that falls to 0")
    if value["cooldown"] > 0:
        share = f"{100 * value['cooldown']:.0f} %"
        found.append(f"a learning rate that falls over the last {share} of the run")
    return tuple(found)
