"""Object HalBench as a job: CHAIR of a model's answers to the benchmark's own prompts."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.config import ObjectHalbenchConfig
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.evaluation.chair import ChairResult, chair
from sare_engine.evaluation.object_halbench import (
    LEFT_OUT,
    HalbenchQuestion,
    halbench_shares,
    read_answers,
    read_questions,
)
from sare_engine.evaluation.tally import Tally
from sare_engine.events import Event, Finished, Notice
from sare_engine.files import atomic_write_text, require_writable_file
from sare_engine.formatting import count_text
from sare_engine.grounding.annotations.reading import read_annotations
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.caption_tables import (
    TextOfCaption,
    captions_headline,
    chair_charts,
    chair_row,
    hallucinated_objects,
    worst_captions,
)
from sare_engine.jobs.evaluation_files import (
    MeasuredModel,
    asked_digest,
    keep_evaluation,
    now_in_words,
    require_places,
    write_files,
)
from sare_engine.jobs.opening import OpenedModel, model_config, open_vocabulary
from sare_engine.jobs.runner import job
from sare_engine.progress import PhaseProgress
from sare_engine.reporting.evaluation_data import EvaluationData

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel

BENCHMARK = "Object HalBench"


@job
def object_halbench(
    config: ObjectHalbenchConfig,
    *,
    model: LoadedModel | None = None,
    control: Control | None = None,
) -> Iterator[Event]:
    """Measure Object HalBench's CHAIR of a model, or of answers in a file.

    `Finished.result` has `objhal_response`, `objhal_object` and `objhal_recall` as fractions,
    `mean_words`, the number of `answers` and of `answers_with_objects`, `answers_without_truth`:
    answers about pictures that no annotation covers, which do not count; `left_out`: what differs
    from the published numbers; and the paths of the files written (`answers_file`, `csv`, `html`,
    `kept_in`).

    Args:
        config: the settings.
        model: a loaded model to use instead of loading `config.model`; it stays loaded.
        control: pause, resume and stop.
    """
    control = control or Control()
    require_places(config)
    if config.write_answers is not None:
        require_writable_file(config.write_answers)
    questions = read_questions(config.questions)
    vocabulary = open_vocabulary(config.vocabulary, config.model)
    truth = _truth(config, questions, vocabulary)
    if config.answers is not None:
        measured = MeasuredModel(config.answers.stem)
        texts = read_answers(config.answers, questions)
    else:
        measured, texts = yield from _answer(config, model, questions, control)
    known = {place: text for place, text in texts.items() if questions[place].image in truth}
    if not known:
        raise DataError(
            "Nothing can be measured.",
            "The annotations cover none of the pictures that the answers are about.",
            "Give COCO's annotation files of train2014 and val2014.",
        )
    if len(known) < len(texts):
        skipped = count_text(len(texts) - len(known), "answers")
        yield Notice("warning", f"Skipped {skipped}: the annotations do not cover their pictures.")
    objects = {place: truth[questions[place].image] for place in known}
    found = chair(known, objects, vocabulary)
    tally = Tally.of(
        (questions[place].image, halbench_shares(one)) for place, one in found.per_image.items()
    )
    values: dict[str, Any] = {
        **tally.values,
        "answers": len(known),
        "answers_with_objects": sum(bool(one.mentioned) for one in found.per_image.values()),
        "answers_without_truth": len(texts) - len(known),
        "left_out": LEFT_OUT,
    }
    if config.write_answers is not None:
        values["answers_file"] = str(_write(config.write_answers, questions, texts, measured))
    data = _Scored(questions, known, objects, found, vocabulary, measured)
    written = write_files(config, lambda: _evaluation(config, data, tally))
    kept = keep_evaluation(
        config,
        BENCHMARK,
        tally,
        measured,
        asked_digest(f"{questions[place].image} {questions[place].text}" for place in known),
    )
    yield Finished("done", {**values, **written, **kept})


@dataclasses.dataclass(frozen=True)
class _Scored:
    """Answers with their objects."""

    questions: Sequence[HalbenchQuestion]
    texts: Mapping[int, str]
    objects: Mapping[int, frozenset[str]]
    found: ChairResult[int]
    vocabulary: Vocabulary
    measured: MeasuredModel


def _truth(
    config: ObjectHalbenchConfig, questions: Sequence[HalbenchQuestion], vocabulary: Vocabulary
) -> dict[str, frozenset[str]]:
    """Return image → its objects, from all annotation files together."""
    names = {Path(f"{one.image.zfill(12)}.jpg"): one.image for one in questions}
    found: dict[str, frozenset[str]] = {}
    for path in config.annotations:
        annotations, _ = read_annotations(path, vocabulary)
        for picture, name in annotations.find(names).items():
            image = names[picture]
            found[image] = found.get(image, frozenset()) | annotations.objects[name]
    return found


def _answer(
    config: ObjectHalbenchConfig,
    model: LoadedModel | None,
    questions: Sequence[HalbenchQuestion],
    control: Control,
) -> Generator[Event, None, tuple[MeasuredModel, dict[int, str]]]:
    from sare_engine.models.generation import caption_images
    from sare_engine.models.vision import VisionFeatures

    if config.model is None:  # the config's own check asks for it
        raise ValueError("neither answers nor a model")
    opened = OpenedModel(model_config(config, config.model, config.adapter), model)
    yield from opened.load(control)
    texts: dict[int, str] = {}
    with opened as loaded, tempfile.TemporaryDirectory(prefix="sare-halbench-") as folder:
        pictures = _pictures(questions, Path(folder), config.questions)
        phase = PhaseProgress("caption", "Answering the prompts", len(questions), "answers")
        yield phase.started()
        features = VisionFeatures(loaded)
        for prompt in dict.fromkeys(one.text for one in questions):
            places = [place for place, one in enumerate(questions) if one.text == prompt]
            asked = dataclasses.replace(config, prompt=prompt)
            images = [pictures[place] for place in places]
            for answer in caption_images(loaded, images, asked, control, features=features):
                texts[places[answer.index]] = answer.text
                yield phase.advance()
        measured = MeasuredModel.of(loaded)
    return measured, texts


def _pictures(questions: Sequence[HalbenchQuestion], folder: Path, file: Path) -> dict[int, Path]:
    found = {}
    for place, one in enumerate(questions):
        if one.picture is not None:
            found[place] = folder / f"{place}.jpg"
            found[place].write_bytes(one.picture)
        elif one.path is not None:
            found[place] = file.parent / one.path
        else:
            raise DataError(
                "The prompts cannot be answered.",
                f"Question {place + 1} of {file} has no picture.",
                "Use obj_halbench_300_with_image.jsonl, which has the pictures in it.",
            )
    return found


def _write(
    path: Path,
    questions: Sequence[HalbenchQuestion],
    texts: Mapping[int, str],
    measured: MeasuredModel,
) -> Path:
    lines = [
        json.dumps(
            {
                "question_id": place,
                "image_id": int(one.image) if one.image.isdecimal() else one.image,
                "prompt": one.text,
                "text": texts[place],
                "model_id": measured.name,
            },
            ensure_ascii=False,
        )
        for place, one in enumerate(questions)
        if place in texts
    ]
    atomic_write_text(path, "\n".join(lines) + "\n")
    return path.resolve()


def _evaluation(config: ObjectHalbenchConfig, data: _Scored, tally: Tally) -> EvaluationData:
    captions = data.found.per_image
    return EvaluationData(
        subject=data.measured.name,
        created=now_in_words(),
        headline=captions_headline(data.found.chair_s),
        counted="answers",
        figures=tally.values,
        rows=tuple(
            {
                "image": data.questions[place].image,
                "question": data.questions[place].text,
                "caption": data.texts[place],
                **chair_row(one),
            }
            for place, one in captions.items()
        ),
        charts=chair_charts(captions.values()),
        objects=hallucinated_objects(captions, data.objects),
        examples=worst_captions(
            captions,
            {
                place: TextOfCaption(data.questions[place].image, text, data.objects[place])
                for place, text in data.texts.items()
            },
            lambda text: find_mentions(text, data.vocabulary),
        ),
        notes=(LEFT_OUT,),
        settings=config.to_dict(),
    )
