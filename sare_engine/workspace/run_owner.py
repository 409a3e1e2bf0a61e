"""Which process owns a run, and whether that process is still alive."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping
from pathlib import Path

import psutil

from sare_engine.events import Json

_SILENT_AFTER_SECONDS = 3600
"""A run on another computer that has written nothing for this long counts as dead."""


def this_process() -> dict[str, Json]:
    """Return what identifies this process: `pid`, `process_started` and `host`."""
    process = psutil.Process()
    return {
        "pid": process.pid,
        "process_started": process.create_time(),
        "host": socket.gethostname(),
    }


def is_this_process(stored: Mapping[str, Json]) -> bool:
    """Whether a status file names this process as the owner."""
    return {key: stored.get(key) for key in ("pid", "host")} == {
        "pid": os.getpid(),
        "host": socket.gethostname(),
    }


def owner_is_alive(folder: Path, stored: Mapping[str, Json]) -> bool:
    """Whether the process that a run's status names is still running.

    On another computer this cannot be asked; there a run counts as alive while it writes.
    """
    if stored["host"] != socket.gethostname():
        newest = max(
            (folder / name).stat().st_mtime
            for name in ("status.json", "metrics.jsonl")
            if (folder / name).exists()
        )
        return time.time() - newest < _SILENT_AFTER_SECONDS
    try:
        process = psutil.Process(stored["pid"])
        # A process number is used again after a while, so the start time must match too.
        same = abs(process.create_time() - stored["process_started"]) < 2
        return bool(same and process.status() != psutil.STATUS_ZOMBIE)
    except (psutil.Error, ValueError, OverflowError):
        return False
