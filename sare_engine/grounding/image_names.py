"""Matching names in annotation and caption files with pictures; such files name them loosely."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

_SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".avif", ".jfif"}
)
_LAST_NUMBER = re.compile(r"\d+$")


def plain_name(name: str) -> str:
    """Return a name with forward slashes, even if Windows wrote it."""
    return name.strip().replace("\\", "/")


class ImageNames:
    """Names given in a file, to be looked up by the pictures' paths.

    A picture is found by its file name; if several names end in it, by the end of its path; by its
    name without the suffix, if the file gives none; and by the number at the end of its name, if
    one side is only a number ("40468" for "COCO_val2014_000000040468.jpg").
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_name: dict[str, list[str]] = {}
        self._by_stem: dict[str, list[str]] = {}
        self._by_number: dict[int | None, list[str]] = {}
        self._by_last_number: dict[int | None, list[str]] = {}
        for name in dict.fromkeys(names):
            path = PurePosixPath(plain_name(name))
            self._by_name.setdefault(path.name, []).append(name)
            self._by_last_number.setdefault(_number(path.stem), []).append(name)
            if path.suffix.lower() not in _SUFFIXES:
                self._by_stem.setdefault(path.name, []).append(name)
                if path.name.isdecimal():
                    self._by_number.setdefault(_number(path.name), []).append(name)

    def find(self, image: Path) -> str | None:
        """Return the name that stands for this picture, or None if none certainly does."""
        number = _number(image.stem)
        for candidates in (
            self._by_name.get(image.name, []),
            self._by_stem.get(image.stem, []),
            self._by_number.get(number, []) if number is not None else [],
            self._by_last_number.get(number, []) if image.name.isdecimal() else [],
        ):
            if len(candidates) > 1:
                candidates = _by_folder(candidates, image)
            if candidates:
                return candidates[0] if len(candidates) == 1 else None
        return None

    def match(self, images: Iterable[Path]) -> dict[Path, str]:
        """Return picture → the name that stands for it, for the pictures that have one."""
        found = ((image, self.find(image)) for image in images)
        return {image: name for image, name in found if name is not None}


def _number(stem: str) -> int | None:
    digits = _LAST_NUMBER.search(stem)
    # No picture has a longer number, and Python refuses to read thousands of digits.
    return int(digits[0]) if digits and len(digits[0]) <= 20 else None


def _by_folder(names: list[str], image: Path) -> list[str]:
    """Of names with the same ending, return those whose folders match the picture's path."""
    whole = image.as_posix()
    bare = image.with_suffix("").as_posix()
    fitting = [
        name
        for name in names
        if any(f"/{path}".endswith(f"/{plain_name(name)}") for path in (whole, bare))
    ]
    longest = max((len(name) for name in fitting), default=0)
    return [name for name in fitting if len(name) == longest]
