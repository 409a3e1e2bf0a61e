"""A combo box whose list shows all there is to choose from."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from sare_desktop import theme


class ChoiceBox(QComboBox):
    """A combo box whose list is as wide as its words, and as high as its items.

    Qt makes the list as wide as the box, and lower the wider the box's border is: below a box with
    the focus the last item would be cut. So the border is thin while the list is open.
    """

    def showPopup(self) -> None:
        """Show the list in its full size."""
        view, metrics = self.view(), self.fontMetrics()
        words = (metrics.horizontalAdvance(self.itemText(row)) for row in range(self.count()))
        around = 2 * theme.SPACE.L
        if self.count() > self.maxVisibleItems():
            around += view.verticalScrollBar().sizeHint().width()
        widest = max(words, default=0) + around
        view.setMinimumWidth(min(widest, self.screen().availableGeometry().width()))
        self._show_open(True)
        super().showPopup()

    def hidePopup(self) -> None:
        """Hide the list."""
        super().hidePopup()
        self._show_open(False)

    def _show_open(self, is_open: bool) -> None:
        self.setProperty("open", is_open)
        theme.restyle(self)
