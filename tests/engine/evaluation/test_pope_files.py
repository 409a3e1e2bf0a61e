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


QUESTIONS = numbered(build_pope({"a.jpg": {"cat"}}, ["cat", "dog"], "random"))
TEXTS = [one.question.text for one in QUESTIONS]


def sample(place: int, answer: str, **more: object) -> dict[str, object]:
    target = "yes" if QUESTIONS[place].question.present else "no"
    return {"doc_id": place, "target": target, "filtered_resps": [answer], **more}


def test_samples_of_lmms_eval_are_answers(tmp_path: Path) -> None:
    path = tmp_path / "20260101_120000_samples_pope.jsonl"
    # The newest version leaves out the questions, an older one nests them; the order is doc_id's.
    for lines in (
        [sample(1, "No"), sample(0, "Yes")],
        [
            sample(place, said, doc={"question": TEXTS[place]})
            for place, said in ((0, "Yes"), (1, "No"))
        ],
    ):
        path.write_text("\n".join(map(json.dumps, lines)))
        assert read_answers(path, QUESTIONS) == [True, False]


def test_predictions_of_vlmevalkit_are_answers(tmp_path: Path) -> None:
    path = tmp_path / "model_POPE.tsv"
    rows = [
        f"{place}\t{text}\tx\t{said}"
        for place, text, said in zip((7, 8), TEXTS, ("Yes", "No"), strict=True)
    ]
    path.write_text("\n".join(["index\tquestion\tanswer\tprediction", *rows]))
    assert read_answers(path, QUESTIONS) == [True, False]


@pytest.mark.parametrize(
    "content",
    [
        [sample(0, "Yes")],
        [sample(0, "Yes"), {**sample(1, "No"), "target": "yes"}],
        [sample(0, "Yes", doc={"question": TEXTS[1]}), sample(1, "No")],
        [{"doc_id": 0, "filtered_resps": ["Yes"]}, sample(1, "No")],
    ],
)
def test_samples_of_other_questions_are_refused(
    tmp_path: Path, content: list[dict[str, object]]
) -> None:
    path = tmp_path / "samples.jsonl"
    path.write_text("\n".join(map(json.dumps, content)))
    with pytest.raises(DataError):
        read_answers(path, QUESTIONS)
