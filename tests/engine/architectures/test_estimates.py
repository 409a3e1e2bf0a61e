"""Memory estimates against what is measured, for every family, on the CPU."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any, cast

import pytest
import torch
from PIL import Image

from sare_engine.config import EraseConfig, GenerationConfig, ModelConfig
from sare_engine.control import Control
from sare_engine.erasure.batches import encode_example_set, encode_examples, microbatches
from sare_engine.erasure.examples import CaptionExample, ExampleSet, Target
from sare_engine.erasure.kinds import held_copies
from sare_engine.erasure.losses import Forward, NegativeLoss
from sare_engine.erasure.method import Method, StepLosses
from sare_engine.erasure.methods import METHODS
from sare_engine.erasure.retain_loss import RetainLoss
from sare_engine.erasure.trainer import train_erasure
from sare_engine.jobs.memory_plan import memory_plan
from sare_engine.models.generation import caption_images
from sare_engine.models.loading import LoadedModel, base_model, load_model
from sare_engine.models.memory import (
    estimate_erase_bytes,
    estimate_feature_bytes,
    estimate_probe_bytes,
    weight_bytes,
)
from sare_engine.models.prompting import pad_id, prompt_inputs
from sare_engine.models.quiet import quiet_libraries
from sare_engine.models.shapes import model_shape
from sare_engine.models.trainable import attach_lora, trained_weights
from sare_engine.models.vision import VisionFeatures
from sare_engine.tuned import RECOMMENDED
from tests.benchmarks.allocation import PeakBytes
from tests.engine.architectures.builders import FAMILIES, sized
from tests.engine.architectures.conftest import all_families_in_slow_tests

PROMPT = "Describe the image."
CAPTION = "A red fork, a blue knife and a green cup on the table. There is no spoon."
RANK = 8
BATCH = 8
BYTES = {"float32": 4, "bfloat16": 2}


@pytest.fixture(scope="module")
def wide_folder(family: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The family a little larger, so that what is counted outweighs what is not."""
    folder = tmp_path_factory.mktemp("wide")
    with sized(128, 3), quiet_libraries():
        FAMILIES[family](folder)
    return folder


@pytest.fixture(scope="module")
def llava_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One family for what is the same with all of them."""
    folder = tmp_path_factory.mktemp("llava")
    with sized(128, 3), quiet_libraries():
        FAMILIES["LLaVA-1.5"](folder)
    return folder


@all_families_in_slow_tests
@pytest.mark.parametrize(
    ("dtype", "checkpointing"),
    [
        ("float32", False),
        pytest.param("float32", True, marks=pytest.mark.slow),
        pytest.param("bfloat16", False, marks=pytest.mark.slow),
        pytest.param("bfloat16", True, marks=pytest.mark.slow),
    ],
)
def test_erasing(wide_folder: Path, pictures: list[Path], dtype: str, checkpointing: bool) -> None:
    loaded = load_model(ModelConfig(model=wide_folder, device="cpu", dtype=dtype))
    weights = sum(one.numel() * one.element_size() for one in loaded.model.parameters())
    features = VisionFeatures(loaded)
    caption = " ".join([CAPTION] * 4)
    target = Target("neg", len(caption) - len("There is no spoon."), len(caption))
    example = CaptionExample(pictures[1], PROMPT, caption, (target,))
    attach_lora(loaded, "language_model", RANK, 2.0 * RANK, seed=0)
    loaded.model.eval()
    encoded = list(encode_examples(loaded, features, [example] * BATCH))
    [batch] = microbatches(encoded, 0, pad_id(loaded), "cpu")
    features.model_inputs(batch.images)
    weights_trained = trained_weights(loaded.model)
    trained = weights_trained.parameters
    config = EraseConfig(project=Path("none"), gradient_checkpointing=checkpointing)
    forward = Forward(loaded, features, checkpointing=checkpointing)
    optimizer = torch.optim.AdamW(trained)
    with PeakBytes() as measured:
        form = METHODS[config.method].build(weights_trained, config)
        for _ in range(2):  # the second step finds the optimiser's state in memory
            form.negative(negative_step(NegativeLoss(forward, [batch])))
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
    adapters = sum(one.numel() * 4 for one in trained)
    shape = dataclasses.replace(
        model_shape(wide_folder), bytes_per_weight=BYTES[dtype], image_tokens=0
    )
    estimate = estimate_erase_bytes(
        shape,
        rank=RANK,
        batch=BATCH,
        text_tokens=batch.text["input_ids"].shape[1],
        target_tokens=len(batch.labels) // BATCH,
        checkpointing=checkpointing,
    )
    assert estimate == pytest.approx(weights + adapters + measured.peak, rel=0.2)


@pytest.mark.parametrize(
    ("method", "ascent"),
    [("efuf", "step"), ("sare", "step"), ("sare", "momentum"), ("sare", "relearning"),
     ("sare", "merged"), ("sare", "fine_tuning"), ("sare", "fresh_adversary"), ("npo", "step"),
     ("kl", "step"), ("sam", "step"), ("task_vector", "step"), ("efuf", "projected")],
)  # fmt: skip
def test_copies_that_methods_hold(
    llava_folder: Path, pictures: list[Path], method: str, ascent: str
) -> None:
    """With adapters so large that little else counts."""
    rank = 512
    loaded = load_model(ModelConfig(model=llava_folder, device="cpu", dtype="float32"))
    features = VisionFeatures(loaded)
    targets = (Target("neg", 0, 8), Target("pos", 8, len(CAPTION)))
    example = CaptionExample(pictures[1], PROMPT, CAPTION, targets)
    attach_lora(loaded, "language_model", rank, 1.0, seed=0)
    loaded.model.eval()
    encoded = list(encode_examples(loaded, features, [example]))
    batches = microbatches(encoded, 0, pad_id(loaded), "cpu")
    features.model_inputs(batches[0].images)
    trained = trained_weights(loaded.model)
    adapters = sum(one.numel() * 4 for one in trained.parameters)
    config = EraseConfig(project=Path("none"), method=method, overshoot_tries=0)
    change = {"project_negative": True} if ascent == "projected" else {"ascent": ascent}
    config = dataclasses.replace(config, **change)
    forward = Forward(loaded, features)

    def step(form: Method, number: int) -> None:
        loss = NegativeLoss(forward, batches)
        form.gradient(StepLosses(number, loss, RetainLoss(forward, batches, 1.0), 0.3))
        for one in trained.parameters:
            one.grad = None

    with PeakBytes() as measured:
        form = METHODS[method].build(trained, config)
        for number in range(2):
            step(form, number)
    shape = dataclasses.replace(model_shape(llava_folder), bytes_per_weight=4, image_tokens=0)
    held = held_copies(config)
    estimate = estimate_erase_bytes(
        shape,
        rank=rank,
        batch=1,
        text_tokens=batches[0].text["input_ids"].shape[1],
        target_tokens=len(batches[0].labels),
        copies=held.copies,
        copies_under=held.copies_under,
    )
    # Neither the weights were made inside the block, nor the optimiser and its two moments.
    weights = sum(one.numel() * 4 for one in loaded.model.parameters())
    assert estimate - weights - 2 * adapters == pytest.approx(measured.peak, rel=0.2)


@pytest.mark.parametrize("parts", ["projector", "both"])
def test_parts(llava_folder: Path, pictures: list[Path], parts: str) -> None:
    loaded = load_model(ModelConfig(model=llava_folder, device="cpu", dtype="bfloat16"))
    weights = sum(one.numel() * one.element_size() for one in loaded.model.parameters())
    features = VisionFeatures(loaded)
    example = CaptionExample(pictures[1], PROMPT, CAPTION, (Target("neg", 0, len(CAPTION)),))
    attach_lora(loaded, parts, RANK, 2.0 * RANK, seed=0)
    loaded.model.eval()
    encoded = list(encode_examples(loaded, features, [example] * BATCH))
    [batch] = microbatches(encoded, 0, pad_id(loaded), "cpu")
    features.model_inputs(batch.images)
    forward = Forward(loaded, features)
    adapters = sum(one.numel() * 4 for one in trained_weights(loaded.model).parameters)
    with PeakBytes() as measured:
        NegativeLoss(forward, [batch]).backward()
    estimate = estimate_erase_bytes(
        dataclasses.replace(model_shape(llava_folder), bytes_per_weight=2, image_tokens=0),
        rank=RANK,
        batch=BATCH,
        text_tokens=batch.text["input_ids"].shape[1],
        target_tokens=len(batch.labels) // BATCH,
        copies=0,
        parts=parts,
    )
    # The optimiser and its two moments are not there.
    assert estimate - 2 * adapters == pytest.approx(weights + adapters + measured.peak, rel=0.2)


@pytest.mark.parametrize("dtype", ["float32", pytest.param("bfloat16", marks=pytest.mark.slow)])
def test_captioning(wide_folder: Path, pictures: list[Path], dtype: str) -> None:
    loaded = load_model(ModelConfig(model=wide_folder, device="cpu", dtype=dtype))
    weights = sum(one.numel() * one.element_size() for one in loaded.model.parameters())
    config = GenerationConfig(prompt=PROMPT + f" {CAPTION}" * 4, max_new_tokens=4, batch_size=BATCH)
    features = VisionFeatures(loaded)
    length = len(features.prompt(pictures[1], config.prompt).ids) + 4
    features.model_inputs(pictures[1:2])
    with PeakBytes() as measured:
        list(caption_images(loaded, [pictures[1]] * BATCH, config, features=features))
    shape = dataclasses.replace(
        model_shape(wide_folder), bytes_per_weight=BYTES[dtype], image_tokens=0
    )
    estimate = estimate_probe_bytes(shape, batch=BATCH, text_tokens=length)
    assert estimate == pytest.approx(weights + measured.peak, rel=0.2)


@pytest.mark.parametrize("bits", ["8bit", "4bit"])
def test_quantised(
    bits: str, tmp_path_factory: pytest.TempPathFactory, pictures: list[Path]
) -> None:
    """Weights in 8 and 4 bits: as they lie in memory, and at the worst moment of a step."""
    pytest.importorskip("bitsandbytes")
    folder = tmp_path_factory.mktemp("quantised")
    with sized(256, 3), quiet_libraries():
        FAMILIES["LLaVA-1.5"](folder)
    loaded = load_model(ModelConfig(model=folder, device="cpu", quantisation=bits))
    weights = held_bytes(loaded)
    shape = dataclasses.replace(model_shape(folder), bytes_per_weight=4, image_tokens=0)
    assert weight_bytes(shape, bits) == pytest.approx(weights, rel=0.02)
    assert weights < 0.75 * weight_bytes(shape)
    features = VisionFeatures(loaded)
    caption = " ".join([CAPTION] * 4)
    target = Target("neg", len(caption) - len("There is no spoon."), len(caption))
    attach_lora(loaded, "language_model", RANK, 2.0 * RANK, seed=0)
    loaded.model.eval()
    example = CaptionExample(pictures[1], PROMPT, caption, (target,))
    encoded = list(encode_examples(loaded, features, [example] * BATCH))
    [batch] = microbatches(encoded, 0, pad_id(loaded), "cpu")
    features.model_inputs(batch.images)
    weights_trained = trained_weights(loaded.model)
    trained = weights_trained.parameters
    forward = Forward(loaded, features)
    optimizer = torch.optim.AdamW(trained)
    with PeakBytes() as measured:
        config = EraseConfig(project=Path("none"))
        form = METHODS[config.method].build(weights_trained, config)
        for _ in range(2):
            form.negative(negative_step(NegativeLoss(forward, [batch])))
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
    estimate = estimate_erase_bytes(
        shape,
        rank=RANK,
        batch=BATCH,
        text_tokens=batch.text["input_ids"].shape[1],
        target_tokens=len(batch.labels) // BATCH,
        quantisation=bits,
    )
    adapters = sum(one.numel() * 4 for one in trained)
    assert estimate == pytest.approx(weights + adapters + measured.peak, rel=0.2)


def negative_step(loss: NegativeLoss) -> StepLosses:
    """A step of which only what is unlearned matters."""
    return StepLosses(0, loss, cast("RetainLoss", None), 0.3)


def held_bytes(loaded: LoadedModel) -> int:
    """Bytes of a model's weights with the scales of those that are rounded."""
    total: int = sum(one.numel() * one.element_size() for one in loaded.model.parameters())
    for module in loaded.model.modules():
        weight = getattr(module, "weight", None)
        state = getattr(weight, "quant_state", None)
        scales = [state.absmax] if state is not None else [getattr(weight, "SCB", None)]
        total += sum(one.numel() * one.element_size() for one in scales if one is not None)
    return total


def test_cached_features_of_an_ordinary_photo(
    family_folder: Path, loaded_once: LoadedModel, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.png"
    Image.effect_noise((640, 480), 60).convert("RGB").save(photo)
    features = VisionFeatures(loaded_once)
    if features.way(photo) != "plain":
        features.model_inputs([photo])
    shape = model_shape(family_folder)
    assert estimate_feature_bytes(shape, 1) == pytest.approx(features.size, rel=0.2)


def test_image_tokens_of_an_ordinary_photo(
    family: str, family_folder: Path, loaded_once: LoadedModel
) -> None:
    photo = Image.effect_noise((640, 480), 60).convert("RGB")
    ids = prompt_inputs(loaded_once, photo, PROMPT).ids
    config = base_model(loaded_once.model).config
    image_token = getattr(config, "image_token_id", None) or config.image_token_index
    expected = int((ids == image_token).sum())
    assert expected > 0
    assert model_shape(family_folder).image_tokens == pytest.approx(expected, rel=0.2)


FORMS: dict[str, dict[str, Any]] = {
    "recommended": RECOMMENDED,
    "efuf": {"method": "efuf"},
    "sare": {},
}


@all_families_in_slow_tests
@pytest.mark.parametrize(
    "form",
    [
        "recommended",
        pytest.param("efuf", marks=pytest.mark.slow),
        pytest.param("sare", marks=pytest.mark.slow),
    ],
)
def test_an_erasure_keeps_to_its_plan(wide_folder: Path, tmp_path: Path, form: str) -> None:
    """Whole steps on photos, with captions as long as a plan assumes."""
    config = EraseConfig(
        project=Path("none"), model=wide_folder, device="cpu", steps=2, lora_rank=RANK,
        negative_batch=2, retain_batch=2, evaluate_every=0, checkpoint_every=0, **FORMS[form],
    )  # fmt: skip
    plan = memory_plan(config, memory=10**12)
    assert plan["changes"] == {}
    loaded = load_model(ModelConfig(model=wide_folder, device="cpu"))
    features = VisionFeatures(loaded)
    photo = tmp_path / "photo.png"
    Image.effect_noise((640, 480), 60).convert("RGB").save(photo)
    caption = _caption_of(192, loaded, features, photo)
    attach_lora(loaded, "language_model", RANK, 2.0 * RANK, seed=0)
    end = len(caption)
    negative = CaptionExample(photo, PROMPT, caption, (Target("neg", 2 * end // 3, end),))
    kept = CaptionExample(photo, PROMPT, caption, (Target("pos", 2 * end // 3, end),))
    data = encode_example_set(
        loaded,
        features,
        ExampleSet((negative,) * 2, (kept,) * 2, frozenset({"spoon"})),
        negative_batch=2,
        retain_batch=2,
        seed=0,
    )
    features.model_inputs([photo])
    held = sum(one.numel() * one.element_size() for one in loaded.model.parameters())
    with PeakBytes() as measured:
        list(train_erasure(loaded, features, data, config, control=Control()))
    assert plan["bytes"] == pytest.approx(held + measured.peak, rel=0.2)


def _caption_of(tokens: int, loaded: LoadedModel, features: VisionFeatures, photo: Path) -> str:
    """Return a caption that has with its prompt about so many tokens beside those of the photo."""

    def length(times: int) -> int:
        caption = " ".join([CAPTION] * times)
        example = CaptionExample(photo, PROMPT, caption, (Target("sent", 0, len(caption)),))
        [encoded] = encode_examples(loaded, features, [example])
        return len(encoded.input_ids) - model_shape(loaded.folder).image_tokens

    once, twice = length(1), length(2)
    words = CAPTION.split()
    more = round(len(words) * (tokens - once) / (twice - once))
    return " ".join([*words, *(words[number % len(words)] for number in range(more))])
