"""The loss around a model's weights: curves along one direction, a map along two."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.curves import Array, Series, nearest_index
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.help.plot_guide_dialog import GuideButton, PlotState, show_guide
from sare_desktop.widgets.plots.live_plot import LivePlot
from sare_desktop.widgets.plots.plot_canvas import MenuCanvas, recolour_axes
from sare_desktop.widgets.plots.plot_curves import DOTS, STYLES, Curve
from sare_desktop.widgets.plots.plot_output import PlotOutput
from sare_desktop.widgets.plots.plot_picture import PlotPicture
from sare_desktop.widgets.primitives.amounts import figure_text
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.drag_out import DragLabel
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_desktop.widgets.primitives.save_button import SaveButton

NEGATIVE, POSITIVE = "ce_neg", "ce_pos"
_LINES_GUIDE, _MAP_GUIDE = "loss-around-the-weights", "map-of-the-loss-around-the-weights"
_MAP = "viridis"
"""A colour map whose brightness rises steadily: legible without colour, too."""


@dataclass(frozen=True)
class Landscape:
    """A measured landscape.

    Attributes:
        label: whose it is.
        offsets: how far from the weights along each direction.
        values: quantity → values, one per offset, or rows of them.
    """

    label: str
    offsets: Array
    values: Mapping[str, Array] = field(repr=False)

    @property
    def dimensions(self) -> int:
        """The number of directions."""
        return int(self.values[NEGATIVE].ndim)

    @classmethod
    def from_result(cls, label: str, result: Mapping[str, Any]) -> Landscape | None:
        """Return a landscape out of a job's result; None where it holds none."""
        try:
            offsets = np.asarray(result["offsets"], np.float64)
            values = {
                name: np.asarray(result[name], np.float64)
                for name in (NEGATIVE, POSITIVE)
                if result.get(name) is not None
            }
        except (KeyError, TypeError, ValueError):
            return None
        whole = all(
            one.shape in ((len(offsets),), (len(offsets), len(offsets))) for one in values.values()
        )
        if offsets.ndim != 1 or not len(offsets) or NEGATIVE not in values or not whole:
            return None
        return cls(label, offsets, values)


class LandscapeView(QWidget):
    """Shows landscapes: those along one direction together, of those along two the last.

    Attributes:
        lines: those along one direction.
        empty: what is shown without any.
    """

    def __init__(
        self, name: str, measure: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        """Show no landscape.

        Args:
            name: its object name.
            measure: goes to the settings of a measurement.
            parent: the owner.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self.lines = LivePlot(
            f"{name}.lines",
            self.tr("Loss around the weights"),
            guide=_LINES_GUIDE,
            x_label=self.tr("distance along the direction"),
            y_label=self.tr("cross-entropy, nats"),
        )
        self.empty = EmptyState(
            "",
            "",
            [
                (self.tr("Settings of the landscape"), measure),
                (self.tr("How is a landscape read?"), self._explain),
            ],
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.lines)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _explain(self) -> None:
        state = PlotState(self.lines.describe, lambda: True)
        show_guide(self, _LINES_GUIDE, self.lines.title, state)

    @functools.cached_property
    def map(self) -> HeatMap:
        """What shows two directions; most never look at any."""
        made = HeatMap(f"{self.objectName()}.map")
        self._stack.addWidget(made)
        return made

    def show_landscapes(self, landscapes: Sequence[Landscape], *, measured: bool = False) -> None:
        """Show landscapes; a map wins over lines where it comes last.

        Args:
            landscapes: the landscapes, oldest first.
            measured: whether there are others, which are not to be shown.
        """
        if not landscapes:
            self.empty.set_texts(
                self.tr("No landscape is checked") if measured else self.tr("No landscape yet"),
                self.tr(
                    "A landscape shows how the loss changes as the weights are moved. SARE aims at "
                    "a wide, flat region, in which small changes of the weights, such as "
                    "fine-tuning, don't bring the hallucination back."
                ),
            )
            self._stack.setCurrentWidget(self.empty)
            return
        lines = [one for one in landscapes if one.dimensions == 1]
        maps = [one for one in landscapes if one.dimensions == 2]
        if maps and landscapes[-1].dimensions == 2:
            self.map.show_landscape(maps[-1])
            self._stack.setCurrentWidget(self.map)
            return
        curves, data = [], {}
        for number, one in enumerate(lines):
            for quantity, words, style in (
                (NEGATIVE, self.tr("{0}, hallucinated"), STYLES[number % 3]),
                (POSITIVE, self.tr("{0}, grounded"), DOTS),
            ):
                if quantity in one.values:
                    key = f"{number}.{quantity}"
                    marker = "" if quantity == NEGATIVE else "o"
                    curves.append(Curve(key, words.format(one.label), number, style, marker))
                    data[key] = Series(one.offsets, one.values[quantity])
        self.lines.set_curves(curves)
        for key, series in data.items():
            self.lines.set_series(key, series)
        self.lines.fit()
        self.lines.redraw()
        self._stack.setCurrentWidget(self.lines)


class _MapCanvas(MenuCanvas):
    """The drawing area of a map; arrow keys read values as the mouse does."""

    def __init__(self, owner: HeatMap) -> None:
        super().__init__(enableMenu=False)
        self._owner = owner

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the place that is read."""
        moves = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            event.ignore()
        else:
            self._owner.move_place(*move)
            event.accept()


class HeatMap(QFrame):
    """A landscape along two directions as colours, with their scale and a read-out."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        theme.card(self)
        self._name = name
        self._landscape: Landscape | None = None
        self._place = (0, 0)
        self._output = PlotOutput(
            name, self.to_csv, self._picture, self._words, lambda: self._landscape is None
        )
        self._title = DragLabel()
        self._title.set_data(self._output.drag_data)
        self._title.setToolTip(self.tr("Drag into another program to copy the map there"))
        self._title.setObjectName(f"{name}.title")
        font = self._title.font()
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._read_out = QLabel()
        self._read_out.setObjectName(f"{name}.value")
        theme.role(self._read_out, "muted")
        self.quantity = ChoiceBox()
        self.quantity.setObjectName(f"{name}.quantity")
        self.quantity.setAccessibleName(self.tr("What the colours show"))
        self.quantity.setToolTip(self.tr("Cross-entropy of which spans the colours show"))
        self.quantity.addItem(self.tr("hallucinated spans"), NEGATIVE)
        self.quantity.addItem(self.tr("grounded spans"), POSITIVE)
        guard_wheel(self.quantity)
        self.quantity.currentIndexChanged.connect(self._show)
        self._save = SaveButton(
            f"{name}.export",
            self.tr("the map"),
            self.export,
            self._output.copy_picture,
            self._output.copy_values,
        )
        guide = GuideButton(f"{name}.guide", _MAP_GUIDE, self.tr("The map"), self._output.state)
        self._save.saved.connect(lambda _: theme.tone(self._read_out, ""))
        self._save.failed.connect(self._not_saved)
        self._title.failed.connect(self._not_saved)
        self._make_canvas()
        self.canvas.offer(self._save, guide)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE.S)
        head.addWidget(self._title, 1)
        head.addWidget(self._read_out)
        head.addWidget(self.quantity)
        head.addWidget(self._save)
        head.addWidget(guide)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.S, theme.SPACE.XS, theme.SPACE.S, theme.SPACE.XS)
        layout.setSpacing(theme.SPACE.XS)
        layout.addLayout(head)
        layout.addWidget(self.canvas, 1)
        theme.notifier().changed.connect(self._recolour)
        self._recolour()

    def _make_canvas(self) -> None:
        self.canvas = _MapCanvas(self)
        self.canvas.setObjectName(f"{self._name}.canvas")
        self.canvas.setAccessibleName(self.tr("Map of the loss around the weights"))
        self.canvas.setToolTip(self.tr("Point, or use the arrow keys, to read a value"))
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas.setFrameShape(QFrame.Shape.NoFrame)
        self.canvas.setMinimumSize(QSize(240, 200))
        plot = self.canvas.getPlotItem()
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        plot.getViewBox().setAspectLocked(True)
        plot.setLabel("bottom", self.tr("first direction"))
        plot.setLabel("left", self.tr("second direction"))
        for side in ("left", "bottom"):
            plot.getAxis(side).enableAutoSIPrefix(False)
        self._image = pg.ImageItem(axisOrder="row-major")
        self._image.setColorMap(pg.colormap.get(_MAP))
        plot.addItem(self._image)
        self._bar = pg.ColorBarItem(
            colorMap=pg.colormap.get(_MAP), interactive=False, width=14, label=self.tr("nats")
        )
        self._bar.setImageItem(self._image, insert_in=plot)
        self._cross = pg.ScatterPlotItem(symbol="+", size=12)
        plot.addItem(self._cross)
        self.canvas.scene().sigMouseMoved.connect(self._mouse_moved)

    def show_landscape(self, landscape: Landscape) -> None:
        """Show a landscape along two directions."""
        self._landscape = landscape
        middle = nearest_index(landscape.offsets, 0.0)
        self._place = (middle, middle)
        self._title.setText(self.tr("Around the weights of {0}").format(landscape.label))
        self.quantity.setEnabled(POSITIVE in landscape.values)
        self._show()

    @property
    def _values(self) -> Array:
        assert self._landscape is not None
        wanted = str(self.quantity.currentData())
        return self._landscape.values.get(wanted, self._landscape.values[NEGATIVE])

    def _show(self) -> None:
        if self._landscape is None:
            return
        values, offsets = self._values, self._landscape.offsets
        step = float(offsets[1] - offsets[0]) if len(offsets) > 1 else 1.0
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        self._image.setImage(values, autoLevels=False)
        self._bar.setLevels((low, high if high > low else low + 1e-9))
        edge = float(offsets[0]) - step / 2
        span = step * len(offsets)
        self._image.setRect(edge, edge, span, span)
        self.canvas.getPlotItem().getViewBox().setRange(
            xRange=(edge, edge + span), yRange=(edge, edge + span), padding=0
        )
        self.canvas.setAccessibleDescription(
            self.tr("Values from {0} to {1} nats").format(
                figure_text(low, ".3g"), figure_text(high, ".3g")
            )
        )
        self._read()

    def move_place(self, right: int, up: int) -> None:
        """Read another place."""
        if self._landscape is not None:
            most = len(self._landscape.offsets) - 1
            column, row = self._place
            self._place = (min(max(column + right, 0), most), min(max(row + up, 0), most))
            self._read()

    def _mouse_moved(self, position: QPointF) -> None:
        if self._landscape is None:
            return
        at = self.canvas.getPlotItem().getViewBox().mapSceneToView(position)
        offsets = self._landscape.offsets
        if offsets[0] <= at.x() <= offsets[-1] and offsets[0] <= at.y() <= offsets[-1]:
            self._place = (nearest_index(offsets, at.x()), nearest_index(offsets, at.y()))
            self._read()

    def _read(self) -> None:
        assert self._landscape is not None
        column, row = self._place
        offsets = self._landscape.offsets
        x, y, value = offsets[column], offsets[row], self._values[row, column]
        self._cross.setData([x], [y])
        self._read_out.setText(
            self.tr("({0}, {1}): {2} nats").format(
                figure_text(x, ".3g"), figure_text(y, ".3g"), figure_text(value, ".4g")
            )
        )

    def _recolour(self) -> None:
        use = theme.colours()
        self.canvas.setBackground(use.surface)
        plot = self.canvas.getPlotItem()
        recolour_axes(plot.getAxis("left"), plot.getAxis("bottom"), self._bar.axis)
        self._cross.setPen(pg.mkPen("#ffffff", width=2))

    # Saving

    def export(self, path: Path) -> None:
        """Write the map as PNG or SVG, or its values as CSV, by the file's suffix.

        Raises:
            OSError: the file cannot be written.
            ValueError: the suffix is none of these.
        """
        if self._landscape is None:
            return
        self._output.save(path)

    def _words(self) -> str:
        return self._read_out.text()

    def _picture(self) -> PlotPicture:
        return PlotPicture(self._title.text(), [], self.canvas, self.font())

    def to_csv(self) -> str:
        """Return both quantities at every place."""
        assert self._landscape is not None
        values, offsets = self._landscape.values, self._landscape.offsets.tolist()
        lines = [",".join(["first", "second", *values])]
        for row, second in enumerate(offsets):
            for column, first in enumerate(offsets):
                found = [repr(float(one[row, column])) for one in values.values()]
                lines.append(",".join([repr(first), repr(second), *found]))
        return "\n".join(lines) + "\n"

    def _not_saved(self, why: str) -> None:
        self._read_out.setText(self.tr("Not saved: {0}").format(why))
        theme.tone(self._read_out, "error")
