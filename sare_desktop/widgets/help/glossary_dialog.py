"""The words of the window and what they mean, found while they are typed."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.engine_words import engine_text
from sare_desktop.widgets.primitives.single_dialog import show_once
from sare_desktop.widgets.primitives.small_parts import make_label
from sare_engine import DOCUMENTS_FOLDER

FILE = "glossary.md"
"""The document with the terms."""

_TERM = re.compile(r"^- \*\*(.+?)\*\*: (.+)$", re.MULTILINE)


@functools.cache
def read_terms(folder: Path = DOCUMENTS_FOLDER) -> dict[str, str]:
    """Return the terms with what they mean, in the order of the document; {} without it."""
    path = folder / FILE
    return dict(_TERM.findall(path.read_text("utf-8"))) if path.is_file() else {}


def shown_terms() -> dict[str, str]:
    """Return the terms and what they mean in the user's language."""
    return {engine_text(term): engine_text(text) for term, text in read_terms().items()}


def matching_terms(terms: dict[str, str], wanted: str) -> list[str]:
    """Return the terms that hold all words, those whose names hold them first."""
    words = wanted.casefold().split()

    def holds(text: str) -> bool:
        text = text.casefold()
        return all(word in text or word in text.replace("_", "") for word in words)

    named = [term for term in terms if holds(term)]
    return named + [term for term in terms if term not in named and holds(f"{term} {terms[term]}")]


class GlossaryDialog(QDialog):
    """A search above the terms that it finds.

    Attributes:
        search: what to search for.
        text: the terms and their meanings.
    """

    def __init__(self, parent: QWidget | None = None, term: str = "") -> None:
        """Read the terms.

        Args:
            parent: the window.
            term: what to search for at first.
        """
        super().__init__(parent)
        self.setObjectName("glossary")
        self.setWindowTitle(self.tr("Glossary"))
        self._terms = shown_terms()
        self.search = QLineEdit()
        self.search.setObjectName("glossary.search")
        self.search.setPlaceholderText(self.tr("Search for a word"))
        self.search.setAccessibleName(self.tr("Search for a word"))
        self.search.setToolTip(self.tr("Words of the name or of the explanation"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.text = QTextBrowser()
        self.text.setObjectName("glossary.text")
        self.text.setAccessibleName(self.tr("Words and their meanings"))
        self.nothing = make_label(self.tr("No word matches."), "muted", "glossary.nothing")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.L, theme.SPACE.L, theme.SPACE.L, theme.SPACE.L)
        layout.setSpacing(theme.SPACE.M)
        layout.addWidget(self.search)
        layout.addWidget(self.nothing)
        layout.addWidget(self.text, 1)
        self.resize(520, 480)
        self.explain(term)

    def explain(self, term: str) -> None:
        """Search for a term; "" shows all."""
        self.search.setText(engine_text(term))
        self._show()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        found = matching_terms(self._terms, self.search.text())
        self.nothing.setVisible(not found)
        self.text.setMarkdown("\n\n".join(f"**{term}**: {self._terms[term]}" for term in found))


def window_of(widget: QWidget) -> QWidget:
    """Return the main window that a widget, or the dialog it is in, belongs to."""
    window = widget.window()
    while (parent := window.parentWidget()) is not None:
        window = parent.window()
    return window


def explain(widget: QWidget, term: str) -> None:
    """Show what a term means; "" shows all terms.

    Args:
        widget: what the question arose at.
        term: the term, or words of it.
    """
    window = window_of(widget)
    show_once(window, "glossary", lambda: GlossaryDialog(window))
    for dialog in window.findChildren(GlossaryDialog):
        if dialog.isVisible():
            dialog.explain(term)
