"""LLaVAs of any size with random weights, made from their configs: nothing is downloaded."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from sare_engine.config import ModelConfig
from sare_engine.models.loading import LoadedModel, load_model
from tests.engine.architectures.builders import LLAVA_TEMPLATE, sentencepiece, write_processor

_BYTES = 2
"""Of a weight in bfloat16."""


_DRAWN_ON_THE_CPU = 1_000_000
"""Weights of a matrix, below which drawing them there takes no time."""


@dataclass(frozen=True)
class Shape:
    """The sizes of a LLaVA and of what it is trained on.

    Attributes:
        vision: of the CLIP vision tower.
        text: of the Llama.
        rank: of the adapter.
        batch: captions per stream and step.
        sentences: how often a caption repeats its sentences.
        matrix: rows of the matrices whose product measures the device's rate.
    """

    vision: dict[str, int]
    text: dict[str, int]
    rank: int
    batch: int
    sentences: int
    matrix: int

    @property
    def image_tokens(self) -> int:
        """Tokens of an image."""
        return int((self.vision["image_size"] // self.vision["patch_size"]) ** 2)


SHAPES = {
    # llava-hf/llava-1.5-7b-hf
    "7b": Shape(
        vision={
            "hidden_size": 1024,
            "intermediate_size": 4096,
            "num_hidden_layers": 24,
            "num_attention_heads": 16,
            "image_size": 336,
            "patch_size": 14,
            "projection_dim": 768,
        },
        text={
            "hidden_size": 4096,
            "intermediate_size": 11008,
            "num_hidden_layers": 32,
            "num_attention_heads": 32,
            "num_key_value_heads": 32,
            "max_position_embeddings": 4096,
            "vocab_size": 32064,
        },
        rank=16,
        batch=8,
        sentences=5,
        matrix=8192,
    ),
    "tiny": Shape(
        vision={
            "hidden_size": 64,
            "intermediate_size": 128,
            "num_hidden_layers": 2,
            "num_attention_heads": 4,
            "image_size": 32,
            "patch_size": 8,
        },
        text={
            "hidden_size": 64,
            "intermediate_size": 192,
            "num_hidden_layers": 3,
            "num_attention_heads": 4,
            "num_key_value_heads": 4,
            "max_position_embeddings": 1024,
            "vocab_size": 1024,
        },
        rank=4,
        batch=4,
        sentences=5,
        matrix=256,
    ),
}


def write_checkpoint(folder: Path, shape: Shape) -> Path:
    """Write a LLaVA-1.5 whose weights are all zero and take no room on most disks.

    The file of weights has its real header and length and nothing in it, so that the largest model
    is written at once and still passes through the loader as any other.
    """
    from transformers import (
        CLIPVisionConfig,
        GenerationConfig,
        LlamaConfig,
        LlavaConfig,
        LlavaForConditionalGeneration,
    )
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

    tokenizer = sentencepiece(bos="<s>", eos="</s>", pad="<pad>", special=["<image>"])
    size = shape.vision["image_size"]
    write_processor(
        folder,
        "LlavaProcessor",
        CLIPImageProcessorPil(
            size={"shortest_edge": size}, crop_size={"height": size, "width": size}
        ),
        tokenizer,
        LLAVA_TEMPLATE,
        patch_size=shape.vision["patch_size"],
        vision_feature_select_strategy="default",
        num_additional_image_tokens=1,
        image_token="<image>",
    )
    config = LlavaConfig(
        vision_config=CLIPVisionConfig(**shape.vision),
        text_config=LlamaConfig(**shape.text),
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
        image_seq_length=shape.image_tokens,
        tie_word_embeddings=False,
        architectures=["LlavaForConditionalGeneration"],
        dtype="bfloat16",
    )
    config.save_pretrained(folder)
    GenerationConfig(
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    ).save_pretrained(folder)
    with torch.device("meta"):
        weights = LlavaForConditionalGeneration(config).state_dict()
    _write_zeros(folder / "model.safetensors", {one: [*w.shape] for one, w in weights.items()})
    return folder


def _write_zeros(path: Path, shapes: dict[str, list[int]]) -> None:
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    end = 0
    for name, shape in shapes.items():
        start, end = end, end + _BYTES * torch.Size(shape).numel()
        header[name] = {"dtype": "BF16", "shape": shape, "data_offsets": [start, end]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.truncate(8 + len(text) + end)


def load_random(
    folder: Path, device: str, quantisation: str = "none", placement: str = "one"
) -> LoadedModel:
    """Load what `write_checkpoint` wrote, and draw its weights where they are.

    Small matrices are drawn on the CPU, so that they are the same on several devices as on one.
    Those that are rounded to fewer bits stay zero.
    """
    loaded = load_model(
        ModelConfig(
            model=folder,
            device=device,
            dtype="bfloat16",
            quantisation=quantisation,
            placement=placement,
        )
    )
    places = {*loaded.devices, torch.device("cpu")}
    generators = {place: torch.Generator(place).manual_seed(0) for place in places}
    with torch.no_grad():
        for name, parameter in loaded.model.named_parameters():
            if not parameter.is_floating_point():
                continue
            if parameter.ndim > 1 and parameter.numel() < _DRAWN_ON_THE_CPU:
                drawn = torch.randn(parameter.shape, generator=generators[torch.device("cpu")])
                parameter.copy_(0.02 * drawn)
            elif parameter.ndim > 1:
                parameter.normal_(std=0.02, generator=generators[parameter.device])
            else:
                parameter.fill_(float("norm" in name and name.endswith("weight")))
    return loaded
