"""The History page by mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

import sare_engine
from sare_desktop.item_models.runs_table import RunsModel
from sare_desktop.pages.history.page import HistoryPage
from sare_desktop.session import Destination, Session
from sare_desktop.undo.run_edits import trash_of
from sare_engine import Runs
from tests.desktop.made_runs import fake_erase, make_attack, make_erasure
from tests.desktop.tested_project import make_project, make_session
from tests.waiting import eventually


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = make_project(tmp_path / "project", tmp_path / "images")
    make_erasure(folder, "efuf", 12, rho=0.5)
    make_erasure(folder, "sare", 7)
    make_attack(folder, "0001-efuf")
    make_erasure(folder, "sare", 5, status="stopped")
    return folder


@pytest.fixture
def session(qtbot: Any, tmp_path: Path, project: Path) -> Iterator[Session]:
    session = make_session(tmp_path / "settings", project)
    yield session
    assert session.close()


@pytest.fixture
def page(qtbot: Any, session: Session) -> Iterator[HistoryPage]:
    page = HistoryPage(session)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    eventually(lambda: page.model.rowCount() == 4)
    settled(qtbot, page)
    yield page
    page.hide()


def settled(qtbot: Any, page: HistoryPage) -> None:
    eventually(lambda: not page._aside.busy)


def names(page: HistoryPage) -> list[str]:
    return [str(page.proxy.index(row, 0).data()) for row in range(page.proxy.rowCount())]


def click_row(page: HistoryPage, name: str, *, more: bool = False) -> None:
    index = page.proxy.index(names(page).index(name), 0)
    page.table.scrollTo(index)
    keys = Qt.KeyboardModifier.ControlModifier if more else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(
        page.table.viewport(),
        Qt.MouseButton.LeftButton,
        keys,
        page.table.visualRect(index).center(),
    )


def button(page: HistoryPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, f"history.{name}")
    assert isinstance(found, QPushButton)
    return found


def test_newest_first_with_their_numbers(page: HistoryPage) -> None:
    assert names(page) == ["0004-sare", "0003-relearn-0001-efuf", "0002-sare", "0001-efuf"]
    row = page.model.find("0001-efuf")
    assert row is not None
    assert (row.method, row.steps, row.before, row.after, row.seconds) == (
        "EFUF",
        12,
        0.7,
        0.1,
        3.0,
    )
    assert page.proxy.index(3, RunsModel.BEFORE).data() == "70.0 %"
    assert page.state() == "done"


def test_variants_of_sare_have_different_titles(
    qtbot: Any, page: HistoryPage, session: Session, project: Path
) -> None:
    make_erasure(project, "sare", 3, ascent="relearning")
    session.runs_changed.emit()
    eventually(lambda: page.model.rowCount() == 5)
    methods = [
        page.proxy.index(row, RunsModel.METHOD).data() for row in range(page.proxy.rowCount())
    ]
    assert methods == ["SARE, simulated relearning", "SARE", "New adapter", "SARE", "EFUF"]


def test_sort_and_filter(page: HistoryPage) -> None:
    header = page.table.horizontalHeader()
    x = header.sectionViewportPosition(RunsModel.STEPS) + 10
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=_at(x, header.height() // 2))
    assert names(page)[0] == "0004-sare"
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=_at(x, header.height() // 2))
    assert names(page)[0] == "0001-efuf"
    page.filter.words.setFocus()
    QTest.keyClicks(page.filter.words, "efuf ERASURE")
    assert names(page) == ["0001-efuf"]
    page.filter.words.clear()
    page.filter.kind.setFocus()
    QTest.keyClick(page.filter.kind, Qt.Key.Key_Down)
    QTest.keyClick(page.filter.kind, Qt.Key.Key_Down)
    assert names(page) == ["0003-relearn-0001-efuf"]


def _at(x: int, y: int) -> Any:
    from PySide6.QtCore import QPoint

    return QPoint(x, y)


def test_two_runs_side_by_side(qtbot: Any, page: HistoryPage) -> None:
    click_row(page, "0001-efuf")
    click_row(page, "0002-sare", more=True)
    comparison = page.comparison
    eventually(
        lambda: [one.key for one in comparison.rate_plot.curves] == ["0002-sare", "0001-efuf"]
    )
    assert comparison.rate_plot.layers.data["0001-efuf"].y.tolist() == [0.7, 0.1]
    table = comparison.settings
    found = {
        table.verticalHeaderItem(row).text(): [
            table.item(row, column).text() for column in range(table.columnCount())
        ]
        for row in range(table.rowCount())
    }
    assert found == {
        "Method": ["sare", "efuf"],
        "Steps": ["7", "12"],
        "Worst-case radius": ["0.05", "0.5"],
    }
    comparison.setCurrentIndex(1)
    QTest.mouseClick(comparison.only_differences, Qt.MouseButton.LeftButton, pos=_at(8, 8))
    assert table.rowCount() > 20


def test_delete_by_key_and_undo(
    qtbot: Any, page: HistoryPage, session: Session, project: Path
) -> None:
    click_row(page, "0002-sare")
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    eventually(lambda: page.model.rowCount() == 3)
    assert "0002-sare" in page.banner.text()
    assert not (project / "runs" / "0002-sare").exists()
    session.undo.undo()
    eventually(lambda: page.model.rowCount() == 4)
    assert page.banner.text() == ""
    assert Runs(project).find("0002-sare").status == "done"
    session.undo.redo()
    assert (trash_of(project / "runs") / "0002-sare").exists()
    session.close_project()
    assert not trash_of(project / "runs").exists()
    assert len(Runs(project).list()) == 3


def test_a_note_is_kept_and_undone(
    qtbot: Any, page: HistoryPage, session: Session, project: Path
) -> None:
    index = page.proxy.index(0, RunsModel.NOTE)
    page.table.setCurrentIndex(index)
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    editor = page.table.indexWidget(index) or page.table.viewport().focusWidget()
    QTest.keyClicks(editor, "too short")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    eventually(lambda: page.proxy.index(0, RunsModel.NOTE).data() == "too short")
    assert session.project is not None
    assert session.project.settings["run_notes"] == {"0004-sare": "too short"}
    session.undo.undo()
    eventually(lambda: page.proxy.index(0, RunsModel.NOTE).data() == "")


def test_enter_opens_the_run_on_its_page(qtbot: Any, page: HistoryPage, session: Session) -> None:
    assert session.project is not None
    click_row(page, "0001-efuf")
    with qtbot.waitSignal(session.show_requested) as asked:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == [Destination("erase", run="0001-efuf")]
    click_row(page, "0003-relearn-0001-efuf")
    with qtbot.waitSignal(session.show_requested) as asked:
        QTest.mouseClick(button(page, "open"), Qt.MouseButton.LeftButton)
    assert asked.args == [Destination("robustness", run="0003-relearn-0001-efuf")]


def test_a_run_that_another_page_names_is_selected(page: HistoryPage) -> None:
    page.reveal(Destination("history", run="0002-sare"))
    assert [row.name for row in page.table.selected()] == ["0002-sare"]


def test_copy_the_commands(page: HistoryPage) -> None:
    click_row(page, "0001-efuf")
    click_row(page, "0003-relearn-0001-efuf", more=True)
    QTest.mouseClick(button(page, "copy"), Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split()[:2] for line in lines] == [["sare", "relearn"], ["sare", "erase"]]
    assert "--rho 0.5" in lines[1]


def test_resume(
    qtbot: Any, page: HistoryPage, session: Session, project: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(sare_engine, "erase", fake_erase(9))
    click_row(page, "0001-efuf")
    assert not button(page, "resume").isEnabled()
    click_row(page, "0004-sare")
    with qtbot.waitSignal(session.show_requested) as asked:
        QTest.mouseClick(button(page, "resume"), Qt.MouseButton.LeftButton)
    assert asked.args == [Destination("erase")]
    eventually(lambda: session.engine.state == "idle")
    run = Runs(project).find("0004-sare")
    assert run.status == "done"
    assert [one.step for one in run.steps()] == list(range(1, 10))
    settled(qtbot, page)


def test_a_damaged_run_is_listed(qtbot: Any, session: Session, project: Path) -> None:
    (project / "runs" / "0001-efuf" / "status.json").write_text("{")
    page = HistoryPage(session)
    qtbot.addWidget(page)
    page.show()
    eventually(lambda: page.model.rowCount() == 4)
    row = page.model.find("0001-efuf")
    assert row is not None
    assert row.status == "damaged"
    settled(qtbot, page)
    page.hide()


def test_without_runs_the_page_says_so(qtbot: Any, tmp_path: Path) -> None:
    session = make_session(tmp_path / "other-settings")
    page = HistoryPage(session)
    qtbot.addWidget(page)
    page.show()
    assert page._stack.currentWidget() is page._no_project
    session.new_project(tmp_path / "fresh")
    eventually(lambda: page._stack.currentWidget() is page._empty)
    assert page.state() == "empty"
    page.hide()
    assert session.close()


def test_the_settings_of_a_run_are_used_again(page: HistoryPage, session: Session) -> None:
    shown: list[Destination] = []
    session.show_requested.connect(shown.append)
    page.table.clearSelection()
    page.table.select({"0001-efuf"})
    button = page.buttons["use"]
    eventually(button.isEnabled)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    [destination] = shown
    assert (destination.page, destination.run) == ("erase", "0001-efuf")
    assert destination.settings is not None
    assert destination.settings["rho"] == 0.5 and destination.settings["steps"] == 12
    page.table.select({"0002-sare"})
    assert not button.isEnabled()
