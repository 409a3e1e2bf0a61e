"""Which process of a team this is, and how it meets the others; free of torch until they meet."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sare_engine.control import Control

if TYPE_CHECKING:
    from sare_engine.team.team import Team


@dataclass(frozen=True)
class Seat:
    """Which process of a team this is.

    Attributes:
        rank: its number, from 0; 0 leads.
        size: how many there are.
        local_rank: its number among those on this computer.
        local_size: how many are on this computer.
    """

    rank: int
    size: int
    local_rank: int = 0
    local_size: int = 1


def torchrun_seat(environment: Mapping[str, str] = os.environ) -> Seat | None:
    """Return the seat that torchrun, or a script that sets its variables, gives this process.

    None for a process on its own.
    """
    if not {"MASTER_ADDR", "MASTER_PORT"} <= environment.keys():
        return None
    try:
        rank, size = int(environment["RANK"]), int(environment["WORLD_SIZE"])
        local = int(environment.get("LOCAL_RANK", rank))
        local_size = int(environment.get("LOCAL_WORLD_SIZE", local + 1))
    except (KeyError, ValueError):
        return None
    return Seat(rank, size, local, local_size) if 0 <= rank < size and size > 1 else None


_joined: list[Team] = []
"""The team of this process; empty if it works on its own."""


def current_team() -> Team | None:
    """Return the team that this process belongs to; None if it works on its own."""
    return _joined[-1] if _joined else None


def join_team(seat: Seat, address: str = "env://", control: Control | None = None) -> Team:
    """Meet the other processes; return when all are there.

    Args:
        seat: which of them this is.
        address: where they meet: "env://" as torchrun says, or the URL of a file.
        control: stops the wait for the others.

    Raises:
        EngineError: some did not come, or could not be reached.
        Stopped: the user stopped the job.
    """
    import torch

    from sare_engine.team.meeting import FOREVER, meet
    from sare_engine.team.team import Team

    distributed: Any = torch.distributed  # It does not list what it exports.

    def begin(store: Any) -> None:
        nvidia = torch.cuda.is_available() and distributed.is_nccl_available()
        distributed.init_process_group(
            "cpu:gloo,cuda:nccl" if nvidia else "gloo",
            store=store,
            rank=seat.rank,
            world_size=seat.size,
            timeout=FOREVER,
        )

    words = meet(seat, address, control or Control(), begin)
    team = Team(seat, distributed.group.WORLD, words)
    _joined[:] = [team]
    return team


def leave_team() -> None:
    """Part from the other processes, if there are any."""
    if _joined:
        from torch import distributed

        _joined.clear()
        distributed.destroy_process_group()
