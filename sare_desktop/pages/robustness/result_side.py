"""The right side of the Robustness page: curves, numbers and landscapes, below the verdict."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.pages.robustness import attack_tab, compare_tab, landscape_tab, suite_tab
from sare_desktop.pages.robustness.suite_view import SuiteView
from sare_desktop.session import Session
from sare_desktop.widgets.plots.landscape_view import LandscapeView
from sare_desktop.widgets.plots.resurgence_view import ResurgenceView
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_desktop.widgets.runs.run_controls import RunControls

JOBS = (attack_tab.KIND, compare_tab.KIND, landscape_tab.KIND, suite_tab.KIND)
"""Kinds of jobs that the page starts."""


class RobustnessSide(QWidget):
    """Shows results, or why there are none.

    Attributes:
        controls: progress and switches of a running job.
        resurgence: verdict, curves and numbers.
        landscape: the measured landscapes.
        suite: what a suite of attacks came to.
        views: the tabs in which they are.
    """

    def __init__(
        self,
        session: Session,
        *,
        no_project: QWidget,
        compare: Callable[[], object],
        attack: Callable[[], object],
        measure: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """Show nothing yet.

        Args:
            session: whose jobs.
            no_project: shown while no project is open.
            compare: compares the methods.
            attack: shows the settings of an attack.
            measure: shows the settings of a landscape.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._no_project = no_project
        self.controls = RunControls(session, JOBS, "robustness")
        self.resurgence = ResurgenceView("robustness")
        self.landscape = LandscapeView("robustness.landscape.view", measure)
        self.views = QTabWidget()
        self.views.setObjectName("robustness.views")
        self.views.setAccessibleName(self.tr("What is shown"))
        self.views.setDocumentMode(True)
        self.views.addTab(self.resurgence.curves, self.tr("Resurgence"))
        self.views.addTab(self.resurgence.numbers, self.tr("Numbers"))
        self.views.addTab(self.landscape, self.tr("Landscape"))
        self.suite = SuiteView("robustness.suite.view")
        self.views.addTab(self.suite, self.tr("Suite"))
        self.views.currentChanged.connect(self._follow_view)
        comparing = (self.tr("Compare the methods"), compare)
        self.empty = EmptyState(
            self.tr("Nothing is erased yet"),
            self.tr(
                "Fine-tuning the erased model on captions with the hallucination shows whether "
                "it comes back. Erase first, or compare the methods in one go."
            ),
            [(self.tr("Go to Erase"), lambda: session.show("erase")), comparing],
        )
        self.ready = EmptyState(
            self.tr("No attack yet"),
            self.tr("Resurgence curves appear here, with intervals over seeds."),
            [comparing, (self.tr("Attack one run"), attack)],
        )
        self.stack = QStackedWidget()
        for view in (no_project, self.empty, self.ready, self.views):
            self.stack.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.S, 0, 0, 0)
        layout.setSpacing(theme.SPACE.S)
        layout.addWidget(self.controls)
        layout.addWidget(self.resurgence)
        layout.addWidget(self.stack, 1)

    def refresh(self, *, results: bool, erased: bool, can_compare: bool) -> None:
        """Show what there is to show.

        Args:
            results: whether there is any result, or a running job that gives one.
            erased: whether there is an erasure to attack.
            can_compare: whether a comparison can be started.
        """
        for offer in (self.empty.buttons[1], self.ready.buttons[0]):
            offer.setEnabled(can_compare)
        if self._session.project is None:
            self.stack.setCurrentWidget(self._no_project)
        elif results:
            self.stack.setCurrentWidget(self.views)
        else:
            self.stack.setCurrentWidget(self.ready if erased else self.empty)
        self._follow_view()

    def follow_tab(self, name: str) -> None:
        """Show landscapes and suites beside their settings, and the curves beside the others.

        Args:
            name: of the tab; see `JobTab.name`.
        """
        own = {
            landscape_tab.LandscapeTab.name: self.landscape,
            suite_tab.SuiteTab.name: self.suite,
        }
        view = own.get(name)
        if view is not None:
            self.views.setCurrentWidget(view)
        elif self.views.currentWidget() in own.values():
            self.views.setCurrentIndex(0)

    def _follow_view(self) -> None:
        """Show the verdict of the curves beside what it is about: a suite has its own."""
        seen = self.views.currentWidget() is not self.suite
        self.resurgence.setVisible(seen and bool(self.resurgence.verdict.text()))
