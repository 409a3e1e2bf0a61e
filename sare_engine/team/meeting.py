"""How the processes of a team meet; one that cannot come leaves word for those that wait for it."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sare_engine.control import Control, Stopped
from sare_engine.errors import EngineError
from sare_engine.team.seats import Seat
from sare_engine.team.words import in_words, leave_word, read_word

FOREVER = timedelta(days=7)
"""How long an exchange waits for the others; a paused job lets them wait."""
_MEETING_SECONDS = 600.0
"""How long a process waits for the others to come."""
_REACHING_SECONDS = 10.0
"""How long one that cannot come tries to leave word."""
_READING_SECONDS = 60.0
"""How long it then waits for the leading process, which may still be importing libraries."""
_POLL_SECONDS = 0.05
_READ = "read"
"""Key under which the leading process notes that it reports the word that was left."""


class NotMetError(EngineError):
    """The processes of a job cannot reach each other, or some of them did not come."""

    def __init__(self, why: str) -> None:
        super().__init__(
            "The processes of the job did not meet.",
            why,
            "Check the addresses that torchrun was given (--rdzv-endpoint, or --master-addr and "
            "--master-port), and that a firewall lets them through.",
        )


class MissedError(EngineError):
    """Another process cannot come, and has left word why."""


def meet(seat: Seat, address: str, control: Control, begin: Callable[[Any], None]) -> Any:
    """Return the store (`torch.distributed.Store`) of the team's words, when all are there.

    Args:
        seat: which of the processes this is.
        address: where they meet: "env://" as torchrun says, or the URL of a file.
        control: stops the wait.
        begin: connects the processes, which it finds through the store that it is given.

    Raises:
        NotMetError: some did not come, or they cannot connect.
        MissedError: another process could not come.
        Stopped: the user stopped the job.
    """
    from torch import distributed

    library: Any = distributed  # It does not list what it exports.
    until = time.monotonic() + _MEETING_SECONDS
    try:
        store = _open_store(seat, address, control, until)
        store.set_timeout(FOREVER)
        # A connection of its own: the other one may be waiting.
        words = library.PrefixStore("words", store.clone())
        _wait_for_all(seat, words, control, until)
        _connect(lambda: begin(library.PrefixStore("group", store)), seat, words, control, until)
    except RuntimeError as error:
        raise NotMetError(str(error).partition("\n")[0]) from error
    return words


def report_absence(seat: Seat, error: Exception) -> bool:
    """Leave word of why this process does not come to a meeting that torchrun has called.

    Returns:
        whether nobody needs to report it any more; if not, this process must.
    """
    until = time.monotonic() + _REACHING_SECONDS
    try:
        from torch import distributed

        library: Any = distributed
        words = library.PrefixStore("words", _open_store(seat, "env://", Control(), until))
        if isinstance(error, Stopped):
            leave_word(words, error)
            return True
        leave_word(words, absence(seat, error))
        if seat.rank == 0:
            words.set(_READ, "")
            return False
        until = time.monotonic() + _READING_SECONDS
        while not words.check([_READ]):
            if time.monotonic() > until:
                return False
            time.sleep(_POLL_SECONDS)
    except Exception:  # Whatever kept it from meeting the others may keep it from this, too.
        return False
    return True


def absence(seat: Seat, error: Exception) -> EngineError:
    """Return why a process does not come, with its number and its computer."""
    what, why, fix = in_words(error)
    where = f"Process {seat.rank + 1} of {seat.size}, on {socket.gethostname()},"
    return EngineError(f"{where} could not start.", f"{what} {why}".strip(), fix)


def _open_store(seat: Seat, address: str, control: Control, until: float) -> Any:
    """Return the store through which the processes find each other.

    Raises:
        RuntimeError: it cannot be reached.
        Stopped: the user stopped the job.
    """
    from torch import distributed
    from torch.distributed.rendezvous import rendezvous

    if address != "env://":
        store, _, _ = next(rendezvous(address, seat.rank, seat.size))
        return store
    host, port = os.environ["MASTER_ADDR"], int(os.environ["MASTER_PORT"])
    hosts = seat.rank == 0 and os.environ.get("TORCHELASTIC_USE_AGENT_STORE") != str(True)
    if not hosts:
        _reach(host, port, control, until)
    library: Any = distributed
    return library.TCPStore(
        host,
        port,
        seat.size,
        is_master=hosts,
        timeout=timedelta(seconds=60),
        wait_for_workers=False,
        multi_tenant=True,
        use_libuv=os.environ.get("USE_LIBUV", "1") == "1",
    )


def _reach(host: str, port: int, control: Control, until: float) -> None:
    """Wait until something listens at an address; torch's own attempts could not be stopped.

    Raises:
        RuntimeError: nothing does.
        Stopped: the user stopped the job.
    """
    while True:
        control.poll()
        try:
            socket.create_connection((host, port), timeout=1.0).close()
            return
        except OSError as error:
            if time.monotonic() > until:
                reason = error.strerror or str(error)
                raise RuntimeError(f"{host}:{port} cannot be reached ({reason}).") from None
        time.sleep(10 * _POLL_SECONDS)


def _wait_for_all(seat: Seat, words: Any, control: Control, until: float) -> None:
    words.set(f"here-{seat.rank}", "")
    missing = set(range(seat.size))
    while missing:
        _listen(seat, words, control)
        missing = {rank for rank in missing if not words.check([f"here-{rank}"])}
        if missing and time.monotonic() > until:
            numbers = ", ".join(str(rank + 1) for rank in sorted(missing))
            minutes = f"{_MEETING_SECONDS / 60:g} minutes"
            raise NotMetError(f"Of {seat.size}, these did not come within {minutes}: {numbers}.")
        if missing:
            time.sleep(_POLL_SECONDS)


def _connect(
    begin: Callable[[], None], seat: Seat, words: Any, control: Control, until: float
) -> None:
    """Let the processes connect on another thread, since a firewall lets torch wait for days."""
    raised: list[BaseException] = []

    def work() -> None:
        try:
            begin()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=work, name="meeting", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_POLL_SECONDS)
        if thread.is_alive():
            _listen(seat, words, control)
            if time.monotonic() > until:
                raise NotMetError("They are all there, but could not connect to each other.")
    for error in raised:
        raise error


def _listen(seat: Seat, words: Any, control: Control) -> None:
    """Raise why another process could not come, or that the user stopped the job."""
    stopped: Stopped | None = None
    try:
        control.poll()
    except Stopped as error:
        # torchrun stops the others, too, when one has failed.
        stopped = error
    word = read_word(words)
    if word is not None:
        if seat.rank == 0:
            with contextlib.suppress(RuntimeError):
                words.set(_READ, "")
        raise MissedError(*in_words(word)) if isinstance(word, EngineError) else word
    if stopped is not None:
        raise stopped
