"""What is loaded, in the status line; leads to the Model page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from sare_desktop import theme
from sare_desktop.colours import Colours

_WIDEST = 460
_NARROWEST = 90


class ModelButton(QPushButton):
    """A name, cut in its middle where there is no room, then device and format."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = self._place = ""
        self.setObjectName("status.model")
        self.setProperty("kind", "model")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_model(self, name: str, place: str = "") -> None:
        """Show what is loaded, and on which device in which format."""
        self._name, self._place = name, f" · {place}" if place else ""
        words = self._name + self._place
        self.setAccessibleName(words)
        self.setToolTip(self.tr("{0}. Click to show the Model page.").format(words))
        self.updateGeometry()
        self._show_words()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        words = self._name + self._place
        return QSize(min(_WIDEST, self._width(words) + 2 * theme.SPACE.S + 2), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Leave room for the rest of the line in a narrow window."""
        hint = self.sizeHint()
        return QSize(min(_NARROWEST, hint.width()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words()

    def _show_words(self) -> None:
        room = max(0, self.width() - 2 * theme.SPACE.S - self._width(self._place))
        name = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)
        self.setText((name + self._place).replace("&", "&&"))

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)


def _rules(use: Colours, _points: float) -> str:
    return (
        'QPushButton[kind="model"] { background: transparent; border: 1px solid transparent; '
        f"color: {use.muted}; text-align: left; padding: 2px 4px; }}\n"
        f'QPushButton[kind="model"]:hover {{ color: {use.text}; }}\n'
        f'QPushButton[kind="model"]:focus {{ border-color: {use.accent}; }}\n'
    )


theme.add_part(_rules)
