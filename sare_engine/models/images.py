"""Read pictures of any kind as upright 8-bit RGB on white."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import importlib.util
import mimetypes
import os
import threading
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.errors import DataError, ImageError

if TYPE_CHECKING:
    from PIL import Image

IMAGE_SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".avif"}
)
"""Endings of picture files that can always be read, in lower case."""

_HEIC_SUFFIXES = frozenset({".heic", ".heif"})
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\0", b"MM\0*")
"""First bytes of JPEG, PNG, GIF and TIFF files."""
_FOREIGN_SUFFIXES = _HEIC_SUFFIXES | frozenset(
    {".jxl", ".jp2", ".psd", ".svg", ".raw", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf"}
    | {".raf", ".rw2", ".pef", ".srw", ".mov", ".mp4", ".avi", ".mkv", ".webm"}
)
_SYSTEM_FOLDERS = frozenset(
    {"@eadir", "@recycle", "@recently-snapshot", "@tmp", "#recycle", "#snapshot", "$recycle.bin"}
    | {"system volume information", "recycler", "lost+found", "__macosx", "__pycache__"}
)
"""Folders of network disks, systems and archives, in lower case."""

MAX_PIXELS = 200_000_000
"""Largest picture that is decoded (600 MB as RGB); no camera and no model needs more."""

_PLAIN_FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_SIXTEEN_BIT_MODES = ("I;16", "I;16L", "I;16B", "I;16N")
_ORIENTATION_TAG = 0x0112

_one_opens = threading.Lock()
"""Filters of warnings belong to all threads; what they let through may change for one at a time."""


def open_image(path: Path) -> Image.Image:
    """Read a picture as an RGB `PIL.Image`, turned upright.

    EXIF rotation is applied, transparency is laid on white, 16-bit grey is scaled to 8 bit, CMYK
    and palettes are converted, and of an animation the first frame is taken.

    Raises:
        ImageError: the file is missing, empty, truncated, not a picture, or too large.
    """
    try:
        with _opened(path) as image:
            return _as_rgb(_upright(image))
    except ImageError:
        raise
    except MemoryError:
        raise _too_large(path, "It does not fit into this computer's memory.") from None
    except Exception as error:  # decoders raise anything on damaged data
        raise _damaged(path, error) from error


def plain_file(path: Path) -> tuple[bytes, str] | None:
    """Return bytes and media type of a file that every program reads as `open_image` does.

    That is an upright JPEG, PNG or WebP without transparency, 16-bit grey or animation.

    Returns:
        None for other pictures.

    Raises:
        ImageError: as `open_image`, but the pixels are not decoded.
    """
    try:
        with _opened(path) as image:
            media = _PLAIN_FORMATS.get(image.format or "")
            plain = (
                media is not None
                and image.mode in ("RGB", "L")
                and not image.has_transparency_data
                and getattr(image, "n_frames", 1) == 1
                and image.getexif().get(_ORIENTATION_TAG) in (None, 1)
            )
        return (path.read_bytes(), media) if plain and media else None
    except ImageError:
        raise
    except Exception as error:
        raise _damaged(path, error) from error


def image_info(path: Path) -> tuple[int, int, str]:
    """Return `(width, height, sha256)` of a picture.

    Width and height are those of the upright picture in pixels; the hash is that of the file, as
    64 hexadecimal digits. The picture is decoded (JPEG at an eighth of its size), so that a
    damaged file is found here rather than in the middle of a job.

    Raises:
        ImageError: as `open_image`.
    """
    try:
        with _opened(path) as image:
            width, height = image.size
            if image.getexif().get(_ORIENTATION_TAG) in (5, 6, 7, 8):
                width, height = height, width
            image.draft("RGB", (max(1, width // 8), max(1, height // 8)))
            image.load()
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except ImageError:
        raise
    except MemoryError:
        raise _too_large(path, "It does not fit into this computer's memory.") from None
    except Exception as error:
        raise _damaged(path, error) from error
    return width, height, digest


@dataclass(frozen=True)
class FoundImages:
    """The files in folders that a user named.

    Attributes:
        paths: the picture files, sorted.
        skipped: pictures and videos in formats that cannot be read, sorted.
    """

    paths: list[Path]
    skipped: list[Path]


def find_images(paths: Iterable[Path]) -> list[Path]:
    """Return the picture files among `paths`; see `search_images`."""
    return search_images(paths).paths


def search_images(paths: Iterable[Path]) -> FoundImages:
    """Search `paths` for picture files: files as they are, folders recursively.

    The results are sorted, without duplicates, without hidden files (such as the `._x.jpg` that
    macOS leaves on foreign disks), and without the folders below those named in which programs and
    systems keep copies (`.ipynb_checkpoints`, `@eaDir`, a bin).

    Raises:
        DataError: a path does not exist, or the name of a file is not that of a picture.
    """
    found: set[Path] = set()
    skipped: set[Path] = set()
    suffixes = image_suffixes()
    for path in paths:
        if path.is_dir():
            for one in _visible_files(path):
                if one.suffix.lower() in suffixes:
                    found.add(one)
                elif _is_foreign(one):
                    skipped.add(one)
        elif not path.exists():
            raise DataError(
                f"{path} was not found.",
                "There is no such file or folder.",
                "Check the path and whether the disk is connected.",
            )
        elif path.suffix.lower() in suffixes:
            found.add(path)
        elif path.suffix.lower() in _HEIC_SUFFIXES:
            raise DataError(
                f"{path.name} could not be read.",
                "HEIC pictures need the package pillow-heif.",
                "Install it (pip install pillow-heif), or convert the picture to JPEG.",
            )
        else:
            raise DataError(
                f"{path.name} is not a picture.",
                f"Its name ends in {path.suffix or 'nothing'}.",
                "Use PNG, JPEG, WebP, BMP, GIF, TIFF or AVIF files.",
            )
    return FoundImages(sorted(found), sorted(skipped))


def image_suffixes() -> frozenset[str]:
    """Return the endings of files that can be read here: with HEIC if pillow-heif is installed."""
    heic = importlib.util.find_spec("pillow_heif") is not None
    return IMAGE_SUFFIXES | _HEIC_SUFFIXES if heic else IMAGE_SUFFIXES


def _visible_files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [
            one for one in folders if one[:1] != "." and one.lower() not in _SYSTEM_FOLDERS
        ]
        for name in names:
            path = Path(place, name)
            if not name.startswith(".") and path.is_file():
                yield path


def _is_foreign(path: Path) -> bool:
    if not path.suffix:
        # Nothing says that it is a picture but its content.
        try:
            with path.open("rb") as file:
                return file.read(8).startswith(_BEGINNINGS)
        except OSError:
            return False
    kind = mimetypes.guess_type(path.name)[0] or ""
    return path.suffix.lower() in _FOREIGN_SUFFIXES or kind.startswith(("image/", "video/"))


def _opened(path: Path) -> Image.Image:
    from PIL import Image, UnidentifiedImageError

    if not path.is_file():
        raise ImageError(
            f"{path} was not found.", "There is no such file.", "Check whether it was moved."
        )
    if path.stat().st_size == 0:
        raise ImageError(
            f"{path.name} could not be opened.", "The file is empty.", "Replace or remove it."
        )
    _register_heic(path)
    try:
        with _one_opens, warnings.catch_warnings():
            # Size is judged below; PIL's own warning would only reach the terminal.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(path)
    except UnidentifiedImageError:
        raise ImageError(
            f"{path.name} could not be opened.",
            "It is not a picture, or in a format that cannot be read.",
            "Use PNG, JPEG, WebP, BMP, GIF, TIFF or AVIF files.",
        ) from None
    except Image.DecompressionBombError:
        raise _too_large(path, "It has hundreds of millions of pixels.") from None
    if image.width * image.height > MAX_PIXELS:
        size = f"{image.width} x {image.height}"
        image.close()
        raise _too_large(path, f"It has {size} pixels.")
    return image


def _register_heic(path: Path) -> None:
    if path.suffix.lower() in _HEIC_SUFFIXES:
        with contextlib.suppress(ImportError):
            importlib.import_module("pillow_heif").register_heif_opener()


def _upright(image: Image.Image) -> Image.Image:
    from PIL import ImageOps

    image.seek(0)
    image.load()
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # damaged EXIF data says nothing about the pixels
        return image


def _as_rgb(image: Image.Image) -> Image.Image:
    if image.mode in _SIXTEEN_BIT_MODES:
        image = image.convert("I")
    if image.mode == "I":
        # 16-bit grey; values within 0..255 are taken for 8-bit grey in a wide container.
        largest = image.getextrema()[1]
        scale = 1.0 if isinstance(largest, (int, float)) and largest <= 255 else 1 / 257
        image = image.point(lambda value: value * scale + 0.5).convert("L")
    elif image.mode == "F":
        largest = image.getextrema()[1]
        scale = 255.0 if isinstance(largest, (int, float)) and largest <= 1 else 1.0
        image = image.point(lambda value: value * scale).convert("L")
    if image.has_transparency_data:
        from PIL import Image

        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(white, image)
    return image.convert("RGB")


def _damaged(path: Path, error: Exception) -> ImageError:
    return ImageError(
        f"{path.name} could not be read.",
        f"The file is damaged or incomplete ({error}).",
        "Replace it, or remove it from the images.",
    )


def _too_large(path: Path, why: str) -> ImageError:
    return ImageError(
        f"{path.name} is too large.",
        why,
        f"Scale it down to at most {MAX_PIXELS // 1_000_000} megapixels.",
    )
