"""Garbage ends in the window's thread, whichever thread asks for a collection."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from typing import Any

import pytest
from PySide6.QtCore import QTimerEvent
from PySide6.QtWidgets import QApplication, QWidget

from sare_desktop.engine_thread import EngineThread, Job
from sare_desktop.garbage import FULL_SHARE, WindowCollector
from sare_engine import Finished, release_memory
from tests.waiting import PATIENCE_S, eventually


class Knot:
    """Something held by itself alone, which tells in which thread it ended."""

    def __init__(self, ends: list[int]) -> None:
        self.me = self
        self._ends = ends

    def __del__(self) -> None:
        self._ends.append(threading.get_ident())


def test_python_itself_collects_nothing_while_the_program_runs() -> None:
    assert not gc.isenabled()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> float:
    """The engine waits for a collection however busy the machine is: the seconds it waits."""
    monkeypatch.setattr(WindowCollector.collect, "__defaults__", (PATIENCE_S,))
    return PATIENCE_S


def test_what_the_engine_collects_ends_in_the_window_thread(
    qtbot: Any, engine: EngineThread, patient: float
) -> None:
    ends: list[int] = []
    seen: list[int] = []

    def work(_slot: Any, _control: Any) -> Any:
        Knot(ends)
        release_memory()
        seen.append(len(ends))
        yield Finished("done")

    engine.submit(Job("load", "Loading", work))
    eventually(lambda: not engine.busy)
    assert seen == [1], "the engine goes on only after the collection"
    assert ends == [threading.get_ident()]


def test_an_abandoned_widget_survives_a_job(qtbot: Any, engine: EngineThread) -> None:
    class Cycle(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.me = self

    widget = Cycle()
    gone = weakref.ref(widget)
    del widget

    def work(_slot: Any, _control: Any) -> Any:
        release_memory()
        yield Finished("done")

    engine.submit(Job("load", "Loading", work))
    eventually(lambda: gone() is None)
    eventually(lambda: not engine.busy)


def test_the_timer_collects_what_is_due(qtbot: Any) -> None:
    ends: list[int] = []
    gc.collect()
    Knot(ends)
    keep: list[list[int]] = [[] for _ in range(2 * gc.get_threshold()[0])]
    eventually(lambda: len(ends), 1)
    assert ends == [threading.get_ident()] and keep


def test_a_window_that_waits_does_not_hold_the_engine(qapp: QApplication) -> None:
    collector = WindowCollector()
    answers: list[bool] = []
    thread = threading.Thread(target=lambda: answers.append(collector.collect(patience=0.1)))
    began = time.monotonic()
    thread.start()
    thread.join()  # The event loop stands still.
    assert answers == [False] and time.monotonic() - began < 5


def test_closing_in_the_middle_of_a_job_waits_for_no_collection(
    qtbot: Any, engine: EngineThread, patient: float
) -> None:
    def work(_slot: Any, control: Any) -> Any:
        while True:
            control.poll()
            time.sleep(0.01)
            yield Finished("done")

    engine.submit(Job("erase", "Erasing", work))
    eventually(lambda: engine.state, "running")
    began = time.monotonic()
    assert engine.shut_down(int(2000 * patient))
    assert time.monotonic() - began < 0.9 * patient


def test_python_takes_over_again() -> None:
    collector = WindowCollector()
    collector.begin()
    try:
        kept: list[list[int]] = [[] for _ in range(1000)]
        spared = gc.get_freeze_count()
        collector.spare_what_stays()
        assert gc.get_freeze_count() >= spared + len(kept)
    finally:
        collector.end()
    assert gc.isenabled()
    gc.disable()  # As this test's own fixture had it.


@pytest.mark.parametrize("times", [1, 2])
def test_begin_and_end_may_be_repeated(times: int) -> None:
    collector = WindowCollector()
    for _ in range(times):
        collector.begin()
    assert not gc.isenabled()
    for _ in range(times):
        collector.end()
    assert gc.isenabled()
    gc.disable()


def test_collections_of_everything_take_a_small_share_of_the_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    collector = WindowCollector()
    now, taken = 100.0, []

    def collect(generation: int) -> int:
        nonlocal now
        taken.append(generation)
        now += 0.1
        return 0

    with monkeypatch.context() as patch:
        patch.setattr("sare_desktop.garbage.time.monotonic", lambda: now)
        patch.setattr("sare_desktop.garbage.gc.get_count", lambda: (0, 50, 50))
        patch.setattr("sare_desktop.garbage.gc.collect", collect)
        for _ in range(3):
            collector.timerEvent(QTimerEvent(0))
        assert taken == [2, 1, 1]  # Due each time, but a tenth of a second lasts for twenty.
        now += 0.1 / FULL_SHARE
        collector.timerEvent(QTimerEvent(0))
    assert taken[-1] == 2
