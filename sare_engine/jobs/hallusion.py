"""HallusionBench as a job: of a model, or of answers in a file."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.config import HallusionConfig
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.evaluation.hallusion_bench import (
    LEFT_OUT,
    HallusionQuestion,
    hallusion_shares,
    read_predictions,
    read_questions,
)
from sare_engine.evaluation.pope import PopeQuestion
from sare_engine.evaluation.tally import Tally
from sare_engine.evaluation.yes_no import read_yes_no
from sare_engine.events import Event, Finished, Notice
from sare_engine.formatting import count_text
from sare_engine.jobs.evaluation_files import (
    MeasuredModel,
    asked_digest,
    keep_evaluation,
    now_in_words,
    require_places,
    write_files,
)
from sare_engine.jobs.opening import OpenedModel, model_config
from sare_engine.jobs.pope_answers import ask_questions
from sare_engine.jobs.runner import job
from sare_engine.metrics import metric
from sare_engine.models.images import find_images
from sare_engine.reporting.evaluation_data import EvaluationData, FigureTable

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel

BENCHMARK = "HallusionBench"

Key = tuple[str, ...]

_CATEGORIES = {"VD": "visual dependent", "VS": "visual supplement"}


@job
def hallusion(
    config: HallusionConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Measure HallusionBench of a model, or of answers in a file.

    `Finished.result` has accuracies as fractions: `hallusion_question`, `hallusion_pair`,
    `hallusion_figure`, `hallusion_easy` and `hallusion_hard`; `hallusion_yes_ratio`,
    `hallusion_yes_bias` and `hallusion_false_yes`; `categories`: the same for visual dependent and
    visual supplement questions; the number of `questions` answered, of those `not_asked` and of
    `unclear` answers; `left_out`: what needs a judge; and the paths of the files written (`csv`,
    `html`, `kept_in`).

    Args:
        config: the settings.
        model: a loaded model to ask instead of loading `config.model`; it stays loaded.
        control: pause, resume and stop.
    """
    control = control or Control()
    require_places(config)
    questions = read_questions(config.questions)
    if config.answers is not None:
        measured = MeasuredModel(config.answers.stem)
        texts = read_predictions(config.answers, questions)
        answers = {key: read_yes_no(text) for key, text in texts.items()}
    else:
        measured, answers = yield from _ask(config, model, questions, control)
    asked = [one for one in questions if one.key in answers]
    if len(asked) < len(questions):
        skipped = count_text(len(questions) - len(asked), "questions")
        yield Notice("info", f"{skipped} without an answer: they do not count.")
    tally = _tally(asked, answers)
    values: dict[str, Any] = {
        **tally.values,
        "categories": {
            title: _tally([one for one in asked if one.category == key], answers).values
            for key, title in _CATEGORIES.items()
        },
        "questions": len(asked),
        "not_asked": len(questions) - len(asked),
        "unclear": sum(one is None for one in answers.values()),
        "left_out": LEFT_OUT,
    }
    written = write_files(config, lambda: _evaluation(config, asked, answers, values, measured))
    kept = keep_evaluation(
        config, BENCHMARK, tally, measured, asked_digest("/".join(one.key) for one in asked)
    )
    yield Finished("done", {**values, **written, **kept})


def _tally(questions: Sequence[HallusionQuestion], answers: Mapping[Key, bool | None]) -> Tally:
    return Tally.of(("/".join(unit), row) for unit, row in hallusion_shares(questions, answers))


def _ask(
    config: HallusionConfig,
    model: LoadedModel | None,
    questions: Sequence[HallusionQuestion],
    control: Control,
) -> Generator[Event, None, tuple[MeasuredModel, dict[Key, bool | None]]]:
    """Ask the questions that have a picture: a model that sees is asked about nothing else."""
    from sare_engine.models.vision import VisionFeatures

    if config.model is None:  # the config's own check asks for it
        raise ValueError("neither answers nor a model")
    # Pictures of all sets have the same names; category and kind are in their folders.
    pictures = {image.parts[-3:]: image for image in find_images(config.images)}
    pairs = [
        (one, pictures[place])
        for one in questions
        if one.file is not None and (place := Path(one.file).parts[-3:]) in pictures
    ]
    if not pairs:
        raise DataError(
            "There is no question to ask.",
            f"None of the images is a picture of {config.questions}.",
            "Give the folder hallusion_bench as it was unpacked, with its folders VD and VS.",
        )
    opened = OpenedModel(model_config(config, config.model, config.adapter), model)
    yield from opened.load(control)
    with opened as loaded:
        found = yield from ask_questions(
            loaded,
            [PopeQuestion(picture, "", one.text, one.yes, BENCHMARK) for one, picture in pairs],
            config.batch_size,
            control,
            VisionFeatures(loaded),
            BENCHMARK,
        )
        measured = MeasuredModel.of(loaded)
    said = zip(pairs, found.said_yes, strict=True)
    return measured, {one.key: answer for (one, _), answer in said}


def _evaluation(
    config: HallusionConfig,
    questions: Sequence[HallusionQuestion],
    answers: Mapping[Key, bool | None],
    values: Mapping[str, Any],
    measured: MeasuredModel,
) -> EvaluationData:
    share = metric("hallusion_question").format(values["hallusion_question"])
    return EvaluationData(
        subject=measured.name,
        created=now_in_words(),
        headline=f"{share} of the questions are answered right.",
        counted="questions",
        figures={key: value for key, value in values.items() if isinstance(value, float)},
        rows=tuple(
            {
                "image": one.file or "",
                "category": one.category,
                "subcategory": one.subcategory,
                "set": one.set_id,
                "figure": one.figure_id,
                "question": one.text,
                "answer": one.yes,
                "said_yes": answers[one.key],
                "right": one.is_right(answers[one.key]),
            }
            for one in questions
        ),
        tables=(
            FigureTable(
                "Kinds of questions",
                "Visual dependent questions need the picture; visual supplement questions can "
                "also be answered without.",
                values["categories"],
            ),
        ),
        notes=(LEFT_OUT,),
        settings=config.to_dict(),
    )
