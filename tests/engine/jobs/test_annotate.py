"""Annotations and captions from elsewhere, in a project."""

from __future__ import annotations

import dataclasses
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sare_engine import (
    AddImagesConfig,
    AnnotateConfig,
    DataError,
    ImportCaptionsConfig,
    Project,
    add_images,
    annotate,
    concepts,
    import_captions,
    merge_concepts,
    probe,
)
from sare_engine.config import ConceptsConfig
from sare_engine.events import Finished, Notice
from sare_engine.jobs.judge import rejudge
from tests.caption_sets import make_older
from tests.engine.conftest import write_images
from tests.engine.jobs.conftest import World, ended

CAPTIONS = [
    {"image_id": 7, "caption": "A fork and a knife. No cat."},
    {"image_id": "b.jpg", "caption": "A dog beside a car.", "prompt": "Describe."},
    {"image_id": 7, "caption": "Again."},
    {"image_id": 7, "caption": "Again."},
    {"caption": "Of nothing."},
]


@pytest.fixture
def captions(tmp_path: Path) -> Path:
    path = tmp_path / "model.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in CAPTIONS))
    return path


def verdicts(folder: Path) -> dict[str, tuple[str, str]]:
    with Project.open(folder) as project:
        said = project.verdicts()
        return {one.concept: (said[one.id].verdict, said[one.id].by) for one in project.mentions()}


def test_annotations_give_new_verdicts_without_a_model(world: World, project: Path) -> None:
    before = verdicts(project)
    with Project.open(project) as opened:
        names = [image.path.name for image in opened.images()]
    table = project.parent / "truth.csv"
    table.write_text(
        "image,object\n" + "".join(f"{name},fork\n" for name in names[1:]) + "x.jpg,\n"
    )
    report = annotate(AnnotateConfig(project=project, annotations=table))
    assert report["format"] == "CSV"
    assert report["matched"] == 15
    assert report["unmatched"] == names[:1]
    assert (report["missing"], report["missing_names"]) == (1, ["x.jpg"])
    assert report["problems"] == []
    replaced = f"The annotations from {world.annotations.name} are replaced in 15 images."
    assert report["notices"] == [replaced]
    assert "notices" not in annotate(AnnotateConfig(project=project, annotations=table))
    table.write_text(table.read_text().replace(f"{names[1]},fork", f"{names[1]},"))
    again = annotate(AnnotateConfig(project=project, annotations=table))
    assert again["notices"] == ["truth.csv replaces earlier annotations of 1 image."]
    # The table decides on forks alone; on all else nothing is known any more.
    assert report["mentions"] == report["grounded"] + report["hallucinated"] + report["unsure"]
    assert report["changed"] > 0
    after = verdicts(project)
    assert after != before
    with Project.open(project) as opened:
        assert [image.decided for image in opened.images()[1:]] == [frozenset({"fork"})] * 15
        assert opened.images()[0].decided is None


def test_a_project_with_annotations_alone_is_judged_as_with_other_evidence(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way for large projects decides as the way for all sources, mention by mention."""
    with Project.open(project) as opened:
        [shown] = opened.caption_sets()
        images = opened.images()
        opened.set_true_objects(images[0].id, {"fork"}, {"fork", "knife"})
        opened.set_true_objects(images[1].id, None)
        opened.query("DELETE FROM evidence WHERE source != 'annotation'")
        # Evidence that no longer follows from the image, and a mention that was never judged.
        opened.query("UPDATE evidence SET verdict = 'grounded' WHERE mention_id % 3 = 0")
        opened.query("DELETE FROM verdicts WHERE mention_id % 4 = 0")
        opened.query("UPDATE mentions SET negated = 1 WHERE id % 5 = 0")
    results = []
    for number, alone in enumerate((True, False)):
        folder = Path(shutil.copytree(project, project.parent / f"copy-{number}"))
        with Project.open(folder) as opened, monkeypatch.context() as patch:
            assert opened.has_only_evidence_of(["annotation"], shown.id)
            if not alone:
                patch.setattr(Project, "has_only_evidence_of", lambda *_: False)
            counts = rejudge(opened)
            evidence, decided = opened.evidence(), opened.verdicts()
        results.append((counts, evidence, decided))
    assert results[0] == results[1]
    assert results[0][0][shown.id]["changed"] > 0


def test_annotations_of_other_images_change_nothing(project: Path, tmp_path: Path) -> None:
    before = verdicts(project)
    table = tmp_path / "truth.csv"
    table.write_text("image,object\nelsewhere.jpg,fork\n")
    with pytest.raises(DataError, match="do not match"):
        annotate(AnnotateConfig(project=project, annotations=table))
    assert verdicts(project) == before


@pytest.mark.parametrize(
    ("known", "kept"),
    [("", "could not be used"), ("fork", "are kept in 15 images: truth.jsonl decides nothing")],
)
def test_annotations_that_say_nothing_replace_nothing(
    world: World, project: Path, known: str, kept: str
) -> None:
    with Project.open(project) as opened:
        before = {image.path.name: image.true_objects for image in opened.images()}
    first, *others = before
    lines = [{"image": first, "objects": [known or "Gabel"]}]
    lines += [{"image": name, "objects": ["Messer"]} for name in others]
    truth = project.parent / "truth.jsonl"
    truth.write_text("\n".join(map(json.dumps, lines)))
    config = AnnotateConfig(project=project, annotations=truth)
    if known:
        assert any(kept in notice for notice in annotate(config)["notices"])
        before[first] = frozenset({"fork"})
    else:
        with pytest.raises(DataError, match=kept):
            annotate(config)
    with Project.open(project) as opened:
        assert {image.path.name: image.true_objects for image in opened.images()} == before


def test_captions_are_analysed_without_pictures(captions: Path, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    result = import_captions(ImportCaptionsConfig(project=folder, captions=captions))
    assert (result["captions"], result["without_picture"]) == (3, 2)
    assert (result["unusable_lines"], result["repeated_images"]) == (1, 1)
    assert result["unsure"] == result["mentions"] == 4
    truth = tmp_path / "truth.jsonl"
    truth.write_text(
        '{"image": "COCO_val2014_000000000007.jpg", "objects": ["fork", "cat"]}\n'
        '{"image": "b.jpg", "objects": ["car"]}\n'
    )
    report = annotate(AnnotateConfig(project=folder, annotations=truth))
    assert (report["matched"], report["grounded"], report["hallucinated"]) == (2, 2, 2)
    assert verdicts(folder) == {
        "fork": ("grounded", "annotation"),
        "knife": ("hallucinated", "annotation"),
        "cat": ("unsure", "negated"),
        "dog": ("hallucinated", "annotation"),
        "car": ("grounded", "annotation"),
    }
    table = concepts(ConceptsConfig(project=folder))["concepts"]
    assert {row["concept"] for row in table if row["hallucinated"]} == {"knife", "dog"}


def test_captions_are_imported_without_a_wait_for_heavy_libraries(
    captions: Path, tmp_path: Path
) -> None:
    code = (
        "import sys; from sare_engine.cli import main; "
        "main(['import', sys.argv[1], '--captions', sys.argv[2]]); "
        "sys.exit(bool({'torch', 'transformers'} & sys.modules.keys()))"
    )
    line = [sys.executable, "-c", code, str(tmp_path / "project"), str(captions)]
    assert subprocess.run(line, check=False, capture_output=True).returncode == 0


def test_captions_come_as_a_list_or_as_lines(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text(json.dumps([{"image": "a.jpg", "text": "A fork."}, CAPTIONS[0]]))
    result = import_captions(ImportCaptionsConfig(project=tmp_path / "project", captions=path))
    assert (result["captions"], result["unusable_lines"], result["mentions"]) == (2, 0, 3)


def test_a_picture_takes_the_place_of_its_name(captions: Path, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    config = ImportCaptionsConfig(project=folder, captions=captions)
    import_captions(config)
    [picture] = write_images(tmp_path / "pictures", 1)
    picture = picture.rename(picture.with_name("photo_0007.png"))
    ended(add_images(AddImagesConfig(project=folder, images=(picture,))))
    assert import_captions(config)["without_picture"] == 1
    with Project.open(folder) as project:
        images = {image.id: image for image in project.images()}
        assert len(images) == 2
        assert [images[one.image_id].has_picture for one in project.captions()] == [
            False,
            True,
            True,
        ]
        assert [one.text for one in project.captions()][1:] == [
            "A fork and a knife. No cat.",
            "Again.",
        ]


def test_captions_that_cannot_be_imported_make_no_project(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    for content in ("", '{"caption": "x"}', "{", "[1]"):
        (tmp_path / "c.jsonl").write_text(content)
        with pytest.raises(DataError):
            import_captions(ImportCaptionsConfig(project=folder, captions=tmp_path / "c.jsonl"))
    assert not folder.exists()


def test_all_damaged_lines_are_named_and_nothing_is_imported(
    captions: Path, tmp_path: Path
) -> None:
    good = captions.read_text().split("\n")
    captions.write_text("\n".join([good[0], "{", good[1], "", "[1]", good[2], '{"image_id": 7']))
    with pytest.raises(DataError, match="3 lines are not JSON: 2, 5, 7") as caught:
        import_captions(ImportCaptionsConfig(project=tmp_path / "project", captions=captions))
    assert captions.name in caught.value.what
    captions.write_text("\n".join([good[0], "[1]", "2"]))
    with pytest.raises(DataError, match="2 lines are not JSON objects: 2, 3"):
        import_captions(ImportCaptionsConfig(project=tmp_path / "project", captions=captions))
    assert not (tmp_path / "project").exists()


def test_pictures_that_several_captions_fit_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    said = tmp_path / "said.jsonl"
    lines = [{"image": f"{where}/000.png", "caption": where} for where in ("b", "c")]
    said.write_text("\n".join(map(json.dumps, lines)))
    import_captions(ImportCaptionsConfig(project=folder, captions=said))
    [picture] = write_images(tmp_path / "pictures", 1)
    events = list(add_images(AddImagesConfig(project=folder, images=(picture,))))
    assert isinstance(events[-1], Finished) and "joined" not in events[-1].result
    [notice] = [one.text for one in events if isinstance(one, Notice)]
    assert "join no caption" in notice and picture.name in notice


def test_a_test_reads_any_format_and_merges(world: World, tmp_path: Path) -> None:
    names = sorted(path.name for path in world.images.iterdir())
    truth = tmp_path / "truth.jsonl"
    truth.write_text("".join(f'{{"image": "{name}", "objects": ["cup"]}}\n' for name in names))
    config = dataclasses.replace(
        world.probe_config(tmp_path / "project"), annotations=truth, max_new_tokens=8
    )
    ended(probe(config))
    merge_concepts(config.project, "cup", "spoon")
    events = list(probe(dataclasses.replace(config, annotations=None)))
    assert isinstance(events[-1], Finished)
    warnings = [one.text for one in events if isinstance(one, Notice) and one.level == "warning"]
    # Of captions by random weights some may be broken.
    assert not [one for one in warnings if "empty or repeat themselves" not in one]
    with Project.open(config.project) as project:
        assert {image.true_objects for image in project.images()} == {frozenset({"spoon"})}
        assert "cup" not in {one.concept for one in project.mentions()}


def test_another_vocabulary_reads_the_annotations_anew(world: World, tmp_path: Path) -> None:
    project = tmp_path / "project"
    names = sorted(path.name for path in world.images.iterdir())
    ended(add_images(AddImagesConfig(project=project, images=(world.images,))))
    truth = tmp_path / "truth.csv"
    truth.write_text("image,objects\n" + "".join(f"{name},sky;red;cup\n" for name in names))
    report = annotate(AnnotateConfig(project=project, annotations=truth))
    assert report["unknown_categories"] == ["sky", "red"]
    ended(probe(dataclasses.replace(world.probe_config(project), annotations=None)))
    with Project.open(project) as opened:
        assert {image.true_objects for image in opened.images()} == {
            frozenset({"sky", "red", "cup"})
        }


def test_a_project_of_the_first_version_is_brought_up_to_date(project: Path) -> None:
    make_older(project, version=1)
    for _ in range(2):
        with Project.open(project) as opened:
            assert all(image.decided is None for image in opened.images())
            opened.set_true_objects(opened.images()[0].id, {"cup"}, {"cup", "fork"})
            assert opened.images()[0].decided == {"cup", "fork"}
            opened.set_true_objects(opened.images()[0].id, {"cup"})
