"""What may go wrong when a process is killed: what the bench of kills looks for."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sare_engine.events import PhaseStarted, ProbeMetrics, StepMetrics
from sare_engine.workspace.runs import RunFolder

_LEFTOVER = re.compile(r"\.[0-9a-f]{32}")


def lost(before: Mapping[Any, Any], after: Mapping[Any, Any], what: str) -> list[str]:
    """Return what of `before` is missing or different in `after`."""
    faults = [f"{what} {key} was lost" for key in before if key not in after]
    return faults + [
        f"{what} {key} was changed" for key in before if key in after and before[key] != after[key]
    ]


def twice(lines: Iterable[str]) -> list[str]:
    """Return which lines of a metrics record are there twice, whole or as a measurement.

    The beginning of a phase is not among them: each process that works on the run begins it.
    """
    whole: Counter[str] = Counter()
    measured: Counter[tuple[Any, ...]] = Counter()
    for line in lines:
        event = json.loads(line)
        if event["event"] != PhaseStarted.__name__:
            whole[line] += 1
        if "step" in event:
            measured[event["event"], event.get("phase"), event["step"]] += 1
    faults = [f"the line {line[:60]} is there {n} times" for line, n in whole.items() if n > 1]
    return faults + [f"{key} was measured {n} times" for key, n in measured.items() if n > 1]


def values_of(run: RunFolder) -> dict[Any, Any]:
    """Return what a run measured, without times: (kind, phase, step) → values."""
    return {
        (type(one).__name__, one.phase, one.step): {
            name: value for name, value in one.values.items() if name != "seconds"
        }
        for one in run.events()
        if isinstance(one, (StepMetrics, ProbeMetrics))
    }


def database_faults(project: Path) -> list[str]:
    """Return what SQLite finds wrong with a project's database."""
    with contextlib.closing(sqlite3.connect(project / "project.sqlite")) as database:
        checked = [row[0] for row in database.execute("PRAGMA integrity_check")]
        loose = database.execute("PRAGMA foreign_key_check").fetchall()
    faults = [f"the database: {one}" for one in checked if one != "ok"]
    return faults + ([f"{len(loose)} rows without what they belong to"] if loose else [])


def captions_of(project: Path) -> dict[str, tuple[Any, ...]]:
    """Return picture → its finished caption, with the tokens."""
    if not (project / "project.sqlite").is_file():
        return {}
    with contextlib.closing(sqlite3.connect(project / "project.sqlite")) as database:
        try:
            rows = database.execute(
                "SELECT path, text, token_ids FROM captions JOIN images ON images.id = image_id"
            ).fetchall()
        except sqlite3.OperationalError:  # It died before it made the tables.
            return {}
    return {Path(path).name: tuple(rest) for path, *rest in rows}


def verdicts_of(project: Path) -> dict[Any, Any]:
    """Return (picture, concept, start) → the verdict on a mention."""
    with contextlib.closing(sqlite3.connect(project / "project.sqlite")) as database:
        rows = database.execute(
            "SELECT path, concept, start, verdict FROM mentions "
            "JOIN captions ON captions.id = caption_id JOIN images ON images.id = image_id "
            "LEFT JOIN verdicts ON mention_id = mentions.id"
        ).fetchall()
    return {(Path(path).name, *rest): verdict for path, *rest, verdict in rows}


def adapter_digest(run: RunFolder) -> str:
    """Return a digest of an adapter's weights as they are on disk, "" where there is none."""
    file = run.adapter_folder / "adapter_model.safetensors"
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def leftovers(folder: Path) -> list[str]:
    """Return what half-written files and folders are left in a run."""
    return [f"{one.name} is left" for one in folder.rglob(".*") if _LEFTOVER.match(one.name)]
