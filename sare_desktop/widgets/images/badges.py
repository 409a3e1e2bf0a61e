"""Small signs on a picture that say how many of its mentions were judged how."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from sare_desktop import theme
from sare_desktop.item_models.tested_images import TestedImage
from sare_engine import GROUNDED, HALLUCINATED, UNSURE

_SIGNS = {HALLUCINATED: "✗", UNSURE: "?", "tested": "✓", "silent": "–"}
_BETWEEN = 4


def badges_of(image: TestedImage) -> list[tuple[str, int, str]]:
    """Return kind, count (0: not shown) and colour of an image's badges."""
    if not image.tested:
        return []
    counts = ((HALLUCINATED, image.count(HALLUCINATED)), (UNSURE, image.count(UNSURE)))
    badges = [(verdict, count, verdict) for verdict, count in counts if count]
    if badges:
        return badges
    # A caption that mentions nothing has nothing that could be right.
    return [("tested", 0, GROUNDED) if image.has_mentions else ("silent", 0, "muted")]


class BadgePainter:
    """Paints badges; the sizes of their texts are computed once for each font."""

    def __init__(self) -> None:
        self._font = QFont()
        self._metrics = QFontMetrics(self._font)
        self._known: dict[tuple[str, int], tuple[str, int]] = {}

    def adapt(self, view: QWidget) -> None:
        """Follow the view's font."""
        self._font = QFont(view.font())
        self._font.setPointSizeF(max(6.0, view.font().pointSizeF() * 0.9))
        self._font.setBold(True)
        self._metrics = QFontMetrics(self._font)
        self._known.clear()

    @property
    def height(self) -> int:
        """Height of a badge."""
        return self._metrics.height() + 2

    def width(self, image: TestedImage) -> int:
        """Return the width of an image's badges side by side."""
        widths = [self._badge(kind, count)[1] for kind, count, _ in badges_of(image)]
        return sum(widths) + _BETWEEN * len(widths)

    def paint(self, painter: QPainter, left: int, top: int, image: TestedImage) -> None:
        """Paint an image's badges from left to right."""
        colours = theme.colours()
        painter.setFont(self._font)
        height = self.height
        for kind, count, tone in badges_of(image):
            text, width = self._badge(kind, count)
            pill = QRectF(left, top, width, height)
            painter.setPen(QPen(QColor(getattr(colours, tone)), 1.5))
            painter.setBrush(QColor(colours.surface))
            painter.drawRoundedRect(pill, height / 2, height / 2)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
            left += width + _BETWEEN

    def _badge(self, kind: str, count: int) -> tuple[str, int]:
        key = (kind, count)
        if key not in self._known:
            text = f"{_SIGNS[kind]} {count}" if count else _SIGNS[kind]
            width = self._metrics.horizontalAdvance(text) + self._metrics.height()
            self._known[key] = (text, width)
        return self._known[key]
