"""Where dragged files land, and what is done with them there."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from sare_desktop import theme
from sare_desktop.colours import mix

_VEIL = 40
"""Opacity of the tint above the place, of 255: what is below stays visible."""


class DropHint(QWidget):
    """A frame above a widget while files are dragged over it."""

    def __init__(self, over: QWidget, name: str) -> None:
        super().__init__(over)
        self._over = over
        self._text = ""
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def text(self) -> str:
        """Return what is said; "" while nothing is dragged."""
        return "" if self.isHidden() else self._text

    def show_text(self, text: str) -> None:
        """Frame the widget and say what a drop does."""
        self._text = text
        self.setAccessibleName(text)
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the words."""
        use = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(use.accent)
        veil.setAlpha(_VEIL)
        pen = QPen(QColor(use.accent), 2)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(veil)
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 8, 8)
        room = self.rect().adjusted(*(theme.SPACE.XL * side for side in (1, 1, -1, -1)))
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        words: QRect = painter.boundingRect(room, flags, self._text)
        box = words.adjusted(-theme.SPACE.L, -theme.SPACE.M, theme.SPACE.L, theme.SPACE.M)
        painter.setPen(QPen(QColor(use.accent), 1))
        painter.setBrush(QColor(mix(use.accent, use.surface, 0.10)))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor(use.text))
        painter.drawText(words, flags, self._text)
