"""Locks between programs: who changes what is known of a project's images.

The system's own locks are used: they end with the process that holds them, however it ends, so a
dead program blocks nobody. Who holds a lock is written beside it, for others to read.

What goes together:

    reading                     always: concepts, report, export, the window
    changes of captions,        one program at a time: test images, import, annotate, judge …
        mentions, verdicts
    an erasure or an attack     beside all of these, once it has read what it trains on
    two runs                    always; the same run in two programs never
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.errors import StorageError
from sare_engine.files import atomic_write_text, parse_json, plain_storage_errors, read_text
from sare_engine.formatting import duration_text

if TYPE_CHECKING:
    from filelock import BaseFileLock

_LOCK = ".changing.lock"
_HOLDER = ".changing.json"

_WAIT_SECONDS = 10.0
"""Most changes of another program end within this time and are waited for."""
_LONG_SECONDS = 5.0
"""A change that has gone on for longer is not waited for: it may take hours."""


_held_here: set[tuple[Path, int]] = set()
"""Project folder and thread of each lock that this process holds: a job inside another needs no
second one."""


@contextlib.contextmanager
def changing(folder: Path, doing: str) -> Iterator[None]:
    """Keep other programs from changing a project's captions, mentions and verdicts meanwhile.

    Args:
        folder: the project's folder.
        doing: what is done, to be read after "process 12 has been": "testing images".

    Raises:
        StorageError: another program changes them; its process and what it does are named.
    """
    ours = (folder.resolve(), threading.get_ident())
    if ours in _held_here:
        yield
        return
    with _held(folder, "Two programs cannot change captions and verdicts at the same time."):
        _held_here.add(ours)
        holder = folder / _HOLDER
        try:
            with contextlib.suppress(StorageError):  # On a full disk nobody learns who it is.
                atomic_write_text(holder, json.dumps(_ourselves(doing)))
            yield
        finally:
            _held_here.discard(ours)
            with contextlib.suppress(OSError):
                holder.unlink(missing_ok=True)


def require_unchanging(folder: Path) -> None:
    """Check that no other program changes captions and verdicts now, before they are read.

    Raises:
        StorageError: one does.
    """
    if (folder.resolve(), threading.get_ident()) in _held_here:
        return
    with _held(folder, "Until it has ended, captions and verdicts are not complete."):
        pass


@contextlib.contextmanager
def lock_file(path: Path) -> Iterator[None]:
    """Let one process at a time into the block; others wait.

    Raises:
        StorageError: another process stays in it, or the file cannot be created.
    """
    lock = _lock(path)
    if not _acquire(lock, path, _WAIT_SECONDS):
        raise StorageError(
            f"{path.parent} could not be changed.",
            "Another program is changing it.",
            "Wait until it has ended, then try again.",
        )
    try:
        yield
    finally:
        lock.release()


def hold_if_free(path: Path, held: contextlib.ExitStack) -> bool:
    """Hold a lock until `held` is closed; return False, at once, if another process holds it.

    Raises:
        StorageError: the file cannot be created.
    """
    lock = _lock(path)
    if not _acquire(lock, path, 0.0):
        return False
    held.callback(lock.release)
    return True


@contextlib.contextmanager
def _held(folder: Path, consequence: str) -> Iterator[None]:
    path = folder / _LOCK
    lock, until = _lock(path), time.monotonic() + _WAIT_SECONDS
    while not _acquire(lock, path, 0.2):
        who, seconds = _holder(folder)
        if time.monotonic() > until or seconds > _LONG_SECONDS:
            raise StorageError(
                f"Another program is changing the project {folder}.",
                f"{who} {consequence}",
                "Wait until it has ended, or stop it there, then try again.",
            )
    try:
        yield
    finally:
        lock.release()


def _lock(path: Path) -> BaseFileLock:
    from filelock import FileLock

    # Not bound to a thread: an iterator of events may be closed by another.
    return FileLock(path, thread_local=False)


def _acquire(lock: BaseFileLock, path: Path, seconds: float) -> bool:
    from filelock import Timeout

    with plain_storage_errors(path, verb="locked"):
        try:
            lock.acquire(timeout=seconds, poll_interval=0.05)
        except Timeout:
            return False
        except NotImplementedError:
            pass  # A disk without locks, on which SQLite does not work either.
    return True


def _ourselves(doing: str) -> dict[str, object]:
    return {
        "doing": doing,
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    }


def _holder(folder: Path) -> tuple[str, float]:
    """Return who holds the lock, in a sentence, and for how many seconds."""
    try:
        stored = parse_json(read_text(folder / _HOLDER))
        since = datetime.datetime.fromisoformat(stored["since"])
        seconds = (datetime.datetime.now(datetime.UTC) - since).total_seconds()
        text = (
            f"Process {int(stored['pid'])} on the computer {stored['host']} has been "
            f"{stored['doing']} for {duration_text(max(seconds, 0.0))}."
        )
    except (StorageError, ValueError, KeyError, TypeError):
        return "It has not recorded what it does.", 0.0
    return text, seconds
