"""Scores of mentions by verdict, with thresholds to drag."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from sare_desktop import theme
from sare_desktop.item_models.mentions import verdict_word
from sare_desktop.widgets.help.plot_guide_dialog import GuideButton
from sare_desktop.widgets.plots.plot_canvas import make_plot_menu
from sare_desktop.widgets.plots.plot_output import PlotOutput
from sare_desktop.widgets.plots.plot_picture import Picture
from sare_desktop.widgets.primitives.amounts import figure_text
from sare_desktop.widgets.primitives.drag_out import drag_out, is_far
from sare_desktop.widgets.primitives.save_button import SaveButton
from sare_engine import GROUNDED, HALLUCINATED, UNSURE

_VERDICTS = (HALLUCINATED, UNSURE, GROUNDED)
_PATTERNS = {
    HALLUCINATED: Qt.BrushStyle.BDiagPattern,
    UNSURE: Qt.BrushStyle.Dense4Pattern,
    GROUNDED: Qt.BrushStyle.SolidPattern,
}
"""Verdicts differ by pattern as well as by colour."""

_GUIDE = "scores-and-thresholds"
_BINS = 40
_NEAR = 8
_LEGEND_GAP = 10
STEP = 0.5
"""What an arrow key moves a threshold of CLIP by."""
_MARGIN = 0.04
"""Room beside the first and last score, as a share of their distance."""


class ScoreHistogram(QWidget):
    """Stacked bars of scores; the lines of the two thresholds follow mouse and arrow keys.

    `moving` is emitted while a line moves, `moved` once it is let go. The owner places
    `save_button` and `guide_button`, which are of use also while no line can be moved.
    """

    moving = Signal(float, float)
    moved = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: dict[str, list[float]] = {name: [] for name in _VERDICTS}
        self._counts: dict[str, list[int]] = {name: [0] * _BINS for name in _VERDICTS}
        self._range = (0.0, 40.0)
        self._t1, self._t0 = 23.0, 32.0
        self._names = {"t1": "T1", "t0": "T0"}
        self._step = STEP
        self._active = "t1"
        self._dragging = False
        self._waiting = False
        self._before = (self._t1, self._t0)
        self._pressed: QPoint | None = None
        """Where a drag of the whole histogram would begin."""
        self._add_tools()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Histogram of scores with thresholds"))
        self.setToolTip(
            self.tr(
                "Drag a line to judge by another threshold. Keys: up and down choose the line, "
                "left and right move it. Drag the rest into another program to copy it there."
            )
        )
        theme.notifier().changed.connect(self.update)
        self._describe()

    def _add_tools(self) -> None:
        name = "histogram"
        output = PlotOutput(
            name, self.to_csv, self._picture, self.accessibleDescription, lambda: not self.total
        )
        self.output = output
        self.save_button = SaveButton(
            f"{name}.export",
            self.tr("the histogram"),
            output.save,
            output.copy_picture,
            output.copy_values,
        )
        self.guide_button = GuideButton(
            f"{name}.guide", _GUIDE, self.tr("Scores"), self.output.state
        )
        self._menu = make_plot_menu(self, self.save_button, self.guide_button)
        self.addAction(self.save_button.copy_action)

    @property
    def thresholds(self) -> tuple[float, float]:
        """T1 and T0 as the lines stand."""
        return self._t1, self._t0

    def set_scale(self, names: tuple[str, str], step: float) -> None:
        """Show scores on another scale.

        Args:
            names: of the lower and the upper threshold.
            step: what an arrow key moves a threshold by.
        """
        self._names = {"t1": names[0], "t0": names[1]}
        self._step = step
        self._describe()
        self.update()

    @property
    def total(self) -> int:
        """How many scores are shown."""
        return sum(len(values) for values in self._values.values())

    def show_scores(self, scores: Mapping[str, Sequence[float]], t1: float, t0: float) -> None:
        """Show scores by verdict; a line that is being dragged stays in the hand."""
        self._waiting = False
        self._values = {
            name: [one for one in scores.get(name, ()) if math.isfinite(one)] for name in _VERDICTS
        }
        if not self._dragging:
            self._t1, self._t0 = t1, t0
        everything = [one for values in self._values.values() for one in values]
        first = min([*everything, t1, t0])
        last = max([*everything, t1, t0])
        room = max(_MARGIN * (last - first), 2 * self._step)
        self._range = (first - room, last + room)
        width = (self._range[1] - self._range[0]) / _BINS
        for name, values in self._values.items():
            counts = [0] * _BINS
            for one in values:
                counts[min(int((one - self._range[0]) / width), _BINS - 1)] += 1
            self._counts[name] = counts
        self._describe()
        self.update()

    def show_waiting(self) -> None:
        """Say that the scores are being read, until they are shown."""
        self.show_scores({}, self._t1, self._t0)
        self._waiting = True

    def set_thresholds(self, t1: float, t0: float) -> None:
        """Move the lines without announcing it."""
        self._t1, self._t0 = t1, t0
        self._describe()
        self.update()

    def place_of(self, value: float) -> float:
        """Return the x of a score."""
        area = self._area()
        first, last = self._range
        return area.left() + (value - first) / (last - first) * area.width()

    def line_point(self, name: str) -> QPointF:
        """Return a point on a line: "t1" or "t0"."""
        value = self._t1 if name == "t1" else self._t0
        return QPointF(self.place_of(value), self._area().center().y())

    def to_csv(self) -> str:
        """Return how many scores each bar holds, by verdict, as CSV."""
        width = (self._range[1] - self._range[0]) / _BINS
        words = [verdict_word(name) for name in _VERDICTS]
        lines = [",".join([self.tr("from"), self.tr("to"), *words])]
        for place in range(_BINS):
            low = self._range[0] + place * width
            counts = [str(self._counts[name][place]) for name in _VERDICTS]
            lines.append(",".join([f"{low:.4g}", f"{low + width:.4g}", *counts]))
        return "\n".join(lines) + "\n"

    def _picture(self) -> Picture:
        return _HistogramPicture(self)

    def sizeHint(self) -> QSize:
        """Enough to see the shape."""
        height = self.fontMetrics().height()
        return QSize(height * 20, height * 8)

    def minimumSizeHint(self) -> QSize:
        """Enough to take hold of the lines."""
        height = self.fontMetrics().height()
        return QSize(height * 12, height * 7)

    # Moving the lines

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the nearest line."""
        name = self._line_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and name:
            self._active = name
            self._dragging = True
            self._before = (self._t1, self._t0)
            self.update()
        elif event.button() == Qt.MouseButton.LeftButton and self.total:
            self._pressed = event.position().toPoint()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the line that is held."""
        if is_far(event, self._pressed):
            self._pressed = None
            drag_out(self, self.output.drag_data())
            return
        if not self._dragging:
            over = self._line_at(event.position().x())
            shape = Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            return
        area = self._area()
        first, last = self._range
        share = (event.position().x() - area.left()) / area.width()
        self._put(first + min(max(share, 0.0), 1.0) * (last - first))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the line: the mentions are judged by it."""
        self._pressed = None
        if not self._dragging:
            super().mouseReleaseEvent(event)
            return
        self._dragging = False
        if (self._t1, self._t0) != self._before:
            self.moved.emit(self._t1, self._t0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy and to save."""
        self._menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a line with up and down, move it with left and right, escape lets it go."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._active = "t0" if self._active == "t1" else "t1"
            self._describe()
            self.update()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if not event.isAutoRepeat():
                self._before = (self._t1, self._t0)
            step = self._step if key == Qt.Key.Key_Right else -self._step
            self._put((self._t1 if self._active == "t1" else self._t0) + step)
        elif key == Qt.Key.Key_Escape and self._dragging:
            self._dragging = False
            self.set_thresholds(*self._before)
            self.moving.emit(self._t1, self._t0)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Judge once the key is let go, not at every repetition of it."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if not event.isAutoRepeat() and (self._t1, self._t0) != self._before:
                self.moved.emit(self._t1, self._t0)
            return
        super().keyReleaseEvent(event)

    def _put(self, value: float) -> None:
        value = round(value, 2)
        if self._active == "t1":
            self._t1 = min(value, self._t0)
        else:
            self._t0 = max(value, self._t1)
        self._describe()
        self.update()
        self.moving.emit(self._t1, self._t0)

    def _line_at(self, x: float) -> str:
        distances = {
            "t1": abs(x - self.place_of(self._t1)),
            "t0": abs(x - self.place_of(self._t0)),
        }
        if self._t1 == self._t0:
            # Both lines in one place: the side of the pointer says which of them may move.
            return (
                ("t1" if x < self.place_of(self._t1) else "t0")
                if min(distances.values()) <= _NEAR
                else ""
            )
        name = min(distances, key=lambda one: distances[one])
        return name if distances[name] <= _NEAR else ""

    def _describe(self) -> None:
        self.setAccessibleDescription(
            self.tr("{0} {1}, {2} {3}; {4} is chosen").format(
                self._names["t1"],
                figure_text(self._t1, "g"),
                self._names["t0"],
                figure_text(self._t0, "g"),
                self._names[self._active],
            )
        )

    # Painting

    def _area(self) -> QRectF:
        line = self.fontMetrics().height()
        return QRectF(self.rect()).adjusted(6, line * 2.6, -6, -line * 1.4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bars, scale, legend and lines."""
        painter = QPainter(self)
        self.paint(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.colours().accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Paint all but the mark of the keyboard, anywhere."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        area = self._area()
        self._paint_bars(painter, area)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self._paint_scale(painter, area)
        self._paint_legend(painter)
        if not self.total:
            painter.setPen(QColor(colours.muted))
            painter.drawText(
                area,
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                self.tr("Reading the scores …")
                if self._waiting
                else self.tr(
                    "No scores yet. Choose a detector or a CLIP model in the settings of the "
                    "Images page, and test."
                ),
            )
        else:
            self._paint_line(painter, area, "t1", self._t1)
            self._paint_line(painter, area, "t0", self._t0)

    def _paint_bars(self, painter: QPainter, area: QRectF) -> None:
        heights = [sum(self._counts[name][place] for name in _VERDICTS) for place in range(_BINS)]
        highest = max(heights)
        if not highest:
            return
        colours = theme.colours()
        width = area.width() / _BINS
        for place in range(_BINS):
            bottom = area.bottom()
            for name in _VERDICTS:
                count = self._counts[name][place]
                if not count:
                    continue
                height = max(count / highest * area.height(), 1.0)
                bar = QRectF(area.left() + place * width + 0.5, bottom - height, width - 1, height)
                colour = QColor(getattr(colours, name))
                painter.setPen(QPen(colour, 1))
                painter.setBrush(QBrush(colour, _PATTERNS[name]))
                painter.drawRect(bar)
                bottom -= height

    def _paint_scale(self, painter: QPainter, area: QRectF) -> None:
        metrics = self.fontMetrics()
        painter.setPen(QColor(theme.colours().muted))
        first, last = self._range
        step = _round_step((last - first) / max(area.width() / (metrics.height() * 4), 1.0))
        value = math.ceil(first / step) * step
        while value <= last:
            x = self.place_of(value)
            text = figure_text(value, "g")
            width = metrics.horizontalAdvance(text)
            painter.drawText(QPointF(x - width / 2, area.bottom() + metrics.ascent() + 3), text)
            value += step

    def _paint_legend(self, painter: QPainter) -> None:
        metrics = self.fontMetrics()
        colours = theme.colours()
        edge = metrics.ascent() * 0.8
        texts = {name: f"{verdict_word(name)} {len(self._values[name])}" for name in _VERDICTS}
        gaps = len(texts) * (edge + 5 + _LEGEND_GAP)
        if sum(map(metrics.horizontalAdvance, texts.values())) + gaps > self.width():
            texts = {name: verdict_word(name) for name in _VERDICTS}
        x = 6.0
        for name, text in texts.items():
            colour = QColor(getattr(colours, name))
            painter.setPen(QPen(colour, 1))
            painter.setBrush(QBrush(colour, _PATTERNS[name]))
            painter.drawRect(QRectF(x, 4 + (metrics.height() - edge) / 2, edge, edge))
            painter.setPen(QColor(colours.text))
            painter.drawText(QPointF(x + edge + 5, 4 + metrics.ascent()), text)
            x += edge + 5 + metrics.horizontalAdvance(text) + _LEGEND_GAP

    def _paint_line(self, painter: QPainter, area: QRectF, name: str, value: float) -> None:
        colours = theme.colours()
        metrics = self.fontMetrics()
        active = self._active == name and (self.hasFocus() or self._dragging)
        colour = QColor(colours.accent if active else colours.text)
        x = self.place_of(value)
        top = area.top() - 2
        painter.setPen(QPen(colour, 2 if active else 1.2))
        painter.drawLine(QPointF(x, top), QPointF(x, area.bottom()))
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(
            QPolygonF([QPointF(x - 6, top - 6), QPointF(x + 6, top - 6), QPointF(x, top + 2)])
        )
        text = f"{self._names[name]} {figure_text(value, 'g')}"
        width = metrics.horizontalAdvance(text)
        # The lower's words lie to the left and the upper's to the right, never on each other.
        left = x - width - 8 if name == "t1" else x + 8
        left = min(max(left, 2.0), self.width() - width - 2.0)
        painter.setPen(colour)
        painter.drawText(QPointF(left, top - 2), text)


class _HistogramPicture(Picture):
    def __init__(self, histogram: ScoreHistogram) -> None:
        super().__init__(histogram.accessibleName(), histogram.logicalDpiX())
        self._histogram = histogram

    @property
    def size(self) -> QSize:
        return self._histogram.size()

    def paint(self, painter: QPainter) -> None:
        painter.setFont(self._histogram.font())
        painter.fillRect(self._histogram.rect(), QColor(theme.colours().surface))
        self._histogram.paint(painter)


def _round_step(step: float) -> float:
    if step <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(step))
    for factor in (1, 2, 5, 10):
        if step <= factor * power:
            return factor * power
    return 10 * power
