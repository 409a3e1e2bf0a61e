"""Architectures, tokenizer and processors of the demo models, in the field's own formats."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import (
    CLIPConfig,
    CLIPImageProcessor,
    CLIPModel,
    CLIPProcessor,
    CLIPVisionConfig,
    GenerationConfig,
    LlamaConfig,
    LlavaConfig,
    LlavaForConditionalGeneration,
    LlavaProcessor,
    PreTrainedTokenizerFast,
)

IMAGE_SIZE = 128
WINDOW_SIZE = 64
PATCH_SIZE = 16
WIDTH = 128
GRID = IMAGE_SIZE // PATCH_SIZE
IMAGE_TOKENS = GRID * GRID
MAX_NEW_TOKENS = 64

PAD, BOS, EOS, IMAGE = "<pad>", "<s>", "</s>", "<image>"

CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{% if message['role'] == 'assistant' %}{{ 'ASSISTANT: ' }}"
    "{% elif message['role'] == 'system' %}{% else %}{{ 'USER: ' }}{% endif %}"
    "{% if message['content'] is string %}{{ message['content'] | trim }}"
    "{% else %}"
    "{% for part in message['content'] if part['type'] == 'image' %}{{ '<image>\\n' }}{% endfor %}"
    "{% for part in message['content'] if part['type'] == 'text' %}"
    "{{ part['text'] | trim }}{% endfor %}"
    "{% endif %}"
    "{% if message['role'] == 'assistant' %}{{ '</s>' }}{% else %}{{ ' ' }}{% endif %}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ 'ASSISTANT:' }}{% endif %}"
)

PREFIX = "USER: <image>\n"
"""What stands before the prompt in the first turn of a conversation."""


def turn(prompt: str) -> str:
    """The rest of the user's turn, up to where the model answers."""
    return f"{prompt} ASSISTANT:"


def build_tokenizer(corpus: Iterable[str], eos_at_end: bool = False) -> PreTrainedTokenizerFast:
    """Train a byte-level BPE tokenizer on ``corpus``; any other text still encodes.

    ``<s>`` is put in front of every encoding, and ``</s>`` behind it if ``eos_at_end``.
    """
    backend = Tokenizer(models.BPE())
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    backend.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=900,
        min_frequency=3,
        special_tokens=[PAD, BOS, EOS, IMAGE],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    backend.train_from_iterator(corpus, trainer)
    single = f"{BOS} $A {EOS}" if eos_at_end else f"{BOS} $A"
    backend.post_processor = processors.TemplateProcessing(
        single=single, special_tokens=[(BOS, 1), (EOS, 2)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=backend,
        bos_token=BOS,
        eos_token=EOS,
        pad_token=PAD,
        additional_special_tokens=[IMAGE],
        padding_side="right" if eos_at_end else "left",
        model_max_length=77 if eos_at_end else 1024,
        clean_up_tokenization_spaces=False,
        model_input_names=["input_ids", "attention_mask"],
    )


def image_processor(size: int) -> CLIPImageProcessor:
    """An image processor that resizes the whole picture to ``size`` x ``size`` pixels."""
    square = {"height": size, "width": size}
    return CLIPImageProcessor(size=square, crop_size=square, do_center_crop=False)


def build_processor(tokenizer: PreTrainedTokenizerFast) -> LlavaProcessor:
    """The multimodal model's processor, with its chat template."""
    tokenizer.image_token = IMAGE
    return LlavaProcessor(
        image_processor=image_processor(IMAGE_SIZE),
        tokenizer=tokenizer,
        patch_size=PATCH_SIZE,
        vision_feature_select_strategy="default",
        chat_template=CHAT_TEMPLATE,
        image_token=IMAGE,
        num_additional_image_tokens=1,
    )


def build_llava(tokenizer: PreTrainedTokenizerFast) -> LlavaForConditionalGeneration:
    """An untrained multimodal model of about two million parameters."""
    vision = CLIPVisionConfig(
        hidden_size=WIDTH,
        intermediate_size=3 * WIDTH,
        num_hidden_layers=4,
        num_attention_heads=4,
        image_size=IMAGE_SIZE,
        patch_size=PATCH_SIZE,
        projection_dim=WIDTH,
    )
    text = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=WIDTH,
        intermediate_size=2 * WIDTH,
        num_hidden_layers=4,
        num_attention_heads=4,
        num_key_value_heads=4,
        max_position_embeddings=1024,
        tie_word_embeddings=True,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    config = LlavaConfig(
        vision_config=vision,
        text_config=text,
        image_token_index=tokenizer.convert_tokens_to_ids(IMAGE),
        vision_feature_layer=-1,
        vision_feature_select_strategy="default",
        image_seq_length=IMAGE_TOKENS,
        tie_word_embeddings=True,
        pad_token_id=tokenizer.pad_token_id,
    )
    model = LlavaForConditionalGeneration(config)
    model.generation_config = GenerationConfig(
        do_sample=False,
        max_new_tokens=MAX_NEW_TOKENS,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    return model


def build_clip(tokenizer: PreTrainedTokenizerFast) -> CLIPModel:
    """An untrained contrastive model of about a million parameters."""
    config = CLIPConfig(
        text_config={
            "vocab_size": len(tokenizer),
            "hidden_size": 96,
            "intermediate_size": 192,
            "num_hidden_layers": 2,
            "num_attention_heads": 4,
            "max_position_embeddings": 77,
            "bos_token_id": tokenizer.bos_token_id,
            "eos_token_id": tokenizer.eos_token_id,
            "pad_token_id": tokenizer.pad_token_id,
        },
        vision_config={
            "hidden_size": WIDTH,
            "intermediate_size": 3 * WIDTH,
            "num_hidden_layers": 4,
            "num_attention_heads": 4,
            "image_size": WINDOW_SIZE,
            "patch_size": PATCH_SIZE,
        },
        projection_dim=64,
    )
    return CLIPModel(config)


def build_clip_processor(tokenizer: PreTrainedTokenizerFast) -> CLIPProcessor:
    """The contrastive model's processor."""
    return CLIPProcessor(image_processor=image_processor(WINDOW_SIZE), tokenizer=tokenizer)


def normalised(pixels: torch.Tensor) -> torch.Tensor:
    """uint8 pictures [n, height, width, 3] to model input [n, 3, height, width]."""
    mean = torch.tensor([0.48145466, 0.4578275, 0.40821073])
    std = torch.tensor([0.26862954, 0.26130258, 0.27577711])
    values = (pixels.float() / 255 - mean) / std
    return values.permute(0, 3, 1, 2).contiguous()


def save_llava(
    model: LlavaForConditionalGeneration, processor: LlavaProcessor, folder: str | Path
) -> None:
    """Write weights, configuration and processor as ``from_pretrained`` reads them."""
    model.eval().save_pretrained(folder)
    processor.save_pretrained(folder)
