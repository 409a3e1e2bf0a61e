"""Every plot and every table of the window is copied and explained in the same way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyqtgraph as pg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QTableView, QTreeView, QWidget

from sare_desktop.engine_thread import EngineThread
from sare_desktop.session import PAGES, Session
from sare_desktop.settings import Settings
from sare_desktop.shell.main_window import MainWindow
from sare_desktop.widgets.help.plot_guide_dialog import GuideButton
from sare_desktop.widgets.help.plot_guides import read_guides
from sare_desktop.widgets.plots.score_histogram import ScoreHistogram
from tests.desktop.conftest import NoModel
from tests.desktop.made_runs import make_attack, make_erasure
from tests.desktop.tested_project import make_project
from tests.waiting import eventually

COPY = QKeySequence("Ctrl+C")


@pytest.fixture
def shown_menus(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the context menus offer that are opened."""
    shown: list[list[str]] = []
    monkeypatch.setattr(
        QMenu, "popup", lambda self, *_: shown.append([one.objectName() for one in self.actions()])
    )
    return shown


def ask_for_menu(target: QWidget) -> None:
    at = target.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, target.mapToGlobal(at))
    QApplication.sendEvent(target, event)


@pytest.fixture
def made_project(tmp_path: Path) -> Path:
    project = make_project(tmp_path / "project", tmp_path / "images")
    make_attack(project, make_erasure(project, steps=2).name)
    return project


@pytest.fixture
def window(qtbot: Any, settings: Settings, made_project: Path) -> Iterator[MainWindow]:
    session = Session(settings, engine=EngineThread(make_slot=NoModel))
    window = MainWindow(session, build_ahead=False)
    session.setParent(window)
    window.resize(1280, 900)
    window.show()
    assert session.open_project(made_project)
    for page in PAGES:
        window.show_page(page)
    yield window
    window.close()
    window.deleteLater()


def test_every_plot_and_table_of_every_page_is_copied_and_explained(
    window: MainWindow, shown_menus: list[list[str]]
) -> None:
    window.show_page("concepts")
    eventually(lambda: window.findChild(QTableView, "concepts.table").model().rowCount() > 0)
    plots = [*window.findChildren(pg.PlotWidget), *window.findChildren(ScoreHistogram)]
    tables = [*window.findChildren(QTableView), *window.findChildren(QTreeView)]
    assert len(plots) > 10 and len(tables) > 8
    lacking = []
    for canvas in plots:
        canvas.setEnabled(True)  # The histogram is off while there are no scores.
        shown_menus.clear()
        ask_for_menu(canvas)
        offered = [name.rpartition(".")[2] for names in shown_menus for name in names]
        copies = any(one.shortcut() == COPY for one in canvas.actions())
        if not copies or not {"picture", "values", "png", "svg", "csv", "action"} <= set(offered):
            lacking.append(canvas.objectName())
    assert lacking == []
    for table in tables:
        shown_menus.clear()
        offered = [one.objectName() for one in table.actions()]
        if table.contextMenuPolicy() != Qt.ContextMenuPolicy.ActionsContextMenu:
            table.setCurrentIndex(table.model().index(0, 1))
            ask_for_menu(table)
            offered = [name for names in shown_menus for name in names]
        copies = any(one.shortcut() == COPY for one in table.actions())
        if not copies or not {"table.copy", "table.copy_all"} <= set(offered):
            lacking.append(table.objectName())
    assert lacking == []
    guides = window.findChildren(GuideButton)
    assert len(guides) > len(plots)  # Those of tables, too.
    keys = {guide.key for guide in guides}
    # The map is made with the first landscape along two directions.
    assert keys == set(read_guides()) - {"map-of-the-loss-around-the-weights"}
    assert [one.objectName() for one in guides if not one.accessibleName()] == []
