"""Families that are not supported say why, before anything is loaded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sare_engine.config import ModelConfig
from sare_engine.errors import ModelError
from sare_engine.models.inspection import inspect_model
from sare_engine.models.loading import load_model
from sare_engine.models.quiet import quiet_libraries
from tests.engine.architectures.builders import QFORMER, VISION, byte_level, write_processor


def write(folder: Path, config: Any, kind: str, images: Any) -> None:
    from transformers import AutoModelForImageTextToText

    tokenizer = byte_level(bos="<s>", eos="</s>", pad="<pad>", named={"image_token": "<image>"})
    with quiet_libraries():
        write_processor(folder, kind, images, tokenizer)
        AutoModelForImageTextToText.from_config(config).save_pretrained(folder)


def florence2(folder: Path) -> None:
    """florence-community/Florence-2-base."""
    from transformers import Florence2Config
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

    config = Florence2Config(
        text_config={
            "model_type": "bart",
            "d_model": 32,
            "encoder_layers": 1,
            "decoder_layers": 1,
            "encoder_attention_heads": 2,
            "decoder_attention_heads": 2,
            "encoder_ffn_dim": 64,
            "decoder_ffn_dim": 64,
            "vocab_size": 600,
        },
        vision_config={
            "depths": [1, 1, 1, 1],
            "embed_dim": [8, 8, 8, 8],
            "num_heads": [2, 2, 2, 2],
            "num_groups": [2, 2, 2, 2],
            "projection_dim": 32,
        },
        image_token_id=3,
    )
    write(folder, config, "Florence2Processor", CLIPImageProcessorPil())


def blip2_t5(folder: Path) -> None:
    """Salesforce/blip2-flan-t5-xl."""
    from transformers import Blip2Config, T5Config
    from transformers.models.blip.image_processing_pil_blip import BlipImageProcessorPil

    text = T5Config(d_model=32, d_kv=16, d_ff=64, num_layers=1, num_heads=2, vocab_size=600)
    config = Blip2Config(
        vision_config=VISION, qformer_config=QFORMER, text_config=text, num_query_tokens=4
    )
    write(folder, config, "Blip2Processor", BlipImageProcessorPil())


@pytest.mark.parametrize("writer", [florence2, blip2_t5])
def test_encoder_decoders_are_refused_with_the_reason(tmp_path: Path, writer: Any) -> None:
    writer(tmp_path)
    summary = inspect_model(tmp_path)
    assert not summary.supported
    assert "encoder-decoder" in summary.reasons[0]
    assert all(part.parameters > 0 for part in summary.parts)
    with pytest.raises(ModelError, match="encoder-decoder"):
        load_model(ModelConfig(model=tmp_path, device="cpu"))


def test_a_family_that_transformers_does_not_know_is_refused(tmp_path: Path) -> None:
    florence2(tmp_path)
    config = json.loads((tmp_path / "config.json").read_text())
    config |= {"model_type": "florence9", "is_encoder_decoder": False}
    config["text_config"]["is_encoder_decoder"] = False
    (tmp_path / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelError) as caught:
        load_model(ModelConfig(model=tmp_path, device="cpu"))
    assert "florence9" in str(caught.value)
