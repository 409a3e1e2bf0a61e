"""Paths of the files shipped with the program: demo models, pictures, vocabularies, documents."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def _folder(name: str, holds: str) -> Path:
    """Return a folder of a checkout or built program, else that of an installed wheel.

    Args:
        name: the folder's name in a checkout.
        holds: something in it; other programs may have left a folder of that name.
    """
    beside = Path(__file__).resolve().parents[1] / name
    if not (beside / holds).exists():
        installed = importlib.util.find_spec(f"sare_{name}")
        for place in (installed.submodule_search_locations or []) if installed else []:
            return Path(place)
    return beside


ASSETS_FOLDER = _folder("assets", "demo")

DOCUMENTS_FOLDER = _folder("docs", "method.md")
"""The documents in Markdown, such as `method.md`."""

DEMO_FOLDER = ASSETS_FOLDER / "demo"
"""The shipped demo: `model`, `clip` and `images`."""

VOCABULARIES_FOLDER = ASSETS_FOLDER / "vocabularies"
