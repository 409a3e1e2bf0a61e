"""A second program on the project of a window: its changes show, and its windows are found."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

import sare_engine
from sare_desktop.engine_thread import EngineThread
from sare_desktop.pages.concepts.page import ConceptsPage
from sare_desktop.pages.erase.page import ErasePage
from sare_desktop.pages.history.page import HistoryPage
from sare_desktop.project_watch import ProjectWatch
from sare_desktop.session import Session
from sare_desktop.settings import Settings
from sare_desktop.shell.main_window import MainWindow
from sare_engine import EraseConfig, Event, Failed, Finished, Project, RelearnConfig, RunFolder
from tests.desktop.conftest import NoModel
from tests.desktop.fake_pages import FAKES
from tests.desktop.jobs import counting, endless
from tests.desktop.made_runs import make_attack, make_erasure
from tests.desktop.tested_project import make_project, mention_id
from tests.waiting import eventually

ELSEWHERE = {"host": "cluster-7", "place": "another-boot pid:[1]", "pid": 4_194_305, "ticks": 1}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project", tmp_path / "images")


@pytest.fixture
def session(qtbot: Any, settings: Settings, project: Path) -> Iterator[Session]:
    session = Session(settings, engine=EngineThread(make_slot=NoModel))
    assert session.open_project(project)
    yield session
    session.engine.stop()
    eventually(lambda: not session.engine.busy)
    assert session.close()


def click(page: QWidget, name: str) -> None:
    def button() -> QPushButton | None:
        # The buttons of an earlier message are deleted when there is time.
        found = page.findChildren(QPushButton, name)
        return next((one for one in found if one.isVisibleTo(page) and one.isEnabled()), None)

    eventually(lambda: button() is not None)
    found = button()
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


# ------------------------------------------------------------------------ changes of other programs


class Heard:
    """What a session reported, by name."""

    def __init__(self, session: Session) -> None:
        self.names: list[str] = []
        for name in ("images", "verdicts", "concepts", "runs"):
            getattr(session, f"{name}_changed").connect(lambda name=name: self.names.append(name))

    def take(self) -> list[str]:
        names, self.names = self.names, []
        return names


CAPTIONS = ["images", "verdicts", "concepts"]


@pytest.fixture
def watch(session: Session, monkeypatch: pytest.MonkeyPatch) -> ProjectWatch:
    """A watch that looks when the test says so, however long that takes to come."""
    monkeypatch.setattr("sare_desktop.project_watch.LOOK_MS", 24 * 3600 * 1000)
    return ProjectWatch(session)


def test_the_watch_reports_what_others_change_and_nothing_else(
    session: Session, project: Path, watch: ProjectWatch
) -> None:
    heard = Heard(session)
    watch.look()
    watch.look()
    assert heard.take() == []
    with Project.open(project) as other:
        other.set_chosen("knife", True)
    watch.look()
    assert heard.take() == CAPTIONS
    watch.look()
    assert heard.take() == []
    assert session.project is not None
    session.project.set_chosen("dog", True)  # Its own edit.
    watch.look()
    assert heard.take() == []
    run = make_erasure(project)
    watch.look()
    assert heard.take() == ["runs"]
    run.finish("stopped")
    os.utime(run.path / "status.json", (1, 1))
    watch.look()
    assert heard.take() == ["runs"]
    watch.look()
    assert heard.take() == []


def test_changes_during_a_job_are_reported_after_it(
    session: Session, project: Path, watch: ProjectWatch
) -> None:
    heard = Heard(session)
    watch.look()
    session.start(endless())  # An erasure, which changes no captions.
    with Project.open(project) as other:
        other.set_chosen("knife", True)
    watch.look()
    assert heard.take() == []
    session.engine.stop()
    eventually(lambda: not session.engine.busy)
    assert heard.take() == ["runs"]
    watch.look()
    assert heard.take() == CAPTIONS
    # What a job changes is reported by the job's end alone.
    session.start(counting(steps=1, kind="judge"))
    eventually(lambda: not session.engine.busy)
    with Project.open(project) as ours:
        ours.set_chosen("cup", True)
    heard.take()
    watch.look()
    assert heard.take() == []


def test_the_watch_looks_by_itself_while_a_project_is_open(
    session: Session, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sare_desktop.project_watch.LOOK_MS", 20)
    watch, heard = ProjectWatch(session), Heard(session)
    eventually(lambda: watch._version is not None)
    with Project.open(project) as other:
        other.set_chosen("knife", True)
    eventually(lambda: heard.names[:3], CAPTIONS)
    session.close_project()
    assert not watch._timer.isActive()


def test_a_page_keeps_its_place_when_another_program_adds_something(
    qtbot: Any, session: Session, project: Path
) -> None:
    page = ConceptsPage(session)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    watch = ProjectWatch(session)
    watch.look()
    eventually(lambda: page.table.model().rowCount() > 2)
    row = 2
    page.table.selectRow(row)
    concept = page.table.model().index(row, 1).data()
    before = page.table.model().rowCount()
    with Project.open(project) as other:
        image = next(one for one in other.images() if one.path.name == "untested.png")
        shown = other.shown_set()
        assert shown is not None
        mention = sare_engine.Mention("bird", 2, 6, 0, 18)
        other.set_caption(shown.id, image.id, "A bird and a boat.", [1], mentions=[mention])
    watch.look()
    eventually(lambda: page.table.model().rowCount() == before + 1)
    [chosen] = page.table.selectionModel().selectedRows(1)
    assert chosen.data() == concept
    eventually(lambda: not page._aside.busy)
    page.hide()


def test_an_edit_of_what_another_program_removed_is_told(session: Session, project: Path) -> None:
    assert session.project is not None
    mention = mention_id(session.project, "knife", 0)
    with Project.open(project) as other:
        other.remove_images([other.images()[0].id])
    with pytest.raises(IndexError):  # The edit reports this in words: see `undo.edits`.
        session.project.override(mention, "grounded")
    with pytest.raises(sare_engine.StorageError, match="changed by another program"):
        session.project.set_evidence([sare_engine.Evidence(mention, "clip", "grounded", 1.0, {})])


# ------------------------------------------------------------------------------------- two windows


def make_window(settings: Settings) -> MainWindow:
    session = Session(settings, engine=EngineThread(make_slot=NoModel))
    window = MainWindow(session, places=FAKES, build_ahead=False)
    session.setParent(window)
    window.show()
    return window


@pytest.fixture
def windows(qtbot: Any, tmp_path: Path, project: Path) -> Iterator[tuple[MainWindow, MainWindow]]:
    """Two windows of one user; the first has the project open."""
    both = make_window(Settings(tmp_path / "one")), make_window(Settings(tmp_path / "two"))
    assert both[0].session.open_project(project)
    yield both
    for window in both:
        window.close()
        window.deleteLater()


def test_the_window_that_has_a_project_open_is_offered(
    windows: tuple[MainWindow, MainWindow], project: Path
) -> None:
    first, second = windows
    assert not second.session.open_project(project)
    assert second.session.project is None
    assert "project is open in another window" in second.banner.text()
    first.showMinimized()
    click(second, "other_window.show")
    assert second.banner.text() == ""
    eventually(lambda: not first.isMinimized())
    assert not (project / ".window.show").exists()


def test_a_project_can_be_opened_in_both(
    windows: tuple[MainWindow, MainWindow], project: Path
) -> None:
    first, second = windows
    assert not second.session.open_project(project)
    click(second, "other_window.anyway")
    assert second.session.project is not None and second.banner.text() == ""
    # The same window opens it again, and others still find the first.
    assert first.session.open_project(project)
    second.session.close_project()
    assert not second.session.open_project(project)


def test_a_window_that_closed_or_died_holds_nothing(
    windows: tuple[MainWindow, MainWindow], project: Path
) -> None:
    first, second = windows
    first.session.close_project()
    assert second.session.open_project(project)
    second.session.close_project()
    # Its process ended without a word: the system gave its lock back.
    (project / ".window.json").write_text('{"pid": 1, "host": "elsewhere"}')
    assert second.session.open_project(project)


def test_a_window_on_another_computer_is_named(
    windows: tuple[MainWindow, MainWindow], project: Path
) -> None:
    _, second = windows
    (project / ".window.json").write_text('{"pid": 1, "host": "elsewhere"}')
    assert not second.session.open_project(project)
    assert "on the computer elsewhere" in second.banner.text()
    assert second.findChild(QPushButton, "other_window.show") is None


# ------------------------------------------------------------------------- runs of other programs


def elsewhere(run: RunFolder, **changes: object) -> None:
    """Let a run be one of a process that cannot be seen from here."""
    path = run.path / "status.json"
    stored = {**json.loads(path.read_text()), "status": "running", "ended": None}
    path.write_text(json.dumps({**stored, **ELSEWHERE, **changes}))
    (run.path / "alive").touch()


class Verb:
    """Stands for `erase` or `relearn`, and notes how it was called."""

    def __init__(self, *events: Event) -> None:
        self.events, self.configs = events, list[Any]()

    def __call__(self, config: Any, **_: Any) -> Iterator[Event]:
        self.configs.append(config)
        return iter(self.events or (Finished("done"),))


def open_erase_page(qtbot: Any, session: Session) -> ErasePage:
    page = ErasePage(session)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    eventually(lambda: page.result.outcome.isVisible() and not page._aside.busy)
    return page


def test_a_run_of_a_process_that_cannot_be_seen_is_taken_over(
    qtbot: Any, session: Session, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verb = Verb()
    monkeypatch.setattr(sare_engine, "erase", verb)
    elsewhere(make_erasure(project))
    page = open_erase_page(qtbot, session)
    said = page.result.outcome.text()
    assert "running in another program" in said
    assert "Process 4194305 on the computer cluster-7, last sign of life" in said
    click(page, "erase.outcome.take_over")
    eventually(lambda: not session.engine.busy and not page._aside.busy)
    [config] = verb.configs
    assert config == EraseConfig(project=project, resume="0001-sare", take_over=True)
    page.hide()


def test_the_history_asks_before_it_takes_a_run_over(
    qtbot: Any, session: Session, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verb = Verb()
    monkeypatch.setattr(sare_engine, "erase", verb)
    elsewhere(make_erasure(project))
    page = HistoryPage(session)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    eventually(lambda: page.buttons["resume"].isEnabled() and not page._aside.busy)
    click(page, page.buttons["resume"].objectName())
    assert not session.engine.busy and not verb.configs
    assert "may still be running in another program" in page.banner.text()
    assert "Process 4194305 on the computer cluster-7" in page.banner.text()
    click(page, "history.take_over")
    eventually(lambda: bool(verb.configs) and not session.engine.busy and not page._aside.busy)
    [config] = verb.configs
    assert config == EraseConfig(project=project, resume="0001-sare", take_over=True)
    page.hide()


def test_a_run_that_another_program_of_this_computer_does_is_left_to_it(
    qtbot: Any, session: Session, project: Path
) -> None:
    run = make_erasure(project)
    stored = json.loads((run.path / "status.json").read_text())
    from sare_engine.workspace.run_owner import _start_ticks

    parent = os.getppid()
    elsewhere(
        run, pid=parent, ticks=_start_ticks(parent), host=stored["host"], place=stored["place"]
    )
    page = open_erase_page(qtbot, session)
    assert f"Process {parent} on the computer" in page.result.outcome.text()
    for name in ("resume", "take_over"):
        assert not page.findChild(QPushButton, f"erase.outcome.{name}").isVisibleTo(page)
    assert not page._actions["resume"].isEnabled()
    page.hide()


def test_a_moved_model_is_asked_for(
    qtbot: Any, session: Session, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = Failed("0001-sare was not resumed.", "It is another model.", "Name it (--model).")
    verb = Verb(refused)
    monkeypatch.setattr(sare_engine, "erase", verb)
    make_erasure(project, status="stopped", model=tmp_path / "gone")
    page = open_erase_page(qtbot, session)
    click(page, "erase.outcome.resume")
    assert "was not found" in page.banner.text() and str(tmp_path / "gone") in page.banner.text()
    assert verb.configs == []
    moved = tmp_path / "moved"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(moved))
    click(page.banner, "erase.model_folder")
    eventually(lambda: not session.engine.busy and not page._aside.busy)
    assert verb.configs == [EraseConfig(project=project, resume="0001-sare", model=moved)]
    # Another model was chosen: why not, and another choice.
    assert "It is another model." in page.banner.text()
    click(page.banner, "erase.model_folder")
    eventually(lambda: not session.engine.busy and not page._aside.busy)
    assert len(verb.configs) == 2
    page.hide()


def test_the_history_makes_a_stopped_attack_again(
    qtbot: Any, session: Session, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verb = Verb()
    monkeypatch.setattr(sare_engine, "relearn", verb)
    elsewhere(make_attack(project))
    page = HistoryPage(session)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    eventually(lambda: page.model.rowCount() == 1 and not page._aside.busy)
    click(page, "history.resume")
    click(page, "history.take_over")
    eventually(lambda: not session.engine.busy and not page._aside.busy)
    assert verb.configs == [
        RelearnConfig(project=project, resume="0001-relearn-base", take_over=True)
    ]
    page.hide()
