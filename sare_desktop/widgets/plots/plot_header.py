"""The line above a plot: its heading, and the buttons for its axis, range, size and export."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from sare_desktop import theme
from sare_desktop.widgets.help.plot_guide_dialog import GuideButton
from sare_desktop.widgets.plots.plot_output import PlotOutput
from sare_desktop.widgets.primitives.drag_out import DragLabel
from sare_desktop.widgets.primitives.save_button import SaveButton


class _OnlyWhenEnabled(QToolButton):
    """A button that leaves its room to the heading while there is nothing to do."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow whether there is something to do."""
        super().changeEvent(event)
        parent = self.parentWidget()
        if event.type() == QEvent.Type.EnabledChange and parent is not None:
            self.setVisible(self.isEnabledTo(parent))


class PlotHeader(QWidget):
    """A heading with buttons named `name.log`, `name.reset`, `name.enlarge` and `name.export`.

    Attributes:
        log: switches the logarithmic axis.
        reset: shows everything again.
        enlarge: enlarges the plot; hidden unless `can_enlarge`.
        save: copies or saves the plot; the heading drags it into another program.
        guide: explains the plot.
    """

    def __init__(
        self,
        title: str,
        output: PlotOutput,
        guide: str,
        *,
        can_enlarge: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Make the line.

        Args:
            title: the heading.
            output: what is copied and saved.
            guide: key of the explanation; see `read_guides`.
            can_enlarge: whether there is a button to enlarge the plot.
            parent: Qt parent.
        """
        super().__init__(parent)
        self._name = name = output.name
        self._title = title
        self._heading = DragLabel(title)
        self._heading.set_data(output.drag_data)
        self._heading.failed.connect(self._not_saved)
        self._heading.setObjectName(f"{name}.title")
        self._heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        font = self._heading.font()
        font.setWeight(QFont.Weight.DemiBold)
        self._heading.setFont(font)
        self._show_title()
        self.log = self._tool("log", self.tr("log"), self.tr("Logarithmic vertical axis"))
        self.log.setCheckable(True)
        tip = self.tr("Show everything again (double-click, or key 0)")
        self.reset = self._tool("reset", self.tr("fit"), tip, _OnlyWhenEnabled)
        self.reset.setEnabled(False)
        self.enlarge = self._tool(
            "enlarge", self.tr("enlarge"), self.tr("Enlarge this plot, or restore its size")
        )
        self.enlarge.setCheckable(True)
        if not can_enlarge:
            self.enlarge.hide()
        self.save = SaveButton(
            f"{name}.export", title, output.save, output.copy_picture, output.copy_values
        )
        self.guide = GuideButton(f"{name}.guide", guide, title, output.state)
        self.save.saved.connect(self._saved)
        self.save.failed.connect(self._not_saved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE.XS)
        row.addWidget(self._heading, 1)
        for button in (self.log, self.reset, self.enlarge, self.save, self.guide):
            row.addWidget(button)
        self.reset.hide()

    @property
    def title(self) -> str:
        """The heading."""
        return self._title

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._title = title
        self.guide.set_title(title)
        self._show_title()

    def _show_title(self) -> None:
        self._heading.setText(self._title)
        tip = self.tr("Drag into another program to copy the plot there")
        self._heading.setToolTip(f"{self._title}\n{tip}")

    def _tool(
        self, key: str, text: str, tip: str, kind: type[QToolButton] = QToolButton
    ) -> QToolButton:
        button = kind()
        button.setObjectName(f"{self._name}.{key}")
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(f"{self._title}: {tip}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _saved(self) -> None:
        self._heading.setText(self._title)
        theme.tone(self._heading, "")

    def _not_saved(self, why: str) -> None:
        self._heading.setText(self.tr("Not saved: {0}").format(why))
        theme.tone(self._heading, "error")
