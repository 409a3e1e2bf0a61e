"""All that is known: every attack at several strengths, and a placebo for each relearning."""

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
    key="full",
    title="Full",
    sentence="Every attack at several strengths, with a placebo for each relearning attack.",
    every_placebo=True,
    attacks=every_attack(
        *varied(FRESH_ADAPTER, samples=(128, 32), learning_rate=(1e-3, 5e-4, 2.5e-4)),
        *varied(ALL_WEIGHTS, samples=(128, 32), learning_rate=(2e-4, 1e-4, 5e-5)),
        *varied(SAME_ADAPTER, samples=(128, 32), learning_rate=(1e-3, 5e-4, 2.5e-4)),
        *varied(OWN_CAPTIONS, samples=(128,), learning_rate=(1e-3, 2.5e-4)),
        SuiteAttack(ASKING),
        *varied(BENIGN, samples=(128,), learning_rate=(1e-3, 2.5e-4)),
        SuiteAttack(INT4),
        *varied(PRUNING, prune_share=(0.3, 0.5)),
        *varied(NOISE, noise_scale=(0.05, 0.1, 0.2)),
        SuiteAttack(INT8),
    ),
)
