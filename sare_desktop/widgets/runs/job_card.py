"""A running job on the page that started it: what it does, how far it is, and its switches."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from sare_desktop import theme
from sare_desktop.engine_thread import PAUSED, PAUSING, STOPPING, Job
from sare_desktop.widgets.primitives.small_parts import say
from sare_desktop.widgets.runs.job_panel import JobPanel


class JobCard(JobPanel):
    """A job that takes a while, and can be cancelled."""

    def _lay_out(self) -> None:
        self._phase.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self._phase, 1)
        row.addWidget(self.pause)
        row.addWidget(self.stop)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.SPACE.L, theme.SPACE.L, theme.SPACE.L, theme.SPACE.L)
        page.setSpacing(theme.SPACE.S)
        page.addWidget(self._title)
        page.addWidget(self._bar)
        page.addLayout(row)

    def _show_state(self, state: str, job: Job) -> None:
        super()._show_state(state, job)
        say(
            self.pause,
            self._pause_words(state),
            self.tr("Resume where it stopped.")
            if state in (PAUSING, PAUSED)
            else self.tr("Pause until you resume."),
        )
        say(
            self.stop,
            self.tr("Stopping…") if state == STOPPING else self.tr("Cancel"),
            self.tr("Stop the job; what is done is kept."),
        )
