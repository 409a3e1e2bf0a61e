"""Methods side by side over seeds: ordinary runs, taken up where they were, summed up honestly."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from sare_engine import (
    CompareConfig,
    ConceptsConfig,
    Control,
    ReportConfig,
    compare,
    concepts,
    report,
    robustness_summary,
)
from sare_engine.config import EraseConfig, RelearnConfig
from sare_engine.config.attack import COMPARED
from sare_engine.events import Event, Finished, Notice, StepMetrics
from sare_engine.jobs.compare import _Cell, _erase_config
from sare_engine.reporting.statistics import mean_interval
from sare_engine.tuned import METHOD_SETTINGS
from sare_engine.workspace.runs import Runs
from tests.engine.jobs.conftest import failure

RATES = {("efuf", 0): 0.3, ("efuf", 1): 0.5, ("sare", 0): 0.1, ("sare", 1): 0.2, ("sare", 2): 0.3}


@pytest.fixture
def config(project: Path) -> CompareConfig:
    """A comparison of two methods over two seeds, as short as can be."""
    return CompareConfig(
        project=project,
        seeds=(0, 1),
        concepts=("image", "dog", "table"),
        steps=2,
        negative_batch=2,
        retain_batch=2,
        checkpoint_every=1,
        attack_steps=1,
        attack_batch=2,
        samples=2,
        measure_at=(1,),
        measure_images=0,
        lora_rank=2,
        device="cpu",
    )


def steps_of(events: list[Event]) -> int:
    return sum(isinstance(event, StepMetrics) for event in events)


def test_a_comparison_is_made_of_ordinary_runs_and_goes_on(config: CompareConfig) -> None:
    # Stopped in the middle of the first erasure, which is then resumed.
    control = Control()
    for event in compare(config, control=control):
        if isinstance(event, StepMetrics) and event.phase == "erase":
            control.stop()
    assert isinstance(event, Finished)
    assert event.status == "stopped"
    assert [run.status for run in Runs(config.project).list()] == ["done", "stopped"]

    events = list(compare(config))
    assert isinstance(events[-1], Finished), events[-1]
    runs = Runs(config.project)
    assert [run.status for run in runs.list()] == ["done"] * 10
    assert {run.name.split("-", 1)[1] for run in runs.list("erase")} == {
        "compare-efuf-s0", "compare-efuf-s1", "compare-sare-s0", "compare-sare-s1",
    }  # fmt: skip
    result = events[-1].result
    assert list(result["methods"]) == ["base", "efuf", "sare"]
    for method in result["methods"].values():
        assert (method["seeds"], method["steps"]) == (2, [0, 1])
        assert [one["n"] for one in method["ce_neg"]] == [2, 2]
    for method in ("efuf", "sare"):
        values = [
            run.info.result["resurgence"]["1"]["ce_neg"]
            for run in runs.list("relearn")
            if method in run.name
        ]
        expected = mean_interval(values)
        told = result["methods"][method]["ce_neg"][1]
        assert (told["mean"], told["low"]) == pytest.approx((expected.mean, expected.low))
    assert result["verdict"]
    assert result == robustness_summary(config.project)

    again = list(compare(config))
    assert steps_of(again) == 0
    assert again[-1] == events[-1]
    assert sum(isinstance(e, Notice) and "already there" in e.text for e in again) == 10

    page = report(ReportConfig(project=config.project)).read_text(encoding="utf-8")
    assert "2 seeds" in page
    assert '<span class="interval">' in page

    # Another setting of the erasure makes new erasures; the base is attacked as before.
    other = list(compare(dataclasses.replace(config, rho=0.1, seeds=(0,), methods=("sare",))))
    assert isinstance(other[-1], Finished)
    assert steps_of(other) == 2 + 1
    assert other[-1].result["methods"]["sare"]["seeds"] == 1


def test_a_comparison_measures_on_the_way_only_to_keep_the_best_weights(
    config: CompareConfig,
) -> None:
    assert _erase_config(config, _Cell("sare", 0)).evaluate_every == 0
    for chosen in ({"keep": "best"}, {"patience": 2}):
        keeping = dataclasses.replace(config, evaluate_every=1, **chosen)
        wanted = _erase_config(keeping, _Cell("sare", 0))
        assert wanted.evaluate_every == 1
        assert chosen.items() <= wanted.to_dict().items()
        assert wanted.depends_on_measurements

    keeping = dataclasses.replace(
        config, keep="best", evaluate_every=1, seeds=(0,), methods=("sare",), measure_images=4
    )
    events = list(compare(keeping))
    assert isinstance(events[-1], Finished), events[-1]
    [erasure] = Runs(config.project).list("erase")
    assert erasure.info.result["trained_steps"] == 2
    assert any(isinstance(one, Notice) and one.text.startswith("Kept the") for one in events)


def test_the_recommended_method_is_sare_with_its_options_and_is_taken_up_again(
    config: CompareConfig,
) -> None:
    config = dataclasses.replace(config, methods=("recommended",), seeds=(0,))
    events = list(compare(config))
    assert isinstance(events[-1], Finished), events[-1]
    [run] = Runs(config.project).list("erase")
    assert run.name.split("-", 1)[1] == "compare-recommended-s0"
    stored = EraseConfig.from_dict(run.config_dict())
    assert (stored.method, stored.ascent, stored.replay_target) == (
        "sare",
        "fresh_adversary",
        "sub-sentence",
    )
    assert stored.rho_schedule == METHOD_SETTINGS["recommended"]["rho_schedule"]
    assert stored.negative_ceiling == METHOD_SETTINGS["recommended"]["negative_ceiling"]
    # The rates and steps of the comparison stay in force.
    assert (stored.steps, stored.lambda_neg) == (config.steps, config.lambda_neg)
    assert stored.learning_rate == config.learning_rate
    told = events[-1].result["methods"]
    assert list(told) == ["base", "sare_fresh_adversary"]
    assert told["sare_fresh_adversary"]["title"] == "SARE, fresh adversary"
    texts = [event.text for event in events if isinstance(event, Notice)]
    assert any("SARE, fresh adversary, seed 0: erasing" in text for text in texts)
    again = list(compare(config))
    assert steps_of(again) == 0
    assert again[-1] == events[-1]

    page = report(ReportConfig(project=config.project)).read_text(encoding="utf-8")
    assert "SARE, fresh adversary was run with: the worst case is where the simulated" in page
    # It never looks at the weights themselves, and its curve does not pretend to.
    assert "over steps for SARE, fresh adversary, worst case" in page
    assert "var(--sare_fresh_adversary)" in page


def test_each_method_may_have_its_own_settings(config: CompareConfig) -> None:
    shared = dataclasses.replace(config, rho=0.7, steps=9, methods=tuple(COMPARED))
    own = dataclasses.replace(shared, own_settings=True)
    for method in COMPARED:
        plain = _erase_config(shared, _Cell(method, 3))
        tuned = _erase_config(own, _Cell(method, 3))
        for one in (plain, tuned):
            assert one.name == f"compare-{method}-s3"
            assert one.method == ("sare" if method == "recommended" else method)
            assert (one.seed, one.lora_rank, one.measure_images) == (3, 2, 0)
            assert (one.ascent == "fresh_adversary") == (method == "recommended")
        assert (plain.rho, plain.steps, plain.negative_batch) == (0.7, 9, 2)
        assert plain.negative_target == (
            "mention" if method == "recommended" else shared.negative_target
        )
        trials = METHOD_SETTINGS.get(method)
        if trials is None:
            assert tuned == plain
        else:
            values = {**trials, "measure_images": 0}
            assert all(getattr(tuned, name) == value for name, value in values.items())
            assert tuned.negative_batch == 2  # the trials say nothing of it
    assert _erase_config(own, _Cell("sare", 0)).rho == METHOD_SETTINGS["sare"]["rho"]


def test_what_is_missing_is_told_before_anything_runs(config: CompareConfig) -> None:
    concepts(ConceptsConfig(project=config.project))
    nothing = dataclasses.replace(config, concepts=())
    assert "nothing to compare" in failure(compare(nothing)).what
    twice = dataclasses.replace(config, seeds=(1, 1))
    assert "twice" in failure(compare(twice)).why
    assert Runs(config.project).list() == []


def attacked(
    project: Path,
    method: str,
    seed: int,
    rate: float,
    *,
    steps: int = 64,
    rho: float = 0.05,
    learning_rate: float = 1e-3,
    **options: Any,
) -> str:
    """Record an erasure and an attack on it that never were; return the attack's name."""
    runs = Runs(project)
    name = ""
    if method != "base":
        erasure = runs.create(
            "erase",
            method,
            EraseConfig(
                project=project, method=method, seed=seed, concepts=("cup",), rho=rho, **options
            ),
        )
        erasure.finish("done", {"run": erasure.name})
        name = erasure.name
    attack = runs.create(
        "relearn",
        "attack",
        RelearnConfig(
            project=project, run=name, seed=seed, concepts=("cup",), steps=steps,
            measure_at=(32, steps), learning_rate=learning_rate,
        ),
    )  # fmt: skip
    resurgence = {
        "0": {"hallucination_rate": 0.0, "concept_recall": 0.9, "ce_neg": 8.0},
        "32": {"hallucination_rate": rate, "concept_recall": 0.8, "ce_neg": 4.0},
        str(steps): {"hallucination_rate": rate + 0.1, "ce_neg": 2.0},
    }
    attack.finish("done", {"attacked": name, "resurgence": resurgence})
    return attack.name


def test_the_summary_averages_over_seeds(project: Path) -> None:
    attacked(project, "base", 0, 0.6)
    for (method, seed), rate in RATES.items():
        attacked(project, method, seed, rate)
    summary = robustness_summary(project)
    sare = summary["methods"]["sare"]
    assert sare["steps"] == [0, 32, 64]
    # 0.1, 0.2, 0.3: mean 0.2, s = 0.1, t(2, 0.975) = 4.30265
    assert sare["hallucination_rate"][1] == {
        "mean": pytest.approx(0.2),
        "low": 0.0,  # the t interval begins at 0.2 - 0.248
        "high": pytest.approx(0.2 + 4.30265 * 0.1 / 3**0.5, abs=1e-5),
        "n": 3,
    }
    assert sare["concept_recall"][2] is None
    assert summary["methods"]["base"]["hallucination_rate"][1]["low"] is None
    assert summary["step"] == 64
    assert summary["verdict"].replace("\u00a0", " ") == (
        "After relearning for 64 steps, the hallucination returns on 30 % of images; with plain "
        "erasure (EFUF), on 50 %."
    )
    assert len(summary["runs"]) == 6


def test_runs_that_differ_in_more_than_their_seed_are_not_averaged(project: Path) -> None:
    attacked(project, "efuf", 0, 0.9)
    attacked(project, "efuf", 0, 0.4)
    attacked(project, "sare", 0, 0.9, rho=0.2)
    attacked(project, "sare", 1, 0.3)
    attacked(project, "sare", 0, 0.9, learning_rate=1e-2)
    summary = robustness_summary(project)
    rates = {
        method: values["hallucination_rate"][1] for method, values in summary["methods"].items()
    }
    assert {method: (one["mean"], one["n"]) for method, one in rates.items()} == {
        "efuf": (0.4, 1),
        "sare": (0.3, 1),
    }


def test_ways_of_sare_are_methods_of_their_own(project: Path) -> None:
    attacked(project, "efuf", 0, 0.9)
    attacked(project, "sare", 0, 0.3)
    attacked(project, "sare", 1, 0.1, ascent="fresh_adversary", cooldown=0.3)
    attacked(project, "sare", 0, 0.1, ascent="fresh_adversary", cooldown=0.3)
    # With another option: not the same experiment.
    attacked(project, "sare", 2, 0.9, ascent="fresh_adversary", cooldown=0.2)
    attacked(project, "sare", 0, 0.05, ascent="fresh_adversary", cooldown=0.3, ascent_steps=9)
    summary = robustness_summary(project)
    rates = {
        method: (values["hallucination_rate"][1]["mean"], values["seeds"])
        for method, values in summary["methods"].items()
    }
    # The newest of those with seed 0; how many steps another ascent takes makes no difference.
    assert rates == {
        "efuf": (0.9, 1),
        "sare": (0.3, 1),
        "sare_fresh_adversary": (pytest.approx((0.05 + 0.1) / 2), 2),
    }
    assert list(rates) == ["efuf", "sare", "sare_fresh_adversary"]
    verdict = summary["verdict"].replace("\u00a0", " ")
    assert "with SARE, fresh adversary" in verdict
    assert "returns on 18 % of images" in verdict
    assert summary["details"][0].replace("\u00a0", " ") == (
        "With SARE, the hallucination returns on 40 % of images."
    )


def test_a_record_from_before_a_setting_was_there_has_its_default(project: Path) -> None:
    attacked(project, "sare", 0, 0.2)
    attacked(project, "sare", 1, 0.4)
    [first, _] = Runs(project).list("erase")
    path = first.path / "config.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    for name in ("ascent", "cooldown", "replay_target", "rho_schedule"):
        del stored[name]
    path.write_text(json.dumps(stored), encoding="utf-8")
    assert robustness_summary(project)["methods"]["sare"]["seeds"] == 2


def test_runs_of_a_deleted_erasure_and_damaged_records_say_nothing(project: Path) -> None:
    kept = attacked(project, "sare", 0, 0.2)
    attacked(project, "efuf", 0, 0.4)
    broken = attacked(project, "sare", 1, 0.4)
    runs = Runs(project)
    runs.remove(runs.find("efuf"))
    (runs.find(broken).path / "config.json").write_text("{")
    summary = robustness_summary(project)
    assert [run["attack"] for run in summary["runs"]] == [kept]


def test_a_project_without_attacks_has_an_empty_summary(project: Path) -> None:
    summary = robustness_summary(project)
    assert (summary["methods"], summary["runs"], summary["step"]) == ({}, [], 0)
    assert summary["verdict"] == "Nothing has been measured yet."
