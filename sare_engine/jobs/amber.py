"""AMBER's scores as a job: of a model, or of captions and answers in a file."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.config import AmberConfig
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.evaluation.amber import AmberImage, AmberResult
from sare_engine.evaluation.amber import amber as amber_scores
from sare_engine.evaluation.amber_files import (
    read_amber,
    read_captions,
    read_words,
    write_captions,
)
from sare_engine.evaluation.amber_questions import (
    ALL,
    AmberQuestion,
    read_answers,
    read_asked,
    read_questions,
)
from sare_engine.evaluation.amber_words import AmberWords
from sare_engine.evaluation.tally import Share, Tally
from sare_engine.events import Event, Finished
from sare_engine.files import require_writable_file
from sare_engine.formatting import count_text
from sare_engine.grounding.image_names import ImageNames
from sare_engine.jobs.amber_answers import AmberAnswers, ask_amber, asked_pictures
from sare_engine.jobs.caption_tables import (
    TextOfCaption,
    captions_headline,
    chair_charts,
    hallucinated_objects,
    worst_captions,
)
from sare_engine.jobs.evaluation_files import (
    MeasuredModel,
    keep_evaluation,
    left_out,
    now_in_words,
    require_places,
    write_files,
)
from sare_engine.jobs.opening import OpenedModel, model_config
from sare_engine.jobs.runner import job
from sare_engine.models.images import find_images
from sare_engine.progress import PhaseProgress
from sare_engine.reporting.evaluation_data import EvaluationData, FigureTable

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel


@dataclass(frozen=True)
class _Captions:
    """What is scored: captions by image, known pictures, and how many captions are skipped."""

    texts: Mapping[str, str]
    pictures: Mapping[str, Path]
    unknown: int


@job
def amber(
    config: AmberConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Measure AMBER's scores of a model, or of captions and answers in a file.

    `Finished.result` has, if there are captions, `chair`, `cover`, `hal` and `cog` as fractions,
    and `mean_words`; `pooled`: the same four from counts over all captions; the number of
    `captions` measured, `captions_without_annotations` and `images_without_caption`. If there are
    answers, `discriminative`: dimension ("all", "existence", "attribute", "state" …) → `accuracy`,
    `precision`, `recall` and `f1` as fractions and the number of `questions`, `unclear_answers`
    and `questions_without_answer`; with both, `amber_score`, the mean of 1 − `chair` and `f1`. And
    the paths of the files written (`captions_file`, `csv`, `html`, `kept_in`).

    Args:
        config: the settings.
        model: a loaded model to use instead of loading `config.model`; it stays loaded.
        control: pause, resume and stop.
    """
    control = control or Control()
    require_places(config)
    if config.write_captions is not None:
        require_writable_file(config.write_captions)
    questions = read_questions(config.annotations)
    images = read_amber(config.annotations, may_be_empty=bool(questions))
    words = None
    if images:
        words = read_words(config.annotations, images, config.relation, config.safe_words)
    if config.captions is not None:
        measured = MeasuredModel(config.captions.stem)
        captions, answers = _read(config, config.captions, images, questions)
    else:
        measured, captions, answers = yield from _ask(config, model, images, questions, control)
    values: dict[str, Any] = {}
    result = None
    if captions.texts and words is not None:
        result = amber_scores(captions.texts, images, words)
        values = _generative(captions, images, result)
        values |= keep_evaluation(config, "AMBER, generative", _tally(result), measured)
    if answers.given:
        values |= answers.values()
        f1 = values["discriminative"][ALL].get("f1")
        if result is not None and result.chair is not None and f1 is not None:
            values["amber_score"] = (1 - result.chair + f1) / 2
        values |= answers.keep(config, measured)
    if config.write_captions is not None:
        path = write_captions(config.write_captions, {**captions.texts, **answers.texts()})
        values["captions_file"] = str(path.resolve())

    def page() -> EvaluationData:
        if result is None or words is None:
            return answers.evaluation(config, measured)
        return answers.added_to(_evaluation(config, captions, images, words, result))

    yield Finished("done", {**values, **write_files(config, page)})


def _read(
    config: AmberConfig,
    path: Path,
    images: Mapping[str, AmberImage],
    questions: Mapping[str, AmberQuestion],
) -> tuple[_Captions, AmberAnswers]:
    """Return the captions and the answers that a file has."""
    texts, unknown = read_captions(path, images, questions)
    places = {}
    if config.questions is not None:
        places = {one.number: one.image for one in read_asked(config.questions, questions)}
    answers = AmberAnswers(read_answers(path, questions), questions, places)
    if not texts and not answers.given:
        raise DataError(
            f"The captions of {path} could not be measured.",
            "None of its captions belongs to an annotated image."
            if unknown
            else "It has no captions.",
            "Give captions and annotations whose ids match.",
        )
    return _Captions(texts, {}, unknown), answers


def _ask(
    config: AmberConfig,
    model: LoadedModel | None,
    images: Mapping[str, AmberImage],
    questions: Mapping[str, AmberQuestion],
    control: Control,
) -> Generator[Event, None, tuple[MeasuredModel, _Captions, AmberAnswers]]:
    """Let a model caption the images and answer the questions, as the config asks for."""
    if config.model is None:  # the config's own check asks for it
        raise ValueError("neither captions nor a model")
    given = find_images(config.images)
    pictures = _pictures(config, images, given) if config.generative else {}
    asked = asked_pictures(config, questions, given)
    captions, answers = _Captions({}, {}, 0), AmberAnswers({}, questions)
    opened = OpenedModel(model_config(config, config.model, config.adapter), model)
    yield from opened.load(control)
    with opened as loaded:
        if config.generative:
            texts = yield from _caption(config, loaded, pictures, control)
            captions = _Captions(texts, pictures, len(given) - len(pictures))
        if asked:
            said = yield from ask_amber(config, loaded, asked, control)
            places = {one.number: one.image for one, _ in asked}
            answers = AmberAnswers(said, questions, places)
        measured = MeasuredModel.of(loaded)
    return measured, captions, answers


def _generative(
    captions: _Captions, images: Mapping[str, AmberImage], result: AmberResult[str]
) -> dict[str, Any]:
    return {
        "chair": result.chair,
        "cover": result.cover,
        "hal": result.hal,
        "cog": result.cog,
        "mean_words": result.mean_words,
        "captions": len(captions.texts),
        "captions_without_annotations": captions.unknown,
        "images_without_caption": len(images) - len(captions.texts),
        "pooled": dict(result.pooled),
    }


def _tally(result: AmberResult[str]) -> Tally:
    def counted(value: float | None) -> Share:
        return (0.0, 0.0) if value is None else (value, 1.0)

    return Tally.of(
        (
            key,
            {
                "chair": counted(one.chair),
                "cover": counted(one.cover),
                "hal": (float(one.hal), 1.0),
                "cog": counted(one.cog),
                "mean_words": (float(one.words.words), 1.0),
            },
        )
        for key, one in result.per_image.items()
    )


def _pictures(
    config: AmberConfig, images: Mapping[str, AmberImage], given: list[Path]
) -> dict[str, Path]:
    """Return the annotated images that were given."""
    pictures = {name: image for image, name in ImageNames(images).match(given).items()}
    if not pictures:
        raise DataError(
            "Nothing can be measured.",
            f"{config.annotations} covers none of the images given.",
            "Choose the annotations of these images; AMBER_12.jpg is the one with id 12.",
        )
    return pictures


def _caption(
    config: AmberConfig, loaded: LoadedModel, pictures: Mapping[str, Path], control: Control
) -> Generator[Event, None, dict[str, str]]:
    from sare_engine.models.generation import caption_images
    from sare_engine.models.vision import VisionFeatures

    names, paths = list(pictures), list(pictures.values())
    texts: dict[str, str] = {}
    phase = PhaseProgress("caption", "Captioning images", len(names), "images")
    yield phase.started()
    features = VisionFeatures(loaded)
    for answer in caption_images(loaded, paths, config, control, features=features):
        texts[names[answer.index]] = answer.text
        yield phase.advance()
    return texts


def _evaluation(
    config: AmberConfig,
    captions: _Captions,
    images: Mapping[str, AmberImage],
    words: AmberWords,
    result: AmberResult[str],
) -> EvaluationData:
    said = {key: one.words for key, one in result.per_image.items()}
    truth = {key: images[key].truth for key in said}
    notes = left_out(captions.unknown, "their images are not annotated")
    missing = len(images) - len(said)
    if missing:
        notes += (f"{count_text(missing, 'annotated images')} without a caption.",)
    measured = config.captions or config.model
    return EvaluationData(
        subject=measured.name if measured else "",
        created=now_in_words(),
        headline=captions_headline(result.hal),
        counted="images",
        figures=result.values(),
        rows=tuple(
            {
                "image": key,
                "caption": captions.texts[key],
                "words": one.words.words,
                "chair": one.chair,
                "cover": one.cover,
                "hal": one.hal,
                "cog": one.cog,
                "named": tuple(dict.fromkeys(one.words.mentioned)),
                "hallucinated": tuple(dict.fromkeys(one.words.hallucinated)),
                "imagined": tuple(sorted(one.imagined)),
                "found": tuple(sorted(one.words.found)),
                "missed": tuple(sorted(one.words.missed)),
            }
            for key, one in result.per_image.items()
        ),
        tables=(
            FigureTable(
                "Two ways to average",
                "The paper's scores of each caption, averaged; and scores from counts over all "
                "captions, with Cog as the named share of the objects that people would imagine, "
                "as in AMBER's program.",
                {
                    "mean of captions": {
                        name: value
                        for name, value in result.values().items()
                        if name != "mean_words"
                    },
                    "all captions together": result.pooled,
                },
            ),
        ),
        charts=chair_charts(said.values()),
        objects=hallucinated_objects(said, truth),
        examples=worst_captions(
            said,
            {
                key: TextOfCaption(key, text, truth[key], captions.pictures.get(key))
                for key, text in captions.texts.items()
            },
            words.find,
        ),
        notes=notes,
        settings=config.to_dict(),
    )
