"""Runs side by side: their curves over each other, and the settings in which they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.curves import RATE, RunCurves
from sare_desktop.engine_words import shown_settings
from sare_desktop.item_models.runs import RunRow
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.plots.live_plot import LivePlot
from sare_desktop.widgets.plots.plot_curves import MARKERS, STYLES, Curve
from sare_desktop.widgets.primitives.amounts import figure_text
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.small_parts import make_table
from sare_engine import (
    CompareConfig,
    Config,
    EraseConfig,
    EvaluateConfig,
    LandscapeConfig,
    RelearnConfig,
)

CONFIGS: Mapping[str, type[Config]] = {
    "erase": EraseConfig,
    "relearn": RelearnConfig,
    "landscape": LandscapeConfig,
    "evaluate": EvaluateConfig,
    "compare": CompareConfig,
}
"""The config of each kind of run."""

_GUIDE = "runs-compared"


class RunComparison(QTabWidget):
    """Shows one or more runs; with several, their differences come first."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(self.tr("The selected runs"))
        self.setDocumentMode(True)
        self._rows: Sequence[RunRow] = ()
        self._curves: Mapping[str, RunCurves] = {}
        self._measures = (
            ("probe.hallucination_rate", self.tr("Hallucination rate"), True),
            ("probe.concept_recall", self.tr("Concept recall"), True),
            ("probe.ce_neg", self.tr("CE of hallucinated spans, held-out"), False),
            ("probe.sharpness_worst", self.tr("Sharpness, worst case"), False),
            ("step.loss_neg", self.tr("Negative loss"), False),
            ("step.loss_pos", self.tr("Positive loss"), False),
            ("step.loss_sent", self.tr("Sentence loss"), False),
            ("step.loss", self.tr("Loss of the attack"), False),
            ("step.sharpness", self.tr("Sharpness per step"), False),
            (RATE, self.tr("Steps per second"), False),
        )
        self.measure = ChoiceBox()
        self.measure.setObjectName(f"{name}.measure")
        self.measure.setAccessibleName(self.tr("Measure"))
        self.measure.setToolTip(self.tr("What the curves show"))
        for key, words, _ in self._measures:
            self.measure.addItem(words, key)
        guard_wheel(self.measure)
        self.measure.currentIndexChanged.connect(self._show_curves)
        self.rate_plot = LivePlot(f"{name}.rates", self.tr("Runs"), guide=_GUIDE, percent=True)
        self.value_plot = LivePlot(f"{name}.values", self.tr("Runs"), guide=_GUIDE)
        label = QLabel(self.tr("Measure"))
        label.setBuddy(self.measure)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE.S)
        top.addWidget(label)
        top.addWidget(self.measure)
        top.addStretch(1)
        curves = QWidget()
        layout = QVBoxLayout(curves)
        layout.setContentsMargins(0, theme.SPACE.S, 0, 0)
        layout.setSpacing(theme.SPACE.S)
        layout.addLayout(top)
        layout.addWidget(self.rate_plot, 1)
        layout.addWidget(self.value_plot, 1)
        self.addTab(curves, self.tr("Curves"))
        self.addTab(self._make_settings(name), self.tr("Settings"))
        self._show_curves()

    def _make_settings(self, name: str) -> QWidget:
        self.only_differences = QCheckBox(self.tr("Only where they differ"))
        self.only_differences.setObjectName(f"{name}.only_differences")
        self.only_differences.setAccessibleName(self.only_differences.text())
        self.only_differences.setToolTip(
            self.tr("With two or more runs: leave out settings that are the same")
        )
        self.only_differences.setChecked(True)
        self.only_differences.toggled.connect(self._show_settings)
        words = self.tr("Settings of the selected runs")
        self.settings = make_table(f"{name}.settings", words, words)
        header = self.settings.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._same = QLabel()
        self._same.setObjectName(f"{name}.same")
        theme.role(self._same, "muted")
        tab = QWidget()
        layout = QVBoxLayout(tab)
        layout.setContentsMargins(0, theme.SPACE.S, 0, 0)
        layout.setSpacing(theme.SPACE.S)
        layout.addWidget(self.only_differences)
        layout.addWidget(self._same)
        layout.addWidget(self.settings, 1)
        return tab

    def show_runs(self, rows: Sequence[RunRow]) -> None:
        """Show the settings of runs; their curves follow with `show_curves`."""
        self._rows = rows
        self._curves = {}
        self._show_settings()
        self._show_curves()

    def show_curves(self, curves: Mapping[str, RunCurves]) -> None:
        """Show the curves of the runs, by name."""
        self._curves = curves
        measured = {
            key for one in curves.values() for key, series in one.series.items() if len(series)
        }
        model: Any = self.measure.model()
        for number, (key, _, _) in enumerate(self._measures):
            model.item(number).setEnabled(key in measured)
        if str(self.measure.currentData()) not in measured:
            for number, (key, _, _) in enumerate(self._measures):
                if key in measured:
                    self.measure.setCurrentIndex(number)
                    break
        self._show_curves()

    def _show_curves(self) -> None:
        key, words, is_rate = self._measures[max(0, self.measure.currentIndex())]
        plot = self.rate_plot if is_rate else self.value_plot
        self.rate_plot.setVisible(is_rate)
        self.value_plot.setVisible(not is_rate)
        shown = [row for row in self._rows if row.name in self._curves]
        sparse = key.startswith("probe.")
        plot.set_title(words if shown or not self._rows else self.tr("No curves over steps"))
        plot.set_curves(
            [
                Curve(
                    row.name,
                    row.name,
                    number,
                    STYLES[number % len(STYLES)],
                    MARKERS[number % len(MARKERS)] if sparse else "",
                )
                for number, row in enumerate(shown)
            ]
        )
        for row in shown:
            plot.set_series(row.name, self._curves[row.name].get(key))
        plot.fit()
        plot.redraw()

    def _show_settings(self) -> None:
        names: list[str] = []
        for row in self._rows:
            names += [name for name in row.config if name not in names]
        several = len(self._rows) > 1
        self.only_differences.setEnabled(several)
        if several and self.only_differences.isChecked():
            names = [
                name for name in names if len({_word(row.config, name) for row in self._rows}) > 1
            ]
        labels = _labels({row.kind for row in self._rows})
        self.settings.clear()
        self.settings.setColumnCount(len(self._rows))
        self.settings.setRowCount(len(names))
        self.settings.setHorizontalHeaderLabels([row.name for row in self._rows])
        self.settings.setVerticalHeaderLabels([labels.get(name, name) for name in names])
        for column, row in enumerate(self._rows):
            for line, name in enumerate(names):
                item = QTableWidgetItem(_word(row.config, name))
                item.setToolTip(item.text())
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                self.settings.setItem(line, column, item)
        same = several and not names
        self._same.setText(self.tr("These runs have the same settings.") if same else "")
        self._same.setVisible(same)


def _labels(kinds: set[str]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for kind in sorted(kinds & CONFIGS.keys()):
        labels |= {one.name: one.label for one in shown_settings(CONFIGS[kind])}
    return labels


def _word(config: Mapping[str, Any], name: str) -> str:
    value = config.get(name)
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return figure_text(value, "g") if isinstance(value, float) else str(value)
