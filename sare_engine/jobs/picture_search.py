"""Finding pictures again by their content where they have been moved."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Mapping
from pathlib import Path

from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.events import Event
from sare_engine.formatting import some_names
from sare_engine.models.images import search_images
from sare_engine.progress import PhaseProgress

_NAMED = 3


def find_pictures(
    wanted: Mapping[str, str], folder: Path | None, control: Control
) -> Generator[Event, None, dict[str, str]]:
    """Yield the progress; return where each picture is now.

    Args:
        wanted: path at which a picture was → SHA-256 of its file, in hexadecimal.
        folder: where to look for pictures that are not at their path.
        control: polled at each file.

    Raises:
        DataError: a picture is not there, or its file has another content.
    """
    phase = PhaseProgress("check", "Checking the pictures", len(wanted), "images")
    yield phase.started()
    found, missing = {}, []
    for path, checksum in wanted.items():
        control.poll()
        if checksum_of(Path(path)) == checksum:
            found[path] = path
        else:
            missing.append(path)
        yield phase.advance()
    if missing and folder is not None:
        elsewhere = yield from _by_content(folder, {wanted[path] for path in missing}, control)
        found |= {p: elsewhere[wanted[p]] for p in missing if wanted[p] in elsewhere}
        missing = [path for path in missing if path not in found]
    if missing:
        raise DataError(
            "Pictures are missing.",
            f"{len(missing)} of {len(wanted)} are not on this computer with the content that they "
            f"had: {some_names(missing, _NAMED)}.",
            "Name a folder that has them (--images)."
            if folder is None
            else f"They are not in {folder} either. Name another folder (--images).",
        )
    return found


def checksum_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal; "" if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _by_content(
    folder: Path, wanted: set[str], control: Control
) -> Generator[Event, None, dict[str, str]]:
    paths = search_images([folder]).paths
    phase = PhaseProgress("search", f"Looking for pictures in {folder.name}", len(paths), "images")
    yield phase.started()
    found: dict[str, str] = {}
    for path in paths:
        control.poll()
        if found.keys() >= wanted:
            break
        found.setdefault(checksum_of(path), str(path.resolve()))
        yield phase.advance()
    return found
