"""A moving picture of the way through the pages, made of their screenshots.

`make screenshots` makes it last; `python packaging/moving_picture.py` makes it alone.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from sare_engine.files import atomic_write_bytes

PICTURES = Path(__file__).resolve().parents[1] / "assets" / "screenshots"
PAGES = ("images", "concepts", "erase", "robustness", "export")
"""The pages shown, in the order of the work."""
SCHEMES = ("dark", "light")
WIDTH = 960
SECONDS = 3.0
"""How long each page is shown."""


def moving_picture(frames: Sequence[Image.Image]) -> bytes:
    """Return a GIF that shows pictures in turn, without end.

    Args:
        frames: pictures of one size; they are scaled to a width of `WIDTH` pixels.
    """
    reduced = []
    for frame in frames:
        size = (WIDTH, round(frame.height * WIDTH / frame.width))
        scaled = frame.convert("RGB").resize(size, Image.Resampling.LANCZOS)
        reduced.append(scaled.quantize(128, dither=Image.Dither.NONE))
    file = io.BytesIO()
    reduced[0].save(
        file,
        "GIF",
        save_all=True,
        append_images=reduced[1:],
        duration=round(1000 * SECONDS),
        loop=0,
    )
    return file.getvalue()


def make(folder: Path = PICTURES) -> list[Path]:
    """Write `tour-dark.gif` and `tour-light.gif` beside the screenshots; returns their paths."""
    written = []
    for scheme in SCHEMES:
        frames = [Image.open(folder / f"{page}-{scheme}.png") for page in PAGES]
        path = folder / f"tour-{scheme}.gif"
        atomic_write_bytes(path, moving_picture(frames))
        written.append(path)
    return written


if __name__ == "__main__":
    for picture in make():
        print(f"{picture.name}: {picture.stat().st_size / 1000:.0f} kB")
