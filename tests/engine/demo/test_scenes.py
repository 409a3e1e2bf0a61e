"""Scenes: determinism, disjoint streams, honest boxes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from demo_models.captions import named_objects, vocabulary_lines
from sare_engine.demo.backdrops import PICTURE_SIZE
from sare_engine.demo.scenes import (
    CONTROLS,
    EVALUATION_SPLITS,
    OBJECTS,
    SPLITS,
    draw_scene,
    evaluation_scenes,
    sample_scene,
    scenes_of,
    stream,
    write_scene_folder,
)
from sare_engine.demo.world import HABITATS, PAIRS, SceneKind, SceneSpec

COUNTS = dict.fromkeys(SceneKind, 10)


def _pixels(scene: SceneSpec) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.asarray(draw_scene(scene))


def test_same_seed_gives_the_same_picture() -> None:
    first = sample_scene(np.random.default_rng(5), SceneKind.BOTH)
    second = sample_scene(np.random.default_rng(5), SceneKind.BOTH)
    assert first == second
    assert np.array_equal(_pixels(first), _pixels(second))
    assert draw_scene(first).size == (PICTURE_SIZE, PICTURE_SIZE)


def test_splits_are_disjoint() -> None:
    assert len(set(SPLITS.values())) == len(SPLITS)
    seen: set[SceneSpec] = set()
    for split in SPLITS:
        scenes = set(scenes_of(split, 0, COUNTS))
        assert not scenes & seen
        seen |= scenes
    assert stream("train", 0, 1).random() != stream("held_out", 0, 1).random()


def test_evaluation_scenes_depend_on_seed_and_refuse_other_splits() -> None:
    for split in EVALUATION_SPLITS:
        assert evaluation_scenes(1, split, COUNTS) == evaluation_scenes(1, split, COUNTS)
        assert evaluation_scenes(1, split, COUNTS) != evaluation_scenes(2, split, COUNTS)
    with pytest.raises(ValueError, match="split must be one of"):
        evaluation_scenes(0, "train")


def test_more_scenes_keep_the_first_ones() -> None:
    few = evaluation_scenes(3, "erase", {SceneKind.BOTH: 4})
    many = evaluation_scenes(3, "erase", {SceneKind.BOTH: 9})
    assert many[:4] == few


def test_kinds_show_what_they_promise() -> None:
    for scene in scenes_of("development", 0, dict.fromkeys(SceneKind, 40)):
        names = set(scene.names)
        assert len(names) == len(scene.names)
        assert 1 <= len(names) <= 5
        assert names <= set(HABITATS[scene.background])
        if scene.pair is None:
            continue
        assert (scene.pair.trigger in names) == (scene.kind is not SceneKind.PARTNER_ONLY)
        assert (scene.pair.partner in names) == (scene.kind is not SceneKind.TRIGGER_ONLY)
        assert names - {scene.pair.trigger, scene.pair.partner} <= set(CONTROLS)


def test_boxes_lie_in_the_picture_and_run_from_left_to_right() -> None:
    for scene in scenes_of("development", 1, {SceneKind.FREE: 200}):
        centres = [item.centre_x for item in scene.objects]
        assert centres == sorted(centres)
        for item in scene.objects:
            x, y, width, height = item.bbox
            assert x >= 0
            assert y >= 0
            assert x + width <= PICTURE_SIZE
            assert y + height <= PICTURE_SIZE


def test_objects_are_drawn_where_their_boxes_are() -> None:
    for scene in scenes_of("development", 2, {SceneKind.TRIGGER_ONLY: 15}):
        bare = SceneSpec(scene.background, scene.variant, scene.mirrored, ())
        for item in scene.objects:
            alone = SceneSpec(scene.background, scene.variant, scene.mirrored, (item,))
            changed = np.abs(_pixels(alone).astype(int) - _pixels(bare)).max(-1) > 14
            rows, columns = np.nonzero(changed)
            x, y, width, height = item.bbox
            # A shadow may reach a little below and beside the object.
            assert columns.min() >= x - 8
            assert columns.max() <= x + width + 8
            assert rows.min() >= y - 3
            assert rows.max() <= y + height + 12
            assert columns.max() - columns.min() >= 0.75 * width
            assert rows.max() - rows.min() >= 0.75 * height


def test_world_has_planted_pairs_and_controls() -> None:
    assert len(OBJECTS) >= 18
    assert len(PAIRS) >= 4
    assert len(CONTROLS) >= 5
    for pair in PAIRS:
        for background, strength in pair.strengths:
            assert 0 <= strength <= 1
            assert {pair.trigger, pair.partner} <= set(HABITATS[background])
        assert 0.3 <= pair.strength <= 0.95


def test_folder_holds_pictures_and_matching_annotations(tmp_path: Path) -> None:
    scenes = evaluation_scenes(0, "attack", {SceneKind.BOTH: 5, SceneKind.NEUTRAL: 2})
    paths = write_scene_folder(tmp_path / "scenes", scenes)
    record = json.loads((tmp_path / "scenes" / "annotations.json").read_text(encoding="utf-8"))
    names = {entry["id"]: entry["name"] for entry in record["categories"]}
    for path, scene, entry in zip(paths, scenes, record["images"], strict=True):
        assert entry["file_name"] == path.name
        with Image.open(path) as picture:
            assert picture.size == (entry["width"], entry["height"])
        shown = [
            (names[note["category_id"]], tuple(note["bbox"]))
            for note in record["annotations"]
            if note["image_id"] == entry["id"]
        ]
        assert shown == [(item.name, item.bbox) for item in scene.objects]


def test_vocabulary_covers_every_object() -> None:
    lines = vocabulary_lines()
    assert [line.split("/")[0] for line in lines] == list(OBJECTS)
    for name, line in zip(OBJECTS, lines, strict=True):
        for word in re.split(", |/", line):
            assert named_objects(f"There is a {word} here.") == (name,)
    assert "knife/knives" in lines and "dog/dogs, puppy/puppies" in lines
