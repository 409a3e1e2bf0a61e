"""Waiting for what timers, threads and queued signals do later.

A test asserts only what is true when the waiting ends. So it waits for the assertion itself, not
for something that usually happens shortly before it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent

PATIENCE_S = 30.0
"""Long enough for the slowest machine under load; a test that passes never waits this long."""

_LOOK_MS = 5
"""Time between two looks."""

_HOLDS: Any = object()


def run_events(ms: int) -> None:
    """Let Qt's event loop run for some milliseconds, and other threads beside it.

    `QTest.qWait` keeps Python to itself while it sleeps, so that the engine's thread stands still.
    """
    end = time.monotonic() + ms / 1000
    while True:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        left = end - time.monotonic()
        if left <= 0:
            return
        time.sleep(min(left, _LOOK_MS / 1000))


def eventually(
    read: Callable[[], object], expected: object = _HOLDS, *, seconds: float = PATIENCE_S
) -> None:
    """Wait until `read()` equals `expected`, or is true where nothing is expected.

    Where there is a Qt application, its event loop runs meanwhile.

    Args:
        read: returns the value. It may raise AssertionError, LookupError or AttributeError while
            what it looks at is not there yet.
        expected: the value to wait for.
        seconds: how long to wait.

    Raises:
        AssertionError: the last failure, with both values, when the time is up.
    """
    end = time.monotonic() + seconds
    while True:
        try:
            value = read()
            if expected is _HOLDS:
                assert value
            else:
                assert value == expected
            return
        except (AssertionError, LookupError, AttributeError) as failure:
            if time.monotonic() > end:
                raise AssertionError(f"not within {seconds:g} s: {failure}") from failure
        if QCoreApplication.instance() is None:
            time.sleep(_LOOK_MS / 1000)
        else:
            run_events(_LOOK_MS)
