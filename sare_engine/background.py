"""Threads that work beside a block, or ahead of a loop."""

from __future__ import annotations

import contextlib
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_MOST_THREADS = 8
_AHEAD = 8
"""Items that each thread may be ahead of the loop that takes the results."""


@contextlib.contextmanager
def in_background(name: str, work: Callable[[threading.Event], None]) -> Iterator[None]:
    """Do something beside a block, and wait at its end until that has ended.

    Args:
        name: of the thread.
        work: returns soon after the event is set. The program can end without it.
    """
    ended = threading.Event()
    thread = threading.Thread(target=work, args=(ended,), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def in_order(
    items: Iterable[_Item], work: Callable[[_Item], _Result], threads: int = 0
) -> Iterator[_Result]:
    """Yield `work(item)` for each item, in order, while threads work on the next items.

    Only a few results wait at a time. What fails raises when it is its turn.

    Args:
        items: what is worked on.
        work: waits for disks or leaves Python's lock to others, or threads gain nothing.
        threads: how many; 0: one for each processor, at most eight.
    """
    count = threads or min(_MOST_THREADS, os.cpu_count() or 1)
    waiting: deque[Future[_Result]] = deque()
    with ThreadPoolExecutor(count, "ahead") as pool:
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) >= _AHEAD * count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()
