"""What every job shares: checked settings, and failures turned into plain events."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator

from sare_engine.control import Stopped
from sare_engine.errors import DeviceError, EngineError
from sare_engine.events import Event, Failed, Finished
from sare_engine.models.memory import is_out_of_memory, release_memory
from sare_engine.settings import Config


def guarded(config: Config, work: Callable[[], Iterator[Event]]) -> Iterator[Event]:
    """Yield the events of a job, and end with `Finished` or `Failed` whatever happens."""
    failure: Failed | None = None
    try:
        config.validate()
        yield from work()
    except Stopped:
        yield Finished("stopped")
    except Exception as error:  # the boundary: a job never raises into its owner
        failure = describe_failure(error)
    if failure is not None:
        # Only text leaves the handler: a kept traceback would keep the tensors of its frames.
        release_memory()
        yield failure


def describe_failure(error: BaseException) -> Failed:
    """Return an exception as an event of plain text."""
    if isinstance(error, EngineError):
        return Failed(error.what, error.why, error.fix)
    return _unexpected(error)


def _unexpected(error: BaseException) -> Failed:
    if is_out_of_memory(error):
        memory = DeviceError(
            "Memory ran out.",
            str(error).partition("\n")[0] or "The step did not fit.",
            "Choose smaller batches (microbatch leaves the result as it is), close other "
            "programs, or use a device with more memory.",
        )
        return Failed(memory.what, memory.why, memory.fix)
    return Failed(
        "An unexpected error stopped the job.",
        f"{type(error).__name__}: {str(error).partition(chr(10))[0]}",
        "What was saved before is kept. If it happens again, report it with the details.",
        "".join(traceback.format_exception(error)),
    )
