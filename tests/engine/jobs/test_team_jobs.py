"""Tests of images, and attacks, that several processes do together; here each is a thread."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from sare_engine.config import AttackConfig, GenerationConfig, ProbeConfig, RelearnConfig
from sare_engine.control import Control
from sare_engine.errors import ImageError
from sare_engine.events import Event, Failed, Finished, ProbeMetrics, StepMetrics
from sare_engine.grounding.sources.poll import ENTRY as POLL
from sare_engine.jobs import attack as attack_job
from sare_engine.jobs.attack import attack
from sare_engine.jobs.followed_test import CaptionTask
from sare_engine.jobs.probe import probe
from sare_engine.jobs.relearn import relearn
from sare_engine.models import generation
from sare_engine.models.generation import CaptionRequest
from sare_engine.models.sampling import Sampling
from sare_engine.team.seats import current_team
from sare_engine.team.team import Team
from sare_engine.workspace.project import Project
from tests.engine.jobs.conftest import World, ended, failure
from tests.engine.threads_as_processes import in_team, join_by_threads


@pytest.fixture(autouse=True)
def by_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each thread be a process of the team."""
    join_by_threads(monkeypatch)


def captions(folder: Path) -> list[tuple[str, tuple[int, ...] | None]]:
    with Project.open(folder) as project:
        [chosen] = project.caption_sets()
        return [(one.text, one.token_ids) for one in project.captions(chosen.id)]


def answers(folder: Path) -> list[float]:
    with Project.open(folder) as project:
        return [
            one
            for row in project.evidence()
            if row.source == POLL.key
            for one in row.details["answers"]
        ]


def test_processes_caption_and_ask_as_one_does(world: World, project: Path, tmp_path: Path) -> None:
    config = dataclasses.replace(
        # Six batches of sixteen images: the last is short.
        world.probe_config(tmp_path / "project"), batch_size=3, poll=True
    )  # fmt: skip
    alone = dataclasses.replace(config, project=project, images=())
    ended(probe(alone))
    first, second = in_team(2, lambda _: list(probe(config)))
    assert isinstance(first[-1], Finished), first[-1]
    assert first[-1].result["images_captioned"] == 16
    assert second == [Finished("done")]
    assert captions(tmp_path / "project") == captions(project)
    assert len(answers(project)) > 0
    assert answers(tmp_path / "project") == pytest.approx(answers(project), rel=1e-5)
    # Nothing is left to caption, and the others learn of it.
    again, second = in_team(2, lambda _: list(probe(config)))
    assert again[-1] == first[-1]
    assert second == [Finished("done")]


def test_a_picture_that_one_process_cannot_read_ends_the_test(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = generation.write_captions

    def write(*args: Any, **options: Any) -> Iterator[generation.GeneratedCaption]:
        team = current_team()
        if team is not None and not team.leads:
            raise ImageError("1.png cannot be read.", "It is damaged.", "Remove it.")
        return real(*args, **options)

    monkeypatch.setattr(generation, "write_captions", write)
    config = world.probe_config(tmp_path / "project")
    found = in_team(2, lambda _: list(probe(config)))
    for events in found:
        assert events[-1] == Failed("1.png cannot be read.", "It is damaged.", "Remove it.")


def test_only_one_process_can_use_a_server_or_a_loaded_model(tmp_path: Path) -> None:
    config = ProbeConfig(project=tmp_path, model=tmp_path, processes=2)
    failed = failure(probe(config, model=object()))  # type: ignore[arg-type]
    assert "each process loads its own" in failed.why
    served = ProbeConfig(project=tmp_path, server="http://127.0.0.1:1", server_model="m")
    for failed in in_team(2, lambda _: failure(probe(served))):
        assert "where a server writes the captions" in failed.why


def test_what_is_to_be_captioned_survives_being_sent() -> None:
    sampled = CaptionRequest(Path("a.png"), "Name it.", Sampling(0.7, 0.9, "1:é"))
    task = CaptionTask([sampled, CaptionRequest(Path("b.png"), "?")], GenerationConfig())
    assert CaptionTask.from_dict(task.to_dict()).requests == task.requests


def attack_config(project: Path, **changes: Any) -> RelearnConfig:
    values: dict[str, Any] = {
        "project": project, "concepts": ("image", "dog", "table"), "attack": "full", "samples": 3,
        "steps": 2, "batch": 3, "measure_at": (), "measure_images": 5, "device": "cpu",
    }  # fmt: skip
    return RelearnConfig(**values | changes)


def watched(events: Sequence[Event]) -> list[Any]:
    return [one.samples for one in events if isinstance(one, ProbeMetrics)]


@pytest.mark.parametrize("name", ["full", "asking"])
def test_processes_attack_as_one_does(project: Path, name: str) -> None:
    expected = list(relearn(attack_config(project, attack=name)))
    first, second = in_team(2, lambda _: list(relearn(attack_config(project, attack=name))))
    assert isinstance(first[-1], Finished), first[-1]
    assert isinstance(expected[-1], Finished), expected[-1]
    assert second == [Finished("done")]
    assert watched(first) == watched(expected)
    for step, values in expected[-1].result["resurgence"].items():
        assert first[-1].result["resurgence"][step] == pytest.approx(values, rel=1e-5)
    assert first[-1].result["counted"] == expected[-1].result["counted"]


def test_a_stopped_attack_stops_all_processes(project: Path) -> None:
    control = Control()

    def member(team: Team) -> list[Event]:
        events = []
        own = control if team.leads else Control()
        for event in relearn(attack_config(project, steps=50), control=own):
            events.append(event)
            if isinstance(event, StepMetrics):
                control.stop()
        return events

    first, second = in_team(2, member)
    assert first[-1] == second[-1] == Finished("stopped")
    assert len([one for one in first if isinstance(one, StepMetrics)]) == 1


def test_a_suite_makes_each_attack_with_its_processes(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = AttackConfig(project=project, processes=2, workers=2)
    assert dict(both.problems())["processes"].startswith("must be 1 where there are several wor")
    for failed in in_team(2, lambda _: failure(attack(AttackConfig(project=project)))):
        assert failed.what == "A suite of attacks is not possible under torchrun."
        assert "sare relearn" in failed.fix
    asked = []

    def plan(config: AttackConfig) -> None:
        asked.append(config.processes)
        raise ImageError("Asked.")

    monkeypatch.setattr(attack_job, "plan_suite", plan)
    failure(attack(AttackConfig(project=project, processes=2)))
    assert asked == [2]
