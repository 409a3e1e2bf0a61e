"""A score on its scale, with the thresholds that judge it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from sare_desktop import theme
from sare_desktop.widgets.primitives.amounts import figure_text

_MARGIN = 0.15
"""Room beyond the outermost mark, as a share of the range shown."""


class ScoreScale(QWidget):
    """A line with three zones, a mark for the score, and the names of the thresholds.

    Below the lower threshold is hallucinated, above the upper grounded, between them unsure; the
    zones differ in line style as well as in colour.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score: float | None = None
        self._low = self._high = 0.0
        self._names = ("T1", "T0")
        self._ends: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.notifier().changed.connect(self.update)

    def show_score(
        self,
        score: float,
        low: float,
        high: float,
        names: tuple[str, str] = ("T1", "T0"),
        ends: tuple[float, float] | None = None,
    ) -> None:
        """Show a score against two thresholds; `ends` fixes the scale, else it fits."""
        self._score, self._low, self._high = score, low, high
        self._names, self._ends = names, ends
        self.setAccessibleName(
            self.tr("{0} on a scale with {1} at {2} and {3} at {4}").format(
                figure_text(score, ".1f"),
                names[0],
                figure_text(low, "g"),
                names[1],
                figure_text(high, "g"),
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines of text."""
        height = self.fontMetrics().height()
        return QSize(height * 12, round(height * 2.4))

    def minimumSizeHint(self) -> QSize:
        """As high as it wants to be, narrower."""
        return QSize(self.fontMetrics().height() * 6, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        if self._score is None:
            return
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height() * 0.95
        first, last = self._range()
        left, right = 4.0, self.width() - 4.0

        def place(value: float) -> float:
            return left + (value - first) / (last - first) * (right - left)

        low, high = place(self._low), place(self._high)
        for start, end, name, style in (
            (left, low, "hallucinated", Qt.PenStyle.DashLine),
            (low, high, "unsure", Qt.PenStyle.DotLine),
            (high, right, "grounded", Qt.PenStyle.SolidLine),
        ):
            painter.setPen(QPen(QColor(getattr(colours, name)), 3, style))
            painter.drawLine(QPointF(start, line), QPointF(end, line))
        painter.setPen(QPen(QColor(colours.text), 1))
        for at in (low, high):
            painter.drawLine(QPointF(at, line - 6), QPointF(at, line + 6))
        words = [
            f"{name} {figure_text(limit, 'g')}"
            for name, limit in zip(self._names, (self._low, self._high), strict=True)
        ]
        metrics = self.fontMetrics()
        widths = [metrics.horizontalAdvance(one) for one in words]
        at_low = min(max(low - widths[0] / 2, 0.0), self.width() - widths[0] - widths[1] - 8.0)
        at_high = max(min(high - widths[1] / 2, self.width() - widths[1]), at_low + widths[0] + 8)
        painter.setPen(QColor(colours.muted))
        for x, word, width in zip((at_low, at_high), words, widths, strict=True):
            painter.drawText(
                QRectF(x, line + 6, width + 2, metrics.height()),
                Qt.AlignmentFlag.AlignLeft,
                word,
            )
        at = min(max(place(self._score), left), right)
        painter.setBrush(QColor(colours.text))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(
            QPolygonF(
                [QPointF(at, line - 2), QPointF(at - 6, line - 12), QPointF(at + 6, line - 12)]
            )
        )
        painter.end()

    def _range(self) -> tuple[float, float]:
        if self._ends is not None:
            return self._ends
        score = self._score if self._score is not None else self._low
        first, last = min(score, self._low), max(score, self._high)
        room = max((last - first) * _MARGIN, 1.0)
        return first - room, last + room
