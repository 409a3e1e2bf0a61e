"""The line above a plot: its heading, and the buttons for its axis, range, size and export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget
from superqt import QElidingLabel

from sare_desktop import theme
from sare_desktop.widgets.primitives.save_button import SaveButton


class PlotHeader(QWidget):
    """A heading with buttons named `name.log`, `name.reset`, `name.enlarge` and `name.export`.

    Attributes:
        log: switches the logarithmic axis.
        reset: shows everything again.
        enlarge: enlarges the plot; hidden unless `can_enlarge`.
    """

    def __init__(
        self,
        name: str,
        title: str,
        export: Callable[[Path], None],
        *,
        can_enlarge: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._title = title
        self._heading = QElidingLabel(title)
        self._heading.setObjectName(f"{name}.title")
        self._heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        font = self._heading.font()
        font.setWeight(QFont.Weight.DemiBold)
        self._heading.setFont(font)
        self._heading.setToolTip(title)
        self.log = self._tool("log", self.tr("log"), self.tr("Logarithmic vertical axis"))
        self.log.setCheckable(True)
        self.reset = self._tool(
            "reset", self.tr("fit"), self.tr("Show everything again (double-click, or key 0)")
        )
        self.reset.setEnabled(False)
        self.enlarge = self._tool(
            "enlarge", self.tr("enlarge"), self.tr("Enlarge this plot, or restore its size")
        )
        self.enlarge.setCheckable(True)
        if not can_enlarge:
            self.enlarge.hide()
        save = SaveButton(f"{name}.export", title, export)
        save.saved.connect(self._saved)
        save.failed.connect(self._not_saved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE.XS)
        row.addWidget(self._heading, 1)
        for button in (self.log, self.reset, self.enlarge, save):
            row.addWidget(button)

    @property
    def title(self) -> str:
        """The heading."""
        return self._title

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._title = title
        self._heading.setText(title)
        self._heading.setToolTip(title)

    def _tool(self, key: str, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"{self._name}.{key}")
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(f"{self._title}: {tip}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _saved(self) -> None:
        self._heading.setText(self._title)
        theme.tone(self._heading, "")

    def _not_saved(self, why: str) -> None:
        self._heading.setText(self.tr("Not saved: {0}").format(why))
        theme.tone(self._heading, "error")
