"""The pictures of which two caption sets say something else, as a list that can be filtered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from sare_desktop.engine_words import engine_text
from sare_engine import (
    CAPTION_CHANGES,
    GONE,
    REPEATS,
    ComparedCaption,
    Mention,
    PictureChange,
)

_Index = QModelIndex | QPersistentModelIndex

_BETWEEN = "\n\n"
"""Between several captions of an image."""


@dataclass(frozen=True)
class ShownCaption:
    """The captions of a picture as one text.

    Attributes:
        caption: the text; of several captions, each after a blank line.
        mentions: their mentions, whose places are in `caption`.
    """

    caption: str = ""
    mentions: Sequence[Mention] = ()


def joined(captions: Sequence[ComparedCaption]) -> ShownCaption:
    """Return captions as one text, with their mentions."""
    text, mentions = "", []
    for one in captions:
        if text:
            text += _BETWEEN
        shift = len(text)
        text += one.text
        mentions += [
            mention._replace(
                start=mention.start + shift,
                end=mention.end + shift,
                sub_start=mention.sub_start + shift,
                sub_end=mention.sub_end + shift,
            )
            for mention in one.mentions
        ]
    return ShownCaption(text, mentions)


def change_word(kind: str) -> str:
    """Return a kind of change in the user's language."""
    return engine_text(CAPTION_CHANGES[kind])


def tone_of(kind: str) -> str:
    """Return the name of the colour of a kind of change: good news, or what needs a look."""
    return "grounded" if kind == GONE else "unsure" if kind == REPEATS else "hallucinated"


def words_of(change: PictureChange) -> list[tuple[str, str]]:
    """Return each kind of change of a picture, with a phrase that names the objects."""
    return [
        (kind, f"{change_word(kind)}: {', '.join(change.objects[kind])}")
        if change.objects.get(kind)
        else (kind, change_word(kind))
        for kind in change.kinds
    ]


class ChangesModel(QAbstractListModel):
    """The pictures with a change of the chosen kind and the searched words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[PictureChange] = ()
        self._shown: list[PictureChange] = []
        self._kind = ""
        self._words: tuple[str, ...] = ()

    @property
    def all(self) -> Sequence[PictureChange]:
        """The pictures with a change, whatever the filter is."""
        return self._all

    def set_changes(self, changes: Sequence[PictureChange]) -> None:
        """Show other pictures under the same filter."""
        self._all = changes
        self._apply()

    def set_filter(self, kind: str = "", text: str = "") -> None:
        """Show some pictures only.

        Args:
            kind: a kind of change, or "" for any.
            text: words that the file name or the captions must contain.
        """
        words = tuple(text.casefold().split())
        if (kind, words) != (self._kind, self._words):
            self._kind, self._words = kind, words
            self._apply()

    def change(self, row: int) -> PictureChange | None:
        """Return the picture in a row, or None outside the list."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, change: PictureChange | None) -> int:
        """Return the row of a picture, -1 if the filter hides it."""
        wanted = change.image if change is not None else None
        return next((row for row, one in enumerate(self._shown) if one.image == wanted), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of pictures shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the file name, and for tooltips and screen readers what changed."""
        change = self.change(index.row())
        if change is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return change.image.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join((change.image.name, *(words for _, words in words_of(change))))
        return None

    def _apply(self) -> None:
        self.beginResetModel()
        self._shown = [one for one in self._all if self._passes(one)]
        self.endResetModel()

    def _passes(self, one: PictureChange) -> bool:
        if self._kind and self._kind not in one.kinds:
            return False
        if not self._words:
            return True
        texts = (one.image.name, *(said.text for said in (*one.before, *one.after)))
        haystack = "\n".join(texts).casefold()
        return all(word in haystack for word in self._words)
