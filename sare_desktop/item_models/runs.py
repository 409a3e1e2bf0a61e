"""The runs of a project as rows: read beside the window, sorted and filtered in it."""

from __future__ import annotations

import datetime
import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
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
from sare_desktop.curves import RunCurves
from sare_desktop.widgets.forms.choice_words import choice_title
from sare_desktop.widgets.primitives.amounts import duration_text
from sare_engine import (
    EngineError,
    RelearnConfig,
    RunFolder,
    Runs,
    method_kind,
    method_title,
    settings_of,
)

NOTES_SETTING = "run_notes"
"""Project setting: run → what the user wrote about it."""

RESUMABLE = ("stopped", "interrupted", "failed")
"""States of an erasure that can go on."""

SORT_ROLE = int(Qt.ItemDataRole.UserRole)
ROW_ROLE = SORT_ROLE + 1

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class RunRow:
    """What is shown of a run.

    Attributes:
        folder: where it is.
        name: its name, unique in the project.
        number: its number.
        kind: "erase", "relearn", "landscape", "evaluate".
        status: "running", "done", "stopped", "failed", "interrupted", or "damaged".
        started: when it began, or None.
        seconds: how long it took, NaN where it is not known.
        config: its settings.
        result: what it reported at its end.
        steps: optimisation steps done.
        before: hallucination rate at its start, NaN where it was not measured.
        after: hallucination rate at its last measurement.
        recall: recall of the erased concepts at its last measurement.
        ce_neg: cross-entropy of the hallucinated spans at its last measurement, in nats.
        note: what the user wrote about it.
    """

    folder: Path
    name: str
    number: int
    kind: str = ""
    status: str = "damaged"
    started: datetime.datetime | None = None
    seconds: float = math.nan
    config: Mapping[str, Any] = field(default_factory=dict, repr=False)
    result: Mapping[str, Any] = field(default_factory=dict, repr=False)
    steps: int = 0
    before: float = math.nan
    after: float = math.nan
    recall: float = math.nan
    ce_neg: float = math.nan
    note: str = ""

    @functools.cached_property
    def method(self) -> str:
        """Title of the erasure's method or of the attack; "" for other runs."""
        if self.config.get("method"):
            return method_title(method_kind(self.config))
        attack = next(one for one in settings_of(RelearnConfig) if one.name == "attack")
        return choice_title(attack, str(self.config.get("attack") or ""))

    @property
    def attacked(self) -> str:
        """The run that an attack or a landscape is about; "" for the model as it is on disk."""
        return str(self.config.get("run") or "")

    @property
    def resumable(self) -> bool:
        """Whether it is an erasure that can go on."""
        return self.kind == "erase" and self.status in RESUMABLE

    @property
    def erased(self) -> bool:
        """Whether it is an erasure with a result."""
        return self.kind == "erase" and self.status == "done"


class RunReader:
    """Reads a project's runs; what did not change since the last time is not read again.

    Used by one thread at a time.
    """

    def __init__(self) -> None:
        self._known: dict[Path, tuple[tuple[Any, ...], RunRow]] = {}

    def read(self, project: Path, notes: Mapping[str, str]) -> list[RunRow]:
        """Return the runs of a project, oldest first.

        Raises:
            EngineError: the folder cannot be read.
        """
        rows = []
        for run in Runs(project).list():
            stamp = (_stamp(run), notes.get(run.name, ""))
            known = self._known.get(run.path)
            # A running run changes its status without a word when its process dies.
            if known is None or known[0] != stamp or known[1].status == "running":
                known = (stamp, read_row(run, notes.get(run.name, "")))
                self._known[run.path] = known
            rows.append(known[1])
        return rows


def read_row(run: RunFolder, note: str = "") -> RunRow:
    """Read one run; a damaged one becomes a row that says so."""
    try:
        info, config = run.info, run.config_dict()
        curves = RunCurves(run.events(), phase=info.kind)
    except EngineError:
        return RunRow(run.path, run.name, run.number, note=note)
    rate = "probe.hallucination_rate"
    return RunRow(
        run.path,
        run.name,
        run.number,
        info.kind,
        info.status,
        _time(info.started),
        _seconds(info.started, info.ended, info.result),
        config,
        info.result,
        curves.steps,
        curves.first(rate),
        curves.last(rate),
        curves.last("probe.concept_recall"),
        curves.last("probe.ce_neg"),
        note,
    )


def read_curves(folder: Path) -> RunCurves:
    """Read the curves of a run; call it beside the window.

    Raises:
        EngineError: the record cannot be read.
    """
    run = RunFolder(folder)
    return RunCurves(run.events(), phase=run.info.kind)


def _stamp(run: RunFolder) -> tuple[Any, ...]:
    stamps: list[Any] = []
    for name in ("status.json", "metrics.jsonl"):
        try:
            stat = (run.path / name).stat()
            stamps.append((stat.st_mtime_ns, stat.st_size))
        except OSError:
            stamps.append(None)
    return tuple(stamps)


def _time(text: str | None) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def _seconds(started: str | None, ended: str | None, result: Mapping[str, Any]) -> float:
    told = result.get("seconds")
    if isinstance(told, (int, float)):
        return float(told)
    begin, end = _time(started), _time(ended)
    return (end - begin).total_seconds() if begin and end else math.nan


class RunsModel(QAbstractTableModel):
    """A table of runs; the note can be edited.

    Attributes:
        note_edited: emitted with a run's name and the new note; whoever owns the model writes it.
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
        """Show other runs; rows that stay keep selection and place."""
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
            (self.tr("Kind"), self.tr("What it did")),
            (self.tr("Method"), self.tr("Method of the erasure, or kind of the attack")),
            (self.tr("Status"), self.tr("How it ended")),
            (self.tr("Started"), self.tr("When it began")),
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
        """Take the user's note."""
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
            self.CE: lambda: f"{row.ce_neg:.2f}" if math.isfinite(row.ce_neg) else "",
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
        # What was not measured comes first, not somewhere: NaN has no order.
        return -1.0 if isinstance(value, float) and math.isnan(value) else value

    def _tip(self, row: RunRow, column: int) -> str:
        if column == self.STATUS and row.result.get("what"):
            told = (row.result.get(part, "") for part in ("what", "why", "fix"))
            return " ".join(str(part) for part in told if part)
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
    """The runs that fit some words and a kind, sorted by any column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._kind = ""
        self.setSortRole(SORT_ROLE)

    def set_words(self, text: str) -> None:
        """Keep rows in which all of these words stand somewhere."""
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
        said = [str(model.index(row, c, parent).data() or "") for c in range(model.columnCount())]
        text = " ".join([*said, *map(str, found.config.get("concepts") or ())]).lower()
        return all(word in text for word in self._words)


def kind_word(kind: str) -> str:
    """Return what a run did, in a word."""
    words = {
        "erase": QCoreApplication.translate("RunsModel", "erasure"),
        "relearn": QCoreApplication.translate("RunsModel", "attack"),
        "landscape": QCoreApplication.translate("RunsModel", "landscape"),
        "evaluate": QCoreApplication.translate("RunsModel", "evaluation"),
        "compare": QCoreApplication.translate("RunsModel", "comparison"),
    }
    return words.get(kind, kind)


def status_word(status: str) -> str:
    """Return how a run stands, in a word."""
    words = {
        "running": QCoreApplication.translate("RunsModel", "running"),
        "done": QCoreApplication.translate("RunsModel", "done"),
        "stopped": QCoreApplication.translate("RunsModel", "stopped"),
        "failed": QCoreApplication.translate("RunsModel", "failed"),
        "interrupted": QCoreApplication.translate("RunsModel", "interrupted"),
        "damaged": QCoreApplication.translate("RunsModel", "damaged"),
    }
    return words.get(status, status)


def percent(value: float, missing: str = "–") -> str:
    """Return a fraction as per cent with one place."""
    return f"{QLocale().toString(value * 100, 'f', 1)} %" if math.isfinite(value) else missing


def _local(when: datetime.datetime | None) -> str:
    if when is None:
        return ""
    moment = QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
