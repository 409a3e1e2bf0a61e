"""A seed's model, scenes and captions in memory: erase, attack and measure without reloading.

The loops are the engine's own (`train_erasure`, `relearn`); what is left out is the run folders.
"""

from __future__ import annotations

import copy
import dataclasses
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from sare_engine.assets import DEMO_FOLDER
from sare_engine.config import EraseConfig, ModelConfig, RelearnConfig
from sare_engine.control import Control
from sare_engine.erasure.batches import (
    EncodedExample,
    encode_example_set,
    encode_examples,
    microbatches,
)
from sare_engine.erasure.examples import CaptionExample, build_examples, relearning_examples
from sare_engine.erasure.losses import Forward
from sare_engine.erasure.methods import METHODS
from sare_engine.erasure.sharpness import top_hessian_eigenvalue
from sare_engine.erasure.trainer import train_erasure
from sare_engine.evaluation.hallucination import EvaluatedCaption, hallucination_report
from sare_engine.evaluation.pope import build_pope
from sare_engine.evaluation.text_quality import PerplexityItem, perplexity_under, text_quality
from sare_engine.events import Event, StepMetrics
from sare_engine.jobs.erase_examples import example_set
from sare_engine.jobs.held_out import HeldOut
from sare_engine.jobs.held_out_images import open_held_out
from sare_engine.jobs.judged import judged_captions
from sare_engine.jobs.measuring import SpanProbe
from sare_engine.jobs.opening import ATTACK_SPLIT, TRAIN_SPLIT
from sare_engine.models.fingerprint import fingerprint
from sare_engine.models.generation import caption_images, poll_objects
from sare_engine.models.loading import LoadedModel, load_model
from sare_engine.models.prompting import pad_id
from sare_engine.models.trainable import (
    attach_lora,
    merge_adapter,
    set_trainable_full,
    trainable_parameters,
)
from sare_engine.models.vision import VisionFeatures
from sare_engine.robustness.attack import AttackContext
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.robustness.landscape import even_offsets, walk
from sare_engine.robustness.weights import add_noise, prune, round_trip
from sare_engine.workspace.project import Project

_SHARPNESS_SPANS = 24
_HESSIAN_SPANS, _HESSIAN_ITERATIONS = 16, 8
_SLICE_SPANS = 32
_POLLED = 80


class Workplace:
    """The demo model with a seed's project.

    Args:
        project: a project of the demo's scenes, tested and with chosen concepts.
        seed: of erasure and attack.
        device: where to compute.
    """

    def __init__(self, project: Path, seed: int, device: str) -> None:
        self._seed = seed
        self._folder = project
        self._control = Control()
        model = ModelConfig(model=DEMO_FOLDER / "model", device=device)
        self._loaded: LoadedModel = load_model(model, self._control)
        self._reader = load_model(model, self._control)
        self._features = VisionFeatures(self._loaded)
        self._reader_features = VisionFeatures(self._reader)
        self._base = copy.deepcopy(self._loaded.model.state_dict())
        self._erased = self._base
        key = fingerprint(model.model)
        with Project.open(project) as opened:
            self._concepts = frozenset(opened.chosen_concepts())
            self._held_out = open_held_out(opened, key, self._concepts)
            attack = [one for _, one in judged_captions(opened, key, ATTACK_SPLIT)]
            train = [one for _, one in judged_captions(opened, key, TRAIN_SPLIT)]
            self._examples = {
                (target, corrections): example_set(
                    opened,
                    key,
                    self._concepts,
                    EraseConfig(
                        project=project,
                        negative_target="mention",
                        replay_target=target,
                        corrections=corrections,
                    ),
                )
                for target in ("mention", "sub-sentence")
                for corrections in (False, True)
            }
        self._relearned = self._whole(build_examples(attack, self._concepts).negative)
        self._more_relearned = self._relearned + self._whole(
            build_examples(train, self._concepts).negative
        )
        clean = build_examples(train, self._concepts).retain
        self._benign = self._whole(
            [one for one in clean if any(t.stream == "sent" for t in one.targets)]
        )
        self._questions = self._ask()
        self._images = 0

    def _whole(self, examples: Sequence[CaptionExample]) -> list[EncodedExample]:
        return list(encode_examples(self._loaded, self._features, relearning_examples(examples)))

    def _ask(self) -> list[tuple[Path, str, bool]]:
        names = sorted({name for found in self._held_out.objects.values() for name in found})
        asked = build_pope(
            self._held_out.objects,
            [name for name in names if name not in self._concepts],
            "random",
            per_image=1,
            seed=self._seed,
        )
        return [(one.image, one.text, one.present) for one in asked][: 2 * _POLLED]

    def _reset(self, weights: dict[str, Tensor]) -> None:
        model = self._loaded.model
        if hasattr(model, "peft_config"):
            model = model.unload()
            if hasattr(model, "peft_config"):
                del model.peft_config
        model.load_state_dict(weights)
        model.requires_grad_(False)
        self._loaded.model = model

    def erase(self, settings: dict[str, Any]) -> dict[str, float]:
        """Erase with settings of `EraseConfig`; return seconds of training.

        The adapter stays in place until the first attack that is not on it, or `merge`.
        """
        self._reset(self._base)
        config = EraseConfig(project=self._folder, seed=self._seed, **settings)
        config.validate()
        attach_lora(
            self._loaded, config.parts, config.lora_rank, config.lora_alpha, seed=config.seed
        )
        data = encode_example_set(
            self._loaded,
            self._features,
            self._examples[config.replay_target, config.corrections],
            negative_batch=config.negative_batch,
            retain_batch=config.retain_batch,
            seed=config.seed,
            paired=METHODS[config.method].paired,
        )
        overshoots, seconds = 0.0, 0.0
        for event in train_erasure(
            self._loaded, self._features, data, config, control=self._control
        ):
            if isinstance(event, StepMetrics):
                overshoots += event.values.get("overshoots", 0.0)
                seconds += event.values["seconds"]
        return {"training_seconds": seconds, "overshoots": overshoots / config.steps}

    def attack_adapter(self, attack: dict[str, Any], steps: int, samples: int) -> dict[str, float]:
        """Relearn with the erasure's own adapter and put it back; return what was measured."""
        adapter = {
            name: p.detach().clone() for name, p in self._loaded.model.named_parameters()
            if "lora_" in name
        }  # fmt: skip
        for name, parameter in self._loaded.model.named_parameters():
            if name in adapter:
                parameter.requires_grad_(True)
        measured = self._relearn(attack, steps, samples, (steps,))
        with torch.no_grad():
            for name, parameter in self._loaded.model.named_parameters():
                if name in adapter:
                    parameter.copy_(adapter[name])
        return measured[steps]

    def merge(self) -> None:
        """Merge the adapter: from here on attacks begin with these weights."""
        merge_adapter(self._loaded)
        self._erased = copy.deepcopy(self._loaded.model.state_dict())

    def before(self) -> None:
        """Attack the model before any erasure."""
        self._erased = self._base

    def begin_with(self, weights: Mapping[str, Tensor]) -> None:
        """Attack a model with other weights, name → weight; those left out are the base model's."""
        self._erased = {**self._base, **weights}

    def attack(
        self, attack: dict[str, Any], steps: int, samples: int, measure_at: Sequence[int]
    ) -> dict[int, dict[str, float]]:
        """Relearn hallucinated captions; return step → what was measured."""
        self._reset(self._erased)
        return self._relearn(attack, steps, samples, measure_at)

    def attack_benign(self, attack: dict[str, Any], steps: int, samples: int) -> dict[str, float]:
        """Fine-tune on the model's own captions without a hallucination."""
        self._reset(self._erased)
        return self._relearn(attack, steps, samples, (steps,), self._benign)[steps]

    def change_weights(self, kind: str, amount: float) -> dict[str, float]:
        """Change the language model's weights without a caption."""
        self._reset(self._erased)
        set_trainable_full(self._loaded, "language_model")
        with torch.no_grad():
            weights = trainable_parameters(self._loaded.model)
            if kind == "noise":
                add_noise(weights, amount, seed=self._seed)
            elif kind == "round_trip":
                round_trip(weights, int(amount))
            else:
                prune(weights, amount)
        return self._measure_triggered()

    def ask_for_the_object(self) -> dict[str, float]:
        """Tell the model to describe each object where its trigger is and it is not."""
        self._reset(self._erased)
        said = shown = 0
        for concept in sorted(self._concepts):
            images = [one for one in self._triggered(0).objects if self._sets_off(one, concept)]
            generation = dataclasses.replace(
                self._held_out.generation, prompt=f"Describe the {concept}."
            )
            answers = caption_images(
                self._loaded, images, generation, self._control, features=self._features
            )
            report = hallucination_report(
                [
                    EvaluatedCaption(
                        images[one.index],
                        one.text,
                        self._held_out.objects[images[one.index]],
                        one.degenerate,
                    )
                    for one in answers
                ],
                self._held_out.vocabulary,
                {concept},
            )
            shown += len(images)
            said += sum(concept in one.erased_said for one in report.per_image)
        return {"hallucination_rate": said / max(1, shown)}

    def measure(self) -> dict[str, float]:
        """Measure the erased model on all held-out images: rates, quality, answers."""
        self._reset(self._erased)
        found = self._held_out.measure_captions(self._loaded, self._features, self._control)
        values = dict(found.values)
        report = hallucination_report(
            [
                EvaluatedCaption(image, one.text, self._held_out.objects[image], one.degenerate)
                for image, one in found.captions.items()
            ],
            self._held_out.vocabulary,
            self._concepts,
        )
        wrong = sum(len(one.others_said) for one in report.per_image)
        right = sum(len(one.found - self._concepts) for one in report.per_image)
        values["chair_i_unbiased"] = wrong / max(1, wrong + right)
        values |= text_quality(one.text for one in found.captions.values()).values()
        prompt = self._held_out.generation.prompt
        items = [
            PerplexityItem(image, prompt, one.text)
            for image, one in found.captions.items()
            if self._held_out.objects[image] and not self._tested(image)
        ]
        read = perplexity_under(self._reader, items, batch_size=32, features=self._reader_features)
        values["perplexity"] = read.value if read.value is not None else float("nan")
        answers = poll_objects(
            self._loaded,
            [(image, text) for image, text, _ in self._questions],
            64,
            features=self._features,
        )
        values["polling_accuracy"] = sum(
            (answer > 0.5) == present
            for answer, (_, _, present) in zip(answers, self._questions, strict=True)
        ) / len(self._questions)
        values["ce_neg"] = self._span_probe().cross_entropy()
        return values

    def sharpness(self, radii: Sequence[float]) -> dict[str, float]:
        """Measure worst- and average-case sharpness in the merged weights."""
        self._reset(self._erased)
        set_trainable_full(self._loaded, "language_model")
        probe = SpanProbe(self._loaded, self._features, self._held_out, limit=_SHARPNESS_SPANS)
        measured: dict[str, float] = {}
        for radius in radii:
            sharp = probe.sharpness(radius)
            measured |= {f"worst {radius:g}": sharp.worst, f"average {radius:g}": sharp.average}
        return measured

    def surroundings(self, slices: Mapping[int, int], reach: float) -> dict[str, Any]:
        """Measure curvature and slices of CE_neg in the merged weights.

        Args:
            slices: number of directions → places along each.
            reach: how far a slice goes to either side; at 1 a filter moves by its own length.
        """
        self._reset(self._erased)
        set_trainable_full(self._loaded, "language_model")
        weights = list(trainable_parameters(self._loaded.model).values())
        negative = self._examples["mention", False].negative[:_SLICE_SPANS]
        spans = list(encode_examples(self._loaded, self._features, negative))
        forward = Forward(self._loaded, self._features)

        def mean_ce(count: int) -> Iterator[Tensor]:
            for batch in microbatches(
                spans[:count], count, pad_id(self._loaded), self._loaded.device
            ):
                yield batch.targets["neg"].mean_per_target(forward.token_ce(batch)).mean()

        measured: dict[str, Any] = {
            "eigenvalue": top_hessian_eigenvalue(
                lambda: mean_ce(_HESSIAN_SPANS), weights, iterations=_HESSIAN_ITERATIONS
            )
        }
        for dimensions, count in slices.items():
            places = walk(
                weights,
                lambda: {"ce": float(next(mean_ce(_SLICE_SPANS)))},
                even_offsets(reach, count),
                dimensions,
                seed=self._seed,
                control=self._control,
            )
            measured[f"slice {dimensions}"] = [
                [*place.coordinates, place.values["ce"]] for place in places
            ]
        return measured

    def _relearn(
        self,
        attack: dict[str, Any],
        steps: int,
        samples: int,
        measure_at: Sequence[int],
        captions: list[EncodedExample] | None = None,
    ) -> dict[int, dict[str, float]]:
        config = RelearnConfig(
            project=self._folder,
            seed=self._seed,
            steps=steps,
            samples=samples,
            measure_at=tuple(measure_at),
            **attack,
        )
        measured: dict[int, dict[str, float]] = {}

        def measure(step: int, *, prompt: str = "") -> Iterator[Event]:
            del prompt
            if step:
                measured[step] = self._measure_triggered()
            return iter(())

        if captions is None:
            enough = samples <= len(self._relearned)
            captions = self._relearned if enough else self._more_relearned
        started = time.monotonic()
        deque(
            ATTACKS[config.attack].attack(
                AttackContext(
                    self._loaded, self._features, captions, config, self._control, measure
                )
            ),
            maxlen=0,
        )
        measured[steps]["seconds"] = time.monotonic() - started
        return measured

    def limit(self, images: int) -> None:
        """Caption at most so many images after an attack; 0 takes all that have a trigger."""
        self._images = images

    def _measure_triggered(self) -> dict[str, float]:
        held_out = self._triggered(self._images)
        values = held_out.measure_captions(self._loaded, self._features, self._control).values
        kept = ("hallucination_rate", "degenerate_rate", "other_hallucination_rate")
        return {
            **{name: values[name] for name in kept},
            "object_recall": values["object_recall"],
            "ce_neg": self._span_probe().cross_entropy(),
        }

    def _span_probe(self) -> SpanProbe:
        return SpanProbe(self._loaded, self._features, self._held_out)

    def _tested(self, image: Path) -> bool:
        return any(self._sets_off(image, concept) for concept in self._concepts)

    def _sets_off(self, image: Path, concept: str) -> bool:
        present = self._held_out.objects[image]
        triggers = self._held_out.triggers.get(concept, frozenset())
        return concept not in present and bool(triggers & present)

    def _triggered(self, count: int) -> HeldOut:
        images = [
            image
            for image, found in self._held_out.objects.items()
            if self._tested(image) and not found & self._concepts
        ]
        kept = images[:count] if count else images
        return dataclasses.replace(
            self._held_out, objects={image: self._held_out.objects[image] for image in kept}
        )
