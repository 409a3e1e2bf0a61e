"""POPE: build questions, ask a model, score answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.config import PopeConfig
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.evaluation.pope import STRATEGIES, PopeQuestion, build_pope, score_pope
from sare_engine.evaluation.pope_files import (
    NumberedQuestion,
    numbered,
    read_answers,
    read_questions,
    write_questions,
)
from sare_engine.evaluation.tally import Tally, answer_shares
from sare_engine.events import Event, Finished, Notice
from sare_engine.files import require_writable_file
from sare_engine.formatting import count_text
from sare_engine.grounding.annotations.reading import read_annotations
from sare_engine.grounding.image_names import ImageNames
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.evaluated_objects import askable_objects
from sare_engine.jobs.evaluation_files import (
    MeasuredModel,
    asked_digest,
    keep_evaluation,
    now_in_words,
    require_places,
    write_files,
)
from sare_engine.jobs.opening import OpenedModel, model_config, open_vocabulary
from sare_engine.jobs.pope_answers import ask_questions
from sare_engine.jobs.runner import job
from sare_engine.metrics import metric
from sare_engine.models.images import find_images
from sare_engine.reporting.evaluation_data import EvaluationData, FigureTable

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel


@dataclass(frozen=True)
class _Answers:
    """The answers: yes or no, and P(yes) if a model was asked."""

    said_yes: Sequence[bool]
    probabilities: Sequence[float] = ()


@job
def pope(
    config: PopeConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Build POPE's questions or read them, then write them, ask a model, or score answers.

    `Finished.result` has the number of `questions` and of `images` that they ask about; `pope`:
    set of questions → `accuracy`, `precision`, `recall`, `f1` and `yes_ratio` as fractions, if
    there are answers; and the paths of the files written (`questions_file`, `csv`, `html`,
    `kept_in`).

    Args:
        config: the settings.
        model: a loaded model to ask instead of loading `config.model`; it stays loaded.
        control: pause, resume and stop.
    """
    from sare_engine.models.vision import VisionFeatures

    control = control or Control()
    require_places(config)
    if config.write_questions is not None:
        require_writable_file(config.write_questions)
    vocabulary = open_vocabulary(config.vocabulary, config.model)
    given = _questions(config, vocabulary)
    questions, pictures = given, {}
    if config.images:
        pictures = _pictures(given, find_images(config.images))
        questions = [one for one in given if one.question.image in pictures]
    if not questions:
        raise DataError(
            "There is no question to ask.",
            "No question is about one of these images." if given else "No image has an object.",
            "Give annotations or questions of these images; they are matched by file name.",
        )
    left_out = len(given) - len(questions)
    if left_out:
        yield Notice("info", f"Skipped {count_text(left_out, 'questions')} about other images.")
    result: dict[str, Any] = {
        "questions": len(questions),
        "images": len({one.question.image for one in questions}),
    }
    if config.write_questions is not None:
        path = write_questions(config.write_questions, questions)
        result["questions_file"] = str(path.resolve())
    answers = None
    measured = MeasuredModel("answers")
    if config.answers is not None:
        measured = MeasuredModel(config.answers.stem)
        answers = _Answers(read_answers(config.answers, questions))
    elif config.model is not None:
        opened = OpenedModel(model_config(config, config.model, config.adapter), model)
        yield from opened.load(control)
        with opened as loaded:
            measured = MeasuredModel.of(loaded)
            asked = yield from ask_questions(
                loaded,
                [_of_picture(one.question, pictures) for one in questions],
                config.batch_size,
                control,
                VisionFeatures(loaded),
                "POPE",
            )
        answers = _Answers(asked.said_yes, asked.probabilities)
    if answers is not None:
        scores = _scores(questions, answers.said_yes)
        result["pope"] = scores
        result.update(write_files(config, lambda: _evaluation(config, questions, answers, scores)))
        result.update(_keep(config, questions, answers, measured))
    yield Finished("done", result)


def _keep(
    config: PopeConfig,
    questions: Sequence[NumberedQuestion],
    answers: _Answers,
    measured: MeasuredModel,
) -> dict[str, str]:
    """Keep the answers to each set of questions in the project of the config, if it names one."""
    kept: dict[str, str] = {}
    for name in dict.fromkeys(one.question.strategy for one in questions):
        pairs = [
            (one.question, said)
            for one, said in zip(questions, answers.said_yes, strict=True)
            if one.question.strategy == name
        ]
        kept = keep_evaluation(
            config,
            f"POPE, {name}",
            Tally.of((one.image, answer_shares("pope", one.present, said)) for one, said in pairs),
            measured,
            asked_digest(f"{one.image} {one.text}" for one, _ in pairs),
        )
    return kept


def _questions(config: PopeConfig, vocabulary: Vocabulary) -> list[NumberedQuestion]:
    if config.questions is not None:
        return read_questions(config.questions, vocabulary)
    if config.annotations is None:  # the config's own check asks for one of them
        raise ValueError("neither annotations nor questions")
    annotations, format_name = read_annotations(config.annotations, vocabulary)
    if not annotations.complete:
        raise DataError(
            "No questions can be built.",
            f"{config.annotations} ({format_name}) covers only some objects; absent objects "
            "are drawn from all objects that an image does not show.",
            "Choose annotations that list the objects of each image, or give this file as "
            "questions.",
        )
    objects: Mapping[str, frozenset[str]] = {
        name: shown
        for name, shown in annotations.objects.items()
        if name not in annotations.doubtful
    }
    if config.images:
        found = annotations.find(find_images(config.images))
        objects = {name: objects[name] for name in found.values() if name in objects}
    askable = askable_objects(objects.values(), annotations.decided)
    return numbered(
        [
            question
            for strategy in STRATEGIES
            if strategy in config.strategies
            for question in build_pope(
                objects, askable, strategy, per_image=config.per_image, seed=config.seed
            )
        ]
    )


def _pictures(questions: Sequence[NumberedQuestion], images: Sequence[Path]) -> dict[str, Path]:
    names = ImageNames(one.question.image for one in questions)
    return {name: image for image, name in names.match(images).items()}


def _of_picture(question: PopeQuestion[str], pictures: Mapping[str, Path]) -> PopeQuestion[Path]:
    return PopeQuestion(
        pictures[question.image],
        question.concept,
        question.text,
        question.present,
        question.strategy,
    )


def _scores(
    questions: Sequence[NumberedQuestion], said_yes: Sequence[bool]
) -> dict[str, dict[str, float]]:
    """Return the scores of each set of questions."""
    sets: dict[str, list[tuple[NumberedQuestion, bool]]] = {}
    for one, said in zip(questions, said_yes, strict=True):
        sets.setdefault(one.question.strategy, []).append((one, said))
    return {
        name: score_pope([one.question for one, _ in pairs], [said for _, said in pairs]).values()
        for name, pairs in sets.items()
    }


def _evaluation(
    config: PopeConfig,
    questions: Sequence[NumberedQuestion],
    answers: _Answers,
    scores: Mapping[str, Mapping[str, float]],
) -> EvaluationData:
    whole = score_pope([one.question for one in questions], answers.said_yes)
    asked = config.model or config.answers
    return EvaluationData(
        subject=asked.name if asked else "",
        created=now_in_words(),
        headline=f"{metric('pope_accuracy').format(whole.accuracy or 0.0)} of the questions are "
        "answered correctly.",
        counted="questions",
        figures={f"pope_{key}": value for key, value in whole.values().items()},
        rows=tuple(
            {
                "image": one.question.image,
                "question": one.question.text,
                "object": one.question.concept,
                "set": one.question.strategy,
                "present": one.question.present,
                "said_yes": said,
                "right": said == one.question.present,
                "p_yes": answers.probabilities[place] if answers.probabilities else None,
            }
            for place, (one, said) in enumerate(zip(questions, answers.said_yes, strict=True))
        ),
        tables=(
            FigureTable(
                "Sets of questions",
                "Half of the questions ask about a present object; the absent objects are drawn "
                "at random, from the most frequent, or from those that occur with present objects.",
                {
                    name: {f"pope_{key}": value for key, value in values.items()}
                    for name, values in scores.items()
                },
            ),
        ),
        settings=config.to_dict(),
    )
