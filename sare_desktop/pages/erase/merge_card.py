"""Where the images were tested with an adapter: merge it into the model before erasing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.engine_thread import Job
from sare_desktop.exports import free_folder
from sare_desktop.model_handover import ModelHandover
from sare_desktop.model_lookup import display_name
from sare_desktop.project_forms import given_settings, project_model
from sare_desktop.session import Session
from sare_desktop.widgets.forms.config_form import ConfigForm, copy_command
from sare_desktop.widgets.primitives.banner import Banner
from sare_desktop.widgets.primitives.small_parts import make_button, make_label
from sare_desktop.widgets.runs.job_card import JobCard
from sare_engine import Failed, Finished, MergeConfig, ModelConfig, Notice, command_of, merge

if TYPE_CHECKING:
    from sare_engine import Control, Event, ModelSlot

KIND = "merge"


class MergeCard(QFrame):
    """Says why nothing can be erased yet, and does what is needed; hidden without an adapter.

    Attributes:
        changed: an adapter must be merged first, or no longer.
    """

    changed = Signal()

    def __init__(self, session: Session, banner: Banner, parent: QWidget | None = None) -> None:
        """Show nothing yet.

        Args:
            session: whose project.
            banner: says how the merging ended.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._banner = banner
        self._handover = ModelHandover(session, self)
        self._notices: list[Notice] = []
        self.adapter: Path | None = None
        self._text = make_label("", None, "erase.merge_text")
        self.form: ConfigForm[MergeConfig] = ConfigForm(
            MergeConfig, only=("out",), with_presets=False
        )
        self._job_card = JobCard(session, (KIND,), "erase.merge")
        self.button = make_button(
            self.tr("Merge the adapter"),
            "erase.merge_start",
            self.tr("Write a new model with the adapter in its weights, and check it"),
            self.start,
        )
        theme.primary(self.button)
        copy = make_button(
            self.tr("Copy the command"),
            "erase.merge_copy",
            self.tr("Copy the command line that merges the adapter without a window"),
            self._copy,
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE.S)
        buttons.addWidget(self.button, 1)
        buttons.addWidget(copy)
        theme.card(self)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.SPACE.L, theme.SPACE.L, theme.SPACE.L, theme.SPACE.L)
        inside.setSpacing(theme.SPACE.S)
        inside.addWidget(make_label(self.tr("Merge the adapter first"), "heading"))
        for part in (self._text, self.form, self._job_card):
            inside.addWidget(part)
        inside.addLayout(buttons)
        session.engine.started.connect(self._started)
        session.engine.events.connect(self._take)
        session.engine.ended.connect(self._ended)
        session.engine.state_changed.connect(self._follow)
        self.hide()

    def show_adapter(self, folder: str) -> None:
        """Show that an adapter must be merged, or hide for ""."""
        model = project_model(self._session)
        adapter = Path(folder) if folder and model is not None else None
        if adapter != self.adapter:
            self.adapter = adapter
            if adapter is not None and model is not None:
                self._text.setText(
                    self.tr(
                        "The images were tested with the adapter “{adapter}” on “{model}”. An "
                        "erasure trains a new adapter, which cannot be put on top of another. "
                        "Merging writes a new model that contains the adapter. Test the images "
                        "with it, and erase there."
                    ).format(adapter=adapter.name, model=display_name(model))
                )
                self._propose_folder(f"{adapter.name}-merged")
            self.setVisible(adapter is not None)
            self.changed.emit()
        self._follow()

    def config(self) -> MergeConfig | None:
        """Return the merging as it would start now, or None after showing what is wrong."""
        model = project_model(self._session)
        if self.adapter is None or model is None:
            return None
        given = given_settings(self._session)
        return self.form.config(
            model=model,
            adapter=self.adapter,
            device=given["device"],
            trust_remote_code=bool(given.get("trust_remote_code", False)),
        )

    def start(self) -> None:
        """Merge, if it can be started now."""
        config = self.config()
        if config is None or not self.button.isEnabled():
            return
        if free_folder(config.out) != config.out:
            self.form.show_problems(
                [("out", self.tr("This folder is not empty, and nothing is overwritten."))]
            )
            return

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            return merge(config, control=control)

        title = self.tr("Merging {0} into {1}").format(
            config.adapter.name if config.adapter else "", display_name(config.model)
        )
        self._handover.start(Job(KIND, title, work, command=command_of(config)))

    def _propose_folder(self, name: str) -> None:
        project = self._session.project
        chosen = self._session.settings.value("exports_folder", "")
        if chosen or project is not None:
            place = Path(chosen) if chosen or project is None else project.folder / "exports"
            self.form.show_raw({"out": str(free_folder(place / name))})

    def _copy(self) -> None:
        config = self.config()
        if config is not None:
            copy_command(config)
            self._session.notified.emit("info", self.tr("The command was copied."))

    # The job

    def _started(self, job: Job) -> None:
        if job.kind == KIND:
            self._banner.clear()
            self._notices = []

    def _take(self, events: list[Event]) -> None:
        job = self._session.engine.job
        if job is not None and job.kind == KIND:
            self._notices += [event for event in events if isinstance(event, Notice)]

    def _ended(self, job: Job, event: Finished | Failed) -> None:
        if job.kind != KIND:
            return
        if isinstance(event, Failed):
            self._banner.show_message("error", event.what, event.why, event.fix, event.details)
        elif event.status == "stopped":
            self._banner.show_message(
                "info", self.tr("Merging was cancelled."), self.tr("Nothing was written.")
            )
        else:
            self._tell_merged(Path(str(event.result["folder"])))

    def _tell_merged(self, folder: Path) -> None:
        doubts = [one for one in self._notices if one.level == "warning"]
        self._banner.show_message(
            "warning" if doubts else "success",
            self.tr("The merged model was written to {0}.").format(folder),
            " ".join(one.text for one in self._notices),
            " ".join([*(one.hint for one in doubts), self.tr("Load it and test the images.")]),
        )

        def load() -> None:
            given = given_settings(self._session)
            if self._session.load_model(ModelConfig(model=folder, device=given["device"])):
                self._banner.clear()
                self._session.show("images")

        self._banner.add_action("erase.load_merged", self.tr("Load the merged model"), load)

    def _follow(self) -> None:
        free = self._session.engine.job is None and not self._handover.waiting
        self.button.setEnabled(self.adapter is not None and free)
        self.form.setEnabled(free)
