"""An erasure that keeps the weights that are best on held-out images, and one that stops early."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

import sare_engine.jobs.measuring
from sare_engine import erase
from sare_engine.config import EraseConfig
from sare_engine.control import Control
from sare_engine.erasure.trainer import Measure
from sare_engine.events import Event, Finished, Notice, ProbeMetrics, StepMetrics
from sare_engine.exporting.forms.adapter import ENTRY as ADAPTER
from sare_engine.exporting.model_card import model_card
from sare_engine.jobs.best_weights import BEST_FILE, warn_of_no_measurements
from sare_engine.jobs.export import card_data
from sare_engine.reporting.kept_probe import kept_probe
from sare_engine.workspace.runs import RunFolder, Runs
from tests.engine.jobs.conftest import SHORT, ended, failure

RATES = (0.5, 0.4, 0.1, 0.3, 0.2)
"""What is measured at the start and after each step: the second step is the best."""

Force = Callable[..., None]


def measuring(*rates: float, recall: float = 1.0) -> Callable[..., Measure]:
    """Return what opens a measurement that finds these rates, by step, and recall after step 0."""

    def open_measure(*_: object, **__: object) -> Measure:
        def measure(step: int) -> Iterator[Event]:
            values = {
                "hallucination_rate": rates[step],
                "concept_recall": recall if step else 1.0,
                "degenerate_rate": 0.0,
            }
            yield ProbeMetrics("erase", step, values)

        return measure

    return open_measure


@pytest.fixture
def forced(monkeypatch: pytest.MonkeyPatch) -> Force:
    """Decide what measurements find."""

    def force(*rates: float, recall: float = 1.0) -> None:
        found = measuring(*rates, recall=recall)
        monkeypatch.setattr(sare_engine.jobs.measuring, "measuring", found)

    return force


def config_of(erase_config: EraseConfig, **changes: Any) -> EraseConfig:
    short = {"steps": 4, "evaluate_every": 1, "keep": "best", **changes}
    return dataclasses.replace(erase_config, **short)


def weights(run: RunFolder) -> dict[str, torch.Tensor]:
    folder = run.adapter_folder if run.adapter_folder.is_dir() else run.model_folder
    [file] = folder.glob("*.safetensors")
    return load_file(file)


def equal(first: dict[str, torch.Tensor], second: dict[str, torch.Tensor]) -> bool:
    return first.keys() == second.keys() and all(
        torch.equal(first[name], second[name]) for name in first
    )


def trained(run: RunFolder, step: int) -> dict[str, torch.Tensor]:
    """Return the weights in a checkpoint, by the names of the result."""
    state = load_file(run.path / "checkpoints" / f"step-{step:06d}" / "state.safetensors")
    found = {name[10:]: one for name, one in state.items() if name.startswith("parameter.")}
    return {name.replace(".default", ""): one for name, one in found.items()}


def in_layers(found: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Return the weights of the decoder's layers, whose names begin otherwise in a saved model."""
    return {
        name.partition(".layers.")[2]: one
        for name, one in found.items()
        if "language_model" in name and ".layers." in name
    }


def notices(events: list[Event]) -> str:
    return "\n".join(one.text for one in events if isinstance(one, Notice))


def test_the_best_step_is_kept_and_said(
    erase_config: EraseConfig, forced: Force, tmp_path: Path
) -> None:
    forced(*RATES)
    config = config_of(erase_config, checkpoint_every=1)
    events = list(erase(config))
    assert isinstance(events[-1], Finished), events[-1]
    result, run = events[-1].result, Runs(config.project).find("1")
    assert (result["kept_step"], result["trained_steps"]) == (2, 4)
    assert result["stopped_early"] is False
    assert result["held_out"]["hallucination_rate"] == 0.1
    said = (
        "Kept the weights of step 2 of 4, the best on held-out images: hallucination 10\xa0%, "
        "erased object named where it is present 100\xa0%, broken text 0\xa0%. After the last "
        "step: hallucination 20\xa0%, "
    )
    assert said in notices(events) and said in result["kept_why"]
    kept = weights(run)
    assert equal(kept, trained(run, 2))
    assert not equal(kept, trained(run, 4))
    assert not (run.path / BEST_FILE).exists(), "a second copy is left"

    # What is reported of the run is of these weights.
    probe = kept_probe(run)
    assert probe is not None and probe.step == 2
    data = card_data(Runs(config.project), run, config, images=2)
    assert data.after["hallucination_rate"] == 0.1
    card = model_card(data, form=ADAPTER, base="org/model")
    assert "Kept the weights of step 2 of 4" in card and "slightly optimistic" in card


def test_full_training_keeps_its_best_weights_too(erase_config: EraseConfig, forced: Force) -> None:
    forced(0.5, 0.1, 0.3)
    config = config_of(erase_config, trainable="full", steps=2, checkpoint_every=1)
    ended(erase(config))
    run = Runs(config.project).find("1")
    kept = in_layers(weights(run))
    assert kept
    assert equal(kept, in_layers(trained(run, 1)))
    assert not equal(kept, in_layers(trained(run, 2)))


def test_it_stops_early_when_nothing_improves(erase_config: EraseConfig, forced: Force) -> None:
    forced(0.5, 0.1, 0.2, 0.2, 0.0)
    config = config_of(erase_config, patience=2)
    events: list[Event] = []
    work = erase(config)
    while "Stopped early" not in notices(events):
        events.append(next(work))
    work.close()  # type: ignore[attr-defined]
    assert [one.step for one in events if isinstance(one, StepMetrics)] == [1, 2, 3]
    # What has ended early does not go on when it is resumed.
    run = Runs(config.project).find("1")
    events = list(erase(resuming(run)))
    assert not any(isinstance(one, StepMetrics) for one in events)
    assert isinstance(events[-1], Finished)
    result = events[-1].result
    assert (result["kept_step"], result["trained_steps"]) == (1, 3)
    assert result["stopped_early"] is True
    said = "Stopped early, after step 3 of 4: 2 measurements in a row on held-out images brought"
    assert said in notices(events) and said in result["kept_why"]
    assert [one.step for one in run.checkpoints()] == [3]

    # Without the best weights, those of the last step are kept.
    last = ended(erase(dataclasses.replace(config, keep="last", name="last"))).result
    assert (last["kept_step"], last["trained_steps"]) == (3, 3)
    assert last["held_out"]["hallucination_rate"] == 0.2
    assert equal(weights(Runs(config.project).find("last")), trained(run, 3))


def test_without_a_measurement_within_the_bound_the_last_step_is_kept(
    erase_config: EraseConfig, forced: Force
) -> None:
    forced(0.5, 0.1, 0.2, recall=0.5)
    events = list(erase(config_of(erase_config, steps=2)))
    assert isinstance(events[-1], Finished)
    assert events[-1].result["kept_step"] == 2
    [warning] = [one for one in events if isinstance(one, Notice) and one.text.startswith("Kept")]
    assert warning.level == "warning"
    assert "no measurement on held-out images was within the utility bound" in warning.text


def test_settings_without_effect_are_named() -> None:
    config = EraseConfig(project=Path("p"), keep="best", patience=2, evaluate_every=0)
    [notice] = warn_of_no_measurements(config)
    assert isinstance(notice, Notice) and "it measures only at its end" in notice.text
    assert not config.depends_on_measurements
    for change in ({"evaluate_every": 1}, {"keep": "last", "patience": 0}):
        assert not list(warn_of_no_measurements(dataclasses.replace(config, **change)))


@pytest.fixture(scope="module")
def begun(tested_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a run that was stopped after step 3, and the same run left alone."""
    project = Path(shutil.copytree(tested_project, tmp_path_factory.mktemp("begun") / "project"))
    config = EraseConfig(project=project, concepts=("image", "dog", "table"), **SHORT)
    config = config_of(config, checkpoint_every=1)
    control = Control()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sare_engine.jobs.measuring, "measuring", measuring(*RATES))
        ended(erase(dataclasses.replace(config, name="whole")))
        for event in erase(dataclasses.replace(config, name="stopped"), control=control):
            if isinstance(event, StepMetrics) and event.step == 3:
                control.stop()
    return project


@pytest.fixture
def stopped(begun: Path, tmp_path: Path, forced: Force) -> RunFolder:
    """A copy of the stopped run."""
    forced(*RATES)
    return Runs(Path(shutil.copytree(begun, tmp_path / "copy"))).find("stopped")


def whole(run: RunFolder) -> dict[str, torch.Tensor]:
    """Return what the run ends with if it is left alone."""
    return weights(Runs(run.path.parents[1]).find("whole"))


def resuming(run: RunFolder, **changes: Any) -> EraseConfig:
    return EraseConfig(project=run.path.parents[1], resume=run.name, device="cpu", **changes)


def test_a_resumed_run_chooses_as_one_left_alone(stopped: RunFolder) -> None:
    assert (stopped.path / BEST_FILE).is_file()
    refused = failure(erase(resuming(stopped, evaluate_every=2)))
    assert "Evaluate every: 1, not 2" in refused.why
    result = ended(erase(resuming(stopped))).result
    assert (result["kept_step"], result["trained_steps"]) == (2, 4)
    assert result["held_out"]["hallucination_rate"] == 0.1
    assert equal(weights(stopped), whole(stopped))
    assert not (stopped.path / BEST_FILE).exists()


def test_what_was_kept_survives_a_kill_before_the_next_checkpoint(
    stopped: RunFolder, forced: Force
) -> None:
    """The copy counts with its own measurement, which another device may not find again."""
    for checkpoint in stopped.checkpoints()[1:]:
        shutil.rmtree(checkpoint.path)
    forced(0.5, 0.4, 0.35, 0.3, 0.2)
    result = ended(erase(resuming(stopped))).result
    assert (result["kept_step"], result["held_out"]["hallucination_rate"]) == (2, 0.1)
    assert equal(weights(stopped), whole(stopped))


def test_a_run_that_begins_again_forgets_what_was_kept(stopped: RunFolder, forced: Force) -> None:
    shutil.rmtree(stopped.path / "checkpoints")
    forced(0.5, 0.4, 0.35, 0.3, 0.3)
    assert ended(erase(resuming(stopped))).result["kept_step"] == 4
