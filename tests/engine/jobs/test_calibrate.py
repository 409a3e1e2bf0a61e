"""Thresholds from a project whose images are annotated in part."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from sare_engine import CalibrateConfig, DataError, JudgeConfig, Project, calibrate, judge
from sare_engine.cli import main
from sare_engine.domain import Evidence
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.judge import rejudge
from sare_engine.workspace.rows import NewImage
from tests.caption_sets import set_of

WORDS = Vocabulary.from_lines(["fork", "knife", "cup", "cat", "dog"])


@pytest.fixture
def scored(tmp_path: Path) -> Path:
    """Forty images, thirty of them annotated; what is there scores 25 to 35, the rest 15 to 27."""
    generator = random.Random(0)
    folder = tmp_path / "scored"
    with Project.create(folder) as project, project.transaction():
        project.settings["thresholds"] = {"t1": 23.0, "t0": 32.0, "t2": 27.5, "clip": "/clip"}
        for number in range(40):
            [image] = project.add_images([NewImage(tmp_path / f"{number}.png", 8, 8, f"{number}")])
            shown = set(generator.sample(WORDS.concepts, 2))
            if number < 30:
                project.set_true_objects(image, shown)
            text = "A fork, a cup, a cat and a cup. There is no dog."
            caption = project.set_caption(set_of(project, "m", "p"), image, text, [1], False)
            scores = {
                concept: generator.uniform(25, 35)
                if concept in shown
                else generator.uniform(15, 27)
                for concept in WORDS.concepts
            }
            found = find_mentions(text, WORDS)
            ids = project.add_mentions(caption, found)
            project.set_evidence(
                Evidence(one, "clip", "unsure", scores[mention.concept])
                for one, mention in zip(ids, found, strict=True)
            )
        rejudge(project)
    return folder


def samples(folder: Path) -> tuple[list[float], list[float]]:
    """Scores of present and of absent objects, each object once for each annotated image."""
    present: dict[tuple[int, str], float] = {}
    absent: dict[tuple[int, str], float] = {}
    with Project.open(folder) as project:
        images = {image.id: image for image in project.images()}
        mentions = {one.id: one for one in project.mentions()}
        image_of = {one.id: one.image_id for one in project.captions()}
        for row in project.evidence():
            mention = mentions[row.mention_id]
            image = images[image_of[mention.caption_id]]
            if row.source != "clip" or mention.negated or image.true_objects is None:
                continue
            group = present if mention.concept in image.true_objects else absent
            group[image.id, mention.concept] = row.score or 0.0
    return list(present.values()), list(absent.values())


def test_thresholds_are_suggested_from_what_is_annotated(scored: Path) -> None:
    present, absent = samples(scored)
    result = calibrate(CalibrateConfig(project=scored, condemned=0.1, accepted=0.05))
    assert (result["present"], result["absent"]) == (len(present), len(absent))
    assert result["images"] == 30 and len(present) + len(absent) == 90
    pairs = sum(one > other for one in present for other in absent)
    assert result["auc"] == pytest.approx(pairs / len(present) / len(absent))
    assert result["auc_low"] < result["auc"] < result["auc_high"]
    t1, t0 = result["t1"], result["t0"]
    assert t1 < t0 < result["t2"]
    for name, group, keep in (
        ("present_below_t1", present, lambda score: score < t1),
        ("present_above_t0", present, lambda score: score > t0),
        ("absent_below_t1", absent, lambda score: score < t1),
        ("absent_above_t0", absent, lambda score: score > t0),
        ("unsure", present + absent, lambda score: t1 <= score <= t0),
    ):
        assert result[name] == pytest.approx(sum(map(keep, group)) / len(group)), name
    assert result["present_below_t1"] <= 0.1 and result["absent_above_t0"] <= 0.05
    assert result["in_force"]["t1"] == 23.0
    assert result["in_force"]["absent_above_t0"] == 0.0
    assert result["warnings"] == [] and "judged" not in result
    curve = result["roc"]
    assert curve["thresholds"][0] is None and curve["true_positive_rate"][-1] == 1.0
    json.dumps(result, allow_nan=False)


def test_suggested_thresholds_are_applied_as_judge_applies_them(scored: Path) -> None:
    result = calibrate(CalibrateConfig(project=scored, apply=True))
    again = judge(JudgeConfig(project=scored))
    assert again["t1"] == result["t1"] and again["t0"] == result["t0"]
    assert again["changed"] == 0 and result["judged"]["changed"] > 0
    assert {**result["judged"], "changed": 0} == again


def test_the_users_word_counts_before_annotations(scored: Path) -> None:
    before = calibrate(CalibrateConfig(project=scored))
    with Project.open(scored) as project:
        said = {
            row.mention_id: row.verdict for row in project.evidence() if row.source == "annotation"
        }
        forks = [one for one in project.mentions() if one.concept == "fork"]
        turned = next(one for one in forks if said.get(one.id) == "grounded")
        unknown = next(one for one in forks if one.id not in said)
        project.override(turned.id, "hallucinated")
        project.override(unknown.id, "grounded")
    after = calibrate(CalibrateConfig(project=scored))
    assert (after["present"], after["absent"]) == (before["present"], before["absent"] + 1)
    assert after["images"] == before["images"] + 1


def test_two_words_on_one_object_of_an_image_are_no_truth(scored: Path) -> None:
    before = calibrate(CalibrateConfig(project=scored))
    with Project.open(scored) as project:
        first = project.captions()[0]
        cups = [one for one in project.mentions(first.id) if one.concept == "cup"]
        project.override(cups[0].id, "grounded")
        project.override(cups[1].id, "hallucinated")
    after = calibrate(CalibrateConfig(project=scored))
    assert after["present"] + after["absent"] == before["present"] + before["absent"] - 1


def test_too_little_to_go_by_is_said(scored: Path, project: Path) -> None:
    result = calibrate(CalibrateConfig(project=scored, condemned=0.001, accepted=0.0))
    assert len(result["warnings"]) == 2 and "T1" in result["warnings"][0]
    with pytest.raises(DataError, match="CLIP"):
        calibrate(CalibrateConfig(project=project))
    with Project.open(scored) as opened:
        for image in opened.images():
            opened.set_true_objects(image.id, None)
        rejudge(opened)
    with pytest.raises(DataError) as caught:
        calibrate(CalibrateConfig(project=scored))
    assert "annotate" in caught.value.fix


def test_scores_that_say_nothing_are_warned_of(scored: Path) -> None:
    with Project.open(scored) as project:
        rows = [row for row in project.evidence() if row.source == "clip"]
        generator = random.Random(1)
        project.set_evidence(
            Evidence(row.mention_id, "clip", "unsure", generator.uniform(20, 30)) for row in rows
        )
    assert any("chance" in one for one in calibrate(CalibrateConfig(project=scored))["warnings"])


def test_the_command_prints_and_applies(scored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate", str(scored), "--condemned", "0.1", "--apply"]) == 0
    out = capsys.readouterr().out
    assert "AUC" in out and "T1" in out and "rate" not in out
    assert main(["calibrate", str(scored), "--json", "-"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["roc"]["thresholds"][0] is None
    assert main(["calibrate", str(scored), "--condemned", "0.9"]) == 2
