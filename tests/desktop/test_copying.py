"""Plots, tables and pictures are copied, and plots dragged into other programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import (
    QAction,
    QDrag,
    QGuiApplication,
    QImage,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from sare_desktop.curves import Series
from sare_desktop.widgets.captions.picture_view import PictureView
from sare_desktop.widgets.plots.landscape_view import HeatMap, Landscape
from sare_desktop.widgets.plots.live_plot import LivePlot
from sare_desktop.widgets.plots.plot_curves import Curve
from sare_desktop.widgets.plots.score_histogram import ScoreHistogram
from sare_desktop.widgets.primitives import drag_out
from sare_desktop.widgets.primitives.copying import table_data
from sare_desktop.widgets.primitives.dropped_paths import dropped_paths
from sare_desktop.widgets.primitives.small_parts import make_table
from tests.desktop.tested_project import draw_image
from tests.waiting import eventually

COPY = QKeySequence("Ctrl+C")


def clipboard() -> QMimeData:
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    return data


# Tables


@pytest.fixture
def table(qtbot: Any) -> QTableWidget:
    table = make_table("table", "Numbers", "Numbers of a test")
    qtbot.addWidget(table)
    table.setColumnCount(3)
    table.setHorizontalHeaderLabels(["attack", "rate", "note"])
    table.setRowCount(2)
    table.verticalHeader().hide()
    for row, cells in enumerate((("noise", "17 %", "a < b"), ("asking", "3 %", "two\nlines"))):
        for column, text in enumerate(cells):
            table.setItem(row, column, QTableWidgetItem(text))
    table.show()
    table.setFocus()
    return table


def test_a_table_is_copied_with_its_headings_as_text_and_html(table: QTableWidget) -> None:
    QTest.keySequence(table, COPY)
    assert clipboard().text() == (
        "attack\trate\tnote\nnoise\t17 %\ta < b\nasking\t3 %\ttwo lines\n"
    )
    assert "<th>attack</th>" in clipboard().html()
    assert "<td>a &lt; b</td>" in clipboard().html()


def test_selected_cells_are_copied_under_their_headings_as_arranged(table: QTableWidget) -> None:
    table.horizontalHeader().moveSection(2, 0)
    for column in (0, 2):
        table.item(1, column).setSelected(True)
    QTest.keySequence(table, COPY)
    assert clipboard().text() == "note\tattack\ntwo lines\tasking\n"
    table.clearSelection()
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.selectRow(0)
    QTest.keySequence(table, COPY)
    assert clipboard().text() == "note\tattack\trate\na < b\tnoise\t17 %\n"
    table.hideColumn(2)
    [whole] = [one for one in table.actions() if one.objectName() == "table.copy_all"]
    whole.trigger()
    assert clipboard().text() == "attack\trate\nnoise\t17 %\nasking\t3 %\n"


def test_names_of_rows_and_check_marks_are_copied(table: QTableWidget) -> None:
    table.verticalHeader().show()
    table.setVerticalHeaderLabels(["SARE", "EFUF"])
    table.item(0, 1).setText("")
    table.item(0, 1).setCheckState(Qt.CheckState.Checked)
    QTest.keySequence(table, COPY)
    assert clipboard().text().startswith("\tattack\trate\tnote\nSARE\tnoise\t✓\t")


def test_cells_cannot_bring_markup_into_a_spreadsheet() -> None:
    assert "<script>" not in table_data([["head"], ["<script>alert(1)</script>"]]).html()


# Plots


@pytest.fixture
def plot(qtbot: Any) -> Iterator[LivePlot]:
    plot = LivePlot("plot", "Losses", [Curve("a", "alpha", 0)])
    qtbot.addWidget(plot)
    plot.set_series("a", Series([1, 2], [0.5, 0.25]))
    plot.resize(400, 300)
    plot.show()
    plot.redraw()
    yield plot
    plot.hide()


def action(plot: QWidget, name: str) -> QAction:
    found = plot.findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


def test_a_plot_is_copied_as_picture_and_as_table(plot: LivePlot) -> None:
    plot.canvas.setFocus()
    QTest.keySequence(plot.canvas, COPY)
    image = QGuiApplication.clipboard().image()
    assert image.width() == 2 * plot.canvas.width()
    action(plot, "plot.export.values").trigger()
    assert clipboard().text() == "step\talpha\n1\t0.5\n2\t0.25\n"
    assert "<th>alpha</th>" in clipboard().html()


def test_a_map_and_a_histogram_are_copied(qtbot: Any) -> None:
    heat, histogram = HeatMap("map"), ScoreHistogram()
    qtbot.addWidget(histogram.save_button)
    for one in (heat, histogram):
        qtbot.addWidget(one)
        one.resize(400, 300)
        one.show()
    heat.show_landscape(
        Landscape.from_result("x", {"offsets": [0, 1], "ce_neg": [[1.0, 2.0], [3.0, 4.0]]})  # type: ignore[arg-type]
    )
    histogram.show_scores({"hallucinated": [10.0, 12.0], "grounded": [30.0]}, 20.0, 25.0)
    for widget, name in ((heat, "map"), (histogram.save_button, "histogram")):
        action(widget, f"{name}.export.picture").trigger()
        assert not QGuiApplication.clipboard().image().isNull()
        action(widget, f"{name}.export.values").trigger()
        rows = clipboard().text().splitlines()
        assert len(rows) > 4 and rows[0].count("\t") >= 2


def test_a_histogram_is_saved_as_it_is_shown(qtbot: Any, tmp_path: Path) -> None:
    histogram = ScoreHistogram()
    for one in (histogram, histogram.save_button):
        qtbot.addWidget(one)
    histogram.resize(400, 200)
    histogram.show_scores({"hallucinated": [10.0] * 5}, 20.0, 25.0)
    for suffix in ("png", "svg", "csv"):
        histogram.output.save(tmp_path / f"scores.{suffix}")
    assert QImage(str(tmp_path / "scores.png")).width() == 800
    assert "T1 20" in (tmp_path / "scores.svg").read_text("utf-8")
    assert ",5," in (tmp_path / "scores.csv").read_text("utf-8").replace("\n", ",")


@pytest.fixture
def dragged(monkeypatch: pytest.MonkeyPatch) -> list[QMimeData]:
    found: list[QMimeData] = []

    def execute(self: Any, supported: Any, _proposed: Any) -> Qt.DropAction:
        found.append(self.mimeData())
        assert supported == Qt.DropAction.CopyAction
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", execute)
    return found


def test_a_plot_is_dragged_out_by_its_heading_as_a_copy(
    plot: LivePlot, dragged: list[QMimeData]
) -> None:
    heading = plot.findChild(QWidget, "plot.title")
    assert heading is not None
    pull(heading)
    [data] = dragged
    [url] = data.urls()
    assert url.fileName() == "plot.png"
    assert QImage(url.toLocalFile()).width() == 2 * plot.canvas.width()
    assert data.hasImage()
    # Dropped on the window itself, it is not an image for the project.
    assert dropped_paths(data) == []


def pull(source: QWidget) -> None:
    """Press in the middle of a widget and move away, as its event handlers see it."""
    at = QPointF(source.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    keys = Qt.KeyboardModifier.NoModifier
    for kind, button, place in (
        (QMouseEvent.Type.MouseButtonPress, left, at),
        (QMouseEvent.Type.MouseMove, none, at + QPointF(60, 0)),
    ):
        place_outside = QPointF(source.mapToGlobal(place.toPoint()))
        QApplication.sendEvent(source, QMouseEvent(kind, place, place_outside, button, left, keys))


def test_a_file_that_cannot_be_written_is_reported(
    plot: LivePlot, dragged: list[QMimeData], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(drag_out, "_folder", lambda: tmp_path / "missing")
    heading = plot.findChild(QWidget, "plot.title")
    assert heading is not None
    pull(heading)
    assert dragged == []
    assert "Not saved" in heading.property("text")


# Pictures


def test_the_picture_shown_is_copied(qtbot: Any, tmp_path: Path) -> None:
    view = PictureView()
    qtbot.addWidget(view)
    view.show()
    assert not view.actions()[0].isEnabled()
    view.show_picture(draw_image(tmp_path / "picture.png"))
    eventually(lambda: view.loaded)
    view.setFocus()
    QTest.keySequence(view, COPY)
    assert QGuiApplication.clipboard().image().size().toTuple() == (160, 120)
