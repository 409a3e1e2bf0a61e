"""The drawing area of a plot: its axes, and what keyboard, wheel and mouse do there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from sare_desktop import theme
from sare_desktop.widgets.help.plot_guide_dialog import GuideButton
from sare_desktop.widgets.primitives.save_button import SaveButton

_PAGE = 10
_ZOOM = 0.8
_DECADES_WITH_MORE = 2.5
"""Up to so many powers of ten, a logarithmic axis has words between them."""


class ValueAxis(pg.AxisItem):  # type: ignore[misc]
    """An axis of numbers, or of fractions shown as per cent; at the left if not said otherwise."""

    def __init__(self, side: str = "left", *, percent: bool = False) -> None:
        self._percent = percent
        super().__init__(side)

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Return the words beside the ticks."""
        if self.logMode:
            return self.logTickStrings(values, scale, spacing)
        if not self._percent:
            return list(super().tickStrings(values, scale, spacing))
        places = max(0, math.ceil(-math.log10(max(spacing, 1e-6) * 100)))
        return [f"{value * 100:.{places}f} %" for value in values]

    def logTickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Return the words beside logarithmic ticks: 1, 2 and 5 of each power of ten, or 1 alone.

        All nine would lie on each other.
        """
        low, high = sorted(self.range)
        kept = (1.0, 2.0, 5.0) if high - low < _DECADES_WITH_MORE else (1.0,)
        factor, unit = (100.0, " %") if self._percent else (1.0, "")
        words = []
        for value in values:
            power = math.floor(value + 1e-9)
            first = round(10 ** (value - power), 6)
            words.append(f"{first * 10**power * factor:.3g}{unit}" if first in kept else "")
        return words


def recolour_axes(*axes: pg.AxisItem) -> None:
    """Draw axes, their numbers and their labels in the colours of the present scheme."""
    use = theme.colours()
    for axis in axes:
        axis.setPen(pg.mkPen(use.outline))
        axis.setTextPen(pg.mkPen(use.muted))
        axis.setLabel(axis.labelText, **{**axis.labelStyle, "color": use.muted})


def make_plot_menu(plot: QWidget, save: SaveButton, guide: GuideButton) -> QMenu:
    """Return a context menu of what a plot's buttons do."""
    menu = QMenu(plot)
    menu.setObjectName(f"{guide.objectName()}.menu")
    menu.addAction(guide.action)
    menu.addSeparator()
    menu.addActions(save.menu().actions())
    return menu


class MenuCanvas(pg.PlotWidget):  # type: ignore[misc]
    """A drawing area with a context menu, and Ctrl+C for its picture."""

    _menu: QMenu | None = None

    def offer(self, save: SaveButton, guide: GuideButton) -> None:
        """Offer what the buttons do that copy, save and explain the plot."""
        self._menu = make_plot_menu(self, save, guide)
        self.addAction(save.copy_action)
        # A press of the right button may be the beginning of a zoom; a click is none.
        self.scene().sigMouseClicked.connect(self._clicked)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu if a key asks for it."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self._menu is not None:
            self._menu.popup(self.mapToGlobal(self.rect().center()))
        event.accept()

    def _clicked(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.RightButton and self._menu is not None:
            self._menu.popup(QCursor.pos())


class Canvas(MenuCanvas):
    """The drawing area: keyboard and wheel as in the rest of the window."""

    moved = Signal(int)
    jumped = Signal(bool)
    zoomed = Signal(float)
    reset = Signal()
    left = Signal()

    def fill_plot(self, name: str) -> None:
        """Be the part of a plot that takes what height is left, and that Tab reaches."""
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom when focused; otherwise let the page scroll."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus, so that wheel and keys apply here."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show everything again."""
        self.reset.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the crosshair and zoom."""
        key, keys = event.key(), Qt.Key
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (keys.Key_Left, keys.Key_Right):
            self.moved.emit((-1 if key == keys.Key_Left else 1) * (_PAGE if far else 1))
        elif key in (keys.Key_Home, keys.Key_End):
            self.jumped.emit(key == keys.Key_End)
        elif key in (keys.Key_Plus, keys.Key_Equal):
            self.zoomed.emit(_ZOOM)
        elif key == keys.Key_Minus:
            self.zoomed.emit(1 / _ZOOM)
        elif key == keys.Key_0:
            self.reset.emit()
        elif key == keys.Key_Escape:
            self.left.emit()
        else:
            event.ignore()
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.getPlotItem().getViewBox().setBorder(pg.mkPen(theme.colours().accent, width=2))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self.getPlotItem().getViewBox().setBorder(None)

    def leaveEvent(self, event: Any) -> None:
        """Take the crosshair away with the mouse."""
        super().leaveEvent(event)
        self.left.emit()
