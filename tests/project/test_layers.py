"""The contract on the direction of imports covers every room of the engine."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_room_is_in_a_layer() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [contract] = [
        one
        for one in settings["tool"]["importlinter"]["contracts"]
        if one["name"] == "Data flows one way"
    ]
    layered = {room.strip() for layer in contract["layers"] for room in layer.split(":")}
    rooms = {
        f"sare_engine.{path.stem}"
        for path in (ROOT / "sare_engine").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    } - {"sare_engine.__init__"}
    assert layered == rooms
