"""The page that shows whether what was erased comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QWidget

from sare_desktop.aside import Aside
from sare_desktop.curves import RunCurves
from sare_desktop.engine_thread import Job
from sare_desktop.item_models.runs import NOTES_SETTING, RunReader, RunRow
from sare_desktop.model_handover import ModelHandover
from sare_desktop.pages.job_tab import JobTab
from sare_desktop.pages.page import Page
from sare_desktop.pages.robustness import attack_tab, landscape_tab, suite_tab
from sare_desktop.pages.robustness.attack_tab import AttackTab
from sare_desktop.pages.robustness.compare_tab import CompareTab
from sare_desktop.pages.robustness.landscape_tab import LandscapeTab
from sare_desktop.pages.robustness.result_side import JOBS, RobustnessSide
from sare_desktop.pages.robustness.suite_tab import SuiteTab
from sare_desktop.session import Destination, Session
from sare_desktop.widgets.primitives.setup_button import SetupButton
from sare_desktop.widgets.primitives.small_parts import make_label
from sare_engine import Failed, Finished, Notice, ProbeMetrics, Progress

if TYPE_CHECKING:
    from sare_engine import Event

_SUMMARY_PAUSE_MS = 1000


class RobustnessPage(Page):
    """Settings of four jobs on the left; verdict, curves, suite and landscapes on the right.

    Attributes:
        compare: settings of a comparison of methods.
        attack: settings of an attack on chosen runs.
        landscape: settings of a measurement of the loss around the weights.
        suite: settings of a suite of attacks.
        tabs: the four.
        result: what came of them.
    """

    key = "robustness"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._aside = Aside(self)
        self._reader = RunReader()
        self._handover = ModelHandover(session, self)
        self._rows: list[RunRow] = []
        self._summary: dict[str, Any] = {}
        self._suites: dict[str, Any] = {}
        self._wanted = ""
        """Run that another page asked for and that was not read yet."""
        self._is_opening = True
        """Whether it is not known yet if the project has results."""
        self._live = RunCurves(phase=attack_tab.KIND)
        self._settings: Mapping[str, Any] | None = None
        """Settings that another page asked the form of the wanted run to take."""
        self._parts_done = 0
        self._summary_timer = QTimer(self)
        self._summary_timer.setSingleShot(True)
        self._summary_timer.setInterval(_SUMMARY_PAUSE_MS)
        self._summary_timer.timeout.connect(self._read_summary)
        self.compare = CompareTab(session, self._copy_commands)
        self.attack = AttackTab(session, self._copy_commands)
        self.landscape = LandscapeTab(session, self._copy_commands)
        self.suite = SuiteTab(session, self._copy_commands)
        self._build()
        self._make_actions()
        self._connect()
        self._project_changed()

    # What the window asks

    def state(self) -> str:
        """Return "empty", "ready", "running" or "done"."""
        if self.result.controls.running:
            return "running"
        if self._summary.get("methods"):
            return "done"
        return "ready" if any(row.erased for row in self._rows) else "empty"

    def reveal(self, destination: Destination) -> None:
        """Prepare an attack on a run, or show the landscape that it is; take its settings."""
        self._settings = destination.settings
        if destination.run and self._session.project is not None:
            self._is_opening = False  # What it asks for is in the settings.
            self._wanted = destination.run
            self._show_wanted()

    # Building

    def _build(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("robustness.tabs")
        self.tabs.setAccessibleName(self.tr("What to do"))
        for tab, title, tip in (
            (
                self.compare,
                self.tr("Compare"),
                self.tr("Erase with each method, attack each, over several seeds"),
            ),
            (self.attack, self.tr("Attack"), self.tr("Attack chosen runs")),
            (
                self.landscape,
                self.tr("Landscape"),
                self.tr("The loss around the weights of a model"),
            ),
            (self.suite, self.tr("Suite"), self.tr("Attack an erasure in many ways")),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(tab, title), tip)
        self.result = RobustnessSide(
            self._session,
            no_project=self._make_no_project(
                self.tr("Attacks and comparisons are runs of a project.")
            ),
            compare=self.compare.start,
            attack=self._prepare_attack,
            measure=self._prepare_landscape,
        )
        splitter = self._make_splitter(
            "splitter", Qt.Orientation.Horizontal, (self.tabs, 0), (self.result, 1)
        )
        self.setup_button = SetupButton("robustness.settings", self, self.tabs, self.result)
        head = QHBoxLayout()
        head.addWidget(make_label(self.tr("Robustness"), "title"))
        head.addStretch(1)
        head.addWidget(self.setup_button)
        page = self._make_column()
        page.addLayout(head)
        page.addWidget(self.banner)
        page.addWidget(splitter, 1)
        self.setMinimumHeight(30 * self.fontMetrics().height())

    def _job_tabs(self) -> tuple[JobTab, ...]:
        return self.compare, self.attack, self.landscape, self.suite

    def _make_actions(self) -> None:
        for tab, text in (
            (self.compare, self.tr("Compare the methods")),
            (self.attack, self.tr("Attack the checked runs")),
            (self.landscape, self.tr("Measure the loss landscape")),
            (self.suite, self.tr("Run the attack suite")),
        ):
            self._add_action(tab.name, text, tab.start)

    def _connect(self) -> None:
        session, engine = self._session, self._session.engine
        session.project_changed.connect(self._project_changed)
        session.runs_changed.connect(self._read_rows)
        session.concepts_changed.connect(self._follow)
        session.model_changed.connect(self._follow)
        engine.started.connect(self._job_started)
        engine.events.connect(self._take)
        engine.ended.connect(self._job_ended)
        engine.state_changed.connect(self._follow)
        self.tabs.currentChanged.connect(self._tab_changed)
        self.result.views.currentChanged.connect(self._view_changed)
        for tab in self._job_tabs():
            tab.refused.connect(self._refuse)
            tab.rejected.connect(self._show_tab)
            tab.submitted.connect(self._submit)
        self.attack.checked_changed.connect(self._follow)
        self.landscape.shown_changed.connect(self._show_landscapes)
        self.suite.shown_changed.connect(self._show_suite)

    # The project and its runs

    def _project_changed(self) -> None:
        self._aside.forget()
        self.banner.clear()
        self._rows, self._summary, self._suites, self._wanted = [], {}, {}, ""
        self._reader = RunReader()
        self._live.clear()
        self._is_opening = True
        self.setup_button.setChecked(True)
        self._read_rows()

    def _read_rows(self) -> None:
        project = self._session.project
        if project is None:
            self._take_rows([])
            self._take_summary({})
            self._take_suites({})
            return
        folder, notes = project.folder, project.settings.get(NOTES_SETTING) or {}
        reader = self._reader
        self._aside.submit(
            "rows", lambda: reader.read(folder, notes), self._take_rows, self._tell_failure
        )
        self._read_summary()

    def _read_summary(self) -> None:
        project = self._session.project
        if project is None:
            return
        from sare_engine import robustness_summary, suite_results

        folder = project.folder
        self._aside.submit(
            "summary", lambda: robustness_summary(folder), self._take_summary, self._tell_failure
        )
        self._aside.submit(
            "suites", lambda: suite_results(folder), self._take_suites, self._tell_failure
        )

    def _take_rows(self, rows: list[RunRow]) -> None:
        self._rows = rows
        choices = [(row.name, row.name) for row in reversed(rows) if row.erased]
        choices.append((self.tr("the model as it is on disk"), ""))
        self.attack.show_runs(choices, self._remembered() if rows else None)
        self.landscape.show_runs(rows, choices)
        self.suite.show_runs([row.name for row in reversed(rows) if row.erased])
        self._show_landscapes()
        self._show_wanted()
        self._follow()

    def _take_suites(self, results: Mapping[str, Any]) -> None:
        self._suites = dict(results)
        self._show_suite()
        self._follow()

    def _show_suite(self) -> None:
        self.result.suite.show_result(self._suites.get(self.suite.run.currentText(), {}))

    def _take_summary(self, summary: Mapping[str, Any]) -> None:
        if summary.get("methods") and not self._summary.get("methods"):
            self.setup_button.make_room()
            if self._is_opening:
                self.setup_button.setChecked(False)  # Curves come before settings.
        self._is_opening = self._is_opening and self._session.project is None
        self._summary = dict(summary)
        self.result.resurgence.show_summary(summary)
        self._follow()

    def _setting(self) -> str:
        project = self._session.project
        return f"robustness.run:{project.folder}" if project is not None else ""

    def _remembered(self) -> str:
        """Return the run whose attack was prepared last in this project, or ""."""
        return str(self._session.settings.value(self._setting(), ""))

    def _show_wanted(self) -> None:
        """Show the run that another page asked for, once it has been read."""
        row = next((row for row in self._rows if row.name == self._wanted), None)
        if row is None:
            return
        self._wanted = ""
        self._take_settings(row)
        if row.kind == landscape_tab.KIND:
            self.landscape.measured.check([row.name])
            self._show_landscapes()
            self.tabs.setCurrentWidget(self.landscape)
        else:
            attacked = row.attacked if row.kind == attack_tab.KIND else row.name
            self._session.settings.set(self._setting(), attacked)
            self.setup_button.setChecked(True)
            self.attack.runs.check([attacked])
            self.tabs.setCurrentWidget(self.attack)
            self._follow()

    def _take_settings(self, row: RunRow) -> None:
        """Fill the form of a run's kind with its settings, as an edit that can be undone."""
        settings, self._settings = self._settings, None
        if settings is None:
            return
        tab = self.landscape if row.kind == landscape_tab.KIND else self.attack
        tab.form.fill(self.tr("Settings of {0}").format(row.name), settings)
        self.setup_button.setChecked(True)
        told = self.tr("The form has the settings of {0}; undo restores it.").format(row.name)
        self._session.notified.emit("info", told)

    def _show_landscapes(self) -> None:
        self.result.landscape.show_landscapes(
            self.landscape.landscapes(), measured=self.landscape.measured.count() > 0
        )

    def _prepare_attack(self) -> None:
        self.setup_button.setChecked(True)
        self.tabs.setCurrentWidget(self.attack)

    def _prepare_landscape(self) -> None:
        self.setup_button.setChecked(True)
        self.tabs.setCurrentWidget(self.landscape)

    def _tab_changed(self) -> None:
        self.result.follow_tab(self._current_tab())
        self._follow()

    def _view_changed(self) -> None:
        """Have the settings ready of what is looked at."""
        for tab, view in (
            (self.landscape, self.result.landscape),
            (self.suite, self.result.suite),
        ):
            if self.result.views.currentWidget() is view:
                self.tabs.setCurrentWidget(tab)

    def _current_tab(self) -> str:
        tab = self.tabs.currentWidget()
        return tab.name if isinstance(tab, JobTab) else ""

    # Jobs

    def _refuse(self, reason: str) -> None:
        self.banner.show_message("warning", self.tr("Nothing was started."), reason)

    def _show_tab(self) -> None:
        sender = self.sender()
        if isinstance(sender, JobTab):
            self.tabs.setCurrentWidget(sender)

    def _submit(self, job: Job) -> None:
        self.banner.clear()
        self._handover.start(job)
        self._follow()

    def _job_started(self, job: Job) -> None:
        if job.kind in JOBS:
            landscape = job.kind == landscape_tab.KIND
            self._live.clear()
            self._parts_done = 0
            self.setup_button.make_room()
            self.result.resurgence.show_attack(None if landscape else self._live)
            if landscape:
                self.result.follow_tab(self.landscape.name)
            elif job.kind == suite_tab.KIND:
                self.result.follow_tab(self.suite.name)
            self._follow()

    def _take(self, events: list[Event]) -> None:
        if not self.result.controls.running:
            return
        changed = False
        for event in events:
            changed = self._live.feed(event) or changed
            if (
                isinstance(event, ProbeMetrics)
                and event.phase == attack_tab.KIND
                and event.step == 0
            ):
                # The attack before this one is finished: its curve is part of the summary now.
                self._summary_timer.start()
            elif isinstance(event, Progress) and event.fraction is not None:
                if event.done > self._parts_done:
                    self._summary_timer.start()
                self._parts_done = event.done
            elif isinstance(event, Notice) and event.level == "warning":
                self.banner.show_message("warning", event.text, fix=event.hint)
        if changed:
            self.result.resurgence.refresh()
            self._follow()

    def _job_ended(self, job: Job, event: Finished | Failed) -> None:
        if job.kind not in JOBS:
            return
        self._live.clear()
        self.result.resurgence.show_attack(None)
        self._summary_timer.stop()
        if isinstance(event, Failed):
            self._tell_failure(event)
        self._read_rows()
        self._follow()

    # Showing how things stand

    def _follow(self) -> None:
        running = self.result.controls.running
        for tab in self._job_tabs():
            tab.refresh(waiting=self._handover.waiting)
            self._actions[tab.name].setEnabled(tab.button.isEnabled())
        self.result.refresh(
            results=bool(self._summary.get("methods"))
            or bool(self._suites)
            or bool(self._live.series)
            or bool(self.landscape.measured.count())
            or running,
            erased=any(row.erased for row in self._rows),
            can_compare=self.compare.button.isEnabled(),
        )
        self._tell_state()
