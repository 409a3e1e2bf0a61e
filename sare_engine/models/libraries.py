"""Importing the heavy libraries ahead of the first job, for an owner with a window to show."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

_LIBRARIES = ("numpy", "torch", "transformers", "peft", "sare_engine.jobs.opening")
_QUIET = "sare_engine.models.quiet"


def load_libraries() -> Iterator[str]:
    """Import what jobs need, slowest parts one by one; yields the name of each when it is in.

    Takes seconds. Call it on the thread that will run the jobs.
    """
    # PEFT imports bitsandbytes wherever it is installed, which then speaks up.
    importlib.import_module(_QUIET)
    for name in _LIBRARIES:
        importlib.import_module(name)
        yield name.partition(".")[0]
