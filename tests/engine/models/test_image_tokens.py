"""Image tokens of published models for a picture of 640 x 480, and of damaged configs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sare_engine.models.image_tokens import image_tokens

CLIP = {"image_size": 336, "patch_size": 14}
NEXT = [[336, 672], [672, 336], [672, 672], [1008, 336], [336, 1008]]


@pytest.mark.parametrize(
    ("config", "images", "expected"),
    [
        # Each family's processor was asked for the picture, or its authors state the number.
        ({"vision_config": CLIP, "image_seq_length": 576}, {}, 576),
        ({"vision_config": CLIP, "image_grid_pinpoints": NEXT}, {}, 2340),
        (
            {"mm_tokens_per_image": 256, "vision_config": {"image_size": 896, "patch_size": 14}},
            {},
            256,
        ),
        ({"vision_config": {"image_size": 224, "patch_size": 14}}, {}, 256),
        ({"num_query_tokens": 32, "vision_config": {"image_size": 224, "patch_size": 14}}, {}, 32),
        # 640 / 28 and 480 / 28, rounded
        ({"vision_config": {"patch_size": 14}}, {"max_pixels": 12845056}, 23 * 17),
        (
            {"vision_config": {"model_type": "pixtral", "image_size": 1540, "patch_size": 14}}
            | {"spatial_merge_size": 2},
            {"size": {"longest_edge": 1540}},
            23 * 18,
        ),
        # 2048 x 1536 in tiles of 512, each 64 tokens, and the whole
        (
            {"vision_config": {"image_size": 512, "patch_size": 16}, "scale_factor": 4},
            {"size": {"longest_edge": 2048}, "max_image_size": {"longest_edge": 512}},
            (4 * 3 + 1) * 64,
        ),
        # Four by three tiles fit the picture best, and the whole
        (
            {"vision_config": {"image_size": [448, 448], "patch_size": [14, 14]}}
            | {"downsample_ratio": 0.5, "image_seq_length": 256},
            {"crop_to_patches": True, "max_patches": 12},
            13 * 256,
        ),
    ],
    ids=[
        "llava",
        "next",
        "gemma3",
        "paligemma",
        "blip2",
        "qwen2",
        "mistral3",
        "smolvlm",
        "internvl",
    ],
)
def test_a_photo(config: dict[str, Any], images: dict[str, Any], expected: int) -> None:
    assert image_tokens(config, images) == expected


VALUES = st.one_of(
    st.none(), st.integers(-3, 10**9), st.text(max_size=3), st.lists(st.integers(-2, 9), max_size=3)
)
KEYS = ["image_size", "patch_size", "model_type", "spatial_merge_size", "size", "max_pixels"]
KEYS += ["image_grid_pinpoints", "scale_factor", "downsample_ratio", "image_seq_length"]
KEYS += ["crop_to_patches", "max_patches", "min_patches", "max_image_size", "num_query_tokens"]
DAMAGED = st.dictionaries(st.sampled_from(KEYS), VALUES)


@given(DAMAGED, DAMAGED, DAMAGED)
def test_any_config_gives_a_number(
    config: dict[str, Any], vision: dict[str, Any], images: dict[str, Any]
) -> None:
    assert image_tokens({**config, "vision_config": vision}, images) >= 1
