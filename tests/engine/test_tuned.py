"""Presets fit the configs that they are for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sare_engine import (
    CompareConfig,
    Config,
    EraseConfig,
    InspectConfig,
    LandscapeConfig,
    ProbeConfig,
    RelearnConfig,
    TuneConfig,
    presets,
)
from sare_engine.erasure.ascents import ASCENTS
from sare_engine.tuned import ATTACK_SETTINGS, MEASURE_AT, METHOD_SETTINGS
from tests.benchmarks.science.grid import EVERY

RESULTS = Path(__file__).parents[1] / "benchmarks" / "results"

REQUIRED: dict[type[Config], dict[str, Any]] = {
    ProbeConfig: {"project": Path("p"), "model": Path("m")},
    EraseConfig: {"project": Path("p")},
    RelearnConfig: {"project": Path("p")},
    CompareConfig: {"project": Path("p")},
    LandscapeConfig: {"project": Path("p")},
    TuneConfig: {"project": Path("p")},
}


@pytest.mark.parametrize("config_type", REQUIRED, ids=lambda one: one.__name__)
def test_every_preset_makes_a_usable_config(config_type: type[Config]) -> None:
    found = presets(config_type)
    assert len({one.name for one in found}) == len(found) >= 3
    for one in found:
        assert one.title
        assert one.text.endswith(".")
        config = config_type(**{**REQUIRED[config_type], **one.values})
        assert config.problems() == []
        assert config_type.from_dict(config.to_dict()) == config


def test_the_demo_presets_are_the_demos_settings() -> None:
    by_name = {one.name: one.values for one in presets(EraseConfig)}
    assert by_name["demo"] == {"method": "sare", **METHOD_SETTINGS["sare"]}
    assert by_name["demo-efuf"] == {"method": "efuf", **METHOD_SETTINGS["efuf"]}
    assert by_name["demo-recommended"] == METHOD_SETTINGS["recommended"]
    attack = next(one.values for one in presets(RelearnConfig) if one.name == "demo")
    compared = next(one.values for one in presets(CompareConfig) if one.name == "demo")
    assert attack["measure_at"] == compared["measure_at"] == MEASURE_AT
    assert compared["attack_learning_rate"] == ATTACK_SETTINGS["learning_rate"]
    assert compared["rho"] == METHOD_SETTINGS["sare"]["rho"]
    assert compared["learning_rate"] == METHOD_SETTINGS["sare"]["learning_rate"]
    assert compared["own_settings"] is True
    assert set(compared["methods"]) == set(METHOD_SETTINGS)


def test_what_is_recommended_for_any_model_leaves_its_rates_alone() -> None:
    names = [one.name for one in presets(EraseConfig)]
    assert names[:3] == ["recommended", "sare", "efuf"]
    values = presets(EraseConfig)[0].values
    assert values["ascent"] == "fresh_adversary" and values["corrections"]
    assert values["replay_target"] == "sub-sentence"
    assert values.items() <= METHOD_SETTINGS["recommended"].items()
    assert not values.keys() & {"learning_rate", "steps", "lambda_neg", "retain_batch"}


def test_what_is_recommended_is_what_the_bench_chose() -> None:
    record = json.loads((RESULTS / "science.json").read_text(encoding="utf-8"))
    method = "sare_fresh_adversary"
    chosen = record["chosen"][method]["settings"]
    wanted = {**record["common"], **record["methods"][method], **chosen}
    # The demo takes as many steps with each method.
    del wanted["steps"]
    assert wanted.items() <= METHOD_SETTINGS["recommended"].items()
    # Of the forms that hold no copy of the model's weights, none resists better all in all.
    summary = record["summary"]
    light = {
        name: sum(one[f"attacks.{attack}.hallucination_rate"]["mean"] for attack in EVERY)
        for name, one in summary.items()
        if name in record["chosen"]
        and record["chosen"][name]["conditions"]["kept"]
        and one["before.object_recall"]["mean"] >= 0.9
        and not ASCENTS[record["methods"][name].get("ascent", "step")].copies_under
    }
    assert min(light, key=lambda name: light[name]) == method


def test_a_job_without_presets_has_none() -> None:
    assert presets(InspectConfig) == ()
