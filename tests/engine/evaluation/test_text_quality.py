from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch

from sare_engine.control import Control, Stopped
from sare_engine.evaluation.text_quality import (
    PerplexityItem,
    perplexity_under,
    text_quality,
    words,
)
from sare_engine.models.images import open_image
from sare_engine.models.loading import LoadedModel
from sare_engine.models.prompting import encode_caption, prompt_inputs

PROMPT = "Describe the image."


def test_figures_by_hand() -> None:
    found = text_quality(["A cat, a dog.", "a cat", ""])
    assert found.values() == {
        "mean_words": pytest.approx(6 / 3),
        "repetition": pytest.approx(0.0),
        "distinct_1": pytest.approx(3 / 6),
        "distinct_2": pytest.approx(3 / 4),
        "empty_rate": pytest.approx(1 / 3),
    }
    assert text_quality([]).values() == {}


def test_a_loop_is_repetition() -> None:
    # 8 words have 5 four-grams, of which 2 differ.
    assert text_quality(["one two one two one two one two"]).repetition == pytest.approx(3 / 5)
    assert (text_quality(["a a a"]).repetition or 0) > 0
    assert text_quality(["a red fork lies on a blue table"]).repetition == 0.0


def test_words_are_not_characters() -> None:
    assert words("The cat's half-eaten pie, isn't it?") == [
        "the",
        "cat's",
        "half-eaten",
        "pie",
        "isn't",
        "it",
    ]


def plain_nats(loaded: LoadedModel, item: PerplexityItem) -> list[float]:
    """Cross-entropy of each caption token from a full forward pass on pixels."""
    inputs = prompt_inputs(loaded, open_image(item.image), item.prompt)
    encoded = encode_caption(loaded, inputs, item.prompt, item.caption)
    with torch.no_grad():
        logits = loaded.model(
            input_ids=encoded.input_ids[None],
            attention_mask=torch.ones_like(encoded.input_ids[None]),
            **inputs.images,
        ).logits[0]
    end = encoded.eos_index or len(encoded.input_ids)
    logs = logits.log_softmax(-1)
    return [
        -float(logs[place - 1, encoded.input_ids[place]])
        for place in range(encoded.caption_start, end)
    ]


def test_perplexity_equals_the_plain_calculation(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    items = [
        PerplexityItem(tiny_images[0], PROMPT, "A red fork, a blue knife."),
        PerplexityItem(tiny_images[1], PROMPT, ""),
        PerplexityItem(tiny_images[2], PROMPT, "A cat sits"),
        PerplexityItem(tiny_images[0], PROMPT, "There is no spoon."),
    ]
    found = perplexity_under(tiny_llava, items, batch_size=3)
    nats = [plain_nats(tiny_llava, item) if item.caption else [] for item in items]
    for value, one in zip(found.per_caption, nats, strict=True):
        expected = math.exp(sum(one) / len(one)) if one else None
        assert value == (expected and pytest.approx(expected, rel=1e-4))
    every = [nat for one in nats for nat in one]
    assert found.value == pytest.approx(math.exp(sum(every) / len(every)), rel=1e-4)


def test_perplexity_of_nothing(tiny_llava: LoadedModel, tiny_images: list[Path]) -> None:
    found = perplexity_under(tiny_llava, [PerplexityItem(tiny_images[0], PROMPT, " ")])
    assert (found.value, found.per_caption) == (None, (None,))


def test_perplexity_can_be_stopped(tiny_llava: LoadedModel, tiny_images: list[Path]) -> None:
    control = Control()
    control.stop()
    with pytest.raises(Stopped):
        perplexity_under(
            tiny_llava, [PerplexityItem(tiny_images[0], PROMPT, "A cat.")], control=control
        )
