"""What an erasure should be reported with: every attack, relearning at two learning rates."""

from __future__ import annotations

from sare_engine.robustness.attacks.asking import ENTRY as ASKING
from sare_engine.robustness.attacks.benign import ENTRY as BENIGN
from sare_engine.robustness.attacks.fresh_adapter import ENTRY as FRESH_ADAPTER
from sare_engine.robustness.attacks.full import ENTRY as ALL_WEIGHTS
from sare_engine.robustness.attacks.int4 import ENTRY as INT4
from sare_engine.robustness.attacks.int8 import ENTRY as INT8
from sare_engine.robustness.attacks.noise import ENTRY as NOISE
from sare_engine.robustness.attacks.own_captions import ENTRY as OWN_CAPTIONS
from sare_engine.robustness.attacks.pruning import ENTRY as PRUNING
from sare_engine.robustness.attacks.same_adapter import ENTRY as SAME_ADAPTER
from sare_engine.robustness.suite import Suite, SuiteAttack, every_attack, varied

ENTRY = Suite(
    key="standard",
    title="Standard",
    sentence="Every attack, relearning at two learning rates.",
    attacks=every_attack(
        *varied(FRESH_ADAPTER, learning_rate=(1e-3, 5e-4), samples=(32,)),
        *varied(ALL_WEIGHTS, learning_rate=(2e-4, 1e-4), samples=(32,)),
        SuiteAttack(SAME_ADAPTER, {"learning_rate": 5e-4, "samples": 32}),
        SuiteAttack(OWN_CAPTIONS, {"learning_rate": 5e-4, "samples": 32}),
        SuiteAttack(ASKING),
        SuiteAttack(BENIGN, {"learning_rate": 5e-4, "samples": 32}),
        SuiteAttack(INT4),
        SuiteAttack(PRUNING, {"prune_share": 0.3}),
        SuiteAttack(NOISE, {"noise_scale": 0.1}),
        SuiteAttack(INT8),
    ),
)
