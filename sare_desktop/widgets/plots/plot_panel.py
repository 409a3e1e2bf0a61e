"""The live plots of a run, side by side: one smoothing, one crosshair, earlier runs beneath."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSlider,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.curves import OVERSHOOT, RunCurves, Series
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.plots.live_plot import LivePlot
from sare_desktop.widgets.plots.plot_curves import DOT_DASH, DOTS, LONG, SOLID, Curve, Overlay
from sare_desktop.widgets.primitives.save_button import ROOM_FOR_ARROW
from sare_desktop.widgets.primitives.small_parts import pad_spin

MEMORY_OURS, MEMORY_OTHERS = "memory.ours", "memory.others"
"""Keys of the memory curves, which are measured here while the run goes on."""

_LONGEST_SMOOTHING = 99
_TURN_MS = 15
_TWO_COLUMNS_FROM = 64
"""Widths of the letter m that two plots side by side need."""


@dataclass(frozen=True)
class PlotSpec:
    """One plot of a panel; see `LivePlot`."""

    name: str
    title: str
    curves: tuple[Curve, ...]
    y_label: str = ""
    percent: bool = False
    guide: str = ""


def erasure_plots() -> tuple[PlotSpec, ...]:
    """Return the plots of an erasure."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("ErasurePlots", text)

    return (
        PlotSpec(
            "losses",
            tr("Losses"),
            (
                Curve("step.loss_neg", tr("negative"), 0, SOLID, smooth=True),
                Curve("step.loss_pos", tr("positive"), 1, LONG, smooth=True),
                Curve("step.loss_sent", tr("sentence"), 2, DOT_DASH, smooth=True),
            ),
            tr("nats"),
            guide="losses",
        ),
        PlotSpec(
            "held_out",
            tr("Held-out images"),
            (
                Curve("probe.hallucination_rate", tr("hallucination"), 1, SOLID, "o"),
                Curve("probe.concept_recall", tr("concept recall"), 2, LONG, "t"),
                Curve("probe.degenerate_rate", tr("degenerate"), 5, DOTS, "s"),
            ),
            percent=True,
            guide="held-out-images",
        ),
        PlotSpec(
            "sharpness",
            tr("Sharpness"),
            (
                Curve("step.sharpness", tr("S per step"), 0, SOLID, smooth=True),
                Curve("probe.sharpness_worst", tr("worst case"), 1, LONG, "o"),
                Curve("probe.sharpness_average", tr("average"), 2, DOT_DASH, "t"),
                Curve(OVERSHOOT, tr("overshoot"), "error", marker="x", line=False),
            ),
            tr("nats"),
            guide="sharpness",
        ),
        PlotSpec(
            "depth",
            tr("Depth of erasure (CE)"),
            (
                Curve("step.ce_neg", tr("training"), 0, SOLID, smooth=True),
                Curve("step.ce_neg_perturbed", tr("worst case"), 3, DOTS, smooth=True),
                Curve("probe.ce_neg", tr("held-out"), 1, LONG, "o"),
            ),
            tr("nats"),
            guide="depth-of-erasure",
        ),
        PlotSpec(
            "rate",
            tr("Speed"),
            (Curve("step.rate", tr("steps per second"), 0, SOLID, smooth=True),),
            guide="speed",
        ),
        PlotSpec(
            "memory",
            tr("Memory"),
            (
                Curve(MEMORY_OURS, tr("ours"), 0, SOLID),
                Curve(MEMORY_OTHERS, tr("others"), 5, LONG),
            ),
            tr("GB"),
            guide="memory",
        ),
    )


class PlotPanel(QWidget):
    """Several plots of one run in a grid that scrolls, with one tool bar.

    Attributes:
        overlays_chosen: emitted with the names of the earlier runs that are to lie beneath.
    """

    overlays_chosen = Signal(list)

    def __init__(self, name: str, specs: Sequence[PlotSpec], parent: QWidget | None = None) -> None:
        """Make empty plots; their controls are called `name.PLOT.log` and so on."""
        super().__init__(parent)
        self.setObjectName(name)
        self._name = name
        self._curves = RunCurves()
        self._memory: dict[str, Series] = {MEMORY_OURS: Series(), MEMORY_OTHERS: Series()}
        self._enlarged: LivePlot | None = None
        self._is_live = False
        self._undrawn: list[LivePlot] = []
        self._turns = QTimer(self)
        self._turns.setInterval(_TURN_MS)
        self._turns.timeout.connect(self._next_turn)
        self.plots = {
            spec.name: LivePlot(
                f"{name}.{spec.name}",
                spec.title,
                spec.curves,
                y_label=spec.y_label,
                percent=spec.percent,
                guide=spec.guide,
                can_enlarge=True,
            )
            for spec in specs
        }
        for plot in self.plots.values():
            plot.hovered.connect(self._hovered)
            plot.enlarge_asked.connect(self._enlarge)
        self._grid_widget = QWidget()
        self._grid = QGridLayout(self._grid_widget)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.SPACE.S)
        self._columns = 0
        scroll = QScrollArea()
        scroll.setObjectName(f"{name}.scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._grid_widget)
        self._scroll = scroll
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE.S)
        layout.addLayout(self._make_tools())
        layout.addWidget(scroll, 1)
        self._arrange()

    def _make_tools(self) -> QHBoxLayout:
        label = QLabel(self.tr("Smoothing"))
        theme.role(label, "muted")
        self.smoothing = QSlider(Qt.Orientation.Horizontal)
        self.smoothing.setObjectName(f"{self._name}.smoothing")
        self.smoothing.setRange(0, _LONGEST_SMOOTHING)
        self.smoothing.setMinimumWidth(90)
        self.smoothing.setMaximumWidth(200)
        self._smoothing_box = QSpinBox()
        self._smoothing_box.setObjectName(f"{self._name}.smoothing.value")
        self._smoothing_box.setRange(0, _LONGEST_SMOOTHING)
        self._smoothing_box.setSuffix(" %")
        pad_spin(self._smoothing_box)
        for widget in (self.smoothing, self._smoothing_box):
            guard_wheel(widget)
            widget.setAccessibleName(self.tr("Smoothing"))
            widget.setToolTip(
                self.tr("How much of each point comes from the points before it (per step curves)")
            )
        self.smoothing.valueChanged.connect(self._smoothing_box.setValue)
        self._smoothing_box.valueChanged.connect(self.smoothing.setValue)
        self.smoothing.valueChanged.connect(self._smooth)
        label.setBuddy(self._smoothing_box)
        self.overlay_button = QToolButton()
        self.overlay_button.setObjectName(f"{self._name}.overlays")
        self.overlay_button.setText(self.tr("Earlier runs"))
        self.overlay_button.setAccessibleName(self.tr("Earlier runs to draw beneath"))
        self.overlay_button.setToolTip(self.tr("Draw earlier runs dashed beneath this one"))
        self.overlay_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.overlay_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._overlay_menu = QMenu(self.overlay_button)
        self._overlay_menu.setObjectName(f"{self._name}.overlays.menu")
        self.overlay_button.setMenu(self._overlay_menu)
        self.overlay_button.setStyleSheet(ROOM_FOR_ARROW)
        self.set_overlay_choices(())
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(label)
        row.addWidget(self.smoothing)
        row.addWidget(self._smoothing_box)
        row.addStretch(1)
        row.addWidget(self.overlay_button)
        return row

    # Content

    def show_run(self, curves: RunCurves) -> None:
        """Show a run; what is fed into `curves` later appears at the next `refresh`."""
        self._curves = curves
        self._memory = {MEMORY_OURS: Series(), MEMORY_OTHERS: Series()}
        for plot in self.plots.values():
            plot.clear()
        self.refresh()

    def add_memory(self, ours: float, others: float) -> None:
        """Add a measurement of memory, in GB, at the present step."""
        step = float(self._curves.steps)
        for key, value in ((MEMORY_OURS, ours), (MEMORY_OTHERS, others)):
            series = self._memory[key]
            series.drop_from(step)
            series.append(step, value)

    def refresh(self) -> None:
        """Draw what came in since the last time."""
        self._turns.stop()
        for plot in self.plots.values():
            self._refresh(plot)

    def refresh_in_turn(self) -> None:
        """Draw one plot after the other, so that the window answers in between."""
        self._undrawn = list(self.plots.values())
        self._turns.start()
        self._next_turn()

    def _next_turn(self) -> None:
        self._refresh(self._undrawn.pop(0))
        if not self._undrawn:
            self._turns.stop()

    def _refresh(self, plot: LivePlot) -> None:
        plot.set_x_end(self._curves.total if self._is_live else None)
        for curve in plot.curves:
            plot.set_series(curve.key, self._series(curve.key))
        plot.redraw()

    def _series(self, key: str) -> Series:
        return self._memory.get(key) or self._curves.get(key)

    def set_live(self, live: bool) -> None:
        """Say whether the run goes on."""
        self._is_live = live
        for plot in self.plots.values():
            plot.set_live(live)
        self.refresh()

    def set_overlay_choices(self, names: Sequence[str], chosen: Sequence[str] = ()) -> None:
        """Offer earlier runs to be drawn beneath."""
        self._overlay_menu.clear()
        for run in names:
            action = QAction(run, self._overlay_menu)
            action.setObjectName(f"{self._name}.overlays.{run}")
            action.setToolTip(self.tr("Draw {0} beneath").format(run))
            action.setCheckable(True)
            action.setChecked(run in chosen)
            action.toggled.connect(self._overlay_toggled)
            self._overlay_menu.addAction(action)
        self.overlay_button.setEnabled(bool(names))

    def show_overlays(self, runs: Mapping[str, RunCurves]) -> None:
        """Draw earlier runs beneath."""
        overlays = [Overlay(run, curves.series) for run, curves in runs.items()]
        for plot in self.plots.values():
            plot.set_overlays(overlays)

    # What the user does

    def _smooth(self, percent: int) -> None:
        for plot in self.plots.values():
            plot.set_smoothing(percent / 100)

    def _overlay_toggled(self) -> None:
        actions = self._overlay_menu.actions()
        self.overlays_chosen.emit([one.text() for one in actions if one.isChecked()])

    def _hovered(self, x: float) -> None:
        sender = self.sender()
        for plot in self.plots.values():
            if plot is not sender:
                plot.show_cross(x)

    def _enlarge(self) -> None:
        sender = self.sender()
        assert isinstance(sender, LivePlot)
        self._enlarged = None if self._enlarged is sender else sender
        for plot in self.plots.values():
            plot.enlarge_button.setChecked(plot is self._enlarged)
        self._arrange()

    # Qt

    def _arrange(self) -> None:
        letter = self.fontMetrics().horizontalAdvance("m")
        columns = 2 if self.width() >= _TWO_COLUMNS_FROM * letter else 1
        shown = [self._enlarged] if self._enlarged else list(self.plots.values())
        if self._enlarged:
            columns = 1
        for plot in self.plots.values():
            self._grid.removeWidget(plot)
            if plot not in shown:
                plot.hide()
        for number, plot in enumerate(shown):
            # Placed first: a plot without a parent would come up as a window.
            self._grid.addWidget(plot, number // columns, number % columns)
            plot.setMinimumHeight(16 * self.fontMetrics().height())
            plot.setVisible(True)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the plots side by side where there is room."""
        super().resizeEvent(event)
        letter = self.fontMetrics().horizontalAdvance("m")
        wanted = 2 if self.width() >= _TWO_COLUMNS_FROM * letter else 1
        if wanted != self._columns and self._enlarged is None:
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()
