"""The processes of a team as threads of one process: the same exchanges, without their start."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from torch import distributed

from sare_engine.team.seats import Seat
from sare_engine.team.team import Team

_Result = TypeVar("_Result")


def in_team(size: int, work: Callable[[Team], _Result]) -> list[_Result]:
    """Let so many members of a team work; return what each returns, or raise what the first raises.

    What they exchange goes through sockets, as between processes.
    """
    library: Any = distributed  # It does not list what it exports.
    store = library.HashStore()
    found: dict[int, _Result] = {}
    raised: dict[int, BaseException] = {}

    def member(rank: int) -> None:
        group = distributed.ProcessGroupGloo(store, rank, size, timedelta(seconds=60))
        try:
            found[rank] = work(Team(Seat(rank, size), group, store))
        except BaseException as error:
            raised[rank] = error

    threads = [threading.Thread(target=member, args=(rank,)) for rank in range(size)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    for rank in sorted(raised):
        raise raised[rank]
    return [found[rank] for rank in range(size)]
