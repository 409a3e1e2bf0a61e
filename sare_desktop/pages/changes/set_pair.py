"""Which two caption sets are compared."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from sare_desktop import theme
from sare_desktop.item_models.caption_sets import ListedSet, origin_of, title_of
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.small_parts import make_button


class SetPair(QWidget):
    """Two lists of the project's caption sets, which never show the same set.

    Attributes:
        chosen: the user chose other sets.
        before: the list of sets before.
        after: the list of sets after.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last = ("", "")
        self.before = self._list("before", self.tr("Captions before"))
        self.after = self._list("after", self.tr("Captions after"))
        self.swap_button = make_button(
            self.tr("Swap"), "changes.swap", self.tr("Exchange before and after"), self.swap
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE.S)
        for words, combo in ((self.tr("Before"), self.before), (self.tr("After"), self.after)):
            label = QLabel(words)
            label.setBuddy(combo)
            theme.role(label, "muted")
            row.addWidget(label)
            row.addWidget(combo, 1)
        row.addWidget(self.swap_button)

    def _list(self, name: str, words: str) -> QComboBox:
        combo = ChoiceBox()
        combo.setObjectName(f"changes.{name}")
        combo.setAccessibleName(words)
        combo.setToolTip(words)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(8)
        guard_wheel(combo)
        combo.activated.connect(self._activated)
        return combo

    @property
    def names(self) -> tuple[str, str]:
        """Names of the sets before and after; "" for none."""
        return str(self.before.currentData() or ""), str(self.after.currentData() or "")

    def show_sets(self, sets: Sequence[ListedSet], before: str, after: str) -> None:
        """List the sets, with these chosen."""
        for combo, name in ((self.before, before), (self.after, after)):
            with QSignalBlocker(combo):
                combo.clear()
                for place, one in enumerate(sets):
                    combo.addItem(title_of(one), one.name)
                    tip = origin_of(one.captions_of)
                    combo.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
                combo.setCurrentIndex(combo.findData(name))
        self._last = self.names

    def choose(self, before: str, after: str) -> None:
        """Choose two of the listed sets."""
        self.before.setCurrentIndex(self.before.findData(before))
        self.after.setCurrentIndex(self.after.findData(after))
        self._last = self.names
        self.chosen.emit()

    @Slot()
    def swap(self) -> None:
        """Exchange before and after."""
        before, after = self.names
        self.choose(after, before)

    @Slot()
    def _activated(self) -> None:
        before, after = self.names
        if before == after:
            # The set was in the other list: they change places.
            after, before = self._last
        self.choose(before, after)
