"""The command line as a whole: output, JSON, exit codes, signals, start-up time."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import sare_engine
from sare_engine.cli import main
from sare_engine.config import EraseConfig, ProbeConfig
from sare_engine.control import Control
from sare_engine.errors import ConfigError, ModelError
from sare_engine.events import Failed, Finished
from tests.engine.cli.conftest import FakeJobs

ROOT = Path(__file__).resolve().parents[3]
ERASE = ["erase", "work", "--model", "m"]
Output = pytest.CaptureFixture[str]


def test_a_job_runs_with_the_config_of_its_options(jobs: FakeJobs, capsys: Output) -> None:
    assert main([*ERASE, "--steps", "3", "--concepts", "knife", "chair"]) == 0
    assert jobs.configs == [
        EraseConfig(model=Path("m"), project=Path("work"), steps=3, concepts=("knife", "chair"))
    ]
    assert isinstance(jobs.controls[0], Control)
    out, err = capsys.readouterr()
    assert "0001-sare" in out
    assert "Loading the model" in err and "Loading" not in out


@pytest.mark.parametrize("verb", ["erase", "relearn"])
def test_a_resuming_verb_learns_which_settings_were_given(
    jobs: FakeJobs, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    learnt: list[tuple[str, frozenset[str]]] = []
    monkeypatch.setattr(
        sare_engine, "check_resuming", lambda kind, _, given: learnt.append((kind, given))
    )
    assert main([verb, "work", "--steps", "32"]) == 0
    assert learnt == []
    assert main([verb, "work", "--resume", "1", "--steps", "32", "--take-over"]) == 0
    assert learnt == [(verb, {"project", "resume", "steps", "take_over"})]
    assert len(jobs.configs) == 2


def test_every_command_reaches_its_job(jobs: FakeJobs, capsys: Output) -> None:
    model = ["--model", "m"]
    lines = [
        ["inspect", "m"],
        ["probe", "work", *model, "--images", "a", "b"],
        ["concepts", "work", "--choose", "knife"],
        ERASE,
        ["relearn", "work", *model, "--measure-at", "8", "64"],
        ["evaluate", *model, "--images", "a", "--annotations", "b.json", "--no-pope"],
        ["export", "work", *model, "--run", "1", "--out", "o"],
        ["report", "work"],
        ["demo", "--seed", "5"],
    ]
    for line in lines:
        assert main(line) == 0, line
    assert [type(config).__name__.removesuffix("Config").lower() for config in jobs.configs] == [
        line[0] for line in lines
    ]
    probe = jobs.configs[1]
    assert isinstance(probe, ProbeConfig) and probe.images == (Path("a"), Path("b"))
    assert "report.html" in capsys.readouterr().out


def test_json_to_a_file_keeps_the_text_on_stdout(
    jobs: FakeJobs, capsys: Output, tmp_path: Path
) -> None:
    jobs.result = {"rate": 0.25, "sharpness": float("nan"), "path": str(tmp_path)}
    file = tmp_path / "result.json"
    assert main([*ERASE, "--json", str(file)]) == 0
    assert json.loads(file.read_text()) == {
        "rate": 0.25, "sharpness": None, "path": str(tmp_path)
    }  # fmt: skip
    assert "0.250" in capsys.readouterr().out


def test_json_to_stdout_is_all_that_stdout_holds(jobs: FakeJobs, capsys: Output) -> None:
    jobs.result = {"rates": {"8": 0.5}}
    assert main([*ERASE, "--json", "-"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == {"rates": {"8": 0.5}}
    assert "Loading the model" in err


def test_shortening_paths_in_what_is_printed_leaves_json_as_it_is(
    jobs: FakeJobs, capsys: Output, tmp_path: Path
) -> None:
    jobs.result = {"path": str(tmp_path / "a.png")}
    assert main([*ERASE, "--json", "-"]) == 0
    shortened = capsys.readouterr().out.replace(f"{tmp_path}/", "./")
    assert json.loads(shortened) == jobs.result


def test_a_place_for_json_that_cannot_be_written_is_refused_before_the_work(
    jobs: FakeJobs, capsys: Output, tmp_path: Path
) -> None:
    assert main([*ERASE, "--json", str(tmp_path / "no" / "r.json")]) == 1
    assert main([*ERASE, "--json", str(tmp_path)]) == 1
    assert jobs.configs == []
    assert "does not exist" in capsys.readouterr().err


def test_a_pipe_is_written_to_and_not_replaced(jobs: FakeJobs, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True)
    assert main([*ERASE, "--json", str(pipe)]) == 0
    assert json.loads(reader.communicate(timeout=60)[0]) == jobs.result
    assert pipe.is_fifo()


@pytest.mark.parametrize("raised", [False, True])
def test_a_failure_is_one_paragraph_and_code_1(
    jobs: FakeJobs, capsys: Output, tmp_path: Path, raised: bool
) -> None:
    parts = ("The model could not be opened.", "m holds no config.json.", "Choose another folder.")
    if raised:
        jobs.events.append(ModelError(*parts))
    else:
        jobs.ending = Failed(*parts, details="Traceback (most recent call last): …")
    file = tmp_path / "r.json"
    assert main([*ERASE, "--json", str(file)]) == 1
    out, err = capsys.readouterr()
    assert err.splitlines()[-1] == "sare erase: " + " ".join(parts)
    assert out == "" and "Traceback" not in err
    assert json.loads(file.read_text()) == {
        "error": dict(zip(("what", "why", "fix"), parts, strict=True))
    }


def test_details_of_a_failure_are_shown_on_request(jobs: FakeJobs, capsys: Output) -> None:
    jobs.ending = Failed("It broke.", details="Traceback …")
    assert main([*ERASE, "--verbose"]) == 1
    assert "Traceback …" in capsys.readouterr().err


def test_an_unforeseen_error_is_no_traceback(jobs: FakeJobs, capsys: Output) -> None:
    jobs.events.append(ZeroDivisionError("division by zero\nsecond line"))
    assert main(ERASE) == 1
    err = capsys.readouterr().err
    assert "ZeroDivisionError: division by zero" in err and "--verbose" in err
    assert "Traceback" not in err and "second line" not in err


def test_a_full_disk_that_no_one_caught_is_named(jobs: FakeJobs, capsys: Output) -> None:
    jobs.events.append(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/full/x"))
    assert main(ERASE) == 1
    err = capsys.readouterr().err
    assert "/full/x could not be used. The disk is full." in err and "Traceback" not in err


def test_all_wrong_settings_at_once_and_code_2(jobs: FakeJobs, capsys: Output) -> None:
    assert main(["erase", "--steps", "0", "--rho", "x"]) == 2
    err = capsys.readouterr().err
    for flag in ("--project: must be given", "--steps: 0", "--rho: 'x'"):
        assert flag in err
    assert "sare erase --help" in err and len(err.splitlines()) == 1
    assert jobs.configs == []


def test_settings_that_the_job_refuses_are_code_2_too(jobs: FakeJobs, capsys: Output) -> None:
    jobs.events.append(ConfigError([("lora_rank", "is too large.")]))
    assert main(ERASE) == 2
    assert "--lora-rank: is too large." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ([], "COMMAND"),
        (["erode"], "erode"),
        (["erase", "--step", "3"], "--step is not understood. Did you mean --steps?"),
        (["erase", "a", "b"], "b"),
        (
            ["judge", "a", "--processes", "2"],
            "--processes 2 is not understood. It is an option of sare probe, sare erase, sare "
            "relearn and others.",
        ),
        (
            ["tune", "a", "--processes=2"],
            "=2 is not understood. Its parts do not depend on each other: --workers runs several "
            "at the same time.",
        ),
        (["ask", "m", "--images", "a"], "--images a is not understood. Did you mean --image?"),
        (["report", "a", "--steps", "3"], "It is an option of sare erase, "),
        (["judge", "a", "--device", "cpu"], " and others."),
        (["inspect", "m", "--concepts", "cup"], "not understood"),
        (["evaluate", "bench"], "chair"),
        (["erase", "--steps"], "--steps"),
    ],
)
def test_a_wrong_command_line_is_code_2(line: list[str], says: str, capsys: Output) -> None:
    assert main(line) == 2
    out, err = capsys.readouterr()
    assert says in err and "--help" in err and out == ""


@pytest.mark.parametrize("line", [["--help"], ["erase", "--help"], ["evaluate", "chair", "-h"]])
def test_help_is_code_0(line: list[str], capsys: Output) -> None:
    assert main(line) == 0
    assert "usage: sare" in capsys.readouterr().out


def test_a_job_stopped_by_its_user_is_code_130(jobs: FakeJobs, capsys: Output) -> None:
    jobs.ending = Finished("stopped", {"run": "0001-sare", "steps": 3})
    assert main([*ERASE, "--json", "-"]) == 130
    assert json.loads(capsys.readouterr().out)["steps"] == 3


_SLOW_JOB = """
    import sys, time
    import sare_engine
    from sare_engine.control import Stopped
    from sare_engine.events import Finished, PhaseStarted, Progress

    def erase(config, *, control, given=()):
        yield PhaseStarted("erase", "Erasing", 1000, "steps")
        try:
            for step in range(1000):
                {poll}
                time.sleep(0.02)
                yield Progress("erase", step)
        except Stopped:
            time.sleep(0.1)
            yield Finished("stopped", {{"saved": True}})

    sare_engine.erase = erase
    from sare_engine.cli import main
    sys.exit(main(["erase", "work", "--model", "m", "--json", "-"]))
"""


def _start_slow_job(poll: str) -> subprocess.Popen[str]:
    code = textwrap.dedent(_SLOW_JOB.format(poll=poll))
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert process.stderr is not None
    assert "Erasing" in process.stderr.readline()
    return process


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_first_signal_stops_cleanly(sent: signal.Signals, code: int) -> None:
    process = _start_slow_job("control.poll()")
    process.send_signal(sent)
    out, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert json.loads(out) == {"saved": True}
    assert "Stopping cleanly" in err and "Traceback" not in err


def test_the_second_signal_ends_a_job_that_does_not_listen() -> None:
    process = _start_slow_job("pass")
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    while "Stopping cleanly" not in process.stderr.readline():
        pass
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == "" and "Traceback" not in err


def test_a_reader_that_leaves_early_is_no_error() -> None:
    line = f"{sys.executable} -m sare_engine.cli inspect /nowhere --json - | true"
    done = subprocess.run(
        ["bash", "-c", line], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr


HEAVY = {"torch", "transformers", "peft", "numpy", "PIL", "matplotlib", "inflect", "PySide6"}


def _run_python(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout


@pytest.mark.parametrize(
    "code",
    [
        "import sare_engine",
        "import sare_engine; dir(sare_engine); sare_engine.EraseConfig; sare_engine.Control",
        "from sare_engine.cli import main; main(['--help'])",
        "from sare_engine.cli import main; main(['erase', '--steps', 'x'])",
    ],
)
def test_heavy_libraries_load_only_when_needed(code: str) -> None:
    loaded = _run_python(f"{code}\nimport sys; print('MODULES', *sys.modules)")
    names = loaded.rpartition("MODULES")[2].split()
    assert HEAVY.isdisjoint(names)


def _fastest(code: str) -> float:
    """Processor seconds of the fastest of five runs, so that a busy machine changes little."""
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        _run_python(code)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


STANDARD_LIBRARIES = (
    "import asyncio, email.message, http.server, json, logging.config, sqlite3, unittest, "
    "xml.dom.minidom"
)
"""What start times are compared with: seconds would say more about the machine."""


def test_start_is_quick() -> None:
    python, usual = _fastest("pass"), _fastest(STANDARD_LIBRARIES)
    assert _fastest("import sare_engine") - python < 0.5 * usual
    # About twice as long.
    assert _fastest("from sare_engine.cli import main; main(['--help'])") < 2.8 * usual
