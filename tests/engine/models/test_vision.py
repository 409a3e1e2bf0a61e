"""Cached features are the features: same logits, same gradients, one pass per image."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from sare_engine.config import ModelConfig
from sare_engine.models.loading import LoadedModel, load_model
from sare_engine.models.prompting import pad_batch, pad_id, prediction_mask
from sare_engine.models.trainable import attach_lora, set_trainable_full, trainable_parameters
from sare_engine.models.vision import VisionFeatures, supports_mm_encoder_outputs


def text_batch(loaded: LoadedModel, features: VisionFeatures, paths: list[Path]) -> dict[str, Any]:
    answers = [torch.arange(10 + index, 16 + 2 * index) for index in range(len(paths))]
    return pad_batch(
        [
            torch.cat([features.prompt(path, "What?").ids, answer])
            for path, answer in zip(paths, answers, strict=True)
        ],
        pad_id(loaded),
    )


def test_features_give_the_logits_of_pixels(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    assert supports_mm_encoder_outputs(tiny_llava.model)
    features = VisionFeatures(tiny_llava)
    paths = tiny_images[:3]
    batch = text_batch(tiny_llava, features, paths)
    with torch.no_grad():
        plain = tiny_llava.model(**batch, **features.inputs(paths)).logits
        cached = tiny_llava.model(**batch, mm_encoder_outputs=features.outputs(paths)).logits
    torch.testing.assert_close(cached, plain, rtol=1e-5, atol=1e-5)
    swapped = features.outputs([paths[1], paths[0], paths[2]])
    with torch.no_grad():
        other = tiny_llava.model(**batch, mm_encoder_outputs=swapped).logits
    assert (other[0] - plain[0]).abs().max() > 1e-3  # the images do matter


def test_an_image_passes_the_vision_tower_once(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    features = VisionFeatures(tiny_llava)
    features.prompt(tiny_images[0], "What?")  # decides the way, which costs passes of its own
    passes = 0

    def count(*_: object) -> None:
        nonlocal passes
        passes += 1

    tiny_llava.model.model.vision_tower.register_forward_hook(count)
    for _ in range(3):
        for path in tiny_images:
            features.prompt(path, "What?")
            features.prompt(path, "Why?")
        features.model_inputs(tiny_images)
    assert passes == len(tiny_images) - 1


def test_cache_is_bounded(tiny_llava: LoadedModel, tiny_images: list[Path]) -> None:
    one = VisionFeatures(tiny_llava)
    one.outputs(tiny_images[:1])
    features = VisionFeatures(tiny_llava, max_bytes=3 * one.size)
    first = features.outputs(tiny_images)["image"].pooler_output
    assert features.size == 3 * one.size
    again = features.outputs(tiny_images)["image"].pooler_output
    assert all(torch.equal(left, right) for left, right in zip(first, again, strict=True))
    features.clear()
    assert features.size == 0


@pytest.mark.parametrize("how", ["lora", "full"])
def test_a_trained_projector_runs_anew_and_gets_its_gradient(
    tiny_llava: LoadedModel, tiny_images: list[Path], how: str
) -> None:
    features = VisionFeatures(tiny_llava)
    features.outputs(tiny_images[:2])  # cached before training begins
    if how == "lora":
        attach_lora(tiny_llava, "both", 4, 8.0, 0)
    else:
        set_trainable_full(tiny_llava, "both")
    with torch.no_grad():
        for name, one in trainable_parameters(tiny_llava.model).items():
            if "projector" in name:
                one.add_(torch.randn(one.shape, generator=torch.manual_seed(1)), alpha=0.1)
    batch = text_batch(tiny_llava, features, tiny_images[:2])

    def gradients(images: dict[str, Any]) -> dict[str, torch.Tensor]:
        tiny_llava.model.zero_grad()
        logits = tiny_llava.model(**batch, **images).logits
        loss = torch.nn.functional.cross_entropy(
            logits[:, -4:-1].reshape(-1, logits.shape[-1]), batch["input_ids"][:, -3:].reshape(-1)
        )
        loss.backward()
        return {
            name: one.grad.clone() for name, one in trainable_parameters(tiny_llava.model).items()
        }

    plain = gradients(features.inputs(tiny_images[:2]))
    cached = gradients(features.model_inputs(tiny_images[:2]))
    assert any("projector" in name and one.abs().max() > 0 for name, one in plain.items())
    for name, expected in plain.items():
        torch.testing.assert_close(cached[name], expected, rtol=1e-3, atol=1e-6, msg=name)


def test_logits_only_at_target_positions_are_those_of_the_full_forward(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    features = VisionFeatures(tiny_llava)
    paths = tiny_images[:2]
    batch = text_batch(tiny_llava, features, paths)
    target = torch.zeros_like(batch["input_ids"], dtype=torch.bool)
    target[0, -6:-3] = True
    target[1, -2:] = True
    keep = prediction_mask(target)
    with torch.no_grad():
        full = tiny_llava.model(**batch, **features.model_inputs(paths)).logits
        some = tiny_llava.model(**batch, **features.model_inputs(paths), logits_to_keep=keep).logits
    assert some.shape == (5, full.shape[-1])
    torch.testing.assert_close(some, full[keep], rtol=1e-5, atol=1e-5)
    # Row k predicts the k-th target token: the full forward's loss over shifted labels agrees.
    labels = batch["input_ids"].masked_fill(~target, -100)
    shifted = torch.nn.functional.cross_entropy(
        full[:, :-1].reshape(-1, full.shape[-1]), labels[:, 1:].reshape(-1)
    )
    short = torch.nn.functional.cross_entropy(some, batch["input_ids"][target])
    torch.testing.assert_close(short, shifted)


def test_features_made_in_inference_mode_can_be_trained_on(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    features = VisionFeatures(tiny_llava)
    with torch.inference_mode():
        features.model_inputs(tiny_images[:1])
    set_trainable_full(tiny_llava, "projector")
    features.outputs(tiny_images[:1])["image"].pooler_output[0].sum().backward()
    projector = tiny_llava.model.model.multi_modal_projector
    assert projector.linear_1.weight.grad.abs().max() > 0


def test_a_model_that_takes_pixels_only_gets_pixels(
    tiny_llava: LoadedModel, tiny_images: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "sare_engine.models.vision.supports_mm_encoder_outputs", lambda model: False
    )
    features = VisionFeatures(tiny_llava)
    assert set(features.model_inputs(tiny_images[:2])) == {"pixel_values"}
    with pytest.raises(ValueError, match="pixels only"):
        features.outputs(tiny_images[:1])


def test_a_cached_way_that_disagrees_is_not_used(
    tiny_llava: LoadedModel, tiny_images: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = VisionFeatures._outputs

    def wrong(self: VisionFeatures, entries: object) -> dict[str, Any]:
        outputs = genuine(self, entries)  # type: ignore[arg-type]
        outputs["image"].pooler_output = [one + 1 for one in outputs["image"].pooler_output]
        return outputs

    monkeypatch.setattr(VisionFeatures, "_outputs", wrong)
    assert VisionFeatures(tiny_llava).way(tiny_images[0]) == "plain"


def test_bfloat16_features_agree(tiny_llava_folder: Path, tiny_images: list[Path]) -> None:
    loaded = load_model(ModelConfig(model=tiny_llava_folder, device="cpu", dtype="bfloat16"))
    features = VisionFeatures(loaded)
    assert features.way(tiny_images[0]) == "projector"
    assert features.outputs(tiny_images[:1])["image"].pooler_output[0].dtype is torch.bfloat16
