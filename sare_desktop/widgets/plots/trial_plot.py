"""The trials of a search as points: what an attack brings back, against what the erasure costs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.curves import Series, to_csv
from sare_desktop.item_models.runs import percent
from sare_desktop.item_models.trials import (
    AFTER,
    BROKEN,
    RECALL,
    TrialRow,
    measured_title,
    state_words,
)
from sare_desktop.widgets.plots.plot_canvas import Canvas, ValueAxis, recolour_axes
from sare_desktop.widgets.plots.plot_curves import LegendEntry, pen_of
from sare_desktop.widgets.plots.plot_header import PlotHeader
from sare_desktop.widgets.plots.plot_legend import PlotLegend
from sare_desktop.widgets.plots.plot_output import PlotOutput
from sare_desktop.widgets.plots.plot_picture import PlotPicture

_BEST, _FRONT, _OTHER, _BREAKING = "best", "front", "other", "breaking"
_MARKERS = {_BEST: "star", _FRONT: "d", _OTHER: "o", _BREAKING: "x"}
_SIZES = {_BEST: 17.0, _FRONT: 12.0, _OTHER: 9.0, _BREAKING: 10.0}
_GUIDE = "trials-of-a-search"
_RING = 24.0
_ROOM = 0.12
_LEAST_SPAN = 0.05


class TrialPlot(QFrame):
    """Each trial that came to its end as a point; a selected trial has a ring.

    Attributes:
        chosen: emitted with the number of the trial that was clicked, or moved to by keys.
    """

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty plot; its parts are `name.canvas`, `name.legend.KEY` and so on."""
        super().__init__(parent)
        self.setObjectName(name)
        theme.card(self)
        self._name = name
        self._title = self.tr("Hallucination after the attack, against concept recall")
        self._rows: list[TrialRow] = []
        self._selected = 0
        self._before = float("nan")
        self._make_canvas()
        self._make_head()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.S, theme.SPACE.XS, theme.SPACE.S, theme.SPACE.XS)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._legend)
        layout.addWidget(self.canvas, 1)
        theme.notifier().changed.connect(self._recolour)
        self._recolour()

    # Building

    def _make_head(self) -> None:
        self._output = PlotOutput(
            self._name, self.to_csv, self._picture, self.describe, lambda: not self._rows
        )
        self._head = PlotHeader(self._title, self._output, _GUIDE, can_enlarge=False)
        self.canvas.offer(self._head.save, self._head.guide)
        self._head.log.hide()  # A rate may be 0.
        self.reset_button = self._head.reset
        self.reset_button.clicked.connect(self.fit)
        self._legend = PlotLegend(self._name)
        self._legend.set_entries(self._entries())
        self._legend.toggled.connect(self._draw)

    def _make_canvas(self) -> None:
        axes = {side: ValueAxis(side, percent=True) for side in ("left", "bottom")}
        self.canvas = Canvas(axisItems=axes, enableMenu=False)
        self.canvas.fill_plot(f"{self._name}.canvas")
        self.canvas.setAccessibleName(self.tr("Plot: {0}").format(self._title))
        self.canvas.setToolTip(
            self.tr(
                "Click a trial, or use the arrow keys, to select it; wheel or + and − to zoom, "
                "0 or double-click to fit"
            )
        )
        self.plot = self.canvas.getPlotItem()
        self.plot.hideButtons()
        self.plot.showGrid(x=True, y=True, alpha=0.12)
        self.plot.setLabel("bottom", measured_title(RECALL))
        self.plot.setLabel("left", self.tr("After the attack"))
        for side in axes:
            axis = self.plot.getAxis(side)
            axis.enableAutoSIPrefix(False)
            axis.setStyle(tickLength=4, autoExpandTextSpace=True)
        self._line = pg.InfiniteLine(
            angle=90,
            movable=False,
            label=self.tr("before erasure"),
            labelOpts={"position": 0.5, "rotateAxis": (1, 0), "anchors": [(0.5, 0), (0.5, 0)]},
        )
        self._line.setVisible(False)
        self.plot.addItem(self._line, ignoreBounds=True)
        self._ring = pg.ScatterPlotItem(symbol="o", size=_RING, brush=None)
        self.plot.addItem(self._ring, ignoreBounds=True)
        self.points: dict[str, pg.ScatterPlotItem] = {}
        for key, marker in _MARKERS.items():
            item = pg.ScatterPlotItem(symbol=marker, size=_SIZES[key])
            item.sigClicked.connect(self._clicked)
            self.points[key] = item
            self.plot.addItem(item)
        self.canvas.moved.connect(self._step)
        self.canvas.jumped.connect(self._jump)
        self.canvas.zoomed.connect(self._zoom)
        self.canvas.reset.connect(self.fit)
        self.plot.getViewBox().sigRangeChangedManually.connect(self._range_chosen)

    def _entries(self) -> list[LegendEntry]:
        words = {
            _BEST: self.tr("best"),
            _FRONT: self.tr("Pareto front"),
            _OTHER: self.tr("other trials"),
            _BREAKING: self.tr("breaks too many captions"),
        }
        return [
            LegendEntry(key, words[key], self._colour(key), (), marker, line=False)
            for key, marker in _MARKERS.items()
        ]

    def _colour(self, key: str) -> QColor:
        use = theme.colours()
        names = {_BEST: use.success, _FRONT: use.accent, _OTHER: use.muted, _BREAKING: use.error}
        return QColor(names[key])

    # Content

    def show_trials(self, rows: Sequence[TrialRow], before: float) -> None:
        """Show the trials of a search.

        Args:
            rows: the trials; those that were not attacked are left out.
            before: concept recall of the model before erasure, NaN if unknown.
        """
        self._rows = sorted(
            (row for row in rows if row.complete),
            key=lambda one: (one.value(RECALL), one.value(AFTER), one.number),
        )
        self._before = before
        self._draw()
        if not self.reset_button.isEnabledTo(self):
            self.fit()

    def select(self, number: int) -> None:
        """Put a ring around a trial; 0, and a trial that is not in the plot, for none."""
        self._selected = number
        self._draw_ring()
        self.canvas.setAccessibleDescription(self.describe())

    def describe(self) -> str:
        """Return what the plot shows in words: the selected trial, or how many there are."""
        row = self._selected_row()
        if row is None:
            return (
                self.tr("{0} trials; arrow keys select a trial").format(len(self._rows))
                if self._rows
                else self.tr("No data yet")
            )
        figures = ", ".join(
            f"{measured_title(name)} {percent(row.value(name))}" for name in (AFTER, RECALL, BROKEN)
        )
        return self.tr("Trial {0} ({1}): {2}").format(row.number, state_words(row), figures)

    def _selected_row(self) -> TrialRow | None:
        return next((row for row in self._rows if row.number == self._selected), None)

    def _draw(self) -> None:
        for key, item in self.points.items():
            rows = [row for row in self._rows if _kind(row) == key]
            item.setData(
                x=[row.value(RECALL) for row in rows],
                y=[row.value(AFTER) for row in rows],
                data=[row.number for row in rows],
            )
            item.setVisible(self._legend.is_shown(key))
        self._line.setVisible(bool(np.isfinite(self._before)) and bool(self._rows))
        if np.isfinite(self._before):
            self._line.setPos(self._before)
        self._draw_ring()
        self.canvas.setAccessibleDescription(self.describe())

    def _draw_ring(self) -> None:
        row = self._selected_row()
        shown = row is not None and self._legend.is_shown(_kind(row))
        at = [row] if row is not None and shown else []
        self._ring.setData(x=[one.value(RECALL) for one in at], y=[one.value(AFTER) for one in at])

    def _recolour(self) -> None:
        use = theme.colours()
        self.canvas.setBackground(use.surface)
        recolour_axes(self.plot.getAxis("left"), self.plot.getAxis("bottom"))
        for key, item in self.points.items():
            colour = self._colour(key)
            item.setPen(pen_of(colour, (), 1.6))
            item.setBrush(pg.mkBrush(colour))
        self._ring.setPen(pen_of(QColor(use.text), (), 1.6))
        self._line.setPen(pen_of(QColor(use.muted), (4, 4)))
        self._line.label.setColor(QColor(use.muted))
        self._legend.show_samples(self._entries())

    # Choosing

    def _clicked(self, _item: Any, points: Sequence[Any], _event: Any = None) -> None:
        if len(points):
            self.chosen.emit(int(points[0].data()))

    def _step(self, count: int) -> None:
        if self._rows:
            row = self._selected_row()
            at = len(self._rows) - 1 if row is None else self._rows.index(row) + count
            self.chosen.emit(self._rows[min(max(at, 0), len(self._rows) - 1)].number)

    def _jump(self, to_end: bool) -> None:
        if self._rows:
            self.chosen.emit(self._rows[-1 if to_end else 0].number)

    # Zoom

    def fit(self) -> None:
        """Show all trials."""
        box = self.plot.getViewBox()
        xs = [row.value(RECALL) for row in self._rows]
        if np.isfinite(self._before):
            xs.append(self._before)
        ys = [row.value(AFTER) for row in self._rows]
        for values, along in ((xs, box.setXRange), (ys, box.setYRange)):
            low, high = min(values, default=0.0), max(values, default=1.0)
            room = max(_ROOM * (high - low), (_LEAST_SPAN - (high - low)) / 2)
            along(low - room, high + room, padding=0)
        if self.reset_button.hasFocus():
            self.canvas.setFocus()  # A button that is disabled hands the focus to any other.
        self.reset_button.setEnabled(False)

    def _zoom(self, factor: float) -> None:
        self.plot.getViewBox().scaleBy((factor, factor))
        self._range_chosen()

    def _range_chosen(self) -> None:
        self.reset_button.setEnabled(True)

    # Saving

    def export(self, path: Path) -> None:
        """Write the plot as PNG or SVG, or its values as CSV, by the file's suffix.

        Raises:
            OSError: the file cannot be written.
            ValueError: the suffix is not one of these.
        """
        self._output.save(path)

    def _picture(self) -> PlotPicture:
        shown = [one for one in self._entries() if self._legend.is_shown(one.key)]
        return PlotPicture(self._title, shown, self.canvas, self.font())

    def to_csv(self) -> str:
        """Return what was measured of each trial as CSV."""
        rows = sorted(self._rows, key=lambda one: one.number)
        numbers = np.asarray([row.number for row in rows], np.float64)
        columns = [
            (measured_title(name), Series(numbers, np.asarray([row.value(name) for row in rows])))
            for name in (AFTER, RECALL, BROKEN)
        ]
        return to_csv(self.tr("Trial"), columns)


def _kind(row: TrialRow) -> str:
    """Return how a trial is marked."""
    if row.best:
        return _BEST
    if row.broken:
        return _BREAKING
    return _FRONT if row.on_front else _OTHER
