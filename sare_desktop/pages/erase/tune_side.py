"""What a search for settings has found: the trials as points and as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.engine_thread import STOPPING, Job
from sare_desktop.engine_words import engine_text
from sare_desktop.item_models.runs import percent
from sare_desktop.item_models.trials import (
    AFTER,
    BROKEN,
    ERASED,
    RECALL,
    TrialRow,
    measured_title,
    setting_title,
    setting_words,
    trial_rows,
)
from sare_desktop.pages.erase.trial_table import TrialTable
from sare_desktop.pages.erase.tune_tab import KIND
from sare_desktop.session import Session
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.plots.trial_plot import TrialPlot
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_desktop.widgets.primitives.flow_layout import FlowLayout
from sare_desktop.widgets.primitives.small_parts import (
    limit_width,
    make_button,
    make_card,
    make_label,
    say,
)
from sare_desktop.widgets.runs.run_controls import RunControls
from sare_engine import tuning_available

INSTALL = "pip install 'sare-desktop[tuning]'"
"""The command that installs what a search needs."""


class TuneControls(RunControls):
    """Progress and switches of a search, which needs no checkpoint."""

    def _show_state(self, state: str, job: Job) -> None:
        super()._show_state(state, job)
        say(
            self.stop,
            self.tr("Stopping…") if state == STOPPING else self.tr("Stop"),
            self.tr("Stop the search; finished trials are kept, and it can continue from there"),
        )


class TuneSide(QWidget):
    """Shows a search, or why there is none.

    Attributes:
        used: emitted with the settings of an erasure and the number of the trial they are from.
        resumed: emitted with the settings of the search that is to continue.
        controls: progress and switches of a running search.
        plot: the trials as points.
        table: the same as a table.
        use_button: fills the form of the erasure.
        resume_button: continues the search that is shown.
    """

    used = Signal(dict, int)
    resumed = Signal(dict)

    def __init__(
        self,
        session: Session,
        *,
        no_project: QWidget,
        start: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """Show nothing yet.

        Args:
            session: whose jobs.
            no_project: shown while no project is open.
            start: starts a search.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._results: list[dict[str, Any]] = []
        self.controls = TuneControls(session, (KIND,), "erase.tune")
        self._no_project = no_project
        self._no_concepts = EmptyState(
            self.tr("Nothing is chosen yet"),
            self.tr("A search needs to know what is erased. Choose the concepts first."),
            [(self.tr("Choose concepts"), lambda: session.show("concepts"))],
        )
        self._no_optuna = EmptyState(
            self.tr("Optuna is not installed"),
            self.tr(
                "The search for settings needs the Python library Optuna. Install it into the "
                "environment of this program, then come back: {0}"
            ).format(INSTALL),
            [(self.tr("Copy the command"), self._copy_install)],
        )
        self._ready = EmptyState(
            self.tr("No search yet"),
            self.tr(
                "Good settings differ from model to model. A search tries the recommended form "
                "with other learning rates, weights and steps, attacks each trial, and shows here "
                "what resists the attack and what that costs in recall."
            ),
            [(self.tr("Find settings"), start)],
        )
        self._reading = EmptyState(self.tr("Getting ready"), "")
        self._views = self._make_views()
        self._stack = QStackedWidget()
        for part in (
            no_project,
            self._no_optuna,
            self._no_concepts,
            self._ready,
            self._reading,
            self._views,
        ):
            self._stack.addWidget(part)
        if session.project is not None:  # Until its searches were read.
            self._stack.setCurrentWidget(self._reading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.S, 0, 0, 0)
        layout.setSpacing(theme.SPACE.S)
        layout.addWidget(self.controls)
        layout.addWidget(self._stack, 1)

    def _make_views(self) -> QWidget:
        self.plot = TrialPlot("erase.tune.plot")
        self.plot.setMinimumHeight(16 * self.fontMetrics().height())
        self.plot.chosen.connect(self._choose)
        self.table = TrialTable("erase.tune.table")
        self.table.setMinimumHeight(8 * self.fontMetrics().height())
        self.table.chosen.connect(self._trial_chosen)
        self.table.used.connect(self._use)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setObjectName("erase.tune.splitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.plot)
        splitter.addWidget(self.table)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([300, 200])  # Their proportion counts.
        inside = QWidget()
        inside.setProperty("page", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE.S)
        column.addWidget(self._make_verdict())
        column.addWidget(splitter, 1)
        scroll = QScrollArea()
        scroll.setObjectName("erase.tune.scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        return scroll

    def _make_verdict(self) -> QWidget:
        self.verdict = make_label("", "heading", "erase.tune.verdict")
        self._basis = make_label("", "muted", "erase.tune.basis")
        self.settings = make_label("", None, "erase.tune.settings")
        self.studies = ChoiceBox()
        self.studies.setObjectName("erase.tune.study")
        self.studies.setAccessibleName(self.tr("Search shown"))
        self.studies.setToolTip(self.tr("Which search is shown; another model is another search"))
        limit_width(self.studies, 24)
        guard_wheel(self.studies)
        self.studies.activated.connect(self._study_chosen)
        self.use_button = make_button(
            self.tr("Use these settings"),
            "erase.tune.use",
            self.tr("Fill the form of the erasure with them; undo restores the form"),
            self._use,
        )
        self.resume_button = make_button(
            self.tr("Continue the search"),
            "erase.tune.resume",
            self.tr("Make the trials that are missing, with the settings of this search"),
            self._resume,
        )
        buttons = FlowLayout(theme.SPACE.S)
        for widget in (self.use_button, self.resume_button, self.studies):
            buttons.addWidget(widget)
        card, column = make_card()
        column.setSpacing(theme.SPACE.XS)
        for label in (self.verdict, self._basis, self.settings):
            column.addWidget(label)
        column.addSpacing(theme.SPACE.XS)
        column.addLayout(buttons)
        return card

    # What is shown

    @property
    def shown(self) -> Mapping[str, Any]:
        """The search that is shown; {} for none."""
        at = self.studies.currentIndex()
        return self._results[at] if 0 <= at < len(self._results) else {}

    def show_results(self, results: Sequence[Mapping[str, Any]]) -> None:
        """Show the searches of a project as the engine gives them, the last one first."""
        shown, new = self.shown.get("study"), not self._results
        known = {one["study"] for one in self._results}
        self._results = [dict(one) for one in results]
        studies = [one["study"] for one in self._results]
        with QSignalBlocker(self.studies):
            self.studies.clear()
            self.studies.addItems([self._study_words(one) for one in self._results])
            fresh = bool(studies) and studies[0] not in known
            at = 0 if fresh or shown not in studies else studies.index(shown)
            self.studies.setCurrentIndex(at if studies else -1)
        self.studies.setVisible(len(studies) > 1)
        self._show_study(select_best=new or shown != self.shown.get("study"))

    def _study_words(self, result: Mapping[str, Any]) -> str:
        search = result["search"]
        trials = plural(len(trial_rows(result)), self.tr("1 trial"), self.tr("{0} trials"))
        return self.tr("{0}: {1} of {2} steps").format(
            ", ".join(search["concepts"]), trials, search["trial_steps"]
        )

    def _study_chosen(self) -> None:
        self._show_study(select_best=True)

    def _show_study(self, *, select_best: bool) -> None:
        result = self.shown
        rows = trial_rows(result)
        base = result.get("base") or {}
        self.table.show_trials(rows, searching=self.controls.running)
        self.plot.show_trials(rows, float(base.get(RECALL, float("nan"))))
        best = next((row for row in rows if row.best), None)
        if select_best or self.table.selected() is None:
            self.table.select(best.number if best is not None else 0)
        self.verdict.setText(self._verdict(rows, best))
        self._basis.setText(self._basis_words(result, base))
        self._basis.setVisible(bool(self._basis.text()))
        self._follow_trial()

    def _verdict(self, rows: Sequence[TrialRow], best: TrialRow | None) -> str:
        ended = [row for row in rows if row.state in ("complete", "pruned")]
        if best is None:
            return self.tr("No trial has come to its end yet.")
        of = plural(len(ended), self.tr("The only trial so far"), self.tr("Best of {0} trials"))
        return self.tr("{0}: trial {1}, {2}").format(of, best.number, self._figures(best))

    def _basis_words(self, result: Mapping[str, Any], base: Mapping[str, float]) -> str:
        words = [engine_text(str((result.get("best") or {}).get("why") or ""))]
        if base:
            words.append(
                self.tr("The model before erasure: {0}.").format(
                    ", ".join(
                        (
                            self.tr("hallucination {0}").format(percent(base.get(ERASED, 0.0))),
                            self.tr("concept recall {0}").format(percent(base.get(RECALL, 0.0))),
                        )
                    )
                )
            )
        return " ".join(word for word in words if word)

    @staticmethod
    def _figures(row: TrialRow) -> str:
        return ", ".join(
            f"{measured_title(name)[:1].lower()}{measured_title(name)[1:]} "
            f"{percent(row.value(name))}"
            for name in (AFTER, RECALL, BROKEN)
        )

    # The selected trial

    def _choose(self, number: int) -> None:
        self.table.select(number)

    def _trial_chosen(self, _number: int) -> None:
        self._follow_trial()

    def _follow_trial(self) -> None:
        row = self.table.selected()
        self.plot.select(row.number if row is not None else 0)
        if row is None:
            self.settings.setText(self.tr("Select a trial to see its settings."))
        else:
            words = ", ".join(
                f"{setting_title(name)} {setting_words(name, value)}"
                for name, value in row.settings.items()
            )
            parts = [self.tr("Settings of trial {0}: {1}.").format(row.number, words)]
            if row.why_ended:
                parts.insert(
                    0, self.tr("Trial {0} ended early: it {1}.").format(row.number, row.why_ended)
                )
            self.settings.setText(" ".join(parts))
        self.use_button.setEnabled(row is not None and row.complete)
        self.resume_button.setVisible(self._missing() > 0)
        self.resume_button.setEnabled(tuning_available())

    def _missing(self) -> int:
        """Return how many trials of the search that is shown are still to be made."""
        ended = [row for row in trial_rows(self.shown) if row.state in ("complete", "pruned")]
        wanted = int((self.shown.get("search") or {}).get("trials", 0))
        return 0 if self.controls.running else wanted - len(ended)

    def _use(self) -> None:
        row = self.table.selected()
        if row is not None and row.complete:
            self.used.emit({**self.shown["erasure"], **row.settings}, row.number)

    def _resume(self) -> None:
        self.resumed.emit(dict(self.shown["search"]))

    def _copy_install(self) -> None:
        QGuiApplication.clipboard().setText(INSTALL)
        self._session.notified.emit("info", self.tr("The command was copied."))

    # Following the page

    def refresh(self, *, chosen: bool, can_start: bool) -> None:
        """Show what there is to show.

        Args:
            chosen: whether concepts are chosen.
            can_start: whether a search can be started.
        """
        for button in self._ready.buttons:
            button.setEnabled(can_start)
        if self._session.project is None:
            self._stack.setCurrentWidget(self._no_project)
        elif self._results and trial_rows(self.shown):
            self._stack.setCurrentWidget(self._views)
        elif not tuning_available():
            self._stack.setCurrentWidget(self._no_optuna)
        elif self.controls.running:
            self._reading.set_texts(
                self.tr("Getting ready"), self.tr("The first trial appears when it begins.")
            )
            self._stack.setCurrentWidget(self._reading)
        else:
            self._stack.setCurrentWidget(self._ready if chosen else self._no_concepts)
        self._follow_trial()
