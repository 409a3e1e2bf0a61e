"""The README's moving picture is that of the screenshots beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageSequence

import moving_picture

PICTURES = moving_picture.PICTURES


def frame_count(picture: Image.Image) -> int:
    return sum(1 for _ in ImageSequence.Iterator(picture))


def test_frames_are_shown_in_turn_without_end(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (1280, 800), colour) for colour in ("red", "green", "blue")]
    path = tmp_path / "picture.gif"
    path.write_bytes(moving_picture.moving_picture(frames))
    with Image.open(path) as made:
        assert (made.format, frame_count(made), made.size) == ("GIF", 3, (960, 600))
        assert made.info["duration"] == 3000 and made.info["loop"] == 0
        for number, frame in enumerate(frames):
            made.seek(number)
            assert made.convert("RGB").getpixel((5, 5)) == frame.getpixel((5, 5))


@pytest.mark.parametrize("scheme", moving_picture.SCHEMES)
def test_it_shows_every_step_and_stays_small(scheme: str) -> None:
    path = PICTURES / f"tour-{scheme}.gif"
    with Image.open(path) as picture:
        assert frame_count(picture) == len(moving_picture.PAGES)
    assert path.stat().st_size < 1_000_000
