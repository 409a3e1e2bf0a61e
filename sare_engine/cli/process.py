"""The process around a command: exit codes, signals, and what is printed."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import warnings
from collections.abc import Iterator

from sare_engine.control import Control

DONE, FAILED, USAGE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143
"""Exit codes; the last two are the shell's convention for SIGINT and SIGTERM."""


@contextlib.contextmanager
def stop_on_signals(control: Control) -> Iterator[set[int]]:
    """Turn the first SIGINT or SIGTERM into `control.stop()`; a second ends the process.

    Yields:
        the signals received so far.
    """
    received: set[int] = set()
    if threading.current_thread() is not threading.main_thread():
        yield received
        return

    def stop(number: int, frame: object) -> None:
        if received:
            # A progress bar hides the cursor.
            show_cursor = "\x1b[?25h\n" if sys.stderr.isatty() else ""
            _write_to_stderr(f"{show_cursor}Ended at once.\n")
            os._exit(128 + number)
        received.add(number)
        control.stop()
        _write_to_stderr("\nStopping cleanly; press Ctrl-C again to end at once.\n")

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _write_to_stderr(text: str) -> None:
    # A signal can arrive in the middle of a write to sys.stderr, which may not be entered twice.
    with contextlib.suppress(OSError):
        os.write(2, text.encode())


def write_any_character() -> None:
    """Print "?" for characters that a terminal's code page lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def quieten_libraries() -> None:
    """Silence the libraries' own notes and progress bars; call it before they are imported."""
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    warnings.simplefilter("ignore")
