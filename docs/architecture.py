"""Draws docs/architecture.svg: the rooms of the program and what they import, read from the code.

`make docs-picture` runs it. A room is a sub-package of `sare_engine`; `sare_desktop` is one room.
Single modules of the engine that import no room are shared by all of them, and stand in the strip
below. An arrow that follows from other arrows is left out.
"""

from __future__ import annotations

import ast
import graphlib
import itertools
import re
import sys
import textwrap
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard
from xml.sax.saxutils import escape

import grimp

ROOT = Path(__file__).resolve().parents[1]
PICTURE = Path(__file__).with_name("architecture.svg")
ENGINE, DESKTOP = "sare_engine", "sare_desktop"

WIDTH, HEIGHT = 188, 92
GAP_X, GAP_Y = 62, 26
MARGIN = 28
STRIP_LINE = 22
FONT = "font-family='system-ui, sans-serif'"


@dataclass(frozen=True)
class Architecture:
    """What the picture shows.

    Attributes:
        rooms: name → one sentence about it.
        arrows: (importing room, imported room), without those that follow from others. In them,
            `sare_engine` is the engine's door: its public names.
        shared: single modules that every room may use.
        against: arrows against the order of layers in pyproject.toml; they are drawn dashed.
    """

    rooms: Mapping[str, str]
    arrows: frozenset[tuple[str, str]]
    shared: frozenset[str]
    against: frozenset[tuple[str, str]] = frozenset()


def read_code() -> Architecture:
    """Return the architecture as the code has it now.

    Raises:
        graphlib.CycleError: rooms import each other in a circle.
    """
    graph = grimp.build_graph(ENGINE, DESKTOP, cache_dir=None)
    imports: dict[str, set[str]] = {}
    for module in graph.modules:
        here = _room(module)
        found = {_room(one) for one in graph.find_modules_directly_imported_by(module)}
        imports[here] = imports.get(here, set()) | (found - {here})
    imports[ENGINE] |= {_room(f"{ENGINE}.{one}") for one in _stub_imports()}
    # The door opens lazily, so a room behind it may come in through it: no circle.
    imports[ENGINE] -= {one for one, targets in imports.items() if ENGINE in targets}

    packages = {
        DESKTOP,
        ENGINE,
        *(one for one in imports if (ROOT / ENGINE / one / "__init__.py").exists()),
    }
    shared = _shared(imports, packages)
    kept = {
        room: {one for one in targets if one not in shared}
        for room, targets in imports.items()
        if room not in shared
    }
    layers = _layers()
    against = {
        (room, target)
        for room, targets in kept.items()
        for target in targets
        if {room, target} <= layers.keys() and layers[target] < layers[room]
    }
    forward = {
        room: {one for one in targets if (room, one) not in against}
        for room, targets in kept.items()
    }
    return Architecture(
        rooms={room: _sentence(room) for room in sorted(kept) if room != ENGINE},
        arrows=frozenset(_without_implied(forward)),
        shared=frozenset(shared),
        against=frozenset(against),
    )


def _layers() -> dict[str, int]:
    """Return room → number of its layer in the contracts of import-linter, the uppermost first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    lines: list[str] = next((one["layers"] for one in contracts if one["type"] == "layers"), [])
    return {
        _room(module.strip(" ()")): number
        for number, line in enumerate(lines)
        for module in re.split(r"[:|]", line)
    }


def _stub_imports() -> set[str]:
    """Return the modules of the engine that the stub of its public names imports."""
    stub = ROOT / ENGINE / "__init__.pyi"
    if not stub.exists():
        return set()
    modules = [one for one in ast.walk(ast.parse(stub.read_text("utf-8"))) if _is_import(one)]
    names = {("." * one.level + (one.module or "")) for one in modules}
    return {one.removeprefix(".").removeprefix(f"{ENGINE}.") for one in names}


def _is_import(node: ast.AST) -> TypeGuard[ast.ImportFrom]:
    return isinstance(node, ast.ImportFrom) and (
        node.level == 1 or (node.module or "").startswith(f"{ENGINE}.")
    )


def _room(module: str) -> str:
    parts = module.split(".")
    return DESKTOP if parts[0] == DESKTOP else ".".join(parts[1:2]) or ENGINE


def _shared(imports: Mapping[str, set[str]], packages: set[str]) -> set[str]:
    """Return the single modules that import no room, directly or through each other."""
    shared = {name for name in imports if name not in packages}
    while grown := {name for name in shared if imports[name] - shared}:
        shared -= grown
    return shared


def _without_implied(imports: Mapping[str, set[str]]) -> set[tuple[str, str]]:
    reachable: dict[str, set[str]] = {}
    # Raises CycleError; its message names the circle.
    for room in graphlib.TopologicalSorter(imports).static_order():
        reachable[room] = set().union(*({one} | reachable[one] for one in imports.get(room, ())))
    return {
        (room, target)
        for room, targets in imports.items()
        for target in targets
        if not any(target in reachable[other] for other in targets)
    }


def _sentence(room: str) -> str:
    """Return the first sentence of a room's docstring."""
    folder = ROOT / DESKTOP if room == DESKTOP else ROOT / ENGINE / room
    path = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    first = path.read_text(encoding="utf-8").partition('"""')[2].partition('"""')[0]
    sentence = " ".join(first.split("\n\n")[0].split())
    sentence = sentence.partition(". ")[0].removesuffix(".").removeprefix("SARE Desktop: ")
    return sentence[:1].upper() + sentence[1:]


# Drawing


def draw(code: Architecture) -> str:
    """Return the picture as SVG; the data are in it as attributes, for `read_picture`."""
    columns, paths = _lay_out(code)
    rows = max(len(column) for column in columns)
    height_of_rooms = rows * (HEIGHT + GAP_Y) - GAP_Y
    top = MARGIN + 40

    def place(column: int, row: int) -> tuple[float, float]:
        spare = (rows - len(columns[column])) * (HEIGHT + GAP_Y) / 2
        return MARGIN + column * (WIDTH + GAP_X), top + spare + row * (HEIGHT + GAP_Y)

    where = {node: place(x, y) for x, column in enumerate(columns) for y, node in enumerate(column)}
    width = 2 * MARGIN + len(columns) * (WIDTH + GAP_X) - GAP_X
    shared = textwrap.wrap(" · ".join(sorted(code.shared)), width // 9) or ["(none)"]
    strip_top = top + height_of_rooms + 34
    strip_height = 34 + STRIP_LINE * len(shared)
    height = strip_top + strip_height + MARGIN

    lines = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' "
        f"width='{width}' height='{height}' {FONT} font-size='13'>",
        "<!-- Drawn by docs/architecture.py from the imports in the code: make docs-picture -->",
        _STYLE,
        "<rect class='paper' width='100%' height='100%'/>",
        f"<text class='quiet' x='{MARGIN}' y='{MARGIN + 6}'>{_legend(code)}</text>",
    ]
    for source, target in sorted(code.arrows):
        lines.append(_arrow(source, target, [where[node] for node in paths[source, target]]))
    lines += [
        _arrow(source, target, [where[source], where[target]], kind="against")
        for source, target in sorted(code.against)
    ]
    for room, sentence in code.rooms.items():
        lines += _box(room, sentence, *where[room])
    names = "The public names: the only way in for a window or a script"
    lines += _box(ENGINE, names, *where[ENGINE], kind="door")
    lines.append(
        f"<rect class='strip' x='{MARGIN}' y='{strip_top}' rx='8' "
        f"width='{width - 2 * MARGIN}' height='{strip_height}'/>"
        f"<text class='quiet' x='{MARGIN + 14}' y='{strip_top + 22}'>shared by all rooms</text>"
    )
    lines.append(f"<g data-shared='{' '.join(sorted(code.shared))}'>")
    for number, text in enumerate(shared):
        y = strip_top + 22 + STRIP_LINE * (number + 1)
        lines.append(f"<text class='name' x='{MARGIN + 14}' y='{y}'>{escape(text)}</text>")
    return "\n".join([*lines, "</g>", "</svg>", ""])


def _legend(code: Architecture) -> str:
    text = (
        "An arrow points from a room to what it imports. An arrow that follows from others is not "
        "drawn."
    )
    exception = " Dashed: an exception from the order of layers, allowed in pyproject.toml."
    return text + exception if code.against else text


_STYLE = """<style>
  .paper { fill: #ffffff } .room { fill: #eef3fb; stroke: #5b7db1 }
  .door { fill: #fdf3e1; stroke: #b98a2f } .strip { fill: #f3f3f3; stroke: #b5b5b5 }
  .name { fill: #1b2533; font-weight: 600 } .text, .quiet { fill: #4a5565 }
  .text { font-size: 11px } .arrow { fill: none; stroke: #7a8699; stroke-width: 1.4 }
  .against { fill: none; stroke: #c0392b; stroke-width: 1.4; stroke-dasharray: 6 4 }
  .head { fill: #7a8699 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #14181f } .room { fill: #1f2a3a; stroke: #6f93c8 }
    .door { fill: #352b17; stroke: #c79a45 } .strip { fill: #20242b; stroke: #555d69 }
    .name { fill: #e6ebf2 } .text, .quiet { fill: #aab4c2 }
  }
</style>
<defs><marker id='head' viewBox='0 0 8 8' refX='7' refY='4' markerWidth='8' markerHeight='8'
  orient='auto'><path class='head' d='M0 0 8 4 0 8z'/></marker></defs>"""


def _box(room: str, sentence: str, x: float, y: float, kind: str = "room") -> Iterable[str]:
    yield f"<g data-{kind}='{room}'><title>{escape(sentence)}</title>"
    yield f"<rect class='{kind}' x='{x}' y='{y}' rx='8' width='{WIDTH}' height='{HEIGHT}'/>"
    yield f"<text class='name' x='{x + 12}' y='{y + 23}'>{room}</text>"
    lines = textwrap.wrap(sentence, 27, max_lines=4, placeholder=" …")
    for number, line in enumerate(lines):
        line_y = y + 41 + 14 * number
        yield f"<text class='text' x='{x + 12}' y='{line_y}'>{escape(line)}</text>"
    yield "</g>"


def _arrow(source: str, target: str, places: list[tuple[float, float]], kind: str = "arrow") -> str:
    x, y = places[0][0], places[0][1] + HEIGHT / 2
    path = [f"M{x:g} {y:g}"]
    for number, (next_x, next_y) in enumerate(places[1:], start=1):
        right, middle = next_x + WIDTH, next_y + HEIGHT / 2
        bend = (x - right) / 2
        path.append(f"C{x - bend:g} {y:g} {right + bend:g} {middle:g} {right:g} {middle:g}")
        x, y = right, middle
        if number < len(places) - 1:
            x = next_x
            path.append(f"L{x:g} {y:g}")
    return (
        f"<path class='{kind}' data-from='{source}' data-to='{target}' marker-end='url(#head)' "
        f"d='{' '.join(path)}'/>"
    )


Columns = list[list[str]]


def _lay_out(code: Architecture) -> tuple[Columns, dict[tuple[str, str], list[str]]]:
    """Return the nodes of each column, left to right as data flow, and the way of each arrow.

    An arrow over several columns gets a place of its own in those between, so that it runs
    beside the rooms and not through them.
    """
    targets: dict[str, set[str]] = {room: set() for room in (*code.rooms, ENGINE)}
    for source, target in code.arrows:
        targets[source].add(target)
        targets.setdefault(target, set())
    column: dict[str, int] = {}
    for room in graphlib.TopologicalSorter(targets).static_order():
        column[room] = 1 + max((column[one] for one in targets[room]), default=-1)

    columns: Columns = [[] for _ in range(1 + max(column.values()))]
    for room in sorted(column):
        columns[column[room]].append(room)
    paths = {}
    for source, target in sorted(code.arrows):
        between = [
            f"{source}>{target}@{at}" for at in range(column[source] - 1, column[target], -1)
        ]
        for node in between:
            columns[int(node.rpartition("@")[2])].append(node)
        paths[source, target] = [source, *between, target]

    neighbours: dict[str, list[str]] = {node: [] for one in columns for node in one}
    for path in paths.values():
        for left, right in itertools.pairwise(path):
            neighbours[left].append(right)
            neighbours[right].append(left)
    for _ in range(12):
        for sweep in (columns, columns[::-1]):
            for nodes in sweep:
                height = {
                    node: row - len(one) / 2 for one in columns for row, node in enumerate(one)
                }
                nodes.sort(key=lambda node: _mean(node, neighbours[node], height))
    return columns, paths


def _mean(node: str, others: list[str], height: Mapping[str, float]) -> float:
    return sum(height[one] for one in others) / len(others) if others else height[node]


def read_picture(path: Path = PICTURE) -> Architecture:
    """Return what a drawn picture shows."""
    rooms: dict[str, str] = {}
    arrows: dict[str, set[tuple[str, str]]] = {"arrow": set(), "against": set()}
    shared: set[str] = set()
    for element in ET.parse(path).iter():
        if "data-room" in element.attrib:
            rooms[element.attrib["data-room"]] = element[0].text or ""
        if "data-from" in element.attrib:
            ends = element.attrib["data-from"], element.attrib["data-to"]
            arrows[element.attrib["class"]].add(ends)
        shared |= set(element.attrib.get("data-shared", "").split())
    return Architecture(
        rooms, frozenset(arrows["arrow"]), frozenset(shared), frozenset(arrows["against"])
    )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    PICTURE.write_text(draw(read_code()), encoding="utf-8")
    print(f"Drew {PICTURE.relative_to(ROOT)}.")
