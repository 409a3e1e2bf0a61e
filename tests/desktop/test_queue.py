"""The queue in the window: jobs wait instead of being refused, and run one after another."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QSystemTrayIcon

import sare_engine
from sare_desktop import job_queue
from sare_desktop.engine_thread import EngineThread, Job
from sare_desktop.session import Session
from sare_desktop.settings import STOP_ON_FAILURE, Settings
from sare_desktop.shell import tray
from sare_desktop.shell.close_dialog import CloseDialog
from sare_desktop.shell.main_window import MainWindow
from sare_desktop.shell.settings_dialog import SettingsDialog
from sare_engine import (
    Control,
    EraseConfig,
    Event,
    Failed,
    Finished,
    PhaseStarted,
    Progress,
    Project,
    QueueItem,
    QueueRunner,
    QueueStore,
    queue_job,
)
from tests.desktop.conftest import NoModel
from tests.desktop.fake_pages import FAKES
from tests.desktop.jobs import endless
from tests.waiting import eventually, run_events

LEFT = Qt.MouseButton.LeftButton


class Gates:
    """Stands in for the jobs of the queue: each waits until it is let go."""

    def __init__(self) -> None:
        self.began: list[str] = []
        self.ending: Event = Finished("done", {"run": "0001-sare"})
        self.open = threading.Event()

    def __call__(self, item: QueueItem, control: Control) -> Iterator[Event]:
        self.began.append(item.title)
        yield PhaseStarted("erase", "Erasing", 4, "steps")
        yield Progress("erase", 1, 4, eta_seconds=60.0)
        while not self.open.is_set():
            control.poll()
            time.sleep(0.005)
        yield self.ending


@pytest.fixture(autouse=True)
def gates(monkeypatch: pytest.MonkeyPatch) -> Gates:
    gates = Gates()
    monkeypatch.setattr(sare_engine, "queued_events", gates)
    monkeypatch.setattr(job_queue, "LOOK_MS", 20)
    return gates


@pytest.fixture
def project(tmp_path: Path) -> Path:
    Project.create(tmp_path / "work").close()
    return tmp_path / "work"


@pytest.fixture
def store(settings: Settings) -> QueueStore:
    return QueueStore(settings.queue_folder)


@pytest.fixture
def make(qtbot: Any, settings: Settings) -> Iterator[Callable[[], MainWindow]]:
    """Open the window, as often as asked; the last one is closed at the end."""
    made: list[MainWindow] = []

    def open_window() -> MainWindow:
        session = Session(settings, engine=EngineThread(make_slot=NoModel))
        window = MainWindow(session, places=FAKES, build_ahead=False)
        window.resize(1000, 700)
        window.show()
        made.append(window)
        return window

    yield open_window
    for window in made:
        end(window)


@pytest.fixture
def window(make: Callable[[], MainWindow]) -> MainWindow:
    window = make()
    eventually(lambda: not window.session.queue.held)
    return window


def end(window: MainWindow) -> None:
    window.session.queue.leaving = True
    window.session.engine.stop()
    eventually(lambda: not window.session.engine.busy)
    window.close()


def erasing(project: Path, title: str, seed: int = 0) -> Job:
    """Return an erasure that runs until it is stopped."""
    config = EraseConfig(project=project, seed=seed)
    return Job("erase", title, endless().work, configs=(config,), checkpoints=True)


def queued(window: MainWindow) -> list[tuple[str, str]]:
    return [(row.title, row.state) for row in window.queue.model.rows]


def press(window: MainWindow, name: str) -> None:
    def buttons() -> list[QPushButton]:
        found = window.findChildren(QPushButton, name)
        return [one for one in found if one.isVisible() and one.isEnabled()]

    eventually(lambda: len(buttons()), 1)
    run_events(50)  # Until the layout has given it its place.
    QTest.mouseClick(buttons()[0], LEFT)


def test_a_job_started_while_another_runs_waits_and_then_runs(
    window: MainWindow, project: Path, gates: Gates
) -> None:
    session = window.session
    said: list[tuple[str, str]] = []
    session.notified.connect(lambda level, text: said.append((level, text)))
    assert session.start(erasing(project, "Erasing chair"))
    assert not session.start(erasing(project, "Erasing knife", seed=1))
    eventually(lambda: said[-1], ("info", "Queued: Erasing knife. Runs after “Erasing chair”."))
    eventually(lambda: queued(window)[1:], [("Erasing knife", "waiting")])
    assert window.queue.isVisible()
    assert session.waits_for() == "Runs after “Erasing chair” and 1 more."
    session.engine.stop()
    eventually(lambda: gates.began, ["Erasing knife"])
    gates.open.set()
    eventually(lambda: queued(window), [("Erasing knife", "done")])
    eventually(lambda: not session.engine.busy)


def test_the_same_job_twice_is_a_second_click(window: MainWindow, project: Path) -> None:
    said: list[str] = []
    window.session.notified.connect(lambda _, text: said.append(text))
    window.session.start(erasing(project, "Erasing chair"))
    window.session.start(erasing(project, "Erasing chair"))
    assert "was not started" in said[-1]
    assert QueueStore(window.session.queue.store.folder).read().items == ()


def test_a_job_that_cannot_wait_is_still_refused(window: MainWindow) -> None:
    said: list[str] = []
    window.session.notified.connect(lambda _, text: said.append(text))
    window.session.start(endless(kind="images"))
    assert not window.session.start(endless(kind="ask"))
    assert "was not started" in said[-1]


def test_jobs_of_the_command_line_run_in_the_window(
    window: MainWindow, project: Path, store: QueueStore, gates: Gates
) -> None:
    queue_job(store, EraseConfig(project=project), title="from a terminal")
    eventually(lambda: gates.began, ["from a terminal"])
    eventually(lambda: store.runner().get("program"), "window")
    # It belongs to a project that is not open: its page shows no curves of it.
    job = window.session.engine.job
    assert job is not None and job.kind == job_queue.OTHER_PROJECT
    store.ask_to_stop()
    eventually(lambda: queued(window), [("from a terminal", "stopped")])


def test_jobs_of_before_wait_until_they_are_asked_for(
    make: Callable[[], MainWindow], project: Path, store: QueueStore, gates: Gates
) -> None:
    for seed in range(2):
        queue_job(store, EraseConfig(project=project, seed=seed), title=f"job {seed}")
    window = make()
    eventually(lambda: queued(window), [("job 0", "waiting"), ("job 1", "waiting")])
    assert "2 jobs wait in the queue" in window.banner.text()
    assert gates.began == [] and not window.queue.isVisible()
    press(window, "queue.offer.show")
    eventually(lambda: window.queue.isVisible())
    press(window, "queue.run")
    eventually(lambda: gates.began, ["job 0"])
    end(window)
    # A job that was stopped with the window is offered again, before the others.
    assert [one.state for one in store.read().items] == ["interrupted", "waiting"]
    gates.open.set()
    again = make()
    eventually(lambda: queued(again), [("job 0", "interrupted"), ("job 1", "waiting")])
    again._job.show_queue()
    press(again, "queue.run")
    eventually(lambda: gates.began, ["job 0", "job 0", "job 1"])
    eventually(lambda: {state for _, state in queued(again)}, {"done"})


def test_a_failing_job_does_not_stop_the_queue_unless_set_so(
    window: MainWindow, project: Path, store: QueueStore, gates: Gates
) -> None:
    gates.ending = Failed("No model.", "It was moved.", "Find it.")
    gates.open.set()
    window.session.queue.add([EraseConfig(project=project, seed=n) for n in range(2)])
    eventually(lambda: [state for _, state in queued(window)], ["failed", "failed"])
    eventually(lambda: not window.session.engine.busy)
    window.session.settings.set(STOP_ON_FAILURE, True)
    window.session.queue.add([EraseConfig(project=project, seed=n) for n in (3, 4)])
    eventually(lambda: [state for _, state in queued(window)], ["waiting", *["failed"] * 3])
    eventually(lambda: store.read().paused)
    gates.ending = Finished("done")
    window._job.show_queue()
    eventually(lambda: window.queue.pause_button.text(), "Resume all")
    press(window, "queue.pause")
    eventually(lambda: queued(window)[0][1], "done")


def waiting_jobs(window: MainWindow, project: Path) -> None:
    """Fill the queue with three jobs behind one that runs."""
    window.session.start(erasing(project, "first"))
    for seed, name in enumerate("abc", start=1):
        window.session.start(erasing(project, name, seed=seed))
    window._job.show_queue()
    eventually(lambda: [title for title, _ in queued(window)], ["first", "a", "b", "c"])


def titles(window: MainWindow) -> str:
    return "".join(title for title, state in queued(window) if state == "waiting")


def test_jobs_are_reordered_by_keys_menu_and_dragging(window: MainWindow, project: Path) -> None:
    waiting_jobs(window, project)
    drawer, table = window.queue, window.queue.table
    table.setFocus()
    table.selectRow(3)
    QTest.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    eventually(lambda: titles(window), "acb")
    assert [row.title for row in drawer.selected()] == ["c"]
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    eventually(lambda: titles(window), "abc")
    drawer.actions_by_name["next"].trigger()
    eventually(lambda: titles(window), "cab")
    assert not drawer.actions_by_name["next"].isEnabled()
    # Dropped below the last line, then above the running job: that stays first.
    model = drawer.model
    for row, order in ((-1, "abc"), (0, "cab")):
        chosen = [title for title, _ in queued(window)].index("c")
        data = model.mimeData([model.index(chosen, 0)])
        model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, table.rootIndex())
        eventually(lambda order=order: titles(window), order)
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_a_removed_job_can_be_put_back(window: MainWindow, project: Path) -> None:
    waiting_jobs(window, project)
    table = window.queue.table
    table.setFocus()
    table.selectRow(2)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    eventually(lambda: titles(window), "ac")
    window.session.undo.undo()
    eventually(lambda: titles(window), "abc")
    table.selectRow(0)
    assert not window.queue.actions_by_name["remove"].isEnabled()


def test_pausing_all_holds_the_job_and_the_queue(
    window: MainWindow, project: Path, store: QueueStore
) -> None:
    waiting_jobs(window, project)
    press(window, "queue.pause")
    eventually(lambda: window.session.engine.state, "paused")
    eventually(lambda: store.read().paused)
    eventually(lambda: "paused" in window.queue.model.rows[0].state_words())
    store.pause(False)  # as another program would
    eventually(lambda: window.session.engine.state, "running")


def test_how_far_the_whole_job_is_stands_in_its_line(window: MainWindow, project: Path) -> None:
    def work(_slot: Any, control: Control) -> Iterator[Event]:
        yield PhaseStarted("compare", "Comparing", 6, "runs")
        yield Progress("compare", 2, 6, eta_seconds=375.0, fraction=0.37, running=("SARE, seed 1",))
        yield PhaseStarted("erase", "Erasing", 9, "steps")
        yield Progress("erase", 8, 9, eta_seconds=7.0)
        while True:
            control.poll()
            time.sleep(0.005)

    window._job.show_queue()
    window.session.start(Job("compare", "Comparing", work, configs=(EraseConfig(project=project),)))
    words = "running · 37 % · 6 min 15 s left · SARE, seed 1"
    eventually(lambda: window.queue.model.rows[0].state_words(), words)


def test_a_damaged_queue_is_reported_once_and_kept(
    make: Callable[[], MainWindow], store: QueueStore
) -> None:
    store.folder.mkdir(parents=True)
    path = store.folder / "queue.json"
    path.write_text("{", encoding="utf-8")
    window = make()
    eventually(lambda: "could not be read" in window.banner.text())
    assert path.read_text(encoding="utf-8") == "{"


def test_another_programs_job_is_shown_and_waited_for(
    window: MainWindow, project: Path, store: QueueStore, gates: Gates
) -> None:
    with QueueRunner(store, "command line"):
        queue_job(store, EraseConfig(project=project), title="waits")
        eventually(lambda: queued(window), [("waits", "waiting")])
        window.session.queue.runner = {"pid": 1}
        window.session.queue._advance()
        assert gates.began == []


# A window that keeps running


class FakeIcon(QObject):
    """Stands in for the icon, which the offscreen platform does not have."""

    activated = Signal(object)
    messageClicked = Signal()
    MessageIcon = QSystemTrayIcon.MessageIcon
    ActivationReason = QSystemTrayIcon.ActivationReason

    @staticmethod
    def isSystemTrayAvailable() -> bool:
        return True

    def __init__(self, _icon: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = False

    def show(self) -> None:
        self._shown = True

    def hide(self) -> None:
        self._shown = False

    def isVisible(self) -> bool:
        return self._shown

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


@pytest.fixture
def with_tray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tray, "QSystemTrayIcon", FakeIcon)


def keep_running(window: MainWindow) -> list[str]:
    """Close the window and answer its question; return what that says."""
    said: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CloseDialog)
        said.extend(dialog.words())
        press_in = dialog.findChild(QPushButton, "close_dialog.keep_running")
        assert press_in is not None
        QTest.mouseClick(press_in, LEFT)

    QTimer.singleShot(50, window, answer)
    window.close()
    return said


def test_keep_running_hides_the_window_until_the_program_is_started_again(
    window: MainWindow, project: Path, gates: Gates, with_tray: None
) -> None:
    told: list[tuple[str, str]] = []
    window.tray.notified.connect(lambda title, text: told.append((title, text)))
    window.session.queue.add([EraseConfig(project=project, seed=n) for n in range(2)])
    eventually(lambda: len(gates.began), 1)
    said = keep_running(window)
    assert "Starting the program again brings the window back." in said[-1]
    assert not window.isVisible() and not window._closed
    assert window.tray.shown
    gates.open.set()
    eventually(lambda: len(gates.began), 2)
    eventually(lambda: [title.split(":")[0] for title, _ in told][-2:], ["Done", "Done"])
    assert not window._closed and not window.isVisible()
    assert not window.answer_start({"folder": "/elsewhere", "demo": False}) or window.isVisible()
    assert window.answer_start({"folder": None, "demo": False})
    assert window.isVisible() and not window.tray.hidden


def test_without_a_notification_area_that_is_said(window: MainWindow) -> None:
    window.session.start(endless())
    said = keep_running(window)
    assert "This desktop has no notification area" in said[-1]
    assert window.isMinimized()
    window.session.engine.stop()
    eventually(lambda: window._closed)


def test_notifications_can_be_switched_off(
    window: MainWindow, project: Path, gates: Gates, with_tray: None
) -> None:
    dialog = SettingsDialog(window.session, window)
    box = dialog.findChild(QCheckBox, "settings.notifications")
    assert box is not None and box.isChecked()
    box.click()
    told: list[str] = []
    window.tray.notified.connect(lambda title, _: told.append(title))
    gates.open.set()
    window.hide()
    window.session.queue.add([EraseConfig(project=project)])
    eventually(lambda: [state for _, state in queued(window)], ["done"])
    assert told == []


def test_a_second_start_with_another_folder_gets_its_own_window(window: MainWindow) -> None:
    assert not window.answer_start({"folder": "/elsewhere", "demo": False})
    assert not window.answer_start({"folder": None, "demo": True})
