"""The answers to AMBER's yes/no questions: asked of a model, scored, kept and shown."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.config import AmberConfig
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.evaluation.amber_questions import (
    ALL,
    AmberQuestion,
    AskedQuestion,
    amber_shares,
    of_dimension,
    question_scores,
    read_asked,
)
from sare_engine.evaluation.pope import PopeQuestion
from sare_engine.evaluation.tally import Tally
from sare_engine.evaluation.yes_no import RULE
from sare_engine.events import Event
from sare_engine.grounding.image_names import ImageNames
from sare_engine.jobs.evaluation_files import (
    MeasuredModel,
    asked_digest,
    keep_evaluation,
    now_in_words,
)
from sare_engine.jobs.pope_answers import ask_questions
from sare_engine.metrics import metric
from sare_engine.reporting.evaluation_data import EvaluationData, FigureTable

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel

_TITLE = "AMBER, discriminative"


@dataclass(frozen=True)
class AmberAnswers:
    """Answers to AMBER's questions.

    Attributes:
        given: number of the question → whether the answer is yes; None for an unclear answer.
        questions: what AMBER knows of all its questions.
        images: number of the question → its image, where that is known.
    """

    given: Mapping[str, bool | None]
    questions: Mapping[str, AmberQuestion]
    images: Mapping[str, str] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        """Return what the answers come to."""
        return {
            "discriminative": question_scores(self.questions, self.given),
            "unclear_answers": sum(one is None for one in self.given.values()),
            "questions_without_answer": len(self.questions) - len(self.given),
        }

    def texts(self) -> dict[str, str]:
        """Return the answers as AMBER's own program reads them; unclear answers are left out."""
        words = {True: "Yes", False: "No"}
        return {key: words[one] for key, one in self.given.items() if one is not None}

    def keep(self, config: AmberConfig, measured: MeasuredModel) -> dict[str, str]:
        """Keep the answers to each kind of question in the config's project, if it names one."""
        kept: dict[str, str] = {}
        for dimension in question_scores(self.questions, self.given):
            numbers = of_dimension(self.questions, self.given, dimension)
            kept = keep_evaluation(
                config,
                _TITLE if dimension == ALL else f"AMBER, {dimension}",
                # The questions' pictures are not in the annotations: each counts for itself.
                Tally.of(
                    (one, amber_shares(self.questions[one], self.given[one])) for one in numbers
                ),
                measured,
                asked_digest(numbers),
            )
        return kept

    def added_to(self, data: EvaluationData) -> EvaluationData:
        """Return the page of the captions with the scores of the answers."""
        if not self.given:
            return data
        return dataclasses.replace(
            data, tables=(*data.tables, self._table()), notes=(*data.notes, RULE)
        )

    def evaluation(self, config: AmberConfig, measured: MeasuredModel) -> EvaluationData:
        """Return the page of the answers alone."""
        scores = question_scores(self.questions, self.given)
        share = metric("amber_accuracy").format(scores[ALL].get("accuracy", 0.0))
        return EvaluationData(
            subject=measured.name,
            created=now_in_words(),
            headline=f"{share} of AMBER's questions are answered right.",
            counted="questions",
            figures={f"amber_{key}": one for key, one in scores[ALL].items() if key != "questions"},
            rows=tuple(
                {
                    "question": number,
                    "dimension": self.questions[number].dimensions,
                    "answer": self.questions[number].yes,
                    "said_yes": said,
                    "right": said is self.questions[number].yes,
                }
                for number, said in self.given.items()
            ),
            tables=(self._table(),),
            notes=(RULE,),
            settings=config.to_dict(),
        )

    def _table(self) -> FigureTable:
        return FigureTable(
            "Yes/no questions by dimension",
            "No is the positive class: precision is the share of the answers no that are right, "
            "recall the share of what is not there that is denied.",
            {
                dimension: {
                    f"amber_{key}": value for key, value in one.items() if key != "questions"
                }
                for dimension, one in question_scores(self.questions, self.given).items()
            },
        )


def asked_pictures(
    config: AmberConfig, questions: Mapping[str, AmberQuestion], given: Sequence[Path]
) -> list[tuple[AskedQuestion, Path]]:
    """Return the questions of the config's file with their pictures; others are skipped.

    Raises:
        DataError: the file cannot be read, or none of its pictures is given.
    """
    if config.questions is None:
        return []
    asked = read_asked(config.questions, questions)
    names = ImageNames(dict.fromkeys(one.image for one in asked))
    pictures = {name: image for image, name in names.match(given).items()}
    found = [(one, pictures[one.image]) for one in asked if one.image in pictures]
    if not found:
        raise DataError(
            "There is no question to ask.",
            f"None of the images is a picture of {config.questions}.",
            "Give AMBER's folder of images; they are matched by file name.",
        )
    return found


def ask_amber(
    config: AmberConfig,
    loaded: LoadedModel,
    asked: Sequence[tuple[AskedQuestion, Path]],
    control: Control,
) -> Generator[Event, None, dict[str, bool | None]]:
    """Ask a model; yield the progress and return number → whether it says yes."""
    from sare_engine.models.vision import VisionFeatures

    found = yield from ask_questions(
        loaded,
        [PopeQuestion(picture, "", one.text, True, _TITLE) for one, picture in asked],
        config.batch_size,
        control,
        VisionFeatures(loaded),
        "AMBER",
    )
    return {one.number: said for (one, _), said in zip(asked, found.said_yes, strict=True)}
