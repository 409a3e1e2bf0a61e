"""What plots stand in: each is high enough for all lines of its legend."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from sare_desktop.widgets.plots.live_plot import LivePlot


class PlotGrid(QWidget):
    """A widget whose layout the owner makes.

    In narrow windows a legend breaks into several lines. Heights that don't depend on the width
    would take them from the curves or cut them off.
    """

    def __init__(
        self, plots: Sequence[LivePlot], lines: int, parent: QWidget | None = None
    ) -> None:
        """Make it without a layout.

        Args:
            plots: the plots that the owner puts into it.
            lines: how many lines of text each is high at least.
            parent: the owner.
        """
        super().__init__(parent)
        self.setProperty("page", True)
        self._plots = tuple(plots)
        self._lines = lines
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """Make room for legends that have other entries or another width."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.FontChange):
            self._make_room()
        return handled

    def _make_room(self) -> None:
        least = self._lines * self.fontMetrics().height()
        for plot in self._plots:
            layout = plot.layout()
            needed = layout.minimumHeightForWidth(plot.width()) if layout is not None else 0
            height = max(least, needed)
            if height != plot.minimumHeight():
                plot.setMinimumHeight(height)
