"""Facts as a table of names and values that can be read, selected and spoken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from sare_desktop import theme

Fact = tuple[str, str] | tuple[str, str, str]
"""Name, value and, where it matters, tone: the name of a colour such as "error"."""


class FactTable(QWidget):
    """Rows of a muted name and a value.

    Args:
        columns: how many pairs are side by side.
        parent: the owner.
    """

    def __init__(self, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._rows: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE.L)
        self._grid.setVerticalSpacing(theme.SPACE.XS)
        for column in range(columns):
            self._grid.setColumnStretch(2 * column + 1, 1)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show facts; those without a value are left out."""
        known = [fact for fact in facts if fact[1]]
        while len(self._rows) > len(known):
            for label in self._rows.pop():
                self._grid.removeWidget(label)
                label.deleteLater()
        while len(self._rows) < len(known):
            self._add_row()
        for (name, value), fact in zip(self._rows, known, strict=True):
            name.setText(fact[0])
            value.setText(fact[1])
            value.setAccessibleName(f"{fact[0]}: {fact[1]}")
            theme.tone(value, fact[2] if len(fact) == 3 else "")

    def facts(self) -> dict[str, str]:
        """Return what is shown."""
        return {name.text(): value.text() for name, value in self._rows}

    def _add_row(self) -> None:
        row, column = divmod(len(self._rows), self._columns)
        name = QLabel()
        theme.role(name, "muted")
        value = QLabel()
        value.setWordWrap(True)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(name, row, 2 * column, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 2 * column + 1, Qt.AlignmentFlag.AlignTop)
        self._rows.append((name, value))
