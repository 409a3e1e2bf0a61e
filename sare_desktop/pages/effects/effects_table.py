"""Every figure before and after an erasure as a table, worst first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.engine_words import engine_text
from sare_desktop.widgets.help.terms_here import explain_columns
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.small_parts import list_rows, row_height
from sare_engine import FigureChange, interval_text

(FIGURE, MEASURED_ON, BEFORE, AFTER, DIFFERENCE, OUTCOME) = range(6)


def outcome_words() -> Mapping[str, str]:
    """Return what can have become of a figure, in words."""
    return {
        "worse": QCoreApplication.translate("EffectsTable", "Worse"),
        "different": QCoreApplication.translate("EffectsTable", "Different"),
        "no interval": QCoreApplication.translate("EffectsTable", "No interval"),
        "no difference seen": QCoreApplication.translate("EffectsTable", "No difference seen"),
        "better": QCoreApplication.translate("EffectsTable", "Better"),
    }


class EffectsTable(QTableWidget):
    """The figures; what became worse or better is in colour, and said in words."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Sequence[FigureChange] = ()
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Figures before and after, worst first"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        list_rows(self)
        explain_columns(self)
        heads = (
            (self.tr("Figure"), self.tr("What was measured")),
            (self.tr("Measured on"), self.tr("The images or the benchmark")),
            (self.tr("Before"), self.tr("The model before erasure, with the 95 % interval")),
            (self.tr("After"), self.tr("The erased model, with the 95 % interval")),
            (
                self.tr("Difference"),
                self.tr(
                    "After minus before, with the 95 % interval; of shares in percentage points"
                ),
            ),
            (
                self.tr("Outcome"),
                self.tr("Worse or better only where the interval of the difference excludes 0"),
            ),
        )
        self.setColumnCount(len(heads))
        for column, (text, tip) in enumerate(heads):
            item = QTableWidgetItem(text)
            item.setToolTip(tip)
            self.setHorizontalHeaderItem(column, item)
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        theme.notifier().changed.connect(self._colour)

    def show_figures(self, figures: Sequence[FigureChange]) -> None:
        """Show other figures, in their order."""
        self._shown = figures
        self.setRowCount(len(figures))
        words = outcome_words()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, one in enumerate(figures):
            described = one.described
            cells = (
                engine_text(described.title),
                engine_text(one.measured_on),
                interval_text(one.before, described),
                interval_text(one.after, described),
                interval_text(one.difference, described, signed=True),
                words.get(one.outcome, one.outcome),
            )
            images = plural(one.units, self.tr("1 image"), self.tr("{0} images"))
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if column in (BEFORE, AFTER, DIFFERENCE):
                    item.setTextAlignment(right)
                item.setToolTip(
                    engine_text(described.help) if column == FIGURE else f"{text} · {images}"
                )
                self.setItem(row, column, item)
        self._colour()

    def _colour(self) -> None:
        use = theme.colours()
        colours = {"worse": use.error, "different": use.warning, "better": use.success}
        for row, one in enumerate(self._shown):
            colour = QColor(colours.get(one.outcome, use.muted))
            for column in (OUTCOME, *((DIFFERENCE,) if one.outcome in colours else ())):
                item = self.item(row, column)
                if item is not None:
                    item.setForeground(colour)
