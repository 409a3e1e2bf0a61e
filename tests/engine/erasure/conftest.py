"""A small erasure on the random LLaVA: captions whose clauses are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sare_engine.config import EraseConfig
from sare_engine.erasure.batches import EncodedExample, ErasureData, encode_examples
from sare_engine.erasure.examples import CaptionExample, Target
from sare_engine.erasure.methods import METHODS
from sare_engine.erasure.pairs import preference_pair
from sare_engine.models.loading import LoadedModel
from sare_engine.models.trainable import attach_lora
from sare_engine.models.vision import VisionFeatures

PROMPT = "Describe the image."
CAPTIONS = (
    "A red fork lies on the table, a blue knife is beside it. A cat sits.",
    "A green cup stands there, two dogs run; a bird flies.",
    "A cat sits on the table, a knife and a fork shine, a cup stands there.",
    "There is a blue sky. A dog runs, a spoon lies there.",
)


def clause(caption: str, words: str) -> tuple[int, int]:
    """Span of the words in the caption, up to and with the delimiter that follows."""
    start = caption.index(words)
    return start, start + len(words)


def make_examples(images: list[Path]) -> list[CaptionExample]:
    """Four captions with negative, positive and sentence targets."""
    first, second, third, fourth = CAPTIONS
    return [
        CaptionExample(
            images[0],
            PROMPT,
            first,
            (
                Target("neg", *clause(first, " a blue knife is beside it.")),
                Target("pos", *clause(first, "A red fork lies on the table,")),
            ),
        ),
        CaptionExample(
            images[1],
            PROMPT,
            second,
            (
                Target("pos", *clause(second, "A green cup stands there,")),
                Target("pos", *clause(second, " two dogs run;")),
                Target("sent", 0, len(second)),
            ),
        ),
        CaptionExample(
            images[2],
            PROMPT,
            third,
            (
                Target("neg", *clause(third, " a knife and a fork shine,")),
                Target("neg", *clause(third, "A cat sits on the table,")),
            ),
        ),
        CaptionExample(images[3], PROMPT, fourth, (Target("sent", 0, len(fourth)),)),
    ]


@dataclass
class Workbench:
    """A model with an adapter, encoded examples, and the data of an erasure."""

    loaded: LoadedModel
    features: VisionFeatures
    examples: list[CaptionExample]
    encoded: list[EncodedExample]

    def data(self, config: EraseConfig) -> ErasureData:
        """The erasure's data as the config's batches."""
        negative = [one for one in self.encoded if any(s == "neg" for s, _ in one.targets)]
        retain = [one for one in self.encoded if any(s != "neg" for s, _ in one.targets)]
        return ErasureData(
            negative,
            [_without(one, "neg") for one in retain],
            [],
            negative_batch=config.negative_batch,
            retain_batch=config.retain_batch,
            seed=config.seed,
            pairs=self.pairs() if METHODS[config.method].paired else (),
        )

    def pairs(self) -> list[tuple[EncodedExample, EncodedExample]]:
        """The captions with a hallucination, each behind what is left of it without."""
        chosen = filter(None, map(preference_pair, self.examples))
        pairs = [
            pair for pair in chosen if any(target.stream == "neg" for target in pair[1].targets)
        ]
        encoded = iter(
            list(
                encode_examples(self.loaded, self.features, [one for pair in pairs for one in pair])
            )
        )
        return list(zip(encoded, encoded, strict=True))


def _without(example: EncodedExample, stream: str) -> EncodedExample:
    kept = tuple(target for target in example.targets if target[0] != stream)
    return EncodedExample(example.image, example.input_ids, kept, example.extras)


@pytest.fixture
def make_workbench(tiny_llava: LoadedModel, tiny_images: list[Path]) -> Callable[[], Workbench]:
    """Put an adapter with B ≠ 0 on the tiny model and encode the examples."""

    def make() -> Workbench:
        import torch

        attach_lora(tiny_llava, "language_model", rank=4, alpha=8.0, seed=0)
        with torch.random.fork_rng():
            torch.manual_seed(1)
            for name, parameter in tiny_llava.model.named_parameters():
                if "lora_B" in name:
                    parameter.data.normal_(std=0.02)
        features = VisionFeatures(tiny_llava)
        examples = make_examples(tiny_images)
        encoded = list(encode_examples(tiny_llava, features, examples))
        return Workbench(tiny_llava, features, examples, encoded)

    return make


@pytest.fixture
def workbench(make_workbench: Callable[[], Workbench]) -> Workbench:
    """A fresh workbench."""
    return make_workbench()


@pytest.fixture
def config(tmp_path: Path) -> EraseConfig:
    """A short erasure."""
    return EraseConfig(
        project=tmp_path,
        steps=4,
        learning_rate=3e-3,
        rho=0.05,
        negative_batch=2,
        retain_batch=3,
        warmup=0.0,
        evaluate_every=0,
        checkpoint_every=0,
        negative_ceiling=0.0,
    )
