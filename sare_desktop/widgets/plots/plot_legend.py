"""An entry of a plot's legend: a button that hides and shows its curve and reads out its value."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton

from sare_desktop.widgets.plots.plot_curves import LegendEntry, paint_sample

_SAMPLE = QSize(24, 10)


class LegendButton(QToolButton):
    """An entry of the legend: a sample of the line, its name, and a value."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setCheckable(True)
        self.setChecked(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(_SAMPLE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._label = label
        self._widest = 0
        self.setText(label)
        self.setAccessibleName(self.tr("Curve {0}").format(label))
        self.setToolTip(self.tr("Show or hide {0}").format(label))
        # A curve that is shown is the usual thing and needs no frame; a hidden one is struck out.
        self.setStyleSheet(
            "QToolButton { padding: 1px 3px; } QToolButton:checked { background: transparent; }"
        )
        self.toggled.connect(self._strike)

    def show_value(self, text: str, label: str = "") -> None:
        """Write a value after the name."""
        shown = f"{label or self._label}  {text}" if text else (label or self._label)
        if shown != self.text():
            self.setText(shown)
            if len(shown) > self._widest:
                self._hold()

    def changeEvent(self, event: QEvent) -> None:
        """Take the size that a new font needs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self._widest:
            self._hold()

    def _hold(self) -> None:
        """Keep the size that this text needs, until a longer one comes.

        Entries that came and went with each digit would dance, and each change of a text would lay
        the whole page out again.
        """
        self._widest = len(self.text())
        self.setFixedSize(self.sizeHint())

    def _strike(self, shown: bool) -> None:
        font = self.font()
        font.setStrikeOut(not shown)
        self.setFont(font)

    def show_sample(self, entry: LegendEntry) -> None:
        """Draw the sample."""
        ratio = 2.0
        picture = QPixmap(int(_SAMPLE.width() * ratio), int(_SAMPLE.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_sample(painter, QRectF(QPointF(0, 0), QSizeF(_SAMPLE)), entry)
        painter.end()
        self.setIcon(QIcon(picture))
