"""The panels of a running job: the one with cancel, and the one with a checkpoint."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sare_desktop.engine_thread import PAUSED, RUNNING
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.small_parts import SteadyLabel
from sare_desktop.widgets.runs.job_card import JobCard
from sare_desktop.widgets.runs.job_panel import JobPanel
from sare_desktop.widgets.runs.run_controls import RunControls
from sare_engine import Control, Event, Finished, PhaseStarted, Progress
from tests.desktop.jobs import endless, job_of
from tests.waiting import PATIENCE_S, eventually


def find(panel: JobPanel, kind: type, name: str) -> Any:
    found = panel.findChild(kind, f"spoons.{name}")
    assert found is not None
    return found


def click(panel: JobPanel, name: str) -> QPushButton:
    button: QPushButton = find(panel, QPushButton, name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    return button


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (JobCard, "Bending · 3 of 8 · 1 min 5 s left"),
        (RunControls, "Bending · 3 of 8 · 2.5 per second · 1 min 5 s left"),
    ],
)
def test_a_job_is_told_with_the_newest_progress(
    qtbot: Any, session: Session, kind: type[JobPanel], told: str
) -> None:
    panel = kind(session, ("bend",), "spoons")
    qtbot.addWidget(panel)
    go_on = threading.Event()

    def bend(_slot: Any, _control: Control) -> Iterator[Event]:
        yield PhaseStarted("bend", "Bending", 8)
        yield Progress("bend", 1, 8)
        yield Progress("bend", 3, 8, 2.5, 65.0)
        go_on.wait(60)
        yield PhaseStarted("look", "Looking")
        yield Finished("done")

    assert panel.isHidden() and not panel.running
    assert session.start(job_of(bend, "bend"))
    assert panel.isVisible() and find(panel, QLabel, "job").text() == "Working"
    bar, phase = find(panel, QProgressBar, "progress"), find(panel, QLabel, "phase")
    eventually(lambda: bar.value(), 3)
    assert (bar.maximum(), phase.text()) == (8, told)
    go_on.set()
    eventually(lambda: not panel.running)
    assert panel.isHidden() and phase.text() == "Looking" and bar.maximum() == 0


@pytest.mark.parametrize(("kind", "stop"), [(JobCard, "Cancel"), (RunControls, "Stop")])
def test_the_switches_say_what_they_do_now(
    qtbot: Any, session: Session, kind: type[JobPanel], stop: str
) -> None:
    assert session.start(endless(kind="bend"))
    panel = kind(session, ("bend",), "spoons")
    qtbot.addWidget(panel)
    panel.show()
    assert (panel.pause.text(), panel.stop.text()) == ("Pause", stop)
    pause = click(panel, "pause")
    eventually(lambda: session.engine.state, PAUSED)
    assert (pause.text(), pause.accessibleName()) == ("Resume", "Resume")
    assert "Resume where it stopped" in pause.toolTip()
    click(panel, "pause")
    assert session.engine.state == RUNNING and pause.text() == "Pause"
    click(panel, "stop")
    assert panel.stop.text() == "Stopping…" and not panel.stop.isEnabled()
    eventually(panel.isHidden)


def test_jobs_of_other_kinds_are_not_shown(qtbot: Any, session: Session) -> None:
    panels = [kind(session, ("bend",), "spoons") for kind in (JobCard, RunControls)]
    for panel in panels:
        qtbot.addWidget(panel)
    assert session.start(endless(kind="polish"))
    QTest.qWait(100)
    assert all(panel.isHidden() for panel in panels)
    session.engine.stop()
    eventually(lambda: session.engine.job is None)


def test_words_that_change_lay_out_nothing_around_them(qtbot: Any) -> None:
    outer = QWidget()
    label = QLabel("1 of 60")
    steady = SteadyLabel(label)
    QVBoxLayout(outer).addWidget(steady)
    qtbot.addWidget(outer)
    outer.resize(400, 100)
    with qtbot.waitExposed(outer, timeout=1000 * PATIENCE_S):
        outer.show()
    eventually(lambda: label.width() == steady.width())

    asked = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.LayoutRequest:
                asked.append(watched)
            return False

    QApplication.processEvents()
    watch = Watch(outer)
    outer.installEventFilter(watch)
    label.setText("2 of 60, and a good many words more than there were before")
    qtbot.wait(50)
    assert asked == []
    label.setText("two\nlines")
    eventually(lambda: label.height() >= label.sizeHint().height())
    assert asked == [outer]
