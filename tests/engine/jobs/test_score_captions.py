"""CHAIR of caption files: the result, the table of images and the page."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from sare_engine import score_captions
from sare_engine.config import ChairConfig
from sare_engine.errors import DataError, StorageError

CAPTIONS: list[dict[str, Any]] = [
    {"image_id": 1, "caption": "A cat and a dog.\nThe <b>dog</b> sleeps."},
    {"image_id": 1, "caption": "A cat."},
    {"image_id": "two.jpg", "caption": "Two dogs, no cat."},
    {"image_id": 7, "caption": "A car."},
]
OBJECTS = [{"image_id": 1, "objects": ["cat", "bed"]}, {"image_id": "two.jpg", "objects": ["dog"]}]


@pytest.fixture
def config(tmp_path: Path) -> ChairConfig:
    for name, lines in (("captions", CAPTIONS), ("objects", OBJECTS)):
        text = "\n".join(json.dumps(line) for line in lines)
        (tmp_path / f"{name}.jsonl").write_text(text)
    return ChairConfig(
        captions=tmp_path / "captions.jsonl",
        objects=tmp_path / "objects.jsonl",
        csv=tmp_path / "images.csv",
        html=tmp_path / "page.html",
    )


def test_a_row_for_each_caption(config: ChairConfig) -> None:
    result = score_captions(config)
    assert config.csv is not None
    assert result["csv"] == str(config.csv.resolve())
    with config.csv.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["image"] for row in rows] == ["1", "1", "two.jpg"]
    assert rows[0]["caption"] == CAPTIONS[0]["caption"]
    assert [row["mentions"] for row in rows] == ["3", "1", "2"]
    assert [row["hallucinated_mentions"] for row in rows] == ["2", "0", "1"]
    assert [row["hallucinated"] for row in rows] == ["dog", "", "cat"]
    assert [row["missed"] for row in rows] == ["bed", "bed", ""]
    assert [float(row["chair_i"]) for row in rows] == pytest.approx([2 / 3, 0, 1 / 2])
    # The rows are what the figures are made of.
    made_up = sum(int(row["hallucinated_mentions"]) for row in rows)
    assert result["chair_i"] == made_up / sum(int(row["mentions"]) for row in rows)
    assert result["chair_s"] == sum(int(row["chair_s"]) for row in rows) / len(rows)


def test_the_page_tells_the_figures_and_marks_the_words(config: ChairConfig) -> None:
    score_captions(config)
    assert config.html is not None
    html = config.html.read_text(encoding="utf-8")
    assert "67\N{NO-BREAK SPACE}% of the captions name" in html
    assert html.count("<mark>dog</mark>") == 2
    assert "<b>" not in html
    assert "Skipped 1 caption" in html
    assert "<script" not in html and "http-equiv" in html
    assert "prefers-color-scheme: dark" in html


FORK = "A fork and a knife."
CAT = "Two cats."


@pytest.mark.parametrize(
    ("captions", "objects"),
    [
        (
            [{"image_id": 569, "caption": FORK}, {"image_id": 7, "caption": CAT}],
            [{"image_id": "569", "objects": ["fork"]}, {"image_id": "7", "objects": ["cat"]}],
        ),
        (
            [{"image_id": "000000000569", "text": FORK}, {"image_id": "7", "text": CAT}],
            [{"image_id": 569, "objects": ["fork"]}, {"image_id": 7, "objects": ["cat"]}],
        ),
        (
            [
                {"file_name": "val2014/COCO_val2014_000000000569.jpg", "response": FORK},
                {"image": "COCO_val2014_000000000007.jpg", "answer": CAT},
            ],
            [{"image_id": 569, "objects": ["fork"]}, {"image_id": 7, "objects": ["cat"]}],
        ),
        (
            [{"image_id": 569, "caption": FORK}, {"image_id": 7, "caption": CAT}],
            [
                {"image": "COCO_val2014_000000000569.jpg", "objects": ["fork"]},
                {"image": "COCO_val2014_000000000007.jpg", "objects": ["cat"]},
            ],
        ),
        (  # several lines of objects for one image, and images without captions
            [{"file_name": "b.jpg", "caption": FORK}, {"image_id": 7, "caption": CAT}],
            [
                {"image_id": 3, "file_name": "b.jpg", "objects": []},
                {"image_id": 3, "objects": ["fork"]},
                {"image_id": 7, "file_name": "a_9.jpg", "objects": ["cat"]},
                {"image_id": 12, "objects": ["dog"]},
            ],
        ),
    ],
    ids=["texts", "zeros", "file names", "only file names", "several lines"],
)
@pytest.mark.parametrize("as_list", [False, True], ids=["lines", "list"])
def test_images_and_captions_go_by_the_names_in_use(
    captions: list[dict[str, Any]], objects: list[dict[str, Any]], as_list: bool, tmp_path: Path
) -> None:
    for name, rows in (("captions", captions), ("objects", objects)):
        text = json.dumps(rows) if as_list else "\n".join(map(json.dumps, rows))
        (tmp_path / name).write_text(text)
    result = score_captions(
        ChairConfig(captions=tmp_path / "captions", objects=tmp_path / "objects")
    )
    assert (result["captions"], result["captions_without_objects"]) == (2, 0)
    assert result["chair_i"] == pytest.approx(1 / 3)
    assert (result["chair_s"], result["recall"], result["notices"]) == (1 / 2, 1, ())


def test_a_number_is_no_other_image_whose_file_ends_in_it(tmp_path: Path) -> None:
    (tmp_path / "captions").write_text(
        '{"image_id": 1, "caption": "A cat."}\n{"image_id": 9, "caption": "A dog."}'
    )
    (tmp_path / "objects").write_text(
        '{"image_id": 1, "image": "photo_9.jpg", "objects": ["cat", "gizmo", "sofa"]}'
    )
    result = score_captions(
        ChairConfig(captions=tmp_path / "captions", objects=tmp_path / "objects")
    )
    assert (result["captions"], result["captions_without_objects"]) == (1, 1)
    assert result["recall"] == 1 / 2  # of cat and sofa
    left_out, unknown = result["notices"]
    assert left_out == "Skipped 1 caption: the objects of their images are not known."
    assert "gizmo" in unknown and "sofa" not in unknown


def test_nothing_is_written_unless_asked(config: ChairConfig, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    result = score_captions(ChairConfig(captions=config.captions, objects=config.objects))
    assert set(tmp_path.iterdir()) == before
    assert not {"csv", "html"} & set(result)


def test_places_are_checked_before_anything_is_read(config: ChairConfig, tmp_path: Path) -> None:
    missing = tmp_path / "no" / "page.html"
    with pytest.raises(StorageError, match="does not exist"):
        score_captions(
            ChairConfig(captions=tmp_path / "gone", objects=config.objects, html=missing)
        )
    with pytest.raises(DataError, match="gone"):
        score_captions(ChairConfig(captions=tmp_path / "gone", objects=config.objects))
