"""One worker process, seen from the job's own process.

The protocol is one JSON object a line; `sare_engine.worker` is the other side.

    to a worker's stdin       {"settings": {"threads", "memory", "locks"}}     first, once
                              {"begin": {"work", "config_type", "config", "values"}}
                              {"control": "pause" | "resume" | "stop" | "checkpoint"}
    from its stdout           {"ready": true}             its libraries are imported
                              {"waiting": true}           its part is paused
                              {"event": "Progress", …}    `Finished` and `Failed` end the part

Of the processes that do one job together, `settings` also says which it is, how many there are and
where they meet (`"team": {"rank", "size", "address"}`), and whether it may change the project's
database (`"writes": true`). A worker whose stdin ends stops its part and exits: it never outlives
the job's own process.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO

from sare_engine.events import Json
from sare_engine.jobs.parts import JobPart
from sare_engine.jobs.worker_places import WorkerPlace

WORKER_FLAG = "--worker"
"""First argument with which a frozen application starts itself as a worker."""

_LAST_SECONDS = 5.0
"""How long a process may live on that has closed its stdout."""
_TAIL = 4000
"""Bytes of what a worker that died had written to stderr."""

Message = dict[str, Json] | None
"""What a worker says; None when it has ended."""


class WorkerProcess:
    """One worker process and the part that it does."""

    def __init__(
        self,
        place: WorkerPlace,
        inbox: queue.SimpleQueue[tuple[WorkerProcess, Message]],
        locks: Path | None = None,
        **settings: Json,
    ) -> None:
        self.place = place
        self.part: JobPart | None = None
        self.ready = self.waiting = self.gone = False
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=_environment(place),
            # On Windows a process without a window would open a console.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._inbox = inbox
        own: dict[str, Json] = {"threads": place.threads, "memory": place.memory}
        if locks is not None:
            own["locks"] = str(locks)
        self.say({"settings": own | settings})
        threading.Thread(target=self._listen, name="worker", daemon=True).start()

    def begin(self, part: JobPart) -> None:
        """Let it do a part."""
        self.part, self.waiting = part, False
        work = {
            "work": f"{part.work.__module__}:{part.work.__qualname__}",
            "config_type": type(part.config).__name__,
            "config": part.config.to_dict(),
            "values": dict(part.values),
        }
        self.say({"begin": work})

    def say(self, message: dict[str, Json]) -> None:
        """Send it a message; one that has ended misses it."""
        stream = self._process.stdin
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.write(json.dumps(message).encode() + b"\n")
                stream.flush()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def last_words(self) -> tuple[int, str]:
        """Wait for its end; return its exit code, and what it wrote to stderr last."""
        try:
            code = self._process.wait(timeout=_LAST_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        with contextlib.suppress(OSError, ValueError):
            size = self._log.seek(0, os.SEEK_END)
            self._log.seek(max(0, size - _TAIL))
            return code, self._log.read().decode(errors="replace").strip()
        return code, ""

    def close(self, seconds: float) -> None:
        """Let it exit; end it if it has not by then."""
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(timeout=max(0.0, seconds))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def _listen(self) -> None:
        stream: IO[bytes] | None = self._process.stdout
        if stream is not None:
            with stream:
                for line in stream:
                    try:
                        message = json.loads(line)
                    except ValueError:
                        break  # Died in the middle of a line.
                    self._inbox.put((self, message))
        self._inbox.put((self, None))


def ending_text(code: int) -> str:
    """Return an exit code in words; a negative one is that of a signal."""
    if code >= 0:
        return f"exit code {code}"
    with contextlib.suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_FLAG]
    # -P keeps this folder's own modules from standing in for libraries of the same name.
    return [sys.executable, "-P", "-m", "sare_engine.worker"]


def _environment(place: WorkerPlace) -> dict[str, str]:
    engine = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, [engine, os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path, **place.environment}
