"""The part of a form that is folded away: settings that are rarely changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme


class AdvancedFold(QWidget):
    """The switch `form.advanced` with what it shows below it, and the button `form.reset_all`.

    Attributes:
        switch: shows and hides the fields.
        reset_all: restores all settings of the form.
    """

    def __init__(self, fields: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = QToolButton(self)
        self.switch.setObjectName("form.advanced")
        self.switch.setAccessibleName(self.tr("Advanced settings"))
        self.switch.setToolTip(self.tr("Show or hide settings that are rarely changed."))
        self.switch.setCheckable(True)
        self.switch.setAutoRaise(True)
        self.switch.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.switch.setArrowType(Qt.ArrowType.RightArrow)
        self.switch.toggled.connect(self._toggled)
        self.reset_all = QPushButton(self.tr("Reset all"))
        self.reset_all.setObjectName("form.reset_all")
        self.reset_all.setToolTip(self.tr("Restore every setting of the chosen preset."))
        self.reset_all.setAccessibleName(self.tr("Reset all settings"))
        self._folded = QWidget(self)
        inside = QVBoxLayout(self._folded)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(fields)
        self._folded.hide()
        row = QHBoxLayout()
        row.addWidget(self.switch)
        row.addStretch(1)
        row.addWidget(self.reset_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE.M)
        column.addLayout(row)
        column.addWidget(self._folded)

    def unfold(self) -> None:
        """Show the fields."""
        self.switch.setChecked(True)

    def show_used(self, used: bool) -> None:
        """Show the switch only while one of its fields is used."""
        self.switch.setVisible(used)
        self._folded.setVisible(used and self.switch.isChecked())

    def show_changed(self, advanced: int, total: int) -> None:
        """Show how many folded settings are changed, and whether any setting is."""
        self.reset_all.setVisible(total > 0)
        self.switch.setText(
            self.tr("Advanced settings ({count} changed)").format(count=advanced)
            if advanced
            else self.tr("Advanced settings")
        )

    def _toggled(self, shown: bool) -> None:
        self.switch.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self._folded.setVisible(shown)
