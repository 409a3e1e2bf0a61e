"""How a run ended, and how long was worked on it: what its status file holds."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sare_engine.events import Json
from sare_engine.workspace.run_owner import Owner

RunState = Literal["running", "done", "stopped", "failed", "interrupted"]

_STATUS: dict[str, type | tuple[type, ...]] = {
    "status": str,
    "kind": str,
    "started": str,
    "host": str,
    "pid": int,
    "process_started": (int, float),
}
"""What a run's status file must contain."""

BEGUN, WORKED = "begun", "worked_seconds"
"""When the present part of a run that was resumed began, and how long the parts before took."""


@dataclass(frozen=True)
class RunInfo:
    """What is known about a run as a whole.

    Attributes:
        status: "running", "done", "stopped" (by the user), "failed", or "interrupted" (the
            process died).
        kind: the job: "erase", "relearn", "evaluate" …
        started: UTC time in ISO format.
        ended: the same, or None while it runs or if it was interrupted.
        seconds: how long was worked on it, without the time between its parts if it was resumed;
            None while it runs, if it was interrupted, or if it is unknown.
        result: what the job reported when it ended.
        owner: the process that works on it or died at it; None once it has ended.
    """

    status: RunState
    kind: str
    started: str
    ended: str | None
    seconds: float | None
    result: Mapping[str, Json]
    owner: Owner | None = None


def is_whole(stored: Mapping[str, Any]) -> bool:
    """Whether a status file has all that a run's status needs, in the right types."""
    return (
        all(isinstance(stored.get(name), kind) for name, kind in _STATUS.items())
        and stored["status"] in get_args(RunState)
        and isinstance(stored["ended"] or "", str)
        and isinstance(stored.get(BEGUN, ""), str)
        and isinstance(stored.get(WORKED, 0), (int, float))
        and isinstance(stored["result"] or {}, dict)
    )


def worked_seconds(stored: Mapping[str, Any], ended: str | None) -> float | None:
    """Return how long was worked on a run whose last part ended then; None if it is unknown."""
    if ended is None:
        return None
    begun = stored.get(BEGUN, stored["started"])
    try:
        last = datetime.datetime.fromisoformat(ended) - datetime.datetime.fromisoformat(begun)
    except (TypeError, ValueError):  # damaged, or one of them lacks the time zone
        return None
    return float(stored.get(WORKED, 0.0)) + max(0.0, last.total_seconds())


def now() -> str:
    """Return the UTC time in ISO format, in seconds."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
