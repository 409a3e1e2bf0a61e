"""Stand-ins for the verbs, so that the command line is tested by itself."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

import sare_engine
from sare_engine.control import Control
from sare_engine.events import Event, Finished, PhaseStarted, Progress


class FakeJobs:
    """Records the configs it is given and yields prepared events."""

    def __init__(self) -> None:
        self.configs: list[Any] = []
        self.controls: list[Control | None] = []
        self.result: dict[str, Any] = {"run": "0001-sare"}
        self.events: list[Event | Exception] = [
            PhaseStarted("load", "Loading the model"),
            Progress("load", 1, 1),
        ]
        self.ending: Event | None = None
        self.verbs: dict[str, Any] = {
            **dict.fromkeys(
                ("probe", "erase", "relearn", "evaluate", "export", "run_demo"), self._run
            ),
            **dict.fromkeys(("inspect", "concepts"), self._answer),
            "report": self._report,
        }

    def _run(
        self, config: Any, *, control: Control | None = None, given: Collection[str] = ()
    ) -> Iterator[Event]:
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


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    """Take back what the command line sets to quieten libraries, for the tests that follow."""
    with mock.patch.dict(os.environ):
        yield


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> FakeJobs:
    """The stand-in, instead of the real verbs."""
    fake = FakeJobs()
    for name, verb in fake.verbs.items():
        monkeypatch.setattr(sare_engine, name, verb)
    return fake
