"""A run whose process was killed: the next start says that memory may have been the reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sare_engine.config import EraseConfig
from sare_engine.events import Notice
from sare_engine.jobs.killed import note_kills, warn_of_killed
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunFolder:
    """A run that began when two processes had been killed."""
    monkeypatch.setattr("sare_engine.jobs.killed.killed_for_memory", lambda: 2)
    folder = tmp_path / "p"
    Project.create(folder).close()
    run = Runs(folder).create("erase", "sare", EraseConfig(project=folder))
    note_kills(run)
    return run


def kill(run: RunFolder) -> None:
    """As a process that is gone leaves it."""
    status = run.path / "status.json"
    stored = json.loads(status.read_text())
    status.write_text(json.dumps({**stored, "pid": 2**22 + 1, "ticks": 1}))


def warnings(run: RunFolder, resumed: RunFolder | None = None) -> list[Notice]:
    found = list(warn_of_killed(run.path.parent.parent, resumed))
    assert all(isinstance(one, Notice) for one in found)
    return found  # type: ignore[return-value]


def test_the_next_start_says_what_may_have_been(run: RunFolder) -> None:
    assert warnings(run) == []  # It runs.
    kill(run)
    [told] = warnings(run)
    assert told.text.startswith(f"{run.name} was interrupted: its process ended unexpectedly.")
    assert "Memory may have been the reason" in told.text
    assert f"--resume {run.name}" in told.hint
    assert "--microbatch 1" in told.hint
    [resumed] = warnings(run, run)
    assert "--resume" not in resumed.hint


def test_the_kernels_count_makes_it_probable(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill(run)
    monkeypatch.setattr("sare_engine.jobs.killed.killed_for_memory", lambda: 3)
    [told] = warnings(run)
    assert "probably the reason: since the run began, the system ended 1 process" in told.text


def test_runs_that_ended_are_not_suspected(run: RunFolder) -> None:
    run.finish("stopped")
    assert warnings(run) == []
