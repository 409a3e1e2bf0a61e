"""What a suite of attacks came to: its verdict, and the attacks with the strongest first."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.item_models.runs import percent
from sare_desktop.widgets.primitives.fact_table import FactTable
from sare_desktop.widgets.primitives.small_parts import make_label


class SuiteView(QWidget):
    """The result of a suite, or a sentence that there is none.

    Attributes:
        verdict: the outcome in one sentence.
        table: the attacks, the strongest first.
        placebo: how fast the control object is learnt beside it.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make it; its parts are `name.verdict`, `name.table` and `name.details`."""
        super().__init__(parent)
        self.verdict = make_label("", "heading", f"{name}.verdict")
        self.placebo = FactTable()
        self._details = make_label("", None, f"{name}.details")
        self.table = QTableWidget()
        self.table.setObjectName(f"{name}.table")
        self.table.setAccessibleName(self.tr("Attacks, strongest first"))
        self.table.setToolTip(
            self.tr(
                "Hallucination rate after each attack, with its 95 % interval over the tested "
                "images; attacks that lower object recall too much come last"
            )
        )
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        inside = QWidget()
        inside.setProperty("page", True)
        words = QVBoxLayout(inside)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(theme.SPACE.S)
        words.addWidget(self.placebo)
        words.addWidget(self._details)
        words.addStretch(1)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE.S, 0, 0)
        column.setSpacing(theme.SPACE.S)
        column.addWidget(self.verdict)
        column.addWidget(self.table, 3)
        column.addWidget(scrolled, 2)
        self.show_result({})

    def show_result(self, result: Mapping[str, Any]) -> None:
        """Show the result of a suite as the engine gives it; {} for none."""
        verdict = result.get("verdict") or {}
        self.verdict.setText(
            str(verdict.get("headline") or self.tr("No suite was run on this erasure yet."))
        )
        self._details.setText("\n".join(map(str, verdict.get("details") or ())))
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
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.resizeRowsToContents()

    def _show_placebo(self, placebo: Mapping[str, Any]) -> None:
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
    return f"{value:,}" if isinstance(value, int) and value else "–"
