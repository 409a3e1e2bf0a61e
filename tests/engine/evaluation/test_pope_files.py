"""POPE's files: written, read back, answered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sare_engine.errors import DataError
from sare_engine.evaluation.pope import build_pope
from sare_engine.evaluation.pope_files import (
    numbered,
    read_answers,
    read_questions,
    write_questions,
)
from sare_engine.grounding.annotations.reading import read_annotations
from sare_engine.grounding.vocabulary import Vocabulary

COCO = Vocabulary.coco()
OBJECTS = {"a.jpg": {"cat", "dog"}, "b ü.jpg": {"dog", "car"}, "c.jpg": {"car"}}


def test_questions_read_back_as_written(tmp_path: Path) -> None:
    questions = numbered(
        [
            *build_pope(OBJECTS, ["cat", "dog", "car", "bus"], "random"),
            *build_pope(OBJECTS, ["cat", "dog", "car", "bus"], "adversarial"),
        ]
    )
    path = write_questions(tmp_path / "pope.jsonl", questions)
    assert read_questions(path, COCO) == questions
    annotations, name = read_annotations(path, COCO)
    assert name == "POPE" and annotations.objects["b ü.jpg"] == {"dog", "car"}


def test_questions_of_published_files(tmp_path: Path) -> None:
    path = tmp_path / "coco_pope_random.json"
    path.write_text(
        '{"question_id": 1, "image": "COCO_val2014_000000310196.jpg", '
        '"text": "Is there a snowboard in the image?", "label": "yes"}\n'
    )
    [one] = read_questions(path, COCO)
    assert (one.number, one.question.concept, one.question.present) == ("1", "snowboard", True)
    assert one.question.strategy == "coco_pope_random"


@pytest.mark.parametrize(
    "lines",
    [
        [{"question_id": 2, "answer": "No, there is not."}, {"question_id": 1, "answer": "Yes"}],
        [{"question": "?", "answer": "yes."}, {"question": "?", "answer": "There is no dog."}],
    ],
)
def test_answers_by_number_or_in_order(tmp_path: Path, lines: list[dict[str, object]]) -> None:
    questions = numbered(build_pope({"a.jpg": {"cat"}}, ["cat", "dog"], "random"))
    path = tmp_path / "answers.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    assert read_answers(path, questions) == [True, False]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([{"answer": "yes"}], "1 answers to 2"),
        ([{"answer": 1}, {"answer": "yes"}], "line 1"),
        ([{"question_id": 1, "answer": "yes"}], "question 2 has no answer"),
        ([{"question_id": 1, "answer": "yes"}, {"answer": "no"}], "some question_id"),
    ],
)
def test_answers_that_do_not_fit(tmp_path: Path, lines: list[dict[str, object]], says: str) -> None:
    questions = numbered(build_pope({"a.jpg": {"cat"}}, ["cat", "dog"], "random"))
    path = tmp_path / "answers.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    with pytest.raises(DataError) as caught:
        read_answers(path, questions)
    assert says in caught.value.why


@pytest.mark.parametrize("text", ["", '{"image": "a.jpg", "text": "Is there a dog?"}', "[]"])
def test_files_without_questions(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pope.jsonl"
    path.write_text(text)
    with pytest.raises(DataError):
        read_questions(path, COCO)
