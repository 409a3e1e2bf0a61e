"""What is loaded, in the status line; leads to the Model page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from sare_desktop import theme
from sare_desktop.colours import Colours

_WIDEST = 460
_NARROWEST = 120


class ModelButton(QPushButton):
    """One line that is cut in its middle where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setObjectName("status.model")
        self.setProperty("kind", "model")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_NARROWEST)

    def set_model(self, words: str) -> None:
        """Show what is loaded."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(self.tr("{0}. Click to show the Model page.").format(words))
        self.updateGeometry()
        self._show_words()

    def words(self) -> str:
        """Return what is loaded, uncut."""
        return self._words

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        room = self.fontMetrics().horizontalAdvance(self._words) + 2 * theme.SPACE.M
        return QSize(min(_WIDEST, max(_NARROWEST, room)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words()

    def _show_words(self) -> None:
        room = max(0, self.width() - 2 * theme.SPACE.S)
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, room)
        self.setText(cut.replace("&", "&&"))


def _rules(use: Colours, _points: float) -> str:
    return (
        'QPushButton[kind="model"] { background: transparent; border: 1px solid transparent; '
        f"color: {use.muted}; text-align: left; padding: 2px 4px; }}\n"
        f'QPushButton[kind="model"]:hover {{ color: {use.text}; }}\n'
        f'QPushButton[kind="model"]:focus {{ border-color: {use.accent}; }}\n'
    )


theme.add_part(_rules)
