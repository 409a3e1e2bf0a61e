"""Where COCO, Pascal VOC and YOLO say that objects are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sare_engine import AnnotateConfig, Box, ObjectBox, Project, annotate, annotated_boxes
from sare_engine.grounding.annotations.reading import read_annotations
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.merge_concepts import merge_concepts
from sare_engine.workspace.rows import NewImage
from tests.caption_sets import make_older

WORDS = Vocabulary.coco()
PERSON = ObjectBox("person", Box(0.25, 0.2, 0.5, 0.6, label="man"))
CAT = ObjectBox("cat", Box(0.5, 0.0, 1.0, 1.0, label="cat"))
"""The man is at 40 to 80 of 160 pixels, and at 24 to 72 of 120."""


def coco(folder: Path, boxes: list[Any] | None = None) -> Path:
    """A file with a man and a cat, whose box reaches beyond the picture."""
    boxes = [[40, 24, 40, 48], [80, 0, 100, 120]] if boxes is None else boxes
    document = {
        "images": [{"id": 7, "file_name": "a.png", "width": 160, "height": 120}],
        "categories": [{"id": 1, "name": "man"}, {"id": 2, "name": "cat"}],
        "annotations": [
            {"id": place, "image_id": 7, "category_id": place + 1, "bbox": box}
            for place, box in enumerate(boxes)
        ],
    }
    (folder / "coco.json").write_text(json.dumps(document))
    return folder / "coco.json"


def voc(folder: Path) -> Path:
    def entry(name: str, *edges: int) -> str:
        places = zip(("xmin", "ymin", "xmax", "ymax"), edges, strict=True)
        box = "".join(f"<{key}>{value}</{key}>" for key, value in places)
        return f"<object><name>{name}</name><bndbox>{box}</bndbox></object>"

    (folder / "a.xml").write_text(
        "<annotation><filename>a.png</filename><size><width>160</width><height>120</height></size>"
        f"{entry('man', 40, 24, 80, 72)}{entry('cat', 80, 0, 180, 120)}</annotation>"
    )
    return folder / "a.xml"


def yolo(folder: Path) -> Path:
    """The cat's place is an outline."""
    (folder / "labels").mkdir()
    (folder / "labels" / "classes.txt").write_text("man\ncat\n")
    (folder / "labels" / "a.txt").write_text("0 0.375 0.4 0.25 0.4\n1 0.5 0 1 0.5 0.75 1\n")
    return folder / "labels"


@pytest.mark.parametrize("write", [coco, voc, yolo])
def test_places_are_shares_of_the_picture(write: Callable[[Path], Path], tmp_path: Path) -> None:
    annotations, _ = read_annotations(write(tmp_path), WORDS)
    [boxes] = annotations.boxes.values()
    for (concept, box), expected in zip(boxes, (PERSON, CAT), strict=True):
        assert (concept, box.label, box.score) == (expected.concept, expected.box.label, None)
        assert box[:4] == pytest.approx(expected.box[:4])


@pytest.mark.parametrize(
    "box",
    [
        None,
        [],
        [1, 2, 3],
        [1, 2, 3, "4"],
        [0, 0, 0, 10],
        [500, 500, 10, 10],
        [True, 0, 10, 10],
        [10**400, 0, 10, 10],
        [float("nan"), 0, 10, 10],
        {"x": 1},
    ],
)
def test_a_place_that_is_not_understood_is_left_out(box: Any, tmp_path: Path) -> None:
    """The object is in the picture all the same."""
    annotations, _ = read_annotations(coco(tmp_path, [box]), WORDS)
    assert annotations.boxes == {} and annotations.objects["a.png"] == {"person"}


def test_a_project_keeps_the_places(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    picture = tmp_path / "a.png"
    Image.new("RGB", (160, 120)).save(picture)
    with Project.create(folder) as project:
        [key] = project.add_images([NewImage(picture, 160, 120, "0" * 64)])
    make_older(folder, version=5)
    annotate(AnnotateConfig(project=folder, annotations=coco(tmp_path)))
    with Project.open(folder) as project:
        assert annotated_boxes(project, key) == [PERSON, CAT]
        removed = project.remove_images([key])
        assert project.boxes(key) == []
        project.restore_images(removed)
        assert project.boxes(key) == [PERSON, CAT]
    merge_concepts(folder, "cat", "person")
    with Project.open(folder) as project:
        assert [one.concept for one in annotated_boxes(project, key)] == ["person", "person"]
    # Other annotations replace them, also by none.
    (tmp_path / "truth.csv").write_text("image,object\na.png,cat\n")
    annotate(AnnotateConfig(project=folder, annotations=tmp_path / "truth.csv"))
    with Project.open(folder) as project:
        assert annotated_boxes(project, key) == []
