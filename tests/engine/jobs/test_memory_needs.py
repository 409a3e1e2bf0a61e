"""The memory that a job is estimated to take follows its settings."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from sare_engine import ConfigError, EraseConfig, ModelConfig, memory_needs
from sare_engine.assets import DEMO_FOLDER
from sare_engine.errors import DataError
from sare_engine.models.memory import estimate_erase_bytes
from sare_engine.models.shapes import model_shape
from sare_engine.workspace.project import Project

MODEL = DEMO_FOLDER / "model"
"""In float32 on disk."""


def of_model(**settings: Any) -> dict[str, Any]:
    return memory_needs(ModelConfig(model=MODEL, device="cpu", **settings))


def to_erase(**settings: Any) -> int:
    config = EraseConfig(project=Path("none"), model=MODEL, device="cpu", **settings)
    return int(memory_needs(config)["erase"])


def test_of_a_model_by_format_and_bits() -> None:
    usual, half = of_model(), of_model(dtype="bfloat16")
    assert usual["device"] == "cpu"
    weights = model_shape(MODEL).parameters
    assert usual["probe"] - half["probe"] > 2 * weights
    assert of_model(quantisation="4bit")["probe"] < of_model(quantisation="8bit")["probe"]
    assert of_model(quantisation="8bit")["erase"] < usual["erase"]
    assert usual["erase"] == to_erase()


@pytest.mark.parametrize(
    "less",
    [
        {"retain_batch": 8},
        {"microbatch": 2},
        {"gradient_checkpointing": True},
        {"lora_rank": 4},
        {"method": "efuf"},
        {"dtype": "bfloat16"},
        {"quantisation": "4bit"},
    ],
    ids=lambda one: next(iter(one)),
)
def test_of_an_erasure_by_its_settings(less: dict[str, Any]) -> None:
    assert to_erase(**less) < to_erase()


@pytest.mark.parametrize(
    "more",
    [{"negative_batch": 64}, {"trainable": "full"}, {"parts": "both"}, {"ascent": "relearning"}],
    ids=lambda one: next(iter(one)),
)
def test_what_costs_more(more: dict[str, Any]) -> None:
    assert to_erase(**more) > to_erase()


def test_what_would_be_cheaper_is_named_with_what_it_would_cost() -> None:
    config = EraseConfig(
        project=Path("none"), model=MODEL, device="cpu", ascent="momentum", lora_rank=8
    )
    needs = memory_needs(config)
    *single, together = needs["cheaper"]
    assert [one["changes"] for one in single] == [
        *({"microbatch": size} for size in (8, 4, 2, 1)),
        {"gradient_checkpointing": True},
        {"lora_rank": 4},
        {"ascent": "step"},
    ]
    for one in needs["cheaper"]:
        changed = dataclasses.replace(config, **one["changes"])
        assert one["erase"] == memory_needs(changed)["erase"] < needs["erase"]
        assert together["erase"] <= one["erase"]
    everything = dataclasses.replace(config, **together["changes"])
    assert memory_needs(everything)["cheaper"] == []


def test_cached_features_take_the_computers_memory() -> None:
    config = EraseConfig(project=Path("none"), model=MODEL, device="cpu")
    shape = model_shape(MODEL)
    added = memory_needs(config, images=100)["erase"] - memory_needs(config)["erase"]
    assert added == 100 * shape.features * 4
    assert memory_needs(config)["erase"] == estimate_erase_bytes(shape)


def test_the_projects_own_model_is_taken(tmp_path: Path) -> None:
    config = EraseConfig(project=tmp_path / "p", device="cpu")
    with Project.create(config.project) as project:
        with pytest.raises(DataError, match="no model to work with"):
            memory_needs(config)
        project.settings["model"] = str(MODEL)
    assert memory_needs(config)["erase"] == to_erase()


def test_wrong_settings_are_refused() -> None:
    with pytest.raises(ConfigError):
        to_erase(lora_rank=0)
