"""The last step: write an erased model for use outside, and check what was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.engine_thread import Job
from sare_desktop.exports import free_folder, report_alone
from sare_desktop.item_models.runs import RunReader, RunRow
from sare_desktop.model_handover import ModelHandover
from sare_desktop.pages.export.pairs_tab import KIND as PAIRS
from sare_desktop.pages.export.pairs_tab import PairsTab
from sare_desktop.pages.export.result_card import ResultCard, open_path
from sare_desktop.pages.export.run_card import RunCard
from sare_desktop.pages.page import Page
from sare_desktop.session import Destination, Session
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_desktop.widgets.primitives.small_parts import page_head, reveal
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

_EXPORT, _REPORT = "export", "report"
"""Kinds of jobs that this page starts."""


class ExportPage(Page):
    """Choose an erasure, write it, reload it, compare, report.

    Attributes:
        run_card: which erasure is exported, and how.
        result_card: what the last export wrote.
        pairs: which verdicts are written as preference pairs, and how.
        tabs: an erased model, or preference pairs.
    """

    key = "export"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._aside = Aside(self)
        self._reader = RunReader()
        self._handover = ModelHandover(session, self)
        self._wanted = ""
        """Run that another page asked for and that was not read yet."""
        self._config: ExportConfig | None = None
        self._report: Path | None = None
        self._notices: list[Notice] = []
        self.run_card = RunCard(
            session, export=self._start, report=self._start_report, copy=self._copy_command
        )
        self.result_card = ResultCard(self._copy_commands)
        self._build()
        self._make_actions()
        session.project_changed.connect(self._project_changed)
        session.runs_changed.connect(self._read_runs)
        session.engine.started.connect(self._job_started)
        session.engine.events.connect(self._take)
        session.engine.ended.connect(self._job_ended)
        session.engine.state_changed.connect(self._refresh)
        session.verdicts_changed.connect(self._refresh)
        self.run_card.changed.connect(self._refresh)
        self.pairs.refused.connect(self._refuse)
        self.pairs.rejected.connect(lambda: self.tabs.setCurrentWidget(self.pairs))
        self.pairs.submitted.connect(self._submit_pairs)
        self._project_changed()

    # What the window asks

    def state(self) -> str:
        """Return "empty", "ready", "running" or "done"."""
        if self._job_card.running or self._pairs_card.running:
            return "running"
        if not self.result_card.isHidden():
            return "done"
        return "ready" if self.run_card.rows else "empty"

    def reveal(self, destination: Destination) -> None:
        """Choose the run to export, once it has been read."""
        if destination.run:
            self.tabs.setCurrentIndex(0)
            self._wanted = "" if self.run_card.choose(destination.run) else destination.run

    # Building

    def _build(self) -> None:
        outside = self._make_column()
        outside.addWidget(
            page_head(
                self.tr("Export"),
                self.tr("Write the erased model, reload it and compare; or write the verdicts."),
            )
        )
        outside.addWidget(self.banner)
        model = QWidget()
        self._stack = QStackedLayout(model)
        self.pairs = PairsTab(self._session, self._copy_commands)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("export.tabs")
        self.tabs.setAccessibleName(self.tr("What to export"))
        self.tabs.setDocumentMode(True)
        for tab, title, tip in (
            (model, self.tr("Erased model"), self.tr("Write an erasure for use elsewhere")),
            (
                self.pairs,
                self.tr("Preference pairs"),
                self.tr("Write verdicts for training with other programs"),
            ),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(tab, title), tip)
        self._pairs_card = JobCard(self._session, (PAIRS,), "export.pairs")
        outside.addWidget(self._pairs_card)
        outside.addWidget(self.tabs, 1)
        self._no_project = self._make_no_project(
            self.tr("What was erased in a project is exported.")
        )
        self._no_runs = EmptyState(
            self.tr("Nothing is erased yet"),
            self.tr("An erasure that is done can be exported here."),
            [(self.tr("Go to Erase"), lambda: self._session.show("erase"))],
        )
        self._loading = EmptyState(self.tr("Reading the runs…"), "")
        self._work = QWidget()
        self._job_card = JobCard(self._session, (_EXPORT, _REPORT), "export")
        self.result_card.hide()
        page = QVBoxLayout(self._work)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE.L)
        page.addWidget(self._job_card)
        page.addWidget(self.result_card)
        page.addWidget(self.run_card)
        page.addStretch(1)
        for widget in (self._no_project, self._no_runs, self._loading, self._work):
            self._stack.addWidget(widget)

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
        self._add_action(
            "pairs",
            self.tr("Write preference pairs"),
            self.pairs.start,
            self.tr("Write verdicts for training with other programs."),
        )

    # Runs

    def _project_changed(self) -> None:
        self._aside.forget()
        self._config = self._report = None
        self._wanted = ""
        self.result_card.hide()
        self.banner.clear()
        if self._session.project is None:
            self._show_runs([])
            return
        self.run_card.rows = []
        self._stack.setCurrentWidget(self._loading)
        self.run_card.restore()
        self.pairs.propose_folder()
        self._read_runs()

    def _read_runs(self) -> None:
        project = self._session.project
        if project is None:
            return
        folder = project.folder
        self._aside.submit(
            "runs", lambda: self._reader.read(folder, {}), self._show_runs, self._runs_failed
        )

    def _show_runs(self, rows: list[RunRow]) -> None:
        self.run_card.show_runs(
            [row for row in rows if row.erased or row.resumable],
            [row for row in rows if row.kind == "relearn" and row.status == "done"],
        )
        if self._wanted and self.run_card.choose(self._wanted):
            self._wanted = ""
        if self._session.project is None:
            self._stack.setCurrentWidget(self._no_project)
        else:
            self._stack.setCurrentWidget(self._work if self.run_card.rows else self._no_runs)

    def _runs_failed(self, failure: Failed) -> None:
        self._tell_failure(failure)
        self._show_runs([*self.run_card.rows, *self.run_card.attacks])

    def _refresh(self) -> None:
        card = self.run_card
        card.refresh()
        for name, button in (
            ("start", card.export_button),
            ("report", card.report_button),
            ("copy", card.copy_button),
        ):
            self._actions[name].setEnabled(button.isEnabled())
        self.pairs.refresh(waiting=self._handover.waiting)
        self._actions["pairs"].setEnabled(self.pairs.button.isEnabled())
        self._tell_state()

    # Jobs

    def _refuse(self, reason: str) -> None:
        self.banner.show_message("warning", self.tr("Nothing was started."), reason)

    def _submit_pairs(self, job: Job) -> None:
        self.banner.clear()
        self._session.start(job)

    def _start(self) -> None:
        if not self.run_card.export_button.isEnabled():
            return
        config = self.run_card.config()
        if config is None:
            return
        if free_folder(config.out) != config.out:
            self.run_card.form.show_problems(
                [("out", self.tr("This folder is not empty, and nothing is overwritten."))]
            )
            return

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            return export(config, control=control)

        title = self.tr("Exporting {run}").format(run=config.run)
        self._handover.start(
            Job(_EXPORT, title, work, command=command_of(config), configs=(config,))
        )

    def _start_report(self) -> None:
        project = self._session.project
        if project is None or not self.run_card.report_button.isEnabled():
            return
        config = ReportConfig(project=project.folder)

        def work(_slot: ModelSlot, _control: Control) -> Iterator[Event]:
            return report_alone(config)

        self.banner.clear()
        title = self.tr("Writing the report")
        self._session.start(Job(_REPORT, title, work, command_of(config), pausable=False))

    def _copy_command(self) -> None:
        config = self.run_card.config()
        if config is not None:
            self._copy_commands(config)

    def _job_started(self, job: Job) -> None:
        if job.kind == _EXPORT:
            self.banner.clear()
            self.result_card.hide()
            self._notices = []
            # It may have waited in the queue, and the form shows other settings by now.
            self._config = next((one for one in job.configs if isinstance(one, ExportConfig)), None)

    def _take(self, events: list[Event]) -> None:
        job = self._session.engine.job
        if job is not None and job.kind == _EXPORT:
            self._notices += [event for event in events if isinstance(event, Notice)]

    def _job_ended(self, job: Job, event: Finished | Failed) -> None:
        if job.kind == PAIRS:
            self._pairs_ended(event)
            return
        if job.kind not in (_EXPORT, _REPORT):
            return
        if isinstance(event, Failed):
            self._tell_failure(event)
        elif event.status == "stopped":
            self.banner.show_message(
                "info",
                self.tr("The export was cancelled."),
                self.tr("What was written so far is incomplete; do not use it."),
            )
        elif job.kind == _REPORT:
            self._report = Path(str(event.result["report"]))
            self.banner.show_message(
                "success", self.tr("The report was written."), str(self._report)
            )
            self.banner.add_action(
                "export.show_report", self.tr("Open the report"), self._open_report
            )
        elif self._config is not None:
            self.result_card.show_result(self._config, dict(event.result), self._notices)
            # The layout must have given the card its place before it can be scrolled to.
            QTimer.singleShot(0, self.result_card, self._reveal_result)
        self.run_card.propose_folder()
        self._tell_state()

    def _pairs_ended(self, event: Finished | Failed) -> None:
        if isinstance(event, Failed):
            self._tell_failure(event)
        elif event.status == "stopped":
            self.banner.show_message("info", self.tr("No pairs were written."))
        else:
            folder = Path(str(event.result["folder"]))
            written = plural(int(event.result["pairs"]), self.tr("1 pair"), self.tr("{0} pairs"))
            images = plural(int(event.result["images"]), self.tr("1 image"), self.tr("{0} images"))
            self.banner.show_message(
                "success",
                self.tr("Wrote {0} of {1}.").format(written, images),
                str(folder),
            )
            self.banner.add_action(
                "export.show_pairs", self.tr("Open the folder"), lambda: open_path(folder)
            )
        self.pairs.propose_folder()
        self._tell_state()

    def _reveal_result(self) -> None:
        reveal(self.result_card)

    def _open_report(self) -> None:
        if self._report is not None:
            open_path(self._report)
