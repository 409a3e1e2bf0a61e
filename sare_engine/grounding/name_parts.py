"""The parts of a picture's name: folders, suffix, number, and what tools and addresses add."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

_SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".avif", ".jfif"}
    | {".heic", ".heif"}
)
_LAST_NUMBER = re.compile(r"\d+$")
_LOCAL_FILE = re.compile(r"[?&]d=([^&#]+)")
"""Label Studio's address of a file that it read from a folder: `/data/local-files/?d=a/b.jpg`."""
_ADDRESS = re.compile(r"^\w+://[^/]+/")
_TOOL_NAMES = (
    # Label Studio writes eight characters of a UUID before the name of an uploaded file.
    re.compile(r"^[0-9a-f]{8}-(?P<name>.+)$", re.IGNORECASE),
    # Roboflow's export of photo.jpg is photo_jpg.rf.<hash>.jpg.
    re.compile(r"^(?P<name>.+)_(?P<suffix>png|jpe?g|webp|bmp)\.rf\.\w+(\.\w+)?$", re.IGNORECASE),
)
_NEUTRAL_FOLDERS = frozenset(
    {"images", "image", "imgs", "img", "jpegimages", "pictures", "labels", "annotations", "xmls"}
)
"""Folders that stand side by side, one with the pictures and one with their annotations."""
_PART = re.compile(r"(?P<part>train|val|test)(?:ing|id|idation)?[-_]?\d*")
"""Folders of the parts of a data set: train, val2017, validation …"""
_WIDE_NUMBER = 12
"""Digits of the numbers in COCO's file names, which are the ids of its images."""
NO_NUMBER = -1


def plain_name(name: str) -> str:
    """Return a name with forward slashes, even if Windows wrote it."""
    return name.strip().replace("\\", "/")


def common_end(place: str, image: Path) -> tuple[int, int]:
    """Return how many folders agree from the end, without and with those that stand side by side.

    The file names are left out: they are known to be equal.
    """
    folders = [folded(one) for one in PurePosixPath(place).parent.parts]
    others = [folded(one) for one in image.parent.parts]
    return (
        _agreeing(
            [one for one in folders if one not in _NEUTRAL_FOLDERS],
            [one for one in others if one not in _NEUTRAL_FOLDERS],
        ),
        _agreeing(folders, others),
    )


def is_elsewhere(name: str, image: Path) -> bool:
    """Whether a name and a picture are in folders of different parts of a data set."""
    named = _part_of(decoded_name(name).split("/")[:-1]) if "/" in name or "\\" in name else None
    return named is not None and _part_of(image.parent.parts) not in (None, named)


def _part_of(folders: Sequence[str]) -> str | None:
    """Return the part of a data set that the last of some folders is for, or None."""
    nearest = next(
        (one for one in map(folded, reversed(folders)) if one not in _NEUTRAL_FOLDERS), ""
    )
    found = _PART.fullmatch(nearest)
    return found and found["part"]


def _agreeing(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(reversed(one), reversed(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def decoded_name(name: str) -> str:
    """Return the path in a name that is an address, with % codes resolved."""
    name = plain_name(name)
    if not any(one in name for one in "%:="):
        return name
    local = _LOCAL_FILE.search(name)
    if local:
        name = local[1]
    elif _ADDRESS.match(name):
        name = _ADDRESS.sub("", name).partition("?")[0]
    return plain_name(unquote(name)) if "%" in name else name


# Strings are cut by hand here: a PurePath takes ten times as long, and files have 100,000 names.


def last_part(name: str) -> str:
    """Return the file name in a name."""
    return plain_name(name).rpartition("/")[2]


def split_suffix(name: str) -> tuple[str, str]:
    """Return stem and suffix of a file name, as `Path` does."""
    stem, dot, suffix = name.rpartition(".")
    return (stem, dot + suffix) if stem else (name, "")


def has_suffix(name: str) -> bool:
    """Whether a file name has the suffix of a picture."""
    return split_suffix(name)[1].lower() in _SUFFIXES


def stem_of(name: str) -> str:
    """Return a file name without the suffix of a picture."""
    stem, suffix = split_suffix(name)
    return stem if suffix.lower() in _SUFFIXES else name


def folded(name: str) -> str:
    """Return a name with capitals and the two spellings of a letter counted as equal."""
    if name.isascii():
        return name.lower()
    # Composed again after casefold(), which can take letters apart.
    lower = unicodedata.normalize("NFC", name).casefold()
    return unicodedata.normalize("NFC", lower)


def without_tool(name: str) -> str:
    """Return a file name without what a labelling tool has added, or ""."""
    if name[8:9] != "-" and ".rf." not in name:
        return ""
    for pattern in _TOOL_NAMES:
        found = pattern.match(name)
        if found:
            parts = found.groupdict()
            return ".".join(filter(None, (parts["name"], parts.get("suffix"))))
    return ""


def number_of(stem: str) -> int:
    """Return the number at the end of a name, or `NO_NUMBER`."""
    digits = _LAST_NUMBER.search(stem)
    # No picture has a longer number, and Python refuses to read thousands of digits.
    return int(digits[0]) if digits and len(digits[0]) <= 20 else NO_NUMBER


def is_wide(name: str) -> bool:
    """Whether the number at the end of a name is as long as those of COCO's pictures."""
    digits = _LAST_NUMBER.search(stem_of(last_part(name)))
    return digits is not None and len(digits[0]) >= _WIDE_NUMBER


def spellings_of(name: str) -> Iterator[str]:
    """Yield the folded file name as it is written, and as an address means it."""
    yield folded(last_part(name))
    decoded = decoded_name(name)
    if decoded != name:
        yield folded(last_part(decoded))


def as_uploaded(image: str) -> Iterator[str]:
    """Yield a picture's name and stem, also with the underscores that Label Studio writes."""
    for one in dict.fromkeys((image, image.replace(" ", "_"))):
        yield one
        yield split_suffix(one)[0]


def own_names(image: str) -> Iterator[str]:
    """Yield what a picture was called before a tool or an address changed its name."""
    for one in (without_tool(image), unquote(image)):
        if one and one != image:
            yield one
            yield split_suffix(one)[0]
