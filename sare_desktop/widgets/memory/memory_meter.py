"""Memory used by this program, used by others, and free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from sare_desktop import theme
from sare_desktop.colours import mix
from sare_desktop.widgets.primitives.amounts import figure_text

if TYPE_CHECKING:
    from sare_engine import MemoryUse

EMPTY, OTHERS = 0.18, 0.8
"""Shares of the muted colour in the ground of the bar, and in what others use."""


def bytes_text(count: float) -> str:
    """Return a number of bytes in the unit a person would use (powers of 1000)."""
    for unit, size in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if abs(count) >= size:
            value = count / size
            return f"{figure_text(value, '.0f' if value >= 100 else '.1f')} {unit}"
    return f"{count:.0f} B"


class _Bar(QWidget):
    """A bar of three parts; the parts differ by pattern too, not by colour alone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shares = (0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.notifier().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        height = self.fontMetrics().height()
        return QSize(height * 7, max(8, height // 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        use = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setClipPath(path)
        painter.fillRect(box, QColor(mix(use.muted, use.surface, EMPTY)))
        ours, others = (share * box.width() for share in self.shares)
        painter.fillRect(QRectF(0, 0, ours, box.height()), QColor(use.accent))
        rest = QRectF(ours, 0, others, box.height())
        painter.fillRect(rest, QColor(mix(use.muted, use.surface, OTHERS)))
        painter.setPen(QColor(use.surface))
        painter.setClipRect(rest, Qt.ClipOperation.IntersectClip)
        x = rest.left() - box.height()
        while x < rest.right():
            painter.drawLine(int(x), int(box.height()), int(x + box.height()), 0)
            x += 6


class MemoryMeter(QWidget):
    """A bar of memory used by us, used by others, and free, with the figures in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("memory_meter")
        self._bar = _Bar(self)
        self._text = QLabel(self.tr("Memory"))
        self._text.setObjectName("memory_meter.text")
        theme.role(self._text, "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE.S)
        layout.addWidget(self._bar)
        layout.addWidget(self._text)
        self.setToolTip(self.tr("Memory used by this program, used by others, and free"))
        self.setAccessibleName(self.tr("Memory"))

    def set_use(self, use: MemoryUse) -> None:
        """Show who uses how much."""
        total = max(1, use.total)
        self._bar.shares = (min(1.0, use.ours / total), min(1.0, use.others / total))
        self._bar.update()
        self._text.setText(self.tr("{0} free").format(bytes_text(use.free)))
        place = {
            "cpu": self.tr("the computer's memory"),
            "cuda": self.tr("GPU memory"),
            "mps": self.tr("GPU memory"),
        }.get(use.device, use.device)
        words = self.tr("{0}: SARE Desktop {1}, other programs {2}, free {3} of {4}").format(
            place[:1].upper() + place[1:],
            bytes_text(use.ours),
            bytes_text(use.others),
            bytes_text(use.free),
            bytes_text(use.total),
        )
        self.setToolTip(words)
        self.setAccessibleDescription(words)
