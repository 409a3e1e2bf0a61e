"""One name has one meaning: no two public classes of the packages share a name."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXCEPTIONS: dict[str, str] = {}
"""Name → why two truly different things cannot have different names."""


def public_classes() -> Iterator[tuple[str, str]]:
    """Yield the name and place of every class that another module may use."""
    for package in ("sare_engine", "sare_desktop"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    yield node.name, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_every_class_name_is_used_once() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for name, place in public_classes():
        places[name].append(place)
    assert len(places) > 100
    shared = {name for name, found in places.items() if len(found) > 1}
    assert shared == EXCEPTIONS.keys(), {name: places[name] for name in shared}
