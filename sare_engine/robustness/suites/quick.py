"""A first look: one strong attack of each kind."""

from __future__ import annotations

from sare_engine.robustness.attacks.asking import ENTRY as ASKING
from sare_engine.robustness.attacks.fresh_adapter import ENTRY as FRESH_ADAPTER
from sare_engine.robustness.attacks.full import ENTRY as ALL_WEIGHTS
from sare_engine.robustness.attacks.int4 import ENTRY as INT4
from sare_engine.robustness.attacks.noise import ENTRY as NOISE
from sare_engine.robustness.suite import Suite, SuiteAttack

ENTRY = Suite(
    key="quick",
    title="Quick",
    sentence="One strong attack of each kind.",
    attacks=(
        SuiteAttack(FRESH_ADAPTER, {"learning_rate": 1e-3, "samples": 32}),
        SuiteAttack(ALL_WEIGHTS, {"learning_rate": 2e-4, "samples": 32}),
        SuiteAttack(ASKING),
        SuiteAttack(INT4),
        SuiteAttack(NOISE, {"noise_scale": 0.1}),
    ),
)
