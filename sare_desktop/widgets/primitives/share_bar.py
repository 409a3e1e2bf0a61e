"""One bar of parts: how a whole is made up, or how much of a limit is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from sare_desktop import theme


@dataclass(frozen=True)
class Part:
    """One part of the bar.

    Attributes:
        name: in words.
        amount: its size, in the unit of all parts.
        text: its size in words.
        colour: name of a colour of the theme, or "series:2".
    """

    name: str
    amount: float
    text: str
    colour: str


class StackedBar(QWidget):
    """The bar alone; its parts are its tooltip and accessible name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self._total = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.notifier().changed.connect(self.update)

    def show_parts(self, parts: Sequence[Part], total: float = 0.0) -> None:
        """Show parts; `total` is the value of a full bar, 0 for the sum of the parts."""
        self._parts = tuple(parts)
        self._total = total
        text = ", ".join(f"{part.name} {part.text}" for part in parts)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as two thirds of a line of text."""
        return QSize(160, max(8, self.fontMetrics().height() * 2 // 3))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts from left to right on the empty bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(whole, whole.height() / 2, whole.height() / 2)
        painter.setClipPath(shape)
        painter.fillRect(whole, QColor(theme.colours().raised))
        total = max(self._total, sum(part.amount for part in self._parts), 1e-12)
        left = 0.0
        for part in self._parts:
            width = whole.width() * part.amount / total
            painter.fillRect(
                QRectF(left, 0, max(width - 1, 1), whole.height()), QColor(colour_of(part))
            )
            left += width


class Swatch(QWidget):
    """A spot in the colour of a part, for a legend."""

    def __init__(self, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = part
        side = max(8, self.fontMetrics().height() * 2 // 3)
        self.setFixedSize(side, side)
        theme.notifier().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a round spot in the part's colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour_of(self._part)))
        painter.drawEllipse(self.rect())


class ShareBar(QWidget):
    """A stacked bar with a legend below; parts differ by place and words besides colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = StackedBar()
        self._legend = QVBoxLayout()
        self._legend.setSpacing(theme.SPACE.XS)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE.S)
        page.addWidget(self._bar)
        page.addLayout(self._legend)
        self._rows: list[QWidget] = []

    def set_parts(self, parts: Sequence[Part], total: float = 0.0) -> None:
        """Show parts; `total` is the value of a full bar, 0 for the sum of the parts."""
        self._bar.show_parts(parts, total)
        for row in self._rows:
            self._legend.removeWidget(row)
            row.deleteLater()
        self._rows = [self._legend_row(part) for part in parts]

    def _legend_row(self, part: Part) -> QWidget:
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.SPACE.S)
        inside.addWidget(Swatch(part))
        inside.addWidget(QLabel(part.name))
        text = QLabel(part.text)
        theme.role(text, "muted")
        inside.addWidget(text)
        inside.addStretch(1)
        self._legend.addWidget(row)
        return row


def colour_of(part: Part) -> str:
    """Return a part's colour in the scheme shown now."""
    name, _, index = part.colour.partition(":")
    colours = theme.colours()
    return colours.series[int(index)] if index else str(getattr(colours, name))
