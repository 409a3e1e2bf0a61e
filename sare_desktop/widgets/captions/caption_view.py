"""A caption with its object mentions marked by colour and underline."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from itertools import accumulate

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextBrowser, QToolTip, QWidget

from sare_desktop import theme
from sare_desktop.item_models.mentions import MentionsModel, verdict_word
from sare_engine import GROUNDED, HALLUCINATED, UNSURE, USER, Mention

UNDERLINES = {
    GROUNDED: QTextCharFormat.UnderlineStyle.SingleUnderline,
    HALLUCINATED: QTextCharFormat.UnderlineStyle.WaveUnderline,
    UNSURE: QTextCharFormat.UnderlineStyle.DotLine,
}

_ENLARGED = 1.2
_LINE_HEIGHT = 135.0
"""Per cent of the font's own: room for the waves between the lines."""


class CaptionView(QTextBrowser):
    """Shows one caption; the mention under the pointer explains itself, a click selects it.

    Left and right go from mention to mention. Line and colour mean the same: solid for grounded,
    wavy for hallucinated, dotted for unsure; what the user decided is bold.

    Attributes:
        selected: emitted with the key of the mention that is selected, -1 for none.
        hovered: emitted with the keys of the mentions under the pointer, as a frozenset.
    """

    selected = Signal(int)
    hovered = Signal(object)

    def __init__(self, model: MentionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._starts: list[int] = []
        self._selected: int | None = None
        self._hovered: int | None = None
        self._lit: frozenset[int] = frozenset()
        self.setAccessibleName(self.tr("Caption with its mentions"))
        self.setToolTip("")
        self.setReadOnly(True)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setPlaceholderText(self.tr("No caption yet."))
        self._enlarge()
        model.modelReset.connect(self._show_caption)
        model.dataChanged.connect(self._mark)
        theme.notifier().changed.connect(self._mark)
        self._show_caption()

    @property
    def mention_id(self) -> int | None:
        """The selected mention's key."""
        return self._selected

    def select(self, mention_id: int | None) -> None:
        """Select a mention, or none; announces a change."""
        if mention_id is not None and self._model.mention(mention_id) is None:
            mention_id = None
        if mention_id == self._selected:
            return
        self._selected = mention_id
        self._mark()
        mention = self._model.mention(mention_id) if mention_id is not None else None
        if mention is not None:
            cursor = self.textCursor()
            cursor.setPosition(self._position(mention.start))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        self.setAccessibleDescription(self._model.sentence(mention) if mention else "")
        self.selected.emit(-1 if mention_id is None else mention_id)

    def light(self, mentions: Collection[int]) -> None:
        """Emphasise mentions, as those whose box is pointed at."""
        if frozenset(mentions) != self._lit:
            self._lit = frozenset(mentions)
            self._mark()

    def step(self, by: int, verdict: str = "") -> bool:
        """Select the next (+1) or previous (-1) mention, of one verdict if asked.

        Returns:
            Whether there was one.
        """
        mentions = self._model.mentions
        places = [
            place for place, one in enumerate(mentions) if not verdict or one.verdict == verdict
        ]
        present = next(
            (place for place, one in enumerate(mentions) if one.id == self._selected), None
        )
        if present is None:
            candidates = places if by > 0 else places[::-1]
        elif by > 0:
            candidates = [place for place in places if place > present]
        else:
            candidates = [place for place in reversed(places) if place < present]
        if not candidates:
            return False
        self.select(mentions[candidates[0]].id)
        return True

    def mention_at(self, position: QPoint) -> Mention | None:
        """Return the mention at a point of the viewport, or None."""
        scrolled = position + QPoint(
            self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        )
        place = self.document().documentLayout().hitTest(scrolled, Qt.HitTestAccuracy.ExactHit)
        if place < 0:
            return None
        character = bisect_right(self._starts, place) - 1
        return next((one for one in self._model.mentions if one.start <= character < one.end), None)

    def point_of(self, mention_id: int) -> QPoint:
        """Return a point of the viewport on a mention, for tests and tooltips."""
        mention = self._model.mention(mention_id)
        if mention is None:
            raise KeyError(mention_id)
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(mention.start))
        left = self.cursorRect(cursor)
        cursor.setPosition(self._position(mention.start) + 1)
        right = self.cursorRect(cursor)
        return QPoint((left.center().x() + right.center().x()) // 2, left.center().y())

    # Events

    def viewportEvent(self, event: QEvent) -> bool:
        """Explain the mention under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mention = self.mention_at(event.pos())
            if mention is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._model.tooltip(mention), self)
            return True
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that mentions can be clicked."""
        super().mouseMoveEvent(event)
        over = self.mention_at(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        self._hover(over.id if over else None)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mention under the pointer."""
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, mention_id: int | None) -> None:
        if mention_id != self._hovered:
            self._hovered = mention_id
            self.hovered.emit(frozenset() if mention_id is None else frozenset({mention_id}))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select the mention that was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            mention = self.mention_at(event.position().toPoint())
            if mention is not None:
                self.select(mention.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from mention to mention with the arrow keys; other keys as in any text."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.step(1 if event.key() == Qt.Key.Key_Right else -1)
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._enlarge()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the first mention when the keyboard comes here and none is selected."""
        super().focusInEvent(event)
        by_keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_keyboard and self._selected is None:
            self.step(1)

    # Drawing

    def _enlarge(self) -> None:
        """Show the caption larger than running text: its underlines must be distinguishable."""
        font = QFont(self.font())
        font.setPointSizeF(self.font().pointSizeF() * _ENLARGED)
        self.document().setDefaultFont(font)

    def _show_caption(self) -> None:
        caption = self._model.caption
        # The document counts in UTF-16; a carriage return would be merged with its line feed.
        shown = caption.replace("\r", " ")
        self._starts = [0, *accumulate(2 if ord(one) > 0xFFFF else 1 for one in shown)]
        if self.toPlainText() != shown:
            self.setPlainText(shown)
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            block = QTextBlockFormat()
            block.setLineHeight(
                _LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            )
            cursor.setBlockFormat(block)
        selected, self._selected = self._selected, None
        self._mark()
        if selected is not None and self._model.mention(selected) is not None:
            self._selected = selected
            self._mark()
        elif selected is not None:
            self.setAccessibleDescription("")
            self.selected.emit(-1)

    def _position(self, character: int) -> int:
        return self._starts[min(character, len(self._starts) - 1)]

    def _mark(self) -> None:
        colours = theme.colours()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        plain = QTextCharFormat()
        plain.setForeground(QColor(colours.text))
        cursor.setCharFormat(plain)
        for mention in self._model.mentions:
            cursor.setPosition(self._position(mention.start))
            cursor.setPosition(self._position(mention.end), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._format(mention))
        cursor.endEditBlock()

    def _format(self, mention: Mention) -> QTextCharFormat:
        colours = theme.colours()
        form = QTextCharFormat()
        if mention.negated and mention.by != USER:
            # Denied by the caption itself: it claims nothing, so it has no verdict to show.
            form.setForeground(QColor(colours.muted))
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            form.setUnderlineColor(QColor(colours.muted))
        else:
            colour = QColor(getattr(colours, mention.verdict))
            form.setForeground(colour)
            form.setUnderlineColor(colour)
            form.setUnderlineStyle(UNDERLINES[mention.verdict])
        if mention.by == USER:
            form.setFontWeight(QFont.Weight.Bold)
        if mention.id == self._selected or mention.id in self._lit:
            tint = QColor(getattr(colours, mention.verdict))
            tint.setAlpha(60)
            form.setBackground(tint)
        form.setToolTip(verdict_word(mention.verdict))
        return form
