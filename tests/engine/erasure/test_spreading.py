"""A model whose layers lie on two devices is trained as on one, bit for bit; devices are emulated.

Loading onto GPUs cannot be emulated: it is left to `make check-cuda`.
"""

from __future__ import annotations

import dataclasses
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
import torch

from sare_engine.config import EraseConfig, GenerationConfig, ModelConfig
from sare_engine.control import Control
from sare_engine.erasure.batches import encode_examples
from sare_engine.erasure.gradients import gradient_norm, shorten_gradient
from sare_engine.erasure.sharpness import measure_sharpness, top_hessian_eigenvalue
from sare_engine.erasure.trainer import train_erasure
from sare_engine.errors import ConfigError, DeviceError, ModelError
from sare_engine.events import StepMetrics
from sare_engine.models.generation import caption_images
from sare_engine.models.loading import LoadedModel, load_model
from sare_engine.models.spreading import connect_layers, device_map, spread_devices
from sare_engine.models.trainable import attach_lora, trained_weights
from sare_engine.models.vision import VisionFeatures
from tests.engine.emulated_devices import Elsewhere, emulated_devices, put
from tests.engine.erasure.conftest import Workbench, make_examples

HOME, OTHER = torch.device("meta:0"), torch.device("meta:1")


def spread(loaded: LoadedModel, *counts: int) -> LoadedModel:
    """Put a loaded model's layers on emulated devices, as loading would."""
    devices = [torch.device("meta", number) for number in range(len(counts))]
    placed = device_map(loaded.model, devices, counts)
    for name, module in loaded.model.named_modules():
        for held in (module._parameters, module._buffers):
            for own, tensor in held.items():
                if tensor is not None:
                    held[own] = put(tensor, device_of(placed, f"{name}.{own}" if name else own))
    connect_layers(loaded.model, placed, devices[0])
    loaded.device = devices[0]
    loaded.layers = dict(zip(devices, counts, strict=True))
    return loaded


def device_of(placed: dict[str, torch.device], name: str) -> torch.device:
    return placed[max((one for one in placed if f"{name}.".startswith(f"{one}.")), key=len)]


def bench_of(loaded: LoadedModel, images: list[Path]) -> Workbench:
    attach_lora(loaded, "language_model", rank=4, alpha=8.0, seed=0)
    features = VisionFeatures(loaded)
    examples = make_examples(images)
    return Workbench(loaded, features, examples, list(encode_examples(loaded, features, examples)))


def train(
    folder: Path, images: list[Path], config: EraseConfig, *counts: int
) -> tuple[list[dict[str, float]], dict[str, torch.Tensor]]:
    """Return what each step reported, and the adapter."""
    loaded = spread(load_model(ModelConfig(model=folder, device="cpu")), *counts)
    bench = bench_of(loaded, images)
    events = train_erasure(loaded, bench.features, bench.data(config), config, control=Control())
    steps = [dict(one.values) for one in events if isinstance(one, StepMetrics)]
    trained = trained_weights(loaded.model).named
    assert {one.device for one in trained.values()} == set(loaded.devices)
    for values in steps:
        values.pop("seconds")
    return steps, {name: _held(one) for name, one in trained.items()}


def _held(tensor: Any) -> torch.Tensor:
    return tensor.data.held if isinstance(tensor.data, Elsewhere) else tensor.held


@pytest.mark.parametrize(
    "settings",
    [
        {"method": "efuf", "gradient_clip": 0.5, "project_negative": True},
        {"method": "sare"},
        {
            "method": "sare", "ascent": "fresh_adversary", "gradient_checkpointing": True,
            "negative_clip": 1.0, "negative_ceiling": 2.0,
        },
        {"method": "sare", "ascent": "fine_tuning"},
        pytest.param({"method": "sare", "ascent": "relearning"}, marks=pytest.mark.slow),
        pytest.param({"method": "sare", "ascent": "adaptive"}, marks=pytest.mark.slow),
        pytest.param({"method": "sare", "ascent": "layerwise"}, marks=pytest.mark.slow),
        pytest.param({"method": "sare", "ascent": "merged"}, marks=pytest.mark.slow),
        pytest.param({"method": "dpo"}, marks=pytest.mark.slow),
        pytest.param({"method": "kl"}, marks=pytest.mark.slow),
    ],
    ids=lambda one: str(one.get("ascent", one["method"])),
)  # fmt: skip
def test_two_devices_train_as_one(
    tiny_llava_folder: Path, tiny_images: list[Path], config: EraseConfig, settings: dict[str, Any]
) -> None:
    config = dataclasses.replace(config, steps=2, **settings)
    with emulated_devices():
        steps, weights = train(tiny_llava_folder, tiny_images, config, 2)
        spread_steps, spread_weights = train(tiny_llava_folder, tiny_images, config, 1, 1)
    assert spread_steps == steps
    for name, one in weights.items():
        assert torch.equal(spread_weights[name], one), name


def test_captions_and_features(
    tiny_llava_folder: Path, tiny_images: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Tensors of a class of their own can't be inference tensors.
    monkeypatch.setattr(
        torch, "inference_mode", lambda mode=True: torch.no_grad() if mode else nullcontext()
    )
    config = GenerationConfig(max_new_tokens=6, batch_size=2)
    plain = load_model(ModelConfig(model=tiny_llava_folder, device="cpu"))
    expected = [one.text for one in caption_images(plain, tiny_images[:2], config)]
    with emulated_devices():
        loaded = spread(load_model(ModelConfig(model=tiny_llava_folder, device="cpu")), 1, 1)
        features = VisionFeatures(loaded)
        captions = caption_images(loaded, tiny_images[:2], config, features=features)
        assert [one.text for one in captions] == expected
        # Vision features are served as on one device.
        assert features.way(tiny_images[0]) == VisionFeatures(plain).way(tiny_images[0])


def test_sharpness(tiny_llava_folder: Path, tiny_images: list[Path]) -> None:
    values = []
    for counts in ((2,), (1, 1)):
        generator = torch.Generator().manual_seed(0)
        with emulated_devices():
            devices = [torch.device("meta", number % len(counts)) for number in range(2)]
            weights = [
                put(torch.nn.Parameter(torch.randn(3, generator=generator)), one) for one in devices
            ]

            def ce(weights: list[torch.Tensor] = weights) -> list[torch.Tensor]:
                return [torch.stack([(one.to(HOME) ** 3).sum() for one in weights]).sum()]

            found = measure_sharpness(ce, weights, rho=0.1, directions=1)
            values.append((found, top_hessian_eigenvalue(ce, weights, iterations=2)))
            ce()[0].backward()
            assert shorten_gradient(weights, 0.5) > 0.5
            assert float(gradient_norm(weights)) == pytest.approx(0.5)
    assert values[0] == values[1]


def test_devices_that_differ_are_refused_by_the_emulation() -> None:
    with emulated_devices():
        here, there = torch.ones(2).to(HOME), torch.ones(2).to(OTHER)
        with pytest.raises(RuntimeError, match="same device"):
            here + there
        with pytest.raises(RuntimeError, match="same device"):
            here + torch.ones(2)
        assert (here + there.to(HOME)).tolist() == [2.0, 2.0]
        assert (here * torch.tensor(3.0)).device == HOME


def test_each_weight_has_one_place(tiny_llava_folder: Path) -> None:
    loaded = load_model(ModelConfig(model=tiny_llava_folder, device="cpu"))
    placed = device_map(loaded.model, (HOME, OTHER), (1, 1))
    for name, _ in loaded.model.named_parameters():
        second = "language_model.layers.1." in name
        assert device_of(placed, name) == (OTHER if second else HOME), name
    with pytest.raises(ModelError, match="cannot be spread"):
        device_map(loaded.model, (HOME, OTHER), (1, 2))


def test_what_cannot_be_spread_is_refused(tiny_llava_folder: Path) -> None:
    with pytest.raises(DeviceError) as refused:
        load_model(ModelConfig(model=tiny_llava_folder, placement="spread"))
    assert refused.value.what == "The model cannot be spread over several GPUs."
    assert "PyTorch sees no NVIDIA GPU" in refused.value.why
    with pytest.raises(DeviceError, match="several GPUs"):
        spread_devices("cuda")
    for device in ("cpu", "mps", "cuda:1"):
        with pytest.raises(ConfigError, match="spread over all NVIDIA GPUs"):
            ModelConfig(model=tiny_llava_folder, placement="spread", device=device).validate()
