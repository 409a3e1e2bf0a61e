"""What every job shares: checked settings, failures as plain events, jobs inside jobs."""

from __future__ import annotations

import functools
import inspect
import traceback
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, ParamSpec, cast

from sare_engine.control import Stopped
from sare_engine.errors import DeviceError, EngineError
from sare_engine.events import Event, Failed, Finished
from sare_engine.files import is_disk_full, storage_error
from sare_engine.models.device_memory import is_out_of_memory, release_memory
from sare_engine.settings import Config

P = ParamSpec("P")


class InnerFailure(EngineError):
    """A job inside another one failed, in another process.

    Attributes:
        details: the traceback there as text, or "".
    """

    def __init__(self, failed: Failed) -> None:
        super().__init__(failed.what, failed.why, failed.fix)
        self.details = failed.details


def job(work: Callable[P, Iterator[Event]]) -> Callable[P, Iterator[Event]]:
    """Make a job of a function that yields events; its first parameter is named `config`.

    The job checks the config before the work starts, and ends with `Finished` or `Failed`
    whatever happens.
    """

    @functools.wraps(work)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Iterator[Event]:
        failure: Failed | None = None
        try:
            cast("Config", args[0] if args else kwargs["config"]).validate()
            yield from work(*args, **kwargs)
        except Stopped:
            yield Finished("stopped")
        except Exception as error:  # the boundary: a job never raises into its owner
            failure = describe_failure(error)
        if failure is not None:
            # Only text leaves the handler: a kept traceback would keep the tensors of its frames.
            release_memory()
            yield failure

    return guarded


def inner_events(
    verb: Callable[P, Iterator[Event]], *args: P.args, **kwargs: P.kwargs
) -> Iterator[Event]:
    """Yield the events of a job inside another one, without its `Finished`.

    What goes wrong is raised, so that the outer job reports it.
    """
    for event in inspect.unwrap(verb)(*args, **kwargs):
        if not isinstance(event, Finished):
            yield event


def inner_result(
    verb: Callable[P, Iterator[Event]], *args: P.args, **kwargs: P.kwargs
) -> Generator[Event, None, dict[str, Any]]:
    """Yield the events of a job inside another one, without its `Finished`; return its result.

    Raises:
        Stopped: the inner job was stopped.
        EngineError: it failed.
    """
    result: dict[str, Any] | None = None
    for event in inspect.unwrap(verb)(*args, **kwargs):
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


def describe_failure(error: BaseException) -> Failed:
    """Return an exception as an event of plain text."""
    if isinstance(error, InnerFailure):
        return Failed(error.what, error.why, error.fix, error.details)
    if isinstance(error, EngineError):
        return Failed(error.what, error.why, error.fix)
    return _unexpected(error)


def _unexpected(error: BaseException) -> Failed:
    if isinstance(error, Exception) and is_disk_full(error):
        name = getattr(error, "filename", None)
        full = storage_error(error, Path(name) if name else Path("A file"))
        return Failed(full.what, full.why, full.fix)
    if is_out_of_memory(error):
        memory = DeviceError(
            "Memory ran out.",
            str(error).partition("\n")[0] or "The step did not fit.",
            "Choose smaller batches (microbatch does not change the result), close other "
            "programs, or use a device with more memory.",
        )
        return Failed(memory.what, memory.why, memory.fix)
    return Failed(
        "An unexpected error stopped the job.",
        f"{type(error).__name__}: {str(error).partition(chr(10))[0]}",
        "Everything saved before is kept. If it happens again, report it with the details.",
        "".join(traceback.format_exception(error)),
    )
