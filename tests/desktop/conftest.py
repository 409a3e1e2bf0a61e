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
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication

from sare_desktop import theme
from sare_desktop.engine_thread import EngineThread
from sare_desktop.garbage import WindowCollector
from sare_desktop.session import Session
from sare_desktop.settings import HOME_VARIABLE, Settings
from tests.desktop import leaks


class NoModel:
    """A model slot for jobs that need no model."""

    model = None


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The one application of the process, in the light scheme."""
    theme.apply(qapp, "light")
    return qapp


@pytest.fixture(autouse=True)
def _own_settings(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Keep every test out of the user's own settings, and theme and locale out of the next test."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "sare-desktop"))
    locale = QLocale()
    yield
    QLocale.setDefault(locale)
    if theme.scheme() != "light":
        theme.apply(qapp, "light")


@pytest.fixture(autouse=True)
def _collected_in_the_window_thread(qapp: QApplication) -> Iterator[None]:
    """Garbage is collected as in the program."""
    collector = WindowCollector()
    collector.begin()
    yield
    collector.end()


@pytest.fixture(scope="session", autouse=True)
def _starts_are_noted() -> Iterator[None]:
    """Know where each thread, pool and timer was started."""
    with pytest.MonkeyPatch.context() as patch:
        leaks.watch(patch)
        yield


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """Fail a test after which a thread, thread pool or timer of ours still runs."""
    before = leaks.python_threads()
    yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if leaks.running():
            # What only waits to be collected is not left behind.
            gc.collect()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [*leaks.running(), *map(repr, leaks.python_threads() - before)]
    leaks.forget()
    assert not left, "still running: " + "; ".join(left)


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
