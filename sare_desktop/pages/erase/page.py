"""The page where the chosen hallucinations are erased, and the erasure is watched."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.curves import RunCurves
from sare_desktop.engine_thread import Job
from sare_desktop.erasures import ErasureJob, Erasures
from sare_desktop.item_models.runs import (
    NOTES_SETTING,
    RunReader,
    RunRow,
    read_curves,
    status_word,
)
from sare_desktop.model_lookup import display_name
from sare_desktop.pages.page import Page
from sare_desktop.project_forms import GIVEN, KeptForm, given_settings, project_model
from sare_desktop.session import Session
from sare_desktop.widgets.captions.watched_captions import WatchedCaptions, hallucinated_phrases
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.memory.memory_estimate import MemoryEstimate
from sare_desktop.widgets.plots.plot_panel import PlotPanel, erasure_plots
from sare_desktop.widgets.primitives.amounts import bytes_text
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_desktop.widgets.primitives.setup_button import SetupButton
from sare_desktop.widgets.primitives.small_parts import (
    SetupArea,
    make_button,
    make_card,
    make_label,
)
from sare_desktop.widgets.runs.run_controls import RunControls
from sare_desktop.widgets.runs.run_outcome import RunOutcome
from sare_engine import (
    EraseConfig,
    Failed,
    Finished,
    ModelConfig,
    Notice,
    PhaseStarted,
    RunFolder,
    memory_use,
)

if TYPE_CHECKING:
    from sare_engine import Event

_MEMORY_EVERY_MS = 1000
_DRAW_MS = (500, 2000)
"""Shortest and longest time between two drawings of the curves."""

_DRAW_SHARE = 0.015
"""Share of a core that the window may take while it draws no faster than it must: a job on the
CPU loses several times as much, since all of its threads wait for the one that was held up."""
_GB = 1e9


class ErasePage(Page):
    """Choose settings, erase, watch."""

    key = "erase"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._aside = Aside(self)
        self._reader = RunReader()
        self._erasures = Erasures(session, self)
        self._rows: list[RunRow] = []
        self._shown = ""
        """Name of the run shown; "" while a new one has no name yet, or none is there."""
        self._curves = RunCurves(phase="erase")
        self._waiting: list[Event] | None = None
        """Events that came while the record of the running run is being read."""
        self._counted: dict[str, Any] = {}
        self._phrases_of: tuple[Any, ...] = ()
        self._undrawn = False
        self._draw_timer = QTimer(self)
        self._draw_timer.setSingleShot(True)
        self._spent = 0.0
        self._draw_timer.timeout.connect(self._draw)
        self._build()
        self._make_actions()
        self._memory_timer = QTimer(self)
        self._memory_timer.setInterval(_MEMORY_EVERY_MS)
        self._memory_timer.timeout.connect(self._measure_memory)
        self._connect()
        self._project_changed()
        if self.controls.running:
            self._began()

    # What the window asks

    def state(self) -> str:
        """Return "empty", "ready", "running" or "done"."""
        if self.controls.running:
            return "running"
        if any(row.erased for row in self._rows):
            return "done"
        return "ready" if self._concepts() else "empty"

    def show_run(self, name: str) -> None:
        """Show the curves of a run of the project, unless one runs."""
        if self.controls.running or name == self._shown:
            return
        row = self._row(name)
        if row is not None:
            self._read_run(row)

    # Building

    def _build(self) -> None:
        setup, result = self._make_setup(), self._make_run_side()
        splitter = self._make_splitter(
            "splitter", Qt.Orientation.Horizontal, (setup, 0), (result, 1)
        )
        self.setup_button = SetupButton("erase.settings", self, setup, result)
        page = self._make_column()
        page.addLayout(self._make_head())
        page.addWidget(self.banner)
        page.addWidget(splitter, 1)
        self.setMinimumHeight(30 * self.fontMetrics().height())

    def _make_head(self) -> QHBoxLayout:
        heading = QLabel(self.tr("Erase"))
        theme.role(heading, "title")
        self.run_box = QComboBox()
        self.run_box.setObjectName("erase.run")
        self.run_box.setAccessibleName(self.tr("Run shown"))
        self.run_box.setToolTip(self.tr("Which erasure's curves are shown"))
        self.run_box.setMinimumContentsLength(16)
        guard_wheel(self.run_box)
        self.run_box.activated.connect(self._run_chosen)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(heading)
        row.addStretch(1)
        row.addWidget(self.run_box)
        row.addWidget(self.setup_button)
        return row

    def _make_setup(self) -> QWidget:
        what, what_inside = make_card()
        what_inside.setSpacing(theme.SPACE.S)
        what_inside.addWidget(make_label(self.tr("What is erased"), "heading"))
        self._concept_label = make_label("", None, "erase.concepts")
        self._count_label = make_label("", "muted", "erase.counts")
        self._warning_label = make_label("", None, "erase.warnings")
        theme.tone(self._warning_label, "warning")
        for label in (self._concept_label, self._count_label, self._warning_label):
            what_inside.addWidget(label)
        change = make_button(
            self.tr("Change the choice"),
            "erase.choose",
            self.tr("Go to the concepts"),
            lambda: self._session.page_requested.emit("concepts"),
        )
        what_inside.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
        how, how_inside = make_card()
        how_inside.addWidget(make_label(self.tr("How"), "heading"))
        self.form = ConfigForm(
            EraseConfig, hidden=(*GIVEN, "resume", "concepts"), undo=self._session.undo
        )
        KeptForm(self._session, self.form, "erase.form")
        how_inside.addWidget(self.form)
        self._memory_card, memory_inside = make_card()
        memory_inside.setSpacing(theme.SPACE.S)
        self.memory = MemoryEstimate((("erase", self.tr("To erase")),), self._chosen)
        self.memory.setObjectName("erase.memory")
        self.memory.setToolTip(self.tr("Estimated for the settings below"))
        self.memory.changed.connect(self._show_memory)
        memory_inside.addWidget(make_label(self.tr("Memory"), "heading"))
        memory_inside.addWidget(self.memory)
        pane = QWidget()
        pane.setProperty("page", True)
        panes = QVBoxLayout(pane)
        panes.setContentsMargins(0, 0, theme.SPACE.S, 0)
        panes.setSpacing(theme.SPACE.M)
        panes.addWidget(what)
        panes.addWidget(self._memory_card)
        panes.addWidget(how)
        panes.addStretch(1)
        side = QWidget()
        side_layout = QVBoxLayout(side)
        side_layout.setContentsMargins(0, 0, 0, 0)
        side_layout.setSpacing(theme.SPACE.S)
        side_layout.addWidget(SetupArea(pane, "erase.setup.scroll"), 1)
        side_layout.addWidget(self._make_start_row())
        return side

    def _make_start_row(self) -> QWidget:
        self._model_label = make_label("", "muted", "erase.model")
        self._reason_label = make_label("", None, "erase.reason")
        theme.tone(self._reason_label, "warning")
        self._memory_label = make_label("", None, "erase.memory_advice")
        theme.tone(self._memory_label, "warning")
        self.start_button = make_button(
            self.tr("Start erasing"),
            "erase.start",
            self.tr("Erase the chosen hallucinations with these settings, as a new run"),
            self._start,
        )
        theme.primary(self.start_button)
        self._copy_button = make_button(
            self.tr("Copy the command"),
            "erase.copy",
            self.tr("Copy the command line that does the same without a window"),
            self._copy,
        )
        row = QWidget()
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE.XS)
        layout.addWidget(self._model_label)
        layout.addWidget(self._memory_label)
        layout.addWidget(self._reason_label)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE.S)
        buttons.addWidget(self.start_button, 1)
        buttons.addWidget(self._copy_button)
        layout.addLayout(buttons)
        return row

    def _make_run_side(self) -> QWidget:
        self.controls = RunControls(self._session, ("erase",), "erase")
        self.outcome = RunOutcome(
            "erase.outcome",
            robustness=lambda: self._go_with_run("robustness"),
            export=lambda: self._go_with_run("export"),
            load=self._load_erased,
            resume=self._resume,
        )
        self.panel = PlotPanel("erase.plots", erasure_plots())
        self.panel.overlays_chosen.connect(self._read_overlays)
        self.watched = WatchedCaptions("erase.watched")
        self._views = self._make_splitter(
            "views",
            Qt.Orientation.Vertical,
            (self.panel, 3),
            (self.watched, 2),
            collapsible=True,
        )
        go = self._session.page_requested.emit
        self._no_project = self._make_no_project(self.tr("An erasure is a run of a project."))
        self._no_concepts = EmptyState(
            self.tr("Nothing is chosen yet"),
            self.tr("Test images, see which objects the model invents, and choose those to erase."),
            [
                (self.tr("Choose concepts"), lambda: go("concepts")),
                (self.tr("Test images"), lambda: go("images")),
            ],
        )
        self._ready = EmptyState(
            self.tr("Ready to erase"),
            self.tr(
                "Losses, sharpness, held-out images and a few watched captions appear here "
                "while it runs."
            ),
            [(self.tr("Start erasing"), self._start)],
        )
        self._reading = EmptyState(self.tr("Reading the run…"), "")
        self._stack = QStackedWidget()
        for view in (
            self._no_project,
            self._no_concepts,
            self._ready,
            self._reading,
            self._views,
        ):
            self._stack.addWidget(view)
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(theme.SPACE.S, 0, 0, 0)
        layout.setSpacing(theme.SPACE.S)
        layout.addWidget(self.controls)
        layout.addWidget(self.outcome)
        layout.addWidget(self._stack, 1)
        return side

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
                self.tr("Hold the erasure, or let it go on"),
            ),
            (
                "checkpoint",
                self.tr("Checkpoint now"),
                self.controls.checkpoint.click,
                self.tr("Save the erasure after the present step"),
            ),
            (
                "stop",
                self.tr("Stop the erasure"),
                self._session.engine.stop,
                self.tr("End the erasure with a checkpoint"),
            ),
            (
                "resume",
                self.tr("Resume the run shown"),
                self._resume,
                self.tr("Go on from its last checkpoint"),
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
        session.concepts_changed.connect(self._choice_changed)
        session.verdicts_changed.connect(self._choice_changed)
        session.images_changed.connect(self._choice_changed)
        session.model_changed.connect(self._follow)
        session.runs_changed.connect(self._read_rows)
        session.settings.changed.connect(self._setting_changed)
        engine.started.connect(self._job_started)
        engine.events.connect(self._take)
        engine.ended.connect(self._job_ended)
        engine.state_changed.connect(self._follow)
        self.form.changed.connect(self._follow)
        self.form.changed.connect(self.memory.ask)
        session.model_changed.connect(self._model_changed)

    # The project

    def _project_changed(self) -> None:
        self._aside.forget()
        self.banner.clear()
        self._rows, self._shown, self._counted = [], "", {}
        self._reader = RunReader()
        self._waiting = None
        self._phrases_of = ()
        self._show_curves(RunCurves(phase="erase"))
        self._read_rows()
        self._choice_changed()
        self._model_changed()

    def _concepts(self) -> tuple[str, ...]:
        project = self._session.project
        return project.chosen_concepts() if project is not None else ()

    def _choice_changed(self) -> None:
        project, concepts = self._session.project, self._concepts()
        self._counted = {}
        if project is not None and concepts:
            from sare_engine import example_counts

            folder = project.folder
            self._aside.submit(
                "counts",
                lambda: example_counts(folder, concepts),
                self._show_counts,
                self._not_counted,
            )
        self._show_choice()
        self._follow()

    def _show_choice(self) -> None:
        concepts = self._concepts()
        self._concept_label.setText(
            ", ".join(concepts) if concepts else self.tr("No concept is chosen.")
        )
        self._count_label.setText(self.tr("Counting examples…") if concepts else "")
        self._count_label.setVisible(bool(concepts))
        self._warning_label.hide()

    def _show_counts(self, counts: dict[str, Any]) -> None:
        self._counted = counts
        self.memory.set_images(counts["images"])
        self._count_label.setText(
            self.tr(
                "{0} hallucinated (D_neg), {1} grounded (D_pos), {2} whole captions (D_sent)"
            ).format(counts["negative"], counts["positive"], counts["sentence"])
        )
        warnings = [str(one) for one in counts.get("warnings", ())]
        self._warning_label.setText("\n".join(warnings))
        self._warning_label.setVisible(bool(warnings))

    def _not_counted(self, failure: Failed) -> None:
        self._count_label.setText("")
        self._warning_label.setText(" ".join(p for p in (failure.what, failure.why) if p))
        self._warning_label.show()

    # Runs

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

    def _take_rows(self, rows: list[RunRow]) -> None:
        self._rows = [row for row in rows if row.kind == "erase"]
        wanted = self._stored_run()
        if self.controls.running:
            running = [row.name for row in self._rows if row.status == "running"]
            self._shown = running[-1] if running else self._shown
            if running and self._waiting is not None:
                self._read_running(running[-1])
        elif self._row(self._shown) is None:
            row = self._row(wanted) or (self._rows[-1] if self._rows else None)
            if row is None:
                self._shown = ""
                self._show_curves(RunCurves(phase="erase"))
            elif self._curves.steps and not self._shown:
                # It has just ended here: its curves are in memory, and were measured further.
                self._named(self._rows[-1].name)
            else:
                self._read_run(row)
        self._fill_run_box()
        self._show_outcome()
        self._follow()

    def _row(self, name: str) -> RunRow | None:
        return next((row for row in self._rows if row.name == name), None)

    def _stored_run(self) -> str:
        project = self._session.project
        if project is None:
            return ""
        return str(self._session.settings.value(f"erase.run:{project.folder}", ""))

    def _setting_changed(self, key: str) -> None:
        project = self._session.project
        if project is not None and key == f"erase.run:{project.folder}":
            self.show_run(self._stored_run())
        elif key == "device":
            self.memory.ask()

    def _named(self, name: str) -> None:
        """Take note which run is shown, also for the next start."""
        self._shown = name
        project = self._session.project
        if project is not None and name:
            self._session.settings.set(f"erase.run:{project.folder}", name)

    def _fill_run_box(self) -> None:
        with QSignalBlocker(self.run_box):
            self.run_box.clear()
            if self.controls.running and not self._shown:
                self.run_box.addItem(self.tr("the run that is starting"), "")
            for row in reversed(self._rows):
                words = f"{row.name} · {status_word(row.status)}"
                self.run_box.addItem(words, row.name)
            self.run_box.setCurrentIndex(max(0, self.run_box.findData(self._shown)))
        self.run_box.setVisible(self.run_box.count() > 0)
        self.run_box.setEnabled(not self.controls.running)
        others = [row.name for row in reversed(self._rows) if row.name != self._shown]
        self.panel.set_overlay_choices(others)

    def _run_chosen(self, index: int) -> None:
        self.show_run(str(self.run_box.itemData(index)))

    def _read_run(self, row: RunRow) -> None:
        self._named(row.name)
        self._stack.setCurrentWidget(self._reading)
        self.outcome.hide()
        folder = row.folder
        self._aside.submit("curves", lambda: read_curves(folder), self._take_curves, self._failed)

    def _take_curves(self, curves: RunCurves) -> None:
        self._show_curves(curves)
        self._fill_run_box()
        self._show_outcome()
        self._follow()

    def _read_running(self, name: str) -> None:
        row = self._row(name)
        if row is None:
            return
        folder = row.folder
        self._aside.submit("curves", lambda: read_curves(folder), self._join_running, self._failed)

    def _join_running(self, curves: RunCurves) -> None:
        """Go on with the record of a run that was running when the page was made."""
        missed, self._waiting = self._waiting or [], None
        for event in missed:
            curves.feed(event)
        self._show_curves(curves)
        self._follow()

    def _show_curves(self, curves: RunCurves) -> None:
        self._curves = curves
        self.panel.show_run(curves)
        self.panel.show_overlays({})
        self._show_samples()

    def _show_samples(self) -> None:
        samples = self._curves.samples
        self.watched.show_samples(samples, self._curves.samples_step)
        project = self._session.project
        row = self._row(self._shown)
        concepts = tuple((row.config.get("concepts") if row else None) or self._concepts())
        which = (concepts, tuple((one.get("image"), one.get("before")) for one in samples))
        if project is None or not samples or which == self._phrases_of:
            return
        self._phrases_of = which
        self._aside.submit(
            "phrases",
            lambda: hallucinated_phrases(project, samples, concepts),
            self.watched.set_phrases,
            self._failed,
        )

    def _read_overlays(self, names: Sequence[str]) -> None:
        rows = [row for row in self._rows if row.name in names]

        def read() -> dict[str, RunCurves]:
            return {row.name: read_curves(row.folder) for row in rows}

        self._aside.submit("overlays", read, self.panel.show_overlays, self._failed)

    def _show_outcome(self) -> None:
        row = self._row(self._shown)
        if row is None or self.controls.running or row.status == "running":
            self.outcome.hide()
        else:
            self.outcome.show_run(row, self._curves.first("probe.concept_recall"))

    def _failed(self, failure: Failed) -> None:
        self._tell_failure(failure)
        self._waiting = None
        self._follow()

    # Starting

    def _start(self) -> None:
        if self._session.project is None or self._reason():
            self._follow()
            return
        config = self.form.config(**given_settings(self._session), concepts=self._concepts())
        if config is not None and self._erasures.start(config):
            self.banner.clear()

    def _resume(self) -> None:
        row = self._row(self._shown)
        if row is not None and row.resumable and self._erasures.resume(row):
            self.banner.clear()

    def _copy(self) -> None:
        if self._session.project is None:
            return
        config = self.form.config(**given_settings(self._session), concepts=self._concepts())
        if config is not None:
            self._copy_commands(config)

    def _load_erased(self) -> None:
        row, model = self._row(self._shown), project_model(self._session)
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
        if row.config.get("trainable", "lora") == "lora":
            config = ModelConfig(model=model, adapter=run.adapter_folder, device=device)
        else:
            config = ModelConfig(model=run.model_folder, device=device)
        self._session.load_model(config)

    def _go_with_run(self, page: str) -> None:
        project = self._session.project
        if project is not None and self._shown:
            self._session.settings.set(f"{page}.run:{project.folder}", self._shown)
        self._session.page_requested.emit(page)

    # The job

    def _job_started(self, job: Job) -> None:
        if job.kind != "erase":
            return
        self._waiting = None
        if isinstance(job, ErasureJob) and self._row(job.resumes) is not None:
            self._named(job.resumes)
            self._waiting = []
            self._read_running(job.resumes)
        else:
            self._shown = ""
            self._show_curves(RunCurves(phase="erase"))
        self._begin_watching()

    def _began(self) -> None:
        """Join a job that was running before the page was made."""
        self._waiting = []
        self._begin_watching()

    def _begin_watching(self) -> None:
        self.panel.set_live(True)
        self._spent = time.thread_time()
        self._memory_timer.start()
        self._measure_memory()
        self.outcome.hide()
        self.setup_button.make_room()  # The settings cannot be changed any more.
        self._fill_run_box()
        self._follow()

    def _take(self, events: list[Event]) -> None:
        if not self.controls.running:
            return
        if self._waiting is not None:
            self._waiting += events
            return
        changed = False
        for event in events:
            changed = self._curves.feed(event) or changed
            if isinstance(event, PhaseStarted) and event.phase == "erase":
                self._read_rows()  # The run has its folder now, and so its name.
            elif isinstance(event, Notice) and event.level == "warning":
                self.banner.show_message("warning", event.text, fix=event.hint)
        if changed:
            self._undrawn = True
            if not self._draw_timer.isActive():
                self._draw()

    def _draw(self) -> None:
        """Draw what came, and then no more for a while."""
        if self._undrawn:
            self._undrawn = False
            self._stack.setCurrentWidget(self._views)
            self.panel.refresh_in_turn()
            self._show_samples()
            self._draw_timer.start(self._pause_after(time.thread_time()))

    def _pause_after(self, spent: float) -> int:
        """Return for how long not to draw, in ms, by what the window took since the last time."""
        taken, self._spent = spent - self._spent, spent
        return round(min(max(_DRAW_MS[0], 1000 * taken / _DRAW_SHARE), _DRAW_MS[1]))

    def _measure_memory(self) -> None:
        model = self._session.model
        device = str(model["device"]) if model and model.get("device") else "auto"
        use = memory_use(device)
        self.panel.add_memory(use.ours / _GB, use.others / _GB)

    def _job_ended(self, job: Job, event: Finished | Failed) -> None:
        if job.kind != "erase":
            return
        self._memory_timer.stop()
        self._waiting = None
        self._draw_timer.stop()
        self._draw()
        self._draw_timer.stop()
        self.panel.set_live(False)
        if isinstance(event, Failed):
            self._tell_failure(event)
        elif event.result.get("run"):
            self._named(str(event.result["run"]))
        self._read_rows()
        self._follow()

    # Showing how things stand

    def _reason(self) -> str:
        """Return why nothing can be started, or ""."""
        engine = self._session.engine
        if self._session.project is None:
            return self.tr("Open a project first.")
        if not self._concepts():
            return self.tr("Choose concepts first.")
        if engine.job is not None:
            return self.tr("“{0}” is running.").format(engine.job.title)
        return ""

    def _model_changed(self) -> None:
        """Estimate for the model as it is held now; what is loaded is used, or makes room."""
        self.memory.set_given_back(self._session.held_bytes)
        self.memory.ask()

    def _chosen(self) -> EraseConfig | None:
        """The erasure as the form has it now, to be estimated."""
        model = project_model(self._session)
        if model is None or self.controls.running:
            return None
        given = {**self.form.values(), **given_settings(self._session), "model": model}
        config = EraseConfig(**given)
        return None if config.problems() else config

    def _show_memory(self) -> None:
        known = self.memory.needs is not None and not self.controls.running
        advice = self._memory_advice() if known else ""
        self._memory_card.setVisible(known)
        self._memory_label.setText(advice)
        self._memory_label.setVisible(bool(advice))

    def _memory_advice(self) -> str:
        """Say which settings to lower where the memory may not suffice."""
        needs, free = self.memory.needs, self.memory.free
        if needs is None or self.memory.fits("erase"):
            return ""
        cheaper = next((one for one in needs["cheaper"] if one["erase"] <= free), None)
        if cheaper is not None:
            return self.tr("It may not fit into memory. With {0} it takes {1}.").format(
                self._words_of(cheaper["changes"]), bytes_text(cheaper["erase"])
            )
        return self.tr(
            "It may not fit into memory. Close other programs, load the model in fewer bits, or "
            "choose a smaller one."
        )

    def _words_of(self, changes: Mapping[str, Any]) -> str:
        """Name settings with their values: "Microbatch 4"."""
        words = []
        for name, value in changes.items():
            label = self.form.label_of(name)
            if value is not True:
                label += f" {self.form.value_text(name, value)}"
            words.append(label)
        return ", ".join(words)

    def _follow(self) -> None:
        running, reason = self.controls.running, self._reason()
        row = self._row(self._shown)
        can_start = not reason and not self._erasures.waiting
        self.start_button.setEnabled(can_start)
        for button in self._ready.buttons:
            button.setEnabled(can_start)
        self._reason_label.setText("" if running else reason)
        self._reason_label.setVisible(bool(reason) and not running)
        self._model_label.setText(self._model_words())
        self._show_memory()
        self.form.setEnabled(not running)
        self._copy_button.setEnabled(self._session.project is not None)
        self._actions["start"].setEnabled(can_start)
        self._actions["copy"].setEnabled(self._session.project is not None)
        for name in ("pause", "checkpoint", "stop"):
            self._actions[name].setEnabled(running)
        self._actions["resume"].setEnabled(not running and row is not None and row.resumable)
        self._show_view()
        self._tell_state()

    def _show_view(self) -> None:
        has_curves = bool(self._curves.series)
        if self._session.project is None:
            self._stack.setCurrentWidget(self._no_project)
        elif has_curves:
            self._stack.setCurrentWidget(self._views)
        elif self.controls.running:
            self._reading.set_texts(
                self.tr("Getting ready"),
                self.tr("The curves begin with the first step."),
            )
            self._stack.setCurrentWidget(self._reading)
        elif self._aside.busy and self._shown:
            self._reading.set_texts(self.tr("Reading {0}…").format(self._shown), "")
            self._stack.setCurrentWidget(self._reading)
        elif self._row(self._shown) is not None:
            self._reading.set_texts(
                self._shown, self.tr("This run ended before its first measurement.")
            )
            self._stack.setCurrentWidget(self._reading)
        elif self._concepts():
            self._stack.setCurrentWidget(self._ready)
        else:
            self._stack.setCurrentWidget(self._no_concepts)

    def _model_words(self) -> str:
        model = project_model(self._session)
        if self._session.project is None or model is None:
            return ""
        trainable = str(self.form.values().get("trainable", "lora"))
        if self._erasures.lends(trainable):
            return self.tr("Trains on the loaded model, which comes back as it was.")
        if self._session.model is not None:
            words = self.tr("The loaded model is unloaded first; “{0}” is loaded for the run.")
            return words.format(display_name(model))
        return self.tr("“{0}” is loaded for the run, and unloaded after it.").format(
            display_name(model)
        )
