"""What all pages share."""

from __future__ import annotations

import gc
import importlib
import weakref
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from sare_desktop.engine_thread import IDLE
from sare_desktop.pages.page import Page
from sare_desktop.session import PAGES, Session
from sare_desktop.shell.navigation import PAGE_PLACES
from sare_desktop.widgets.runs.run_controls import RunControls
from sare_engine import AddImagesConfig, Failed
from tests.desktop.jobs import endless
from tests.waiting import eventually, run_events

LEFT = Qt.MouseButton.LeftButton


class SpoonPage(Page):
    """Two parts side by side, and an action."""

    key = "spoons"

    def __init__(self, session: Session, collapsible: bool = False) -> None:
        super().__init__(session)
        self.now = "empty"
        self.polished = 0
        self.field = QLineEdit()
        self.splitter = self._make_splitter(
            "splitter",
            Qt.Orientation.Horizontal,
            (self.field, 1),
            (QWidget(), 1),
            sizes=(100, 300),
            collapsible=collapsible,
        )
        layout = QVBoxLayout(self)
        layout.addWidget(self.banner)
        layout.addWidget(self.splitter)
        self._add_action("polish", "Polish the spoons …", self.polish, keys="P")
        self._add_action("count", "Count", self.polish, "Count the spoons")
        self.resize(500, 200)

    def state(self) -> str:
        return self.now

    def polish(self) -> None:
        self.polished += 1


@pytest.fixture
def page(qtbot: Any, session: Session) -> SpoonPage:
    return shown(qtbot, session)


def shown(qtbot: Any, session: Session, collapsible: bool = False) -> SpoonPage:
    page = SpoonPage(session, collapsible)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    eventually(page.isActiveWindow)
    return page


def drag(page: SpoonPage, by: int) -> None:
    handle = page.splitter.handle(1)
    middle = handle.rect().center()
    QTest.mousePress(handle, LEFT, pos=middle)
    QTest.mouseMove(handle, middle + QPoint(by, 0))
    QTest.mouseRelease(handle, LEFT, pos=middle + QPoint(by, 0))


def test_actions_have_names_words_and_keys_of_the_page(page: SpoonPage) -> None:
    polish, count = page.actions()
    assert isinstance(polish, QAction)
    assert [one.objectName() for one in (polish, count)] == [
        "action.spoons.polish",
        "action.spoons.count",
    ]
    assert (polish.toolTip(), count.toolTip()) == ("Polish the spoons", "Count the spoons")
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_P)
    assert page.polished == 1
    page.field.setFocus()
    QTest.keyClick(page.field, Qt.Key.Key_P)
    assert (page.polished, page.field.text()) == (1, "p")


def test_a_state_is_told_once(qtbot: Any, page: SpoonPage) -> None:
    told: list[str] = []
    page.state_changed.connect(lambda: told.append(page.state()))
    for page.now in ("empty", "ready", "ready", "done"):
        page._tell_state()
    assert told == ["empty", "ready", "done"]


def test_sizes_outlive_the_page(qtbot: Any, session: Session, page: SpoonPage) -> None:
    left, right = page.splitter.sizes()
    assert right == pytest.approx(3 * left, abs=3)
    drag(page, 90)
    moved = page.splitter.sizes()
    assert moved[0] == left + 90
    again = shown(qtbot, session)
    assert again.splitter.sizes() == moved


def test_a_part_pushed_away_stays_away(qtbot: Any, session: Session) -> None:
    page = shown(qtbot, session, collapsible=True)
    drag(page, -400)
    assert page.splitter.sizes()[0] == 0
    again = shown(qtbot, session, collapsible=True)
    assert again.splitter.sizes()[0] == 0


def test_sizes_of_other_parts_are_not_taken(qtbot: Any, session: Session) -> None:
    session.settings.set("spoons.splitter", [10, 20, 30])
    page = shown(qtbot, session)
    left, right = page.splitter.sizes()
    assert right == pytest.approx(3 * left, abs=3)


def test_failures_and_commands(
    qtbot: Any, session: Session, page: SpoonPage, tmp_path: Any
) -> None:
    page._tell_failure(Failed("It broke.", "So.", "Mend it."))
    assert page.banner.text() == "It broke. So. Mend it."
    told: list[str] = []
    session.notified.connect(lambda _level, text: told.append(text))
    page._copy_commands(
        *(AddImagesConfig(project=tmp_path, images=(tmp_path / name,)) for name in ("a", "b"))
    )
    first, second = QGuiApplication.clipboard().text().splitlines()
    assert first.endswith("/a") and second.endswith("/b")
    assert told == ["The command was copied."]


class BusyPage(SpoonPage):
    """A page whose button starts a job, and is disabled by it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.controls = RunControls(session, ("erase",), "spoons")
        self.start = QPushButton("Start")
        self.start.clicked.connect(lambda: session.start(endless()))
        self.layout().addWidget(self.controls)
        self.layout().addWidget(self.start)
        session.engine.state_changed.connect(lambda state: self.start.setEnabled(state == IDLE))


@pytest.mark.parametrize("elsewhere", [False, True])
def test_the_focus_goes_to_the_switches_of_a_job_whose_start_took_it_away(
    qtbot: Any, session: Session, elsewhere: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page, rail = BusyPage(session), QPushButton("Another page")
    layout = QVBoxLayout(window)
    layout.addWidget(page)
    layout.addWidget(rail)
    window.show()
    window.activateWindow()
    eventually(window.isActiveWindow)
    for widget in (page.field, page.splitter.widget(1)):
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # So that the next one is on the rail.
    if elsewhere:
        page.field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.field.setFocus()
        session.start(endless())
    else:
        page.start.setFocus()
        QTest.keyClick(page.start, Qt.Key.Key_Space)
    eventually(lambda: page.controls.running)
    run_events(50)  # A focus that moves a turn of the event loop later would move now.
    eventually((page.field if elsewhere else page.controls.pause).hasFocus)
    session.engine.stop()
    eventually(lambda: not page.controls.running)
    eventually((page.field if elsewhere else page.start).hasFocus)


def test_an_action_of_a_page_that_is_not_shown_shows_it(
    qtbot: Any, session: Session, page: SpoonPage
) -> None:
    asked: list[str] = []
    session.show_requested.connect(lambda destination: asked.append(destination.page))
    page._actions["polish"].trigger()
    assert page.polished == 1 and asked == []
    page.hide()
    page._actions["polish"].trigger()
    assert page.polished == 2 and asked == ["spoons"]


@pytest.mark.parametrize("key", PAGES)
def test_a_page_ends_though_the_session_goes_on(session: Session, key: str) -> None:
    """Nothing that lives longer holds it: not the engine, the settings or the theme."""
    place = PAGE_PLACES[key]
    page = getattr(importlib.import_module(place.module), place.name)(session)
    alive = weakref.ref(page)
    page.deleteLater()
    del page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert alive() is None
