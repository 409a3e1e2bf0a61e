"""Run folders: complete, never shared, readable after a crash."""

from __future__ import annotations

import datetime
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sare_engine.config import EraseConfig, ProbeConfig, RelearnConfig
from sare_engine.errors import DataError, StorageError
from sare_engine.events import Event, Notice, PhaseStarted, ProbeMetrics, StepMetrics
from sare_engine.jobs.run_record import recorded
from sare_engine.workspace import run_folder
from sare_engine.workspace.run_owner import _start_ticks
from sare_engine.workspace.runs import RunFolder, Runs

CONFIG = EraseConfig(project=Path("/project"), model=Path("/model"), concepts=("knife",), rho=0.07)


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path / "project")


def step(number: int, value: float = 1.0, phase: str = "erase") -> StepMetrics:
    return StepMetrics(phase, number, {"loss_neg": value})


def test_a_run_folder_repeats_the_run(runs: Runs) -> None:
    run = runs.create("erase", "sare", CONFIG)
    assert run.name == "0001-sare"
    assert run.number == 1
    assert EraseConfig.from_dict(run.config_dict()) == CONFIG
    assert set(run.config_dict()) == set(CONFIG.to_dict())
    environment = run.environment
    assert environment["versions"]["torch"].startswith("2.")
    assert environment["seed"] == 0
    assert environment["batch_sizes"] == {"negative_batch": 8, "retain_batch": 16, "microbatch": 0}
    run.update_environment({"device": "NVIDIA H100"})
    assert run.environment == {**environment, "device": "NVIDIA H100"}
    assert run.adapter_folder == run.path / "adapter"
    assert run.model_folder == run.path / "model"


def test_paths_are_kept_absolute(
    runs: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    config = ProbeConfig(project=Path("p"), model=Path("m"), images=(Path("a"), Path("/b")))
    stored = runs.create("probe", "", config).config_dict()
    assert (stored["project"], stored["model"]) == (str(tmp_path / "p"), str(tmp_path / "m"))
    assert stored["images"] == [str(tmp_path / "a"), "/b"]
    assert stored["annotations"] is None


def test_status_from_start_to_end(runs: Runs) -> None:
    run = runs.create("relearn", "", RelearnConfig(project=Path("/p")))
    info = run.info
    assert (info.status, info.kind, info.ended, info.result) == ("running", "relearn", None, {})
    run.finish("done", {"folder": "/x"})
    info = run.info
    assert (run.status, info.result) == ("done", {"folder": "/x"})
    assert info.ended is not None
    assert info.started <= info.ended
    run.resume()
    assert run.status == "running"
    assert run.info.ended is None


def test_events_come_back_as_they_went(runs: Runs) -> None:
    run = runs.create("erase", "sare", CONFIG)
    events: list[Event] = [
        PhaseStarted("erase", "Erasing", 10, "steps"),
        step(1),
        ProbeMetrics("erase", 1, {"hallucination_rate": 0.5}, ({"image": "ä.png", "now": "…"},)),
        Notice("warning", "line\nbreak"),
    ]
    assert list(run.events()) == []
    for event in events:
        run.write_event(event)
    assert list(run.events()) == events
    assert len((run.path / "metrics.jsonl").read_text().splitlines()) == 4


@given(cut=st.integers(0, 200), junk=st.binary(max_size=20))
@settings(max_examples=40, deadline=None)
def test_a_torn_last_line_is_tolerated(
    tmp_path_factory: pytest.TempPathFactory, cut: int, junk: bytes
) -> None:
    folder = tmp_path_factory.mktemp("run")
    run = RunFolder(folder)
    for number in (1, 2, 3):
        run.write_event(step(number))
    path = folder / "metrics.jsonl"
    whole = path.read_bytes()
    length = len(whole) // 3
    cut = min(cut, length)
    path.write_bytes(whole[: len(whole) - cut] + junk.replace(b"\n", b"") * (cut > 0))
    read = [one.step for one in run.events() if isinstance(one, StepMetrics)]
    assert read[:2] == [1, 2]
    assert read[2:] in ([], [3])
    # And the next event is not swallowed by the torn line.
    run.write_event(step(4))
    assert [one.step for one in run.events() if isinstance(one, StepMetrics)][-1] == 4


def test_unknown_events_of_a_newer_version_are_skipped(runs: Runs) -> None:
    run = runs.create("erase", "sare", CONFIG)
    run.write_event(step(1))
    with (run.path / "metrics.jsonl").open("a") as file:
        file.write('{"event": "Telepathy", "strength": 3}\n[]\n3\nnull\n\n')
    run.write_event(step(2))
    assert list(run.events()) == [step(1), step(2)]


def test_resumed_steps_replace_those_measured_before_the_crash(runs: Runs) -> None:
    run = runs.create("erase", "sare", CONFIG)
    for number in range(1, 8):
        run.write_event(step(number, 1.0))
    run.write_event(ProbeMetrics("erase", 6, {"hallucination_rate": 0.1}))
    run.write_event(step(1, 9.0, "relearn"))
    for number in range(5, 7):  # resumed from the checkpoint after step 4, stopped after 6
        run.write_event(step(number, 2.0))
    assert [(one.step, one.values["loss_neg"]) for one in run.steps("erase")] == [
        (1, 1.0),
        (2, 1.0),
        (3, 1.0),
        (4, 1.0),
        (5, 2.0),
        (6, 2.0),
    ]
    assert [one.phase for one in run.steps()].count("relearn") == 1
    assert [one.step for one in run.probes()] == [6]


def create_many(folder: str, count: int) -> None:
    for _ in range(count):
        Runs(Path(folder)).create("erase", "same", CONFIG)


def test_two_processes_never_share_a_run(tmp_path: Path) -> None:
    # Spawned: forking a process that has threads (torch's) can hang.
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=create_many, args=(str(tmp_path), 10)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    found = Runs(tmp_path).list()
    assert [run.number for run in found] == list(range(1, 31))
    assert all(run.config_dict() == CONFIG.to_dict() for run in found)


def test_the_number_of_a_deleted_run_is_not_given_again(runs: Runs) -> None:
    first = runs.create("erase", "a", CONFIG)
    second = runs.create("erase", "b", CONFIG)
    with pytest.raises(StorageError, match="still running"):
        runs.remove(second)
    second.finish("stopped")
    runs.remove(second)
    assert runs.list() == [first]
    assert runs.create("erase", "c", CONFIG).number == 3


def test_finding_runs(runs: Runs) -> None:
    with pytest.raises(DataError, match="no runs yet"):
        runs.find("1")
    first = runs.create("erase", "my run!", CONFIG)
    second = runs.create("erase", "my run!", CONFIG)
    third = runs.create("relearn", "1", RelearnConfig(project=Path("/p")))
    assert first.name == "0001-my-run"
    assert runs.find(1) == runs.find("1") == runs.find("0001") == runs.find("0001-my-run") == first
    assert runs.find("my run!") == runs.find("my-run") == second
    assert runs.find("0003-1") == third
    assert runs.list("relearn") == [third]
    with pytest.raises(DataError, match="0001-my-run, 0002-my-run"):
        runs.find("other")


@given(name=st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_name_gives_a_usable_folder(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    folder = tmp_path_factory.mktemp("names")
    run = Runs(folder).create("erase", name, CONFIG)
    assert run.path.parent == folder / "runs"
    assert Runs(folder).list() == [run]
    assert not set(run.name) & set('/\\:*?"<>|\0\n')


def test_a_killed_process_reads_as_interrupted(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path\n"
        "from sare_engine.config import EraseConfig\n"
        "from sare_engine.events import StepMetrics\n"
        "from sare_engine.workspace.runs import Runs\n"
        "run = Runs(Path(sys.argv[1])).create('erase', 'sare', EraseConfig(project=Path('/p')))\n"
        "run.write_event(StepMetrics('erase', 1, {}))\n"
        "print('ready', flush=True); time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    run = Runs(tmp_path).find("sare")
    assert run.status == "running"
    with pytest.raises(StorageError, match="another process"):
        run.resume()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert run.status == "interrupted"
    assert list(run.events()) == [StepMetrics("erase", 1, {})]
    run.resume()
    assert run.status == "running"


def test_a_process_number_that_was_given_again_is_not_the_owner(runs: Runs) -> None:
    run = runs.create("erase", "sare", CONFIG)
    path = run.path / "status.json"
    stored = json.loads(path.read_text())
    assert stored["pid"] == os.getpid()
    earlier = {"process_started": stored["process_started"] - 1000, "ticks": stored["ticks"] - 9}
    path.write_text(json.dumps({**stored, **earlier}))
    assert run.status == "interrupted"
    assert run.info.owner.certain
    # A run of an older version has no place and no ticks.
    older = {key: stored[key] for key in stored if key not in ("place", "ticks")}
    path.write_text(json.dumps({**older, "process_started": stored["process_started"] - 1000}))
    assert run.status == "interrupted"
    path.write_text(json.dumps(older))
    assert run.status == "running"


@pytest.mark.parametrize("change", [{"status": ""}, {"status": "lost"}, {"ended": 7}])
def test_a_status_that_says_nothing_is_an_error(runs: Runs, change: dict[str, object]) -> None:
    run = runs.create("erase", "sare", CONFIG)
    path = run.path / "status.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(StorageError, match="does not contain the run"):
        _ = run.info


def test_a_run_of_another_computer_lives_while_it_writes(runs: Runs) -> None:
    run = runs.create("erase", "sare", CONFIG)
    path = run.path / "status.json"
    elsewhere = {"host": "cluster-7", "place": "another-boot pid:[1]"}
    path.write_text(json.dumps({**json.loads(path.read_text()), **elsewhere}))
    assert run.status == "running"
    long_ago = time.time() - 7200
    os.utime(path, (long_ago, long_ago))
    assert run.status == "interrupted"
    run.write_event(step(1))
    assert run.status == "running"


def test_checkpoints_are_listed_only_when_complete(runs: Runs) -> None:
    run = runs.create("erase", "sare", CONFIG)
    assert run.checkpoints() == []
    for number in (100, 50):
        with run.new_checkpoint(number) as folder:
            (folder / "weights").write_text(f"state {number}")
            assert number not in [one.step for one in run.checkpoints()]
    with pytest.raises(RuntimeError), run.new_checkpoint(150) as folder:
        (folder / "weights").write_text("half")
        raise RuntimeError
    assert [one.step for one in run.checkpoints()] == [50, 100]
    assert run.checkpoints()[0].path.name == "step-000050"
    with run.new_checkpoint(50) as folder:  # resumed, and passed the same step again
        (folder / "weights").write_text("anew")
    assert (run.checkpoints()[0].path / "weights").read_text() == "anew"


def test_damaged_files_are_told_in_plain_words(runs: Runs) -> None:
    run = runs.create("erase", "sare", CONFIG)
    (run.path / "config.json").write_text("{")
    with pytest.raises(StorageError, match="not valid JSON"):
        run.config_dict()
    (run.path / "config.json").write_text("[]")
    with pytest.raises(StorageError, match="does not contain a JSON object"):
        run.config_dict()
    (run.path / "environment.json").unlink()
    with pytest.raises(StorageError, match="does not exist"):
        _ = run.environment


def test_stray_things_in_the_runs_folder_are_not_runs(runs: Runs, tmp_path: Path) -> None:
    run = runs.create("erase", "sare", CONFIG)
    (run.path.parent / "0002-unfinished").mkdir()
    (run.path.parent / "notes.txt").write_text("x")
    assert runs.list() == [run]


# ------------------------------------------------------------------------ who works on a run


def owned_by(run: RunFolder, *, silent: float = 0.0, **changes: object) -> None:
    """Let a run's status name another owner, whose last sign of life is `silent` seconds ago."""
    path = run.path / "status.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))
    (run.path / "alive").touch()
    then = time.time() - silent
    for name in ("alive", "status.json"):
        os.utime(run.path / name, (then, then))


GONE = {"pid": 2**22 + 1, "ticks": 1, "process_started": 1.0}
"""A process that no computer has."""


def test_a_dead_process_of_this_computer_is_seen_under_any_host_name(runs: Runs) -> None:
    run = runs.create("erase", "sare", CONFIG)
    owned_by(run, host="3f2a9c1d77aa")
    assert run.status == "running"  # This process, whatever the computer was called.
    owned_by(run, host="3f2a9c1d77aa", **GONE)
    assert run.status == "interrupted"
    assert (run.info.owner.host, run.info.owner.certain) == ("3f2a9c1d77aa", True)
    run.resume()
    assert run.status == "running"


@pytest.mark.parametrize(
    ("place", "lives_for"),
    [("this-boot pid:[1]", 60), ("another-boot pid:[1]", 600)],
)
def test_a_process_that_cannot_be_seen_is_judged_by_its_signs_of_life(
    runs: Runs, place: str, lives_for: float
) -> None:
    run = runs.create("erase", "sare", CONFIG)
    boot = json.loads((run.path / "status.json").read_text())["place"].split()[0]
    there = {"host": "cluster-7", "place": place.replace("this-boot", boot), **GONE}
    owned_by(run, silent=lives_for - 20, **there)
    assert run.status == "running"
    assert not run.info.owner.certain
    owned_by(run, silent=lives_for + 20, **there)
    assert run.status == "interrupted"


def test_a_run_whose_owner_cannot_be_seen_is_taken_over_on_request(runs: Runs) -> None:
    run = runs.create("erase", "sare", CONFIG)
    owned_by(run, silent=120, host="cluster-7", place="another-boot pid:[1]", **GONE)
    for refused in (run.resume, run.require_free):
        with pytest.raises(StorageError) as caught:
            refused()
        said = str(caught.value)
        assert "cluster-7" in said and str(GONE["pid"]) in said and "--take-over" in said
        assert "2 min" in said and "ago" in said
    run.require_free(take_over=True)
    run.resume(take_over=True)
    assert run.status == "running"
    run.finish("done")


def test_a_living_process_of_this_computer_is_not_taken_over(runs: Runs) -> None:
    run = runs.create("erase", "sare", CONFIG)
    with subprocess.Popen(["sleep", "60"]) as other:
        started = psutil.Process(other.pid).create_time()
        owned_by(run, pid=other.pid, ticks=_start_ticks(other.pid), process_started=started)
        with pytest.raises(StorageError, match="another process") as caught:
            run.resume(take_over=True)
        other.kill()
    assert "--take-over" not in str(caught.value)
    assert run.status == "interrupted"


def test_who_lost_a_run_writes_nothing_more(runs: Runs) -> None:
    run = runs.create("erase", "sare", CONFIG)

    def work() -> Iterator[Event]:
        yield step(1)
        owned_by(run, host="cluster-7", place="another-boot pid:[1]", **GONE)
        yield step(2)

    events = recorded(run, work())
    assert next(events) == step(1)
    with pytest.raises(StorageError, match="taken over by process"):
        next(events)
    assert run.steps() == [step(1)]
    assert run.status == "running"  # There, not here.
    with pytest.raises(StorageError, match="taken over"), run.new_checkpoint(2):
        pass


def test_a_run_that_this_process_gave_up_is_interrupted(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full: not even the end of the run can be written, and the window lives on."""
    run = runs.create("erase", "sare", CONFIG)

    def work() -> Iterator[Event]:
        yield step(1)
        monkeypatch.setattr("sare_engine.workspace.run_folder.atomic_write_text", planted_full_disk)
        raise StorageError("The checkpoint could not be written.", "The disk is full.", "")

    with pytest.raises(StorageError, match="checkpoint could not be written"):
        list(recorded(run, work()))
    monkeypatch.undo()
    assert run.status == "interrupted"
    run.resume()
    assert run.status == "running"


def planted_full_disk(*_: object) -> None:
    raise StorageError("It could not be written.", "The disk is full.", "Free some space.")


def test_a_resumed_run_measures_no_step_twice(runs: Runs) -> None:
    run = runs.create("erase", "sare", CONFIG)
    begun = PhaseStarted("erase", "Erasing", 8, "steps")
    whole: list[Event] = [begun, step(1), step(2), ProbeMetrics("erase", 2, {}), step(3), step(4)]
    for event in whole:
        run.write_event(event)
    with (run.path / "metrics.jsonl").open("a") as file:
        file.write('{"event": "StepMet')  # torn
    run.rewind(2)
    assert list(run.events()) == whole[:4]
    run.rewind(2)
    assert list(run.events()) == whole[:4]
    run.write_event(step(3))
    assert [one.step for one in run.steps()] == [1, 2, 3]
    run.rewind(None)
    assert list(run.events()) == []
    RunFolder(run.path.parent / "0009-none").rewind(3)


def test_the_time_between_the_parts_of_a_run_is_no_work(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at(clock: str) -> None:
        monkeypatch.setattr(run_folder, "now", lambda: f"2026-01-01T{clock}+00:00")

    at("10:00:00")
    run = runs.create("erase", "sare", CONFIG)
    stored = json.loads((run.path / "status.json").read_text())
    (run.path / "status.json").write_text(
        json.dumps(stored | {"started": "2026-01-01T10:00:00+00:00"})
    )
    assert run.info.seconds is None
    at("10:00:30")
    run.finish("stopped")
    assert run.info.seconds == 30
    at("15:00:00")
    run.resume()
    assert run.info.seconds is None
    run.write_event(step(1))
    killed = datetime.datetime(2026, 1, 1, 15, 0, 7, tzinfo=datetime.UTC).timestamp()
    os.utime(run.path / "metrics.jsonl", (killed, killed))
    at("18:00:00")
    run.resume()
    at("18:00:05")
    run.finish("failed")
    assert run.info.seconds == 30 + 7 + 5
