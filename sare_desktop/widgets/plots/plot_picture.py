"""A plot as a picture for a paper or a mail: heading, legend and curves, without the controls."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QIODevice, QPointF, QRectF, QSaveFile, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsItem

from sare_desktop import theme
from sare_desktop.widgets.plots.plot_curves import LegendEntry, paint_sample

_SCALE = 2
"""Pixels of a PNG for each pixel on screen."""

_SAMPLE_WIDTH = 24


class Picture(ABC):
    """Something that can be drawn anywhere.

    Args:
        title: what it shows.
        resolution: dots per inch of the screen.
    """

    def __init__(self, title: str, resolution: int) -> None:
        self._title = title
        self._resolution = resolution

    @property
    @abstractmethod
    def size(self) -> QSize:
        """Size of the picture, in pixels as they are on screen."""

    @abstractmethod
    def paint(self, painter: QPainter) -> None:
        """Draw it at the painter's origin."""

    def to_image(self) -> QImage:
        """Return it as pixels, twice as fine as on screen."""
        image = QImage(self.size * _SCALE, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(_SCALE)
        painter = QPainter(image)
        self.paint(painter)
        painter.end()
        return image

    def save_png(self, path: Path) -> None:
        """Write it as PNG, twice as fine as on screen.

        Raises:
            OSError: the file cannot be written.
        """
        image = self.to_image()
        write_file(path, lambda file: QImageWriter(file, b"png").write(image))

    def save_svg(self, path: Path, description: str) -> None:
        """Write it as SVG.

        Raises:
            OSError: the file cannot be written.
        """

        def draw(file: QIODevice) -> bool:
            drawing = QSvgGenerator()
            drawing.setOutputDevice(file)
            # The axes keep their drawing in units of the screen.
            drawing.setResolution(self._resolution)
            drawing.setSize(self.size)
            drawing.setViewBox(QRectF(0, 0, self.size.width(), self.size.height()))
            drawing.setTitle(self._title)
            drawing.setDescription(description)
            painter = QPainter()
            if not painter.begin(drawing):
                return False
            self.paint(painter)
            return painter.end()

        write_file(path, draw)


class PlotPicture(Picture):
    """Draws a canvas under its heading and legend, in the colours of the present scheme."""

    def __init__(
        self, title: str, entries: Sequence[LegendEntry], canvas: pg.PlotWidget, font: QFont
    ) -> None:
        super().__init__(title, canvas.logicalDpiX())
        self._canvas = canvas
        self._font = font
        self._line = QFontMetricsF(font).height()
        self._rows = self._lay_out(entries)

    @property
    def size(self) -> QSize:
        """Size of the picture, in pixels as they are on screen."""
        return QSize(self._canvas.width(), self._canvas.height() + round(self._head))

    @property
    def _head(self) -> float:
        return self._line * (1 + len(self._rows)) + theme.SPACE.L

    def _lay_out(self, entries: Sequence[LegendEntry]) -> list[list[tuple[float, LegendEntry]]]:
        """Break the legend into rows that fit; give each entry its left edge."""
        measure = QFontMetricsF(self._font)
        rows: list[list[tuple[float, LegendEntry]]] = []
        x = float(self._canvas.width())
        for entry in entries:
            width = _SAMPLE_WIDTH + theme.SPACE.S + measure.horizontalAdvance(entry.label)
            if not rows or x + width > self._canvas.width() - theme.SPACE.S:
                rows.append([])
                x = float(theme.SPACE.S)
            rows[-1].append((x, entry))
            x += width + theme.SPACE.L
        return rows

    def paint(self, painter: QPainter) -> None:
        """Draw it at the painter's origin."""
        use = theme.colours()
        size, line = self.size, self._line
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(use.surface))
        bold = QFont(self._font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(use.text))
        painter.drawText(QPointF(theme.SPACE.S, theme.SPACE.XS + line * 0.8), self._title)
        painter.setFont(self._font)
        for number, row in enumerate(self._rows):
            top = theme.SPACE.S + line * (1 + number)
            for x, entry in row:
                sample = QRectF(x, top + line * 0.2, _SAMPLE_WIDTH, line * 0.6)
                paint_sample(painter, sample, entry)
                painter.setPen(QColor(use.text))
                at = QPointF(x + _SAMPLE_WIDTH + theme.SPACE.S, top + line * 0.8)
                painter.drawText(at, entry.label)
        target = QRectF(0, self._head, self._canvas.width(), self._canvas.height())
        # What is kept as pixels for the screen would be pixels in a drawing, too.
        kept = {item: item.cacheMode() for item in self._canvas.scene().items()}
        for item in kept:
            item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
        self._canvas.render(painter, target, self._canvas.viewport().rect())
        for item, mode in kept.items():
            item.setCacheMode(mode)


def write_file(path: Path, fill: Callable[[QIODevice], object]) -> None:
    """Write a file whole or not at all.

    Args:
        path: the file.
        fill: writes into the open file; returns something false where it did not work.

    Raises:
        OSError: the file cannot be written.
    """
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly) or not fill(file) or not file.commit():
        raise OSError(f"{path}: {file.errorString()}")
