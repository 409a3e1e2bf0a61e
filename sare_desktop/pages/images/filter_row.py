"""Which images are shown: by verdict, concept, folder and words."""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.item_models.images import (
    ALL,
    UNTESTED,
    WITH_HALLUCINATION,
    WITH_UNSURE,
)
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.small_parts import limit_width

_TYPING_MS = 200
_LETTERS = 8
_SEARCH_LETTERS = 14


class FilterRow(QWidget):
    """Choices and a search, in two lines where the row is narrow.

    Attributes:
        changed: other images are asked for.
        which: images with one verdict.
        concept: images whose caption mentions a concept.
        folder: images of a folder; not shown while all are in one.
        search: words of names and captions.
    """

    changed = Signal()

    def __init__(self, view: QWidget, parent: QWidget | None = None) -> None:
        """Ask for all images.

        Args:
            view: the button for the order and the size, at the end of the row.
            parent: the owner.
        """
        super().__init__(parent)
        self._folders: tuple[str, ...] = ()
        self._view = view
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._change)
        self.which = ChoiceBox()
        self.which.setObjectName("images.filter.which")
        self.which.setAccessibleName(self.tr("Which images are shown"))
        self.which.setToolTip(self.tr("Show only some of the images"))
        for text, value in (
            (self.tr("All images"), ALL),
            (self.tr("Hallucinated"), WITH_HALLUCINATION),
            (self.tr("Unsure"), WITH_UNSURE),
            (self.tr("Untested"), UNTESTED),
        ):
            self.which.addItem(text, value)
        self.concept = ChoiceBox()
        self.concept.setObjectName("images.filter.concept")
        self.concept.setAccessibleName(self.tr("Only images whose caption mentions"))
        self.concept.setToolTip(self.tr("Show only images whose caption mentions this concept"))
        self.concept.addItem(self.tr("Any concept"), "")
        self.folder = ChoiceBox()
        self.folder.setObjectName("images.filter.folder")
        self.folder.setAccessibleName(self.tr("Only images of the folder"))
        self.folder.setToolTip(self.tr("Show only images of this folder and of those in it"))
        self.folder.addItem(self.tr("Any folder"), "")
        self.folder.hide()
        for box in (self.which, self.concept, self.folder):
            limit_width(box, _LETTERS)
            guard_wheel(box)
            box.currentIndexChanged.connect(self._change)
        self.search = QLineEdit()
        self.search.setObjectName("images.filter.text")
        self.search.setAccessibleName(self.tr("Search names and captions"))
        self.search.setToolTip(self.tr("Words that the file name or the caption must contain"))
        self.search.setPlaceholderText(self.tr("Search names and captions"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self._change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE.S)
        self._lines = (QHBoxLayout(), QHBoxLayout())
        for line in self._lines:
            line.setSpacing(theme.SPACE.S)
            column.addLayout(line)
        self._one_line: bool | None = None
        self._arrange(one_line=True)

    # Where the parts are

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the search where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        least = self.fontMetrics().averageCharWidth() * _SEARCH_LETTERS
        parts = [one for one in (*self._boxes, self._view) if not one.isHidden()]
        taken = sum(one.sizeHint().width() + theme.SPACE.S for one in parts)
        self._arrange(one_line=taken + least <= self.width())

    @property
    def _boxes(self) -> tuple[ChoiceBox, ...]:
        return self.which, self.concept, self.folder

    def _arrange(self, *, one_line: bool) -> None:
        if one_line == self._one_line:
            return
        self._one_line = one_line
        if one_line:
            lines = [[self.which, self.concept, self.folder, self.search, self._view], []]
        else:
            lines = [[self.which, self.concept, self._view], [self.folder, self.search]]
        for line, parts in zip(self._lines, lines, strict=True):
            for part in parts:
                line.addWidget(part, int(part is not self._view))
        for before, after in itertools.pairwise([*lines[0], *lines[1]]):
            QWidget.setTabOrder(before, after)

    # What is asked for

    @property
    def typing(self) -> bool:
        """Whether a search was typed that is not carried out yet."""
        return self._typing.isActive()

    def values(self) -> tuple[str, str, str, str]:
        """Return which images, the concept, the words and the folder that are asked for."""
        return (
            str(self.which.currentData()),
            str(self.concept.currentData()),
            self.search.text(),
            str(self.folder.currentData() or ""),
        )

    def clear(self) -> None:
        """Ask for all images."""
        with QSignalBlocker(self.search):
            self.search.clear()
        for box in self._boxes:
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        self._change()

    def ask_for_concept(self, concept: str, which: str) -> None:
        """Ask for the images with mentions of a concept."""
        self.which.setCurrentIndex(max(self.which.findData(which), 0))
        self.concept.setCurrentIndex(max(self.concept.findData(concept), 0))

    @Slot()
    def go_to_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def offer_concepts(self, concepts: Sequence[str]) -> None:
        """Offer these concepts."""
        chosen = self.concept.currentData()
        with QSignalBlocker(self.concept):
            self.concept.clear()
            self.concept.addItem(self.tr("Any concept"), "")
            for concept in concepts:
                self.concept.addItem(concept, concept)
            self.concept.setCurrentIndex(max(self.concept.findData(chosen), 0))

    def offer_folders(self, folders: Sequence[str]) -> None:
        """Offer these folders, by what they do not have in common; none if it is only one."""
        if tuple(folders) == self._folders:
            return
        self._folders = tuple(folders)
        chosen = self.folder.currentData()
        with QSignalBlocker(self.folder):
            self.folder.clear()
            self.folder.addItem(self.tr("Any folder"), "")
            for folder, text in zip(folders, folder_names(folders), strict=True):
                self.folder.addItem(text, folder)
                self.folder.setItemData(
                    self.folder.count() - 1, folder, Qt.ItemDataRole.ToolTipRole
                )
            self.folder.setCurrentIndex(max(self.folder.findData(chosen), 0))
        self.folder.setVisible(len(folders) > 1)
        self._fit()

    @Slot()
    def _change(self) -> None:
        self._typing.stop()
        self.changed.emit()


def folder_names(folders: Sequence[str]) -> list[str]:
    """Return folders as people name them: by what they do not have in common."""
    try:
        common = os.path.commonpath(folders) if folders else ""
    except ValueError:  # On two drives, or not all of them absolute.
        return list(folders)
    names = []
    for folder in folders:
        inside = os.path.relpath(folder, common) if folder != common else ""
        names.append(inside or Path(folder).name or folder)
    return names
