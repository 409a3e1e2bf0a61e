"""Import the heavy libraries before the first job, while a window is already shown."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

_LIBRARIES = ("numpy", "torch", "transformers", "peft", "sare_engine.jobs.opening")
_QUIET = "sare_engine.models.quiet"


def load_libraries() -> Iterator[str]:
    """Import what jobs need, the slowest parts one by one; yield the name of each once imported.

    Takes seconds. Call it on the thread that will run the jobs.
    """
    # PEFT imports bitsandbytes if it is installed, which prints messages.
    importlib.import_module(_QUIET)
    for name in _LIBRARIES:
        importlib.import_module(name)
        yield name.partition(".")[0]
