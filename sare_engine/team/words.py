"""Why a process of a team ended: the first to fail leaves word, and the others read it."""

from __future__ import annotations

import contextlib
import json
import time
from typing import Any

from sare_engine.control import Stopped
from sare_engine.errors import EngineError

_ENDING = "ending"
"""Key under which the store keeps why the first process ended."""


def in_words(error: BaseException) -> tuple[str, str, str]:
    """Return what an error says: what, why, and what to do next."""
    if isinstance(error, EngineError):
        return error.what, error.why, error.fix
    return (
        "An unexpected error stopped the job.",
        f"{type(error).__name__}: {str(error).partition(chr(10))[0]}",
        "Everything saved before is kept. If it happens again, report it.",
    )


def leave_word(store: Any, error: BaseException) -> None:
    """Keep why this process ends in the store (`torch.distributed.Store`) of all processes.

    The first word counts. The store may be gone with the process that kept it.
    """
    words = ["stopped"] if isinstance(error, Stopped) else list(in_words(error))
    with contextlib.suppress(RuntimeError, OSError):
        if not store.check([_ENDING]):
            store.set(_ENDING, json.dumps(words))


def read_word(store: Any, *, within: float = 0.0) -> Exception | None:
    """Return why the first process ended; None if none has left word within so many seconds."""
    until = time.monotonic() + within
    with contextlib.suppress(RuntimeError, OSError):
        while True:
            if store.check([_ENDING]):
                words = json.loads(store.get(_ENDING))
                return Stopped() if words == ["stopped"] else EngineError(*words)
            if time.monotonic() >= until:
                break
            time.sleep(0.05)
    return None
