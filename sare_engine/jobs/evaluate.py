"""A model measured on images with known objects."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.config import EvaluateConfig
from sare_engine.control import Control
from sare_engine.domain import CaptionSet
from sare_engine.errors import DataError
from sare_engine.evaluation.caption_changes import ComparedCaption
from sare_engine.evaluation.chair import ChairResult, chair
from sare_engine.evaluation.hallucination import (
    EvaluatedCaption,
    HallucinationReport,
    hallucination_report,
)
from sare_engine.evaluation.pope import STRATEGIES, build_pope
from sare_engine.evaluation.tally import Tally, answer_shares, caption_shares
from sare_engine.evaluation.text_quality import PerplexityItem, perplexity_under, text_quality
from sare_engine.events import Event, Finished, Notice
from sare_engine.formatting import count_text
from sare_engine.grounding.annotations.reading import read_annotations
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.caption_lists import listed_captions
from sare_engine.jobs.caption_tables import (
    TextOfCaption,
    captions_headline,
    chair_charts,
    chair_row,
    hallucinated_objects,
    worst_captions,
)
from sare_engine.jobs.evaluated_objects import (
    askable_objects,
    only_some_objects,
    scopes_of,
    warn_of_partial,
)
from sare_engine.jobs.evaluation_files import (
    MeasuredModel,
    asked_digest,
    keep_evaluation,
    now_in_words,
    require_places,
    write_files,
)
from sare_engine.jobs.opening import (
    OpenedModel,
    chosen_captions,
    model_config,
    open_vocabulary,
    project_vocabulary,
)
from sare_engine.jobs.pope_answers import AskedQuestions, ask_questions
from sare_engine.jobs.runner import job
from sare_engine.models.images import find_images
from sare_engine.progress import PhaseProgress
from sare_engine.reporting.evaluation_data import Cell, EvaluationData, FigureTable
from sare_engine.workspace.project import Project

if TYPE_CHECKING:
    from sare_engine.models.generation import GeneratedCaption
    from sare_engine.models.loading import LoadedModel


@dataclass(frozen=True)
class _Measured:
    """What the results are computed from."""

    texts: Mapping[Path, str]
    objects: Mapping[Path, frozenset[str]]
    vocabulary: Vocabulary
    report: HallucinationReport
    chair: ChairResult[Path]
    asked: Mapping[str, AskedQuestions]
    perplexities: Mapping[Path, float | None]


@job
def evaluate(
    config: EvaluateConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Measure a model, or captions of a project, on images with known objects.

    `Finished.result` has the number of `images`, the hallucination rates, recalls and CHAIR as
    fractions, the quality of the text, `pope` and `perplexity_under_base` where the settings ask
    for them, and the paths of the files written (`csv`, `html`), with the values of each image,
    and of the result that was kept in a project (`kept_in`).

    Args:
        config: the settings.
        model: a loaded model to use instead of loading `config.model`; it stays loaded.
        control: pause, resume and stop.
    """
    control = control or Control()
    config.validate()
    require_places(config)
    if config.project is not None:
        yield from _evaluate_set(config, config.project)
        return
    if config.model is None or config.annotations is None:
        raise ValueError("the settings were not checked")
    vocabulary = open_vocabulary(config.vocabulary, config.model)
    annotations, format_name = read_annotations(config.annotations, vocabulary)
    if not annotations.complete:
        raise only_some_objects(f"{config.annotations} ({format_name}) covers")
    known, unknown = annotations.match(find_images(config.images))
    if not known:
        raise DataError(
            "Nothing can be measured.",
            f"{config.annotations} covers none of the images given.",
            "Choose the annotation file of these images; they are matched by file name.",
        )
    if unknown:
        yield Notice("info", f"Skipped {count_text(len(unknown), 'images')} without annotations.")
    _require_concepts(config, vocabulary)
    scopes = dict.fromkeys(known, annotations.decided)
    yield from warn_of_partial(scopes, config.concepts, vocabulary)
    opened = OpenedModel(model_config(config, config.model, config.adapter), model)
    yield from opened.load(control)
    with opened as loaded:
        measured = MeasuredModel.of(loaded)
        answers, asked = yield from _answers(loaded, config, known, annotations.decided, control)
    texts = {image: one.text for image, one in answers.items()}
    report = hallucination_report(
        [
            EvaluatedCaption(image, one.text, known[image], one.degenerate, scopes[image])
            for image, one in answers.items()
        ],
        vocabulary,
        config.concepts,
    )
    found = chair(texts, known, vocabulary, scopes=scopes)
    result: dict[str, Any] = {"images": len(known), **_values(report, found, texts)}
    if config.pope:
        result["pope"] = {strategy: one.score.values() for strategy, one in asked.items()}
    perplexities: dict[Path, float | None] = {}
    if config.base is not None:
        opened = OpenedModel(model_config(config, config.base))
        yield from opened.load(control)
        with opened as base:
            items = [PerplexityItem(image, config.prompt, text) for image, text in texts.items()]
            perplexity = perplexity_under(base, items, control=control)
        result["perplexity_under_base"] = perplexity.value
        perplexities = dict(zip(texts, perplexity.per_caption, strict=True))
    written = write_files(
        config,
        lambda: _evaluation(
            config,
            measured.name,
            result,
            _Measured(texts, known, vocabulary, report, found, asked, perplexities),
        ),
    )
    kept = _keep(config, measured, report, found, texts, asked)
    yield Finished("done", {**result, **written, **kept})


def _keep(
    config: EvaluateConfig,
    measured: MeasuredModel,
    report: HallucinationReport,
    found: ChairResult[Path],
    texts: Mapping[Path, str],
    asked: Mapping[str, AskedQuestions],
) -> dict[str, str]:
    """Keep what was measured in the project of the config, if it names one."""
    kept = keep_evaluation(
        config,
        f"captions of {config.annotations.name if config.annotations else 'images'}",
        Tally.of(
            (
                one.image,
                caption_shares(
                    one, found.per_image[Path(str(one.image))], texts[Path(str(one.image))]
                ),
            )
            for one in report.per_image
        ),
        measured,
    )
    for strategy, one in asked.items():
        keep_evaluation(
            config,
            f"POPE, {strategy}",
            Tally.of(
                (question.image.name, answer_shares("pope", question.present, said_yes))
                for question, said_yes in zip(one.questions, one.said_yes, strict=True)
            ),
            measured,
            asked_digest(f"{question.image.name} {question.text}" for question in one.questions),
        )
    return kept


def _evaluate_set(config: EvaluateConfig, folder: Path) -> Iterator[Event]:
    """Measure the captions of a project's set on the images that are annotated."""
    with Project.open(folder) as project:
        chosen = chosen_captions(project, config.captions_of)
        vocabulary = project_vocabulary(project)
        said = dict(_measured_captions(project, chosen)) if chosen else {}
        images = [one for one in project.each_image() if one.id in said]
    _require_concepts(config, vocabulary)
    scopes = scopes_of(images)
    known = {one.path: one.true_objects or frozenset() for one in images if one.path in scopes}
    if chosen is None or not known:
        raise DataError(
            "Nothing can be measured.",
            "The project has no captions."
            if not said
            else "The annotations decide for no captioned image which objects are absent.",
            "Test images with a model first (sare probe)."
            if not said
            else "Annotate the images with lists of their objects (sare annotate).",
        )
    if len(known) < len(images):
        skipped = count_text(len(images) - len(known), "images")
        yield Notice("info", f"Skipped {skipped} without annotations.")
    yield from warn_of_partial(scopes, config.concepts, vocabulary)
    # Of several captions of an image in a file, together they are what was said about it.
    captions = {one.path: said[one.id] for one in images if one.path in known}
    texts = {path: "\n".join(one.text for one in found) for path, found in captions.items()}
    report = hallucination_report(
        [
            EvaluatedCaption(
                path,
                text,
                known[path],
                any(one.degenerate for one in captions[path]),
                scopes[path],
            )
            for path, text in texts.items()
        ],
        vocabulary,
        config.concepts,
    )
    found = chair(texts, known, vocabulary, scopes=scopes)
    result = {
        "images": len(known),
        "captions_of": chosen.name,
        **_values(report, found, texts),
    }
    measured = _Measured(texts, known, vocabulary, report, found, {}, {})
    written = write_files(config, lambda: _evaluation(config, chosen.name, result, measured))
    yield Finished("done", {**result, **written})


def _require_concepts(config: EvaluateConfig, vocabulary: Vocabulary) -> None:
    for concept in config.concepts:
        if vocabulary.concept_of(concept) is None:
            raise DataError(
                f"{concept!r} is not in the vocabulary.", "", "Choose objects in the vocabulary."
            )


def _values(
    report: HallucinationReport, found: ChairResult[Path], texts: Mapping[Path, str]
) -> dict[str, Any]:
    """Return hallucination rates, recalls, CHAIR and the quality of the text."""
    quality = text_quality(texts.values())
    return {
        **report.values(),
        "chair_i": found.chair_i,
        "chair_s": found.chair_s,
        "recall": found.recall,
        "mean_words": quality.mean_words,
        "repetition": quality.repetition,
    }


def _measured_captions(
    project: Project, chosen: CaptionSet
) -> Iterator[tuple[int, list[ComparedCaption]]]:
    """Yield image and captions, without those that were sampled or answer further prompts."""
    for image, captions in listed_captions(project, chosen.id):
        measured = [one for one in captions if one.position == 0 or not chosen.several]
        if measured:
            yield image, measured


def _answers(
    loaded: LoadedModel,
    config: EvaluateConfig,
    known: Mapping[Path, frozenset[str]],
    decided: frozenset[str] | None,
    control: Control,
) -> Generator[Event, None, tuple[dict[Path, GeneratedCaption], dict[str, AskedQuestions]]]:
    """Caption the images, and ask POPE's questions if wanted: image → caption, set → answers.

    Questions are about objects that were looked for in all images (`decided`; None: all).
    """
    from sare_engine.models.generation import caption_images
    from sare_engine.models.vision import VisionFeatures

    images = list(known)
    answers: dict[Path, GeneratedCaption] = {}
    asked: dict[str, AskedQuestions] = {}
    features = VisionFeatures(loaded)
    phase = PhaseProgress("caption", "Captioning images", len(images), "images")
    yield phase.started()
    for answer in caption_images(loaded, images, config, control, features=features):
        answers[images[answer.index]] = answer
        yield phase.advance()
    if config.pope:
        askable = askable_objects(known.values(), decided)
        for strategy in STRATEGIES:
            questions = build_pope(known, askable, strategy)
            asked[strategy] = yield from ask_questions(
                loaded, questions, config.batch_size, control, features, strategy
            )
    return answers, asked


def _evaluation(
    config: EvaluateConfig, name: str, result: Mapping[str, Any], measured: _Measured
) -> EvaluationData:
    table = FigureTable(
        "POPE: yes/no questions about objects",
        "Half of the questions ask about a present object; the absent objects are drawn in "
        "three ways.",
        {
            strategy: {f"pope_{key}": value for key, value in one.score.values().items()}
            for strategy, one in measured.asked.items()
        },
    )
    captions = measured.chair.per_image
    return EvaluationData(
        subject=name,
        created=now_in_words(),
        headline=captions_headline(measured.chair.chair_s),
        counted="images",
        figures={key: value for key, value in result.items() if isinstance(value, float)},
        rows=_rows(measured),
        tables=(table,) if measured.asked else (),
        charts=chair_charts(captions.values()),
        objects=hallucinated_objects(captions, measured.objects),
        examples=worst_captions(
            captions,
            {
                image: TextOfCaption(image.name, text, measured.objects[image], image)
                for image, text in measured.texts.items()
            },
            lambda text: find_mentions(text, measured.vocabulary),
        ),
        settings=config.to_dict(),
    )


def _rows(measured: _Measured) -> tuple[Mapping[str, Cell], ...]:
    answered: dict[Path, dict[str, Cell]] = {image: {} for image in measured.texts}
    for strategy, one in measured.asked.items():
        right: dict[Path, list[bool]] = {image: [] for image in measured.texts}
        for question, said_yes in zip(one.questions, one.said_yes, strict=True):
            right[question.image].append(said_yes == question.present)
        for image, found in right.items():
            answered[image][f"pope_{strategy}_questions"] = len(found)
            answered[image][f"pope_{strategy}_right"] = sum(found)
    for image, value in measured.perplexities.items():
        answered[image]["perplexity_under_base"] = value
    outcomes = {one.image: one for one in measured.report.per_image}
    return tuple(
        {
            "image": str(image),
            "caption": text,
            "degenerate": outcomes[image].degenerate,
            "tested": bool(outcomes[image].tested),
            "erased_said": tuple(sorted(outcomes[image].erased_said)),
            "others_said": tuple(sorted(outcomes[image].others_said)),
            "erased_present": tuple(sorted(outcomes[image].erased_present)),
            "erased_found": tuple(sorted(outcomes[image].erased_found)),
            **chair_row(measured.chair.per_image[image]),
            **answered[image],
        }
        for image, text in measured.texts.items()
    )
