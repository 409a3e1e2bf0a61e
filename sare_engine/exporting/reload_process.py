"""The process in which exports are reloaded, one after another."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType

from sare_engine.exporting import reload_script

_LOOK_SECONDS = 0.2
_END_SECONDS = 10.0
"""How long a process that has nothing left to do may take to end."""


class ReloadProcess:
    """A process that answers requests of `reload_script`, started by the first of them.

    To import the libraries takes longer than to caption a few images, so that the forms of an
    export share a process. Use it as a context manager: at the end the process ends with it.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="sare-reload-")
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> ReloadProcess:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._end(patient=kind is None)
        finally:
            self._folder.cleanup()

    @property
    def log(self) -> Path:
        """What the process has printed."""
        return Path(self._folder.name) / "log"

    def ask(self, request: Path) -> None:
        """Send a request file: to the process that is there, or else to a new one."""
        if self._process is not None and self._process.poll() is None:
            assert self._process.stdin is not None
            try:
                self._process.stdin.write(f"{request}\n")
                self._process.stdin.flush()
            except OSError:  # It ended just now, of which `ended_with` tells.
                return
        else:
            self._end(patient=False)
            self._process = self._started(request)

    def ended_with(self, answer: Path) -> int | None:
        """Wait a moment for the answer; return the code of a process that ended without it."""
        if answer.is_file() or self._process is None:
            return None
        try:
            return self._process.wait(timeout=_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            return None

    def _started(self, request: Path) -> subprocess.Popen[str]:
        if getattr(sys, "frozen", False):
            command = [sys.executable, reload_script.FLAG]
        else:
            # -P keeps this folder's own modules from standing in for libraries of the same name.
            command = [sys.executable, "-P", str(reload_script.__file__)]
        environment = os.environ | {
            "HF_HUB_OFFLINE": "1",
            "TRANSFORMERS_OFFLINE": "1",
            "HF_HUB_DISABLE_PROGRESS_BARS": "1",
            "TOKENIZERS_PARALLELISM": "false",
            "PYTHONIOENCODING": "utf-8",
        }
        with self.log.open("wb") as log:
            return subprocess.Popen(
                [*command, str(request), reload_script.MORE],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment,
                encoding="utf-8",
                # Not the working tree, whose folders could stand in for libraries.
                cwd=self._folder.name,
            )

    def _end(self, *, patient: bool) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None and not patient:
            process.kill()
        try:
            if process.stdin is not None:
                process.stdin.close()
        except OSError:
            pass  # It ended before it read the last request.
        try:
            process.wait(timeout=_END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
