"""Erasing in rounds: each continues the adapter of the one before, on what is left."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from safetensors.torch import load_file

from sare_engine import EraseConfig, Project, Runs
from sare_engine.control import Control
from sare_engine.erasure.example_files import read_examples
from sare_engine.errors import ConfigError
from sare_engine.events import Event, Finished, Notice, PhaseStarted, StepMetrics
from sare_engine.jobs.erase import erase
from sare_engine.jobs.erase_examples import examples_of
from sare_engine.models.fingerprint import fingerprint
from sare_engine.models.loading import LoadedModel
from sare_engine.workspace.runs import RunFolder
from tests.engine.jobs.conftest import SHORT, World, ended, failure

CONCEPTS = ("image", "dog", "table")


def config_of(project: Path, **changes: Any) -> EraseConfig:
    """Settings of rounds that change the random model little, so that something is left."""
    settings: dict[str, Any] = {"concepts": CONCEPTS, "steps": 2, "rounds": 2}
    settings |= {**SHORT, "learning_rate": 1e-4} | changes
    return EraseConfig(project=project, **settings)


@pytest.fixture(scope="module")
def two_rounds(
    tested_project: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[Event]]:
    """A project with an erasure in two rounds, and its events; do not change it."""
    project = tmp_path_factory.mktemp("rounds") / "project"
    shutil.copytree(tested_project, project)
    events = list(erase(config_of(project)))
    assert isinstance(events[-1], Finished), events[-1]
    return project, events


def runs_of(project: Path) -> list[RunFolder]:
    return Runs(project).list("erase")


def result_of(events: Sequence[Event]) -> dict[str, Any]:
    assert isinstance(events[-1], Finished), events[-1]
    return dict(events[-1].result)


def test_each_round_is_a_run_with_its_parent(two_rounds: tuple[Path, list[Event]]) -> None:
    project, events = two_rounds
    assert len(runs_of(project)) == 2, result_of(events)
    first, second = runs_of(project)
    assert [one.status for one in (first, second)] == ["done", "done"]
    assert [one.config_dict()["parent"] for one in (first, second)] == ["", first.name]
    assert second.config_dict()["concepts"] == list(CONCEPTS)
    result = result_of(events)
    assert result["run"] == second.name
    assert [one["run"] for one in result["rounds"]] == [first.name, second.name]
    assert result["rounds"][1]["negative"] == second.info.result["examples"]["neg"] > 0
    # Both compare with the same model before, so that attacks and exports take both.
    assert len({one.environment["model_fingerprint"] for one in (first, second)}) == 1


def test_progress_says_which_round(two_rounds: tuple[Path, list[Event]]) -> None:
    titles = [one.title for one in two_rounds[1] if isinstance(one, PhaseStarted)]
    numbers = [title.partition(":")[0] for title in titles]
    assert set(numbers) == {"Round 1 of 2", "Round 2 of 2"}
    assert numbers == sorted(numbers)
    assert "Round 2 of 2: Captioning images" in titles


def test_the_second_round_is_trained_on_captions_of_the_first(
    two_rounds: tuple[Path, list[Event]], world: World
) -> None:
    project, _ = two_rounds
    first, second = runs_of(project)
    with Project.open(project) as opened:
        base = opened.base_set()
        assert base is not None and not base.run
        assert opened.shown_set() == base
        made_by = fingerprint(world.model, first.adapter_folder)
        [again] = [one for one in opened.caption_sets() if one.model == made_by]
        assert again.run == first.name
        images = {image.id: image for image in opened.images()}
        said = {(images[one.image_id].path, one.text) for one in opened.captions(again.id)}
        # Training images alone are captioned again.
        assert {path for path, _ in said} == {
            image.path for image in images.values() if image.split == "train"
        }
    examples = read_examples(second.path / "examples.jsonl", frozenset(CONCEPTS))
    assert {(one.image, one.caption) for one in examples.negative} <= said


def test_the_second_round_begins_with_the_adapter_of_the_first(
    two_rounds: tuple[Path, list[Event]], tmp_path: Path
) -> None:
    project = Path(shutil.copytree(two_rounds[0], tmp_path / "project"))
    first = runs_of(project)[0]
    # Steps too small to change anything: what comes out is what went in.
    config = config_of(
        project, parent=first.name.split("-")[0], rounds=1, learning_rate=1e-9, steps=1
    )
    ended(erase(config))
    run = runs_of(project)[-1]
    assert run.config_dict()["parent"] == first.name
    before, after = (
        load_file(one.adapter_folder / "adapter_model.safetensors") for one in (first, run)
    )
    assert before.keys() == after.keys()
    assert all(after[name].allclose(one, atol=1e-7) for name, one in before.items())
    assert any(one.abs().max() > 1e-5 for name, one in before.items() if "lora_B" in name)


def test_rounds_continue_where_they_were_stopped(
    two_rounds: tuple[Path, list[Event]], project: Path
) -> None:
    control, steps = Control(), 0
    for event in erase(config_of(project, checkpoint_every=1), control=control):
        steps += isinstance(event, StepMetrics)
        if steps == 3:  # the first step of the second round
            control.stop()
    second = runs_of(project)[1]
    assert second.status == "stopped"
    result = result_of(list(erase(EraseConfig(project=project, resume=second.name, device="cpu"))))
    assert [one["run"] for one in result["rounds"]] == [one.name for one in runs_of(project)]
    expected, found = (
        load_file(runs_of(one)[1].adapter_folder / "adapter_model.safetensors")
        for one in (two_rounds[0], project)
    )
    assert all(found[name].equal(one) for name, one in expected.items())


def test_rounds_stopped_between_two_runs_continue_with_the_finished_one(
    two_rounds: tuple[Path, list[Event]], project: Path
) -> None:
    control = Control()
    for event in erase(config_of(project), control=control):
        if (
            isinstance(event, PhaseStarted)
            and event.phase == "caption"
            and "Round 2" in event.title
        ):
            control.stop()
    [first] = runs_of(project)
    assert first.status == "done"
    result = result_of(list(erase(EraseConfig(project=project, resume=first.name, device="cpu"))))
    assert len(result["rounds"]) == 2
    failed = failure(erase(EraseConfig(project=project, resume=first.name, device="cpu")))
    assert "last of its rounds" in failed.why


def test_a_loaded_model_is_used_and_comes_back(project: Path, tiny_llava: LoadedModel) -> None:
    before = {name: one.clone() for name, one in tiny_llava.model.named_parameters()}
    events = list(erase(config_of(project), model=tiny_llava))
    assert len(result_of(events)["rounds"]) == 2
    assert not any(isinstance(one, PhaseStarted) and one.phase == "load" for one in events)
    after = dict(tiny_llava.model.named_parameters())
    assert before.keys() == after.keys()
    assert all(after[name].equal(one) for name, one in before.items())


def test_rounds_end_when_little_is_left(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing_left(*arguments: Any) -> Any:
        examples = examples_of(*arguments)
        return dataclasses.replace(examples, negative=examples.negative[:1])

    monkeypatch.setattr("sare_engine.jobs.rounds.examples_of", nothing_left)
    events = list(erase(config_of(project, rounds=3)))
    result = result_of(events)
    assert len(runs_of(project)) == len(result["rounds"]) == 1
    assert "too few hallucinations" in result["ended_because"]
    assert any(isinstance(one, Notice) and "Ended after round 1" in one.text for one in events)


def test_what_cannot_be_continued_is_refused(
    two_rounds: tuple[Path, list[Event]], tmp_path: Path
) -> None:
    project = Path(shutil.copytree(two_rounds[0], tmp_path / "project"))
    first = runs_of(project)[0]
    other = failure(erase(config_of(project, parent=first.name, rounds=1, lora_rank=2)))
    assert "lora_rank: 4" in other.why
    assert "no run" in failure(erase(config_of(project, parent="9", rounds=1))).what
    for changes, field in (({"rounds": 2}, "rounds"), ({"rounds": 1, "parent": "1"}, "parent")):
        with pytest.raises(ConfigError) as caught:
            config_of(project, trainable="full", **changes).validate()
        assert [name for name, _ in caught.value.problems] == [field]
