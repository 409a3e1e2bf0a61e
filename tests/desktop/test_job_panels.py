"""The panels of a running job: the one with cancel, and the one with a checkpoint."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sare_desktop.engine_thread import PAUSED, RUNNING, STOPPING
from sare_desktop.session import Session
from sare_desktop.shell.status_line import StatusLine
from sare_desktop.widgets.primitives.small_parts import SteadyLabel, make_button
from sare_desktop.widgets.runs import stop_question
from sare_desktop.widgets.runs.job_card import JobCard
from sare_desktop.widgets.runs.job_panel import JobPanel
from sare_desktop.widgets.runs.run_controls import RunControls
from sare_engine import Control, Event, Finished, PhaseStarted, Progress
from tests.desktop.jobs import endless, job_of
from tests.waiting import PATIENCE_S, eventually, run_events


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


def double_click_over(first: QPushButton, second: QPushButton) -> None:
    """Double-click where the first click puts the second button under the pointer."""
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    place = QPointF(second.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, held in (
        (QEvent.Type.MouseButtonDblClick, left),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        event = QMouseEvent(kind, place, second.mapToGlobal(place), left, held, none)
        QApplication.sendEvent(second, event)


@pytest.mark.parametrize("kind", [JobCard, RunControls])
def test_a_double_click_on_resume_does_not_stop(
    qtbot: Any, session: Session, kind: type[JobPanel]
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    resume = make_button("Resume", "r", "", lambda: session.start(endless(kind="bend")))
    panel = kind(session, ("bend",), "spoons")
    inside = QVBoxLayout(page)
    inside.addWidget(resume)
    inside.addWidget(panel)
    page.show()
    double_click_over(resume, panel.stop)
    assert session.engine.state == RUNNING
    double_click_over(panel.stop, panel.stop)  # The click that was meant for it.
    assert session.engine.state == STOPPING
    eventually(panel.isHidden)


def test_stop_asks_when_more_than_a_minute_is_at_stake(
    qtbot: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, asked = [False, True], []

    def confirmed(_job: Any, seconds: float, _parent: QWidget) -> bool:
        asked.append(seconds)
        return answers.pop(0)

    monkeypatch.setattr(stop_question, "confirmed", confirmed)
    panel = RunControls(session, ("bend",), "spoons")
    qtbot.addWidget(panel)
    assert session.start(endless(kind="bend"))
    panel.show()
    session.engine._began -= 61
    click(panel, "stop")
    assert len(asked) == 1 and asked[0] > 60 and session.engine.state == RUNNING
    click(panel, "stop")
    assert len(asked) == 2
    eventually(panel.isHidden)


def test_the_question_before_stopping_keeps_the_job_unless_told(qtbot: Any) -> None:
    def answer(name: str) -> bool:
        def press() -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox) and "1 min 5 s" in box.text()
            button = box.findChild(QPushButton, f"stop_question.{name}")
            assert button is not None
            button.click()

        QTimer.singleShot(0, press)
        return stop_question.confirmed(endless(), 65.0, parent)

    parent = QWidget()
    qtbot.addWidget(parent)
    assert answer("stop")
    assert not answer("keep_running")


def test_a_paused_job_shows_neither_rate_nor_time_left(qtbot: Any, session: Session) -> None:
    panel = RunControls(session, ("bend",), "spoons")
    qtbot.addWidget(panel)

    def bend(_slot: Any, control: Control) -> Iterator[Event]:
        yield PhaseStarted("bend", "Bending", 8)
        yield Progress("bend", 3, 8, 2.5, 65.0)
        while True:
            control.poll()
            time.sleep(0.005)

    assert session.start(job_of(bend, "bend"))
    panel.show()
    phase = find(panel, QLabel, "phase")
    eventually(lambda: phase.text(), "Bending · 3 of 8 · 2.5 per second · 1 min 5 s left")
    click(panel, "pause")
    eventually(lambda: phase.text(), "Bending · 3 of 8 · paused")
    session.engine.stop()
    eventually(panel.isHidden)


def test_jobs_of_other_kinds_are_not_shown(qtbot: Any, session: Session) -> None:
    panels = [kind(session, ("bend",), "spoons") for kind in (JobCard, RunControls)]
    for panel in panels:
        qtbot.addWidget(panel)
    assert session.start(endless(kind="polish"))
    run_events(100)
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


def test_a_job_made_of_others_shows_how_far_it_is_beside_its_title(
    qtbot: Any, session: Session
) -> None:
    panel = RunControls(session, ("bend",), "spoons")
    qtbot.addWidget(panel)
    go_on = threading.Event()

    def bend(_slot: Any, _control: Control) -> Iterator[Event]:
        yield PhaseStarted("drawer", "Emptying the drawer", 3, "spoons")
        yield PhaseStarted("bend", "Bending", 8)
        yield Progress("bend", 8, 8)
        yield Progress("drawer", 1, 3, None, 65.0)
        go_on.wait(60)
        yield Finished("done")

    assert session.start(job_of(bend, "bend"))
    title, phase = find(panel, QLabel, "job"), find(panel, QLabel, "phase")
    eventually(lambda: title.text(), "Working · 1 of 3 · 1 min 5 s left")
    assert phase.text().startswith("Bending · 8 of 8")
    go_on.set()
    eventually(lambda: not panel.running)


def test_a_job_of_several_parts_has_one_bar_and_one_remaining_time(
    qtbot: Any, session: Session
) -> None:
    panel, line = RunControls(session, ("bend",), "spoons"), StatusLine()
    qtbot.addWidget(panel)
    qtbot.addWidget(line)
    session.engine.started.connect(line.set_job)
    session.engine.events.connect(line.show_events)
    more, end = threading.Event(), threading.Event()

    def bend(_slot: Any, _control: Control) -> Iterator[Event]:
        yield PhaseStarted("drawer", "Emptying the drawer", 3, "spoons")
        yield Progress("drawer", 1, 3, None, 65.0, fraction=0.25, running=("Soup spoon",))
        yield PhaseStarted("bend", "Bending", 8)
        yield Progress("bend", 4, 8, 1.0, 4.0)
        more.wait(60)
        two = ("Soup spoon", "Tea spoon")
        yield Progress("drawer", 2, 3, None, 30.0, fraction=0.5, running=two)
        end.wait(60)
        yield Finished("done")

    assert session.start(job_of(bend, "bend"))
    title, phase = find(panel, QLabel, "job"), find(panel, QLabel, "phase")
    bar = find(panel, QProgressBar, "progress")
    eventually(lambda: phase.text().split(" · ")[:3], ["Soup spoon", "Bending", "4 of 8"])
    assert "left" not in phase.text()
    assert title.text() == "Working · 1 of 3 · 1 min 5 s left"
    assert bar.value() / bar.maximum() == 0.25
    below = line.findChild(QProgressBar, "status.progress")
    assert line.findChild(QLabel, "status.job").text() == "Soup spoon: Bending"
    assert line.findChild(QLabel, "status.figures").text() == "1/3 spoons · 1:05 left"
    assert below.value() / below.maximum() == 0.25
    more.set()
    eventually(lambda: title.text(), "Working · 2 of 3 · 30 s left")
    assert phase.text().startswith("Soup spoon · Tea spoon")
    assert line.findChild(QLabel, "status.job").text() == "Soup spoon; Tea spoon"
    end.set()
    eventually(lambda: not panel.running)


def press(window: QWidget, at: QPoint) -> None:
    """Click as a hand does: the window system finds what is under the pointer."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(window.windowHandle(), left, none, at, 1)


def test_a_double_click_on_pause_does_not_resume(qtbot: Any, session: Session) -> None:
    panel = RunControls(session, ("bend",), "spoons")
    qtbot.addWidget(panel)
    assert session.start(endless(kind="bend"))
    with qtbot.waitExposed(panel, timeout=1000 * PATIENCE_S):
        panel.show()
    at = QRect(panel.pause.mapTo(panel, QPoint()), panel.pause.size()).center()
    press(panel, at)
    eventually(lambda: session.engine.state, PAUSED)
    press(panel, at)
    run_events(50)
    assert session.engine.state == PAUSED
    QTest.mouseClick(panel.pause, Qt.MouseButton.LeftButton)
    assert session.engine.state == RUNNING
