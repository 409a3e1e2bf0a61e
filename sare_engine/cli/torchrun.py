"""A command that torchrun, or a cluster's own launcher, has started as one of several processes."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator

from sare_engine.cli.commands import Command
from sare_engine.cli.parser import name_flags, see_help
from sare_engine.control import Control
from sare_engine.errors import ConfigError, EngineError
from sare_engine.settings import Config
from sare_engine.team.meeting import MissedError, absence, report_absence
from sare_engine.team.seats import Seat, join_team, leave_team, torchrun_seat

_FIRST_SECONDS = 20.0
"""How long the first process may take to say why all of them end."""


def let_the_first_speak() -> None:
    """Wait in another process until torchrun ends it, since the first has said what is wrong.

    torchrun ends the first, too, as soon as this one has ended.
    """
    time.sleep(_FIRST_SECONDS)


def speaks() -> bool:
    """Whether this process reports: of several that do one job, only the first does."""
    seat = torchrun_seat()
    return seat is None or seat.rank == 0


@contextlib.contextmanager
def as_torchrun_says(command: Command, config: Config, control: Control) -> Iterator[None]:
    """Let a job be done together with the other processes, if there are any.

    Args:
        command: the command.
        config: its settings.
        control: stops the wait for the other processes.

    Raises:
        ConfigError: another number of processes was asked for, or there are fewer GPUs.
        EngineError: the command cannot be shared, or the other processes were not met.
        Stopped: the user stopped the job before they had met.
    """
    seat = torchrun_seat()
    if seat is None:
        yield
        return
    asked = getattr(config, "processes", None)
    if asked is None:
        raise EngineError(
            f"sare {command.name} cannot be done by several processes together.",
            f"torchrun has started {seat.size}, and each would do the whole of it.",
            "Run it without torchrun; --workers runs several of its parts at the same time."
            if hasattr(config, "workers")
            else "Run it without torchrun.",
        )
    if asked not in (1, seat.size):
        text = f"{asked} were asked for, but torchrun has started {seat.size}."
        raise ConfigError([("processes", text)])
    with failing_alone(command):
        _take_place(seat, config)
        team = join_team(seat, control=control)
    try:
        with team.publishing():
            yield
    finally:
        leave_team()


@contextlib.contextmanager
def failing_alone(command: Command, alike: type[Exception] | None = None) -> Iterator[None]:
    """Let the first process report what ends one of several before they have met.

    Args:
        command: the command.
        alike: what ends all of them in the same way, so that the first reports its own.
    """
    seat = torchrun_seat()
    try:
        yield
    except Exception as error:
        if seat is None or isinstance(error, (MissedError, *([alike] if alike else []))):
            raise
        named: Exception = error
        if isinstance(error, ConfigError):
            named = EngineError(error.what, name_flags(command, error), see_help(command))
        if not report_absence(seat, named) and seat.rank and sys.__stderr__ is not None:
            print(f"sare {command.name}: {absence(seat, named)}", file=sys.__stderr__, flush=True)
        raise


def _take_place(seat: Seat, config: Config) -> None:
    """Take one of the computer's GPUs, or a share of its memory.

    Raises:
        ConfigError: there are fewer GPUs.
    """
    from sare_engine.jobs.worker_places import worker_places
    from sare_engine.models.system_memory import allow_memory

    device = getattr(config, "device", "auto")
    places = worker_places(device, seat.local_size, "processes")
    if not places:
        return
    place = places[seat.local_rank]
    os.environ.update(place.environment)
    if place.memory is not None:
        allow_memory(place.memory)
