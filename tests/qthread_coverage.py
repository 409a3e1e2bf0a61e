"""A plugin of pytest for `make coverage`: lines that run in a `QThread` count too.

Coverage traces threads that Python starts. A `QThread` is started by Qt, so its `run` has to ask
for the tracer itself.
"""

from __future__ import annotations

import functools
import sys
import threading
from typing import Any

from PySide6.QtCore import QThread

_start = QThread.start


@functools.wraps(_start)
def _start_traced(thread: QThread, *arguments: Any) -> None:
    kind = type(thread)
    if kind is not QThread and not hasattr(kind.run, "traced"):
        kind.run = _traced(kind.run)  # type: ignore[method-assign]
    _start(thread, *arguments)


def _traced(run: Any) -> Any:
    @functools.wraps(run)
    def traced_run(thread: QThread) -> None:
        sys.settrace(threading.gettrace())
        run(thread)

    traced_run.traced = True  # type: ignore[attr-defined]
    return traced_run


QThread.start = _start_traced  # type: ignore[method-assign,assignment]
