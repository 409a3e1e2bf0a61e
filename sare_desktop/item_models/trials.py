"""The trials of a search for settings, as a Qt table that is sorted."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from sare_desktop.engine_words import engine_text
from sare_desktop.item_models.runs import percent
from sare_desktop.widgets.primitives.amounts import figure_text
from sare_engine import EraseConfig, settings_of

SORT_ROLE = int(Qt.ItemDataRole.UserRole)
ROW_ROLE = SORT_ROLE + 1

AFTER, RECALL, BROKEN, ERASED = (
    "rate_after_attack",
    "concept_recall",
    "degenerate_rate",
    "hallucination_rate",
)
"""What is measured of a trial."""

MEASURED = (AFTER, RECALL, BROKEN, ERASED)

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class TrialRow:
    """A trial as plot and table show it.

    Attributes:
        number: counted from 1.
        state: "complete", "pruned", "failed" or "running".
        why_ended: why it was ended early, in words; "" if it was not.
        on_front: whether no other trial is better in all respects.
        best: whether it is the trial to follow.
        broken: whether more captions are broken than the best trial may break.
        settings: setting → value, for a whole erasure.
        values: what was measured, by name.
    """

    number: int
    state: str
    why_ended: str = ""
    on_front: bool = False
    best: bool = False
    broken: bool = False
    settings: Mapping[str, float] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether it was measured to its end."""
        return self.state == "complete"

    def value(self, name: str) -> float:
        """Return a measured number, NaN if it was not measured."""
        return float(self.values.get(name, math.nan))


def trial_rows(result: Mapping[str, Any]) -> list[TrialRow]:
    """Return the trials of a search's result; those that were made again are left out."""
    best = (result.get("best") or {}).get("number")
    return [
        TrialRow(
            int(one["number"]),
            str(one["state"]),
            str(one.get("why_ended") or ""),
            bool(one.get("on_front")),
            one["number"] == best,
            bool(one.get("breaks_captions")),
            dict(one["settings"]),
            dict(one["values"]),
        )
        for one in result.get("trials") or ()
        if one["state"] != "failed"
    ]


def measured_title(name: str) -> str:
    """Return the words of something that is measured of a trial."""
    say = QCoreApplication.translate
    return {
        AFTER: say("Trials", "Hallucination after the attack"),
        RECALL: say("Trials", "Concept recall"),
        BROKEN: say("Trials", "Broken captions"),
        ERASED: say("Trials", "Hallucination after the erasure"),
    }[name]


def state_words(row: TrialRow, *, searching: bool = True) -> str:
    """Return what came of a trial, in words.

    Args:
        row: the trial.
        searching: whether the search goes on now.
    """
    say = QCoreApplication.translate
    if row.best:
        return say("Trials", "best")
    if row.complete:
        return say("Trials", "Pareto front") if row.on_front else say("Trials", "complete")
    if row.why_ended:
        return say("Trials", "ended early")
    return say("Trials", "running") if searching else say("Trials", "interrupted")


def setting_words(name: str, value: float) -> str:
    """Return a value as a form shows it."""
    return figure_text(value, "g" if name in _whole() or abs(value) >= 0.01 else ".3g")


def setting_title(name: str) -> str:
    """Return the words of a setting in the form of an erasure."""
    return next(
        (engine_text(one.label) for one in settings_of(EraseConfig) if one.name == name), name
    )


def setting_help(name: str) -> str:
    """Return what a setting of an erasure does."""
    return next(
        (engine_text(one.own_help) for one in settings_of(EraseConfig) if one.name == name), ""
    )


def _whole() -> frozenset[str]:
    return frozenset(one.name for one in settings_of(EraseConfig) if one.type is int)


class TrialsModel(QAbstractTableModel):
    """A table of trials: number, outcome, what was measured, and a column for each setting."""

    _FIXED = 2 + len(MEASURED)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[TrialRow] = []
        self._settings: list[str] = []
        self._searching = False

    @property
    def rows(self) -> tuple[TrialRow, ...]:
        """The trials, in order."""
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[TrialRow], *, searching: bool) -> None:
        """Show other trials.

        Args:
            rows: the trials.
            searching: whether the search goes on now.
        """
        settings = list(dict.fromkeys(name for row in rows for name in row.settings))
        same = settings == self._settings and len(rows) >= len(self._rows) > 0
        if not same:
            self.beginResetModel()
            self._rows, self._settings, self._searching = list(rows), settings, searching
            self.endResetModel()
            return
        known, self._searching = len(self._rows), searching
        self._rows[:] = rows[:known]
        self.dataChanged.emit(self.index(0, 0), self.index(known - 1, self.columnCount() - 1))
        if len(rows) > known:
            self.beginInsertRows(QModelIndex(), known, len(rows) - 1)
            self._rows += rows[known:]
            self.endInsertRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of trials."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else self._FIXED + len(self._settings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading, and its meaning as tooltip."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section == 1 else _RIGHT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self._heading(section)[role == Qt.ItemDataRole.ToolTipRole]

    def _heading(self, section: int) -> tuple[str, str]:
        heads = (
            (self.tr("Trial"), self.tr("Number of the trial, in the order they were begun")),
            (self.tr("Outcome"), self.tr("What came of the trial")),
            (
                self.tr("After attack"),
                self.tr("Hallucination rate on held-out images after the attack"),
            ),
            (
                self.tr("Concept recall"),
                self.tr("Share of the erased objects that are still named where they are"),
            ),
            (self.tr("Broken"), self.tr("Share of captions that are empty or repeat themselves")),
            (
                self.tr("After erasure"),
                self.tr("Hallucination rate on held-out images before the attack"),
            ),
        )
        if section < self._FIXED:
            return heads[section]
        name = self._settings[section - self._FIXED]
        return setting_title(name), setting_help(name)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == SORT_ROLE:
            return self._raw(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column == 1 else _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole and column == 1 and row.why_ended:
            return self.tr("It {0}").format(row.why_ended)
        return None

    def _text(self, row: TrialRow, column: int) -> str:
        if column == 0:
            return str(row.number)
        if column == 1:
            return state_words(row, searching=self._searching)
        if column < self._FIXED:
            name = MEASURED[column - 2]
            text = percent(row.value(name))
            return f"{text} ×" if name == BROKEN and row.broken else text
        name = self._settings[column - self._FIXED]
        return setting_words(name, row.settings[name]) if name in row.settings else "–"

    def _raw(self, row: TrialRow, column: int) -> Any:
        if column == 0:
            return row.number
        if column == 1:
            # The best first, then the front, and what was ended early last.
            order = (not row.best, not row.on_front, not row.complete, row.number)
            return "".join(f"{int(part):06d}" for part in order)
        if column < self._FIXED:
            value = row.value(MEASURED[column - 2])
        else:
            value = float(row.settings.get(self._settings[column - self._FIXED], math.nan))
        return value if math.isfinite(value) else math.inf  # What was not measured comes last.
