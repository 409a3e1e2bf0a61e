"""What is run: models, rules, seeds and attacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sare_engine.robustness.placebo import (
    CONTROL_RULES,
    LIKE_FREQUENCY,
    LIKE_RECALL,
    LIKE_TRIGGERS,
)
from tests.benchmarks.science.grid import RELEARNING

SEEDS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
"""Those of the science bench, whose rates of the model that never learnt are reused, and as many
more."""

BASE, NEVER_LEARNT, ERASED = "base", "never_learnt", "efuf"
"""The attacked models: before any erasure, trained without the hallucination, and erased."""

TITLES = {BASE: "base model", NEVER_LEARNT: "never learnt", ERASED: "EFUF"}

RULES_IN_WORDS = {
    LIKE_TRIGGERS: "as often beside the triggers",
    LIKE_FREQUENCY: "as frequent overall",
    LIKE_RECALL: "recalled most alike",
}
"""What the control is nearest to the erased object in."""

NO_RULE = ""
"""The erased objects themselves are taught."""

ATTACKS = {
    name: attack for name, attack in RELEARNING.items() if attack["attack"] != "same_adapter"
}
"""The six relearning attacks that need no adapter, so that every model can be attacked."""


@dataclass(frozen=True)
class Cell:
    """One model under the six attacks; it has one row in the record.

    Attributes:
        seed: of scenes, erasure and attack.
        model: which model is attacked.
        rule: one of `CONTROL_RULES`, or `NO_RULE`.
    """

    seed: int
    model: str
    rule: str


def cells(seeds: Sequence[int], known: Sequence[int]) -> Iterator[Cell]:
    """Yield the cells, those first without which there is no table.

    Args:
        seeds: the seeds.
        known: the seeds on which the model that never learnt has been measured.
    """
    for seed in seeds:
        if seed not in known:
            yield Cell(seed, NEVER_LEARNT, NO_RULE)
        for rule in CONTROL_RULES:
            yield Cell(seed, BASE, rule)
    for seed in seeds:
        for rule in CONTROL_RULES:
            yield Cell(seed, ERASED, rule)
