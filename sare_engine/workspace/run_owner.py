"""Which process owns a run or a project, whether it is still alive, and its last sign of life.

A number of a process means something only where it was given: under one boot of one kernel and, in
containers, within one namespace. There, process number and start identify a process whatever the
computer is called by now. Elsewhere the process cannot be seen, and its signs of life decide.
"""

from __future__ import annotations

import contextlib
import datetime
import socket
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from sare_engine.background import in_background
from sare_engine.events import Json
from sare_engine.formatting import duration_text

SIGN_OF_LIFE = "alive"
"""The file whose time of change is the last sign of life of a run's process."""

_EVERY_SECONDS = 10.0
_SILENT_HERE_SECONDS = 60.0
"""A process of this computer that cannot be seen (another container) and is silent for this long
counts as dead; a living process gives a sign of life six times as often."""
_SILENT_ELSEWHERE_SECONDS = 600.0
"""The same for another computer, whose clock may differ."""
_SILENT_WITHOUT_SIGNS_SECONDS = 3600.0
"""The same for runs of older versions, which write only when they have measured something."""

_mine: set[Path] = set()
"""Folders of the runs that this process works on."""


@dataclass(frozen=True)
class Owner:
    """The process that a status file names.

    Attributes:
        host: name of its computer at that time.
        pid: number of the process.
        last_sign: its last sign of life, in UTC; None where there is none.
        alive: whether it counts as alive.
        certain: whether that was seen, not inferred from its silence.
        ours: whether it is this process.
    """

    host: str
    pid: int
    last_sign: datetime.datetime | None
    alive: bool
    certain: bool
    ours: bool

    def __str__(self) -> str:
        text = f"process {self.pid} on the computer {self.host}"
        if self.last_sign is None:
            return text
        ago = (datetime.datetime.now(datetime.UTC) - self.last_sign).total_seconds()
        when = self.last_sign.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        return f"{text}, last sign of life {duration_text(max(ago, 0.0))} ago ({when})"


def this_process() -> dict[str, Json]:
    """Return what identifies this process: `pid`, `process_started`, `host`, `place`, `ticks`."""
    process = psutil.Process()
    return {
        "pid": process.pid,
        "process_started": process.create_time(),
        "host": socket.gethostname(),
        "place": _place(),
        "ticks": _start_ticks(process.pid),
    }


def is_this_process(stored: Mapping[str, Json]) -> bool:
    """Whether a status file names this process as the owner."""
    ours = this_process()
    where = "place" if stored.get("place") and ours["place"] else "host"
    return {key: stored.get(key) for key in ("pid", where)} == {
        key: ours[key] for key in ("pid", where)
    }


def owner_of(folder: Path, stored: Mapping[str, Json]) -> Owner:
    """Return the process that a run's status names, and whether it counts as alive."""
    signs = [
        (folder / name).stat().st_mtime
        for name in (SIGN_OF_LIFE, "status.json", "metrics.jsonl")
        if (folder / name).exists()
    ]
    last = max(signs, default=None)
    silent = time.time() - last if last is not None else float("inf")
    gives_signs = (folder / SIGN_OF_LIFE).exists()
    alive, certain = _is_alive(stored, silent, gives_signs)
    ours = is_this_process(stored)
    if alive and ours:
        # This process may have failed to write the end of the run: the disk was full.
        alive = folder.resolve() in _mine
    when = datetime.datetime.fromtimestamp(last, datetime.UTC) if last is not None else None
    return Owner(str(stored["host"]), int(stored["pid"]), when, alive, certain, ours)


def hold(folder: Path) -> None:
    """Note that this process works on a run."""
    _mine.add(folder.resolve())


def let_go(folder: Path) -> None:
    """Note that this process does not work on a run any more."""
    _mine.discard(folder.resolve())


@contextlib.contextmanager
def signs_of_life(folder: Path) -> Iterator[None]:
    """Give a sign of life now and every few seconds, from a thread of its own, until the end."""
    path = folder / SIGN_OF_LIFE

    def give(ended: threading.Event) -> None:
        # A file without content: it takes no space, so that a full disk does not silence the run.
        while True:
            with contextlib.suppress(OSError):
                path.touch()
            if ended.wait(_EVERY_SECONDS):
                return

    with in_background("signs of life", give):
        yield


def _is_alive(stored: Mapping[str, Json], silent: float, gives_signs: bool) -> tuple[bool, bool]:
    """Return whether a process counts as alive, and whether that is certain."""
    here, there = this_process(), stored.get("place") or ""
    same_host = stored["host"] == here["host"]
    boot, _, space = str(here["place"]).partition(" ")
    their_boot, _, their_space = str(there).partition(" ")
    if there and here["place"]:
        if (boot, space) == (their_boot, their_space):
            return _runs_here(stored), True
        if boot == their_boot or same_host:
            # Another container, or this computer before it was started again.
            return silent < _SILENT_HERE_SECONDS, False
    elif same_host:
        return _runs_here(stored), True
    limit = _SILENT_ELSEWHERE_SECONDS if gives_signs else _SILENT_WITHOUT_SIGNS_SECONDS
    return silent < limit, False


def _runs_here(stored: Mapping[str, Json]) -> bool:
    try:
        process = psutil.Process(stored["pid"])
        # A process number is used again after a while, so the start must match too. Where the
        # kernel counts it in ticks since its own start, a clock that was set changes nothing.
        ticks = stored.get("ticks")
        if ticks is not None and stored.get("place"):
            same = _start_ticks(process.pid) == ticks
        else:
            same = abs(process.create_time() - stored["process_started"]) < 2
        return bool(same and process.status() != psutil.STATUS_ZOMBIE)
    except (psutil.Error, ValueError, OverflowError):
        return False


def _place() -> str:
    """Return where this process's number means something: "boot space", or "" if unknown."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        node = uuid.getnode()
        # A number that is not of a network card is drawn by lot, another in each process.
        return f"node-{node:012x}" if not node >> 40 & 1 else ""


def _start_ticks(pid: int) -> int | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return int(text.rpartition(")")[2].split()[19])
    except (OSError, ValueError, IndexError):
        return None
