"""Running a suite of attacks on an erasure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from sare_desktop.engine_thread import Job
from sare_desktop.pages.job_tab import JobTab
from sare_desktop.project_forms import given_settings
from sare_desktop.session import Session
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.small_parts import limit_width, make_label
from sare_engine import AttackConfig, command_of

if TYPE_CHECKING:
    from sare_engine import Control, Event, ModelSlot

KIND = "attack"
"""Kind of the jobs that are started here."""


class SuiteTab(JobTab):
    """Which erasure is attacked, and by which suite.

    Attributes:
        shown_changed: another erasure is chosen, whose result is to be shown.
        run: the erasure.
    """

    name = "suite"
    shown_changed = Signal()

    def __init__(
        self, session: Session, copy: Callable[..., None], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            session,
            AttackConfig,
            ("run",),
            self.tr("Run the suite"),
            self.tr("Attack the erasure in every way of the suite; finished attacks are kept"),
            copy,
            parent,
        )
        self.run = ChoiceBox()
        self.run.setObjectName("robustness.suite.run")
        self.run.setAccessibleName(self.tr("Erasure to attack"))
        self.run.setToolTip(self.tr("The erasure that every attack of the suite is run on"))
        limit_width(self.run)
        guard_wheel(self.run)
        self.run.currentIndexChanged.connect(self.shown_changed)
        self.run.currentIndexChanged.connect(self._name_checked)
        text = self.tr(
            "Runs many attacks and shows the strongest first, beside a placebo: how fast an "
            "object that was never invented is learnt. A stopped suite continues where it was."
        )
        self._lay_out(make_label(text, "muted"), self.run, self.form)

    def show_runs(self, names: Sequence[str]) -> None:
        """Show which erasures can be attacked, newest first; the chosen one stays chosen."""
        with QSignalBlocker(self.run):
            before = self.run.currentText()
            self.run.clear()
            self.run.addItems(list(names))
            self.run.setCurrentIndex(max(0, self.run.findText(before)) if names else -1)
        self.shown_changed.emit()

    def words(self) -> str:
        """Name the erasure."""
        run = self.run.currentText()
        return self.tr("Run the suite on {0}").format(self._short(run)) if run else ""

    def why_not(self) -> str:
        """Return why no suite can be run, or ""."""
        reason = super().why_not()
        if not reason and not self.run.count():
            return self.tr("Erase something first.")
        return reason

    def configs(self) -> Sequence[AttackConfig]:
        """Return the suite, or [] after showing what is wrong."""
        if self._session.project is None:
            return []
        config = self.form.config(**given_settings(self._session), run=self.run.currentText())
        return [config] if config is not None else []

    def _job(self, configs: Sequence[Any]) -> Job:
        config: AttackConfig = configs[0]

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import attack

            return attack(config, control=control)

        title = self.tr("Attacking {0} ({1} suite)").format(
            config.run, self.form.value_text("suite", config.suite)
        )
        return Job(KIND, title, work, command=command_of(config), configs=(config,))
