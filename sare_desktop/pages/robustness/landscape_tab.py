"""Measuring the loss around the weights of a model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from sare_desktop.engine_thread import Job
from sare_desktop.item_models.runs import RunRow
from sare_desktop.pages.job_tab import JobTab
from sare_desktop.pages.robustness.check_list import CheckList
from sare_desktop.project_forms import given_settings
from sare_desktop.session import Session
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.plots.landscape_view import Landscape
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.small_parts import limit_width, make_label
from sare_engine import LandscapeConfig, command_of

if TYPE_CHECKING:
    from sare_engine import Control, Event, ModelSlot

KIND = "landscape"
"""Kind of the jobs that are started here, and of their runs."""


class LandscapeTab(JobTab):
    """Whose landscape is measured, and which of the measured ones are shown.

    Attributes:
        shown_changed: other landscapes are checked.
        run: the run around whose weights the loss is measured.
        measured: the landscapes that were measured; those checked are shown.
    """

    name = "landscape"
    shown_changed = Signal()

    def __init__(
        self, session: Session, copy: Callable[..., None], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            session,
            LandscapeConfig,
            ("run",),
            self.tr("Measure the landscape"),
            self.tr("Measure the loss along random directions around the weights"),
            copy,
            parent,
        )
        self._rows: dict[str, RunRow] = {}
        self.run = ChoiceBox()
        self.run.setObjectName("robustness.landscape.run")
        self.run.setAccessibleName(self.tr("Whose weights"))
        self.run.setToolTip(self.tr("The model around whose weights the loss is measured"))
        limit_width(self.run)
        guard_wheel(self.run)
        self.run.currentIndexChanged.connect(self._name_checked)
        self.measured = CheckList(
            "robustness.landscape.measured",
            self.tr("Measured landscapes"),
            self.tr("Check those to show; lines are drawn over each other, a map stands alone"),
        )
        self.measured.itemChanged.connect(self.shown_changed)
        self._lay_out(
            self.run, self.form, make_label(self.tr("Measured"), "heading"), self.measured
        )

    def show_runs(self, rows: Sequence[RunRow], choices: Sequence[tuple[str, str]]) -> None:
        """Show whose landscape can be measured, and the measured ones; the newest is checked.

        Args:
            rows: all runs of the project, oldest first.
            choices: words and names of the erasures, and those of the base model.
        """
        with QSignalBlocker(self.run):
            before = self.run.currentData() if self.run.count() > 1 else None
            self.run.clear()
            for words, name in choices:
                self.run.addItem(words, name)
            self.run.setCurrentIndex(max(0, self.run.findData(before)))
        known, shown = set(self.measured.names()), self.measured.checked()
        finished = [row for row in reversed(rows) if row.kind == KIND and row.status == "done"]
        fresh = [row.name for row in finished if row.name not in known][:1]
        self._rows = {row.name: row for row in finished}
        self.measured.fill([(self._words(row), row.name) for row in finished], [*shown, *fresh])

    def landscapes(self) -> list[Landscape]:
        """Return the checked landscapes, oldest first."""
        found = []
        for name in reversed(self.measured.checked()):
            row = self._rows[name]
            landscape = Landscape.from_result(self._whose(row), row.result)
            if landscape is not None:
                found.append(landscape)
        return found

    def _words(self, row: RunRow) -> str:
        return self.tr("{0} · {1} ({2}-D)").format(
            row.name.split("-")[0], self._whose(row), row.config.get("dimensions", "1")
        )

    def _whose(self, row: RunRow) -> str:
        return row.attacked or self.tr("base model")

    def words(self) -> str:
        """Name the model."""
        if self.run.currentIndex() < 0:
            return ""
        run = str(self.run.currentData() or "") or self.tr("the base model")
        return self.tr("Measure around {0}").format(self._short(run))

    def configs(self) -> Sequence[LandscapeConfig]:
        """Return the measurement, or [] after showing what is wrong."""
        if self._session.project is None:
            return []
        config = self.form.config(
            **given_settings(self._session), run=str(self.run.currentData() or "")
        )
        return [config] if config is not None else []

    def _job(self, configs: Sequence[Any]) -> Job:
        config: LandscapeConfig = configs[0]

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import landscape

            return landscape(config, control=control)

        title = self.tr("Landscape of {0}").format(config.run or self.tr("the base model"))
        return Job(KIND, title, work, command=command_of(config), configs=(config,))
