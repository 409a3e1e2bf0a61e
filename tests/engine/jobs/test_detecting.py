"""Testing images with object detectors, and judging by other rules."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sare_engine import (
    CalibrateConfig,
    ConfigError,
    DataError,
    Evidence,
    JudgeConfig,
    Notice,
    ProbeConfig,
    Project,
    calibrate,
    judge,
    probe,
    score_values,
)
from sare_engine.cli import main
from sare_engine.domain import boxes_of
from sare_engine.grounding.detection.detector import Detector, Wanted
from tests.engine.jobs.conftest import World, ended, failure
from tests.engine.tiny_detectors import detr, owlvit


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A detector that reads texts."""
    return owlvit(tmp_path_factory.mktemp("open") / "owl")


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A detector with labels, of which the world has cat, dog and fork."""
    return detr(tmp_path_factory.mktemp("closed") / "detr")


@pytest.fixture
def config(project: Path, world: World, opened: Path) -> ProbeConfig:
    """A test of the tested project's images with a detector."""
    given = dataclasses.replace(world.probe_config(project), annotations=None, images=())
    return dataclasses.replace(given, detector=(opened,))


@pytest.fixture
def bare(config: ProbeConfig) -> ProbeConfig:
    """The same without annotations."""
    with Project.open(config.project) as project:
        for image in project.images():
            project.set_true_objects(image.id, None)
        project.remove_evidence("annotation", [mention.id for mention in project.mentions()])
    return config


def kept(project: Path, source: str) -> dict[int, Evidence]:
    with Project.open(project) as opened:
        return {row.mention_id: row for row in opened.evidence() if row.source == source}


def looked_for(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Record the detector and the concept of everything that is looked for."""
    found: list[tuple[str, str]] = []
    detect = Detector.detect

    def recorded(self: Detector, wanted: Sequence[Wanted], *rest: Any) -> Any:
        found.extend((self.name, concept) for _, concepts in wanted for concept in concepts)
        return detect(self, wanted, *rest)

    monkeypatch.setattr(Detector, "detect", recorded)
    return found


def test_a_detector_judges_every_mention_once(
    bare: ProbeConfig, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    looked = looked_for(monkeypatch)
    result = ended(probe(bare)).result
    first = kept(bare.project, "detector")
    with Project.open(bare.project) as project:
        mentions = {one.id: one for one in project.mentions()}
        assert project.settings["detectors"]["detector"]["high"] == 0.1
    assert first.keys() == mentions.keys() and result["mentions"] > 0
    for key, row in first.items():
        low, high = row.details["low"], row.details["high"]
        assert (low, high) == (0.05, 0.1) and row.details["model"] == "owl"
        assert row.verdict == (
            "hallucinated" if row.score < low else "grounded" if row.score > high else "unsure"
        )
        if not mentions[key].negated:
            assert (mentions[key].verdict, mentions[key].by) == (row.verdict, "detector")
        assert boxes_of(row)[0].score == pytest.approx(row.score, abs=1e-4)
        assert boxes_of(row)[0].label == mentions[key].concept
    assert looked
    looked.clear()
    ended(probe(dataclasses.replace(bare, detector_low=0.2, detector_high=0.9999)))
    assert looked == []
    again = kept(bare.project, "detector")
    assert {one: row.score for one, row in again.items()} == {
        one: row.score for one, row in first.items()
    }
    assert {row.details["high"] for row in again.values()} == {0.9999}
    # What was chosen is kept for later tests with this folder.
    ended(probe(bare))
    assert {row.details["high"] for row in kept(bare.project, "detector").values()} == {0.9999}
    # Every place is listed.
    assert main(["mentions", str(bare.project), "--json", "-"]) == 0
    listed = json.loads(capsys.readouterr().out)["images"]
    boxes = [box for image in listed for one in image["mentions"] for box in one["boxes"]]
    assert boxes and all(len(box["box"]) == 4 and box["by"] == "detector" for box in boxes)


def test_two_detectors_decide_where_they_agree(
    bare: ProbeConfig, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = dataclasses.replace(
        bare, detector=(*bare.detector, closed), detector_low=0.9, detector_high=0.995
    )
    events = list(probe(both))
    told = [one.text for one in events if isinstance(one, Notice) and "no label" in one.text]
    assert len(told) == 1 and told[0].startswith("The detector detr has no label for")
    first, second = kept(bare.project, "detector"), kept(bare.project, "second_detector")
    with Project.open(bare.project) as project:
        mentions = [one for one in project.mentions() if not one.negated]
    # Only what its labels name is judged by the second.
    assert {one.concept for one in mentions if one.id in second} <= {"cat", "dog", "fork"}
    assert second and first.keys() > second.keys()
    for one in mentions:
        said = {first[one.id].verdict, *([second[one.id].verdict] if one.id in second else [])}
        assert one.verdict == (said.pop() if len(said) == 1 else "unsure")
    # In the other order, nothing is looked for again, and no detector has two votes.
    looked = looked_for(monkeypatch)
    ended(probe(dataclasses.replace(bare, detector=(closed, *bare.detector))))
    assert looked == []
    swapped = kept(bare.project, "detector"), kept(bare.project, "second_detector")
    assert [set(one) for one in swapped] == [set(second), set(first)]
    # The thresholds that were chosen for a detector move with it.
    assert {row.details["high"] for row in swapped[1].values()} == {0.995}
    # What a detector said that a later test does without has no vote any more.
    ended(probe(dataclasses.replace(bare, detector=(closed,))))
    assert kept(bare.project, "detector").keys() == second.keys()
    assert not kept(bare.project, "second_detector")
    with Project.open(bare.project) as project:
        for one in project.mentions():
            assert one.negated or one.by == ("detector" if one.id in second else "nothing")


def test_thresholds_and_rules_are_judged_again_without_a_model(
    config: ProbeConfig, closed: Path
) -> None:
    ended(probe(dataclasses.replace(config, detector=(*config.detector, closed))))
    project = config.project
    kinds = {"annotation", "detector", "second_detector"}
    before = judge(JudgeConfig(project=project, detector_low=0.0, detector_high=0.0))
    assert before["detector_high"] == 0.0
    assert {row.verdict for row in kept(project, "detector").values()} == {"grounded"}
    judge(JudgeConfig(project=project, detector_low=1.0, detector_high=1.0))
    assert {row.verdict for row in kept(project, "detector").values()} == {"hallucinated"}
    with pytest.raises(ConfigError):
        judge(JudgeConfig(project=project, detector_low=1.0, detector_high=0.5))
    with pytest.raises(ConfigError, match="detector_low"):
        judge(JudgeConfig(project=project, detector_high=0.5))
    result = judge(JudgeConfig(project=project))
    rules = {one["rule"]: one for one in result["rules"]}
    assert result["rule"] == "first_sure" and rules["first_sure"]["in_force"]
    assert rules["first_sure"]["differ"] == 0 and rules["two_agree"]["differ"] > 0
    strict = judge(JudgeConfig(project=project, rule="two_agree"))
    assert strict["changed"] == rules["two_agree"]["differ"]
    assert {one: strict[one] for one in ("grounded", "hallucinated", "unsure")} == {
        one: rules["two_agree"][one] for one in ("grounded", "hallucinated", "unsure")
    }
    with Project.open(project) as opened:
        for one in opened.mentions():
            said = [row.verdict for row in opened.evidence(one.id) if row.source in kinds]
            if one.verdict != "unsure" and not one.negated:
                assert said.count(one.verdict) >= 2 and set(said) <= {one.verdict, "unsure"}
        mine = next(one for one in opened.mentions() if one.verdict == "hallucinated")
        opened.override(mine.id, "grounded")
    # The rule holds from now on, and the user's word before it.
    again = judge(JudgeConfig(project=project))
    assert again["rule"] == "two_agree" and again["changed"] == 0
    with Project.open(project) as opened:
        assert opened.verdicts()[mine.id] == ("grounded", "user")


def test_scores_are_shown_and_calibrated_like_clips(config: ProbeConfig) -> None:
    ended(probe(config))
    project = config.project
    values = score_values(project)
    assert values["source"] == "detector" and values["sources"] == ["detector"]
    assert (values["t1"], values["t0"]) == (0.05, 0.1)
    assert sum(len(values[one]) for one in ("grounded", "hallucinated", "unsure")) > 0
    found = calibrate(CalibrateConfig(project=project, apply=True))
    assert found["source"] == "detector" and "t2" not in found
    assert (found["judged"]["detector_low"], found["judged"]["detector_high"]) == (
        found["t1"],
        found["t0"],
    )
    assert 0.0 <= found["t1"] <= found["t0"] <= 1.0
    assert found["present_below_t1"] <= 0.05 and found["absent_above_t0"] <= 0.05
    with pytest.raises(DataError):
        calibrate(CalibrateConfig(project=project, source="clip"))
    with pytest.raises(ConfigError, match="must be one of detector, second_detector, clip"):
        calibrate(CalibrateConfig(project=project, source="poll"))


def test_a_test_without_usable_detector_ends_with_an_error(
    config: ProbeConfig, opened: Path, closed: Path, tmp_path: Path
) -> None:
    # Before the model is loaded, not after hours of captioning.
    wrong = dataclasses.replace(config, detector=(tmp_path / "none",), model=tmp_path / "absent")
    assert failure(probe(wrong)).what == "The detector could not be loaded."
    with pytest.raises(ConfigError, match="2 folders at most"):
        dataclasses.replace(config, detector=(opened, closed, tmp_path)).validate()
    with pytest.raises(ConfigError, match="the same folder twice"):
        dataclasses.replace(config, detector=(opened, opened)).validate()
