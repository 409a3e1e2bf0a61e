"""Watch a library's long call, and stop it.

Loading and writing a model is one call into transformers, which gives nothing back until it ends.
Here it runs in a thread of its own, while the job keeps yielding how far it is. The thread is
stopped from inside, where transformers advances its progress bar.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Generator, Iterator
from typing import Any, Generic, TypeVar

from sare_engine.control import Control, Stopped

T = TypeVar("T")
Report = Callable[[int], None]
"""Takes the units done so far; raises `Stopped` where the call shall end."""

_LOOK_SECONDS = 0.2
"""Time between two readings; twenty of them make the rate that is shown."""

_PATIENCE_SECONDS = 1.5
"""How long a stopped call may take to notice. One that is still importing a library, and so holds
nothing yet, is left to end by itself."""

_in_turn = threading.Lock()
"""Held while a call runs: one that was left behind ends before the next one begins."""


def watched(call: Callable[[Report], T], control: Control) -> Generator[int, None, T]:
    """Run a call in a thread and yield the units it has done.

    Args:
        call: reports its progress, between parts of less than a second where possible.
        control: pauses and stops the call at its next report.

    Raises:
        Stopped: the control was stopped; what the call held is freed.
        Exception: what the call raised.
    """
    thread = _Call(call, control)
    thread.start()
    told = -1
    try:
        while thread.is_alive() and not control.stop_requested:
            thread.join(_LOOK_SECONDS)
            if thread.done > told:
                told = thread.done
                yield told
    finally:
        thread.abandoned = True  # also where the job's owner has left the generator
    thread.join(_PATIENCE_SECONDS if control.stop_requested else None)
    if control.stop_requested or isinstance(thread.error, Stopped):
        # Raised afresh: the error's own traceback would keep the frames, and with them the tensors.
        thread.drop()
        raise Stopped
    if thread.error is not None:
        raise thread.error
    return thread.take()


@contextlib.contextmanager
def counted_items(report: Report, size_of: Callable[[Any], int]) -> Iterator[None]:
    """Report the items that pass through progress bars of transformers in this thread.

    Args:
        report: gets the sum of the sizes of all items that are done.
        size_of: units of an item, before it is done.
    """
    from transformers.utils import logging

    here = threading.get_ident()
    done = 0

    def passing(bar: Any) -> Iterator[Any]:
        nonlocal done
        for item in bar:
            size = size_of(item)
            report(done)
            yield item
            done += size
        report(done)

    def hook(factory: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        bar = factory(*args, **kwargs)
        return passing(bar) if args and threading.get_ident() == here else bar

    previous = logging.set_tqdm_hook(hook)
    try:
        yield
    finally:
        logging.set_tqdm_hook(previous)


class _Call(threading.Thread, Generic[T]):
    def __init__(self, call: Callable[[Report], T], control: Control) -> None:
        super().__init__(name="watched call")
        self.done = 0
        self.error: BaseException | None = None
        self.abandoned = False
        self._call = call
        self._control = control
        self._results: list[T] = []

    def run(self) -> None:
        """Make the call, and keep what it returns or raises."""
        with _in_turn:
            try:
                self._report(0)
                result = self._call(self._report)
                if not self.abandoned:
                    self._results.append(result)
            except BaseException as error:  # passed on to the thread that waits
                self.error = error.with_traceback(None) if isinstance(error, Stopped) else error

    def take(self) -> T:
        """Return the result, which this object then holds no longer."""
        return self._results.pop()

    def drop(self) -> None:
        """Forget the result."""
        self._results.clear()
        self.error = None

    def _report(self, done: int) -> None:
        if self.abandoned:
            raise Stopped
        self._control.poll()
        self.done = max(self.done, done)
