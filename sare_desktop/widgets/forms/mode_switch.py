"""The switch between the plain and the expert mode of a form."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from sare_desktop import theme


class ModeSwitch(QWidget):
    """Two buttons `form.plain` and `form.expert`, of which one is pressed.

    Attributes:
        changed: emitted with whether the expert mode was chosen.
    """

    changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE.XS)
        for at, (name, words, tip) in enumerate(
            (
                ("plain", self.tr("Plain"), self.tr("Show the few settings that most runs need.")),
                (
                    "expert",
                    self.tr("Expert"),
                    self.tr("Show every setting that the method uses, in groups."),
                ),
            )
        ):
            button = QToolButton(self)
            button.setObjectName(f"form.{name}")
            button.setText(words)
            button.setToolTip(tip)
            button.setAccessibleName(self.tr("{0} mode").format(words))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(button, at)
            row.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._toggled)

    def show_mode(self, expert: bool) -> None:
        """Show a mode that was chosen elsewhere."""
        with QSignalBlocker(self):
            self._group.button(int(expert)).setChecked(True)

    def _toggled(self, at: int, on: bool) -> None:
        if on:
            self.changed.emit(bool(at))
