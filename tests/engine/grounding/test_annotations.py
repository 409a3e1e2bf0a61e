from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sare_engine.errors import DataError
from sare_engine.grounding.annotations.coco import read_coco
from sare_engine.grounding.vocabulary import Vocabulary

COCO = Vocabulary.coco()
DATA: dict[str, Any] = {
    "images": [
        {"id": 1, "file_name": "a.jpg"},
        {"id": 2, "file_name": "b.jpg"},
        {"id": 3, "file_name": "empty.jpg"},
    ],
    "categories": [
        {"id": 10, "name": "fork"},
        {"id": 11, "name": "automobile"},
        {"id": 12, "name": "gizmo"},
    ],
    "annotations": [
        {"image_id": 1, "category_id": 10},
        {"image_id": 1, "category_id": 10},
        {"image_id": 1, "category_id": 12},
        {"image_id": 2, "category_id": 11},
        {"image_id": 2, "category_id": 99},
        {"image_id": 77, "category_id": 10},
    ],
}


def write(folder: Path, data: Any) -> Path:
    path = folder / "instances.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def test_true_objects_by_file_name(tmp_path: Path) -> None:
    found = read_coco(write(tmp_path, DATA), COCO)
    assert found.objects == {
        "a.jpg": frozenset({"fork"}),
        "b.jpg": frozenset({"car"}),
        "empty.jpg": frozenset(),
    }
    assert found.unknown_categories == ("gizmo",)
    # The row of image 77 may be about empty.jpg.
    assert found.doubtful == {"b.jpg", "empty.jpg"}
    assert len(found.problems) == 3


def test_without_a_vocabulary_names_are_kept(tmp_path: Path) -> None:
    found = read_coco(write(tmp_path, DATA))
    assert found.objects["a.jpg"] == {"fork", "gizmo"}


def test_reference_captions_name_true_objects(tmp_path: Path) -> None:
    captions = {
        "images": DATA["images"],
        "annotations": [{"image_id": 2, "caption": "Two dogs but no cat near a hot dog."}],
    }
    found = read_coco(write(tmp_path, captions), COCO)
    assert found.objects["b.jpg"] == {"dog", "hot dog"}
    # What a caption doesn't name may be there all the same.
    assert found.scope("b.jpg") == {"dog", "hot dog"}
    # With boxes, the categories are known too, if these are all of COCO's.
    names = [{"id": number, "name": one} for number, one in enumerate(COCO.concepts)]
    rows = [{"image_id": number, "category_id": 2} for number in (1, 2, 3)]
    boxes = {**captions, "annotations": [*captions["annotations"], *rows], "categories": names}
    assert read_coco(write(tmp_path, boxes), COCO).scope("b.jpg") is None


def test_images_are_matched_by_name(tmp_path: Path) -> None:
    found = read_coco(write(tmp_path, {**DATA, "annotations": DATA["annotations"][:-1]}), COCO)
    known, unknown = found.match([Path("/x/a.jpg"), Path("/x/empty.jpg"), Path("/x/other.jpg")])
    assert known == {Path("/x/a.jpg"): {"fork"}, Path("/x/empty.jpg"): frozenset()}
    assert unknown == [Path("/x/other.jpg")]


def test_the_same_name_in_two_folders_is_told_apart(tmp_path: Path) -> None:
    data = {
        "images": [{"id": 1, "file_name": "day\\1.jpg"}, {"id": 2, "file_name": "night/1.jpg"}],
        "categories": [{"id": 1, "name": "cat"}],
        "annotations": [{"image_id": 2, "category_id": 1}],
    }
    found = read_coco(write(tmp_path, data), COCO)
    known, unknown = found.match([Path("/x/day/1.jpg"), Path("/x/night/1.jpg"), Path("/y/1.jpg")])
    assert known == {Path("/x/day/1.jpg"): frozenset(), Path("/x/night/1.jpg"): {"cat"}}
    assert unknown == [Path("/y/1.jpg")]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"images": 3, "annotations": []}',
        '{"images": [], "annotations": [7]}',
        '{"images": [{"file_name": "a.jpg"}], "annotations": []}',
        '{"images": [], "annotations": [], "categories": [{"name": "cat"}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_coco_file_says_so(tmp_path: Path, content: str) -> None:
    with pytest.raises(DataError) as caught:
        read_coco(write(tmp_path, content), COCO)
    assert "instances.json" in caught.value.why


def test_a_missing_file_and_a_binary_one(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        read_coco(tmp_path / "none.json")
    (tmp_path / "x.json").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(DataError):
        read_coco(tmp_path / "x.json")


@pytest.mark.parametrize(
    ("annotation", "problems"),
    [
        ({"image_id": [1], "category_id": 10}, 1),
        ({"image_id": 1, "category_id": {}}, 1),
        ({}, 1),
    ],
)
def test_odd_entries_are_counted_not_fatal(
    tmp_path: Path, annotation: dict[str, Any], problems: int
) -> None:
    found = read_coco(write(tmp_path, {**DATA, "annotations": [annotation]}), COCO)
    assert found.objects["a.jpg"] == frozenset()
    rest = ("Images that no annotation describes", "Categories that no annotation uses")
    assert [one.split(":")[0] for one in found.problems[problems:]] == [*rest]
