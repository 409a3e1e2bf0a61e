"""Start and end of the program: arguments, application, window, libraries, event loop."""

from __future__ import annotations

import argparse
import locale
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

# Which binding pyqtgraph takes must not depend on what else is installed.
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")
# Tokenizers would warn at each fork of a worker.
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from sare_desktop import APP_ID, APP_NAME, SELF_TEST, language, motion, theme
from sare_desktop.crash import CrashLog
from sare_desktop.engine_thread import preload_libraries
from sare_desktop.garbage import WindowCollector
from sare_desktop.session import Session
from sare_desktop.settings import Settings
from sare_desktop.shell.main_window import MainWindow
from sare_desktop.single_instance import SingleInstance, ask_first
from sare_engine import __version__


def make_application(arguments: Sequence[str]) -> QApplication:
    """Return the application, set up as this program needs it."""
    if sys.platform == "win32":
        import ctypes

        # Else the task bar shows Python's icon.
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)
    app = QApplication(list(arguments[:1]))
    # Qt takes the numbers' format from the environment; a decimal comma breaks tokenizers.
    locale.setlocale(locale.LC_NUMERIC, "C")
    app.setApplicationName(APP_ID)
    app.setApplicationDisplayName(APP_NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(APP_ID)
    app.setWindowIcon(theme.app_icon())
    WindowCollector(app).begin()
    return app


def run(arguments: Sequence[str]) -> int:
    """Run the program until its window is closed; returns the exit code."""
    wanted = _parse(arguments[1:])
    app = make_application(arguments)
    if wanted.self_test:
        from sare_desktop.self_test import run_self_test

        return run_self_test(app, open_window)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends it
    settings = Settings()
    instance = SingleInstance(settings.folder)
    first = instance.hold()
    if not first and not wanted.new_window and _first_answers(settings.folder, wanted):
        return 0
    crash_log = CrashLog(settings.log_folder)
    crash = crash_log.take_earlier()
    crash_log.install()
    theme.apply(app, settings.value("theme", "system"))
    motion.apply(app, str(settings.value(motion.SETTING, motion.SYSTEM)))
    language.apply(app, settings.value("language", language.SYSTEM))
    session = Session(settings)
    window = open_window(app, session, crash_log)
    if crash is not None:
        window.notices.show_crash(crash)
    try:
        _open(window, wanted)
        instance.listen(window.answer_start)
        code = app.exec()
    finally:
        # A thread that still runs when its object goes takes the process down.
        instance.close()
        ended = session.close()
    crash_log.uninstall()
    if not ended:
        # A native call that cannot be interrupted still runs; waiting for it would be a hang.
        sys.stdout.flush()
        os._exit(code)
    return code


def open_window(
    app: QApplication, session: Session, crash_log: CrashLog | None = None
) -> MainWindow:
    """Show the window, then its pages, then bring in the engine's libraries, one after another.

    Args:
        app: what `make_application` returned.
        session: what the window works on; its engine says `prepared` when the libraries are in.
        crash_log: where uncaught exceptions go, for the window to show them.
    """
    window = MainWindow(session, crash_log=crash_log)
    window.show()
    # One turn of the loop, so that the window is on the screen before the disk gets busy.
    QCoreApplication.processEvents()

    def prepare() -> None:
        session.engine.prepare(preload_libraries)

    # Both at once would fight for the interpreter, and the window would stand still.
    window.pages_built.connect(prepare)
    collector = app.findChild(WindowCollector)
    if collector is not None:
        session.engine.prepared.connect(collector.spare_what_stays)
    return window


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(APP_ID, description=f"{APP_NAME}: the window of SARE.")
    parser.add_argument("folder", nargs="?", type=Path, help="a project or a model folder to open")
    parser.add_argument("--demo", action="store_true", help="open the demo")
    parser.add_argument(
        "--new-window",
        action="store_true",
        help="open another window instead of bringing the one that is open to the front",
    )
    parser.add_argument(
        SELF_TEST,
        action="store_true",
        help="walk through the demo without a display, say what works, and exit with 0 if all does",
    )
    parser.add_argument("--version", action="version", version=f"{APP_NAME} {__version__}")
    return parser.parse_args(arguments)


def _first_answers(folder: Path, wanted: argparse.Namespace) -> bool:
    """Whether a window that is open does what is wanted."""
    place = wanted.folder.absolute() if wanted.folder is not None else None
    request = {"folder": str(place) if place else None, "demo": wanted.demo}
    return ask_first(folder, request)


def _open(window: MainWindow, wanted: argparse.Namespace) -> None:
    if wanted.demo:
        window.files.open_demo()
    elif wanted.folder is not None:
        window.open_paths([wanted.folder.absolute()])
    else:
        window.files.reopen_last()
