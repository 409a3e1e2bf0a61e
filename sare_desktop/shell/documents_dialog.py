"""The documents, read within the program and without a network."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_engine import DOCUMENTS_FOLDER

ORDER = (
    "desktop", "glossary", "plots", "recipe", "tuning", "evidence", "models", "method", "results",
    "command-line", "scripts", "server-captions", "preference-pairs", "benchmarks", "scale",
    "install", "translations", "project-format", "architecture",
)  # fmt: skip
"""Names of documents in the order of the list; documents without a place here come last."""

WHOLE = QSize(960, 680)
"""The size of the dialog where the window leaves room for it."""

_LEFT_OUT = re.compile(r"<picture>.*?</picture>|<!--.*?-->", re.DOTALL)
"""Pictures of the window, which is open anyway, and marks for programs."""
_LINK_OUTSIDE = re.compile(r"(?<!!)\[([^\]]*)\]\(\.\./[^)]*\)")
"""A link to a file of the repository, which is not part of an installation."""


def document_files(folder: Path = DOCUMENTS_FOLDER) -> list[Path]:
    """Return the documents in the order in which they are listed."""
    rank = {name: number for number, name in enumerate(ORDER)}
    return sorted(folder.glob("*.md"), key=lambda path: (rank.get(path.stem, len(rank)), path.stem))


def title_of(text: str) -> str:
    """Return the first heading of a document in Markdown."""
    found = re.search(r"^# (.+)$", text, re.MULTILINE)
    return found[1].strip() if found else ""


def readable_here(text: str) -> str:
    """Return a document without what cannot be shown or opened within the program."""
    return _LINK_OUTSIDE.sub(r"\1", _LEFT_OUT.sub("", text))


class DocumentsDialog(QDialog):
    """A list of the documents, and the chosen one beside it."""

    def __init__(
        self, parent: QWidget | None = None, folder: Path = DOCUMENTS_FOLDER, first: str = ""
    ) -> None:
        """Read the titles and show a document.

        Args:
            parent: the window.
            folder: where the documents lie.
            first: the name of the document to show, such as "method"; default: the first.
        """
        super().__init__(parent)
        self.setObjectName("documents")
        self.setWindowTitle(self.tr("Documentation"))
        self._texts = {path.stem: path.read_text("utf-8") for path in document_files(folder)}
        self._list = QListWidget()
        self._list.setObjectName("documents.list")
        self._list.setAccessibleName(self.tr("Documents"))
        self._list.setSpacing(2)
        self._fill(self._texts)
        self._text = QTextBrowser()
        self._text.setObjectName("documents.text")
        self._text.setAccessibleName(self.tr("Document"))
        self._text.setSearchPaths([str(folder)])
        # Links are followed here: to another document, or in the web browser.
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._follow)
        self._list.currentItemChanged.connect(self._show_chosen)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._list)
        split.addWidget(self._text)
        split.setStretchFactor(1, 1)
        split.setSizes([180, 620])
        split.setChildrenCollapsible(False)
        self._missing = QLabel(self.tr("The documents are missing from this installation."))
        self._missing.setVisible(not self._texts)
        close = QPushButton(self.tr("Close"))
        close.setObjectName("documents.close")
        close.setAccessibleName(self.tr("Close"))
        close.setToolTip(self.tr("Close the documents"))
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self._missing)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.L)
        layout.setSpacing(theme.SPACE.L)
        layout.addWidget(split, 1)
        layout.addLayout(buttons)
        room = parent.size() if parent else WHOLE
        self.resize(WHOLE.boundedTo(room - QSize(2 * theme.SPACE.XL, 2 * theme.SPACE.XL)))
        self.show_document(first or next(iter(self._texts), ""))

    @property
    def shown(self) -> str:
        """The name of the shown document, such as "method"; "" if there is none."""
        item = self._list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def show_document(self, name: str) -> bool:
        """Show a document by its name; whether there is such a document."""
        for row in range(self._list.count()):
            if self._list.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self._list.setCurrentRow(row)
                return True
        return False

    def _fill(self, names: Iterable[str]) -> None:
        for name in names:
            item = QListWidgetItem(title_of(self._texts[name]) or name)
            item.setToolTip(item.text())
            item.setData(Qt.ItemDataRole.UserRole, name)
            self._list.addItem(item)

    @Slot(QListWidgetItem)
    def _show_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            text = readable_here(self._texts[str(item.data(Qt.ItemDataRole.UserRole))])
            self._text.setMarkdown(text)
            # The cursor is left at the end.
            self._text.moveCursor(QTextCursor.MoveOperation.Start)

    @Slot(QUrl)
    def _follow(self, target: QUrl) -> None:
        if target.scheme() in ("http", "https"):
            QDesktopServices.openUrl(target)
        else:
            self.show_document(Path(target.path()).stem)
