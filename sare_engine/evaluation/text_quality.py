"""How well a model still writes: length, repetition, variety, perplexity under another model.

A falling hallucination rate means nothing if captions have become short or broken.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.control import Control

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel
    from sare_engine.models.vision import VisionFeatures

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True)
class TextQuality:
    """Figures of a set of captions; None where undefined.

    Attributes:
        mean_words: mean length in words.
        repetition: mean over captions of the share of repeated word 4-grams; 0 is no repetition,
            near 1 is a loop.
        distinct_1: different words / words, over all captions (Li et al., NAACL 2016).
        distinct_2: different word pairs / word pairs, over all captions.
        empty_rate: share of captions without a word.
        captions: number of captions.
    """

    mean_words: float | None
    repetition: float | None
    distinct_1: float | None
    distinct_2: float | None
    empty_rate: float | None
    captions: int

    def values(self) -> dict[str, float]:
        """Return the figures that are defined, by name."""
        names = ("mean_words", "repetition", "distinct_1", "distinct_2", "empty_rate")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    return _WORD.findall(text.lower())


def text_quality(captions: Iterable[str]) -> TextQuality:
    """Measure a set of captions."""
    texts = [words(caption) for caption in captions]
    pairs = [pair for text in texts for pair in _grams(text, 2)]
    singles = [word for text in texts for word in text]
    return TextQuality(
        mean_words=_ratio(len(singles), len(texts)),
        repetition=_ratio(sum(_repetition(text) for text in texts), len(texts)),
        distinct_1=_ratio(len(set(singles)), len(singles)),
        distinct_2=_ratio(len(set(pairs)), len(pairs)),
        empty_rate=_ratio(sum(not text for text in texts), len(texts)),
        captions=len(texts),
    )


@dataclass(frozen=True)
class PerplexityItem:
    """A caption whose perplexity is measured.

    Attributes:
        image: the picture it describes.
        prompt: the prompt it answers.
        caption: the text.
    """

    image: Path
    prompt: str
    caption: str


@dataclass(frozen=True)
class Perplexity:
    """Perplexity of captions under a model, usually the base model.

    Attributes:
        value: exp of the mean cross-entropy over all tokens of all captions; None without tokens.
        per_caption: the same for each caption, None for one without tokens, in the given order.
    """

    value: float | None
    per_caption: tuple[float | None, ...]


def perplexity_under(
    loaded: LoadedModel,
    items: Sequence[PerplexityItem],
    *,
    batch_size: int = 8,
    features: VisionFeatures | None = None,
    control: Control | None = None,
) -> Perplexity:
    """Measure the perplexity of captions as a model's own answers to image and prompt.

    Only the caption's tokens count, not the prompt or the end-of-turn token. Empty captions
    have no perplexity; `TextQuality.empty_rate` counts them.

    Args:
        loaded: the model.
        items: the captions.
        batch_size: captions per forward pass; does not change the result beyond rounding.
        features: cached image features of the same model.
        control: polled before every batch.

    Raises:
        ImageError: a picture cannot be read.
    """
    from sare_engine.models.vision import VisionFeatures

    shown = features or VisionFeatures(loaded)
    readable = [(place, item) for place, item in enumerate(items) if item.caption.strip()]
    surprise: dict[int, tuple[float, int]] = {}
    for start in range(0, len(readable), batch_size):
        if control is not None:
            control.poll()
        rows = readable[start : start + batch_size]
        found = _surprise(loaded, shown, [item for _, item in rows])
        surprise.update(zip((place for place, _ in rows), found, strict=True))
    tokens = sum(count for _, count in surprise.values())
    total = math.fsum(nats for nats, _ in surprise.values())
    return Perplexity(
        math.exp(total / tokens) if tokens else None,
        tuple(
            math.exp(surprise[place][0] / surprise[place][1]) if place in surprise else None
            for place in range(len(items))
        ),
    )


def _surprise(
    loaded: LoadedModel, features: VisionFeatures, items: Sequence[PerplexityItem]
) -> Iterator[tuple[float, int]]:
    """Yield each caption's summed cross-entropy in nats and its number of tokens."""
    import torch

    from sare_engine.models.prompting import (
        encode_caption,
        pad_batch,
        pad_id,
        prediction_mask,
        target_token_mask,
    )

    encoded = [
        encode_caption(loaded, features.prompt(item.image, item.prompt), item.prompt, item.caption)
        for item in items
    ]
    batch = pad_batch(
        [one.input_ids for one in encoded], pad_id(loaded), extras=[one.extras for one in encoded]
    )
    targets = torch.zeros_like(batch["input_ids"], dtype=torch.bool)
    for row, one in enumerate(encoded):
        mask = target_token_mask(one, 0, len(one.caption))
        targets[row, : len(mask)] = mask
    with torch.inference_mode():
        logits = loaded.model(
            **{name: value.to(loaded.device) for name, value in batch.items()},
            **features.model_inputs([item.image for item in items]),
            logits_to_keep=prediction_mask(targets).to(loaded.device),
            use_cache=False,
        ).logits
        nats = torch.nn.functional.cross_entropy(
            logits.float(), batch["input_ids"][targets].to(logits.device), reduction="none"
        ).cpu()
    for part in torch.split(nats, targets.sum(dim=1).tolist()):
        yield float(part.double().sum()), len(part)


def repetition_of(caption: str) -> float:
    """Return the share of repeated word 4-grams of one caption."""
    return _repetition(words(caption))


def _repetition(text: Sequence[str]) -> float:
    # A caption too short for 4-grams can still be a loop ("a a a").
    grams = _grams(text, min(4, max(1, len(text) - 1)))
    return 1 - len(set(grams)) / len(grams) if grams else 0.0


def _grams(text: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(text[start : start + size]) for start in range(len(text) - size + 1)]


def _ratio(part: float, whole: int) -> float | None:
    return part / whole if whole else None
