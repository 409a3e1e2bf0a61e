"""What an export takes over from its base model: the name and the licence."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

LICENCE_PATTERNS = ("LICEN[CS]E*", "NOTICE*", "USE_POLICY*")


def base_name(folder: Path) -> str:
    """Return the hub name of a model in the Hugging Face cache, else its absolute folder."""
    folder = folder.absolute()
    for place in (folder, folder.resolve()):
        if place.parent.name == "snapshots" and place.parent.parent.name.startswith("models--"):
            return place.parent.parent.name.removeprefix("models--").replace("--", "/", 1)
    return str(folder.resolve())


def is_hub_name(name: str) -> bool:
    """Whether this is a name on the Hugging Face hub ("org/model") rather than a folder."""
    return re.fullmatch(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", name) is not None


def copy_licence(source: Path, target: Path) -> None:
    """Copy the licence files of a model folder."""
    for pattern in LICENCE_PATTERNS:
        for path in source.glob(pattern):
            if path.is_file():
                shutil.copyfile(path, target / path.name)
