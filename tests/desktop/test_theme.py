"""Colours: legible, apart for colour-blind eyes, and followed by the window."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from sare_desktop import theme
from sare_desktop.colours import DARK, LIGHT, Colours, contrast, mix
from sare_desktop.style_sheet import style_sheet

TEXTS = (
    "text",
    "muted",
    "accent",
    "grounded",
    "hallucinated",
    "unsure",
    "warning",
    "error",
    "success",
)
GROUNDS = ("background", "surface", "raised")


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def use(request: Any) -> Colours:
    return request.param  # type: ignore[no-any-return]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)


@pytest.mark.parametrize("name", TEXTS)
def test_text_is_legible_on_every_ground(use: Colours, name: str) -> None:
    for ground in GROUNDS:
        assert contrast(getattr(use, name), getattr(use, ground)) >= 4.5, ground


def test_text_is_legible_on_tints_and_accent(use: Colours) -> None:
    assert contrast(use.on_accent, use.accent) >= 4.5
    for share in (0.07, 0.10, 0.16, 0.18, 0.26):
        tint = mix(use.accent, use.surface, share)
        assert contrast(use.text, tint) >= 4.5
    for name in ("accent", "success", "warning", "error"):  # the banner's grounds
        tint = mix(getattr(use, name), use.surface, 0.08)
        for text in (use.text, use.muted, getattr(use, name)):
            assert contrast(text, tint) >= 4.5


def test_curves_stand_out_from_the_ground(use: Colours) -> None:
    for colour in use.series:
        for ground in (use.background, use.surface):
            assert contrast(colour, ground) >= 3


# Machado, Oliveira and Fernandes (2009), severity 1, on linear light.
BLINDNESS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}


def seen(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """Return CIE Lab of a colour as a colour-blind eye sees it."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    use = QColor(colour)
    rgb = [linear(part) for part in (use.redF(), use.greenF(), use.blueF())]
    r, g, b = (
        min(1.0, max(0.0, sum(w * part for w, part in zip(row, rgb, strict=True))))
        for row in matrix
    )
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("kind", BLINDNESS)
def test_colour_blind_eyes_tell_curves_and_verdicts_apart(use: Colours, kind: str) -> None:
    groups = (use.series[:4], (use.grounded, use.hallucinated, use.unsure))
    for group in groups:
        for first, second in itertools.combinations(group, 2):
            a, b = seen(first, BLINDNESS[kind]), seen(second, BLINDNESS[kind])
            distance = sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5
            assert distance > 10, (first, second, distance)


def test_a_change_is_told_and_shown(qtbot: Any, qapp: QApplication) -> None:
    try:
        with qtbot.waitSignal(theme.notifier().changed):
            theme.apply(qapp, "dark")
        assert theme.colours() is DARK and theme.scheme() == "dark"
        assert qapp.palette().window().color() == QColor(DARK.background)
    finally:
        theme.apply(qapp, "light")
    assert theme.colours() is LIGHT


def test_roles_and_kinds_change_the_look(qtbot: Any, qapp: QApplication) -> None:
    title, body = QLabel("A"), QLabel("A")
    for label in (title, body):
        qtbot.addWidget(label)
        label.show()
    theme.role(title, "title")
    assert title.sizeHint().height() > body.sizeHint().height() * 1.4
    button = QPushButton("Go")
    qtbot.addWidget(button)
    theme.primary(button)
    button.resize(120, 40)
    picture = button.grab().toImage()
    ratio = picture.devicePixelRatio()
    assert picture.pixelColor(int(10 * ratio), int(20 * ratio)) == QColor(LIGHT.accent)


def test_sizes_are_points(qapp: QApplication) -> None:
    sheet = style_sheet(LIGHT, 10.0)
    sizes = [part.split(";")[0].strip() for part in sheet.split("font-size:")[1:]]
    assert sizes and all(size.endswith("pt") for size in sizes)


def test_glyphs_of_the_sheet_are_there(qapp: QApplication) -> None:
    for use in (LIGHT, DARK):
        sheet = style_sheet(use, 10.0)
        names = {part.split(")")[0] for part in sheet.split("url(icons:")[1:]}
        assert names
        for name in names:
            assert (theme.ICONS / name).is_file(), name
    assert not theme.app_icon().isNull()
