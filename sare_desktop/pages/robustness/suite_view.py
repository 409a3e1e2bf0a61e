"""What a suite of attacks came to: its verdict, and the attacks with the strongest first."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.curves import Series
from sare_desktop.engine_words import engine_text
from sare_desktop.item_models.runs import percent
from sare_desktop.widgets.help.plot_guide_dialog import GuideButton, PlotState
from sare_desktop.widgets.help.terms_here import explain_columns
from sare_desktop.widgets.plots.live_plot import LivePlot
from sare_desktop.widgets.plots.plot_curves import DOTS, LONG, SOLID, Curve
from sare_desktop.widgets.plots.plot_grid import PlotGrid
from sare_desktop.widgets.primitives.amounts import figure_text
from sare_desktop.widgets.primitives.fact_table import FactTable
from sare_desktop.widgets.primitives.small_parts import make_label, make_table

_TWO_COLUMNS_FROM = 56
"""Widths of the letter m that facts and curves side by side need."""

_NAME_WIDTH = 14
"""Widths of the letter m that the name of an attack has at least."""

_LINES = 13
"""How many lines of text the curves are high at least."""


class SuiteView(QWidget):
    """The result of a suite, or a sentence that there is none.

    Attributes:
        verdict: the outcome in one sentence.
        table: the attacks, the strongest first.
        placebo: how fast the control object is learnt beside it.
        curves: the same over the steps of the attack.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make it; its parts are `name.verdict`, `name.table` and `name.details`."""
        super().__init__(parent)
        self.verdict = make_label("", "heading", f"{name}.verdict")
        self.placebo = FactTable()
        self._details = make_label("", None, f"{name}.details")
        self.table = make_table(
            f"{name}.table",
            self.tr("Attacks, strongest first"),
            self.tr(
                "Hallucination rate after each attack, with its 95 % interval over the tested "
                "images; attacks that lower object recall too much come last"
            ),
        )
        self.guide_button = GuideButton(
            f"{name}.guide",
            "attacks-of-a-suite",
            self.tr("Attacks of the suite"),
            PlotState(self.verdict.text, lambda: not self.table.rowCount()),
        )
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        explain_columns(self.table)
        self.table.setWordWrap(True)
        self.curves = LivePlot(
            f"{name}.curves",
            self.tr("Resurgence beside the placebo"),
            (
                Curve("erased", self.tr("erased object"), 0, SOLID, "o"),
                Curve("placebo", self.tr("control object"), 1, DOTS, "t"),
                Curve("base", self.tr("control, before erasure"), 2, LONG, "s"),
            ),
            guide="resurgence-beside-the-placebo",
            x_label=self.tr("training step of the attack"),
            percent=True,
        )
        inside = PlotGrid([self.curves], _LINES)
        self._words = QGridLayout(inside)
        self._words.setContentsMargins(0, 0, 0, 0)
        self._words.setSpacing(theme.SPACE.S)
        self._columns = 0
        self._arrange(1)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE.S, 0, 0)
        column.setSpacing(theme.SPACE.S)
        head = QHBoxLayout()
        head.addWidget(self.verdict, 1)
        head.addWidget(self.guide_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(scrolled, 1)
        self.show_result({})

    def _arrange(self, columns: int) -> None:
        """Put the curves below the facts, or beside them where there are two columns."""
        if columns == self._columns:
            return
        self._columns = columns
        top = Qt.AlignmentFlag.AlignTop
        for widget in (self.placebo, self._details, self.curves):
            self._words.removeWidget(widget)
        self._words.addWidget(self.placebo, 0, 0, top)
        if columns == 1:
            self._words.addWidget(self.curves, 1, 0)
            self._words.addWidget(self._details, 2, 0, top)
        else:
            self._words.addWidget(self._details, 1, 0, top)
            self._words.addWidget(self.curves, 0, 1, 2, 1, top)
        self._words.setColumnStretch(1, 1 if columns == 2 else 0)
        self._words.setColumnStretch(0, 1)
        self._words.setRowStretch(3, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put facts and curves side by side where there is room."""
        super().resizeEvent(event)
        letter = self.fontMetrics().horizontalAdvance("m")
        self._arrange(2 if self.width() >= _TWO_COLUMNS_FROM * letter else 1)
        if self.table.columnCount():
            self._fit_columns()

    def show_result(self, result: Mapping[str, Any]) -> None:
        """Show the result of a suite as the engine gives it; {} for none."""
        verdict = result.get("verdict") or {}
        self.verdict.setText(
            engine_text(str(verdict.get("headline") or ""))
            or self.tr("No suite was run on this erasure yet.")
        )
        details = [engine_text(str(one)) for one in verdict.get("details") or ()]
        self._details.setText("\n".join(details))
        self.table.setVisible(bool(result))
        self._fill(result)
        self._show_placebo(result.get("placebo") or {})

    def _fill(self, result: Mapping[str, Any]) -> None:
        heads = (
            self.tr("attack"),
            self.tr("hallucination (95 %)"),
            self.tr("images"),
            self.tr("steps"),
            self.tr("objects named"),
            self.tr("broken"),
        )
        rows = result.get("attacks") or ()
        self.table.clear()
        self.table.setColumnCount(len(heads))
        self.table.setHorizontalHeaderLabels(list(heads))
        self.table.setRowCount(len(rows))
        limit = percent(_number(result, "recall_loss"))
        for place, row in enumerate(rows):
            cells = (
                str(row.get("name", "")),
                _rate_text(row),
                _count_text(row.get("n")),
                _count_text(row.get("steps")),
                percent(_number(row, "object_recall")),
                percent(_number(row, "broken")),
            )
            within = bool(row.get("within_bound", True))
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text if within or column else f"{text} *")
                if column:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                if not within:
                    item.setToolTip(
                        self.tr("Not counted: object recall falls by more than {0}").format(limit)
                    )
                self.table.setItem(place, column, item)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give the names of the attacks what the numbers leave, but not less than they need."""
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        numbers = sum(header.sectionSize(column) for column in range(1, header.count()))
        least = _NAME_WIDTH * self.fontMetrics().horizontalAdvance("m")
        left = self.table.viewport().width() - numbers
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, max(least, left))
        self.table.resizeRowsToContents()

    def _show_placebo(self, placebo: Mapping[str, Any]) -> None:
        found = placebo.get("curves") or {}
        self.curves.setVisible(bool(found))
        for curve in self.curves.curves:
            points = np.asarray(found.get(curve.key) or np.empty((0, 2)), np.float64)
            self.curves.set_series(curve.key, Series(points[:, 0], points[:, 1]))
        self.curves.redraw()
        controls = placebo.get("controls") or {}
        pairs = ", ".join(f"{control} ({erased})" for erased, control in controls.items())
        self.placebo.set_facts(
            [
                (self.tr("Placebo"), pairs),
                (self.tr("Erased object returns on"), _rate_text(placebo.get("erased") or {})),
                (self.tr("Control is learnt on"), _rate_text(placebo.get("placebo") or {})),
                (
                    self.tr("Control, model before erasure"),
                    _rate_text(placebo.get("base") or {}),
                ),
            ]
        )


def _rate_text(rate: Mapping[str, Any]) -> str:
    """Return a rate with its interval: "17.0 % (12.1 % – 22.0 %)"; "" without one."""
    value, low, high = (_number(rate, name) for name in ("rate", "low", "high"))
    if not math.isfinite(value):
        return ""
    text = percent(value)
    if math.isfinite(low) and math.isfinite(high):
        text += f" ({percent(low)} – {percent(high)})"
    return text


def _number(values: Mapping[str, Any], name: str) -> float:
    value = values.get(name)
    return float(value) if isinstance(value, (int, float)) else math.nan


def _count_text(value: Any) -> str:
    return figure_text(value, ",") if isinstance(value, int) and value else "–"
