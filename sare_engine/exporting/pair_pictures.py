"""The pictures of preference pairs: how their paths are written, and their copies."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from sare_engine.errors import DataError
from sare_engine.files import plain_storage_errors

PICTURES_FOLDER = "images"
"""The folder of the copies, within that of the pairs."""


def path_text(picture: Path, folder: Path, *, relative: bool) -> str:
    """Return a picture's path as it is written, absolute or relative to a folder.

    Raises:
        DataError: it cannot be relative, because it is on another drive.
    """
    if not relative:
        return str(picture.absolute())
    try:
        # ".." leads to the real parent of a folder, not to that of a link to it.
        return Path(os.path.relpath(picture.absolute(), folder.resolve())).as_posix()
    except ValueError:
        raise DataError(
            f"The path of {picture} cannot be written relative to {folder}.",
            "They are on different drives.",
            "Choose a folder on the drive of the images, or copy the images (--copy-images).",
        ) from None


def copies_of(pictures: Iterable[Path]) -> dict[Path, str]:
    """Return picture → path of its copy, relative to the folder of the pairs, with "/".

    Pictures of the same name, in whatever case, get a number each after the first.
    """
    taken: set[str] = set()
    found = {}
    for picture in pictures:
        names = (
            picture.name if number == 1 else f"{picture.stem}-{number}{picture.suffix}"
            for number in count(1)
        )
        name = next(one for one in names if one.casefold() not in taken)
        taken.add(name.casefold())
        found[picture] = f"{PICTURES_FOLDER}/{name}"
    return found


def copy_picture(source: Path, target: Path) -> None:
    """Copy the content of a picture; the folder is created if it is missing.

    Raises:
        StorageError: it cannot be read or written.
    """
    with plain_storage_errors(source, verb="copied"):
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(source, target)
