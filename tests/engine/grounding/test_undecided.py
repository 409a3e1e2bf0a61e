"""What annotations do not say, or say so that it is not understood, never counts as absent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sare_engine.errors import DataError
from sare_engine.grounding.annotations.gathering import Annotations
from sare_engine.grounding.annotations.reading import read_annotations
from sare_engine.grounding.vocabulary import Vocabulary

WORDS = Vocabulary.from_lines(["fork", "knife", "cup, mug", "cat", "car"])
IMAGES = [{"id": 1, "file_name": "a.jpg"}, {"id": 2, "file_name": "b.jpg"}]
CATEGORIES = [{"id": 1, "name": "fork"}, {"id": 2, "name": "cup"}, {"id": 3, "name": "gizmo"}]


def read(path: Path, content: Any) -> tuple[Annotations, str]:
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return read_annotations(path, WORDS)


def coco(*rows: dict[str, Any], **others: Any) -> dict[str, Any]:
    return {"images": IMAGES, "categories": CATEGORIES, "annotations": list(rows), **others}


def test_the_categories_of_panoptic_segments_are_read(tmp_path: Path) -> None:
    images = [*IMAGES, {"id": 3, "file_name": "c.jpg"}]
    rows = [
        {"image_id": 1, "segments_info": [{"category_id": 1}, {"category_id": 3}]},
        {"image_id": 3, "segments_info": [{"category_id": 2}]},
    ]
    found, name = read(tmp_path / "panoptic.json", {**coco(*rows), "images": images})
    assert name == "COCO"
    assert found.objects == {"a.jpg": {"fork"}, "b.jpg": frozenset(), "c.jpg": {"cup"}}
    # The format has a row for every image: b.jpg lacks it.
    assert found.doubtful == {"b.jpg"}
    assert found.scope("a.jpg") == {"fork", "cup"}
    assert found.scope("b.jpg") == frozenset()
    assert len(found.problems) == 1


def test_an_image_with_an_unknown_category_is_decided_only_where_it_shows_something(
    tmp_path: Path,
) -> None:
    rows = [{"image_id": 1, "category_id": 1}, {"image_id": 1, "category_id": 9}]
    found, _ = read(tmp_path / "a.json", coco(*rows, {"image_id": 2, "iscrowd": 0}))
    assert found.scope("a.jpg") == {"fork"}
    assert found.scope("b.jpg") == frozenset()
    assert found.problems == (
        "Annotations with a category that the file does not list: 1.",
        "Annotations with neither a category nor a caption: 1.",
        "Categories that no annotation uses: 1 (cup). Whether anybody looked for them is not "
        "known, so they stay undecided.",
    )
    known, unknown = found.match([Path("/x/a.jpg"), Path("/x/b.jpg")])
    assert (known, unknown) == ({}, [Path("/x/a.jpg"), Path("/x/b.jpg")])


def test_images_without_annotations_stay_undecided_while_others_belong_to_no_image(
    tmp_path: Path,
) -> None:
    rows = [{"image_id": 1, "category_id": 1}, {"image_id": 1002, "category_id": 2}]
    found, _ = read(tmp_path / "a.json", coco(*rows))
    assert found.doubtful == {"b.jpg"}
    assert found.scope("a.jpg") == {"fork", "cup"}
    assert found.problems == (
        "Annotations of images that the file does not list: 1.",
        "Images that no annotation describes: 1. They stay undecided.",
    )
    found, _ = read(tmp_path / "a.json", coco(rows[0], {"image_id": 1, "category_id": 2}))
    assert (found.scope("b.jpg"), found.problems) == ({"fork", "cup"}, ())


def test_categories_that_no_annotation_uses_deny_nothing(tmp_path: Path) -> None:
    found, _ = read(tmp_path / "a.json", coco({"image_id": 1, "category_id": 1}))
    assert found.scope("a.jpg") == found.scope("b.jpg") == {"fork"}
    [problem] = found.problems
    assert problem.startswith("Categories that no annotation uses: 1 (cup).")
    # The same in YOLO, whose list may be that of the tool.
    (tmp_path / "classes.txt").write_text("fork\ncup\nmeatballs\n")
    (tmp_path / "a.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    (tmp_path / "b.txt").write_text("")
    yolo, _ = read_annotations(tmp_path / "classes.txt", WORDS)
    assert yolo.scope("b") == {"fork"}
    assert yolo.problems == (problem,)


@pytest.mark.parametrize("others", [[], ["gizmo", "widget"]])
def test_the_categories_of_a_whole_set_were_all_looked_for(
    tmp_path: Path, others: list[str]
) -> None:
    names = [*Vocabulary.coco().concepts, *others]
    categories = [{"id": number, "name": one} for number, one in enumerate(names)]
    (tmp_path / "a.json").write_text(
        json.dumps({**coco({"image_id": 1, "category_id": 7}), "categories": categories})
    )
    words = Vocabulary.from_lines([*Vocabulary.coco().concepts, "lamp"])
    found, _ = read_annotations(tmp_path / "a.json", words)
    assert found.scope("b.jpg") == {*Vocabulary.coco().concepts}
    # All that the vocabulary has, too.
    own = [{"id": number, "name": one} for number, one in enumerate(WORDS.concepts, 1)]
    data = {**coco({"image_id": 1, "category_id": 1}), "categories": own}
    assert read(tmp_path / "a.json", data)[0].scope("b.jpg") is None


def test_where_most_images_have_no_annotation_these_stay_undecided(tmp_path: Path) -> None:
    images = [{"id": number, "file_name": f"{number}.jpg"} for number in range(1, 6)]
    rows = [{"image_id": number, "category_id": 1} for number in (1, 2)]
    found, _ = read(tmp_path / "a.json", {**coco(*rows), "images": images})
    assert found.doubtful == {"3.jpg", "4.jpg", "5.jpg"}
    assert "Images that no annotation describes: 3. They stay undecided." in found.problems
    rows.append({"image_id": 3, "category_id": 1})
    found, _ = read(tmp_path / "a.json", {**coco(*rows), "images": images})
    assert (found.doubtful, found.scope("5.jpg")) == (frozenset(), {"fork"})


def test_a_category_list_without_boxes_leaves_what_captions_do_not_name_open(
    tmp_path: Path,
) -> None:
    rows = [{"image_id": number, "caption": "A fork."} for number in (1, 2)]
    found, _ = read(tmp_path / "a.json", coco(*rows))
    assert found.objects == {"a.jpg": {"fork"}, "b.jpg": {"fork"}}
    assert found.scope("a.jpg") == {"fork"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", "image,object\na.jpg,fork\na.jpg,Tasse\nb.jpg,cup\n"),
        ("t.csv", "a.jpg,1,2,3,4,fork\na.jpg,1,2,3,4,Tasse\nb.jpg,1,2,3,4,cup\n"),
        ("t.csv", "image,objects\na.jpg,fork; Tasse\nb.jpg,cup\n"),
    ],
)
def test_an_unknown_label_in_a_table_denies_nothing(
    tmp_path: Path, name: str, content: str
) -> None:
    found, _ = read(tmp_path / name, content)
    assert found.objects == {"a.jpg": {"fork"}, "b.jpg": {"cup"}}
    assert (found.scope("a.jpg"), found.scope("b.jpg")) == ({"fork"}, {"fork", "cup"})
    assert found.problems == (
        "Images with a label that the vocabulary lacks: 1. What is not listed there stays "
        "undecided.",
    )
    assert found.unknown_categories == ("Tasse",)


def test_ids_are_the_same_as_numbers_and_as_text(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"image_id": "1", "category_id": "2"},
        {"image_id": 2.0, "category_id": 1},
    ]
    found, _ = read(tmp_path / "a.json", coco(*rows))
    assert found.objects == {"a.jpg": {"cup"}, "b.jpg": {"fork"}}
    assert found.problems == ()
    assert found.ids == {"1": "a.jpg", "2": "b.jpg"}


def test_images_with_one_id_stay_undecided(tmp_path: Path) -> None:
    images = [*IMAGES, {"id": "1", "file_name": "c.jpg"}, {"id": 2, "file_name": "b.jpg"}]
    rows = [{"image_id": 1, "category_id": 1}, {"image_id": 2, "category_id": 2}]
    found, _ = read(tmp_path / "a.json", {**coco(*rows), "images": images})
    assert found.objects == {"a.jpg": frozenset(), "b.jpg": {"cup"}, "c.jpg": frozenset()}
    assert found.doubtful == {"a.jpg", "c.jpg"}
    assert found.ids == {"2": "b.jpg"}
    assert any("belongs to several images: 2" in one for one in found.problems)


def test_one_name_with_two_ids_stays_undecided(tmp_path: Path) -> None:
    images = [*IMAGES, {"id": 3, "file_name": "a.jpg"}]
    rows = [{"image_id": number, "category_id": 1} for number in (1, 2, 3)]
    found, _ = read(tmp_path / "a.json", {**coco(*rows), "images": images})
    assert found.objects == {"a.jpg": frozenset(), "b.jpg": {"fork"}}
    assert found.doubtful == {"a.jpg"}
    assert any("File names that several ids have: 1" in one for one in found.problems)


def test_a_category_id_with_two_names_decides_nothing(tmp_path: Path) -> None:
    categories = [*CATEGORIES, {"id": 1, "name": "cat"}]
    rows = [{"image_id": 1, "category_id": 1}, {"image_id": 2, "category_id": 2}]
    found, _ = read(tmp_path / "a.json", {**coco(*rows), "categories": categories})
    assert found.objects == {"a.jpg": frozenset(), "b.jpg": {"cup"}}
    assert found.scope("a.jpg") == frozenset()
    assert found.decided == {"cup"}


def test_reference_captions_that_name_nothing_decide_nothing(tmp_path: Path) -> None:
    images = [*IMAGES, {"id": 3, "file_name": "c.jpg"}]
    rows = [{"image_id": 1, "caption": "A fork."}, {"image_id": 2, "caption": "Ein Messer."}]
    found, _ = read(tmp_path / "captions.json", {"images": images, "annotations": rows})
    assert found.objects == {"a.jpg": {"fork"}, "b.jpg": frozenset(), "c.jpg": frozenset()}
    assert found.doubtful == {"b.jpg", "c.jpg"}
    # A caption need not name everything: only what it names is known.
    assert found.scope("a.jpg") == {"fork"}
    assert len(found.problems) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("strays.json", coco({"image_id": 7, "category_id": 1})),
        ("unlisted.json", coco({"image_id": 1, "category_id": 9})),
        ("elsewhere.json", coco({"image_id": 1, "category": {"name": "fork"}})),
        (
            "titles.json",
            {**coco({"image_id": 1, "category_id": 1}), "categories": [{"id": 1, "title": "fork"}]},
        ),
        ("one_hot.csv", "a.jpg,0,1\nb.jpg,1,1\n"),
        ("wide.csv", "a.jpg,0,1,0,0\nb.jpg,1,1,0,1\n"),
        ("boxes.csv", "a.jpg,fork,1,2,3,4\n"),
        ("answers.csv", "image,object,answer\na.jpg,fork,perhaps\n"),
    ],
)
def test_a_file_of_which_nothing_fits_is_refused(tmp_path: Path, name: str, content: Any) -> None:
    with pytest.raises(DataError) as caught:
        read(tmp_path / name, content)
    assert name in str(caught.value)
    assert "Choose" in caught.value.fix or "choose" in caught.value.fix


@pytest.mark.parametrize(
    "table", ["a.jpg,fork,0\nb.jpg,cup,1\n", "image,object,label\na.jpg,fork,0\nb.jpg,cup,1\n"]
)
def test_numbers_that_may_be_classes_are_no_answers(tmp_path: Path, table: str) -> None:
    with pytest.raises(DataError):
        read(tmp_path / "t.csv", table)
    words = table.replace(",0", ",no").replace(",1", ",yes")
    assert read(tmp_path / "t.csv", words)[0].objects == {"a.jpg": frozenset(), "b.jpg": {"cup"}}


def test_numbers_under_label_are_answers_if_an_object_has_both(tmp_path: Path) -> None:
    table = "image,object,label\na.jpg,fork,0\nb.jpg,fork,1\n"
    assert read(tmp_path / "t.csv", table)[0].objects == {"a.jpg": frozenset(), "b.jpg": {"fork"}}


def test_a_table_without_headings_is_refused_with_the_true_reason(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="line of headings"):
        read(tmp_path / "t.csv", "a.jpg,0,1\nb.jpg,1,1\n")
    found, _ = read(tmp_path / "t.csv", "a.jpg,fork\na.jpg,mug\nb.jpg,cat\n")
    assert found.objects == {"a.jpg": {"fork", "cup"}, "b.jpg": {"cat"}}


def test_only_unknown_objects_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="Gabel, Messer") as caught:
        read(tmp_path / "t.csv", "image,object\na.jpg,Gabel\nb.jpg,Messer\n")
    assert "vocabulary" in caught.value.fix


def test_lists_with_an_unknown_object_deny_nothing(tmp_path: Path) -> None:
    lines = [
        {"image": "a.jpg", "objects": ["Gabel"]},
        {"image": "b.jpg", "objects": ["cup", "Chevrolet"]},
        {"image": "c.jpg", "objects": ["A fork", "the mug"]},
        {"image": "d.jpg", "objects": []},
        {"image": "e.jpg", "objects": ["cup", 7]},
    ]
    found, _ = read(tmp_path / "o.jsonl", "\n".join(map(json.dumps, lines)))
    assert found.scope("a.jpg") == frozenset()
    assert found.scope("b.jpg") == found.scope("e.jpg") == {"cup"}
    assert found.objects["c.jpg"] == {"fork", "cup"}
    assert found.scope("c.jpg") is found.scope("d.jpg") is None
    assert [one.partition(".")[0] for one in found.problems] == [
        "Lists with an object that the vocabulary lacks: 3"
    ]
    assert found.unknown_categories == ("Gabel", "Chevrolet")


def test_lvis_decides_what_was_looked_for(tmp_path: Path) -> None:
    names = ["fork", "mug", "cup", "car_(automobile)", "knife", "cat"]
    data = {
        "categories": [{"id": n, "name": one} for n, one in enumerate(names, 1)],
        "images": [
            {
                "id": 1,
                "coco_url": "http://images.example.org/train2017/000000000001.jpg",
                # Of mug and cup, which are one object here, only the mug was looked for.
                "neg_category_ids": [2, 4],
                "not_exhaustive_category_ids": [6],
            },
            {"id": 2, "file_name": "b.jpg", "neg_category_ids": [2, 3]},
        ],
        "annotations": [{"image_id": 1, "category_id": 1}, {"image_id": 1, "category_id": 6}],
    }
    found, name = read(tmp_path / "lvis.json", data)
    assert name == "LVIS"
    first = next(iter(found.objects))
    assert found.objects == {first: {"fork", "cat"}, "b.jpg": frozenset()}
    assert found.scope(first) == {"fork", "cat", "car"}
    assert found.scope("b.jpg") == {"cup"}
    assert not found.complete
    picture = Path("/x/000000000001.jpg")
    assert found.find([picture]) == {picture: first}


LVIS_CATEGORIES = [
    {
        "id": 1077,
        "name": "television_set",
        "synset": "television_receiver.n.01",
        "synonyms": ["television_set", "tv", "tv_set"],
        "def": "an electronic device that receives television signals",
        "frequency": "f",
        "image_count": 1,
        "instance_count": 1,
    },
    {
        "id": 12,
        "name": "apron",
        "synset": "apron.n.01",
        "synonyms": ["apron"],
        "def": "a garment of cloth that is tied about the waist and worn to protect clothing",
        "frequency": "f",
        "image_count": 1,
        "instance_count": 1,
    },
    {"id": 13, "name": "cart", "synonyms": ["cart", "mouse_(animal)", "oven"]},
    {"id": 14, "name": "tv", "synonyms": "television"},
]


def test_lvis_synonyms_count(tmp_path: Path) -> None:
    data = {
        "categories": LVIS_CATEGORIES,
        "images": [
            {"id": 1, "file_name": "a.jpg", "neg_category_ids": [12]},
            {"id": 2, "file_name": "b.jpg", "neg_category_ids": [1077]},
            {"id": 3, "file_name": "c.jpg", "neg_category_ids": [14, 1077]},
        ],
        "annotations": [
            {"id": 1, "image_id": 1, "category_id": 1077, "bbox": [0, 0, 4, 4]},
            {"id": 2, "image_id": 1, "category_id": 13, "bbox": [0, 0, 4, 4]},
        ],
    }  # fmt: skip
    (tmp_path / "lvis.json").write_text(json.dumps(data))
    found, name = read_annotations(tmp_path / "lvis.json", Vocabulary.coco())
    assert name == "LVIS"
    assert found.objects == {"a.jpg": {"tv"}, "b.jpg": frozenset(), "c.jpg": frozenset()}
    # Two categories are televisions, and of the cart's synonyms two name different objects.
    assert [found.scope(name) for name in found.objects] == [{"tv"}, frozenset(), {"tv"}]
    assert set(found.unknown_categories) == {"apron", "cart"}


def test_lvis_without_its_lists_decides_only_what_is_annotated(tmp_path: Path) -> None:
    data = {
        "images": IMAGES,
        "categories": [
            {"id": number, "name": name, "synset": f"{name}.n.01", "frequency": "f"}
            for number, name in enumerate(("fork", "cat"), 1)
        ],
        "annotations": [{"image_id": 1, "category_id": 1}, {"image_id": 2, "category_id": 2}],
    }
    found, name = read(tmp_path / "again.json", data)
    assert name == "LVIS"
    assert (found.scope("a.jpg"), found.scope("b.jpg")) == ({"fork"}, {"cat"})
    [problem] = found.problems
    assert "looked for: 2" in problem


def test_lvis_is_recognised_behind_many_annotations(tmp_path: Path) -> None:
    data = {
        "annotations": [{"image_id": 1, "category_id": 1, "segmentation": "1" * 300_000}],
        "images": [{**IMAGES[0], "neg_category_ids": [2]}],
        "categories": CATEGORIES,
    }
    found, name = read(tmp_path / "lvis.json", data)
    assert name == "LVIS"
    assert found.scope("a.jpg") == {"fork", "cup"}


def test_open_images_labels_and_boxes(tmp_path: Path) -> None:
    labels = (
        "ImageID,Source,LabelName,Confidence\n"
        "a,verification,Fork,1\na,verification,/m/02p5f1q,0\nb,verification,Cat,0\n"
        "b,machine,Knife,0.7\n"
    )
    (tmp_path / "class-descriptions.csv").write_text("/m/02p5f1q,Mug\n")
    found, name = read(tmp_path / "human-imagelabels.csv", labels)
    assert name == "Open Images"
    assert found.objects == {"a": {"fork"}, "b": frozenset()}
    assert found.scope("a") == {"fork", "cup"}
    assert found.scope("b") == {"cat"}
    assert found.problems == ("Labels that nobody has verified: 1. They are skipped.",)
    boxes = "ImageID,Source,LabelName,Confidence,XMin,XMax\na,xclick,Fork,1,0.1,0.2\n"
    found, _ = read(tmp_path / "boxes.csv", boxes)
    assert found.scope("a") == {"fork"}


def test_keras_retinanet(tmp_path: Path) -> None:
    table = "/d/a.jpg,1,2,3,4,fork\n/d/a.jpg,1,2,3,4,mug\n/d/b.jpg,,,,,\n/d/c.jpg,1,2,,,cat\n"
    found, name = read(tmp_path / "t.csv", table)
    assert name == "Keras RetinaNet"
    assert found.objects["/d/a.jpg"] == {"fork", "cup"}
    assert found.scope("/d/b.jpg") == {"fork", "cup"}
    assert found.scope("/d/c.jpg") == frozenset()
    assert len(found.problems) == 1


@pytest.mark.parametrize("comma", [",", ", "])
def test_one_hot(tmp_path: Path, comma: str) -> None:
    rows = [
        ["filename", "fork", "mug", "gizmo"],
        ["a.jpg", "1", "0", "1"],
        ["b.jpg", "0", "0", "0"],
    ]
    found, name = read(tmp_path / "_classes.csv", "\n".join(map(comma.join, rows)))
    assert name == "One-hot CSV"
    assert found.objects == {"a.jpg": {"fork"}, "b.jpg": frozenset()}
    assert found.decided == {"fork", "cup"}
    assert found.complete
    words = {"1": "True", "0": "no"}
    written = "\n".join(comma.join(words.get(one, one) for one in row) for row in rows)
    again, _ = read(tmp_path / "_classes.csv", written)
    assert again == found
    rows[2][1] = "-1"
    found, _ = read(tmp_path / "_classes.csv", "\n".join(map(comma.join, rows)))
    assert found.scope("b.jpg") == {"cup"}
    assert not found.complete


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        (
            "annotations.xml",
            "<?xml version='1.0'?><annotations><version>1.1</version><meta/></annotations>",
            "CVAT XML",
        ),
        (
            "a.json",
            '{"version": "5.0", "flags": {}, "shapes": [{"label": "cup"}], "imagePath": "a.jpg"}',
            "LabelMe JSON",
        ),
        (
            "export.json",
            '[{"id": 1, "annotations": [{"completed_by": 1, "result": [{"from_name": "label"}]}], '
            '"data": {"image": "/data/upload/1/a.jpg"}}]',
            "Label Studio JSON",
        ),
        (
            "min.json",
            '[{"image": "/data/upload/a.jpg", "id": 1, "label": [], "annotator": 1, '
            '"annotation_id": 1}]',
            "Label Studio JSON",
        ),
        (
            "project.csv",
            "annotation_id,annotator,created_at,id,image,label,lead_time,updated_at\n"
            '1,1,x,1,/data/upload/1/a.jpg,"[{""rectanglelabels"":[""cup""]}]",1,x\n',
            "Label Studio CSV",
        ),
        (
            "via.csv",
            "filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,"
            'region_attributes\na.jpg,1,{},1,0,"{}","{""class"":""cup""}"\n',
            "VGG Image Annotator CSV",
        ),
    ],
)
def test_a_foreign_format_is_named_with_the_export_to_choose(
    tmp_path: Path, name: str, content: str, title: str
) -> None:
    with pytest.raises(DataError) as caught:
        read(tmp_path / name, content)
    assert title in caught.value.why
    assert "COCO" in caught.value.fix
    if name in ("a.json", "annotations.xml"):
        with pytest.raises(DataError, match=title.split(maxsplit=1)[0]):
            read_annotations(tmp_path, WORDS)


def test_class_names_may_be_in_the_folders_of_labels(tmp_path: Path) -> None:
    for part, row in (("train", "0 .5 .5 .1 .1"), ("val", "1 .5 .5 .1 .1")):
        (tmp_path / part).mkdir()
        (tmp_path / part / "classes.txt").write_text("fork\nknife\n")
        (tmp_path / part / f"{part}1.txt").write_text(row)
    found, _ = read_annotations(tmp_path, WORDS)
    assert found.objects == {"train1": {"fork"}, "val1": {"knife"}}
    (tmp_path / "val" / "classes.txt").write_text("knife\nfork\n")
    with pytest.raises(DataError, match="different names"):
        read_annotations(tmp_path, WORDS)


def test_class_names_may_be_in_the_data_sets_below(tmp_path: Path) -> None:
    for part in ("first", "second"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "data.yaml").write_text("names: [fork, knife]\n")
        (tmp_path / part / f"{part}.txt").write_text("1 .5 .5 .1 .1\n")
    found, _ = read_annotations(tmp_path, WORDS)
    assert found.objects == {"first": {"knife"}, "second": {"knife"}}
    (tmp_path / "second" / "data.yaml").write_text("names: [knife, fork]\n")
    with pytest.raises(DataError, match="different names"):
        read_annotations(tmp_path, WORDS)


@pytest.mark.parametrize("end", ["txt", "xml"])
def test_files_without_objects_deny_nothing_if_they_are_most(tmp_path: Path, end: str) -> None:
    box, nothing = {
        "txt": ("0 .5 .5 .1 .1\n", ""),
        "xml": (
            "<annotation><object><name>fork</name></object></annotation>",
            "<annotation><size/></annotation>",
        ),
    }[end]
    if end == "txt":
        (tmp_path / "classes.txt").write_text("fork\n")
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.{end}").write_text(box if name == "a" else nothing)
    found, _ = read_annotations(tmp_path, WORDS)
    assert found.doubtful == {"b", "c"}
    assert "Images whose file lists no object: 2." in found.problems[0]
    (tmp_path / f"c.{end}").write_text(box)
    found, _ = read_annotations(tmp_path, WORDS)
    assert not found.doubtful
    assert found.scope("b") == {"fork"}


def test_labels_belong_to_the_picture_at_the_same_place(tmp_path: Path) -> None:
    for folder, number in (("train", 0), ("valid", 1)):
        labels = tmp_path / folder / "labels"
        labels.mkdir(parents=True)
        (labels / "1.txt").write_text(f"{number} .5 .5 .1 .1\n")
    (tmp_path / "data.yaml").write_text("names: [fork, knife]\n")
    found, _ = read_annotations(tmp_path, WORDS)
    pictures = [tmp_path / folder / "images" / "1.jpg" for folder in ("train", "valid", "test")]
    known, unknown = found.match(pictures)
    assert known == {pictures[0]: {"fork"}, pictures[1]: {"knife"}}
    assert unknown == [pictures[2]]


def test_voc_files_of_the_same_name_in_several_folders(tmp_path: Path) -> None:
    for folder, thing in (("day", "cat"), ("night", "car")):
        (tmp_path / folder / "Annotations").mkdir(parents=True)
        (tmp_path / folder / "Annotations" / "1.xml").write_text(
            f"<annotation><filename>1.jpg</filename><object><name>{thing}</name></object>"
            "</annotation>"
        )
    found, _ = read_annotations(tmp_path, WORDS)
    pictures = [tmp_path / folder / "JPEGImages" / "1.jpg" for folder in ("day", "night")]
    known, _ = found.match(pictures)
    assert known == {pictures[0]: {"cat"}, pictures[1]: {"car"}}


def test_questions_and_lists_come_as_one_list_too(tmp_path: Path) -> None:
    lines = [
        {"image": "a.jpg", "text": "Is there a mug in the image?", "label": "yes"},
        {"image": "a.jpg", "text": "Is there a cat in the image?", "label": "no"},
    ]
    found, name = read(tmp_path / "pope.json", lines)
    assert name == "POPE"
    assert (found.objects["a.jpg"], found.scope("a.jpg")) == ({"cup"}, {"cup", "cat"})
    found, name = read(tmp_path / "objects.json", [{"image_id": 1, "objects": ["mug"]}])
    assert name == "Object lists"
    assert found.objects == {"1": {"cup"}}


@pytest.mark.parametrize("stated", ["1.png", "template.jpg"])
def test_voc_files_with_a_wrong_file_name_belong_to_the_picture_of_their_own_name(
    tmp_path: Path, stated: str
) -> None:
    (tmp_path / "1.xml").write_text(
        f"<annotation><filename>{stated}</filename><object><name>cat</name></object></annotation>"
    )
    found, _ = read_annotations(tmp_path, WORDS)
    picture = tmp_path / "JPEGImages" / "1.jpg"
    other = tmp_path / "JPEGImages" / "2.jpg"
    known, unknown = found.match([picture, other])
    assert (known, unknown) == ({picture: {"cat"}}, [other])
    # With a picture of each name, either may be meant.
    same = Path(stated).stem == picture.stem
    expected = {tmp_path / stated: stated} if same else {}
    assert found.find([picture, tmp_path / stated]) == expected
    # A picture in another folder than the file is not one that the file's own name means.
    assert found.find([tmp_path / "x/1.jpg", tmp_path / stated]) == {tmp_path / stated: stated}


def test_voc_files_that_name_each_others_pictures_decide_nothing(tmp_path: Path) -> None:
    for name, stated, thing in (("a", "b", "cat"), ("b", "a", "car"), ("c", "c", "fork")):
        (tmp_path / f"{name}.xml").write_text(
            f"<annotation><filename>{stated}.jpg</filename><object><name>{thing}</name></object>"
            "</annotation>"
        )
    found, _ = read_annotations(tmp_path, WORDS)
    pictures = [tmp_path / f"{name}.jpg" for name in "abc"]
    matches = found.names.matches(pictures)
    assert matches.found == {pictures[2]: "c.jpg"}
    assert set(matches.contradicted) == set(pictures[:2])
    [problem] = matches.problems()
    assert "another: 2 (a.jpg" in problem


def test_voc_files_that_all_state_one_name_are_told_apart(tmp_path: Path) -> None:
    for number, thing in ((1, "cat"), (2, "car")):
        (tmp_path / f"{number}.xml").write_text(
            "<annotation><filename>template.jpg</filename>"
            f"<object><name>{thing}</name></object></annotation>"
        )
    found, _ = read_annotations(tmp_path, WORDS)
    pictures = [tmp_path / f"{number}.jpg" for number in (1, 2, 3)]
    known, unknown = found.match(pictures)
    assert (known, unknown) == ({pictures[0]: {"cat"}, pictures[1]: {"car"}}, pictures[2:])


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_lines_of_something_else_are_named_as_such(tmp_path: Path, suffix: str) -> None:
    lines = [{"image": "a.jpg", "caption": "A cat."}, {"image": "b.jpg", "caption": "A dog."}]
    with pytest.raises(DataError, match="JSON Lines file") as caught:
        read(tmp_path / f"said.{suffix}", "\n".join(map(json.dumps, lines)))
    assert "image, caption" in caught.value.why
    assert "COCO" not in caught.value.why


def test_images_that_are_marked_as_not_labelled_stay_undecided(tmp_path: Path) -> None:
    """Roboflow's export has such a column."""
    found, name = read(
        tmp_path / "_classes.csv",
        "filename, cup, fork, Unlabeled\na.jpg, 1, 0, 0\nb.jpg, 0, 0, 1\n",
    )
    assert name == "One-hot CSV"
    assert (found.scope("a.jpg"), found.scope("b.jpg")) == ({"cup", "fork"}, frozenset())
    assert found.unknown_categories == ()
    assert found.problems == ("Images that are marked as not labelled: 1. They stay undecided.",)


@pytest.mark.parametrize("cell", ["fork; cup", "fork|cup", '"fork, cup"', "\"['fork', 'cup']\""])
def test_several_objects_in_a_cell(tmp_path: Path, cell: str) -> None:
    found, _ = read(tmp_path / "t.csv", f"image,labels\na.jpg,{cell}\nb.jpg,[]\n")
    assert found.objects == {"a.jpg": {"fork", "cup"}, "b.jpg": frozenset()}
    assert found.problems == ()


def test_codes_without_their_names_are_explained(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="class-descriptions"):
        read(tmp_path / "t.csv", "ImageID,Source,LabelName,Confidence\na,verification,/m/01,1\n")
    (tmp_path / "class-descriptions-boxable.csv").write_text("/m/01,Fork\n")
    found, _ = read_annotations(tmp_path / "t.csv", WORDS)
    assert found.objects == {"a": {"fork"}}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("r.json", [{"image_id": 1, "category_id": 1, "score": 0.9}], "predictions of a model"),
        ("m.jsonl", {"file_name": "a.jpg", "objects": {"categories": [0]}}, "a JSON Lines file"),
        ("s.json", {"objects": [{"classTitle": "fork"}]}, "Supervisely"),
        ("d.json", {"categories": {"label": {}}, "items": [{"id": "a"}]}, "Datumaro"),
        ("b.json", [{"name": "a.jpg", "labels": [{"box2d": {}}]}], "BDD100K"),
        ("l.json", [{"image": "a.jpg", "conversations": [{"from": "gpt"}]}], "LLaVA"),
    ],
)
def test_files_of_another_kind_are_named(
    tmp_path: Path, name: str, content: Any, words: str
) -> None:
    with pytest.raises(DataError, match=words):
        read(tmp_path / name, content)
