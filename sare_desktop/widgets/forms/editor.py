"""What the editors of all types of setting share.

Every editor has a raw state (text, a number, a check mark) that always exists, and a value that
exists only where the raw state can be converted.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sare_engine import Setting


class Editor(QWidget):
    """The field of one setting.

    Attributes:
        declared: the setting.
        changed: the raw state changed, by the user or by `set_raw`.
        finished: the user left the field or pressed Enter.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, declared: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.declared = declared
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    @property
    @abstractmethod
    def focus_field(self) -> QWidget:
        """The widget that takes the keyboard; it carries object name and accessible name."""

    def _nothing(self) -> str:
        """Return the placeholder of an empty field; the help explains what it means."""
        return self.tr("default") if "default" in self.declared.help.lower() else self.tr("none")

    def tab_stops(self) -> list[QWidget]:
        """Return the widgets that the tab key visits, in order."""
        return [self.focus_field]

    @abstractmethod
    def raw(self) -> Any:
        """Return the state as JSON."""

    @abstractmethod
    def set_raw(self, state: Any) -> None:
        """Show a state given by `raw`."""

    @abstractmethod
    def value(self) -> Any:
        """Return the value.

        Raises:
            ValueError: the state is not a value of this setting; the text says why.
        """

    @abstractmethod
    def raw_of(self, value: Any) -> Any:
        """Return the state that shows a value of the setting."""
