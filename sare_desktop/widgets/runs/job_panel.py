"""What the panels of a running job share: its title, how far it is, pause and stop."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QProgressBar, QWidget
from shiboken6 import isValid
from superqt import QElidingLabel

from sare_desktop import motion, theme
from sare_desktop.engine_thread import PAUSED, PAUSING, RUNNING, STOPPING, Job
from sare_desktop.widgets.primitives.amounts import duration_text, figure_text, units_text
from sare_desktop.widgets.primitives.small_parts import make_button
from sare_desktop.widgets.runs.stop_question import stop_job
from sare_engine import PhaseStarted, Progress

if TYPE_CHECKING:
    from sare_desktop.session import Session
    from sare_engine import Event

_FINEST = 1_000_000
_WHOLE = 1000
"""Length of the bar of a job of several parts."""


KEEPS_FOCUS = "keepsFocus"
"""Property of what has the keyboard until it is closed, whatever a job begins meanwhile."""


class JobPanel(QFrame):
    """Shows jobs of some kinds while they run; hidden otherwise.

    Args:
        session: whose jobs.
        kinds: the kinds of jobs that belong here.
        name: first part of the object names: `<name>.job`, `<name>.phase`, `<name>.progress`,
            `<name>.pause`, `<name>.stop`.
        parent: the owner.
    """

    shows_rate = False

    def __init__(
        self, session: Session, kinds: Collection[str], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme.card(self)
        self._engine = session.engine
        self._kinds = frozenset(kinds)
        self._name = name
        self._title = QElidingLabel()
        # How far the job is stands at its end.
        self._title.setElideMode(Qt.TextElideMode.ElideMiddle)
        self._title.setObjectName(f"{name}.job")
        theme.role(self._title, "heading")
        self._phase = QLabel()
        self._phase.setObjectName(f"{name}.phase")
        theme.role(self._phase, "muted")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}.progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        self.pause = make_button("", f"{name}.pause", "", self._toggle_pause)
        self.stop = make_button("", f"{name}.stop", "", self._stop)
        self._words = self._unit = ""
        self._newest: Progress | None = None
        self._whole: Progress | None = None
        """How far a job of several parts is as a whole; None for other jobs."""
        self._phases: dict[str, PhaseStarted] = {}
        self._current = ""
        self._returns_to: QWidget | None = None
        self._lay_out()
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

    def take_focus(self, returns_to: QWidget | None) -> None:
        """Put the focus on the first switch: pause, or stop where the job cannot pause.

        Args:
            returns_to: what gets the focus when the job ends while a switch has it.
        """
        self._returns_to = returns_to
        for button in (self.pause, self.stop):
            if button.isVisible() and button.isEnabled():
                button.setFocus()
                return

    @abstractmethod
    def _lay_out(self) -> None:
        """Put the parts where they belong."""

    def _show_state(self, state: str, job: Job) -> None:
        """Update the buttons to what the engine does now; subclasses add their texts."""
        self.pause.setVisible(job.pausable)
        self.pause.setEnabled(state in (RUNNING, PAUSED))
        self.stop.setEnabled(state != STOPPING)

    def _pause_words(self, state: str) -> str:
        words = {PAUSING: self.tr("Pausing…"), PAUSED: self.tr("Resume")}
        return words.get(state, self.tr("Pause"))

    def _started(self, job: Job) -> None:
        if job.kind not in self._kinds:
            return
        self._title.setText(job.title)
        self._title.setToolTip(job.title)
        self._phases, self._current = {}, ""
        self._words = (
            self.tr("Loading libraries; this takes a few seconds the first time")
            if self._engine.preparing
            else self.tr("Starting")
        )
        self._newest = self._whole = None
        self._phase.setText(self._words)
        motion.show_busy(self._bar)
        self._follow()

    def _take(self, events: list[Event]) -> None:
        if not self.running:
            return
        newest: Progress | None = None
        for event in events:
            if isinstance(event, PhaseStarted):
                newest = self._newest = None
                self._words, self._unit = event.title, event.unit
                self._phases[event.phase], self._current = event, event.phase
                self._phase.setText(self._told(None))
                self._show_bar(0, event.total)
            elif isinstance(event, Progress):
                if event.fraction is not None and event.phase in self._phases:
                    self._show_whole(event)
                elif self._current != event.phase and event.phase in self._phases:
                    self._show_overall(event)
                else:
                    newest = event
        if newest is not None:
            self._show_bar(newest.done, newest.total)
            self._newest = newest
        if newest is not None or self._whole is not None:
            self._phase.setText(self._told(self._newest))

    def _show_whole(self, at: Progress) -> None:
        """Show how far a job of several parts is: its bar stays while the parts have phases."""
        if self._current == at.phase:
            self._words = self._current = ""
        self._show_overall(at)
        self._whole = None
        self._show_bar(round((at.fraction or 0.0) * _WHOLE), _WHOLE)
        self._whole = at

    def _show_overall(self, at: Progress) -> None:
        """Show how far a job is that is made of others, beside its title."""
        job = self._engine.job
        if job is None or at.total is None:
            return
        unit = self._phases[at.phase].unit
        parts = [
            job.title,
            self.tr("{0} of {1}").format(units_text(at.done, ""), units_text(at.total, unit)),
        ]
        if at.eta_seconds is not None and at.done < at.total:
            parts.append(self.tr("{0} left").format(duration_text(at.eta_seconds)))
        self._title.setText(" · ".join(parts))
        self._title.setToolTip(self._title.text())  # There may be no room for all of it.

    def _told(self, at: Progress | None) -> str:
        parts = [*(self._whole.running if self._whole else ()), self._words]
        parts = [one for one in parts if one]
        if at is None:
            return " · ".join(parts)
        if at.total is not None and at.total > 1:
            parts.append(
                self.tr("{0} of {1}").format(
                    units_text(at.done, self._unit), units_text(at.total, self._unit)
                )
            )
        if self._engine.state == PAUSED:
            # Nothing is done now, and nobody knows for how long.
            return " · ".join([*parts, self.tr("paused")])
        if self.shows_rate and at.rate is not None and math.isfinite(at.rate):
            parts.append(self.tr("{0} per second").format(figure_text(at.rate, ".3g")))
        if at.eta_seconds is not None and self._whole is None:
            parts.append(self.tr("{0} left").format(duration_text(at.eta_seconds)))
        return " · ".join(parts)

    def _show_bar(self, done: int, total: int | None) -> None:
        if self._whole is not None:
            return
        if total is None or (total == 1 and done == 0):
            # A job of one unit has no progress to show.
            motion.show_busy(self._bar)
        else:
            # Qt counts in 32 bits, which the bytes of a model exceed.
            self._bar.setRange(0, min(max(1, total), _FINEST))
            self._bar.setValue(done if total <= _FINEST else round(done / total * _FINEST))

    def _follow(self) -> None:
        job = self._engine.job if self.running else None
        held = self.isVisible() and self._holds_focus()
        if job is None and held:
            # When all of the page has followed the end of the job.
            QTimer.singleShot(0, self, self._return_focus)
        self.setVisible(job is not None)
        if job is not None:
            self._show_state(self._engine.state, job)
            if held and not self._holds_focus():
                self.setFocus()  # Its switches are disabled: else the focus would leave the page.
            if self._newest is not None:
                self._phase.setText(self._told(self._newest))

    def _holds_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is self or (focused is not None and self.isAncestorOf(focused))

    def _return_focus(self) -> None:
        back, self._returns_to = self._returns_to, None
        if back is not None and isValid(back) and back.isVisible() and back.isEnabled():
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        stop_job(self._engine, self)

    def _toggle_pause(self) -> None:
        if self._engine.state == PAUSED:
            self._engine.resume()
        else:
            self._engine.pause()
