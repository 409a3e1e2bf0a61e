"""Model folders as large as the published ones: real configs and headers over sparse files.

The tensors of one language block and of the vision tower are those of the published checkpoints;
the files have the right length and take no room on the disk.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Tensors = Iterator[tuple[str, tuple[int, ...]]]


def _llama_blocks(
    prefix: str, layers: int, hidden: int, inner: int, key_width: int, *, biased: bool = False
) -> Tensors:
    for layer in range(layers):
        block = f"{prefix}.layers.{layer}"
        for name, out in (("q", hidden), ("k", key_width), ("v", key_width)):
            yield f"{block}.self_attn.{name}_proj.weight", (out, hidden)
            if biased:
                yield f"{block}.self_attn.{name}_proj.bias", (out,)
        yield f"{block}.self_attn.o_proj.weight", (hidden, hidden)
        yield f"{block}.mlp.gate_proj.weight", (inner, hidden)
        yield f"{block}.mlp.up_proj.weight", (inner, hidden)
        yield f"{block}.mlp.down_proj.weight", (hidden, inner)
        yield f"{block}.input_layernorm.weight", (hidden,)
        yield f"{block}.post_attention_layernorm.weight", (hidden,)


def _vision_blocks(prefix: str, layers: int, hidden: int, inner: int) -> Tensors:
    for layer in range(layers):
        for name, shape in (
            ("self_attn.q_proj", (hidden, hidden)),
            ("self_attn.k_proj", (hidden, hidden)),
            ("self_attn.v_proj", (hidden, hidden)),
            ("self_attn.out_proj", (hidden, hidden)),
            ("mlp.fc1", (inner, hidden)),
            ("mlp.fc2", (hidden, inner)),
        ):
            yield f"{prefix}.{layer}.{name}.weight", shape


def _ends(prefix: str, head: str, words: int, hidden: int) -> Tensors:
    yield f"{prefix}.embed_tokens.weight", (words, hidden)
    yield f"{prefix}.norm.weight", (hidden,)
    yield f"{head}.weight", (words, hidden)


def llava_1_5_7b(folder: Path) -> Path:
    """llava-hf/llava-1.5-7b-hf."""
    text = {
        "model_type": "llama", "hidden_size": 4096, "intermediate_size": 11008,
        "num_hidden_layers": 32, "num_attention_heads": 32, "vocab_size": 32064,
    }  # fmt: skip
    vision = {
        "model_type": "clip_vision_model", "hidden_size": 1024, "image_size": 336, "patch_size": 14,
    }  # fmt: skip
    config = {
        "architectures": ["LlavaForConditionalGeneration"], "model_type": "llava",
        "text_config": text, "vision_config": vision, "image_seq_length": 576,
    }  # fmt: skip

    def tensors() -> Tensors:
        yield from _llama_blocks("language_model.model", 32, 4096, 11008, 4096)
        yield from _ends("language_model.model", "language_model.lm_head", 32064, 4096)
        yield from _vision_blocks("vision_tower.vision_model.encoder.layers", 24, 1024, 4096)
        yield "multi_modal_projector.linear_1.weight", (4096, 1024)
        yield "multi_modal_projector.linear_2.weight", (4096, 4096)

    return _write(folder, config, {"image_processor_type": "CLIPImageProcessor"}, tensors())


def qwen2_5_vl_7b(folder: Path) -> Path:
    """Qwen/Qwen2.5-VL-7B-Instruct."""
    vision = {
        "model_type": "qwen2_5_vl", "hidden_size": 1280, "patch_size": 14, "spatial_merge_size": 2,
    }  # fmt: skip
    config = {
        "architectures": ["Qwen2_5_VLForConditionalGeneration"], "model_type": "qwen2_5_vl",
        "hidden_size": 3584, "intermediate_size": 18944, "num_hidden_layers": 28,
        "num_attention_heads": 28, "num_key_value_heads": 4, "vocab_size": 152064,
        "vision_config": vision,
    }  # fmt: skip

    def tensors() -> Tensors:
        yield from _llama_blocks("model", 28, 3584, 18944, 512, biased=True)
        yield from _ends("model", "lm_head", 152064, 3584)
        for layer in range(32):
            block = f"visual.blocks.{layer}"
            yield f"{block}.attn.qkv.weight", (3840, 1280)
            yield f"{block}.attn.proj.weight", (1280, 1280)
            for name in ("gate_proj", "up_proj"):
                yield f"{block}.mlp.{name}.weight", (3420, 1280)
            yield f"{block}.mlp.down_proj.weight", (1280, 3420)
        yield "visual.merger.mlp.0.weight", (5120, 5120)
        yield "visual.merger.mlp.2.weight", (3584, 5120)

    images = {"image_processor_type": "Qwen2VLImageProcessor", "max_pixels": 12845056}
    return _write(folder, config, images, tensors())


def internvl3_8b(folder: Path) -> Path:
    """OpenGVLab/InternVL3-8B-hf."""
    text = {
        "model_type": "qwen2", "hidden_size": 3584, "intermediate_size": 18944,
        "num_hidden_layers": 28, "num_attention_heads": 28, "num_key_value_heads": 4,
        "vocab_size": 151674,
    }  # fmt: skip
    vision = {
        "model_type": "internvl_vision", "hidden_size": 1024, "image_size": [448, 448],
        "patch_size": [14, 14],
    }  # fmt: skip
    config = {
        "architectures": ["InternVLForConditionalGeneration"], "model_type": "internvl",
        "text_config": text, "vision_config": vision, "downsample_ratio": 0.5,
        "image_seq_length": 256,
    }  # fmt: skip

    def tensors() -> Tensors:
        yield from _llama_blocks("language_model.model", 28, 3584, 18944, 512, biased=True)
        yield from _ends("language_model.model", "language_model.lm_head", 151674, 3584)
        yield from _vision_blocks("vision_tower.encoder.layer", 24, 1024, 4096)
        yield "multi_modal_projector.linear_1.weight", (3584, 4096)
        yield "multi_modal_projector.linear_2.weight", (3584, 3584)

    images = {
        "image_processor_type": "GotOcr2ImageProcessor", "crop_to_patches": True,
        "min_patches": 1, "max_patches": 12,
    }  # fmt: skip
    return _write(folder, config, images, tensors())


def _smolvlm(
    folder: Path,
    *,
    layers: int,
    hidden: int,
    inner: int,
    key_width: int,
    vision: tuple[int, int, int],
    tile: int,
    scale: int,
) -> Path:
    depth, width, wide = vision
    config = {
        "architectures": ["SmolVLMForConditionalGeneration"], "model_type": "smolvlm",
        "text_config": {
            "model_type": "llama", "hidden_size": hidden, "intermediate_size": inner,
            "num_hidden_layers": layers, "num_attention_heads": hidden // 64,
            "num_key_value_heads": key_width // 64, "vocab_size": 49280,
        },
        "vision_config": {
            "model_type": "smolvlm_vision", "hidden_size": width, "image_size": tile,
            "patch_size": 14 if tile == 384 else 16,
        },
        "scale_factor": scale,
    }  # fmt: skip

    def tensors() -> Tensors:
        yield from _llama_blocks("model.text_model", layers, hidden, inner, key_width)
        yield from _ends("model.text_model", "lm_head", 49280, hidden)
        yield from _vision_blocks("model.vision_model.encoder.layers", depth, width, wide)
        yield "model.connector.modality_projection.proj.weight", (hidden, width * scale**2)

    images = {
        "image_processor_type": "SmolVLMImageProcessor", "do_image_splitting": True,
        "max_image_size": {"longest_edge": tile}, "size": {"longest_edge": 4 * tile},
    }  # fmt: skip
    return _write(folder, config, images, tensors())


def smolvlm_256m(folder: Path) -> Path:
    """HuggingFaceTB/SmolVLM-256M-Instruct."""
    return _smolvlm(
        folder, layers=30, hidden=576, inner=1536, key_width=192, vision=(12, 768, 3072),
        tile=512, scale=4,
    )  # fmt: skip


def smolvlm_2_2b(folder: Path) -> Path:
    """HuggingFaceTB/SmolVLM2-2.2B-Instruct."""
    return _smolvlm(
        folder, layers=24, hidden=2048, inner=8192, key_width=2048, vision=(27, 1152, 4304),
        tile=384, scale=3,
    )  # fmt: skip


SHAPES: dict[str, Callable[[Path], Path]] = {
    "LLaVA-1.5-7B": llava_1_5_7b,
    "Qwen2.5-VL-7B": qwen2_5_vl_7b,
    "InternVL3-8B": internvl3_8b,
    "SmolVLM-256M": smolvlm_256m,
    "SmolVLM-2.2B": smolvlm_2_2b,
}


def _write(folder: Path, config: dict[str, Any], images: dict[str, Any], tensors: Tensors) -> Path:
    """Write config and processor files, and weights in bfloat16 of which only the header exists."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps({"torch_dtype": "bfloat16", **config}))
    (folder / "preprocessor_config.json").write_text(json.dumps(images))
    (folder / "tokenizer.json").write_text("{}")
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"chat_template": "{{ messages[0]['content'] }}"})
    )
    header: dict[str, Any] = {}
    end = 0
    for name, shape in tensors:
        start, end = end, end + 2 * math.prod(shape)
        header[name] = {"dtype": "BF16", "shape": list(shape), "data_offsets": [start, end]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with (folder / "model.safetensors").open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        file.truncate(8 + len(text) + end)
    return folder
