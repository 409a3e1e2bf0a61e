"""The documents within the program: each is shown, and links between them work offline."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QListWidget, QTextBrowser

from sare_desktop.shell.documents_dialog import (
    ORDER,
    DocumentsDialog,
    document_files,
    readable_here,
)
from sare_engine import DOCUMENTS_FOLDER


@pytest.fixture(scope="module")
def names() -> list[str]:
    return [path.stem for path in document_files()]


def test_every_document_has_its_place_in_the_list(names: list[str]) -> None:
    assert names == list(ORDER)


def test_every_document_is_shown_under_its_title(qtbot: Any, names: list[str]) -> None:
    dialog = DocumentsDialog()
    qtbot.addWidget(dialog)
    text = dialog.findChild(QTextBrowser, "documents.text")
    rows = dialog.findChild(QListWidget, "documents.list")
    assert isinstance(text, QTextBrowser) and isinstance(rows, QListWidget)
    assert dialog.shown == names[0]
    for row, name in enumerate(names):
        assert dialog.show_document(name)
        title = rows.item(row).text()
        assert text.toPlainText().startswith(title)
        assert text.verticalScrollBar().value() == 0
        assert "<picture" not in text.toPlainText() and "<!--" not in text.toPlainText()


def test_links_lead_to_a_document_or_to_the_web(qtbot: Any, names: list[str]) -> None:
    for path in document_files():
        for target in re.findall(r"\]\(([^)#]+)", readable_here(path.read_text("utf-8"))):
            if not target.startswith("https://"):
                known = Path(target).stem in names and target.endswith(".md")
                assert known or (DOCUMENTS_FOLDER / target).is_file(), (path.name, target)


def test_links_are_followed(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = DocumentsDialog(first="architecture")
    qtbot.addWidget(dialog)
    assert dialog.shown == "architecture"
    text = dialog.findChild(QTextBrowser, "documents.text")
    assert isinstance(text, QTextBrowser)
    text.anchorClicked.emit(QUrl("method.md"))
    assert dialog.shown == "method" and opened == []
    text.anchorClicked.emit(QUrl("https://arxiv.org/abs/2601.16527"))
    assert dialog.shown == "method" and len(opened) == 1
    text.anchorClicked.emit(QUrl("absent.md"))
    assert dialog.shown == "method"


def test_an_installation_without_documents_says_so(qtbot: Any, tmp_path: Path) -> None:
    dialog = DocumentsDialog(folder=tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.shown == "" and dialog._missing.isVisible()
