"""How many tokens a typical photo takes in a model's prompt, from the model's config files.

Families cut a picture into tiles, scale it, or use it as it is. The numbers are for a picture of
640 x 480 pixels, the usual size in COCO.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

WIDTH, HEIGHT = 640, 480

_UNKNOWN = 1024
"""Used where the files do not state enough."""


def image_tokens(config: Mapping[str, Any], images: Mapping[str, Any]) -> int:
    """Return the tokens of a photo.

    Args:
        config: the model's config.json.
        images: the settings of its image processor.
    """
    try:
        return max(1, int(_tokens(config, images)))
    except (TypeError, ValueError, ArithmeticError, AttributeError):
        return _UNKNOWN  # an estimate must not fail because of an unusual config


def _tokens(config: Mapping[str, Any], images: Mapping[str, Any]) -> float:
    for key in ("num_query_tokens", "mm_tokens_per_image"):  # BLIP's families, Gemma 3
        if _whole(config.get(key)):
            return float(config[key])
    vision = config.get("vision_config")
    vision = vision if isinstance(vision, dict) else {}
    size, patch = _whole(vision.get("image_size")), _whole(vision.get("patch_size"))
    stated = _whole(config.get("image_seq_length"))
    any_size = not size or vision.get("model_type") == "pixtral"
    if patch and any_size:
        return _of_any_size(config, vision, images, patch)
    if not size or not patch:
        return stated or _UNKNOWN
    side = size // patch
    pinpoints = config.get("image_grid_pinpoints")
    if isinstance(pinpoints, list) and pinpoints:
        return _of_pinpoints(pinpoints, size, side, str(config.get("vision_aspect_ratio", "")))
    shrink = float(config.get("downsample_ratio") or 1.0) / float(config.get("scale_factor") or 1)
    tile = max(1, round((side * shrink) ** 2))
    tile = min(stated, tile) if stated else tile
    return tile * _tiles(images, size)


def _of_any_size(
    config: Mapping[str, Any], vision: Mapping[str, Any], images: Mapping[str, Any], patch: int
) -> int:
    """Qwen-VL bounds the number of pixels, Pixtral the longer edge."""
    limit = images.get("size")
    limit = _whole(limit.get("longest_edge")) if isinstance(limit, dict) else None
    if vision.get("model_type") == "pixtral":
        step = patch * (_whole(config.get("spatial_merge_size")) or 1)
        scale = min(1.0, (limit or 1024) / WIDTH)
        return math.ceil(WIDTH * scale / step) * math.ceil(HEIGHT * scale / step)
    step = patch * (_whole(vision.get("spatial_merge_size")) or 2)
    limit = _whole(images.get("max_pixels")) or limit or WIDTH * HEIGHT
    if limit < WIDTH * HEIGHT:
        scale = math.sqrt(limit / (WIDTH * HEIGHT))
        columns, rows = int(WIDTH * scale / step), int(HEIGHT * scale / step)
    else:
        columns, rows = round(WIDTH / step), round(HEIGHT / step)
    return max(1, columns) * max(1, rows)


def _of_pinpoints(pinpoints: Sequence[Any], size: int, side: int, ratio: str) -> float:
    """LLaVA-NeXT and LLaVA-OneVision: the whole picture, and its tiles with line breaks."""

    def fit(pinpoint: Any) -> tuple[int, int]:
        height, width = pinpoint
        scale = min(width / WIDTH, height / HEIGHT)
        used = min(int(WIDTH * scale) * int(HEIGHT * scale), WIDTH * HEIGHT)
        return used, used - width * height

    height, width = max(pinpoints, key=fit)
    columns, rows = width // size * side, height // size * side
    # The bands that fill up the tiles are cut off again.
    if columns / rows < WIDTH / HEIGHT:
        rows = round(HEIGHT * columns / WIDTH)
    else:
        columns = round(WIDTH * rows / HEIGHT)
    if ratio.startswith("anyres_max_"):
        over = math.sqrt(columns * rows / (int(ratio.rpartition("_")[2]) * side**2))
        if over > 1.1:
            columns, rows = int(columns / over), int(rows / over)
    return float(side**2 + rows * (columns + 1))


def _tiles(images: Mapping[str, Any], size: int) -> int:
    """Tiles of a photo, the whole picture included."""
    largest, resized = images.get("max_image_size"), images.get("size")
    if isinstance(largest, dict) and isinstance(resized, dict):  # Idefics3, SmolVLM
        tile, edge = _whole(largest.get("longest_edge")), _whole(resized.get("longest_edge"))
        if tile and edge and images.get("do_image_splitting", True):
            tiles = math.ceil(edge / tile) * math.ceil(edge * HEIGHT / WIDTH / tile)
            return tiles + 1 if tiles > 1 else 1
    if images.get("crop_to_patches"):  # InternVL
        fewest = _whole(images.get("min_patches")) or 1
        most = min(_whole(images.get("max_patches")) or 12, 64)
        grids = sorted(
            (
                (columns, rows)
                for columns in range(1, most + 1)
                for rows in range(1, most + 1)
                if fewest <= columns * rows <= most
            ),
            key=lambda grid: grid[0] * grid[1],
        )
        best = (1, 1)
        nearest = math.inf
        for columns, rows in grids:
            difference = abs(WIDTH / HEIGHT - columns / rows)
            large = 0.5 * size * size * columns * rows < WIDTH * HEIGHT
            if difference < nearest or (difference == nearest and large):
                best, nearest = (columns, rows), difference
        tiles = best[0] * best[1]
        return tiles + 1 if tiles > 1 else 1
    return 1


def _whole(value: Any) -> int | None:
    """A number, or the first of a pair such as [448, 448]."""
    if isinstance(value, (list, tuple)) and value:
        value = value[0]
    return value if isinstance(value, int) and not isinstance(value, bool) else None
