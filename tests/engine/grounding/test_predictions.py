"""What a model predicts is not the truth: it decides nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sare_engine.errors import DataError
from sare_engine.grounding.annotations.reading import read_annotations
from tests.engine.grounding.test_undecided import WORDS, coco, read


@pytest.mark.parametrize(
    ("name", "content", "shown_by"),
    [
        ("t.csv", "image,object,Confidence\na.jpg,fork,0.9\na.jpg,cup,0.01\n", "“Confidence”"),
        ("t.csv", "image,score,object\na.jpg,1,fork\nb.jpg,0.5,cup\n", "“score”"),
        ("a.json", coco({"image_id": 1, "category_id": 1, "score": 0.8}), "“score”"),
        ("o.jsonl", '{"image": "a.jpg", "objects": ["fork"], "scores": [0.9]}', "“scores”"),
    ],
)
def test_predictions_are_refused(tmp_path: Path, name: str, content: Any, shown_by: str) -> None:
    with pytest.raises(DataError, match="predictions of a model") as caught:
        read(tmp_path / name, content)
    assert shown_by in caught.value.why


def test_voc_files_with_confidences_leave_their_images_undecided(tmp_path: Path) -> None:
    for name, more in (("a", "<score>0.4</score>"), ("b", ""), ("c", "<confidence>1</confidence>")):
        (tmp_path / f"{name}.xml").write_text(
            f"<annotation><object><name>fork</name>{more}</object></annotation>"
        )
    found, _ = read_annotations(tmp_path, WORDS)
    assert found.objects == {"a": frozenset(), "b": {"fork"}, "c": {"fork"}}
    assert found.doubtful == {"a"}
    assert "predictions: 1" in found.problems[0]


def test_a_confidence_of_1_everywhere_is_none(tmp_path: Path) -> None:
    found, _ = read(tmp_path / "t.csv", "image,object,score\na.jpg,fork,1.0\nb.jpg,cup,\n")
    assert found.objects == {"a.jpg": {"fork"}, "b.jpg": {"cup"}}
    rows = [{"image_id": 1, "category_id": 1, "score": 1}, {"image_id": 2, "category_id": 2}]
    found, _ = read(tmp_path / "a.json", coco(*rows))
    assert found.scope("a.jpg") == {"fork", "cup"}


@pytest.mark.parametrize(
    ("row", "predicted"),
    [
        ("0 .5 .5 .1 .1 0.31", True),
        ("0 .5 .5 .1 .1 7", True),  # the number of a tracked object
        ("0 .1 .1 .2 .1 .2 .2 .9", True),  # an outline
        ("0 .5 .5 .1 .1", False),
        ("0 .1 .1 .2 .1 .2 .2", False),
        ("0 .5 .5 .1 .1 .3 .3 2.0", False),  # a keypoint and whether it is visible
    ],
)
def test_boxes_that_a_model_has_predicted(tmp_path: Path, row: str, predicted: bool) -> None:
    (tmp_path / "classes.txt").write_text("fork\nknife\n")
    for name, text in (("a", row), ("b", "1 .5 .5 .1 .1\n"), ("c", "")):
        (tmp_path / f"{name}.txt").write_text(text)
    found, _ = read_annotations(tmp_path, WORDS)
    assert found.doubtful == ({"a", "c"} if predicted else frozenset())
    assert found.objects == {
        "a": frozenset() if predicted else {"fork"},
        "b": {"knife"},
        "c": frozenset(),
    }
    (tmp_path / "b.txt").unlink()
    if predicted:
        with pytest.raises(DataError, match=r"predictions of a model.*a\.txt"):
            read_annotations(tmp_path, WORDS)
