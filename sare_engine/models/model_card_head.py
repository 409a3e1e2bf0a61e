"""The head of a model card (README.md): licence, and the models that it was made from."""

from __future__ import annotations

import re
from pathlib import Path

_READ = 20_000
_NAME = r"[\w.-]+/[\w.-]+"


def licence_of(folder: Path) -> str:
    """Return the licence's identifier from the model card, else the licence file's first line.

    Returns "" if neither is there.
    """
    stated = re.search(r"^license(?:_name)?:\s*[\"']?([^\"'\n]+)", _head(folder), re.MULTILINE)
    if stated:
        return str(stated[1]).strip()
    for path in sorted(folder.glob("LICEN[CS]E*")):
        lines = path.read_text(encoding="utf-8", errors="replace")[:2000].splitlines()
        return next((line.strip() for line in lines if line.strip()), "")
    return ""


def base_models(folder: Path) -> list[str]:
    """Return the hub names of the models that the card states as `base_model`."""
    stated = re.search(
        rf"^base_model:\s*((?:[\"']?{_NAME}[\"']?)|(?:\n\s*-\s*[\"']?{_NAME}[\"']?)+)",
        _head(folder),
        re.MULTILINE,
    )
    return re.findall(_NAME, stated[1]) if stated else []


def _head(folder: Path) -> str:
    for name in ("README.md", "readme.md"):
        path = folder / name
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")[:_READ]
            found = re.match(r"---\s*\n(.*?)\n---", text, re.DOTALL)
            return found[1] if found else ""
    return ""
