"""`sare-desktop --self-test`: the demo's whole loop in this installation, without a display.

The window is made with all its pages, the engine works on its own thread as it does for a user,
and the export is reloaded by a process of its own. Nothing of the user's is read or written.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject
from PySide6.QtWidgets import QApplication

from sare_desktop import theme
from sare_desktop.crash import CrashLog
from sare_desktop.engine_thread import Job
from sare_desktop.session import PAGES, Session
from sare_desktop.settings import Settings
from sare_desktop.shell.main_window import MainWindow
from sare_engine import DEMO_FOLDER, Control, Event, Failed, Finished, __version__

if TYPE_CHECKING:
    from sare_engine import ModelSlot

_PATIENCE_MS = 900_000
_SHORT: dict[str, Any] = {"negative_batch": 4, "retain_batch": 4, "measure_images": 12}
_RATE = 0.2

_Verb = Callable[[Any, Any, Control], Iterator[Event]]
"""Starts a verb of the engine with its config, the loaded model and the switches."""


class SelfTestError(Exception):
    """A step of the self-test failed; the text says which, and why."""


def run_self_test(
    app: QApplication, open_window: Callable[[QApplication, Session, CrashLog], MainWindow]
) -> int:
    """Walk the demo's loop, print a line for each step, and return the exit code.

    Args:
        app: the application.
        open_window: shows the window as at any start.
    """
    print(f"SARE Desktop {__version__}: self-test", flush=True)
    with tempfile.TemporaryDirectory(
        prefix="sare-self-test-", ignore_cleanup_errors=True
    ) as folder:
        settings = Settings(Path(folder) / "home")
        crash_log = CrashLog(settings.log_folder)
        crash_log.install()
        theme.apply(app, "light")
        session = Session(settings)
        window = open_window(app, session, crash_log)
        test = _SelfTest(session, window, crash_log)
        try:
            test.walk(Path(folder))
        except SelfTestError as error:
            print(f"FAILED: {error}", flush=True)
            return 1
        finally:
            session.close()
            window.hide()
            crash_log.uninstall()
    print("Everything works.", flush=True)
    return 0


class _SelfTest(QObject):
    """The steps, and what came of the last job."""

    def __init__(self, session: Session, window: MainWindow, crash_log: CrashLog) -> None:
        super().__init__()
        self._session = session
        self._window = window
        self._ended: Finished | Failed | None = None
        self._failure = ""
        self._crashes: list[str] = []
        self._built = False
        session.engine.ended.connect(self._note_end)
        session.failed.connect(self._note_failure)
        window.pages_built.connect(self._note_built)
        crash_log.caught.connect(self._note_crash)

    def walk(self, folder: Path) -> None:
        """Do every step of the loop.

        Args:
            folder: an empty folder for what the steps write.

        Raises:
            SelfTestError: a step failed, or a page raised an exception.
        """
        from sare_engine import (
            ConceptsConfig,
            EraseConfig,
            ExportConfig,
            ProbeConfig,
            RelearnConfig,
            concepts,
            erase,
            export,
            probe,
            relearn,
        )

        started = time.monotonic()
        self._wait("the window", lambda: self._built)
        self._say("window", started, f"{len(PAGES)} pages")
        if not self._session.open_demo():
            raise SelfTestError(f"load: {self._failure or 'the demo was not opened'}")
        loaded = self._result("load", "Opening the demo")
        project = self._session.project
        if project is None:
            raise SelfTestError("load: the demo project was not opened")
        home = project.folder
        self._say("load", started, f"{loaded['parameters'] / 1e6:.1f} million weights")
        model: dict[str, Any] = {"project": home, "model": DEMO_FOLDER / "model"}

        def step(kind: str, config: Any, verb: _Verb) -> dict[str, Any]:
            before = time.monotonic()

            def work(slot: ModelSlot, control: Control) -> Iterator[Event]:
                return verb(config, slot.model, control)

            self._session.start(Job(kind, kind, work))
            found = self._result(kind, kind)
            self._say(kind, before, "")
            self._show_pages()
            return found

        tested = step(
            "probe",
            ProbeConfig(**model),
            lambda config, model, control: probe(config, model=model, control=control),
        )
        if not tested["hallucinated"]:
            raise SelfTestError("probe: the demo model invented nothing")
        chosen = concepts(ConceptsConfig(project=home, choose_rate=_RATE))["chosen"]
        if not chosen:
            raise SelfTestError("concepts: nothing to erase was found")
        erased = step(
            "erase",
            EraseConfig(**model, steps=8, evaluate_every=0, name="self-test", **_SHORT),
            lambda config, model, control: erase(config, model=model, control=control),
        )
        run = str(erased["run"])

        step(
            "relearn",
            RelearnConfig(**model, run=run, steps=2, batch=2, samples=4, measure_images=12),
            lambda config, _, control: relearn(config, control=control),
        )

        exported = step(
            "export",
            ExportConfig(**model, run=run, out=folder / "export", verify_images=2),
            lambda config, _, control: export(config, control=control),
        )
        if not exported["captions_identical"]:
            raise SelfTestError("export: the reloaded model answers otherwise")

    # What happens meanwhile

    def _note_end(self, job: Job, event: Finished | Failed) -> None:
        self._ended = event

    def _note_failure(self, event: Failed) -> None:
        self._failure = f"{event.what} {event.why}".strip()

    def _note_built(self) -> None:
        self._built = True

    def _note_crash(self, line: str, text: str) -> None:
        self._crashes.append(f"{line}\n{text}")

    def _result(self, step: str, doing: str) -> dict[str, Any]:
        """Wait for the job to end and return its result."""
        self._wait(doing, lambda: self._ended is not None)
        event, self._ended = self._ended, None
        if isinstance(event, Finished) and event.status == "done":
            return dict(event.result)
        if isinstance(event, Failed):
            raise SelfTestError(f"{step}: {event.what} {event.why} {event.details}".strip())
        raise SelfTestError(f"{step}: it was stopped")

    def _wait(self, doing: str, holds: Callable[[], bool]) -> None:
        clock = QElapsedTimer()
        clock.start()
        while not holds():
            QCoreApplication.processEvents()
            self._raise_crash()
            if clock.elapsed() > _PATIENCE_MS:
                raise SelfTestError(
                    f"{doing}: it took longer than {_PATIENCE_MS // 60_000} minutes"
                )
            time.sleep(0.01)

    def _show_pages(self) -> None:
        """Bring every page to the front and draw it."""
        for key in PAGES:
            self._window.show_page(key)
            QCoreApplication.processEvents()
            if self._window.grab().isNull():
                raise SelfTestError(f"the page {key} could not be drawn")
        self._raise_crash()

    def _raise_crash(self) -> None:
        if self._crashes:
            raise SelfTestError(self._crashes[0])

    def _say(self, step: str, since: float, what: str) -> None:
        print(f"  {step:<8} {time.monotonic() - since:6.1f} s  {what}".rstrip(), flush=True)
