"""The steps of the work at the left edge: number, name, and how far each is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.colours import RAIL_CHOSEN, RAIL_HOVERED, Colours, mix
from sare_desktop.widgets.primitives.small_parts import reveal

STATES = ("empty", "ready", "running", "done")


class RailItem(QAbstractButton):
    """One step: a number, a name, and its state as an icon and a word."""

    def __init__(self, key: str, number: int | None, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.number = number
        self.state = "empty"
        self._by_keyboard = False
        self.setObjectName(f"rail.{key}")
        self.setText(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_state(self, state: str) -> None:
        """Show another state; an unknown one counts as empty."""
        state = state if state in STATES else "empty"
        if state != self.state:
            self.state = state
            self._describe()
            self.update()

    def state_word(self) -> str:
        """Return the state in a word."""
        return {
            "empty": self.tr("not started"),
            "ready": self.tr("ready"),
            "running": self.tr("running"),
            "done": self.tr("done"),
        }[self.state]

    def _describe(self) -> None:
        name = f"{self.number}. {self.text()}" if self.number else self.text()
        self.setAccessibleName(self.tr("{0}, {1}").format(name, self.state_word()))
        tip = self.tr("Show {0}").format(self.text())
        self.setToolTip(self.tr("{0} (Ctrl+{1})").format(tip, self.number) if self.number else tip)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        state = self._small().height() if self.number else 0
        height = metrics.height() + state + 2 * theme.SPACE.M - 2
        width = metrics.horizontalAdvance(self.text()) * 1.1 + metrics.height() * 1.7
        return QSize(int(width) + 2 * theme.SPACE.XL, height)

    def _small(self) -> QFontMetrics:
        return QFontMetrics(self._small_font())

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.88)
        return font

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A ring around an item that was just clicked tells the user nothing.
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        reveal(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        use = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            share = RAIL_CHOSEN if self.isChecked() else RAIL_HOVERED
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mix(use.accent, use.raised, share)))
            painter.drawRoundedRect(box, 8, 8)
        if self.hasFocus() and self._by_keyboard:
            painter.setPen(QPen(QColor(use.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 8, 8)
        left = self._paint_number(painter, use)
        self._paint_texts(painter, use, left)

    def _paint_number(self, painter: QPainter, use: Colours) -> float:
        side = self.fontMetrics().height() * 1.5
        circle = QRectF(theme.SPACE.M, (self.height() - side) / 2, side, side)
        text = str(self.number) if self.number else ""
        painter.setPen(QPen(QColor(use.accent if self.isChecked() else use.border), 1.5))
        painter.setBrush(QColor(use.accent if self.isChecked() else use.surface))
        painter.drawEllipse(circle)
        ink = QColor(use.on_accent if self.isChecked() else use.muted)
        painter.setPen(ink)
        if text:
            font = QFont(self.font())
            font.setBold(True)
            painter.setFont(font)
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, text)
        else:
            _SIGNS.get(self.key, _paint_clock)(painter, circle, ink)
        return circle.right() + theme.SPACE.M

    def _paint_texts(self, painter: QPainter, use: Colours, left: float) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium)
        small = self._small_font()
        name_height = self.fontMetrics().height()
        state_height = QFontMetrics(small).height()
        top = (self.height() - name_height - state_height) / 2
        if self.number is None:
            top = (self.height() - name_height) / 2
        painter.setFont(font)
        painter.setPen(QColor(use.text))
        painter.drawText(
            QRectF(left, top, self.width() - left, name_height),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self.text(),
        )
        if self.number is None:
            return
        colour = QColor(
            {"done": use.success, "running": use.accent, "ready": use.accent}.get(
                self.state, use.muted
            )
        )
        mark = state_height * 0.62
        place = QRectF(left + 1, top + name_height + (state_height - mark) / 2, mark, mark)
        _paint_state(painter, self.state, place, colour)
        painter.setFont(small)
        painter.setPen(QColor(use.muted) if self.state in ("empty", "ready") else colour)
        painter.drawText(
            QRectF(place.right() + 5, top + name_height, self.width(), state_height),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self.state_word(),
        )


def _paint_clock(painter: QPainter, circle: QRectF, ink: QColor) -> None:
    painter.setPen(_round_pen(ink, 1.6))
    middle, side = circle.center(), circle.width()
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF(middle.x(), middle.y() - side * 0.26),
                middle,
                QPointF(middle.x() + side * 0.2, middle.y() + side * 0.1),
            ]
        )
    )


def _paint_halves(painter: QPainter, circle: QRectF, ink: QColor) -> None:
    """Draw two halves, one of them filled: before and after."""
    inset = circle.width() * 0.26
    inner = circle.adjusted(inset, inset, -inset, -inset)
    painter.setPen(_round_pen(ink, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(inner)
    painter.setBrush(ink)
    painter.drawPie(inner, -90 * 16, 180 * 16)


def _paint_scales(painter: QPainter, circle: QRectF, ink: QColor) -> None:
    """Draw two bars of different length on an axis: a figure before and after."""
    middle, side = circle.center(), circle.width()
    painter.setPen(_round_pen(ink, 1.6))
    left = middle.x() - side * 0.2
    painter.drawLine(
        QPointF(left, middle.y() - side * 0.26), QPointF(left, middle.y() + side * 0.26)
    )
    for place, length in ((-0.11, 0.44), (0.11, 0.24)):
        painter.drawLine(
            QPointF(left, middle.y() + side * place),
            QPointF(left + side * length, middle.y() + side * place),
        )


_SIGNS = {"changes": _paint_halves, "effects": _paint_scales, "history": _paint_clock}
"""Page without a number → what is in its circle instead."""


def _round_pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _paint_state(painter: QPainter, state: str, place: QRectF, colour: QColor) -> None:
    """Draw a ring (empty), a ring with a dot (ready), an open ring (running), a tick (done)."""
    width = max(1.4, place.width() * 0.16)
    painter.setPen(_round_pen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state == "done":
        x, y, side = place.x(), place.y(), place.width()
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(x + side * 0.05, y + side * 0.55),
                    QPointF(x + side * 0.38, y + side * 0.88),
                    QPointF(x + side * 0.98, y + side * 0.15),
                ]
            )
        )
        return
    if state == "running":
        painter.drawArc(place, 90 * 16, -270 * 16)
    else:
        painter.drawEllipse(place)
    if state in ("ready", "running"):
        inset = place.width() * 0.3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(place.adjusted(inset, inset, -inset, -inset))


class Rail(QFrame):
    """The steps in order and, apart from them, the history.

    Attributes:
        chosen: emitted with the key of the step that the user chose.
    """

    chosen = Signal(str)

    def __init__(
        self,
        steps: Sequence[tuple[str, str]],
        others: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make the rail.

        Args:
            steps: (key, name) in the order of the work; they are numbered from 1.
            others: (key, name) of what is below, without a number.
            parent: Qt parent.
        """
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Steps"))
        self._items: dict[str, RailItem] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.S, theme.SPACE.M, theme.SPACE.S, theme.SPACE.M)
        layout.setSpacing(theme.SPACE.XS)
        for number, (key, name) in enumerate(steps, start=1):
            layout.addWidget(self._add(key, number, name))
        layout.addStretch(1)
        for key, name in others:
            layout.addWidget(self._add(key, None, name))
        self._group.buttonClicked.connect(self._clicked)
        theme.notifier().changed.connect(self.update)

    def item(self, key: str) -> RailItem:
        """Return the item of a step."""
        return self._items[key]

    def current(self) -> str:
        """Return the key of the step shown, or "" where none is."""
        return next((key for key, item in self._items.items() if item.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Mark the step that is shown; "" marks none."""
        self._group.setExclusive(False)
        for name, item in self._items.items():
            item.setChecked(name == key)
        self._group.setExclusive(bool(key))

    def set_state(self, key: str, state: str) -> None:
        """Show how far a step is: empty, ready, running or done."""
        self._items[key].set_state(state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        items = list(self._items.values())
        focused = next((at for at, item in enumerate(items) if item.hasFocus()), None)
        moves = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Home: -len(items),
            Qt.Key.Key_End: len(items),
        }
        move = moves.get(Qt.Key(event.key()))
        if focused is not None and move is not None:
            items[min(max(focused + move, 0), len(items) - 1)].setFocus(
                Qt.FocusReason.TabFocusReason
            )
        elif focused is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            items[focused].click()
        else:
            super().keyPressEvent(event)

    def _add(self, key: str, number: int | None, name: str) -> RailItem:
        item = RailItem(key, number, name, self)
        self._items[key] = item
        self._group.addButton(item)
        return item

    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, RailItem):
            self.chosen.emit(button.key)


class RailArea(QScrollArea):
    """Lets the rail scroll where the window is lower than its steps."""

    def __init__(self, rail: Rail) -> None:
        super().__init__()
        self.setObjectName("scroll.rail")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._rail = rail
        self.setWidget(rail)

    def sizeHint(self) -> QSize:
        """As wide as the rail, and the bar where it scrolls."""
        hint = self._rail.sizeHint()
        bar = self.verticalScrollBar()
        room = bar.sizeHint().width() if hint.height() > self.height() else 0
        return QSize(hint.width() + room, hint.height())

    def minimumSizeHint(self) -> QSize:
        """As wide as the rail, and any height."""
        return QSize(self.sizeHint().width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the bar."""
        super().resizeEvent(event)
        self.updateGeometry()


def _rules(use: Colours, _points: float) -> str:
    return (
        f"QFrame#rail {{ background: {use.raised}; border: none; "
        f"border-right: 1px solid {use.border}; }}\n"
    )


theme.add_part(_rules)
