"""Finding settings for the project's own model: the settings of the search."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from sare_desktop.engine_thread import Job
from sare_desktop.pages.job_tab import JobTab
from sare_desktop.project_forms import given_settings
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.small_parts import make_label
from sare_engine import TuneConfig, command_of, tuning_available

if TYPE_CHECKING:
    from sare_engine import Control, Event, ModelSlot

KIND = "tune"
"""Kind of the jobs that are started here."""


class TuneTab(JobTab):
    """How many trials, how long each, and what attacks them."""

    page = "erase"
    name = "tune"

    def __init__(
        self, session: Session, copy: Callable[..., None], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            session,
            TuneConfig,
            ("concepts",),
            self.tr("Find settings"),
            self.tr("Try settings in short erasures, each attacked; finished trials are kept"),
            copy,
            parent,
        )
        text = self.tr(
            "Each trial is a short erasure of the chosen concepts, measured on held-out images, "
            "and a short attack on it. A search that was stopped continues with the trials it has, "
            "as long as only the numbers of trials, minutes and worker processes differ."
        )
        self._lay_out(make_label(text, "muted"), self.form)

    def why_not(self) -> str:
        """Return why no search can be started, or ""."""
        reason = super().why_not()
        if not reason and not tuning_available():
            return self.tr("Optuna is not installed; see beside.")
        if not reason and not self._concepts():
            return self.tr("Choose concepts first.")
        return reason

    def configs(self) -> Sequence[TuneConfig]:
        """Return the search, or [] after showing what is wrong."""
        if self._session.project is None:
            return []
        config = self.form.config(**given_settings(self._session), concepts=self._concepts())
        return [config] if config is not None else []

    def resume(self, search: Mapping[str, Any]) -> None:
        """Submit a search with the settings that it was started with, or say why not.

        Args:
            search: its settings, as the engine gives them.
        """
        reason = self.why_not()
        if reason:
            self.refused.emit(reason)
            return
        given, form = given_settings(self._session), self.form.values()
        config = dataclasses.replace(
            TuneConfig.from_stored(search),
            project=given["project"],
            device=given["device"],
            workers=form.get("workers", TuneConfig.workers),
        )
        self.submitted.emit(self._job([config]))

    def _concepts(self) -> tuple[str, ...]:
        project = self._session.project
        return project.chosen_concepts() if project is not None else ()

    def _job(self, configs: Sequence[Any]) -> Job:
        config: TuneConfig = configs[0]

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import tune

            return tune(config, control=control)

        title = self.tr("Finding settings to erase {0}").format(", ".join(config.concepts))
        return Job(KIND, title, work, command=command_of(config), configs=(config,))
