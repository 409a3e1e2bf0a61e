"""The processes of a team meet, or say why not; here each is a thread."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from sare_engine.control import Control, Stopped
from sare_engine.errors import DataError
from sare_engine.team import meeting
from sare_engine.team.meeting import MissedError, NotMetError, meet, report_absence
from sare_engine.team.seats import Seat
from sare_engine.team.words import leave_word, read_word
from tests.waiting import eventually


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up soon what would take minutes."""
    monkeypatch.setattr(meeting, "_POLL_SECONDS", 0.005)
    monkeypatch.setattr(meeting, "_REACHING_SECONDS", 0.05)


@pytest.fixture
def torchrun(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address at which processes meet that torchrun starts without a store of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("MASTER_ADDR", "127.0.0.1")
    monkeypatch.setenv("MASTER_PORT", str(port))
    monkeypatch.delenv("TORCHELASTIC_USE_AGENT_STORE", raising=False)


def at_once(size: int, work: Callable[[Seat], Any]) -> list[Any]:
    """Return what each process returns or raises."""

    def one(rank: int) -> Any:
        try:
            return work(Seat(rank, size))
        except Exception as error:
            return error

    with ThreadPoolExecutor(size) as pool:
        return list(pool.map(one, range(size)))


def test_processes_meet_at_a_file_and_at_an_address(tmp_path: Path, torchrun: None) -> None:
    for address in ((tmp_path / "meeting").as_uri(), "env://"):
        begun: list[Any] = []

        def work(seat: Seat, at: str = address, to: list[Any] = begun) -> Any:
            return meet(seat, at, Control(), to.append)

        first, second = at_once(2, work)
        assert len(begun) == 2
        assert read_word(first) is None
        leave_word(second, DataError("The disk is full.", "It holds no more."))
        leave_word(second, ValueError("later"))
        assert str(read_word(first)) == "The disk is full. It holds no more."


def test_why_a_process_does_not_come_reaches_the_others(torchrun: None) -> None:
    def work(seat: Seat) -> Any:
        if seat.rank == 1:
            return report_absence(seat, DataError("There is no GPU.", "It was sold.", "Buy one."))
        return meet(seat, "env://", Control(), lambda _: None)

    first, reported, third = at_once(3, work)
    assert reported is True
    assert isinstance(first, MissedError)
    where = f"Process 2 of 3, on {socket.gethostname()}, could not start."
    assert str(first) == str(third) == f"{where} There is no GPU. It was sold. Buy one."


def test_the_others_end_where_the_first_cannot_start(torchrun: None) -> None:
    told = threading.Event()

    def work(seat: Seat) -> Any:
        if seat.rank == 0:
            # Where torchrun keeps no words, they go with this process.
            _kept = meeting._open_store(seat, "env://", Control(), 0.0)
            reported = report_absence(seat, DataError("The disk is full."))
            told.wait()
            return reported
        try:
            return meet(seat, "env://", Control(), lambda _: None)
        finally:
            told.set()

    reported, missed = at_once(2, work)
    assert reported is False  # It says so itself.
    assert isinstance(missed, MissedError) and "Process 1 of 2" in str(missed)


def test_missing_processes_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meeting, "_MEETING_SECONDS", 0.06)
    with pytest.raises(NotMetError, match=r"Of 3, these did not come within 0\.001 minutes: 2, 3"):
        meet(Seat(0, 3), (tmp_path / "meeting").as_uri(), Control(), lambda _: None)


def test_an_address_where_nobody_is(torchrun: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meeting, "_MEETING_SECONDS", 0.05)
    with pytest.raises(NotMetError, match="cannot be reached"):
        meet(Seat(1, 2), "env://", Control(), lambda _: None)
    assert report_absence(Seat(1, 2), DataError("There is no GPU.")) is False


def test_processes_that_cannot_connect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_store: Any) -> None:
        raise RuntimeError("No route to host.\nIn socket.cpp.")

    address = (tmp_path / "meeting").as_uri()
    for error in at_once(2, lambda seat: meet(seat, address, Control(), refuse)):
        assert isinstance(error, NotMetError)
        assert error.why == "No route to host."
    monkeypatch.setattr(meeting, "_MEETING_SECONDS", 0.5)
    address = (tmp_path / "second").as_uri()
    released = threading.Event()

    def hang(_store: Any) -> None:
        released.wait()

    found = at_once(2, lambda seat: meet(seat, address, Control(), hang))
    released.set()
    assert [str(one) for one in found] == [
        str(NotMetError("They are all there, but could not connect to each other."))
    ] * 2


@pytest.mark.parametrize("rank", [0, 1])
def test_a_stop_ends_the_wait(torchrun: None, rank: int) -> None:
    control, ended = Control(), []

    def wait() -> None:
        with pytest.raises(Stopped):
            meet(Seat(rank, 2), "env://", control, lambda _: None)
        ended.append(rank)

    thread = threading.Thread(target=wait)
    thread.start()
    control.stop()
    eventually(thread.is_alive, False)
    assert ended == [rank]
