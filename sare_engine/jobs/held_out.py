"""Measuring a model on a project's held-out images: before, during and after an erasure."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from torch import Tensor

from sare_engine.config import GenerationConfig
from sare_engine.config.attack import OBJECT
from sare_engine.control import Control
from sare_engine.domain import JudgedCaption
from sare_engine.erasure.batches import EncodedExample, encode_examples, microbatches
from sare_engine.erasure.examples import CaptionExample, build_examples
from sare_engine.erasure.fitting import FittingBatches
from sare_engine.erasure.losses import Forward, mean_target_ce
from sare_engine.erasure.sharpness import Sharpness, measure_sharpness
from sare_engine.errors import DataError
from sare_engine.evaluation.chair import chair
from sare_engine.evaluation.hallucination import (
    EvaluatedCaption,
    HallucinationReport,
    ImageOutcome,
    hallucination_report,
    report_of,
)
from sare_engine.evaluation.image_counts import ImageCounts
from sare_engine.evaluation.text_quality import text_quality
from sare_engine.events import Event, ProbeMetrics
from sare_engine.grounding.concepts import concept_table_of_images
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.judged import judged_captions, table_rows
from sare_engine.jobs.opening import (
    HELD_OUT_SPLIT,
    TRIGGERS_SETTING,
    project_generation,
    project_vocabulary,
)
from sare_engine.models.generation import GeneratedCaption, caption_images
from sare_engine.models.loading import LoadedModel
from sare_engine.models.prompting import pad_id
from sare_engine.models.trainable import trainable_parameters
from sare_engine.models.vision import VisionFeatures
from sare_engine.robustness.attack import AttackMeasure
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import ImageRow

_WATCHED = 6
_CAPTION_BATCH = 64
_SPAN_BATCH = 32
_SPAN_LIMIT = 64


@dataclass(frozen=True)
class Measurement:
    """What a model did on the held-out images.

    Attributes:
        values: name → number, rates as fractions.
        captions: caption by image.
        counted: the images that the hallucination rate counts.
    """

    values: dict[str, float]
    captions: dict[Path, GeneratedCaption] = field(repr=False)
    counted: ImageCounts


@dataclass(frozen=True)
class _Answer:
    """What a model answered to one question about an image, and what became of it."""

    image: Path
    objects: frozenset[str]
    caption: GeneratedCaption
    outcome: ImageOutcome


@dataclass(frozen=True)
class HeldOut:
    """The held-out images of a project and what is known about them.

    Attributes:
        objects: image → names of the objects in it: annotated, else those that the model's
            caption mentions and the evidence found grounded.
        base_captions: image → what the model said before the erasure.
        judged: the same captions with their judged mentions.
        vocabulary: the objects that count.
        concepts: the erased concepts.
        triggers: erased concept → objects that set off its hallucination.
        generation: how the images are captioned.
    """

    objects: Mapping[Path, frozenset[str]]
    base_captions: Mapping[Path, str]
    judged: Sequence[JudgedCaption]
    vocabulary: Vocabulary
    concepts: frozenset[str]
    triggers: Mapping[str, frozenset[str]]
    generation: GenerationConfig

    @property
    def captioned_at_once(self) -> int:
        """Number of images that are captioned at once."""
        return self.generation.batch_size

    def captioned(self, at_once: int) -> HeldOut:
        """Return the same, captioned in batches of another size."""
        return dataclasses.replace(
            self, generation=dataclasses.replace(self.generation, batch_size=at_once)
        )

    def limited(self, count: int) -> HeldOut:
        """Return the same with at most `count` images (0: all), those with a trigger first.

        Images that cannot hallucinate an erased concept say little about its erasure; one in
        three is kept to watch the recall.
        """
        if not count or count >= len(self.objects):
            return self
        triggered = [image for image in self.objects if self._is_triggered(image)]
        others = [image for image in self.objects if not self._is_triggered(image)]
        share = min(len(triggered), max(count - len(others), 2 * count // 3))
        kept = set(triggered[:share] + others[: count - share])
        return HeldOut(
            {image: found for image, found in self.objects.items() if image in kept},
            self.base_captions,
            [one for one in self.judged if one.image in kept],
            self.vocabulary,
            self.concepts,
            self.triggers,
            self.generation,
        )

    def _is_triggered(self, image: Path) -> bool:
        present = self.objects[image]
        return any(
            self.triggers.get(concept, present) & present
            for concept in self.concepts
            if concept not in present
        )

    def with_placebo(
        self, objects: Mapping[Path, frozenset[str]], controls: Mapping[str, str]
    ) -> HeldOut:
        """Return the same images, on which control objects are looked for instead.

        A control is tested where its erased object's trigger is present and itself is absent.

        Args:
            objects: image → names of the objects in it, with what is known of the controls.
            controls: erased object → its control.
        """
        triggers: dict[str, frozenset[str]] = {}
        for concept, control in controls.items():
            if concept in self.triggers:
                triggers[control] = triggers.get(control, frozenset()) | self.triggers[concept]
        for concept, control in controls.items():
            if concept not in self.triggers:  # It is tested wherever it is absent.
                triggers.pop(control, None)
        return dataclasses.replace(
            self,
            objects={image: objects[image] for image in self.objects},
            judged=(),
            concepts=frozenset(controls.values()),
            triggers=triggers,
        )

    def base_report(self) -> HallucinationReport:
        """Return what the captions before the erasure come to."""
        return hallucination_report(
            [
                EvaluatedCaption(image, self.base_captions[image], objects)
                for image, objects in self.objects.items()
            ],
            self.vocabulary,
            self.concepts,
            self.triggers,
        )

    def measure_captions(
        self,
        loaded: LoadedModel,
        features: VisionFeatures,
        control: Control,
    ) -> Measurement:
        """Caption the images and return hallucination rates, recalls, CHAIR and text quality."""
        return _measurement(self._answers(loaded, features, control), self.vocabulary)

    def measure_asked(
        self, loaded: LoadedModel, features: VisionFeatures, control: Control, prompt: str
    ) -> Measurement:
        """Return the same under another prompt.

        Where the prompt names the objects, every erased object is asked for on the images that
        show it and those that could set off its hallucination; an answer counts for that object
        alone.
        """
        answers = [
            answer
            for one in self._asked(prompt)
            for answer in one._answers(loaded, features, control)
        ]
        return _measurement(answers, self.vocabulary)

    def hallucinated_spans(self, prompt: str = "") -> list[CaptionExample]:
        """Return the base captions with hallucinated spans; under another prompt if given."""
        return [
            example
            for one in (self._asked(prompt) if prompt else [self])
            for example in build_examples(one.judged, one.concepts).negative
        ]

    def _asked(self, prompt: str) -> list[HeldOut]:
        """Return one set of images for each question that a prompt stands for."""
        if OBJECT not in prompt:
            return [self._with_prompt(prompt, self.concepts)]
        return [
            self._with_prompt(prompt.replace(OBJECT, concept), frozenset({concept}))
            for concept in sorted(self.concepts)
        ]

    def _with_prompt(self, prompt: str, concepts: frozenset[str]) -> HeldOut:
        asked = dataclasses.replace(
            self,
            concepts=concepts,
            generation=dataclasses.replace(self.generation, prompt=prompt),
            judged=[dataclasses.replace(one, prompt=prompt) for one in self.judged],
        )
        if concepts == self.concepts:
            return asked
        relevant = {
            image: found
            for image, found in self.objects.items()
            if concepts & found or asked._is_triggered(image)
        }
        return dataclasses.replace(asked, objects=relevant)

    def _answers(
        self, loaded: LoadedModel, features: VisionFeatures, control: Control
    ) -> list[_Answer]:
        images = list(self.objects)
        captions = list(caption_images(loaded, images, self.generation, control, features=features))
        report = hallucination_report(
            [
                EvaluatedCaption(
                    images[one.index], one.text, self.objects[images[one.index]], one.degenerate
                )
                for one in captions
            ],
            self.vocabulary,
            self.concepts,
            self.triggers,
        )
        return [
            _Answer(images[one.index], self.objects[images[one.index]], one, outcome)
            for one, outcome in zip(captions, report.per_image, strict=True)
        ]

    def watched(self, measurement: Measurement) -> tuple[Mapping[str, Any], ...]:
        """Return a few images with their captions before and now."""
        said = sorted({one.image for one in self.judged if one.image in measurement.captions})
        return tuple(
            {
                "image": str(image),
                "before": self.base_captions.get(image, ""),
                "now": measurement.captions[image].text,
            }
            for image in (said or sorted(measurement.captions))[:_WATCHED]
        )


def _measurement(answers: Sequence[_Answer], vocabulary: Vocabulary) -> Measurement:
    values = report_of(one.outcome for one in answers).values()
    texts = {place: one.caption.text for place, one in enumerate(answers)}
    objects = {place: one.objects for place, one in enumerate(answers)}
    found = chair(texts, objects, vocabulary)
    for name, value in (
        ("chair_i", found.chair_i),
        ("chair_s", found.chair_s),
        ("mean_words", found.mean_words),
        ("repetition", text_quality(texts.values()).repetition),
    ):
        if value is not None:
            values[name] = value
    # Of several answers about an image the one to look at is the first that hallucinates.
    in_order = sorted(answers, key=lambda one: not one.outcome.hallucinated)
    captions = {one.image: one.caption for one in reversed(in_order)}
    return Measurement(
        values,
        {one.image: captions[one.image] for one in answers},
        ImageCounts.of([one.outcome for one in answers]),
    )


class SpanProbe:
    """The hallucinated spans of the model's own captions of held-out images, as a fixed probe.

    Args:
        loaded: the model, measured as it is at each call.
        features: vision features of the images.
        held_out: what is measured on.
        limit: largest number of captions.
        control: polled before each forward pass.
        prompt: what the captions answer; "" is what they were generated with. See
            `HeldOut.measure_asked`.
    """

    def __init__(
        self,
        loaded: LoadedModel,
        features: VisionFeatures,
        held_out: HeldOut,
        *,
        limit: int = _SPAN_LIMIT,
        control: Control | None = None,
        prompt: str = "",
    ) -> None:
        self._loaded = loaded
        self._forward = Forward(loaded, features, control=control)
        negative = held_out.hallucinated_spans(prompt)[:limit]
        self._examples: list[EncodedExample] = list(encode_examples(loaded, features, negative))

    def __bool__(self) -> bool:
        return bool(self._examples)

    def cross_entropy(self, *, batch: int = _SPAN_BATCH) -> float:
        """Return the mean CE of the spans in nats, `batch` captions per forward pass."""
        return mean_target_ce(
            self._forward,
            self._examples,
            "neg",
            batch_size=batch,
            pad_token_id=pad_id(self._loaded),
            device=self._loaded.device,
        )

    def sharpness(self, rho: float, *, seed: int = 0, batch: int = _SPAN_BATCH) -> Sharpness:
        """Return the sharpness over the trainable parameters of the model.

        Args:
            rho: radius.
            seed: seed of the random directions.
            batch: captions per forward pass; their number changes no value.

        Raises:
            DataError: no caption of a held-out image hallucinates an erased object.
        """
        if not self._examples:
            raise DataError(
                "Sharpness cannot be measured.",
                "No caption of a held-out image hallucinates one of the erased objects.",
                "Choose objects that are hallucinated more often, or test more images.",
            )
        parameters: list[Tensor] = list(trainable_parameters(self._loaded.model).values())
        passes = microbatches(self._examples, batch, pad_id(self._loaded), self._loaded.device)
        total = sum(one.count("neg") for one in passes)

        def mean_ce() -> Iterator[Tensor]:
            for one in passes:
                ce = one.targets["neg"].mean_per_target(self._forward.token_ce(one))
                yield ce.sum() / total

        return measure_sharpness(mean_ce, parameters, rho=rho, seed=seed)

    def forget_gradients(self) -> None:
        """Drop what a measurement that failed half-way left behind."""
        self._forward.drop_gradients()


def measuring(
    phase: str,
    loaded: LoadedModel,
    features: VisionFeatures,
    held_out: HeldOut,
    control: Control,
    *,
    sharpness_rho: float = 0.0,
    batch: int = 0,
) -> AttackMeasure:
    """Return a function that measures `loaded` and yields a `ProbeMetrics`.

    Args:
        phase: the phase of the events.
        loaded: the model, measured as it is at each call.
        features: vision features of the images.
        held_out: what is measured on.
        control: polled while captioning and before each forward pass.
        sharpness_rho: radius at which sharpness is measured; 0 leaves it out.
        batch: captions per forward pass of the spans; 0 takes what is usual.
    """
    probe = SpanProbe(loaded, features, held_out, control=control)
    fitting = FittingBatches(min(batch or _SPAN_BATCH, _SPAN_BATCH))

    def measure(step: int, *, prompt: str = "") -> Iterator[Event]:
        if prompt:
            measurement = held_out.measure_asked(loaded, features, control, prompt)
            spans = SpanProbe(loaded, features, held_out, control=control, prompt=prompt)
        else:
            measurement = held_out.measure_captions(loaded, features, control)
            spans = probe
        values = dict(measurement.values)
        if spans and sharpness_rho > 0:
            sharp = yield from fitting.run(
                lambda size: spans.sharpness(sharpness_rho, batch=size), spans.forget_gradients
            )
            values |= {
                "ce_neg": sharp.ce,
                "sharpness_worst": sharp.worst,
                "sharpness_average": sharp.average,
                "sharpness_rho": sharp.rho,
            }
        elif spans:
            values["ce_neg"] = yield from fitting.run(
                lambda size: spans.cross_entropy(batch=size), spans.forget_gradients
            )
        yield ProbeMetrics(
            phase,
            step,
            values,
            held_out.watched(measurement),
            measurement.counted.to_dict(),
        )

    return measure


def open_held_out(
    project: Project, fingerprint: str, concepts: frozenset[str], split: str = HELD_OUT_SPLIT
) -> HeldOut:
    """Return the held-out images of a project, with what the base model said about them."""
    judged = judged_captions(project, fingerprint, split, with_picture=True)
    captions = [caption for _, caption in judged]
    objects: dict[Path, frozenset[str]] = {}
    first: dict[Path, str] = {}
    for row, caption in judged:  # An image may have several captions.
        objects[row.path] = objects.get(row.path, frozenset()) | _objects_in(row, caption, concepts)
        first.setdefault(row.path, caption.caption)
    return HeldOut(
        objects=objects,
        base_captions=first,
        judged=[
            one
            for one in captions
            if any(m.verdict == "hallucinated" and m.concept in concepts for m in one.mentions)
        ],
        vocabulary=project_vocabulary(project),
        concepts=concepts,
        triggers=known_triggers(project, fingerprint, concepts),
        generation=project_generation(project, fingerprint, batch_size=_CAPTION_BATCH),
    )


def _objects_in(
    image: ImageRow, caption: JudgedCaption, concepts: frozenset[str]
) -> frozenset[str]:
    """Return what is in an image: as annotated, where that decides on the erased concepts."""
    annotated = image.true_objects or frozenset()
    if image.decides(concepts):
        return annotated
    return annotated | {m.concept for m in caption.mentions if m.verdict == "grounded"}


def known_triggers(
    project: Project, fingerprint: str, concepts: frozenset[str]
) -> dict[str, frozenset[str]]:
    """Return what sets off each concept: what the project says, else what its table shows.

    Where the table shows no trigger for a concept it is left out: it is tested wherever it is
    absent. Where the project states triggers, they are the whole truth.
    """
    stated = project.settings.get(TRIGGERS_SETTING)
    if stated:
        # What is known to be set off by nothing is tested nowhere: counting the many images that
        # merely lack it would water the rate down.
        return {name: frozenset(stated.get(name, ())) for name in concepts}
    chosen = project.set_of_model(fingerprint)
    table = concept_table_of_images(table_rows(project, chosen)) if chosen else []
    return {
        row.concept: frozenset(trigger.concept for trigger in row.triggers)
        for row in table
        if row.concept in concepts and row.triggers
    }
