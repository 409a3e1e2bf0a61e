"""CLIP, SigLIP and SigLIP 2 of random weights, saved in the format of real checkpoints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from sare_engine.models.quiet import quiet_libraries

WORDS = ["A", "photo", "containing", "cat", "dog", "fork", "knife", "."]
SIZES: dict[str, Any] = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
}
_SPREAD = 0.4
"""Standard deviation of the random weights: enough for scores that differ."""


def write_tiny_clip(folder: Path) -> Path:
    """2 layers of 32, 32 px, word-level tokenizer."""
    from transformers import (
        CLIPConfig,
        CLIPModel,
        CLIPTextConfig,
        CLIPVisionConfig,
        PreTrainedTokenizerFast,
    )
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

    tokenizer = _words(["<pad>", "<s>", "</s>", "<unk>", *WORDS], "<s> $A </s>")
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="<pad>",
        bos_token="<s>",
        eos_token="</s>",
        unk_token="<unk>",
        model_max_length=16,
    ).save_pretrained(folder)
    sizes = {**SIZES, "projection_dim": 16, "initializer_range": _SPREAD}
    config = CLIPConfig(
        text_config=CLIPTextConfig(
            vocab_size=tokenizer.get_vocab_size(),
            max_position_embeddings=16,
            pad_token_id=0,
            bos_token_id=1,
            eos_token_id=2,
            **sizes,
        ).to_dict(),
        vision_config=CLIPVisionConfig(image_size=32, patch_size=8, **sizes).to_dict(),
        projection_dim=16,
    )
    _save(CLIPModel, config, folder)
    CLIPImageProcessorPil(
        size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32}
    ).save_pretrained(folder)
    return folder


def write_tiny_siglip(folder: Path) -> Path:
    """As above; the tokenizer knows small letters only and names SigLIP's own class."""
    from transformers import (
        PreTrainedTokenizerFast,
        SiglipConfig,
        SiglipModel,
        SiglipTextConfig,
        SiglipVisionConfig,
    )
    from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil

    small = [word.lower() for word in WORDS]
    tokenizer = _words(["<unk>", "</s>", *small], "$A </s>")
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="</s>",
        eos_token="</s>",
        unk_token="<unk>",
        model_max_length=12,
    ).save_pretrained(folder)
    settings = folder / "tokenizer_config.json"
    named = settings.read_text().replace("TokenizersBackend", "SiglipTokenizer")
    assert "SiglipTokenizer" in named
    settings.write_text(named)
    config = SiglipConfig(
        text_config=SiglipTextConfig(
            vocab_size=tokenizer.get_vocab_size(), max_position_embeddings=12, **SIZES
        ).to_dict(),
        vision_config=SiglipVisionConfig(image_size=32, patch_size=8, **SIZES).to_dict(),
    )
    _save(SiglipModel, config, folder)
    SiglipImageProcessorPil(size={"height": 32, "width": 32}).save_pretrained(folder)
    return folder


def write_tiny_siglip2(folder: Path) -> Path:
    """As above, with pictures of any size (NaFlex) and a byte-pair tokenizer."""
    from transformers import (
        Siglip2Config,
        Siglip2Model,
        Siglip2TextConfig,
        Siglip2Tokenizer,
        Siglip2VisionConfig,
    )
    from transformers.models.siglip2.image_processing_pil_siglip2 import Siglip2ImageProcessorPil

    symbols = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>", "▁"]
    letters = sorted({letter for word in WORDS for letter in word.lower()})
    vocabulary = {symbol: index for index, symbol in enumerate([*symbols, *letters])}
    Siglip2Tokenizer(
        vocab=vocabulary, merges=[], model_max_length=40, padding_side="right"
    ).save_pretrained(folder)
    config = Siglip2Config(
        text_config=Siglip2TextConfig(
            vocab_size=len(vocabulary), max_position_embeddings=40, **SIZES
        ).to_dict(),
        vision_config=Siglip2VisionConfig(num_patches=16, patch_size=8, **SIZES).to_dict(),
    )
    _save(Siglip2Model, config, folder)
    Siglip2ImageProcessorPil(patch_size=8, max_num_patches=16).save_pretrained(folder)
    return folder


WRITERS: dict[str, Callable[[Path], Path]] = {
    "clip": write_tiny_clip,
    "siglip": write_tiny_siglip,
    "siglip2": write_tiny_siglip2,
}


def _words(symbols: list[str], template: str) -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    ids = {symbol: index for index, symbol in enumerate(symbols)}
    tokenizer = Tokenizer(models.WordLevel(ids, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    special = [(one, ids[one]) for one in template.split() if one in ids]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=template, special_tokens=special
    )
    return tokenizer


def _save(kind: Any, config: Any, folder: Path) -> None:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = kind(config)
        with torch.no_grad():
            for name, weight in model.named_parameters():
                if weight.dim() > 1 and "norm" not in name:
                    weight.normal_(0.0, _SPREAD)
    with quiet_libraries():
        model.save_pretrained(folder)
