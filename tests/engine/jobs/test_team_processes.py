"""The processes that do one job together: their switches, their end, and what each is to blame for.

Those here import none of the heavy libraries and exchange nothing.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from sare_engine.config import ComputeConfig, EraseConfig
from sare_engine.control import Control
from sare_engine.events import Event, Failed, Finished, Notice
from sare_engine.jobs import team_processes, worker_process
from sare_engine.jobs.erase import erase
from sare_engine.jobs.parts import JobPart
from sare_engine.jobs.runner import job
from sare_engine.jobs.team_processes import TeamProcesses
from sare_engine.jobs.worker_places import WorkerPlace
from sare_engine.workspace.runs import Runs
from tests.engine.jobs import light_worker
from tests.waiting import eventually

LIGHT = [sys.executable, "-P", "-m", "tests.engine.jobs.light_worker"]
ENDLESS = 100_000


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes without the heavy libraries."""
    monkeypatch.setattr(worker_process, "_command", lambda: LIGHT)


@job
def together(
    config: ComputeConfig, *, work: Callable[..., Iterator[Event]], control: Control, **values: Any
) -> Iterator[Event]:
    """Let two processes do the same."""
    with TeamProcesses([WorkerPlace({}, 1, None)] * 2, control) as team:
        yield from team.run(JobPart("", work, config, values))


def counting(folder: Path, steps: int, control: Control | None = None) -> Iterator[Event]:
    values = {"name": "x", "steps": steps, "folder": str(folder)}
    return together(
        ComputeConfig(), work=light_worker.count, control=control or Control(), **values
    )


def logs(folder: Path, suffix: str = "") -> list[Path]:
    return [one for one in folder.iterdir() if one.suffix == suffix]


def children() -> list[psutil.Process]:
    return [
        one
        for one in psutil.Process().children()
        if one.status() != psutil.STATUS_ZOMBIE and "light_worker" in " ".join(one.cmdline())
    ]


def test_only_the_leading_process_reports(tmp_path: Path) -> None:
    events = list(counting(tmp_path, 5))
    assert events[-1] == Finished("done", {"name": "x", "steps": 5})
    assert len([one for one in events if isinstance(one, Notice)]) == 1
    assert children() == []


def test_switches_reach_the_processes(tmp_path: Path) -> None:
    control = Control()
    events = counting(tmp_path, ENDLESS, control)

    def walk_until(done: Callable[[], bool]) -> None:
        while not done():
            next(events)

    walk_until(lambda: len(logs(tmp_path)) == 2)
    control.request_checkpoint()
    walk_until(lambda: len(logs(tmp_path, ".checkpoint")) == 1)

    def resume_when_it_waits() -> None:
        eventually(lambda: control.waiting, True)
        control.resume()

    control.pause()
    thread = threading.Thread(target=resume_when_it_waits)
    thread.start()
    walk_until(lambda: not thread.is_alive())
    control.stop()
    assert list(events)[-1] == Finished("stopped")
    assert logs(tmp_path, ".stopped")
    assert children() == []


def test_an_owner_that_drops_the_job_leaves_no_process(tmp_path: Path) -> None:
    events = counting(tmp_path, ENDLESS)
    while len(logs(tmp_path)) < 2:
        next(events)
    events.close()  # type: ignore[attr-defined]
    assert children() == []
    assert logs(tmp_path, ".stopped")


def test_a_process_that_dies_ends_the_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(team_processes, "_CLOSING_SECONDS", 0.5)
    events = counting(tmp_path, ENDLESS)
    while len(logs(tmp_path)) < 2:
        next(events)
    second = max(children(), key=lambda one: (one.create_time(), one.pid))
    second.kill()
    [*_, failed] = events
    assert isinstance(failed, Failed)
    assert failed.what == "A process of the job ended unexpectedly."
    assert "Process 2 of 2 ended (SIGKILL). " in failed.why and "Memory may have" in failed.why
    assert children() == []


def test_the_process_that_failed_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    work = light_worker.fail_in_turn
    [*_, failed] = together(ComputeConfig(), work=work, control=Control())
    assert failed == Failed("The disk is full.", "It holds no more.", "Free some space.")


PARENT = """
import sys
from pathlib import Path
from sare_engine.jobs import worker_process
from tests.engine.jobs import test_team_processes as tests
worker_process._command = lambda: tests.LIGHT
for event in tests.counting(Path(sys.argv[1]), tests.ENDLESS):
    pass
"""


def test_processes_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path)], cwd=Path.cwd())
    try:
        eventually(lambda: len(logs(tmp_path)), 2)
        members = psutil.Process(parent.pid).children()
        assert len(members) == 2
    finally:
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
    gone, alive = psutil.wait_procs(members, timeout=10)
    assert (len(gone), alive) == (2, [])
    # They were not killed with it: the job ended as if the user had stopped it.
    assert len(logs(tmp_path, ".stopped")) == 2


def test_what_cannot_be_shared_out_is_refused(tmp_path: Path) -> None:
    spread = EraseConfig(project=tmp_path, processes=2, placement="spread")
    assert dict(spread.problems())["processes"].startswith("must be 1 where the model is spread")
    [failed] = erase(EraseConfig(project=tmp_path, processes=2), model=object())  # type: ignore[arg-type]
    assert isinstance(failed, Failed)
    assert "each process loads its own" in failed.why


def test_rounds_are_refused_in_a_team_that_torchrun_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sare_engine.jobs.erase.current_team", object)
    [failed] = erase(EraseConfig(project=tmp_path, rounds=2))
    assert isinstance(failed, Failed)
    assert "rounds" in failed.why and "must be 1 under torchrun" in failed.why
    assert "Use --processes instead of torchrun." in failed.why
    # Also where the number of rounds is that of the run that is resumed.
    Runs(tmp_path).create("erase", "first", EraseConfig(project=tmp_path, rounds=3))
    [failed] = erase(EraseConfig(project=tmp_path, resume="1"))
    assert isinstance(failed, Failed)
    assert "must be 1 under torchrun" in failed.why
