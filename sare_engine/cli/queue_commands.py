"""What the commands of the queue do."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine import config as configs
from sare_engine.background import in_background
from sare_engine.control import Control, Stopped
from sare_engine.errors import ConfigError, DataError
from sare_engine.events import Event, Failed, Finished, Notice, PhaseStarted
from sare_engine.queueing.items import (
    DONE,
    ENDED,
    FAILED,
    INTERRUPTED,
    PENDING,
    RUNNING,
    STOPPED,
    WAITING,
    Queue,
    QueueItem,
)
from sare_engine.queueing.runner import QueueRunner
from sare_engine.queueing.store import QueueStore
from sare_engine.settings import Config
from sare_engine.workspace.project import Project
from sare_engine.workspace.schema import DATABASE_NAME

if TYPE_CHECKING:
    from sare_engine.cli.commands import Command

_PROGRAM = "command line"
_FIRST = "--first"
_WAIT_SECONDS = 1.0
_FORWARD_SECONDS = 0.1


def listing(config: configs.QueueConfig, _: Control, __: Collection[str]) -> Iterator[Event]:
    """List the queue."""
    store = QueueStore()
    yield Finished("done", _as_result(store, store.read(), ended=config.ended))


def add(config: configs.QueueAddConfig, _: Control, __: Collection[str]) -> Iterator[Event]:
    """Check a job as its own command would, and put it into the queue."""
    from sare_engine.cli.options import QueuedConfigError, given_names, read_config
    from sare_engine.cli.parser import parse_arguments
    from sare_engine.cli.queued_jobs import queue_job, queued_command

    words = list(config.job[1:] if config.job[:1] == ("--",) else config.job)
    if words[:1] == ["sare"]:
        del words[0]
    if not words:
        raise ConfigError([("job", "must be given.")])
    queued_command(words[0])
    first = config.first or _FIRST in words  # No job has an option of that name.
    words = [one for one in words if one != _FIRST]
    parsed = parse_arguments(words)
    command: Command = queued_command(parsed.command.name)
    if parsed.json is not None:
        raise DataError(
            "The job was not queued.",
            "A job in the queue prints no result that --json could write.",
            "Leave --json out; its result is kept in the project.",
        )
    try:
        job: Config = read_config(command.config, parsed)
    except ConfigError as error:
        raise QueuedConfigError(command, error) from None
    store = QueueStore()
    _require_project(command, job, store)
    item = queue_job(store, job, given=given_names(job, parsed), first=first)
    queue = store.read()
    before = [one for one in queue.in_state(RUNNING, WAITING) if one.id != item.id]
    place = [one.id for one in queue.in_state(*PENDING)].index(item.id)
    yield Finished(
        "done",
        {
            "job": item.id,
            "title": item.title,
            "jobs_before": place + len(queue.in_state(RUNNING)) if before else 0,
            "paused": queue.paused,
            "runner": str(store.runner().get("program") or ""),
        },
    )


def run(config: configs.QueueRunConfig, control: Control, _: Collection[str]) -> Iterator[Event]:
    """Run the jobs of the queue."""
    store = QueueStore()
    ended: list[QueueItem] = []
    with QueueRunner(store, _PROGRAM) as runner:
        yield from _take_up_interrupted(store)
        if store.read().paused:
            store.pause(False)
            yield Notice("info", "The queue was paused and now continues.")
        try:
            while True:
                item = runner.take()
                if item is None and not _waits(config, store, control):
                    break
                if item is None:
                    continue
                yield from _run_one(runner, item, control)
                ended += [one for one in store.read().items if one.id == item.id]
                if control.stop_requested:
                    raise Stopped
                yield from _tell_end(store, ended[-1:], config)
        except Stopped:
            yield Finished("stopped", _summary(ended))
            return
    yield Finished("done", _summary(ended))


def remove(config: configs.QueueRemoveConfig, _: Control, __: Collection[str]) -> Iterator[Event]:
    """Remove jobs."""
    store = QueueStore()
    queue = store.read()
    numbers = list(config.jobs)
    numbers += [one.id for one in queue.in_state(*ENDED)] if config.ended else []
    numbers += [one.id for one in queue.in_state(*PENDING)] if config.waiting else []
    yield Finished("done", _as_result(store, store.remove(numbers)))


def move(config: configs.QueueMoveConfig, _: Control, __: Collection[str]) -> Iterator[Event]:
    """Move waiting jobs."""
    store = QueueStore()
    if config.last or config.before is not None:
        if config.before is not None and store.read().find(config.before) is None:
            raise DataError(f"Job {config.before} is not in the queue.", fix="See: sare queue list")
        queue = store.move(config.jobs, config.before)
    else:
        queue = store.move_first(config.jobs)
    yield Finished("done", _as_result(store, queue))


def repeat(config: configs.QueueRepeatConfig, _: Control, __: Collection[str]) -> Iterator[Event]:
    """Let jobs run again."""
    store = QueueStore()
    yield Finished("done", _as_result(store, store.repeat(config.jobs)))


def pause(_: configs.QueuePauseConfig, __: Control, ___: Collection[str]) -> Iterator[Event]:
    """Pause the queue."""
    store = QueueStore()
    yield Finished("done", _as_result(store, store.pause()))


def resume(_: configs.QueueResumeConfig, __: Control, ___: Collection[str]) -> Iterator[Event]:
    """Continue the queue."""
    store = QueueStore()
    yield Finished("done", _as_result(store, store.pause(False)))


def stop(config: configs.QueueStopConfig, _: Control, __: Collection[str]) -> Iterator[Event]:
    """Stop the running job."""
    store = QueueStore()
    yield Finished("done", _as_result(store, store.ask_to_stop(config.job)))


def _require_project(command: Command, job: Config, store: QueueStore) -> None:
    """Check that a job's project exists, unless a job before it makes it."""
    folder: Path | None = getattr(job, "project", None)
    if folder is None or command.name == _MAKES_PROJECTS or (folder / DATABASE_NAME).is_file():
        return
    place = str(folder.absolute())
    before = store.read().in_state(WAITING, RUNNING)
    if not any(one.project == place and one.verb == _MAKES_PROJECTS for one in before):
        Project.open(folder).close()


_MAKES_PROJECTS = "probe"


def _take_up_interrupted(store: QueueStore) -> Iterator[Event]:
    interrupted = store.read().in_state(INTERRUPTED)
    if interrupted:
        store.repeat([one.id for one in interrupted])
        titles = "; ".join(one.title for one in interrupted)
        yield Notice("info", f"Interrupted before, runs again: {titles}.")


def _waits(config: configs.QueueRunConfig, store: QueueStore, control: Control) -> bool:
    """Whether the queue may get another job to run; returns after a moment.

    Raises:
        Stopped: the user stopped the command.
    """
    waiting = bool(store.read().in_state(WAITING))  # Paused, or taken by nobody yet.
    until = time.monotonic() + _WAIT_SECONDS
    while (config.wait or waiting) and time.monotonic() < until:
        control.poll()
        time.sleep(_FORWARD_SECONDS)
    return config.wait or waiting


def _run_one(runner: QueueRunner, item: QueueItem, control: Control) -> Iterator[Event]:
    from sare_engine.cli.queued_jobs import queued_events

    own = Control()
    with in_background("stop", lambda over: _forward(control, own, over)):
        yield PhaseStarted("queue", f"Job {item.id}: {item.title}")
        events = runner.run(item, queued_events, own, leaving=lambda: control.stop_requested)
        for event in events:
            if isinstance(event, Failed):
                yield Notice("warning", f"Job {item.id} failed: {event.what}", event.why)
            elif not isinstance(event, Finished):
                yield event


def _forward(control: Control, own: Control, over: threading.Event) -> None:
    """Stop the present job when the whole command is stopped."""
    while not over.wait(_FORWARD_SECONDS):
        if control.stop_requested:
            own.stop()


def _tell_end(
    store: QueueStore, ended: list[QueueItem], config: configs.QueueRunConfig
) -> Iterator[Event]:
    for item in ended:
        if item.state == FAILED and config.stop_on_failure:
            store.pause()
            yield Notice("warning", "The queue is paused, as a job failed.", "sare queue resume")
            raise Stopped


def _summary(ended: list[QueueItem]) -> dict[str, Any]:
    return {
        "done": sum(one.state == DONE for one in ended),
        "failed": sum(one.state == FAILED for one in ended),
        "stopped": sum(one.state in (STOPPED, INTERRUPTED) for one in ended),
        "jobs": [_row(one) for one in ended],
    }


def _as_result(store: QueueStore, queue: Queue, *, ended: int = 10) -> dict[str, Any]:
    shown = {one.id for one in queue.in_state(*ENDED)[-ended:]} if ended else set()
    listed = [one for one in queue.items if one.state in (RUNNING, *PENDING) or one.id in shown]
    # What has ended, then what runs, then what waits, in its order.
    listed.sort(key=lambda one: (one.state in PENDING, one.state == RUNNING))
    return {"paused": queue.paused, "runner": store.runner(), "jobs": [_row(one) for one in listed]}


def _row(item: QueueItem) -> dict[str, Any]:
    from sare_engine.cli.queued_jobs import queued_line

    return {
        "id": item.id,
        "state": item.state,
        "title": item.title,
        "project": item.project,
        "run": item.run,
        "added": item.added,
        "started": item.started,
        "ended": item.ended,
        "error": item.reason,
        "command": queued_line(item),
    }
