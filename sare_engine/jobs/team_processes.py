"""A job that several processes do together, seen from the job's own process, which starts them.

torchrun's variables would do to start them, but torchrun has no way to the leading process: it
reports no events, forwards a single Ctrl-C and kills thirty seconds later. So the processes are
workers (`worker_process`), which meet at a file.
"""

from __future__ import annotations

import contextlib
import queue
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sare_engine.control import Control, Stopped
from sare_engine.events import Event, Failed, Finished, Json, event_from_dict
from sare_engine.jobs.parts import JobPart
from sare_engine.jobs.runner import InnerFailure
from sare_engine.jobs.worker_places import WorkerPlace, worker_places
from sare_engine.jobs.worker_process import Message, WorkerProcess, ending_text
from sare_engine.team.exchange import TeamLostError
from sare_engine.team.seats import current_team
from sare_engine.team.team import Team

_POLL_SECONDS = 0.05
_CLOSING_SECONDS = 10.0
"""How long the leading process has to end its run once another has failed, or nobody waits."""
_WORDS_SECONDS = 3.0
"""How long after that the others may take to say what was wrong."""


def in_processes(
    work: Callable[..., Iterator[Event]], config: Any, control: Control, **values: Json
) -> Iterator[Event]:
    """Yield what the leading one of `config.processes` processes reports of a job.

    Args:
        work: a job on the top level of a module of this package, which knows of teams.
        config: its settings.
        control: pause, resume, stop and checkpoint-now.
        values: further arguments, as JSON.

    Raises:
        ConfigError: there are fewer GPUs.
        Stopped: the user stopped the job before it began.
        EngineError: a process failed or died.
    """
    places = worker_places(config.device, config.processes, "processes")
    with TeamProcesses(places, control) as team:
        yield from team.run(JobPart("", work, config, values))


def done_together(
    work: Callable[..., Iterator[Event]],
    config: Any,
    control: Control,
    lead: Callable[[], Iterator[Event]],
    follow: Callable[[Team, Control], Iterator[Event]],
    **values: Json,
) -> Iterator[Event]:
    """Yield the events of a job that one process does, or several of which the first leads.

    Args:
        work: the job itself, which is called again in each of `config.processes` processes if this
            one belongs to no team yet; on the top level of a module of this package.
        config: its settings.
        control: pause, resume, stop and checkpoint-now.
        lead: does the job in this process, which leads the others if there are any.
        follow: takes part in it in another process of the team.
        values: further arguments of `work`, as JSON.

    Raises:
        ConfigError: there are fewer GPUs.
        Stopped: the user stopped the job.
        EngineError: a process failed or died.
    """
    team = current_team()
    if team is not None:
        with team.publishing():
            yield from lead() if team.leads else follow(team, control)
    elif config.processes > 1:
        yield from in_processes(work, config, control, **values)
    else:
        yield from lead()


def tell_team(message: Json) -> None:
    """Tell the other processes of the team, if there are any, what they need to know."""
    team = current_team()
    if team is not None:
        team.tell(message)


class TeamProcesses:
    """Does a job in several processes; a context manager, which ends them.

    Args:
        places: what each of them has of the computer; the first leads.
        control: pause, resume, stop and checkpoint-now.
    """

    def __init__(self, places: Sequence[WorkerPlace], control: Control) -> None:
        self._places = places
        self._control = control
        self._inbox: queue.SimpleQueue[tuple[WorkerProcess, Message]] = queue.SimpleQueue()
        self._crew: list[WorkerProcess] = []
        self._failures: list[Failed] = []
        self._deaths: list[Failed] = []
        self._over: float | None = None
        self._paused = self._stopping = False
        self._closing = contextlib.ExitStack()

    def __enter__(self) -> Self:
        folder = tempfile.TemporaryDirectory(prefix="sare-", ignore_cleanup_errors=True)
        address = (Path(self._closing.enter_context(folder)) / "meeting").as_uri()
        size = len(self._places)
        for rank, place in enumerate(self._places):
            team = {"rank": rank, "size": size, "address": address}
            self._crew.append(WorkerProcess(place, self._inbox, team=team, writes=rank == 0))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all processes; a job that is still being done is stopped as by the user."""
        leader = self._crew[0]
        until = time.monotonic()
        if leader.part is not None and all(one.ready for one in self._crew):
            # The others must stop along with it, or it would lose them.
            self._say("stop")
            until += _CLOSING_SECONDS
        else:
            leader.kill()
        leader.close(until - time.monotonic())
        for worker in self._crew[1:]:
            worker.kill()
            worker.close(0.0)
        self._closing.close()

    def run(self, part: JobPart) -> Iterator[Event]:
        """Yield the events of the leading process.

        Raises:
            Stopped: the user stopped the job before it began.
            EngineError: a process failed or died.
        """
        leader = self._crew[0]
        for worker in self._crew:
            worker.begin(part)
        while True:
            for event in self._listen():
                yield event
                if isinstance(event, Finished):
                    return
            self._pass_on()
            if self._over is None:
                continue
            ended = [one.part is None for one in self._crew]
            seconds = _WORDS_SECONDS if leader.part is None else _CLOSING_SECONDS
            if all(ended) or time.monotonic() > self._over + seconds:
                raise InnerFailure(self._failure())

    def _listen(self) -> Iterator[Event]:
        """Yield what the leading process reports, if something arrives soon."""
        try:
            worker, message = self._inbox.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            return
        if message is None:
            if worker.part is not None:
                self._died(worker)
        elif "ready" in message:
            worker.ready = True
        elif "waiting" in message:
            worker.waiting = True
        elif worker.part is not None:
            event = event_from_dict(message)
            if isinstance(event, Failed):
                self._failures.append(event)
                self._end(worker)
            elif worker is self._crew[0]:
                if isinstance(event, Finished):
                    worker.part = None
                yield event
            elif isinstance(event, Finished):
                worker.part = None

    def _died(self, worker: WorkerProcess) -> None:
        code, words = worker.last_words()
        number = self._crew.index(worker) + 1
        lost = TeamLostError()
        why = f"Process {number} of {len(self._crew)} ended ({ending_text(code)})."
        self._deaths.append(Failed(lost.what, f"{why} {lost.why}", lost.fix, words))
        self._end(worker)

    def _end(self, worker: WorkerProcess) -> None:
        worker.part = None
        self._over = self._over or time.monotonic()

    def _failure(self) -> Failed:
        """Return what was wrong at first: what a process said, or that it died."""
        lost = TeamLostError().what
        said = [one for one in self._failures if one.what != lost]
        # Where one process failed by itself, the others repeat its words without the details.
        said.sort(key=lambda one: not one.details)
        return (said + self._deaths + self._failures)[0]

    def _pass_on(self) -> None:
        """Pass what the owner wants on; wait here while the leading process waits.

        Raises:
            Stopped: nothing has begun that would have to end well.
        """
        if self._control.stop_requested and not self._stopping:
            self._stopping = True
            if not all(one.ready for one in self._crew):
                raise Stopped
            self._say("stop")
        if self._stopping:
            return
        leader = self._crew[0]
        if self._control.take_checkpoint_request():
            leader.say({"control": "checkpoint"})
        if self._control.paused and not self._paused:
            self._paused = True
            leader.say({"control": "pause"})
        if self._paused and leader.waiting:
            with contextlib.suppress(Stopped):
                self._control.poll()
        if self._paused and not self._control.paused:
            self._paused = leader.waiting = False
            leader.say({"control": "resume"})

    def _say(self, switch: str) -> None:
        for worker in self._crew:
            worker.say({"control": switch})
