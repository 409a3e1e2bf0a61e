"""Gradient checkpointing: the same gradients out of less memory."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from sare_engine.erasure.batches import collate, encode_examples
from sare_engine.erasure.losses import Forward, NegativeLoss
from sare_engine.models.checkpointing import language_layers, recomputing
from sare_engine.models.loading import LoadedModel
from sare_engine.models.prompting import pad_id
from sare_engine.models.trainable import attach_lora, trainable_parameters
from sare_engine.models.vision import VisionFeatures
from tests.benchmarks.allocation import PeakBytes
from tests.engine.erasure.conftest import make_examples


@pytest.fixture
def bench(tiny_llava: LoadedModel, tiny_images: list[Path]) -> LoadedModel:
    attach_lora(tiny_llava, "language_model", 4, 8.0, seed=0)
    return tiny_llava


def gradients(
    loaded: LoadedModel, images: list[Path], checkpointing: bool
) -> tuple[list[torch.Tensor], int]:
    features = VisionFeatures(loaded)
    encoded = list(encode_examples(loaded, features, make_examples(images)))
    batch = collate([encoded[0], encoded[2]] * 4, pad_id(loaded), loaded.device)
    loss = NegativeLoss(Forward(loaded, features, checkpointing=checkpointing), [batch])
    loaded.model.eval()
    loaded.model.zero_grad(set_to_none=True)
    with PeakBytes() as measured:
        loss.backward()
    found = [one.grad.clone() for one in trainable_parameters(loaded.model).values()]
    return found, measured.peak


def test_same_gradients_less_memory(bench: LoadedModel, tiny_images: list[Path]) -> None:
    plain, all_bytes = gradients(bench, tiny_images, False)
    again, fewer_bytes = gradients(bench, tiny_images, True)
    assert any(one.abs().max() > 0 for one in plain)
    for one, other in zip(again, plain, strict=True):
        torch.testing.assert_close(one, other)
    assert fewer_bytes < 0.75 * all_bytes


def test_every_layer_runs_twice_and_is_as_before(
    bench: LoadedModel, tiny_images: list[Path]
) -> None:
    layers = language_layers(bench.model)
    assert len(layers) == 2
    runs = []
    for layer in layers:
        layer.input_layernorm.register_forward_hook(lambda *_: runs.append(1))
    with recomputing(layers):
        features = VisionFeatures(bench)
        ids = features.prompt(tiny_images[0], "What?").ids[None]
        images = features.model_inputs(tiny_images[:1])
        runs.clear()
        result = bench.model(input_ids=ids, use_cache=False, **images).logits.sum()
    assert len(runs) == 2
    result.backward()
    assert len(runs) == 4
    assert not any("forward" in vars(layer) for layer in layers)


def test_dropout_stays_off(bench: LoadedModel) -> None:
    bench.model.eval()
    modes = {name: module.training for name, module in bench.model.named_modules()}
    with recomputing(language_layers(bench.model)):
        assert {name: one.training for name, one in bench.model.named_modules()} == modes
    assert not any(modes.values())
