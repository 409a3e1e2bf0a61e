"""A plot of curves that grow while it is looked at.

Curves are told apart by colour and, for eyes that see few colours, by line style and marker. The
legend is made of buttons that hide and show their curve and read out its value, at the crosshair
or, without one, the newest.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from superqt import QElidingLabel, QFlowLayout

from sare_desktop import theme
from sare_desktop.curves import Array, Series, Smoother, nearest_index, on_log_scale, to_csv
from sare_desktop.widgets.plots.plot_canvas import Canvas, ValueAxis
from sare_desktop.widgets.plots.plot_curves import (
    OVERLAY_STYLES,
    Curve,
    LegendEntry,
    Overlay,
    pen_of,
)
from sare_desktop.widgets.plots.plot_legend import LegendButton
from sare_desktop.widgets.plots.plot_picture import PlotPicture, write_file
from sare_desktop.widgets.primitives.save_button import SaveButton

_DESCRIBE_EVERY_SECONDS = 1.0
_SMOOTH_EDGES_UP_TO = 4000
_POINTS_PER_PIXEL = 1.0
"""Of a longer curve the highest and the lowest point of each pixel column are drawn."""

_LIVE_WIDTH, _STILL_WIDTH = 1.0, 1.6

_ROOM = 0.15
"""Empty room above and below growing curves, as a share of their height."""

_TOO_MUCH_ROOM = 3.0
"""How many times their height the range of growing curves may be."""


class LivePlot(QFrame):
    """Curves over steps, with legend, crosshair, zoom, logarithmic axis and export.

    Attributes:
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
        self._title = title
        self._x_label = x_label or self.tr("step")
        self._y_label = y_label
        self._percent = percent
        self._weight = 0.0
        self._live = False
        self._drawn_state: tuple[Any, ...] = ()
        self._drawn: dict[str, tuple[Any, ...]] = {}
        self._x_end: float | None = None
        self._widths: dict[str, float] = {}
        self._cross = math.nan
        self._described = 0.0
        self._curves: dict[str, Curve] = {}
        self._data: dict[str, Series] = {}
        self._items: dict[str, Any] = {}
        self._smoothers: dict[str, Smoother] = {}
        self._turned: set[str] = set()
        self._legend: dict[str, LegendButton] = {}
        self._bands: dict[str, tuple[Array, Array, Array]] = {}
        self._band_items: dict[str, tuple[Any, Any, Any]] = {}
        self._overlays: list[Overlay] = []
        self._overlay_items: dict[tuple[int, str], Any] = {}
        self._make_header(can_enlarge)
        self._make_canvas()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.S, theme.SPACE.XS, theme.SPACE.S, theme.SPACE.XS)
        layout.setSpacing(0)
        layout.addLayout(self._header)
        layout.addWidget(self._legend_bar)
        layout.addWidget(self.canvas, 1)
        self.set_curves(curves)
        theme.notifier().changed.connect(self._recolour)

    # Building

    def _make_header(self, can_enlarge: bool) -> None:
        heading = QElidingLabel(self._title)
        heading.setObjectName(f"{self._name}.title")
        heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        font = heading.font()
        font.setWeight(QFont.Weight.DemiBold)
        heading.setFont(font)
        heading.setToolTip(self._title)
        self._heading = heading
        self.log_button = self._tool("log", self.tr("log"), self.tr("Logarithmic vertical axis"))
        self.log_button.setCheckable(True)
        self.log_button.toggled.connect(self._log_toggled)
        self.reset_button = self._tool(
            "reset", self.tr("fit"), self.tr("Show everything again (double-click, or key 0)")
        )
        self.reset_button.setEnabled(False)
        self.reset_button.clicked.connect(self.fit)
        self.enlarge_button = self._tool(
            "enlarge", self.tr("enlarge"), self.tr("Give this plot all the room, or take it back")
        )
        self.enlarge_button.setCheckable(True)
        if not can_enlarge:
            self.enlarge_button.hide()
        self.enlarge_button.clicked.connect(self.enlarge_asked)
        self.save_button = SaveButton(f"{self._name}.export", self._title, self.export)
        self.save_button.saved.connect(self._saved)
        self.save_button.failed.connect(self._not_saved)
        self._header = QHBoxLayout()
        self._header.setSpacing(theme.SPACE.XS)
        self._header.addWidget(heading, 1)
        for button in (self.log_button, self.reset_button, self.enlarge_button, self.save_button):
            self._header.addWidget(button)
        self._legend_bar = QWidget()
        self._legend_layout = QFlowLayout(self._legend_bar)
        self._legend_layout.setContentsMargins(0, 0, 0, 0)
        self._legend_layout.setHorizontalSpacing(theme.SPACE.S)
        self._legend_layout.setVerticalSpacing(0)

    def _tool(self, key: str, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"{self._name}.{key}")
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(f"{self._title}: {tip}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _make_canvas(self) -> None:
        self.canvas = Canvas(axisItems={"left": ValueAxis(percent=self._percent)}, enableMenu=False)
        self.canvas.setObjectName(f"{self._name}.canvas")
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas.setMinimumHeight(96)
        self.canvas.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.canvas.setFrameShape(QFrame.Shape.NoFrame)
        self.canvas.setAccessibleName(self.tr("Plot: {0}").format(self._title))
        self.canvas.setToolTip(
            self.tr(
                "Drag to move, wheel or + and − to zoom, 0 or double-click to fit, "
                "arrow keys to read values"
            )
        )
        self.plot = self.canvas.getPlotItem()
        self.plot.hideButtons()
        self.plot.setClipToView(True)
        self.plot.setDownsampling(auto=True, mode="peak")
        self.plot.showGrid(x=False, y=True, alpha=0.12)
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.enableAutoSIPrefix(False)
            axis.setStyle(tickLength=4, autoExpandTextSpace=True)
            # Painting the words anew with each point costs more than the curves do.
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
        self.plot.getViewBox().sigRangeChangedManually.connect(self._range_chosen)
        self.canvas.left.connect(self._leave)
        self.fit()

    # Content

    @property
    def title(self) -> str:
        """The heading."""
        return self._title

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._title = title
        self._heading.setText(title)
        self._heading.setToolTip(title)
        self.canvas.setAccessibleName(self.tr("Plot: {0}").format(title))

    @property
    def curves(self) -> tuple[Curve, ...]:
        """What is shown, in the order of the legend."""
        return tuple(self._curves.values())

    def set_curves(self, curves: Sequence[Curve]) -> None:
        """Show other curves; data of keys that stay is kept."""
        for item in self._items.values():
            self.plot.removeItem(item)
        for key in tuple(self._band_items):
            self._drop_band(key)
        self._curves = {curve.key: curve for curve in curves}
        self._data = {key: self._data.get(key, Series()) for key in self._curves}
        self._smoothers = {key: Smoother() for key in self._curves}
        self._bands = {key: band for key, band in self._bands.items() if key in self._curves}
        self._items = {}
        self._drawn = {}
        for curve in curves:
            # Markers are few, and drawn from a cache of pixels they would be coarse in a picture.
            item = pg.PlotDataItem(
                connect="finite", useCache=False, autoDownsampleFactor=_POINTS_PER_PIXEL
            )
            self._items[curve.key] = item
            self.plot.addItem(item)
        self._rebuild_legend()
        self._recolour()

    def set_series(self, key: str, series: Series) -> None:
        """Give a curve its data; shown at the next `redraw`."""
        self._data[key] = series

    def set_band(self, key: str, x: Array, low: Array, high: Array) -> None:
        """Shade an interval around a curve; shown at the next `redraw`."""
        self._bands[key] = (x, low, high)
        self._drawn = {}

    def clear_bands(self) -> None:
        """Take the intervals away."""
        self._bands = {}
        for key in tuple(self._band_items):
            self._drop_band(key)

    def set_overlays(self, overlays: Sequence[Overlay]) -> None:
        """Draw earlier runs dashed beneath the present one."""
        for item in self._overlay_items.values():
            self.plot.removeItem(item)
        self._overlay_items = {}
        self._overlays = [
            one for one in overlays if any(len(one.series.get(key, ())) for key in self._curves)
        ]
        for number, overlay in enumerate(self._overlays):
            for key, curve in self._curves.items():
                if len(overlay.series.get(key, ())) and curve.line:
                    item = pg.PlotDataItem(connect="finite")
                    item.setZValue(-1)
                    self._overlay_items[number, key] = item
                    self.plot.addItem(item)
        self._rebuild_legend()
        self._recolour()

    def set_smoothing(self, weight: float) -> None:
        """Smooth the curves that allow it: 0 not at all, 0.99 very calm."""
        self._weight = weight
        self.redraw()

    def set_live(self, live: bool) -> None:
        """Say whether the curves grow now: edges are smoothed only when they do not."""
        if live != self._live:
            self._live = live
            self.redraw()
            if self._follows:
                self.fit()

    def set_x_end(self, end: float | None) -> None:
        """Say how far the curves will go, so that the axis need not move with each point."""
        if end != self._x_end:
            self._x_end = end
            self.fit()

    def clear(self) -> None:
        """Take all data away."""
        self._data = {key: Series() for key in self._curves}
        self.clear_bands()
        self.fit()
        self.redraw()

    def values_at(self, x: float) -> dict[str, float]:
        """Return each curve's value nearest to `x`; NaN `x` means the newest."""
        found = {}
        for key, series in self._data.items():
            if math.isnan(x):
                found[key] = series.last
            else:
                index = nearest_index(series.x, x)
                found[key] = float(series.y[index]) if index >= 0 else math.nan
        return found

    # Drawing

    def redraw(self) -> None:
        """Draw what changed since the last time; does nothing while nobody can see it."""
        # A plot that is scrolled out of sight counts as visible for Qt.
        if not self.isVisible() or self.visibleRegion().isEmpty():
            return
        log = self.log_button.isChecked()
        state = (self._weight, log, self._live)
        changed = [
            key
            for key, series in self._data.items()
            if self._drawn.get(key) != (id(series), series.version, *state)
        ]
        if not changed:
            return
        whole = not self._drawn
        for key in changed:
            self._draw_curve(key, log)
            self._drawn[key] = (id(self._data[key]), self._data[key].version, *state)
        if whole or self._drawn_state != state:
            self._draw_still(log)
        self._drawn_state = state
        self._keep_in_view()
        self._read_out()

    def _draw_curve(self, key: str, log: bool) -> None:
        curve, series, item = self._curves[key], self._data[key], self._items[key]
        y = self._smoothers[key](series.y, self._weight if curve.smooth else 0.0)
        self._turned.discard(key)
        if log:
            y, turned = on_log_scale(y)
            if turned:
                self._turned.add(key)
        smooth_edges = not self._live and len(series) <= _SMOOTH_EDGES_UP_TO
        if curve.line:
            width = _STILL_WIDTH if smooth_edges else _LIVE_WIDTH
            if self._widths.get(key) != width:
                self._widths[key] = width
                item.setPen(pen_of(curve.resolve(), curve.style, width))
        item.setData(series.x, y, antialias=smooth_edges)

    def _draw_still(self, log: bool) -> None:
        """Draw what does not grow: earlier runs and intervals."""
        for (number, key), item in self._overlay_items.items():
            series = self._overlays[number].series[key]
            weight = self._weight if self._curves[key].smooth else 0.0
            y = Smoother()(series.y, weight)
            item.setData(series.x, on_log_scale(y)[0] if log else y)
        for key, band in self._bands.items():
            self._draw_band(key, band, log)

    def _draw_band(self, key: str, band: tuple[Array, Array, Array], log: bool) -> None:
        if key not in self._curves:
            return
        if key not in self._band_items:
            low, high = pg.PlotDataItem(), pg.PlotDataItem()
            for item in (low, high):
                item.setPen(None)
                self.plot.addItem(item)
            fill = pg.FillBetweenItem(low, high)
            fill.setZValue(-2)
            self.plot.addItem(fill)
            self._band_items[key] = (low, high, fill)
            self._colour_band(key)
        x, low_y, high_y = band
        if log:
            positive = np.concatenate([low_y[low_y > 0], high_y[high_y > 0]])
            floor = float(positive.min()) / 2 if len(positive) else 1e-6
            low_y, high_y = np.maximum(low_y, floor), np.maximum(high_y, floor)
        low, high, fill = self._band_items[key]
        low.setData(x, low_y)
        high.setData(x, high_y)
        shown = self._legend[key].isChecked()
        for item in (low, high, fill):
            item.setVisible(shown)

    def _drop_band(self, key: str) -> None:
        for item in self._band_items.pop(key):
            self.plot.removeItem(item)

    def _rebuild_legend(self) -> None:
        hidden = {key for key, button in self._legend.items() if not button.isChecked()}
        while self._legend_layout.count():
            taken = self._legend_layout.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._legend = {}
        for entry in self._entries():
            button = LegendButton(f"{self._name}.legend.{entry.key}", entry.label)
            button.setChecked(entry.key not in hidden)
            button.toggled.connect(self._legend_toggled)
            self._legend[entry.key] = button
            self._legend_layout.addWidget(button)
        self._legend_toggled()

    def _legend_toggled(self) -> None:
        for key, item in self._items.items():
            shown = self._legend[key].isChecked()
            item.setVisible(shown)
            for part in self._band_items.get(key, ()):
                part.setVisible(shown)
        for (number, key), item in self._overlay_items.items():
            overlay = self._legend[f"overlay{number}"].isChecked()
            item.setVisible(overlay and self._legend[key].isChecked())
        self.plot.getViewBox().updateAutoRange()
        self._keep_in_view()

    def _recolour(self) -> None:
        use = theme.colours()
        self.canvas.setBackground(use.surface)
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(pg.mkPen(use.border))
            axis.setTextPen(pg.mkPen(use.muted))
            axis.labelStyle = {**axis.labelStyle, "color": use.muted}
            axis.setLabel(axis.labelText, **axis.labelStyle)
        self._line.setPen(pg.mkPen(use.muted, style=Qt.PenStyle.DashLine))
        for key, curve in self._curves.items():
            colour, item = curve.resolve(), self._items[key]
            item.setPen(pen_of(colour, curve.style) if curve.line else None)
            item.setSymbol(curve.marker or None)
            if curve.marker:
                item.setSymbolSize(7)
                item.setSymbolPen(pg.mkPen(colour))
                item.setSymbolBrush(pg.mkBrush(colour))
            self._colour_band(key)
        for (number, key), item in self._overlay_items.items():
            colour = self._curves[key].resolve()
            colour.setAlphaF(0.6)
            item.setPen(pen_of(colour, OVERLAY_STYLES[number % len(OVERLAY_STYLES)]))
        for entry in self._entries():
            self._legend[entry.key].show_sample(entry)
        self._drawn, self._widths = {}, {}
        self.redraw()

    def _colour_band(self, key: str) -> None:
        if key in self._band_items:
            colour = self._curves[key].resolve()
            colour.setAlphaF(0.22 if theme.colours().dark else 0.14)
            self._band_items[key][2].setBrush(pg.mkBrush(colour))

    # Reading values

    def show_cross(self, x: float) -> None:
        """Put the crosshair at `x` and read the values there; NaN takes it away."""
        self._cross = x
        shown = math.isfinite(x)
        self._line.setVisible(shown)
        if shown:
            self._line.setPos(x)
        self._read_out()

    def _read_out(self) -> None:
        values = self.values_at(self._cross)
        for key, curve in self._curves.items():
            value = values.get(key, math.nan)
            label = self.tr("|{0}|").format(curve.label) if key in self._turned else curve.label
            shown = abs(value) if key in self._turned else value
            self._legend[key].show_value(self.format(shown) if curve.line else "", label)
        now = time.monotonic()
        if now - self._described > _DESCRIBE_EVERY_SECONDS:
            self._described = now
            self.canvas.setAccessibleDescription(self.describe())

    def format(self, value: float) -> str:
        """Return a value as it is written beside the curves."""
        if not math.isfinite(value):
            return "–"
        return f"{value * 100:.1f} %" if self._percent else f"{value:.4g}"

    def describe(self) -> str:
        """Return what the plot shows in words."""
        parts = []
        for key, curve in self._curves.items():
            series = self._data[key]
            if not len(series):
                continue
            finite = series.y[np.isfinite(series.y)]
            if len(finite):
                parts.append(
                    self.tr("{0}: {1} points, from {2} to {3}, now {4}").format(
                        curve.label,
                        len(series),
                        self.format(float(finite.min())),
                        self.format(float(finite.max())),
                        self.format(series.last),
                    )
                )
        return "; ".join(parts) or self.tr("No data yet")

    def _mouse_moved(self, position: QPointF) -> None:
        box = self.plot.getViewBox()
        if not self.plot.sceneBoundingRect().contains(position) or not self._has_data():
            return
        self._cross_to(float(box.mapSceneToView(position).x()))

    def _has_data(self) -> bool:
        return any(len(series) for series in self._data.values())

    def _cross_to(self, x: float) -> None:
        xs = self._main_x()
        index = nearest_index(xs, x)
        if index >= 0:
            self.show_cross(float(xs[index]))
            self.hovered.emit(self._cross)

    def _main_x(self) -> Array:
        shown = [
            series.x
            for key, series in self._data.items()
            if self._legend[key].isChecked() and len(series)
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
        """Show everything, and keep doing so as the curves grow."""
        box = self.plot.getViewBox()
        box.enableAutoRange(x=self._x_end is None, y=not self._live)
        if self._x_end is not None:
            box.setXRange(0.0, self._x_end, padding=0.02)
        if self._shows_whole_scale:
            # A label at the very edge is left out where it does not fit.
            box.setYRange(0.0, 1.0, padding=0.1)
        if self.reset_button.hasFocus():
            self.canvas.setFocus()  # A button that is disabled hands the focus to any other.
        self.reset_button.setEnabled(False)
        self._keep_in_view()

    @property
    def _follows(self) -> bool:
        """Whether the range is not one that a person chose, and that could be left by `fit`."""
        return not self.reset_button.isEnabledTo(self)

    @property
    def _shows_whole_scale(self) -> bool:
        return self._percent and not self.log_button.isChecked()

    def _keep_in_view(self) -> None:
        """Move the range of growing curves, but only when they leave it or fill little of it.

        A range that follows each point paints the axis anew each time, which costs more than all
        curves do.
        """
        box = self.plot.getViewBox()
        if self._shows_whole_scale or not (self._live and self._follows):
            return
        bounds = box.childrenBounds()[1]
        if bounds is None:
            return
        low, high = bounds
        height = high - low or abs(high) or 1.0
        bottom, top = box.viewRange()[1]
        if low < bottom or high > top or top - bottom > _TOO_MUCH_ROOM * height:
            box.setYRange(low - _ROOM * height, high + _ROOM * height, padding=0.0)

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
            ValueError: the suffix is none of these.
        """
        suffix = path.suffix.lower()
        if suffix == ".csv":
            data = self.to_csv().encode("utf-8")
            write_file(path, lambda file: file.write(data) == len(data))
            return
        if suffix not in (".png", ".svg"):
            raise ValueError(f"{path.name}: the name must end in .png, .svg or .csv")
        self.show_cross(math.nan)
        entries = [one for one in self._entries() if self._legend[one.key].isChecked()]
        picture = PlotPicture(self._title, entries, self.canvas, self.font())
        if suffix == ".png":
            picture.save_png(path)
        else:
            picture.save_svg(path, self.describe())

    def to_csv(self) -> str:
        """Return the values of all curves as CSV, unsmoothed."""
        columns = [(curve.label, self._data[key]) for key, curve in self._curves.items()]
        for overlay in self._overlays:
            columns += [
                (f"{overlay.name}: {self._curves[key].label}", series)
                for key, series in overlay.series.items()
                if key in self._curves
            ]
        return to_csv(self._x_label, columns)

    def _entries(self) -> list[LegendEntry]:
        """Return the legend: the curves, then the earlier runs."""
        entries = [
            LegendEntry(key, one.label, one.resolve(), one.style, one.marker, one.line)
            for key, one in self._curves.items()
        ]
        grey = QColor(theme.colours().muted)
        return entries + [
            LegendEntry(f"overlay{n}", one.name, grey, OVERLAY_STYLES[n % len(OVERLAY_STYLES)])
            for n, one in enumerate(self._overlays)
        ]

    def _saved(self) -> None:
        self._heading.setText(self._title)
        theme.tone(self._heading, "")

    def _not_saved(self, why: str) -> None:
        self._heading.setText(self.tr("Not saved: {0}").format(why))
        theme.tone(self._heading, "error")

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what came while it could not be seen."""
        super().paintEvent(event)
        QTimer.singleShot(0, self, self.redraw)
