"""Crash records: written when an unexpected error occurs, and shown at the next start.

Uncaught exceptions of any thread, and crashes of native libraries, end up in the log folder. The
home folder is written as "~", so that the file can be shown to others.
"""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import os
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from sare_desktop import APP_ID

_CRASH_FILE = "crash.log"
_NATIVE_FILE = "native-crash.log"
_KEPT = 10

log = logging.getLogger("sare_desktop")


@dataclass(frozen=True)
class CrashRecord:
    """What an earlier start left behind.

    Attributes:
        path: the file.
        text: what is in it.
    """

    path: Path
    text: str


def anonymise(text: str, places: dict[str, str] | None = None) -> str:
    """Replace personal paths, in any notation, by placeholders.

    Args:
        text: any text.
        places: path → placeholder, besides the home folder, which becomes "~".
    """
    known = {**(places or {}), str(Path.home()): "~"}
    for path in sorted(known, key=len, reverse=True):
        if len(path) < 2:
            continue
        forward = path.replace("\\", "/")
        for spelling in {path, path.replace("\\", "\\\\"), forward, forward.replace("/", "\\")}:
            text = text.replace(spelling, known[path])
    return text


class CrashLog(QObject):
    """Writes crash records.

    Attributes:
        caught: emitted with a line about an exception and the whole text; from any thread.
    """

    caught = Signal(str, str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._native: IO[str] | None = None
        self._handler: logging.Handler | None = None
        self._lock = threading.Lock()
        self._installed = False

    def take_earlier(self) -> CrashRecord | None:
        """Return what an earlier start left behind, once; call it before `install`."""
        texts = []
        for name in (_CRASH_FILE, _NATIVE_FILE):
            path = self.folder / name
            try:
                text = path.read_text(encoding="utf-8", errors="replace")
                path.unlink()
            except OSError:
                continue
            if text.strip():
                texts.append(anonymise(text.strip()))
        if not texts:
            return None
        kept = self.folder / f"crash-{time.strftime('%Y%m%d-%H%M%S')}.log"
        kept.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
        for old in sorted(self.folder.glob("crash-*.log"))[:-_KEPT]:
            old.unlink(missing_ok=True)
        return CrashRecord(kept, "\n\n".join(texts))

    def install(self) -> None:
        """Catch uncaught exceptions in every thread, and native crashes."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            # Kept open for the life of the program: a crash has no time to open a file.
            self._native = (self.folder / _NATIVE_FILE).open("w", encoding="utf-8")
            faulthandler.enable(self._native)
            self._handler = logging.handlers.RotatingFileHandler(
                self.folder / f"{APP_ID}.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8"
            )
        except OSError as error:
            log.warning("no log file: %s", error)
        if self._handler is not None:
            self._handler.setFormatter(_Anonymous("%(asctime)s %(levelname)-8s %(message)s"))
            log.addHandler(self._handler)
        log.setLevel(logging.INFO)
        log.propagate = False
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable
        qInstallMessageHandler(_on_qt_message)
        self._installed = True

    def uninstall(self) -> None:
        """Undo `install`; a clean end leaves no crash file."""
        if not self._installed:
            return
        self._installed = False
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        qInstallMessageHandler(None)
        if self._native is not None:
            faulthandler.disable()
            self._native.close()
            path = self.folder / _NATIVE_FILE
            if path.exists() and not path.stat().st_size:
                path.unlink()
            self._native = None
        if self._handler is not None:
            log.removeHandler(self._handler)
            self._handler.close()
            self._handler = None

    def write(self, error: BaseException, where: str) -> None:
        """Write an exception down and show it in the window; never raises.

        Args:
            error: what was raised.
            where: the thread or place, in a word.
        """
        line = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
        text = anonymise("".join(traceback.format_exception(error)))
        head = f"{time.strftime('%Y-%m-%d %H:%M:%S')} in {where}"
        try:
            with self._lock:
                self.folder.mkdir(parents=True, exist_ok=True)
                with (self.folder / _CRASH_FILE).open("a", encoding="utf-8") as file:
                    file.write(f"{head}\n{text}\n")
        except OSError:
            log.error("the crash log could not be written")
        log.error("%s: %s", where, line)
        if sys.stderr is not None:
            sys.stderr.write(text)
        self.caught.emit(anonymise(line), text)

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.write(error, "the window")

    def _on_thread_exception(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None and not isinstance(hook.exc_value, SystemExit):
            self.write(hook.exc_value, f"thread {hook.thread.name if hook.thread else '?'}")

    def _on_unraisable(self, hook: sys.UnraisableHookArgs) -> None:
        if hook.exc_value is not None:
            log.warning("ignored in %r: %r", hook.object, hook.exc_value)


class _Anonymous(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return anonymise(super().format(record))


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }
    log.log(levels.get(kind, logging.ERROR), "Qt: %s", text)
    if kind is not QtMsgType.QtDebugMsg and sys.stderr is not None and os.environ.get("SARE_DEBUG"):
        sys.stderr.write(f"Qt: {text}\n")
