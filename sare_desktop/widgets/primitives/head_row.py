"""The heading of a page with its controls beside it, or below it where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.widgets.primitives.flow_layout import FlowLayout


class HeadRow(QWidget):
    """Words on the left and controls on the right; the controls wrap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QWidget()
        self._line = QHBoxLayout(self._words)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.SPACE.S)
        self._controls = QWidget()
        self._flow = FlowLayout(theme.SPACE.S, self._controls)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.SPACE.S)
        self._box.addWidget(self._words, 1)
        self._box.addWidget(self._controls)

    def fill(self, words: Sequence[QWidget], controls: Sequence[QWidget]) -> None:
        """Add the words and the controls."""
        for part in words:
            self._line.addWidget(part)
        self._line.addStretch(1)
        for control in controls:
            self._flow.addWidget(control)

    def minimumSizeHint(self) -> QSize:
        """As wide as the words or the widest control."""
        least = self._controls.minimumSizeHint().expandedTo(self._words.minimumSizeHint())
        return QSize(least.width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the controls where there is room."""
        super().resizeEvent(event)
        self.arrange()

    def event(self, event: QEvent) -> bool:
        """Follow parts that become wider or narrower, or are shown or hidden."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return done

    def arrange(self) -> None:
        """Put the controls beside the words if both fit, else below them."""
        wanted = self._words.sizeHint().width() + self._controls.sizeHint().width()
        fits = wanted + theme.SPACE.S <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != direction:
            self._box.setDirection(direction)
