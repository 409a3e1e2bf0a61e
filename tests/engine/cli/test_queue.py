"""`sare queue`: jobs are checked when they are added, and run as their own commands would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sare_engine.cli import main
from sare_engine.config import EraseConfig, ProbeConfig
from sare_engine.events import Failed, Finished, PhaseStarted
from sare_engine.queueing.runner import QueueRunner
from sare_engine.queueing.store import FOLDER_VARIABLE, QueueStore
from sare_engine.workspace.project import Project
from sare_engine.workspace.run_owner import let_go
from tests.engine.cli.conftest import FakeJobs

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> QueueStore:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "queue"))
    monkeypatch.chdir(tmp_path)
    Project.create(tmp_path / "work").close()
    return QueueStore()


def listed(capsys: Output) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["queue", "list", "--json", "-"]) == 0
    jobs: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["jobs"]
    return jobs


def test_jobs_wait_and_run_with_their_settings(
    jobs: FakeJobs, capsys: Output, tmp_path: Path
) -> None:
    erase = ["erase", "work", "--model", "m", "--steps", "3", "--concepts", "knife", "chair"]
    assert main(["queue", "add", *erase]) == 0
    assert "job 1: Erase work: knife, chair (SARE)" in capsys.readouterr().out
    assert main(["queue", "add", "--first", "--", "probe", "work", "--model", "m"]) == 0
    assert [(one["id"], one["state"]) for one in listed(capsys)] == [(2, "waiting"), (1, "waiting")]
    assert main(["queue", "run"]) == 0
    project, model = tmp_path / "work", tmp_path / "m"
    assert jobs.configs == [
        ProbeConfig(project=project, model=model),
        EraseConfig(project=project, model=model, steps=3, concepts=("knife", "chair")),
    ]
    assert [(one["id"], one["state"], one["run"]) for one in listed(capsys)] == [
        (2, "done", "0001-sare"),
        (1, "done", "0001-sare"),
    ]


def test_a_job_that_comes_first_may_say_so_at_the_end(capsys: Output) -> None:
    main(["queue", "add", "erase", "work"])
    assert main(["queue", "add", "erase", "work", "--seed", "2", "--first"]) == 0
    assert [one["id"] for one in listed(capsys)] == [2, 1]


def test_pausing_says_that_the_running_job_waits(capsys: Output, store: QueueStore) -> None:
    main(["queue", "add", "erase", "work"])
    main(["queue", "pause"])
    assert "Paused: no further job starts." in capsys.readouterr().out
    runner = QueueRunner(store, "test")
    main(["queue", "resume"])
    with runner:
        taken = runner.take()
        assert taken is not None
        main(["queue", "pause"])
        let_go(store.folder)
    assert "Paused: the running job waits, and no further job starts." in capsys.readouterr().out


def test_the_listed_command_does_the_same(jobs: FakeJobs, capsys: Output, tmp_path: Path) -> None:
    main(["queue", "add", "export", "work", "--run", "1", "--out", "out"])
    [job] = listed(capsys)
    assert job["command"] == f"sare export {tmp_path}/work --run 1 --out {tmp_path}/out"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["erase", "work", "--stepss", "3"], 2, "Did you mean --steps?"),
        (["erase", "work", "--steps", "-3"], 2, "--steps: -3 is below"),
        (["erase", "work", "--steps", "-3"], 2, "See 'sare erase --help'"),
        (["erase", "elsewhere"], 1, "elsewhere is not a project"),
        (["concepts", "work"], 1, "Run it directly: sare concepts"),
        (["queue", "run"], 1, "cannot be queued"),
        (["brew", "work"], 1, "Jobs of the queue are: probe, erase"),
        (["erase", "work", "--json", "-"], 1, "--json"),
        ([], 2, "must be given"),
    ],
)
def test_a_wrong_job_is_refused_at_once(
    capsys: Output, store: QueueStore, words: list[str], code: int, says: str
) -> None:
    assert main(["queue", "add", *words]) == code
    assert says in capsys.readouterr().err
    assert store.read().items == ()


def test_a_project_may_be_made_by_a_job_before(store: QueueStore) -> None:
    assert main(["queue", "add", "probe", "new", "--model", "m"]) == 0
    assert main(["queue", "add", "erase", "new"]) == 0
    assert len(store.read().items) == 2


def test_a_failing_job_does_not_stop_the_others(jobs: FakeJobs, capsys: Output) -> None:
    for _ in range(2):
        main(["queue", "add", "erase", "work"])
    jobs.ending = Failed("No concept is chosen.", "None is marked.", "Choose one.")
    assert main(["queue", "run"]) == 1
    said = capsys.readouterr().err
    assert "2 jobs of the queue failed" in said and "sare queue repeat 1 2" in said
    assert [one["error"] for one in listed(capsys)] == [
        "No concept is chosen. None is marked. Choose one."
    ] * 2


def test_a_failing_job_stops_the_others_if_asked(
    jobs: FakeJobs, capsys: Output, store: QueueStore
) -> None:
    for _ in range(2):
        main(["queue", "add", "erase", "work"])
    jobs.ending = Failed("No.")
    assert main(["queue", "run", "--stop-on-failure"]) == 1
    assert [one["state"] for one in listed(capsys)] == ["failed", "waiting"]
    assert store.read().paused
    jobs.ending = None
    assert main(["queue", "repeat", "1"]) == 0
    assert main(["queue", "run"]) == 0
    assert [one["state"] for one in listed(capsys)] == ["done", "done"]


def test_stopping_the_command_interrupts_its_job_and_keeps_the_others(
    jobs: FakeJobs, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        main(["queue", "add", "export", "work", "--run", "1", "--out", "out"])
    jobs.events = [KeyboardEvent()]
    jobs.ending = Finished("stopped")
    assert main(["queue", "run"]) == 130
    assert [one["state"] for one in listed(capsys)] == ["interrupted", "waiting"]
    jobs.events, jobs.ending = [], None
    assert main(["queue", "run"]) == 0
    assert "Interrupted before, runs again" in capsys.readouterr().err
    assert [one["state"] for one in listed(capsys)] == ["done", "done"]


class KeyboardEvent(PhaseStarted):
    """Sends Ctrl-C when the job yields it."""

    def __new__(cls) -> KeyboardEvent:
        return super().__new__(cls)

    def __init__(self) -> None:
        super().__init__("x", "x")

    def __getattribute__(self, name: str) -> Any:
        import signal

        if name == "title":
            signal.raise_signal(signal.SIGINT)
        return super().__getattribute__(name)


def test_jobs_are_moved_paused_and_removed(capsys: Output, store: QueueStore) -> None:
    for seed in ("1", "2", "3"):
        main(["queue", "add", "erase", "work", "--seed", seed])
    assert main(["queue", "move", "3"]) == 0
    assert main(["queue", "move", "1", "--last"]) == 0
    assert [one["id"] for one in listed(capsys)] == [3, 2, 1]
    assert main(["queue", "move", "1", "--before", "2"]) == 0
    assert [one["id"] for one in listed(capsys)] == [3, 1, 2]
    assert main(["queue", "pause"]) == 0
    assert "sare queue resume" in capsys.readouterr().out
    assert main(["queue", "resume"]) == 0
    assert not store.read().paused
    assert main(["queue", "remove"]) == 2
    assert main(["queue", "remove", "3", "2"]) == 0
    assert main(["queue", "remove", "9"]) == 1
    assert "It is not in the queue, which has the jobs 1" in capsys.readouterr().err
    assert main(["queue", "remove", "--waiting"]) == 0
    capsys.readouterr()
    assert main(["queue"]) == 0
    assert capsys.readouterr().out == "The queue is empty.\n"
    assert main(["queue", "stop"]) == 1
    assert main(["queue", "move", "1", "--last", "--before", "2"]) == 2


def test_a_second_program_does_not_run_the_queue(capsys: Output, store: QueueStore) -> None:
    with QueueRunner(store, "window") as runner, runner.watched("Erasing chair", None):
        assert main(["queue", "run"]) == 1
        assert "The window (process" in capsys.readouterr().err
        main(["queue", "add", "erase", "work"])
        capsys.readouterr()
        assert main(["queue"]) == 0
        assert "at present: Erasing chair" in capsys.readouterr().out
