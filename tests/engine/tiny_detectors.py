"""Detectors of random weights, saved in the format in which each family is published.

Nothing is downloaded. Sizes are small, and every picture is small when it reaches the model.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch

from sare_engine.models.quiet import quiet_libraries

WORDS = ("cat", "dog", "fork", "knife", "dining", "table", "cup", "bird", "spoon", "detect")
LABELS = ("N/A", "person", "cat", "wine glass", "dog", "submarine", "fork")
SIDE = 64
"""Longer side of a picture when it reaches a model, in pixels."""

_IMAGES: dict[str, Any] = {"size": {"height": SIDE, "width": SIDE}}
_SHORT: dict[str, Any] = {"size": {"shortest_edge": 32, "longest_edge": SIDE}}


def grounding_dino(folder: Path) -> Path:
    """IDEA-Research/grounding-dino-tiny: Swin, BERT, one prompt of phrases with full stops."""
    from transformers import GroundingDinoConfig, GroundingDinoForObjectDetection

    return _grounding(folder, GroundingDinoConfig, GroundingDinoForObjectDetection)


def mm_grounding_dino(folder: Path) -> Path:
    """openmmlab-community/mm_grounding_dino_tiny: the same processor."""
    from transformers import MMGroundingDinoConfig, MMGroundingDinoForObjectDetection

    return _grounding(folder, MMGroundingDinoConfig, MMGroundingDinoForObjectDetection)


def owlvit(folder: Path) -> Path:
    """google/owlvit-base-patch32: a list of texts, picture squeezed to a square."""
    from transformers import OwlViTConfig, OwlViTForObjectDetection
    from transformers.models.owlvit.image_processing_pil_owlvit import OwlViTImageProcessorPil

    return _owl(folder, OwlViTConfig, OwlViTForObjectDetection, OwlViTImageProcessorPil, "OwlViT")


def owlv2(folder: Path) -> Path:
    """google/owlv2-base-patch16: a list of texts, picture padded to a square."""
    from transformers import Owlv2Config, Owlv2ForObjectDetection
    from transformers.models.owlv2.image_processing_pil_owlv2 import Owlv2ImageProcessorPil

    return _owl(folder, Owlv2Config, Owlv2ForObjectDetection, Owlv2ImageProcessorPil, "Owlv2")


def omdet_turbo(folder: Path) -> Path:
    """omlab/omdet-turbo-swin-tiny-hf: a task text and a list of classes."""
    from transformers import OmDetTurboConfig, OmDetTurboForObjectDetection
    from transformers.models.detr.image_processing_pil_detr import DetrImageProcessorPil

    tokenizer = _clip_tokens(folder, 77)
    text = _clip_text(tokenizer, 77) | {"hidden_size": 64, "projection_dim": 64}
    config = OmDetTurboConfig(
        backbone_config=_swin(SIDE, "stage2", "stage3", "stage4"),
        text_config={**text, "model_type": "clip_text_model"},
        apply_layernorm_after_vision_backbone=False,
        image_size=SIDE,
        text_projection_in_dim=64,
        text_projection_out_dim=64,
        task_encoder_hidden_dim=32,
        class_embed_dim=64,
        num_queries=12,
        encoder_hidden_dim=32,
        vision_features_channels=[32, 32, 32],
        encoder_in_channels=[16, 32, 64],
        encoder_attention_heads=2,
        encoder_dim_feedforward=32,
        decoder_hidden_dim=32,
        decoder_num_heads=2,
        decoder_num_layers=2,
        decoder_dim_feedforward=32,
    )
    _save(OmDetTurboForObjectDetection, config, folder)
    DetrImageProcessorPil(**_IMAGES, do_pad=False).save_pretrained(folder)
    _name_processor(folder, "OmDetTurboProcessor")
    return folder


def detr(folder: Path) -> Path:
    """facebook/detr-resnet-50 (revision no_timm): softmax with a label for nothing."""
    from transformers import DetrConfig, DetrForObjectDetection
    from transformers.models.detr.image_processing_pil_detr import DetrImageProcessorPil

    config = DetrConfig(
        backbone_config={
            "model_type": "resnet",
            "embedding_size": 8,
            "hidden_sizes": [8, 16, 16, 32],
            "depths": [1, 1, 1, 1],
            "layer_type": "basic",
            "out_features": ["stage4"],
        },
        num_queries=10,
        encoder_layers=1,
        decoder_layers=1,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        d_model=32,
        **_labels(),
    )
    _save(DetrForObjectDetection, config, folder)
    DetrImageProcessorPil(**_SHORT).save_pretrained(folder)
    return folder


def yolos(folder: Path) -> Path:
    """hustvl/yolos-tiny: a plain vision transformer with detection tokens."""
    from transformers import YolosConfig, YolosForObjectDetection
    from transformers.models.yolos.image_processing_pil_yolos import YolosImageProcessorPil

    config = YolosConfig(
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        image_size=[SIDE, SIDE],
        num_detection_tokens=10,
        **_labels(),
    )
    _save(YolosForObjectDetection, config, folder)
    YolosImageProcessorPil(**_SHORT).save_pretrained(folder)
    return folder


def rt_detr_v2(folder: Path) -> Path:
    """PekingU/rtdetr_v2_r18vd: a probability for each label."""
    from transformers import RTDetrV2Config, RTDetrV2ForObjectDetection

    backbone = {
        "model_type": "rt_detr_resnet",
        "embedding_size": 8,
        "hidden_sizes": [8, 16, 16, 32],
        "depths": [1, 1, 1, 1],
        "layer_type": "basic",
        "out_features": ["stage2", "stage3", "stage4"],
    }
    return _real_time(folder, RTDetrV2Config, RTDetrV2ForObjectDetection, backbone, [16, 16, 32])


def d_fine(folder: Path) -> Path:
    """ustc-community/dfine-nano-coco: boxes from distributions."""
    from transformers import DFineConfig, DFineForObjectDetection

    backbone = {
        "model_type": "hgnet_v2",
        "stem_channels": [3, 8, 8],
        "stage_in_channels": [8, 16, 16, 32],
        "stage_mid_channels": [8, 8, 8, 8],
        "stage_out_channels": [16, 16, 32, 32],
        "stage_num_blocks": [1, 1, 1, 1],
        "stage_downsample": [False, True, True, True],
        "stage_light_block": [False, False, True, True],
        "stage_kernel_size": [3, 3, 5, 5],
        "stage_numb_of_layers": [1, 1, 1, 1],
        "hidden_sizes": [16, 16, 32, 32],
        "depths": [1, 1, 1, 1],
        "embedding_size": 8,
        "out_features": ["stage2", "stage3", "stage4"],
    }
    return _real_time(folder, DFineConfig, DFineForObjectDetection, backbone, [16, 32, 32])


OPEN: Mapping[str, Callable[[Path], Path]] = {
    "grounding-dino": grounding_dino,
    "mm-grounding-dino": mm_grounding_dino,
    "owlvit": owlvit,
    "owlv2": owlv2,
    "omdet-turbo": omdet_turbo,
}
CLOSED: Mapping[str, Callable[[Path], Path]] = {
    "detr": detr,
    "yolos": yolos,
    "rt_detr_v2": rt_detr_v2,
    "d_fine": d_fine,
}


def _grounding(folder: Path, config_type: Any, model_type: Any) -> Path:
    from transformers.models.grounding_dino.image_processing_pil_grounding_dino import (
        GroundingDinoImageProcessorPil,
    )

    size = _bert_tokens(folder)
    config = config_type(
        backbone_config=_swin(SIDE, "stage2", "stage3", "stage4"),
        text_config={
            "model_type": "bert",
            "vocab_size": size,
            "hidden_size": 32,
            "num_hidden_layers": 1,
            "num_attention_heads": 2,
            "intermediate_size": 32,
            "max_position_embeddings": 64,
        },
        num_feature_levels=3,
        num_queries=15,
        encoder_layers=1,
        decoder_layers=2,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        d_model=32,
        max_text_len=64,
    )
    _save(model_type, config, folder)
    GroundingDinoImageProcessorPil(
        size={"shortest_edge": SIDE, "longest_edge": 2 * SIDE}
    ).save_pretrained(folder)
    _name_processor(folder, "GroundingDinoProcessor")
    return folder


def _owl(folder: Path, config_type: Any, model_type: Any, images: Any, name: str) -> Path:
    tokenizer = _clip_tokens(folder, 16)
    vision = {
        "hidden_size": 32,
        "intermediate_size": 64,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "image_size": SIDE,
        "patch_size": 16,
    }
    config = config_type(
        text_config=_clip_text(tokenizer, 16), vision_config=vision, projection_dim=32
    )
    _save(model_type, config, folder)
    images(**_IMAGES).save_pretrained(folder)
    _name_processor(folder, f"{name}Processor")
    return folder


def _real_time(
    folder: Path, config_type: Any, model_type: Any, backbone: Any, channels: list[int]
) -> Path:
    from transformers.models.rt_detr.image_processing_pil_rt_detr import RTDetrImageProcessorPil

    config = config_type(
        backbone_config=backbone,
        encoder_hidden_dim=32,
        encoder_in_channels=channels,
        encoder_ffn_dim=32,
        encoder_attention_heads=2,
        d_model=32,
        num_queries=12,
        decoder_in_channels=[32, 32, 32],
        decoder_ffn_dim=32,
        decoder_layers=2,
        decoder_attention_heads=2,
        num_denoising=0,
        **_labels(),
    )
    _save(model_type, config, folder)
    RTDetrImageProcessorPil(**_IMAGES).save_pretrained(folder)
    return folder


def _labels() -> dict[str, Any]:
    return {
        "id2label": dict(enumerate(LABELS)),
        "label2id": {label: number for number, label in enumerate(LABELS)},
    }


def _swin(side: int, *out: str) -> dict[str, Any]:
    return {
        "model_type": "swin",
        "image_size": side,
        "patch_size": 4,
        "embed_dim": 8,
        "depths": [1, 1, 1, 1],
        "num_heads": [1, 2, 2, 2],
        "window_size": 4,
        "out_features": list(out),
    }


def _clip_text(tokenizer: Any, length: int) -> dict[str, Any]:
    return {
        "vocab_size": len(tokenizer),
        "hidden_size": 32,
        "intermediate_size": 64,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "max_position_embeddings": length,
        "projection_dim": 32,
        "pad_token_id": tokenizer.pad_token_id,
        "bos_token_id": tokenizer.bos_token_id,
        "eos_token_id": tokenizer.eos_token_id,
    }


def _bert_tokens(folder: Path) -> int:
    """WordPiece, as BERT's: lower case, [CLS] and [SEP] around."""
    from transformers import BertTokenizer

    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", *WORDS, *letters]
    tokens += [f"##{letter}" for letter in letters]
    tokenizer = BertTokenizer(
        vocab={token: index for index, token in enumerate(tokens)}, model_max_length=64
    )
    tokenizer.save_pretrained(folder)
    return len(tokens)


def _clip_tokens(folder: Path, length: int) -> Any:
    """Byte pairs with "</w>" at the end of words, as CLIP's."""
    from transformers import CLIPTokenizer

    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)] + [".", ",", "!"]
    tokens = [*letters, *(f"{letter}</w>" for letter in letters)]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    tokenizer = CLIPTokenizer(
        vocab={token: index for index, token in enumerate(tokens)},
        merges=[],
        model_max_length=length,
        pad_token="!" if length == 16 else "<|endoftext|>",
    )
    tokenizer.save_pretrained(folder)
    return tokenizer


def _name_processor(folder: Path, name: str) -> None:
    path = folder / "preprocessor_config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"processor_class": name}))


def _save(kind: Any, config: Any, folder: Path) -> None:
    with torch.random.fork_rng(), quiet_libraries():
        torch.manual_seed(0)
        model = kind(config)
        with torch.no_grad():
            for name, weight in model.named_parameters():
                if weight.dim() > 1 and "norm" not in name:
                    weight.normal_(0.0, 0.3)
        model.save_pretrained(folder)
