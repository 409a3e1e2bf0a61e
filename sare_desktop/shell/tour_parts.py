"""What the tour shows: a frame around a control, and a card that says what it is for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPainterPath, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.widgets.primitives.small_parts import make_button, make_label, say
from sare_desktop.widgets.runs.job_panel import KEEPS_FOCUS

_DIM = 120
"""How dark the rest of the window is, of 255."""

_WIDTH = 36
"""Width of the card, in widths of the letter m."""

_GAP = 10


class TourFrame(QWidget):
    """Darkens the window around a control; mouse and keys pass through.

    Attributes:
        marked: the area that is left out, in the window's coordinates.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("tour.frame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.marked = QRect()
        self.hide()

    def mark(self, area: QRect) -> None:
        """Leave another area out."""
        if area != self.marked:
            self.marked = area
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all but the area."""
        if self.marked.isEmpty():
            return  # The user looks at something else.
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = QPainterPath()
        around.addRect(QRectF(self.rect()))
        hole = QPainterPath()
        hole.addRoundedRect(QRectF(self.marked), 8, 8)
        painter.fillPath(around - hole, QColor(0, 0, 0, _DIM))
        painter.setPen(QPen(QColor(theme.colours().accent), 3))
        painter.drawRoundedRect(QRectF(self.marked).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)
        painter.end()


class TourCard(QFrame):
    """Title, text and buttons of a step; arrow keys go back and on, Escape leaves.

    Attributes:
        back, next, leave: the buttons.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("tour.card")
        self.setProperty(KEEPS_FOCUS, True)
        theme.card(self)
        self.setAutoFillBackground(True)
        self._title = make_label("", "heading", "tour.title")
        self._text = make_label("", None, "tour.text")
        self.leave = make_button(
            self.tr("Close"), "tour.close", self.tr("Leave the tour; Help, Tour continues it (Esc)")
        )
        self.back = make_button(self.tr("Back"), "tour.back", self.tr("The step before (Left)"))
        self.next = make_button(self.tr("Next"), "tour.next", self.tr("The next step (Right)"))
        theme.primary(self.next)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE.L, theme.SPACE.M, theme.SPACE.L, theme.SPACE.M)
        column.setSpacing(theme.SPACE.S)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addLayout(row)
        # Not as key presses: a button takes the arrow keys to move the focus.
        for key, called in (
            (Qt.Key.Key_Escape, self.leave.click),
            (Qt.Key.Key_Right, self.next.click),
            (Qt.Key.Key_Left, self.back.click),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(called)
        self.hide()

    def show_step(self, title: str, text: str, number: int, count: int) -> None:
        """Show a step.

        Args:
            title: the step in a word or two.
            text: what is done there.
            number: of the step, counted from 1.
            count: how many steps there are.
        """
        heading = self.tr("{0} of {1}: {2}").format(number, count, title)
        self._title.setText(heading)
        self._text.setText(text)
        # A screen reader says both when the focus comes to the button.
        self.setAccessibleName(heading)
        self.setAccessibleDescription(text)
        self.next.setAccessibleDescription(f"{heading}. {text}")
        self.back.setEnabled(number > 1)
        if number < count:
            say(self.next, self.tr("Next"), self.tr("The next step (Right)"))
        else:
            say(self.next, self.tr("Finish"), self.tr("End the tour (Right)"))

    def take_focus(self) -> None:
        """Put the keyboard on the button that goes on."""
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self, window: QRect, area: QRect) -> None:
        """Stand beside an area where there is room, or else at the bottom of the window.

        Args:
            window: where the card must be.
            area: what it should not cover.
        """
        letter = self.fontMetrics().horizontalAdvance("m")
        width = min(_WIDTH * letter, window.width() - 2 * _GAP)
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else self.height()
        size = QSize(width, min(height, window.height() - 2 * _GAP))
        at = _place_beside(window.adjusted(_GAP, _GAP, -_GAP, -_GAP), area, size)
        if QRect(at, size) != self.geometry():
            self.setGeometry(QRect(at, size))


def _place_beside(room: QRect, area: QRect, size: QSize) -> QPoint:
    """Return where a card stands: below an area, above it, at a side, or in the corner."""
    corner = QPoint(room.right() - size.width() + 1, room.bottom() - size.height() + 1)
    if area.isEmpty():
        return corner
    middle = area.center()
    across = min(max(middle.x() - size.width() // 2, room.left()), corner.x())
    down = min(max(middle.y() - size.height() // 2, room.top()), corner.y())
    for at in (
        QPoint(across, area.bottom() + _GAP),
        QPoint(across, area.top() - _GAP - size.height()),
        QPoint(area.right() + _GAP, down),
        QPoint(area.left() - _GAP - size.width(), down),
    ):
        if room.contains(QRect(at, size)):
            return at
    return corner
