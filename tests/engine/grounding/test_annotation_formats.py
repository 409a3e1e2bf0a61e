"""Annotations of every format come to the same truth, and damaged ones are told in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sare_engine.errors import DataError
from sare_engine.evaluation.pope_files import read_questions
from sare_engine.grounding.annotations import ANNOTATION_FORMATS
from sare_engine.grounding.annotations.caption_entries import read_caption_entries
from sare_engine.grounding.annotations.reading import read_annotations
from sare_engine.grounding.vocabulary import Vocabulary

WORDS = Vocabulary.from_lines(["fork", "knife", "cup, mug", "dining table", "cat", "dog"])
TRUTH = {"a": {"fork", "cup"}, "b": {"cat"}, "c": set()}

VOC = """<?xml version="1.0" encoding="utf-8"?>
<annotation><folder>x</folder><filename>{name}</filename>
<size><width>8</width><height>8</height><depth>3</depth></size>{objects}</annotation>"""
VOC_OBJECT = (
    "<object><name>{}</name><bndbox><xmin>1</xmin></bndbox><part><name>tail</name></part></object>"
)


def write_voc(folder: Path) -> Path:
    folder.mkdir()
    for name, objects in TRUTH.items():
        inner = "".join(VOC_OBJECT.format("mug" if one == "cup" else one) for one in objects)
        text = VOC.format(name=f"{name}.jpg", objects=inner)
        (folder / f"{name}.xml").write_text(text, encoding="utf-8")
    return folder


def write_yolo(folder: Path) -> Path:
    (folder / "labels").mkdir(parents=True)
    names = ["fork", "mug", "cat", "gizmo"]
    (folder / "classes.txt").write_text("\n".join(names) + "\n")
    for name, objects in TRUTH.items():
        classes = [names.index("mug" if one == "cup" else one) for one in sorted(objects)]
        (folder / "labels" / f"{name}.txt").write_text(
            "".join(f"{number} 0.5 0.5 0.1 0.1\n" for number in classes)
        )
    return folder


def write_coco(path: Path) -> Path:
    categories = ["fork", "mug", "cat", "gizmo"]
    names = list(TRUTH)
    path.write_text(
        json.dumps(
            {
                "images": [{"id": i, "file_name": f"{one}.jpg"} for i, one in enumerate(names)],
                "categories": [{"id": i, "name": one} for i, one in enumerate(categories)],
                "annotations": [
                    {
                        "image_id": names.index(name),
                        "category_id": categories.index("mug" if one == "cup" else one),
                    }
                    for name, objects in TRUTH.items()
                    for one in objects
                ],
            }
        )
    )
    return path


def write_csv(path: Path) -> Path:
    path.write_text("image,objects\na.jpg,fork; mug\nb.jpg,cat\nc.jpg,\n")
    return path


def write_rows(path: Path) -> Path:
    path.write_text("﻿File_Name;Object\na.jpg;fork\na.jpg;mug\nb.jpg;cat\nc.jpg;\n")
    return path


def write_objects(path: Path) -> Path:
    path.write_text(
        "".join(
            json.dumps({"image": f"{name}.jpg", "objects": sorted(objects)}) + "\n"
            for name, objects in TRUTH.items()
        )
    )
    return path


WRITERS = {
    "Pascal VOC": (write_voc, "voc"),
    "YOLO": (write_yolo, "yolo"),
    "COCO": (write_coco, "instances.json"),
    "CSV": (write_csv, "objects.csv"),
    "Object lists": (write_objects, "objects.jsonl"),
}


@pytest.mark.parametrize("name", WRITERS)
def test_each_format_tells_the_same_truth(name: str, tmp_path: Path) -> None:
    write, file = WRITERS[name]
    annotations, format_name = read_annotations(write(tmp_path / file), WORDS)
    assert format_name == name
    images = [Path(f"/pictures/{one}.jpg") for one in (*TRUTH, "d")]
    known, unknown = annotations.match(images)
    assert {path.stem: set(objects) for path, objects in known.items()} == TRUTH
    assert unknown == [Path("/pictures/d.jpg")]
    assert annotations.complete


def test_rows_of_one_object_each(tmp_path: Path) -> None:
    annotations, name = read_annotations(write_rows(tmp_path / "t.txt"), WORDS)
    assert name == "CSV"
    assert annotations.objects == {
        "a.jpg": {"fork", "cup"},
        "b.jpg": {"cat"},
        "c.jpg": frozenset(),
    }


def test_only_what_was_looked_for_is_decided(tmp_path: Path) -> None:
    yolo, _ = read_annotations(write_yolo(tmp_path / "yolo"), WORDS)
    assert yolo.decided == {"fork", "cup", "cat"}
    assert yolo.unknown_categories == ("gizmo",)
    coco, _ = read_annotations(write_coco(tmp_path / "instances.json"), WORDS)
    assert coco.scope("c.jpg") == {"fork", "cup", "cat"}
    everything, _ = read_annotations(
        write_yolo(tmp_path / "all"), Vocabulary.from_lines(["fork", "cup, mug", "cat"])
    )
    assert everything.decided is None


def test_the_classes_of_the_challenge_were_all_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "1.xml"
    objects = VOC_OBJECT.format("cat") + VOC_OBJECT.format("diningtable")
    source = "<source><database>The VOC2007 Database</database></source>"
    path.write_text(VOC.format(name="000001", objects=source + objects))
    annotations, _ = read_annotations(path, WORDS)
    assert annotations.objects == {"1": {"cat", "dining table"}}
    assert annotations.decided == {"cat", "dog", "dining table"}
    # Only what occurs in the files can be a category that is not understood.
    assert annotations.unknown_categories == ()


@pytest.mark.parametrize(
    ("source", "own"),
    [
        ("<source><annotation>PASCAL VOC2012</annotation></source>", False),
        ("<source><database>Unknown</database></source>", True),
        ("<folder>VOC2012</folder><source><database>Unknown</database></source>", True),
        ("", True),
    ],
)
def test_a_label_set_of_ones_own_covers_only_its_labels(
    tmp_path: Path, source: str, own: bool
) -> None:
    for name, thing in (("a", "dog"), ("b", "cat")):
        inner = source + VOC_OBJECT.format(thing)
        text = VOC.replace("<folder>x</folder>", "").format(name=f"{name}.jpg", objects=inner)
        (tmp_path / f"{name}.xml").write_text(text)
    annotations, _ = read_annotations(tmp_path, WORDS)
    assert annotations.objects == {"a.jpg": {"dog"}, "b.jpg": {"cat"}}
    table = set() if own else {"dining table"}
    assert annotations.scope("a.jpg") == {"dog", "cat"} | table


def test_pope_speaks_for_what_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "pope.json"
    lines = [
        {
            "question_id": 1,
            "image": "a.jpg",
            "text": "Is there a mug in the image?",
            "label": "yes",
        },
        {"image": "a.jpg", "text": "Is there a dog in the image?", "label": "no"},
        {"image": "a.jpg", "text": "Is it so?", "label": "no"},
        {"image": "b.jpg", "text": "Is there a cat in the image?", "label": "?"},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines))
    annotations, name = read_annotations(path, WORDS)
    assert name == "POPE"
    assert annotations.objects == {"a.jpg": {"cup"}}
    assert annotations.scope("a.jpg") == {"cup", "dog"}
    assert not annotations.complete
    assert annotations.problems == (
        "Lines that are not a yes/no question about an object with its answer: 2.",
    )
    plain, _ = read_annotations(path)
    assert plain.objects == {"a.jpg": {"mug"}}


HUB_ROWS: list[dict[str, Any]] = [
    {
        "id": "0",
        "question_id": "1",
        "question": "Is there a snowboard in the image?",
        "answer": "yes",
        "image_source": "COCO_val2014_000000310196",
        "image": None,
        "category": "adversarial",
    },
    {
        "id": "1",
        "question_id": "2",
        "question": "Is there a backpack in the image?",
        "answer": "no",
        "image_source": "COCO_val2014_000000310196",
        "image": {"bytes": "/9j/4AAQ", "path": None},
        "category": "adversarial",
    },
]
"""The columns and types of lmms-lab/POPE on the Hugging Face hub, as `to_json` writes them."""


@pytest.mark.parametrize("as_list", [False, True])
def test_pope_as_on_the_hub(tmp_path: Path, as_list: bool) -> None:
    path = tmp_path / "pope.json"
    lines = "\n".join(json.dumps(line) for line in HUB_ROWS)
    path.write_text(json.dumps(HUB_ROWS) if as_list else lines)
    annotations, name = read_annotations(path, Vocabulary.coco())
    assert name == "POPE"
    assert annotations.objects == {"COCO_val2014_000000310196": {"snowboard"}}
    assert annotations.scope("COCO_val2014_000000310196") == {"snowboard", "backpack"}
    picture = Path("/x/COCO_val2014_000000310196.jpg")
    assert annotations.find([picture]) == {picture: "COCO_val2014_000000310196"}
    assert annotations.problems == ()
    if not as_list:
        questions = [one.question for one in read_questions(path, Vocabulary.coco())]
        assert [(one.present, one.strategy) for one in questions] == [
            (True, "adversarial"), (False, "adversarial")
        ]  # fmt: skip


def test_pope_rows_with_large_pictures_are_recognised(tmp_path: Path) -> None:
    path = tmp_path / "pope.jsonl"
    row = {**HUB_ROWS[0], "image": {"bytes": "A" * 300_000, "path": None}}
    path.write_text(json.dumps(row) + "\n" + json.dumps(HUB_ROWS[1]))
    annotations, name = read_annotations(path, Vocabulary.coco())
    assert name == "POPE"
    assert annotations.objects == {"COCO_val2014_000000310196": {"snowboard"}}


def test_answers_of_a_model_are_not_the_truth(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text('{"question": "Is there a cat in the image?", "answer": "yes"}\n' * 2)
    with pytest.raises(DataError):
        read_annotations(path, WORDS)
    row = {**HUB_ROWS[0], "image": "a.jpg", "answer": "yes"}
    del row["image_source"]
    path.write_text(json.dumps(HUB_ROWS[0]) + "\n" + json.dumps(row))
    annotations, _ = read_annotations(path, Vocabulary.coco())
    assert [*annotations.objects] == ["COCO_val2014_000000310196"]
    assert len(annotations.problems) == 1


def test_a_table_with_answers_speaks_for_what_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("image,object,label\na.jpg,fork,Yes\na.jpg,cat,no\na.jpg,dog,maybe\n")
    annotations, _ = read_annotations(path, WORDS)
    assert annotations.objects == {"a.jpg": {"fork"}}
    assert annotations.scope("a.jpg") == {"fork", "cat"}
    assert len(annotations.problems) == 1


def test_names_of_a_yolo_data_file(tmp_path: Path) -> None:
    folder = write_yolo(tmp_path / "yolo")
    (folder / "classes.txt").unlink()
    (folder / "data.yaml").write_text("train: x\nnames:\n  0: fork\n  1: mug\n  2: cat\n")
    for path in (folder, folder / "labels", folder / "data.yaml"):
        annotations, name = read_annotations(path, WORDS)
        assert name == "YOLO"
        assert annotations.objects == TRUTH


def test_a_few_bad_files_of_a_folder_cost_only_themselves(tmp_path: Path) -> None:
    voc = write_voc(tmp_path / "voc")
    (voc / "bad.xml").write_text("<annotation>")
    (voc / "other.xml").write_text("<html/>")
    annotations, _ = read_annotations(voc, WORDS)
    assert set(annotations.objects) == {"a.jpg", "b.jpg", "c.jpg"}
    assert annotations.problems == ("Files that are not Pascal VOC annotations: 2.",)
    yolo = write_yolo(tmp_path / "yolo")
    (yolo / "README.txt").write_text("About these pictures: they are drawn.")
    (yolo / "labels" / "a.txt").write_text("0 0.5 0.5 0.1 0.1\n9 0.5 0.5 0.1 0.1\n")
    annotations, _ = read_annotations(yolo, WORDS)
    assert set(annotations.objects) == {"a", "b", "c"}
    assert annotations.problems == (
        "Text files without boxes: 1.",
        "Boxes with a class that has no name: 1.",
        "Categories that no annotation uses: 1 (mug). Whether anybody looked for them is not "
        "known, so they stay undecided.",
    )


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xml"
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "x" * 99}">' for i in range(9))
    path.write_text(f"<!DOCTYPE a [{levels}]><annotation><filename>&e8;</filename></annotation>")
    with pytest.raises(DataError, match="document type"):
        read_annotations(path, WORDS)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("none.json", None),
        ("empty.csv", b""),
        ("noise.csv", b"\xff\xfe\x00"),
        ("noise.json", b"\x80\x81"),
        ("words.txt", b"hello"),
        ("table.csv", b"size,colour\n1,2\n"),
        ("table.csv", b"image,colour\na.jpg,2\n"),
        ("objects.csv", b"image,object\n,\n"),
        ("a.xml", b"<annotation"),
        ("a.xml", b"<html></html>"),
        ("pope.json", b'{"image": "a.jpg", "text": "Is it?", "label": "no"}\n'),
        ("pope.json", b'{"image": "a.jpg", "text": "", "label": "no"}\n{'),
        ("lists.jsonl", b'{"objects": []}\n'),
        ("data.yaml", b"names: 3\n"),
        ("data.yaml", b"a: &a [x]\nnames: [*a, *a]\n"),
    ],
)
def test_what_cannot_be_read_says_so(tmp_path: Path, file: str, content: bytes | None) -> None:
    path = tmp_path / file
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        read_annotations(path, WORDS)
    assert file in str(caught.value)
    assert caught.value.fix


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="not in a known format"):
        read_annotations(tmp_path, WORDS)
    (tmp_path / "a.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    with pytest.raises(DataError, match=r"classes\.txt"):
        read_annotations(tmp_path, WORDS)


SEEDS = {
    "instances.json": b'{"images": [{"id": 1, "file_name": "a.jpg"}], "categories": '
    b'[{"id": 1, "name": "cat"}], "annotations": [{"image_id": 1, "category_id": 1}]}',
    "a.xml": VOC.format(name="a.jpg", objects=VOC_OBJECT.format("cat")).encode(),
    "a.csv": b"image,object,label\na.jpg,cat,yes\nb.jpg,dog,no\n",
    "pope.json": b'{"image": "a.jpg", "text": "Is there a cat in the image?", "label": "yes"}\n',
    "o.jsonl": b'{"image_id": 3, "objects": ["cat"]}\n',
    "data.yaml": b"names: [cat, dog]\n",
}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(sorted(SEEDS)),
    at=st.integers(0, 200),
    cut=st.integers(0, 20),
    noise=st.binary(max_size=12),
    encoding=st.sampled_from(["utf-8", "utf-16", "utf-8-sig", "utf-32"]),
)
def test_damage_gives_a_result_or_an_error_in_words(
    tmp_path: Path, name: str, at: int, cut: int, noise: bytes, encoding: str
) -> None:
    whole = SEEDS[name].decode().encode(encoding)
    path = tmp_path / name
    path.write_bytes(whole[:at] + noise + whole[at + cut :])
    (tmp_path / "a.txt").write_bytes(b"0 0.5 0.5 0.1 0.1\n" + noise)
    try:
        annotations, _ = read_annotations(path, WORDS)
    except DataError as error:
        assert error.what
        assert error.why
    else:
        assert all(found <= set(WORDS.concepts) for found in annotations.objects.values())


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_format_trips_over_a_beginning(text: str) -> None:
    for one in ANNOTATION_FORMATS.values():
        assert one.recognises(Path("/nowhere/file"), text) in (True, False)


POPE_ROW = {"image": "a.jpg", "label": "no"}


@pytest.mark.parametrize(
    ("question", "decided"),
    [
        ("Is there a fork in the image?", {"fork"}),
        ("Are there any forks in this picture? Please answer yes or no.", {"fork"}),
        ("Does the image contain a hot dog?", {"hot dog"}),
        ("Can you see the fork in the photo?", {"fork"}),
        ("Is there a red fork in the image?", set()),
        ("Is there a fork on the floor?", set()),
        ("Are there two forks in the image?", set()),
        ("Is there no fork in the image?", set()),
        ("Is there a fork or a knife in the image?", set()),
        ("Is the fork red?", set()),
    ],
)
def test_only_questions_about_the_presence_of_an_object_decide(
    tmp_path: Path, question: str, decided: set[str]
) -> None:
    cat = {"image": "a.jpg", "text": "Is there a cat in the image?", "label": "yes"}
    path = tmp_path / "pope.jsonl"
    path.write_text("\n".join(map(json.dumps, (cat, {**POPE_ROW, "text": question}))))
    found = read_annotations(path, Vocabulary.coco())[0]
    assert found.scope("a.jpg") == {"cat", *decided}
    assert found.objects["a.jpg"] == {"cat"}
    assert bool(found.problems or found.unknown_categories) is not bool(decided)


def test_contradicting_answers_decide_nothing(tmp_path: Path) -> None:
    rows = [
        {**POPE_ROW, "text": "Is there a fork in the image?"},
        {**POPE_ROW, "text": "Is there a fork in the image?", "label": "yes"},
        {**POPE_ROW, "text": "Is there a cat in the image?", "label": "yes"},
    ]
    path = tmp_path / "pope.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    found = read_annotations(path, Vocabulary.coco())[0]
    assert found.scope("a.jpg") == {"cat"} == found.objects["a.jpg"]
    assert any("both" in problem and "1." in problem for problem in found.problems)


def test_questions_with_answers_are_no_captions(tmp_path: Path) -> None:
    path = tmp_path / "pope.jsonl"
    path.write_text(json.dumps({**POPE_ROW, "text": "Is there a fork in the image?"}))
    with pytest.raises(DataError) as caught:
        list(read_caption_entries(path))
    assert "sare annotate" in caught.value.fix
