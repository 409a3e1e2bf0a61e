"""Boxes of detectors and annotations on a picture: which there are, and how they are painted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sare_desktop import theme
from sare_desktop.item_models.mentions import source_word
from sare_desktop.widgets.primitives.amounts import figure_text
from sare_engine import (
    EVIDENCE_SOURCES,
    GROUNDED,
    UNSURE,
    Box,
    Evidence,
    Mention,
    ObjectBox,
    boxes_of,
)

_STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DashDotLine)
"""How the boxes of the first detector are drawn, of the second, and of annotations."""
_ANNOTATED = 2
_FAINT = 90
"""Opacity of boxes beside those that are pointed at, of 255."""
_PADDING = 3


@dataclass(frozen=True)
class ShownBox:
    """A box on the picture.

    Attributes:
        box: its place, score and name.
        mentions: keys of the mentions that it is evidence on.
        verdict: what its score means by the source's limits: grounded or unsure.
        place: which of the detectors it is from, from 0; `_ANNOTATED` for an annotation.
        tip: what it is, in a sentence.
    """

    box: Box
    mentions: frozenset[int]
    verdict: str
    place: int
    tip: str

    @property
    def text(self) -> str:
        """Its name and score."""
        score = self.box.score
        return self.box.label if score is None else f"{self.box.label} {figure_text(score, '.2f')}"

    def on(self, area: QRectF) -> QRectF:
        """Return where it lies on a picture that fills an area."""
        box = self.box
        return QRectF(
            area.left() + box.left * area.width(),
            area.top() + box.top * area.height(),
            (box.right - box.left) * area.width(),
            (box.bottom - box.top) * area.height(),
        )


def shown_boxes(
    mentions: Sequence[Mention],
    evidence_of: Callable[[int], Sequence[Evidence]],
    annotated: Iterable[ObjectBox] = (),
) -> list[ShownBox]:
    """Return the boxes of what a caption mentions.

    The same box of several mentions is returned once.

    Args:
        mentions: the mentions of the caption.
        evidence_of: returns the evidence on a mention, of which the boxes are shown that are not
            below their source's limit.
        annotated: where annotations have objects.
    """
    owners: dict[tuple[str, Box], set[int]] = {}
    verdicts: dict[tuple[str, Box], str] = {}
    names: dict[tuple[str, Box], str] = {}
    for mention in mentions:
        for one in evidence_of(mention.id):
            for box in boxes_of(one):
                verdict = _verdict(one, box)
                if verdict:
                    key = (one.source, box)
                    owners.setdefault(key, set()).add(mention.id)
                    verdicts[key] = verdict
                    names[key] = str(one.details.get("model", ""))
    places = {key: place for place, key in enumerate(_sources_with_boxes())}
    of_concept: dict[str, set[int]] = {}
    for mention in mentions:
        of_concept.setdefault(mention.concept, set()).add(mention.id)
    known = [
        ShownBox(
            box._replace(label=concept),
            frozenset(of_concept[concept]),
            GROUNDED,
            _ANNOTATED,
            QCoreApplication.translate("Boxes", "Annotation: {0}").format(box.label),
        )
        for concept, box in annotated
        if concept in of_concept
    ]
    return known + [
        ShownBox(
            key[1], frozenset(ids), verdicts[key], places.get(key[0], 0), _tip(*key, names[key])
        )
        for key, ids in owners.items()
    ]


def box_at(boxes: Iterable[ShownBox], area: QRectF, point: QPointF) -> ShownBox | None:
    """Return the smallest box at a point of the picture, or None."""
    under = [(one.on(area), one) for one in boxes if one.on(area).contains(point)]
    return min(under, key=lambda pair: pair[0].width() * pair[0].height())[1] if under else None


def paint_boxes(
    painter: QPainter, boxes: Iterable[ShownBox], area: QRectF, lit: Collection[int]
) -> None:
    """Paint boxes, and the names and scores of those that are emphasised.

    If none is, those of the first source that has boxes are named.

    Args:
        painter: of the widget that shows the picture.
        boxes: the boxes.
        area: where the whole picture lies.
        lit: mentions whose boxes are emphasised; the others step back.
    """
    ordered = sorted(boxes, key=lambda one: not one.mentions.isdisjoint(lit))
    first = min((one.place for one in ordered), default=0)
    for one in ordered:
        strong = not one.mentions.isdisjoint(lit)
        _paint_box(painter, one, area, strong=strong, faint=bool(lit) and not strong)
    for one in ordered:
        # The names of all sources at once would hide the picture.
        if not one.mentions.isdisjoint(lit) or (not lit and one.place == first):
            _paint_name(painter, one, area)


def _paint_box(
    painter: QPainter, one: ShownBox, area: QRectF, *, strong: bool, faint: bool
) -> None:
    colours = theme.colours()
    colour, ground = QColor(getattr(colours, one.verdict)), QColor(colours.surface)
    if faint:
        colour.setAlpha(_FAINT)
        ground.setAlpha(_FAINT)
    place = one.on(area)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # A line of the surface's colour below, so that the box is seen on any picture.
    painter.setPen(QPen(ground, 5 if strong else 4))
    painter.drawRect(place)
    style = Qt.PenStyle.DotLine if one.verdict == UNSURE else _STYLES[one.place]
    painter.setPen(QPen(colour, 3 if strong else 2, style))
    painter.drawRect(place)


def _paint_name(painter: QPainter, one: ShownBox, area: QRectF) -> None:
    colours = theme.colours()
    place = one.on(area)
    metrics = painter.fontMetrics()
    width = metrics.horizontalAdvance(one.text) + 2 * _PADDING
    height = metrics.height() + _PADDING
    # Names stand above the box, below it, or within it, so that all of a place can be read.
    top = (place.top() - height, place.bottom(), place.top())[one.place]
    window = QRectF(painter.window())
    top = min(max(top, window.top()), window.bottom() - height)
    left = min(max(place.left(), window.left()), max(window.right() - width, window.left()))
    label = QRectF(left, top, width, height)
    painter.fillRect(label, QColor(colours.surface))
    painter.setPen(QPen(QColor(getattr(colours, one.verdict)), 1))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, one.text)


def _verdict(evidence: Evidence, box: Box) -> str:
    """Return what a box's score means, "" if it is too low to be shown."""
    scale = EVIDENCE_SOURCES[evidence.source].scale if evidence.source in EVIDENCE_SOURCES else None
    if scale is None or box.score is None:
        return GROUNDED
    low, high = evidence.details.get(scale.low), evidence.details.get(scale.high)
    if low is None or high is None:
        return UNSURE
    if box.score > high:
        return GROUNDED
    return UNSURE if box.score >= low else ""


def _tip(source: str, box: Box, model: str) -> str:
    text = QCoreApplication.translate("Boxes", "{0} ({1}): {2}") if model else "{0}: {2}"
    score = "" if box.score is None else f" {figure_text(box.score, '.2f')}"
    word = source_word(source)
    return text.format(word[:1].upper() + word[1:], model, f"{box.label}{score}")


def _sources_with_boxes() -> list[str]:
    return [key for key, one in EVIDENCE_SOURCES.items() if one.pair]
