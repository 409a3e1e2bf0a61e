"""Runs the jobs of the queue one after another; one program at a time does so."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Self

from sare_engine.background import in_background
from sare_engine.control import Control, Stopped
from sare_engine.errors import StorageError
from sare_engine.events import Event, Failed, Finished, Json, Notice, Progress
from sare_engine.files import atomic_write_text, ensure_folder
from sare_engine.jobs.runner import describe_failure
from sare_engine.queueing.items import (
    DONE,
    FAILED,
    INTERRUPTED,
    RUNNING,
    STOP,
    STOPPED,
    WAITING,
    Queue,
    QueueItem,
)
from sare_engine.queueing.made_runs import made_run
from sare_engine.queueing.store import RUNNER_FILE, RUNNER_LOCK, QueueStore, utc_now
from sare_engine.workspace.locks import hold_if_free
from sare_engine.workspace.run_owner import hold, let_go, signs_of_life, this_process

Work = Callable[[QueueItem, Control], Iterator[Event]]
"""Starts a job of the queue; what it yields ends with `Finished` or `Failed`."""

_LOOK_SECONDS = 0.2
_WRITE_SECONDS = 2.0
"""Time between two reports of how far the job is, for other programs."""


class QueueRunner:
    """Runs jobs of the queue; within its `with` block, no other program does.

    The system's lock that it holds ends with its process, however it ends.

    Example:
        with QueueRunner(store, "command line") as runner:
            while (item := runner.take()) is not None:
                for event in runner.run(item, work, control):
                    ...
    """

    def __init__(self, store: QueueStore, program: str) -> None:
        """Prepare to run jobs.

        Args:
            store: the queue.
            program: what this program is, for others to read: "window", "command line".
        """
        self._store = store
        self._program = program
        self._held = contextlib.ExitStack()
        self._report: dict[str, Json] = {}

    def __enter__(self) -> Self:
        """Become the program that runs jobs.

        Raises:
            StorageError: another program is.
        """
        if not self.try_to_hold():
            raise StorageError("The queue was not started.", self._who(), "See: sare queue list")
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def try_to_hold(self) -> bool:
        """Become the program that runs jobs; return False, at once, if another one is."""
        ensure_folder(self._store.folder)
        return hold_if_free(self._store.folder / RUNNER_LOCK, self._held)

    def release(self) -> None:
        """Let other programs run jobs."""
        with contextlib.suppress(OSError):
            (self._store.folder / RUNNER_FILE).unlink(missing_ok=True)
        self._held.close()

    def take(self, number: int | None = None) -> QueueItem | None:
        """Return the next job that waits, which from now on is running; None if there is none.

        Args:
            number: take this job, if it waits; None takes the first one unless the queue is paused.
        """
        taken: list[QueueItem] = []

        def change(queue: Queue) -> Queue:
            waiting = [one for one in queue.in_state(WAITING) if number in (None, one.id)]
            if not waiting or (number is None and queue.paused):
                return queue
            after = queue.with_item(
                waiting[0].id,
                state=RUNNING,
                started=utc_now(),
                ended="",
                run="",
                wish="",
                error={},
                owner=this_process(),
            )
            taken.extend(one for one in after.items if one.id == waiting[0].id)
            return after

        hold(self._store.folder)
        self._store.change(change)
        if not taken:
            let_go(self._store.folder)
            return None
        return taken[0]

    def run(
        self,
        item: QueueItem,
        work: Work,
        control: Control,
        *,
        leaving: Callable[[], bool] = lambda: False,
    ) -> Iterator[Event]:
        """Yield the events of a job that was taken, and record how it ended.

        Pausing the queue, and the wish to stop this job, reach the job from any program.

        Args:
            item: the job.
            work: starts it.
            control: pauses and stops it from this program.
            leaving: whether it was stopped because this program ends: it then counts as
                interrupted, not as stopped.
        """
        last: Finished | Failed | None = None
        ended = False
        try:
            with self.watched(item.title, item.id, control):
                for event in _guarded(work, item, control):
                    self._follow(event)
                    if isinstance(event, (Finished, Failed)):
                        last, ended = event, True
                        try:
                            self._record(item, last, interrupted=leaving())
                        except StorageError as error:
                            yield Notice("warning", error.what, f"{error.why} {error.fix}")
                    yield event
        finally:
            if not ended:
                with contextlib.suppress(StorageError):
                    self._record(item, last, interrupted=True)

    @contextlib.contextmanager
    def watched(
        self, title: str, number: int | None, control: Control | None = None
    ) -> Iterator[None]:
        """Report to other programs what runs now, and let them pause and stop it.

        Args:
            title: the job in words.
            number: its number in the queue; None for a job that is not in it.
            control: paused and stopped as other programs ask; None leaves that to the caller.
        """
        self._report = {
            "program": self._program,
            "title": title,
            "item": number,
            "fraction": None,
            "eta_seconds": None,
            **this_process(),
        }
        hold(self._store.folder)
        try:
            with signs_of_life(self._store.folder):
                self._write_report()
                with in_background("queue", lambda ended: self._watch(ended, number, control)):
                    yield
        finally:
            with contextlib.suppress(OSError):
                (self._store.folder / RUNNER_FILE).unlink(missing_ok=True)
            let_go(self._store.folder)

    def _watch(self, ended: threading.Event, number: int | None, control: Control | None) -> None:
        seen: tuple[int, int] | None = None  # It may have been paused since the job was taken.
        paused = False
        written, reported = time.monotonic(), dict(self._report)
        while not ended.wait(_LOOK_SECONDS):
            if time.monotonic() - written > _WRITE_SECONDS and reported != self._report:
                written, reported = time.monotonic(), dict(self._report)
                self._write_report()
            stamp = self._store.stamp()
            if control is None or stamp == seen:
                continue
            try:
                queue = self._store.read()
            except StorageError:
                continue  # Whoever damaged it learns of it.
            seen = stamp
            item = queue.find(number) if number is not None else None
            if item is not None and item.wish == STOP:
                control.stop()
            elif queue.paused != paused:
                paused = queue.paused
                control.pause() if paused else control.resume()

    def _follow(self, event: Event) -> None:
        if isinstance(event, Progress) and (event.fraction is not None or event.total != 1):
            # A phase of a single unit, such as loading, has no progress to show.
            share = event.fraction
            if share is None and event.total:
                share = min(1.0, event.done / event.total)
            self._report = {
                **self._report,
                "fraction": share,
                "eta_seconds": event.eta_seconds,
                "running": list(event.running),
            }

    def _write_report(self) -> None:
        with contextlib.suppress(StorageError):  # Only for others to read.
            atomic_write_text(self._store.folder / RUNNER_FILE, json.dumps(self._report) + "\n")

    def _record(
        self, item: QueueItem, last: Finished | Failed | None, *, interrupted: bool
    ) -> None:
        state, error, run = INTERRUPTED, {}, ""
        if isinstance(last, Failed):
            state = FAILED
            error = {"what": last.what, "why": last.why, "fix": last.fix}
        elif last is not None and (last.status == "done" or not interrupted):
            state = DONE if last.status == "done" else STOPPED
        if isinstance(last, Finished):
            run = str(last.result.get("run") or "")
        if not run and (made := made_run(item)) is not None:
            run = made.name

        def change(queue: Queue) -> Queue:
            found = queue.find(item.id)
            if found is None or found.state not in (RUNNING, INTERRUPTED):
                return queue
            return queue.with_item(
                item.id, state=state, ended=utc_now(), run=run, error=error, wish=""
            )

        self._store.change(change)

    def _who(self) -> str:
        found = self._store.runner()
        if not found:
            return "Another program runs the jobs of the queue."
        return (
            f"The {found.get('program')} (process {found.get('pid')} on the computer "
            f"{found.get('host')}) runs them now: {found.get('title')}."
        )


def _guarded(work: Work, item: QueueItem, control: Control) -> Iterator[Event]:
    """Yield the events of a job; whatever it raises becomes its last event."""
    try:
        yield from work(item, control)
    except Stopped:
        yield Finished("stopped")
    except Exception as error:  # The next job runs nevertheless.
        yield describe_failure(error)
