"""The button that shows and hides the settings beside a result."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QPushButton, QWidget

_SIDE_BY_SIDE_FROM = 90
"""Widths of the letter m that settings and result need beside each other."""


class SetupButton(QPushButton):
    """Shows or hides a page's settings; on a narrow page they take the place of the result."""

    def __init__(self, name: str, page: QWidget, setup: QWidget, result: QWidget) -> None:
        """Make the button; the page decides where it goes.

        Args:
            name: its object name.
            page: the page, whose width decides.
            setup: the settings.
            result: what comes of them.
        """
        super().__init__()
        self._page, self._setup, self._result = page, setup, result
        self._room_wanted = False
        self.setObjectName(name)
        self.setText(self.tr("Settings"))
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("Show or hide the settings, to give the curves more room"))
        self.setCheckable(True)
        self.setChecked(True)
        self.toggled.connect(self._arrange)
        page.installEventFilter(self)

    def make_room(self) -> None:
        """Hide the settings if the page is too narrow for both, as soon as it is visible."""
        self._room_wanted = True
        self._make_wanted_room()

    def _make_wanted_room(self) -> None:
        if self._room_wanted and self._page.isVisible():  # Its width means nothing before that.
            self._room_wanted = False
            if self._is_narrow():
                self.setChecked(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the page."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._arrange()
        elif event.type() == QEvent.Type.Show:
            self._make_wanted_room()
        return super().eventFilter(watched, event)

    def _is_narrow(self) -> bool:
        letter = self._page.fontMetrics().horizontalAdvance("m")
        return self._page.width() < _SIDE_BY_SIDE_FROM * letter

    def _arrange(self) -> None:
        self._setup.setVisible(self.isChecked())
        self._result.setVisible(not (self.isChecked() and self._is_narrow()))
