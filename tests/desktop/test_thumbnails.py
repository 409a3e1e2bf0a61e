"""Thumbnails: upright, within a bound of memory, and none that nobody waits for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QSize

from sare_desktop.item_models.project_rows import read_rows
from sare_desktop.widgets.images.badges import badges_of
from sare_desktop.widgets.images.thumbnails import Thumbnails, read_scaled
from tests.desktop.tested_project import SCENES, draw_image, make_project
from tests.waiting import eventually


def test_thumbnails_stand_upright_and_fit(qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn clockwise
    Image.new("RGB", (400, 200), "white").save(path, exif=exif)
    image, problem = read_scaled(path, QSize(100, 100))
    assert (image.width(), image.height(), problem) == (50, 100, "")
    nothing, problem = read_scaled(tmp_path / "missing.png", QSize(100, 100))
    assert nothing.isNull() and problem


def test_thumbnails_stay_within_their_bound(qtbot: Any, tmp_path: Path) -> None:
    paths = [draw_image(tmp_path / f"{n}.png", (64, 64), n) for n in range(12)]
    thumbnails = Thumbnails(cache_bytes=5 * (64 * 64 * 4 + 256))
    thumbnails.set_box(QSize(64, 64))
    for path in paths:
        assert thumbnails.get(path) is None
    eventually(lambda: thumbnails.outstanding, 0)
    assert thumbnails.cached_bytes <= 5 * (64 * 64 * 4 + 256)
    assert sum(path in thumbnails._cache for path in paths) == 5
    thumbnails.drop_requests()
    thumbnails.shut_down()


def test_requests_out_of_sight_are_dropped(qtbot: Any, tmp_path: Path) -> None:
    thumbnails = Thumbnails()
    thumbnails._pool.setMaxThreadCount(1)
    paths = [draw_image(tmp_path / f"{n}.png", (900, 900), n) for n in range(8)]
    for path in paths:
        thumbnails.get(path)
    thumbnails.drop_requests()
    thumbnails.get(paths[0])
    eventually(lambda: thumbnails.outstanding, 0)
    assert paths[0] in thumbnails._cache
    assert len(thumbnails._cache) < 4
    thumbnails.shut_down()


def test_badges_say_what_was_judged(tmp_path: Path) -> None:
    scenes = (("The sky is blue.", {}), ("A dog runs.", {"dog": 40.0}), *SCENES[:2])
    folder = make_project(tmp_path / "project", tmp_path / "images", scenes)
    assert [badges_of(image) for image in read_rows(folder).images] == [
        [("silent", 0, "muted")],
        [("tested", 0, "grounded")],
        [("hallucinated", 1, "hallucinated")],
        [("unsure", 1, "unsure")],
        [],
    ]
