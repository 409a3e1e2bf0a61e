"""A command that torchrun, or a cluster's own launcher, has started as one of several processes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from sare_engine.cli.commands import Command
from sare_engine.errors import ConfigError, EngineError
from sare_engine.settings import Config
from sare_engine.team.seats import Seat, join_team, leave_team, torchrun_seat


def speaks() -> bool:
    """Whether this process reports: of several that do one job, only the first does."""
    seat = torchrun_seat()
    return seat is None or seat.rank == 0


@contextlib.contextmanager
def as_torchrun_says(command: Command, config: Config) -> Iterator[None]:
    """Let a job be done together with the other processes, if there are any.

    Raises:
        ConfigError: another number of processes was asked for, or there are fewer GPUs.
        EngineError: the command cannot be shared, or the other processes were not met.
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
            "Run it without torchrun.",
        )
    if asked not in (1, seat.size):
        text = f"{asked} were asked for, but torchrun has started {seat.size}."
        raise ConfigError([("processes", text)])
    _take_place(seat, config)
    try:
        join_team(seat)
    except RuntimeError as error:
        raise EngineError(
            "The processes of the job did not meet.",
            str(error).partition("\n")[0],
            "Check the addresses that torchrun was given (--rdzv-endpoint, or --master-addr and "
            "--master-port), and that a firewall lets them through.",
        ) from error
    try:
        yield
    finally:
        leave_team()


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
