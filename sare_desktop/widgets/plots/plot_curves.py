"""How a curve looks: colour, line style and marker, on screen and in a saved picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from sare_desktop import theme
from sare_desktop.curves import Series

SOLID: tuple[float, ...] = ()
LONG: tuple[float, ...] = (9, 4)
DOT_DASH: tuple[float, ...] = (9, 3, 2, 3)
DOTS: tuple[float, ...] = (2, 3)
STYLES = (SOLID, LONG, DOT_DASH, DOTS)
"""Line styles as lengths of dash and gap, in the order in which they are handed out."""

MARKERS = ("o", "t", "s", "d", "t1", "star")
"""Markers of sparse curves, in the order in which they are handed out."""

OVERLAY_STYLES: tuple[tuple[float, ...], ...] = ((4, 3), (1, 3), (7, 3, 1, 3), (12, 3))
"""Line styles of earlier runs; all of them broken."""


@dataclass(frozen=True)
class Curve:
    """How one curve is shown.

    Attributes:
        key: name of its data.
        label: its words in the legend.
        colour: index into `theme.colours().series`, or the name of a colour of the theme.
        style: dash pattern.
        marker: pyqtgraph symbol at each point, or "" for a line alone.
        smooth: whether smoothing applies to it.
        line: whether points are joined.
    """

    key: str
    label: str
    colour: int | str = 0
    style: tuple[float, ...] = SOLID
    marker: str = ""
    smooth: bool = False
    line: bool = True

    def resolve(self) -> QColor:
        """Return its colour in the scheme shown now."""
        use = theme.colours()
        if isinstance(self.colour, str):
            return QColor(getattr(use, self.colour))
        return QColor(use.series[self.colour % len(use.series)])


@dataclass(frozen=True)
class Overlay:
    """The curves of an earlier run, drawn dashed beneath the present one.

    Attributes:
        name: its words in the legend.
        series: curve by key.
    """

    name: str
    series: Mapping[str, Series] = field(repr=False)


def pen_of(colour: QColor, style: tuple[float, ...], width: float = 1.0) -> QPen:
    """Return a pen whose width does not change with the zoom."""
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    if style:
        pen.setDashPattern(list(style))
    return pen


@dataclass(frozen=True)
class LegendEntry:
    """A line of the legend: what it says and the sample before it."""

    key: str
    label: str
    colour: QColor
    style: tuple[float, ...]
    marker: str = ""
    line: bool = True


def paint_sample(painter: QPainter, rect: QRectF, entry: LegendEntry) -> None:
    """Draw a short piece of a curve, as the legend shows it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = rect.center()
    if entry.line:
        painter.setPen(pen_of(entry.colour, tuple(part / 1.6 for part in entry.style), 1.6))
        painter.drawLine(QPointF(rect.left(), middle.y()), QPointF(rect.right(), middle.y()))
    if entry.marker:
        painter.translate(middle)
        drawSymbol(painter, entry.marker, rect.height() * 0.8, pg.mkPen(entry.colour), entry.colour)
    painter.restore()
