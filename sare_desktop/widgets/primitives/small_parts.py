"""The small parts that pages are made of: cards, buttons, headings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHideEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTableView,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.widgets.primitives.copying import offer_copies

_SPIN_MARGIN = 7
_LIST_BORDER = 1
"""As the style sheet draws it."""


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


def limit_width(box: QComboBox, letters: int = 12) -> None:
    """Let a box of names be narrower than its longest name; names are cut with dots."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters)


def allow_narrow(box: QComboBox, letters: int = 14) -> None:
    """Let a box shrink below its longest item where the window is narrow, but ask for its width."""
    box.setMinimumWidth(min(box.minimumSizeHint().width(), letters * 8))


class SteadyButton(QPushButton):
    """A button that takes a double click only if the first click met it and meant the same.

    A click may put another button under the pointer or change what this one does, for which the
    second click is not meant.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._pressed_as: str | None = None

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the clicks made before the button is shown again."""
        super().hideEvent(event)
        self._pressed_as = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what was clicked."""
        self._pressed_as = self.text()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ignore the second click if the first was for something else."""
        if self._pressed_as == self.text():
            super().mouseDoubleClickEvent(event)


def make_button(
    text: str, name: str, tip: str, clicked: Callable[[], object] | None = None
) -> QPushButton:
    """Return a button with object name, accessible name and tooltip."""
    button = SteadyButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setToolTip(tip)
    if clicked is not None:
        button.clicked.connect(clicked)
    return button


def say(button: QPushButton, text: str, tip: str) -> None:
    """Change a button's text and tooltip to what a click does now."""
    button.setText(text)
    button.setAccessibleName(text)
    button.setToolTip(tip)


def pad_spin(box: QAbstractSpinBox) -> None:
    """Keep a spin box's text off its frame; the style sheet's padding does not reach it."""
    box.lineEdit().setTextMargins(_SPIN_MARGIN, 0, 0, 0)


def list_rows(table: QTableView) -> None:
    """Let a table list things: whole rows, without a grid or row numbers; Tab leaves it.

    Its rows can be copied; see `offer_copies`.
    """
    offer_copies(table)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)


def make_table(name: str, accessible: str, tip: str) -> QTableWidget:
    """Return a table of cells to read and to copy; Tab leaves it."""
    table = QTableWidget()
    table.setObjectName(name)
    table.setAccessibleName(accessible)
    table.setToolTip(tip)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.setTabKeyNavigation(False)
    offer_copies(table)
    return table


def row_height(view: QWidget) -> int:
    """Return the height of a row of text in a list or table."""
    return round(1.7 * view.fontMetrics().height())


def rows_height(view: QWidget, count: int) -> int:
    """Return the height of a list without a header that shows so many rows."""
    return row_height(view) * count + 2 * _LIST_BORDER


def page_head(title: str, text: str) -> QWidget:
    """Return a page's title and the sentence below it."""
    head = QWidget()
    inside = QVBoxLayout(head)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(theme.SPACE.XS)
    inside.addWidget(make_label(title, "title"))
    inside.addWidget(make_label(text, "muted"))
    return head


class SetupArea(QScrollArea):
    """Settings that scroll down, and sideways only where the window is too narrow for them."""

    def __init__(self, content: QWidget, name: str = "") -> None:
        super().__init__()
        self._content = content
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def minimumSizeHint(self) -> QSize:
        """As wide as the content with the bar beside it, but no more than half of the window."""
        bar = self.verticalScrollBar().sizeHint().width()
        width = self._content.minimumSizeHint().width() + bar
        return QSize(min(width, self.window().width() // 2), super().minimumSizeHint().height())


class SteadyLabel(QWidget):
    """Holds a label whose words change often: a change lays out nothing around it.

    A label asks for a new layout with each text, up to the window: on a page full of plots several
    milliseconds, in which a job on another thread waits for Python.
    """

    def __init__(self, label: QLabel) -> None:
        super().__init__()
        self._label = label
        self._height = 0
        label.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Take the height of the words and any width."""
        self._height = self._label.sizeHint().height()
        return QSize(0, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the label all there is."""
        super().resizeEvent(event)
        self._label.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:
        """Ask for a new layout if the words have another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            if self._label.sizeHint().height() != self._height:
                self.updateGeometry()
            return True
        return super().event(event)


def reveal(widget: QWidget) -> None:
    """Scroll the page so that a widget on it is seen."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 0, theme.SPACE.L)
            return
        parent = parent.parentWidget()
