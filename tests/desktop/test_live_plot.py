"""A live plot by mouse and keys: legend, crosshair, axes, export, theme."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from sare_desktop import theme
from sare_desktop.curves import RunCurves, Series
from sare_desktop.widgets.plots.live_plot import LivePlot
from sare_desktop.widgets.plots.plot_curves import LONG, Curve, Overlay
from sare_desktop.widgets.plots.plot_panel import PlotPanel, erasure_plots
from tests.desktop.made_runs import erasure_events
from tests.waiting import PATIENCE_S, eventually


@pytest.fixture
def plot(qtbot: Any) -> Iterator[LivePlot]:
    plot = LivePlot(
        "plot", "Losses", [Curve("a", "alpha", 0), Curve("b", "beta", 1, LONG, smooth=True)]
    )
    qtbot.addWidget(plot)
    plot.set_series("a", Series(range(1, 11), [-float(n) for n in range(1, 11)]))
    plot.set_series("b", Series(range(1, 11), [float(n * n) for n in range(1, 11)]))
    plot.resize(500, 320)
    with qtbot.waitExposed(plot, timeout=1000 * PATIENCE_S):
        plot.show()
    plot.redraw()
    yield plot
    plot.hide()


def button(plot: LivePlot, name: str) -> QToolButton:
    found = plot.findChild(QToolButton, f"plot.{name}")
    assert isinstance(found, QToolButton)
    return found


def shown(plot: LivePlot, key: str) -> tuple[list[float], list[float]]:
    x, y = plot.layers.items[key].getOriginalDataset()
    return list(x), list(y)


def test_a_click_or_a_key_on_the_legend_hides_the_curve(plot: LivePlot) -> None:
    entry = button(plot, "legend.a")
    QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert not plot.layers.items["a"].isVisible()
    assert entry.font().strikeOut()
    entry.setFocus()
    QTest.keyClick(entry, Qt.Key.Key_Space)
    assert plot.layers.items["a"].isVisible()


def test_arrow_keys_read_values(qtbot: Any, plot: LivePlot) -> None:
    plot.canvas.setFocus()
    with qtbot.waitSignal(plot.hovered):
        QTest.keyClick(plot.canvas, Qt.Key.Key_Home)
    assert button(plot, "legend.b").text() == "beta  1"
    QTest.keyClick(plot.canvas, Qt.Key.Key_Right)
    assert button(plot, "legend.b").text() == "beta  4"
    QTest.keyClick(plot.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert button(plot, "legend.a").text() == "alpha  -10"
    QTest.keyClick(plot.canvas, Qt.Key.Key_Escape)
    assert not plot._line.isVisible()


def test_the_mouse_reads_values(qtbot: Any, plot: LivePlot) -> None:
    middle = plot.plot.getViewBox().mapViewToScene(pg_point(5.0, 20.0))
    with qtbot.waitSignal(plot.hovered) as heard:
        plot.canvas.scene().sigMouseMoved.emit(middle)
    assert heard.args == [5.0]
    assert button(plot, "legend.b").text() == "beta  25"


def pg_point(x: float, y: float) -> Any:
    from PySide6.QtCore import QPointF

    return QPointF(x, y)


def test_log_axis_shows_a_negative_curve_by_its_magnitude(plot: LivePlot) -> None:
    QTest.mouseClick(button(plot, "log"), Qt.MouseButton.LeftButton)
    assert shown(plot, "a")[1] == [float(n) for n in range(1, 11)]
    assert button(plot, "legend.a").text().startswith("|alpha|")
    QTest.mouseClick(button(plot, "log"), Qt.MouseButton.LeftButton)
    assert shown(plot, "a")[1][0] == -1


def test_smoothing_spares_curves_that_are_not_smoothed(plot: LivePlot) -> None:
    plot.set_smoothing(0.9)
    assert shown(plot, "a")[1][-1] == -10
    assert shown(plot, "b")[1][-1] < 100


def test_gaps_are_drawn_as_gaps(plot: LivePlot) -> None:
    plot.set_series("a", Series([1, 2, 3], [1.0, math.nan, 3.0]))
    plot.redraw()
    plot.grab()
    assert math.isnan(shown(plot, "a")[1][1])


def test_zoom_by_keys_and_fit(plot: LivePlot) -> None:
    plot.grab()  # The room that the axes' numbers take, on which the range depends.
    plot.canvas.setFocus()
    before = plot.plot.getViewBox().viewRange()[0]
    QTest.keyClick(plot.canvas, Qt.Key.Key_Plus)
    zoomed = plot.plot.getViewBox().viewRange()[0]
    assert zoomed[1] - zoomed[0] < before[1] - before[0]
    QTest.keyClick(plot.canvas, Qt.Key.Key_0)
    eventually(lambda: plot.plot.getViewBox().viewRange()[0], pytest.approx(before))


def test_wheel_without_focus_leaves_the_plot_alone(plot: LivePlot) -> None:
    plot.setFocus()
    plot.canvas.clearFocus()
    from PySide6.QtGui import QWheelEvent

    event = QWheelEvent(
        pg_point(50, 50),
        plot.canvas.mapToGlobal(QPoint(50, 50)).toPointF(),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    before = plot.plot.getViewBox().viewRange()
    plot.canvas.wheelEvent(event)
    assert not event.isAccepted()
    assert plot.plot.getViewBox().viewRange() == before


def test_export(plot: LivePlot, tmp_path: Path) -> None:
    plot.set_overlays([Overlay("earlier", {"a": Series([1, 2], [7, 8])})])
    plot.redraw()
    for suffix in ("png", "svg", "csv"):
        plot.export(tmp_path / f"plot.{suffix}")
    image = QImage(str(tmp_path / "plot.png"))
    assert image.width() == 2 * plot.canvas.width()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }
    assert theme.colours().series[0] in colours
    text = "".join(ElementTree.parse(tmp_path / "plot.svg").getroot().itertext())
    assert "alpha" in text
    assert "earlier" in text
    with (tmp_path / "plot.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["step", "alpha", "beta", "earlier: alpha"]
    assert rows[1] == ["1", "-1", "1", "7"]
    with pytest.raises(ValueError, match=r"\.png, \.svg or \.csv"):
        plot.export(tmp_path / "plot.bmp")
    with pytest.raises(OSError, match="missing"):
        plot.export(tmp_path / "missing" / "plot.csv")


def test_colours_follow_the_theme(qtbot: Any, plot: LivePlot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        for scheme in ("dark", "light"):
            theme.apply(app, scheme)
            use = theme.colours()
            assert plot.layers.items["a"].opts["pen"].color() == QColor(use.series[0])
            assert plot.canvas.backgroundBrush().color() == QColor(use.surface)
    finally:
        theme.apply(app, "system")


def test_band_and_description(plot: LivePlot) -> None:
    x = np.arange(1.0, 11.0)
    plot.set_band("a", x, -x - 1, -x + 1)
    plot.redraw()
    assert plot.layers.band_items["a"][2].isVisible()
    QTest.mouseClick(button(plot, "legend.a"), Qt.MouseButton.LeftButton)
    assert not plot.layers.band_items["a"][2].isVisible()
    assert "alpha: 10 points, from -10 to -1, now -10" in plot.describe()


def test_hidden_plots_draw_when_they_are_shown(qtbot: Any) -> None:
    plot = LivePlot("plot", "Hidden", [Curve("a", "alpha")])
    qtbot.addWidget(plot)
    plot.set_series("a", Series([1], [2]))
    plot.redraw()
    assert plot.layers.items["a"].getOriginalDataset()[0] is None
    plot.show()
    eventually(lambda: plot.layers.items["a"].getOriginalDataset()[0] is not None)
    assert shown(plot, "a") == ([1], [2])
    plot.hide()


@pytest.fixture
def panel(qtbot: Any) -> Iterator[PlotPanel]:
    panel = PlotPanel("panel", erasure_plots())
    qtbot.addWidget(panel)
    panel.resize(1100, 700)
    panel.show()
    panel.show_run(RunCurves(erasure_events(20), phase="erase"))
    yield panel
    panel.hide()


def test_panel_shows_a_run(panel: PlotPanel) -> None:
    assert len(shown(panel.plots["losses"], "step.loss_neg")[0]) == 20
    assert shown(panel.plots["held_out"], "probe.hallucination_rate")[1] == [0.7, 0.1]
    assert shown(panel.plots["sharpness"], "step.overshoot")[0] == [5, 10, 15, 20]


def test_panel_smooths_by_keys(panel: PlotPanel) -> None:
    box = panel._smoothing_box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "80")
    assert panel.smoothing.value() == 80
    assert shown(panel.plots["losses"], "step.loss_neg")[1][-1] > -2.0


def test_panel_crosshairs_move_together(panel: PlotPanel) -> None:
    canvas = panel.plots["losses"].canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert panel.plots["rate"]._line.isVisible()
    assert panel.plots["rate"]._line.value() == 1


def test_panel_enlarges_one_plot(panel: PlotPanel) -> None:
    enlarge = panel.plots["sharpness"].enlarge_button
    QTest.mouseClick(enlarge, Qt.MouseButton.LeftButton)
    assert [name for name, one in panel.plots.items() if one.isVisible()] == ["sharpness"]
    QTest.mouseClick(enlarge, Qt.MouseButton.LeftButton)
    assert all(one.isVisible() for one in panel.plots.values())


def test_panel_takes_memory_and_overlays(qtbot: Any, panel: PlotPanel) -> None:
    panel.add_memory(1.5, 3.0)
    panel.add_memory(1.6, 3.0)
    panel.refresh()
    assert shown(panel.plots["memory"], "memory.ours") == ([20], [1.6])
    panel.set_overlay_choices(["0001-efuf"])
    action = panel.overlay_button.menu().actions()[0]
    with qtbot.waitSignal(panel.overlays_chosen) as heard:
        action.trigger()
    assert heard.args == [["0001-efuf"]]
    panel.show_overlays({"0001-efuf": RunCurves(erasure_events(5))})
    assert panel.plots["losses"].layers.overlay_items


def test_the_range_of_a_growing_curve_moves_only_when_it_must(qtbot: Any, plot: LivePlot) -> None:
    grown = Series([0.0, 1.0], [0.0, 10.0])
    for key in ("a", "b"):
        plot.set_series(key, grown)
    plot.redraw()
    plot.set_live(True)
    box = plot.plot.getViewBox()
    before = box.viewRange()[1]
    assert before[0] < 0.0
    assert before[1] > 10.0
    grown.append(2.0, 10.5)  # Within the room above.
    plot.redraw()
    assert box.viewRange()[1] == before
    grown.append(3.0, 20.0)
    plot.redraw()
    wider = box.viewRange()[1]
    assert wider[1] > 20.0
    # Hidden, a curve takes no room; one that fills little of the range gets a smaller one.
    plot.set_series("b", Series([0.0, 1.0], [4.0, 6.0]))
    plot.redraw()
    button(plot, "legend.a").click()
    small = box.viewRange()[1]
    assert 3.0 < small[0] < 4.0
    assert 6.0 < small[1] < 7.0
    button(plot, "legend.a").click()
    # A range that a person chose stays.
    plot.canvas.zoomed.emit(0.5)
    chosen = box.viewRange()[1]
    grown.append(4.0, 100.0)
    plot.redraw()
    plot.set_live(False)
    assert box.viewRange()[1] == chosen
    plot.fit()
    eventually(lambda: box.viewRange()[1][1] >= 100.0)


def test_a_value_that_changes_lays_nothing_out(qtbot: Any, plot: LivePlot) -> None:
    entry = button(plot, "legend.a")
    size = entry.size()
    for value in (-1.234, -9.0, -0.5):
        plot.set_series("a", Series([1.0], [value]))
        plot.redraw()
        eventually(lambda: entry.size() == entry.minimumSize())
    assert "-0.5" in entry.text()
    widest = entry.size()
    assert widest.width() >= size.width()
    assert entry.minimumSize() == entry.maximumSize() == widest
    # A larger font takes the room that it needs.
    font = entry.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    entry.setFont(font)
    assert entry.minimumWidth() > widest.width()
    # What was widest before the change does not count after it: a longer text takes its room.
    narrow = entry.minimumWidth()
    plot.set_series("a", Series([1.0], [-1.234]))
    plot.redraw()
    assert entry.minimumWidth() > narrow
