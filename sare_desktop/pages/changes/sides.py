"""One picture, and below it its captions before and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.item_models.changes import ShownCaption, joined, tone_of, words_of
from sare_desktop.item_models.mentions import MentionsModel
from sare_desktop.widgets.captions.caption_view import CaptionView
from sare_desktop.widgets.captions.picture_view import PictureView
from sare_desktop.widgets.primitives.small_parts import make_label
from sare_engine import Evidence, PictureChange


class _Side(QWidget):
    """The captions of one set, with their mentions marked."""

    def __init__(
        self, name: str, title: str, evidence_of: Callable[[int], Sequence[Evidence]]
    ) -> None:
        super().__init__()
        self.title = make_label(title, "heading", f"changes.{name}.title")
        self.mentions = MentionsModel(evidence_of, self, overruled=False)
        self.caption = CaptionView(self.mentions)
        self.caption.setObjectName(f"changes.{name}.caption")
        self.caption.setMinimumHeight(self.fontMetrics().height() * 5)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.SPACE.XS)
        inside.addWidget(self.title)
        inside.addWidget(self.caption, 1)


class Sides(QWidget):
    """Shows a picture with both captions.

    Attributes:
        picture: the picture.
        facts: its name, and what changed.
        before: the captions before.
        after: the captions after.
    """

    def __init__(
        self,
        evidence_of: Callable[[int], Sequence[Evidence]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.picture = PictureView()
        self.picture.setObjectName("changes.picture")
        self.facts = make_label("", None, "changes.facts")
        self.facts.setTextFormat(Qt.TextFormat.RichText)
        self.before = _Side("before", self.tr("Before"), evidence_of)
        self.after = _Side("after", self.tr("After"), evidence_of)
        self._change: PictureChange | None = None
        pair = QHBoxLayout()
        pair.setSpacing(theme.SPACE.M)
        pair.addWidget(self.before, 1)
        pair.addWidget(self.after, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.SPACE.S, 0, 0, 0)
        inside.setSpacing(theme.SPACE.S)
        inside.addWidget(self.picture, 5)
        inside.addWidget(self.facts)
        inside.addLayout(pair, 4)
        theme.notifier().changed.connect(self._show_facts)

    def set_titles(self, before: str, after: str) -> None:
        """Name the two sets."""
        for side, words, name in (
            (self.before, self.tr("Caption before, of {0}"), before),
            (self.after, self.tr("Caption after, of {0}"), after),
        ):
            side.title.setToolTip(name)
            side.caption.setAccessibleName(words.format(name))

    def show_change(self, change: PictureChange | None) -> None:
        """Show another picture, or none."""
        self._change = change
        self.picture.show_picture(change.image if change is not None else None)
        self.before.mentions.show(joined(change.before) if change is not None else ShownCaption())
        self.after.mentions.show(joined(change.after) if change is not None else ShownCaption())
        self._show_facts()

    def _show_facts(self) -> None:
        change = self._change
        if change is None:
            self.facts.clear()
            return
        use = theme.colours()
        parts = [escape(change.image.name)]
        parts += [
            f'<span style="color:{getattr(use, tone_of(kind))}">{escape(words)}</span>'
            for kind, words in words_of(change)
        ]
        self.facts.setText("&nbsp; · &nbsp;".join(parts))
