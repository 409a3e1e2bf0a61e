"""What a model's config.json fixes for its processor, family by family.

Processors repeat sizes of the model (patches, tokens of an image) in files of their own, which
folders saved between 2023 and 2025 lack in part. The formulas are those of transformers' processors
and conversion scripts (`src/transformers/models/*/processing_*.py` and `convert_*_to_hf.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sare_engine.models import published_layouts as layouts
from sare_engine.models.folder_files import text_config, whole

Config = Mapping[str, Any]


@dataclass(frozen=True)
class ProcessorValues:
    """Settings that config.json fixes; None where it does not say.

    Attributes:
        processor: settings of the processor (processor_config.json).
        images: settings of its image processor (preprocessor_config.json).
    """

    processor: Mapping[str, Any] = field(default_factory=dict)
    images: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Family:
    """How a family of models turns an image and a prompt into tokens.

    Attributes:
        title: its name in messages, with the published model whose layout is used.
        sign: the placeholder of an image in a prompt.
        values: config.json → settings of its processor.
        template: the published chat template; "" if there is none, or if it cannot be known.
        chats: whether its models are prompted by a chat template at all.
        processor: class of its processor where transformers would take another family's.
        needs: files and folders without which transformers cannot make its processor.
    """

    title: str
    sign: str
    values: Callable[[Config], ProcessorValues]
    template: str = ""
    chats: bool = True
    processor: str = ""
    needs: tuple[str, ...] = ()


def family_of(config: Config) -> Family | None:
    """Return the family of a model by its config.json, or None if it is not known here."""
    kind = str(config.get("model_type", ""))
    text = text_config(config)
    # Llama 3 and Yi, with their larger vocabularies, are prompted differently from Vicuna.
    vicuna = text.get("model_type", "llama") == "llama" and (
        (whole(text.get("vocab_size")) or 0) <= _LARGEST_VICUNA
    )
    if kind == "llava":
        if _vision(config).get("model_type") == "pixtral":
            return _PIXTRAL
        return Family("LLaVA-1.5", "<image>", _llava, layouts.VICUNA if vicuna else "")
    if kind == "llava_next":
        if text.get("model_type") == "mistral":
            return Family("LLaVA-NeXT Mistral 7B", "<image>", _llava, layouts.MISTRAL)
        template = layouts.VICUNA_WITH_SYSTEM if vicuna else ""
        return Family("LLaVA-NeXT Vicuna 7B", "<image>", _llava, template)
    return _FAMILIES.get(kind)


_LARGEST_VICUNA = 33_000
_VISION_SIZES = {
    "clip_vision_model": (224, 32),
    "siglip_vision_model": (224, 16),
    "pixtral": (1024, 16),
    "idefics3_vision": (224, 32),
    "smolvlm_vision": (224, 32),
    "internvl_vision": (448, 14),
}
"""Type of vision tower → size of an image and of a patch where its config does not state them, as
in transformers."""
_CLASS_TOKENS = {"clip_vision_model": 1, "siglip_vision_model": 0}
"""Type of vision tower → tokens in its output besides the patches."""


def _vision(config: Config) -> Config:
    found = config.get("vision_config")
    return found if isinstance(found, dict) else {}


def _first(value: Any) -> int | None:
    """Return a whole number, or the first of a pair such as [448, 448]."""
    return whole(value[0] if isinstance(value, list) and value else value)


def _sizes(config: Config, usual: str = "") -> tuple[int | None, int | None]:
    """Return the sizes of an image and of a patch, in pixels."""
    vision = _vision(config)
    image, patch = _VISION_SIZES.get(str(vision.get("model_type", usual)), (None, None))
    return _first(vision.get("image_size")) or image, _first(vision.get("patch_size")) or patch


def fixed_image_size(config: Config) -> int | None:
    """Return the only size of image, in pixels, that the vision tower takes; None if any or many.

    CLIP's and SigLIP's position embeddings are for one size.
    """
    if _vision(config).get("model_type") in _CLASS_TOKENS:
        return _sizes(config)[0]
    return None


def _grid(config: Config, usual: str = "") -> int | None:
    """Return the number of patches in a square image."""
    image, patch = _sizes(config, usual)
    return (image // patch) ** 2 if image and patch else None


def _llava(config: Config) -> ProcessorValues:
    kind = str(_vision(config).get("model_type", "clip_vision_model"))
    return ProcessorValues(
        {
            "patch_size": _sizes(config, kind)[1],
            "vision_feature_select_strategy": config.get(
                "vision_feature_select_strategy", "default"
            ),
            "num_additional_image_tokens": _CLASS_TOKENS.get(kind),
        }
    )


def _one_vision(config: Config) -> ProcessorValues:
    return ProcessorValues(
        {
            "num_image_tokens": _grid(config, "siglip_vision_model"),
            "vision_feature_select_strategy": config.get("vision_feature_select_strategy", "full"),
            "vision_aspect_ratio": config.get("vision_aspect_ratio", "anyres_max_9"),
        }
    )


def _pixtral(config: Config) -> ProcessorValues:
    return ProcessorValues({"patch_size": _sizes(config)[1]})


def _mistral3(config: Config) -> ProcessorValues:
    return ProcessorValues(
        {
            "patch_size": _sizes(config, "pixtral")[1],
            "spatial_merge_size": whole(config.get("spatial_merge_size"), 2),
        }
    )


def _idefics(config: Config) -> ProcessorValues:
    grid, factor = _grid(config, "idefics3_vision"), whole(config.get("scale_factor"), 2)
    return ProcessorValues({"image_seq_len": grid // factor**2 if grid and factor else None})


def _internvl(config: Config) -> ProcessorValues:
    grid = _grid(config, "internvl_vision")
    ratio = config.get("downsample_ratio", 0.5)
    known = grid and isinstance(ratio, (int, float))
    return ProcessorValues({"image_seq_length": round(grid * ratio**2) if known and grid else None})


def _gemma3(config: Config) -> ProcessorValues:
    return ProcessorValues({"image_seq_length": whole(config.get("mm_tokens_per_image"), 256)})


def _paligemma(config: Config) -> ProcessorValues:
    return ProcessorValues(images={"image_seq_length": _grid(config, "siglip_vision_model")})


def _blip(config: Config) -> ProcessorValues:
    return ProcessorValues({"num_query_tokens": whole(config.get("num_query_tokens"), 32)})


def _qwen(patch: int) -> Callable[[Config], ProcessorValues]:
    def values(config: Config) -> ProcessorValues:
        vision = _vision(config)
        return ProcessorValues(
            images={
                "patch_size": whole(vision.get("patch_size"), patch),
                "merge_size": whole(vision.get("spatial_merge_size"), 2),
                "temporal_patch_size": whole(vision.get("temporal_patch_size"), 2),
            }
        )

    return values


_ROLES = ("tokenizer_config.json",)
"""The file that names the special tokens which a processor asks for."""
_PIXTRAL = Family("Pixtral 12B", "[IMG]", _pixtral, layouts.PIXTRAL, processor="PixtralProcessor")
_FAMILIES = {
    "llava_onevision": Family("LLaVA-OneVision", "<image>", _one_vision, layouts.ONE_VISION),
    "qwen2_vl": Family("Qwen2-VL Instruct", "<|image_pad|>", _qwen(14), layouts.QWEN2_VL),
    "qwen2_5_vl": Family("Qwen2.5-VL Instruct", "<|image_pad|>", _qwen(14), layouts.QWEN2_VL),
    "qwen3_vl": Family("Qwen3-VL Instruct", "<|image_pad|>", _qwen(16), layouts.QWEN3_VL),
    "smolvlm": Family("SmolVLM Instruct", "<image>", _idefics, layouts.SMOLVLM),
    "idefics3": Family("Idefics3 8B", "<image>", _idefics, layouts.IDEFICS3),
    "internvl": Family("InternVL3", "<IMG_CONTEXT>", _internvl, layouts.INTERNVL, needs=_ROLES),
    "gemma3": Family("Gemma 3", "<start_of_image>", _gemma3, layouts.GEMMA3, needs=_ROLES),
    # The published template holds a long system prompt with the date, which differs by version.
    "mistral3": Family("Mistral Small 3.1", "[IMG]", _mistral3, needs=_ROLES),
    "paligemma": Family("PaliGemma", "<image>", _paligemma, chats=False, needs=_ROLES),
    "blip-2": Family("BLIP-2", "<image>", _blip, chats=False),
    "instructblip": Family(
        "InstructBLIP", "<image>", _blip, chats=False, needs=(*_ROLES, "qformer_tokenizer")
    ),
}
