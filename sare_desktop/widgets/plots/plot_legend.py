"""A plot's legend: a button for each curve that hides and shows it and reads out its value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget
from superqt import QFlowLayout

from sare_desktop import theme
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
        # A shown curve is the normal case and needs no frame; a hidden curve is struck out.
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
        """Keep the size that this text needs until a longer text comes.

        Entries that came and went with each digit would dance, and each change of a text would lay
        the whole page out again.
        """
        self._widest = len(self.text())
        self.ensurePolished()  # Before, the style sheet's font and padding are not counted.
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


class PlotLegend(QWidget):
    """The legend of a plot.

    Attributes:
        toggled: the user hid or showed an entry, or the entries are new.
    """

    toggled = Signal()

    def __init__(self, name: str) -> None:
        """Make an empty legend.

        Args:
            name: the plot's object name; the entry with a key is `<name>.legend.<key>`.
        """
        super().__init__()
        self._name = name
        self._buttons: dict[str, LegendButton] = {}
        self._flow = QFlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.setHorizontalSpacing(theme.SPACE.S)
        self._flow.setVerticalSpacing(0)

    def set_entries(self, entries: Sequence[LegendEntry]) -> None:
        """Show other entries; those that were hidden stay hidden."""
        hidden = {key for key, button in self._buttons.items() if not button.isChecked()}
        while self._flow.count():
            taken = self._flow.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._buttons = {}
        before = self._stop_before()
        for entry in entries:
            button = LegendButton(f"{self._name}.legend.{entry.key}", entry.label)
            button.setChecked(entry.key not in hidden)
            button.toggled.connect(self._toggled)
            self._buttons[entry.key] = button
            self._flow.addWidget(button)
            if before is not None:  # Else new entries would come after the whole window.
                QWidget.setTabOrder(before, button)
            before = button
        self.toggled.emit()

    def _stop_before(self) -> QWidget | None:
        """Return what the tab key visits before the legend; None where it is the first."""
        at = self.previousInFocusChain()
        while at is not None and at is not self:
            if at.focusPolicy() & Qt.FocusPolicy.TabFocus and not self.isAncestorOf(at):
                return at if at.window() is self.window() else None
            at = at.previousInFocusChain()
        return None

    def show_samples(self, entries: Sequence[LegendEntry]) -> None:
        """Draw the samples of the present entries, in the colours of the scheme shown now."""
        for entry in entries:
            self._buttons[entry.key].show_sample(entry)

    def is_shown(self, key: str) -> bool:
        """Return whether the curve with a key is shown."""
        return self._buttons[key].isChecked()

    def show_value(self, key: str, text: str, label: str = "") -> None:
        """Write a value after an entry's name; `label` replaces the name."""
        self._buttons[key].show_value(text, label)

    def _toggled(self) -> None:
        self.toggled.emit()
