"""The page that shows whether what was erased comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.curves import RunCurves
from sare_desktop.engine_thread import Job
from sare_desktop.item_models.runs import NOTES_SETTING, RunReader, RunRow
from sare_desktop.model_handover import ModelHandover
from sare_desktop.pages.page import Page
from sare_desktop.project_forms import GIVEN, KeptForm, given_settings
from sare_desktop.session import Session
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.plots.landscape_view import Landscape, LandscapeView
from sare_desktop.widgets.plots.resurgence_view import ResurgenceView
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_desktop.widgets.primitives.setup_button import SetupButton
from sare_desktop.widgets.primitives.small_parts import (
    SetupArea,
    make_button,
    make_label,
    row_height,
)
from sare_desktop.widgets.runs.run_controls import RunControls
from sare_engine import (
    CompareConfig,
    Config,
    Failed,
    Finished,
    LandscapeConfig,
    Notice,
    ProbeMetrics,
    RelearnConfig,
    command_of,
    method_title,
)

if TYPE_CHECKING:
    from sare_engine import Control, Event, ModelSlot

JOBS = ("relearn", "compare", "landscape")
"""Kinds of jobs that this page starts."""

_SUMMARY_PAUSE_MS = 1000
_MOST_SEEDS = 20


class RobustnessPage(Page):
    """Attack, compare, look around the weights; a verdict in a sentence."""

    key = "robustness"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._aside = Aside(self)
        self._reader = RunReader()
        self._handover = ModelHandover(session, self)
        self._rows: list[RunRow] = []
        self._summary: dict[str, Any] = {}
        self._live = RunCurves(phase="relearn")
        self._starts: dict[str, tuple[QPushButton, QPushButton, QLabel]] = {}
        """"compare", "attack", "landscape" → the button that starts it, the one that copies its
        command, and why it cannot be started."""
        self._summary_timer = QTimer(self)
        self._summary_timer.setSingleShot(True)
        self._summary_timer.setInterval(_SUMMARY_PAUSE_MS)
        self._summary_timer.timeout.connect(self._read_summary)
        self._build()
        self._make_actions()
        self._connect()
        self._project_changed()

    # What the window asks

    def state(self) -> str:
        """Return "empty", "ready", "running" or "done"."""
        if self.controls.running:
            return "running"
        if self._summary.get("methods"):
            return "done"
        return "ready" if any(row.erased for row in self._rows) else "empty"

    # Building

    def _build(self) -> None:
        heading = QLabel(self.tr("Robustness"))
        theme.role(heading, "title")
        setup, result = self._make_setup(), self._make_result_side()
        splitter = self._make_splitter(
            "splitter", Qt.Orientation.Horizontal, (setup, 0), (result, 1)
        )
        self.setup_button = SetupButton("robustness.settings", self, setup, result)
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(self.setup_button)
        page = self._make_column()
        page.addLayout(head)
        page.addWidget(self.banner)
        page.addWidget(splitter, 1)
        self.setMinimumHeight(30 * self.fontMetrics().height())

    def _make_setup(self) -> QTabWidget:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("robustness.tabs")
        self.tabs.setAccessibleName(self.tr("What to do"))
        self.tabs.addTab(self._make_compare_tab(), self.tr("Compare"))
        self.tabs.addTab(self._make_attack_tab(), self.tr("Attack"))
        self.tabs.addTab(self._make_landscape_tab(), self.tr("Landscape"))
        for number, tip in enumerate(
            (
                self.tr("Erase with each method, attack each, over several seeds"),
                self.tr("Attack chosen runs"),
                self.tr("The loss around a model's weights"),
            )
        ):
            self.tabs.setTabToolTip(number, tip)
        self.tabs.currentChanged.connect(self._tab_changed)
        return self.tabs

    def _make_compare_tab(self) -> QWidget:
        self.compare_form = self._form(CompareConfig, "robustness.compare", ("concepts",))
        self.compare_button, compare_row = self._start_row(
            "compare",
            self.tr("Compare base, EFUF and SARE"),
            self.tr("Erase with each method and attack each; what is finished already is kept"),
            self._compare,
            self._compare_configs,
        )
        text = make_label(
            self.tr(
                "Every method erases and is attacked the same way, once for each seed. "
                "A stopped comparison goes on where it was."
            ),
            "muted",
        )
        return _tab([text, self.compare_form], compare_row)

    def _make_attack_tab(self) -> QWidget:
        self.attack_runs = _check_list(
            "robustness.attack.runs",
            self.tr("Runs to attack"),
            self.tr("Check what is attacked; the model as it is on disk is the yardstick"),
        )
        self.attack_runs.itemChanged.connect(self._follow)
        self.attack_form = self._form(RelearnConfig, "robustness.attack", ("run", "seed"))
        self.seeds_box = QSpinBox()
        self.seeds_box.setObjectName("robustness.attack.seeds")
        self.seeds_box.setRange(1, _MOST_SEEDS)
        self.seeds_box.setAccessibleName(self.tr("Seeds"))
        self.seeds_box.setToolTip(
            self.tr("How often each attack is repeated, each time with other samples and order")
        )
        guard_wheel(self.seeds_box)
        seeds = QWidget()
        seeds_row = QHBoxLayout(seeds)
        seeds_row.setContentsMargins(0, 0, 0, 0)
        label = QLabel(self.tr("Seeds"))
        label.setBuddy(self.seeds_box)
        seeds_row.addWidget(label)
        seeds_row.addWidget(self.seeds_box)
        seeds_row.addStretch(1)
        self.attack_button, attack_row = self._start_row(
            "attack",
            self.tr("Start the attack"),
            self.tr("Fine-tune the checked models on captions with the hallucination"),
            self._attack,
            self._attack_configs,
        )
        return _tab([self.attack_runs, self.attack_form, seeds], attack_row)

    def _make_landscape_tab(self) -> QWidget:
        self.landscape_run = QComboBox()
        self.landscape_run.setObjectName("robustness.landscape.run")
        self.landscape_run.setAccessibleName(self.tr("Whose weights"))
        self.landscape_run.setToolTip(self.tr("The model around whose weights the loss is taken"))
        guard_wheel(self.landscape_run)
        self.landscape_form = self._form(LandscapeConfig, "robustness.landscape", ("run",))
        self.measured = _check_list(
            "robustness.landscape.measured",
            self.tr("Measured landscapes"),
            self.tr("Check those to show; lines lie over each other, a map stands alone"),
        )
        self.measured.itemChanged.connect(self._show_landscapes)
        self.landscape_button, landscape_row = self._start_row(
            "landscape",
            self.tr("Measure the landscape"),
            self.tr("Take the loss along random directions around the weights"),
            self._landscape,
            self._landscape_configs,
        )
        return _tab(
            [
                self.landscape_run,
                self.landscape_form,
                make_label(self.tr("Measured"), "heading"),
                self.measured,
            ],
            landscape_row,
        )

    def _form(self, kind: type[Any], name: str, more: tuple[str, ...]) -> ConfigForm[Any]:
        form: ConfigForm[Any] = ConfigForm(kind, hidden=GIVEN + more, undo=self._session.undo)
        KeptForm(self._session, form, f"{name}.form")
        return form

    def _start_row(
        self,
        name: str,
        words: str,
        tip: str,
        start: Callable[[], None],
        configs: Callable[[], Sequence[Config]],
    ) -> tuple[QPushButton, QWidget]:
        def copy() -> None:
            made = configs()
            if made:
                self._copy_commands(*made)

        button = make_button(words, f"robustness.{name}.start", tip, start)
        theme.primary(button)
        copying = make_button(
            self.tr("Copy the command"),
            f"robustness.{name}.copy",
            self.tr("Copy the command line that does the same without a window"),
            copy,
        )
        reason = make_label("", None, f"robustness.{name}.reason")
        theme.tone(reason, "warning")
        self._starts[name] = (button, copying, reason)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE.S)
        buttons.addWidget(button, 1)
        buttons.addWidget(copying)
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE.XS)
        column.addWidget(reason)
        column.addLayout(buttons)
        return button, foot

    def _make_result_side(self) -> QWidget:
        self.controls = RunControls(self._session, JOBS, "robustness")
        self.resurgence = ResurgenceView("robustness")
        self.landscape_view = LandscapeView("robustness.landscape.view")
        self.views = QTabWidget()
        self.views.setObjectName("robustness.views")
        self.views.setAccessibleName(self.tr("What is shown"))
        self.views.setDocumentMode(True)
        self.views.addTab(self.resurgence.curves, self.tr("Resurgence"))
        self.views.addTab(self.resurgence.numbers, self.tr("Numbers"))
        self.views.addTab(self.landscape_view, self.tr("Landscape"))
        go = self._session.page_requested.emit
        self._no_project = self._make_no_project(
            self.tr("Attacks and comparisons are runs of a project.")
        )
        self._empty = EmptyState(
            self.tr("Nothing is erased yet"),
            self.tr(
                "Whether a hallucination stays away is seen by fine-tuning the erased model on "
                "captions that contain it. Erase first, or compare the methods in one go."
            ),
            [
                (self.tr("Go to Erase"), lambda: go("erase")),
                (self.tr("Compare base, EFUF and SARE"), self._compare),
            ],
        )
        self._ready = EmptyState(
            self.tr("No attack yet"),
            self.tr("Resurgence curves appear here, with intervals over seeds."),
            [
                (self.tr("Compare base, EFUF and SARE"), self._compare),
                (self.tr("Attack one run"), lambda: self.tabs.setCurrentIndex(1)),
            ],
        )
        self._stack = QStackedWidget()
        for view in (self._no_project, self._empty, self._ready, self.views):
            self._stack.addWidget(view)
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(theme.SPACE.S, 0, 0, 0)
        layout.setSpacing(theme.SPACE.S)
        layout.addWidget(self.controls)
        layout.addWidget(self.resurgence)
        layout.addWidget(self._stack, 1)
        return side

    def _make_actions(self) -> None:
        self._add_action("compare", self.tr("Compare base, EFUF and SARE"), self._compare)
        self._add_action("attack", self.tr("Attack the checked runs"), self._attack)
        self._add_action("landscape", self.tr("Measure the loss landscape"), self._landscape)

    def _connect(self) -> None:
        session, engine = self._session, self._session.engine
        session.project_changed.connect(self._project_changed)
        session.runs_changed.connect(self._runs_changed)
        session.concepts_changed.connect(self._follow)
        session.model_changed.connect(self._follow)
        session.settings.changed.connect(self._setting_changed)
        engine.started.connect(self._job_started)
        engine.events.connect(self._take)
        engine.ended.connect(self._job_ended)
        engine.state_changed.connect(self._follow)

    # The project

    def _project_changed(self) -> None:
        self._aside.forget()
        self.banner.clear()
        self._rows, self._summary = [], {}
        self._reader = RunReader()
        self._live.clear()
        self._runs_changed()

    def _runs_changed(self) -> None:
        project = self._session.project
        if project is None:
            self._take_rows([])
            self._take_summary({})
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
        from sare_engine import robustness_summary

        folder = project.folder
        self._aside.submit(
            "summary", lambda: robustness_summary(folder), self._take_summary, self._tell_failure
        )

    def _take_rows(self, rows: list[RunRow]) -> None:
        self._rows = rows
        erased = [row for row in reversed(rows) if row.erased]
        choices = [(row.name, row.name) for row in erased]
        choices.append((self.tr("the model as it is on disk"), ""))
        wanted = self._wanted_run()
        checked = _checked(self.attack_runs) or [wanted or choices[0][1]] if rows else []
        _fill(self.attack_runs, choices, checked)
        with QSignalBlocker(self.landscape_run):
            before = self.landscape_run.currentData() if self.landscape_run.count() > 1 else None
            self.landscape_run.clear()
            for words, name in choices:
                self.landscape_run.addItem(words, name)
            self.landscape_run.setCurrentIndex(max(0, self.landscape_run.findData(before)))
        known = {
            self.measured.item(n).data(Qt.ItemDataRole.UserRole)
            for n in range(self.measured.count())
        }
        shown = _checked(self.measured)
        landscapes = [row for row in reversed(rows) if row.kind == "landscape"]
        finished = [row for row in landscapes if row.status == "done"]
        fresh = [row.name for row in finished if row.name not in known][:1]
        _fill(
            self.measured,
            [(self._landscape_words(row), row.name) for row in finished],
            [*shown, *fresh],
        )
        self._show_landscapes()
        self._follow()

    def _landscape_words(self, row: RunRow) -> str:
        whose = row.attacked or self.tr("base")
        return self.tr("{0} · {1} ({2}-D)").format(
            row.name.split("-")[0], whose, row.config.get("dimensions", "1")
        )

    def _wanted_run(self) -> str:
        project = self._session.project
        if project is None:
            return ""
        return str(self._session.settings.value(f"robustness.run:{project.folder}", ""))

    def _setting_changed(self, key: str) -> None:
        project = self._session.project
        if project is None or key != f"robustness.run:{project.folder}":
            return
        name = self._wanted_run()
        row = next((one for one in self._rows if one.name == name), None)
        if row is not None and row.kind == "landscape":
            _check(self.measured, [name])
            self._show_landscapes()
            self.tabs.setCurrentIndex(2)
            return
        _check(self.attack_runs, [row.attacked if row and row.kind == "relearn" else name])
        self.tabs.setCurrentIndex(1)

    # The result

    def _take_summary(self, summary: Mapping[str, Any]) -> None:
        self._summary = dict(summary)
        self.resurgence.show_summary(summary)
        self._follow()

    def _show_landscapes(self) -> None:
        rows = {row.name: row for row in self._rows}
        found = []
        for name in reversed(_checked(self.measured)):
            row = rows.get(name)
            if row is not None:
                label = row.attacked or self.tr("base")
                landscape = Landscape.from_result(label, row.result)
                if landscape is not None:
                    found.append(landscape)
        self.landscape_view.show_landscapes(found)

    def _tab_changed(self, index: int) -> None:
        if index == 2:
            self.views.setCurrentWidget(self.landscape_view)
        elif self.views.currentWidget() is self.landscape_view:
            self.views.setCurrentIndex(0)
        self._follow()

    # Starting

    def _concepts(self) -> tuple[str, ...]:
        project = self._session.project
        return project.chosen_concepts() if project is not None else ()

    def _compare_configs(self) -> list[CompareConfig]:
        config = self.compare_form.config(
            **given_settings(self._session), concepts=self._concepts()
        )
        return [config] if config is not None else []

    def _compare(self) -> None:
        if self._blocked("compare"):
            return
        configs = self._compare_configs()
        if not configs:
            self.tabs.setCurrentIndex(0)
            return
        [config] = configs

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import compare

            return compare(config, control=control)

        title = self.tr("Comparing base, {0}").format(", ".join(map(method_title, config.methods)))
        self._submit(Job("compare", title, work, command=command_of(config), checkpoints=True))

    def _attack_configs(self) -> list[RelearnConfig]:
        """Return one config for each checked run and seed; [] after showing what is wrong."""
        given = given_settings(self._session)
        configs = []
        for run in _checked(self.attack_runs):
            for seed in range(self.seeds_box.value()):
                config = self.attack_form.config(**given, run=run, seed=seed)
                if config is None:
                    return []
                configs.append(config)
        return configs

    def _attack(self) -> None:
        if self._blocked("attack"):
            return
        configs = self._attack_configs()
        if not configs:
            self.tabs.setCurrentIndex(1)
            return

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import relearn

            for number, config in enumerate(configs, start=1):
                for event in relearn(config, control=control):
                    goes_on = isinstance(event, Finished) and event.status == "done"
                    if not (goes_on and number < len(configs)):
                        yield event
                    if isinstance(event, Failed) or (
                        isinstance(event, Finished) and event.status != "done"
                    ):
                        return

        names = [config.run or self.tr("base") for config in configs]
        attacked = ", ".join(dict.fromkeys(names))
        title = self.tr("Attacking {0} ({1})").format(attacked, configs[0].attack)
        command = "\n".join(command_of(config) for config in configs)
        self._submit(Job("relearn", title, work, command=command))

    def _landscape_configs(self) -> list[LandscapeConfig]:
        config = self.landscape_form.config(
            **given_settings(self._session), run=str(self.landscape_run.currentData() or "")
        )
        return [config] if config is not None else []

    def _landscape(self) -> None:
        if self._blocked("landscape"):
            return
        configs = self._landscape_configs()
        if not configs:
            self.tabs.setCurrentIndex(2)
            return
        [config] = configs

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import landscape

            return landscape(config, control=control)

        title = self.tr("Landscape of {0}").format(config.run or self.tr("base"))
        self._submit(Job("landscape", title, work, command=command_of(config)))

    def _submit(self, job: Job) -> None:
        self.banner.clear()
        self._handover.start(job)
        self._follow()

    def _why_not(self, name: str) -> str:
        """Return why "compare", "attack" or "landscape" cannot be started, or ""."""
        engine = self._session.engine
        if self._session.project is None:
            return self.tr("Open a project first.")
        if engine.job is not None:
            return self.tr("“{0}” is running.").format(engine.job.title)
        if name == "compare" and not self._concepts():
            return self.tr("Choose concepts first.")
        if name == "attack" and not _checked(self.attack_runs):
            return self.tr("Check what is to be attacked.")
        return ""

    def _blocked(self, name: str) -> bool:
        """Whether a job cannot be started; says why."""
        reason = self._why_not(name)
        if reason:
            self.banner.show_message("warning", self.tr("Nothing was started."), reason)
        return bool(reason)

    # The job

    def _job_started(self, job: Job) -> None:
        if job.kind in JOBS:
            self._live.clear()
            self.setup_button.make_room()
            self.resurgence.show_attack(self._live if job.kind != "landscape" else None)
            if job.kind == "landscape":
                self.views.setCurrentWidget(self.landscape_view)
            self._follow()

    def _take(self, events: list[Event]) -> None:
        if not self.controls.running:
            return
        changed = False
        for event in events:
            changed = self._live.feed(event) or changed
            if isinstance(event, ProbeMetrics) and event.phase == "relearn" and event.step == 0:
                # The attack before this one is finished: its curve is part of the summary now.
                self._summary_timer.start()
            elif isinstance(event, Notice) and event.level == "warning":
                self.banner.show_message("warning", event.text, fix=event.hint)
        if changed:
            self.resurgence.refresh()
            self._follow()

    def _job_ended(self, job: Job, event: Finished | Failed) -> None:
        if job.kind not in JOBS:
            return
        self._live.clear()
        self.resurgence.show_attack(None)
        self._summary_timer.stop()
        if isinstance(event, Failed):
            self._tell_failure(event)
        self._runs_changed()
        self._follow()

    # Showing how things stand

    def _follow(self) -> None:
        running = self.controls.running
        for name, (button, copying, label) in self._starts.items():
            reason = self._why_not(name)
            button.setEnabled(not reason and not self._handover.waiting)
            copying.setEnabled(self._session.project is not None)
            self._actions[name].setEnabled(button.isEnabled())
            # What runs is told beside it, with its progress.
            label.setText(reason)
            label.setVisible(bool(reason) and not running)
        for offer in (self._empty.buttons[1], self._ready.buttons[0]):
            offer.setEnabled(self.compare_button.isEnabled())
        for form in (self.compare_form, self.attack_form, self.landscape_form):
            form.setEnabled(not running)
        has_result = bool(self._summary.get("methods")) or bool(self._live.series)
        if self._session.project is None:
            self._stack.setCurrentWidget(self._no_project)
        elif has_result or self.measured.count() or running:
            self._stack.setCurrentWidget(self.views)
        elif any(row.erased for row in self._rows):
            self._stack.setCurrentWidget(self._ready)
        else:
            self._stack.setCurrentWidget(self._empty)
        self._tell_state()


def _tab(widgets: Sequence[QWidget], foot: QWidget) -> QWidget:
    """Return a tab whose content scrolls above a row that stays."""
    inside = QWidget()
    inside.setProperty("page", True)
    column = QVBoxLayout(inside)
    column.setContentsMargins(theme.SPACE.M, theme.SPACE.M, theme.SPACE.M, theme.SPACE.M)
    column.setSpacing(theme.SPACE.M)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    tab = QWidget()
    layout = QVBoxLayout(tab)
    layout.setContentsMargins(0, 0, 0, theme.SPACE.S)
    layout.addWidget(SetupArea(inside), 1)
    foot.setContentsMargins(theme.SPACE.M, 0, theme.SPACE.M, 0)
    layout.addWidget(foot)
    return tab


def _check_list(name: str, accessible: str, tip: str) -> QListWidget:
    made = QListWidget()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.setToolTip(tip)
    made.setMinimumHeight(5 * made.fontMetrics().height())
    made.setMaximumHeight(9 * made.fontMetrics().height())
    return made


def _fill(into: QListWidget, choices: Sequence[tuple[str, str]], checked: Sequence[str]) -> None:
    with QSignalBlocker(into):
        into.clear()
        for words, name in choices:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setSizeHint(QSize(0, row_height(into)))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = name in checked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            into.addItem(item)


def _check(of: QListWidget, names: Sequence[str]) -> None:
    """Check the items of these names and no others."""
    with QSignalBlocker(of):
        for number in range(of.count()):
            item = of.item(number)
            on = item.data(Qt.ItemDataRole.UserRole) in names
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def _checked(of: QListWidget) -> list[str]:
    items = [of.item(number) for number in range(of.count())]
    return [
        str(item.data(Qt.ItemDataRole.UserRole))
        for item in items
        if item.checkState() is Qt.CheckState.Checked
    ]
