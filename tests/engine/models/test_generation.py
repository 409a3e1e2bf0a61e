"""Captions do not depend on batches, caches or luck, and stop when told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from sare_engine.config import GenerationConfig
from sare_engine.control import Control, Stopped
from sare_engine.errors import DataError, DeviceError, ImageError
from sare_engine.models import generation
from sare_engine.models.chat_template import end_ids, render_prompt
from sare_engine.models.degenerate import is_degenerate
from sare_engine.models.generation import caption_images, poll_objects
from sare_engine.models.images import open_image
from sare_engine.models.loading import LoadedModel
from sare_engine.models.prompting import encode_caption, prompt_inputs
from sare_engine.models.trainable import attach_lora, merge_adapter, trainable_parameters
from sare_engine.models.vision import VisionFeatures

PROMPT = "Describe the image."


def config(batch_size: int = 3, tokens: int = 20) -> GenerationConfig:
    return GenerationConfig(prompt=PROMPT, max_new_tokens=tokens, batch_size=batch_size)


def test_captions_are_those_of_plain_transformers(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    captions = list(caption_images(tiny_llava, tiny_images, config()))
    assert [one.index for one in captions] == list(range(8))
    for one, path in zip(captions, tiny_images, strict=True):
        inputs = tiny_llava.processor(
            images=open_image(path), text=render_prompt(tiny_llava, PROMPT), return_tensors="pt"
        )
        ids = tiny_llava.model.generate(**inputs, do_sample=False, max_new_tokens=20)
        new = ids[0, inputs["input_ids"].shape[1] :].tolist()
        assert list(one.token_ids) == new
        assert one.text == tiny_llava.tokenizer.decode(new, skip_special_tokens=True).strip()
    assert len({one.token_ids for one in captions}) > 4  # the images do matter
    ended = [one for one in captions if one.token_ids[-1] in end_ids(tiny_llava)]
    assert 0 < len(ended) < len(captions)  # both an end by itself and one by length


@pytest.mark.parametrize("size", [1, 5, 100])
def test_batch_size_does_not_matter(
    tiny_llava: LoadedModel, tiny_images: list[Path], size: int
) -> None:
    expected = list(caption_images(tiny_llava, tiny_images, config(batch_size=3)))
    assert list(caption_images(tiny_llava, tiny_images, config(batch_size=size))) == expected


def test_cached_features_and_plain_pixels_give_the_same(
    tiny_llava: LoadedModel, tiny_images: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    features = VisionFeatures(tiny_llava)
    first = list(caption_images(tiny_llava, tiny_images, config(), features=features))
    computed = features.computed
    assert list(caption_images(tiny_llava, tiny_images, config(), features=features)) == first
    assert features.computed == computed
    monkeypatch.setattr(
        "sare_engine.models.vision.supports_mm_encoder_outputs", lambda model: False
    )
    assert list(caption_images(tiny_llava, tiny_images, config())) == first


def test_an_adapter_is_heard(tiny_llava: LoadedModel, tiny_images: list[Path]) -> None:
    plain = list(caption_images(tiny_llava, tiny_images, config()))
    attach_lora(tiny_llava, "language_model", 4, 8.0, 0)
    assert list(caption_images(tiny_llava, tiny_images, config())) == plain  # B is still zero
    with torch.no_grad():
        for one in trainable_parameters(tiny_llava.model).values():
            one.normal_(std=0.3)
    adapted = list(caption_images(tiny_llava, tiny_images, config()))
    assert adapted != plain
    merge_adapter(tiny_llava)
    assert list(caption_images(tiny_llava, tiny_images, config())) == adapted


def test_encoding_a_generated_caption_gives_the_generated_ids(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    ends = end_ids(tiny_llava)
    round_trips = 0
    for one in caption_images(tiny_llava, tiny_images, config()):
        inputs = prompt_inputs(tiny_llava, open_image(tiny_images[one.index]), PROMPT)
        generated = inputs.ids.tolist() + list(one.token_ids)
        exact = encode_caption(tiny_llava, inputs, PROMPT, one.text, one.token_ids)
        assert exact.input_ids.tolist() == generated
        assert (exact.eos_index is not None) == (one.token_ids[-1] in ends)
        fresh = encode_caption(tiny_llava, inputs, PROMPT, one.text)
        if one.token_ids[-1] not in ends:
            generated.append(next(iter(ends)))
        round_trips += fresh.input_ids.tolist() == generated
        assert fresh.caption_start == exact.caption_start == len(inputs.ids)
    assert round_trips >= 6  # the tokenizer would itself cut nearly all of these texts so


def test_the_models_own_sampling_settings_are_not_used(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    expected = list(caption_images(tiny_llava, tiny_images, config()))
    settings = tiny_llava.model.generation_config
    settings.do_sample, settings.temperature, settings.repetition_penalty = True, 3.0, 5.0
    settings.no_repeat_ngram_size = 1
    assert list(caption_images(tiny_llava, tiny_images, config())) == expected


class StopsAfter(Control):
    """Counts polls, and asks for a stop after some."""

    def __init__(self, polls: int) -> None:
        super().__init__()
        self.left, self.polls = polls, 0

    def poll(self) -> None:
        self.polls += 1
        if self.polls >= self.left:
            self.stop()
        super().poll()


def test_stop_acts_within_one_token(tiny_llava: LoadedModel, tiny_images: list[Path]) -> None:
    forwards = 0

    def count(*_: object) -> None:
        nonlocal forwards
        forwards += 1

    features = VisionFeatures(tiny_llava)
    features.model_inputs(tiny_images[:3])
    tiny_llava.model.lm_head.register_forward_hook(count)
    control = StopsAfter(8)
    with pytest.raises(Stopped):
        list(caption_images(tiny_llava, tiny_images[:3], config(), control, features=features))
    assert forwards == 4  # one poll before the batch, one for each image, then one after each token


def test_out_of_memory_halves_the_batch_and_loses_nothing(
    tiny_llava: LoadedModel, tiny_images: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = list(caption_images(tiny_llava, tiny_images, config()))
    genuine, sizes = generation._generate, []

    def scarce(loaded: LoadedModel, inputs: dict[str, Any], *rest: object) -> list[list[int]]:
        sizes.append(len(inputs["input_ids"]))
        if sizes[-1] > 2:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return genuine(loaded, inputs, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(generation, "_generate", scarce)
    assert list(caption_images(tiny_llava, tiny_images, config(batch_size=8))) == expected
    assert sizes == [8, 4, 2, 2, 2, 2]


def test_out_of_memory_for_one_image_is_a_device_error(
    tiny_llava: LoadedModel, tiny_images: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> list[list[int]]:
        raise RuntimeError("MPS backend out of memory")

    monkeypatch.setattr(generation, "_generate", never)
    with pytest.raises(DeviceError, match="Memory ran out"):
        list(caption_images(tiny_llava, tiny_images, config()))


def test_a_broken_picture_is_named(tiny_llava: LoadedModel, tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"x")
    with pytest.raises(ImageError, match=r"broken\.png"):
        list(caption_images(tiny_llava, [tmp_path / "broken.png"], config()))


def test_no_images_no_captions(tiny_llava: LoadedModel) -> None:
    assert list(caption_images(tiny_llava, [], config())) == []
    assert list(poll_objects(tiny_llava, [])) == []


def test_polling_agrees_with_a_plain_forward(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    words = ("fork", "very big and very green knife")
    questions = [
        (path, f"Is there a {words[index % 2]} in the image?")
        for index, path in enumerate(tiny_images)
    ]
    vocabulary = tiny_llava.tokenizer.get_vocab()
    yes = [vocabulary[one] for one in ("ĠYes", "Ġyes", "ĠYES")]
    no = [vocabulary[one] for one in ("ĠNo", "Ġno", "ĠNO")]
    expected = []
    for path, question in questions:
        inputs = tiny_llava.processor(
            images=open_image(path), text=render_prompt(tiny_llava, question), return_tensors="pt"
        )
        with torch.no_grad():
            chances = tiny_llava.model(**inputs).logits[0, -1].softmax(-1)
        expected.append(float(chances[yes].sum() / (chances[yes].sum() + chances[no].sum())))
    for size in (1, 3, 8):  # questions of differing length: padding must not count
        found = list(poll_objects(tiny_llava, questions, batch_size=size))
        assert found == pytest.approx(expected, abs=1e-5)
    assert max(expected) - min(expected) > 0.05


def test_polling_needs_words_for_yes_and_no(
    tiny_llava: LoadedModel, tiny_images: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generation, "tokens_in_context", lambda *_: ([7], [(0, 1)]))
    with pytest.raises(DataError, match="yes/no"):
        list(poll_objects(tiny_llava, [(tiny_images[0], "Is it?")]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "a",
        "a fork",
        "...!!!",
        "a a a a a a",
        "the the the the fork",
        "a fork, a fork, a fork, a fork,",
        "A red cup and then there is a knife there is a knife there is a knife there is a knife",
        "fork " * 40,
        "A wooden table with a red cup and, to its left, a yellow yellow yellow yellow",
        "There is a cup, and beside it a fork, a fork, a fork. A plate stands behind them.",
        "A quiet street with two parked cars and a tree and a tree and a tree",
        "一只猫坐在桌子上，旁边有一把刀一把刀一把刀。",
    ],
)
def test_degenerate(text: str) -> None:
    assert is_degenerate(text)


@pytest.mark.parametrize(
    "text",
    [
        "A red fork.",
        "A red fork, a blue knife, a green cup.",
        "A cat on a mat and a cat on a bed and a dog on a mat.",
        "There is a man in a suit and a man in a hat next to a woman in a dress.",
        "一只猫坐在桌子上，旁边有一把刀。",
        "她笑了，哈哈哈哈，很开心。",
        "It was a very, very, very small cat.",
        'A cat in a hat. The caption reads, "I has a hat! I has a hat! I has a hat!"',
    ],
)
def test_not_degenerate(text: str) -> None:
    assert not is_degenerate(text)


_VARIED = st.lists(st.sampled_from("abcdefghijklmnopqrst"), unique=True)


@given(before=_VARIED, group=_VARIED.filter(bool), times=st.integers(3, 6), after=_VARIED)
def test_a_loop_is_found_wherever_it_stands(
    before: list[str], group: list[str], times: int, after: list[str]
) -> None:
    found = is_degenerate(" ".join([*before, *group[:8] * times, *after]))
    assert found or (len(group) == 1 and times == 3)
