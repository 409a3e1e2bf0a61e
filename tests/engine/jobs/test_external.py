"""lmms-eval on base and export, spoken by a stand-in with its command line and files."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest

from sare_engine import Control, Progress, Project, compare_figures, evaluate_external
from sare_engine.config import ExternalConfig
from sare_engine.errors import ConfigError, DataError, EngineError
from sare_engine.evaluation.lmms_eval_files import read_results
from sare_engine.events import Finished, PhaseStarted
from sare_engine.jobs.lmms_eval import backend_of, command_for, lmms_eval_command
from tests.engine.jobs import fake_lmms_eval
from tests.engine.jobs.conftest import ended, failure

PROGRAM = Path(fake_lmms_eval.__file__)


@pytest.fixture
def models(tmp_path: Path) -> dict[str, Path]:
    """Folders of two models, of which lmms-eval needs to know the kind."""
    found = {}
    for name in ("base", "erased"):
        found[name] = tmp_path / name
        found[name].mkdir()
        (found[name] / "config.json").write_text('{"model_type": "llava"}')
    return found


def config(models: dict[str, Path], **more: object) -> ExternalConfig:
    values: dict[str, object] = {
        "tasks": ("pope", "mme"),
        "model": models["base"],
        "export": models["erased"],
        "program": PROGRAM,
        **more,
    }
    return ExternalConfig(**values)  # type: ignore[arg-type]


def test_both_models_are_evaluated_and_compared(models: dict[str, Path], tmp_path: Path) -> None:
    with Project.create(tmp_path / "project"):
        pass
    asked = config(models, keep_in=tmp_path / "project", output=tmp_path / "out")
    events = list(evaluate_external(asked))
    titles = [one.title for one in events if isinstance(one, PhaseStarted)]
    assert titles[:2] == ["lmms-eval, base", "lmms-eval, base: Model Responding"]
    steps = [(one.done, one.total) for one in events if isinstance(one, Progress)]
    assert steps == [(done, 40) for done in range(0, 41, 10)] * 2
    result = ended(iter(events)).result
    assert (result["before"], result["after"]) == ("base", "erased")
    rows = {(one["measured_on"], one["metric"]): one for one in result["figures"]}
    accuracy = rows["lmms-eval pope", "pope_accuracy"]
    assert (accuracy["before"]["value"], accuracy["after"]["value"]) == (1, 0.5)
    assert (accuracy["outcome"], accuracy["images"]) == ("worse", 40)
    # A sum of points has a standard error instead; lmms-eval says that higher is better.
    points = rows["lmms-eval mme", "mme_perception"]
    assert (points["difference"]["value"], points["outcome"]) == (-500, "worse")
    assert len(result["kept_in"]) == 4 and (tmp_path / "out" / "after").is_dir()
    found = compare_figures(tmp_path / "project", "erased")
    assert {one.outcome for one in found.figures} == {"worse"}
    assert len(found.figures) == 4


def test_a_few_samples_are_only_for_trying_it_out(models: dict[str, Path]) -> None:
    events = list(evaluate_external(config(models, tasks=("pope",), samples=20)))
    [row] = [one for one in ended(iter(events)).result["figures"] if one["images"] == 20][:1]
    assert row["images"] == 20
    assert any("Only 20 samples" in getattr(one, "text", "") for one in events)


def test_a_failure_shows_the_last_lines(models: dict[str, Path]) -> None:
    failed = failure(evaluate_external(config(models, tasks=("no_such_task",))))
    assert "exit code 1" in failed.what
    assert "Tasks not found: no_such_task" in failed.why
    assert "--tasks no_such_task" in failed.fix


def test_a_stop_ends_the_process(models: dict[str, Path]) -> None:
    control = Control()
    events = evaluate_external(config(models, tasks=("waiting",)), control=control)
    for event in events:
        if isinstance(event, Progress):
            control.stop()
    assert isinstance(event, Finished) and event.status == "stopped"
    assert threading.active_count() < 20


def test_what_is_absent_is_named(
    models: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    failed = failure(evaluate_external(config(models, program=None)))
    assert "not found" in failed.what and "pip install lmms-eval" in failed.fix
    for place in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(EngineError, match="not found") as caught:
            lmms_eval_command(place)
        assert "pip install lmms-eval" in caught.value.fix
    environment = tmp_path / "env" / "bin"
    environment.mkdir(parents=True)
    (environment / "python").symlink_to(sys.executable)
    command = lmms_eval_command(tmp_path / "env")
    # The link itself: what it leads to would not see the environment's packages.
    assert command == [str(environment / "python"), "-m", "lmms_eval"]
    assert lmms_eval_command(environment / "python") == command


def test_the_command_line(models: dict[str, Path], tmp_path: Path) -> None:
    asked = config(models, model_args="dtype=float32", device="cpu", samples=3, backend="mine")
    command = command_for(asked, models["base"], tmp_path)
    assert command[2:] == [
        "--model", "mine",
        "--model_args", f"pretrained={models['base']},dtype=float32",
        "--tasks", "pope,mme",
        "--batch_size", "1",
        "--output_path", str(tmp_path),
        "--log_samples",
        "--device", "cpu",
        "--limit", "3",
    ]  # fmt: skip
    assert backend_of(models["base"]) == "llava_hf"
    (models["base"] / "config.json").write_text('{"model_type": "other"}')
    with pytest.raises(DataError, match="name for base is not known"):
        backend_of(models["base"])
    with pytest.raises(DataError, match="cannot be evaluated") as caught:
        backend_of(tmp_path)
    assert "merged" in caught.value.fix
    odd = tmp_path / "a,b"
    with pytest.raises(DataError, match="cannot be evaluated"):
        command_for(asked, odd, tmp_path)
    with pytest.raises(ConfigError):
        config(models, tasks=()).validate()
    with pytest.raises(ConfigError):
        config(models, tasks=("--predict_only",)).validate()


@pytest.mark.parametrize("text", ["{", "[]", '{"results": 3}', None])
def test_damaged_results_are_refused(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "20260101_120000_results.json").write_text(text)
    with pytest.raises(DataError, match="could not be read"):
        read_results(tmp_path)


def test_a_metric_that_is_no_mean_has_no_counts(tmp_path: Path) -> None:
    results = {"results": {"pope": {"pope_f1_score,none": 0.4, "pope_accuracy,none": 0.5}}}
    (tmp_path / "x_results.json").write_text(json.dumps(results))
    rows = [
        {"doc_id": place, "pope_f1_score": {"score": score}, "pope_accuracy": {"score": score}}
        for place, score in enumerate((1.0, 0.0))
    ]
    text = "".join(json.dumps(one) + "\n" for one in rows)
    (tmp_path / "x_samples_pope.jsonl").write_text(text)
    found = read_results(tmp_path)["pope"]
    assert found.tally is not None and list(found.tally.figures) == ["pope_accuracy"]
    assert found.values == {"pope_f1_score": 0.4, "pope_accuracy": 0.5}
