"""Runs are averaged only where nothing but the seed differs in what decides the outcome."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from sare_engine.config import EraseConfig, RelearnConfig
from sare_engine.errors import EngineError
from sare_engine.reporting.comparability import FINGERPRINT, conditions_of, stored_conditions
from sare_engine.reporting.robustness import RobustnessSummary, summarise
from sare_engine.reporting.suite_file import write_suite_result
from sare_engine.settings import Config, settings_of
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs
from tests.made_suites import made_result

ERASE = EraseConfig(project=Path("p"), concepts=("cup", "dog"))
RELEARN = RelearnConfig(project=Path("p"), concepts=("cup",))

DIFFERENT: list[dict[str, Any]] = [
    {"quantisation": "4bit"},
    {"dtype": "bfloat16"},
    {"model": Path("/models/other")},
    {"examples": Path("/runs/0001-sare")},
    {"concepts": ("cup",)},
    {"lora_rank": 8},
    {"steps": 121},
    {"held_out": 0.3},
    {"parts": "both"},
    {"keep": "best"},
    {"patience": 2},
]
SAME: list[dict[str, Any]] = [
    {"device": "cuda"},
    {"trust_remote_code": True},
    {"resume": "0001-sare"},
    {"name": "other"},
    {"microbatch": 2},
    {"gradient_checkpointing": True},
    {"checkpoint_every": 7},
    {"evaluate_every": 7},
    {"measure_images": 7},
    {"sharpness_rho": 0.2},
    {"project": Path("/elsewhere")},
    {"concepts": ("dog", "cup")},
    {"seed": 3},
]


@pytest.mark.parametrize("change", DIFFERENT, ids=str)
def test_what_decides_the_outcome_separates_erasures(change: dict[str, Any]) -> None:
    other = conditions_of(dataclasses.replace(ERASE, **change))
    assert not conditions_of(ERASE).comparable(other)


@pytest.mark.parametrize("change", SAME, ids=str)
def test_what_decides_nothing_does_not_separate_erasures(change: dict[str, Any]) -> None:
    other = conditions_of(dataclasses.replace(ERASE, **change))
    assert conditions_of(ERASE).comparable(other)
    assert conditions_of(ERASE).equal(other) == ("seed" not in change)


def test_measurements_separate_erasures_only_if_the_result_depends_on_them() -> None:
    best = dataclasses.replace(ERASE, keep="best", patience=3)
    changes: list[dict[str, Any]] = [{"evaluate_every": 7}, {"measure_images": 7}, {"patience": 4}]
    for change in changes:
        other = conditions_of(dataclasses.replace(best, **change))
        assert not conditions_of(best).comparable(other), change
    unmeasured = dataclasses.replace(best, evaluate_every=0)
    assert conditions_of(unmeasured).comparable(conditions_of(ERASE))
    turned = dataclasses.replace(ERASE, method="task_vector")
    all_steps = dataclasses.replace(turned, keep="best", patience=3, evaluate_every=7)
    assert conditions_of(turned).comparable(conditions_of(all_steps))


def test_a_run_of_a_version_without_the_setting_kept_its_last_step() -> None:
    stored = ERASE.to_dict()
    del stored["keep"], stored["patience"]
    old = EraseConfig.from_stored(stored)
    assert conditions_of(old).equal(conditions_of(ERASE))
    assert not conditions_of(old).comparable(conditions_of(dataclasses.replace(ERASE, keep="best")))


def test_how_much_is_measured_separates_attacks() -> None:
    fewer = dataclasses.replace(RELEARN, measure_images=8)
    assert not conditions_of(RELEARN).comparable(conditions_of(fewer))


def test_settings_that_the_attack_does_not_use_do_not_separate() -> None:
    noise = dataclasses.replace(RELEARN, attack="noise")
    others = dataclasses.replace(noise, learning_rate=1e-5, lora_rank=2, prompt="x", samples=9)
    assert conditions_of(noise).comparable(conditions_of(others))
    louder = dataclasses.replace(noise, noise_scale=0.5)
    assert not conditions_of(noise).comparable(conditions_of(louder))
    assert not conditions_of(RELEARN).comparable(conditions_of(noise))
    rates = dataclasses.replace(RELEARN, learning_rate=1e-5)
    assert not conditions_of(RELEARN).comparable(conditions_of(rates))


def test_a_model_is_known_by_its_fingerprint_else_by_its_folder(tmp_path: Path) -> None:
    here = dataclasses.replace(ERASE, model=tmp_path / "a")
    moved = dataclasses.replace(ERASE, model=tmp_path / "b")
    assert conditions_of(here, "aa").comparable(conditions_of(moved, "aa"))
    assert not conditions_of(here, "aa").comparable(conditions_of(here, "bb"))
    assert conditions_of(here, "aa").comparable(conditions_of(here))
    assert not conditions_of(here, "aa").comparable(conditions_of(moved))
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    linked = dataclasses.replace(ERASE, model=tmp_path / "link")
    assert conditions_of(here).comparable(conditions_of(linked))


@pytest.mark.parametrize("kind", [EraseConfig, RelearnConfig])
def test_every_setting_states_whether_it_decides_the_outcome(kind: type[Config]) -> None:
    """A new setting separates runs unless it says otherwise: this list is what says otherwise."""
    free = {one.name for one in settings_of(kind) if not one.affects_outcome}
    shared = {
        "project", "device", "placement", "trust_remote_code", "gradient_checkpointing", "resume",
        "take_over", "microbatch", "fit", "processes",
    }  # fmt: skip
    own = {
        "name", "checkpoint_every", "evaluate_every", "measure_images", "sharpness_rho",
        "rounds",
    }  # fmt: skip
    assert free == (shared | own if kind is EraseConfig else shared)


# In a project


def rewrite(run: RunFolder, **changes: Any) -> None:
    path = run.path / "config.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    for name, value in changes.items():
        if value is None:
            del stored[name]
        else:
            stored[name] = value
    path.write_text(json.dumps(stored), encoding="utf-8")


def record(
    project: Path,
    seed: int,
    rate: float,
    *,
    method: str = "sare",
    attack: dict[str, Any] | None = None,
    fingerprint: str = "",
    **erasure: Any,
) -> tuple[RunFolder, RunFolder]:
    """Record an erasure and an attack that never were."""
    runs = Runs(project)
    shared: dict[str, Any] = {"project": project, "seed": seed, "concepts": ("cup",)}
    erased = runs.create("erase", method, EraseConfig(**shared, method=method, **erasure))
    erased.finish("done", {"run": erased.name})
    attacked = runs.create(
        "relearn", "attack", RelearnConfig(**shared, run=erased.name, **(attack or {}))
    )
    values = {"0": {"hallucination_rate": 0.0}, "32": {"hallucination_rate": rate}}
    attacked.finish("done", {"attacked": erased.name, "resurgence": values})
    if fingerprint:
        for run in (erased, attacked):
            run.update_environment({FINGERPRINT: fingerprint})
    return erased, attacked


def summary_of(folder: Path) -> RobustnessSummary:
    with Project.open_or_create(folder) as project:
        return summarise(project, held_out_images=10)


def seeds(folder: Path) -> int:
    found = summary_of(folder).method("sare")
    return len(found.runs) if found else 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Project.create(tmp_path / "project").close()
    return tmp_path / "project"


@pytest.mark.parametrize(
    "change", [{"quantisation": "4bit"}, {"dtype": "bfloat16"}, {"model": Path("/models/other")}]
)
def test_erasures_of_different_precision_or_model_are_not_averaged(
    folder: Path, change: dict[str, Any]
) -> None:
    record(folder, 0, 0.2, **change)
    record(folder, 1, 0.4)
    assert seeds(folder) == 1
    record(folder, 2, 0.6)
    assert seeds(folder) == 2


def test_erasures_in_smaller_passes_are_averaged(folder: Path) -> None:
    record(folder, 0, 0.2, microbatch=1, gradient_checkpointing=True, device="cpu")
    record(folder, 1, 0.4)
    [method] = summary_of(folder).methods
    [rate] = [one for one in [method.values["hallucination_rate"][1]] if one is not None]
    assert (rate.mean, rate.count) == (pytest.approx(0.3), 2)


def test_weights_replaced_in_the_same_folder_are_another_model(folder: Path) -> None:
    model: dict[str, Any] = {"model": Path("/models/mllm")}
    record(folder, 0, 0.2, fingerprint="aa", attack=model, **model)
    record(folder, 1, 0.4, fingerprint="bb", attack=model, **model)
    assert seeds(folder) == 1


def test_records_of_other_versions_count(folder: Path) -> None:
    erased, attacked = record(folder, 0, 0.2)
    rewrite(erased, quantisation=None, cooldown=None, removed_setting=3)
    rewrite(attacked, noise_scale=None, prompt=None, prune_share=None, other_removed_setting="x")
    record(folder, 1, 0.4)
    assert seeds(folder) == 2
    config, _ = stored_conditions(erased, EraseConfig)
    assert (config.quantisation, config.cooldown) == ("none", 0.0)


def test_an_attack_of_another_version_is_described_in_general_words(folder: Path) -> None:
    _, attacked = record(folder, 0, 0.2)
    rewrite(attacked, attack="no_longer_there")
    summary = summary_of(folder)
    assert summary.headline.sentence.startswith("After the attack, ")
    assert summary.to_dict()["attack"] == "no_longer_there"


def test_a_value_of_the_wrong_kind_is_a_damaged_record(folder: Path) -> None:
    erased, _ = record(folder, 0, 0.2)
    rewrite(erased, rho="wide")
    with pytest.raises(EngineError):
        stored_conditions(erased, EraseConfig)
    assert summary_of(folder).methods == ()


# Placebos


def record_placebo(
    attacked: RunFolder, rate: float, control: str = "plate", **changes: Any
) -> RunFolder:
    """Record that the same attack taught a control object."""
    settings = RelearnConfig.from_stored(attacked.config_dict())
    taught = dataclasses.replace(settings, placebo=(f"cup={control}",), **changes)
    run = Runs(attacked.path.parents[1]).create("relearn", "placebo", taught)
    values = {"0": {"hallucination_rate": 0.0}, "32": {"hallucination_rate": rate}}
    run.finish("done", {"attacked": taught.run, "resurgence": values})
    return run


def test_a_placebo_stands_beside_the_attack_that_it_is_of(folder: Path) -> None:
    _, first = record(folder, 0, 0.2)
    _, second = record(folder, 1, 0.4)
    assert summary_of(folder).placebos == ()
    record_placebo(first, 0.5)
    record_placebo(second, 0.7)
    # Of another attack, and of another control that was taught earlier.
    record_placebo(first, 0.9, learning_rate=1e-5)
    summary = summary_of(folder)
    assert [run.attack.name for run in summary.methods[0].runs] == [first.name, second.name]
    [placebo] = summary.placebos
    [rate] = [one for one in [placebo.values["hallucination_rate"][1]] if one is not None]
    assert (placebo.method, placebo.steps) == ("sare", (0, 32))
    assert (rate.mean, rate.count) == (pytest.approx(0.6), 2)
    shown = summary.to_dict()["placebos"]["sare"]
    assert shown["steps"] == [0, 32] and shown["hallucination_rate"][1]["n"] == 2
    record_placebo(second, 0.1, control="fork")
    [newest] = summary_of(folder).placebos
    assert [run.controls for run in newest.runs] == [{"cup": "fork"}]


def test_the_headline_leads_with_the_suite_of_the_newest_erasure(folder: Path) -> None:
    erased, _ = record(folder, 0, 0.2)
    result = made_result(erased.name)
    write_suite_result(erased, result)
    found = summary_of(folder).headline
    assert found.sentence == f"SARE: {result['verdict']['headline']}"
    assert found.details[0].startswith("After relearning for 32 steps")
    with Project.open(folder) as project:
        only = summarise(project, 10, [run.name for run in Runs(folder).list("relearn")])
    assert only.headline.sentence.startswith("After relearning for 32 steps")
