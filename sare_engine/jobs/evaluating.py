"""Measuring a model on images with known objects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sare_engine.config import EvaluateConfig
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.evaluation.chair import chair
from sare_engine.evaluation.hallucination import EvaluatedCaption, hallucination_report
from sare_engine.evaluation.pope import STRATEGIES, build_pope, score_pope
from sare_engine.evaluation.text_quality import PerplexityItem, perplexity_under, text_quality
from sare_engine.events import Event, Finished, Notice
from sare_engine.grounding.evidence.annotation_formats import read_annotations
from sare_engine.jobs.opening import OpenedModel, model_config, open_vocabulary
from sare_engine.models.generation import GeneratedCaption, caption_images, poll_objects
from sare_engine.models.images import find_images
from sare_engine.models.loading import LoadedModel
from sare_engine.models.vision import VisionFeatures
from sare_engine.progress import PhaseProgress

_ANSWER_YES = 0.5


def evaluating(
    config: EvaluateConfig, model: LoadedModel | None, control: Control
) -> Iterator[Event]:
    """Yield the events of an evaluation; see `sare_engine.jobs.evaluate`."""
    vocabulary = open_vocabulary(config.vocabulary, config.model)
    annotations, format_name = read_annotations(config.annotations, vocabulary)
    if not annotations.complete:
        raise DataError(
            "Nothing can be measured.",
            f"{config.annotations} ({format_name}) answers for some objects only; captions are "
            "measured against all objects of an image.",
            "Choose annotations that list the objects of each image.",
        )
    known, unknown = annotations.match(find_images(config.images))
    if not known:
        raise DataError(
            "Nothing can be measured.",
            f"{config.annotations} names none of the images given.",
            "Choose the annotation file of these images; they are matched by file name.",
        )
    if unknown:
        yield Notice("info", f"{len(unknown)} images are not in the annotations and left out.")
    if annotations.decided is not None:
        yield Notice(
            "warning",
            f"The annotations know {len(annotations.decided)} of the vocabulary's "
            f"{len(vocabulary.concepts)} objects; every other object counts as absent.",
            "Give a vocabulary of the annotated objects alone.",
        )
    for concept in config.concepts:
        if vocabulary.concept_of(concept) is None:
            raise DataError(
                f"{concept!r} is not in the vocabulary.", "", "Choose objects of the vocabulary."
            )
    images = list(known)
    opened = OpenedModel(model_config(config, config.model, config.adapter), model)
    yield from opened.load(control)
    answers: dict[Path, GeneratedCaption] = {}
    result: dict[str, Any] = {}
    with opened as loaded:
        features = VisionFeatures(loaded)
        phase = PhaseProgress("caption", "Captioning images", len(images), "images")
        yield phase.started()
        for answer in caption_images(loaded, images, config, control, features=features):
            answers[images[answer.index]] = answer
            yield phase.advance()
        if config.pope:
            pope: dict[str, Any] = {}
            askable = sorted({name for found in known.values() for name in found})
            for strategy in STRATEGIES:
                questions = build_pope(known, askable, strategy)
                phase = PhaseProgress("poll", f"Asking ({strategy})", len(questions), "questions")
                yield phase.started()
                said = []
                for probability in poll_objects(
                    loaded,
                    [(one.image, one.text) for one in questions],
                    config.batch_size,
                    control,
                    features=features,
                ):
                    said.append(probability > _ANSWER_YES)
                    yield phase.advance()
                pope[strategy] = score_pope(questions, said).values()
            result["pope"] = pope
    texts = {image: one.text for image, one in answers.items()}
    report = hallucination_report(
        [
            EvaluatedCaption(image, one.text, known[image], one.degenerate)
            for image, one in answers.items()
        ],
        vocabulary,
        config.concepts,
    )
    found = chair(texts, known, vocabulary)
    quality = text_quality(texts.values())
    result = {
        "images": len(images),
        **report.values(),
        "chair_i": found.chair_i,
        "chair_s": found.chair_s,
        "recall": found.recall,
        "mean_words": quality.mean_words,
        "repetition": quality.repetition,
        **result,
    }
    if config.base is not None:
        opened = OpenedModel(model_config(config, config.base))
        yield from opened.load(control)
        with opened as base:
            items = [PerplexityItem(image, config.prompt, text) for image, text in texts.items()]
            result["perplexity_under_base"] = perplexity_under(base, items, control=control).value
    yield Finished("done", result)
