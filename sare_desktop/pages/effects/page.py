"""The page that answers whether an erasure made the model worse at anything else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.engine_words import engine_text
from sare_desktop.item_models.project_rows import ProjectReader
from sare_desktop.pages.effects.effects_table import EffectsTable
from sare_desktop.pages.page import Page
from sare_desktop.session import Destination, Session
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.help.plot_guide_dialog import GuideButton, PlotState
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_desktop.widgets.primitives.small_parts import (
    limit_width,
    make_button,
    make_label,
)
from sare_desktop.widgets.runs.loading_state import LoadingState
from sare_engine import (
    Failed,
    SideEffects,
    SideEffectsConfig,
    compare_figures,
    compared_models,
    side_effects,
)


class EffectsPage(Page):
    """Which erasure, the outcome in one sentence, and every figure before and after.

    Attributes:
        choice: the erasure or captions whose figures are compared with the base model's.
        headline: the outcome.
        table: the figures, worst first.
        notes: what could not be compared, and how to measure it.
        stack: the table, or why there is none.
    """

    key = "effects"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._reader = ProjectReader.of(session)
        self._aside = Aside(self)
        self._saving = Aside(self)
        self._found: SideEffects | None = None
        self._names: tuple[str, ...] = ()
        self._dirty = True
        self._read_once = False
        self._wanted = ""
        """Run or captions that another page asked for."""
        self._build()
        self._make_actions()
        session.project_changed.connect(self._on_project)
        session.runs_changed.connect(self._mark_dirty)
        session.verdicts_changed.connect(self._mark_dirty)
        session.concepts_changed.connect(self._mark_dirty)
        self._reader.changed.connect(self._mark_dirty)
        self._on_project()

    # What the window asks

    def state(self) -> str:
        """Return "done" if figures are shown, "empty" without an erasure."""
        if self._found is not None and self._found.figures:
            return "done"
        return "ready" if self._names else "empty"

    def reveal(self, destination: Destination) -> None:
        """Compare a run with the model before it, once it has been read."""
        wanted = destination.run or destination.after
        if wanted:
            self._wanted = wanted
            self._mark_dirty()

    # Building

    def _build(self) -> None:
        self.choice = ChoiceBox()
        self.choice.setObjectName("effects.after")
        self.choice.setAccessibleName(self.tr("Erasure"))
        self.choice.setToolTip(self.tr("The erasure that is compared with the model before it"))
        limit_width(self.choice, 18)
        guard_wheel(self.choice)
        self.choice.activated.connect(self._mark_dirty)
        self.headline = make_label("", "heading", "effects.headline")
        self.headline.setTextFormat(Qt.TextFormat.PlainText)
        self.table = EffectsTable("effects.table")
        self.notes = make_label("", "muted", "effects.notes")
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown = QWidget()
        inner = QVBoxLayout(shown)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.SPACE.S)
        inner.addWidget(self.headline)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.notes)
        self._shown = shown
        self._no_project = self._make_no_project(
            self.tr("The figures that are compared belong to a project.")
        )
        self._loading = LoadingState(self.tr("Comparing the figures …"))
        self._nothing = EmptyState(
            self.tr("Nothing is erased yet"),
            self.tr(
                "After an erasure, every figure of the model before and after it stands here side "
                "by side, with what became worse first."
            ),
            [(self.tr("Go to Erase"), lambda: self._session.show("erase"))],
        )
        self.stack = QStackedWidget()
        self.stack.setObjectName("effects.stack")
        for part in (self._no_project, self._loading, self._nothing, shown):
            self.stack.addWidget(part)
        layout = self._make_column()
        layout.addLayout(self._make_head())
        layout.addWidget(self.banner)
        layout.addWidget(self.stack, 1)

    def _make_head(self) -> QHBoxLayout:
        title = make_label(self.tr("Did it get worse at anything else?"), "title")
        self._label = QLabel(self.tr("Erasure"))
        self._label.setBuddy(self.choice)
        theme.role(self._label, "muted")
        self.copy_button = make_button(
            self.tr("Copy the command"),
            "effects.copy",
            self.tr("Copy the command line that prints these figures"),
            self._copy,
        )
        self.save_button = make_button(
            self.tr("Save as CSV …"),
            "effects.save",
            self.tr("Write the figures with their intervals to a table"),
            self.choose_file,
        )
        self.guide_button = GuideButton(
            "effects.guide",
            "side-effects",
            self.tr("Side effects"),
            PlotState(self.headline.text, lambda: not self.table.rowCount()),
        )
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(title, 1)
        parts = (self._label, self.choice, self.copy_button, self.save_button)
        for part in (*parts, self.guide_button):
            row.addWidget(part)
        return row

    def _make_actions(self) -> None:
        self._add_action("copy", self.tr("Copy the command that compares the figures"), self._copy)
        self._add_action("save", self.tr("Save the figures as CSV …"), self.choose_file)

    # Reading

    @Slot()
    def _on_project(self) -> None:
        self._aside.forget()
        self._saving.forget()
        self.banner.clear()
        self._found, self._names, self._wanted, self._read_once = None, (), "", False
        self.choice.clear()
        self._mark_dirty()

    @Slot()
    def _mark_dirty(self) -> None:
        self._dirty = True
        self._read_if_seen()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was not shown."""
        super().showEvent(event)
        self._read_if_seen()

    def _read_if_seen(self) -> None:
        project = self._session.project
        if project is not None and self._dirty and self.isVisible():
            self._dirty = False
            folder, after = project.folder, self._wanted or self.choice.currentText()
            self._aside.submit("figures", lambda: _read(folder, after), self._take, self._give_up)
        self._refresh()

    def _take(self, read: tuple[tuple[str, ...], SideEffects | None]) -> None:
        self._names, self._found = read
        self._wanted, self._read_once = "", True
        self.choice.clear()
        self.choice.addItems(list(self._names))
        if self._found is not None:
            self.choice.setCurrentText(self._found.after)
            self.headline.setText(engine_text(self._found.headline))
            self.table.show_figures(self._found.figures)
            self.notes.setText("\n".join(map(engine_text, self._found.notes)))
        self.banner.clear()
        self._refresh()

    @Slot(object)
    def _give_up(self, failure: Failed) -> None:
        self._found, self._wanted, self._read_once = None, "", True
        self._tell_failure(failure)
        self._refresh()

    # Showing

    def _part(self) -> QWidget:
        if self._session.project is None:
            return self._no_project
        if not self._read_once:
            return self._loading
        return self._nothing if self._found is None else self._shown

    def _refresh(self) -> None:
        found = self._found
        self.stack.setCurrentWidget(self._part())
        for part in (self._label, self.choice, self.copy_button, self.save_button):
            part.setVisible(bool(self._names))
        ready = found is not None and bool(found.figures)
        self.save_button.setEnabled(ready and not self._saving.busy)
        self.copy_button.setEnabled(found is not None)
        self.table.setVisible(ready)
        self.notes.setVisible(bool(self.notes.text()))
        self._actions["save"].setEnabled(ready)
        self._actions["copy"].setEnabled(found is not None)
        self._tell_state()

    # What the user does

    def _config(self, csv: Path | None = None) -> SideEffectsConfig | None:
        project, found = self._session.project, self._found
        if project is None or found is None:
            return None
        return SideEffectsConfig(project=project.folder, after=found.after, csv=csv)

    @Slot()
    def _copy(self) -> None:
        config = self._config()
        if config is not None:
            self._copy_commands(config)

    @Slot()
    def choose_file(self) -> None:
        """Ask where the table goes, and write it."""
        project, found = self._session.project, self._found
        if project is None or found is None:
            return
        proposed = str(project.folder / f"{Path(found.after).name}-figures.csv")
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the figures"), proposed, self.tr("Tables (*.csv)")
        )
        config = self._config(Path(chosen)) if chosen else None
        if config is None:
            return
        self._saving.submit(
            "save", lambda: side_effects(config), self._saved, self._tell_failure, overtaken=False
        )
        self._refresh()

    def _saved(self, result: dict[str, object]) -> None:
        self._session.notified.emit("info", self.tr("Saved as {0}").format(result["csv"]))
        self._refresh()


def _read(folder: Path, after: str) -> tuple[tuple[str, ...], SideEffects | None]:
    """Return the models that can be compared, and the figures of one; None without any."""
    names = compared_models(folder)
    if not names:
        return (), None
    return names, compare_figures(folder, after if after in names else names[0])
