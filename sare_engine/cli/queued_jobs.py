"""Which commands can wait in the queue, and how a job in it becomes a config and runs."""

from __future__ import annotations

import os
import shlex
from collections.abc import Collection, Iterator
from pathlib import Path

from sare_engine.cli.commands import COMMANDS, Command
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.events import Event
from sare_engine.queueing.items import QueueItem
from sare_engine.queueing.store import QueueStore
from sare_engine.settings import Config, settings_of
from sare_engine.workspace.runs import with_absolute_paths

_TITLE_CONCEPTS = 3


def queued_command(verb: str) -> Command:
    """Return the command of a job in the queue.

    Raises:
        DataError: it cannot wait there.
    """
    command = next((one for one in COMMANDS if one.name == verb), None)
    if command is not None and command.queued:
        return command
    known = ", ".join(one.name for one in COMMANDS if one.queued)
    raise DataError(
        f"{verb!r} cannot be queued.",
        f"Jobs of the queue are: {known}." if command is None else "It takes no time.",
        f"Run it directly: sare {verb}" if command is not None else "Queue one of these.",
    )


def can_queue(config: Config) -> bool:
    """Whether a job with this config can wait in the queue."""
    return any(one.queued and one.config is type(config) for one in COMMANDS)


def queue_job(
    store: QueueStore,
    config: Config,
    *,
    given: Collection[str] = (),
    title: str = "",
    first: bool = False,
) -> QueueItem:
    """Put a job into the queue, with the config that it would run with now.

    Args:
        store: the queue.
        config: its settings.
        given: the settings that were stated, also with their default values.
        title: the job in words; "" describes it by its settings.
        first: whether it comes before all others that wait.

    Raises:
        ConfigError: the settings are wrong.
        DataError: such a job cannot be queued.
        StorageError: the queue cannot be written.
    """
    verb = next((one.name for one in COMMANDS if one.config is type(config)), "")
    queued_command(verb)
    config.validate()
    config = with_absolute_paths(config)
    return store.add(verb, config.to_dict(), title or job_title(config), given=given, first=first)


def job_title(config: Config) -> str:
    """Return a job in words: "Erase demo: chair, knife (SARE), seed 1"."""
    verb = next(one.name for one in COMMANDS if one.config is type(config))
    declared = {one.name: one for one in settings_of(type(config))}
    values = {name: getattr(config, name) for name in declared}
    place = values.get("project") or values.get("model") or values.get("file")
    words = " ".join([verb.capitalize(), *([Path(place).absolute().name] if place else [])])
    concepts = tuple(values.get("concepts") or ())
    named = ", ".join(concepts[:_TITLE_CONCEPTS])
    named += " …" if len(concepts) > _TITLE_CONCEPTS else ""
    named = str(values.get("resume") or values.get("run") or named)
    kind = next((name for name in ("suite", "method", "attack") if values.get(name)), "")
    entry = declared[kind].entries.get(str(values[kind])) if kind else None
    details = [named] if named else []
    if entry is not None and not values.get("resume"):
        details = [f"{named} ({entry.title})" if named else entry.title]
    details += [f"seed {values['seed']}"] if values.get("seed") else []
    return f"{words}: {', '.join(details)}" if details else words


def queued_config(item: QueueItem) -> Config:
    """Return the config of a job in the queue.

    Raises:
        ConfigError: this version does not know its settings.
        DataError: this version does not know its command.
    """
    return queued_command(item.verb).config.from_dict(item.settings)


def queued_events(item: QueueItem, control: Control) -> Iterator[Event]:
    """Run a job of the queue as its command does; yields its events.

    Raises:
        EngineError: this version does not know its command or settings.
    """
    command = queued_command(item.verb)
    config = queued_config(item)
    yield from command.run(config, control, frozenset(item.given))


def queued_line(item: QueueItem) -> str:
    """Return the command line of a job in the queue."""
    from sare_engine.cli.command_line import command_of

    try:
        return command_of(queued_config(item))
    except Exception:  # of another version
        return shlex.join(["sare", item.verb, os.fspath(item.project)])
