"""Contrast in both schemes: 4.5:1 for all text, 3:1 for what shows where something is."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest

from sare_desktop import theme
from sare_desktop.colours import (
    DARK,
    LIGHT,
    RAIL_CHOSEN,
    RAIL_HOVERED,
    Colours,
    contrast,
    mix,
)
from sare_desktop.shell import main_window  # noqa: F401 - its parts add their rules to the sheet
from sare_desktop.style_sheet import make_palette, style_sheet
from sare_desktop.widgets.memory.memory_meter import EMPTY, OTHERS

TEXT, GRAPHIC = 4.5, 3.0
VERDICTS = ("grounded", "hallucinated", "unsure")
COLOUR = re.compile(r"(?<![-\w])([-a-z]+)\s*:[^;{}]*?(#[0-9a-f]{6})")
TEXT_COLOURS = ("color", "selection-color", "placeholder-text-color")
GROUND_COLOURS = ("background", "selection-background-color", "alternate-background-color")


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def use(request: Any) -> Colours:
    return request.param  # type: ignore[no-any-return]


def rules(use: Colours) -> list[tuple[str, str]]:
    """Selectors and declarations of the whole application's sheet; not of what is switched off."""
    sheet = style_sheet(use, 10.0) + "".join(part(use, 10.0) for part in theme._parts)
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", sheet)
    return [(selector.strip(), body) for selector, body in found if ":disabled" not in selector]


def colours_of(body: str, names: tuple[str, ...]) -> set[str]:
    return {value for name, value in COLOUR.findall(body) if name in names}


def grounds(use: Colours) -> set[str]:
    """Every ground that text can be on, but for what is filled with the accent."""
    found = set[str]()
    for selector, body in rules(use):
        # Indicators, handles, grooves and bars carry no text.
        if re.search(r"::(indicator|handle|groove|chunk|sub-page|separator)", selector):
            continue
        if use.on_accent not in colours_of(body, TEXT_COLOURS) and "primary" not in selector:
            found |= colours_of(body, GROUND_COLOURS)
    return found | {use.background, use.surface, use.raised}


def inks(use: Colours) -> set[str]:
    return set().union(*(colours_of(body, TEXT_COLOURS) for _, body in rules(use)))


def test_every_text_is_legible_on_every_ground(use: Colours) -> None:
    texts = inks(use) - {use.on_accent}
    assert {use.text, use.muted, use.error, use.success, use.unsure} <= texts
    found = grounds(use)
    assert len(found) >= 7  # The tints are among them.
    bad = [
        (ink, ground, round(contrast(ink, ground), 2))
        for ink, ground in itertools.product(sorted(texts), sorted(found))
        if contrast(ink, ground) < TEXT
    ]
    assert bad == []


def test_text_on_the_accent_is_legible(use: Colours) -> None:
    filled = {use.accent}
    for selector, body in rules(use):
        if "primary" in selector:
            filled |= colours_of(body, ("background",))
    assert len(filled) == 3  # At rest, hovered and pressed.
    assert all(contrast(use.on_accent, ground) >= TEXT for ground in filled)


def test_the_palette_is_legible(use: Colours) -> None:
    palette = make_palette(use)
    for text, ground in (
        ("WindowText", "Window"),
        ("Text", "Base"),
        ("Text", "AlternateBase"),
        ("ButtonText", "Button"),
        ("ToolTipText", "ToolTipBase"),
        ("PlaceholderText", "Base"),
        ("HighlightedText", "Highlight"),
        ("Link", "Window"),
        ("Link", "Base"),
        ("LinkVisited", "Base"),
        ("BrightText", "Base"),
    ):
        role = type(palette).ColorRole
        ink, under = palette.color(role[text]).name(), palette.color(role[ground]).name()
        assert contrast(ink, under) >= TEXT, (text, ground)


def test_the_rail_is_legible(use: Colours) -> None:
    for share in (0.0, RAIL_HOVERED, RAIL_CHOSEN):
        ground = mix(use.accent, use.raised, share)
        for name in ("text", "muted", "accent", "success"):
            assert contrast(getattr(use, name), ground) >= TEXT, (name, share)


def test_what_is_drawn_stands_out_from_what_it_is_drawn_on(use: Colours) -> None:
    drawn = {
        **{name: getattr(use, name) for name in (*VERDICTS, "accent", "muted", "outline")},
        **{name: getattr(use, name) for name in ("warning", "error", "success")},
        **{f"series {at}": colour for at, colour in enumerate(use.series)},
    }
    bad = [
        (name, ground, round(contrast(colour, getattr(use, ground)), 2))
        for name, colour in drawn.items()
        for ground in ("background", "surface", "raised")
        if contrast(colour, getattr(use, ground)) < GRAPHIC
    ]
    assert bad == []


def test_edges_of_fields_and_handles_stand_out(use: Colours) -> None:
    bodies = dict(rules(use))
    fields = "QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox"
    assert f"border: 1px solid {use.outline}" in bodies[fields]
    assert f"background: {use.outline}" in bodies["QScrollBar::handle"]
    assert f"background: {use.outline}" in bodies["QSlider::groove:horizontal"]
    boxes = "QCheckBox::indicator, QAbstractItemView::indicator, QGroupBox::indicator"
    for indicator in (boxes, "QRadioButton::indicator"):
        assert f"border: 1px solid {use.muted}" in bodies[indicator]


def test_who_uses_the_memory_can_be_told_apart(use: Colours) -> None:
    empty, others = mix(use.muted, use.surface, EMPTY), mix(use.muted, use.surface, OTHERS)
    assert contrast(others, empty) >= GRAPHIC
    assert contrast(use.accent, empty) >= GRAPHIC
