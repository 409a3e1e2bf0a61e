"""Frozen weights in 8 and 4 bits: what is quantised, that it trains, and what is refused."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
import torch

from sare_engine.config import EraseConfig, GenerationConfig, ModelConfig
from sare_engine.erasure.batches import encode_examples, microbatches
from sare_engine.erasure.examples import CaptionExample, Target
from sare_engine.erasure.losses import Forward, NegativeLoss
from sare_engine.erasure.method import StepLosses
from sare_engine.erasure.methods import METHODS
from sare_engine.erasure.retain_loss import RetainLoss
from sare_engine.errors import ModelError
from sare_engine.exporting.forms.merged import export_merged
from sare_engine.models import quantisation
from sare_engine.models.generation import caption_images
from sare_engine.models.held_bits import held_bits_problem, quantisation_problem
from sare_engine.models.loading import LoadedModel, load_model
from sare_engine.models.parts import part_of
from sare_engine.models.trainable import (
    attach_lora,
    set_trainable_full,
    trainable_parameters,
    trained_weights,
)
from sare_engine.models.vision import VisionFeatures
from tests.engine.conftest import write_tiny_llava

BITS = ["8bit", "4bit"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """4-bit layers come in blocks of 64 weights."""
    return write_tiny_llava(tmp_path_factory.mktemp("wide") / "model", width=64)


def load(folder: Path, bits: str) -> LoadedModel:
    pytest.importorskip("bitsandbytes")
    return load_model(ModelConfig(model=folder, device="cpu", quantisation=bits))


def logits(loaded: LoadedModel, pictures: list[Path]) -> torch.Tensor:
    features = VisionFeatures(loaded)
    ids = features.prompt(pictures[0], "What?").ids[None]
    result: torch.Tensor = loaded.model(
        input_ids=ids, attention_mask=torch.ones_like(ids), **features.model_inputs(pictures[:1])
    ).logits
    return result


@pytest.mark.parametrize("bits", BITS)
def test_only_the_language_model_is_quantised(folder: Path, bits: str) -> None:
    loaded = load(folder, bits)
    kinds = {
        (part_of(name), type(module).__name__)
        for name, module in loaded.model.named_modules()
        if isinstance(module, torch.nn.Linear) and "lm_head" not in name
    }
    name = {"8bit": "Linear8bitLt", "4bit": "Linear4bit"}[bits]
    assert kinds == {
        ("vision_tower", "Linear"),
        ("projector", "Linear"),
        ("language_model", name),
    }
    assert type(loaded.model.lm_head) is torch.nn.Linear


@pytest.mark.parametrize(("bits", "tolerance"), [("8bit", 0.06), ("4bit", 0.6)])
def test_answers_differ_little(
    folder: Path, tiny_images: list[Path], bits: str, tolerance: float
) -> None:
    with torch.no_grad():
        plain = logits(load_model(ModelConfig(model=folder, device="cpu")), tiny_images)
        rounded = logits(load(folder, bits), tiny_images)
    error = (rounded - plain).norm() / plain.norm()
    assert 0 < error < tolerance


@pytest.mark.parametrize("bits", BITS)
def test_the_gradient_is_that_of_the_rounded_weights(
    folder: Path, tiny_images: list[Path], bits: str
) -> None:
    """Against a plain model that holds the same rounded weights."""
    import bitsandbytes.functional as kernels

    loaded = load(folder, bits)
    list(caption_images(loaded, tiny_images[:1], GenerationConfig(max_new_tokens=2)))
    twin = load_model(ModelConfig(model=folder, device="cpu"))
    plain = dict(twin.model.named_modules())
    with torch.no_grad():
        for name, module in loaded.model.named_modules():
            if type(module).__name__ == "Linear4bit":
                weight = kernels.dequantize_4bit(module.weight.data, module.weight.quant_state)
                plain[name].weight.copy_(weight)
            elif type(module).__name__ == "Linear8bitLt":
                scale = module.state.SCB if module.state.SCB is not None else module.weight.SCB
                plain[name].weight.copy_(module.weight.data.float() * scale[:, None] / 127)

    def gradients(model: LoadedModel) -> torch.Tensor:
        attach_lora(model, "language_model", 2, 4.0, seed=0)
        logits(model, tiny_images)[0, -1].logsumexp(-1).backward()
        trained = trainable_parameters(model.model)
        assert all(one.dtype is torch.float32 for one in trained.values())
        return torch.cat([one.grad.flatten() for one in trained.values() if one.grad is not None])

    found, expected = gradients(loaded), gradients(twin)
    assert expected.norm() > 0
    cosine: Any = torch.nn.functional.cosine_similarity(found, expected, dim=0)
    assert cosine > 0.97  # 8 bits round the inputs too
    assert found.norm() / expected.norm() == pytest.approx(1.0, abs=0.25)


@pytest.mark.parametrize("bits", BITS)
def test_a_fresh_adversary_needs_no_weights_that_move(
    folder: Path, tiny_images: list[Path], bits: str
) -> None:
    """Where the weights under the adapter are bytes: with recomputed activations, ten steps."""
    loaded = load(folder, bits)
    attach_lora(loaded, "language_model", 2, 4.0, seed=0)
    features = VisionFeatures(loaded)
    caption = "A red fork and a knife."
    targets = (Target("neg", 15, 22), Target("pos", 0, 10))
    example = CaptionExample(tiny_images[0], "What?", caption, targets)
    [batch] = microbatches(list(encode_examples(loaded, features, [example])), 0, 0, "cpu")
    config = EraseConfig(
        project=folder, ascent="fresh_adversary", simulated_steps=4, simulated_learning_rate=1e-2
    )
    trained = trained_weights(loaded.model)
    method = METHODS[config.method].build(trained, config)
    forward = Forward(loaded, features, checkpointing=True)
    optimizer = torch.optim.AdamW(trained.parameters, lr=1e-2)
    found = []
    for step in range(10):
        optimizer.zero_grad(set_to_none=True)
        losses = (NegativeLoss(forward, [batch]), RetainLoss(forward, [batch], 1.0))
        found.append(method.gradient(StepLosses(step, *losses, 0.3)).negative)
        optimizer.step()
    ce = [one.ce_perturbed for one in found]
    assert ce[-1] is not None and ce[0] is not None and ce[-1] > ce[0]
    assert [one.rho > 0 for one in found] == [number % 4 > 0 for number in range(10)]


def test_what_cannot_be_done_with_rounded_weights_is_refused(folder: Path, tmp_path: Path) -> None:
    loaded = load(folder, "8bit")
    with pytest.raises(ModelError, match="without quantisation"):
        set_trainable_full(loaded, "language_model")
    with pytest.raises(ModelError, match="not exported"):
        export_merged(loaded, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_missing_bitsandbytes_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = importlib.util.find_spec

    def find(name: str, *rest: Any) -> Any:
        return None if name == "bitsandbytes" else genuine(name, *rest)

    monkeypatch.setattr(importlib.util, "find_spec", find)
    with pytest.raises(ModelError, match="4 bits") as caught:
        load_model(ModelConfig(model=folder, device="cpu", quantisation="4bit"))
    assert "pip install bitsandbytes" in caught.value.fix


@pytest.mark.parametrize(
    ("bits", "dtype", "device", "words"),
    [
        ("none", "float16", "mps", ""),
        ("4bit", "float16", "mps", "mps"),
        ("8bit", "float16", "cpu", "float16"),
        ("8bit", "auto", "cpu", ""),
        ("8bit", "float16", "cuda", ""),
        ("4bit", "float16", "cpu", ""),
    ],
)
def test_where_bits_cannot_be_held_is_known_beforehand(
    bits: str, dtype: str, device: str, words: str
) -> None:
    pytest.importorskip("bitsandbytes")
    why, fix = held_bits_problem(bits, dtype, device)
    assert words in why
    assert bool(why) == bool(fix) == bool(words)


def test_eight_bits_in_float16_are_refused_on_a_cpu(folder: Path) -> None:
    """Its backward pass fails there, hours later."""
    pytest.importorskip("bitsandbytes")
    config = ModelConfig(model=folder, device="cpu", quantisation="8bit", dtype="float16")
    why, _ = quantisation_problem(config)
    with pytest.raises(ModelError) as caught:
        load_model(config)
    assert caught.value.why == why
    assert "float16" in why


@pytest.mark.parametrize("bits", BITS)
def test_a_bitsandbytes_that_computes_wrongly_is_refused(
    folder: Path, bits: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on processors whose kernels give zeros without an error."""
    library = pytest.importorskip("bitsandbytes")
    kind = {"8bit": library.nn.Linear8bitLt, "4bit": library.nn.Linear4bit}[bits]
    monkeypatch.setattr(kind, "forward", lambda self, x: x * 0.0)
    quantisation._try_out.cache_clear()
    try:
        with pytest.raises(ModelError, match="gave wrong results"):
            load_model(ModelConfig(model=folder, device="cpu", quantisation=bits))
    finally:
        quantisation._try_out.cache_clear()
