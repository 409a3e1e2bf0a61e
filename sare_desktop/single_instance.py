"""One instance of the program per user: a second start brings the first one forward.

The first instance holds a lock of the system, which ends with its process, and looks for a file in
which a second start writes what it wants. No network library is needed for that, which would need
more of the system than the rest of the window.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK, WISH, ANSWER = "instance.lock", "instance.wish", "instance.answer"

LOOK_MS = 250
_PATIENCE_S = 3.0
"""How long a second start waits for an answer; a window that stands still gives none."""

Request = Mapping[str, Any]
"""What a second start was asked to open: `folder` (absolute path or None) and `demo`."""


class SingleInstance(QObject):
    """Holds the place of the first instance, and answers later starts.

    Example:
        instance = SingleInstance(folder)
        if not instance.hold() and ask_first(folder, {"folder": None, "demo": False}):
            return  # The first instance has come forward.
        instance.listen(window_answers)
    """

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Prepare to be the first instance.

        Args:
            folder: the program's own folder; instances of another folder are other programs.
            parent: Qt parent.
        """
        super().__init__(parent)
        self._folder = folder
        self._lock: BaseFileLock | None = None
        self._answers: Callable[[Request], bool] = lambda _: False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def hold(self) -> bool:
        """Become the first instance; return False if there is one already."""
        from filelock import FileLock, Timeout

        lock = FileLock(self._folder / LOCK, thread_local=False)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock.acquire(blocking=False)
        except Timeout:
            return False
        except (OSError, NotImplementedError):
            return True  # The disk has no locks, or is read-only: nobody can be asked.
        self._lock = lock
        with contextlib.suppress(OSError):
            (self._folder / WISH).unlink(missing_ok=True)
        return True

    def listen(self, answers: Callable[[Request], bool]) -> None:
        """Answer later starts.

        Args:
            answers: fulfils a wish and returns True, or returns False: then the other start opens
                a window of its own.
        """
        self._answers = answers
        if self._lock is not None:
            self._timer.start()

    def look(self) -> None:
        """Answer a start that waits for it."""
        wish = self._folder / WISH
        if not wish.exists():
            return
        try:
            request = json.loads(wish.read_text(encoding="utf-8"))
            token = str(request["token"])
        except (OSError, ValueError, KeyError, TypeError):
            return
        done = self._answers(request)
        with contextlib.suppress(OSError):
            wish.unlink(missing_ok=True)
            _write(self._folder / ANSWER, {"token": token, "done": done})

    def close(self) -> None:
        """Let another instance be the first."""
        self._timer.stop()
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()


def ask_first(folder: Path, request: Request, patience_s: float = _PATIENCE_S) -> bool:
    """Ask the first instance for something; return whether it has done that.

    Args:
        folder: the program's own folder.
        request: what is wanted.
        patience_s: how long to wait for an answer, in seconds.
    """
    token, answer = uuid.uuid4().hex, folder / ANSWER
    until = time.monotonic() + patience_s
    try:
        _write(folder / WISH, {**request, "token": token})
        while time.monotonic() < until:
            time.sleep(0.05)
            with contextlib.suppress(OSError, ValueError):
                found = json.loads(answer.read_text(encoding="utf-8"))
                if found.get("token") == token:
                    answer.unlink(missing_ok=True)
                    return bool(found.get("done"))
        (folder / WISH).unlink(missing_ok=True)
    except OSError:
        pass
    return False


def _write(path: Path, values: Mapping[str, Any]) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_text(json.dumps(values), encoding="utf-8")
    temporary.replace(path)
