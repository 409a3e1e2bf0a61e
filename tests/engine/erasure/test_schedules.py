"""What changes in the course of an erasure, step by step."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from sare_engine.config import EraseConfig
from sare_engine.erasure.schedules import (
    ANNEAL_FROM,
    learning_rate,
    negative_weight,
    rho_at,
    seed_of_step,
    strength,
)

CONFIG = EraseConfig(project=Path("p"), steps=100, learning_rate=1.0, warmup=0.1, rho=0.4)


def test_the_learning_rate_rises_stays_and_falls() -> None:
    assert learning_rate(CONFIG, 0) == pytest.approx(0.1)
    assert learning_rate(CONFIG, 9) == learning_rate(CONFIG, 99) == 1.0
    cooled = dataclasses.replace(CONFIG, cooldown=0.2)
    assert [learning_rate(cooled, step) for step in (0, 9, 79, 80)] == [0.1, 1.0, 1.0, 1.0]
    assert learning_rate(cooled, 90) == pytest.approx(0.5)
    # The last step still moves: 0 would come after it.
    assert learning_rate(cooled, 99) == pytest.approx(0.05)
    whole = dataclasses.replace(CONFIG, warmup=0.5, cooldown=1.0)
    assert learning_rate(whole, 49) == pytest.approx(0.51)
    assert learning_rate(whole, 9) == pytest.approx(0.2)
    assert learning_rate(dataclasses.replace(CONFIG, warmup=0.0), 0) == 1.0


def test_the_negative_weight_is_annealed() -> None:
    annealed = dataclasses.replace(CONFIG, anneal=True)
    assert negative_weight(annealed, 0) == CONFIG.lambda_neg
    assert negative_weight(annealed, int(100 * ANNEAL_FROM)) == pytest.approx(CONFIG.lambda_neg)
    assert negative_weight(annealed, 70) == pytest.approx(CONFIG.lambda_neg / 2)
    assert negative_weight(CONFIG, 99) == CONFIG.lambda_neg


def test_the_perturbation_rises_or_falls() -> None:
    rising = dataclasses.replace(CONFIG, rho_schedule="rising")
    falling = dataclasses.replace(CONFIG, rho_schedule="falling")
    assert [strength(CONFIG, step) for step in (0, 50, 99)] == [1.0, 1.0, 1.0]
    assert [strength(rising, step) for step in (0, 24, 49, 99)] == pytest.approx([0.02, 0.5, 1, 1])
    assert [strength(falling, step) for step in (0, 40, 70, 99)] == pytest.approx(
        [1.0, 1.0, 0.5, 1 / 60]
    )
    assert rho_at(rising, 24) == pytest.approx(0.2)
    assert rho_at(CONFIG, 24) == 0.4


def test_chance_goes_by_seed_purpose_and_step() -> None:
    chosen = (0, "layers", 3)
    others = ((1, "layers", 3), (0, "random", 3), (0, "layers", 4), (0, "layers", 3))
    assert [seed_of_step(*one) == seed_of_step(*chosen) for one in others] == [
        False, False, False, True,
    ]  # fmt: skip
    assert all(0 <= seed_of_step(*one) < 2**63 for one in others)
