"""Where an erasure computes."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.engine_words import shown_settings
from sare_desktop.session import Session
from sare_desktop.widgets.forms.choice_words import choice_title, help_text
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.small_parts import allow_narrow, make_label
from sare_engine import ModelConfig

_DEVICE = "device"
"""The setting of the program that holds the default device."""


class ComputeRow(QWidget):
    """The default device as a choice; while a model is loaded, the device that holds it.

    Attributes:
        label: the label beside the choice, for a form to align.
        box: the choice, named `erase.device`.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._declared = next(one for one in shown_settings(ModelConfig) if one.name == _DEVICE)
        self.box = ChoiceBox()
        self.box.setObjectName("erase.device")
        self.box.setAccessibleName(self.tr("Where to compute"))
        self.box.setToolTip(help_text(self._declared))
        guard_wheel(self.box)
        for choice in self._declared.choices:
            self.box.addItem(choice_title(self._declared, choice), choice)
        allow_narrow(self.box)
        self.box.activated.connect(self._chosen)
        self.label = QLabel(self.tr("Compute on"))
        self.label.setBuddy(self.box)
        self._note = make_label("", "muted", "erase.device.note")
        self._note.setText(
            self.tr("Where the loaded model is. Unload it to choose another device.")
        )
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(self.label)
        row.addWidget(self.box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE.XS)
        column.addLayout(row)
        column.addWidget(self._note)
        session.model_changed.connect(self.refresh)
        session.settings.changed.connect(self._on_setting)
        self.refresh()

    def refresh(self) -> None:
        """Show where a job would compute now."""
        held, loaded = self._session.held_config, self._session.model is not None
        device = held.device if held is not None else self._session.settings.value(_DEVICE, "auto")
        with QSignalBlocker(self.box):
            if self.box.findData(device) < 0 and self._declared.is_choice(device):
                self.box.addItem(str(device), device)
            self.box.setCurrentIndex(max(0, self.box.findData(device)))
        self.box.setEnabled(not loaded)
        self._note.setVisible(loaded)

    def _on_setting(self, key: str) -> None:
        if key == _DEVICE:
            self.refresh()

    def _chosen(self) -> None:
        device, held = str(self.box.currentData()), self._session.held_config
        if held is not None and self._session.model is None:
            self._session.held_config = dataclasses.replace(held, device=device)
        self._session.settings.set(_DEVICE, device)
