"""The engine's thread: delivery, switches, failures, and nothing left behind."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Iterator
from typing import Any

import psutil
import pytest
from PySide6.QtCore import QObject, QThread

from sare_desktop.engine_thread import DRAIN_MS, EngineThread
from sare_engine import Control, Event, Failed, Finished, Progress
from tests.desktop.jobs import counting, endless, failing, job_of
from tests.waiting import PATIENCE_S, eventually


class Ear(QObject):
    """Keeps what an engine's thread says, and on which thread it was said."""

    def __init__(self, engine: EngineThread) -> None:
        super().__init__()
        self.batches: list[list[Event]] = []
        self.times: list[float] = []
        self.ended: list[tuple[Any, Finished | Failed]] = []
        self.states: list[str] = []
        self.lines: list[tuple[str, str]] = []
        self.threads: set[QThread] = set()
        engine.events.connect(self.on_events)
        engine.ended.connect(self.on_ended)
        engine.state_changed.connect(self.states.append)
        engine.line.connect(self.on_line)

    def on_events(self, events: list[Event]) -> None:
        self.batches.append(events)
        self.times.append(time.monotonic())
        self.threads.add(QThread.currentThread())

    def on_ended(self, job: Any, event: Finished | Failed) -> None:
        self.ended.append((job, event))
        self.threads.add(QThread.currentThread())

    def on_line(self, level: str, text: str) -> None:
        self.lines.append((level, text))

    def events(self) -> list[Event]:
        return [event for batch in self.batches for event in batch]


@pytest.fixture
def ear(engine: EngineThread) -> Ear:
    return Ear(engine)


def test_events_come_in_batches_in_order_on_the_windows_thread(
    qtbot: Any, engine: EngineThread, ear: Ear
) -> None:
    assert engine.submit(counting(steps=2000, pause=0.0002))
    eventually(lambda: ear.ended)
    done = [event.done for event in ear.events() if isinstance(event, Progress)]
    assert done == list(range(1, 2001))
    assert ear.threads == {engine.thread()}
    # At most 30 a second: as many as the time allows, and far fewer than events.
    seconds = ear.times[-1] - ear.times[0]
    assert len(ear.batches) <= seconds * 1000 / DRAIN_MS * 1.2 + 2
    assert ear.events()[-1] == Finished("done", {"steps": 2000})
    assert ear.states == ["running", "idle"]
    assert engine.job is None


def test_one_job_at_a_time(qtbot: Any, engine: EngineThread, ear: Ear) -> None:
    assert engine.submit(endless())
    assert not engine.submit(counting())
    engine.stop()
    eventually(lambda: engine.state, "idle")
    assert engine.submit(counting(steps=3))
    eventually(lambda: len(ear.ended), 2)
    assert [event.status for _, event in ear.ended if isinstance(event, Finished)] == [
        "stopped",
        "done",
    ]


def test_paused_is_said_when_the_job_waits_and_not_before(
    qtbot: Any, engine: EngineThread, ear: Ear
) -> None:
    long_step = threading.Event()
    entered = threading.Event()

    def work(_slot: Any, control: Control) -> Iterator[Event]:
        yield Progress("count", 1)
        entered.set()
        long_step.wait(60)
        control.poll()
        yield Progress("count", 2)

    engine.submit(job_of(work))
    assert entered.wait(30)
    engine.pause()
    qtbot.wait(4 * DRAIN_MS)
    assert engine.state == "pausing"  # the job is still in its long step
    asked = time.monotonic()
    long_step.set()
    eventually(lambda: engine.state, "paused")
    assert time.monotonic() - asked < 2
    said = len(ear.events())
    qtbot.wait(4 * DRAIN_MS)
    assert len(ear.events()) == said
    engine.resume()
    eventually(lambda: ear.ended)
    assert ear.states == ["running", "pausing", "paused", "running", "idle"]


def test_stop_ends_a_paused_job_within_two_seconds(
    qtbot: Any, engine: EngineThread, ear: Ear
) -> None:
    engine.submit(endless())
    engine.pause()
    eventually(lambda: engine.state, "paused")
    asked = time.monotonic()
    engine.stop()
    assert engine.state == "stopping"
    eventually(lambda: engine.state, "idle")
    assert time.monotonic() - asked < 2
    assert ear.ended[0][1] == Finished("stopped")


def test_a_job_that_cannot_wait_is_not_paused(qtbot: Any, engine: EngineThread) -> None:
    job = endless()
    engine.submit(type(job)(job.kind, job.title, job.work, pausable=False))
    engine.pause()
    assert engine.state == "running"


def test_a_checkpoint_is_asked_for_only_where_one_is_written(
    qtbot: Any, engine: EngineThread
) -> None:
    asked: list[bool] = []

    def work(_slot: Any, control: Control) -> Iterator[Event]:
        while not asked:
            control.poll()
            time.sleep(0.002)
            if control.take_checkpoint_request():
                asked.append(True)
        yield Progress("count", 1)

    job = job_of(work)
    engine.submit(job)
    engine.checkpoint()
    qtbot.wait(50)
    assert not asked
    engine.stop()
    eventually(lambda: engine.state, "idle")
    engine.submit(type(job)(job.kind, job.title, work, checkpoints=True))
    engine.checkpoint()
    eventually(lambda: asked)


def test_a_failure_is_text_and_keeps_nothing_of_the_job(
    qtbot: Any, engine: EngineThread, ear: Ear
) -> None:
    class Tensor:
        pass

    kept: list[weakref.ref[Tensor]] = []

    def work(_slot: Any, _control: Control) -> Iterator[Event]:
        held = Tensor()
        kept.append(weakref.ref(held))
        yield Progress("count", 1)
        raise ValueError("the spoon is bent")

    engine.submit(job_of(work))
    eventually(lambda: ear.ended)
    event = ear.ended[0][1]
    assert isinstance(event, Failed)
    assert "ValueError: the spoon is bent" in event.why
    assert "Traceback" in event.details and isinstance(event.details, str)
    assert kept[0]() is None
    # Of this failure: other tests may have left errors that wait to be collected.
    assert not any(
        type(one) is ValueError and str(one) == "the spoon is bent" for one in gc.get_objects()
    )


def test_the_thread_survives_a_failure(qtbot: Any, engine: EngineThread, ear: Ear) -> None:
    engine.submit(job_of(failing))
    eventually(lambda: len(ear.ended), 1)
    engine.submit(counting(steps=2))
    eventually(lambda: len(ear.ended), 2)
    assert isinstance(ear.ended[1][1], Finished)


def test_a_job_without_an_end_gets_one(qtbot: Any, engine: EngineThread, ear: Ear) -> None:
    engine.submit(job_of(lambda _slot, _control: iter(())))
    eventually(lambda: ear.ended)
    assert ear.ended[0][1] == Finished("done")


def test_a_slot_may_start_the_next_job(qtbot: Any, engine: EngineThread, ear: Ear) -> None:
    class Next(QObject):
        left = 3

        def go(self) -> None:
            if self.left:
                self.left -= 1
                assert engine.submit(counting(steps=2))

    after = Next()
    engine.ended.connect(after.go)
    engine.submit(counting(steps=2))
    eventually(lambda: len(ear.ended), 4)


def test_preparation_goes_first_and_is_heard(qtbot: Any, engine: EngineThread, ear: Ear) -> None:
    order: list[str] = []
    seen = threading.Event()

    def preparation() -> Iterator[tuple[str, str]]:
        seen.wait(PATIENCE_S)
        order.append("prepared")
        yield "info", "torch loaded"

    def work(_slot: Any, _control: Control) -> Iterator[Event]:
        order.append("job")
        yield Finished("done")

    with qtbot.waitSignal(engine.prepared, timeout=1000 * PATIENCE_S):
        engine.prepare(preparation)
        assert engine.submit(job_of(work))
        assert engine.preparing
        seen.set()
    eventually(lambda: ear.ended)
    assert order == ["prepared", "job"]
    assert ear.lines == [("info", "torch loaded")]
    assert not engine.preparing


def test_twenty_jobs_started_and_stopped_grow_no_threads(
    qtbot: Any, engine: EngineThread, ear: Ear
) -> None:
    def cycle() -> None:
        before = len(ear.ended)
        engine.submit(endless(pause=0.001))
        engine.stop()
        eventually(lambda: len(ear.ended) > before)

    cycle()
    threads = psutil.Process().num_threads()
    for _ in range(20):
        cycle()
    eventually(lambda: psutil.Process().num_threads() <= threads)
    assert not engine._timer.isActive()


def test_twenty_threads_end(qtbot: Any) -> None:
    threads = psutil.Process().num_threads()
    for _ in range(20):
        engine = EngineThread(make_slot=object)
        engine.submit(endless(pause=0.001))
        assert engine.shut_down(5000)
    # The system may still be taking the last one down.
    eventually(lambda: psutil.Process().num_threads() <= threads)


def test_shutting_down_delivers_the_end(qtbot: Any, engine: EngineThread, ear: Ear) -> None:
    engine.submit(endless())
    eventually(lambda: ear.batches)
    assert engine.shut_down()
    assert ear.ended[0][1] == Finished("stopped")
    assert not engine.submit(counting())
    assert engine.shut_down()
