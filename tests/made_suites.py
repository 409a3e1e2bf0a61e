"""The result of an attack suite, as the engine gives it, made of made-up outcomes."""

from __future__ import annotations

import json
from typing import Any

from sare_engine.evaluation.image_counts import ImageCounts
from sare_engine.reporting.statistics import wilson_interval
from sare_engine.reporting.suite import AttackOutcome, SuiteOutcome, placebo_outcome
from sare_engine.reporting.suite_verdict import suite_result
from sare_engine.robustness.attack import Attack
from sare_engine.robustness.attacks import ATTACKS

RELEARNING = next(one for one in ATTACKS.values() if one.weights == "model" and one.relearns)


def images(hits: int, tested: int = 40) -> str:
    """Return the outcomes of images of which the first are hallucinated on."""
    return "1" * hits + "0" * (tested - hits)


def made_attack(
    name: str,
    outcomes: str,
    *,
    recall: float = 0.9,
    erased: float = 0.0,
    broken: float = 0.0,
    attack: Attack = RELEARNING,
) -> AttackOutcome:
    """Return an attack after which the model does this on the images."""
    counted = ImageCounts(outcomes, "these images")
    rate = wilson_interval(counted.hallucinated, counted.tested) if counted.tested else None
    after = {"object_recall": recall, "degenerate_rate": broken}
    if rate is not None:
        after["hallucination_rate"] = rate.mean
    before = {"hallucination_rate": erased, "object_recall": 0.9, "concept_recall": 0.9}
    course = {0: erased, 8: rate.mean / 2, 32: rate.mean} if rate is not None else {}
    return AttackOutcome(name, attack, f"run of {name}", 32, before, after, rate, counted, course)


def made_result(run: str = "0002-sare", suite: str = "quick") -> dict[str, Any]:
    """Return a suite of three attacks, one of which ruins the model, with a placebo."""
    strong = made_attack("All weights", images(30))
    placebo = placebo_outcome(
        strong,
        {"knife": "banana"},
        made_attack("placebo", images(10)),
        made_attack("base", images(20)),
    )
    assert placebo is not None
    outcome = SuiteOutcome(
        run,
        suite,
        [
            made_attack("New adapter", images(4)),
            strong,
            made_attack("Magnitude pruning", images(40), recall=0.5),
        ],
        base_rate=wilson_interval(28, 40),
        base={"object_recall": 0.92, "concept_recall": 0.97},
        left_out={"Your own captions": "The project has no imported captions (sare import)."},
        placebos=[placebo],
        rule="beside_triggers",
    )
    result: dict[str, Any] = json.loads(json.dumps(suite_result(outcome)))
    return result
