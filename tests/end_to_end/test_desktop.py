"""The whole loop in the window, by mouse and keys, with the real engine on the shipped demo."""

from __future__ import annotations

import gc
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QThread
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableView,
    QTableWidget,
    QTabWidget,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from sare_desktop import theme
from sare_desktop.engine_thread import Job
from sare_desktop.garbage import WindowCollector
from sare_desktop.item_models.concepts import CONCEPT, ERASE
from sare_desktop.session import Session
from sare_desktop.settings import HOME_VARIABLE, Settings
from sare_desktop.shell.main_window import MainWindow
from sare_desktop.widgets.captions.caption_view import CaptionView
from sare_desktop.widgets.images.thumbnail_grid import ThumbnailGrid
from sare_engine import Failed, Finished
from tests.waiting import PATIENCE_S, eventually, run_events

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier

JOB_SECONDS = 400
PAUSE_SECONDS = 2
STILL_SECONDS = 0.5
STEPS, EVALUATE_EVERY, RETAIN_BATCH = 16, 8, 4
"""Enough steps that the curves grow several times before the end, however busy the machine is."""

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def window(
    qtbot: Any, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window as the program makes it, with settings and projects of the test's own."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "sare-desktop"))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    theme.apply(qapp, "light")
    collector = WindowCollector()
    collector.begin()
    session = Session(Settings())
    window = MainWindow(session)
    session.setParent(window)
    session.engine.prepared.connect(collector.spare_what_stays)
    window.resize(1280, 720)
    # A person is slower than the pages: they are there before anything is opened.
    with qtbot.waitSignal(window.pages_built, timeout=1000 * JOB_SECONDS):
        window.show()
    window.activateWindow()
    eventually(window.isActiveWindow)
    yield window
    session.close(30_000)
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collector.end()


class User:
    """What a person does with a window: look for a control, scroll to it, click it, type."""

    def __init__(self, qtbot: Any, window: MainWindow) -> None:
        self.bot = qtbot
        self.window = window
        self._ended: dict[str, Finished | Failed] = {}
        window.session.engine.ended.connect(self._note_end)

    def _note_end(self, job: Job, event: Finished | Failed) -> None:
        self._ended[job.kind] = event

    def find(self, kind: type[W], name: str, inside: QWidget | None = None) -> W:
        found = (inside or self.window).findChild(kind, name)
        assert found is not None, name
        return found

    def until(self, holds: Callable[[], Any], seconds: float = PATIENCE_S) -> None:
        eventually(holds, seconds=seconds)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Scroll until the widget can be seen, and click on it, or on a point of it."""

        def seen() -> bool:
            # Each time: a page that was just changed is laid out a moment later.
            above = widget.parentWidget()
            while above is not None:
                if isinstance(above, QScrollArea):
                    above.ensureWidgetVisible(widget)
                above = above.parentWidget()
            return widget.visibleRegion().contains(at or widget.rect().center())

        self.until(seen)
        point = at or widget.rect().center()
        hit = self.window.childAt(widget.mapTo(self.window, point))
        assert hit is not None and (hit is widget or widget.isAncestorOf(hit)), (widget, hit)
        assert widget.isEnabled(), widget.objectName()
        self.bot.mouseClick(widget, LEFT, PLAIN, point)

    def press(self, name: str) -> None:
        """Click a push button as soon as it can be clicked."""
        button = self.find(QPushButton, name)
        self.until(lambda: button.isVisible() and button.isEnabled())
        self.click(button)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key wherever the keyboard is, with the window in front."""
        if not self.window.isActiveWindow():
            # Whatever else this process shows, or showed before, can take the keyboard away;
            # then shortcuts reach nobody and the test waits in vain.
            print("the window was not in front:", QApplication.activeWindow(), _top_levels())
            self.window.activateWindow()
            eventually(self.window.isActiveWindow)
        focus = QApplication.focusWidget()
        inside = focus is not None and self.window.isAncestorOf(focus)
        self.bot.keyClick(focus if inside else self.window, key, modifier)

    def type(self, form: QWidget, name: str, text: str) -> None:
        """Write a value into a field of a form."""
        field = self.find(QWidget, f"form.{name}", form)
        self.click(field, QPoint(12, field.height() // 2))
        assert QApplication.focusWidget() is field
        self.key(Qt.Key.Key_A, CTRL)
        self.bot.keyClicks(field, text)
        self.key(Qt.Key.Key_Tab)

    def wait_for_job(self, kind: str) -> None:
        """Wait until a job of this kind has ended, and well."""
        self.until(lambda: kind in self._ended, JOB_SECONDS)
        event = self._ended.pop(kind)
        assert isinstance(event, Finished) and event.status == "done", event


def points(canvas: Any) -> int:
    """Return how many points the longest curve drawn on a canvas has."""
    items = canvas.getPlotItem().listDataItems()
    return max((len(item.xData) for item in items if item.xData is not None), default=0)


def running_threads() -> list[str]:
    """Return the threads of Qt's that run beside this one."""
    threads = [one for one in gc.get_objects() if issubclass(type(one), QThread) and isValid(one)]
    return [
        one.objectName() or repr(one)
        for one in threads
        if one.isRunning() and one is not QThread.currentThread()
    ]


def _top_levels() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


@pytest.mark.timeout(1200)
def test_the_demo_is_erased_attacked_and_exported_by_hand(qtbot: Any, window: MainWindow) -> None:
    user = User(qtbot, window)
    session = window.session

    open_the_demo(user)
    caption_the_images(user)
    overrule_a_mention(user)
    choose_a_concept(user)
    erase_and_watch(user)
    attack(user)
    export(user)

    assert "engine" in running_threads()
    state = (QApplication.focusWidget(), QApplication.activePopupWidget(), session.engine.job)
    user.key(Qt.Key.Key_Q, CTRL)
    assert not window.isVisible(), (*state, window.isActiveWindow(), _top_levels())
    assert session.project is None and session.engine.job is None
    assert running_threads() == []


def open_the_demo(user: User) -> None:
    window = user.window
    assert window.current_page() == ""
    user.press("start.demo")
    user.until(lambda: window.session.model is not None, JOB_SECONDS)
    user.wait_for_job("load")
    assert window.session.project is not None
    assert len(window.session.project.images()) > 50


def caption_the_images(user: User) -> None:
    window = user.window
    user.click(window.rail.item("images"))
    assert window.current_page() == "images"
    user.press("images.test")
    assert window.session.engine.busy
    user.wait_for_job("probe")
    assert window.session.project is not None
    verdicts = window.session.project.verdicts().values()
    assert {row.verdict for row in verdicts} >= {"grounded", "hallucinated"}


def overrule_a_mention(user: User) -> None:
    """Overrule, take it back, overrule again."""
    window = user.window
    project = window.session.project
    assert project is not None
    page = window.page("images")
    grid = user.find(ThumbnailGrid, "images.grid", page)
    caption = user.find(CaptionView, "images.caption", page)
    model: Any = grid.model()

    def hallucinated(row: int) -> int:
        return int(model.image(row).count("hallucinated"))

    user.until(lambda: any(hallucinated(row) for row in range(model.rowCount())))
    row = next(row for row in range(1, model.rowCount()) if hallucinated(row))
    grid.scrollTo(model.index(row))
    user.click(grid.viewport(), grid.visualRect(model.index(row)).center())
    image = grid.current_image()
    assert image is not None and image.id == model.image(row).id
    mention = next(one for one in image.mentions if one.verdict == "hallucinated")
    user.click(caption.viewport(), caption.point_of(mention.id))
    assert caption.mention_id == mention.id
    before = project.verdicts()[mention.id]
    assert (before.verdict, before.by) == ("hallucinated", "annotation")

    user.key(Qt.Key.Key_G)
    user.until(lambda: project.verdicts()[mention.id].verdict == "grounded")
    assert project.verdicts()[mention.id].by == "user"
    user.key(Qt.Key.Key_Z, CTRL)
    user.until(lambda: project.verdicts()[mention.id].verdict == "hallucinated")
    assert project.verdicts()[mention.id] == before
    user.key(Qt.Key.Key_G)
    user.until(lambda: project.verdicts()[mention.id].by == "user")
    assert project.verdicts()[mention.id].verdict == "grounded"


def choose_a_concept(user: User) -> None:
    window = user.window
    project = window.session.project
    assert project is not None
    user.key(Qt.Key.Key_3, CTRL)
    assert window.current_page() == "concepts"
    table = user.find(QTableView, "concepts.table")
    user.until(lambda: table.isVisible() and table.model().rowCount() > 0)
    # The most hallucinated stands first.
    index = table.model().index(0, CONCEPT)
    concept = str(index.data())
    user.click(table.viewport(), table.visualRect(index).center())
    user.key(Qt.Key.Key_Space)
    user.until(lambda: project.chosen_concepts() == (concept,))
    user.until(lambda: is_checked(table, concept))
    user.press("concepts.next")
    user.until(lambda: window.current_page() == "erase")


def is_checked(table: QTableView, concept: str) -> bool:
    model = table.model()
    [row] = [n for n in range(model.rowCount()) if model.index(n, CONCEPT).data() == concept]
    state = model.index(row, ERASE).data(Qt.ItemDataRole.CheckStateRole)
    return state is not None and Qt.CheckState(state) == Qt.CheckState.Checked


def erase_and_watch(user: User) -> None:
    window = user.window
    engine = window.session.engine
    page: Any = window.page("erase")
    assert not page.setup.form.field("retain_batch").isVisible()
    user.click(user.find(QToolButton, "form.expert", page.setup))
    for name, number in (
        ("steps", STEPS),
        ("evaluate_every", EVALUATE_EVERY),
        ("retain_batch", RETAIN_BATCH),
    ):
        user.type(page.setup.form, name, str(number))
    assert page.setup.form.values()["steps"] == STEPS
    assert page.setup.form.values()["evaluate_every"] == EVALUATE_EVERY
    canvas = user.find(QWidget, "erase.plots.losses.canvas")
    assert points(canvas) == 0
    user.press("erase.start")
    assert engine.busy

    pause = user.find(QPushButton, "erase.pause")
    user.until(lambda: points(canvas) >= 1 or not engine.busy, JOB_SECONDS)
    assert engine.busy and points(canvas) < STEPS
    # Time of this process, so that a busy machine does not decide.
    asked = time.process_time()
    user.click(pause)
    user.until(lambda: pause.text() == "Resume")
    assert time.process_time() - asked < PAUSE_SECONDS
    assert engine.state == "paused"
    held = points(canvas)
    run_events(int(1000 * STILL_SECONDS))
    # What was measured just before may be drawn late; nothing else comes.
    assert engine.state == "paused" and points(canvas) <= held + 1
    held = points(canvas)
    user.click(pause)
    user.until(lambda: points(canvas) > held or not engine.busy, JOB_SECONDS)
    assert engine.busy, "the curves did not grow before the end"
    user.wait_for_job("erase")
    user.until(lambda: points(canvas) == STEPS)
    user.until(lambda: user.find(QLabel, "erase.outcome.title").isVisible())
    assert "done" in user.find(QLabel, "erase.outcome.title").text()


def attack(user: User) -> None:
    window = user.window
    user.press("erase.outcome.robustness")
    assert window.current_page() == "robustness"
    page: Any = window.page("robustness")
    user.until(lambda: page.tabs.currentIndex() == 1)
    form = page.attack.form
    user.click(user.find(QToolButton, "form.advanced", form))
    for name, text in (
        ("samples", "8"),
        ("steps", "4"),
        ("measure_at", "2, 4"),
        ("measure_images", "6"),
    ):
        user.type(form, name, text)
    user.press("robustness.attack.start")
    assert window.session.engine.busy
    user.wait_for_job("relearn")
    verdict = user.find(QLabel, "robustness.verdict")
    user.until(lambda: verdict.isVisible() and verdict.text())
    views = user.find(QTabWidget, "robustness.views")
    user.click(views.tabBar(), views.tabBar().tabRect(1).center())
    table = user.find(QTableWidget, "robustness.table")
    user.until(table.isVisible)
    headers = [table.horizontalHeaderItem(column) for column in range(table.columnCount())]
    titles = [header.text() for header in headers if header is not None]
    assert titles == ["measured", "step 0", "step 2", "step 4"]
    item = table.item(0, table.columnCount() - 1)
    assert item is not None
    assert re.match(r"\d+(\.\d)? %", item.text()), item.text()


def export(user: User) -> None:
    window = user.window
    user.key(Qt.Key.Key_6, CTRL)
    assert window.current_page() == "export"
    page = window.page("export")
    user.type(page, "verify_images", "3")
    user.press("export.start")
    assert window.session.engine.busy
    user.wait_for_job("export")
    verdict = user.find(QLabel, "export.verdict")
    user.until(verdict.isVisible)
    assert "captions are the same" in verdict.text()
