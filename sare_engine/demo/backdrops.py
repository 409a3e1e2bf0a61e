"""The places of the demo world. No backdrop shows an object of the world."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw

from sare_engine.demo.pen import SUPERSAMPLING, Colour, Pen, darker, lighter, mix

PICTURE_SIZE = 384
VARIANTS = 4

WHITE: Colour = (255, 255, 255)


@dataclass(frozen=True)
class Backdrop:
    """A place: how it is painted and where objects may stand.

    ``ground`` is the range of picture rows (pixels) in which the lower edge of an object lies.
    """

    paint: Callable[[Pen, int], None]
    ground: tuple[int, int]


def _gradient(pen: Pen, rows: tuple[int, int], top: Colour, bottom: Colour) -> None:
    steps = 48
    height = (rows[1] - rows[0]) / steps
    for index in range(steps):
        upper = rows[0] + index * height
        colour = mix(top, bottom, index / (steps - 1))
        pen.box((0, upper, PICTURE_SIZE, upper + height + 1), colour)


def _cloud(pen: Pen, x: float, y: float, size: float) -> None:
    for dx, dy, r in ((-22, 4, 14), (0, -4, 20), (22, 3, 15), (8, 6, 16)):
        pen.ellipse((x + dx * size, y + dy * size), (r * size * 1.2, r * size * 0.8), WHITE, 215)


def _window(pen: Pen, corners: tuple[float, float, float, float], curtain: Colour) -> None:
    left, top, right, bottom = corners
    pen.box((left - 7, top - 7, right + 7, bottom + 7), (250, 246, 238), 4)
    pen.box(corners, (190, 222, 240))
    pen.box((left, (top + bottom) / 2 + 12, right, bottom), (176, 210, 170))
    pen.ellipse((left + 22, (top + bottom) / 2 + 16), (26, 12), (158, 198, 156))
    pen.box(((left + right) / 2 - 3, top, (left + right) / 2 + 3, bottom), (250, 246, 238))
    pen.box((left, (top + bottom) / 2 - 3, right, (top + bottom) / 2 + 2), (250, 246, 238))
    pen.box((left - 14, bottom + 5, right + 14, bottom + 13), (232, 224, 212), 3)
    for outer, inner in ((left - 16, left + 14), (right + 16, right - 14)):
        pen.polygon(
            [
                (outer, top - 12),
                (inner, top - 12),
                ((outer + inner) / 2, bottom - 20),
                (outer, bottom),
            ],
            curtain,
        )
    pen.box((left - 20, top - 16, right + 20, top - 10), darker(curtain, 0.4), 3)


def _frame(pen: Pen, corners: tuple[float, float, float, float], tint: Colour) -> None:
    left, top, right, bottom = corners
    pen.box((left - 5, top - 5, right + 5, bottom + 5), (150, 112, 78), 2)
    pen.box(corners, lighter(tint, 0.6))
    middle = (left + right) / 2
    pen.polygon(
        [(left, bottom), (middle - 4, top + 16), (middle + 14, bottom)], lighter(tint, 0.25)
    )
    pen.polygon([(middle - 8, bottom), (right - 12, top + 26), (right, bottom)], lighter(tint, 0.4))


_WALLS: tuple[Colour, ...] = ((238, 228, 206), (214, 228, 226), (236, 216, 208), (222, 226, 206))
_TINTS: tuple[Colour, ...] = ((206, 130, 96), (96, 148, 170), (186, 112, 128), (128, 156, 104))


def _kitchen(pen: Pen, variant: int) -> None:
    wall = lighter(_WALLS[variant], 0.2)
    pen.box((0, 0, 384, 230), darker(wall, 0.1))
    for row in range(7):
        for column in range(-1, 9):
            left = column * 50 + (25 if row % 2 else 0)
            shade = lighter(wall, 0.25) if (row * 3 + column) % 4 else wall
            pen.box((left + 1.5, row * 32 + 1.5, left + 48.5, row * 32 + 30.5), shade, 3)
    _window(pen, (150 + 26 * variant, 36, 240 + 26 * variant, 128), _TINTS[variant])
    pen.box((16, 62, 112, 70), (172, 124, 84), 3)
    for index, x in enumerate((28, 54, 80)):
        pen.box((x, 34, x + 18, 62), lighter(_TINTS[(variant + index) % 4], 0.35), 4)
        pen.box((x - 1, 32, x + 19, 38), (226, 216, 196), 2)
    _gradient(pen, (196, 384), (206, 158, 110), (178, 126, 82))
    pen.box((0, 192, 384, 200), (226, 184, 138))
    for row, y in enumerate((232, 272, 318)):
        pen.box((0, y, 384, y + 1.6), (164, 114, 74), alpha=150)
        pen.box((60 + 90 * row, y - 30, 62 + 90 * row, y), (164, 114, 74), alpha=120)


def _dining(pen: Pen, variant: int) -> None:
    wall = mix(_WALLS[variant], _TINTS[variant], 0.42)
    _gradient(pen, (0, 220), lighter(wall, 0.15), wall)
    for x in range(-6, 384, 32):
        pen.box((x, 0, x + 12, 176), lighter(wall, 0.16), alpha=150)
    pen.box((0, 150, 384, 216), lighter(wall, 0.62))
    for x in range(8, 384, 76):
        pen.box((x, 160, x + 62, 196), lighter(wall, 0.48), 3)
    pen.box((0, 146, 384, 153), WHITE)
    _frame(pen, (70 + 20 * variant, 40, 138 + 20 * variant, 112), _TINTS[(variant + 1) % 4])
    _frame(pen, (240 + 14 * variant, 56, 286 + 14 * variant, 116), _TINTS[(variant + 2) % 4])
    cloth = lighter(_TINTS[(variant + 1) % 4], 0.72)
    _gradient(pen, (190, 384), cloth, lighter(cloth, 0.3))
    check = _TINTS[(variant + 1) % 4]
    for y in range(196, 384, 38):
        pen.box((0, y, 384, y + 16), check, alpha=34)
    for x in range(-40, 424, 48):
        pen.polygon(
            [
                (192 + (x - 192) * 0.8, 190),
                (192 + (x + 20 - 192) * 0.8, 190),
                (192 + (x + 22 - 192) * 1.2, 384),
                (192 + (x - 192) * 1.2, 384),
            ],
            check,
            34,
        )
    pen.box((0, 186, 384, 193), lighter(cloth, 0.5))


def _study(pen: Pen, variant: int) -> None:
    walls: tuple[Colour, ...] = ((150, 182, 176), (228, 196, 150), (168, 184, 210), (206, 178, 170))
    wall = walls[variant]
    _gradient(pen, (0, 220), lighter(wall, 0.12), lighter(wall, 0.3))
    board = 36 + 40 * variant
    pen.box((board - 5, 26, board + 117, 114), (150, 112, 78), 3)
    pen.box((board, 31, board + 112, 109), (206, 172, 128))
    notes: tuple[Colour, ...] = ((250, 232, 140), (246, 190, 190), (180, 220, 240), (200, 232, 180))
    for index, note in enumerate(notes):
        x = board + 10 + 26 * index
        y = 42 + 24 * ((index * 3 + variant) % 2)
        pen.box((x, y, x + 20, y + 22), note)
        pen.ellipse((x + 10, y + 3), (2, 2), (200, 70, 60))
    frame_left = board + 172 if variant < 2 else 34
    _frame(pen, (frame_left, 44, frame_left + 56, 106), _TINTS[variant])
    desk = mix((176, 116, 74), (126, 84, 62), variant / 3)
    _gradient(pen, (198, 384), lighter(desk, 0.18), desk)
    pen.box((0, 192, 384, 200), lighter(desk, 0.4))
    pen.box((70, 262, 316, 372), mix(_TINTS[(variant + 2) % 4], (70, 84, 96), 0.5), 10, 90)
    for y in (226, 300):
        pen.box((0, y, 384, y + 1.5), darker(desk, 0.3), alpha=120)


def _living_room(pen: Pen, variant: int) -> None:
    wall = lighter(mix(_WALLS[(variant + 2) % 4], _TINTS[(variant + 3) % 4], 0.2), 0.2)
    _gradient(pen, (0, 210), wall, lighter(wall, 0.2))
    _window(pen, (236 - 24 * variant, 30, 340 - 24 * variant, 132), lighter(_TINTS[variant], 0.2))
    _frame(pen, (20, 46, 84 - 6 * variant, 104), _TINTS[(variant + 1) % 4])
    pen.box((0, 186, 384, 200), WHITE)
    _gradient(pen, (198, 384), (196, 150, 112), (172, 122, 84))
    for index, y in enumerate((218, 242, 272, 308, 350)):
        pen.box((0, y, 384, y + 1.6), (150, 104, 70), alpha=130)
        for x in range(40 + 37 * index % 90, 384, 124):
            pen.box((x, y, x + 1.6, y + 30), (150, 104, 70), alpha=90)
    rug = _TINTS[(variant + 2) % 4]
    pen.ellipse((192, 300), (188, 70), lighter(rug, 0.35))
    pen.ellipse((192, 300), (172, 60), lighter(rug, 0.55))
    pen.ellipse((192, 300), (128, 44), lighter(rug, 0.45))
    pen.ellipse((192, 300), (116, 39), lighter(rug, 0.58))


def _sky(pen: Pen, horizon: int, variant: int) -> None:
    tops: tuple[Colour, ...] = ((126, 188, 232), (142, 200, 236), (250, 206, 150), (170, 196, 224))
    lows: tuple[Colour, ...] = ((220, 240, 250), (232, 244, 248), (252, 232, 206), (234, 238, 240))
    _gradient(pen, (0, horizon + 4), tops[variant], lows[variant])
    pen.ellipse((318 - 70 * variant, 48), (30, 30), (255, 246, 200), 90)
    pen.ellipse((318 - 70 * variant, 48), (20, 20), (255, 238, 160))
    _cloud(pen, 70 + 60 * variant, 52, 1.0)
    _cloud(pen, 236 + 28 * variant, 88, 0.7)


def _flowers(pen: Pen, count: int, variant: int, rows: tuple[int, int]) -> None:
    petals: tuple[Colour, ...] = ((250, 240, 240), (248, 210, 96), (238, 150, 170), (190, 160, 220))
    for index in range(count):
        x = (index * 97 + variant * 53) % 384
        y = rows[0] + (index * 61 + variant * 29) % (rows[1] - rows[0])
        pen.line([(x, y), (x - 1, y + 6)], (88, 140, 76), 1.5)
        pen.ellipse((x, y), (2.8, 2.6), petals[(index + variant) % 4])


def _park(pen: Pen, variant: int) -> None:
    _sky(pen, 160, variant)
    pen.ellipse((70, 178), (180, 50), (156, 200, 150))
    pen.ellipse((330, 184), (190, 58), (140, 190, 136))
    _gradient(pen, (168, 384), (150, 200, 116), (112, 170, 90))
    path = (228, 208, 172)
    shift = 60 * (variant - 1)
    pen.polygon(
        [
            (214 + shift / 2, 168),
            (228 + shift / 2, 168),
            (210 + shift, 240),
            (190, 384),
            (60, 384),
            (150 + shift, 250),
        ],
        path,
    )
    _flowers(pen, 22, variant, (190, 380))


def _garden(pen: Pen, variant: int) -> None:
    _sky(pen, 150, (variant + 1) % 4)
    fence = ((250, 246, 238), (226, 200, 168), (206, 222, 226), (240, 226, 214))[variant]
    for x in range(-4, 390, 26):
        pen.polygon([(x, 178), (x, 106), (x + 10, 96), (x + 20, 106), (x + 20, 178)], fence)
        pen.polygon(
            [(x + 16, 178), (x + 16, 102), (x + 20, 106), (x + 20, 178)], darker(fence, 0.14)
        )
    for y in (118, 152):
        pen.box((0, y, 384, y + 8), darker(fence, 0.08))
    _gradient(pen, (172, 384), (128, 186, 104), (96, 158, 84))
    for x in range(-10, 400, 44):
        pen.ellipse((x, 176), (26, 12), (104, 164, 92))
    _flowers(pen, 16, variant, (166, 184))
    blanket = _TINTS[variant]
    pen.polygon([(36, 384), (84, 224), (320, 224), (372, 384)], lighter(blanket, 0.68))
    for index in range(0, 6, 2):
        low, high = 36 + index * 56, 84 + index * 39.4
        pen.polygon([(low, 384), (high, 224), (high + 39, 224), (low + 56, 384)], blanket, 60)
    for y, height in ((236, 18), (276, 24), (330, 32)):
        left = 36 + (384 - y) * 0.3 + 3
        pen.box((left, y, 384 - left + 24, y + height), blanket, alpha=50)


def _beach(pen: Pen, variant: int) -> None:
    _sky(pen, 130, variant)
    _gradient(pen, (124, 206), (74, 156, 196), (140, 210, 220))
    for index in range(9):
        x, y = (index * 83 + variant * 40) % 384, 134 + index * 6
        pen.line([(x, y), (x + 26, y)], (206, 236, 242), 1.8)
    pen.ellipse((192 + 50 * (variant - 1), 232), (330, 38), (240, 248, 246))
    _gradient(pen, (212, 384), (244, 222, 174), (230, 198, 144))
    pen.ellipse((192 + 50 * (variant - 1), 236), (330, 36), (238, 214, 166))
    for index in range(26):
        x, y = (index * 67 + variant * 31) % 384, 236 + (index * 41) % 142
        pen.ellipse((x, y), (2.2, 1.2), (210, 176, 124))
    star = (232, 150, 110)
    x, y = 40 + 90 * variant, 366
    for dx, dy in ((0, -9), (9, -2), (5, 8), (-5, 8), (-9, -2)):
        pen.line([(x, y), (x + dx, y + dy)], star, 4)


def _street(pen: Pen, variant: int) -> None:
    _sky(pen, 120, variant)
    facades: tuple[Colour, ...] = (
        (222, 176, 150),
        (196, 206, 214),
        (232, 212, 168),
        (204, 186, 200),
    )
    for index, (left, width, top) in enumerate(
        ((-10, 96, 52), (86, 84, 24), (170, 110, 66), (280, 114, 36))
    ):
        wall = facades[(index + variant) % 4]
        pen.box((left, top, left + width, 176), wall)
        pen.box((left - 2, top - 7, left + width + 2, top + 3), darker(wall, 0.28))
        for row in range(int((150 - top) // 38)):
            for column in range(int(width // 34)):
                x, y = left + 12 + column * 34, top + 14 + row * 38
                pen.box((x - 2, y - 2, x + 20, y + 26), lighter(wall, 0.55))
                pen.box(
                    (x, y, x + 18, y + 24),
                    (150, 190, 212) if (row + column) % 3 else (252, 230, 160),
                )
        pen.box((left + width / 2 - 9, 146, left + width / 2 + 9, 176), darker(wall, 0.45), 2)
    pen.box((0, 174, 384, 214), (212, 208, 202))
    for x in range(-20, 400, 48):
        pen.polygon([(x, 174), (x + 2, 174), (x - 6, 210), (x - 8, 210)], (188, 184, 178))
    pen.box((0, 208, 384, 218), (174, 170, 166))
    _gradient(pen, (217, 384), (122, 124, 132), (100, 102, 112))
    for x in range(-30 + 18 * variant, 420, 92):
        pen.polygon([(x, 292), (x + 50, 292), (x + 46, 302), (x - 6, 302)], (240, 234, 214))


BACKDROPS: dict[str, Backdrop] = {
    "kitchen": Backdrop(_kitchen, (238, 374)),
    "dining room": Backdrop(_dining, (236, 374)),
    "study": Backdrop(_study, (240, 374)),
    "living room": Backdrop(_living_room, (236, 374)),
    "park": Backdrop(_park, (226, 374)),
    "garden": Backdrop(_garden, (232, 374)),
    "beach": Backdrop(_beach, (244, 374)),
    "street": Backdrop(_street, (214, 374)),
}


@functools.lru_cache(maxsize=64)
def _painted(name: str, variant: int) -> Image.Image:
    size = PICTURE_SIZE * SUPERSAMPLING
    image = Image.new("RGB", (size, size), WHITE)
    middle = PICTURE_SIZE / 2
    draw = ImageDraw.Draw(image, "RGBA")
    BACKDROPS[name].paint(Pen(draw, PICTURE_SIZE, PICTURE_SIZE, (middle, middle), 1.0), variant)
    return image


def paint_backdrop(name: str, variant: int, mirrored: bool) -> Image.Image:
    """A fresh supersampled RGB picture of the place, ready to be drawn upon.

    Raises ``KeyError`` for an unknown place.
    """
    image = _painted(name, variant % VARIANTS)
    if mirrored:
        return image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return image.copy()
