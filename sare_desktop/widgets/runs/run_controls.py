"""A training job's progress and switches: pause, checkpoint, stop, each saying how it stands."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from sare_desktop import theme
from sare_desktop.engine_thread import PAUSED, RUNNING, STOPPING, Job
from sare_desktop.widgets.primitives.small_parts import SteadyLabel, make_button, say
from sare_desktop.widgets.runs.job_panel import JobPanel

_CHECKPOINT_WORDS_MS = 2500


class RunControls(JobPanel):
    """A job that goes in steps, and can write a checkpoint (`<name>.checkpoint`)."""

    shows_rate = True

    def _lay_out(self) -> None:
        self._bar.setToolTip(self.tr("Progress of the job, or of the current part of it"))
        self._bar.setMaximumHeight(8)
        self.checkpoint = make_button("", f"{self._name}.checkpoint", "", self._checkpoint)
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
        words.addWidget(SteadyLabel(self._phase))
        top.addLayout(words, 1)
        for button in (self.pause, self.checkpoint, self.stop):
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.L, theme.SPACE.S, theme.SPACE.M, theme.SPACE.S)
        layout.setSpacing(theme.SPACE.S)
        layout.addLayout(top)
        layout.addWidget(self._bar)

    def _show_state(self, state: str, job: Job) -> None:
        super()._show_state(state, job)
        say(
            self.pause,
            self._pause_words(state),
            self.tr("Resume where it stopped")
            if state == PAUSED
            else self.tr("Pause after the current step"),
        )
        asked = self._asked.isActive()
        say(
            self.checkpoint,
            self.tr("Saving…") if asked else self.tr("Checkpoint now"),
            self.tr("Write a checkpoint after the current step, to resume the run from"),
        )
        self.checkpoint.setVisible(job.checkpoints)
        self.checkpoint.setEnabled(state == RUNNING and not asked)
        say(
            self.stop,
            self.tr("Stopping…") if state == STOPPING else self.tr("Stop"),
            self.tr("Stop after the current step with a checkpoint; the run can be resumed"),
        )

    def _follow(self) -> None:
        if not self.running:
            self._asked.stop()
        super()._follow()

    def _checkpoint(self) -> None:
        self._engine.checkpoint()
        self._asked.start()
        self._follow()
