"""Families unlike LLaVA: images of any size, three-dimensional positions, merger in the tower."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image

from sare_engine.config import GenerationConfig, ModelConfig
from sare_engine.models.catalog import inspect_model
from sare_engine.models.generation import caption_images, poll_objects
from sare_engine.models.images import open_image
from sare_engine.models.loading import LoadedModel, load_model
from sare_engine.models.prompting import (
    encode_caption,
    end_ids,
    pad_batch,
    pad_id,
    prompt_inputs,
    render_prompt,
)
from sare_engine.models.trainable import attach_lora, set_trainable_full, trainable_parameters
from sare_engine.models.vision import VisionFeatures

TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{% for p in m['content'] %}"
    "{% if p['type'] == 'image' %}<|vision_start|><|image_pad|><|vision_end|>"
    "{% else %}{{ p['text'] }}{% endif %}{% endfor %}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SPECIAL = ["<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|image_pad|>"]
SPECIAL += ["<|video_pad|>"]


def write_llava_next(folder: Path, tokenizer: Any) -> None:
    """A LLaVA-NeXT with random weights: an image is seen whole and in tiles."""
    from transformers import (
        CLIPVisionConfig,
        LlamaConfig,
        LlavaNextConfig,
        LlavaNextForConditionalGeneration,
        LlavaNextProcessor,
    )
    from transformers.models.llava_next.image_processing_pil_llava_next import (
        LlavaNextImageProcessorPil,
    )

    pinpoints = [[32, 64], [64, 32], [64, 64]]
    tokenizer.save_pretrained(folder)
    config = LlavaNextConfig(
        vision_config=CLIPVisionConfig(
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=2,
            image_size=32,
            patch_size=8,
            initializer_range=0.3,
        ),
        text_config=LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=2,
            num_key_value_heads=2,
            initializer_range=0.3,
            eos_token_id=tokenizer.eos_token_id,
        ),
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
        image_grid_pinpoints=pinpoints,
        tie_word_embeddings=False,
    )
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = LlavaNextForConditionalGeneration(config)
    model.generation_config.eos_token_id = tokenizer.eos_token_id
    model.save_pretrained(folder)
    LlavaNextProcessor(
        image_processor=LlavaNextImageProcessorPil(
            size={"shortest_edge": 32},
            crop_size={"height": 32, "width": 32},
            image_grid_pinpoints=pinpoints,
        ),
        tokenizer=tokenizer,
        patch_size=8,
        vision_feature_select_strategy="default",
        num_additional_image_tokens=1,
        chat_template=tokenizer.chat_template,
    ).save_pretrained(folder)


def write_qwen(folder: Path, tiny_tokenizer: Any) -> None:
    """A Qwen2-VL with random weights."""
    pytest.importorskip("torchvision", reason="the family's processor needs it for videos")
    from transformers import (
        AutoTokenizer,
        Qwen2VLConfig,
        Qwen2VLForConditionalGeneration,
        Qwen2VLProcessor,
        Qwen2VLVideoProcessor,
    )
    from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil

    tiny_tokenizer.save_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.add_special_tokens({"additional_special_tokens": SPECIAL})
    tokenizer.eos_token = "<|im_end|>"
    ids = dict(zip(SPECIAL, tokenizer.convert_tokens_to_ids(SPECIAL), strict=True))
    config = Qwen2VLConfig(
        text_config={
            "vocab_size": len(tokenizer),
            "hidden_size": 32,
            "intermediate_size": 64,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
            "num_key_value_heads": 2,
            "rope_parameters": {
                "rope_type": "default",
                "rope_theta": 10000.0,
                "mrope_section": [2, 3, 3],
            },
            "initializer_range": 0.3,
            "eos_token_id": tokenizer.eos_token_id,
            "bos_token_id": None,
        },
        vision_config={
            "depth": 2,
            "embed_dim": 32,
            "num_heads": 2,
            "hidden_size": 32,
            "patch_size": 8,
            "mlp_ratio": 2,
            "initializer_range": 0.3,
        },
        image_token_id=ids["<|image_pad|>"],
        video_token_id=ids["<|video_pad|>"],
        vision_start_token_id=ids["<|vision_start|>"],
        vision_end_token_id=ids["<|vision_end|>"],
        tie_word_embeddings=False,
    )
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = Qwen2VLForConditionalGeneration(config)
    model.generation_config.eos_token_id = [tokenizer.eos_token_id]
    model.save_pretrained(folder)
    processor = Qwen2VLProcessor(
        image_processor=Qwen2VLImageProcessorPil(
            patch_size=8, size={"shortest_edge": 16 * 16, "longest_edge": 64 * 64}
        ),
        tokenizer=tokenizer,
        video_processor=Qwen2VLVideoProcessor(patch_size=8),
        chat_template=TEMPLATE,
    )
    processor.save_pretrained(folder)


@pytest.fixture(scope="module", params=[write_llava_next, write_qwen])
def family_folder(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    tiny_tokenizer: Any,
) -> Path:
    """A model of each family."""
    folder = tmp_path_factory.mktemp("family")
    request.param(folder, tiny_tokenizer)
    return folder


@pytest.fixture
def other(family_folder: Path) -> LoadedModel:
    return load_model(ModelConfig(model=family_folder, device="cpu"))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Four pictures of different sizes."""
    folder = tmp_path_factory.mktemp("sizes")
    paths = []
    for index, size in enumerate([(32, 32), (48, 32), (64, 48), (32, 64)]):
        image = Image.effect_noise(size, 90).convert("RGB")
        image.paste((50 * index, 200 - 40 * index, 99), (0, 0, 16, 16))
        paths.append(folder / f"{index}.png")
        image.save(paths[-1])
    return paths


def test_summary(family_folder: Path) -> None:
    summary = inspect_model(family_folder)
    assert summary.supported
    assert all(part.parameters > 0 for part in summary.parts)


def test_captions_are_those_of_plain_transformers_and_encode_back(
    other: LoadedModel, pictures: list[Path]
) -> None:
    features = VisionFeatures(other)
    config = GenerationConfig(prompt="What?", max_new_tokens=12, batch_size=4)
    captions = list(caption_images(other, pictures, config, features=features))
    assert features.way(pictures[0]) != "plain"
    for one, path in zip(captions, pictures, strict=True):
        inputs = other.processor(
            images=open_image(path), text=render_prompt(other, "What?"), return_tensors="pt"
        )
        ids = other.model.generate(**inputs, do_sample=False, max_new_tokens=12)[0].tolist()
        assert ids[inputs["input_ids"].shape[1] :] == list(one.token_ids)
        if "\ufffd" not in one.text:
            prepared = prompt_inputs(other, open_image(path), "What?")
            encoded = encode_caption(other, prepared, "What?", one.text, one.token_ids)
            assert encoded.input_ids.tolist() == ids
    encoded = encode_caption(other, features.prompt(pictures[2], "What?"), "What?", "A red fork.")
    tail = encoded.input_ids[encoded.caption_start :].tolist()
    assert other.tokenizer.decode(tail[:-1]).strip() == "A red fork."
    assert tail[-1] in end_ids(other)


def test_padding_and_caching_change_no_answers(other: LoadedModel, pictures: list[Path]) -> None:
    questions = [
        (path, "Is there a fork?" if index % 2 else "Is there a big green cup in it?")
        for index, path in enumerate(pictures)
    ]
    expected = list(poll_objects(other, questions, batch_size=1))
    assert list(poll_objects(other, questions, batch_size=4)) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("parts", ["language_model", "projector"])
def test_training_batches_with_features_agree_with_pixels(
    other: LoadedModel, pictures: list[Path], parts: str
) -> None:
    features = VisionFeatures(other)
    encoded = [
        encode_caption(other, features.prompt(path, "What?"), "What?", caption)
        for path, caption in zip(
            pictures, ("A cat", "A red fork.", "Two dogs run", "No spoon"), strict=True
        )
    ]
    batch = pad_batch(
        [one.input_ids for one in encoded],
        pad_id(other),
        extras=[one.extras for one in encoded],
    )
    set_trainable_full(other, parts)
    plain = other.model(**batch, **features.inputs(pictures)).logits
    cached = other.model(**batch, **features.model_inputs(pictures)).logits
    kept = batch["attention_mask"].bool()
    torch.testing.assert_close(cached[kept], plain[kept], rtol=1e-4, atol=1e-4)
    alone = encoded[1]
    single = other.model(
        input_ids=alone.input_ids[None],
        **{name: one[None] for name, one in alone.extras.items()},
        **features.inputs(pictures[1:2]),
    ).logits
    length = len(alone.input_ids)
    torch.testing.assert_close(plain[1, :length], single[0], rtol=1e-4, atol=1e-4)


def test_the_vision_tower_is_never_trained_with_its_merger(other: LoadedModel) -> None:
    attach_lora(other, "both", 2, 4.0, 0)
    names = list(trainable_parameters(other.model))
    seeing = [name for name in names if ".visual." in name or "projector" in name]
    assert seeing
    assert all(".merger." in name or "projector" in name for name in seeing)
    assert not any("vision_tower" in name for name in names)
