"""Pictures as data URLs, within a limit on their size."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.models.images import open_image, plain_file

if TYPE_CHECKING:
    from PIL import Image

_QUALITY = 95
_SMALLEST = 32
"""Pixels of a side below which a picture is not scaled down further."""


@dataclass(frozen=True)
class SentPicture:
    """A picture as a server gets it.

    Attributes:
        url: the picture as a data URL.
        reduced: how it was made smaller, in words; "" if its pixels are those of the file.
    """

    url: str
    reduced: str = ""


def sent_picture(path: Path, limit: int) -> SentPicture:
    """Return a picture as a data URL of at most `limit` bytes where possible.

    Files that every program reads in the same way are sent as they are. Others are sent as PNG:
    upright, in RGB on white, as the model on this computer sees them. What is larger than the limit
    is compressed as JPEG, and then scaled down as far as needed.

    Args:
        path: the picture.
        limit: bytes of the URL.

    Raises:
        ImageError: the picture cannot be read.
    """
    plain = plain_file(path)
    if plain is not None and _url_bytes(len(plain[0])) <= limit:
        return SentPicture(_url(*plain))
    image = open_image(path)
    if plain is None:
        exact = _encoded(image, "PNG")
        if _url_bytes(len(exact)) <= limit:
            return SentPicture(_url(exact, "image/png"))
    scaled = image
    while True:
        data = _encoded(scaled, "JPEG")
        size = _url_bytes(len(data))
        if size <= limit or min(scaled.size) <= _SMALLEST:
            break
        factor = min(0.9, 0.95 * (limit / size) ** 0.5)
        width, height = (max(_SMALLEST, round(side * factor)) for side in scaled.size)
        scaled = image.resize((width, height))
    reduced = "compressed as JPEG"
    if scaled.size != image.size:
        before, after = (f"{one.width} x {one.height}" for one in (image, scaled))
        reduced = f"scaled down from {before} to {after}"
    return SentPicture(_url(data, "image/jpeg"), reduced)


def _encoded(image: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    if kind == "JPEG":
        image.save(buffer, kind, quality=_QUALITY, subsampling=0)
    else:
        image.save(buffer, kind, compress_level=1)
    return buffer.getvalue()


def _url(data: bytes, media: str) -> str:
    return f"data:{media};base64,{base64.b64encode(data).decode('ascii')}"


def _url_bytes(count: int) -> int:
    return (count + 2) // 3 * 4 + len("data:image/jpeg;base64,")
