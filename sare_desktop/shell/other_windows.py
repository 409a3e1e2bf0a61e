"""A project that is open in another window: that window is offered first.

The window holds a lock of the system on the project, which ends with its process, and looks for a
file by which another window asks it to come to the front.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from sare_desktop.session import Session
from sare_desktop.shell.drops import PROJECT_FILE
from sare_desktop.widgets.primitives.banner import Banner

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK, HOLDER, SHOW = ".window.lock", ".window.json", ".window.show"
"""In the project's folder: the lock, who holds it, and the wish to see that window."""


class OtherWindows(QObject):
    """Answers for a window whether it may open a project, and comes forward when asked to."""

    def __init__(self, session: Session, banner: Banner, window: QWidget) -> None:
        """Hold the lock of the project that is open in a window.

        Args:
            session: whose projects.
            banner: where the other window is offered.
            window: the window.
        """
        super().__init__(window)
        self._session = session
        self._banner = banner
        self._window = window
        self._lock: BaseFileLock | None = None
        self._folder: Path | None = None
        self._anyway: Path | None = None
        session.may_open = self.may_open
        session.project_changed.connect(self._project_changed)
        session.closing.connect(self._release)

    def may_open(self, folder: Path) -> bool:
        """Whether no other window has a project open; else offer that window."""
        project = folder.resolve()
        if project in (self._folder, self._anyway) or not (project / PROJECT_FILE).is_file():
            return True
        lock = _acquired(project)
        if lock is not None:
            lock.release()
            return True
        if not _is_held(project):  # The disk allows no lock.
            return True
        self._offer(project)
        return False

    def look(self) -> None:
        """Come to the front if another window asks for it."""
        if self._lock is None or self._folder is None:
            return
        wish = self._folder / SHOW
        if wish.exists():
            with contextlib.suppress(OSError):
                wish.unlink()
            self.come_forward()

    def _offer(self, folder: Path) -> None:
        who = _holder(folder)
        here = who.get("host") in (None, socket.gethostname())
        self._banner.show_message(
            "info",
            self.tr("The project {0} is open in another window.").format(folder.name),
            "" if here else self.tr("That window is on the computer {0}.").format(str(who["host"])),
            self.tr(
                "It can be open in several windows, which show each other's changes. Only one at a "
                "time can test its images."
            ),
        )
        if here:
            self._banner.add_action(
                "other_window.show", self.tr("Show that window"), lambda: self._ask(folder)
            )
        self._banner.add_action(
            "other_window.anyway", self.tr("Open it here too"), lambda: self._open_anyway(folder)
        )

    def _ask(self, folder: Path) -> None:
        with contextlib.suppress(OSError):
            (folder / SHOW).touch()
        self._banner.clear()

    def _open_anyway(self, folder: Path) -> None:
        self._anyway = folder
        try:
            if self._session.open_project(folder):
                self._banner.clear()
        finally:
            self._anyway = None

    def come_forward(self) -> None:
        """Bring the window to the front, also a hidden one."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        # Where the system keeps windows from taking the focus, its entry in the task bar blinks.
        QApplication.alert(window)

    def _project_changed(self) -> None:
        self._release()
        project = self._session.project
        if project is None:
            return
        self._folder = project.folder
        self._lock = _acquired(project.folder)
        if self._lock is not None:
            us = {"pid": os.getpid(), "host": socket.gethostname()}
            with contextlib.suppress(OSError):
                (project.folder / SHOW).unlink(missing_ok=True)
                (project.folder / HOLDER).write_text(json.dumps(us), encoding="utf-8")

    def _release(self) -> None:
        lock, self._lock = self._lock, None
        if lock is not None and self._folder is not None:
            with contextlib.suppress(OSError):
                (self._folder / HOLDER).unlink(missing_ok=True)
            lock.release()
        self._folder = None


def _acquired(folder: Path) -> BaseFileLock | None:
    """Return the lock of a project's window, held, or None where another window has it."""
    from filelock import FileLock

    lock = FileLock(folder / LOCK, thread_local=False)
    try:
        lock.acquire(blocking=False)
    except (OSError, NotImplementedError):  # `Timeout` is one too; or the disk is read-only.
        return None
    return lock


def _is_held(folder: Path) -> bool:
    return (folder / HOLDER).is_file()


def _holder(folder: Path) -> dict[str, Any]:
    try:
        stored = json.loads((folder / HOLDER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}
