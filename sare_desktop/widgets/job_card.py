"""A running job on the page that started it: what it does, how far it is, and its switches."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from sare_desktop import theme
from sare_desktop.widgets.amounts import duration_text, units_text
from sare_engine import PhaseStarted, Progress

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from sare_desktop.engine_thread import Job
    from sare_desktop.session import Session
    from sare_engine import Event

_FINEST = 1_000_000


class JobCard(QFrame):
    """Shows jobs of some kinds while they run; hidden otherwise.

    Args:
        session: whose jobs.
        kinds: the kinds of jobs that belong here.
        name: first part of the object names: `<name>.progress`, `<name>.pause`, `<name>.stop`.
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
        theme.role(self._title, "heading")
        self._phase = QLabel()
        self._phase.setObjectName(f"{name}.phase")
        self._phase.setWordWrap(True)
        theme.role(self._phase, "muted")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}.progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        self._pause = QPushButton()
        self._pause.setObjectName(f"{name}.pause")
        self._pause.clicked.connect(self._pause_clicked)
        self._stop = QPushButton()
        self._stop.setObjectName(f"{name}.stop")
        self._stop.clicked.connect(self._engine.stop)
        row = QHBoxLayout()
        row.addWidget(self._phase, 1)
        row.addWidget(self._pause)
        row.addWidget(self._stop)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.SPACE.L, theme.SPACE.L, theme.SPACE.L, theme.SPACE.L)
        page.setSpacing(theme.SPACE.S)
        page.addWidget(self._title)
        page.addWidget(self._bar)
        page.addLayout(row)
        self._words = self._unit = ""
        self._engine.started.connect(self._started)
        self._engine.events.connect(self._take)
        self._engine.state_changed.connect(self._state_changed)
        if self._engine.job is not None and self._mine():
            self._started(self._engine.job)
        else:
            self.hide()

    @property
    def running(self) -> bool:
        """Whether such a job runs."""
        return self._mine()

    def _mine(self) -> bool:
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
        self._state_changed(self._engine.state)
        self.show()

    def _take(self, events: list[Event]) -> None:
        if not self._mine():
            return
        for event in events:
            if isinstance(event, PhaseStarted):
                self._words = event.title
                self._unit = event.unit
                self._phase.setText(event.title)
                self._show_progress(0, event.total)
            elif isinstance(event, Progress):
                self._show_progress(event.done, event.total)
                told = [self._words]
                if event.total is not None and event.total > 1:
                    told.append(
                        self.tr("{done} of {total}").format(
                            done=units_text(event.done, self._unit),
                            total=units_text(event.total, self._unit),
                        )
                    )
                if event.eta_seconds is not None:
                    told.append(
                        self.tr("{time} left").format(time=duration_text(event.eta_seconds))
                    )
                self._phase.setText(" · ".join(told))

    def _show_progress(self, done: int, total: int | None) -> None:
        if total is None or (total == 1 and done == 0):
            # One unit tells nothing on the way.
            self._bar.setRange(0, 0)
        else:
            # Qt counts in 32 bits, which the bytes of a model exceed.
            self._bar.setRange(0, min(max(1, total), _FINEST))
            self._bar.setValue(done if total <= _FINEST else round(done / total * _FINEST))

    def _state_changed(self, state: str) -> None:
        if not self._mine():
            if state == "idle":
                self.hide()
            return
        job = self._engine.job
        self._pause.setVisible(job is not None and job.pausable)
        paused = state in ("pausing", "paused")
        words = {"pausing": self.tr("Pausing…"), "paused": self.tr("Resume")}
        self._pause.setText(words.get(state, self.tr("Pause")))
        self._pause.setAccessibleName(self._pause.text())
        self._pause.setToolTip(
            self.tr("Go on where it was.") if paused else self.tr("Hold until you go on.")
        )
        self._pause.setEnabled(state in ("running", "paused"))
        stopping = state == "stopping"
        self._stop.setText(self.tr("Stopping…") if stopping else self.tr("Cancel"))
        self._stop.setAccessibleName(self._stop.text())
        self._stop.setToolTip(self.tr("End it; what is finished is kept."))
        self._stop.setEnabled(not stopping)

    def _pause_clicked(self) -> None:
        if self._engine.state == "paused":
            self._engine.resume()
        else:
            self._engine.pause()
