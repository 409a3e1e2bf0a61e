"""The first step: choose a model, see what it is and whether it fits, load it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from sare_desktop.aside import Aside
from sare_desktop.engine_thread import Job
from sare_desktop.model_lookup import FoundModel, HubName, look_up, model_title
from sare_desktop.pages.model import download_row
from sare_desktop.pages.model.chooser import ModelChooser
from sare_desktop.pages.model.download_row import DownloadRow
from sare_desktop.pages.model.found_model import FoundModelCard
from sare_desktop.pages.model.loaded_card import LoadedCard
from sare_desktop.pages.page import Page
from sare_desktop.project_forms import project_model
from sare_desktop.session import Destination, Session
from sare_desktop.widgets.primitives.amounts import bytes_text
from sare_desktop.widgets.primitives.small_parts import make_label, page_head, reveal
from sare_desktop.widgets.runs.job_card import JobCard
from sare_engine import Failed, Finished, ModelConfig, names_a_model

_KINDS = ("load", "unload", download_row.KIND)


class ModelPage(Page):
    """Choose, inspect, load and unload the model.

    Attributes:
        chooser: ways to choose a model.
        download: offers to download one that is only named.
        found: the model that was inspected.
        loaded: the model that is loaded.
    """

    key = "model"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._aside = Aside(self)
        self.chooser = ModelChooser(session, self._open_demo)
        self.setFocusProxy(self.chooser)
        self.download = DownloadRow(session, self.chooser.choose_download_folder)
        self.found = FoundModelCard()
        self.found.set_device(self._default_device())
        self.loaded = LoadedCard(session, self._unload)
        self._job_card = JobCard(session, _KINDS, "model")
        self._wanted: ModelConfig | None = None
        self._looking = make_label("", "muted", "model.looking")
        self._looking.hide()
        self._build()
        self._make_actions()
        self._connect()
        self._model_changed()

    # What the window asks

    def state(self) -> str:
        """Return "empty", "ready", "running" or "done"."""
        if self._job_card.running:
            return "running"
        if self._session.model is not None:
            return "done"
        return "ready" if self.found.found is not None else "empty"

    def look(self, what: str | Path) -> None:
        """Inspect a folder, or a name on the Hub, and show what is there."""
        text = str(what)
        self.chooser.show_path(text)
        self._look_into(text)

    def reveal(self, destination: Destination) -> None:
        """Inspect the folder, or load the model, that is asked for."""
        if destination.load is not None:
            self.load_again(destination.load)
        elif destination.folder is not None:
            self.look(destination.folder)

    def load_again(self, config: ModelConfig) -> None:
        """Load a model that was loaded before, instead of the loaded one; inspect it first."""
        job, loaded = self._session.engine.job, self._session.model_config
        config = dataclasses.replace(config, device=self._default_device())
        self.banner.clear()
        if job is not None:
            self.banner.show_message(
                "warning",
                self.tr("{name} was not loaded.").format(name=model_title(config)),
                self.tr("“{title}” is running.").format(title=job.title),
                self.tr("Stop it, or wait until it ends."),
            )
        elif loaded is not None and dataclasses.replace(loaded, device=config.device) == config:
            self.banner.show_message(
                "info", self.tr("{name} is loaded already.").format(name=model_title(config))
            )
        else:
            self.chooser.show_path(str(config.model))
            self._look_into(str(config.model), config)

    def accept_drop(self, paths: Sequence[Path]) -> bool:
        """Use a model or adapter folder, or a file in one; return whether there was one."""
        for path in paths:
            folder = path if path.is_dir() else path.parent
            if names_a_model(path) or names_a_model(folder):
                self.look(path if names_a_model(path) else folder)
                return True
        return False

    # Building

    def _build(self) -> None:
        page = self._make_column()
        page.addWidget(
            page_head(
                self.tr("Model"),
                self.tr("Choose the multimodal model whose hallucinations you want to erase."),
            )
        )
        for widget in (
            self.banner,
            self.download,
            self._job_card,
            self.loaded,
            self.chooser,
            self._looking,
            self.found,
        ):
            page.addWidget(widget)
        page.addStretch(1)

    def _make_actions(self) -> None:
        self._add_action(
            "choose",
            self.tr("Choose a model folder…"),
            self.chooser.choose_folder,
            self.tr("Pick the folder of a model."),
            "Ctrl+Shift+M",
            everywhere=True,
        )
        self._add_action(
            "demo",
            self.tr("Try the demo"),
            self._open_demo,
            self.tr("Open the demo project and load its model."),
        )
        self._add_action(
            "load",
            self.tr("Load the model"),
            self.found.load,
            self.tr("Load the model that was inspected."),
        )
        self._actions["load"].setEnabled(False)
        self._add_action(
            "unload",
            self.tr("Unload the model"),
            self._unload,
            self.tr("Free the memory of the model."),
        )

    def _connect(self) -> None:
        session = self._session
        session.project_changed.connect(self._offer_project_model)
        session.model_changed.connect(self._model_changed)
        session.settings.changed.connect(self._setting_changed)
        session.engine.ended.connect(self._job_ended)
        session.engine.state_changed.connect(self._engine_changed)
        self.banner.dismissed.connect(self.download.hide)
        self.chooser.chosen.connect(self.look)
        self.chooser.load_chosen.connect(self.load_again)
        self.download.started.connect(self.banner.clear)
        self.found.load_requested.connect(self._load)
        self.found.loadable_changed.connect(self._loadable_changed)
        self.found.grown.connect(self._reveal_soon)

    # Inspecting

    def _look_into(self, text: str, wanted: ModelConfig | None = None) -> None:
        """Inspect a folder or a name, and load it at once as `wanted` if it is as before."""
        self.banner.clear()
        self._wanted = wanted
        self._looking.setText(self.tr("Inspecting {name}…").format(name=text))
        self._looking.show()
        self._aside.submit("look", lambda: look_up(text), self._found_something, self._not_found)

    def _offer_project_model(self) -> None:
        """Inspect the model that the project was tested with, unless a model is loaded."""
        folder = project_model(self._session)
        if folder is not None and self._session.model is None and folder.is_dir():
            self._look_into(str(folder))

    def _found_something(self, found: FoundModel | HubName) -> None:
        self._looking.hide()
        wanted, self._wanted = self._wanted, None
        if isinstance(found, HubName):
            self._explain_hub(found)
        elif wanted is not None and found.facts["supported"] and found.facts["safe"]:
            self._load(wanted)
        elif self._takes_adapter(found):
            self.found.take_adapter(found.folder)
            self.banner.show_message(
                "info",
                self.tr("The adapter {name} will be applied to the model below.").format(
                    name=found.folder.name
                ),
                self.tr("The base model that it names is not on this computer."),
            )
        else:
            self._show_found(found)

    def _explain_hub(self, found: HubName) -> None:
        self._show_found(None)
        self.download.show_name(found)
        self.banner.show_message(
            "info",
            self.tr("“{name}” is a name on the Hugging Face Hub.").format(name=found.name),
            self.tr("It is not downloaded on this computer, and no download starts by itself."),
            self.tr(
                "Download it here, or run the command below in a terminal and choose the new "
                "folder. Pickle files and program code are not downloaded."
            ),
        )

    def _takes_adapter(self, found: FoundModel) -> bool:
        """Whether it is an adapter without a base, for the model that was inspected before."""
        before = self.found.found
        return (
            found.facts["is_adapter"]
            and not found.facts["supported"]
            and before is not None
            and not before.facts["is_adapter"]
        )

    def _not_found(self, failure: Failed) -> None:
        self._looking.hide()
        self._show_found(None)
        self._tell_failure(failure)

    def _show_found(self, found: FoundModel | None) -> None:
        self.download.show_name(None)
        self.found.show_model(found)
        self._show_cards()
        if found is not None:
            self._reveal_soon()

    def _reveal_soon(self) -> None:
        # The layout must have given the card its place before it can be scrolled to.
        QTimer.singleShot(0, self.found, self._reveal_found)

    def _reveal_found(self) -> None:
        if self.found.isVisible():
            reveal(self.found)

    def _show_cards(self) -> None:
        """Show the inspected model, unless it is the one that is loaded or being loaded."""
        found, loaded = self.found.found, self._session.model_config
        same = (
            found is not None
            and loaded is not None
            and found.folder == (loaded.adapter or loaded.model)
        )
        self.found.setVisible(found is not None and not same and not self._job_card.running)
        self._tell_state()

    # Loading

    def _open_demo(self) -> None:
        self.banner.clear()
        self._session.open_demo()

    def _load(self, config: ModelConfig) -> None:
        self.banner.clear()
        self._session.load_model(config)

    def _unload(self) -> None:
        if self._session.model is not None:
            self.banner.clear()
            self._session.unload_model()

    def _job_ended(self, job: Job, event: Finished | Failed) -> None:
        if job.kind not in _KINDS:
            return
        if isinstance(event, Failed):
            self._tell_failure(event)
        elif job.kind == download_row.KIND:
            self._downloaded(event)
        elif event.status == "stopped":
            self.banner.show_message("info", self.tr("Loading was cancelled."))
        elif job.kind == "unload":
            amount = bytes_text(int(event.result.get("freed_bytes", 0)))
            self.banner.show_message(
                "success",
                self.tr("The model was unloaded, which freed {amount}.").format(amount=amount),
            )
        else:
            self.banner.clear()  # Whatever the message was, a model is loaded now.
        self._show_cards()

    def _downloaded(self, event: Finished) -> None:
        if event.status == "stopped":
            self.banner.show_message(
                "info",
                self.tr("The download was stopped."),
                fix=self.tr("Download to the same folder again to continue where it was."),
            )
        else:
            self.look(str(event.result["folder"]))

    def _model_changed(self) -> None:
        self.loaded.refresh()
        self._actions["unload"].setEnabled(self._session.model is not None)
        self.found.set_given_back(self._session.held_bytes)
        self._show_cards()
        if self.found.found is None:
            self._offer_project_model()

    # Showing how things stand

    def _engine_changed(self, _state: str) -> None:
        job = self._session.engine.job
        self.found.set_busy(job.title if job else "")
        for part in (self.loaded, self.chooser, self.download):
            part.set_busy(job is not None)
        self._actions["demo"].setEnabled(job is None)
        self._actions["unload"].setEnabled(job is None and self._session.model is not None)
        self._show_cards()

    def _loadable_changed(self) -> None:
        self._actions["load"].setEnabled(self.found.loadable)

    def _default_device(self) -> str:
        return str(self._session.settings.value("device", "auto"))

    def _setting_changed(self, key: str) -> None:
        if key == "device":
            self.found.set_device(self._default_device())
