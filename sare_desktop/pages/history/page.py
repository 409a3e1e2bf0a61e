"""The page of all runs of a project: compare, open, resume, delete, repeat."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.curves import RunCurves
from sare_desktop.erasures import Erasures
from sare_desktop.item_models.caption_sets import without_model
from sare_desktop.item_models.project_rows import ProjectReader
from sare_desktop.item_models.runs import NOTES_SETTING, RunReader, RunRow, read_curves
from sare_desktop.item_models.runs_table import RunFilter, RunsModel
from sare_desktop.pages.history.run_table import RunFilterRow, RunTable
from sare_desktop.pages.page import Page
from sare_desktop.session import Destination, Session
from sare_desktop.undo.run_edits import DeleteRuns, EditNote, empty_trash
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.copying import copy_actions
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_desktop.widgets.primitives.small_parts import make_button, make_label
from sare_desktop.widgets.runs.run_comparison import CONFIGS, RunComparison
from sare_engine import EngineError

_PAGE_OF = {"erase": "erase", "relearn": "robustness", "landscape": "robustness"}
"""Kind of run → page that shows it."""


class HistoryPage(Page):
    """A table of runs, and the selected ones side by side.

    Attributes:
        model: the runs of the project.
        proxy: those that the filter finds, sorted.
        table: shows them.
        filter: what is listed.
        comparison: the selected runs side by side.
        buttons: what can be done with them, by name.
    """

    key = "history"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._aside = Aside(self)
        self._reader = RunReader()
        self._rows = ProjectReader.of(session)
        self._erasures = Erasures(session, self)
        self._folder: Path | None = None
        self._read = False
        self._wanted = ""
        """Run that another page asked for and that was not read yet."""
        self._deleted = (0, "")
        """Place in the undo stack, and message, of what was deleted last."""
        self.model = RunsModel(self)
        self.proxy = RunFilter(self)
        self.proxy.setSourceModel(self.model)
        self.table = RunTable(self.proxy)
        self.filter = RunFilterRow(self.proxy)
        self.comparison = RunComparison("history.comparison")
        self._build()
        self._make_actions()
        self._connect()
        self._project_changed()
        self._show_captions()

    # What the window asks

    def state(self) -> str:
        """Return "empty", "ready", "running" or "done"."""
        if any(row.status == "running" for row in self.model.rows):
            return "running"
        return "done" if self.model.rows else "empty"

    def reveal(self, destination: Destination) -> None:
        """Select a run, once it has been read."""
        if destination.run:
            self._wanted = destination.run
            self._select_wanted()

    # Building

    def _build(self) -> None:
        self._empty = EmptyState(
            self.tr("No runs yet"),
            self.tr("Every erasure, attack and landscape of this project is listed here."),
            [(self.tr("Go to Erase"), lambda: self._session.show("erase"))],
        )
        self._no_project = self._make_no_project(self.tr("The history belongs to a project."))
        self._reading = EmptyState(self.tr("Reading the runs…"), "")
        lower = QWidget()
        lower_layout = QVBoxLayout(lower)
        lower_layout.setContentsMargins(0, theme.SPACE.S, 0, 0)
        lower_layout.setSpacing(theme.SPACE.S)
        lower_layout.addLayout(self._make_buttons())
        lower_layout.addWidget(self.comparison, 1)
        splitter = self._make_splitter(
            "splitter", Qt.Orientation.Vertical, (self.table, 2), (lower, 3)
        )
        self._content = QWidget()
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE.S)
        layout.addWidget(self.filter)
        layout.addWidget(splitter, 1)
        self._stack = QStackedWidget()
        for view in (self._no_project, self._empty, self._reading, self._content):
            self._stack.addWidget(view)
        page = self._make_column()
        page.addLayout(self._make_head())
        page.addWidget(self.banner)
        page.addWidget(self._stack, 1)
        self.setMinimumHeight(38 * self.fontMetrics().height())

    def _make_head(self) -> QHBoxLayout:
        self.captions_of = make_label("", "muted", "history.captions_of")
        self.captions_of.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.M)
        title = make_label(self.tr("History"), "title")
        title.setWordWrap(False)
        row.addWidget(title)
        row.addWidget(self.captions_of, 1)
        return row

    def _show_captions(self) -> None:
        """Say which captions a new erasure starts from."""
        base = self._rows.rows.base
        self.captions_of.setText(
            self.tr("Erasures start from the captions “{0}”").format(base.name)
            if base is not None and not without_model(base)
            else ""
        )

    def _make_buttons(self) -> QHBoxLayout:
        made = (
            ("open", self.tr("Open"), self.tr("Show this run on its page (Enter)"), self._open),
            (
                "resume",
                self.tr("Resume"),
                self.tr(
                    "Continue this erasure from its last checkpoint, or make this attack again; "
                    "take it over if the program that worked on it has ended"
                ),
                self._resume,
            ),
            (
                "use",
                self.tr("Use these settings"),
                self.tr("Fill the form of the page with this run's settings; undo restores it"),
                self._use,
            ),
            (
                "copy",
                self.tr("Copy the command"),
                self.tr("Copy the command lines that repeat these runs"),
                self._copy,
            ),
            (
                "folder",
                self.tr("Open folder"),
                self.tr("Show the run's files in the file manager"),
                self._open_folder,
            ),
            (
                "changes",
                self.tr("Before/after"),
                self.tr("Compare the captions of the erased model with those before"),
                self._compare_captions,
            ),
            (
                "delete",
                self.tr("Delete"),
                self.tr("Delete these runs; this can be undone until the project is closed"),
                self._delete,
            ),
        )
        self.buttons = {
            key: make_button(words, f"history.{key}", tip, called)
            for key, words, tip, called in made
        }
        theme.danger(self.buttons["delete"])
        self._hint = make_label("", "muted", "history.hint")
        self._hint.setWordWrap(False)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._hint)
        return row

    def _make_actions(self) -> None:
        self._add_action("open", self.tr("Open the selected run"), self._open)
        self._add_action("resume", self.tr("Resume the selected run"), self._resume)
        self._add_action("use", self.tr("Use the selected run's settings"), self._use)
        self._add_action("copy", self.tr("Copy the selected run's command"), self._copy)
        self._add_action("folder", self.tr("Open the selected run's folder"), self._open_folder)
        self._add_action(
            "changes", self.tr("Compare the captions before and after"), self._compare_captions
        )
        self._add_action(
            "effects", self.tr("Show what else the erasure changed"), self._show_effects
        )
        self._add_action("delete", self.tr("Delete the selected runs"), self._delete)

    def _connect(self) -> None:
        session = self._session
        session.project_changed.connect(self._project_changed)
        session.runs_changed.connect(self._read_rows)
        session.undo.indexChanged.connect(self._undone)
        self._rows.changed.connect(self._show_captions)
        session.engine.started.connect(self._read_rows)
        session.engine.state_changed.connect(self._follow)
        self.model.note_edited.connect(self._edit_note)
        self.table.selectionModel().selectionChanged.connect(self._selection_changed)
        self.table.opened.connect(self._open)
        self.table.deleted.connect(self._delete)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.proxy.layoutChanged.connect(self._follow)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._empty_trash)

    # The project

    def _project_changed(self) -> None:
        self._aside.forget()
        self.banner.clear()
        self._empty_trash()
        project = self._session.project
        self._folder = project.folder if project is not None else None
        self._empty_trash()  # What a crash left there.
        self._reader = RunReader()
        self._read = False
        self._wanted = ""
        self.model.set_rows([])
        self._read_rows()
        self._follow()

    def _empty_trash(self) -> None:
        if self._folder is not None:
            empty_trash(self._folder)

    def _read_rows(self) -> None:
        project = self._session.project
        if project is None:
            return
        folder, notes = project.folder, project.settings.get(NOTES_SETTING) or {}
        reader = self._reader
        self._aside.submit(
            "rows", lambda: reader.read(folder, notes), self._take_rows, self._tell_failure
        )

    def _take_rows(self, rows: Sequence[RunRow]) -> None:
        chosen = {row.name for row in self.table.selected()}
        self._read = True
        self.model.set_rows(rows)
        if chosen and not self.table.selected():
            self.table.select(chosen)
        elif rows and not self.table.selected():
            self.table.selectRow(0)
        self._select_wanted()
        self._selection_changed()
        self._follow()

    def _select_wanted(self) -> None:
        """Select the run that another page asked for, and nothing else."""
        if self.model.find(self._wanted) is not None:
            self.table.clearSelection()
            self.table.select({self._wanted})
            self._wanted = ""

    # What is selected

    def _selection_changed(self) -> None:
        rows = self.table.selected()
        self.comparison.show_runs(rows)
        wanted = [row for row in rows if row.kind in ("erase", "relearn")]
        if wanted:

            def read() -> dict[str, RunCurves]:
                curves = {}
                for row in wanted:
                    try:
                        curves[row.name] = read_curves(row.folder)
                    except EngineError:
                        if row.folder.exists():  # Else it was deleted meanwhile.
                            raise
                return curves

            self._aside.submit("curves", read, self.comparison.show_curves, self._tell_failure)
        self._follow()

    def _follow(self) -> None:
        rows, busy = self.table.selected(), self._session.engine.job is not None
        one = rows[0] if len(rows) == 1 else None
        enabled = {
            "open": one is not None and one.kind in _PAGE_OF,
            "resume": one is not None and _can_go_on(one) and not busy,
            "use": one is not None and one.kind in _PAGE_OF and bool(one.config),
            "copy": any(row.kind in CONFIGS and row.config for row in rows),
            "folder": one is not None,
            "changes": one is not None and one.kind == "erase",
            "delete": bool(rows) and all(row.status != "running" for row in rows),
        }
        for key, on in enabled.items():
            self.buttons[key].setEnabled(on)
            self._actions[key].setEnabled(on)
        done = one is not None and one.kind == "erase" and one.status == "done"
        self._actions["effects"].setEnabled(done)
        self._hint.setText(
            self.tr("{0} runs compared").format(len(rows))
            if len(rows) > 1
            else self.tr("Select several to compare")
        )
        if self._session.project is None:
            self._stack.setCurrentWidget(self._no_project)
        elif not self._read:
            self._stack.setCurrentWidget(self._reading)
        else:
            self._stack.setCurrentWidget(self._content if self.model.rows else self._empty)
        self._tell_state()

    # What the user does

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        menu.addSeparator()
        menu.addActions(copy_actions(self.table))
        menu.popup(self.cursor().pos())

    def _open(self) -> None:
        rows = self.table.selected()
        if len(rows) == 1 and rows[0].kind in _PAGE_OF:
            self._session.show(_PAGE_OF[rows[0].kind], run=rows[0].name)

    def _resume(self) -> None:
        rows = self.table.selected()
        if len(rows) != 1 or not _can_go_on(rows[0]):
            return
        if rows[0].takeable:
            self._offer_taking_over(rows[0])
        else:
            self._resume_here(rows[0])

    def _offer_taking_over(self, row: RunRow) -> None:
        """Say who may still work on a run: two programs must not write the same one."""
        self.banner.show_message(
            "warning",
            self.tr("{0} may still be running in another program.").format(row.name),
            f"{row.owner[:1].upper()}{row.owner[1:]}.",
            self.tr("Take it over only if that program has ended."),
        )
        self.banner.add_action(
            "history.take_over",
            self.tr("Take over"),
            lambda: self._resume_here(row),
        )

    def _resume_here(self, row: RunRow) -> None:
        """Resume a run, which the user has decided to take over where that is needed."""
        missing = self._erasures.missing_model(row)
        if missing is not None:
            self.banner.show_message(
                "warning",
                self.tr("The model of {0} was not found.").format(row.name),
                self.tr("It is not in {0} any more.").format(missing),
                self.tr("Choose the folder where the same model is now."),
            )
            self.banner.add_action(
                "history.model_folder",
                self.tr("Choose the folder…"),
                lambda: self._resume_with_folder(row),
            )
        else:
            self._go_on(row)

    def _resume_with_folder(self, row: RunRow) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("The model of the run"))
        if chosen:
            self._go_on(row, Path(chosen))

    def _go_on(self, row: RunRow, model: Path | None = None) -> None:
        if self._erasures.resume(row, model, take_over=row.takeable):
            self.banner.clear()
            self._session.show(_PAGE_OF[row.kind])

    def _use(self) -> None:
        rows = self.table.selected()
        if len(rows) != 1 or rows[0].kind not in _PAGE_OF:
            return
        row = rows[0]
        try:
            settings = CONFIGS[row.kind].from_stored(row.config).to_dict()
        except EngineError as error:
            self.banner.show_message("error", error.what, error.why, error.fix)
            return
        self._session.show(_PAGE_OF[row.kind], run=row.name, settings=settings)

    def _copy(self) -> None:
        configs = []
        for row in self.table.selected():
            if row.kind not in CONFIGS:
                continue
            try:
                configs.append(CONFIGS[row.kind].from_dict(row.config))
            except EngineError as error:
                self.banner.show_message("error", error.what, error.why, error.fix)
                return
        self._copy_commands(*configs)

    def _compare_captions(self) -> None:
        rows = self.table.selected()
        if len(rows) == 1:
            self._session.show("changes", after=rows[0].name)

    def _show_effects(self) -> None:
        rows = self.table.selected()
        if len(rows) == 1:
            self._session.show("effects", run=rows[0].name)

    def _open_folder(self) -> None:
        rows = self.table.selected()
        if len(rows) == 1:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(rows[0].folder)))

    def _delete(self) -> None:
        rows = self.table.selected()
        if not rows or any(row.status == "running" for row in rows):
            return
        before = self._session.undo.count()
        self._session.undo.push(DeleteRuns(self._session, [row.folder for row in rows]))
        if self._session.undo.count() > before or self._session.undo.canUndo():
            names = ", ".join(row.name for row in rows)
            self.banner.show_message(
                "info",
                self.tr("Deleted: {0}").format(names),
                fix=plural(
                    len(rows),
                    self.tr("Undo restores the run, until the project is closed."),
                    self.tr("Undo restores the {0} runs, until the project is closed."),
                ),
            )
            self._deleted = (self._session.undo.index(), self.banner.text())

    def _undone(self, index: int) -> None:
        """Clear the message about deleted runs once they are back."""
        at, text = self._deleted
        if index < at and self.banner.text() == text:
            self.banner.clear()

    def _edit_note(self, run: str, text: str) -> None:
        self._session.undo.push(EditNote(self._session, run, text))


def _can_go_on(row: RunRow) -> bool:
    """Whether a run can be resumed, made again or taken over."""
    return row.resumable or row.repeatable or row.takeable
