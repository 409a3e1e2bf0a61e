"""The button that copies a plot, or saves it as picture, drawing or table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

ROOM_FOR_ARROW = "QToolButton { padding-right: 16px; }"
"""Style of a tool button with a menu: its arrow is beside the text, not on it."""


class SaveButton(QToolButton):
    """A menu of copies, and of PNG, SVG and CSV, each followed by the question where to.

    Attributes:
        copy_action: copies the picture; add it to the plot's drawing area for Ctrl+C.
        saved: emitted with the file when it was written.
        failed: emitted with the reason when it was not.
    """

    saved = Signal(str)
    failed = Signal(str)

    def __init__(
        self,
        name: str,
        title: str,
        save: Callable[[Path], None],
        copy_picture: Callable[[], None],
        copy_values: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        """Make the button; its actions are `name.picture`, `.values`, `.png`, `.svg` and `.csv`.

        Args:
            name: its object name.
            title: what is saved, in words.
            save: writes the file, by its suffix; raises OSError.
            copy_picture: puts the picture on the clipboard.
            copy_values: puts the values on the clipboard.
            parent: Qt parent.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._title = title
        self._write = save
        self.setText(self.tr("save"))
        self.setToolTip(self.tr("Copy, or save as picture, drawing or table"))
        self.setAccessibleName(self.tr("Copy or save {0}").format(title))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setStyleSheet(ROOM_FOR_ARROW)
        menu = QMenu(self)
        menu.setObjectName(f"{name}.menu")
        self.copy_action = self._add(menu, "picture", self.tr("Copy the picture"), copy_picture)
        self.copy_action.setShortcut(QKeySequence.StandardKey.Copy)
        self.copy_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._add(menu, "values", self.tr("Copy the values as a table"), copy_values)
        menu.addSeparator()
        for suffix, words in (
            ("png", self.tr("Save as PNG picture…")),
            ("svg", self.tr("Save as SVG drawing…")),
            ("csv", self.tr("Save values as CSV…")),
        ):
            self._add(menu, suffix, words, self._ask_where).setData(suffix)
        self.setMenu(menu)

    def _add(self, menu: QMenu, key: str, words: str, called: Callable[[], None]) -> QAction:
        action = QAction(words, self)
        action.setObjectName(f"{self.objectName()}.{key}")
        action.setToolTip(words)
        action.triggered.connect(called)
        menu.addAction(action)
        return action

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
