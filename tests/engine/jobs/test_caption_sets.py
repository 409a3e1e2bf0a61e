"""Captions of several models in one project: each keeps its findings, and they can be compared."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sare_engine import (
    AnnotateConfig,
    CaptionSetsConfig,
    ConceptsConfig,
    DiffConfig,
    EraseConfig,
    EvaluateConfig,
    ImportCaptionsConfig,
    JudgeConfig,
    MentionsConfig,
    Project,
    Runs,
    annotate,
    caption_sets,
    compare_caption_sets,
    concepts,
    diff,
    evaluate,
    example_counts,
    import_captions,
    mentions,
)
from sare_engine.errors import DataError
from sare_engine.events import Finished, Notice
from sare_engine.grounding.mentions import find_mentions
from sare_engine.jobs.judge import rejudge
from sare_engine.jobs.opening import made_by_run, project_vocabulary
from sare_engine.jobs.probe import probe
from sare_engine.models.degenerate import is_degenerate
from tests.engine.jobs.conftest import World, ended, failure

OTHER = "What is in the picture?"


@pytest.fixture(scope="module")
def both(world: World, tested_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project tested with two prompts, which stand for two models; do not change it."""
    project = tmp_path_factory.mktemp("both") / "project"
    shutil.copytree(tested_project, project)
    config = dataclasses.replace(world.probe_config(project), prompt=OTHER, annotations=None)
    assert ended(probe(config)).result["captions_of"] == "model (prompt 2)"
    return project


def truth(world: World) -> dict[str, set[str]]:
    """Return file name → objects, from the annotation file."""
    document = json.loads(world.annotations.read_text())
    names = {one["id"]: one["name"] for one in document["categories"]}
    files = {one["id"]: one["file_name"] for one in document["images"]}
    found: dict[str, set[str]] = {name: set() for name in files.values()}
    for one in document["annotations"]:
        found[files[one["image_id"]]].add(names[one["category_id"]])
    return found


def listed(project: Path, name: str = "") -> list[dict[str, Any]]:
    images: list[dict[str, Any]] = mentions(MentionsConfig(project=project, captions_of=name))[
        "images"
    ]
    return images


def findings(project: Path) -> dict[str, Any]:
    """Return all that pages and jobs read of the base model's captions."""
    return {
        "concepts": concepts(ConceptsConfig(project=project)),
        "examples": example_counts(project, ["dog", "image", "table"]),
        "mentions": listed(project),
    }


def test_testing_another_model_changes_nothing_of_the_first(
    tested_project: Path, both: Path
) -> None:
    assert findings(both) == findings(tested_project)
    names = caption_sets(CaptionSetsConfig(project=both))
    assert [one["name"] for one in names["sets"]] == ["model", "model (prompt 2)"]
    assert [one["captions"] for one in names["sets"]] == [16, 16]
    assert (names["base"], names["shown"]) == ("model", "model (prompt 2)")


def test_each_set_is_counted_by_itself(world: World, both: Path) -> None:
    with Project.open(both) as project:
        vocabulary = project_vocabulary(project)
    for name in ("model", "model (prompt 2)"):
        images = listed(both, name)
        assert [Path(one["path"]).name for one in images] == sorted(truth(world))
        for one in images:
            shown = truth(world)[Path(one["path"]).name]
            [caption] = one["captions"]
            assert one["mentions"] == [
                {
                    "concept": found.concept,
                    "verdict": "grounded" if found.concept in shown else "hallucinated",
                    "by": "annotation",
                    "start": found.start,
                    "end": found.end,
                    "negated": False,
                    "caption": 0,
                }
                for found in find_mentions(caption, vocabulary)
            ]
        said = Counter(each["concept"] for one in images for each in one["mentions"])
        table = concepts(ConceptsConfig(project=both, captions_of=name))
        assert {row["concept"]: row["mentions"] for row in table["concepts"]} == said
        assert table["captions_of"] == name
    assert listed(both, "model") != listed(both, "model (prompt 2)")


def test_unknown_names_are_refused_with_those_there_are(both: Path) -> None:
    for refuse in (
        lambda: concepts(ConceptsConfig(project=both, captions_of="erased")),
        lambda: mentions(MentionsConfig(project=both, captions_of="erased")),
        lambda: diff(DiffConfig(project=both, after="erased")),
    ):
        with pytest.raises(DataError) as caught:
            refuse()
        assert "model, model (prompt 2)" in caught.value.why
    refused = failure(evaluate(EvaluateConfig(project=both, captions_of="erased")))
    assert "model, model (prompt 2)" in refused.why


def test_judging_counts_one_set_and_leaves_the_others(both: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(both, tmp_path / "project"))
    before = listed(folder, "model")
    with Project.open(folder) as project:
        first, second = project.caption_sets()
        project.query("DELETE FROM verdicts")
        judged = rejudge(project, sets=[second.id])
        assert set(judged) == {second.id}
        assert judged[second.id]["changed"] == judged[second.id]["mentions"]
        assert {one["by"] for each in listed(folder, "model") for one in each["mentions"]} == {""}
        assert rejudge(project, sets=[first.id])[first.id]["changed"] > 0
    assert listed(folder, "model") == before


def test_sets_are_renamed_removed_and_made_the_base(both: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(both, tmp_path / "project"))
    second = concepts(ConceptsConfig(project=folder, captions_of="model (prompt 2)"))["concepts"]
    names = caption_sets(
        CaptionSetsConfig(
            project=folder,
            rename=("model (prompt 2)=asked otherwise",),
            base="asked otherwise",
            show="model",
        )
    )
    assert (names["base"], names["shown"]) == ("asked otherwise", "model")
    assert concepts(ConceptsConfig(project=folder))["concepts"] == second
    left = caption_sets(CaptionSetsConfig(project=folder, remove=("model",)))
    assert [one["name"] for one in left["sets"]] == ["asked otherwise"]
    assert concepts(ConceptsConfig(project=folder))["concepts"] == second


def test_a_project_without_captions_lists_its_pictures(world: World, tmp_path: Path) -> None:
    with Project.create(tmp_path / "project"):
        pass
    found = mentions(MentionsConfig(project=tmp_path / "project"))
    assert found["captions_of"] is None
    assert found["images"] == []


def expected_changes(world: World, project: Path) -> dict[str, Counter[str]]:
    """Count pictures and objects of each kind from the listed mentions and the annotation file."""
    pictures: Counter[str] = Counter()
    objects: Counter[str] = Counter()
    for before, after in zip(
        listed(project, "model"), listed(project, "model (prompt 2)"), strict=True
    ):
        shown = truth(world)[Path(before["path"]).name]
        then, now = ({one["concept"] for one in each["mentions"]} for each in (before, after))
        broken = any(is_degenerate(text) for text in after["captions"])
        kinds = {
            "gone": set() if broken else then - now - shown,
            "repeats": then - now - shown if broken else set(),
            "still": then & now - shown,
            "new": now - then - shown,
            "lost": (then & shown) - now,
        }
        for kind, found in kinds.items():
            pictures[kind] += bool(found)
            objects[kind] += len(found)
    return {"pictures": pictures, "objects": objects}


def test_two_sets_are_compared_over_all_pictures(world: World, both: Path, tmp_path: Path) -> None:
    expected = expected_changes(world, both)
    assert sum(expected["objects"].values()) > 5
    page = tmp_path / "diff.html"
    result = diff(DiffConfig(project=both, after="model (prompt 2)", output=page))
    assert (result["before"], result["after"], result["pictures"]) == (
        "model",
        "model (prompt 2)",
        16,
    )
    for kind in ("gone", "still", "new", "lost"):
        assert result["counts"][kind]["objects"] == expected["objects"][kind]
    assert result["counts"]["repeats"]["objects"] == expected["objects"]["repeats"]
    for kind in ("gone", "still", "new", "lost"):
        assert result["counts"][kind]["pictures"] == expected["pictures"][kind]
        only = diff(DiffConfig(project=both, after="model (prompt 2)", kinds=(kind,)))
        assert len(only["images"]) == expected["pictures"][kind]
        assert only["counts"] == result["counts"]
    paths = [one["path"] for one in result["images"]]
    assert paths == sorted(paths)
    texts = {one["path"]: one["captions"] for one in listed(both, "model (prompt 2)")}
    for one in result["images"]:
        assert [each["text"] for each in one["after"]] == texts[one["path"]]
    html = page.read_text()
    HTMLParser().feed(html)
    assert html.count('<div class="example ') == len(result["images"])
    assert "http:" not in html
    assert "https:" not in html
    assert "<script" not in html
    for kind in ("gone", "still", "new", "lost"):
        shown = len(re.findall(rf'<div class="example [^"]*\bis-{kind}\b', html))
        assert shown == expected["pictures"][kind]
    few = tmp_path / "few.html"
    diff(DiffConfig(project=both, after="model (prompt 2)", output=few, limit=1))
    assert few.read_text().count('<div class="example ') < len(result["images"])
    assert "more pictures with a change are not shown" in few.read_text()


def test_what_cannot_be_compared_is_refused(both: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(both, tmp_path / "project"))
    with pytest.raises(DataError, match="nothing to compare"):
        compare_caption_sets(folder, "model", "model")
    captions = tmp_path / "elsewhere.jsonl"
    captions.write_text('{"image": "other.png", "caption": "A dog."}')
    import_captions(ImportCaptionsConfig(project=folder, captions=captions))
    with pytest.raises(DataError, match="nothing to compare") as caught:
        compare_caption_sets(folder, "", "elsewhere")
    assert "No picture has captions of both" in caught.value.why


def test_the_captions_of_a_run_are_found_by_its_name(both: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(both, tmp_path / "project"))
    run = Runs(folder).create("erase", "sare", EraseConfig(project=folder, concepts=("dog",)))
    run.adapter_folder.mkdir()
    with pytest.raises(DataError, match=f"no captions of the run '{run.name}'") as caught:
        compare_caption_sets(folder, "", run.name)
    assert f"--adapter {run.adapter_folder}" in caught.value.fix
    with Project.open(folder) as project:
        model = Path("/models/llava")
        assert made_by_run(project, model, run.adapter_folder) == run.name
        assert made_by_run(project, run.model_folder, None) == run.name
        assert made_by_run(project, model, None) == ""
        assert made_by_run(project, folder / "runs", None) == ""
        project.query("UPDATE caption_sets SET run = ? WHERE id = 2", (run.name,))
    found = compare_caption_sets(folder, "model", run.name)
    assert (found.before.name, found.after.name) == ("model", "model (prompt 2)")


def test_imported_captions_are_shown_and_the_base_stays(both: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(both, tmp_path / "project"))
    before = findings(folder)
    captions = tmp_path / "elsewhere.jsonl"
    lines = [("000.png", "A dog and a cup."), ("000.png", "A fork."), ("far.png", "A cat.")]
    captions.write_text(
        "\n".join(json.dumps({"image": name, "caption": text}) for name, text in lines)
    )
    result = import_captions(ImportCaptionsConfig(project=folder, captions=captions))
    assert (result["captions_of"], result["captions"], result["mentions"]) == ("elsewhere", 3, 4)
    assert findings(folder) == before
    images = {Path(one["path"]).name: one for one in listed(folder, "elsewhere")}
    assert images["000.png"]["captions"] == ["A dog and a cup.", "A fork."]
    assert [(one["concept"], one["caption"]) for one in images["000.png"]["mentions"]] == [
        ("dog", 0),
        ("cup", 0),
        ("fork", 1),
    ]
    assert images["001.png"]["captions"] == []
    assert images["far.png"]["captions"] == ["A cat."]
    assert "far.png" not in {Path(one["path"]).name for one in listed(folder)}


def test_captions_of_a_project_are_measured_without_a_model(world: World, both: Path) -> None:
    result = ended(evaluate(EvaluateConfig(project=both, captions_of="model (prompt 2)"))).result
    images = listed(both, "model (prompt 2)")
    said = [one["mentions"] for one in images]
    total = sum(map(len, said))
    wrong = [sum(each["verdict"] == "hallucinated" for each in one) for one in said]
    assert result["images"] == len(images) == 16
    assert result["chair_i"] == pytest.approx(sum(wrong) / total)
    assert result["chair_s"] == pytest.approx(sum(map(bool, wrong)) / 16)
    assert result["captions_of"] == "model (prompt 2)"
    for config in (
        EvaluateConfig(),
        EvaluateConfig(captions_of="model"),
        EvaluateConfig(project=both, model=world.model),
    ):
        assert "settings are not valid" in failure(evaluate(config)).what


def test_judge_without_scores_names_no_other_set(both: Path) -> None:
    from sare_engine import judge

    with pytest.raises(DataError, match="no scores to judge by"):
        judge(JudgeConfig(project=both, captions_of="model"))


def test_what_cannot_be_done_with_a_set_is_said_at_once(
    both: Path, world: World, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(both, tmp_path / "project"))
    said = tmp_path / "said.jsonl"
    said.write_text(json.dumps({"image": "000.png", "caption": "A fork."}))
    import_captions(ImportCaptionsConfig(project=folder, captions=said))
    with Project.open(folder) as project:
        first = project.caption_set("model")
        for name, erasure in (("adapted", ""), ("erased", "0007-sare")):
            project.add_caption_set(
                dataclasses.replace(
                    first, name=name, model=name, adapter_folder=tmp_path / "lora", run=erasure
                )
            )

    def notices(**changes: Any) -> str:
        told = caption_sets(CaptionSetsConfig(project=folder, **changes)).get("notices", ())
        return " ".join(told)

    def base() -> str | None:
        found: str | None = caption_sets(CaptionSetsConfig(project=folder))["base"]
        return found

    for name, why in (("said", "come from a file"), ("erased", "before the run")):
        with pytest.raises(DataError, match=why) as caught:
            notices(base=name)
        assert name in caught.value.what
        assert base() == "model"
    assert "sare merge" in notices(base="adapted")
    assert base() == "adapted"
    assert notices(base="model") == ""
    run = Runs(folder).create("erase", "sare", EraseConfig(project=folder, concepts=("dog",)))
    run.update_environment({"model_fingerprint": first.model})
    # The other prompt's captions are of this model too.
    assert notices(remove=("model (prompt 2)",)) == ""
    assert run.name in notices(remove=("model",))


def test_only_what_was_looked_for_is_measured(world: World, both: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(both, tmp_path / "project"))
    looked_for = ("dog", "image", "fork")
    document = json.loads(world.annotations.read_text())
    kept = {one["id"] for one in document["categories"] if one["name"] in looked_for}
    document["categories"] = [one for one in document["categories"] if one["id"] in kept]
    document["annotations"] = [one for one in document["annotations"] if one["category_id"] in kept]
    partial = tmp_path / "partial.json"
    partial.write_text(json.dumps(document))
    annotate(AnnotateConfig(project=folder, annotations=partial))
    shared: dict[str, Any] = {"concepts": ("dog", "table"), "csv": tmp_path / "rows.csv"}
    of_project = list(evaluate(EvaluateConfig(project=folder, captions_of="model", **shared)))
    rows = (tmp_path / "rows.csv").read_text()
    of_model = list(
        evaluate(
            EvaluateConfig(
                model=world.model,
                images=(world.images,),
                annotations=partial,
                vocabulary=world.vocabulary,
                max_new_tokens=16,
                pope=False,
                device="cpu",
                **shared,
            )
        )
    )
    assert (tmp_path / "rows.csv").read_text().splitlines()[1:] == rows.splitlines()[1:]
    for events in (of_project, of_model):
        texts = [one.text for one in events if isinstance(one, Notice)]
        assert any("3 of the vocabulary's 12 objects" in text for text in texts)
        assert any("do not cover table" in text for text in texts)
        assert isinstance(events[-1], Finished)
        said = [
            one
            for image in listed(folder)
            for one in image["mentions"]
            if one["concept"] in looked_for
        ]
        wrong = sum(one["verdict"] == "hallucinated" for one in said)
        assert events[-1].result["chair_i"] == pytest.approx(wrong / len(said))

    with Project.open(folder) as project:
        project.set_true_objects(project.images()[0].id, ["dog"], ["dog", "cat"])
    refused = failure(evaluate(EvaluateConfig(project=folder, captions_of="model")))
    assert "not the same of each image" in refused.why
