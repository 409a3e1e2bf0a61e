"""A process that does parts of a job for another: `python -m sare_engine.worker`.

`sare_engine.jobs.worker_process` starts it, and describes what is said on stdin and stdout.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from sare_engine import config as configs
from sare_engine.control import Control
from sare_engine.events import Event, Json, event_to_dict
from sare_engine.jobs.runner import describe_failure
from sare_engine.jobs.taking_turns import take_turns_in
from sare_engine.jobs.worker_process import WORKER_FLAG
from sare_engine.models.device_memory import release_memory
from sare_engine.models.libraries import load_libraries
from sare_engine.models.system_memory import allow_memory
from sare_engine.team.seats import Seat, join_team
from sare_engine.workspace.database import only_read

_GRACE_SECONDS = 10.0
"""How long a part has to end well after the process that wanted it has died."""


class _PartControl(Control):
    """The switches of a part; reports when it waits."""

    def __init__(self, waits: Callable[[], None]) -> None:
        super().__init__()
        self._waits = waits

    def poll(self) -> None:
        """Block while paused, as `Control` does."""
        if self.paused:
            self._waits()
        super().poll()


class _Worker:
    """Does one part after the other on the main thread, while another one listens."""

    def __init__(self, incoming: IO[bytes], outgoing: IO[str]) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._lock = threading.RLock()
        self._settings: queue.SimpleQueue[Mapping[str, Json]] = queue.SimpleQueue()
        self._work: queue.SimpleQueue[Mapping[str, Json] | None] = queue.SimpleQueue()
        self._control: Control | None = None
        self._paused = self._stopped = False

    def run(self) -> None:
        """Do what is asked for until stdin ends."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C stops the job, which stops this.
        signal.signal(signal.SIGTERM, lambda *_: self._switch("stop"))
        threading.Thread(target=self._listen, name="control", daemon=True).start()
        self._prepare(self._settings.get())
        self._say({"ready": True})
        while (wanted := self._work.get()) is not None:
            with self._lock:
                control = self._control = _PartControl(lambda: self._say({"waiting": True}))
                if self._paused:
                    control.pause()
                if self._stopped:
                    control.stop()
            for event in _events(wanted, control):
                self._say(event_to_dict(event))
            with self._lock:
                self._control = None
            self._clean_up()

    def _prepare(self, settings: Mapping[str, Json]) -> None:
        if not settings.get("writes"):
            only_read()
        if settings.get("locks"):
            take_turns_in(Path(str(settings["locks"])))
        if settings.get("memory"):
            allow_memory(int(settings["memory"]))
        for _ in load_libraries():
            if self._stopped:
                return
        if torch := sys.modules.get("torch"):
            torch.set_num_threads(int(settings["threads"]))
        if team := settings.get("team"):
            join_team(Seat(team["rank"], team["size"]), team["address"])

    def _clean_up(self) -> None:
        """Undo what a part may have left switched on, and give back its memory."""
        if torch := sys.modules.get("torch"):
            torch.set_grad_enabled(True)
        release_memory()

    def _listen(self) -> None:
        for line in self._incoming:
            message = json.loads(line)
            if "settings" in message:
                self._settings.put(message["settings"])
            elif "begin" in message:
                self._work.put(message["begin"])
            else:
                self._switch(message["control"])
        # The other process has closed its end, or died.
        with self._lock:
            if self._control is None:
                # No part would have to end well. The main thread may import libraries for long.
                os._exit(0)
        self._switch("stop")
        self._work.put(None)
        time.sleep(_GRACE_SECONDS)
        os._exit(1)

    def _switch(self, name: str) -> None:
        with self._lock:
            self._paused = {"pause": True, "resume": False}.get(name, self._paused)
            self._stopped = self._stopped or name == "stop"
            control = self._control
            if control is None:
                return
            if name == "checkpoint":
                control.request_checkpoint()
            else:
                {"pause": control.pause, "resume": control.resume, "stop": control.stop}[name]()

    def _say(self, message: Mapping[str, Json]) -> None:
        try:
            self._outgoing.write(json.dumps(message) + "\n")
            self._outgoing.flush()
        except (OSError, ValueError):
            # Nobody reads it any more.
            self._switch("stop")


def _events(wanted: Mapping[str, Json], control: Control) -> Iterator[Event]:
    try:
        module, _, name = str(wanted["work"]).partition(":")
        work: Callable[..., Iterator[Event]] = getattr(importlib.import_module(module), name)
        kind: Any = getattr(configs, wanted["config_type"])
        config = kind.from_dict(wanted["config"])
    except Exception as error:
        yield describe_failure(error)
        return
    yield from work(config, control=control, **wanted["values"])


def answer_worker(arguments: list[str]) -> int | None:
    """Work for another process if the program was started for that; a frozen app's first act.

    Args:
        arguments: `sys.argv`.

    Returns:
        the exit code, or None if the program was started for anything else.
    """
    return main() if arguments[1:] == [WORKER_FLAG] else None


def main() -> int:
    """Do parts until stdin ends; returns the exit code."""
    # What libraries print must not come between the messages.
    outgoing = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    with os.fdopen(os.dup(0), "rb") as incoming:
        _Worker(incoming, outgoing).run()
        with contextlib.suppress(OSError, ValueError):
            outgoing.flush()
        sys.stderr.flush()
        # Tearing the libraries down takes a second, and closing stdin would wait for the reader.
        os._exit(0)


if __name__ == "__main__":
    main()
