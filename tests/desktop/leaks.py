"""Finds threads, thread pools and timers that a test left running, and where they were started.

`watch` wraps the `start` of Qt's classes, so that each start is noted with the line that made it.
"""

from __future__ import annotations

import sys
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QThread, QThreadPool, QTimer
from shiboken6 import isValid

_POOL_MS = 1000
"""Time for a pool to finish a call that is about to end."""

_started: weakref.WeakKeyDictionary[Any, str] = weakref.WeakKeyDictionary()


def watch(patch: pytest.MonkeyPatch) -> None:
    """Note every start of a timer, thread or pool from now on."""
    for kind in (QTimer, QThread, QThreadPool):
        patch.setattr(kind, "start", _noting(kind.start, takes_number=kind is QTimer))


def _noting(start: Callable[..., Any], *, takes_number: bool) -> Callable[..., Any]:
    def noted(self: Any, *args: Any) -> None:
        if not isValid(self):
            return  # Qt itself calls no slot of what a window that closes has deleted.
        _started[self] = _caller()
        if takes_number:
            # Of a signal that is connected to it, Qt itself would pass only a number on.
            args = args[:1] if args and isinstance(args[0], int) else ()
        start(self, *args)

    return noted


def _caller() -> str:
    frame = sys._getframe(2)
    path = Path(frame.f_code.co_filename)
    return f"{'/'.join(path.parts[-3:])}:{frame.f_lineno} in {frame.f_code.co_qualname}"


def running() -> list[str]:
    """Return what still runs of all that was started, each with the line that started it."""
    found = []
    for one, place in list(_started.items()):
        if not isValid(one):
            continue
        if isinstance(one, QThread):
            if one.isRunning():
                found.append(f"thread {one.objectName() or type(one).__name__}, started at {place}")
        elif isinstance(one, QThreadPool):
            if one.activeThreadCount() and not one.waitForDone(_POOL_MS):
                found.append(f"thread pool, started at {place}")
        elif one.isActive():
            found.append(f"timer of {one.parent()!r} every {one.interval()} ms, started at {place}")
    return found


def python_threads() -> set[threading.Thread]:
    """Return Python's threads that keep the process alive."""
    return {one for one in threading.enumerate() if not one.daemon}


def forget() -> None:
    """Begin again with the next test: what was reported once is not reported for another test."""
    _started.clear()
