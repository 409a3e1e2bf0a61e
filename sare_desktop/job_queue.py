"""The queue of jobs as the window uses it: what waits, and the next job when the engine is free.

The queue is a file that other programs change too. It is read and written outside the window's
thread, and looked at once a second.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from sare_desktop.aside import Aside
from sare_desktop.engine_thread import PAUSED, PAUSING, RUNNING, EngineThread, Job
from sare_desktop.settings import STOP_ON_FAILURE, Settings
from sare_engine import EngineError, Failed, Finished, Queue, QueueItem, StorageError

if TYPE_CHECKING:
    from sare_engine import Config, Control, Event, ModelSlot, QueueStore

LOOK_MS = 1000
"""Time between two looks at the queue's file: its time of change and its size."""

PROGRAM = "window"
"""What this program is called in the queue."""

OTHER_PROJECT = "queue"
"""Kind of a job of the queue whose project is not the one that is open."""

_CHECKPOINTS = ("erase", "compare")


@dataclasses.dataclass(frozen=True)
class QueuedJob(Job):
    """A job of the queue; `item` is its number there."""

    item: int = 0


class JobQueue(QObject):
    """Shows and changes the queue, and starts its jobs one after another.

    Jobs that are there when the program starts wait until the user lets them run: `held`.

    Attributes:
        queue: the queue as it was read last.
        runner: the program that runs a job now, {} if none does; see `QueueStore.runner`.
        held: whether no job of the queue is started, as the user has not asked for that yet.
        leaving: whether the window closes, so that a job that is stopped counts as interrupted.
        project: folder of the open project, or None.
        changed: the queue, `runner` or `held` changed.
        waiting_before: emitted once if jobs of an earlier time wait, with how many.
        notified: emitted with level and text of a line for the log.
        failed: emitted with a `Failed` of the queue's file.
        added: this window has put jobs into the queue.
        emptied: the last job that could run has ended.
    """

    changed = Signal()
    waiting_before = Signal(int)
    notified = Signal(str, str)
    failed = Signal(object)
    emptied = Signal()
    added = Signal()

    def __init__(
        self, engine: EngineThread, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.queue = Queue()
        self.runner: dict[str, Any] = {}
        self.held = True
        self.leaving = False
        self.project: Path | None = None
        self._engine = engine
        self._aside = Aside(self)
        self._stamp: tuple[int, int] | None = None
        self._changes = 0
        """Changes that were asked for so far; what was read before the last is out of date."""
        self._read_at = -1
        """The same when the queue shown was read."""
        self._reading = False
        self._asked_before = False
        self._refused = ""
        self._ran: int | None = None
        self._emptied = True
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._after_job)
        engine.ended.connect(self._job_ended)

    # What waits

    @functools.cached_property
    def store(self) -> QueueStore:
        """The queue's file; what reads it is imported when the window is there."""
        from sare_engine import QueueStore

        return QueueStore(self._settings.queue_folder)

    @property
    def waiting(self) -> tuple[QueueItem, ...]:
        """The jobs that wait, in their order."""
        return self.queue.in_state("waiting")

    @property
    def pending(self) -> tuple[QueueItem, ...]:
        """The jobs that wait or were interrupted, in their order."""
        return self.queue.in_state("waiting", "interrupted")

    @property
    def goes_on(self) -> bool:
        """Whether a job of the queue begins as soon as the engine is free."""
        return bool(self.waiting) and not (self.held or self.queue.paused or self.leaving)

    @property
    def other(self) -> dict[str, Any]:
        """The other program that runs jobs of the queue, {} if none does."""
        return self.runner if self.runner.get("pid") != os.getpid() else {}

    # Watching

    def watch(self) -> None:
        """Begin to follow the queue's file, when the window has been painted."""
        self._timer.start()

    def look(self) -> None:
        """Read the queue if another program or this one has changed it."""
        stamp = self.store.stamp()
        if stamp != self._stamp or self.runner or self.queue.in_state("running"):
            self._stamp = stamp
            self.read()
        else:
            self._advance()

    def read(self) -> None:
        """Read the queue."""
        if self._reading:  # A slow disk must not keep every answer from arriving.
            return
        self._reading = True
        store, changes = self.store, self._changes

        def done(found: tuple[Queue, dict[str, Any]]) -> None:
            self._reading = False
            self._take(found, changes)

        def failed(failure: Failed) -> None:
            self._reading = False
            self._refuse(failure)

        self._aside.submit("read", lambda: (store.read(), store.runner()), done, failed)

    def close(self) -> None:
        """Follow the queue no more."""
        self._timer.stop()
        self._next.stop()
        self.leaving = True
        self._aside.shut_down()

    # Changing

    def add(self, configs: Sequence[Config], title: str = "") -> None:
        """Let jobs wait, one for each config; the queue then runs.

        Args:
            configs: their settings.
            title: a single job in words; "" describes it by its settings.
        """
        store = self.store

        def work() -> list[QueueItem]:
            from sare_engine import queue_job

            single = title if len(configs) == 1 else ""
            return [queue_job(store, config, title=single) for config in configs]

        self._change(work, self._added)

    def remove(self, numbers: Collection[int]) -> None:
        """Take jobs out; `restore` puts them back."""
        self._change(lambda: self.store.remove(numbers))

    def restore(self, numbers: Collection[int]) -> None:
        """Put removed jobs back where they were."""
        self._change(lambda: self.store.restore(numbers))

    def move(self, numbers: Collection[int], before: int | None) -> None:
        """Move jobs in front of another job, or to the end if that is None."""
        self._change(lambda: self.store.move(numbers, before))

    def move_first(self, numbers: Collection[int]) -> None:
        """Let jobs run right after the present one."""
        self._change(lambda: self.store.move_first(numbers))

    def repeat(self, numbers: Collection[int]) -> None:
        """Let jobs that were interrupted or have ended wait again, at the front."""
        self.held = False
        self._change(lambda: self.store.repeat(numbers))

    def pause(self, paused: bool) -> None:
        """Pause the queue and the job that runs, or let both go on."""
        if paused:
            self._engine.pause()
        else:
            self._engine.resume()
        self._change(lambda: self.store.pause(paused))

    def run(self) -> None:
        """Let the jobs that wait run, interrupted ones first."""
        interrupted = [one.id for one in self.queue.in_state("interrupted")]
        self.held = False

        def work() -> None:
            self.store.pause(False)
            if interrupted:
                self.store.repeat(interrupted)

        if self._engine.state in (PAUSING, PAUSED):
            self._engine.resume()
        self._change(work)

    def stop(self, number: int) -> None:
        """Stop a running job, in whichever program it runs."""
        job = self._engine.job
        if isinstance(job, QueuedJob) and job.item == number:
            self._engine.stop()
        else:
            self._change(lambda: self.store.ask_to_stop(number))

    def watched(self, job: Job) -> Job:
        """Return a job that is not of the queue so that others see it run, and wait for it."""
        store, work = self.store, job.work

        def seen(slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import QueueRunner

            runner = QueueRunner(store, PROGRAM)
            with contextlib.ExitStack() as held:
                with contextlib.suppress(StorageError):  # Then it runs without being seen.
                    if runner.try_to_hold():
                        held.callback(runner.release)
                        held.enter_context(runner.watched(job.title, None))
                yield from work(slot, control)

        return dataclasses.replace(job, work=seen)

    # Inside

    def _change(self, work: Callable[[], Any], done: Callable[[Any], None] | None = None) -> None:
        self._changes += 1

        def finished(result: Any) -> None:
            if done is not None:
                done(result)
            self.changed.emit()  # Whether it is held may be all that has changed.
            self.read()

        def failed(failure: Failed) -> None:
            self.failed.emit(failure)
            self.read()

        self._aside.submit("change", work, finished, failed, overtaken=False)

    def _added(self, items: Sequence[QueueItem]) -> None:
        self.held = False
        job = self._engine.job
        title = items[0].title if len(items) == 1 else self.tr("{0} jobs").format(len(items))
        numbers = {one.id for one in items}
        before = sum(one.id not in numbers for one in self.waiting)
        if job is None:
            text = self.tr("Queued: {0}").format(title)
        elif before:
            text = self.tr("Queued: {0}. Runs after “{1}” and {2} more.").format(
                title, job.title, before
            )
        else:
            text = self.tr("Queued: {0}. Runs after “{1}”.").format(title, job.title)
        self.notified.emit("info", text)
        self.added.emit()

    def _take(self, found: tuple[Queue, dict[str, Any]], changes: int) -> None:
        before, runner, self._read_at = self.queue, self.runner, changes
        if changes != self._changes:
            self.read()  # It was changed meanwhile.
            return
        self._refused = ""
        self.queue, self.runner = found
        if not self._asked_before:
            self._asked_before = True
            # What was added since is wanted; what was there waits for the user.
            if self.held and self.pending:
                self.waiting_before.emit(len(self.pending))
            elif not self.pending:
                self.held = False
        if before.paused != self.queue.paused:
            self._follow_pause()
        if (self.queue, self.runner) != (before, runner):
            self.changed.emit()
        self._advance()
        if not self._emptied and not self._engine.busy and not self.goes_on:
            self._emptied = True
            self.emptied.emit()
        if self._ran is not None and not self._engine.busy:
            self._ran = None

    def _follow_pause(self) -> None:
        """Pause the job as another program asked for."""
        if self.queue.paused and self._engine.state == RUNNING:
            self._engine.pause()
        elif not self.queue.paused and self._engine.state in (PAUSING, PAUSED):
            self._engine.resume()

    def _refuse(self, failure: Failed) -> None:
        if failure.why != self._refused:  # Once, not at every look.
            self._refused = failure.why
            self.failed.emit(failure)

    def _advance(self) -> None:
        if self._engine.busy or self._read_at != self._changes:
            return
        if not self.goes_on or self.other:
            return
        item = self.waiting[0]
        if item.id == self._ran:
            self.held = True  # It could not begin; the reason is shown. Never in a circle.
            self.changed.emit()
        elif self._engine.submit(self._job_of(item)):
            self._ran = item.id

    def _job_of(self, item: QueueItem) -> QueuedJob:
        from sare_engine import queued_line

        ours = self.project is not None and Path(item.project) == self.project.absolute()
        return QueuedJob(
            kind=item.verb if ours else OTHER_PROJECT,
            title=item.title,
            work=self._work_of(item),
            command=queued_line(item),
            checkpoints=item.verb in _CHECKPOINTS,
            configs=_configs_of(item),
            item=item.id,
        )

    def _work_of(self, item: QueueItem) -> Callable[[ModelSlot, Control], Iterator[Event]]:
        def work(slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import QueueRunner, queued_events

            with QueueRunner(self.store, PROGRAM) as runner:
                taken = runner.take(item.id)
                if taken is None:  # Removed or taken by another program since.
                    yield Finished("stopped")
                    return
                if slot.model is not None:  # The job loads its own.
                    for event in slot.unload():
                        if not isinstance(event, Finished):
                            yield event
                yield from runner.run(taken, queued_events, control, leaving=lambda: self.leaving)

        return work

    def _job_ended(self, job: Job, event: Finished | Failed) -> None:
        self._changes += 1  # What was read before it ended is out of date.
        self._emptied = False
        ended = isinstance(job, QueuedJob)
        if ended and isinstance(event, Failed) and self._settings.value(STOP_ON_FAILURE, False):
            self.pause(True)
            self.notified.emit("warning", self.tr("The queue is paused, as a job failed."))
        if not self.leaving:
            # When everything else has followed the end: a job may go on right away.
            self._next.start()

    def _after_job(self) -> None:
        self.read()


def _configs_of(item: QueueItem) -> tuple[Config, ...]:
    from sare_engine import queued_config

    try:
        return (queued_config(item),)
    except EngineError:  # Of another version; the job itself reports it.
        return ()
