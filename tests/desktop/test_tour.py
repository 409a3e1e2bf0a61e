"""The tour shows the control of each step on the demo, and leaves the user's project alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from sare_desktop import motion
from sare_desktop.engine_thread import EngineThread
from sare_desktop.session import LAST_PROJECT, Session
from sare_desktop.settings import Settings
from sare_desktop.shell.main_window import MainWindow
from sare_desktop.shell.tour import SETTING
from tests.desktop.conftest import NoModel
from tests.desktop.jobs import endless
from tests.desktop.made_runs import make_erasure
from tests.desktop.tested_project import make_project
from tests.waiting import eventually, run_events

PAGES = ("model", "images", "concepts", "erase", "robustness", "export")


@pytest.fixture
def window(
    qtbot: Any, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    motion.apply(app, motion.REDUCED)
    demo = make_project(settings.projects_folder / "demo", tmp_path / "images")
    make_erasure(demo, steps=2)
    own = make_project(tmp_path / "own", tmp_path / "own_images")
    session = Session(settings, engine=EngineThread(make_slot=NoModel))
    monkeypatch.setattr(session, "open_demo", lambda: session.open_project(demo))
    window = MainWindow(session, build_ahead=False)
    session.setParent(window)
    window.resize(1280, 720)
    window.show()
    assert session.open_project(own)
    yield window
    window.close()
    window.deleteLater()
    motion.apply(app, motion.FULL)


def project_of(window: MainWindow) -> str:
    project = window.session.project
    return project.folder.name if project is not None else ""


def is_shown(window: MainWindow) -> bool:
    """Whether the control is framed, and the card whole and beside it."""
    tour = window.help.tour
    card, room = tour.card.geometry(), window.rect()
    assert tour.target is not None
    assert tour.target.isVisible()
    at = QRect(tour.target.mapTo(window, QPoint()), tour.target.size())
    assert tour.frame.marked.intersects(at)
    assert room.contains(card)
    return True


def test_each_step_shows_its_control(window: MainWindow) -> None:
    tour = window.help.tour
    window.commands.action("tour").trigger()
    assert project_of(window) == "demo"
    for number, page in enumerate(PAGES):
        assert tour.step == number
        assert window.current_page() == page
        for size in ((640, 360), (1280, 720)):
            window.resize(*size)
            eventually(lambda: is_shown(window))
        names = tour._steps[number].targets
        # Where tested images and a run are, the control itself is there.
        wanted = names[2] if page == "model" else names[0]
        eventually(lambda: tour.target and tour.target.objectName(), wanted)
        assert tour.card.accessibleName().startswith(f"{number + 1} of 6: ")
        assert QApplication.focusWidget() is tour.card.next
        QTest.keyClick(tour.card.next, Qt.Key.Key_Right)
    assert not tour.card.isVisible() and not tour.frame.isVisible()
    assert project_of(window) == "own"
    assert window.session.settings.value(SETTING) == 0


def test_the_tour_is_left_and_continued(window: MainWindow) -> None:
    tour = window.help.tour
    tour.start()
    QTest.mouseClick(tour.card.next, Qt.MouseButton.LeftButton)
    QTest.mouseClick(tour.card.next, Qt.MouseButton.LeftButton)
    QTest.keyClick(tour.card.next, Qt.Key.Key_Left)
    assert tour.step == 1
    QTest.keyClick(tour.card.next, Qt.Key.Key_Escape)
    assert not tour.card.isVisible() and project_of(window) == "own"
    tour.start()
    assert tour.step == 1 and window.current_page() == "images"
    # The window can be used meanwhile, also to look at something else.
    window.show_page("history")
    eventually(lambda: tour.frame.marked.isEmpty())
    assert tour.card.isVisible()
    window.show_page("images")
    eventually(lambda: not tour.frame.marked.isEmpty())
    QTest.mouseClick(tour.card.leave, Qt.MouseButton.LeftButton)
    assert not tour.card.isVisible()


def test_a_job_that_begins_leaves_the_keyboard_to_the_tour(window: MainWindow) -> None:
    tour = window.help.tour
    tour.start()
    window.session.start(endless(kind="load"))
    eventually(lambda: window.session.engine.state, "running")
    # What the page does as soon as a job has begun.
    eventually(lambda: window.findChildren(QPushButton, "model.stop")[0].isVisible())
    run_events(50)
    focused = QApplication.focusWidget()
    window.session.engine.stop()
    eventually(lambda: window.session.engine.state, "idle")
    assert focused is tour.card.next
    QTest.keyClick(focused, Qt.Key.Key_Right)
    assert tour.step == 1
    tour.close()


def test_another_project_that_is_opened_ends_the_tour_and_stays(
    window: MainWindow, tmp_path: Path
) -> None:
    other = make_project(tmp_path / "other", tmp_path / "other_images")
    tour = window.help.tour
    tour.start()
    assert window.session.open_project(other)
    assert not tour.card.isVisible() and not tour.frame.isVisible()
    tour.close()
    assert project_of(window) == "other"


def test_the_next_start_opens_the_users_project_not_the_demo(window: MainWindow) -> None:
    window.help.tour.start()
    assert Path(window.session.settings.value(LAST_PROJECT, "")).name == "demo"
    window.session.closing.emit()
    assert Path(window.session.settings.value(LAST_PROJECT, "")).name == "own"
    assert not window.help.tour.card.isVisible()


def test_without_the_demo_there_is_no_tour(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.session, "open_demo", lambda: False)
    window.help.tour.start()
    assert not window.help.tour.card.isVisible()
    assert project_of(window) == "own"
