"""The switches of a job reach all of its workers, which are replaced when they die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psutil
import pytest

from sare_engine.config import ComputeConfig
from sare_engine.control import Control
from sare_engine.errors import ConfigError
from sare_engine.events import Event, Failed, Finished, Json, Notice, PhaseStarted, Progress
from sare_engine.jobs import worker_places, worker_process
from sare_engine.jobs.overall import Expected, OverallProgress
from sare_engine.jobs.parts import JobPart, done_parts
from sare_engine.jobs.runner import job
from sare_engine.jobs.worker_places import WorkerPlace, visible_gpus
from sare_engine.models.device_memory import memory_use
from sare_engine.worker import _GRACE_SECONDS
from sare_engine.workspace.project import Project
from tests.engine.jobs import light_worker
from tests.waiting import eventually

LIGHT = [sys.executable, "-P", "-m", "tests.engine.jobs.light_worker"]
SWITCHED_WITHIN = 8.0
"""Seconds in which a switch has reached all workers, also on a busy machine. Workers that must be
killed take longer."""


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers without the heavy libraries."""
    monkeypatch.setattr(worker_process, "_command", lambda: LIGHT)


def counting(name: str, folder: Path, steps: int = 5) -> JobPart:
    values = {"name": name, "steps": steps, "folder": str(folder)}
    expected = Expected("count", {"count": steps})
    return JobPart(name, light_worker.count, ComputeConfig(), values, expected)


def dying(name: str, folder: Path, times: int) -> JobPart:
    values = {"name": name, "times": times, "folder": str(folder)}
    return JobPart(name, light_worker.die, ComputeConfig(), values)


@job
def walk(
    config: ComputeConfig, *, parts: list[JobPart], control: Control, workers: int = 2
) -> Iterator[Event]:
    """Do parts in workers; the result has that of each."""
    found: dict[str, Any] = {}

    def take(part: JobPart, result: Mapping[str, Json], seconds: float) -> Iterator[Event]:
        assert seconds > 0
        found[part.title] = dict(result)
        yield from ()

    overall = OverallProgress(
        "all", "All", "parts", [one.expected for one in parts], at_once=workers
    )
    yield overall.started()
    yield from done_parts(parts, take, overall, control, [WorkerPlace({}, 1, None)] * workers)
    yield Finished("done", found)


def run(parts: list[JobPart], control: Control | None = None) -> list[Event]:
    return list(walk(ComputeConfig(), parts=parts, control=control or Control()))


def children() -> list[psutil.Process]:
    return [
        one
        for one in psutil.Process().children()
        if one.status() != psutil.STATUS_ZOMBIE and "light_worker" in " ".join(one.cmdline())
    ]


def test_all_parts_are_done_and_counted_as_one_job(tmp_path: Path) -> None:
    events = run([counting(name, tmp_path) for name in "abc"])
    assert events[-1] == Finished("done", {name: {"name": name, "steps": 5} for name in "abc"})
    assert isinstance(events[0], PhaseStarted)
    texts = [one.text for one in events if isinstance(one, Notice)]
    assert sorted(texts) == [f"{name}: begun on auto" for name in "abc"]
    progress = [one for one in events if isinstance(one, Progress)]
    assert {one.phase for one in progress} == {"all"}
    assert {one.running for one in progress if len(one.running) == 2} >= {("a", "b")}
    assert progress[-1].fraction == 1.0
    assert children() == []
    # Two processes did three parts.
    assert len({path.name.split("-")[1] for path in tmp_path.iterdir()}) == 2


def test_a_part_whose_worker_dies_is_done_again_once(tmp_path: Path) -> None:
    events = run([dying("x", tmp_path, times=1), counting("a", tmp_path)])
    assert isinstance(events[-1], Finished), events[-1]
    assert events[-1].result["x"] == {"name": "x", "deaths": 1}
    [warning] = [one for one in events if isinstance(one, Notice) and one.level == "warning"]
    assert warning.text.startswith("x: the worker process ended unexpectedly (SIGKILL).")
    assert "fewer workers" in warning.hint
    progress = [one for one in events if isinstance(one, Progress)]
    assert (progress[-1].done, progress[-1].total) == (2, 2)


def test_a_part_whose_worker_dies_twice_ends_the_job(tmp_path: Path) -> None:
    endless = counting("a", tmp_path, steps=100_000)
    [*_, failed] = run([dying("x", tmp_path, times=2), endless])
    assert isinstance(failed, Failed)
    assert failed.what == "x could not be done."
    assert "SIGKILL" in failed.why and "second time" in failed.why
    assert failed.details == "last words"
    assert children() == []


def test_a_part_waits_for_one_that_it_needs(tmp_path: Path) -> None:
    done: list[str] = []

    def parts() -> Iterator[JobPart | None]:
        yield counting("a", tmp_path, steps=30)
        while "a" not in done:
            yield None
        yield counting("b", tmp_path)

    def take(part: JobPart, result: Mapping[str, Json], seconds: float) -> Iterator[Event]:
        done.append(part.title)
        yield from ()

    expected = [Expected("count", {"count": 5})] * 2
    overall = OverallProgress("all", "All", "parts", expected, at_once=2)
    places = [WorkerPlace({}, 1, None)] * 2
    events = list(done_parts(parts(), take, overall, Control(), places))
    assert done == ["a", "b"]
    assert max(len(one.running) for one in events if isinstance(one, Progress)) == 1


def test_two_parts_share_what_both_need(tmp_path: Path) -> None:
    values = {"folder": str(tmp_path)}
    parts = [
        JobPart(name, light_worker.share, ComputeConfig(), {"name": name, **values})
        for name in "ab"
    ]
    [*_, last] = run(parts)
    assert isinstance(last, Finished), last
    first = (tmp_path / "made").read_text()
    assert last.result == {name: {"made_by": first} for name in "ab"}


def test_a_part_that_fails_stops_the_others(tmp_path: Path) -> None:
    failing = JobPart("x", light_worker.fail, ComputeConfig(), {"name": "x"})
    [*_, failed] = run([counting("a", tmp_path, steps=100_000), failing])
    assert failed == Failed("x failed.", "There is nothing.", "Do something.")
    assert children() == []


def test_pause_checkpoint_and_stop_reach_all_workers(tmp_path: Path) -> None:
    control = Control()
    events = walk(
        ComputeConfig(),
        parts=[counting(name, tmp_path, steps=100_000) for name in "ab"],
        control=control,
    )

    def logs(suffix: str = "") -> list[Path]:
        return [path for path in tmp_path.iterdir() if path.suffix == suffix]

    def seconds_until(done: Any) -> float:
        """Walk the events until something holds; a switch must not need them all."""
        began = time.monotonic()
        while not done():
            next(events)
        return time.monotonic() - began

    seconds_until(lambda: len(logs()) == 2)
    control.request_checkpoint()
    assert seconds_until(lambda: len(logs(".checkpoint")) == 2) < SWITCHED_WITHIN

    resumed: list[dict[Path, str]] = []

    def resume_when_all_wait() -> None:
        eventually(lambda: control.waiting, True)
        first = {path: path.read_text() for path in logs()}
        time.sleep(0.1)
        resumed.append(first)
        resumed.append({path: path.read_text() for path in logs()})
        control.resume()

    control.pause()
    thread = threading.Thread(target=resume_when_all_wait)
    began = time.monotonic()
    thread.start()
    while thread.is_alive():
        next(events)
    thread.join()
    assert resumed[0] == resumed[1]  # Nobody moved while the job was paused.
    assert time.monotonic() - began < SWITCHED_WITHIN
    seconds_until(lambda: all(path.read_text() != resumed[1][path] for path in logs()))

    began = time.monotonic()
    control.stop()
    assert list(events)[-1] == Finished("stopped")
    assert time.monotonic() - began < SWITCHED_WITHIN
    assert len(logs(".stopped")) == 2
    assert children() == []


def test_an_owner_that_drops_the_job_leaves_no_worker(tmp_path: Path) -> None:
    events = walk(
        ComputeConfig(), parts=[counting("a", tmp_path, steps=100_000)], control=Control()
    )
    while not list(tmp_path.iterdir()):
        next(events)
    assert len(children()) == 1
    events.close()  # type: ignore[attr-defined]
    assert children() == []
    assert list(tmp_path.glob("a-*.stopped"))


PARENT = """
import sys
from pathlib import Path
from sare_engine.config import ComputeConfig
from sare_engine.control import Control
from tests.engine.jobs import test_worker_pool as tests
from sare_engine.jobs import worker_process
worker_process._command = lambda: tests.LIGHT
folder = Path(sys.argv[1])
parts = [tests.counting(name, folder, steps=100_000) for name in "ab"]
for event in tests.walk(ComputeConfig(), parts=parts, control=Control()):
    pass
"""


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path)], cwd=Path.cwd())
    try:
        eventually(lambda: len([one for one in tmp_path.iterdir() if not one.suffix]), 2)
        workers = psutil.Process(parent.pid).children()
        assert len(workers) == 2
    finally:
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
    gone, alive = psutil.wait_procs(workers, timeout=10)
    assert (len(gone), alive) == (2, [])
    # They were not killed with it: their parts ended as if the user had stopped them.
    assert len(list(tmp_path.glob("*.stopped"))) == 2


IMPORTING = """
import time
from sare_engine import worker
worker.load_libraries = lambda: iter([print("importing", flush=True), time.sleep(600)])
worker.main()
"""


def test_a_worker_that_still_imports_ends_with_its_input() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", IMPORTING],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None and process.stderr is not None
        process.stdin.write(b'{"settings": {"threads": 1}}\n{"begin": {}}\n')
        process.stdin.flush()
        assert process.stderr.readline() == b"importing\n"
        process.stdin.close()
        # It does not wait as long as a part may take to end well.
        assert process.wait(timeout=_GRACE_SECONDS / 2) == 0


def test_places_split_the_cpu_and_pin_the_gpus(monkeypatch: pytest.MonkeyPatch) -> None:
    places = worker_places.worker_places("cpu", 2)
    assert [one.environment["OMP_NUM_THREADS"] for one in places] == ["1", "1"]
    free = memory_use("cpu").free
    assert places[0].memory == pytest.approx(free / 2, rel=0.3)
    assert worker_places.worker_places("cpu", 1) == []
    assert visible_gpus({}, 3) == ["0", "1", "2"]
    assert visible_gpus({"CUDA_VISIBLE_DEVICES": "3, GPU-8f2"}, 2) == ["3", "GPU-8f2"]

    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "5,7")
    pinned = worker_places.worker_places("cuda", 2)
    assert [one.environment["CUDA_VISIBLE_DEVICES"] for one in pinned] == ["5", "7"]
    with pytest.raises(ConfigError, match="there are 2 GPUs"):
        worker_places.worker_places("cuda", 3)
    with pytest.raises(ConfigError, match="use --device cuda"):
        worker_places.worker_places("cuda:1", 2)


def test_a_worker_cannot_change_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sare_engine.errors import StorageError
    from sare_engine.workspace import database

    with Project.create(tmp_path / "p") as project:
        project.set_chosen("cup", True)
    monkeypatch.setattr(database, "_only_reads", [])
    database.only_read()
    with Project.open(tmp_path / "p") as project:
        assert project.chosen_concepts() == ("cup",)
        with pytest.raises(StorageError, match="could not be read or written"):
            project.set_chosen("cup", False)
