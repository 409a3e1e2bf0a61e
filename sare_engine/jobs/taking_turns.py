"""Workers of one job that need the same run: one makes it, the others wait and reuse it."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sare_engine.control import Control
from sare_engine.events import Event, Notice
from sare_engine.reporting.comparability import Conditions
from sare_engine.workspace.locks import hold_if_free

_POLL_SECONDS = 0.1

_folder: list[Path] = []
"""The folder of the locks that the workers of a job share; empty in any other process."""


def take_turns_in(folder: Path) -> None:
    """Take turns with the other workers of a job, which share this folder for their locks.

    The folder is of one job, so that nobody waits for another program's run.
    """
    _folder[:] = [folder]


def turn(
    kind: str,
    conditions: Callable[[], Conditions],
    title: str,
    control: Control,
    held: contextlib.ExitStack,
) -> Iterator[Event]:
    """Wait until no other worker of this job makes a run; yield a notice if that takes time.

    The lock ends with its process, however it ends, so a dead worker blocks nobody.

    Args:
        kind: the job that makes it: "erase" or "relearn".
        conditions: returns everything that decides what it measures.
        title: what it is called in notices.
        control: pause, resume and stop.
        held: until it is closed, the other workers wait.

    Raises:
        Stopped: the user stopped the job.
        StorageError: the lock cannot be written.
    """
    if not _folder:
        return
    text = json.dumps([kind, dataclasses.asdict(conditions())], sort_keys=True)
    path = _folder[0] / f"{hashlib.sha256(text.encode()).hexdigest()}.lock"
    waits = False
    while not hold_if_free(path, held):
        if not waits:
            waits = True
            yield Notice("info", f"{title}: waiting for another worker, which makes the same run.")
        control.poll()
        time.sleep(_POLL_SECONDS)
