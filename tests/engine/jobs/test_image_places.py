"""Captions, annotations and pictures find each other in any order, and in any form of file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sare_engine import (
    AddImagesConfig,
    AnnotateConfig,
    DataError,
    ImportCaptionsConfig,
    Project,
    add_images,
    annotate,
    import_captions,
)
from sare_engine.events import Notice
from tests.engine.conftest import write_images
from tests.engine.jobs.conftest import ended

TEXTS = {"IMG_1.png": "A fork.", "IMG_2.png": "A dog.", "IMG_3.png": "A cup."}
SHOWS = {"IMG_1.png": "fork", "IMG_2.png": "dog", "IMG_3.png": "dog"}


def add(folder: Path, *names: str) -> list[Path]:
    """Add pictures with these names, all different."""
    pictures = write_images(folder.parent / "made", len(names))
    placed = []
    for name, picture in zip(names, pictures, strict=True):
        place = folder.parent / "pictures" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        placed.append(picture.rename(place))
    ended(add_images(AddImagesConfig(project=folder, images=(folder.parent / "pictures",))))
    return placed


def bring(folder: Path, content: Any, name: str = "c.json", **others: Any) -> dict[str, Any]:
    """Import captions."""
    path = folder.parent / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return import_captions(ImportCaptionsConfig(project=folder, captions=path, **others))


def coco(ids: Mapping[str, Any]) -> dict[str, Any]:
    things = sorted({*SHOWS.values()})
    # A category counts as looked for if an image shows it.
    cup = {"image_id": next(iter(ids.values())), "category_id": len(things)}
    return {
        "images": [{"id": number, "file_name": name} for name, number in ids.items()],
        "categories": [{"id": n, "name": one} for n, one in enumerate([*things, "cup"])],
        "annotations": [
            {"image_id": number, "category_id": things.index(SHOWS[name])}
            for name, number in ids.items()
        ]
        + [cup],
    }


def judge(folder: Path, content: Any, name: str = "truth.json") -> dict[str, Any]:
    path = folder.parent / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return annotate(AnnotateConfig(project=folder, annotations=path))


def captions(folder: Path) -> dict[str, list[str]]:
    """Return the captions of each image, by file name."""
    with Project.open(folder) as project:
        names = {image.id: image.path.name for image in project.images()}
        found: dict[str, list[str]] = {name: [] for name in names.values()}
        for one in project.captions():
            found[names[one.image_id]].append(one.text)
    return found


def verdicts(folder: Path) -> dict[str, str]:
    with Project.open(folder) as project:
        return {one.concept: one.verdict for one in project.mentions()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "project"


def test_pictures_join_the_captions_of_their_name(folder: Path) -> None:
    bring(folder, [{"file_name": name, "caption": text} for name, text in TEXTS.items()])
    add(folder, *TEXTS)
    assert captions(folder) == {name: [text] for name, text in TEXTS.items()}
    with Project.open(folder) as project:
        assert all(image.has_picture for image in project.images())
    report = judge(folder, coco({name: n for n, name in enumerate(TEXTS)}))
    assert (report["matched"], report["grounded"], report["hallucinated"]) == (3, 2, 1)
    assert verdicts(folder) == {"fork": "grounded", "dog": "grounded", "cup": "hallucinated"}


def test_captions_are_matched_by_the_ids_of_the_annotations(folder: Path) -> None:
    add(folder, *TEXTS)
    ids = {"IMG_1.png": 2, "IMG_2.png": 3, "IMG_3.png": 1}
    judge(folder, coco(ids))
    bring(folder, [{"image_id": ids[name], "caption": text} for name, text in TEXTS.items()])
    assert captions(folder) == {name: [text] for name, text in TEXTS.items()}


def test_annotations_correct_what_numbers_matched(folder: Path) -> None:
    add(folder, *TEXTS)
    ids = {"IMG_1.png": 2, "IMG_2.png": "3", "IMG_3.png": 1}
    result = bring(
        folder, [{"image_id": ids[name], "caption": text} for name, text in TEXTS.items()]
    )
    assert "Matched only by the number in the file name: 3" in result["notices"][0]
    assert captions(folder)["IMG_1.png"] == ["A cup."]
    report = judge(folder, coco(ids))
    assert report["joined"] == 3
    assert captions(folder) == {name: [text] for name, text in TEXTS.items()}
    assert verdicts(folder) == {"fork": "grounded", "dog": "grounded", "cup": "hallucinated"}


def test_ids_that_start_from_zero_are_not_the_numbers_of_file_names(folder: Path) -> None:
    add(folder, *TEXTS)
    ids = {name: n for n, name in enumerate(TEXTS)}
    result = bring(
        folder, [{"image_id": ids[name], "caption": text} for name, text in TEXTS.items()]
    )
    assert result["without_picture"] == 3
    assert "“0”" in result["notices"][0]
    assert "“IMG_1.png”" in result["notices"][0]
    assert judge(folder, coco(ids))["joined"] == 3
    assert captions(folder) == {name: [text] for name, text in TEXTS.items()}


def test_names_that_do_not_fit_are_shown(folder: Path) -> None:
    add(folder, *TEXTS)
    with pytest.raises(DataError) as caught:
        judge(folder, "image,object\nphoto.jpg,fork\n", "t.csv")
    assert "“photo.jpg”" in caught.value.why
    assert "“IMG_1.png”" in caught.value.why


def test_annotations_without_any_object_are_refused(folder: Path) -> None:
    add(folder, *TEXTS)
    bring(folder, [{"file_name": name, "caption": text} for name, text in TEXTS.items()])
    truth = coco({name: n for n, name in enumerate(TEXTS)})
    with pytest.raises(DataError, match="Images that no annotation describes: 3"):
        judge(folder, {**truth, "annotations": []})
    assert {*verdicts(folder).values()} == {"unsure"}


def test_undecided_images_are_listed(folder: Path) -> None:
    add(folder, *TEXTS)
    bring(folder, [{"file_name": name, "caption": text} for name, text in TEXTS.items()])
    truth = coco({"IMG_1.png": 1, "IMG_2.png": 2, "IMG_3.png": 2})
    report = judge(folder, truth)
    assert (report["matched"], report["undecided"]) == (1, ["IMG_2.png", "IMG_3.png"])
    assert len(report["problems"]) == 1
    assert verdicts(folder) == {"fork": "grounded", "dog": "unsure", "cup": "unsure"}


ENTRIES = [{"image_id": n, "caption": text} for n, text in enumerate(TEXTS.values(), 1)]
FORMS: dict[str, Any] = {
    "pope": "".join(
        json.dumps(
            {"question_id": n, "image_id": one["image_id"], "text": one["caption"]}, indent=4
        )
        + "\n"
        for n, one in enumerate(ENTRIES)
    ),
    "imgToEval": {
        "overall": {},
        "imgToEval": {str(one["image_id"]): {"caption": one["caption"]} for one in ENTRIES},
    },
    "chair": {"overall_metrics": {"CHAIRs": 0.1}, "sentences": ENTRIES},
    "by image": TEXTS,
    "several by image": {name: [text] for name, text in TEXTS.items()},
    "coco": {
        "images": [{"id": 10 * n, "file_name": name} for n, name in enumerate(TEXTS)],
        "annotations": [
            {"id": n, "image_id": 10 * n, "caption": text} for n, text in enumerate(TEXTS.values())
        ],
    },
    "lmms-eval": "\n".join(
        json.dumps({"doc_id": 0, "doc": {"question_id": name, "id": 5}, "resps": [[text]]})
        for name, text in TEXTS.items()
    ),
    "lmms-eval, newer": "\n".join(
        json.dumps({"doc": {"image_id": n}, "resps": [text], "filtered_resps": text})
        for n, text in enumerate(TEXTS.values(), 1)
    ),
    "one entry": '{"image": "IMG_1.png", "caption": "A fork."}',
}


@pytest.mark.parametrize("form", FORMS)
def test_captions_in_every_form(folder: Path, form: str) -> None:
    add(folder, *TEXTS)
    result = bring(folder, FORMS[form])
    expected = {name: [text] for name, text in TEXTS.items()}
    if form == "one entry":
        expected = {"IMG_1.png": ["A fork."], "IMG_2.png": [], "IMG_3.png": []}
    assert captions(folder) == expected
    assert result["captions"] == sum(map(len, expected.values()))
    assert result["unusable_lines"] == result["without_picture"] == 0


def test_answers_are_read_with_their_questions(folder: Path) -> None:
    add(folder, *TEXTS)
    questions = folder.parent / "questions.jsonl"
    questions.write_text(
        "\n".join(json.dumps({"question_id": n, "image": one}) for n, one in enumerate(TEXTS))
    )
    answers = "\n".join(
        json.dumps({"question_id": n, "text": text}) for n, text in enumerate(TEXTS.values())
    )
    with pytest.raises(DataError, match="question file") as caught:
        bring(folder, answers)
    assert "--questions" in caught.value.fix
    bring(folder, answers, questions=questions)
    assert captions(folder) == {name: [text] for name, text in TEXTS.items()}
    with pytest.raises(DataError, match="None of its question ids"):
        bring(folder, '{"question_id": 77, "text": "A fork."}', questions=questions)


def test_questions_are_not_taken_for_captions(folder: Path) -> None:
    add(folder, *TEXTS)
    name = next(iter(TEXTS))
    question = {"question_id": 0, "image": name, "text": "Is there a fork?", "category": "conv"}
    with pytest.raises(DataError, match="question without an answer") as caught:
        bring(folder, json.dumps(question))
    assert "--questions" in caught.value.fix
    bring(folder, json.dumps({**question, "text": "A fork.", "model_id": "llava"}))
    assert captions(folder)[name] == ["A fork."]


def test_answers_whose_picture_is_not_certain_are_skipped_and_reported(folder: Path) -> None:
    add(folder, *TEXTS)
    first, second, third = TEXTS
    asked = [
        {"question_id": 0, "image": first, "text": "Describe."},
        {"question_id": 1, "image": second, "text": "What colour is it?"},
        {"question_id": 2, "image": third, "text": "<image>\nDescribe."},
        {"question_id": 0, "image": third, "text": "Describe."},
    ]
    questions = folder.parent / "questions.jsonl"
    questions.write_text("\n".join(map(json.dumps, asked)))
    said = [
        {"question_id": number, "prompt": "USER: Describe. ASSISTANT:", "text": f"Fork {number}."}
        for number in (0, 1, 2, 7)
    ]
    answers = "\n".join(map(json.dumps, said))
    result = bring(folder, answers, questions=questions)
    assert captions(folder) == {first: [], second: [], third: ["Fork 2."]}
    assert (result["captions"], result["unusable_lines"]) == (1, 3)
    assert result["notices"] == [
        "Answers to question ids that questions.jsonl uses for several pictures: 1 (line 1). They "
        "are skipped.",
        "Answers whose prompt is not the text of their question in questions.jsonl: 1 (line 2). "
        "They are skipped.",
        "Answers to questions that questions.jsonl does not have: 1 (line 4). They are skipped.",
    ]
    with pytest.raises(DataError, match="for several pictures"):
        bring(folder, json.dumps(said[0]), questions=questions)


def test_several_captions_of_an_image_are_all_kept(folder: Path) -> None:
    add(folder, *TEXTS)
    texts = [("IMG_1.png", "A fork."), ("IMG_1.png", "A knife."), ("img_1.PNG", "A cup.")]
    result = bring(folder, [{"image": name, "caption": text} for name, text in texts])
    assert captions(folder)["IMG_1.png"] == ["A fork.", "A knife."]
    assert (result["captions"], result["repeated_images"], result["mentions"]) == (3, 0, 3)
    assert "Images with several captions, all of which count: 1." in result["notices"]
    with Project.open(folder) as project:
        [chosen] = project.caption_sets()
        assert [one.position for one in project.captions(chosen.id)] == [0, 1, 0]

    again = bring(folder, [{"image": "IMG_1.png", "caption": text} for text in ["A cup."] * 2])
    assert captions(folder)["IMG_1.png"] == ["A cup."]
    assert (again["captions"], again["repeated_images"], again["mentions"]) == (1, 1, 1)


def test_files_of_the_same_name_have_captions_of_their_own(folder: Path) -> None:
    add(folder, *TEXTS)

    def written(place: str, *texts: str) -> dict[str, Any]:
        file = folder.parent / place / "own.jsonl"
        file.parent.mkdir(exist_ok=True)
        lines = zip(TEXTS, texts, strict=False)
        file.write_text(
            "\n".join(json.dumps({"image": name, "caption": text}) for name, text in lines)
        )
        return import_captions(ImportCaptionsConfig(project=folder, captions=file))

    def stored() -> dict[str, list[str]]:
        with Project.open(folder) as project:
            return {
                one.name: [caption.text for caption in project.captions(one.id)]
                for one in project.caption_sets()
            }

    assert written("first", "A fork.", "A cup.")["captions_of"] == "own"
    second = written("second", "A knife.")
    assert second["captions_of"] == "own (2)"
    assert "notices" not in second
    assert written("third", "A dog.")["captions_of"] == "own (3)"
    assert stored() == {
        "own": ["A fork.", "A cup."],
        "own (2)": ["A knife."],
        "own (3)": ["A dog."],
    }

    again = written("first", "A cat.", "A table.")
    assert again["captions_of"] == "own"
    assert again["notices"] == ["Captions of “own” that this file replaces: 2."]
    with Project.open(folder) as project:
        project.rename_caption_set("own (2)", "mine")
    assert written("second", "A spoon.")["captions_of"] == "mine"
    assert stored() == {"own": ["A cat.", "A table."], "mine": ["A spoon."], "own (3)": ["A dog."]}

    with Project.open(folder) as project:  # Saved by a version that kept no paths.
        project.query("UPDATE caption_sets SET generation = '{}' WHERE name = 'own'")
    assert written("fourth", "A bird.")["captions_of"] == "own"
    assert written("first", "A bird.")["captions_of"] == "own (2)"


def test_hidden_folders_are_skipped_and_foreign_files_named(folder: Path) -> None:
    pictures = write_images(folder.parent / ".named", 2)
    for name in (".ipynb_checkpoints", "@eaDir/a", "#recycle", "$RECYCLE.BIN", "__MACOSX"):
        place = pictures[0].parent / name
        place.mkdir(parents=True)
        (place / "copy.png").write_bytes(pictures[0].read_bytes())
    for name in ("clip.mov", "photo.psd", "notes.txt", "._photo.png"):
        (pictures[0].parent / name).write_bytes(b"x")
    config = AddImagesConfig(project=folder, images=(folder.parent / ".named",))
    events = list(add_images(config))
    result = ended(iter(events)).result
    assert (result["images"], result["failed"]) == (2, 0)
    assert [Path(one).name for one in result["skipped"]] == ["clip.mov", "photo.psd"]
    [notice] = [one for one in events if isinstance(one, Notice)]
    assert "clip.mov, photo.psd" in notice.text
