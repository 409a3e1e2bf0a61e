"""The search for settings: short trials, kept by a study, and what is chosen of them."""

from __future__ import annotations

import dataclasses
import math
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from sare_engine import Control, TuneConfig, tune
from sare_engine.cli.results import show_tuning
from sare_engine.config import EraseConfig
from sare_engine.errors import ConfigError
from sare_engine.events import Event, Finished, ProbeMetrics, StepMetrics
from sare_engine.jobs.tuning_study import STEPS_SHARE, TuningStudy
from sare_engine.workspace.runs import Runs
from tests.engine.jobs.conftest import failure

START = {"learning_rate": 1e-3, "lambda_neg": 0.6, "rho": 0.0}


@pytest.fixture
def config(project: Path) -> TuneConfig:
    """Two trials, as short as can be."""
    return TuneConfig(
        project=project,
        trials=2,
        concepts=("image", "dog", "table"),
        trial_steps=2,
        negative_batch=2,
        retain_batch=2,
        attack_steps=1,
        attack_batch=2,
        samples=2,
        measure_images=4,
        lora_rank=2,
        device="cpu",
    )


@pytest.fixture
def study_of() -> Iterator[Callable[..., TuningStudy]]:
    """Opens studies, and closes them after the test."""
    with ExitStack() as opened:
        yield lambda *given, **named: opened.enter_context(TuningStudy(*given, **named))


def finished(events: list[Event]) -> dict[str, Any]:
    end = events[-1]
    assert isinstance(end, Finished), end
    return dict(end.result)


def told(study: TuningStudy, rate: float, recall: float, broken: float) -> None:
    study.propose()
    figures = {"concept_recall": recall, "degenerate_rate": broken}
    study.tell(
        {"rate_after_attack": rate, **figures}, {"concept_recall": 1.0, "degenerate_rate": 0.0}
    )


def test_a_stopped_search_tries_the_same_settings_again_and_goes_on(config: TuneConfig) -> None:
    control, seen = Control(), []
    for event in tune(config, control=control):
        seen.append(event)
        if isinstance(event, StepMetrics):
            control.stop()
    assert isinstance(seen[-1], Finished) and seen[-1].status == "stopped"
    assert not Runs(config.project).list()

    events = list(tune(config))
    result = finished(events)
    trials = [one for one in result["trials"] if one["state"] != "failed"]
    assert len(trials) == 2
    # The search begins with the recommended settings.
    recommended = {"learning_rate": 1e-3, "lambda_neg": 0.6, "lambda_sent": 2.0}
    assert recommended.items() <= trials[0]["settings"].items()
    assert trials[0]["settings"]["steps"] == config.steps
    for one in trials:
        assert one["values"].keys() >= {"hallucination_rate", "concept_recall", "degenerate_rate"}
        assert ("rate_after_attack" in one["values"]) == (one["state"] == "complete")
    told_of = [one for one in events if isinstance(one, ProbeMetrics) and one.phase == "tune"]
    assert [one.values for one in told_of] == [one["values"] for one in trials]
    assert not Runs(config.project).list()

    again = finished(list(tune(dataclasses.replace(config, trials=1))))
    assert again["trials"] == result["trials"]


def test_the_best_settings_are_those_of_an_erasure(
    config: TuneConfig, capsys: pytest.CaptureFixture[str]
) -> None:
    result = finished(list(tune(dataclasses.replace(config, trials=1))))
    assert bool(result["best"]) == bool(result["erasure"])
    # An erasure of two steps may have been too little to go on with; its settings would be these.
    settings = EraseConfig(project=config.project, method="efuf", steps=7).to_dict()
    show_tuning({**result, "erasure": result["erasure"] or settings})
    said = capsys.readouterr().out
    assert f"sare erase {config.project}" in said
    if result["best"]:
        assert result["best"]["settings"].items() <= result["erasure"].items()
        EraseConfig.from_dict(result["erasure"]).validate()


def test_another_model_or_attack_is_another_study(
    tmp_path: Path, study_of: Callable[..., TuningStudy]
) -> None:
    first = study_of(tmp_path, {"model": "a"}, START, 0)
    told(first, 0.5, 1.0, 0.0)
    assert study_of(tmp_path, {"model": "a"}, START, 0).finished == 1
    assert study_of(tmp_path, {"model": "b"}, START, 0).finished == 0


def test_what_a_killed_process_tried_is_tried_again(
    tmp_path: Path, study_of: Callable[..., TuningStudy]
) -> None:
    first = study_of(tmp_path, {}, START, 0)
    told(first, 0.5, 1.0, 0.0)
    tried = first.propose()
    assert study_of(tmp_path, {}, START, seed=7).propose() == tried


def test_proposals_stay_around_the_settings_they_begin_with(
    tmp_path: Path, study_of: Callable[..., TuningStudy]
) -> None:
    study = study_of(tmp_path, {}, START, 0)
    for number in range(12):
        proposed = study.propose()
        assert proposed.keys() == {"learning_rate", "lambda_neg", STEPS_SHARE}
        assert number or proposed == pytest.approx(
            {"learning_rate": 1e-3, "lambda_neg": 0.6, STEPS_SHARE: 1.0}
        )
        assert 1e-3 / 8 <= proposed["learning_rate"] <= 4e-3
        assert 0.5 <= proposed[STEPS_SHARE] <= 1.0
        # The lower the learning rate, the better the outcome, as far as this study can tell.
        rate = (math.log(proposed["learning_rate"]) + 10) / 5
        study.tell(
            {"rate_after_attack": rate, "concept_recall": 1.0, "degenerate_rate": 0.0},
            {"concept_recall": 1.0, "degenerate_rate": 0.0},
        )
    best = study.record().best()
    assert best is not None and best.proposed["learning_rate"] < 5e-4


def test_recall_comes_before_resistance(
    tmp_path: Path, study_of: Callable[..., TuningStudy]
) -> None:
    study = study_of(tmp_path, {}, START, 0)
    assert study.record().best() is None
    told(study, 0.9, 0.60, 0.0)
    told(study, 0.1, 0.80, 0.0)
    best = study.record().best()
    # Both have lost too much: the one that has lost least.
    assert best is not None and best.number == 1
    told(study, 0.0, 0.99, 0.5)
    told(study, 0.3, 0.96, 0.01)
    told(study, 0.4, 1.00, 0.0)
    best = study.record().best()
    assert best is not None and best.number == 3
    study.propose()
    study.tell({"concept_recall": 0.1, "degenerate_rate": 0.0}, {})
    assert [one.state for one in study.record().trials] == ["complete"] * 5 + ["pruned"]
    # By hand: 1 is worse than 3 in recall only, so that nothing is better than 1 in everything.
    assert {one.number for one in study.record().trials if one.on_front} == {1, 2, 3, 4}


def test_without_optuna_the_search_says_how_to_get_it(
    config: TuneConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "optuna", None)
    assert "pip install 'sare-desktop[tuning]'" in failure(tune(config)).why
    with pytest.raises(ConfigError):
        TuningStudy(config.project, {}, START, 0)
