"""The presets of a form: a list to choose from, and what the present one is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.engine_words import engine_text
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.small_parts import allow_narrow

if TYPE_CHECKING:
    from sare_engine import Preset


class PresetPicker(QWidget):
    """A combo box `form.preset` with the text of the preset below it.

    Presets of the user's own come last. Behind the box there is room for what can be done with
    them.

    Attributes:
        chosen: emitted with the `Preset` that the user chose.
        label: the label beside the box, for a form to align.
        box: the combo box.
    """

    chosen = Signal(object)

    def __init__(self, presets: Sequence[Preset], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presets: list[Preset | None] = []
        """What the items of the box are; None for what cannot be chosen."""
        self._shipped = tuple(presets)
        self.box = ChoiceBox()
        self.box.setObjectName("form.preset")
        self.box.setAccessibleName(self.tr("Preset"))
        self.box.setToolTip(self.tr("Settings that suit a goal or the available memory."))
        self.box.setPlaceholderText(self.tr("Own settings"))
        guard_wheel(self.box)
        self.show_own((), {})
        allow_narrow(self.box)
        self.box.activated.connect(self._activated)
        self.label = QLabel(self.tr("Preset"))
        self.label.setBuddy(self.box)
        self._text = QLabel()
        self._text.setWordWrap(True)
        theme.role(self._text, "muted")
        self._row = row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(self.label)
        row.addWidget(self.box, 1)
        self._stops: list[QWidget] = [self.box]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE.M)
        column.addLayout(row)
        column.addWidget(self._text)

    def add_tool(self, tool: QWidget) -> None:
        """Put a button behind the box."""
        self._row.addWidget(tool)
        QWidget.setTabOrder(self.box, tool)
        self._stops.append(tool)

    def tab_stops(self) -> list[QWidget]:
        """Return what the tab key visits, in order."""
        return list(self._stops)

    def show_own(self, own: Sequence[Preset], broken: Mapping[str, str]) -> None:
        """List the user's own presets.

        Args:
            own: the presets.
            broken: titles of presets that cannot be used → why not; they cannot be chosen.
        """
        with QSignalBlocker(self.box):
            self.box.clear()
            self._presets.clear()
            for preset in self._shipped:
                self._add(engine_text(preset.title), preset)
            if own or broken:
                self.box.insertSeparator(self.box.count())
                self._presets.append(None)
            for preset in own:
                self._add(engine_text(preset.title), preset)
            for title, why in broken.items():
                self._add(title, None)
                at = self.box.count() - 1
                self.box.setItemData(at, why, Qt.ItemDataRole.ToolTipRole)
                item = self.box.model().item(at)  # type: ignore[attr-defined]
                item.setEnabled(False)
            self.box.setCurrentIndex(-1)

    def _add(self, title: str, preset: Preset | None) -> None:
        self._presets.append(preset)
        self.box.addItem(title, preset.name if preset is not None else None)
        if preset is not None:
            at = self.box.count() - 1
            self.box.setItemData(at, engine_text(preset.text), Qt.ItemDataRole.ToolTipRole)

    def show_preset(self, preset: Preset | None, before: Preset | None = None) -> None:
        """Show which preset the settings are.

        Args:
            preset: the preset; None for settings of the user's own.
            before: the preset that they were, or None.
        """
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(-1 if preset is None else self._presets.index(preset))
        if preset is not None:
            self._text.setMinimumHeight(0)
            self._text.setText(engine_text(preset.text))
        elif before is not None:
            # As high as before, or the form would move while a value is typed.
            self._text.setMinimumHeight(self._text.height() if self._text.isVisible() else 0)
            title = engine_text(before.title)
            self._text.setText(self.tr("Changed from the preset “{0}”.").format(title))
        self._text.setVisible(bool(self._text.text()))

    def _activated(self, index: int) -> None:
        preset = self._presets[index]
        if preset is not None:
            self.chosen.emit(preset)
