"""Every figure before and after an erasure, worst first."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from sare_desktop.pages.effects.effects_table import DIFFERENCE, FIGURE, MEASURED_ON, OUTCOME
from sare_desktop.pages.effects.page import EffectsPage
from sare_desktop.session import Destination, Session
from sare_engine.evaluation.tally import Tally
from sare_engine.reporting.kept_evaluations import KeptEvaluation
from tests.desktop.erased_captions import ERASED, add_erased_captions
from tests.desktop.made_runs import make_erasure
from tests.desktop.tested_project import make_project, make_session
from tests.waiting import eventually

LEFT = Qt.MouseButton.LeftButton


def keep(folder: Path, subject: str, right: int) -> None:
    """Keep answers to 50 questions, of which some are right."""
    tally = Tally.of((place, {"pope_accuracy": (float(place < right), 1.0)}) for place in range(50))
    run = subject if subject == ERASED else ""
    KeptEvaluation("POPE, random", subject, tally.values, tally, images=50, run=run).write(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_project(tmp_path / "project", tmp_path / "images")
    make_erasure(folder)
    add_erased_captions(folder)
    keep(folder, "base", 45)
    keep(folder, ERASED, 20)
    return folder


@pytest.fixture
def session(qtbot: Any, tmp_path: Path) -> Iterator[Session]:
    session = make_session(tmp_path / "settings")
    yield session
    assert session.close()


@pytest.fixture
def page(qtbot: Any, session: Session) -> Iterator[EffectsPage]:
    page = EffectsPage(session)
    qtbot.addWidget(page)
    page.resize(1080, 620)
    page.show()
    yield page
    page.hide()
    eventually(lambda: not page._aside.busy and not page._saving.busy)


def title(page: EffectsPage) -> str:
    found = page.stack.currentWidget().findChild(QLabel, "empty_state.title")
    return str(found.text()) if found is not None else ""


def test_the_worst_figure_comes_first(page: EffectsPage, session: Session, folder: Path) -> None:
    assert title(page) == "No project is open" and page.state() == "empty"
    assert session.open_project(folder)
    eventually(page.state, "done")
    assert page.choice.currentText() == ERASED
    assert page.headline.text().startswith("Worse in 1 of ")
    first = [page.table.item(0, column).text() for column in (FIGURE, MEASURED_ON, OUTCOME)]
    assert first == ["Accuracy", "POPE, random", "Worse"]
    assert page.table.item(0, DIFFERENCE).text().startswith("−50.0 pp")
    outcomes = [page.table.item(row, OUTCOME).text() for row in range(page.table.rowCount())]
    assert outcomes == sorted(outcomes, key=["Worse", "No interval", "No difference seen"].index)
    assert "older version" in page.notes.text()


def test_what_is_measured_later_is_shown(page: EffectsPage, session: Session, folder: Path) -> None:
    assert session.open_project(folder)
    eventually(page.state, "done")
    keep(folder, ERASED, 45)
    session.runs_changed.emit()
    eventually(lambda: page.headline.text().startswith("Worse in none of "))
    make_erasure(folder, "efuf")
    page.reveal(Destination("effects", run="0002-efuf"))
    eventually(page.choice.currentText, "0002-efuf")
    assert [page.choice.itemText(row) for row in range(2)] == ["0002-efuf", ERASED]


def test_figures_are_saved_and_the_command_is_copied(
    page: EffectsPage, session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert session.open_project(folder)
    eventually(page.state, "done")
    path = folder / "figures.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    QTest.mouseClick(page.save_button, LEFT)
    eventually(path.is_file)
    eventually(page.save_button.isEnabled)
    with path.open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["measured_on"] == "POPE, random"
    QTest.mouseClick(page.copy_button, LEFT)
    copied = QGuiApplication.clipboard().text()
    assert "evaluate side-effects" in copied and ERASED in copied


def test_without_an_erasure_it_says_what_to_do(
    page: EffectsPage, session: Session, tmp_path: Path
) -> None:
    empty = make_project(tmp_path / "empty", tmp_path / "images")
    assert session.open_project(empty)
    eventually(lambda: title(page), "Nothing is erased yet")
    assert page.state() == "empty" and not page.choice.isVisible()


def test_a_damaged_evaluation_is_told(page: EffectsPage, session: Session, folder: Path) -> None:
    next((folder / "evaluations").iterdir()).write_text("{")
    assert session.open_project(folder)
    eventually(lambda: "cannot be read" in page.banner.text())
