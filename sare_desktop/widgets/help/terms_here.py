"""Which term of the glossary a part of the window is about: a setting, a heading, a column."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QMenu, QTableView, QWidget

from sare_desktop.widgets.help.glossary_dialog import explain, read_terms
from sare_engine import Setting

TERM = "term"
"""Property of a widget that has a term: its name in the glossary."""

_LEAST = 3
"""Letters that words have at least; shorter words begin too many terms."""


def term_for(words: str, terms: Iterable[str] | None = None) -> str:
    """Return the term that words of the window name; "" if none.

    Args:
        words: such as "hallucination (95 %)", which names the hallucination rate.
        terms: the terms, those of the glossary if not given.
    """
    known = {term.split(", ")[0].casefold(): term for term in terms or read_terms()}
    bare = re.sub(r"\(.*?\)", "", words).strip().casefold()
    if len(bare) < _LEAST:
        return ""
    for name in (bare, bare.removesuffix("s"), bare.removesuffix("es")):
        if name in known:
            return known[name]
    return next((term for name, term in known.items() if name.startswith(f"{bare} ")), "")


def term_of(declared: Setting) -> str:
    """Return the term of a setting, by its symbol or its label; "" if none."""
    terms = read_terms()
    if declared.symbol:
        for term in terms:
            if term.endswith(f", {declared.symbol}"):
                return term
    return term_for(declared.label, terms)


def term_at(widget: QWidget | None) -> str:
    """Return the term of what has the keyboard: a field, or the column of a table; "" if none."""
    if isinstance(widget, QTableView) and widget.currentIndex().isValid():
        return _term_of_column(widget, widget.currentIndex().column())
    while widget is not None:
        term = widget.property(TERM)
        if term:
            return str(term)
        widget = widget.parentWidget()
    return ""


class TermLabel(QLabel):
    """A label whose words are explained by a click."""

    def show_term(self, term: str) -> None:
        """Set the term; "" for none."""
        self.setProperty(TERM, term)
        shape = Qt.CursorShape.WhatsThisCursor if term else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the glossary."""
        term = self.property(TERM)
        inside = self.rect().contains(event.position().toPoint())
        if term and inside and event.button() == Qt.MouseButton.LeftButton:
            explain(self, str(term))
        else:
            super().mouseReleaseEvent(event)


def with_hint(tip: str, term: str) -> str:
    """Return a tooltip that says how its term is looked up."""
    if not term:
        return tip
    hint = QCoreApplication.translate("TermLabel", "Glossary: click the label, or Shift+F1")
    return f"{tip}\n{hint}" if tip else hint


def explain_columns(table: QTableView) -> None:
    """Let a right click on a heading explain the column."""
    header = table.horizontalHeader()
    header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def open_menu(at: QPoint) -> None:
        column = header.logicalIndexAt(at)
        term = _term_of_column(table, column) if column >= 0 else ""
        if term:
            menu = QMenu(table)
            menu.setObjectName("columns.menu")
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            words = QCoreApplication.translate("TermLabel", "What does “{0}” mean?")
            menu.addAction(words.format(_heading(table, column)), lambda: explain(table, term))
            menu.popup(header.mapToGlobal(at))

    header.customContextMenuRequested.connect(open_menu)


def _heading(table: QTableView, column: int) -> str:
    return str(table.model().headerData(column, Qt.Orientation.Horizontal) or "")


def _term_of_column(table: QTableView, column: int) -> str:
    return term_for(_heading(table, column))
