"""All shortcuts in a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.colours import Colours


class ShortcutsDialog(QDialog):
    """Lists (place, action, key), grouped by place."""

    def __init__(self, keys: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        body = QWidget()
        body.setProperty("page", True)
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, theme.SPACE.L, 0)
        grid.setHorizontalSpacing(theme.SPACE.XL)
        grid.setVerticalSpacing(theme.SPACE.S)
        grid.setColumnStretch(0, 1)
        row, last = 0, ""
        places = list(dict.fromkeys(place for place, _, _ in keys))
        for place, name, key in sorted(keys, key=lambda entry: places.index(entry[0])):
            if place != last:
                heading = QLabel(place)
                theme.role(heading, "heading")
                if row:
                    grid.setRowMinimumHeight(row, theme.SPACE.M)
                    row += 1
                grid.addWidget(heading, row, 0, 1, 2)
                row, last = row + 1, place
            grid.addWidget(QLabel(name), row, 0)
            label = QLabel(key)
            label.setObjectName("key")
            grid.addWidget(label, row, 1, Qt.AlignmentFlag.AlignRight)
            row += 1
        grid.setRowStretch(row, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(body)
        area.setAccessibleName(self.tr("Keyboard shortcuts"))
        close = QPushButton(self.tr("Close"))
        close.setObjectName("shortcuts.close")
        close.setAccessibleName(self.tr("Close"))
        close.setToolTip(self.tr("Close this list"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.L)
        layout.setSpacing(theme.SPACE.L)
        layout.addWidget(area, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(480, 520)


def _rules(use: Colours, _points: float) -> str:
    return (
        f"QDialog#shortcuts QLabel#key {{ background: {use.raised}; border-radius: 4px; "
        "padding: 1px 6px; }\n"
    )


theme.add_part(_rules)
