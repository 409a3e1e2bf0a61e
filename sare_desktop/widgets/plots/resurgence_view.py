"""How the hallucination returns under attack: a verdict, curves with intervals, numbers."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHeaderView,
    QScrollArea,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.colours import LIGHT
from sare_desktop.curves import RunCurves, Series
from sare_desktop.engine_words import engine_text
from sare_desktop.item_models.runs import percent
from sare_desktop.widgets.plots.live_plot import LivePlot
from sare_desktop.widgets.plots.plot_curves import DOTS, MARKERS, STYLES, Curve
from sare_desktop.widgets.plots.plot_grid import PlotGrid
from sare_desktop.widgets.primitives.amounts import figure_text
from sare_desktop.widgets.primitives.small_parts import make_label, make_table
from sare_engine import EraseConfig, method_colour, method_kind, settings_of

RATE, RECALL, CE = "hallucination_rate", "concept_recall", "ce_neg"
"""What is measured after each piece of an attack."""
_SHARES = frozenset({RATE, RECALL})

_LINES = 13
"""How many lines of text a plot is high at least."""

_LIVE, _PLACEBO = "live", "placebo.{0}"
"""Keys of curves that are not a method's; the placebo's takes the method."""


class ResurgenceView(QFrame):
    """The verdict as a card; the owner places its curves and its table.

    Attributes:
        curves: three plots: hallucination, concept recall, cross-entropy.
        numbers: the same as a table, with details in words.
        table: the table itself.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make it; its parts are `name.verdict`, `name.rate`, `name.table` and so on."""
        super().__init__(parent)
        theme.card(self)
        self._methods: Mapping[str, Any] = {}
        self._placebos: Mapping[str, Any] = {}
        self._attack: RunCurves | None = None
        self.verdict = make_label("", "heading", f"{name}.verdict")
        self._basis = make_label("", "muted", f"{name}.basis")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.L, theme.SPACE.S, theme.SPACE.L, theme.SPACE.S)
        layout.setSpacing(theme.SPACE.XS)
        self._details = make_label("", None, f"{name}.details")
        layout.addWidget(self.verdict)
        layout.addWidget(self._basis)
        x_label = self.tr("step of the attack")
        self.plots = {
            RATE: LivePlot(
                f"{name}.rate",
                self.tr("Hallucination under attack"),
                guide="hallucination-under-attack",
                x_label=x_label,
                percent=True,
            ),
            RECALL: LivePlot(
                f"{name}.recall",
                self.tr("Concept recall"),
                guide="concept-recall-under-attack",
                x_label=x_label,
                percent=True,
            ),
            CE: LivePlot(
                f"{name}.ce",
                self.tr("Depth (CE)"),
                guide="depth-under-attack",
                x_label=x_label,
                y_label=self.tr("nats"),
            ),
        }
        inside = PlotGrid(list(self.plots.values()), _LINES)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, theme.SPACE.S, 0, 0)
        grid.setSpacing(theme.SPACE.S)
        grid.addWidget(self.plots[RATE], 0, 0, 1, 2)
        grid.addWidget(self.plots[RECALL], 1, 0)
        grid.addWidget(self.plots[CE], 1, 1)
        grid.setRowStretch(0, 3)
        grid.setRowStretch(1, 2)
        self.curves = QScrollArea()
        self.curves.setObjectName(f"{name}.curves")
        self.curves.setWidgetResizable(True)
        self.curves.setFrameShape(QFrame.Shape.NoFrame)
        self.curves.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.curves.setWidget(inside)
        words = self.tr("Numbers at each step")
        self.table = make_table(f"{name}.table", words, words)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.numbers = QWidget()
        column = QVBoxLayout(self.numbers)
        column.setContentsMargins(0, theme.SPACE.S, 0, 0)
        column.setSpacing(theme.SPACE.S)
        column.addWidget(self._details)
        column.addWidget(self.table, 1)
        self.hide()

    def show_summary(self, summary: Mapping[str, Any]) -> None:
        """Show the engine's summary of a project's attacks; {} shows nothing."""
        self._methods = summary.get("methods") or {}
        placebos = summary.get("placebos") or {}
        self._placebos = {name: one for name, one in placebos.items() if name in self._methods}
        axis = engine_text(str(summary.get("step_axis") or "")) or self.tr("step of the attack")
        for plot in self.plots.values():
            plot.set_x_label(axis)
        self._show_curves()
        self._fill_table()
        self.verdict.setText(engine_text(str(summary.get("verdict") or "")))
        details = summary.get("details") or ()
        self._details.setText(" ".join(engine_text(str(one)) for one in details))
        self._details.setVisible(bool(details))
        self._basis.setText(self._basis_words())
        self.setVisible(bool(self.verdict.text()))

    def show_attack(self, attack: RunCurves | None) -> None:
        """Show the attack that runs beside the finished ones; None removes it."""
        self._attack = attack
        self._show_curves()

    def refresh(self) -> None:
        """Draw what the running attack has measured since the last time."""
        if self._attack is not None:
            for quantity, plot in self.plots.items():
                plot.set_series(_LIVE, self._attack.get(f"probe.{quantity}"))
                plot.redraw()

    def _title(self, name: str) -> str:
        return engine_text(str(self._methods[name].get("title") or name))

    def _show_curves(self) -> None:
        colours = method_colours(list(self._methods))
        curves = [
            Curve(name, self._title(name), colours[name], STYLES[n % 4], MARKERS[n % 6])
            for n, name in enumerate(self._methods)
        ]
        if self._attack is not None:
            curves.append(Curve(_LIVE, self.tr("this attack"), "accent", STYLES[3], "d"))
        placebos = [
            Curve(
                _PLACEBO.format(name),
                self.tr("{0}, placebo").format(self._title(name)),
                colours[name],
                DOTS,
                "x",
            )
            for name in self._placebos
        ]
        for quantity, plot in self.plots.items():
            # What a control object does is its rate alone: recall and depth are of the erased ones.
            plot.set_curves([*curves, *placebos] if quantity == RATE else curves)
            plot.clear_bands()
            for name in self._methods:
                self._show_method(plot, name, quantity)
            plot.redraw()
        for name, one in self._placebos.items():
            found = _points_of(one, RATE)
            rates = [_number(value, "mean") for value in found.values()]
            series = Series(np.asarray(list(found), np.float64), np.asarray(rates, np.float64))
            self.plots[RATE].set_series(_PLACEBO.format(name), series)
        self.plots[RATE].redraw()
        self.refresh()

    def _show_method(self, plot: LivePlot, name: str, quantity: str) -> None:
        found = self._points(name, quantity)
        xs = np.asarray(list(found), np.float64)
        mean, low, high = (
            np.asarray([_number(one, part) for one in found.values()], np.float64)
            for part in ("mean", "low", "high")
        )
        plot.set_series(name, Series(xs, mean))
        enough = all(int(one.get("n", 0)) > 2 for one in found.values())
        if enough and len(xs) > 1 and np.isfinite(low).all() and np.isfinite(high).all():
            if quantity in _SHARES:
                low, high = np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)
            plot.set_band(name, xs, low, high)

    def _points(self, name: str, quantity: str) -> dict[int, Mapping[str, Any]]:
        """Return step → mean and interval of a quantity of a method."""
        return _points_of(self._methods[name], quantity)

    def _basis_words(self) -> str:
        counts = {
            name: [int(one.get("n", 0)) for one in self._points(name, RATE).values()]
            for name in self._methods
        }
        text = self.tr("Attacks: ") + ", ".join(
            f"{self._title(name)} {max(found, default=0)}" for name, found in counts.items()
        )
        if not counts:
            return ""
        enough = any(max(found, default=0) > 2 for found in counts.values())
        return text + (
            self.tr(". Shaded: 95 % intervals over seeds.")
            if enough
            else self.tr(". Bands need at least three seeds.")
        )

    def _fill_table(self) -> None:
        names = self._methods
        steps = sorted({step for name in names for step in self._points(name, RATE)})
        quantities = (
            (RATE, self.tr("hallucination"), True),
            (RECALL, self.tr("concept recall"), True),
            (CE, self.tr("CE, nats"), False),
        )
        self.table.clear()
        self.table.setColumnCount(len(steps) + 1)
        self.table.setHorizontalHeaderLabels(
            [self.tr("measured"), *(self.tr("step {0}").format(step) for step in steps)]
        )
        self.table.setRowCount(len(names) * len(quantities))
        self.table.setVerticalHeaderLabels(
            [self._title(name) for _ in quantities for name in names]
        )
        rows = [(quantity, name) for quantity in quantities for name in names]
        for row, ((quantity, words, as_percent), name) in enumerate(rows):
            self.table.setItem(row, 0, QTableWidgetItem(words))
            found = self._points(name, quantity)
            for column, step in enumerate(steps, start=1):
                item = QTableWidgetItem(_interval_text(found.get(step), as_percent))
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)


def method_colours(kinds: Sequence[str]) -> dict[str, int]:
    """Return kind → number of its colour in `Colours.series`.

    A kind with a colour of its own has it whatever else is shown, and no other kind gets it. The
    others take the remaining colours in turn; where those are fewer, lines and markers differ.
    """
    own = {kind: colour for kind in kinds if (colour := method_colour(kind)) is not None}
    known = {one.name: one.choices for one in settings_of(EraseConfig)}
    reserved = {
        method_colour(method_kind({"method": method, "ascent": ascent}))
        for method in known["method"]
        for ascent in known["ascent"]
    }
    numbers = range(len(LIGHT.series))
    free = [n for n in numbers if n not in own.values() and n not in reserved] or list(numbers)
    others = itertools.cycle(free)
    return {kind: own[kind] if kind in own else next(others) for kind in kinds}


def _points_of(method: Mapping[str, Any], quantity: str) -> dict[int, Mapping[str, Any]]:
    steps, values = method.get("steps") or (), method.get(quantity) or ()
    return {int(step): one for step, one in zip(steps, values, strict=False) if one is not None}


def _number(values: Mapping[str, Any], name: str) -> float:
    value = values.get(name)
    return float(value) if isinstance(value, (int, float)) else math.nan


def _interval_text(values: Mapping[str, Any] | None, as_percent: bool) -> str:
    """Return a mean with its interval: "17.0 % (12.1 % to 22.0 %)"."""

    def write(value: float) -> str:
        return percent(value) if as_percent else figure_text(value, ".2f")

    if values is None or not math.isfinite(_number(values, "mean")):
        return "–"
    text = write(_number(values, "mean"))
    low, high = _number(values, "low"), _number(values, "high")
    if as_percent:
        # The interval of a mean of few seeds can reach beyond 0 and 1.
        low, high = max(low, 0.0), min(high, 1.0)
    if math.isfinite(low) and math.isfinite(high) and high > low:
        text += f" ({write(low)} – {write(high)})"
    return text
