"""One application for all tests of the desktop, and no thread or timer left behind by any."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from sare_desktop import theme
from sare_desktop.engine_thread import EngineThread
from sare_desktop.garbage import WindowCollector
from sare_desktop.session import Session
from sare_desktop.settings import HOME_VARIABLE, Settings


class NoModel:
    """A model slot for jobs that need no model."""

    model = None


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The one application of the process, in the light scheme."""
    theme.apply(qapp, "light")
    return qapp


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the user's own settings."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "sare-desktop"))


@pytest.fixture(autouse=True)
def _collected_in_the_window_thread(qapp: QApplication) -> Iterator[None]:
    """Garbage is collected as in the program."""
    collector = WindowCollector()
    collector.begin()
    yield
    collector.end()


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """Fail a test after which a thread or timer of ours still runs."""
    yield
    if QCoreApplication.instance() is None:
        return
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if _running():
        # What only waits to be collected is not left behind.
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = _running()
    assert not left, f"still running: {left}"


def _running() -> list[str]:
    found = []
    for one in gc.get_objects():
        if not issubclass(type(one), (QThread, QTimer)) or not isValid(one):
            continue
        if isinstance(one, QThread) and one.isRunning() and one is not QThread.currentThread():
            found.append(f"thread {one.objectName() or one!r}")
        elif isinstance(one, QTimer) and one.isActive():
            found.append(f"timer of {one.parent()!r} every {one.interval()} ms")
    return found


@pytest.fixture
def settings(qapp: QApplication, tmp_path: Path) -> Iterator[Settings]:
    """Settings in a folder of the test's own."""
    settings = Settings(tmp_path / "settings")
    yield settings
    settings.close()


@pytest.fixture
def session(settings: Settings) -> Iterator[Session]:
    """A session without a project, whose engine has no model."""
    session = Session(settings, engine=EngineThread(make_slot=NoModel))
    yield session
    assert session.close()


@pytest.fixture
def engine(qapp: Any) -> Iterator[EngineThread]:
    """An engine's thread without a model."""
    engine = EngineThread(make_slot=NoModel)
    yield engine
    assert engine.shut_down()
