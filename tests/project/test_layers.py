"""The contracts on the direction of imports cover every room of both packages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def rooms(package: str) -> set[str]:
    """Return the modules and packages right inside a package."""
    return {
        f"{package}.{path.stem}"
        for path in (ROOT / package.replace(".", "/")).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    } - {f"{package}.__init__"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Data flows one way", rooms("sare_engine")),
        (
            "The window is above its pages, pages above widgets, widgets above the session",
            rooms("sare_desktop") - {"sare_desktop.widgets"} | rooms("sare_desktop.widgets"),
        ),
    ],
    ids=["engine", "desktop"],
)
def test_every_room_is_in_a_layer(name: str, expected: set[str]) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [contract] = [
        one for one in settings["tool"]["importlinter"]["contracts"] if one["name"] == name
    ]
    layered = {room.strip() for layer in contract["layers"] for room in layer.split(":")}
    assert layered == expected


def test_every_page_is_independent_of_the_others() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [contract] = [
        one
        for one in settings["tool"]["importlinter"]["contracts"]
        if one["type"] == "independence"
    ]
    pages = {room for room in rooms("sare_desktop.pages") if is_package(room)}
    assert set(contract["modules"]) == pages


def is_package(room: str) -> bool:
    """Whether a room is a folder of modules."""
    return (ROOT / room.replace(".", "/")).is_dir()
