"""The right side of the Erase page: the job's switches, how the run ended, and its curves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.pages.erase.run_choice import RunChoice
from sare_desktop.pages.erase.run_view import RunView
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_desktop.widgets.runs.run_controls import RunControls
from sare_desktop.widgets.runs.run_outcome import RunOutcome


class ErasureSide(QWidget):
    """Shows the run, or why there is none.

    Attributes:
        controls: progress and switches of a running erasure.
        outcome: how the run shown ended.
    """

    def __init__(
        self,
        session: Session,
        runs: RunChoice,
        view: RunView,
        *,
        views: QWidget,
        no_project: QWidget,
        start: Callable[[], object],
        resume: Callable[[], object],
        load: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """Show nothing yet.

        Args:
            session: whose jobs.
            runs: which run is shown.
            view: its curves.
            views: the widget with the curves and the captions.
            no_project: shown while no project is open.
            start: starts an erasure.
            resume: continues the run shown.
            load: loads the erased model of the run shown.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._runs = runs
        self._view = view
        self._views = views
        self._no_project = no_project
        self.controls = RunControls(session, ("erase",), "erase")
        self.outcome = RunOutcome(
            "erase.outcome",
            robustness=lambda: session.show("robustness", run=runs.shown),
            export=lambda: session.show("export", run=runs.shown),
            load=load,
            resume=resume,
        )
        self._no_concepts = EmptyState(
            self.tr("Nothing is chosen yet"),
            self.tr(
                "Test images, see which objects the model hallucinates, and choose those to erase."
            ),
            [
                (self.tr("Choose concepts"), lambda: session.show("concepts")),
                (self.tr("Test images"), lambda: session.show("images")),
            ],
        )
        self._ready = EmptyState(
            self.tr("Ready to erase"),
            self.tr(
                "Losses, sharpness, held-out images and a few watched captions appear here "
                "while it runs."
            ),
            [(self.tr("Start erasing"), start)],
        )
        self._reading = EmptyState(self.tr("Reading the run…"), "")
        self._stack = QStackedWidget()
        for part in (no_project, self._no_concepts, self._ready, self._reading, views):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.S, 0, 0, 0)
        layout.setSpacing(theme.SPACE.S)
        layout.addWidget(self.controls)
        layout.addWidget(self.outcome)
        layout.addWidget(self._stack, 1)

    def begin_reading(self) -> None:
        """Show that a run is being read."""
        self._stack.setCurrentWidget(self._reading)
        self.outcome.hide()

    def show_outcome(self) -> None:
        """Show how the run ended, if it did, or that it runs in another program."""
        row = self._runs.row()
        if row is None or self.controls.running or (row.status == "running" and not row.owner):
            self.outcome.hide()
        else:
            self.outcome.show_run(row, self._view.curves.first("probe.concept_recall"))

    def refresh(self, *, chosen: bool, can_start: bool, busy: bool) -> None:
        """Show what there is to show.

        Args:
            chosen: whether concepts are chosen.
            can_start: whether an erasure can be started.
            busy: whether something of the project is being read.
        """
        for button in self._ready.buttons:
            button.setEnabled(can_start)
        shown = self._runs.shown
        if self._session.project is None:
            self._stack.setCurrentWidget(self._no_project)
        elif self._view.curves.series:
            self.show_curves()
        elif self.controls.running:
            self._say(self.tr("Getting ready"), self.tr("The curves begin with the first step."))
        elif busy and shown:
            self._say(self.tr("Reading {0}…").format(shown))
        elif self._runs.row() is not None:
            self._say(shown, self.tr("This run ended before its first measurement."))
        else:
            self._stack.setCurrentWidget(self._ready if chosen else self._no_concepts)

    def show_curves(self) -> None:
        """Show the curves and the captions."""
        self._stack.setCurrentWidget(self._views)

    def _say(self, title: str, text: str = "") -> None:
        self._reading.set_texts(title, text)
        self._stack.setCurrentWidget(self._reading)
