"""The page where hallucinated concepts are looked into and chosen for erasure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.item_models.concepts import (
    ConceptsFilter,
    ConceptsModel,
    PlacesModel,
    rows_of,
)
from sare_desktop.item_models.mentions import verdict_word
from sare_desktop.item_models.project_rows import ProjectReader
from sare_desktop.pages.concepts.calibration_dialog import CalibrationDialog
from sare_desktop.pages.concepts.concept_table import ConceptTable
from sare_desktop.pages.page import Page
from sare_desktop.session import Session
from sare_desktop.undo.edits import Choose, Merge, SetThresholds, TakeMergeBack, ThresholdValues
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.plots.score_histogram import STEP, ScoreHistogram
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_desktop.widgets.primitives.place_list import PlaceList
from sare_desktop.widgets.primitives.small_parts import make_button, pad_spin
from sare_desktop.widgets.runs.loading_state import LoadingState
from sare_engine import GROUNDED, HALLUCINATED, UNSURE, EngineError, Failed

_TYPING_MS = 600
"""A threshold typed or stepped is judged by after this pause."""
_NO_CLIP = ThresholdValues(23.0, 32.0)
"""Where the lines stand while there is no score to judge; nothing is judged by them."""


class ConceptsPage(Page):
    """Table and histogram above, pictures and phrases below, the choice's examples at the foot."""

    key = "concepts"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._reader = ProjectReader.of(session)
        self._aside = Aside(self)
        self._edits = Aside(self)
        self._dirty = True
        self._loaded = False
        self._wanted = ""
        self._in_force = _NO_CLIP
        self._scored = False
        self._calibration: CalibrationDialog | None = None
        self.model = ConceptsModel(self)
        self.proxy = ConceptsFilter(self)
        self.proxy.setSourceModel(self.model)
        self.places = PlacesModel(self)
        self._make_actions()
        self._build()
        self._connect()
        self._on_project()

    # What the window asks

    def state(self) -> str:
        """Return "empty", "ready" or "done"; done is a choice that something can be erased of."""
        if self._session.project is None or not self._reader.rows.tested:
            return "empty"
        try:
            chosen = self._session.project.chosen_concepts()
        except EngineError:
            return "ready"
        return "done" if chosen else "ready"

    # Building

    def _make_actions(self) -> None:
        for name, text, keys, slot in (
            ("check", self.tr("Erase this concept, or keep it"), "Ctrl+E", self.toggle_current),
            ("check_none", self.tr("Keep all concepts"), "", self.uncheck_all),
            ("merge", self.tr("Merge concept into …"), "Ctrl+M", self.choose_merge),
            ("unmerge", self.tr("Take a merge back …"), "", self.choose_unmerge),
            (
                "calibrate",
                self.tr("Calibrate thresholds from annotations …"),
                "",
                self.open_calibration,
            ),
            ("search", self.tr("Search concepts"), "Ctrl+F", self.go_to_search),
            ("open_image", self.tr("Open the image of the phrase"), "Ctrl+G", self.open_place),
            ("next", self.tr("Go on to erase"), "Ctrl+Return", self.go_on),
        ):
            self._add_action(name, text, slot, keys=keys)

    def _build(self) -> None:
        layout = self._make_column()
        layout.addLayout(self._tools())
        layout.addWidget(self.banner)
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
            [(self.tr("Go to Images"), self._go_to_images)],
        )
        self._loading = LoadingState(self.tr("Reading the concepts …"))
        self._main = QWidget()
        inner = QVBoxLayout(self._main)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.SPACE.S)
        self.table = ConceptTable(self.proxy)
        self.table.setObjectName("concepts.table")
        upper = self._make_splitter(
            "upper",
            Qt.Orientation.Horizontal,
            (self.table, 0),
            (self._histogram_part(), 0),
            sizes=(720, 364),
        )
        splitter = self._make_splitter(
            "splitter",
            Qt.Orientation.Vertical,
            (upper, 0),
            (self._places_part(), 0),
            sizes=(330, 230),
        )
        inner.addWidget(splitter, 1)
        inner.addWidget(self._foot())
        for part in (self._no_project, self._empty, self._loading, self._main):
            self.stack.addWidget(part)
        layout.addWidget(self.stack, 1)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        heading = QLabel(self.tr("Concepts"))
        theme.role(heading, "title")
        row.addWidget(heading)
        self.summary = QLabel()
        self.summary.setObjectName("concepts.summary")
        theme.role(self.summary, "muted")
        row.addWidget(self.summary)
        row.addStretch(1)
        self.search = QLineEdit()
        self.search.setObjectName("concepts.search")
        self.search.setAccessibleName(self.tr("Search concepts"))
        self.search.setToolTip(self.tr("Words that concept or trigger must hold"))
        self.search.setPlaceholderText(self.tr("Search concepts"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)
        self.search.textChanged.connect(self.proxy.search)
        row.addWidget(self.search)
        self.merge_button = make_button(
            self.tr("Merge into …"),
            "concepts.merge",
            self.tr("Count the selected concept as another, such as couch as sofa"),
            self.choose_merge,
        )
        self.calibrate_button = make_button(
            self.tr("Calibrate …"),
            "concepts.calibrate",
            self.tr("Fit T1 and T0 to the mentions on which annotations or you have the truth"),
            self.open_calibration,
        )
        row.addWidget(self.calibrate_button)
        row.addWidget(self.merge_button)
        return row

    def _histogram_part(self) -> QWidget:
        part = QFrame()
        theme.card(part)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(theme.SPACE.M, theme.SPACE.S, theme.SPACE.M, theme.SPACE.S)
        layout.setSpacing(theme.SPACE.XS)
        head = QHBoxLayout()
        title = QLabel(self.tr("CLIP scores"))
        theme.role(title, "heading")
        head.addWidget(title)
        head.addStretch(1)
        self.only = QCheckBox(self.tr("Selected concept only"))
        self.only.setObjectName("concepts.histogram.only")
        self.only.setToolTip(self.tr("Show the scores of the selected concept only"))
        self.only.setAccessibleName(self.only.text())
        self.only.toggled.connect(self._read_scores)
        head.addWidget(self.only)
        layout.addLayout(head)
        self.histogram = ScoreHistogram()
        self.histogram.setObjectName("concepts.histogram")
        layout.addWidget(self.histogram, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        self.spins: dict[str, QDoubleSpinBox] = {}
        for name, text, tip in (
            ("t1", self.tr("T1"), self.tr("A score below T1 counts as hallucinated")),
            ("t0", self.tr("T0"), self.tr("A score above T0 counts as grounded")),
        ):
            label = QLabel(text)
            spin = QDoubleSpinBox()
            spin.setObjectName(f"concepts.{name}")
            spin.setRange(-100.0, 100.0)
            spin.setDecimals(2)
            spin.setSingleStep(STEP)
            spin.setKeyboardTracking(False)
            spin.setToolTip(tip)
            spin.setAccessibleName(f"{text}: {tip}")
            guard_wheel(spin)
            pad_spin(spin)
            label.setBuddy(spin)
            spin.valueChanged.connect(self._on_spin)
            row.addWidget(label)
            row.addWidget(spin)
            self.spins[name] = spin
        row.addStretch(1)
        self.judging = QLabel()
        self.judging.setObjectName("concepts.judging")
        theme.role(self.judging, "muted")
        row.addWidget(self.judging)
        layout.addLayout(row)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._judge_by_spins)
        return part

    def _places_part(self) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, theme.SPACE.XS, 0, 0)
        layout.setSpacing(theme.SPACE.XS)
        row = QHBoxLayout()
        self.places_title = QLabel()
        self.places_title.setObjectName("concepts.places.title")
        theme.role(self.places_title, "heading")
        row.addWidget(self.places_title)
        row.addStretch(1)
        self.which = QComboBox()
        self.which.setObjectName("concepts.places.which")
        self.which.setAccessibleName(self.tr("Which mentions are shown"))
        self.which.setToolTip(self.tr("Show mentions of one verdict only"))
        for verdict in (HALLUCINATED, UNSURE, GROUNDED):
            self.which.addItem(verdict_word(verdict).capitalize(), verdict)
        self.which.addItem(self.tr("All mentions"), "")
        guard_wheel(self.which)
        self.which.currentIndexChanged.connect(self._show_places)
        row.addWidget(self.which)
        self.open_button = make_button(
            self.tr("Open image"),
            "concepts.places.open",
            self.tr("Show the image on the Images page, with its evidence"),
            self.open_place,
        )
        row.addWidget(self.open_button)
        layout.addLayout(row)
        self.place_list = PlaceList(self.places)
        self.place_list.setObjectName("concepts.places")
        self.place_list.activated.connect(self.open_place)
        layout.addWidget(self.place_list, 1)
        return part

    def _foot(self) -> QWidget:
        foot = QFrame()
        theme.card(foot)
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.SPACE.M, theme.SPACE.S, theme.SPACE.M, theme.SPACE.S)
        row.setSpacing(theme.SPACE.M)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        self.counts = QLabel()
        self.counts.setObjectName("concepts.counts")
        self.counts.setWordWrap(True)
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.warnings = QLabel()
        self.warnings.setObjectName("concepts.warnings")
        self.warnings.setWordWrap(True)
        self.warnings.setTextFormat(Qt.TextFormat.PlainText)
        theme.tone(self.warnings, "warning")
        texts.addWidget(self.counts)
        texts.addWidget(self.warnings)
        row.addLayout(texts, 1)
        self.next_button = QPushButton(self.tr("Next: erase"))
        self.next_button.setObjectName("concepts.next")
        self.next_button.setAccessibleName(self.tr("Go on to erase"))
        self.next_button.setToolTip(self.tr("Go on to erase the checked concepts (Ctrl+Enter)"))
        theme.primary(self.next_button)
        self.next_button.clicked.connect(self.go_on)
        row.addWidget(self.next_button)
        return foot

    def _connect(self) -> None:
        session = self._session
        session.project_changed.connect(self._on_project)
        session.concepts_changed.connect(self._mark_dirty)
        session.verdicts_changed.connect(self._mark_dirty)
        self._reader.changed.connect(self._on_rows)
        self._reader.patched.connect(self._mark_dirty)
        self._reader.failed.connect(self._give_up)
        self._edits.busy_changed.connect(self._on_judging)
        session.engine.state_changed.connect(self._refresh_tools)
        self.model.checked.connect(self._choose)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.menu_wanted.connect(self._show_menu)
        self.histogram.moving.connect(self._on_moving)
        self.histogram.moved.connect(self._judge)
        self.place_list.selectionModel().currentChanged.connect(self._refresh_tools)

    # Reading

    @Slot()
    def _on_project(self) -> None:
        self._aside.forget()
        self._edits.forget()
        self._typing.stop()
        self.banner.clear()
        self._loaded = False
        self._wanted = ""
        self._in_force, self._scored = _NO_CLIP, False
        self.model.set_rows([])
        self.search.clear()
        self._show_thresholds(_NO_CLIP)
        self.histogram.show_waiting()
        self.counts.clear()
        self.warnings.clear()
        self._mark_dirty()
        self._refresh_tools()

    @Slot()
    def _on_rows(self) -> None:
        self._mark_dirty()
        self._show_places()
        self._refresh_tools()

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
        folder = project.folder

        def table() -> Any:
            from sare_engine import ConceptsConfig, concepts

            return concepts(ConceptsConfig(project=folder))

        self._aside.submit("table", table, self._take_table, self._give_up)
        self._read_scores()
        self._read_counts(project.chosen_concepts())

    @Slot(object)
    def _give_up(self, failure: Failed) -> None:
        # Nothing more comes: the page must not look as if something would.
        self._loaded = True
        self._tell_failure(failure)
        self._refresh_tools()

    def _take_table(self, answer: dict[str, Any]) -> None:
        current = self.table.current()
        wanted = current.concept if current is not None else self._wanted
        self.model.set_rows(rows_of(answer["concepts"], self._reader.rows))
        self._loaded = True
        if self.table.current() is None and not (wanted and self.table.go_to(wanted)):
            self.table.selectRow(0)
            if self.isVisible() and self.focusWidget() in (None, self.search):
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._refresh_tools()
        self._show_places()

    @Slot()
    def _read_scores(self) -> None:
        project = self._session.project
        if project is None:
            return
        folder = project.folder
        current = self.table.current()
        concept = current.concept if self.only.isChecked() and current is not None else None

        def scores() -> Any:
            from sare_engine import score_values

            return score_values(folder, concept)

        self._aside.submit("scores", scores, self._take_scores, self._give_scores_up)

    def _give_scores_up(self, failure: Failed) -> None:
        self.histogram.show_scores({}, *self.histogram.thresholds)
        self._tell_failure(failure)

    def _take_scores(self, answer: dict[str, Any]) -> None:
        t1, t0 = answer.get("t1"), answer.get("t0")
        self._scored = t1 is not None and t0 is not None
        if t1 is not None and t0 is not None:
            self._in_force = ThresholdValues(float(t1), float(t0))
        if not self._edits.busy and not self._typing.isActive():
            self._show_thresholds(self._in_force)
        shown = (
            self.histogram.thresholds
            if self._typing.isActive()
            else (
                self._in_force.t1,
                self._in_force.t0,
            )
        )
        self.histogram.show_scores(answer, *shown)
        self._refresh_tools()

    def _read_counts(self, chosen: Sequence[str]) -> None:
        project = self._session.project
        if project is None:
            return
        folder, names = project.folder, tuple(chosen)

        def counts() -> Any:
            from sare_engine import example_counts

            return example_counts(folder, names)

        self._aside.submit("counts", counts, self._take_counts, self._tell_failure)

    def _take_counts(self, answer: dict[str, Any]) -> None:
        chosen = sum(row.chosen for row in self.model.rows)
        if self._session.project is not None:
            chosen = len(self._session.project.chosen_concepts())
        self.counts.setText(
            self.tr(
                "{0} concepts checked  ·  D_neg {1}  ·  D_pos {2}  ·  D_sent {3} examples "
                "from {4} images"
            ).format(
                chosen,
                answer["negative"],
                answer["positive"],
                answer["sentence"],
                answer["images"],
            )
        )
        self.warnings.setText(" ".join(str(one) for one in answer["warnings"]))
        self.warnings.setVisible(bool(answer["warnings"]))
        self._refresh_tools()

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
        project = self._session.project
        rows = self.model.rows
        tested = project is not None and bool(self._reader.rows.tested)
        self.stack.setCurrentWidget(self._part())
        if rows:
            made_up = sum(row.hallucinated > 0 for row in rows)
            self.summary.setText(
                self.tr("{0} concepts, {1} of them hallucinated").format(len(rows), made_up)
            )
        else:
            self.summary.clear()
        free = not self._session.rewriting
        current = self.table.current()
        self.merge_button.setEnabled(current is not None and free)
        self._actions["merge"].setEnabled(current is not None and free)
        self._actions["unmerge"].setEnabled(tested and free and bool(self._merges()))
        self._actions["check"].setEnabled(
            current is not None and bool(current.hallucinated or current.chosen)
        )
        chosen = any(row.chosen for row in rows)
        self._actions["check_none"].setEnabled(chosen)
        self._actions["search"].setEnabled(tested)
        for offer in (self.calibrate_button, self._actions["calibrate"]):
            offer.setEnabled(tested and free)
        opened = self.place_list.current() is not None
        self.open_button.setEnabled(opened)
        self._actions["open_image"].setEnabled(opened)
        self._actions["next"].setEnabled(chosen)
        self.next_button.setEnabled(chosen)
        for widget in (self.histogram, *self.spins.values()):
            widget.setEnabled(self._scored and free)
        self._tell_state()

    @Slot()
    def _on_current(self) -> None:
        current = self.table.current()
        if current is not None:
            self._wanted = current.concept
            if self.only.isChecked():
                self._read_scores()
        self._show_places()
        self._refresh_tools()

    @Slot()
    def _show_places(self) -> None:
        current = self.table.current()
        concept = current.concept if current is not None else ""
        verdict = str(self.which.currentData())
        kept = self.place_list.currentIndex().row()
        self.places.show(self._reader.rows, concept, verdict)
        count = self.places.rowCount()
        if count:
            self.place_list.setCurrentIndex(self.places.index(min(max(kept, 0), count - 1)))
        if current is None:
            self.places_title.clear()
        else:
            self.places_title.setText(
                self.tr("“{0}”: {1} mentions").format(concept, count)
                if not verdict
                else self.tr("“{0}”: {1} {2} mentions").format(
                    concept, count, verdict_word(verdict)
                )
            )
        self.open_button.setEnabled(count > 0)

    @Slot(object)
    def _show_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        for name in ("check", "merge", "unmerge"):
            menu.addAction(self._actions[name])
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
    def uncheck_all(self) -> None:
        """Take every mark off."""
        marks = {row.concept: False for row in self.model.rows if row.chosen}
        if marks and self._session.project is not None:
            self._session.undo.push(Choose(self._session, marks))

    # Thresholds

    @Slot(float, float)
    def _on_moving(self, t1: float, t0: float) -> None:
        self._show_spins(ThresholdValues(t1, t0))

    @Slot()
    def _on_spin(self) -> None:
        t1, t0 = self.spins["t1"].value(), self.spins["t0"].value()
        if t1 > t0:
            # The one that was moved gives way: T1 never lies above T0.
            moved_t1 = t1 != self.histogram.thresholds[0]
            t1, t0 = (t0, t0) if moved_t1 else (t1, t1)
            self._show_spins(ThresholdValues(t1, t0))
        self.histogram.set_thresholds(t1, t0)
        self._typing.start()

    @Slot()
    def _judge_by_spins(self) -> None:
        self._judge(self.spins["t1"].value(), self.spins["t0"].value())

    @Slot(float, float)
    def _judge(self, t1: float, t0: float) -> None:
        self._typing.stop()
        wanted = ThresholdValues(t1, t0)
        if self._session.project is None or wanted == self._in_force:
            return
        edit = SetThresholds(self._session, self._edits, self._in_force, wanted)
        self._in_force = wanted
        self._session.undo.push(edit)

    @Slot()
    def open_calibration(self) -> None:
        """Open the dialog that fits the thresholds to what is known."""
        if self._calibration is None:
            self._calibration = CalibrationDialog(self._session, self._use_thresholds, self)
        self._calibration.open()

    def _use_thresholds(self, t1: float, t0: float, t2: float) -> None:
        project = self._session.project
        if project is None:
            return
        self._typing.stop()
        kept = project.settings.get("thresholds")
        before = kept.get("t2") if isinstance(kept, dict) else None
        edit = SetThresholds(
            self._session,
            self._edits,
            ThresholdValues(self._in_force.t1, self._in_force.t0, before),
            ThresholdValues(t1, t0, t2),
        )
        self._in_force = ThresholdValues(t1, t0)
        self._session.undo.push(edit)

    @Slot(bool)
    def _on_judging(self, busy: bool) -> None:
        self.judging.setText(self.tr("Judging anew …") if busy else "")
        if not busy:
            # Also after a failure: the lines go back to the thresholds in force.
            self._read_scores()

    def _show_thresholds(self, values: ThresholdValues) -> None:
        self._show_spins(values)
        self.histogram.set_thresholds(values.t1, values.t0)

    def _show_spins(self, values: ThresholdValues) -> None:
        for name, value in (("t1", values.t1), ("t0", values.t0)):
            with QSignalBlocker(self.spins[name]):
                self.spins[name].setValue(value)

    # Merging

    def _merges(self) -> dict[str, str]:
        project = self._session.project
        stored = project.settings.get("merges") if project is not None else None
        if not isinstance(stored, dict):
            return {}
        return {
            str(source): str(record["into"])
            for source, record in stored.items()
            if isinstance(record, dict) and "into" in record
        }

    @Slot()
    def choose_merge(self) -> None:
        """Ask which concept the selected one is to count as."""
        current = self.table.current()
        if current is None:
            return
        others = sorted(row.concept for row in self.model.rows if row.concept != current.concept)
        if not others:
            return
        into, chosen = QInputDialog.getItem(
            self,
            self.tr("Merge concept"),
            self.tr("Count “{0}” as:").format(current.concept),
            others,
            0,
            False,
        )
        if chosen:
            self.merge(current.concept, into)

    def merge(self, source: str, into: str) -> None:
        """Count a concept as another from now on; can be undone."""
        self._wanted = into
        self._session.undo.push(Merge(self._session, self._edits, source, into))

    @Slot()
    def choose_unmerge(self) -> None:
        """Ask which merge is to be taken back."""
        merges = self._merges()
        if not merges:
            return
        texts = {f"{source} → {into}": source for source, into in sorted(merges.items())}
        text, chosen = QInputDialog.getItem(
            self,
            self.tr("Take a merge back"),
            self.tr("Count for itself again:"),
            list(texts),
            0,
            False,
        )
        if chosen:
            source = texts[text]
            self._session.undo.push(
                TakeMergeBack(self._session, self._edits, source, merges[source])
            )

    # Going about

    @Slot()
    def go_to_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot()
    def open_place(self) -> None:
        """Show the image of the selected phrase on the Images page."""
        place = self.place_list.current()
        if place is not None:
            self._reader.want(place.image.id, place.mention.id)
            self._session.page_requested.emit("images")

    @Slot()
    def go_on(self) -> None:
        """Go to the page that erases."""
        if any(row.chosen for row in self.model.rows):
            self._session.page_requested.emit("erase")

    def _go_to_images(self) -> None:
        self._session.page_requested.emit("images")
