"""The small parts that pages are made of: cards, buttons, headings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sare_desktop import theme


def make_card() -> tuple[QFrame, QVBoxLayout]:
    """Return a card and the layout of what is on it."""
    card = QFrame()
    theme.card(card)
    inside = QVBoxLayout(card)
    inside.setContentsMargins(theme.SPACE.L, theme.SPACE.L, theme.SPACE.L, theme.SPACE.L)
    inside.setSpacing(theme.SPACE.M)
    return card, inside


def make_label(text: str = "", role: theme.Role | None = None, name: str = "") -> QLabel:
    """Return a label that wraps, in a role of the type scale."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setObjectName(name)
    if role is not None:
        theme.role(label, role)
    return label


def make_button(text: str, name: str, tip: str, clicked: Callable[[], object]) -> QPushButton:
    """Return a button with object name, accessible name and tooltip."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setToolTip(tip)
    button.clicked.connect(clicked)
    return button


def page_head(title: str, text: str) -> QWidget:
    """Return a page's title and the sentence below it."""
    head = QWidget()
    inside = QVBoxLayout(head)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(theme.SPACE.XS)
    inside.addWidget(make_label(title, "title"))
    inside.addWidget(make_label(text, "muted"))
    return head


def scrolling_page(page: QWidget, name: str) -> QVBoxLayout:
    """Make a page scroll where it does not fit; return the layout of what is on it."""
    outside = QVBoxLayout(page)
    outside.setContentsMargins(0, 0, 0, 0)
    scroll = QScrollArea()
    scroll.setObjectName(name)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content = QWidget()
    content.setProperty("page", True)
    inside = QVBoxLayout(content)
    inside.setContentsMargins(theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.XL)
    inside.setSpacing(theme.SPACE.L)
    scroll.setWidget(content)
    outside.addWidget(scroll)
    return inside
