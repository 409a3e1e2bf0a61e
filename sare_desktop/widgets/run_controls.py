"""A training job's progress and switches: pause, checkpoint, stop, each saying how it stands."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.widgets.amounts import duration_text
from sare_desktop.widgets.small_parts import make_button
from sare_engine import PhaseStarted, Progress

if TYPE_CHECKING:
    from sare_desktop.engine_thread import Job
    from sare_desktop.session import Session
    from sare_engine import Event

_CHECKPOINT_WORDS_MS = 2500


class RunControls(QFrame):
    """Shows jobs of some kinds while they run; hidden otherwise.

    Args:
        session: whose jobs.
        kinds: the kinds of jobs that belong here.
        name: first part of the object names: `<name>.pause`, `<name>.checkpoint`, `<name>.stop`,
            `<name>.progress`, `<name>.phase`.
        parent: the owner.
    """

    def __init__(
        self, session: Session, kinds: Collection[str], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme.card(self)
        self._engine = session.engine
        self._kinds = frozenset(kinds)
        self._title = QLabel()
        self._title.setObjectName(f"{name}.job")
        theme.role(self._title, "heading")
        self._phase = QLabel()
        self._phase.setObjectName(f"{name}.phase")
        theme.role(self._phase, "muted")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}.progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setToolTip(self.tr("How far the present part of the job is"))
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(8)
        self.pause = make_button(
            self.tr("Pause"), f"{name}.pause", self.tr("Hold after the present step"), self._pause
        )
        self.checkpoint = make_button(
            self.tr("Checkpoint now"),
            f"{name}.checkpoint",
            self.tr("Save after the present step, so that the run can go on from there"),
            self._checkpoint,
        )
        self.stop = make_button(
            self.tr("Stop"),
            f"{name}.stop",
            self.tr("End it after the present step, with a checkpoint; it can be resumed"),
            self._engine.stop,
        )
        theme.danger(self.stop)
        self._asked = QTimer(self)
        self._asked.setSingleShot(True)
        self._asked.setInterval(_CHECKPOINT_WORDS_MS)
        self._asked.timeout.connect(self._follow)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE.S)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._phase)
        top.addLayout(words, 1)
        for button in (self.pause, self.checkpoint, self.stop):
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.L, theme.SPACE.S, theme.SPACE.M, theme.SPACE.S)
        layout.setSpacing(theme.SPACE.S)
        layout.addLayout(top)
        layout.addWidget(self._bar)
        self._words = ""
        self._engine.started.connect(self._started)
        self._engine.events.connect(self._take)
        self._engine.state_changed.connect(self._follow)
        if self._engine.job is not None:
            self._started(self._engine.job)
        self._follow()

    @property
    def running(self) -> bool:
        """Whether such a job runs."""
        return self._engine.job is not None and self._engine.job.kind in self._kinds

    def _started(self, job: Job) -> None:
        if job.kind not in self._kinds:
            return
        self._title.setText(job.title)
        self._words = (
            self.tr("Loading libraries; this takes a few seconds the first time")
            if self._engine.preparing
            else self.tr("Starting")
        )
        self._phase.setText(self._words)
        self._bar.setRange(0, 0)
        self._follow()

    def _take(self, events: list[Event]) -> None:
        if not self.running:
            return
        newest: Progress | None = None
        for event in events:
            if isinstance(event, PhaseStarted):
                newest = None
                self._words = event.title
                self._phase.setText(event.title)
                self._show_bar(0, event.total)
            elif isinstance(event, Progress):
                newest = event
        if newest is not None:
            self._show_bar(newest.done, newest.total)
            self._phase.setText(self._told(newest))

    def _told(self, at: Progress) -> str:
        parts = [self._words]
        if at.total is not None and at.total > 1:
            parts.append(self.tr("{0} of {1}").format(at.done, at.total))
        if at.rate is not None and math.isfinite(at.rate):
            parts.append(self.tr("{0} per second").format(f"{at.rate:.3g}"))
        if at.eta_seconds is not None:
            parts.append(self.tr("{0} left").format(duration_text(at.eta_seconds)))
        return " · ".join(parts)

    def _show_bar(self, done: int, total: int | None) -> None:
        if total is None or (total == 1 and done == 0):
            self._bar.setRange(0, 0)
        else:
            self._bar.setRange(0, max(1, total))
            self._bar.setValue(done)

    def _follow(self) -> None:
        """Let the buttons say what the engine does now."""
        running, state, job = self.running, self._engine.state, self._engine.job
        self.setVisible(running)
        if not running or job is None:
            self._asked.stop()
            return
        words = {"pausing": self.tr("Pausing…"), "paused": self.tr("Resume")}
        _say(self.pause, words.get(state, self.tr("Pause")))
        self.pause.setToolTip(
            self.tr("Go on where it was")
            if state == "paused"
            else self.tr("Hold after the present step")
        )
        self.pause.setVisible(job.pausable)
        self.pause.setEnabled(state in ("running", "paused"))
        asked = self._asked.isActive()
        _say(self.checkpoint, self.tr("Saving…") if asked else self.tr("Checkpoint now"))
        self.checkpoint.setVisible(job.checkpoints)
        self.checkpoint.setEnabled(state == "running" and not asked)
        _say(self.stop, self.tr("Stopping…") if state == "stopping" else self.tr("Stop"))
        self.stop.setEnabled(state != "stopping")

    def _pause(self) -> None:
        if self._engine.state == "paused":
            self._engine.resume()
        else:
            self._engine.pause()

    def _checkpoint(self) -> None:
        self._engine.checkpoint()
        self._asked.start()
        self._follow()


def _say(button: QPushButton, text: str) -> None:
    if button.text() != text:
        button.setText(text)
        button.setAccessibleName(text)
