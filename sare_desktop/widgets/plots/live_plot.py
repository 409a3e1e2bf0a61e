"""A plot of curves that grow while it is looked at.

Curves differ by colour and, for colour-blind users, by line style and marker. The legend is made of
buttons that hide and show their curve and read out its value: at the crosshair, or else the newest.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.curves import Array, Series, nearest_index
from sare_desktop.widgets.plots.plot_canvas import Canvas, ValueAxis, recolour_axes
from sare_desktop.widgets.plots.plot_curves import (
    OVERLAY_STYLES,
    Curve,
    LegendEntry,
    Overlay,
)
from sare_desktop.widgets.plots.plot_header import PlotHeader
from sare_desktop.widgets.plots.plot_layers import PlotLayers
from sare_desktop.widgets.plots.plot_legend import PlotLegend
from sare_desktop.widgets.plots.plot_output import PlotOutput
from sare_desktop.widgets.plots.plot_picture import PlotPicture
from sare_desktop.widgets.plots.plot_range import PlotRange
from sare_desktop.widgets.plots.plot_readings import PlotReadings

_DESCRIBE_EVERY_SECONDS = 1.0


class LivePlot(QFrame):
    """Curves over steps, with legend, crosshair, zoom, logarithmic axis and export.

    Attributes:
        layers: what it draws.
        hovered: emitted with the x of the crosshair, NaN when it goes.
        enlarge_asked: emitted when the user wants it larger, or small again.
    """

    hovered = Signal(float)
    enlarge_asked = Signal()

    def __init__(
        self,
        name: str,
        title: str,
        curves: Sequence[Curve] = (),
        *,
        guide: str = "",
        x_label: str = "",
        y_label: str = "",
        percent: bool = False,
        can_enlarge: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty plot.

        Args:
            name: its object name; controls are `name.log`, `name.legend.KEY` and so on.
            title: its heading.
            curves: what is shown, in the order of the legend.
            guide: key of its explanation; see `read_guides`.
            x_label: words of the horizontal axis.
            y_label: words of the vertical axis.
            percent: whether the values are fractions, shown as per cent from 0 to 100.
            can_enlarge: whether there is a button for `enlarge_asked`.
            parent: Qt parent.
        """
        super().__init__(parent)
        self.setObjectName(name)
        theme.card(self)
        self._name = name
        self._x_label = x_label or self.tr("step")
        self._y_label = y_label
        self._percent = percent
        self._weight = 0.0
        self._live = False
        self._x_end: float | None = None
        self._cross = math.nan
        self._described = 0.0
        self._make_header(title, guide, can_enlarge)
        self._make_canvas()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.S, theme.SPACE.XS, theme.SPACE.S, theme.SPACE.XS)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addWidget(self._legend)
        layout.addWidget(self.canvas, 1)
        self.set_curves(curves)
        theme.notifier().changed.connect(self._recolour)

    # Building

    def _make_header(self, title: str, guide: str, can_enlarge: bool) -> None:
        self._output = PlotOutput(
            self._name, self.to_csv, self._picture, self.describe, lambda: not self._has_data()
        )
        self._header = PlotHeader(title, self._output, guide, can_enlarge=can_enlarge)
        self.log_button = self._header.log
        self.log_button.toggled.connect(self._log_toggled)
        self.reset_button = self._header.reset
        self.reset_button.clicked.connect(self.fit)
        self.enlarge_button = self._header.enlarge
        self.enlarge_button.clicked.connect(self.enlarge_asked)
        self._legend = PlotLegend(self._name)
        self._legend.toggled.connect(self._legend_toggled)

    def _make_canvas(self) -> None:
        self.canvas = Canvas(axisItems={"left": ValueAxis(percent=self._percent)}, enableMenu=False)
        self.canvas.fill_plot(f"{self._name}.canvas")
        self.canvas.setAccessibleName(self.tr("Plot: {0}").format(self.title))
        self.canvas.setToolTip(
            self.tr(
                "Drag to move, wheel or + and − to zoom, 0 or double-click to fit, "
                "arrow keys to read values"
            )
        )
        self.plot = self.canvas.getPlotItem()
        self.layers = PlotLayers(self.plot)
        self._range = PlotRange(self.plot.getViewBox())
        self._readings = PlotReadings(self.layers, percent=self._percent)
        self.plot.hideButtons()
        self.plot.setClipToView(True)
        self.plot.setDownsampling(auto=True, mode="peak")
        self.plot.showGrid(x=False, y=True, alpha=0.12)
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.enableAutoSIPrefix(False)
            axis.setStyle(tickLength=4, autoExpandTextSpace=True)
            # Painting the words again with each point costs more than the curves do.
            axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.plot.setLabel("bottom", self._x_label)
        if self._y_label:
            self.plot.setLabel("left", self._y_label)
        self._line = pg.InfiniteLine(angle=90, movable=False)
        self._line.setVisible(False)
        self.plot.addItem(self._line, ignoreBounds=True)
        self.canvas.scene().sigMouseMoved.connect(self._mouse_moved)
        self.canvas.moved.connect(self._step_cross)
        self.canvas.jumped.connect(self._jump_cross)
        self.canvas.zoomed.connect(self._zoom)
        self.canvas.reset.connect(self.fit)
        self.canvas.offer(self._header.save, self._header.guide)
        self.plot.getViewBox().sigRangeChangedManually.connect(self._range_chosen)
        self.canvas.left.connect(self._leave)
        self.fit()

    # Content

    @property
    def title(self) -> str:
        """The heading."""
        return self._header.title

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._header.set_title(title)
        self.canvas.setAccessibleName(self.tr("Plot: {0}").format(title))

    @property
    def curves(self) -> tuple[Curve, ...]:
        """What is shown, in the order of the legend."""
        return tuple(self.layers.curves.values())

    def set_curves(self, curves: Sequence[Curve]) -> None:
        """Show other curves; data of keys that stay is kept."""
        self.layers.set_curves(curves)
        self._legend.set_entries(self._entries())
        self._recolour()

    def set_series(self, key: str, series: Series) -> None:
        """Give a curve its data; shown at the next `redraw`."""
        self.layers.data[key] = series

    def set_band(self, key: str, x: Array, low: Array, high: Array) -> None:
        """Shade an interval around a curve; shown at the next `redraw`."""
        self.layers.set_band(key, x, low, high)

    def clear_bands(self) -> None:
        """Remove the intervals."""
        self.layers.clear_bands()

    def set_overlays(self, overlays: Sequence[Overlay]) -> None:
        """Draw earlier runs dashed beneath the present one."""
        self.layers.set_overlays(overlays)
        self._legend.set_entries(self._entries())
        self._recolour()

    def set_smoothing(self, weight: float) -> None:
        """Smooth the curves that allow it: 0 not at all, 0.99 very calm."""
        self._weight = weight
        self.redraw()

    def set_live(self, live: bool) -> None:
        """Set whether the curves grow now: edges are smoothed only when they do not."""
        if live != self._live:
            self._live = live
            self.redraw()
            if self._follows:
                self.fit()

    def set_x_label(self, words: str) -> None:
        """Set the words of the horizontal axis."""
        self._x_label = words
        self.plot.setLabel("bottom", words)

    def set_x_end(self, end: float | None) -> None:
        """Set how far the curves will go, so that the axis need not move with each point."""
        if end != self._x_end:
            self._x_end = end
            self.fit()

    def clear(self) -> None:
        """Remove all data."""
        self.layers.clear()
        self.fit()
        self.redraw()

    def values_at(self, x: float) -> dict[str, float]:
        """Return each curve's value nearest to `x`; NaN `x` means the newest."""
        return self._readings.values_at(x)

    # Drawing

    def redraw(self) -> None:
        """Draw what changed since the last time; does nothing while it is not visible."""
        # A plot that is scrolled out of sight counts as visible for Qt.
        if not self.isVisible() or self.visibleRegion().isEmpty():
            return
        drawn = self.layers.draw(
            self._weight,
            log=self.log_button.isChecked(),
            live=self._live,
            shown=self._legend.is_shown,
        )
        if drawn:
            self._keep_in_view()
            self._read_out()

    def _legend_toggled(self) -> None:
        self.layers.show_only(self._legend.is_shown)
        self.plot.getViewBox().updateAutoRange()
        self._keep_in_view()

    def _recolour(self) -> None:
        use = theme.colours()
        self.canvas.setBackground(use.surface)
        recolour_axes(self.plot.getAxis("left"), self.plot.getAxis("bottom"))
        self._line.setPen(pg.mkPen(use.muted, style=Qt.PenStyle.DashLine))
        self.layers.recolour()
        self._legend.show_samples(self._entries())
        self.redraw()

    # Reading values

    def show_cross(self, x: float) -> None:
        """Put the crosshair at `x` and read the values there; NaN removes it."""
        self._cross = x
        shown = math.isfinite(x)
        self._line.setVisible(shown)
        if shown:
            self._line.setPos(x)
        self._read_out()

    def _read_out(self) -> None:
        values = self.values_at(self._cross)
        for key, curve in self.layers.curves.items():
            value = values.get(key, math.nan)
            mirrored = key in self.layers.mirrored
            label = self.tr("|{0}|").format(curve.label) if mirrored else curve.label
            text = self.format(abs(value) if mirrored else value)
            self._legend.show_value(key, text if curve.line else "", label)
        now = time.monotonic()
        if now - self._described > _DESCRIBE_EVERY_SECONDS:
            self._described = now
            self.canvas.setAccessibleDescription(self.describe())

    def format(self, value: float) -> str:
        """Return a value as it is written beside the curves."""
        return self._readings.format(value)

    def describe(self) -> str:
        """Return what the plot shows in words."""
        return self._readings.describe()

    def _mouse_moved(self, position: QPointF) -> None:
        box = self.plot.getViewBox()
        if not self.plot.sceneBoundingRect().contains(position) or not self._has_data():
            return
        self._cross_to(float(box.mapSceneToView(position).x()))

    def _has_data(self) -> bool:
        return any(len(series) for series in self.layers.data.values())

    def _cross_to(self, x: float) -> None:
        xs = self._main_x()
        index = nearest_index(xs, x)
        if index >= 0:
            self.show_cross(float(xs[index]))
            self.hovered.emit(self._cross)

    def _main_x(self) -> Array:
        shown = [
            series.x
            for key, series in self.layers.data.items()
            if self._legend.is_shown(key) and len(series)
        ]
        return max(shown, key=len, default=np.empty(0))

    def _step_cross(self, count: int) -> None:
        xs = self._main_x()
        if not len(xs):
            return
        index = len(xs) - 1 if math.isnan(self._cross) else nearest_index(xs, self._cross) + count
        self._cross_to(float(xs[min(max(index, 0), len(xs) - 1)]))

    def _jump_cross(self, to_end: bool) -> None:
        xs = self._main_x()
        if len(xs):
            self._cross_to(float(xs[-1 if to_end else 0]))

    def _leave(self) -> None:
        if not math.isnan(self._cross):
            self.show_cross(math.nan)
            self.hovered.emit(math.nan)

    # Zoom

    def fit(self) -> None:
        """Show everything, and keep showing it as the curves grow."""
        if self.reset_button.hasFocus():
            self.canvas.setFocus()  # A button that is disabled hands the focus to any other.
        self.reset_button.setEnabled(False)
        self._range.fit(self._x_end, live=self._live, whole_scale=self._shows_whole_scale)

    @property
    def _follows(self) -> bool:
        """Whether the range follows the curves: the user chose none that `fit` would leave."""
        return not self.reset_button.isEnabledTo(self)

    @property
    def _shows_whole_scale(self) -> bool:
        return self._percent and not self.log_button.isChecked()

    def _keep_in_view(self) -> None:
        if self._live and self._follows and not self._shows_whole_scale:
            self._range.keep_in_view()

    def _zoom(self, factor: float) -> None:
        self.plot.getViewBox().scaleBy((factor, factor))
        self._range_chosen()

    def _range_chosen(self) -> None:
        self.reset_button.setEnabled(True)

    def _log_toggled(self, log: bool) -> None:
        self.plot.setLogMode(x=False, y=log)
        self.redraw()
        self.fit()

    # Saving

    def export(self, path: Path) -> None:
        """Write the plot as PNG or SVG, or its values as CSV, by the file's suffix.

        Raises:
            OSError: the file cannot be written.
            ValueError: the suffix is not one of these.
        """
        self._output.save(path)

    def _picture(self) -> PlotPicture:
        self.show_cross(math.nan)
        entries = [one for one in self._entries() if self._legend.is_shown(one.key)]
        return PlotPicture(self.title, entries, self.canvas, self.font())

    def to_csv(self) -> str:
        """Return the values of all curves as CSV, unsmoothed."""
        return self._readings.to_csv(self._x_label)

    def _entries(self) -> list[LegendEntry]:
        """Return the legend: the curves, then the earlier runs."""
        entries = [
            LegendEntry(key, one.label, one.resolve(), one.style, one.marker, one.line)
            for key, one in self.layers.curves.items()
        ]
        grey = QColor(theme.colours().muted)
        return entries + [
            LegendEntry(f"overlay{n}", one.name, grey, OVERLAY_STYLES[n % len(OVERLAY_STYLES)])
            for n, one in enumerate(self.layers.overlays)
        ]

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what arrived while the plot could not be seen."""
        super().paintEvent(event)
        QTimer.singleShot(0, self, self.redraw)
