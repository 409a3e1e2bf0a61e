"""Every action by a few letters of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.colours import CHOSEN, Colours, mix

_ROWS = 11
"""Rows shown at once."""


@dataclass(frozen=True)
class PaletteCommand:
    """An action as the palette lists it.

    Attributes:
        action: what is triggered.
        place: the menu or page it belongs to.
    """

    action: QAction
    place: str

    @property
    def title(self) -> str:
        """The action's text without mnemonics and dots."""
        return plain_text(self.action)


def plain_text(action: QAction) -> str:
    """Return an action's text without its mnemonic mark."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("… ")


def fuzzy_score(needle: str, text: str) -> float | None:
    """Return how well some letters match a text, or None where they are not in it in order.

    Letters at the start of a word and letters in a row count more; long texts count less.
    """
    needle, low = "".join(needle.lower().split()), text.lower()
    if not needle:
        return 0.0
    best: float | None = None
    start = low.find(needle[0])
    while start >= 0:
        score = _score_from(needle, low, start)
        if score is not None and (best is None or score > best):
            best = score
        start = low.find(needle[0], start + 1)
    return None if best is None else best - 0.01 * len(text)


def _score_from(needle: str, low: str, start: int) -> float | None:
    score, at, before = 0.0, start, start - 1
    for letter in needle:
        at = low.find(letter, at)
        if at < 0:
            return None
        if at == 0 or not low[at - 1].isalnum():
            score += 3
        elif at == before + 1:
            score += 2
        else:
            score -= 0.1 * (at - before)
        before, at = at, at + 1
    return score


class _Found(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.commands: list[PaletteCommand] = []

    def show(self, commands: list[PaletteCommand]) -> None:
        self.beginResetModel()
        self.commands = commands
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.commands)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        command = self.commands[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return command.title
        if role == Qt.ItemDataRole.UserRole:
            return command
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{command.place}: {command.title}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return command.action.toolTip()
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not self.commands[index.row()].action.isEnabled():
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class _Row(QStyledItemDelegate):
    """Draws name at the left, place and shortcut at the right."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), option.fontMetrics.height() + 2 * theme.SPACE.S)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        command: PaletteCommand = index.data(Qt.ItemDataRole.UserRole)
        use = theme.colours()
        painter.save()
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mix(use.accent, use.surface, CHOSEN)))
            painter.drawRoundedRect(rect, 6, 6)
        group = QPalette.ColorGroup.Normal
        if not command.action.isEnabled():
            group = QPalette.ColorGroup.Disabled
        inner = QRect(rect).adjusted(theme.SPACE.M, 0, -theme.SPACE.M, 0)
        shortcut = command.action.shortcut().toString()
        right = "   ".join(part for part in (command.place, shortcut) if part)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(option.palette.color(group, QPalette.ColorRole.Text))
        title = option.fontMetrics.elidedText(
            command.title, Qt.TextElideMode.ElideRight, int(inner.width() * 0.66)
        )
        if command.action.isChecked():
            title = f"✓ {title}"
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignLeft), title)
        painter.setPen(option.palette.color(group, QPalette.ColorRole.PlaceholderText))
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignRight), right)
        painter.restore()


class CommandPalette(QFrame):
    """A field and a list above the window's middle; Escape or a click elsewhere closes it."""

    def __init__(self, window: QWidget, commands: Callable[[], Sequence[PaletteCommand]]) -> None:
        """Make the palette, hidden.

        Args:
            window: what it lies over.
            commands: asked for the actions at each opening.
        """
        super().__init__(window)
        self.setObjectName("palette")
        self._window = window
        self._commands = commands
        self._known: Sequence[PaletteCommand] = ()
        self._focus_before: QWidget | None = None
        self._field = QLineEdit()
        self._field.setObjectName("palette.field")
        self._field.setPlaceholderText(self.tr("What do you want to do?"))
        self._field.setAccessibleName(self.tr("Search for a command"))
        self._field.setToolTip(self.tr("Type a few letters of a command"))
        self._field.textChanged.connect(self._search)
        self._field.installEventFilter(self)
        self._found = _Found(self)
        self._list = QListView()
        self._list.setObjectName("palette.list")
        self._list.setAccessibleName(self.tr("Commands found"))
        self._list.setToolTip(self.tr("Enter or a click runs the command"))
        self._list.setModel(self._found)
        self._list.setItemDelegate(_Row(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setMouseTracking(True)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._list.clicked.connect(self._run)
        self._nothing = QLabel(self.tr("No command has these letters."))
        self._nothing.setObjectName("palette.nothing")
        theme.role(self._nothing, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.S, theme.SPACE.S, theme.SPACE.S, theme.SPACE.S)
        layout.setSpacing(theme.SPACE.S)
        layout.addWidget(self._field)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._nothing)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(32)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(0, 0, 0, 110))
        self.setGraphicsEffect(shadow)
        self.hide()

    def open(self) -> None:
        """Show the palette with all commands and take the focus."""
        self._focus_before = QApplication.focusWidget()
        self._known = self._commands()
        self._field.clear()
        self._search("")
        self.show()
        self.raise_()
        self._field.setFocus()

    def close_palette(self) -> None:
        """Hide the palette and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        if self._focus_before is not None and self._focus_before.isVisible():
            self._focus_before.setFocus()
        self._focus_before = None

    def found(self) -> list[PaletteCommand]:
        """Return the commands listed now, the best first."""
        return list(self._found.commands)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list, run and close by keys while the field has the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()))
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            active = QApplication.focusWidget()
            if active is not None and not self.isAncestorOf(active):
                self._focus_before = None
                self.close_palette()
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        row = self._list.currentIndex().row()
        last = self._found.rowCount() - 1
        moves = {
            Qt.Key.Key_Down: row + 1,
            Qt.Key.Key_Up: row - 1,
            Qt.Key.Key_PageDown: row + 8,
            Qt.Key.Key_PageUp: row - 8,
        }
        if key in moves:
            self._list.setCurrentIndex(self._found.index(min(max(moves[key], 0), last)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self._list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        command: PaletteCommand = index.data(Qt.ItemDataRole.UserRole)
        if not command.action.isEnabled():
            return
        self.close_palette()
        command.action.trigger()

    def _search(self, text: str) -> None:
        scored = []
        for position, command in enumerate(self._known):
            score = fuzzy_score(text, command.title)
            elsewhere = fuzzy_score(text, f"{command.place} {command.title}")
            if score is None and elsewhere is not None:
                score = elsewhere - 5
            if score is not None:
                scored.append((not command.action.isEnabled(), -score, position, command))
        scored.sort(key=lambda entry: entry[:3])
        self._found.show([entry[3] for entry in scored])
        self._list.setCurrentIndex(self._found.index(0))
        self._list.setVisible(bool(scored))
        self._nothing.setVisible(not scored)
        self._place()

    def _place(self) -> None:
        window = self._window
        width = min(max(440, window.width() // 2), window.width() - 2 * theme.SPACE.L)
        rows = max(1, min(self._found.rowCount(), _ROWS))
        row_height = self.fontMetrics().height() + 2 * theme.SPACE.S
        height = self._field.sizeHint().height() + rows * row_height + 4 * theme.SPACE.S
        height = min(height, window.height() - 2 * theme.SPACE.L)
        top = max(theme.SPACE.L, min(80, window.height() - height - theme.SPACE.L))
        self.setGeometry((window.width() - width) // 2, top, width, height)


def _rules(use: Colours, points: float) -> str:
    return (
        f"QFrame#palette {{ background: {use.surface}; border: 1px solid {use.border}; "
        "border-radius: 10px; }\n"
        f"QLineEdit#palette\\.field {{ font-size: {points * 1.15:.1f}pt; padding: 7px 9px; }}\n"
        "QLineEdit#palette\\.field:focus { padding: 6px 8px; }\n"
        "QListView#palette\\.list { border: none; background: transparent; }\n"
        "QListView#palette\\.list::item:hover { background: transparent; }\n"
    )


theme.add_part(_rules)
