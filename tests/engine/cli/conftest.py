"""A stand-in for `sare_engine.jobs`, so that the command line is tested by itself."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sare_engine.control import Control
from sare_engine.events import Event, Finished, PhaseStarted, Progress


class FakeJobs(types.ModuleType):
    """Records the configs it is given and yields prepared events."""

    def __init__(self) -> None:
        super().__init__("sare_engine.jobs")
        self.configs: list[Any] = []
        self.controls: list[Control | None] = []
        self.result: dict[str, Any] = {"run": "0001-sare"}
        self.events: list[Event | Exception] = [
            PhaseStarted("load", "Loading the model"),
            Progress("load", 1, 1),
        ]
        self.ending: Event | None = None
        for name in ("probe", "erase", "relearn", "evaluate", "export", "demo"):
            setattr(self, name, self._run)
        for name in ("inspect", "concepts"):
            setattr(self, name, self._answer)
        self.report = self._report

    def _run(self, config: Any, *, control: Control | None = None) -> Iterator[Event]:
        self.configs.append(config)
        self.controls.append(control)
        for event in self.events:
            if isinstance(event, Exception):
                raise event
            yield event
        yield self.ending or Finished("done", self.result)

    def _answer(self, config: Any) -> dict[str, Any]:
        self.configs.append(config)
        for event in self.events:
            if isinstance(event, Exception):
                raise event
        return self.result

    def _report(self, config: Any) -> Path:
        self.configs.append(config)
        return Path("/work/report.html")


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> FakeJobs:
    """The stand-in, in the place of the real module."""
    fake = FakeJobs()
    monkeypatch.setitem(sys.modules, "sare_engine.jobs", fake)
    return fake
