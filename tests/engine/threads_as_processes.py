"""The processes of a team as threads of one process: the same exchanges, without their start."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from torch import distributed

from sare_engine.control import Control
from sare_engine.events import Event
from sare_engine.jobs.opening import OpenedModel
from sare_engine.models import trainable
from sare_engine.robustness import relearning
from sare_engine.team import seats
from sare_engine.team.seats import Seat
from sare_engine.team.team import Team

_Result = TypeVar("_Result")


class _Joined(threading.local):
    """The team that each thread belongs to, in place of that of the process."""

    team: Team | None = None

    def __bool__(self) -> bool:
        return self.team is not None

    def __getitem__(self, _: int) -> Team | None:
        return self.team


_joined = _Joined()


def join_by_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a job that a member runs find its team, as in a process of its own.

    What changes the state of a library, which threads share, is done by one after the other.
    """
    lock = threading.RLock()
    load, attach = OpenedModel.load, trainable.attach_lora

    def load_alone(self: OpenedModel, control: Control) -> Iterator[Event]:
        with lock:
            yield from load(self, control)

    def attach_alone(*args: Any, **options: Any) -> None:
        with lock:
            attach(*args, **options)

    monkeypatch.setattr(seats, "_joined", _joined)
    monkeypatch.setattr(OpenedModel, "load", load_alone)
    monkeypatch.setattr(trainable, "attach_lora", attach_alone)
    monkeypatch.setattr(relearning, "attach_lora", attach_alone)


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
            _joined.team = Team(Seat(rank, size), group, store)
            found[rank] = work(_joined.team)
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
