"""A place to drop files and folders on, with buttons that do the same from the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.colours import mix
from sare_desktop.widgets.primitives.dropped_paths import accept_as_copy, dropped_paths


class DropArea(QWidget):
    """A dashed frame that takes local files and folders.

    Args:
        title: what may be dropped.
        text: a sentence more, or "".
        actions: label, object name and callback of each button.
        parent: the owner.
    """

    dropped = Signal(object)
    """`list[Path]` of what was dropped."""

    def __init__(
        self,
        title: str,
        text: str = "",
        actions: Sequence[tuple[str, str, Callable[[], object]]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._hot = False
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.SPACE.L, theme.SPACE.L, theme.SPACE.L, theme.SPACE.L)
        page.setSpacing(theme.SPACE.S)
        page.addStretch(1)
        heading = QLabel(title)
        theme.role(heading, "heading")
        below = QLabel(text)
        theme.role(below, "muted")
        if not text:
            below.hide()
        for label in (heading, below):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            page.addWidget(label)
        self.buttons: list[QPushButton] = []
        if actions:
            row = QHBoxLayout()
            row.setSpacing(theme.SPACE.S)
            row.addStretch(1)
            for name, object_name, callback in actions:
                button = QPushButton(name)
                button.setObjectName(object_name)
                button.setAccessibleName(name)
                button.setToolTip(name)
                button.clicked.connect(callback)
                row.addWidget(button)
                self.buttons.append(button)
            row.addStretch(1)
            page.addLayout(row)
        page.addStretch(1)
        theme.notifier().changed.connect(self.update)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept local files and folders, and show that they can be dropped."""
        if accept_as_copy(event):
            self._show_hot(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before the drag."""
        self._show_hot(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Report the dropped paths."""
        self._show_hot(False)
        if accept_as_copy(event):
            self.dropped.emit(dropped_paths(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed frame."""
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = mix(colours.accent, colours.surface, 0.12) if self._hot else colours.surface
        pen = QPen(QColor(colours.accent if self._hot else colours.muted), 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 8, 8)

    def _show_hot(self, hot: bool) -> None:
        self._hot = hot
        self.update()
