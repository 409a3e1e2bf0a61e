"""HallusionBench: yes/no questions about pictures, in pairs and by figure.

Guan et al., "HallusionBench", CVPR 2024 (arXiv 2310.14566). Its own program asks GPT-4 whether an
answer agrees with the reference; here yes and no are read by the rule of
`sare_engine.evaluation.yes_no`, as the questions are all of that form. Its split of the errors
into language hallucination and visual illusion needs the judge and is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.evaluation.tally import Share
from sare_engine.grounding.annotations.gathering import unreadable
from sare_engine.grounding.annotations.lines import read_entries

_QUESTIONS = "HallusionBench.json: a list of questions with category, set_id, gt_answer …"
_ANSWERS = "HallusionBench's result file: its questions with model_prediction"
_KEYS = ("category", "subcategory", "visual_input", "set_id", "figure_id", "question_id")

LEFT_OUT = (
    "Judged by a rule instead of GPT-4; the split of errors into language hallucination, visual "
    "illusion and mixed needs the judge and is left out."
)


@dataclass(frozen=True)
class HallusionQuestion:
    """A question.

    Attributes:
        category: "VD" (visual dependent) or "VS" (visual supplement).
        subcategory: "illusion", "chart" …
        visual_input: 0 without a picture, 1 with the original, 2 with an edited picture.
        set_id: number of its set of pictures and questions.
        figure_id: number of the picture in the set; 0 is the original, or none for VS.
        question_id: number of the question in the set.
        text: the question.
        yes: the right answer.
        file: the picture as the file names it, or None.
    """

    category: str
    subcategory: str
    visual_input: str
    set_id: str
    figure_id: str
    question_id: str
    text: str
    yes: bool
    file: str | None

    @property
    def key(self) -> tuple[str, ...]:
        """What identifies it."""
        return tuple(str(getattr(self, name)) for name in _KEYS)

    @property
    def set(self) -> tuple[str, ...]:
        """The set of pictures and questions that it belongs to."""
        return self.category, self.subcategory, self.set_id

    @property
    def pair(self) -> tuple[str, ...]:
        """The same question about all pictures of the set."""
        return *self.set, self.question_id

    @property
    def figure(self) -> tuple[str, ...] | None:
        """The picture; None for a question without."""
        if self.category == "VS" and self.figure_id == "0":
            return None
        return *self.set, self.figure_id

    @property
    def is_hard(self) -> bool:
        """Whether its picture was edited."""
        return self.visual_input == "2"

    def is_right(self, said_yes: bool | None) -> bool:
        """Whether an answer counts; without a picture, VS accepts not to know."""
        if said_yes is None:
            return self.category == "VS" and self.figure_id == "0"
        return said_yes == self.yes


def read_questions(path: Path) -> list[HallusionQuestion]:
    """Read the questions.

    Raises:
        DataError: the file cannot be read, an entry is not a question, or one occurs twice.
    """
    found = [_question(path, place, entry) for place, entry in read_entries(path, _QUESTIONS)]
    if not found:
        raise unreadable(path, "it has no questions", _QUESTIONS)
    if len({one.key for one in found}) < len(found):
        raise unreadable(path, "it has a question twice", _QUESTIONS)
    return found


def read_predictions(
    path: Path, questions: Sequence[HallusionQuestion]
) -> dict[tuple[str, ...], str]:
    """Return the answers of a result file by the key of the question.

    Raises:
        DataError: the file cannot be read, or an entry has no answer.
    """
    known = {one.key for one in questions}
    found: dict[tuple[str, ...], str] = {}
    for place, entry in read_entries(path, _ANSWERS):
        text = entry.get("model_prediction")
        if not isinstance(text, str):
            raise unreadable(path, f"{place} has no model_prediction", _ANSWERS)
        key = tuple(str(entry.get(name)).strip() for name in _KEYS)
        if key in known:
            found[key] = text
    if not found:
        raise unreadable(path, "it answers none of the questions", _ANSWERS)
    return found


def hallusion_shares(
    questions: Sequence[HallusionQuestion], answers: Mapping[tuple[str, ...], bool | None]
) -> list[tuple[tuple[str, ...], dict[str, Share]]]:
    """Return what the answered questions contribute, row by row with the set they belong to.

    As the authors' program: `hallusion_question` (aAcc) is the share of right answers; `pair`
    (qAcc) of the questions that are answered right about all pictures of the set, `easy` and `hard`
    the same among unedited and among edited pictures; `figure` (fAcc) of the pictures whose
    questions are all answered right; `yes_ratio` is the share of "yes", `yes_bias` its distance
    from the right share, and `false_yes` the share of the wrong answers that should be "no".
    """
    asked = [one for one in questions if one.key in answers]
    right = {one.key: one.is_right(answers[one.key]) for one in asked}
    rows: list[tuple[tuple[str, ...], dict[str, Share]]] = []
    for one in asked:
        correct = float(right[one.key])
        # The authors' rule: an answer that is not right counts as the opposite.
        said_yes = float((correct == 1.0) == one.yes)
        rows.append(
            (
                one.set,
                {
                    "hallusion_question": (correct, 1.0),
                    "hallusion_yes_ratio": (said_yes, 1.0),
                    "hallusion_yes_bias": (said_yes - float(one.yes), 1.0),
                    "hallusion_false_yes": ((1 - correct) * (1 - float(one.yes)), 1 - correct),
                },
            )
        )
    groups: tuple[tuple[str, Callable[[HallusionQuestion], tuple[str, ...] | None]], ...] = (
        ("hallusion_pair", lambda one: one.pair),
        ("hallusion_figure", lambda one: one.figure),
        ("hallusion_easy", lambda one: None if one.is_hard else one.pair),
        ("hallusion_hard", lambda one: one.pair if one.is_hard else None),
    )
    for name, group_of in groups:
        gathered: dict[tuple[str, ...], list[bool]] = {}
        for one in asked:
            group = group_of(one)
            if group is not None:
                gathered.setdefault(group, []).append(right[one.key])
        rows += [(group[:3], {name: (float(all(all_)), 1.0)}) for group, all_ in gathered.items()]
    return rows


def _question(path: Path, place: str, entry: Mapping[str, Any]) -> HallusionQuestion:
    values = [str(entry.get(name, "")).strip() for name in _KEYS]
    text, answer, file = entry.get("question"), entry.get("gt_answer"), entry.get("filename")
    if (
        values[0] not in ("VD", "VS")
        or not all(values)
        or not isinstance(text, str)
        or str(answer) not in ("0", "1")
        or not isinstance(file, (str, type(None)))
    ):
        raise unreadable(path, f"{place} is not a question with its answer", _QUESTIONS)
    category, subcategory, visual, set_id, figure, question = values
    return HallusionQuestion(
        category, subcategory, visual, set_id, figure, question, text, str(answer) == "1",
        file if visual != "0" else None,
    )  # fmt: skip
