"""Captions of a few watched images, before the erasure and now, with what vanished struck out."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.widgets.images.thumbnails import Thumbnails
from sare_desktop.widgets.primitives.small_parts import make_label
from sare_engine import is_degenerate

if TYPE_CHECKING:
    from sare_engine import Project

Phrases = Mapping[str, tuple[str, ...]]
"""Image → the words of its hallucinated mentions, as they stood in the caption before."""

SAME, DROPPED, NEW, GONE, STILL = "same", "dropped", "new", "gone", "still"
"""What happened to a piece of text: `gone` and `still` are words of hallucinated mentions."""

_PICTURE = QSize(112, 84)


@dataclass(frozen=True)
class Piece:
    """A piece of a caption and what became of it."""

    text: str
    kind: str


@dataclass(frozen=True)
class Comparison:
    """A caption before and now.

    Attributes:
        before: the former caption in pieces; pieces that disappeared are `dropped` or `gone`.
        now: the present caption in pieces; pieces that were not there are `new`.
        gone: hallucinated phrases that disappeared.
        still: hallucinated phrases that still are.
        broken: whether the present caption is empty or repeats itself, so that a phrase it
            lacks is not called gone.
    """

    before: tuple[Piece, ...]
    now: tuple[Piece, ...]
    gone: tuple[str, ...]
    still: tuple[str, ...]
    broken: bool = False


def compare_captions(before: str, now: str, phrases: Sequence[str] = ()) -> Comparison:
    """Compare two captions word by word; `phrases` are hallucinated words of the former one."""
    still = tuple(phrase for phrase in phrases if _places(now, phrase))
    broken = is_degenerate(now)
    gone = () if broken else tuple(phrase for phrase in phrases if phrase not in still)
    old, new = _words(before), _words(now)
    matcher = difflib.SequenceMatcher(None, [w.lower() for w in old], [w.lower() for w in new])
    old_kinds, new_kinds = [DROPPED] * len(old), [NEW] * len(new)
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            old_kinds[block.a + offset] = new_kinds[block.b + offset] = SAME
    return Comparison(
        _pieces(before, old, old_kinds, {GONE: gone, STILL: still}),
        _pieces(now, new, new_kinds, {STILL: still}),
        gone,
        still,
        broken,
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\s*\S+", text)


def _places(text: str, phrase: str) -> list[tuple[int, int]]:
    pattern = rf"(?<!\w){re.escape(phrase)}(?!\w)"
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]


def _pieces(
    text: str, words: Sequence[str], kinds: Sequence[str], marked: Mapping[str, Sequence[str]]
) -> tuple[Piece, ...]:
    by_character: list[str] = []
    for word, kind in zip(words, kinds, strict=True):
        blank = len(word) - len(word.lstrip())
        by_character += [SAME] * blank + [kind] * (len(word) - blank)
    by_character += [SAME] * (len(text) - len(by_character))
    for kind, phrases in marked.items():
        for phrase in phrases:
            for start, end in _places(text, phrase):
                by_character[start:end] = [kind] * (end - start)
    return tuple(_runs(text, by_character))


def _runs(text: str, kinds: Sequence[str]) -> Iterator[Piece]:
    start = 0
    for end in range(1, len(text) + 1):
        # Blanks between two words of a kind belong to it.
        if end == len(text) or kinds[end] != kinds[start]:
            yield Piece(text[start:end], kinds[start])
            start = end


def to_html(pieces: Sequence[Piece]) -> str:
    """Return a caption for a label, in the colours of the scheme shown now."""
    use = theme.colours()
    styles = {
        SAME: "",
        DROPPED: f"color: {use.muted}; text-decoration: line-through;",
        NEW: f"color: {use.accent}; text-decoration: underline;",
        GONE: f"color: {use.hallucinated}; text-decoration: line-through; font-weight: 600;",
        STILL: f"color: {use.hallucinated}; text-decoration: underline; font-weight: 600;",
    }
    return "".join(
        f'<span style="{styles[one.kind]}">{html.escape(one.text)}</span>' for one in pieces
    )


def hallucinated_phrases(
    project: Project, samples: Sequence[Mapping[str, Any]], concepts: Sequence[str]
) -> Phrases:
    """Return the words of hallucinated mentions of `concepts` in watched captions.

    Reads the project's database; call it outside the window's thread.
    """
    texts = {(str(one["image"]), str(one["before"])) for one in samples}
    images = {row.id: str(row.path) for row in project.images()}
    found: dict[str, list[str]] = {}
    for caption in project.captions(with_tokens=False):
        image = images[caption.image_id]
        if (image, caption.text) not in texts:
            continue
        for mention in project.mentions(caption.id):
            hallucinated = mention.verdict == "hallucinated" and not mention.negated
            if hallucinated and mention.concept in concepts:
                phrase = caption.text[mention.start : mention.end]
                if phrase not in found.setdefault(image, []):
                    found[image].append(phrase)
    return {image: tuple(phrases) for image, phrases in found.items()}


class WatchedCaptions(QWidget):
    """The watched captions as cards: picture, before, now, and what is gone."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name = name
        self._samples: tuple[Mapping[str, Any], ...] = ()
        self._step = 0
        self._phrases: Phrases = {}
        self._cards: list[_Card] = []
        self._thumbnails = Thumbnails(self)
        self._thumbnails.arrived.connect(self._show_pictures)
        self._heading = make_label("", "muted", f"{name}.heading")
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.SPACE.S)
        self._list.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName(f"{name}.scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(self.tr("Watched captions"))
        scroll.setToolTip(self.tr("What the model says about a few held-out images"))
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE.S)
        layout.addWidget(self._heading)
        layout.addWidget(scroll, 1)
        theme.notifier().changed.connect(self._show)
        self._show()

    def show_samples(self, samples: Sequence[Mapping[str, Any]], step: int) -> None:
        """Show the watched captions of a measurement."""
        if tuple(samples) != self._samples or step != self._step:
            self._samples, self._step = tuple(samples), step
            self._show()

    def set_phrases(self, phrases: Phrases) -> None:
        """Say which words were hallucinated before."""
        self._phrases = phrases
        self._show()

    def summary(self) -> str:
        """Return in a sentence how many hallucinated mentions are gone."""
        return self._heading.text()

    def _show(self) -> None:
        while len(self._cards) < len(self._samples):
            card = _Card(f"{self._name}.{len(self._cards)}")
            self._cards.append(card)
            self._list.insertWidget(len(self._cards) - 1, card)
        gone = named = 0
        for number, card in enumerate(self._cards):
            card.setVisible(number < len(self._samples))
            if number < len(self._samples):
                sample = self._samples[number]
                comparison = compare_captions(
                    str(sample.get("before", "")),
                    str(sample.get("now", "")),
                    self._phrases.get(str(sample.get("image", "")), ()),
                )
                card.show_comparison(comparison, str(sample.get("image", "")))
                gone += len(comparison.gone)
                named += len(self._phrases.get(str(sample.get("image", "")), ()))
        self._heading.setText(self._words(gone, named))
        self._show_pictures()

    def _words(self, gone: int, named: int) -> str:
        if not self._samples:
            return self.tr("Watched captions appear at the first measurement.")
        if named:
            return self.tr(
                "At step {0}, {1} of {2} hallucinated mentions in the watched captions are gone."
            ).format(self._step, gone, named)
        return self.tr("Watched captions at step {0}").format(self._step)

    def _show_pictures(self) -> None:
        if self.isVisible():
            self._thumbnails.set_box(_PICTURE * self.devicePixelRatioF())
            for card in self._cards[: len(self._samples)]:
                if card.image:
                    card.show_picture(self._thumbnails.get(Path(card.image)))

    def showEvent(self, event: Any) -> None:
        """Ask for the pictures once they can be seen."""
        super().showEvent(event)
        self._show_pictures()


class _Card(QFrame):
    """One image with its caption before and now."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        theme.card(self)
        self.image = ""
        self._picture = QLabel()
        self._picture.setFixedSize(_PICTURE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._before = make_label("", None, f"{name}.before")
        self._now = make_label("", None, f"{name}.now")
        self._outcome = make_label("", "muted", f"{name}.outcome")
        for label in (self._before, self._now):
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        texts = QVBoxLayout()
        texts.setSpacing(theme.SPACE.XS)
        for label in (self._before, self._now, self._outcome):
            texts.addWidget(label)
        texts.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.S, theme.SPACE.S, theme.SPACE.M, theme.SPACE.S)
        layout.setSpacing(theme.SPACE.M)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)

    def show_comparison(self, found: Comparison, image: str) -> None:
        """Show the captions of an image."""
        self.image = image
        muted = theme.colours().muted
        word = f'<span style="color: {muted};">{{}}</span>&nbsp; '
        before, now = (self.tr("before"), self.tr("now"))
        self._before.setText(word.format(before) + to_html(found.before))
        unchanged = all(one.kind in (SAME, STILL) for one in (*found.before, *found.now))
        text = to_html(found.now) if found.now else html.escape(self.tr("(nothing)"))
        if unchanged:
            text = f'<span style="color: {muted};">{html.escape(self.tr("unchanged"))}</span>'
        self._now.setText(word.format(now) + text)
        outcome = [self.tr("“{0}” is gone").format(phrase) for phrase in found.gone]
        outcome += [self.tr("“{0}” is still there").format(phrase) for phrase in found.still]
        if found.broken:
            outcome.append(self.tr("the caption is broken, which is no erasure"))
        self._outcome.setText(" · ".join(outcome))
        self._outcome.setVisible(bool(outcome))
        theme.tone(self._outcome, "hallucinated" if found.still or found.broken else "success")
        plain = "".join(one.text for one in found.now)
        self.setAccessibleName(self.tr("{0}: {1}").format(Path(image).name, plain))
        self.setAccessibleDescription(self._outcome.text())
        self._picture.setToolTip(image)
        self._picture.setAccessibleName(Path(image).name)

    def show_picture(self, picture: QPixmap | None) -> None:
        """Show the picture, or a text if it is missing."""
        if picture is None:
            return
        if picture.isNull():
            self._picture.setText(self.tr("no picture"))
            return
        shown = QPixmap(picture)
        shown.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture.setPixmap(shown)
