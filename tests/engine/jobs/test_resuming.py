"""Resuming: with the settings and the model that a run began with, or a refusal that says why."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from safetensors.torch import load_file, save_file

from sare_engine import CompareConfig, check_resuming, compare, erase, relearn
from sare_engine.config import EraseConfig, ModelConfig, RelearnConfig
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.events import Event, Finished, Notice, StepMetrics
from sare_engine.models.loading import load_model
from sare_engine.workspace.runs import RunFolder, Runs
from tests.engine.jobs.conftest import SHORT, World, ended, failure

ATTACK: dict[str, Any] = {
    "steps": 2,
    "samples": 2,
    "batch": 2,
    "measure_at": (1,),
    "measure_images": 2,
    "device": "cpu",
}


def stopped_after(events: Iterator[Event], control: Control, step: int) -> None:
    """Run a job and stop it after a step."""
    for event in events:
        if isinstance(event, StepMetrics) and event.step == step:
            control.stop()
    assert isinstance(event, Finished), event
    assert event.status == "stopped"


@pytest.fixture(scope="module")
def begun(
    tested_project: Path, world: World, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """A project with an erasure that was stopped after 2 of 4 steps, and its model's folder."""
    root = tmp_path_factory.mktemp("begun")
    model = Path(shutil.copytree(world.model, root / "model"))
    project = Path(shutil.copytree(tested_project, root / "project"))
    config = EraseConfig(
        project=project, model=model, concepts=("image", "dog", "table"), name="begun",
        **{**SHORT, "steps": 4},
    )  # fmt: skip
    control = Control()
    stopped_after(erase(config, control=control), control, 2)
    return project, model


@pytest.fixture
def stopped(begun: tuple[Path, Path], tmp_path: Path) -> tuple[RunFolder, Path]:
    """A copy of that run, and of its model, to which the run's settings point."""
    root = Path(shutil.copytree(begun[0].parent, tmp_path / "copy"))
    run = Runs(root / "project").find("begun")
    run.update_config({"model": str(root / "model")})
    return run, root / "model"


def resuming(run: RunFolder, **changes: Any) -> EraseConfig:
    return EraseConfig(project=run.path.parents[1], resume=run.name, device="cpu", **changes)


def change_weights(model: Path) -> None:
    file = model / "model.safetensors"
    tensors = {name: tensor * 1.01 for name, tensor in load_file(file).items()}
    save_file(tensors, file, metadata={"format": "pt"})


def other_settings() -> list[Any]:
    return [
        pytest.param({"steps": 6}, "Steps: 4, not 6", id="steps"),
        pytest.param({"learning_rate": 1e-4}, "Learning rate: 0.001, not 0.0001", id="rate"),
        pytest.param({"method": "efuf"}, "Method: sare, not efuf", id="method"),
        pytest.param({"concepts": ("dog",)}, "Concepts: image, dog, table, not dog", id="concepts"),
        pytest.param({"quantisation": "4bit"}, "Quantisation: none, not 4bit", id="quantisation"),
        pytest.param({"name": "other"}, "Name: begun, not other", id="name"),
    ]


@pytest.mark.parametrize(("changes", "difference"), other_settings())
def test_other_settings_are_refused_with_the_difference(
    begun: tuple[Path, Path], changes: dict[str, Any], difference: str
) -> None:
    run = Runs(begun[0]).find("begun")
    before = (run.path / "status.json").read_bytes()
    told = failure(erase(resuming(run, **changes)))
    assert "was not resumed" in told.what
    assert difference in told.why
    assert (run.path / "status.json").read_bytes() == before


def test_a_default_that_was_stated_counts_as_asked_for(begun: tuple[Path, Path]) -> None:
    run = Runs(begun[0]).find("begun")
    config = resuming(run)
    with pytest.raises(DataError, match="Steps: 4, not 120"):
        check_resuming("erase", config, {"resume", "steps"})
    check_resuming("erase", config, {"resume", "device", "method"})
    check_resuming("relearn", RelearnConfig(project=config.project, resume="1"), {"steps"})


def test_the_same_settings_and_those_of_pace_are_no_difference(
    stopped: tuple[RunFolder, Path],
) -> None:
    run, _ = stopped
    same = resuming(
        run, steps=4, concepts=("table", "image", "dog"), microbatch=1, evaluate_every=2
    )
    check_resuming("erase", same, {"steps", "concepts", "microbatch"})
    metrics = run.path / "metrics.jsonl"
    metrics.write_text(re.sub(r'"seconds": [0-9.e-]+', '"seconds": 1000.0', metrics.read_text()))
    events = list(erase(same))
    assert isinstance(events[-1], Finished) and events[-1].status == "done"
    assert [one.step for one in events if isinstance(one, StepMetrics)] == [3, 4]
    assert any("Microbatch: 0, not 1" in one.text for one in events if isinstance(one, Notice))
    lines = (run.path / "metrics.jsonl").read_text().splitlines()
    steps = [one["step"] for one in map(json.loads, lines) if one["event"] == "StepMetrics"]
    assert steps == [1, 2, 3, 4]
    # The measurement that was due when it was stopped is made first.
    assert [one.step for one in run.probes()] == [0, 2, 4]
    # The seconds of the steps before count in both.
    assert 2000 < events[-1].result["training_seconds"] <= events[-1].result["seconds"]


def test_a_moved_model_is_missing_until_it_is_named(stopped: tuple[RunFolder, Path]) -> None:
    run, model = stopped
    moved = model.rename(model.with_name("moved"))
    told = failure(erase(resuming(run)))
    assert str(model) in told.why and "--model" in told.fix
    ended(erase(resuming(run, model=moved)))
    assert run.config_dict()["model"] == str(moved)


def test_replaced_weights_are_refused(stopped: tuple[RunFolder, Path]) -> None:
    run, model = stopped
    change_weights(model)
    told = failure(erase(resuming(run)))
    assert "not the same" in told.why and "changed or replaced" in told.why
    assert run.status == "stopped"


def test_another_model_is_refused(stopped: tuple[RunFolder, Path]) -> None:
    run, model = stopped
    other = Path(shutil.copytree(model, model.with_name("other")))
    change_weights(other)
    assert "not the same" in failure(erase(resuming(run, model=other))).why
    # Also where the run is of a version that did not note its model's fingerprint.
    environment = run.environment
    del environment["model_fingerprint"]
    (run.path / "environment.json").write_text(json.dumps(environment))
    assert "not the same model" in failure(erase(resuming(run, model=other))).why
    # A loaded model counts as much as a folder, and so does how it is held.
    loaded = load_model(ModelConfig(model=model, device="cpu", dtype="bfloat16"))
    assert "another number format" in failure(erase(resuming(run), model=loaded)).why
    run.update_environment({"model_fingerprint": "0" * 16})
    assert "not the same" in failure(erase(resuming(run), model=loaded)).why


def test_a_run_of_another_kind_is_not_resumed(begun: tuple[Path, Path]) -> None:
    config = RelearnConfig(project=begun[0], resume="begun")
    assert "not of relearn" in failure(relearn(config)).why


def test_an_attack_is_made_again_in_its_place(
    erase_config: EraseConfig, project: Path, world: World
) -> None:
    ended(erase(dataclasses.replace(erase_config, steps=1)))
    attack = RelearnConfig(project=project, run="1", **ATTACK)
    whole = ended(relearn(attack)).result
    control = Control()
    stopped_after(relearn(attack, control=control), control, 1)
    run = Runs(project).list("relearn")[-1]
    assert run.status == "stopped"
    again = RelearnConfig(project=project, resume=run.name, device="cpu")
    told = failure(relearn(dataclasses.replace(again, steps=9)))
    assert "Steps: 2, not 9" in told.why
    result = ended(relearn(again)).result
    assert result["run"] == run.name
    assert result["resurgence"] == whole["resurgence"]
    assert [one.step for one in run.steps()] == [1, 2]
    assert len(Runs(project).list("relearn")) == 2


def test_a_comparison_does_not_repeat_what_runs_elsewhere(
    project: Path, world: World, tmp_path: Path
) -> None:
    model = Path(shutil.copytree(world.model, tmp_path / "model"))
    config = CompareConfig(
        project=project, model=model, seeds=(0,), methods=("efuf",), steps=2,
        concepts=("image", "dog", "table"),
        negative_batch=2, retain_batch=2, checkpoint_every=1, attack_steps=1, attack_batch=2,
        samples=2, measure_at=(1,), measure_images=2, lora_rank=2, device="cpu",
    )  # fmt: skip
    control = Control()
    stopped_after(
        (one for one in compare(config, control=control) if getattr(one, "phase", "") != "relearn"),
        control,
        1,
    )
    run = Runs(project).list("erase")[-1]
    status = json.loads((run.path / "status.json").read_text())
    elsewhere = {"host": "cluster-7", "place": "another-boot pid:[1]", "pid": 4_194_305}
    (run.path / "status.json").write_text(json.dumps({**status, "status": "running", **elsewhere}))
    told = failure(compare(config))
    assert "cluster-7" in told.why and "--take-over" in told.fix
    moved = model.rename(tmp_path / "moved")
    ended(compare(dataclasses.replace(config, take_over=True, model=moved)))
    assert run.status == "done"
    assert len(Runs(project).list("erase")) == 1
    assert os.getpid() == json.loads((run.path / "status.json").read_text())["pid"]
    # Other weights in the same folder are another comparison, and that is said.
    change_weights(moved)
    told_so: list[str] = []
    control = Control()
    for event in compare(dataclasses.replace(config, model=moved), control=control):
        if isinstance(event, Notice) and event.level == "warning":
            told_so.append(event.text)
            control.stop()
    assert "was made with other weights" in told_so[0] and run.name in told_so[0]
