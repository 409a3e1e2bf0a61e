"""The presets of a form: a list to choose from, and what the present one is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.small_parts import allow_narrow

if TYPE_CHECKING:
    from sare_engine import Preset


class PresetPicker(QWidget):
    """A combo box `form.preset` with the text of the preset below it.

    Attributes:
        chosen: emitted with the `Preset` that the user chose.
        label: the label beside the box, for a form to align.
        box: the combo box.
    """

    chosen = Signal(object)

    def __init__(self, presets: Sequence[Preset], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presets = tuple(presets)
        self._last: Preset | None = None
        self.box = ChoiceBox()
        self.box.setObjectName("form.preset")
        self.box.setAccessibleName(self.tr("Preset"))
        self.box.setToolTip(self.tr("Settings that suit a goal or the available memory."))
        self.box.setPlaceholderText(self.tr("Own settings"))
        guard_wheel(self.box)
        for number, preset in enumerate(self._presets):
            self.box.addItem(preset.title, preset.name)
            self.box.setItemData(number, preset.text, Qt.ItemDataRole.ToolTipRole)
        allow_narrow(self.box)
        self.box.activated.connect(self._activated)
        self.label = QLabel(self.tr("Preset"))
        self.label.setBuddy(self.box)
        self._text = QLabel()
        self._text.setWordWrap(True)
        theme.role(self._text, "muted")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(self.label)
        row.addWidget(self.box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE.M)
        column.addLayout(row)
        column.addWidget(self._text)

    def show_preset(self, preset: Preset | None) -> None:
        """Show which preset the settings are; None for settings of the user's own."""
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(-1 if preset is None else self._presets.index(preset))
        if preset is not None:
            self._text.setMinimumHeight(0)
            self._text.setText(preset.text)
            self._last = preset
        elif self._last is not None:
            # As high as before, or the form would move while a value is typed.
            self._text.setMinimumHeight(self._text.height() if self._text.isVisible() else 0)
            self._text.setText(self.tr("Changed from the preset “{0}”.").format(self._last.title))
        self._text.setVisible(bool(self._text.text()))

    def _activated(self, index: int) -> None:
        self.chosen.emit(self._presets[index])
