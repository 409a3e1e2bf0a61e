"""Garbage collection while a job makes very many objects."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def no_collection() -> Iterator[None]:
    """Keep Python from looking for cycles, which it does more often the more objects there are.

    What a job reads has none; the search through millions of objects doubles its time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
