"""A job made of a call that answers at once, such as one that only reads the project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from sare_engine import EngineError, Event, Finished, PhaseStarted, describe_failure

if TYPE_CHECKING:
    from sare_engine import Control, ModelSlot


def as_job(
    phase: str, title: str, call: Callable[[], Any]
) -> Callable[[ModelSlot, Control], Iterator[Event]]:
    """Return the work of a job whose result is what a call returns, a mapping."""

    def work(_slot: ModelSlot, _control: Control) -> Iterator[Event]:
        yield PhaseStarted(phase, title)
        try:
            answer = call()
        except EngineError as error:
            yield describe_failure(error)
            return
        yield Finished("done", dict(answer))

    return work
