"""Jobs inside jobs: their events pass through, their end does not."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

from sare_engine.control import Stopped
from sare_engine.errors import EngineError
from sare_engine.events import Event, Failed, Finished


def without_end(events: Iterator[Event]) -> Iterator[Event]:
    """Yield the events of an inner job without its `Finished`, which only the whole job sends."""
    for event in events:
        if not isinstance(event, Finished):
            yield event


def last_result(events: Iterator[Event]) -> Generator[Event, None, dict[str, Any]]:
    """Yield the events of an inner job and return its result.

    Raises:
        Stopped: the inner job was stopped.
        EngineError: it failed.
    """
    result: dict[str, Any] | None = None
    for event in events:
        if isinstance(event, Finished):
            if event.status == "stopped":
                raise Stopped
            result = dict(event.result)
        elif isinstance(event, Failed):
            raise EngineError(event.what, event.why, event.fix)
        else:
            yield event
    if result is None:
        raise RuntimeError("the job ended without a result")
    return result
