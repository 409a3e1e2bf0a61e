"""The last step: write an erased model for use outside, and check what was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.engine_thread import Job
from sare_desktop.exports import free_folder, report_alone, written_files
from sare_desktop.item_models.runs import RunReader, RunRow, percent, status_word
from sare_desktop.model_handover import ModelHandover
from sare_desktop.pages.page import Page
from sare_desktop.session import Session
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.amounts import bytes_text, duration_text
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_desktop.widgets.primitives.fact_table import FactTable
from sare_desktop.widgets.primitives.small_parts import (
    make_button,
    make_card,
    make_label,
    page_head,
    reveal,
    row_height,
    rows_height,
)
from sare_desktop.widgets.runs.job_card import JobCard
from sare_engine import (
    Event,
    ExportConfig,
    Failed,
    Finished,
    Notice,
    ReportConfig,
    command_of,
    export,
)

if TYPE_CHECKING:
    from sare_engine import Control, ModelSlot

_KINDS = ("export", "report")
_DIFFERENCES_SHOWN = 5
_FILES_SHOWN = 6
_FORM = ("form", "out", "verify_images", "device", "shard_size", "dtype")


class ExportPage(Page):
    """Choose an erasure, write it, reload it, compare, report."""

    key = "export"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._aside = Aside(self)
        self._reader = RunReader()
        self._handover = ModelHandover(session, self)
        self._runs: list[RunRow] = []
        self._proposed: Path | None = None
        self._config: ExportConfig | None = None
        self._report: Path | None = None
        self._notices: list[Notice] = []
        self._build()
        self._make_actions()
        session.project_changed.connect(self._project_changed)
        session.runs_changed.connect(self._read_runs)
        session.settings.changed.connect(self._setting_changed)
        session.engine.started.connect(self._job_started)
        session.engine.events.connect(self._take)
        session.engine.ended.connect(self._job_ended)
        session.engine.state_changed.connect(self._show_ready)
        self._project_changed()

    # What the window asks

    def state(self) -> str:
        """Return "empty", "ready", "running" or "done"."""
        if self._job_card.running:
            return "running"
        if not self._result_card.isHidden():
            return "done"
        return "ready" if self._runs else "empty"

    def choose_run(self, name: str) -> None:
        """Choose the run to export."""
        index = self._run_box.findData(name)
        if index >= 0:
            self._run_box.setCurrentIndex(index)

    # Building

    def _build(self) -> None:
        outside = self._make_column()
        outside.addWidget(
            page_head(
                self.tr("Export"),
                self.tr("Write the erased model, reload what was written, and compare."),
            )
        )
        outside.addWidget(self.banner)
        self._stack = QStackedLayout()
        outside.addLayout(self._stack, 1)
        self._no_project = self._make_no_project(
            self.tr("What was erased in a project is exported.")
        )
        self._no_runs = EmptyState(
            self.tr("Nothing is erased yet"),
            self.tr("An erasure that is done can be exported here."),
            [(self.tr("Go to Erase"), self._go_to_erase)],
        )
        self._loading = EmptyState(self.tr("Reading the runs…"), "")
        self._work = self._make_work()
        for widget in (self._no_project, self._no_runs, self._loading, self._work):
            self._stack.addWidget(widget)

    def _make_work(self) -> QWidget:
        work = QWidget()
        page = QVBoxLayout(work)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE.L)
        self._job_card = JobCard(self._session, _KINDS, "export")
        self._result_card = self._make_result_card()
        self._result_card.hide()
        page.addWidget(self._job_card)
        page.addWidget(self._result_card)
        page.addWidget(self._make_settings_card())
        page.addStretch(1)
        return work

    def _make_settings_card(self) -> QFrame:
        card, inside = make_card()
        self._run_box = QComboBox()
        self._run_box.setObjectName("export.run")
        self._run_box.setAccessibleName(self.tr("Erasure run"))
        self._run_box.setToolTip(self.tr("The erasure to export."))
        guard_wheel(self._run_box)
        self._run_box.currentIndexChanged.connect(self._run_chosen)
        label = QLabel(self.tr("Erasure"))
        label.setBuddy(self._run_box)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(label)
        row.addWidget(self._run_box, 1)
        inside.addLayout(row)
        self._run_facts = FactTable(columns=2)
        self._run_facts.setObjectName("export.run_facts")
        inside.addWidget(self._run_facts)
        self._form: ConfigForm[ExportConfig] = ConfigForm(
            ExportConfig, only=_FORM, undo=self._session.undo
        )
        self._form.align(label)
        self._form.changed.connect(self._form_changed)
        inside.addWidget(self._form)
        self._why_not = make_label("", "muted", "export.why_not")
        inside.addWidget(self._why_not)
        self._export = make_button(
            self.tr("Export"),
            "export.start",
            self.tr("Write, reload and compare."),
            self._start,
        )
        theme.primary(self._export)
        self._report_button = make_button(
            self.tr("Write only the report"),
            "export.report",
            self.tr("Write the HTML report into the project's folder."),
            self._start_report,
        )
        self._copy = make_button(
            self.tr("Copy the command"),
            "export.copy",
            self.tr("Put the command line that does the same on the clipboard."),
            self._copy_command,
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE.S)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        buttons.addWidget(self._report_button)
        buttons.addWidget(self._export)
        inside.addLayout(buttons)
        return card

    def _make_result_card(self) -> QFrame:
        card, inside = make_card()
        self._verdict = make_label("", "heading", "export.verdict")
        self._differences = make_label("", None, "export.differences")
        self._result_facts = FactTable()
        self._result_facts.setObjectName("export.result_facts")
        self._files = QTreeWidget()
        self._files.setObjectName("export.files")
        self._files.setAccessibleName(self.tr("Files written"))
        self._files.setToolTip(self.tr("What was written; double-click to open."))
        self._files.setHeaderLabels([self.tr("File"), self.tr("Size")])
        self._files.setRootIsDecorated(False)
        self._files.header().setStretchLastSection(False)
        self._files.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._files.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._files.itemActivated.connect(self._open_file)
        self._open_report_button = make_button(
            self.tr("Open the report"),
            "export.open_report",
            self.tr("Show the report in the browser."),
            self._open_report,
        )
        open_folder = make_button(
            self.tr("Open the folder"),
            "export.open_folder",
            self.tr("Show the files in the file manager."),
            self._open_folder,
        )
        copy = make_button(
            self.tr("Copy the command"),
            "export.copy_done",
            self.tr("Put the command line that did this on the clipboard."),
            self._copy_done,
        )
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(open_folder)
        row.addWidget(self._open_report_button)
        for widget in (self._verdict, self._differences, self._result_facts, self._files):
            inside.addWidget(widget)
        inside.addLayout(row)
        return card

    def _make_actions(self) -> None:
        self._add_action(
            "start",
            self.tr("Export"),
            self._start,
            self.tr("Write the chosen erasure, reload it and compare."),
        )
        self._add_action(
            "report",
            self.tr("Write the report"),
            self._start_report,
            self.tr("Write the HTML report into the project's folder."),
        )
        self._add_action(
            "copy",
            self.tr("Copy the export command"),
            self._copy_command,
            self.tr("Put the command line that exports the same on the clipboard."),
        )

    # Runs

    def _project_changed(self) -> None:
        self._aside.forget()
        self._runs = []
        self._config = None
        self._report = None
        self._result_card.hide()
        self.banner.clear()
        project = self._session.project
        if project is None:
            self._show_runs()
            return
        self._stack.setCurrentWidget(self._loading)
        stored = self._session.settings.value(f"export.form:{project.folder}", {})
        self._form.reset_all()
        device = self._session.settings.value("device", "auto")
        self._form.show_raw({"device": device, **stored, "out": ""})
        self._proposed = None
        self._read_runs()

    def _read_runs(self) -> None:
        project = self._session.project
        if project is None:
            return
        folder = project.folder
        self._aside.submit(
            "runs", lambda: self._reader.read(folder, {}), self._runs_read, self._runs_failed
        )

    def _runs_read(self, rows: list[RunRow]) -> None:
        self._runs = [row for row in rows if row.erased or row.resumable]
        self._show_runs()

    def _runs_failed(self, failure: Failed) -> None:
        self._tell_failure(failure)
        self._show_runs()

    def _asked_run(self) -> str:
        """Return the run that another page asks to export, once; "" where none does."""
        project = self._session.project
        key = f"export.run:{project.folder}" if project is not None else ""
        name = str(self._session.settings.value(key, ""))
        if name not in {row.name for row in self._runs}:
            return ""
        # What the user chooses here from now on counts, and asking again is a change.
        self._session.settings.set(key, None)
        return name

    def _show_runs(self) -> None:
        chosen = self._asked_run() or self._run_box.currentData()
        with QSignalBlocker(self._run_box):
            self._run_box.clear()
            for row in reversed(self._runs):
                concepts = ", ".join(str(one) for one in row.config.get("concepts") or ())
                parts = (row.name, concepts, "" if row.erased else status_word(row.status))
                self._run_box.addItem(" · ".join(part for part in parts if part), row.name)
            done = [row.name for row in self._runs if row.erased]
            wanted = chosen if chosen in [row.name for row in self._runs] else None
            wanted = wanted or (done[-1] if done else None)
            if wanted is not None:
                self._run_box.setCurrentIndex(self._run_box.findData(wanted))
        if self._session.project is None:
            self._stack.setCurrentWidget(self._no_project)
        else:
            self._stack.setCurrentWidget(self._work if self._runs else self._no_runs)
        self._run_chosen()

    def _run(self) -> RunRow | None:
        name = self._run_box.currentData()
        return next((row for row in self._runs if row.name == name), None)

    def _run_chosen(self) -> None:
        row = self._run()
        if row is not None:
            self._run_facts.set_facts(
                [
                    (self.tr("Method"), row.method),
                    (self.tr("Steps"), str(row.steps) if row.steps else ""),
                    (self.tr("Hallucination rate before"), percent(row.before, "")),
                    (self.tr("Hallucination rate after"), percent(row.after, "")),
                ]
            )
            self._propose_folder(row)
        self._show_ready()

    def _propose_folder(self, row: RunRow) -> None:
        """Name a free folder after the run, unless the user has named one."""
        project = self._session.project
        if project is None:
            return
        before = self._form.values().get("out")
        if before is not None and before != self._proposed:
            return
        chosen = self._session.settings.value("exports_folder", "")
        if chosen:
            wanted = Path(chosen) / f"{project.folder.name}-{row.name}"
        else:
            wanted = project.folder / "exports" / row.name
        self._proposed = free_folder(wanted)
        self._form.show_raw({"out": str(self._proposed)})

    def _show_ready(self, _state: str = "") -> None:
        row = self._run()
        busy = self._session.engine.job
        why = ""
        if row is not None and not row.erased:
            why = self.tr("This erasure is {status}. Resume it on the Erase page first.").format(
                status=status_word(row.status)
            )
        elif busy is not None:
            why = self.tr("“{title}” is running.").format(title=busy.title)
        ready = row is not None and not why
        self._why_not.setText(why)
        self._why_not.setVisible(bool(why))
        for one in (self._export, self._actions["start"]):
            one.setEnabled(ready)
        for other in (self._report_button, self._actions["report"]):
            other.setEnabled(busy is None and any(each.erased for each in self._runs))
        for third in (self._copy, self._actions["copy"]):
            third.setEnabled(row is not None)
        self._tell_state()

    # Exporting

    def _read_form(self) -> ExportConfig | None:
        project, row = self._session.project, self._run()
        if project is None or row is None:
            return None
        # Where the erasure was allowed to run the model's own code, so is its export.
        trusted = bool(row.config.get("trust_remote_code", False))
        return self._form.config(project=project.folder, run=row.name, trust_remote_code=trusted)

    def _start(self) -> None:
        if not self._export.isEnabled():
            return
        config = self._read_form()
        if config is None:
            return
        if free_folder(config.out) != config.out:
            self._form.show_problems(
                [("out", self.tr("This folder is not empty, and nothing is overwritten."))]
            )
            return

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            return export(config, control=control)

        title = self.tr("Exporting {run}").format(run=config.run)
        if self._handover.start(Job("export", title, work, command=command_of(config))):
            self._config = config

    def _start_report(self) -> None:
        project = self._session.project
        if project is None or not self._report_button.isEnabled():
            return
        config = ReportConfig(project=project.folder)

        def work(_slot: ModelSlot, _control: Control) -> Iterator[Event]:
            return report_alone(config)

        self.banner.clear()
        title = self.tr("Writing the report")
        self._session.start(Job("report", title, work, command_of(config), pausable=False))

    def _copy_command(self) -> None:
        config = self._read_form()
        if config is not None:
            self._copy_commands(config)

    def _copy_done(self) -> None:
        if self._config is not None:
            self._copy_commands(self._config)

    def _job_started(self, job: Job) -> None:
        if job.kind == "export":
            self.banner.clear()
            self._result_card.hide()
            self._notices = []

    def _take(self, events: list[Event]) -> None:
        job = self._session.engine.job
        if job is not None and job.kind == "export":
            self._notices += [event for event in events if isinstance(event, Notice)]

    def _job_ended(self, job: Job, event: Finished | Failed) -> None:
        if job.kind not in _KINDS:
            return
        if isinstance(event, Failed):
            self._tell_failure(event)
        elif event.status == "stopped":
            self.banner.show_message(
                "info",
                self.tr("The export was cancelled."),
                self.tr("What was written so far is incomplete; do not use it."),
            )
        elif job.kind == "report":
            self._report = Path(str(event.result["report"]))
            self.banner.show_message(
                "success", self.tr("The report was written."), str(self._report)
            )
            self.banner.add_action(
                "export.show_report", self.tr("Open the report"), self._open_report
            )
        else:
            self._show_result(dict(event.result))
        row = self._run()
        if row is not None:
            self._propose_folder(row)
        self._tell_state()

    def _show_result(self, result: dict[str, Any]) -> None:
        if self._config is None:
            return
        identical, compared = result["captions_identical"], result["captions_compared"]
        count = sum(compared.values())
        if identical is None:
            self._verdict.setText(self.tr("Written, but not compared: no images were asked for."))
            theme.tone(self._verdict, "warning")
        elif identical:
            self._verdict.setText(
                self.tr("✓ Reloaded: all {count} captions are the same, token by token.").format(
                    count=count
                )
            )
            theme.tone(self._verdict, "success")
        else:
            self._verdict.setText(
                self.tr("✗ Reloaded: the export does not give the same captions.")
            )
            theme.tone(self._verdict, "error")
        told = [f"{one.text} {one.hint}".strip() for one in self._notices]
        differences = [one for found in result["differences"].values() for one in found]
        told += [
            self.tr("{image}: “{expected}” became “{found}”").format(
                image=Path(one["image"]).name, expected=one["expected"], found=one["found"]
            )
            for one in differences[:_DIFFERENCES_SHOWN]
        ]
        if len(differences) > _DIFFERENCES_SHOWN:
            told.append(
                self.tr("and {count} captions more").format(
                    count=len(differences) - _DIFFERENCES_SHOWN
                )
            )
        self._differences.setText("\n".join(f"• {line}" for line in told))
        self._differences.setVisible(bool(told))
        self._report = Path(str(result["report"])) if "report" in result else None
        self._open_report_button.setVisible(self._report is not None)
        files = written_files(self._config.out)
        self._result_facts.set_facts(
            [
                (self.tr("Folder"), str(self._config.out)),
                (self.tr("Size"), bytes_text(sum(one.size for one in files))),
                (self.tr("Took"), duration_text(float(result["seconds"]))),
            ]
        )
        self._files.clear()
        row = row_height(self._files)
        for one in files:
            item = QTreeWidgetItem([one.name, bytes_text(one.size)])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setSizeHint(0, QSize(0, row))
            item.setData(0, Qt.ItemDataRole.UserRole, str(self._config.out / one.name))
            self._files.addTopLevelItem(item)
        rows = rows_height(self._files, min(_FILES_SHOWN, len(files)))
        self._files.setFixedHeight(self._files.header().sizeHint().height() + rows)
        self._result_card.show()
        # The layout must have given the card its place before it can be scrolled to.
        QTimer.singleShot(0, self._result_card, self._reveal_result)

    def _reveal_result(self) -> None:
        reveal(self._result_card)

    # Opening

    def _open_folder(self) -> None:
        if self._config is not None:
            _open(self._config.out)

    def _open_report(self) -> None:
        if self._report is not None:
            _open(self._report)

    def _open_file(self, item: QTreeWidgetItem) -> None:
        _open(Path(item.data(0, Qt.ItemDataRole.UserRole)))

    def _go_to_erase(self) -> None:
        self._session.page_requested.emit("erase")

    # What is kept

    def _form_changed(self) -> None:
        project = self._session.project
        if project is not None:
            kept = {name: raw for name, raw in self._form.raw().items() if name != "out"}
            self._session.settings.set(f"export.form:{project.folder}", kept)

    def _setting_changed(self, key: str) -> None:
        row = self._run()
        if key == "exports_folder" and row is not None:
            self._propose_folder(row)
        elif key.startswith("export.run:"):
            self.choose_run(self._asked_run())


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
