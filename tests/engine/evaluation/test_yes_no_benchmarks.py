"""AMBER's questions and HallusionBench against figures worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sare_engine.errors import DataError
from sare_engine.evaluation import amber_questions, hallusion_bench
from sare_engine.evaluation.tally import Tally
from sare_engine.evaluation.yes_no import read_yes_no

TYPES = {
    1005: ("discriminative-attribute-state", "yes", "Yes"),
    1006: ("discriminative-attribute-number", "no", "No"),
    8633: ("discriminative-hallucination", "no", "Yes"),
    8634: ("discriminative-hallucination", "no", "No."),
    13557: ("discriminative-relation", "no", "Perhaps."),
    13558: ("discriminative-relation", "yes", "No"),
    15220: ("relation", "yes", "Yes"),
}
ANNOTATIONS: list[dict[str, Any]] = [
    {"id": 1, "type": "generative", "truth": ["sky"], "hallu": ["cloud"]},
    *({"id": key, "type": kind, "truth": truth} for key, (kind, truth, _) in TYPES.items()),
]


def written(path: Path, content: Any) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Yes", True),
        (" no, there is none.", False),
        ("No, but yes.", False),
        ("The answer is yes.", True),
        ("There is no yes here", None),
        ("Nothing, none, not.", None),
        ("", None),
    ],
)
def test_yes_and_no_are_read_by_a_fixed_rule(text: str, answer: bool | None) -> None:
    assert read_yes_no(text) is answer


def test_ambers_questions(tmp_path: Path) -> None:
    questions = amber_questions.read_questions(written(tmp_path / "annotations.json", ANNOTATIONS))
    responses = [{"id": key, "response": text} for key, (*_, text) in TYPES.items()]
    answers = amber_questions.read_answers(
        written(tmp_path / "answers.json", [{"id": 1, "response": "A sky."}, *responses]), questions
    )
    scores = amber_questions.question_scores(questions, answers)
    # Of 7 answers 4 are right; "no" was said three times, twice rightly, and wanted four times.
    assert scores["all"] == pytest.approx(
        {"accuracy": 4 / 7, "precision": 2 / 3, "recall": 2 / 4, "f1": 4 / 7, "questions": 7}
    )
    assert scores["existence"] == pytest.approx(
        {"accuracy": 1 / 2, "precision": 1, "recall": 1 / 2, "f1": 2 / 3, "questions": 2}
    )
    assert scores["attribute"]["accuracy"] == 1 and scores["attribute"]["questions"] == 2
    # Nothing is absent here and nothing was denied.
    assert scores["state"] == {"accuracy": 1, "questions": 1}
    assert scores["relation"] == pytest.approx(
        {"accuracy": 1 / 3, "precision": 0, "recall": 0, "f1": 0, "questions": 3}
    )
    assert "action" not in scores


def test_ambers_queries_name_the_pictures(tmp_path: Path) -> None:
    questions = amber_questions.read_questions(written(tmp_path / "annotations.json", ANNOTATIONS))
    queries = [
        {"id": 1, "image": "AMBER_1.jpg", "query": "Describe this image."},
        {"id": 1005, "image": "AMBER_1.jpg", "query": "Is the sky sunny in this image?"},
    ]
    [asked] = amber_questions.read_asked(written(tmp_path / "query.json", queries), questions)
    assert asked == amber_questions.AskedQuestion(
        "1005", "AMBER_1.jpg", "Is the sky sunny in this image?"
    )


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ([{"id": 1005}], "no response"),
        ([{"id": 1005, "response": "Yes"}] * 2, "twice"),
        ("{", "JSON"),
    ],
)
def test_ambers_answers_that_cannot_be_used(tmp_path: Path, answers: Any, says: str) -> None:
    questions = amber_questions.read_questions(written(tmp_path / "annotations.json", ANNOTATIONS))
    with pytest.raises(DataError) as caught:
        amber_questions.read_answers(written(tmp_path / "answers.json", answers), questions)
    assert says in caught.value.why


def entry(place: str, answer: int, prediction: str) -> dict[str, Any]:
    category, kind, visual, set_id, figure, question = place.split()
    return {
        "category": category,
        "subcategory": kind,
        "visual_input": visual,
        "set_id": set_id,
        "figure_id": figure,
        "sample_note": "",
        "question_id": question,
        "question": "Is it?",
        "gt_answer_details": "",
        "gt_answer": str(answer),
        "filename": None if visual == "0" else f"./{category}/{kind}/{set_id}_{figure}.png",
        "model_prediction": prediction,
    }


HALLUSION = [
    entry("VD illusion 1 0 0 0", 1, "Yes, it is."),
    entry("VD illusion 1 0 0 1", 0, "No."),
    entry("VD illusion 2 0 1 0", 0, "Yes."),
    entry("VD illusion 2 0 1 1", 1, "yes"),
    entry("VS chart 0 0 0 0", 0, "I cannot tell."),
    entry("VS chart 1 0 1 0", 0, "No, it is not."),
    entry("VS chart 2 0 2 0", 1, "It is unclear."),
]


def test_hallusion_bench(tmp_path: Path) -> None:
    file = written(tmp_path / "HallusionBench.json", HALLUSION)
    questions = hallusion_bench.read_questions(file)
    texts = hallusion_bench.read_predictions(file, questions)
    answers = {key: read_yes_no(text) for key, text in texts.items()}
    found = Tally.of(hallusion_bench.hallusion_shares(questions, answers)).values
    # As the authors' program counts these seven questions:
    assert found == pytest.approx(
        {
            "hallusion_question": 5 / 7,  # without a picture, not to know is right
            "hallusion_pair": 1 / 3,
            "hallusion_figure": 2 / 4,  # no picture, no figure
            "hallusion_easy": 3 / 3,
            "hallusion_hard": 1 / 3,
            "hallusion_yes_ratio": 3 / 7,
            "hallusion_yes_bias": 0,
            "hallusion_false_yes": 1 / 2,
        }
    )


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([], "no questions"),
        ([{**HALLUSION[0], "gt_answer": "2"}], "not a question with its answer"),
        ([{**HALLUSION[0], "set_id": None, "category": "XX"}], "not a question"),
        ([HALLUSION[0], HALLUSION[0]], "twice"),
    ],
)
def test_hallusion_questions_that_cannot_be_used(
    tmp_path: Path, entries: list[dict[str, Any]], says: str
) -> None:
    with pytest.raises(DataError) as caught:
        hallusion_bench.read_questions(written(tmp_path / "questions.json", entries))
    assert says in caught.value.why


def test_hallusion_answers_of_other_questions_are_refused(tmp_path: Path) -> None:
    questions = hallusion_bench.read_questions(written(tmp_path / "all.json", HALLUSION[:1]))
    with pytest.raises(DataError, match="read"):
        hallusion_bench.read_predictions(
            written(tmp_path / "other.json", HALLUSION[1:2]), questions
        )
    lacking = [{**HALLUSION[0], "model_prediction": None}]
    with pytest.raises(DataError):
        hallusion_bench.read_predictions(written(tmp_path / "lacking.json", lacking), questions)
