"""The window: steps by mouse and keys, jobs, closing, drops, palette, and no growth."""

from __future__ import annotations

import gc
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QUndoCommand,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from sare_desktop import theme
from sare_desktop.colours import DARK
from sare_desktop.crash import CrashLog, CrashRecord
from sare_desktop.engine_thread import EngineThread
from sare_desktop.session import PAGES, START, Destination, Session
from sare_desktop.settings import Settings
from sare_desktop.shell.close_dialog import CloseAnswer, CloseDialog
from sare_desktop.shell.main_window import MainWindow
from sare_desktop.shell.navigation import PAGE_PLACES, PagePlace
from sare_engine import Failed, ModelConfig, Notice, PhaseStarted, Progress
from tests.desktop.conftest import NoModel
from tests.desktop.fake_pages import FAKES, FakePage
from tests.desktop.jobs import counting, endless
from tests.waiting import eventually

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


def make_window(settings: Settings, **options: Any) -> MainWindow:
    session = Session(settings, engine=EngineThread(make_slot=NoModel))
    options.setdefault("places", FAKES)
    options.setdefault("build_ahead", False)
    window = MainWindow(session, **options)
    session.setParent(window)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    eventually(window.isActiveWindow)
    return window


@pytest.fixture
def window(qtbot: Any, settings: Settings) -> Iterator[MainWindow]:
    window = make_window(settings)
    yield window
    if not window._closed:
        window.session.engine.stop()
        window.closing.waiting = False
        eventually(lambda: not window.session.engine.busy)
        window.close()
    window.deleteLater()


def fake(window: MainWindow, key: str) -> FakePage:
    page = window.page(key)
    assert isinstance(page, FakePage)
    return page


def button(window: QWidget, name: str) -> QPushButton:
    found = window.findChild(QPushButton, name)
    assert found is not None, name
    return found


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(400, 300), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)


# Steps


def test_it_begins_with_the_start_screen_and_no_page(window: MainWindow) -> None:
    assert window.current_page() == ""
    assert window.navigation._pages == {}
    assert button(window, "start.demo").isVisible()
    assert window.size().width() <= 1280


def test_clicks_on_the_rail_show_pages_once_built(window: MainWindow) -> None:
    for key in PAGES:
        QTest.mouseClick(window.rail.item(key), LEFT)
        assert window.current_page() == key
        assert window.rail.current() == key
    first = window.page("model")
    QTest.mouseClick(window.rail.item("model"), LEFT)
    assert window.page("model") is first


def test_keys_show_pages(qtbot: Any, window: MainWindow) -> None:
    for number, key in enumerate(PAGES[:6], start=1):
        QTest.keyClick(window, Qt.Key(ord(str(number))), CTRL)
        assert window.current_page() == key
    QTest.keyClick(window, Qt.Key.Key_H, CTRL)
    assert window.current_page() == "history"


def test_arrows_move_in_the_rail(qtbot: Any, window: MainWindow) -> None:
    window.rail.item("model").setFocus()
    QTest.keyClick(window.rail.item("model"), Qt.Key.Key_Down)
    assert window.rail.item("images").hasFocus()
    QTest.keyClick(window.rail.item("images"), Qt.Key.Key_Return)
    assert window.current_page() == "images"
    window.rail.item("images").setFocus()
    QTest.keyClick(window.rail.item("images"), Qt.Key.Key_End)
    assert window.rail.item("history").hasFocus()


def test_the_rail_says_how_far_each_step_is(window: MainWindow) -> None:
    page = fake(window, "concepts")
    for state, word in (("ready", "ready"), ("running", "running"), ("done", "done")):
        page.now = state
        page.state_changed.emit()
        assert window.rail.item("concepts").state == state
        assert word in window.rail.item("concepts").accessibleName()


def test_a_page_shows_another(window: MainWindow) -> None:
    window.session.show("erase", run="0001-efuf")
    assert window.current_page() == "erase"
    assert fake(window, "erase").revealed == [Destination("erase", run="0001-efuf")]
    window.session.show("images", image=3, mention=4)
    assert window.current_page() == "images"
    assert fake(window, "images").revealed == [Destination("images", image=3, mention=4)]
    window.session.show("nowhere")
    assert window.current_page() == "images"
    window.session.show(START)
    assert window.current_page() == START and window.stack.isVisible()


def test_a_page_that_is_left_stays_where_it_was_scrolled_to(window: MainWindow) -> None:
    window.page("erase").setMinimumHeight(3000)
    window.show_page("erase")
    bar = window.navigation._areas["erase"].verticalScrollBar()
    eventually(lambda: bar.maximum() > 1000)
    for place in (0, 700):
        bar.setValue(place)
        window.show_page("history")
        window.show_page("erase")
        assert window.page("erase").hasFocus()
        assert bar.value() == place


def test_pages_are_built_ahead_while_nothing_happens(qtbot: Any, settings: Settings) -> None:
    window = make_window(settings, build_ahead=True)
    eventually(lambda: len(window.navigation._pages), len(PAGES))
    eventually(lambda: not window.navigation._timer.isActive())
    assert window.current_page() == ""
    window.close()
    window.deleteLater()


def test_a_page_that_breaks_does_not_break_the_window(qtbot: Any, settings: Settings) -> None:
    places = {
        **FAKES,
        "erase": PagePlace("tests.desktop.fake_pages", "BrokenPage"),
        "history": PagePlace("tests.desktop.no_such_module", "Page"),
    }
    window = make_window(settings, places=places)
    window.show_page("erase")
    assert window.current_page() == "erase"
    assert "no page today" in window.banner.text()
    assert window.page("erase").findChild(QPushButton, "empty_state.action0") is not None
    window.show_page("export")
    assert window.current_page() == "export"
    window.show_page("history")
    assert window.current_page() == "history"
    window.close()
    window.deleteLater()


def test_every_page_of_the_walk_is_there() -> None:
    assert list(PAGE_PLACES) == list(PAGES)
    assert PAGE_PLACES["robustness"] == PagePlace(
        "sare_desktop.pages.robustness.page", "RobustnessPage"
    )


# Projects


def test_a_project_reopens_where_it_was_left(
    qtbot: Any, settings: Settings, tmp_path: Path
) -> None:
    first = make_window(settings)
    first.session.new_project(tmp_path / "kitchen")
    assert first.current_page() == "model"
    first.show_page("concepts")
    first.resize(1111, 666)
    QTest.keyClick(first, Qt.Key.Key_L, CTRL)
    first.close()
    first.deleteLater()
    second = make_window(Settings(settings.folder))
    assert second.files.reopen_last()
    assert second.current_page() == "concepts"
    assert "kitchen" in second.windowTitle()
    assert second.log.isVisible()
    second.close()
    second.deleteLater()


def test_the_start_screen_lists_what_was_used(
    qtbot: Any, window: MainWindow, tmp_path: Path
) -> None:
    window.session.new_project(tmp_path / "kitchen")
    window.session.close_project()
    assert window.current_page() == ""
    QTest.mouseClick(button(window, "start.recent_project0"), LEFT)
    assert window.session.project is not None
    assert window.session.project.folder == tmp_path / "kitchen"


def test_a_project_that_is_gone_is_said(window: MainWindow, tmp_path: Path) -> None:
    window.files.open_project(tmp_path / "gone")
    assert window.banner.isVisible()
    assert "gone" in window.banner.text()
    QTest.mouseClick(button(window.banner, "banner.close"), LEFT)
    assert not window.banner.isVisible()


# Drag and drop


def test_a_drag_over_the_window_says_what_a_drop_does(window: MainWindow, tmp_path: Path) -> None:
    window.show_page("concepts")
    project, model = tmp_path / ("p" * 200), tmp_path / "model"
    for folder, file in ((project, "project.sqlite"), (model, "config.json")):
        folder.mkdir()
        (folder / file).write_text("{}", encoding="utf-8")
    handle = window.windowHandle()
    for path, words in (
        (project, f"Open the project {'p' * 24}…{'p' * 24}"),
        (model, "Inspect the model model"),
        (tmp_path / "x.png", "Open x.png"),
    ):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        enter = QDragEnterEvent(
            QPoint(700, 600), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(handle, enter)
        assert enter.isAccepted() and window.drop_hint.text() == words
        assert window.drop_hint.geometry() == window.stack.rect()
        QApplication.sendEvent(handle, QDragLeaveEvent())
        assert window.drop_hint.text() == ""


def test_drops_go_where_they_belong(window: MainWindow, tmp_path: Path) -> None:
    window.session.new_project(tmp_path / "kitchen")
    window.session.close_project()
    drop(window, tmp_path / "kitchen")
    assert window.session.project is not None
    (tmp_path / "llava").mkdir()
    (tmp_path / "llava" / "config.json").write_text("{}", encoding="utf-8")
    window.show_page("erase")
    drop(window, tmp_path / "llava")
    assert window.current_page() == "model"
    assert fake(window, "model").dropped == [tmp_path / "llava"]
    drop(window, tmp_path / "a.png", tmp_path / "b.png")
    assert window.current_page() == "images"
    assert len(fake(window, "images").dropped) == 2
    drop(window, tmp_path / "poem.txt")
    assert "poem.txt" in window.banner.text()


# Jobs


def test_a_job_is_shown_paused_and_stopped_by_its_buttons(qtbot: Any, window: MainWindow) -> None:
    engine = window.session.engine
    window.session.start(endless(pause=0.002))
    pause, stop = button(window, "status.pause"), button(window, "status.stop")
    assert pause.isVisible() and pause.text() == "Pause" and stop.text() == "Stop"
    QTest.mouseClick(pause, LEFT)
    assert pause.text() == "Pausing…"
    eventually(lambda: engine.state, "paused")
    assert pause.text() == "Resume"
    assert window.commands.action("pause").text() == "&Resume"
    QTest.mouseClick(pause, LEFT)
    assert engine.state == "running" and pause.text() == "Pause"
    QTest.mouseClick(stop, LEFT)
    assert stop.text() == "Stopping…" and not stop.isEnabled()
    eventually(lambda: engine.state, "idle")
    assert not stop.isVisible() and not pause.isVisible()
    assert not window.commands.action("stop").isEnabled()


def test_keys_switch_the_job(qtbot: Any, window: MainWindow) -> None:
    engine = window.session.engine
    window.session.start(endless(pause=0.002))
    both = CTRL | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_P, both)
    eventually(lambda: engine.state, "paused")
    QTest.keyClick(window, Qt.Key.Key_X, both)
    eventually(lambda: engine.state, "idle")


def test_progress_rate_and_time_left_are_shown(window: MainWindow) -> None:
    status = window.status
    status.set_job(endless())
    status.show_events(
        [
            PhaseStarted("caption", "Captioning images", 200, "images"),
            Progress("caption", 10, 200, 1.0, 190.0),
            Progress("caption", 50, 200, 12.34, 3725.0),
        ]
    )
    assert status._figures.text() == "50/200 images · 12.3/s · 1:02:05 left"
    assert status._title.text() == "Captioning images"
    assert status._bar.value() == 250


def test_the_log_tells_what_happened(qtbot: Any, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    assert window.log.isVisible()
    window.session.start(counting(steps=2))
    eventually(lambda: not window.session.engine.busy)
    window.notices.log_events(
        [Notice("warning", "Three images could not be read.", "Look at them.")]
    )
    texts = [line.text for line in window.log.model.lines]
    assert "Counting" in texts and "Counting: done" in texts
    assert "Three images could not be read. Look at them." in texts
    QTest.mouseClick(button(window, "log.copy"), LEFT)
    assert "Three images" in QGuiApplication.clipboard().text()
    window.log._level.setCurrentIndex(1)
    assert window.log._shown.rowCount() == 1
    QTest.mouseClick(button(window, "log.clear"), LEFT)
    assert window.log.model.lines == []
    QTest.mouseClick(button(window, "log.close"), LEFT)
    assert not window.log.isVisible()
    assert not window.commands.action("log").isChecked()


def test_the_log_is_bounded(window: MainWindow) -> None:
    for number in range(5600):
        window.log.add("info", str(number))
    lines = window.log.model.lines
    assert len(lines) <= 5000 and lines[-1].text == "5599"


def test_the_command_of_the_last_job_is_copied(qtbot: Any, window: MainWindow) -> None:
    assert not window.commands.action("copy_command").isEnabled()
    window.session.start(counting(steps=1))
    eventually(lambda: not window.session.engine.busy)
    window.commands.action("copy_command").trigger()
    assert QGuiApplication.clipboard().text() == "sare erase --steps 50"


def test_a_failure_that_belongs_to_no_page_is_a_message(window: MainWindow) -> None:
    window.session.failed.emit(Failed("It broke.", "So.", "Mend it.", "Traceback: a spoon"))
    assert window.banner.text() == "It broke. So. Mend it."
    toggle = button(window.banner, "banner.toggle")
    QTest.mouseClick(toggle, LEFT)
    details = window.banner.findChild(QWidget, "banner.details")
    assert details is not None and details.isVisible()


# Closing


def answer_with(name: str) -> Callable[[], None]:
    """Return what presses a button of the closing question once it is shown."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CloseDialog)
        QTest.mouseClick(button(dialog, f"close_dialog.{name}"), LEFT)

    return press


def close_answering(window: MainWindow, name: str) -> None:
    QTimer.singleShot(50, window, answer_with(name))
    window.close()


def test_an_idle_window_closes_without_a_question(qtbot: Any, window: MainWindow) -> None:
    window.close()
    assert window._closed and not window.isVisible()


def test_cancel_keeps_the_window_and_the_job(qtbot: Any, window: MainWindow) -> None:
    window.session.start(endless())
    close_answering(window, "cancel")
    assert window.isVisible() and window.session.engine.busy


def test_stop_closes_once_the_job_has_ended(qtbot: Any, window: MainWindow) -> None:
    window.session.start(endless())
    close_answering(window, "stop")
    assert window.session.engine.state == "stopping"
    eventually(lambda: window._closed)
    assert not window.isVisible()


def test_keep_running_closes_when_the_job_is_done(qtbot: Any, window: MainWindow) -> None:
    ends: list[Any] = []
    window.session.engine.ended.connect(lambda job, event: ends.append(event))
    gate = threading.Event()
    window.session.start(counting(steps=100, pause=0, gate=gate))
    close_answering(window, "keep_running")
    assert not window._closed and window.isMinimized()
    gate.set()
    eventually(lambda: window._closed)
    assert ends[0].result == {"steps": 100}


def test_escape_is_cancel(qtbot: Any) -> None:
    dialog = CloseDialog(endless())
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.answer is CloseAnswer.CANCEL and not dialog.isVisible()


def test_the_question_says_whether_a_checkpoint_is_kept(qtbot: Any) -> None:
    for checkpoints, words in ((True, "Keep a checkpoint and stop"), (False, "Stop and close")):
        dialog = CloseDialog(endless(checkpoints=checkpoints))
        qtbot.addWidget(dialog)
        assert button(dialog, "close_dialog.stop").text() == words


def test_the_status_line_says_what_was_undone_and_redone(window: MainWindow) -> None:
    message = window.findChild(QLabel, "status.message")
    assert isinstance(message, QLabel)
    window.session.undo.push(QUndoCommand("bend the spoon"))
    window.session.notified.emit("info", "The spoon is bent. Undo (Ctrl+Z) restores it.")
    window.commands.action("undo").trigger()
    eventually(message.text, "Undone: bend the spoon")
    window.commands.action("redo").trigger()
    eventually(message.text, "Redone: bend the spoon")


def test_an_error_does_not_stay_for_later_actions(window: MainWindow) -> None:
    window.session.notified.emit("error", "The disk is full.")
    assert window.status.message() == "The disk is full."
    window.session.undo.push(QUndoCommand("bend the spoon"))
    assert window.status.message() == ""
    window.session.notified.emit("info", "The spoon is bent.")
    window.session.undo.undo()
    assert window.status.message() == "The spoon is bent."
    window.session.notified.emit("error", "The disk is full.")
    assert window.session.start(counting(1))
    assert window.status.message() == ""
    eventually(lambda: not window.session.engine.busy)


# Palette, menus, theme, crash


def test_the_palette_finds_and_runs(qtbot: Any, window: MainWindow) -> None:
    window.show_page("images")
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    field = window.findChild(QLineEdit, "palette.field")
    assert field is not None and field.isVisible() and field.hasFocus()
    QTest.keyClicks(field, "shsp")
    assert window._edit.palette.found()[0].title == "Shuffle the spoons"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert fake(window, "images").triggered == 1
    assert not window._edit.palette.isVisible()


def test_the_palette_closes_and_gives_the_focus_back(qtbot: Any, window: MainWindow) -> None:
    window.show_page("images")
    edit = window.page("images").findChild(QLineEdit)
    assert edit is not None
    edit.setFocus()
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    field = window.findChild(QLineEdit, "palette.field")
    assert field is not None
    QTest.keyClicks(field, "qqqqq")
    assert window._edit.palette.found() == []
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window._edit.palette.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not window._edit.palette.isVisible() and edit.hasFocus()


def test_arrows_choose_in_the_palette(qtbot: Any, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    field = window.findChild(QLineEdit, "palette.field")
    assert field is not None
    QTest.keyClicks(field, "theme")
    titles = [command.title for command in window._edit.palette.found()]
    at = titles.index("Dark theme")
    for _ in range(at):
        QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    try:
        assert theme.scheme() == "dark"
        assert window.session.settings.value("theme") == "dark"
    finally:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, "light")
    assert window.commands.action("theme.light").isChecked()


def test_every_action_has_words_and_no_key_has_two_meanings(window: MainWindow) -> None:
    keys: dict[str, str] = {}
    for command in window.commands.all():
        action = command.action
        assert action.text() and action.toolTip() and action.objectName()
        key = action.shortcut().toString()
        assert not key or key not in keys, (key, action.text(), keys.get(key))
        keys[key] = action.text()


def test_keys_of_real_pages_do_not_hide_those_of_the_window(qtbot: Any, settings: Settings) -> None:
    window = make_window(settings, places=PAGE_PLACES)
    own = {
        action.shortcut().toString(): action.text()
        for action in window.commands._actions.values()
        if not action.shortcut().isEmpty()
    }
    for key in PAGES:
        window.page(key)
        for action in window.commands._page_actions.get(key, []):
            for shortcut in action.shortcuts():
                assert shortcut.toString() not in own, (key, action.text())
    window.close()
    window.deleteLater()


def test_keys_act_where_menus_show_them(qtbot: Any, settings: Settings) -> None:
    window = make_window(settings, places=PAGE_PLACES)
    window.show()
    window.activateWindow()
    eventually(window.isActiveWindow)
    images = window.page("images")
    tested: list[bool] = []
    test = next(one for one in images.actions() if one.shortcut().toString() == "Ctrl+T")
    test.triggered.connect(lambda: tested.append(images.isVisible()))
    for key in PAGES:
        window.show_page(key)
        test.setEnabled(True)  # Without images it is not.
        QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        assert tested == [True] and window.current_page() == "images", key
        tested.clear()

    def shown_keys() -> set[str]:
        menu = window.findChild(QMenu, "menu.steps.images")
        assert menu is not None
        menu.aboutToShow.emit()
        keys = {one.shortcut().toString() for one in menu.actions()} - {""}
        menu.aboutToHide.emit()
        return keys

    here = {one.shortcut().toString() for one in images.actions()} - {""}
    assert shown_keys() == here > {"Ctrl+T", "G"}
    window.show_page("export")
    assert shown_keys() == {"Ctrl+T", "Ctrl+I", "Ctrl+Shift+I"}
    window.show_page("images")
    assert shown_keys() == here
    window.close()
    window.deleteLater()


def test_a_change_of_theme_computes_only_what_is_seen(qtbot: Any, window: MainWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for key in PAGES:
        window.show_page(key)
    window.show_page("images")
    deep = QWidget(window.page("images"))
    for _ in range(20):
        inner = QWidget(deep)
        deep = inner
    names = {key: QLabel(key, window.page(key)) for key in PAGES}
    for label in names.values():
        theme.role(label, "muted")
        label.show()
    dialog = QDialog(window)
    inside = QLabel("inside", dialog)
    theme.role(inside, "muted")
    dialog.show()
    times: Counter[QWidget] = Counter()

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.StyleChange and isinstance(watched, QWidget):
                times[watched] += 1
            return False

    watch = Watch()
    app.installEventFilter(watch)
    try:
        for scheme in ("dark", "light", "dark"):
            times.clear()
            theme.apply(app, scheme)
            assert times[names["images"]] and times[window.rail.item("model")] and times[inside]
            assert max(times.values()) <= 2
            assert not any(times[names[key]] for key in PAGES if key != "images")
    finally:
        app.removeEventFilter(watch)

    def muted(label: QLabel) -> QColor:
        return label.palette().windowText().color()

    for key in PAGES:  # What was hidden has followed when it is shown.
        window.show_page(key)
        assert muted(names[key]) == QColor(DARK.muted)
    later = QDialog(window)
    label = QLabel("later", later)
    theme.role(label, "muted")
    later.show()
    assert muted(label) == QColor(DARK.muted) == muted(inside)


def test_nothing_flashes_while_pages_are_built(qtbot: Any, settings: Settings) -> None:
    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                # A part that is made visible before it has a place is a window of its own.
                shown.extend([repr(watched)] if watched.isWindow() else [])
            return False

    window = make_window(settings, places=PAGE_PLACES)
    watch = Watch()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    for key in PAGES:
        window.show_page(key)
    app.removeEventFilter(watch)
    assert shown == []
    window.close()
    window.deleteLater()


def test_a_crash_of_the_last_time_is_shown(qtbot: Any, window: MainWindow, tmp_path: Path) -> None:
    window.notices.show_crash(CrashRecord(tmp_path / "crash-1.log", "ValueError: spoon"))
    assert "crash-1.log" in window.banner.text()
    QTest.mouseClick(button(window.banner, "crash.copy"), LEFT)
    assert QGuiApplication.clipboard().text() == "ValueError: spoon"
    window.banner.show_message("info", "Something else")
    assert (
        window.banner.findChild(QPushButton, "crash.copy") is None
        or not button(window.banner, "crash.copy").isVisible()
    )


def test_an_error_nobody_caught_is_shown(qtbot: Any, settings: Settings, tmp_path: Path) -> None:
    log = CrashLog(tmp_path / "logs")
    window = make_window(settings, crash_log=log)
    log.write(ValueError("bent spoon"), "a test")
    eventually(window.banner.isVisible)
    assert "bent spoon" in window.banner.text()
    window.close()
    window.deleteLater()


def test_the_support_bundle_is_written_and_said(window: MainWindow, tmp_path: Path) -> None:
    window.help.write_support_bundle(tmp_path / "bundle.zip")
    assert (tmp_path / "bundle.zip").is_file() and "bundle.zip" in window.banner.text()
    window.help.write_support_bundle(tmp_path / "no" / "bundle.zip")
    assert "not written" in window.banner.text()


def test_dialogs_open_once_and_close(qtbot: Any, window: MainWindow) -> None:
    for name in ("about", "shortcuts", "documents", "settings"):
        window.commands.action(name).trigger()
        window.commands.action(name).trigger()
        [dialog] = [one for one in window.findChildren(QDialog) if one.isVisible()]
        assert dialog.objectName() == name
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        eventually(lambda: not any(one.isVisible() for one in window.findChildren(QDialog)))


def test_it_works_at_its_smallest(qtbot: Any, window: MainWindow) -> None:
    window.resize(window.minimumSize())
    QCoreApplication.processEvents()
    assert window.width() <= 1280 and window.height() <= 720
    status = window.status
    status.set_job(endless())
    QCoreApplication.processEvents()
    stop = button(window, "status.stop")
    right = stop.mapTo(window, QPoint(stop.width(), 0)).x()
    assert right <= window.width()


# Growth


@pytest.mark.skipif(sys.gettrace() is not None, reason="a tracer keeps objects of its own")
@pytest.mark.parametrize("count", [25, pytest.param(100, marks=pytest.mark.slow)])
def test_windows_come_and_go_without_growth(
    qtbot: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture, count: int
) -> None:
    process = psutil.Process()

    def cycle() -> None:
        settings = Settings(tmp_path / "settings")
        window = make_window(settings)
        for key in PAGES:
            window.show_page(key)
        window.session.start(counting(steps=2, pause=0))
        eventually(lambda: not window.session.engine.busy)
        window.close()
        window.deleteLater()
        settings.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def widgets() -> int:
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(QApplication.allWidgets())

    for _ in range(3):
        cycle()
    threads, memory, before = process.num_threads(), process.memory_info().rss, widgets()
    caplog.clear()  # It keeps a record of every job.
    objects = len(gc.get_objects())
    for _ in range(count):
        cycle()
    caplog.clear()
    assert widgets() <= before
    # Not even one for each window.
    assert len(gc.get_objects()) - objects < count
    eventually(lambda: process.num_threads() <= threads)
    assert process.memory_info().rss - memory < 12_000_000


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_windows_with_all_their_pages_come_and_go(qtbot: Any, tmp_path: Path) -> None:
    process = psutil.Process()

    def cycle() -> None:
        settings = Settings(tmp_path / "settings")
        window = make_window(settings, places=PAGE_PLACES)
        for key in PAGES:
            window.show_page(key)
            QCoreApplication.processEvents()
        window.close()
        window.deleteLater()
        settings.close()
        del window
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    for _ in range(8):
        cycle()
    threads, memory = process.num_threads(), process.memory_info().rss
    widgets = len(QApplication.allWidgets())
    for _ in range(100):
        cycle()
    assert len(QApplication.allWidgets()) <= widgets
    eventually(lambda: process.num_threads() <= threads)
    # PySide keeps some 50 bytes of every object that it wrapped, also of a bare button: about
    # 0.15 MB of a window's three thousand. One page that stays takes several times as much.
    assert process.memory_info().rss - memory < 25_000_000


def test_the_status_line_says_what_is_loaded_on_every_page(
    window: MainWindow, tmp_path: Path
) -> None:
    loaded = button(window, "status.model")
    assert loaded.text() == "No model loaded"
    adapter = tmp_path / "runs" / "0003-efuf" / "adapter"
    adapter.mkdir(parents=True)
    (adapter.parent / "status.json").touch()
    window.session.model = {"device": "cuda", "dtype": "float16", "bytes_on_disk": 8}
    window.session.model_config = ModelConfig(
        model=tmp_path / "llava-1.5-7b-hf", adapter=adapter, quantisation="4bit"
    )
    window.session.model_changed.emit()
    words = "llava-1.5-7b-hf + 0003-efuf · cuda · 4 bits, float16"
    assert loaded.accessibleName() == words
    for key in PAGES:
        window.show_page(key)
        assert loaded.isVisible()
    QTest.mouseClick(loaded, LEFT)
    assert window.current_page() == "model"
    # A name of any length leaves the window its width.
    window.session.model_config = ModelConfig(model=tmp_path / ("long-" * 40))
    window.session.model_changed.emit()
    eventually(lambda: "…" in loaded.text())
    assert loaded.text().endswith("cuda · float16")
    assert window.width() == 1280
    window.session.model = window.session.model_config = None
    window.session.model_changed.emit()
    assert loaded.text() == "No model loaded"


def test_recent_models_are_loaded_from_the_start_screen_and_the_menu(
    window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "llava").mkdir()
    window.session.settings.add_recent_model(tmp_path / "llava", quantisation="4bit")
    QTest.mouseClick(button(window, "start.recent_model0"), LEFT)
    wanted = ModelConfig(model=tmp_path / "llava", quantisation="4bit")
    assert fake(window, "model").revealed[-1] == Destination("model", load=wanted)
    menu = next(
        one
        for one in window.findChildren(QMenu)
        if any(action.objectName().startswith("action.recent.") for action in one.actions())
    )
    menu.actions()[0].trigger()
    assert fake(window, "model").revealed == [Destination("model", load=wanted)] * 2


def test_a_chosen_folder_is_inspected_whatever_it_is(window: MainWindow, tmp_path: Path) -> None:
    window.files.open_model(tmp_path)
    assert window.current_page() == "model"
    assert fake(window, "model").revealed == [Destination("model", folder=tmp_path)]
