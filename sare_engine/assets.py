"""Paths of the files shipped with the program: demo models, pictures, vocabularies."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def _folder() -> Path:
    """Return the folder of a checkout, else that of an installed wheel."""
    beside = Path(__file__).resolve().parents[1] / "assets"
    if not beside.is_dir():
        installed = importlib.util.find_spec("sare_assets")
        for place in (installed.submodule_search_locations or []) if installed else []:
            return Path(place)
    return beside


ASSETS_FOLDER = _folder()

DEMO_FOLDER = ASSETS_FOLDER / "demo"
"""The shipped demo: `model`, `clip` and `images`."""

VOCABULARIES_FOLDER = ASSETS_FOLDER / "vocabularies"
