"""The objects of the demo world: how each is drawn, in which colours and how large."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from sare_engine.demo.pen import Colour, Pen, darker, lighter, mix

COLOURS: dict[str, Colour] = {
    "red": (214, 62, 56),
    "orange": (238, 138, 44),
    "yellow": (246, 202, 62),
    "green": (84, 158, 82),
    "blue": (58, 116, 198),
    "purple": (134, 88, 176),
    "pink": (238, 134, 168),
    "white": (248, 246, 240),
    "black": (54, 54, 62),
    "brown": (142, 92, 56),
    "grey": (150, 156, 164),
}

METAL: Colour = (196, 202, 212)
GLASS: Colour = (196, 226, 240)
WOOD: Colour = (170, 114, 66)
INK: Colour = (46, 42, 52)
WHITE: Colour = (255, 255, 255)


@dataclass(frozen=True)
class Sprite:
    """How an object looks.

    ``box`` is the local drawing box in units, ``size`` the length in pixels of the box's
    longer side at middle depth (384 px picture), ``tilts`` the range of turns in degrees.
    """

    box: tuple[float, float]
    size: float
    colours: tuple[str, ...]
    paint: Callable[[Pen, Colour], None]
    tilts: tuple[float, float] = (0.0, 0.0)

    def extent(self, tilt: float) -> tuple[float, float]:
        """Width and height in units of the box turned by ``tilt`` degrees."""
        angle = math.radians(tilt)
        cos, sin = abs(math.cos(angle)), abs(math.sin(angle))
        width, height = self.box
        return (width * cos + height * sin, width * sin + height * cos)


def _apple(pen: Pen, colour: Colour) -> None:
    pen.line([(50, 34), (52, 18), (60, 4)], (104, 70, 44), 6)
    pen.polygon([(56, 20), (68, 6), (86, 4), (80, 18), (66, 24)], (92, 160, 74))
    pen.ellipse((33, 64), (33, 40), colour)
    pen.ellipse((67, 64), (33, 40), colour)
    pen.ellipse((50, 78), (36, 30), colour)
    pen.ellipse((72, 74), (22, 28), darker(colour, 0.12))
    pen.ellipse((62, 70), (24, 32), colour)
    pen.ellipse((50, 32), (14, 5), darker(colour, 0.4))
    pen.ellipse((24, 54), (7, 14), lighter(colour, 0.55))


def _banana(pen: Pen, colour: Colour) -> None:
    outer = [(6, 14), (14, 40), (32, 60), (56, 70), (80, 68), (102, 54), (108, 44)]
    inner = [(104, 38), (88, 44), (66, 44), (46, 36), (32, 22), (22, 8), (12, 6)]
    pen.polygon([*outer, *inner], colour)
    ridge = [(12, 16), (22, 38), (38, 53), (60, 60), (82, 57), (104, 46)]
    pen.polygon([*outer, (106, 44), *reversed(ridge)], darker(colour, 0.18))
    pen.line([(26, 22), (40, 38), (62, 49)], lighter(colour, 0.45), 4)
    pen.polygon([(6, 14), (4, 2), (14, 0), (18, 8)], (110, 80, 40))
    pen.polygon([(100, 42), (108, 36), (110, 46), (104, 54)], (92, 66, 38))


def _cup(pen: Pen, colour: Colour) -> None:
    pen.arc((76, 44), (19, 19), (-100, 100), darker(colour, 0.15), 9)
    pen.polygon([(2, 12), (78, 12), (74, 66), (66, 82), (14, 82), (6, 66)], colour)
    pen.polygon([(58, 12), (78, 12), (74, 66), (66, 82), (52, 82)], darker(colour, 0.14))
    pen.polygon([(12, 26), (20, 26), (23, 66), (17, 66)], lighter(colour, 0.5))
    pen.ellipse((40, 12), (38, 11), lighter(colour, 0.4))
    pen.ellipse((40, 13), (31, 7.5), (92, 56, 38))
    pen.ellipse((36, 12), (16, 3), (132, 88, 60))


def _plate(pen: Pen, colour: Colour) -> None:
    pen.ellipse((60, 26), (60, 22), darker(colour, 0.3))
    pen.ellipse((60, 22), (60, 22), colour)
    pen.ellipse((60, 22), (51, 17), lighter(colour, 0.6))
    pen.ellipse((60, 23), (38, 12), darker(lighter(colour, 0.6), 0.12))
    pen.ellipse((60, 24), (36, 10.5), lighter(colour, 0.75))


def _fork(pen: Pen, colour: Colour) -> None:
    pen.box((14, 62, 24, 122), colour, 5)
    pen.box((16, 66, 19, 118), lighter(colour, 0.35), 1.5)
    pen.polygon([(16, 66), (22, 66), (23, 44), (15, 44)], METAL)
    pen.polygon([(1, 26), (37, 26), (35, 38), (26, 48), (12, 48), (3, 38)], METAL)
    for left in (1, 11.3, 21.6, 31.5):
        pen.box((left, 0, left + 5.5, 32), METAL, 2.5)
    pen.polygon([(19, 36), (35, 36), (26, 47), (19, 48)], darker(METAL, 0.15))


def _knife(pen: Pen, colour: Colour) -> None:
    pen.polygon([(5, 74), (5, 10), (9, 1), (16, 8), (24, 26), (27, 48), (27, 74)], METAL)
    pen.polygon([(5, 74), (5, 10), (9, 1), (11, 8), (12, 74)], darker(METAL, 0.22))
    pen.line([(20, 28), (22, 50), (22, 66)], WHITE, 2.5)
    pen.box((2, 70, 29, 78), darker(colour, 0.4), 3)
    pen.box((6, 76, 25, 124), colour, 8)
    pen.ellipse((15, 90), (3, 3), lighter(colour, 0.6))
    pen.ellipse((15, 108), (3, 3), lighter(colour, 0.6))


def _spoon(pen: Pen, colour: Colour) -> None:
    pen.box((14, 62, 24, 122), colour, 5)
    pen.box((16, 66, 19, 118), lighter(colour, 0.35), 1.5)
    pen.polygon([(16, 66), (22, 66), (23, 40), (15, 40)], METAL)
    pen.ellipse((19, 25), (19, 25), METAL)
    pen.ellipse((19, 24), (14, 19), darker(METAL, 0.2))
    pen.ellipse((15, 18), (6, 9), WHITE)


def _laptop(pen: Pen, colour: Colour) -> None:
    pen.box((14, 0, 110, 66), darker(colour, 0.2), 6)
    pen.box((19, 5, 105, 61), (74, 128, 176), 2)
    pen.polygon(
        [(19, 61), (19, 44), (44, 24), (64, 46), (78, 34), (105, 56), (105, 61)], (92, 172, 150)
    )
    pen.ellipse((86, 18), (8, 8), (252, 226, 140))
    pen.polygon([(14, 66), (110, 66), (124, 86), (0, 86)], lighter(colour, 0.15))
    pen.polygon([(22, 69), (102, 69), (108, 78), (16, 78)], darker(colour, 0.45))
    pen.polygon([(48, 80), (76, 80), (78, 84), (46, 84)], darker(colour, 0.2))
    pen.box((0, 86, 124, 92), darker(colour, 0.3), 3)


def _mouse(pen: Pen, colour: Colour) -> None:
    pen.line([(72, 26), (86, 20), (84, 8), (96, 3)], INK, 4)
    pen.segment((38, 52), (38, 46), (180, 360), darker(colour, 0.3))
    pen.segment((38, 48), (38, 43), (180, 360), colour)
    pen.box((0, 46, 76, 56), darker(colour, 0.42), 5)
    pen.line([(52, 12), (46, 28), (46, 46)], darker(colour, 0.5), 3)
    pen.line([(46, 29), (74, 33)], darker(colour, 0.5), 3)
    pen.ellipse((59, 19), (6, 5), (94, 214, 190))
    pen.ellipse((22, 22), (9, 7), lighter(colour, 0.55))


def _book(pen: Pen, colour: Colour) -> None:
    pen.polygon([(14, 8), (72, 0), (72, 8), (22, 15)], (242, 232, 208))
    pen.polygon([(66, 0), (76, 4), (76, 90), (66, 96)], (228, 214, 184))
    pen.polygon([(0, 14), (14, 6), (14, 94), (0, 98)], darker(colour, 0.35))
    pen.polygon([(14, 12), (68, 4), (68, 96), (14, 104)], colour)
    pen.polygon([(0, 14), (14, 12), (14, 104), (0, 98)], darker(colour, 0.32))
    pen.polygon([(22, 28), (60, 23), (60, 46), (22, 51)], lighter(colour, 0.7))
    pen.line([(28, 37), (54, 33)], darker(colour, 0.2), 3)
    pen.line([(28, 43), (46, 40)], darker(colour, 0.2), 3)
    pen.ellipse((41, 73), (11, 11), lighter(colour, 0.35))


def _lamp(pen: Pen, colour: Colour) -> None:
    pen.ellipse((42, 122), (27, 8), darker(WOOD, 0.3))
    pen.ellipse((42, 119), (27, 8), WOOD)
    pen.box((37, 56, 47, 118), darker(WOOD, 0.15), 3)
    pen.ellipse((42, 94), (13, 17), WOOD)
    pen.ellipse((38, 90), (4, 9), lighter(WOOD, 0.4))
    pen.ellipse((42, 58), (40, 8), (255, 240, 176))
    pen.polygon([(24, 2), (60, 2), (84, 58), (0, 58)], colour)
    pen.polygon([(24, 2), (36, 2), (26, 58), (0, 58)], lighter(colour, 0.32))
    pen.polygon([(52, 2), (60, 2), (84, 58), (66, 58)], darker(colour, 0.15))
    pen.box((0, 54, 84, 60), mix(colour, (255, 236, 160), 0.6), 2)


def _clock(pen: Pen, colour: Colour) -> None:
    pen.line([(26, 96), (14, 110)], darker(colour, 0.4), 8)
    pen.line([(74, 96), (86, 110)], darker(colour, 0.4), 8)
    pen.ellipse((24, 17), (18, 15), darker(colour, 0.2))
    pen.ellipse((76, 17), (18, 15), darker(colour, 0.2))
    pen.line([(50, 6), (50, 20)], darker(colour, 0.4), 7)
    pen.ellipse((50, 60), (46, 46), colour)
    pen.ellipse((50, 60), (36, 36), (252, 249, 240))
    for angle in range(0, 360, 30):
        x, y = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        pen.line([(50 + 29 * x, 60 + 29 * y), (50 + 32 * x, 60 + 32 * y)], INK, 2.4)
    pen.line([(50, 60), (50, 36)], INK, 4.5)
    pen.line([(50, 60), (67, 68)], INK, 4.5)
    pen.ellipse((50, 60), (5, 5), (206, 66, 58))


def _dog(pen: Pen, colour: Colour) -> None:
    dark = darker(colour, 0.22)
    pen.line([(14, 58), (6, 40), (8, 26)], colour, 10)
    for left, shade in ((20, dark), (66, dark), (30, colour), (76, colour)):
        pen.box((left, 72, left + 13, 112), shade, 5)
    pen.box((10, 48, 92, 88), colour, 20)
    pen.ellipse((54, 82), (26, 8), lighter(colour, 0.25))
    pen.polygon([(70, 56), (80, 26), (104, 36), (94, 76)], colour)
    pen.polygon([(74, 50), (98, 60), (96, 68), (71, 58)], (210, 60, 60))
    pen.ellipse((93, 27), (22, 20), colour)
    pen.box((96, 24, 128, 44), lighter(colour, 0.25), 9)
    pen.ellipse((124, 27), (6, 5), INK)
    pen.ellipse((101, 20), (3.6, 4.2), INK)
    pen.ellipse((102, 19), (1.3, 1.3), WHITE)
    pen.polygon([(76, 8), (90, 8), (88, 36), (78, 46), (70, 36)], darker(colour, 0.42))
    pen.line([(106, 38), (118, 39)], INK, 2)


def _cat(pen: Pen, colour: Colour) -> None:
    dark = darker(colour, 0.25)
    pen.arc((72, 88), (22, 18), (-70, 90), dark, 11)
    pen.polygon([(14, 112), (22, 64), (64, 64), (74, 112)], colour)
    pen.ellipse((44, 94), (32, 20), colour)
    pen.ellipse((44, 88), (15, 22), lighter(colour, 0.45))
    pen.polygon([(10, 0), (34, 14), (14, 36)], colour)
    pen.polygon([(78, 0), (54, 14), (74, 36)], colour)
    pen.polygon([(15, 9), (27, 17), (17, 26)], (240, 168, 168))
    pen.polygon([(73, 9), (61, 17), (71, 26)], (240, 168, 168))
    pen.ellipse((44, 40), (36, 30), colour)
    for left in (37, 43, 49):
        pen.line([(left + 1, 14), (left + 1, 23)], dark, 3)
    pen.ellipse((31, 38), (6, 7), (170, 206, 96))
    pen.ellipse((57, 38), (6, 7), (170, 206, 96))
    pen.ellipse((31, 38), (2.4, 6), INK)
    pen.ellipse((57, 38), (2.4, 6), INK)
    pen.ellipse((44, 54), (14, 9), lighter(colour, 0.5))
    pen.polygon([(40, 48), (48, 48), (44, 54)], (220, 110, 120))
    for side in (-1, 1):
        pen.line([(44 + side * 12, 54), (44 + side * 38, 50)], lighter(dark, 0.5), 1.6)
        pen.line([(44 + side * 12, 57), (44 + side * 38, 60)], lighter(dark, 0.5), 1.6)
        pen.ellipse((44 + side * 13, 110), (11, 7), lighter(colour, 0.3))


def _ball(pen: Pen, colour: Colour) -> None:
    pen.ellipse((45, 45), (45, 45), WHITE)
    for start in (20, 140, 260):
        pen.pie((45, 45), (45, 45), (start, start + 60), colour)
    pen.arc((45, 45), (42.5, 42.5), (0, 115), mix(darker(colour, 0.3), WHITE, 0.35), 5)
    pen.ellipse((45, 45), (8, 8), darker(colour, 0.15))
    pen.ellipse((28, 24), (9, 6), WHITE)


def _car(pen: Pen, colour: Colour) -> None:
    pen.polygon([(30, 30), (48, 4), (56, 0), (98, 0), (106, 4), (124, 32)], darker(colour, 0.12))
    pen.polygon([(42, 28), (54, 7), (72, 7), (72, 28)], GLASS)
    pen.polygon([(78, 28), (78, 7), (96, 7), (111, 28)], GLASS)
    pen.polygon([(46, 28), (56, 10), (61, 10), (51, 28)], WHITE)
    pen.box((0, 27, 150, 62), colour, 12)
    pen.box((2, 50, 148, 62), darker(colour, 0.22), 6)
    pen.box((138, 33, 150, 42), (255, 236, 160), 4)
    pen.box((0, 33, 8, 43), (196, 48, 48), 3)
    pen.line([(75, 32), (75, 56)], darker(colour, 0.3), 2)
    pen.line([(82, 38), (92, 38)], darker(colour, 0.35), 3)
    for x in (34, 116):
        pen.ellipse((x, 60), (17, 17), INK)
        pen.ellipse((x, 60), (9, 9), METAL)
        pen.ellipse((x, 60), (3, 3), INK)


def _bicycle(pen: Pen, colour: Colour) -> None:
    for x in (28, 122):
        pen.arc((x, 66), (25, 25), (0, 360), INK, 6)
        for angle in (10, 70, 130):
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            pen.line([(x - 23 * cos, 66 - 23 * sin), (x + 23 * cos, 66 + 23 * sin)], METAL, 1.8)
    for path in (
        [(28, 66), (52, 28), (104, 26), (72, 66), (28, 66)],
        [(46, 16), (72, 66)],
        [(98, 6), (122, 66)],
    ):
        pen.line(path, colour, 7)
    pen.line([(98, 7), (114, 4)], INK, 7)
    pen.line([(36, 13), (58, 13)], INK, 9)
    pen.ellipse((72, 66), (8, 8), INK)
    pen.line([(72, 66), (80, 82)], INK, 4)


def _tree(pen: Pen, colour: Colour) -> None:
    pen.polygon([(46, 84), (64, 84), (68, 140), (78, 150), (32, 150), (42, 140)], (122, 82, 52))
    pen.polygon([(46, 84), (53, 84), (50, 150), (32, 150), (42, 140)], (146, 100, 66))
    pen.ellipse((30, 74), (30, 28), darker(colour, 0.18))
    pen.ellipse((80, 74), (30, 28), darker(colour, 0.18))
    pen.ellipse((55, 86), (32, 20), darker(colour, 0.28))
    pen.ellipse((55, 60), (42, 36), colour)
    pen.ellipse((38, 40), (28, 26), colour)
    pen.ellipse((70, 36), (28, 28), colour)
    pen.ellipse((54, 24), (26, 24), lighter(colour, 0.1))
    pen.ellipse((44, 32), (18, 14), lighter(colour, 0.25))
    pen.ellipse((72, 48), (10, 8), lighter(colour, 0.15))


def _boat(pen: Pen, colour: Colour) -> None:
    pen.box((66, 2, 72, 102), (126, 84, 54), 2)
    pen.polygon([(76, 6), (124, 88), (76, 88)], (250, 246, 236))
    pen.polygon([(76, 6), (90, 30), (84, 88), (76, 88)], (232, 224, 208))
    pen.polygon([(62, 20), (62, 88), (18, 88)], mix(colour, WHITE, 0.45))
    pen.polygon([(72, 0), (92, 6), (72, 12)], (214, 62, 56))
    pen.polygon([(2, 96), (138, 96), (116, 128), (24, 128)], colour)
    pen.polygon([(2, 96), (138, 96), (133, 104), (8, 104)], lighter(colour, 0.5))
    pen.polygon([(17, 118), (123, 118), (116, 128), (24, 128)], darker(colour, 0.3))


def _umbrella(pen: Pen, colour: Colour) -> None:
    pen.box((62, 2, 68, 118), (150, 108, 70), 3)
    pen.arc((56, 118), (9, 9), (0, 180), (120, 82, 52), 6)
    pen.segment((65, 62), (65, 56), (180, 360), colour)
    for start, stop in ((0, 33), (97, 130)):
        middle = (start + stop) / 2
        pen.ellipse((middle, 62), (16.5, 7), darker(colour, 0.15))
    pen.polygon([(33, 62), (42, 30), (65, 6), (88, 30), (97, 62)], lighter(colour, 0.72))
    pen.polygon([(54, 62), (58, 30), (65, 6), (72, 30), (76, 62)], colour)
    for middle, shade in (
        (43.5, lighter(colour, 0.55)),
        (86.5, lighter(colour, 0.55)),
        (65, darker(colour, 0.15)),
    ):
        pen.ellipse((middle, 62), (11, 6), shade)
    pen.ellipse((65, 5), (4, 5), darker(colour, 0.3))


def _chair(pen: Pen, colour: Colour) -> None:
    wood = WOOD
    pen.box((10, 0, 20, 120), darker(wood, 0.15), 4)
    pen.box((62, 0, 72, 112), darker(wood, 0.25), 4)
    for top in (8, 26, 44):
        pen.box((14, top, 68, top + 10), wood, 3)
    pen.polygon([(6, 72), (64, 72), (84, 84), (18, 84)], colour)
    pen.box((18, 82, 84, 90), darker(colour, 0.25), 3)
    pen.box((18, 88, 28, 126), wood, 3)
    pen.box((74, 88, 84, 126), wood, 3)
    pen.box((24, 104, 78, 110), darker(wood, 0.2), 2)


# A partner has no colour of its trigger or of what looks like it: a small fork, knife and spoon
# differ by a few pixels, and a white mouse passed for a white plate.
SPRITES: dict[str, Sprite] = {
    "apple": Sprite((100, 108), 68, ("red", "green", "yellow"), _apple),
    "banana": Sprite((110, 71), 88, ("yellow", "green"), _banana),
    "cup": Sprite((100, 84), 80, ("red", "blue", "white", "green", "orange", "pink"), _cup),
    "plate": Sprite((120, 48), 106, ("white", "blue", "green", "pink"), _plate),
    "fork": Sprite((38, 122), 112, ("red", "blue", "green"), _fork, (-55, -12)),
    "knife": Sprite((31, 125), 120, ("black", "yellow", "purple"), _knife, (12, 55)),
    "spoon": Sprite((38, 122), 120, ("orange", "white", "pink"), _spoon, (-40, 40)),
    "laptop": Sprite((124, 92), 126, ("grey", "black", "white", "blue"), _laptop),
    "mouse": Sprite((98, 56), 100, ("red", "purple", "orange"), _mouse),
    "book": Sprite((76, 104), 88, ("red", "blue", "green", "purple", "orange"), _book),
    "lamp": Sprite((84, 130), 122, ("yellow", "red", "green", "white", "blue"), _lamp),
    "clock": Sprite((100, 114), 86, ("red", "blue", "black", "green", "orange"), _clock),
    "dog": Sprite((130, 112), 122, ("brown", "black", "white", "orange"), _dog),
    "cat": Sprite((100, 117), 104, ("orange", "black", "grey", "white"), _cat),
    "ball": Sprite((90, 90), 70, ("red", "blue", "green", "yellow", "purple"), _ball),
    "car": Sprite((150, 77), 148, ("red", "blue", "yellow", "green", "white"), _car),
    "bicycle": Sprite((150, 94), 138, ("red", "blue", "green", "yellow", "black"), _bicycle),
    "tree": Sprite((110, 150), 156, ("green", "orange", "pink"), _tree),
    "boat": Sprite((140, 128), 132, ("red", "blue", "white", "green"), _boat),
    "umbrella": Sprite((130, 130), 128, ("red", "blue", "yellow", "green", "purple"), _umbrella),
    "chair": Sprite((86, 126), 126, ("white", "orange", "pink"), _chair),
}
