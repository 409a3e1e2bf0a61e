"""`sare-desktop --self-test` says what works, and fails where something does not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from sare_desktop.crash import CrashLog
from sare_desktop.self_test import run_self_test
from sare_desktop.session import Session
from sare_desktop.settings import HOME_VARIABLE

ROOT = Path(__file__).resolve().parents[2]


class BareWindow(QWidget):
    """Stands for the window: it has no pages, and says at once that they are built."""

    pages_built = Signal()

    def __init__(self, then: Callable[[], None] = lambda: None) -> None:
        super().__init__()

        def built() -> None:
            self.pages_built.emit()
            then()

        QTimer.singleShot(0, self, built)


def opened(window: BareWindow) -> Callable[[QApplication, Session, CrashLog], Any]:
    return lambda _app, _session, _log: window


def test_an_installation_without_the_demo_fails_in_words(
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("sare_engine.DEMO_FOLDER", tmp_path / "missing")
    assert run_self_test(qapp, opened(BareWindow())) == 1
    said = capsys.readouterr().out
    assert "FAILED: load: The demo is missing." in said
    assert "Everything works" not in said


def test_an_exception_in_the_window_fails(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        sys.excepthook(ValueError, ValueError("a page fell over"), None)

    monkeypatch.setattr("sare_desktop.session.Session.open_demo", lambda _self: True)
    assert run_self_test(qapp, opened(BareWindow(broken))) == 1
    assert "a page fell over" in capsys.readouterr().out


@pytest.mark.slow
def test_the_whole_loop_works_without_a_display(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    home = tmp_path / "home"
    done = subprocess.run(
        [sys.executable, "-m", "sare_desktop", "--self-test"],
        env={**environment, HOME_VARIABLE: str(home), "OMP_NUM_THREADS": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    steps = [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")]
    assert steps == ["window", "load", "probe", "erase", "relearn", "export"]
    assert done.stdout.endswith("Everything works.\n")
    assert not home.exists(), "what belongs to the user was touched"
