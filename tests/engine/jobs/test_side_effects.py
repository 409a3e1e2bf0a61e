"""Every figure of a project's model before and after an erasure."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from sare_engine import ProbeMetrics, Project, Runs, compare_figures, side_effects
from sare_engine.config import EraseConfig, SideEffectsConfig
from sare_engine.domain import CaptionSet, Decision, Mention
from sare_engine.errors import DataError
from sare_engine.evaluation.tally import Tally
from sare_engine.jobs.evaluation_files import asked_digest
from sare_engine.reporting.kept_evaluations import KeptEvaluation, read_kept_evaluations
from sare_engine.workspace.rows import NewImage

IMAGES = 40


def counted(rates: Mapping[str, int], order: str = "these") -> dict[str, object]:
    """Counts of a measurement: of each rate, the first so many images are cases."""
    tally = Tally.of(
        (place, {key: (float(place < cases), 1.0) for key, cases in rates.items()})
        for place in range(IMAGES)
    )
    return {"outcomes": "0" * IMAGES, "order": order, "tally": tally.to_dict(with_units=False)}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with captions and an erasure whose model names what is not there."""
    folder = tmp_path / "project"
    with Project.create(folder) as opened, opened.transaction():
        images = [
            NewImage(tmp_path / f"{place:03}.png", 9, 9, f"{place:064x}") for place in range(IMAGES)
        ]
        keys = opened.add_images(images)
        config = EraseConfig(project=folder, concepts=("knife",), steps=4)
        run = Runs(folder).create("erase", "sare", config)
        sets = [
            opened.open_caption_set(CaptionSet("base model", "base", "Describe.")),
            opened.open_caption_set(CaptionSet(run.name, "erased", "Describe.", run=run.name)),
        ]
        for place, key in enumerate(keys):
            texts = ("A fork and a knife.", "A cup." if place < 30 else "A fork.")
            for one, text in zip(sets, texts, strict=True):
                caption = opened.set_caption(one.id, key, text, [1], False)
                concepts = [word.strip(".") for word in text.split() if len(word) > 3]
                found = [
                    Mention(word, text.index(word), text.index(word) + len(word), 0, len(text))
                    for word in concepts or ["cup"]
                ]
                for mention, name in zip(opened.add_mentions(caption, found), found, strict=True):
                    verdict = "grounded" if name.concept == "fork" else "hallucinated"
                    opened.set_verdicts({mention: Decision(verdict, "clip")})
    for step, (rate, recall) in {0: (30, 38), 4: (0, 20)}.items():
        values = {"hallucination_rate": rate / IMAGES, "object_recall": recall / IMAGES}
        counts = counted({"hallucination_rate": rate, "object_recall": recall})
        run.write_event(
            ProbeMetrics("erase", step, {**values, "ce_neg": 1.0 + step}, counted=counts)
        )
    run.finish("done", {"run": run.name})
    return folder


def test_figures_of_an_erasure_and_of_captions(project: Path) -> None:
    found = compare_figures(project)
    assert (found.before, found.after) == ("base model", "0001-sare")
    rows = {(one.measured_on, one.metric): one for one in found.figures}
    recall = rows["held-out images", "object_recall"]
    assert (recall.before.mean, recall.after.mean, recall.outcome) == (0.95, 0.5, "worse")
    assert rows["held-out images", "hallucination_rate"].outcome == "better"
    assert rows["held-out images", "ce_neg"].outcome == "no interval"
    mentions = rows["all captions, by verdict", "judged_mentions_share"]
    # Of the base model's mentions half are knives; the erased model invents a cup in 30 of 40.
    assert (mentions.before.mean, mentions.after.mean) == (0.5, 0.75)
    assert found.figures[0].outcome == "worse"
    assert "No captioned image is annotated" in " ".join(found.notes)


def test_annotated_captions_are_measured_against_the_annotations(project: Path) -> None:
    with Project.open(project) as opened, opened.transaction():
        opened.annotate_images((one.id, {"fork"}, None) for one in opened.images())
    found = compare_figures(project)
    rates = {one.metric: one for one in found.figures if one.measured_on == "annotated images"}
    assert (rates["hallucination_rate"].before.mean, rates["hallucination_rate"].after.mean) == (
        1,
        0,
    )
    other = rates["other_hallucination_rate"]
    assert (other.before.mean, other.after.mean, other.outcome) == (0, 0.75, "worse")
    assert rates["object_recall"].after.mean == 0.25


def test_older_records_have_no_intervals(project: Path) -> None:
    run = Runs(project).create("erase", "efuf", EraseConfig(project=project, concepts=("knife",)))
    for step in (0, 4):
        run.write_event(ProbeMetrics("erase", step, {"hallucination_rate": 0.5 - step / 10}))
    run.finish("done", {"run": run.name})
    found = compare_figures(project)
    assert found.after == "0002-efuf"
    assert [(one.metric, one.outcome) for one in found.figures] == [
        ("hallucination_rate", "no interval")
    ]
    assert any("older version" in note for note in found.notes)
    assert any("no captions of 0002-efuf" in note for note in found.notes)


def kept(subject: str, cases: int, run: str = "", questions: str = "") -> KeptEvaluation:
    tally = Tally.of((place, {"pope_accuracy": (float(place < cases), 1.0)}) for place in range(50))
    return KeptEvaluation(
        "POPE, random", subject, tally.values, tally, images=50, run=run, questions=questions
    )


def test_kept_evaluations_are_compared(project: Path) -> None:
    kept("base", 45).write(project)
    found = compare_figures(project)
    assert any("POPE, random was measured on one model only" in one for one in found.notes)
    kept("0001-sare", 20, run="0001-sare").write(project)
    found = compare_figures(project)
    [row] = [one for one in found.figures if one.measured_on == "POPE, random"]
    assert (row.before.mean, row.after.mean, row.outcome) == (0.9, 0.4, "worse")
    # A second measurement of the model replaces the first.
    kept("0001-sare", 45, run="0001-sare").write(project)
    assert len(list(read_kept_evaluations(project))) == 2
    [row] = [one for one in compare_figures(project).figures if one.measured_on == "POPE, random"]
    assert row.outcome == "no difference seen"
    kept("0001-sare", 45, run="0001-sare", questions=asked_digest(["other"])).write(project)
    assert any("other questions" in one for one in compare_figures(project).notes)


def test_names_that_a_file_system_cannot_tell_apart_are_kept_apart(project: Path) -> None:
    for name in ("a/b", "a b", "模型", "型模"):
        kept(name, 10).write(project)
    assert [one.subject for one in read_kept_evaluations(project)].count("a/b") == 1
    assert len(list(read_kept_evaluations(project))) == 4


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"format": 99}', '{"format": 1, "benchmark": "x", "values": {"a": "b"}}']
)
def test_damaged_evaluations_say_what_to_do(project: Path, text: str) -> None:
    path = kept("base", 45).write(project)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="cannot be read") as caught:
        compare_figures(project)
    assert str(path) in caught.value.fix


def test_the_result_is_json_and_a_table(project: Path, tmp_path: Path) -> None:
    config = SideEffectsConfig(project=project, csv=tmp_path / "figures.csv")
    result = side_effects(config)
    json.dumps(result, allow_nan=False)
    assert result["headline"].startswith("Worse in ")
    with Path(result["csv"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["metric"] for row in rows] == [one["metric"] for one in result["figures"]]
    assert float(rows[0]["diff_low"]) == result["figures"][0]["difference"]["low"]


def test_what_does_not_exist_is_named(project: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="'0009' was not found") as caught:
        compare_figures(project, "0009")
    assert "0001-sare" in caught.value.fix
    with pytest.raises(DataError, match="nothing to compare"):
        compare_figures(project, "base model")
    with Project.create(tmp_path / "empty"):
        pass
    with pytest.raises(DataError, match="nothing to compare"):
        compare_figures(tmp_path / "empty")
