"""The attack suites: one file each, and its name in the list below."""

from __future__ import annotations

from sare_engine.registry import Registry
from sare_engine.robustness.suite import Suite

DEFAULT_SUITE = "standard"

SUITES: Registry[Suite] = Registry(
    "attack suite",
    __name__,
    [
        "quick",
        "standard",
        "full",
    ],
)
