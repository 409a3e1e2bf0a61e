"""The search for settings: short trials, kept by a study, and what is chosen of them."""

from __future__ import annotations

import dataclasses
import math
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import sare_engine.jobs.measuring
from sare_engine import (
    Control,
    TuneConfig,
    command_of,
    settings_of,
    tune,
    tuning_available,
    tuning_results,
)
from sare_engine.cli.results import show_tuning
from sare_engine.config import EraseConfig
from sare_engine.errors import ConfigError, StorageError
from sare_engine.events import Event, Finished, Notice, ProbeMetrics, StepMetrics
from sare_engine.jobs.tuning_rules import TrialRecord, why_ended
from sare_engine.jobs.tuning_study import STEPS_SHARE, STUDIES_FILE, TuningStudy, read_studies
from sare_engine.workspace.runs import Runs
from tests.engine.jobs.conftest import failure
from tests.waiting import PATIENCE_S, eventually

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


def told(study: TuningStudy, rate: float, recall: float, broken: float) -> dict[str, float]:
    """Make a trial; return what was proposed."""
    proposed = study.propose()
    figures = {"concept_recall": recall, "degenerate_rate": broken}
    study.tell(
        {"rate_after_attack": rate, **figures}, {"concept_recall": 1.0, "degenerate_rate": 0.0}
    )
    return proposed


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


def test_a_trial_is_measured_with_the_weights_that_it_keeps(
    config: TuneConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    rates = (0.8, 0.1, 0.3)

    def measuring(phase: str, *_: object, **__: object) -> Callable[..., Iterator[Event]]:
        def measure(step: int, **_: object) -> Iterator[Event]:
            figures = {"concept_recall": 1.0, "degenerate_rate": 0.0}
            yield ProbeMetrics(phase, step, {"hallucination_rate": rates[step], **figures})

        return measure

    monkeypatch.setattr(sare_engine.jobs.measuring, "measuring", measuring)
    best = dataclasses.replace(config, trials=1, keep="best", patience=3)
    result = finished(list(tune(best)))
    assert result["trials"][0]["values"]["hallucination_rate"] == 0.1
    assert result["best"]["number"] == 1
    # What was found is for an erasure that measures and ends as it was asked for.
    usual = {one.name: one.default for one in settings_of(EraseConfig)}
    found = result["erasure"]
    assert (found["keep"], found["patience"]) == ("best", 3)
    for name in ("evaluate_every", "checkpoint_every", "measure_images", "name"):
        assert found[name] == usual[name]

    last = finished(list(tune(dataclasses.replace(config, trials=1))))
    assert last["study"] != result["study"]
    assert last["trials"][0]["values"]["hallucination_rate"] == 0.3
    assert last["erasure"]["keep"] == "last"

    # Both are there to be shown, the one that was worked on last first.
    assert tuning_results(config.project) == [last, result]


def test_searches_are_read_without_being_changed(tmp_path: Path) -> None:
    assert tuning_results(tmp_path) == []
    assert not list(tmp_path.iterdir())
    (tmp_path / STUDIES_FILE).write_bytes(b"no database" * 100)
    with pytest.raises(StorageError, match="could not be read"):
        tuning_results(tmp_path)


def test_why_a_trial_ended_early_is_said() -> None:
    base = {"hallucination_rate": 0.7, "concept_recall": 0.98, "degenerate_rate": 0.0}

    def why(**values: float) -> str:
        return why_ended(TrialRecord(0, "pruned", {}, {**base, **values}), base)

    assert why(concept_recall=0.8) == "lost more than 15 points of concept recall"
    assert why(degenerate_rate=0.2) == "broke more than 10 in 100 captions"
    assert why(hallucination_rate=0.5) == "left more than half of the hallucination"
    assert why_ended(TrialRecord(0, "complete", {}, base), base) == ""


def test_another_model_or_attack_is_another_study(
    tmp_path: Path, study_of: Callable[..., TuningStudy]
) -> None:
    first = study_of(tmp_path, {"model": "a"}, START, 0)
    told(first, 0.5, 1.0, 0.0)
    assert study_of(tmp_path, {"model": "a"}, START, 0).finished == 1
    assert study_of(tmp_path, {"model": "b"}, START, 0).finished == 0


def test_a_search_that_goes_on_proposes_what_it_would_have_proposed_at_once(
    tmp_path: Path, study_of: Callable[..., TuningStudy]
) -> None:
    start = {"learning_rate": 1e-3, "lambda_neg": 0.5}
    (tmp_path / "parts").mkdir()
    (tmp_path / "whole").mkdir()
    at_once, in_parts = [], []
    study = study_of(tmp_path / "whole", {"model": "a"}, start, 5)
    for number in range(8):
        at_once.append(told(study, 0.1 * number, 0.9, 0.0))
        opened = study_of(tmp_path / "parts", {"model": "a"}, start, 5)
        in_parts.append(told(opened, 0.1 * number, 0.9, 0.0))
    assert in_parts == at_once
    assert len({tuple(one.values()) for one in in_parts}) == len(in_parts)
    other = study_of(tmp_path, {"model": "a"}, start, 6)
    assert told(other, 0.0, 0.9, 0.0) == at_once[0]  # what the search begins with
    assert told(other, 0.1, 0.9, 0.0) != at_once[1]


def test_what_a_killed_process_tried_is_tried_again(
    tmp_path: Path, study_of: Callable[..., TuningStudy]
) -> None:
    first = study_of(tmp_path, {}, START, 0)
    told(first, 0.5, 1.0, 0.0)
    tried = first.propose()
    assert study_of(tmp_path, {}, START, seed=7).propose() == tried


def test_what_was_to_be_tried_when_a_process_was_killed_is_not_lost(
    tmp_path: Path, study_of: Callable[..., TuningStudy]
) -> None:
    begins = pytest.approx({"learning_rate": 1e-3, "lambda_neg": 0.6, STEPS_SHARE: 1.0})
    first = study_of(tmp_path, {}, START, 0)
    # Killed between taking the settings that a search begins with and using them.
    first._study.ask()
    second = study_of(tmp_path, {}, START, 0)
    # Killed before the trial was marked as interrupted, when it was already to be made again.
    second._study.ask()
    second._study.enqueue_trial({**START, "rho": 0.1})
    waiting = {**{k: v for k, v in START.items() if v}, STEPS_SHARE: 1.0}
    second._study.enqueue_trial(waiting)
    third = study_of(tmp_path, {}, START, 0)
    states = [one.state.name for one in third._study.trials]
    assert states == ["FAIL", "FAIL", "WAITING", "WAITING"]
    third.propose()
    assert third.propose() == begins


def test_a_trial_that_was_measured_is_not_made_again(
    tmp_path: Path, study_of: Callable[..., TuningStudy]
) -> None:
    first = study_of(tmp_path, {}, START, 0)
    measured = {"rate_after_attack": 0.2, "concept_recall": 0.9, "degenerate_rate": 0.0}
    first.propose()
    # Killed between writing what was measured and ending the trial.
    first._running[0].set_user_attr("outcome", measured)
    second = study_of(tmp_path, {}, START, 0)
    assert second.finished == 1
    [trial] = second.record().trials
    assert (trial.state, trial.values) == ("complete", measured)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_search_that_is_killed_twice_loses_and_doubles_no_trial(config: TuneConfig) -> None:
    words = [sys.executable, "-m", "sare_engine.cli", *shlex.split(command_of(config))[1:]]
    ended = ("complete", "pruned")

    def trials() -> list[str]:
        studies = read_studies(config.project)
        return [one.state for one in studies[0].trials] if studies else []

    for known in (0, 1):

        def has_begun(known: int = known) -> bool:
            states = trials()
            return states[-1] == "running" and sum(one in ended for one in states) >= known

        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            eventually(has_begun, seconds=10 * PATIENCE_S)
        finally:
            process.kill()
            process.wait()
    before = {one.number: one for one in read_studies(config.project)[0].trials}
    events = list(tune(config))
    notices = [one for one in events if isinstance(one, Notice) and "was interrupted" in one.text]
    # A run that had begun is made again, and cannot be resumed.
    assert not any("--resume" in one.hint for one in notices)
    result = finished(events)
    assert [one["state"] in ended for one in result["trials"]].count(True) == config.trials
    kept = [one for one in before.values() if one.state in ended]
    assert kept and all(
        dict(result["trials"][one.number]["values"]) == dict(one.values) for one in kept
    )
    settings = [str(one["settings"]) for one in result["trials"] if one["state"] in ended]
    assert len(set(settings)) == config.trials
    # Each trial that a kill ended was made again with the same settings.
    failed = {str(one["settings"]) for one in result["trials"] if one["state"] == "failed"}
    assert failed and failed <= set(settings)
    assert not Runs(config.project).list()


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
    assert tuning_available()
    monkeypatch.setitem(sys.modules, "optuna", None)
    assert not tuning_available()
    assert "pip install 'sare-desktop[tuning]'" in failure(tune(config)).why
    with pytest.raises(ConfigError):
        TuningStudy(config.project, {}, START, 0)
