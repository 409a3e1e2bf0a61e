"""Shortfalls of captions from the model's first choices, against a calculation of their own."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path

import pytest
import torch
from PIL import Image

from sare_engine.config import GenerationConfig, ModelConfig
from sare_engine.models.generation import GeneratedCaption, caption_images
from sare_engine.models.loading import LoadedModel, load_model
from sare_engine.models.own_words import WrittenCaption, check_own_words

PROMPT = "Describe the image."
ALTERED = ("A red cat and a blue knife.", "There is no spoon: a bird flies.", "the table", "sky!")


def plain_shortfalls(loaded: LoadedModel, image: Path, text: str) -> tuple[list[float], list[int]]:
    """Return each token's shortfall, the last that of the end, from one plain forward pass."""
    asked = f"USER: <image>\n{PROMPT} ASSISTANT:"
    whole = loaded.processor(
        images=Image.open(image).convert("RGB"),
        text=f"{asked}{text and ' '}{text}</s>",
        return_tensors="pt",
    )
    start = loaded.processor(
        images=Image.open(image).convert("RGB"), text=asked, return_tensors="pt"
    )["input_ids"].shape[1]
    with torch.no_grad():
        scores = loaded.model(**whole).logits[0].double().log_softmax(-1)
    ids = whole["input_ids"][0].tolist()
    found = [
        float(scores[place - 1].max() - scores[place - 1, ids[place]])
        for place in range(start, len(ids))
    ]
    return found, ids[start:]


@pytest.fixture(scope="module")
def own(
    tiny_llava_folder: Path, tiny_images: list[Path]
) -> list[tuple[WrittenCaption, GeneratedCaption]]:
    """What the model writes itself, in part cut off after six tokens."""
    loaded = load_model(ModelConfig(model=tiny_llava_folder, device="cpu"))
    found = []
    for longest in (6, 60):
        config = GenerationConfig(prompt=PROMPT, max_new_tokens=longest)
        for one in caption_images(loaded, tiny_images[:6], config):
            found.append((WrittenCaption(tiny_images[one.index], PROMPT, one.text), one))
    loaded.unload()
    return found


def test_own_captions_fall_short_by_nothing(
    tiny_llava: LoadedModel, own: list[tuple[WrittenCaption, GeneratedCaption]]
) -> None:
    checks = list(
        check_own_words(tiny_llava, [one for one, _ in own], tolerance=0.25, batch_size=5)
    )
    end = tiny_llava.tokenizer.eos_token_id
    for check, (_, written) in zip(checks, own, strict=True):
        assert check.shortfall == pytest.approx(0, abs=1e-4)
        assert check.token_ids == written.token_ids
        assert check.cut_off == (written.token_ids[-1] != end)
    assert {check.cut_off for check in checks} == {True, False}


@pytest.mark.parametrize("batch_size", [1, 3])
def test_shortfalls_are_those_of_a_plain_forward_pass(
    tiny_llava: LoadedModel, tiny_images: list[Path], batch_size: int
) -> None:
    rows = [
        WrittenCaption(image, PROMPT, text)
        for image, text in zip(tiny_images, ALTERED, strict=False)
    ]
    checks = list(check_own_words(tiny_llava, rows, tolerance=0.25, batch_size=batch_size))
    for row, check in zip(rows, checks, strict=True):
        expected, ids = plain_shortfalls(tiny_llava, row.image, row.text)
        cut_off = expected[-1] >= 0.25
        compared = expected[:-1] if cut_off else expected
        assert check.cut_off == cut_off
        assert check.shortfall == pytest.approx(max(compared), rel=1e-4)
        assert check.shortfall > 0.25
        assert list(check.token_ids) == (ids[:-1] if cut_off else ids)
        worst = compared.index(max(compared))
        token = tiny_llava.tokenizer.decode([ids[worst]]).strip()
        assert check.token == token
        assert row.text[check.start :].strip().startswith(token)


def test_one_changed_word_is_found_where_it_is(
    tiny_llava: LoadedModel, own: list[tuple[WrittenCaption, GeneratedCaption]]
) -> None:
    row, written = own[0]
    words = row.text.split(" ")
    words[3] = "spoon" if words[3] != "spoon" else "cat"
    [check] = check_own_words(
        tiny_llava,
        [dataclasses.replace(row, text=" ".join(words[:4]))],
        tolerance=0.25,
        batch_size=1,
    )
    assert check.shortfall >= 0.25
    assert check.start >= len(" ".join(words[:3]))
    assert check.expected == tiny_llava.tokenizer.decode([written.token_ids[3]]).strip()


def test_without_words_or_with_an_image_sign_nothing_is_the_models(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    rows = [WrittenCaption(tiny_images[0], PROMPT, text) for text in ("", "A <image> cat.")]
    empty, sign = check_own_words(tiny_llava, rows, tolerance=0.25, batch_size=2)
    expected, ids = plain_shortfalls(tiny_llava, tiny_images[0], "")
    assert (empty.shortfall, empty.cut_off) == (pytest.approx(expected[-1], rel=1e-4), False)
    assert list(empty.token_ids) == ids[-1:]
    assert math.isinf(sign.shortfall)
