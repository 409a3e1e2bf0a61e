"""Process rows in batches, which become smaller once memory runs out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from sare_engine.control import Control
from sare_engine.errors import DeviceError
from sare_engine.models.device_memory import is_out_of_memory, release_memory

_Row = TypeVar("_Row")
_Result = TypeVar("_Result")


def in_batches(
    rows: Sequence[_Row],
    size: int,
    work: Callable[[Sequence[_Row]], list[_Result]],
    control: Control,
) -> Iterator[_Result]:
    """Process the rows in batches, and in half-sized batches once memory runs out.

    Args:
        rows: what is processed, in this order.
        size: rows in a batch at first.
        work: returns the results of a batch, one for each row.
        control: polled before each batch.

    Raises:
        DeviceError: there is not enough memory even for one row.
        Stopped: the control was stopped.
    """
    start = 0
    while start < len(rows):
        control.poll()
        failed = False
        try:
            results = work(rows[start : start + size])
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            failed = True
        # Outside of the handlers: while one runs, its traceback holds the tensors.
        if failed:
            release_memory()
            if size == 1:
                raise DeviceError(
                    "Memory ran out.",
                    "Not even a single image fits beside the model.",
                    "Close other programs, or choose a smaller model or another device.",
                )
            size = max(1, min(size, len(rows) - start) // 2)
            continue
        yield from results
        start += size
