"""The one thread in which the engine works, and the switches of the job that runs there.

A job is an iterator of events. The thread walks it and puts what it yields into a queue; a timer
of the window's thread, which runs only while there is something to wait for, empties the queue
about thirty times a second. So no signal crosses threads, a job never waits for the window, and
the window never gets more than it can draw. Loading, captioning and training all happen on this
thread: autograd modes and the current device belong to a thread.
"""

from __future__ import annotations

import queue
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from sare_desktop.engine_words import shown_event
from sare_engine import Control, Failed, Finished, Stopped, describe_failure, release_memory

if TYPE_CHECKING:
    from sare_engine import Config, Event, ModelSlot

DRAIN_MS = 33
"""Time between two looks into the queue: the window gets events at most 30 times a second."""

IDLE, RUNNING, PAUSING, PAUSED, STOPPING = "idle", "running", "pausing", "paused", "stopping"


@dataclass(frozen=True)
class Job:
    """Work for the engine's thread.

    Attributes:
        kind: "load", "unload", "probe", "ask", "erase", "tune", "relearn", "attack", "compare",
            "landscape", "evaluate", "export" or another word of the page's own.
        title: what it does, in words for the status line.
        work: called on the engine's thread with its model slot and the job's switches; gives
            the events.
        command: the same as a command line, or "".
        pausable: whether it can wait.
        checkpoints: whether it writes checkpoints.
        configs: its settings, by which it can wait in the queue: as a job for each of them. Empty
            where it cannot.
    """

    kind: str
    title: str
    work: Callable[[ModelSlot, Control], Iterator[Event]]
    command: str = ""
    pausable: bool = True
    checkpoints: bool = False
    configs: tuple[Config, ...] = ()


@dataclass(frozen=True)
class _Line:
    """Something for the log that belongs to no job."""

    level: str
    text: str


@dataclass(frozen=True)
class _Ended:
    job: Job
    event: Finished | Failed
    has_model: bool


@dataclass(frozen=True)
class _Prepared:
    """The libraries are in memory."""


Preparation = Callable[[], Iterator[tuple[str, str]]]
"""Run once on the thread before its first job; yields lines (level, text) for the log."""


class _Worker(QThread):
    """Walks jobs one after the other until it is told to leave."""

    def __init__(self, make_slot: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("engine")
        self.inbox: queue.SimpleQueue[tuple[Job, Control] | Preparation | None] = (
            queue.SimpleQueue()
        )
        self.outbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.leaving = False
        self._make_slot = make_slot
        self._slot: Any = None

    def run(self) -> None:
        """Take work out of the inbox until None comes."""
        while (item := self.inbox.get()) is not None:
            if isinstance(item, tuple):
                ended = self._walk(*item)
                self._clean_up()
                self.outbox.put(ended)
            else:
                self._prepare(item)
        self._slot = None
        self._clean_up()

    def _clean_up(self) -> None:
        """Undo what a job may have left switched on this thread, and give back its memory."""
        torch = sys.modules.get("torch")
        if torch is not None:
            torch.set_grad_enabled(True)
        if not self.leaving:  # The window waits for this thread and would not collect.
            release_memory()

    def _prepare(self, preparation: Preparation) -> None:
        try:
            for level, text in preparation():
                self.outbox.put(_Line(level, text))
                if self.leaving:
                    break
        except Exception as error:
            self.outbox.put(_Line("error", f"{type(error).__name__}: {error}"))
        self.outbox.put(_Prepared())

    def _walk(self, job: Job, control: Control) -> _Ended:
        last: Finished | Failed | None = None
        try:
            if self._slot is None:
                self._slot = self._make_slot()
            for event in job.work(self._slot, control):
                if isinstance(event, (Finished, Failed)):
                    last = event
                self.outbox.put(event)
        except Stopped:
            last = Finished("stopped")
            self.outbox.put(last)
        except BaseException as error:  # a thread has no caller that could learn of it
            # Text leaves, the exception stays: its traceback would keep the frames' tensors.
            last = describe_failure(error)
            self.outbox.put(last)
        if last is None:
            last = Finished("stopped" if control.stop_requested else "done")
            self.outbox.put(last)
        return _Ended(job, last, getattr(self._slot, "model", None) is not None)


class EngineThread(QObject):
    """Runs one job at a time on the engine's thread; itself it lives in the window's.

    Attributes:
        state: "idle", "running", "pausing", "paused" or "stopping".
        job: the job that runs, or None.
        has_model: whether a model was in memory when the last job ended.
        started: emitted with the `Job` when it was accepted.
        events: emitted with a list of events, at most 30 times a second.
        ended: emitted with the `Job` and its last event, `Finished` or `Failed`, after `events`
            has brought all of them.
        state_changed: emitted with "idle", "running", "pausing", "paused" or "stopping".
        line: emitted with level and text of a line for the log that belongs to no job.
        prepared: emitted when the heavy libraries are in memory.
    """

    started = Signal(object)
    events = Signal(object)
    ended = Signal(object, object)
    state_changed = Signal(str)
    line = Signal(str, str)
    prepared = Signal()

    def __init__(
        self, parent: QObject | None = None, *, make_slot: Callable[[], Any] | None = None
    ) -> None:
        """Make the thread; it starts with the first work.

        Args:
            parent: Qt parent.
            make_slot: makes the engine's model slot, on the engine's thread.
        """
        super().__init__(parent)
        self.state = IDLE
        self.job: Job | None = None
        self.has_model = False
        self._began = 0.0
        self._control: Control | None = None
        self._preparing = False
        self._closed = False
        self._worker = _Worker(make_slot or _engine_slot, self)
        self._timer = QTimer(self)
        self._timer.setInterval(DRAIN_MS)
        self._timer.timeout.connect(self._drain)

    @property
    def busy(self) -> bool:
        """Whether a job runs."""
        return self.job is not None

    @property
    def working_s(self) -> float:
        """Seconds since the job was accepted, 0 without one."""
        return time.monotonic() - self._began if self.job is not None else 0.0

    @property
    def preparing(self) -> bool:
        """Whether the heavy libraries are still being loaded; a job submitted now waits."""
        return self._preparing

    def prepare(self, preparation: Preparation) -> None:
        """Run something on the thread ahead of the first job; its lines come as `line`."""
        if self._closed:
            return
        self._preparing = True
        self._begin()
        self._worker.inbox.put(preparation)

    def submit(self, job: Job) -> bool:
        """Start a job; returns False while another one runs."""
        if self.job is not None or self._closed:
            return False
        self.job = job
        self._began = time.monotonic()
        self._control = Control()
        self._begin()
        self._worker.inbox.put((job, self._control))
        self._set_state(RUNNING)
        self.started.emit(job)
        return True

    def pause(self) -> None:
        """Hold the job at its next poll; the state says "paused" when it really waits."""
        if self._control and self.job and self.job.pausable and self.state == RUNNING:
            self._control.pause()
            self._set_state(PAUSING)

    def resume(self) -> None:
        """Let a paused job go on."""
        if self._control and self.state in (PAUSING, PAUSED):
            self._control.resume()
            self._set_state(RUNNING)

    def stop(self) -> None:
        """End the job at its next poll, paused or not."""
        if self._control and self.state != STOPPING:
            self._control.stop()
            self._set_state(STOPPING)

    def checkpoint(self) -> None:
        """Ask for a checkpoint at the next place where one can be written."""
        if self._control and self.job and self.job.checkpoints:
            self._control.request_checkpoint()

    def shut_down(self, timeout_ms: int = 10000) -> bool:
        """Stop the job and end the thread; returns whether it ended in time.

        What the job still said is delivered before this returns.
        """
        if not self._closed:
            self._closed = True
            if self._control:
                self._control.stop()
            self._worker.leaving = True
            self._worker.inbox.put(None)
        ended = not self._worker.isRunning() or self._worker.wait(timeout_ms)
        self._drain()
        if ended:
            self._timer.stop()
        return ended

    def _begin(self) -> None:
        if not self._worker.isRunning():
            self._worker.start()
        if not self._timer.isActive():
            self._timer.start()

    def _drain(self) -> None:
        batch: list[Event] = []
        ended: _Ended | None = None
        while True:
            try:
                item = self._worker.outbox.get_nowait()
            except queue.Empty:
                break
            if isinstance(item, _Line):
                self.line.emit(item.level, item.text)
            elif isinstance(item, _Prepared):
                self._preparing = False
                self.prepared.emit()
            elif isinstance(item, _Ended):
                ended = item
                break  # the next job's events belong to the next delivery
            else:
                batch.append(shown_event(item))
        if batch:
            self.events.emit(batch)
        if ended is not None:
            self._finish(ended)
        elif self.state == PAUSING and self._control is not None and self._control.waiting:
            self._set_state(PAUSED)

    def _finish(self, ended: _Ended) -> None:
        self.job = None
        self.has_model = ended.has_model
        self._control = None
        if not self._preparing:
            self._timer.stop()
        self._set_state(IDLE)
        # A slot may start the next job, which starts the timer again.
        self.ended.emit(ended.job, shown_event(ended.event))

    def _set_state(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


def preload_libraries() -> Iterator[tuple[str, str]]:
    """Import the engine's heavy libraries, saying what is going on."""
    from sare_engine import load_libraries

    began = time.monotonic()
    yield "info", "Loading the engine's libraries"
    for name in load_libraries():
        yield "info", f"{name} loaded ({time.monotonic() - began:.1f} s)"


def _engine_slot() -> ModelSlot:
    from sare_engine import ModelSlot

    return ModelSlot()
