"""Worker processes that do the parts of a job at the same time, seen from the job's own process.

`worker_process` describes what they say to each other. A worker writes the folders of its runs, and
reads the project's database, which it cannot change.
"""

from __future__ import annotations

import contextlib
import queue
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from sare_engine.control import Control, Stopped
from sare_engine.events import (
    Event,
    Failed,
    Finished,
    Notice,
    event_from_dict,
)
from sare_engine.jobs.overall import OverallProgress
from sare_engine.jobs.parts import JobPart, Source, Taker, done_here
from sare_engine.jobs.runner import InnerFailure
from sare_engine.jobs.worker_places import WorkerPlace
from sare_engine.jobs.worker_process import Message, WorkerProcess, ending_text

_POLL_SECONDS = 0.05
_CLOSING_SECONDS = 10.0
"""How long workers have to end their parts when nobody waits for the job any more."""
_END = Notice("info", "")
"""Stands for the end of the parts."""


class WorkerPool:
    """Does the parts of a job in worker processes; a context manager, which ends them.

    Args:
        places: what each of them has of the computer.
        control: pause, resume, stop and checkpoint-now, which reach all parts.
        overall: the job's progress.
        take: takes the result of each part.
    """

    def __init__(
        self, places: Sequence[WorkerPlace], control: Control, overall: OverallProgress, take: Taker
    ) -> None:
        self._workers = len(places)
        self._control = control
        self._overall = overall
        self._take = take
        self._inbox: queue.SimpleQueue[tuple[WorkerProcess, Message]] = queue.SimpleQueue()
        self._free_places = list(places)
        self._crew: list[WorkerProcess] = []
        self._again: deque[JobPart] = deque()
        self._died: set[str] = set()
        self._paused = self._stopping = False
        self._failure: Exception | None = None
        self._closing = contextlib.ExitStack()

    def __enter__(self) -> Self:
        folder = tempfile.TemporaryDirectory(prefix="sare-", ignore_cleanup_errors=True)
        self._locks = Path(self._closing.enter_context(folder))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all workers; parts that are being worked on are stopped as by the user."""
        until = time.monotonic() + _CLOSING_SECONDS
        busy = [one for one in self._crew if one.part is not None]
        for worker in busy:
            worker.say({"control": "stop"})
        for worker in [one for one in self._crew if one not in busy or not one.ready]:
            # Nothing is lost: it does no part, or imports the libraries for its first.
            worker.kill()
        for worker in self._crew:
            worker.close(until - time.monotonic())
        self._crew.clear()
        self._closing.close()

    def run(self, parts: Source) -> Iterator[Event]:
        """Yield what `done_parts` does.

        Raises:
            Stopped: the user stopped the job.
            EngineError: a part failed, or its worker died twice.
        """
        self._control.poll()
        source = iter(parts)
        exhausted = False
        while True:
            while not exhausted and self._can_begin():
                found = self._again.popleft() if self._again else next(source, _END)
                if found is _END:
                    exhausted = True
                elif found is None:
                    break
                elif not isinstance(found, JobPart):
                    yield found
                elif found.here:
                    yield from done_here(found, self._take, self._overall, self._control)
                else:
                    yield self._begin(found)
            if not any(one.part for one in self._crew) and (exhausted or self._stopping):
                break
            yield from self._listen()
            exhausted = exhausted and not self._again
            self._pass_on()
        if self._failure is not None:
            raise self._failure
        if self._stopping:
            raise Stopped

    def _can_begin(self) -> bool:
        if self._stopping or self._paused:
            return False
        return len(self._crew) < self._workers or any(one.part is None for one in self._crew)

    def _begin(self, part: JobPart) -> Event:
        worker = next((one for one in self._crew if one.part is None), None)
        if worker is None:
            worker = WorkerProcess(self._free_places.pop(0), self._inbox, self._locks)
            self._crew.append(worker)
        worker.begin(part)
        return self._overall.begin(part.title, part.expected)

    def _listen(self) -> Iterator[Event]:
        """Yield what comes of the next message of a worker, if there is one soon."""
        try:
            worker, message = self._inbox.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            return
        if message is None:
            yield from self._gone(worker)
        elif "ready" in message:
            worker.ready = True
        elif "waiting" in message:
            worker.waiting = True
        elif worker.part is not None:
            yield from self._told(worker, worker.part, event_from_dict(message))

    def _told(self, worker: WorkerProcess, part: JobPart, event: Event) -> Iterator[Event]:
        if isinstance(event, Failed):
            worker.part = None
            if self._failure is None:
                self._failure = InnerFailure(event)
            self._stop()
        elif isinstance(event, Finished):
            worker.part = None
            if event.status == "done":
                seconds = self._overall.end(part.title)
                yield from self._take(part, event.result, seconds)
                yield self._overall.progress()
            elif not self._stopping:
                yield from self._redo(part, "was stopped from outside", "")
        elif isinstance(event, Notice):
            # What else a part reports belongs to one part; several at once nobody could follow.
            named = event.text.startswith(f"{part.title}:")
            text = event.text if named else f"{part.title}: {event.text}"
            yield Notice(event.level, text, event.hint)
        else:
            yield from self._overall.follow(part.title, event)

    def _gone(self, worker: WorkerProcess) -> Iterator[Event]:
        code, words = worker.last_words()
        worker.close(0.0)
        self._crew.remove(worker)
        self._free_places.append(worker.place)
        part, worker.part = worker.part, None
        if part is not None and not self._stopping:
            yield from self._redo(part, f"ended unexpectedly ({ending_text(code)})", words)

    def _redo(self, part: JobPart, what: str, words: str) -> Iterator[Event]:
        """Do a part again whose worker has ended, once.

        What it had finished is reused, and a run with a checkpoint is resumed.
        """
        memory = "Memory may have been the reason; fewer workers need less."
        self._overall.give_up(part.title)
        if part.title in self._died:
            why = f"The worker process that did it {what}, for the second time."
            fix = f"{memory} Start again: what was finished is kept."
            failed = Failed(f"{part.title} could not be done.", why, fix, words)
            self._failure = self._failure or InnerFailure(failed)
            self._stop()
            return
        self._died.add(part.title)
        self._again.append(part)
        text = f"{part.title}: the worker process {what}. This part is done again."
        yield Notice("warning", text, memory)

    def _pass_on(self) -> None:
        """Pass what the owner wants on to the workers; wait here while all of them wait."""
        busy = [one for one in self._crew if one.part is not None]
        if self._control.stop_requested and not self._stopping:
            self._stop()
        if self._stopping:
            return
        if self._control.take_checkpoint_request():
            self._say(busy, "checkpoint")
        if self._control.paused and not self._paused:
            self._paused = True
            self._say(busy, "pause")
        if self._paused and all(one.waiting for one in busy):
            began = time.monotonic()
            with contextlib.suppress(Stopped):
                self._control.poll()
            self._overall.waited(time.monotonic() - began)
        if self._control.stop_requested:
            self._stop()
        elif self._paused and not self._control.paused:
            self._paused = False
            for worker in busy:
                worker.waiting = False
            self._say(busy, "resume")

    def _stop(self) -> None:
        self._stopping = True
        for worker in self._crew:
            if worker.part is not None and worker.ready:
                worker.say({"control": "stop"})
            elif worker.part is not None:
                # It imports the libraries: nothing has begun that would have to end well.
                worker.kill()

    @staticmethod
    def _say(workers: list[WorkerProcess], switch: str) -> None:
        for worker in workers:
            worker.say({"control": switch})
