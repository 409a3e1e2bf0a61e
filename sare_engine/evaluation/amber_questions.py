"""AMBER's discriminative task: yes/no questions on existence, attributes and relations.

Wang et al., arXiv 2311.07397. "No" is the positive class, for a wrong "yes" is the hallucination:

    precision = right "no" / "no" answered      recall = right "no" / questions with the answer no

AMBER's own program reads "Yes" and "No" literally, rounds precision and recall before F1, and
adds a small constant to its denominators; here F1 is the exact harmonic mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sare_engine.evaluation.tally import Share, Tally
from sare_engine.evaluation.yes_no import read_yes_no
from sare_engine.grounding.annotations.gathering import unreadable
from sare_engine.grounding.annotations.lines import image_of, read_entries

_KINDS: Mapping[str, tuple[str, ...]] = {
    "discriminative-hallucination": ("existence",),
    "discriminative-attribute-state": ("attribute", "state"),
    "discriminative-attribute-number": ("attribute", "number"),
    "discriminative-attribute-action": ("attribute", "action"),
    "discriminative-relation": ("relation",),
    "relation": ("relation",),
}
"""AMBER's type of a question → the dimensions that it counts for, besides all."""

ALL = "all"
DIMENSIONS: tuple[str, ...] = (
    ALL, "existence", "attribute", "state", "number", "action", "relation",
)  # fmt: skip

_ANNOTATIONS = "AMBER's annotations.json: a list of id, type and truth"
_QUESTIONS = "AMBER's query_discriminative.json: a list of id, image and query"
_ANSWERS = "AMBER's list of id and response"


@dataclass(frozen=True)
class AmberQuestion:
    """What AMBER knows of a question.

    Attributes:
        number: its id.
        dimensions: what it counts for, besides all questions.
        yes: the right answer.
    """

    number: str
    dimensions: tuple[str, ...]
    yes: bool


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it is put to a model.

    Attributes:
        number: its id.
        image: name of the picture's file.
        text: the question.
    """

    number: str
    image: str
    text: str


def read_questions(path: Path) -> dict[str, AmberQuestion]:
    """Read the questions of annotations by number; {} where they have none.

    Raises:
        DataError: the file cannot be read, or a question has another answer than yes and no.
    """
    found: dict[str, AmberQuestion] = {}
    for place, entry in read_entries(path, _ANNOTATIONS):
        truth, number = entry.get("truth"), entry.get("id")
        if not isinstance(truth, str):  # the objects of an image
            continue
        if entry.get("type") == "generative":
            raise unreadable(path, f"the truth of {place} is not a list of objects", _ANNOTATIONS)
        if truth not in ("yes", "no"):
            raise unreadable(path, f"{place} is not a question with yes or no", _ANNOTATIONS)
        if isinstance(number, (int, str)):
            kinds = _KINDS.get(str(entry.get("type")), ())
            found[str(number)] = AmberQuestion(str(number), kinds, truth == "yes")
    return found


def read_asked(path: Path, questions: Mapping[str, AmberQuestion]) -> list[AskedQuestion]:
    """Read the questions to put to a model; AMBER's generative queries are skipped.

    Raises:
        DataError: the file cannot be read, or has no question whose answer is known.
    """
    found = []
    for place, entry in read_entries(path, _QUESTIONS):
        number, image, text = entry.get("id"), image_of(entry), entry.get("query")
        if image is None or not isinstance(text, str) or not isinstance(number, (int, str)):
            raise unreadable(path, f"{place} is not a question about an image", _QUESTIONS)
        if str(number) in questions:
            found.append(AskedQuestion(str(number), image, text))
    if not found:
        raise unreadable(path, "it has no question whose answer is annotated", _QUESTIONS)
    return found


def read_answers(path: Path, questions: Mapping[str, AmberQuestion]) -> dict[str, bool | None]:
    """Read the answers to AMBER's questions; responses to other ids are skipped.

    Returns:
        Number → whether the answer is yes; None for one that is neither yes nor no.

    Raises:
        DataError: the file cannot be read, or answers a question twice or without a text.
    """
    found: dict[str, bool | None] = {}
    for place, entry in read_entries(path, _ANSWERS):
        number, text = entry.get("id"), entry.get("response")
        if str(number) not in questions:
            continue
        if not isinstance(text, str):
            raise unreadable(path, f"{place} has no response", _ANSWERS)
        if str(number) in found:
            raise unreadable(path, f"it answers question {number} twice", _ANSWERS)
        found[str(number)] = read_yes_no(text)
    return found


def question_scores(
    questions: Mapping[str, AmberQuestion], answers: Mapping[str, bool | None]
) -> dict[str, dict[str, float]]:
    """Return dimension → accuracy, precision, recall and F1 as fractions, and `questions`.

    Dimensions without an answered question are left out, and figures that are undefined.
    """
    found = {}
    for dimension in DIMENSIONS:
        asked = of_dimension(questions, answers, dimension)
        if asked:
            values = Tally.of((one, amber_shares(questions[one], answers[one])) for one in asked)
            found[dimension] = {
                key.removeprefix("amber_"): value for key, value in values.values.items()
            } | {"questions": float(len(asked))}
    return found


def of_dimension(
    questions: Mapping[str, AmberQuestion], answers: Iterable[str], dimension: str
) -> Sequence[str]:
    """Return the numbers of the answered questions of a dimension."""
    return [one for one in answers if dimension == ALL or dimension in questions[one].dimensions]


def amber_shares(question: AmberQuestion, said_yes: bool | None) -> dict[str, Share]:
    """Return what an answer contributes to AMBER's figures; an unclear answer is wrong."""
    hit = float(not question.yes and said_yes is False)
    said_no = float(said_yes is False)
    wanted_no = float(not question.yes)
    return {
        "amber_accuracy": (float(said_yes is question.yes), 1.0),
        "amber_precision": (hit, said_no),
        "amber_recall": (hit, wanted_no),
        "amber_f1": (2 * hit, said_no + wanted_no),
    }
