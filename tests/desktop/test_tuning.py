"""The search for settings on the Erase page, by mouse and keys, with a fake search."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

import sare_engine
from sare_desktop.item_models.trials import TrialRow, state_words
from sare_desktop.pages.erase import tune_side, tune_tab, tuning
from sare_desktop.pages.erase.page import ErasePage
from sare_desktop.session import Session
from sare_engine import (
    Control,
    Event,
    Finished,
    PhaseStarted,
    ProbeMetrics,
    Progress,
    Stopped,
    TuneConfig,
)
from tests.desktop.erase_pages import knife_session, open_erase_page
from tests.desktop.made_searches import BASE, FIGURES, make_search, measure, open_search
from tests.waiting import eventually


@pytest.fixture
def session(qtbot: Any, tmp_path: Path) -> Iterator[Session]:
    yield from knife_session(tmp_path)


def open_page(qtbot: Any, session: Session) -> ErasePage:
    page = open_erase_page(qtbot, session)
    page.tabs.setCurrentWidget(page.tuning.tab)
    return page


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a search, to be copied into a project."""
    return make_search(tmp_path_factory.mktemp("search"))


@pytest.fixture
def searched(qtbot: Any, session: Session, search: Path) -> Iterator[ErasePage]:
    """The page of a project in which some settings were tried."""
    assert session.project is not None
    shutil.copy(search, session.project.folder)
    page = open_page(qtbot, session)
    yield page
    page.hide()


def click(page: QWidget, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert isinstance(button, QPushButton), name
    assert button.isVisibleTo(page), name
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def column(page: ErasePage, number: int) -> list[str]:
    """What a column of the table says, from top to bottom."""
    model = page.tuning.side.table.model()
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def fake_tune(made: list[TuneConfig]) -> Callable[..., Iterator[Event]]:
    """Return a `tune` that notes its settings, makes up what two trials measure, and waits."""

    def tune(config: TuneConfig, *, control: Control | None = None) -> Iterator[Event]:
        control = control or Control()
        made.append(config)
        yield PhaseStarted("tune", "Trying settings", config.trials, "trials")
        with open_search(config.project, trials=config.trials) as study:
            try:
                for number, figures in enumerate(FIGURES):
                    study.propose()
                    yield Progress("tune", number, config.trials, eta_seconds=90.0, fraction=0.1)
                    while number == 2:  # The test has seen two trials, and stops the search.
                        control.poll()
                        time.sleep(0.005)
                    measure(study, figures)
                    yield ProbeMetrics("tune", number, {"hallucination_rate": 0.1})
            except Stopped:
                yield Finished("stopped")

    return tune


def test_a_search_is_shown_as_points_as_a_table_and_in_words(searched: ErasePage) -> None:
    side = searched.tuning.side
    # By hand: of the trials within 5 points of recall and 2 broken captions, the seventh.
    assert side.verdict.text() == (
        "Best of 7 trials: trial 7, hallucination after the attack 20.0 %, concept recall 96.0 %, "
        "broken captions 0.0 %"
    )
    assert "concept recall 98.0 %" in side._basis.text()
    assert column(searched, 0) == ["7", "1", "3", "2", "5", "6", "4"]
    assert column(searched, 1) == [
        "best", "Pareto front", "Pareto front", "complete", "complete", "complete", "ended early",
    ]  # fmt: skip
    assert column(searched, 4)[2] == "12.0 % ×"
    drawn = {key: sorted(item.data["data"]) for key, item in side.plot.points.items()}
    assert drawn == {"best": [7], "front": [1], "other": [2, 5, 6], "breaking": [3]}
    assert side.plot.canvas.accessibleDescription().startswith("Trial 7 (best)")
    headings = [
        str(side.table.model().headerData(at, Qt.Orientation.Horizontal))
        for at in range(side.table.model().columnCount())
    ]
    assert headings[6:] == [
        "Learning rate",
        "Weight of forgetting",
        "Weight of whole captions",
        "Worst-case radius",
        "Steps",
    ]


def test_the_table_is_sorted_by_its_headings(searched: ErasePage) -> None:
    table = searched.tuning.side.table
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    # What was not attacked comes last.
    assert column(searched, 2) == [
        "8.0 %", "20.0 %", "22.0 %", "31.0 %", "45.0 %", "62.0 %", "–",
    ]  # fmt: skip
    selected = table.selected()
    assert selected is not None and selected.number == 7


def test_trials_are_selected_in_the_plot_by_keys_and_in_the_table(searched: ErasePage) -> None:
    side = searched.tuning.side
    canvas = side.plot.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    selected = side.table.selected()
    assert selected is not None and selected.number == 1  # The next in recall.
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    selected = side.table.selected()
    assert selected is not None and selected.number == 3
    assert "Settings of trial 3" in side.settings.text()
    assert side.plot.canvas.accessibleDescription().startswith("Trial 3 (Pareto front)")

    side.table.select(4)
    assert "Trial 4 ended early: it lost more than 15 points" in side.settings.text()
    assert not side.use_button.isEnabled()
    point = side.plot.points["best"].points()[0]
    side.plot._clicked(None, [point])
    assert "Settings of trial 7" in side.settings.text()
    assert side.use_button.isEnabled()


def test_settings_that_were_found_fill_the_form_and_undo_restores_it(
    searched: ErasePage, session: Session
) -> None:
    form, side = searched.setup.form, searched.tuning.side
    before = form.raw()
    row = side.table.selected()
    assert row is not None
    click(searched, "erase.tune.use")
    assert searched.tabs.currentWidget() is searched.setup
    values = form.values()
    for name, value in row.settings.items():
        assert values[name] == pytest.approx(value)
    # The settings that no trial varies come along: those of the recommended form.
    assert values["ascent"] == "fresh_adversary" and values["corrections"]
    assert session.undo.undoText() == "Settings of trial 7"
    session.undo.undo()
    assert form.raw() == before
    session.undo.redo()
    assert form.values()["learning_rate"] == pytest.approx(row.settings["learning_rate"])
    # Enter in the table does the same.
    session.undo.undo()
    searched.tabs.setCurrentWidget(searched.tuning.tab)
    side.table.setFocus()
    QTest.keyClick(side.table, Qt.Key.Key_Return)
    assert session.undo.undoText() == "Settings of trial 7"


def test_a_search_is_followed_stopped_and_continued(
    qtbot: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[TuneConfig] = []
    monkeypatch.setattr(sare_engine, "tune", fake_tune(made))
    page = open_page(qtbot, session)
    side = page.tuning.side
    assert side._stack.currentWidget() is side._ready
    page.tuning.tab.form.set_values({"trials": 7})
    click(page, "erase.tune.start")
    eventually(lambda: column(page, 0) == ["2", "1", "3"])  # The best comes first.
    assert page.state() == "running"
    assert column(page, 1)[-1] == "running"
    assert side.controls._title.text().endswith("2 of 7 · 1 min 30 s left")
    assert not side.resume_button.isVisible()
    assert made[0].concepts == ("knife",)
    click(page, "erase.tune.stop")
    eventually(lambda: session.engine.state == "idle" and not page._aside.busy)
    assert column(page, 1)[-1] == "interrupted"

    # It continues with its own settings, whatever the form says by now.
    page.tuning.tab.form.set_values({"trials": 100, "samples": 5})
    click(page, "erase.tune.resume")
    eventually(lambda: len(made) == 2)
    assert (made[1].trials, made[1].samples) == (7, TuneConfig.samples)
    session.engine.stop()
    eventually(lambda: session.engine.state == "idle" and not page._aside.busy)
    page.hide()


def test_the_page_says_how_to_get_what_a_search_needs(
    qtbot: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (tune_side, tune_tab, tuning):
        monkeypatch.setattr(module, "tuning_available", lambda: False)
    page = open_page(qtbot, session)
    side = page.tuning.side
    assert side._stack.currentWidget() is side._no_optuna
    assert not page.tuning.tab.button.isEnabled()
    assert "Optuna is not installed" in page.tuning.tab._reason.text()
    QTest.mouseClick(side._no_optuna.buttons[0], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "pip install 'sare-desktop[tuning]'"
    page.hide()


def test_without_concepts_the_page_says_what_to_do_first(qtbot: Any, session: Session) -> None:
    assert session.project is not None
    session.project.set_chosen("knife", False)
    page = open_page(qtbot, session)
    side = page.tuning.side
    assert side._stack.currentWidget() is side._no_concepts
    assert page.tuning.tab._reason.text() == "Choose concepts first."
    page._actions["tune"].trigger()
    assert session.engine.job is None
    page.hide()


def test_each_search_of_a_project_can_be_shown(qtbot: Any, session: Session, search: Path) -> None:
    assert session.project is not None
    shutil.copy(search, session.project.folder)
    make_search(session.project.folder, [(0.5, 0.9, 0.0)], concepts=("fork",))
    page = open_page(qtbot, session)
    side = page.tuning.side
    assert side.studies.isVisibleTo(page) and side.studies.count() == 2
    assert side.studies.itemText(0) == "fork: 1 trial of 40 steps"
    assert column(page, 0) == ["1"]
    side.studies.setCurrentIndex(1)
    side.studies.activated.emit(1)
    assert len(column(page, 0)) == 7
    page.hide()


def test_the_plot_is_saved_and_hides_what_the_legend_switches_off(
    searched: ErasePage, tmp_path: Path
) -> None:
    plot = searched.tuning.side.plot
    plot.export(tmp_path / "trials.csv")
    lines = (tmp_path / "trials.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "Trial,Hallucination after the attack,Concept recall,Broken captions"
    assert lines[1] == "1,0.62,0.97,0" and len(lines) == 7
    plot.export(tmp_path / "trials.png")
    assert (tmp_path / "trials.png").stat().st_size > 1000
    with pytest.raises(ValueError, match="must end in"):
        plot.export(tmp_path / "trials.txt")
    plot._legend._buttons["other"].click()
    assert not plot.points["other"].isVisible() and plot.points["best"].isVisible()
    QTest.keyClick(plot.canvas, Qt.Key.Key_Plus)
    assert plot.reset_button.isEnabled()
    QTest.keyClick(plot.canvas, Qt.Key.Key_0)
    assert not plot.reset_button.isEnabled()


def test_a_trial_that_has_not_ended_is_interrupted_unless_the_search_goes_on() -> None:
    row = TrialRow(1, "running", values=BASE)
    assert state_words(row, searching=True) == "running"
    assert state_words(row, searching=False) == "interrupted"


def test_all_of_the_page_is_reached_in_a_small_window(searched: ErasePage) -> None:
    searched.resize(470, 300)
    side = searched.tuning.side
    searched.setup_button.setChecked(False)
    assert side.table.height() >= 5 * side.table.fontMetrics().height()
    assert side.plot.canvas.height() >= 96
    assert side.use_button.mapTo(searched, QPoint(0, 0)).x() < searched.width()
