"""POPE as a job: questions built, asked of a model, and scored."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from sare_engine import pope
from sare_engine.config import PopeConfig
from sare_engine.errors import ConfigError
from sare_engine.events import Notice
from tests.engine.jobs.conftest import World, ended, failure


def built(world: World, tmp_path: Path) -> Path:
    path = tmp_path / "pope.jsonl"
    config = PopeConfig(
        annotations=world.annotations,
        vocabulary=world.vocabulary,
        write_questions=path,
        strategies=("popular", "adversarial"),
        per_image=2,
    )
    result = ended(pope(config)).result
    assert result == {"questions": 16 * 2 * 2 * 2, "images": 16, "questions_file": str(path)}
    return path


def test_questions_are_built_without_a_model(world: World, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in built(world, tmp_path).read_text().splitlines()]
    assert Counter(one["label"] for one in lines) == {"yes": 64, "no": 64}
    assert Counter(one["strategy"] for one in lines) == {"popular": 64, "adversarial": 64}
    assert len({one["question_id"] for one in lines}) == len(lines)
    truth = json.loads(world.annotations.read_text())
    names = {one["id"]: one["name"] for one in truth["categories"]}
    files = {one["id"]: one["file_name"] for one in truth["images"]}
    shown = {(files[one["image_id"]], names[one["category_id"]]) for one in truth["annotations"]}
    for one in lines:
        concept = one["text"].removesuffix(" in the image?").split()[-1]
        assert ((one["image"], concept) in shown) == (one["label"] == "yes")


def test_a_model_is_asked_and_scored(world: World, tmp_path: Path) -> None:
    config = PopeConfig(
        questions=built(world, tmp_path),
        images=(world.images / "000.png", world.images / "003.png"),
        model=world.model,
        vocabulary=world.vocabulary,
        device="cpu",
        csv=tmp_path / "answers.csv",
        html=tmp_path / "page.html",
    )
    events = list(pope(config))
    assert any(isinstance(one, Notice) and "112 questions" in one.text for one in events)
    result = ended(iter(events)).result
    assert (result["questions"], result["images"]) == (16, 2)
    assert set(result["pope"]) == {"popular", "adversarial"}
    with (tmp_path / "answers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name, scores in result["pope"].items():
        mine = [row for row in rows if row["set"] == name]
        assert len(mine) == 8
        assert scores["accuracy"] == sum(int(row["right"]) for row in mine) / 8
        assert scores["yes_ratio"] == sum(float(row["p_yes"]) > 0.5 for row in mine) / 8
    assert "answered correctly" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_answers_given_elsewhere_are_scored(world: World, tmp_path: Path) -> None:
    questions = built(world, tmp_path)
    answers = tmp_path / "answers.jsonl"
    lines = [json.loads(line) for line in questions.read_text().splitlines()]
    # "Yes" to everything of one set, the truth of the other.
    said = ["yes" if one["strategy"] == "popular" else one["label"] for one in lines]
    answers.write_text("\n".join(json.dumps({"answer": one}) for one in said))
    result = ended(pope(PopeConfig(questions=questions, answers=answers))).result
    assert result["pope"]["popular"] == {
        "accuracy": 0.5, "precision": 0.5, "recall": 1.0, "f1": 2 / 3, "yes_ratio": 1.0,
    }  # fmt: skip
    assert result["pope"]["adversarial"]["accuracy"] == 1.0


def test_questions_about_other_images_are_refused(world: World, tmp_path: Path) -> None:
    questions = tmp_path / "pope.jsonl"
    questions.write_text('{"image": "x.jpg", "text": "Is there a cat?", "label": "no"}\n')
    config = PopeConfig(questions=questions, images=(world.images,), model=world.model)
    assert "no question" in failure(pope(config)).what
    # A file of questions does not list what is in an image.
    config = PopeConfig(annotations=questions, write_questions=tmp_path / "new.jsonl")
    assert "only some objects" in failure(pope(config)).why


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({}, "annotations"),
        ({"annotations": Path("a"), "questions": Path("q")}, "annotations"),
        ({"annotations": Path("a")}, "model"),
        ({"questions": Path("q"), "model": Path("m")}, "images"),
        ({"questions": Path("q"), "model": Path("m"), "answers": Path("x")}, "answers"),
        ({"annotations": Path("a"), "write_questions": Path("w"), "strategies": ()}, "strategies"),
    ],
)
def test_settings_that_do_not_go_together(settings: dict[str, object], field: str) -> None:
    with pytest.raises(ConfigError) as caught:
        PopeConfig(**settings).validate()  # type: ignore[arg-type]
    assert field in dict(caught.value.problems)
