"""The landscape around a run's weights, as a run."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from sare_engine import (
    Control,
    EraseConfig,
    LandscapeConfig,
    ModelConfig,
    Project,
    Runs,
    erase,
    landscape,
)
from sare_engine.events import Finished, ProbeMetrics, Progress
from sare_engine.jobs.held_out_images import open_held_out
from sare_engine.jobs.measuring import SpanProbe
from sare_engine.models.loading import load_model
from sare_engine.models.vision import VisionFeatures
from tests.engine.jobs.conftest import World, ended, failure

CONCEPTS = ("image", "dog", "table")


@pytest.fixture
def line(project: Path) -> LandscapeConfig:
    """Three places around the base model."""
    return LandscapeConfig(project=project, concepts=CONCEPTS, points=3, span=0.2, device="cpu")


def hold_out_a_grounded_caption(folder: Path) -> None:
    """Hold out two captions that hallucinate, and call everything in one of them grounded."""
    with Project.open(folder) as project:
        verdicts = project.verdicts()
        told = {
            caption.image_id: caption
            for caption in project.captions()
            if not caption.degenerate
            and any(
                one.concept in CONCEPTS and verdicts[one.id].verdict == "hallucinated"
                for one in project.mentions(caption.id)
            )
        }
        grounded, made_up = list(told)[:2]
        for mention in project.mentions(told[grounded].id):
            project.override(mention.id, "grounded")
        project.set_splits({image.id: "train" for image in project.images()})
        project.set_splits({grounded: "held_out", made_up: "held_out"})


def test_the_middle_is_the_model_itself(line: LandscapeConfig, world: World) -> None:
    hold_out_a_grounded_caption(line.project)
    events = list(landscape(line))
    assert isinstance(events[-1], Finished), events[-1]
    result = events[-1].result
    assert (result["dimensions"], result["offsets"]) == (1, [-0.2, 0.0, 0.2])
    assert len(result["ce_neg"]) == len(result["ce_pos"]) == 3
    loaded = load_model(ModelConfig(model=world.model, device="cpu"))
    with Project.open(line.project) as project:
        held_out = open_held_out(project, loaded.fingerprint, frozenset(CONCEPTS))
    expected = SpanProbe(loaded, VisionFeatures(loaded), held_out).cross_entropy()
    assert result["ce_neg"][1] == pytest.approx(expected, rel=1e-5)
    assert result["ce_neg"][0] != pytest.approx(expected, rel=1e-3)
    [run] = Runs(line.project).list("landscape")
    assert run.status == "done"
    assert run.info.result == result
    assert [one.values["x"] for one in run.probes("landscape")] == [-0.2, 0.0, 0.2]
    last = [event for event in events if isinstance(event, Progress)][-1]
    assert (last.done, last.total) == (3, 3)


def test_a_grid_around_an_erasure_and_the_same_seed_again(
    line: LandscapeConfig, erase_config: EraseConfig
) -> None:
    ended(erase(erase_config))
    grid = dataclasses.replace(line, run="1", concepts=(), dimensions="2")
    result = ended(landscape(grid)).result
    assert result["looked_at"] == "0001-sare"
    assert [len(row) for row in result["ce_neg"]] == [3, 3, 3]
    again = ended(landscape(dataclasses.replace(grid, dimensions="1"))).result
    # The first direction is the same in both; the middle row has nothing of the second.
    assert again["ce_neg"] == pytest.approx(result["ce_neg"][1], rel=1e-5)
    with Project.open(line.project) as project:
        assert not project.chosen_concepts()


def test_a_stopped_landscape_is_a_stopped_run(line: LandscapeConfig) -> None:
    control = Control()
    for event in landscape(line, control=control):
        if isinstance(event, ProbeMetrics):
            control.stop()
    assert isinstance(event, Finished)
    assert event.status == "stopped"
    assert [run.status for run in Runs(line.project).list("landscape")] == ["stopped"]


def test_without_a_hallucination_there_is_nothing_to_measure(line: LandscapeConfig) -> None:
    assert "No object is chosen" in failure(landscape(dataclasses.replace(line, concepts=()))).why
    other = dataclasses.replace(line, concepts=("unicorn",))
    assert "hallucinates" in failure(landscape(other)).why
    assert failure(landscape(dataclasses.replace(line, run="none"))).why
    assert Runs(line.project).list() == []
