"""What a plot draws: curves with their intervals, and earlier runs beneath them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg

from sare_desktop import theme
from sare_desktop.curves import Array, Series, Smoother, on_log_scale
from sare_desktop.widgets.plots.plot_curves import OVERLAY_STYLES, Curve, Overlay, pen_of

_SMOOTH_EDGES_UP_TO = 4000
_POINTS_PER_PIXEL = 1.0
"""Of a longer curve the highest and the lowest point of each pixel column are drawn."""

_LIVE_WIDTH, _STILL_WIDTH = 1.0, 1.6


class PlotLayers:
    """The items of a plot; each is made once and only gets new data.

    Attributes:
        curves: key → how the curve looks, in the order of the legend.
        data: key → its values.
        items: key → its item.
        bands: key → x, low and high of the interval around it.
        band_items: key → low, high and filled item of that interval.
        overlays: the earlier runs.
        overlay_items: (number of the run, key) → its item.
        mirrored: keys of curves whose negative values are shown as their size, which a logarithmic
            axis needs.
    """

    def __init__(self, plot: Any) -> None:
        """Draw into a pyqtgraph PlotItem."""
        self._plot = plot
        self.curves: dict[str, Curve] = {}
        self.data: dict[str, Series] = {}
        self.items: dict[str, Any] = {}
        self.bands: dict[str, tuple[Array, Array, Array]] = {}
        self.band_items: dict[str, tuple[Any, Any, Any]] = {}
        self.overlays: list[Overlay] = []
        self.overlay_items: dict[tuple[int, str], Any] = {}
        self.mirrored: set[str] = set()
        self._smoothers: dict[str, Smoother] = {}
        self._drawn: dict[str, tuple[Any, ...]] = {}
        self._drawn_state: tuple[Any, ...] = ()
        self._widths: dict[str, float] = {}

    # Content

    def set_curves(self, curves: Sequence[Curve]) -> None:
        """Show other curves; data of keys that stay is kept."""
        for item in self.items.values():
            self._plot.removeItem(item)
        for key in tuple(self.band_items):
            self._drop_band(key)
        self.curves = {curve.key: curve for curve in curves}
        self.data = {key: self.data.get(key, Series()) for key in self.curves}
        self.bands = {key: band for key, band in self.bands.items() if key in self.curves}
        self._smoothers = {key: Smoother() for key in self.curves}
        self.items = {}
        self._drawn = {}
        for curve in curves:
            # Markers are few, and drawn from a cache of pixels they would be coarse in a picture.
            item = pg.PlotDataItem(
                connect="finite", useCache=False, autoDownsampleFactor=_POINTS_PER_PIXEL
            )
            self.items[curve.key] = item
            self._plot.addItem(item)

    def set_band(self, key: str, x: Array, low: Array, high: Array) -> None:
        """Shade an interval around a curve; shown at the next `draw`."""
        self.bands[key] = (x, low, high)
        self._drawn = {}

    def clear_bands(self) -> None:
        """Remove the intervals."""
        self.bands = {}
        for key in tuple(self.band_items):
            self._drop_band(key)

    def set_overlays(self, overlays: Sequence[Overlay]) -> None:
        """Draw earlier runs dashed beneath the present one; runs without a shown curve are not."""
        for item in self.overlay_items.values():
            self._plot.removeItem(item)
        self.overlay_items = {}
        self.overlays = [
            one for one in overlays if any(len(one.series.get(key, ())) for key in self.curves)
        ]
        for number, overlay in enumerate(self.overlays):
            for key, curve in self.curves.items():
                if len(overlay.series.get(key, ())) and curve.line:
                    item = pg.PlotDataItem(connect="finite")
                    item.setZValue(-1)
                    self.overlay_items[number, key] = item
                    self._plot.addItem(item)

    def clear(self) -> None:
        """Remove all data of the curves."""
        self.data = {key: Series() for key in self.curves}
        self.clear_bands()

    # Drawing

    def draw(self, weight: float, *, log: bool, live: bool, shown: Callable[[str], bool]) -> bool:
        """Draw what changed since the last time.

        Args:
            weight: smoothing of the curves that allow it, 0 to 1.
            log: whether the vertical axis is logarithmic.
            live: whether the curves grow now: edges are smoothed only if they do not.
            shown: whether the curve with a key is shown.

        Returns:
            whether anything had changed.
        """
        state = (weight, log, live)
        changed = [
            key
            for key, series in self.data.items()
            if self._drawn.get(key) != (id(series), series.version, *state)
        ]
        if not changed:
            return False
        whole = not self._drawn
        for key in changed:
            self._draw_curve(key, weight, log, live)
            self._drawn[key] = (id(self.data[key]), self.data[key].version, *state)
        if whole or self._drawn_state != state:
            self._draw_overlays(weight, log)
            for key in self.bands:
                if key in self.curves:
                    self._draw_band(key, log, shown(key))
        self._drawn_state = state
        return True

    def show_only(self, shown: Callable[[str], bool]) -> None:
        """Show and hide curves, and earlier runs by the key `overlay<number>`."""
        for key, item in self.items.items():
            item.setVisible(shown(key))
            for part in self.band_items.get(key, ()):
                part.setVisible(shown(key))
        for (number, key), item in self.overlay_items.items():
            item.setVisible(shown(f"overlay{number}") and shown(key))

    def recolour(self) -> None:
        """Use the colours of the scheme shown now; everything is drawn again at the next `draw`."""
        for key, curve in self.curves.items():
            colour, item = curve.resolve(), self.items[key]
            item.setPen(pen_of(colour, curve.style) if curve.line else None)
            item.setSymbol(curve.marker or None)
            if curve.marker:
                item.setSymbolSize(7)
                item.setSymbolPen(pg.mkPen(colour))
                item.setSymbolBrush(pg.mkBrush(colour))
            self._colour_band(key)
        for (number, key), item in self.overlay_items.items():
            colour = self.curves[key].resolve()
            colour.setAlphaF(0.6)
            item.setPen(pen_of(colour, OVERLAY_STYLES[number % len(OVERLAY_STYLES)]))
        self._drawn, self._widths = {}, {}

    def _draw_curve(self, key: str, weight: float, log: bool, live: bool) -> None:
        curve, series, item = self.curves[key], self.data[key], self.items[key]
        y = self._smoothers[key](series.y, weight if curve.smooth else 0.0)
        self.mirrored.discard(key)
        if log:
            y, mirrored = on_log_scale(y)
            if mirrored:
                self.mirrored.add(key)
        smooth_edges = not live and len(series) <= _SMOOTH_EDGES_UP_TO
        if curve.line:
            width = _STILL_WIDTH if smooth_edges else _LIVE_WIDTH
            if self._widths.get(key) != width:
                self._widths[key] = width
                item.setPen(pen_of(curve.resolve(), curve.style, width))
        item.setData(series.x, y, antialias=smooth_edges)

    def _draw_overlays(self, weight: float, log: bool) -> None:
        for (number, key), item in self.overlay_items.items():
            series = self.overlays[number].series[key]
            y = Smoother()(series.y, weight if self.curves[key].smooth else 0.0)
            item.setData(series.x, on_log_scale(y)[0] if log else y)

    def _draw_band(self, key: str, log: bool, shown: bool) -> None:
        if key not in self.band_items:
            self.band_items[key] = self._make_band()
            self._colour_band(key)
        x, low_y, high_y = self.bands[key]
        if log:
            positive = np.concatenate([low_y[low_y > 0], high_y[high_y > 0]])
            floor = float(positive.min()) / 2 if len(positive) else 1e-6
            low_y, high_y = np.maximum(low_y, floor), np.maximum(high_y, floor)
        low, high, fill = self.band_items[key]
        low.setData(x, low_y)
        high.setData(x, high_y)
        for item in (low, high, fill):
            item.setVisible(shown)

    def _make_band(self) -> tuple[Any, Any, Any]:
        low, high = pg.PlotDataItem(), pg.PlotDataItem()
        for item in (low, high):
            item.setPen(None)
            self._plot.addItem(item)
        fill = pg.FillBetweenItem(low, high)
        fill.setZValue(-2)
        self._plot.addItem(fill)
        return low, high, fill

    def _drop_band(self, key: str) -> None:
        for item in self.band_items.pop(key):
            self._plot.removeItem(item)

    def _colour_band(self, key: str) -> None:
        if key in self.band_items:
            colour = self.curves[key].resolve()
            colour.setAlphaF(0.22 if theme.colours().dark else 0.14)
            self.band_items[key][2].setBrush(pg.mkBrush(colour))
