"""The search for settings on the Erase page: its settings, its trials, and reading them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sare_desktop.aside import Aside
from sare_desktop.engine_thread import Job
from sare_desktop.model_handover import ModelHandover
from sare_desktop.pages.erase.tune_side import TuneSide
from sare_desktop.pages.erase.tune_tab import KIND, TuneTab
from sare_desktop.session import Session
from sare_engine import Failed, Finished, ProbeMetrics, Progress, tuning_available

if TYPE_CHECKING:
    from sare_engine import Event


class Tuning(QObject):
    """Starts searches, and shows what they have found so far.

    Attributes:
        changed: a search can or cannot be started now.
        failed: emitted with a `Failed` when a search or the reading of its trials failed.
        refused: emitted with the reason when no search could be started.
        tab: the settings.
        side: the trials.
    """

    changed = Signal()
    failed = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        session: Session,
        aside: Aside,
        copy: Callable[..., None],
        no_project: QWidget,
        parent: QObject | None = None,
    ) -> None:
        """Show nothing until `read` is called.

        Args:
            session: whose project.
            aside: reads the trials.
            copy: copies the command lines of jobs.
            no_project: shown while no project is open.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._aside = aside
        self._handover = ModelHandover(session, self)
        self._at: object = None
        self.tab = TuneTab(session, copy)
        self.side = TuneSide(session, no_project=no_project, start=self.tab.start)
        self.tab.submitted.connect(self._submit)
        self.tab.refused.connect(self.refused)
        self.side.resumed.connect(self.tab.resume)
        session.concepts_changed.connect(self.refresh)
        session.engine.started.connect(self._started)
        session.engine.events.connect(self._take)
        session.engine.ended.connect(self._ended)
        session.engine.state_changed.connect(self.refresh)

    def read(self) -> None:
        """Read the trials again."""
        project = self._session.project
        if project is None or not tuning_available():
            self.side.show_results([])
            self.refresh()
            return
        from sare_engine import tuning_results

        folder = project.folder
        self._aside.submit(
            "tuning", lambda: tuning_results(folder), self._take_results, self.failed.emit
        )

    def _take_results(self, results: list[dict[str, object]]) -> None:
        self.side.show_results(results)
        self.refresh()

    def _submit(self, job: Job) -> None:
        self._handover.start(job)
        self.refresh()

    def _started(self, job: Job) -> None:
        if job.kind == KIND:
            self._at = None
            self.refresh()

    def _take(self, events: list[Event]) -> None:
        if not self.side.controls.running:
            return
        for event in events:
            if isinstance(event, ProbeMetrics) and event.phase == KIND:
                self.read()
            elif isinstance(event, Progress) and event.phase == KIND:
                at = (event.done, event.running)
                if at != self._at:  # A trial has begun, or ended.
                    self._at = at
                    self.read()

    def _ended(self, job: Job, event: Finished | Failed) -> None:
        if job.kind != KIND:
            return
        if isinstance(event, Failed):
            self.failed.emit(event)
        self.read()

    def refresh(self) -> None:
        """Follow the project and the engine."""
        project = self._session.project
        self.tab.refresh(waiting=self._handover.waiting)
        self.side.refresh(
            chosen=project is not None and bool(project.chosen_concepts()),
            can_start=self.tab.button.isEnabled(),
        )
        self.changed.emit()
