"""A list of runs with check boxes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from sare_desktop.widgets.primitives.small_parts import row_height

_ROLE = Qt.ItemDataRole.UserRole


class CheckList(QListWidget):
    """Items have words to show and a name to tell them apart."""

    def __init__(self, name: str, accessible: str, tip: str, parent: QWidget | None = None) -> None:
        """Show no items yet.

        Args:
            name: the object name.
            accessible: the accessible name.
            tip: the tooltip.
            parent: the owner.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setToolTip(tip)
        self.setMinimumHeight(5 * self.fontMetrics().height())
        self.setMaximumHeight(9 * self.fontMetrics().height())

    def fill(self, choices: Sequence[tuple[str, str]], checked: Collection[str]) -> None:
        """Replace the items, without `itemChanged`.

        Args:
            choices: words and name of each item.
            checked: names of those that are checked.
        """
        with QSignalBlocker(self):
            self.clear()
            for words, name in choices:
                item = QListWidgetItem(words)
                item.setData(_ROLE, name)
                item.setSizeHint(QSize(0, row_height(self)))
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(_state(name in checked))
                self.addItem(item)

    def check(self, names: Collection[str]) -> None:
        """Check these items and no others, without `itemChanged`."""
        with QSignalBlocker(self):
            for item in self._items():
                item.setCheckState(_state(item.data(_ROLE) in names))

    def names(self) -> list[str]:
        """Return the names of all items."""
        return [str(item.data(_ROLE)) for item in self._items()]

    def checked(self) -> list[str]:
        """Return the names of the checked items."""
        return [
            str(item.data(_ROLE))
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(number) for number in range(self.count())]


def _state(checked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
