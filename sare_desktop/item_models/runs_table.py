"""The runs of a project as a Qt table that is sorted and filtered."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor

from sare_desktop import theme
from sare_desktop.engine_words import engine_text
from sare_desktop.item_models.runs import RunRow, kind_word, percent, status_word
from sare_desktop.widgets.primitives.amounts import duration_text, figure_text

SORT_ROLE = int(Qt.ItemDataRole.UserRole)
ROW_ROLE = SORT_ROLE + 1

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

_Index = QModelIndex | QPersistentModelIndex


class RunsModel(QAbstractTableModel):
    """A table of runs; the note can be edited.

    Attributes:
        note_edited: emitted with a run's name and the new note; the owner of the model writes it.
    """

    note_edited = Signal(str, str)

    (NAME, KIND, METHOD, STATUS, STARTED, DURATION, STEPS, BEFORE, AFTER, CE, NOTE) = range(11)
    _NUMBERS = (DURATION, STEPS, BEFORE, AFTER, CE)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RunRow] = []

    @property
    def rows(self) -> tuple[RunRow, ...]:
        """The runs, oldest first."""
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[RunRow]) -> None:
        """Show other runs; if the names are the same, selection and order stay."""
        if [row.name for row in rows] == [row.name for row in self._rows]:
            for number, row in enumerate(rows):
                if row != self._rows[number]:
                    self._rows[number] = row
                    self.dataChanged.emit(self.index(number, 0), self.index(number, self.NOTE))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def find(self, name: str) -> RunRow | None:
        """Return the row of a run."""
        return next((row for row in self._rows if row.name == name), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of runs."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else self.NOTE + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading, and its meaning as tooltip."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings()[section][0]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._headings()[section][1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in self._NUMBERS else _LEFT
        return None

    def _headings(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Run"), self.tr("Name of the run's folder")),
            (self.tr("Kind"), self.tr("What the run did")),
            (self.tr("Method"), self.tr("Method of the erasure, or the attack")),
            (self.tr("Status"), self.tr("How it ended")),
            (self.tr("Started"), self.tr("When it started")),
            (self.tr("Duration"), self.tr("How long it took")),
            (self.tr("Steps"), self.tr("Optimisation steps done")),
            (self.tr("Before"), self.tr("Hallucination rate on held-out images at its start")),
            (self.tr("After"), self.tr("Hallucination rate at its last measurement")),
            (
                self.tr("CE"),
                self.tr("Cross-entropy of the hallucinated spans at its end, in nats"),
            ),
            (self.tr("Note"), self.tr("Your own words; double-click or F2 to edit")),
        )

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == self.NOTE else flags

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass on the user's note."""
        if role != Qt.ItemDataRole.EditRole or index.column() != self.NOTE:
            return False
        row, text = self._rows[index.row()], str(value).strip()
        if text != row.note:
            self.note_edited.emit(row.name, text)
        return True

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == SORT_ROLE:
            return self._raw(row, column)
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.EditRole and column == self.NOTE:
            return row.note
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self._NUMBERS:
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and column == self.STATUS:
            tone = _TONES.get(row.status)
            return QBrush(QColor(getattr(theme.colours(), tone))) if tone else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        return None

    def _text(self, row: RunRow, column: int) -> str:
        texts = {
            self.NAME: lambda: row.name,
            self.KIND: lambda: kind_word(row.kind),
            self.METHOD: lambda: row.method,
            self.STATUS: lambda: status_word(row.status),
            self.STARTED: lambda: _local(row.started),
            self.DURATION: lambda: duration_text(row.seconds) if row.seconds >= 0 else "",
            self.STEPS: lambda: QLocale().toString(row.steps) if row.steps else "",
            self.BEFORE: lambda: percent(row.before, ""),
            self.AFTER: lambda: percent(row.after, ""),
            self.CE: lambda: figure_text(row.ce_neg, ".2f") if math.isfinite(row.ce_neg) else "",
            self.NOTE: lambda: row.note,
        }
        return texts[column]()

    def _raw(self, row: RunRow, column: int) -> Any:
        values: dict[int, Any] = {
            self.NAME: row.number,
            self.STARTED: row.started.timestamp() if row.started else 0.0,
            self.DURATION: row.seconds,
            self.STEPS: row.steps,
            self.BEFORE: row.before,
            self.AFTER: row.after,
            self.CE: row.ce_neg,
        }
        value = values.get(column)
        if value is None:
            return self._text(row, column)
        # NaN has no order: what was not measured comes first.
        return -1.0 if isinstance(value, float) and math.isnan(value) else value

    def _tip(self, row: RunRow, column: int) -> str:
        if column == self.STATUS and row.result.get("what"):
            parts = (engine_text(str(row.result.get(part, ""))) for part in ("what", "why", "fix"))
            return " ".join(part for part in parts if part)
        if column == self.METHOD and row.attacked:
            return self.tr("Attacked: {0}").format(row.attacked)
        if row.config.get("concepts"):
            return self.tr("Concepts: {0}").format(", ".join(row.config["concepts"]))
        return row.name


_TONES = {
    "running": "accent",
    "done": "success",
    "stopped": "warning",
    "failed": "error",
    "interrupted": "warning",
    "damaged": "error",
}


class RunFilter(QSortFilterProxyModel):
    """The runs that match some words and a kind, sorted by any column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._kind = ""
        self.setSortRole(SORT_ROLE)

    def set_words(self, text: str) -> None:
        """Keep rows that contain all of these words."""
        self.beginFilterChange()
        self._words = tuple(text.lower().split())
        self.endFilterChange()

    def set_kind(self, kind: str) -> None:
        """Keep rows of one kind; "" keeps all."""
        self.beginFilterChange()
        self._kind = kind
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: _Index) -> bool:
        """Return whether a row is kept."""
        model = self.sourceModel()
        found = model.index(row, 0, parent).data(ROW_ROLE)
        if self._kind and found.kind != self._kind:
            return False
        texts = [str(model.index(row, c, parent).data() or "") for c in range(model.columnCount())]
        text = " ".join([*texts, *map(str, found.config.get("concepts") or ())]).lower()
        return all(word in text for word in self._words)


def _local(when: datetime.datetime | None) -> str:
    if when is None:
        return ""
    moment = QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
