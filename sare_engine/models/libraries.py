"""Importing the heavy libraries ahead of the first job, for an owner with a window to show."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

_LIBRARIES = ("numpy", "torch", "transformers", "peft", "sare_engine.jobs.opening")


def load_libraries() -> Iterator[str]:
    """Import what jobs need, slowest parts one by one; yields the name of each when it is in.

    Takes seconds. Call it on the thread that will run the jobs.
    """
    for name in _LIBRARIES:
        importlib.import_module(name)
        yield name.partition(".")[0]
