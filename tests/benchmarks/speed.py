"""What a step costs: SARE and its forms against EFUF, and SARE against the plain ways.

`make bench-speed`.

All ways train the same targets of the same captions of the demo model and take turns within one
run, so that a drift of the machine's speed meets all of them. The plain ways are EFUF as its
release trains, one sequence per sub-sentence, three separate streams, the vision tower in every
pass, logits at every position; and SAM around it, as public code has it, which passes twice.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch

from demo_models.captions import caption_scene
from sare_engine.assets import DEMO_FOLDER
from sare_engine.config import EraseConfig, ModelConfig
from sare_engine.erasure.batches import EncodedExample, encode_examples, microbatches
from sare_engine.erasure.examples import CaptionExample, Target
from sare_engine.erasure.losses import Forward, NegativeLoss
from sare_engine.erasure.method import StepLosses
from sare_engine.erasure.methods import METHODS
from sare_engine.erasure.retain_loss import RetainLoss
from sare_engine.models.images import open_image
from sare_engine.models.loading import LoadedModel, load_model
from sare_engine.models.prompting import pad_batch, pad_id, prompt_inputs
from sare_engine.models.trainable import attach_lora, trained_weights
from sare_engine.models.vision import VisionFeatures
from tests.benchmarks.allocation import PeakBytes

SARE_LIMIT = 1.45
"""Largest allowed cost of a SARE step, in EFUF steps on the same batches."""

FINE_TUNING_LIMIT = 1.3
"""Largest allowed cost of a step of simulated fine-tuning, in EFUF steps on the same batches."""

FRESH_ADVERSARY_LIMIT = 1.35
"""Largest allowed cost of a step against a fresh adversary, in EFUF steps on the same batches."""

PLAIN_LIMIT = 0.5
"""Largest allowed cost of SARE per example trained, in plain EFUF steps."""


class Contest:
    """The demo model with an adapter, a batch to unlearn and a batch to keep."""

    def __init__(self, loaded: LoadedModel, examples: list[CaptionExample]) -> None:
        config = EraseConfig(project=Path())
        attach_lora(loaded, config.parts, config.lora_rank, config.lora_alpha, seed=0)
        with torch.no_grad():
            for name, parameter in loaded.model.named_parameters():
                if "lora_B" in name:
                    parameter.normal_(std=0.01)
        self.loaded = loaded
        self.config = config
        self.features = VisionFeatures(loaded)
        self.forward = Forward(loaded, self.features)
        trained = trained_weights(loaded.model)
        self.parameters = trained.parameters
        self.negative_captions = examples[: config.negative_batch]
        self.retain_captions = examples[config.negative_batch :]
        self.negative = self._encoded(self.negative_captions, "neg")
        self.retain = self._encoded(self.retain_captions, "pos", "sent")
        self.examples = sum(len(one.targets) for one in (*self.negative, *self.retain))
        self.optimizer = torch.optim.AdamW(self.parameters, lr=0.0)
        forms = {
            "efuf": dataclasses.replace(config, method="efuf"),
            "sare": config,
            "fine_tuning": dataclasses.replace(config, ascent="fine_tuning"),
            "fresh_adversary": dataclasses.replace(config, ascent="fresh_adversary"),
        }
        self.taken = dict.fromkeys(forms, 0)
        self.methods = {
            name: METHODS[form.method].build(trained, form) for name, form in forms.items()
        }

    def _encoded(self, captions: Sequence[CaptionExample], *streams: str) -> list[EncodedExample]:
        return [
            EncodedExample(
                one.image,
                one.input_ids,
                tuple(target for target in one.targets if target[0] in streams),
                one.extras,
            )
            for one in encode_examples(self.loaded, self.features, captions)
        ]

    def step(self, method: str) -> None:
        """One optimisation step of the engine's loop."""
        self.optimizer.zero_grad(set_to_none=True)
        pad = pad_id(self.loaded)
        negative = microbatches(self.negative, 0, pad, self.loaded.device)
        retain = microbatches(self.retain, 0, pad, self.loaded.device)
        self.methods[method].gradient(
            StepLosses(
                self.taken[method],
                NegativeLoss(self.forward, negative),
                RetainLoss(self.forward, retain, self.config.lambda_sent),
                self.config.lambda_neg,
            )
        )
        self.taken[method] += 1
        self.optimizer.step()

    def plain_step(self, streams: dict[str, dict[str, torch.Tensor]]) -> None:
        """One EFUF step the plain way, over batches made by `plain_streams`."""
        self.optimizer.zero_grad(set_to_none=True)
        self._plain_backward(streams)
        self.optimizer.step()

    def plain_sam_step(self, streams: dict[str, dict[str, torch.Tensor]]) -> None:
        """One SAM step the plain way: all of the objective here, and again at its worst case."""
        self.optimizer.zero_grad(set_to_none=True)
        self._plain_backward(streams)
        moved = [one for one in self.parameters if one.grad is not None]
        norm = torch.stack([one.grad.norm() for one in moved if one.grad is not None]).norm()
        with torch.no_grad():
            before = [one.clone() for one in moved]
            for one in moved:
                if one.grad is not None:
                    one.add_(one.grad, alpha=float(self.config.rho / (norm + 1e-12)))
        self.optimizer.zero_grad(set_to_none=True)
        self._plain_backward(streams)
        with torch.no_grad():
            for one, old in zip(moved, before, strict=True):
                one.copy_(old)
        self.optimizer.step()

    def _plain_backward(self, streams: dict[str, dict[str, torch.Tensor]]) -> None:
        weights = {"neg": -self.config.lambda_neg, "pos": 1.0, "sent": self.config.lambda_sent}
        for stream, batch in streams.items():
            labels = batch["labels"]
            logits = self.loaded.model(
                **{name: value for name, value in batch.items() if name != "labels"},
                use_cache=False,
            ).logits
            token_ce = torch.nn.functional.cross_entropy(
                logits[:, :-1].float().transpose(1, 2),
                labels[:, 1:],
                ignore_index=-100,
                reduction="none",
            )
            lengths = (labels[:, 1:] != -100).sum(1)
            (weights[stream] * (token_ce.sum(1) / lengths).mean()).backward()

    def plain_streams(self) -> dict[str, dict[str, torch.Tensor]]:
        """The same targets, each as a sequence of its own with its picture."""
        streams: dict[str, dict[str, torch.Tensor]] = {}
        for stream in ("neg", "pos", "sent"):
            ids, labels, pixels = [], [], []
            source = self.negative if stream == "neg" else self.retain
            for one in source:
                image = prompt_inputs(self.loaded, open_image(one.image), "").images
                for kind, positions in one.targets:
                    if kind == stream:
                        sequence = one.input_ids[: int(positions[-1]) + 1]
                        label = torch.full_like(sequence, -100)
                        label[positions] = sequence[positions]
                        ids.append(sequence)
                        labels.append(label)
                        pixels.append(image["pixel_values"])
            batch = pad_batch(ids, pad_id(self.loaded))
            batch["labels"] = torch.nn.utils.rnn.pad_sequence(
                labels, batch_first=True, padding_value=-100
            )
            batch["pixel_values"] = torch.cat(pixels)
            streams[stream] = {name: value.to(self.loaded.device) for name, value in batch.items()}
        return streams


def demo_examples(folder: Path, count: int) -> list[CaptionExample]:
    """Scenes with their captions, every clause a target: enough of each stream to time."""
    import numpy as np

    from sare_engine.demo.scenes import evaluation_scenes, write_scene_folder
    from sare_engine.grounding.mentions import find_mentions
    from sare_engine.grounding.vocabulary import Vocabulary

    scenes = evaluation_scenes(12345, "attack")[:count]
    paths = write_scene_folder(folder, scenes)
    vocabulary = Vocabulary.demo()
    examples = []
    for number, (scene, path) in enumerate(zip(scenes, paths, strict=True)):
        caption = caption_scene(scene, np.random.default_rng(number)).text
        spans = sorted({(m.sub_start, m.sub_end) for m in find_mentions(caption, vocabulary)})
        # A hallucination is one clause of its caption; the rest of it is right.
        targets = [Target("neg", *spans[len(spans) // 2])]
        targets += [Target("pos", *span) for span in spans]
        targets.append(Target("sent", 0, len(caption)))
        examples.append(CaptionExample(path, "Describe the image.", caption, tuple(targets)))
    return examples


def interleaved(ways: dict[str, Callable[[], None]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each way in each round, after one round that is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            started = time.perf_counter()
            way()
            if number:
                seconds[name].append(time.perf_counter() - started)
    return seconds


def peak_of(contest: Contest, method: str) -> int:
    """Most bytes of tensors alive at once in a step, on top of what is alive before it."""
    contest.step(method)
    contest.optimizer.zero_grad(set_to_none=True)
    meter = PeakBytes()
    with meter:
        contest.step(method)
    return meter.peak


def measure(rounds: int, threads: int) -> dict[str, Any]:
    """Return the figures of the contest as JSON."""
    torch.set_num_threads(threads)
    with tempfile.TemporaryDirectory() as name:
        loaded = load_model(ModelConfig(model=DEMO_FOLDER / "model", device="cpu"))
        config = EraseConfig(project=Path())
        count = config.negative_batch + config.retain_batch
        contest = Contest(loaded, demo_examples(Path(name), count))
        streams = contest.plain_streams()
        seconds = interleaved(
            {
                "efuf": lambda: contest.step("efuf"),
                "sare": lambda: contest.step("sare"),
                "fine_tuning": lambda: contest.step("fine_tuning"),
                "fresh_adversary": lambda: contest.step("fresh_adversary"),
                "plain": lambda: contest.plain_step(streams),
                "plain_sam": lambda: contest.plain_sam_step(streams),
            },
            rounds,
        )
        peaks = {method: peak_of(contest, method) for method in contest.methods}
    trainable = sum(p.numel() * p.element_size() for p in contest.parameters)
    paired = {
        f"{one}_over_{other}": [a / b for a, b in zip(seconds[one], seconds[other], strict=True)]
        for one, other in (
            ("sare", "efuf"),
            ("fine_tuning", "efuf"),
            ("fresh_adversary", "efuf"),
            ("sare", "plain"),
            ("sare", "plain_sam"),
        )
    }
    return {
        "rounds": rounds,
        "threads": threads,
        "examples_per_step": contest.examples,
        "captions_per_step": len(contest.negative) + len(contest.retain),
        "median_seconds": {name: statistics.median(values) for name, values in seconds.items()},
        "ratios": {
            name: {
                "median": statistics.median(values),
                "low": min(values),
                "high": max(values),
            }
            for name, values in paired.items()
        },
        "bytes": {
            "trainable": trainable,
            "peak_in_step": peaks,
        },
    }


def main() -> int:
    """Measure, print, and fail where a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    figures = measure(arguments.rounds, arguments.threads)
    text = json.dumps(figures, indent=2)
    print(text)
    if arguments.json is not None:
        arguments.json.write_text(text + "\n", encoding="utf-8")
    limits = {
        "sare_over_efuf": ("SARE step / EFUF step", SARE_LIMIT),
        "fine_tuning_over_efuf": ("Simulated fine-tuning step / EFUF step", FINE_TUNING_LIMIT),
        "fresh_adversary_over_efuf": (
            "Step against a fresh adversary / EFUF step",
            FRESH_ADVERSARY_LIMIT,
        ),
        "sare_over_plain": ("SARE step / plain EFUF step on the same examples", PLAIN_LIMIT),
    }
    kept = True
    for name, (title, limit) in limits.items():
        ratio = figures["ratios"][name]["median"]
        print(f"{title}: {ratio:.2f} (limit {limit})")
        kept = kept and ratio <= limit
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
