"""Editors of settings that are files and folders: typed, dropped, or picked in a dialog."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QTextOption
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sare_desktop.widgets.forms.editor import Editor
from sare_desktop.widgets.primitives.dropped_paths import accept_as_copy, dropped_paths
from sare_engine import Setting


class DropLine(QLineEdit):
    """A line of text that shows the path of a dropped file or folder."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept local files and folders."""
        _enter(event, super().dragEnterEvent)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Keep to the copy that was accepted."""
        _enter(event, super().dragMoveEvent)

    def dropEvent(self, event: QDropEvent) -> None:
        """Replace the text with the path."""
        if accept_as_copy(event):
            self.setText(str(dropped_paths(event.mimeData())[0]))
            self.editingFinished.emit()
        else:
            _enter(event, super().dropEvent)


class DropLines(QPlainTextEdit):
    """Lines of text; dropped files and folders become one line each."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 4)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept local files and folders, as a copy, besides text."""
        _enter(event, super().dragEnterEvent)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Keep to the copy that was accepted."""
        _enter(event, super().dragMoveEvent)

    def dropEvent(self, event: QDropEvent) -> None:
        """Add dropped files and folders; text goes where it was dropped."""
        if accept_as_copy(event):
            self.insertFromMimeData(event.mimeData())
            self.left.emit()
        else:
            _enter(event, super().dropEvent)

    def canInsertFromMimeData(self, source: Any) -> bool:
        """Accept local files and folders besides text."""
        return bool(dropped_paths(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: Any) -> None:
        """Add dropped or pasted files below the present lines."""
        paths = dropped_paths(source)
        if paths:
            self.add([str(path) for path in paths])
        else:
            super().insertFromMimeData(source)

    def add(self, paths: list[str]) -> None:
        """Add paths that are not there yet."""
        lines = [line for line in self.toPlainText().splitlines() if line.strip()]
        self.setPlainText("\n".join(dict.fromkeys([*lines, *paths])))

    def focusOutEvent(self, event: Any) -> None:
        """Report that the field lost the focus."""
        super().focusOutEvent(event)
        self.left.emit()


_Drag = TypeVar("_Drag", bound=QDropEvent)


def _enter(event: _Drag, otherwise: Callable[[_Drag], None]) -> None:
    """Accept files as a copy or not at all; leave other drags to the text field."""
    if accept_as_copy(event):
        return
    if dropped_paths(event.mimeData()):
        event.ignore()
    else:
        otherwise(event)


class PathEditor(Editor):
    """A path with a button that browses for it; files can be dropped on it too."""

    def __init__(self, declared: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, parent)
        self._line: DropLine | DropLines
        if declared.many:
            self._line = DropLines()
            self._line.left.connect(self.finished)
        else:
            self._line = DropLine()
            self._line.editingFinished.connect(self.finished)
        self._line.setPlaceholderText(
            self._nothing() if declared.optional else self.tr("drop here or browse")
        )
        self._line.textChanged.connect(self.changed)
        self._row.addWidget(self._line, 1)
        self._browse = QPushButton(self.tr("Browse…"))
        self._browse.setObjectName(f"form.{declared.name}.browse")
        self._browse.setAccessibleName(self.tr("Browse for {label}").format(label=declared.label))
        self._browse.setToolTip(self.tr("Choose it in a file dialog."))
        self._connect_browse()
        if declared.many:
            column = QVBoxLayout()
            column.addWidget(self._browse)
            column.addStretch(1)
            self._row.addLayout(column)
        else:
            self._row.addWidget(self._browse)

    def _connect_browse(self) -> None:
        help_text = self.declared.help.lower()
        folder = "folder" in help_text
        file = re.search(r"\b(file|files|json|xml|csv)\b", help_text)
        # "Folder of the MLLM: config.json …" describes what is in the folder.
        if folder and file and not re.match(r"(\w+ )?folder\b", help_text):
            menu = QMenu(self._browse)
            menu.addAction(self.tr("A folder…"), self.browse_folder)
            menu.addAction(self.tr("A file…"), self.browse_file)
            self._browse.setMenu(menu)
        elif folder:
            self._browse.clicked.connect(self.browse_folder)
        else:
            self._browse.clicked.connect(self.browse_file)

    def browse_folder(self) -> None:
        """Ask for a folder."""
        chosen = QFileDialog.getExistingDirectory(self, self.declared.label, self._start())
        self._take([chosen])

    def browse_file(self) -> None:
        """Ask for a file, or for files where the setting holds several."""
        if self.declared.many:
            several, _ = QFileDialog.getOpenFileNames(self, self.declared.label, self._start())
            self._take(several)
        else:
            one, _ = QFileDialog.getOpenFileName(self, self.declared.label, self._start())
            self._take([one])

    def _start(self) -> str:
        lines = [line for line in str(self.raw()).splitlines() if line.strip()]
        return str(Path(lines[-1]).expanduser()) if lines else ""

    def _take(self, chosen: list[str]) -> None:
        paths = [str(Path(one)) for one in chosen if one]
        if not paths:
            return
        if isinstance(self._line, DropLines):
            self._line.add(paths)
        else:
            self._line.setText(paths[0])
        self.finished.emit()

    @property
    def focus_field(self) -> QWidget:
        return self._line

    def tab_stops(self) -> list[QWidget]:
        return [self._line, self._browse]

    def raw(self) -> Any:
        if isinstance(self._line, DropLines):
            return self._line.toPlainText()
        return self._line.text()

    def set_raw(self, state: Any) -> None:
        if state == self.raw():
            return
        if isinstance(self._line, DropLines):
            self._line.setPlainText(str(state))
        else:
            self._line.setText(str(state))

    def value(self) -> Any:
        lines = [line.strip() for line in str(self.raw()).splitlines() if line.strip()]
        paths = tuple(Path(line).expanduser() for line in lines)
        if not paths and self.declared.required:
            raise ValueError(self.tr("Please choose a path."))
        if self.declared.many:
            return paths
        return paths[0] if paths else None

    def raw_of(self, value: Any) -> Any:
        if value is None:
            return ""
        return "\n".join(str(one) for one in value) if self.declared.many else str(value)
