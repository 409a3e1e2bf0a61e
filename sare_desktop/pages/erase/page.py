"""The page where the chosen hallucinations are erased, and the erasure is watched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.engine_thread import Job
from sare_desktop.erasures import ErasureJob, Erasures
from sare_desktop.item_models.runs import NOTES_SETTING, RunReader, RunRow
from sare_desktop.pages.erase.erase_tabs import EraseTabs
from sare_desktop.pages.erase.erasure_setup import ErasureSetup
from sare_desktop.pages.erase.result_side import ErasureSide
from sare_desktop.pages.erase.run_choice import RunChoice
from sare_desktop.pages.erase.run_view import RunView
from sare_desktop.pages.erase.tune_tab import KIND as TUNE
from sare_desktop.pages.erase.tuning import Tuning
from sare_desktop.pages.page import Page
from sare_desktop.project_forms import given_settings, project_model
from sare_desktop.session import Destination, Session
from sare_desktop.widgets.primitives.setup_button import SetupButton
from sare_desktop.widgets.primitives.small_parts import make_label
from sare_engine import Failed, Finished, ModelConfig, Notice, PhaseStarted, RunFolder

if TYPE_CHECKING:
    from sare_engine import Event


class ErasePage(Page):
    """Settings on the left; the run that is shown on the right.

    Attributes:
        setup: what is erased and how, and the button that starts it.
        tuning: the search for settings.
        tabs: the two.
        runs: which run is shown.
        view: its curves and captions.
        result: the curves with what belongs to them, or why there are none.
        controls: progress and switches of a running erasure.
    """

    key = "erase"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._aside = Aside(self)
        self._reader = RunReader()
        self._erasures = Erasures(session, self)
        self._wanted = ""
        """Run that another page asked for and that was not read yet."""
        self.setup = ErasureSetup(
            session, self._aside, self._erasures, self.banner, self._start, self._copy
        )
        self.tuning = Tuning(
            session,
            self._aside,
            self._copy_commands,
            self._make_no_project(self.tr("A search tries erasures of a project.")),
            self,
        )
        self.runs = RunChoice(session)
        self.view = RunView(session, self._aside, self)
        self._build()
        self._make_actions()
        self._connect()
        self._project_changed()
        if self.controls.running:  # The job began before the page was made.
            self.view.begin_late()
            self._begin_watching()

    # What the window asks

    def state(self) -> str:
        """Return "empty", "ready", "running" or "done"."""
        if self.controls.running or self.tuning.side.controls.running:
            return "running"
        if any(row.erased for row in self.runs.rows):
            return "done"
        return "ready" if self.setup.choice.concepts else "empty"

    def reveal(self, destination: Destination) -> None:
        """Show the curves of a run, unless one runs, and take its settings where asked to."""
        if destination.settings is not None:
            text = self.tr("Settings of {0}").format(destination.run)
            told = self.tr("The form has the settings of {0}; undo restores it.")
            self._fill(text, destination.settings, told.format(destination.run))
        if destination.run and not self.controls.running:
            self._wanted = destination.run
            self.tabs.show_erasure()
            self._show_wanted()

    # Building

    def _build(self) -> None:
        views = self._make_splitter(
            "views",
            Qt.Orientation.Vertical,
            (self.view.panel, 3),
            (self.view.watched, 2),
            collapsible=True,
        )
        self.result = ErasureSide(
            self._session,
            self.runs,
            self.view,
            views=views,
            no_project=self._make_no_project(self.tr("An erasure is a run of a project.")),
            start=self._start,
            resume=self._resume,
            load=self._load_erased,
        )
        self.controls = self.result.controls
        self.tabs = EraseTabs((self.setup, self.result), (self.tuning.tab, self.tuning.side))
        splitter = self._make_splitter(
            "splitter", Qt.Orientation.Horizontal, (self.tabs, 0), (self.tabs.sides, 1)
        )
        self.setup_button = SetupButton("erase.settings", self, self.tabs, self.tabs.sides)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE.S)
        head.addWidget(make_label(self.tr("Erase"), "title"))
        head.addStretch(1)
        head.addWidget(self.runs)
        head.addWidget(self.setup_button)
        page = self._make_column()
        page.addLayout(head)
        page.addWidget(self.banner)
        page.addWidget(splitter, 1)
        self.setMinimumHeight(30 * self.fontMetrics().height())

    def _make_actions(self) -> None:
        for name, text, called, tip in (
            (
                "start",
                self.tr("Start erasing"),
                self._start,
                self.tr("Erase the chosen hallucinations"),
            ),
            (
                "pause",
                self.tr("Pause or resume the erasure"),
                self.controls.pause.click,
                self.tr("Hold the erasure, or let it continue"),
            ),
            (
                "checkpoint",
                self.tr("Checkpoint now"),
                self.controls.checkpoint.click,
                self.tr("Save the erasure after the current step"),
            ),
            (
                "stop",
                self.tr("Stop the erasure"),
                self.controls.stop.click,
                self.tr("End the erasure with a checkpoint"),
            ),
            (
                "resume",
                self.tr("Resume the run shown"),
                self._resume,
                self.tr("Continue from its last checkpoint"),
            ),
            (
                "tune",
                self.tr("Find settings for this model"),
                self._find_settings,
                self.tr("Try settings in short erasures, each attacked"),
            ),
            (
                "copy",
                self.tr("Copy the command of the erasure"),
                self._copy,
                self.tr("The command line that does the same"),
            ),
        ):
            self._add_action(name, text, called, tip)

    def _connect(self) -> None:
        session, engine = self._session, self._session.engine
        session.project_changed.connect(self._project_changed)
        session.model_changed.connect(self._follow)
        session.runs_changed.connect(self._read_rows)
        engine.started.connect(self._job_started)
        engine.events.connect(self._take)
        engine.ended.connect(self._job_ended)
        engine.state_changed.connect(self._follow)
        self.setup.choice.changed.connect(self._follow)
        self.setup.merge.changed.connect(self._follow)
        self.setup.form.changed.connect(self._follow)
        self.tabs.turned.connect(self._refill_runs)
        self.tuning.tab.rejected.connect(self.tabs.show_search)
        self.tuning.refused.connect(self._refuse)
        self.tuning.failed.connect(self._tell_failure)
        self.tuning.changed.connect(self._follow)
        self.tuning.side.used.connect(self._use_settings)
        self.runs.chosen.connect(self._show_run)
        self.view.changed.connect(self._run_read)
        self.view.drawn.connect(self.result.show_curves)
        self.view.failed.connect(self._failed)
        self.view.panel.overlays_chosen.connect(self._overlays_chosen)

    # The project and its runs

    def _project_changed(self) -> None:
        self._aside.forget()
        self.banner.clear()
        self.runs.rows, self.runs.shown, self._wanted = [], "", ""
        self._reader = RunReader()
        self.view.clear()
        self._read_rows()
        self.tuning.read()
        self.setup.choice.refresh()
        self.setup.memory.refresh()

    def _read_rows(self) -> None:
        project = self._session.project
        if project is None:
            self._take_rows([])
            return
        folder, notes = project.folder, project.settings.get(NOTES_SETTING) or {}
        reader = self._reader
        self._aside.submit(
            "rows", lambda: reader.read(folder, notes), self._take_rows, self._failed
        )

    def _take_rows(self, rows: Sequence[RunRow]) -> None:
        runs = self.runs
        runs.rows = [row for row in rows if row.kind == "erase"]
        if self.controls.running:
            running = [row.name for row in runs.rows if row.status == "running"]
            if running:
                runs.shown = running[-1]
                if self.view.waiting:
                    self._join_running()
        elif not self._show_wanted() and runs.row() is None:
            row = runs.remembered()
            if row is None:
                runs.shown = ""
                self.view.clear()
            elif self.view.curves.steps and not runs.shown:
                # It has just ended here: its curves are in memory, and were measured further.
                runs.remember(runs.rows[-1].name)
            else:
                self._read_run(row)
        self._refill_runs()
        self.result.show_outcome()
        self._follow()

    def _refill_runs(self) -> None:
        self.runs.refill(self.controls.running)
        if self.tabs.searching:
            self.runs.hide()  # Its runs are not beside the search.
        self.view.panel.set_overlay_choices(self.runs.others)

    def _show_wanted(self) -> bool:
        """Show the run that another page asked for; returns whether there was one to show."""
        row = self.runs.row(self._wanted)
        if row is None:
            return False
        self._wanted = ""
        self._show_run(row.name)
        return True

    def _show_run(self, name: str) -> None:
        row = self.runs.row(name)
        if row is not None and name != self.runs.shown and not self.controls.running:
            self._read_run(row)

    def _read_run(self, row: RunRow) -> None:
        self.runs.remember(row.name)
        self.result.begin_reading()
        self.view.show_run(row, self._concepts_of(row))

    def _run_read(self) -> None:
        self._refill_runs()
        self.result.show_outcome()
        self._follow()

    def _join_running(self) -> None:
        row = self.runs.row()
        if row is not None:
            self.view.join(row, self._concepts_of(row))

    def _concepts_of(self, row: RunRow) -> tuple[str, ...]:
        return tuple(row.config.get("concepts") or self.setup.choice.concepts)

    def _overlays_chosen(self, names: Sequence[str]) -> None:
        self.view.show_overlays([row for row in self.runs.rows if row.name in names])

    def _failed(self, failure: Failed) -> None:
        self._tell_failure(failure)
        self.view.stop_waiting()
        self._follow()

    # Starting

    def _start(self) -> None:
        if self.setup.why_not():
            self._follow()
            return
        config = self.setup.config()
        if config is not None and self._erasures.start(config):
            self.banner.clear()

    def _resume(self) -> None:
        row = self.runs.row()
        if row is None or not (row.resumable or row.takeable):
            return
        missing = self._erasures.missing_model(row)
        if missing is not None:
            self.banner.show_message(
                "warning",
                self.tr("The model of {0} was not found.").format(row.name),
                self.tr("It is not in {0} any more.").format(missing),
                self.tr("Choose the folder where the same model is now."),
            )
            self._offer_model_folder()
        # Its button says "Take over" then, beside who works on the run.
        elif self._erasures.resume(row, take_over=row.takeable):
            self.banner.clear()

    def _offer_model_folder(self) -> None:
        self.banner.add_action(
            "erase.model_folder", self.tr("Choose the folder…"), self._resume_with_folder
        )

    def _resume_with_folder(self) -> None:
        row = self.runs.row()
        chosen = QFileDialog.getExistingDirectory(self, self.tr("The model of the run"))
        if (
            row is not None
            and chosen
            and self._erasures.resume(row, Path(chosen), take_over=row.takeable)
        ):
            self.banner.clear()

    def _copy(self) -> None:
        config = self.setup.config()
        if config is not None:
            self._copy_commands(config)

    def _load_erased(self) -> None:
        row, model = self.runs.row(), project_model(self._session)
        if row is None:
            return
        if model is None:
            self.banner.show_message(
                "warning",
                self.tr("The project does not know its model."),
                self.tr("No image was tested with a model yet, and the run is a change to one."),
                self.tr("Load the model on the Model page and test the images."),
            )
            return
        run, device = RunFolder(row.folder), given_settings(self._session)["device"]
        if run.model_folder.is_dir():  # Its own weights were trained.
            self._session.load_model(ModelConfig(model=run.model_folder, device=device))
        else:
            config = ModelConfig(model=model, adapter=run.adapter_folder, device=device)
            self._session.load_model(config)

    # The search for settings

    def _find_settings(self) -> None:
        self.tabs.show_search()
        self.tuning.tab.start()

    def _refuse(self, reason: str) -> None:
        self.banner.show_message("warning", self.tr("Nothing was started."), reason)

    def _use_settings(self, settings: Mapping[str, Any], number: int) -> None:
        told = self.tr("The form has the settings of trial {0}; undo restores it.")
        self._fill(self.tr("Settings of trial {0}").format(number), settings, told.format(number))

    def _fill(self, text: str, settings: Mapping[str, Any], told: str) -> None:
        self.setup.use_settings(text, settings)
        self.tabs.show_erasure()
        self.setup_button.setChecked(True)
        self.setup.start_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._session.notified.emit("info", told)

    # The job

    def _job_started(self, job: Job) -> None:
        if job.kind == TUNE:
            self.banner.clear()
            self.tabs.show_search()
            self.setup_button.make_room()
        if job.kind != "erase":
            return
        self.tabs.show_erasure()
        if isinstance(job, ErasureJob) and self.runs.row(job.resumes) is not None:
            self.runs.remember(job.resumes)
            self.view.begin_late()
            self._join_running()
        else:
            self.runs.shown = ""
            self.view.begin(self.setup.choice.concepts)
        self._begin_watching()

    def _begin_watching(self) -> None:
        self.result.outcome.hide()
        self.setup_button.make_room()  # The settings cannot be changed any more.
        self._refill_runs()
        self._follow()

    def _take(self, events: list[Event]) -> None:
        if not self.controls.running:
            return
        joined = not self.view.waiting
        self.view.take(events)
        for event in events if joined else ():
            if isinstance(event, PhaseStarted) and event.phase == "erase":
                self._read_rows()  # The run has its folder now, and so its name.
            elif isinstance(event, Notice) and event.level == "warning":
                self.banner.show_message("warning", event.text, fix=event.hint)

    def _job_ended(self, job: Job, event: Finished | Failed) -> None:
        if job.kind != "erase":
            return
        self.view.end()
        if isinstance(event, Failed):
            self._tell_failure(event)
            if isinstance(job, ErasureJob) and job.resumes and "--model" in event.fix:
                self._offer_model_folder()
        elif event.result.get("run"):
            self.runs.remember(str(event.result["run"]))
        self._read_rows()
        self._follow()

    # Showing how things stand

    def _follow(self) -> None:
        running, row = self.controls.running, self.runs.row()
        self.setup.refresh()
        can_start = self.setup.can_start
        self.result.refresh(
            chosen=bool(self.setup.choice.concepts), can_start=can_start, busy=self._aside.busy
        )
        self._actions["start"].setEnabled(can_start)
        self._actions["tune"].setEnabled(self.tuning.tab.button.isEnabled())
        self._actions["copy"].setEnabled(self._session.project is not None)
        for name in ("pause", "checkpoint", "stop"):
            self._actions[name].setEnabled(running)
        self._actions["resume"].setEnabled(
            not running and row is not None and (row.resumable or row.takeable)
        )
        self._tell_state()
