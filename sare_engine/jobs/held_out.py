"""The held-out images of a project: what a model says about them, and what that comes to."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sare_engine.config import GenerationConfig
from sare_engine.config.attack import OBJECT
from sare_engine.control import Control
from sare_engine.domain import JudgedCaption
from sare_engine.erasure.examples import CaptionExample, build_examples
from sare_engine.evaluation.chair import chair
from sare_engine.evaluation.hallucination import (
    EvaluatedCaption,
    HallucinationReport,
    ImageOutcome,
    hallucination_report,
    report_of,
)
from sare_engine.evaluation.image_counts import ImageCounts
from sare_engine.evaluation.tally import Tally, caption_shares
from sare_engine.evaluation.text_quality import text_quality
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.shared_captions import caption_together
from sare_engine.models.generation import GeneratedCaption
from sare_engine.models.loading import LoadedModel
from sare_engine.models.vision import VisionFeatures
from sare_engine.team.team import Team

_WATCHED = 6


@dataclass(frozen=True)
class Measurement:
    """What a model did on the held-out images.

    Attributes:
        values: name → number, rates as fractions.
        captions: caption by image.
        counted: the images that the hallucination rate counts.
        tally: what each image contributes to `values`.
    """

    values: dict[str, float]
    captions: dict[Path, GeneratedCaption] = field(repr=False)
    counted: ImageCounts
    tally: Tally = field(repr=False)


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
        team: Team | None = None,
    ) -> Measurement:
        """Caption the images and return hallucination rates, recalls, CHAIR and text quality.

        Args:
            loaded: the model.
            features: vision features of the images.
            control: polled while captioning.
            team: processes that write the captions together; see `caption_together`.
        """
        return _measurement(self._answers(loaded, features, control, team), self.vocabulary)

    def measure_asked(
        self,
        loaded: LoadedModel,
        features: VisionFeatures,
        control: Control,
        prompt: str,
        team: Team | None = None,
    ) -> Measurement:
        """Return the same under another prompt.

        Where the prompt names the objects, every erased object is asked for on the images that
        show it and those that could set off its hallucination; an answer counts for that object
        alone. The other processes of a team, if there are any, learn here what is asked, and
        answer along (`answer_along`).
        """
        asked = self._asked(prompt)
        if team is not None:
            team.tell([[list(map(str, one.objects)), one.generation.to_dict()] for one in asked])
        answers = [
            answer for one in asked for answer in one._answers(loaded, features, control, team)
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
        self,
        loaded: LoadedModel,
        features: VisionFeatures,
        control: Control,
        team: Team | None = None,
    ) -> list[_Answer]:
        images = list(self.objects)
        captions = caption_together(team, loaded, images, self.generation, control, features)
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
        Tally.of(
            (place, caption_shares(one.outcome, found.per_image[place], texts[place]))
            for place, one in enumerate(answers)
        ),
    )
