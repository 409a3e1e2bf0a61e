"""Which run a job of the queue made in its project."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

from sare_engine.errors import EngineError
from sare_engine.files import parse_json, read_text
from sare_engine.queueing.items import DONE, QueueItem
from sare_engine.workspace.runs import RunFolder, Runs

RESUME = "resume"
"""The setting of jobs that are one run, which names the run that is resumed."""

_IDENTITY = ("pid", "host", "process_started")


def made_run(item: QueueItem) -> RunFolder | None:
    """Return the run that a job resumed or began in its project, None if it made none.

    Only jobs that are one run have one: those that can be resumed by its name.
    """
    if RESUME not in item.settings or not item.project or not item.started:
        return None
    try:
        runs = Runs(Path(item.project))
        if item.run or item.settings[RESUME]:
            return runs.find(str(item.run or item.settings[RESUME]))
        made = [run for run in runs.list(item.verb) if _is_by(run, item)]
    except (EngineError, OSError, ValueError):
        return None
    return made[-1] if made else None


def _is_by(run: RunFolder, item: QueueItem) -> bool:
    stored = parse_json(read_text(run.path / "status.json"))
    same = all(stored.get(name) == item.owner.get(name) for name in _IDENTITY)
    return same and _seconds(stored["started"]) >= _seconds(item.started) - 1


def _seconds(time: str) -> float:
    return datetime.datetime.fromisoformat(time).timestamp()


def continued(item: QueueItem) -> QueueItem:
    """Return a job that was interrupted with the run that it made; `DONE` if that run is done."""
    made = made_run(item)
    if made is None:
        return item
    state = DONE if made.info.status == "done" else item.state
    return dataclasses.replace(item, run=made.name, state=state)
