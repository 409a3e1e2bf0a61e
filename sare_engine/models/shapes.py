"""The sizes of a model folder that the memory estimates depend on, read without loading it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sare_engine.models.folder_files import PROCESSOR_FILES, read_json, text_config, whole
from sare_engine.models.image_tokens import image_tokens
from sare_engine.models.memory import BlockShape, ModelShape
from sare_engine.models.parts import part_of
from sare_engine.models.safetensors_headers import DTYPE_BITS, TensorEntry, read_tensors


def model_shape(folder: Path) -> ModelShape:
    """Return the sizes of a model folder that its memory depends on; see `memory`.

    Raises:
        ModelError: the config or the weights cannot be read.
    """
    tensors = read_tensors(folder)
    config = read_json(folder / "config.json")
    return shape_of(folder, config, tensors, part_sizes(tensors))


def part_sizes(tensors: tuple[TensorEntry, ...]) -> dict[str, int]:
    """Return the number of weights in each part."""
    sizes = {"vision_tower": 0, "projector": 0, "language_model": 0}
    for one in tensors:
        sizes[part_of(one.name)] += one.count
    return sizes


def shape_of(
    folder: Path,
    config: Mapping[str, Any],
    tensors: tuple[TensorEntry, ...],
    sizes: Mapping[str, int],
) -> ModelShape:
    """Return the sizes from a config and tensors that were read; see `model_shape`."""
    text = text_config(config)
    embedding = next(
        (
            one
            for one in tensors
            if one.name.endswith("embed_tokens.weight") and part_of(one.name) == "language_model"
        ),
        None,
    )
    tokens = image_tokens(config, _image_settings(folder))
    bits = max((DTYPE_BITS.get(one.dtype, 16) for one in tensors), default=16)
    inside = [
        one
        for one in tensors
        if part_of(one.name) == "language_model"
        and "embed" not in one.name
        and "lm_head" not in one.name
    ]
    linears = [one for one in inside if len(one.shape) == 2]
    projecting = [
        one for one in tensors if len(one.shape) == 2 and part_of(one.name) == "projector"
    ]
    layers = {match[1] for one in linears if (match := re.search(r"layers\.(\d+)\.", one.name))}
    block = [one for one in inside if re.search(r"layers\.0\.", one.name)]

    def written(*names: str) -> int | None:
        """Return the output width of the block's layer of that name; configs omit defaults."""
        pattern = rf"\.({'|'.join(names)})\."
        found = [one for one in block if len(one.shape) == 2 and re.search(pattern, one.name)]
        return found[0].shape[0] if found else None

    hidden = whole(text.get("hidden_size")) or (embedding.shape[-1] if embedding else 0)
    heads = whole(text.get("num_attention_heads")) or 1
    key_heads = whole(text.get("num_key_value_heads")) or heads
    head_size = whole(text.get("head_dim")) or hidden // heads
    return ModelShape(
        parameters=sum(sizes.values()),
        bytes_per_weight=max(1, min(bits, 32) // 8),
        layers=len(layers) or whole(text.get("num_hidden_layers")) or 0,
        hidden=hidden,
        intermediate=written("up_proj", "fc1", "w3")
        or whole(text.get("intermediate_size"))
        or 4 * hidden,
        attention_width=written("q_proj", "wq") or heads * head_size,
        key_value_width=written("k_proj", "wk") or key_heads * head_size,
        vocabulary=(embedding.shape[0] if embedding else whole(text.get("vocab_size")) or 0),
        image_tokens=tokens,
        adapter_units=sum(sum(one.shape) for one in linears),
        language_parameters=sizes["language_model"],
        linear_parameters=sum(one.count for one in linears),
        linear_outputs=sum(one.shape[0] for one in linears),
        widest_linear=max((one.count for one in linears), default=0),
        features=_features(config, tensors, hidden, tokens),
        projector_parameters=sizes["projector"],
        projector_units=sum(sum(one.shape) for one in projecting),
        block=_block(block, hidden, heads if text.get("attn_logit_softcapping") else 0),
    )


def _features(
    config: Mapping[str, Any], tensors: tuple[TensorEntry, ...], hidden: int, tokens: int
) -> int:
    """Return how many values `vision.VisionFeatures` keeps of a typical photo.

    That is the projector's input, as wide as its first layer; or the final features, if tokens
    are merged after the projector.
    """
    if str(config.get("model_type", "")) == "instructblip":
        return 0
    if config.get("image_grid_pinpoints") or config.get("model_type") == "mistral3":
        return tokens * hidden
    vision = config.get("vision_config")
    vision = vision if isinstance(vision, dict) else {}
    size, patch = whole(vision.get("image_size")), whole(vision.get("patch_size"))
    if config.get("mm_tokens_per_image") and size and patch:  # Gemma 3 pools in the projector
        return (size // patch) ** 2 * (whole(vision.get("hidden_size")) or hidden)
    projecting = [
        one
        for one in tensors
        if len(one.shape) == 2
        and part_of(one.name) == "projector"
        and not re.search(r"qformer|deepstack|query_tokens|newline", one.name)
    ]
    width = projecting[0].shape[1] if projecting else hidden
    deep = {found[1] for one in tensors if (found := re.search(r"deepstack\w*\.(\d+)", one.name))}
    return tokens * (width + len(deep) * hidden)


def _block(tensors: list[TensorEntry], hidden: int, capped_heads: int) -> BlockShape:
    """Return the shape of the block with these tensors; Llama's if there are none."""
    linears = [one for one in tensors if len(one.shape) == 2]
    if not linears:
        return BlockShape(2 * hidden, 10 * hidden, 7, capped_heads=capped_heads)
    norms = [one for one in tensors if len(one.shape) == 1 and "norm" in one.name]
    widths = 0
    for norm in norms:
        if norm.name.endswith(".weight"):
            # A norm of queries or keys may be as wide as one head, but reads the output of all.
            layer = re.sub(r"_?(layer)?norm$", "_proj", norm.name.removesuffix(".weight"))
            wide = [one.shape[0] for one in linears if one.name == f"{layer}.weight"]
            widths += wide[0] if wide else norm.shape[0]
    return BlockShape(
        norm_inputs=widths,
        linear_inputs=sum(one.shape[1] for one in linears),
        linears=len(linears),
        gated=any("gate" in one.name or ".w3." in one.name for one in linears),
        layer_norm=any(norm.name.endswith(".bias") for norm in norms),
        capped_heads=capped_heads,
    )


def _image_settings(folder: Path) -> Mapping[str, Any]:
    """Return the settings of the image processor; newer folders nest them in the processor's."""
    for name in PROCESSOR_FILES:
        path = folder / name
        if path.is_file():
            data = read_json(path)
            nested = data.get("image_processor")
            if isinstance(nested, dict):
                return nested
            if name == PROCESSOR_FILES[-1]:
                return data
    return {}
