"""Read and write POPE's questions and answers as JSON Lines.

    {"question_id": 1, "image": "a.jpg", "text": "Is there a fork in the image?", "label": "yes"}

Answers are lines with `answer`, and with `question_id` unless in the order of the questions. The
samples of lmms-eval and VLMEvalKit's TSV of predictions are read too: in the order of the
questions, whose texts or right answers they repeat, since their numbers are their own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sare_engine.evaluation.pope import PopeQuestion, parse_answer
from sare_engine.files import atomic_write_text
from sare_engine.grounding.annotations.gathering import unreadable
from sare_engine.grounding.annotations.lines import read_objects
from sare_engine.grounding.annotations.pope import POPE_FILE, asked_for, question_of
from sare_engine.grounding.annotations.tables import is_prediction_table, read_predictions
from sare_engine.grounding.vocabulary import Vocabulary

_ANSWERS = "a file of answers: a line of JSON with question_id and answer for each question"


@dataclass(frozen=True)
class NumberedQuestion:
    """A question of a file.

    Attributes:
        number: its `question_id`, or its place in the file if it has none.
        question: the question; its image is named as in the file.
    """

    number: str
    question: PopeQuestion[str]


def numbered(questions: Sequence[PopeQuestion[str]]) -> list[NumberedQuestion]:
    """Return questions with numbers from 1."""
    return [NumberedQuestion(str(number), one) for number, one in enumerate(questions, start=1)]


def write_questions(path: Path, questions: Sequence[NumberedQuestion]) -> Path:
    """Write questions as POPE does, with the name of their set added.

    Raises:
        StorageError: they cannot be written; an older file is then untouched.
    """
    lines = []
    for one in questions:
        values = {
            "question_id": int(one.number) if one.number.isdecimal() else one.number,
            "image": one.question.image,
            "text": one.question.text,
            "label": "yes" if one.question.present else "no",
            "strategy": one.question.strategy,
        }
        lines.append(json.dumps(values, ensure_ascii=False) + "\n")
    atomic_write_text(path, "".join(lines))
    return path


def read_questions(path: Path, vocabulary: Vocabulary) -> list[NumberedQuestion]:
    """Read questions; their set is named by `strategy` or `category`, else by the file's name.

    Raises:
        DataError: the file cannot be read, or a line is not a question with its answer.
    """
    found = []
    for place, (number, line) in enumerate(read_objects(path, POPE_FILE), start=1):
        image, text, present = question_of(line)
        if image is None or not isinstance(text, str) or present is None:
            raise unreadable(path, f"line {number} is not a question with yes or no", POPE_FILE)
        name = line.get("strategy", line.get("category"))
        question = PopeQuestion(
            image,
            asked_for(text, vocabulary) or "",
            text,
            present,
            name if isinstance(name, str) and name else path.stem,
        )
        found.append(NumberedQuestion(str(line.get("question_id", place)), question))
    if not found:
        raise unreadable(path, "it has no questions", POPE_FILE)
    return found


def read_answers(path: Path, questions: Sequence[NumberedQuestion]) -> list[bool]:
    """Return for each question whether the answer is yes, as POPE reads answers.

    Raises:
        DataError: the file cannot be read, or does not answer every question once.
    """
    if is_prediction_table(path):
        rows = [(row["prompt"], "", row["caption"]) for _, row in read_predictions(path)]
        return _repeated(path, rows, questions)
    samples = _samples(path)
    if samples:
        return _repeated(path, samples, questions)
    by_number: dict[str, bool] = {}
    in_order: list[bool] = []
    for number, line in read_objects(path, _ANSWERS):
        text = line.get("answer", line.get("response", line.get("text")))
        if not isinstance(text, str):
            raise unreadable(path, f"line {number} has no answer", _ANSWERS)
        in_order.append(parse_answer(text))
        if "question_id" in line:
            by_number[str(line["question_id"])] = in_order[-1]
    if len(by_number) == len(in_order) and by_number:
        missing = [one.number for one in questions if one.number not in by_number]
        if missing:
            raise unreadable(path, f"question {missing[0]} has no answer", _ANSWERS)
        return [by_number[one.number] for one in questions]
    if by_number:
        raise unreadable(path, "some question_id values are missing or repeated", _ANSWERS)
    if len(in_order) != len(questions):
        raise unreadable(
            path, f"it has {len(in_order)} answers to {len(questions)} questions", _ANSWERS
        )
    return in_order


_Row = tuple[str, str, str]
"""Question, right answer and answer of a sample; "" for what it does not repeat."""


def _samples(path: Path) -> list[_Row]:
    """Return the samples of lmms-eval in their order; [] for a file of another kind."""
    found: list[tuple[int, _Row]] = []
    for place, (_, line) in enumerate(read_objects(path, _ANSWERS)):
        said = line.get("filtered_resps", line.get("resps"))
        if "doc_id" not in line or said is None:
            return []
        while isinstance(said, list) and said:
            said = said[0]
        doc = line.get("doc")
        text = doc.get("question") if isinstance(doc, dict) else ""
        number = line["doc_id"] if isinstance(line["doc_id"], int) else place
        row = (
            text if isinstance(text, str) else "",
            str(line.get("target", "")),
            said if isinstance(said, str) else "",
        )
        found.append((number, row))
    return [row for _, row in sorted(found, key=lambda one: one[0])]


def _repeated(
    path: Path, rows: Sequence[_Row], questions: Sequence[NumberedQuestion]
) -> list[bool]:
    """Return the answers of rows that repeat their questions, or at least the right answers."""
    if len(rows) != len(questions):
        raise unreadable(
            path, f"it has {len(rows)} answers to {len(questions)} questions", _ANSWERS
        )
    for place, ((text, right, _), one) in enumerate(zip(rows, questions, strict=True), start=1):
        wanted = "yes" if one.question.present else "no"
        known = text or right
        same = one.question.text.strip().lower() in text.lower() if text else True
        if not known or not same or (right and right.strip().lower() != wanted):
            raise unreadable(path, f"answer {place} is to another question", _ANSWERS)
    return [parse_answer(said) for *_, said in rows]
