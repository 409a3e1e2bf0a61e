"""Attacking chosen runs: fine-tuning them on captions with the hallucination."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QWidget

from sare_desktop.engine_thread import Job
from sare_desktop.pages.job_tab import JobTab
from sare_desktop.pages.robustness.check_list import CheckList
from sare_desktop.project_forms import given_settings
from sare_desktop.session import Session
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_engine import Failed, Finished, RelearnConfig, command_of

if TYPE_CHECKING:
    from sare_engine import Control, Event, ModelSlot

KIND = "relearn"
"""Kind of the jobs that are started here."""

_MOST_SEEDS = 20


class AttackTab(JobTab):
    """Which runs are attacked, how, and how often.

    Attributes:
        checked_changed: other runs are checked.
        runs: the erasures, and the base model under the name "".
        seeds: how often each attack is repeated.
    """

    name = "attack"
    checked_changed = Signal()

    def __init__(
        self, session: Session, copy: Callable[..., None], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            session,
            RelearnConfig,
            ("run", "seed"),
            self.tr("Start the attack"),
            self.tr("Fine-tune the checked models on captions with the hallucination"),
            copy,
            parent,
        )
        self.runs = CheckList(
            "robustness.attack.runs",
            self.tr("Runs to attack"),
            self.tr("Check what to attack; the model as it is on disk serves as the reference"),
        )
        self.runs.itemChanged.connect(self.checked_changed)
        self._lay_out(self.runs, self.form, self._make_seeds())

    def _make_seeds(self) -> QWidget:
        self.seeds = QSpinBox()
        self.seeds.setObjectName("robustness.attack.seeds")
        self.seeds.setRange(1, _MOST_SEEDS)
        self.seeds.setAccessibleName(self.tr("Seeds"))
        self.seeds.setToolTip(
            self.tr("How often each attack is repeated, each time with other samples and order")
        )
        guard_wheel(self.seeds)
        label = QLabel(self.tr("Seeds"))
        label.setBuddy(self.seeds)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        layout.addWidget(self.seeds)
        layout.addStretch(1)
        return row

    def show_runs(self, choices: Sequence[tuple[str, str]], preferred: str | None) -> None:
        """Show which models can be attacked; those that were checked stay checked.

        Args:
            choices: words and names of the erasures, newest first, and of the base model.
            preferred: name of the run to check if none was checked, "" for the first one, or None
                to check none.
        """
        checked: list[str] = []
        if preferred is not None:
            checked = self.runs.checked() or [preferred or choices[0][1]]
        self.runs.fill(choices, checked)

    def words(self) -> str:
        """Name the run that is checked, or say how many are."""
        checked = self.runs.checked()
        if len(checked) > 1:
            return self.tr("Attack {0} models").format(len(checked))
        if not checked:
            return ""
        return self.tr("Attack {0}").format(self._short(checked[0] or self.tr("the base model")))

    def why_not(self) -> str:
        """Return why nothing can be attacked, or ""."""
        reason = super().why_not()
        if not reason and not self.runs.checked():
            return self.tr("Check what to attack.")
        return reason

    def configs(self) -> Sequence[RelearnConfig]:
        """Return one attack for each checked run and seed, [] after showing what is wrong."""
        if self._session.project is None:
            return []
        given = given_settings(self._session)
        configs = []
        for run in self.runs.checked():
            for seed in range(self.seeds.value()):
                config = self.form.config(**given, run=run, seed=seed)
                if config is None:
                    return []
                configs.append(config)
        return configs

    def _job(self, configs: Sequence[Any]) -> Job:
        attacks: Sequence[RelearnConfig] = configs

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import relearn

            for number, config in enumerate(attacks, start=1):
                for event in relearn(config, control=control):
                    goes_on = isinstance(event, Finished) and event.status == "done"
                    if not (goes_on and number < len(attacks)):
                        yield event
                    if isinstance(event, Failed) or (
                        isinstance(event, Finished) and event.status != "done"
                    ):
                        return

        names = dict.fromkeys(config.run or self.tr("the base model") for config in attacks)
        title = self.tr("Attacking {0} ({1})").format(
            ", ".join(names), self.form.value_text("attack", attacks[0].attack)
        )
        command = "\n".join(command_of(config) for config in attacks)
        return Job(KIND, title, work, command=command, configs=tuple(attacks))
