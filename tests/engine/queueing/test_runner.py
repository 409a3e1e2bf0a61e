"""Running jobs of the queue: how they end, and what other programs may ask for meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sare_engine.config import EraseConfig
from sare_engine.control import Control, Stopped
from sare_engine.errors import StorageError
from sare_engine.events import Event, Failed, Finished, PhaseStarted, Progress
from sare_engine.queueing import runner as runner_module
from sare_engine.queueing.items import (
    DONE,
    FAILED,
    INTERRUPTED,
    RUNNING,
    STOPPED,
    WAITING,
    QueueItem,
)
from sare_engine.queueing.runner import QueueRunner, Work
from sare_engine.queueing.store import QueueStore
from sare_engine.workspace.runs import Runs
from tests.waiting import eventually

TAKES = """
import sys, time
from pathlib import Path
from sare_engine.queueing.runner import QueueRunner
from sare_engine.queueing.store import QueueStore
with QueueRunner(QueueStore(Path(sys.argv[1])), "command line") as runner:
    print(runner.take().id, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner_module, "_LOOK_SECONDS", 0.005)
    monkeypatch.setattr(runner_module, "_WRITE_SECONDS", 0.0)


@pytest.fixture
def store(tmp_path: Path) -> QueueStore:
    store = QueueStore(tmp_path / "queue")
    for name in ("first", "second"):
        store.add("erase", {"project": str(tmp_path / "p"), "resume": ""}, name)
    return store


def ending(event: Event) -> Work:
    """Return work that ends at once, with this event."""

    def work(_: QueueItem, __: Control) -> Iterator[Event]:
        yield PhaseStarted("erase", "Erasing")
        yield event

    return work


def endless(_: QueueItem, control: Control) -> Iterator[Event]:
    """Work until it is stopped."""
    yield PhaseStarted("erase", "Erasing", 4, "steps")
    yield Progress("erase", 1, 4, eta_seconds=30.0)
    while True:
        time.sleep(0.002)
        try:
            control.poll()
        except Stopped:
            yield Finished("stopped")
            return


def run(runner: QueueRunner, work: Work, **options: object) -> list[Event]:
    item = runner.take()
    assert item is not None
    return list(runner.run(item, work, Control(), **options))  # type: ignore[arg-type]


def states(store: QueueStore) -> list[str]:
    return [one.state for one in store.read().items]


def test_a_failing_job_leaves_the_next_one(store: QueueStore) -> None:
    with QueueRunner(store, "command line") as runner:
        run(runner, ending(Failed("No model.", "It was moved.", "Find it.")))
        assert states(store) == [FAILED, WAITING]
        assert store.read().items[0].reason == "No model. It was moved. Find it."
        run(runner, ending(Finished("done", {"run": "0004-sare"})))
        assert runner.take() is None
    assert states(store) == [FAILED, DONE]
    assert store.read().items[1].run == "0004-sare"
    assert store.runner() == {}


def test_one_program_runs_the_queue(store: QueueStore) -> None:
    with QueueRunner(store, "window") as runner, runner.watched("Erasing", None):
        with pytest.raises(StorageError, match=f"The window .process {os.getpid()}.*Erasing"):
            QueueRunner(store, "command line").__enter__()
        assert not QueueRunner(store, "command line").try_to_hold()
    with QueueRunner(store, "command line"):
        pass


def test_other_programs_see_how_far_a_job_is_and_stop_it(store: QueueStore) -> None:
    with QueueRunner(store, "command line") as runner:
        thread = threading.Thread(target=run, args=(runner, endless), daemon=True)
        thread.start()
        other = QueueStore(store.folder)
        eventually(lambda: other.runner().get("fraction"), 0.25)
        assert other.runner()["eta_seconds"] == 30.0
        assert states(other) == [RUNNING, WAITING]
        other.ask_to_stop()
        thread.join(30)
    assert states(store) == [STOPPED, WAITING]


def test_pausing_the_queue_holds_the_job_and_the_next_one(store: QueueStore) -> None:
    with QueueRunner(store, "command line") as runner:
        item = runner.take()
        assert item is not None
        control = Control()
        thread = threading.Thread(
            target=lambda: list(runner.run(item, endless, control)), daemon=True
        )
        thread.start()
        eventually(lambda: states(store)[0], RUNNING)
        store.pause()
        eventually(lambda: control.waiting)
        assert runner.take() is None
        store.pause(False)
        eventually(lambda: not control.paused)
        control.stop()
        thread.join(30)
        following = runner.take()
        assert following is not None and following.title == "second"


def test_a_job_that_ends_with_its_program_is_interrupted(store: QueueStore) -> None:
    with QueueRunner(store, "window") as runner:
        run(runner, ending(Finished("stopped")), leaving=lambda: True)
        item = runner.take()
        assert item is not None
        events = runner.run(item, ending(Finished("done")), Control())
        next(events)
        events.close()  # type: ignore[attr-defined]
    assert states(store) == [INTERRUPTED, INTERRUPTED]


def test_a_killed_runner_leaves_its_job_to_be_offered_again(store: QueueStore) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", TAKES, str(store.folder)], stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "1\n"
        assert states(store) == [RUNNING, WAITING]
        with pytest.raises(StorageError, match="not started"):
            QueueRunner(store, "window").__enter__()
        program.send_signal(signal.SIGKILL)
        program.wait()
    assert states(store) == [INTERRUPTED, WAITING]
    with QueueRunner(store, "window") as runner:
        following = runner.take()  # It is offered, not begun again by itself.
        assert following is not None and following.title == "second"


def test_an_interrupted_erasure_resumes_its_run(store: QueueStore, tmp_path: Path) -> None:
    with QueueRunner(store, "command line") as runner:
        item = runner.take()
        assert item is not None
        made = Runs(Path(item.project)).create("erase", "sare", EraseConfig(project=tmp_path / "p"))
        made.finish("stopped")
        for _ in runner.run(item, ending(Finished("stopped")), Control(), leaving=lambda: True):
            pass
    again = store.repeat([1]).items[0]
    assert (again.state, again.settings["resume"]) == (WAITING, made.name)
    assert set(again.settings) == {"project", "resume"}
    assert again.given == ("project", "resume")


def test_an_erasure_that_was_done_when_its_program_died_is_done(
    store: QueueStore, tmp_path: Path
) -> None:
    with QueueRunner(store, "command line") as runner:
        item = runner.take()
        assert item is not None
        made = Runs(Path(item.project)).create("erase", "sare", EraseConfig(project=tmp_path / "p"))
        made.finish("done", {"run": made.name})
    store.change(lambda queue: queue.with_item(1, state=INTERRUPTED))
    queue = store.repeat([1])
    assert (queue.items[0].state, queue.items[0].run) == (DONE, made.name)
