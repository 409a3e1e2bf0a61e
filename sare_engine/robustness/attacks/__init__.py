"""The attacks on an erased model: one file each, and its name in the list below."""

from __future__ import annotations

from sare_engine.registry import Registry
from sare_engine.robustness.attack import Attack

DEFAULT = "fresh_adapter"
"""The attack that a user is most likely to face."""

ATTACKS: Registry[Attack] = Registry(
    "attack",
    __name__,
    [
        "same_adapter",
        "fresh_adapter",
        "full",
        "own_captions",
        "benign",
        "noise",
        "int8",
        "int4",
        "pruning",
        "asking",
    ],
)
