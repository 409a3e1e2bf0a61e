"""The table of concepts, and the places where one of them is mentioned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

from sare_desktop.item_models.mentions import source_word, verdict_word
from sare_desktop.item_models.tested_images import ProjectRows, TestedImage
from sare_desktop.widgets.primitives.amounts import share_text
from sare_engine import Mention

_Index = QModelIndex | QPersistentModelIndex

ERASE, CONCEPT, MENTIONS, HALLUCINATED, UNSURE, RATE, IMAGES, TRIGGERS, EVIDENCE = range(9)
COLUMNS = 9
SORT_ROLE = Qt.ItemDataRole.UserRole
"""What a column is sorted by."""


@dataclass(frozen=True)
class ConceptRow:
    """A concept as the engine counts it, with who judged its mentions.

    Attributes:
        concept: canonical name.
        mentions: claims of it.
        hallucinated: claims judged false.
        unsure: claims that no source could judge.
        rate: hallucinated / mentions, or None if none of them was judged.
        images: images whose captions claim it.
        hallucinated_images: those of them with a claim judged false.
        triggers: likely causes in words, the strongest first.
        chosen: whether it is marked for erasure.
        judged_by: source → mentions it decided; "" if none did.
    """

    concept: str
    mentions: int
    hallucinated: int
    unsure: int
    rate: float | None
    images: int
    hallucinated_images: int
    triggers: tuple[str, ...]
    chosen: bool
    judged_by: Mapping[str, int]

    @property
    def trigger_names(self) -> tuple[str, ...]:
        """The triggers without their numbers, the strongest first."""
        return tuple(one.partition(" (")[0] for one in self.triggers)

    @property
    def decided(self) -> float:
        """Share of the mentions that were judged."""
        return (self.mentions - self.unsure) / self.mentions if self.mentions else 0.0


def rows_of(table: Sequence[Mapping[str, Any]], rows: ProjectRows) -> list[ConceptRow]:
    """Join the engine's table with who judged the mentions that the window has read."""
    judged = rows.judged
    return [
        ConceptRow(
            concept=str(one["concept"]),
            mentions=int(one["mentions"]),
            hallucinated=int(one["hallucinated"]),
            unsure=int(one["unsure"]),
            rate=None if one["rate"] is None else float(one["rate"]),
            images=int(one["images"]),
            hallucinated_images=int(one["hallucinated_images"]),
            triggers=tuple(str(each) for each in one["triggers"]),
            chosen=bool(one["erase"]),
            judged_by={
                by: count for by, count in judged.get(str(one["concept"]), {}).items() if count
            },
        )
        for one in table
    ]


class ConceptsModel(QAbstractTableModel):
    """Concepts as rows; the check box of the first column asks for erasure."""

    checked = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ConceptRow] = []

    @property
    def rows(self) -> list[ConceptRow]:
        """The rows in the engine's order: most hallucinated first."""
        return self._rows

    def set_rows(self, rows: Sequence[ConceptRow]) -> None:
        """Show other rows; where only numbers changed, selection and scroll position stay."""
        if [one.concept for one in rows] == [one.concept for one in self._rows]:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, COLUMNS - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, index: _Index) -> ConceptRow | None:
        """Return the row of an index of this model."""
        place = index.row()
        return self._rows[place] if index.isValid() and place < len(self._rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of concepts."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else COLUMNS

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Only hallucinated concepts can be checked; any checked concept can be unchecked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.row(index)
        if row is not None and index.column() == ERASE and (row.hallucinated or row.chosen):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the column titles and what they mean."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        say = QCoreApplication.translate
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                say("ConceptsModel", "Erase"),
                say("ConceptsModel", "Concept"),
                say("ConceptsModel", "Mentions"),
                say("ConceptsModel", "Hallucinated"),
                say("ConceptsModel", "Unsure"),
                say("ConceptsModel", "Rate"),
                say("ConceptsModel", "Images"),
                say("ConceptsModel", "Seen with"),
                say("ConceptsModel", "Judged by"),
            )[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                say("ConceptsModel", "Checked concepts are erased in the next step"),
                say("ConceptsModel", "Object that captions mention"),
                say("ConceptsModel", "How often captions claim it"),
                say("ConceptsModel", "How often it is not in the picture"),
                say("ConceptsModel", "How often no source could judge it"),
                say("ConceptsModel", "Hallucinated mentions out of all; a full bar is 100 %"),
                say("ConceptsModel", "Images whose captions claim it"),
                say(
                    "ConceptsModel",
                    "What is in the picture when it is hallucinated: the likely trigger, with "
                    "images and how many times likelier it makes the hallucination (lift)",
                ),
                say("ConceptsModel", "How strong the evidence is: share judged, and by whom"),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return texts, the check state, what is sorted by, and what screen readers say."""
        row = self.row(index)
        if row is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, column)
        if role == SORT_ROLE:
            return _sort_key(row, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == ERASE:
            if not (row.hallucinated or row.chosen):
                return None
            return Qt.CheckState.Checked if row.chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _accessible(row, column)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a mark; the row changes once the project has it."""
        row = self.row(index)
        if row is None or index.column() != ERASE or role != Qt.ItemDataRole.CheckStateRole:
            return False
        wanted = Qt.CheckState(value) == Qt.CheckState.Checked
        if wanted != row.chosen:
            self.checked.emit(row.concept, wanted)
        return True


_NUMBERS = (MENTIONS, HALLUCINATED, UNSURE, IMAGES)
_UNKNOWN = -1.0
"""Sorts an unknown rate below all others."""


def _text(row: ConceptRow, column: int) -> str:
    if column == RATE:
        return "–" if row.rate is None else share_text(row.rate)
    if column == TRIGGERS:
        # The names alone: the numbers of each are told by the tooltip.
        return ", ".join(row.trigger_names)
    if column == EVIDENCE:
        return f"{share_text(row.decided)} {_judge(row)}".strip()
    if column == HALLUCINATED and row.rate is None:
        return "–"  # None of the mentions was judged.
    values = {
        ERASE: "",
        CONCEPT: row.concept,
        MENTIONS: row.mentions,
        HALLUCINATED: row.hallucinated,
        UNSURE: row.unsure,
        IMAGES: row.images,
    }
    return str(values[column])


def _sort_key(row: ConceptRow, column: int) -> Any:
    return {
        ERASE: row.chosen,
        CONCEPT: row.concept,
        MENTIONS: row.mentions,
        HALLUCINATED: row.hallucinated,
        UNSURE: row.unsure,
        RATE: _UNKNOWN if row.rate is None else row.rate,
        IMAGES: row.images,
        TRIGGERS: ", ".join(row.triggers),
        EVIDENCE: row.decided,
    }[column]


def _judges(row: ConceptRow) -> str:
    told = [f"{source_word(name)} {count}" for name, count in _counts(row).most_common()]
    return ", ".join(told) or QCoreApplication.translate("ConceptsModel", "not judged")


def _judge(row: ConceptRow) -> str:
    """Return the source that judged most of the mentions, "" if none did."""
    return next((source_word(name) for name, _ in _counts(row).most_common(1)), "")


def _counts(row: ConceptRow) -> Counter[str]:
    return Counter({name: count for name, count in row.judged_by.items() if name})


def _tip(row: ConceptRow, column: int) -> str:
    say = QCoreApplication.translate
    if column == EVIDENCE:
        return say("ConceptsModel", "Judged: {0} of {1}. By {2}. Unsure: {3}.").format(
            row.mentions - row.unsure, row.mentions, _judges(row), row.unsure
        )
    if column == TRIGGERS:
        return ", ".join(row.triggers)
    if column in (RATE, IMAGES) and row.rate is not None:
        # The rate counts mentions: of several captions, each has its own.
        images = say("ConceptsModel", "hallucinated in {0} of {1} images that name it")
        text = images.format(row.hallucinated_images, row.images)
        return f"{_text(row, RATE)} · {text}" if column == RATE else text
    if column == ERASE and row.rate is None and not row.chosen:
        return say("ConceptsModel", "None of its mentions was judged.")
    if column == ERASE and not row.hallucinated and not row.chosen:
        return say("ConceptsModel", "It is never hallucinated, so there is nothing to erase.")
    if column == ERASE:
        return say("ConceptsModel", "Erase the hallucination of “{0}” (space)").format(row.concept)
    return _text(row, column)


def _accessible(row: ConceptRow, column: int) -> str:
    if column == ERASE:
        word = (
            QCoreApplication.translate("ConceptsModel", "{0}, to be erased")
            if row.chosen
            else QCoreApplication.translate("ConceptsModel", "{0}, kept")
        )
        return word.format(row.concept)
    return _text(row, column)


class ConceptsFilter(QSortFilterProxyModel):
    """Sorts by value rather than by text, and searches names and triggers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSortRole(SORT_ROLE)
        self._words: tuple[str, ...] = ()

    def search(self, text: str) -> None:
        """Show concepts that hold all these words."""
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    @property
    def searching(self) -> bool:
        """Whether only some concepts are searched for."""
        return bool(self._words)

    def shown_rows(self) -> list[ConceptRow]:
        """Return the concepts that the search finds, in the order shown."""
        model = self.sourceModel()
        if not isinstance(model, ConceptsModel):
            return []
        places = (self.mapToSource(self.index(row, CONCEPT)) for row in range(self.rowCount()))
        return [found for place in places if (found := model.row(place)) is not None]

    def filterAcceptsRow(self, row: int, parent: _Index) -> bool:
        """Whether a row passes the search."""
        model = self.sourceModel()
        if not self._words or not isinstance(model, ConceptsModel):
            return True
        one = model.rows[row]
        text = " ".join((one.concept, *one.triggers)).casefold()
        return all(word in text for word in self._words)


@dataclass(frozen=True)
class ConceptPlace:
    """One mention of a concept: the image, and the sub-sentence it stands in."""

    image: TestedImage
    mention: Mention

    @property
    def phrase(self) -> str:
        """The sub-sentence as the caption has it."""
        return self.image.caption[self.mention.sub_start : self.mention.sub_end].strip()

    @property
    def before(self) -> str:
        """What the sub-sentence says before the mention."""
        return self.image.caption[self.mention.sub_start : self.mention.start].lstrip()

    @property
    def word(self) -> str:
        """The mention as written."""
        return self.image.caption[self.mention.start : self.mention.end]

    @property
    def after(self) -> str:
        """What the sub-sentence says after the mention."""
        return self.image.caption[self.mention.end : self.mention.sub_end].rstrip()


class PlacesModel(QAbstractListModel):
    """Where a concept is mentioned."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[ConceptPlace] = []

    def show(self, rows: ProjectRows, concept: str, verdict: str) -> None:
        """Show the mentions of a concept, of one verdict or, for "", of all."""
        self.beginResetModel()
        self._places = [
            ConceptPlace(image, mention)
            for image, mention in rows.mentions_of(concept)
            if not verdict or mention.verdict == verdict
        ]
        self.endResetModel()

    def place(self, row: int) -> ConceptPlace | None:
        """Return the place in a row, or None outside the list."""
        return self._places[row] if 0 <= row < len(self._places) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of places."""
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the phrase; with image and verdict for tooltips and screen readers."""
        place = self.place(index.row())
        if place is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return place.phrase
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            mention = place.mention
            verdict = f"{verdict_word(mention.verdict)} ({source_word(mention.by)})"
            return f"{place.image.path.name}: {verdict}\n{place.image.caption}"
        return None
