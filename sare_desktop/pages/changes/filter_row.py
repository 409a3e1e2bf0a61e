"""Which changes are listed: one button for each kind, with the number of pictures."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.item_models.changes import change_word
from sare_desktop.widgets.primitives.flow_layout import FlowLayout
from sare_desktop.widgets.primitives.small_parts import make_button
from sare_engine import CAPTION_CHANGES, GONE, LOST, NEW, REPEATS, STILL, ChangeCount


class ChangeFilterRow(QWidget):
    """The kinds of change, and a search.

    Attributes:
        chosen: another kind is chosen.
        typed: other words are searched.
        buttons: kind of change → its button; "" for all.
        search: the words.
    """

    chosen = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tips = {
            "": self.tr("Every picture whose captions changed"),
            GONE: self.tr(
                "A hallucinated object is not mentioned any more, in a caption that is whole"
            ),
            STILL: self.tr("A hallucinated object is still mentioned"),
            NEW: self.tr("A hallucinated object is mentioned that was not mentioned before"),
            REPEATS: self.tr("The caption after is empty or repeats itself"),
            LOST: self.tr("An object in the picture is not mentioned any more"),
        }
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        kinds = FlowLayout(theme.SPACE.XS)
        for kind in ("", *CAPTION_CHANGES):
            button = make_button("", f"changes.filter.{kind or 'all'}", tips.get(kind, ""))
            button.setCheckable(True)
            button.setProperty("change", kind)
            self.buttons[kind] = button
            self._group.addButton(button)
            kinds.addWidget(button)
        self.buttons[""].setChecked(True)
        self._group.buttonClicked.connect(self._on_clicked)
        self.search = QLineEdit()
        self.search.setObjectName("changes.search")
        self.search.setAccessibleName(self.tr("Search names and captions"))
        self.search.setToolTip(self.tr("Words that the file name or a caption must contain"))
        self.search.setPlaceholderText(self.tr("Search names and captions"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.typed)
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 20)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE.M)
        row.addLayout(kinds, 4)
        row.addWidget(self.search, 1, Qt.AlignmentFlag.AlignTop)
        self.show_counts({}, 0)

    @property
    def kind(self) -> str:
        """The chosen kind of change, "" for all."""
        button = self._group.checkedButton()
        return str(button.property("change")) if button is not None else ""

    def choose(self, kind: str) -> None:
        """List one kind of change, or all."""
        self.buttons[kind].setChecked(True)
        self.chosen.emit()

    def reset(self) -> None:
        """List all changes."""
        with QSignalBlocker(self.search):
            self.search.clear()
        self.choose("")

    def show_counts(self, counts: Mapping[str, ChangeCount], pictures: int) -> None:
        """Show how many pictures there are.

        Args:
            counts: kind of change → how often it occurs.
            pictures: pictures with any change.
        """
        for kind, button in self.buttons.items():
            words = change_word(kind) if kind else self.tr("all changes")
            count = counts[kind].pictures if kind in counts else 0
            words = words[:1].upper() + words[1:]
            text = f"{words}  {pictures if not kind else count}"
            button.setText(text)
            button.setAccessibleName(text)

    @Slot(QAbstractButton)
    def _on_clicked(self, _button: QAbstractButton) -> None:
        self.chosen.emit()
