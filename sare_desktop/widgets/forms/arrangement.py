"""How the fields of a form are laid out: what all arrangements have in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from sare_desktop.widgets.forms.field_row import FieldRow
from sare_engine import Setting

MakeRows = Callable[[Sequence[Setting]], QGridLayout]
"""Makes the rows of settings, and returns the layout that they are in."""


class Arrangement(QWidget):
    """The fields of a form, and the button `form.reset_all`.

    Attributes:
        rearranged: other fields are listed than before.
        reset_all: restores all settings of the form.
    """

    rearranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reset_all = QPushButton(self.tr("Reset all"))
        self.reset_all.setObjectName("form.reset_all")
        self.reset_all.setToolTip(self.tr("Restore every setting of the chosen preset."))
        self.reset_all.setAccessibleName(self.tr("Reset all settings"))

    @abstractmethod
    def reveal(self, names: Collection[str]) -> None:
        """Show the fields of settings, wherever they are hidden."""

    @abstractmethod
    def follow(self, fields: Mapping[str, FieldRow], preset: str) -> None:
        """Follow which fields are used, and which are changed.

        Args:
            fields: all rows of the form by the names of their settings.
            preset: title of the preset that they are compared with, or "".
        """

    @abstractmethod
    def may_list(self, name: str) -> bool:
        """Return whether a used setting is listed, whatever is searched for."""

    @abstractmethod
    def tab_stops(self, fields: Mapping[str, FieldRow]) -> list[QWidget]:
        """Return what the tab key visits, in order."""


def stops_of(fields: Mapping[str, FieldRow], names: Collection[str]) -> list[QWidget]:
    """Return what the tab key visits in the rows of settings."""
    return [
        stop for name in names for stop in (*fields[name].editor.tab_stops(), fields[name].reset)
    ]
