"""A job in the queue, and the queue as a whole: frozen, with a JSON form."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from sare_engine.events import Json

WAITING, RUNNING, INTERRUPTED = "waiting", "running", "interrupted"
DONE, STOPPED, FAILED, REMOVED = "done", "stopped", "failed", "removed"

PENDING = (WAITING, INTERRUPTED)
"""States of jobs that can be moved: an interrupted job waits until the user lets it run again."""
ENDED = (DONE, STOPPED, FAILED)

STOP = "stop"
"""The wish that a running job ends."""

_KEPT_ENDED, _KEPT_REMOVED = 100, 50


@dataclass(frozen=True)
class QueueItem:
    """A job in the queue.

    Attributes:
        id: its number, which no other job of the queue ever has.
        verb: its command ("erase", "attack").
        settings: the values of its config, paths absolute.
        given: the settings that were stated, also with their default values.
        title: the job in words.
        project: folder of its project, or "".
        state: waiting, running, interrupted (the program that ran it ended), done, stopped, failed
            or removed.
        added, started, ended: UTC times in ISO format, "" where it has not come to that.
        run: name of the run that it made, or "".
        error: `{"what": …, "why": …, "fix": …}` of a failed job, else empty.
        owner: the process that runs it or ran it last; see `run_owner.this_process`.
        wish: `STOP` where another program asks the owner to stop it, else "".
        before: its state before it was removed, "" if it was not.
    """

    id: int
    verb: str
    settings: Mapping[str, Json]
    title: str
    given: tuple[str, ...] = ()
    project: str = ""
    state: str = WAITING
    added: str = ""
    started: str = ""
    ended: str = ""
    run: str = ""
    error: Mapping[str, str] = field(default_factory=dict)
    owner: Mapping[str, Json] = field(default_factory=dict)
    wish: str = ""
    before: str = ""

    @property
    def reason(self) -> str:
        """What went wrong, in one line, or ""."""
        parts = (self.error.get(name, "") for name in ("what", "why", "fix"))
        return " ".join(part for part in parts if part)

    def to_dict(self) -> dict[str, Json]:
        """Return it as JSON."""
        return dataclasses.asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """Rebuild it from `to_dict`.

        Raises:
            TypeError: fields are missing or of another kind.
            ValueError: the same.
        """
        if not isinstance(values, Mapping):
            raise TypeError("a job is needed")
        names = {one.name for one in dataclasses.fields(cls)}
        known = {name: value for name, value in values.items() if name in names}
        texts = ("verb", "title", "project", "state", "added", "started", "ended", "run", "wish")
        wrong = [name for name in texts if not isinstance(known.get(name, ""), str)]
        tables = ("settings", "error", "owner")
        wrong += [name for name in tables if not isinstance(known.get(name, {}), dict)]
        if wrong or type(known.get("id")) is not int:
            raise TypeError(f"{', '.join(wrong) or 'id'}: another kind of value is needed")
        return cls(**{**known, "given": tuple(map(str, known.get("given") or ()))})


@dataclass(frozen=True)
class Queue:
    """All jobs, in the order in which they run.

    Attributes:
        items: the jobs; those that have ended or were removed keep their place.
        paused: whether no further job begins, and the one that runs waits.
        next_id: number of the next job.
    """

    items: tuple[QueueItem, ...] = ()
    paused: bool = False
    next_id: int = 1

    def in_state(self, *states: str) -> tuple[QueueItem, ...]:
        """Return the jobs in these states, in their order."""
        return tuple(item for item in self.items if item.state in states)

    def find(self, number: int) -> QueueItem | None:
        """Return the job of a number that was not removed, or None."""
        return next((one for one in self.items if one.id == number and one.state != REMOVED), None)

    def with_item(self, number: int, **changes: Any) -> Queue:
        """Return the queue with other values of one job."""
        items = tuple(
            dataclasses.replace(one, **changes) if one.id == number else one for one in self.items
        )
        return dataclasses.replace(self, items=items)

    def reordered(self, numbers: Collection[int], before: int | None) -> Queue:
        """Return the queue with some jobs, in their present order, right before another job.

        Args:
            numbers: the jobs that move.
            before: the job that comes after them; None puts them at the end. If it moves too, they
                come before the first job behind it that does not.
        """
        moving = [one for one in self.items if one.id in numbers]
        place = _behind(self.items, before)
        following = next((one.id for one in place if one.id not in numbers), None)
        staying = [one for one in self.items if one.id not in numbers]
        at = next((at for at, one in enumerate(staying) if one.id == following), len(staying))
        return dataclasses.replace(self, items=(*staying[:at], *moving, *staying[at:]))

    def trimmed(self) -> Queue:
        """Return the queue without the oldest of the jobs that have ended or were removed."""
        dropped = {
            one.id
            for states, kept in ((ENDED, _KEPT_ENDED), ((REMOVED,), _KEPT_REMOVED))
            for one in self.in_state(*states)[:-kept]
        }
        items = tuple(one for one in self.items if one.id not in dropped)
        return dataclasses.replace(self, items=items)


def _behind(items: Sequence[QueueItem], number: int | None) -> Sequence[QueueItem]:
    at = next((at for at, one in enumerate(items) if one.id == number), len(items))
    return items[at:]
