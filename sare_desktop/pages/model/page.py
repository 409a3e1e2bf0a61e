"""The first step: choose a model, see what it is and whether it fits, load it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.engine_thread import Job
from sare_desktop.model_lookup import FoundModel, HubName, display_name, look_up
from sare_desktop.pages.model.found_model import FoundModelCard
from sare_desktop.pages.page import Page
from sare_desktop.project_forms import project_model
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.amounts import bytes_text, count_text, duration_text
from sare_desktop.widgets.primitives.drop_area import DropArea
from sare_desktop.widgets.primitives.fact_table import FactTable
from sare_desktop.widgets.primitives.small_parts import (
    make_button,
    make_card,
    make_label,
    page_head,
    reveal,
    row_height,
    rows_height,
)
from sare_desktop.widgets.runs.job_card import JobCard
from sare_engine import Failed, Finished, ModelConfig, command_of, download

if TYPE_CHECKING:
    from sare_engine import Control, Event, ModelSlot

_KINDS = ("load", "unload", "download")
_RECENT_SHOWN = 5


class ModelPage(Page):
    """Choose, inspect, load and unload the model."""

    key = "model"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._aside = Aside(self)
        self._hub: HubName | None = None
        page = self._make_column()
        page.addWidget(
            page_head(
                self.tr("Model"),
                self.tr("Choose the multimodal model whose hallucinations you want to erase."),
            )
        )
        self._hub_row = self._make_hub_row()
        self.banner.dismissed.connect(self._hub_row.hide)
        self._job_card = JobCard(session, _KINDS, "model")
        self._loaded_card = self._make_loaded_card()
        self._looking = make_label("", "muted", "model.looking")
        self._looking.hide()
        self._found_card = FoundModelCard()
        self._found_card.set_device(self._default_device())
        self._found_card.load_requested.connect(self._load)
        for widget in (
            self.banner,
            self._hub_row,
            self._job_card,
            self._loaded_card,
            self._make_chooser(),
            self._looking,
            self._found_card,
        ):
            page.addWidget(widget)
        page.addStretch(1)
        self._make_actions()
        self._found_card.loadable_changed.connect(self._loadable_changed)
        session.project_changed.connect(self._offer_project_model)
        session.model_changed.connect(self._model_changed)
        session.settings.changed.connect(self._setting_changed)
        session.engine.ended.connect(self._job_ended)
        session.engine.state_changed.connect(self._engine_changed)
        self._show_recent()
        self._model_changed()

    # What the window asks

    def state(self) -> str:
        """Return "empty", "ready", "running" or "done"."""
        if self._job_card.running:
            return "running"
        if self._session.model is not None:
            return "done"
        return "ready" if self._found_card.found is not None else "empty"

    def look(self, what: str | Path) -> None:
        """Look into a folder, or a name on the Hub, and show what is there."""
        text = str(what).strip()
        if not text:
            self._path.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._path.setText(text)
        self._look_into(text)

    def _look_into(self, text: str) -> None:
        self.banner.clear()
        self._looking.setText(self.tr("Looking into {name}…").format(name=text))
        self._looking.show()
        self._aside.submit("look", lambda: look_up(text), self._found_something, self._not_found)

    def accept_drop(self, paths: Sequence[Path]) -> bool:
        """Take a model or adapter folder, or a file out of one; whether there was one."""
        for path in paths:
            folder = path if path.is_dir() else path.parent
            if any((folder / name).is_file() for name in ("config.json", "adapter_config.json")):
                self.look(folder)
                return True
        return False

    # Building

    def _make_hub_row(self) -> QWidget:
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        self._hub_command = make_label("", "mono", "model.hub_command")
        self._hub_command.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._download_button = make_button(
            self.tr("Download…"),
            "model.download",
            self.tr("Choose where, and fetch it; a stopped download goes on where it was."),
            self._download,
        )
        theme.primary(self._download_button)
        copy = make_button(
            self.tr("Copy the download command"),
            "model.copy_download",
            self.tr("Put the command on the clipboard; run it in a terminal."),
            self._copy_download,
        )
        inside.addWidget(self._hub_command, 1)
        inside.addWidget(copy)
        inside.addWidget(self._download_button)
        row.hide()
        return row

    def _make_loaded_card(self) -> QFrame:
        card, inside = make_card()
        self._loaded_name = make_label("", "heading", "model.loaded_name")
        self._loaded_facts = FactTable(columns=2)
        self._loaded_facts.setObjectName("model.loaded_facts")
        self._unload_button = make_button(
            self.tr("Unload"),
            "model.unload",
            self.tr("Give the model's memory back."),
            self._unload,
        )
        go_on = make_button(
            self.tr("Next: test images"),
            "model.next",
            self.tr("Go on to the images page."),
            self._go_on,
        )
        theme.primary(go_on)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._unload_button)
        row.addWidget(go_on)
        inside.addWidget(self._loaded_name)
        inside.addWidget(self._loaded_facts)
        inside.addLayout(row)
        return card

    def _make_chooser(self) -> QWidget:
        chooser = QWidget()
        grid = QGridLayout(chooser)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SPACE.L)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        drop = DropArea(
            self.tr("Drop a model folder here"),
            self.tr("Hugging Face format: config.json, safetensors weights, processor files."),
            [(self.tr("Choose a folder…"), "model.choose", self._choose_folder)],
        )
        drop.setObjectName("model.drop")
        drop.dropped.connect(self._dropped)
        self.setFocusProxy(drop.buttons[0])
        self._path = QLineEdit()
        self._path.setObjectName("model.path")
        self._path.setAccessibleName(self.tr("Model folder or Hub name"))
        self._path.setToolTip(
            self.tr("Path of a folder, or a name on the Hugging Face Hub; press Enter to look.")
        )
        self._path.setPlaceholderText(self.tr("Path, or a name such as llava-hf/llava-1.5-7b-hf"))
        self._path.returnPressed.connect(self._path_entered)
        look = make_button(
            self.tr("Look"),
            "model.look",
            self.tr("Look into the folder without loading it."),
            self._path_entered,
        )
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(self._path, 1)
        row.addWidget(look)
        left = QVBoxLayout()
        left.setSpacing(theme.SPACE.S)
        left.addWidget(drop, 1)
        left.addLayout(row)
        right = QVBoxLayout()
        right.setSpacing(theme.SPACE.S)
        right.addWidget(self._make_demo_card())
        right.addWidget(self._make_recent_card(), 1)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        return chooser

    def _make_demo_card(self) -> QFrame:
        card, inside = make_card()
        inside.setSpacing(theme.SPACE.S)
        text = self.tr(
            "A tiny LLaVA that says “knife” wherever it sees a fork, with drawn pictures. The "
            "whole way takes minutes on any computer."
        )
        self._demo = make_button(
            self.tr("Try the demo"),
            "model.demo",
            self.tr("Open the demo project and load its model."),
            self._open_demo,
        )
        row = QHBoxLayout()
        row.addWidget(self._demo)
        row.addStretch(1)
        inside.addWidget(make_label(self.tr("Demo model"), "heading"))
        inside.addWidget(make_label(text, "muted"))
        inside.addLayout(row)
        return card

    def _make_recent_card(self) -> QFrame:
        card, inside = make_card()
        inside.setSpacing(theme.SPACE.S)
        self._no_recent = make_label(self.tr("Models that you load are listed here."), "muted")
        self._recent = QListWidget()
        self._recent.setObjectName("model.recent")
        self._recent.setAccessibleName(self.tr("Recent models"))
        self._recent.setToolTip(self.tr("Choose a model to look into it again."))
        self._recent.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._recent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._recent.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._recent.setFrameShape(QFrame.Shape.NoFrame)
        self._recent.itemClicked.connect(self._recent_chosen)
        self._recent.itemActivated.connect(self._recent_chosen)
        inside.addWidget(make_label(self.tr("Recent models"), "heading"))
        inside.addWidget(self._no_recent)
        inside.addWidget(self._recent)
        inside.addStretch(1)
        return card

    def _make_actions(self) -> None:
        self._add_action(
            "choose",
            self.tr("Choose a model folder…"),
            self._choose_folder,
            self.tr("Pick the folder of a model."),
            "Ctrl+Shift+M",
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
            self._found_card.load,
            self.tr("Load the model that was looked into."),
        )
        self._actions["load"].setEnabled(False)
        self._add_action(
            "unload",
            self.tr("Unload the model"),
            self._unload,
            self.tr("Give the model's memory back."),
        )

    # Choosing

    def _choose_folder(self) -> None:
        settings = self._session.settings
        start = (
            settings.value("model.last_folder") or settings.value("models_folder") or Path.home()
        )
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Choose a model folder"), str(start)
        )
        if chosen:
            settings.set("model.last_folder", str(Path(chosen).parent))
            self.look(chosen)

    def _default_device(self) -> str:
        return str(self._session.settings.value("device", "auto"))

    def _dropped(self, paths: list[Path]) -> None:
        self.look(paths[0])

    def _path_entered(self) -> None:
        self.look(self._path.text())

    def _recent_chosen(self, item: QListWidgetItem) -> None:
        self.look(item.data(Qt.ItemDataRole.UserRole))

    def _open_demo(self) -> None:
        self.banner.clear()
        self._session.open_demo()

    def _copy_download(self) -> None:
        if self._hub is not None:
            QGuiApplication.clipboard().setText(self._hub.command)
            self._session.notified.emit("info", self.tr("The download command was copied."))

    def _download(self) -> None:
        """Fetch what was named, once the user said where to."""
        hub, settings = self._hub, self._session.settings
        if hub is None:
            return
        start = settings.value("models_folder") or settings.value("model.last_folder")
        chosen = QFileDialog.getExistingDirectory(
            self,
            self.tr("Download {name} to a new folder in").format(name=hub.name),
            str(start or Path.home()),
        )
        if not chosen:
            return
        settings.set("model.last_folder", chosen)
        config = hub.download(Path(chosen) / hub.name.rpartition("/")[2])

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            return download(config, control=control)

        title = self.tr("Downloading {name}").format(name=hub.name)
        if self._session.start(Job("download", title, work, command_of(config))):
            self.banner.clear()
            self._hub_row.hide()

    def _downloaded(self, event: Finished) -> None:
        if event.status == "stopped":
            self.banner.show_message(
                "info",
                self.tr("The download was stopped."),
                fix=self.tr("Download it to the same place again to go on where it was."),
            )
        else:
            self.look(str(event.result["folder"]))

    # What was found

    def _found_something(self, found: FoundModel | HubName) -> None:
        self._looking.hide()
        if isinstance(found, HubName):
            self._explain_hub(found)
        elif self._takes_adapter(found):
            self._found_card.take_adapter(found.folder)
            self.banner.show_message(
                "info",
                self.tr("The adapter {name} will be put on top of the model below.").format(
                    name=found.folder.name
                ),
                self.tr("The base model that it names is not on this computer."),
            )
        else:
            self._show_found(found)

    def _explain_hub(self, found: HubName) -> None:
        self._show_found(None)
        self._hub = found
        self._hub_command.setText(found.command)
        self._hub_row.show()
        self.banner.show_message(
            "info",
            self.tr("“{name}” is a name on the Hugging Face Hub.").format(name=found.name),
            self.tr("No download of it is on this computer, and none is started unasked."),
            self.tr(
                "Download it here, or run the command below in a terminal and choose the new "
                "folder. Neither pickle files nor program code are taken."
            ),
        )

    def _takes_adapter(self, found: FoundModel) -> bool:
        """Whether it is an adapter without a base, for the model that was looked into before."""
        before = self._found_card.found
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
        self._hub = None
        self._hub_row.hide()
        self._found_card.show_model(found)
        self._show_cards()
        if found is not None:
            # The layout must have given the card its place before it can be scrolled to.
            QTimer.singleShot(0, self._found_card, self._reveal_found)

    def _reveal_found(self) -> None:
        if self._found_card.isVisible():
            reveal(self._found_card)

    def _show_cards(self) -> None:
        """Show what was found, unless it is what is loaded or being loaded."""
        found, loaded = self._found_card.found, self._session.model_config
        same = found is not None and loaded is not None and loaded.model == found.folder
        self._found_card.setVisible(found is not None and not same and not self._job_card.running)
        self._tell_state()

    # Loading

    def _load(self, config: ModelConfig) -> None:
        self.banner.clear()
        self._session.load_model(config)

    def _unload(self) -> None:
        if self._session.model is not None:
            self.banner.clear()
            self._session.unload_model()

    def _go_on(self) -> None:
        self._session.page_requested.emit("images")

    def _job_ended(self, job: Job, event: Finished | Failed) -> None:
        if job.kind not in _KINDS:
            return
        if isinstance(event, Failed):
            self._tell_failure(event)
        elif job.kind == "download":
            self._downloaded(event)
        elif event.status == "stopped":
            self.banner.show_message("info", self.tr("Loading was cancelled."))
        elif job.kind == "unload":
            amount = bytes_text(int(event.result.get("freed_bytes", 0)))
            self.banner.show_message(
                "success",
                self.tr("The model was unloaded. It gave back {amount}.").format(amount=amount),
            )
        else:
            self.banner.clear()  # Whatever was said before, a model is loaded now.
        self._show_cards()

    def _model_changed(self) -> None:
        model, config = self._session.model, self._session.model_config
        self._loaded_card.setVisible(model is not None and config is not None)
        self._actions["unload"].setEnabled(model is not None)
        if model is not None and config is not None:
            name = display_name(config.model)
            seconds = model.get("seconds")
            self._loaded_name.setText(self.tr("✓ {name} is loaded").format(name=name))
            self._loaded_facts.set_facts(
                [
                    (self.tr("Architecture"), str(model["architecture"])),
                    (self.tr("Device"), str(model["device"])),
                    (self.tr("Parameters"), count_text(model["parameters"])),
                    (self.tr("Number format"), str(model["dtype"])),
                    (self.tr("Size on disk"), bytes_text(model["bytes_on_disk"])),
                    (self.tr("Loaded in"), duration_text(seconds) if seconds else ""),
                    (self.tr("Adapter"), config.adapter.name if config.adapter else ""),
                ]
            )
        self._found_card.set_given_back(self._session.held_bytes)
        self._show_cards()
        if self._found_card.found is None:
            self._offer_project_model()

    def _engine_changed(self, _state: str) -> None:
        job = self._session.engine.job
        self._found_card.set_busy(job.title if job else "")
        for button in (self._unload_button, self._demo, self._download_button):
            button.setEnabled(job is None)
        self._actions["demo"].setEnabled(job is None)
        self._actions["unload"].setEnabled(job is None and self._session.model is not None)
        self._show_cards()

    def _loadable_changed(self) -> None:
        self._actions["load"].setEnabled(self._found_card.loadable)

    # What is remembered

    def _offer_project_model(self) -> None:
        """Look into the model that the project was tested with, unless one is loaded."""
        folder = project_model(self._session)
        if folder is not None and self._session.model is None and folder.is_dir():
            self._look_into(str(folder))

    def _show_recent(self) -> None:
        self._recent.clear()
        row = row_height(self._recent)
        for folder in self._session.settings.recent_models()[:_RECENT_SHOWN]:
            item = QListWidgetItem(f"{display_name(folder)} · {folder.parent}")
            item.setData(Qt.ItemDataRole.UserRole, str(folder))
            item.setToolTip(str(folder))
            item.setSizeHint(QSize(0, row))
            self._recent.addItem(item)
        count = self._recent.count()
        self._recent.setVisible(count > 0)
        self._no_recent.setVisible(count == 0)
        if count:
            self._recent.setFixedHeight(rows_height(self._recent, count))

    def _setting_changed(self, key: str) -> None:
        if key == "recent_models":
            self._show_recent()
        elif key == "device":
            self._found_card.set_device(self._default_device())
