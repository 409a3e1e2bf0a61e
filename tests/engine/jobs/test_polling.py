"""The model's own answers as evidence on what its captions mention."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sare_engine import (
    ConfigError,
    Control,
    DataError,
    Finished,
    JudgeConfig,
    Notice,
    ProbeConfig,
    Progress,
    Project,
    concepts,
    judge,
    probe,
)
from sare_engine.config import ConceptsConfig, ModelConfig
from sare_engine.domain import Evidence
from sare_engine.grounding.questions import paraphrases
from sare_engine.models import generation
from sare_engine.models.generation import poll_objects
from sare_engine.models.loading import load_model
from sare_engine.models.vision import VisionFeatures
from tests.engine.jobs.conftest import World, ended


@pytest.fixture
def config(project: Path, world: World) -> ProbeConfig:
    """A test of the tested project that asks the model as well."""
    given = dataclasses.replace(world.probe_config(project), images=(), poll=True)
    return dataclasses.replace(given, poll_low=0.3, poll_high=0.5)


def polled(project: Path) -> dict[int, Evidence]:
    with Project.open(project) as opened:
        return {row.mention_id: row for row in opened.evidence() if row.source == "poll"}


def without_annotations(project: Path) -> None:
    with Project.open(project) as opened:
        for image in opened.images():
            opened.set_true_objects(image.id, None)
        opened.remove_evidence("annotation", [mention.id for mention in opened.mentions()])


def count_questions(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Record how many questions are asked at each call."""
    counts: list[int] = []

    def counted(loaded: Any, questions: Any, *rest: Any, **options: Any) -> Iterator[float]:
        counts.append(len(questions))
        yield from poll_objects(loaded, questions, *rest, **options)

    monkeypatch.setattr(generation, "poll_objects", counted)
    return counts


def test_every_claimed_object_is_asked_for_once_in_each_wording(
    config: ProbeConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = count_questions(monkeypatch)
    result = ended(probe(config)).result
    with Project.open(config.project) as project:
        image_of = {caption.id: caption.image_id for caption in project.captions()}
        paths = {image.id: image.path for image in project.images()}
        mentions = {one.id: one for one in project.mentions()}
    claimed = {one.id for one in mentions.values() if not one.negated}
    rows = polled(config.project)
    assert rows.keys() == claimed
    pairs = {(image_of[mentions[one].caption_id], mentions[one].concept) for one in claimed}
    assert counts == [3 * len(pairs)] and len(pairs) < len(claimed)
    # The answers are those of the same questions asked one by one.
    assert config.model is not None
    loaded = load_model(ModelConfig(model=config.model, device="cpu"))
    for row in list(rows.values())[:3]:
        mention = mentions[row.mention_id]
        path = paths[image_of[mention.caption_id]]
        alone = [
            next(iter(poll_objects(loaded, [(path, text)], 1)))
            for text in paraphrases(mention.concept)
        ]
        assert row.details["answers"] == pytest.approx(alone, abs=1e-4)
        assert row.score == pytest.approx(sum(alone) / 3, abs=1e-4)
        assert row.details["spread"] == pytest.approx(max(alone) - min(alone), abs=1e-4)
        assert row.details["questions"] == list(paraphrases(mention.concept))
    # Annotations decide; the answers are compared with them.
    compared = [
        one
        for one in result["agreement"]
        if one["sources"] == "annotation and the model's own answer"
    ]
    sure = sum(row.verdict != "unsure" for row in rows.values())
    assert sum(one["mentions"] for one in compared) == sure > 0
    table = concepts(ConceptsConfig(project=config.project))["concepts"]
    assert sum(row["disputed"] for row in table) == sure - sum(one["agree"] for one in compared)
    with Project.open(config.project) as project:
        assert {project.verdicts()[one].by for one in claimed} == {"annotation"}


def test_answers_decide_where_nothing_else_does_and_are_kept(
    config: ProbeConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_annotations(config.project)
    config = dataclasses.replace(config, annotations=None)
    counts = count_questions(monkeypatch)
    first = ended(probe(config)).result
    rows = polled(config.project)
    with Project.open(config.project) as project:
        verdicts = project.verdicts()
    assert {one: verdicts[one].verdict for one in rows} == {
        one: row.verdict for one, row in rows.items()
    }
    assert first["unsure"] < first["mentions"]
    # Kept answers are judged by other limits without asking again.
    highest = max(max(row.details["answers"]) for row in rows.values())
    low = dataclasses.replace(config, poll_low=min(1.0, highest + 1e-3), poll_high=1.0)
    second = ended(probe(low)).result
    assert counts[1:] == [0]
    assert second["hallucinated"] == second["mentions"]
    third = judge(JudgeConfig(project=config.project, poll_low=0.0, poll_high=1.0))
    assert third["unsure"] == third["mentions"]
    assert judge(JudgeConfig(project=config.project))["changed"] == 0
    with Project.open(config.project) as project:
        assert project.settings["poll"] == {"low": 0.0, "high": 1.0}
        assert project.settings.get("thresholds") is None  # no CLIP was used
    with pytest.raises(ConfigError, match="poll_low"):
        judge(JudgeConfig(project=config.project, poll_low=0.6, poll_high=0.5))


def test_questions_take_the_features_that_captioning_made(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[VisionFeatures] = []

    class Recorded(VisionFeatures):
        def __init__(self, *given: Any, **options: Any) -> None:
            super().__init__(*given, **options)
            made.append(self)

    monkeypatch.setattr("sare_engine.models.vision.VisionFeatures", Recorded)
    config = dataclasses.replace(world.probe_config(tmp_path / "fresh"), poll=True)
    result = ended(probe(config)).result
    [features] = made
    # Once for each image, and once more where the first one is compared with the plain way.
    assert features.computed - 1 == result["images"] == 16
    assert polled(config.project)


def test_without_the_option_nothing_is_asked(project: Path, world: World) -> None:
    ended(probe(dataclasses.replace(world.probe_config(project), images=())))
    assert polled(project) == {}
    with pytest.raises(DataError, match="poll"):
        judge(JudgeConfig(project=project, poll_low=0.2))


def test_a_stopped_poll_goes_on_where_it_was(
    config: ProbeConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = dataclasses.replace(config, batch_size=1)
    control = Control()
    last = None
    for event in probe(config, control=control):
        last = event
        if isinstance(event, Progress) and event.phase == "poll" and event.done == 7:
            control.stop()
    assert isinstance(last, Finished) and last.status == "stopped"
    kept = polled(config.project)
    assert kept
    counts = count_questions(monkeypatch)
    ended(probe(config))
    everything = polled(config.project)
    assert counts[0] > 0 and everything.keys() > kept.keys()
    assert {one: everything[one].details["answers"] for one in kept} == {
        one: row.details["answers"] for one, row in kept.items()
    }


def test_a_model_that_cannot_answer_is_tested_all_the_same(
    config: ProbeConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> Iterator[float]:
        raise DataError("This model cannot be asked yes/no questions.", "Because.", "So.")
        yield 0.0

    monkeypatch.setattr(generation, "poll_objects", refuse)
    events = list(probe(config))
    assert isinstance(events[-1], Finished)
    told = [one.text for one in events if isinstance(one, Notice)]
    # Of captions by random weights some may be broken.
    [about_answers] = [one for one in told if "empty or repeat themselves" not in one]
    assert "yes/no" in about_answers
    assert polled(config.project) == {}


def test_limits_must_not_cross(config: ProbeConfig) -> None:
    with pytest.raises(ConfigError, match="poll_low"):
        dataclasses.replace(config, poll_low=0.6, poll_high=0.5).validate()
