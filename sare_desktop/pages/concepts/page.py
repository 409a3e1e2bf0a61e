"""The page where hallucinated concepts are examined and chosen for erasure."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.item_models.concepts import ConceptsFilter, ConceptsModel, rows_of
from sare_desktop.item_models.project_rows import ProjectReader
from sare_desktop.pages.concepts.checking import CheckingDialog, triggers_of
from sare_desktop.pages.concepts.choice_foot import ChoiceFoot
from sare_desktop.pages.concepts.concept_table import ConceptTable
from sare_desktop.pages.concepts.merging import Merging
from sare_desktop.pages.concepts.page_actions import action_specs
from sare_desktop.pages.concepts.places_panel import PlacesPanel
from sare_desktop.pages.concepts.rule_choice import RuleChoice
from sare_desktop.pages.concepts.thresholds_card import ThresholdsCard
from sare_desktop.pages.concepts.tools_row import ToolsRow
from sare_desktop.pages.page import Page
from sare_desktop.session import Session
from sare_desktop.undo.edits import Choose
from sare_desktop.widgets.captions.caption_set_picker import CaptionSetPicker
from sare_desktop.widgets.primitives.copying import copy_actions
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_desktop.widgets.runs.loading_state import LoadingState
from sare_engine import EngineError, Failed

_MENTION_KEYS = ("grounded", "hallucinated", "unsure", "take_back")
"""Actions whose keys belong to the list of mentions."""


class ConceptsPage(Page):
    """Table and histogram above, pictures and phrases below, the choice's examples at the bottom.

    Attributes:
        model: the concepts.
        proxy: those that the search finds, sorted.
        table: shows them.
        thresholds: the scores and the thresholds that judge them.
        rules: how the evidence of several sources is combined.
        places: where the selected concept is mentioned.
        merging: counts concepts as others.
        checking: checks several concepts at once.
        tools: the search and the buttons above.
        foot: the examples of the choice, and the way on.
        captions_of: whose captions are counted.
    """

    key = "concepts"
    stackable = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._reader = ProjectReader.of(session)
        self._aside = Aside(self)
        self._edits = Aside(self)
        self._dirty = True
        self._loaded = False
        self.model = ConceptsModel(self)
        self.proxy = ConceptsFilter(self)
        self.proxy.setSourceModel(self.model)
        self.table = ConceptTable(self.proxy)
        self.table.setObjectName("concepts.table")
        self.thresholds = ThresholdsCard(session, self._aside, self._edits)
        self.rules = RuleChoice(session, self._aside, self._edits)
        self.places = PlacesPanel(session)
        self.merging = Merging(session, self._edits, self.model, self.table, self)
        self.foot = ChoiceFoot(session, self._aside, self.go_on)
        self.checking = CheckingDialog(session, self.proxy, self)
        self.tools = ToolsRow(
            check_many=self.checking.open_rate,
            calibrate=self.thresholds.open_calibration,
            merge=self.merging.choose_merge,
        )
        self._make_actions()
        self._build()
        self._connect()
        self._on_project()

    # What the window asks

    def state(self) -> str:
        """Return "empty", "ready" or "done"; "done" once at least one concept is chosen."""
        if self._session.project is None or not self._reader.rows.tested:
            return "empty"
        try:
            chosen = self._session.project.chosen_concepts()
        except EngineError:
            return "ready"
        return "done" if chosen else "ready"

    # Building

    def _make_actions(self) -> None:
        for name, text, keys, slot in action_specs(self):
            self._add_action(name, text, slot, keys=keys)
        for name in _MENTION_KEYS:
            # Where the mentions are seen, and not where letters are typed.
            self.removeAction(self._actions[name])
            self.places.list.addAction(self._actions[name])

    def _build(self) -> None:
        self.stack = QStackedWidget()
        self.stack.setObjectName("concepts.stack")
        self._no_project = self._make_no_project(
            self.tr("The objects that a model mentions belong to a project of images.")
        )
        self._empty = EmptyState(
            self.tr("No concepts yet"),
            self.tr(
                "Once images are tested, every object the model mentions is listed here, with "
                "how often it was not in the picture."
            ),
            [(self.tr("Go to Images"), lambda: self._session.show("images"))],
        )
        self._loading = LoadingState(self.tr("Reading the concepts …"))
        self.thresholds.add_below(self.rules)
        self._upper = self._make_splitter(
            "upper",
            Qt.Orientation.Horizontal,
            (self.table, 0),
            (self.thresholds, 0),
            sizes=(720, 364),
        )
        splitter = self._make_splitter(
            "splitter",
            Qt.Orientation.Vertical,
            (self._upper, 0),
            (self.places, 0),
            sizes=(330, 230),
        )
        self._main = QWidget()
        inner = QVBoxLayout(self._main)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.SPACE.S)
        inner.addWidget(splitter, 1)
        inner.addWidget(self.foot)
        for part in (self._no_project, self._empty, self._loading, self._main):
            self.stack.addWidget(part)
        layout = self._make_column()
        self.captions_of = CaptionSetPicker(self._session, "concepts.captions_of")
        layout.addWidget(self.tools)
        layout.addWidget(self.banner)
        layout.addWidget(self.captions_of)
        layout.addWidget(self.stack, 1)

    def _arrange(self, *, stacked: bool) -> None:
        """Put the scores below the table where there is no room beside it."""
        self._upper.setOrientation(
            Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal
        )

    def _connect(self) -> None:
        session = self._session
        session.project_changed.connect(self._on_project)
        session.concepts_changed.connect(self._mark_dirty)
        session.verdicts_changed.connect(self._mark_dirty)
        self._reader.changed.connect(self._on_rows)
        self._reader.patched.connect(self._mark_dirty)
        self._reader.failed.connect(self._give_up)
        session.engine.state_changed.connect(self._refresh_tools)
        self.tools.searched.connect(self.proxy.search)
        self.model.checked.connect(self._choose)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.menu_wanted.connect(self._show_menu)
        self.thresholds.scores_read.connect(self._refresh_tools)
        self.thresholds.failed.connect(self._tell_failure)
        self.rules.failed.connect(self._tell_failure)
        self.places.selection_changed.connect(self._refresh_tools)
        self.foot.failed.connect(self._tell_failure)

    # Reading

    @Slot()
    def _on_project(self) -> None:
        self._aside.forget()
        self._edits.forget()
        self.banner.clear()
        self._loaded = False
        self.table.prefer("")
        self.model.set_rows([])
        self.checking.show_triggers(())
        self.tools.search.clear()
        self.thresholds.clear()
        self.rules.clear()
        self.foot.clear()
        self._mark_dirty()
        self._refresh_tools()

    @Slot()
    def _on_rows(self) -> None:
        self._mark_dirty()
        self._on_current()

    @Slot()
    def _mark_dirty(self) -> None:
        self._dirty = True
        if self.isVisible():
            self._read()
        self._tell_state()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was not shown."""
        super().showEvent(event)
        if self._dirty:
            self._read()

    def _read(self) -> None:
        self._dirty = False
        project = self._session.project
        if project is None or not self._reader.rows.tested:
            self._refresh_tools()
            return
        folder, shown = project.folder, self._reader.rows.captions_of

        def table() -> Any:
            from sare_engine import ConceptsConfig, concepts

            return concepts(ConceptsConfig(project=folder, captions_of=shown.name if shown else ""))

        self._aside.submit("table", table, self._take_table, self._give_up)
        self.thresholds.read()
        self.rules.read()
        self.foot.read(project.chosen_concepts())

    @Slot(object)
    def _give_up(self, failure: Failed) -> None:
        # Nothing more comes: the page must not look as if something would.
        self._loaded = True
        self._tell_failure(failure)
        self._refresh_tools()

    def _take_table(self, answer: dict[str, Any]) -> None:
        wanted = self.table.preferred()
        self.model.set_rows(rows_of(answer["concepts"], self._reader.rows))
        self.checking.show_triggers(triggers_of(answer["triggers"]))
        self._loaded = True
        if self.table.current() is None and not (wanted and self.table.go_to(wanted)):
            self.table.selectRow(0)
            if self.isVisible() and self.focusWidget() in (None, self.tools.search):
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_current()

    # Showing

    def _part(self) -> QWidget:
        """Return what the page shows: the way on, reading, or the concepts."""
        if self._session.project is None:
            return self._no_project
        tested = self._reader.rows.tested
        if not self._reader.loaded or (tested and not self._loaded):
            return self._loading
        return self._main if tested else self._empty

    @Slot()
    def _refresh_tools(self) -> None:
        rows = self.model.rows
        tested = self._session.project is not None and bool(self._reader.rows.tested)
        free = not self._session.rewriting
        current = self.table.current()
        chosen = any(row.chosen for row in rows)
        self.stack.setCurrentWidget(self._part())
        hallucinated = any(row.hallucinated > 0 for row in rows)
        self.tools.summarise(rows)
        self.tools.merge.setEnabled(current is not None and free)
        self.tools.calibrate.setEnabled(tested and free)
        self.tools.check.setEnabled(hallucinated)
        self.places.open_button.setEnabled(self.places.selected)
        self.foot.next_button.setEnabled(chosen)
        self.thresholds.refresh()
        self.rules.refresh()
        for name, enabled in (
            ("merge", current is not None and free),
            ("unmerge", tested and free and bool(self.merging.merges())),
            ("check", current is not None and bool(current.hallucinated or current.chosen)),
            ("check_above", hallucinated),
            ("check_brought", any(row.triggers for row in rows)),
            *((name, self.places.selected and free) for name in _MENTION_KEYS[:-1]),
            ("take_back", self.places.overruled and free),
            ("check_none", chosen),
            ("search", tested),
            ("calibrate", tested and free),
            ("open_image", self.places.selected),
            ("next", chosen),
        ):
            self._actions[name].setEnabled(enabled)
        self._tell_state()

    @Slot()
    def _on_current(self) -> None:
        current = self.table.current()
        concept = current.concept if current is not None else ""
        if concept:
            self.table.prefer(concept)
        self.thresholds.show_concept(concept)
        self.places.show_concept(concept)
        self._refresh_tools()

    @Slot(object)
    def _show_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        for name in ("check", "check_brought", "merge", "unmerge"):
            menu.addAction(self._actions[name])
        menu.addActions(copy_actions(self.table))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(point)

    # Choosing

    @Slot(str, bool)
    def _choose(self, concept: str, chosen: bool) -> None:
        if self._session.project is not None:
            self._session.undo.push(Choose(self._session, {concept: chosen}))

    @Slot()
    def toggle_current(self) -> None:
        """Check the selected concept for erasure, or uncheck it."""
        current = self.table.current()
        if current is not None:
            self._choose(current.concept, not current.chosen)

    @Slot()
    def choose_by_trigger(self) -> None:
        """List the triggers, with the strongest of the selected concept selected."""
        current = self.table.current()
        names = current.trigger_names if current is not None else ()
        self.checking.open_triggers(next(iter(names), ""))

    @Slot()
    def uncheck_all(self) -> None:
        """Uncheck all concepts."""
        marks = {row.concept: False for row in self.model.rows if row.chosen}
        if marks and self._session.project is not None:
            self._session.undo.push(Choose(self._session, marks))

    # Going about

    @Slot()
    def go_on(self) -> None:
        """Go to the page that erases."""
        if any(row.chosen for row in self.model.rows):
            self._session.show("erase")
