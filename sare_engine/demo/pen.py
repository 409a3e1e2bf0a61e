"""A small pen that draws flat shapes in local coordinates onto a supersampled picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]

SUPERSAMPLING = 3


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Blend two RGB colours; ``share`` in [0, 1] is the weight of ``second``."""
    return (
        round(first[0] + (second[0] - first[0]) * share),
        round(first[1] + (second[1] - first[1]) * share),
        round(first[2] + (second[2] - first[2]) * share),
    )


def lighter(colour: Colour, share: float = 0.3) -> Colour:
    """Move an RGB colour towards white by ``share`` in [0, 1]."""
    return mix(colour, (255, 255, 255), share)


def darker(colour: Colour, share: float = 0.25) -> Colour:
    """Move an RGB colour towards a warm black by ``share`` in [0, 1]."""
    return mix(colour, (34, 28, 38), share)


def arc_points(
    centre: Point, radii: Point, start: float, stop: float, count: int = 18
) -> list[Point]:
    """Points on an elliptic arc; angles in degrees, clockwise from three o'clock."""
    points: list[Point] = []
    for index in range(count + 1):
        angle = math.radians(start + (stop - start) * index / count)
        points.append(
            (centre[0] + radii[0] * math.cos(angle), centre[1] + radii[1] * math.sin(angle))
        )
    return points


@dataclass(frozen=True)
class Pen:
    """Draws shapes given in a local box of ``width`` x ``height`` units.

    The box is mirrored, turned by ``tilt`` degrees about its centre, scaled by ``scale``
    pixels per unit and moved so that its centre lies at ``centre`` (picture pixels).
    """

    draw: ImageDraw.ImageDraw
    width: float
    height: float
    centre: Point
    scale: float
    tilt: float = 0.0
    mirrored: bool = False

    def at(self, point: Point) -> Point:
        """Local point to supersampled picture coordinates."""
        x = point[0] - self.width / 2
        y = point[1] - self.height / 2
        if self.mirrored:
            x = -x
        angle = math.radians(self.tilt)
        cos, sin = math.cos(angle), math.sin(angle)
        unit = self.scale * SUPERSAMPLING
        return (
            self.centre[0] * SUPERSAMPLING + (x * cos - y * sin) * unit,
            self.centre[1] * SUPERSAMPLING + (x * sin + y * cos) * unit,
        )

    def polygon(self, points: Sequence[Point], colour: Colour, alpha: int = 255) -> None:
        """Fill a closed polygon."""
        self.draw.polygon([self.at(point) for point in points], fill=(*colour, alpha))

    def ellipse(self, centre: Point, radii: Point, colour: Colour, alpha: int = 255) -> None:
        """Fill an ellipse given by centre and radii."""
        self.polygon(arc_points(centre, radii, 0, 360, 32), colour, alpha)

    def pie(self, centre: Point, radii: Point, span: Point, colour: Colour) -> None:
        """Fill an elliptic sector; ``span`` is its first and last angle in degrees."""
        self.polygon([centre, *arc_points(centre, radii, *span)], colour)

    def segment(self, centre: Point, radii: Point, span: Point, colour: Colour) -> None:
        """Fill the area between an elliptic arc and its chord."""
        self.polygon(arc_points(centre, radii, *span), colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Stroke a line with round ends; ``width`` in local units."""
        unit = self.scale * SUPERSAMPLING
        thickness = max(1, round(width * unit))
        mapped = [self.at(point) for point in points]
        self.draw.line(mapped, fill=colour, width=thickness, joint="curve")
        radius = thickness / 2
        for x, y in (mapped[0], mapped[-1]):
            self.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)

    def arc(
        self,
        centre: Point,
        radii: Point,
        span: Point,
        colour: Colour,
        width: float,
    ) -> None:
        """Stroke an elliptic arc; angles in degrees, clockwise from three o'clock."""
        self.line(arc_points(centre, radii, *span, 24), colour, width)

    def box(
        self,
        corners: tuple[float, float, float, float],
        colour: Colour,
        radius: float = 0.0,
        alpha: int = 255,
    ) -> None:
        """Fill a rectangle (left, top, right, bottom) with rounded corners."""
        left, top, right, bottom = corners
        if radius <= 0:
            self.polygon(
                [(left, top), (right, top), (right, bottom), (left, bottom)], colour, alpha
            )
            return
        r = (radius, radius)
        points = [
            *arc_points((right - radius, top + radius), r, -90, 0, 5),
            *arc_points((right - radius, bottom - radius), r, 0, 90, 5),
            *arc_points((left + radius, bottom - radius), r, 90, 180, 5),
            *arc_points((left + radius, top + radius), r, 180, 270, 5),
        ]
        self.polygon(points, colour, alpha)
