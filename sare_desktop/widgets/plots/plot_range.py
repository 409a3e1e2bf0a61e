"""What part of a plot's axes is shown: everything, as the curves grow."""

from __future__ import annotations

import pyqtgraph as pg

_ROOM = 0.15
"""Empty room above and below growing curves, as a share of their height."""

_TOO_MUCH_ROOM = 3.0
"""How many times their height the range of growing curves may be."""


class PlotRange:
    """The range of a plot's axes.

    Args:
        box: the plot's view.
    """

    def __init__(self, box: pg.ViewBox) -> None:
        self._box = box

    def fit(self, x_end: float | None, *, live: bool, whole_scale: bool) -> None:
        """Show everything.

        Args:
            x_end: how far the curves will go; None follows them.
            live: whether the curves grow now.
            whole_scale: whether fractions are shown from 0 to 100 per cent.
        """
        self._box.enableAutoRange(x=x_end is None, y=not live)
        if x_end is not None:
            self._box.setXRange(0.0, x_end, padding=0.02)
        if whole_scale:
            # A label at the very edge is omitted if it does not fit.
            self._box.setYRange(0.0, 1.0, padding=0.1)
        elif live:
            self.keep_in_view()

    def keep_in_view(self) -> None:
        """Move the range of growing curves, but only when they leave it or fill little of it.

        A range that follows each point paints the axis again each time, which costs more than all
        curves do.
        """
        bounds = self._box.childrenBounds()[1]
        if bounds is None:
            return
        low, high = bounds
        height = high - low or abs(high) or 1.0
        bottom, top = self._box.viewRange()[1]
        if low < bottom or high > top or top - bottom > _TOO_MUCH_ROOM * height:
            self._box.setYRange(low - _ROOM * height, high + _ROOM * height, padding=0.0)
