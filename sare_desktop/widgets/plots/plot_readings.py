"""The values of a plot's curves: at a place, in words, and as a table."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication

from sare_desktop.curves import to_csv, value_at
from sare_desktop.widgets.plots.plot_layers import PlotLayers
from sare_desktop.widgets.primitives.amounts import figure_text, plural


class PlotReadings:
    """Reads the values that a plot draws.

    Args:
        layers: what the plot draws.
        percent: whether the values are fractions, written as per cent.
    """

    def __init__(self, layers: PlotLayers, *, percent: bool) -> None:
        self._layers = layers
        self._percent = percent

    def values_at(self, x: float) -> dict[str, float]:
        """Return each curve's value nearest to `x`; NaN `x` means the newest."""
        return {
            key: series.last if math.isnan(x) else value_at(series, x)
            for key, series in self._layers.data.items()
        }

    def format(self, value: float) -> str:
        """Return a value as it is written beside the curves."""
        if not math.isfinite(value):
            return "–"
        return (
            f"{figure_text(value * 100, '.1f')} %" if self._percent else figure_text(value, ".4g")
        )

    def describe(self) -> str:
        """Return what the plot shows in words."""
        parts = []
        for key, curve in self._layers.curves.items():
            series = self._layers.data[key]
            if not len(series):
                continue
            finite = series.y[np.isfinite(series.y)]
            if len(finite):
                parts.append(
                    _tr("{0}: {1}, from {2} to {3}, now {4}").format(
                        curve.label,
                        plural(len(series), _tr("1 point"), _tr("{0} points")),
                        self.format(float(finite.min())),
                        self.format(float(finite.max())),
                        self.format(series.last),
                    )
                )
        return "; ".join(parts) or _tr("No data yet")

    def to_csv(self, x_label: str) -> str:
        """Return the values of all curves as CSV, unsmoothed."""
        columns = [
            (curve.label, self._layers.data[key]) for key, curve in self._layers.curves.items()
        ]
        for overlay in self._layers.overlays:
            columns += [
                (f"{overlay.name}: {self._layers.curves[key].label}", series)
                for key, series in overlay.series.items()
                if key in self._layers.curves
            ]
        return to_csv(x_label, columns)


def _tr(text: str) -> str:
    return QCoreApplication.translate("LivePlot", text)
