"""Writing verdicts as preference pairs, for training with other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from sare_desktop.engine_thread import Job
from sare_desktop.exports import free_folder
from sare_desktop.pages.job_tab import JobTab
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.small_parts import make_label
from sare_engine import ExportPairsConfig, command_of, export_pairs

if TYPE_CHECKING:
    from sare_engine import Control, Event, ModelSlot

KIND = "export_pairs"
"""Kind of the jobs that are started here."""


class PairsTab(JobTab):
    """Which captions become pairs, in which format, and where they go."""

    page = "export"
    name = "pairs"

    def __init__(
        self, session: Session, copy: Callable[..., None], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            session,
            ExportPairsConfig,
            (),
            self.tr("Write the pairs"),
            self.tr("Write preference pairs for training with other programs"),
            copy,
            parent,
        )
        self._proposed: Path | None = None
        text = self.tr(
            "Other programs can train on your verdicts: rejected is a caption as the model wrote "
            "it, chosen the same caption without what it hallucinates. No model is loaded."
        )
        self._lay_out(make_label(text, "muted"), self.form)

    def why_not(self) -> str:
        """Return why no pairs can be written, or ""."""
        reason = super().why_not()
        project = self._session.project
        if not reason and project is not None and project.base_set() is None:
            return self.tr("Test images first: there are no captions yet.")
        return reason

    def propose_folder(self) -> None:
        """Name a free folder of the project, unless the user has named one."""
        project = self._session.project
        if project is None:
            return
        before = self.form.values().get("out")
        if before is not None and before != self._proposed:
            return
        self._proposed = free_folder(project.folder / "exports" / "pairs")
        self.form.show_raw({"out": str(self._proposed)})

    def configs(self) -> Sequence[ExportPairsConfig]:
        """Return what is to be written, or [] after showing what is wrong."""
        project = self._session.project
        if project is None:
            return []
        config = self.form.config(project=project.folder)
        if config is None:
            return []
        if free_folder(config.out) != config.out:
            self.form.show_problems(
                [("out", self.tr("This folder is not empty, and nothing is overwritten."))]
            )
            return []
        return [config]

    def _job(self, configs: Sequence[Any]) -> Job:
        config: ExportPairsConfig = configs[0]

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            return export_pairs(config, control=control)

        return Job(
            KIND,
            self.tr("Writing preference pairs"),
            work,
            command=command_of(config),
            configs=(config,),
        )
