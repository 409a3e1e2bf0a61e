"""The runs of a project as rows, read outside the window's thread."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from sare_desktop.curves import RunCurves
from sare_desktop.engine_words import engine_text
from sare_desktop.widgets.forms.choice_words import choice_title
from sare_engine import (
    EngineError,
    RelearnConfig,
    RunFolder,
    RunInfo,
    Runs,
    method_kind,
    method_title,
    settings_of,
)

NOTES_SETTING = "run_notes"
"""Project setting: run → what the user wrote about it."""

RESUMABLE = ("stopped", "interrupted", "failed")
"""Statuses of an erasure that can be resumed."""


@dataclass(frozen=True)
class RunRow:
    """A run as lists and tables show it.

    Attributes:
        folder: where it is.
        name: its name, unique in the project.
        number: its number.
        kind: "erase", "relearn", "landscape", "evaluate".
        status: "running", "done", "stopped", "failed", "interrupted", or "damaged".
        started: when it began, or None.
        seconds: how long it took, NaN if unknown.
        config: its settings.
        result: what it reported at its end.
        steps: optimisation steps done.
        before: hallucination rate at its start, NaN if not measured.
        after: hallucination rate at its last measurement.
        recall: recall of the erased concepts at its last measurement.
        ce_neg: cross-entropy of the hallucinated spans at its last measurement, in nats.
        note: what the user wrote about it.
        owner: the process that works on it, in words, if that is another program; else "".
        seen: whether that process was seen to be alive; otherwise the run can be taken over.
        round: of an erasure in rounds, which it is; else 1.
        continued: whether another run is its next round.
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
    owner: str = ""
    seen: bool = True
    round: int = 1
    continued: bool = False

    @functools.cached_property
    def method(self) -> str:
        """Title of the erasure's method or of the attack; "" for other runs."""
        if self.config.get("method"):
            return engine_text(method_title(method_kind(self.config)))
        attack = next(one for one in settings_of(RelearnConfig) if one.name == "attack")
        return choice_title(attack, str(self.config.get("attack") or ""))

    @property
    def attacked(self) -> str:
        """The run that was attacked or measured; "" for the model as it is on disk."""
        return str(self.config.get("run") or "")

    @property
    def resumable(self) -> bool:
        """Whether it is an erasure that can be resumed, perhaps with its next round."""
        unfinished = self.status in RESUMABLE or (self.erased and self.round < self.rounds)
        return self.kind == "erase" and unfinished and not self.continued

    @property
    def rounds(self) -> int:
        """How many rounds the erasure that it belongs to is to have."""
        return int(self.config.get("rounds") or 1)

    @property
    def repeatable(self) -> bool:
        """Whether it is an attack that can be made again in its place."""
        return self.kind == "relearn" and self.status in RESUMABLE

    @property
    def takeable(self) -> bool:
        """Whether it is of a process that cannot be seen, and can be taken over."""
        return self.kind in ("erase", "relearn") and bool(self.owner) and not self.seen

    @property
    def erased(self) -> bool:
        """Whether it is an erasure with a result."""
        return self.kind == "erase" and self.status == "done"


class RunReader:
    """Reads a project's runs; a run that has not changed is not read again.

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
            # A run that is running changes its status without a trace when its process dies.
            if known is None or known[0] != stamp or known[1].status == "running":
                known = (stamp, read_row(run, notes.get(run.name, "")))
                self._known[run.path] = known
            rows.append(known[1])
        return with_rounds(rows)


def with_rounds(rows: Sequence[RunRow]) -> list[RunRow]:
    """Return the same runs with their places among the rounds of their erasures."""
    by_name = {row.name: row for row in rows}
    before = {row.name: str(row.config.get("parent") or "") for row in rows if row.rounds > 1}
    continued = set(before.values())
    found = []
    for row in rows:
        number, name = 1, before.get(row.name, "")
        while name in by_name and number <= len(rows):
            number, name = number + 1, before.get(name, "")
        if (number, row.name in continued) != (row.round, row.continued):
            row = dataclasses.replace(row, round=number, continued=row.name in continued)
        found.append(row)
    return found


def read_row(run: RunFolder, note: str = "") -> RunRow:
    """Read one run; a damaged run becomes a row with that status."""
    try:
        info, config = run.info, run.config_dict()
        curves = RunCurves(run.events(), phase=info.kind)
    except EngineError:
        return RunRow(run.path, run.name, run.number, note=note)
    owner = info.owner
    foreign = owner is not None and owner.alive and not owner.ours
    return RunRow(
        run.path,
        run.name,
        run.number,
        info.kind,
        info.status,
        _time(info.started),
        _seconds(info),
        config,
        info.result,
        curves.steps,
        curves.first("probe.hallucination_rate"),
        _after(info.result, "hallucination_rate", curves),
        _after(info.result, "concept_recall", curves),
        _after(info.result, "ce_neg", curves),
        note,
        str(owner) if foreign else "",
        owner is None or owner.certain,
    )


def _after(result: Mapping[str, Any], name: str, curves: RunCurves) -> float:
    """Return what was measured last, or of the earlier weights that an erasure kept."""
    measured = result.get("held_out") if "kept_step" in result else None
    value = measured.get(name) if isinstance(measured, Mapping) else None
    return float(value) if isinstance(value, (int, float)) else curves.last(f"probe.{name}")


def read_curves(folder: Path) -> RunCurves:
    """Read the curves of a run; call it outside the window's thread.

    Raises:
        EngineError: the record cannot be read.
    """
    run = RunFolder(folder)
    return RunCurves(run.events(), phase=run.info.kind)


def _stamp(run: RunFolder) -> tuple[Any, ...]:
    stamps: list[Any] = []
    for name in ("status.json", "metrics.jsonl", "config.json"):
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


def _seconds(info: RunInfo) -> float:
    reported = info.result.get("seconds")
    if isinstance(reported, (int, float)):
        return float(reported)
    return math.nan if info.seconds is None else info.seconds


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
    """Return a run's status in a word."""
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
