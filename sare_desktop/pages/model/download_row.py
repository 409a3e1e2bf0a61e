"""Downloading a model from the Hugging Face Hub, here or in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.engine_thread import Job
from sare_desktop.model_lookup import HubName
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.small_parts import make_button, make_label
from sare_engine import command_of, download

if TYPE_CHECKING:
    from sare_engine import Control, Event, ModelSlot

KIND = "download"
"""Kind of the jobs that download."""


class DownloadRow(QWidget):
    """The command that downloads a model, and a button that does the same.

    Attributes:
        started: a download was started.
    """

    started = Signal()

    def __init__(
        self,
        session: Session,
        choose_folder: Callable[[str], Path | None],
        parent: QWidget | None = None,
    ) -> None:
        """Stay hidden until there is a name.

        Args:
            session: starts the download.
            choose_folder: asks where to download a model of this name to.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._choose_folder = choose_folder
        self._name: HubName | None = None
        self._command = make_label("", "mono", "model.hub_command")
        self._command.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = make_button(
            self.tr("Download…"),
            "model.download",
            self.tr("Choose a folder and download; a stopped download continues where it was."),
            self._download,
        )
        theme.primary(self._button)
        copy = make_button(
            self.tr("Copy the download command"),
            "model.copy_download",
            self.tr("Put the command on the clipboard, to run it in a terminal."),
            self._copy,
        )
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._command, 1)
        inside.addWidget(copy)
        inside.addWidget(self._button)
        self.hide()

    def show_name(self, name: HubName | None) -> None:
        """Offer to download a model, or nothing."""
        self._name = name
        if name is not None:
            self._command.setText(name.command)
        self.setVisible(name is not None)

    def set_busy(self, busy: bool) -> None:
        """Follow whether a job runs."""
        self._button.setEnabled(not busy)

    def _copy(self) -> None:
        if self._name is not None:
            QGuiApplication.clipboard().setText(self._name.command)
            self._session.notified.emit("info", self.tr("The download command was copied."))

    def _download(self) -> None:
        name = self._name
        folder = self._choose_folder(name.name) if name is not None else None
        if name is None or folder is None:
            return
        config = name.download(folder / name.name.rpartition("/")[2])

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            return download(config, control=control)

        title = self.tr("Downloading {name}").format(name=name.name)
        if self._session.start(Job(KIND, title, work, command_of(config))):
            self.hide()
            self.started.emit()
