"""What is trained is what was chosen, in float32, and merging keeps the answers."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from sare_engine.config import ModelConfig
from sare_engine.errors import ModelError
from sare_engine.models.loading import LoadedModel, load_model
from sare_engine.models.trainable import (
    attach_lora,
    merge_adapter,
    part_prefixes,
    set_trainable_full,
    trainable_parameters,
    trained_weights,
)
from sare_engine.models.vision import VisionFeatures


def logits(loaded: LoadedModel, images: list[Path]) -> torch.Tensor:
    features = VisionFeatures(loaded)
    ids = features.prompt(images[0], "What?").ids[None]
    with torch.no_grad():
        return torch.as_tensor(
            loaded.model(input_ids=ids, **features.model_inputs(images[:1])).logits
        )


def test_parts_of_a_llava(tiny_llava: LoadedModel) -> None:
    expected = {
        "vision_tower": "model.vision_tower",
        "projector": "model.multi_modal_projector",
        "language_model": "model.language_model",
    }
    assert part_prefixes(tiny_llava.model) == expected
    attach_lora(tiny_llava, "both", 2, 4.0, 0)
    assert part_prefixes(tiny_llava.model) == expected


@pytest.mark.parametrize(
    ("parts", "layers"), [("language_model", 2 * 7), ("projector", 2), ("both", 2 * 7 + 2)]
)
def test_lora_goes_on_every_linear_layer_of_the_parts_and_nowhere_else(
    tiny_llava: LoadedModel, parts: str, layers: int
) -> None:
    attach_lora(tiny_llava, parts, 4, 8.0, 0)
    trained = trainable_parameters(tiny_llava.model)
    assert len(trained) == 2 * layers  # A and B
    assert all("lora_" in name and "vision_tower" not in name for name in trained)
    assert any("projector" in name for name in trained) == (parts != "language_model")


def test_a_new_adapter_changes_nothing_and_repeats_by_its_seed(
    tiny_llava: LoadedModel, tiny_llava_folder: Path, tiny_images: list[Path]
) -> None:
    before = logits(tiny_llava, tiny_images)
    state = torch.random.get_rng_state()
    attach_lora(tiny_llava, "language_model", 4, 8.0, seed=3)
    assert torch.equal(state, torch.random.get_rng_state())
    assert torch.equal(before, logits(tiny_llava, tiny_images))
    other = load_model(ModelConfig(model=tiny_llava_folder, device="cpu"))
    attach_lora(other, "language_model", 4, 8.0, seed=3)
    mine, theirs = (trainable_parameters(one.model) for one in (tiny_llava, other))
    assert list(mine) == list(theirs)
    assert all(torch.equal(mine[name], theirs[name]) for name in mine)


def test_adapters_are_float32_on_a_bfloat16_model(tiny_llava_folder: Path) -> None:
    loaded = load_model(ModelConfig(model=tiny_llava_folder, device="cpu", dtype="bfloat16"))
    attach_lora(loaded, "both", 4, 8.0, 0)
    trained = trainable_parameters(loaded.model)
    assert {one.dtype for one in trained.values()} == {torch.float32}
    assert loaded.model.get_base_model().lm_head.weight.dtype is torch.bfloat16


def test_merged_model_answers_as_with_the_adapter(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    plain = logits(tiny_llava, tiny_images)
    attach_lora(tiny_llava, "both", 4, 8.0, 0)
    with torch.no_grad():
        for one in trainable_parameters(tiny_llava.model).values():
            one.normal_(std=0.2)
    adapted = logits(tiny_llava, tiny_images)
    merge_adapter(tiny_llava)
    merged = logits(tiny_llava, tiny_images)
    assert (adapted - plain).abs().max() > 0.1
    torch.testing.assert_close(merged, adapted, rtol=1e-4, atol=1e-4)
    assert type(tiny_llava.model).__name__ == "LlavaForConditionalGeneration"
    assert not any("lora" in name for name, _ in tiny_llava.model.named_parameters())
    attach_lora(tiny_llava, "language_model", 2, 4.0, 1)  # an attacker's fresh adapter
    merge_adapter(tiny_llava)


@pytest.mark.parametrize(("dtype", "within"), [("float32", 1e-3), ("bfloat16", 0.2)])
def test_a_pass_through_merged_weights_gives_the_adapters_gradient(
    tiny_llava_folder: Path, tiny_images: list[Path], dtype: str, within: float
) -> None:
    """Compared with what autograd finds for A and B themselves."""
    loaded = load_model(ModelConfig(model=tiny_llava_folder, device="cpu", dtype=dtype))
    attach_lora(loaded, "both", 4, 8.0, 0)
    trained = trained_weights(loaded.model)
    with torch.no_grad():
        for one in trained.parameters:
            one.normal_(std=0.1)
    features = VisionFeatures(loaded)
    ids = features.prompt(tiny_images[0], "What?").ids[None]

    def loss() -> torch.Tensor:
        answer = loaded.model(input_ids=ids, **features.model_inputs(tiny_images[:1])).logits
        return torch.logsumexp(answer.float(), -1).square().mean()

    expected = torch.autograd.grad(loss(), trained.parameters)
    kept = [one.clone() for one in trained.movable()]
    for one in trained.movable():
        one.requires_grad_(True)
    trained.pass_to_adapters()
    assert all(one.grad is None for one in trained.parameters)
    with trained.merged():
        loss().backward()
    assert all(one.grad is None for one in trained.parameters)
    trained.pass_to_adapters()
    found = torch.cat([one.grad.flatten() for one in trained.parameters if one.grad is not None])
    apart = found - torch.cat([one.flatten() for one in expected])
    assert 0.0 < float(apart.norm()) < within * float(found.norm())
    assert any(not torch.equal(one, old) for one, old in zip(trained.movable(), kept, strict=True))


def test_merged_adapters_are_apart_again_even_where_a_pass_fails(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    attach_lora(tiny_llava, "language_model", 4, 8.0, 0)
    trained = trained_weights(tiny_llava.model)
    with torch.no_grad():
        for one in trained.parameters:
            one.normal_(std=0.2)
    before, kept = logits(tiny_llava, tiny_images), [one.clone() for one in trained.movable()]
    with pytest.raises(RuntimeError, match="no memory"), trained.merged():
        torch.testing.assert_close(logits(tiny_llava, tiny_images), before, rtol=1e-4, atol=1e-4)
        raise RuntimeError("no memory")
    with torch.no_grad():
        for one, old in zip(trained.movable(), kept, strict=True):
            one.copy_(old)
    assert torch.equal(logits(tiny_llava, tiny_images), before)


def test_two_adapters_are_refused(tiny_llava: LoadedModel) -> None:
    attach_lora(tiny_llava, "language_model", 2, 4.0, 0)
    with pytest.raises(ModelError, match="already"):
        attach_lora(tiny_llava, "language_model", 2, 4.0, 0)
    with pytest.raises(ModelError, match="adapter"):
        set_trainable_full(tiny_llava, "language_model")


@pytest.mark.parametrize("parts", ["language_model", "projector", "both"])
def test_full_training_takes_the_parts_in_float32(tiny_llava_folder: Path, parts: str) -> None:
    loaded = load_model(ModelConfig(model=tiny_llava_folder, device="cpu", dtype="bfloat16"))
    set_trainable_full(loaded, parts)
    trained = trainable_parameters(loaded.model)
    inner = loaded.model.model
    expected = 0
    if parts != "projector":
        expected += sum(one.numel() for one in inner.language_model.parameters())
        expected += loaded.model.lm_head.weight.numel()
    if parts != "language_model":
        expected += sum(one.numel() for one in inner.multi_modal_projector.parameters())
    assert sum(one.numel() for one in trained.values()) == expected
    assert loaded.dtype is torch.float32
    assert {one.dtype for one in loaded.model.parameters()} == {torch.float32}
