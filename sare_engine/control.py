"""Pause, resume, stop and checkpoint-now for a running job, safe to call from any thread."""

from __future__ import annotations

import threading


class Stopped(Exception):
    """Raised inside a job at the next poll after `Control.stop`; jobs turn it into `Finished`."""


class Control:
    """The switches of one job.

    The owner (window, command line, script) calls `pause`, `resume`, `stop` and
    `request_checkpoint`. The job calls `poll` inside every loop that can last longer than half a
    second, and `take_checkpoint_request` where it can save.
    """

    def __init__(self) -> None:
        self._running = threading.Event()
        self._running.set()
        self._stop = threading.Event()
        self._checkpoint = threading.Event()
        self._waiting = threading.Event()

    @property
    def paused(self) -> bool:
        """Whether the job is waiting, or will wait at its next poll."""
        return not self._running.is_set()

    @property
    def waiting(self) -> bool:
        """Whether the job is waiting in a poll now, not only asked to."""
        return self._waiting.is_set() and not self._running.is_set()

    @property
    def stop_requested(self) -> bool:
        """Whether `stop` was called."""
        return self._stop.is_set()

    def pause(self) -> None:
        """Hold the job at its next poll until `resume` or `stop`."""
        self._running.clear()

    def resume(self) -> None:
        """Let a paused job continue."""
        self._running.set()

    def stop(self) -> None:
        """End the job at its next poll, even while it is paused."""
        self._stop.set()
        self._running.set()

    def request_checkpoint(self) -> None:
        """Ask for a checkpoint at the next point where it can be written."""
        self._checkpoint.set()

    def take_checkpoint_request(self) -> bool:
        """Return whether a checkpoint was asked for, and clear the request."""
        asked = self._checkpoint.is_set()
        self._checkpoint.clear()
        return asked

    def poll(self) -> None:
        """Block while paused.

        Raises:
            Stopped: `stop` was called.
        """
        if not self._running.is_set():
            self._waiting.set()
            self._running.wait()
            self._waiting.clear()
        if self._stop.is_set():
            raise Stopped
