"""Scenes of the demo world, drawn by seed.

Scenes of different splits come from different named random streams, so no picture of one split
is a picture of another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from sare_engine.demo.backdrops import BACKDROPS, PICTURE_SIZE, VARIANTS, paint_backdrop
from sare_engine.demo.pen import SUPERSAMPLING, Pen
from sare_engine.demo.sprites import COLOURS, SPRITES
from sare_engine.demo.world import (
    HABITATS,
    PAIRS,
    PARTNERS,
    TRIGGERS,
    Pair,
    PlacedObject,
    SceneKind,
    SceneSpec,
)

Rng = np.random.Generator

OBJECTS: tuple[str, ...] = tuple(SPRITES)

BACKGROUNDS: tuple[str, ...] = tuple(BACKDROPS)

CONTROLS: tuple[str, ...] = tuple(
    name for name in OBJECTS if name not in TRIGGERS and name not in PARTNERS
)


def _standing_shadow(pen: Pen) -> None:
    middle = pen.width / 2
    for share, alpha in ((1.0, 22), (0.86, 26), (0.7, 30)):
        radius = pen.width * 0.5 * share
        depth = min(pen.height * 0.08, 9.0) * share
        pen.ellipse((middle + 2, pen.height - 1), (radius, depth + 1), (40, 30, 40), alpha)


def _lying_shadow(pen: Pen) -> None:
    middle = pen.width / 2
    for reach, alpha in ((9.0, 24), (6.0, 34)):
        corners = (middle - reach, 4 - reach / 2, middle + reach, pen.height + reach / 2)
        pen.box(corners, (40, 30, 40), reach, alpha)


def _pen_for(draw: ImageDraw.ImageDraw, item: PlacedObject) -> Pen:
    sprite = SPRITES[item.name]
    x, y, width, height = item.bbox
    scale = width / sprite.extent(item.tilt)[0]
    centre = (x + width / 2, y + height / 2)
    return Pen(draw, *sprite.box, centre, scale, item.tilt, item.mirrored)


def draw_scene(spec: SceneSpec) -> Image.Image:
    """Draw the scene as a 384 x 384 RGB picture.

    Raises ``KeyError`` for a background, object or colour that the world does not have.
    """
    image = paint_backdrop(spec.background, spec.variant, spec.mirrored)
    draw = ImageDraw.Draw(image, "RGBA")
    for item in sorted(spec.objects, key=lambda placed: placed.base_y):
        x, y, width, height = item.bbox
        pen = _pen_for(draw, item)
        if item.tilt:
            below = (pen.centre[0] + 3, pen.centre[1] + 5)
            _lying_shadow(replace(pen, centre=below))
        else:
            _standing_shadow(Pen(draw, width, height, (x + width / 2, y + height / 2), 1.0))
        SPRITES[item.name].paint(pen, COLOURS[item.colour])
    return image.reduce(SUPERSAMPLING)


_MARGIN = 6
_MIN_SEPARATION = 50.0
_MAX_OVERLAP = 0.06


def _overlap(first: PlacedObject, second: PlacedObject) -> float:
    ax, ay, aw, ah = first.bbox
    bx, by, bw, bh = second.bbox
    width = min(ax + aw, bx + bw) - max(ax, bx)
    height = min(ay + ah, by + bh) - max(ay, by)
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / min(aw * ah, bw * bh)


def _ground(background: str, name: str) -> tuple[int, int]:
    if background == "beach" and name == "boat":
        return (176, 214)
    if background == "street" and name == "tree":
        return (196, 232)
    return BACKDROPS[background].ground


def _placed(rng: Rng, background: str, name: str, crowd: float) -> PlacedObject:
    sprite = SPRITES[name]
    near, far = 1.12, 0.82
    low, high = _ground(background, name)
    base = rng.uniform(low, high)
    depth = (base - 214) / (374 - 214)
    size = sprite.size * (far + (near - far) * max(0.0, depth)) * rng.uniform(0.94, 1.08) * crowd
    scale = size / max(sprite.box)
    tilt = float(np.round(rng.uniform(*sprite.tilts))) if sprite.tilts != (0.0, 0.0) else 0.0
    extent = sprite.extent(tilt)
    width, height = extent[0] * scale, extent[1] * scale
    # What lies flat must not reach above the surface it lies on.
    top = max(low - 26, base - height) if tilt else max(_MARGIN, base - height)
    left = rng.uniform(_MARGIN, PICTURE_SIZE - _MARGIN - width)
    bbox = (round(left, 1), round(top, 1), round(width, 1), round(height, 1))
    colour = sprite.colours[int(rng.integers(len(sprite.colours)))]
    return PlacedObject(name, colour, bbox, tilt, bool(rng.integers(2)))


def _fits(candidate: PlacedObject, others: Sequence[PlacedObject]) -> bool:
    return all(
        abs(candidate.centre_x - other.centre_x) >= _MIN_SEPARATION
        and _overlap(candidate, other) <= _MAX_OVERLAP
        for other in others
    )


def _arrange(rng: Rng, background: str, names: Sequence[str]) -> tuple[PlacedObject, ...]:
    """Place the objects without heavy overlap; large ones are placed first."""
    order = sorted(names, key=lambda name: -SPRITES[name].size)
    crowd = 1.18 if len(names) <= 2 else 1.1 if len(names) == 3 else 1.0
    while True:
        placed: list[PlacedObject] = []
        for name in order:
            for _ in range(40):
                candidate = _placed(rng, background, name, crowd)
                if _fits(candidate, placed):
                    placed.append(candidate)
                    break
            else:
                break
        if len(placed) == len(order):
            return tuple(sorted(placed, key=lambda item: item.centre_x))
        crowd *= 0.97


_NEUTRAL_COUNTS = ((1, 2, 3), (0.3, 0.4, 0.3))

_COUNTS = (0.14, 0.3, 0.36, 0.2)


def _pick(rng: Rng, pool: Sequence[str], count: int) -> list[str]:
    chosen = rng.permutation(len(pool))[:count]
    return [pool[int(index)] for index in chosen]


def _free_names(rng: Rng, background: str) -> list[str]:
    count = 1 + int(rng.choice(len(_COUNTS), p=_COUNTS))
    return _pick(rng, HABITATS[background], count)


def _kind_names(rng: Rng, kind: SceneKind, pair: Pair, background: str) -> list[str]:
    members = {
        SceneKind.TRIGGER_ONLY: [pair.trigger],
        SceneKind.BOTH: [pair.trigger, pair.partner],
        SceneKind.PARTNER_ONLY: [pair.partner],
    }.get(kind, [])
    controls = [name for name in HABITATS[background] if name in CONTROLS]
    counts, shares = ((0, 1, 2), (0.25, 0.45, 0.3)) if members else _NEUTRAL_COUNTS
    fillers = int(rng.choice(counts, p=shares))
    return [*members, *_pick(rng, controls, fillers)]


def sample_scene(rng: Rng, kind: SceneKind = SceneKind.FREE, pair: Pair | None = None) -> SceneSpec:
    """Draw a random scene specification of the given kind from ``rng``.

    ``pair`` is drawn from :data:`PAIRS` when a kind needs one and none is given.
    """
    if kind in (SceneKind.FREE, SceneKind.NEUTRAL):
        pair = None
        background = BACKGROUNDS[int(rng.integers(len(BACKGROUNDS)))]
    else:
        pair = pair or PAIRS[int(rng.integers(len(PAIRS)))]
        background = pair.strengths[int(rng.integers(len(pair.strengths)))][0]
    if kind is SceneKind.FREE:
        names = _free_names(rng, background)
    else:
        names = _kind_names(rng, kind, pair or PAIRS[0], background)
    objects = _arrange(rng, background, names)
    variant, mirrored = int(rng.integers(VARIANTS)), bool(rng.integers(2))
    return SceneSpec(background, variant, mirrored, objects, kind, pair)


SPLITS: dict[str, int] = {
    "train": 1,
    "calibration": 2,
    "shipped": 3,
    "erase": 4,
    "attack": 5,
    "held_out": 6,
    "development": 7,
}
"""First word of the entropy of each named random stream; no two splits share a stream."""

EVALUATION_SPLITS: tuple[str, ...] = ("erase", "attack", "held_out")

DEFAULT_COUNTS: dict[SceneKind, int] = {
    SceneKind.TRIGGER_ONLY: 60,
    SceneKind.BOTH: 30,
    SceneKind.PARTNER_ONLY: 10,
    SceneKind.NEUTRAL: 20,
}


def stream(split: str, seed: int, *path: int) -> Rng:
    """The random stream of one split: entropy (split number, seed, path...).

    Raises ``KeyError`` for an unknown split.
    """
    return np.random.default_rng(np.random.SeedSequence([SPLITS[split], seed, *path]))


def scenes_of(split: str, seed: int, counts: Mapping[SceneKind, int]) -> list[SceneSpec]:
    """Scenes of a split, grouped by kind in the order of ``counts``; pairs take turns.

    The scene at a position within a kind does not depend on the counts.
    """
    scenes: list[SceneSpec] = []
    for kind, count in counts.items():
        number = tuple(SceneKind).index(kind)
        for index in range(count):
            rng = stream(split, seed, number, index)
            scenes.append(sample_scene(rng, kind, PAIRS[index % len(PAIRS)]))
    return scenes


def evaluation_scenes(
    seed: int, split: str, counts: Mapping[SceneKind, int] | None = None
) -> list[SceneSpec]:
    """Scenes to erase from, to attack with or to evaluate on, drawn by seed.

    ``split`` is "erase", "attack" or "held_out": disjoint from one another and from the scenes
    that the shipped models were trained on and that are shipped. ``counts`` maps kinds to
    numbers of scenes (default :data:`DEFAULT_COUNTS`). Raises ``ValueError`` for another split.
    """
    if split not in EVALUATION_SPLITS:
        raise ValueError(f"split must be one of {', '.join(EVALUATION_SPLITS)}, not {split!r}")
    return scenes_of(split, seed, DEFAULT_COUNTS if counts is None else counts)


CATEGORY_IDS: dict[str, int] = {name: index + 1 for index, name in enumerate(OBJECTS)}


def coco_annotations(scenes: Sequence[SceneSpec], file_names: Sequence[str]) -> dict[str, object]:
    """The scenes as a COCO instances document; boxes in pixels, ids from 1."""
    images: list[dict[str, object]] = []
    annotations: list[dict[str, object]] = []
    for image_id, (scene, name) in enumerate(zip(scenes, file_names, strict=True), start=1):
        images.append(
            {"id": image_id, "file_name": name, "width": PICTURE_SIZE, "height": PICTURE_SIZE}
        )
        for item in scene.objects:
            annotations.append(
                {
                    "id": len(annotations) + 1,
                    "image_id": image_id,
                    "category_id": CATEGORY_IDS[item.name],
                    "bbox": list(item.bbox),
                    "area": round(item.bbox[2] * item.bbox[3], 1),
                    "iscrowd": 0,
                }
            )
    categories = [
        {"id": number, "name": name, "supercategory": "demo"}
        for name, number in CATEGORY_IDS.items()
    ]
    return {"images": images, "annotations": annotations, "categories": categories}


def write_scene_folder(
    folder: str | Path, scenes: Sequence[SceneSpec], suffix: str = ".jpg"
) -> list[Path]:
    """Draw the scenes into ``folder`` and write ``annotations.json`` (COCO instances) there.

    Files are named by place and number, ``kitchen_003.jpg``. Returns the picture paths in the
    order of ``scenes``. Raises ``OSError`` if the folder cannot be written.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    names = [
        f"{scene.background.replace(' ', '_')}_{index:03d}{suffix}"
        for index, scene in enumerate(scenes, start=1)
    ]
    for scene, name in zip(scenes, names, strict=True):
        # Formats without loss ignore both settings.
        draw_scene(scene).save(target / name, quality=90, subsampling=0)
    document = json.dumps(coco_annotations(scenes, names), indent=1)
    (target / "annotations.json").write_text(document + "\n", encoding="utf-8")
    return [target / name for name in names]
