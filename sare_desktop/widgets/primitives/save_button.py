"""The button that saves a plot as picture, drawing or table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

ROOM_FOR_ARROW = "QToolButton { padding-right: 16px; }"
"""Style of a tool button with a menu: its arrow is beside the text, not on it."""


class SaveButton(QToolButton):
    """A menu of PNG, SVG and CSV, each followed by the question where to.

    Attributes:
        saved: emitted with the file when it was written.
        failed: emitted with the reason when it was not.
    """

    saved = Signal(str)
    failed = Signal(str)

    def __init__(
        self, name: str, title: str, save: Callable[[Path], None], parent: QWidget | None = None
    ) -> None:
        """Make the button; its actions are called `name.png`, `name.svg` and `name.csv`.

        Args:
            name: its object name.
            title: what is saved, in words.
            save: writes the file, by its suffix; raises OSError.
            parent: Qt parent.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._title = title
        self._write = save
        self.setText(self.tr("save"))
        self.setToolTip(self.tr("Save as picture, drawing or table"))
        self.setAccessibleName(self.tr("Save {0}").format(title))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setStyleSheet(ROOM_FOR_ARROW)
        menu = QMenu(self)
        menu.setObjectName(f"{name}.menu")
        for suffix, words in (
            ("png", self.tr("Save as PNG picture…")),
            ("svg", self.tr("Save as SVG drawing…")),
            ("csv", self.tr("Save values as CSV…")),
        ):
            action = QAction(words, self)
            action.setObjectName(f"{name}.{suffix}")
            action.setToolTip(words)
            action.setData(suffix)
            action.triggered.connect(self._ask_where)
            menu.addAction(action)
        self.setMenu(menu)

    def _ask_where(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        suffix = str(action.data())
        dialog = QFileDialog(self, self.tr("Save {0}").format(self._title))
        dialog.setObjectName(f"{self.objectName()}.dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{suffix.upper()} (*.{suffix})"])
        dialog.setDefaultSuffix(suffix)
        stem = self.objectName().removesuffix(".export").replace(".", "-")
        dialog.selectFile(f"{stem}.{suffix}")
        dialog.fileSelected.connect(self._save)
        dialog.open()

    def _save(self, path: str) -> None:
        try:
            self._write(Path(path))
        except OSError as error:
            self.failed.emit(str(error))
        else:
            self.saved.emit(path)
