"""Commands that torchrun has started several times: what is refused, and that one process reports.

The processes here are this one, with the variables that torchrun sets; none meets another.
"""

from __future__ import annotations

import contextlib
import io
import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from sare_engine.cli import main, torchrun
from sare_engine.config import EraseConfig
from sare_engine.control import Control, Stopped
from sare_engine.errors import ConfigError
from sare_engine.models import system_memory
from sare_engine.team.meeting import MissedError, NotMetError
from sare_engine.team.seats import Seat
from tests.engine.cli.conftest import FakeJobs

Output = pytest.CaptureFixture[str]


def start(monkeypatch: pytest.MonkeyPatch, rank: int, size: int = 2) -> None:
    """Set torchrun's variables for one of some processes on this computer."""
    variables = {
        "RANK": rank, "WORLD_SIZE": size, "LOCAL_RANK": rank, "LOCAL_WORLD_SIZE": size,
        "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": 1,
    }  # fmt: skip
    for name, value in variables.items():
        monkeypatch.setenv(name, str(value))


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Seat]]:
    """Meet nobody; yield the seats that were taken, and give back the place that came with them."""
    taken: list[Seat] = []

    def join(seat: Seat, control: Control) -> mock.Mock:
        taken.append(seat)
        return mock.Mock(publishing=contextlib.nullcontext)

    monkeypatch.setattr(torchrun, "join_team", join)
    monkeypatch.setattr(torchrun, "leave_team", lambda: None)
    monkeypatch.setattr(torchrun, "_FIRST_SECONDS", 0.0)
    monkeypatch.setattr(system_memory, "_allowed", [])
    with mock.patch.dict(os.environ):
        yield taken


def refusal(words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Output) -> tuple[int, str]:
    """Return the exit code and what the first of two processes says; the second says nothing."""
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    start(monkeypatch, 1)
    code = main(words)
    assert capsys.readouterr() == ("", "")
    assert slept == [0.0]  # or torchrun would end the first before it has spoken
    start(monkeypatch, 0)
    assert main(words) == code
    assert slept == [0.0]
    out, err = capsys.readouterr()
    assert out == ""
    return code, err


def test_an_erasure_is_shared(
    jobs: FakeJobs, monkeypatch: pytest.MonkeyPatch, alone: list[Seat], capsys: Output
) -> None:
    start(monkeypatch, 1)
    assert main(["erase", "work", "--device", "cpu"]) == 0
    assert capsys.readouterr() == ("", "")
    start(monkeypatch, 0)
    assert main(["erase", "work", "--device", "cpu", "--processes", "2"]) == 0
    assert "0001-sare" in capsys.readouterr().out
    assert alone == [Seat(1, 2, 1, 2), Seat(0, 2, 0, 2)]
    assert jobs.configs == [
        EraseConfig(project=Path("work"), device="cpu"),
        EraseConfig(project=Path("work"), device="cpu", processes=2),
    ]


@pytest.mark.parametrize(
    ("command", "instead"),
    [
        ("judge", "Run it without torchrun."),
        ("tune", "Run it without torchrun; --workers runs several of its parts at the same time."),
    ],
)
def test_a_command_for_one_process_is_refused(
    command: str,
    instead: str,
    monkeypatch: pytest.MonkeyPatch,
    alone: list[Seat],
    capsys: Output,
) -> None:
    code, err = refusal([command, "work"], monkeypatch, capsys)
    assert code == 1
    assert f"sare {command} cannot be done by several processes together." in err
    assert "torchrun has started 2" in err and instead in err
    assert alone == []


def test_another_number_of_processes_is_refused(
    jobs: FakeJobs, monkeypatch: pytest.MonkeyPatch, alone: list[Seat], capsys: Output
) -> None:
    code, err = refusal(["erase", "work", "--processes", "3"], monkeypatch, capsys)
    assert code == 2
    assert "--processes: 3 were asked for, but torchrun has started 2." in err
    assert (alone, jobs.configs) == ([], [])


def failing_to_join(monkeypatch: pytest.MonkeyPatch, error: Exception) -> list[Exception]:
    """Let no process meet the others; return what is reported to the first."""
    reported: list[Exception] = []

    def fail(_seat: Seat, control: Control) -> None:
        raise error

    def report(seat: Seat, error: Exception) -> bool:
        reported.append(error)
        return False

    monkeypatch.setattr(torchrun, "join_team", fail)
    monkeypatch.setattr(torchrun, "report_absence", report)
    return reported


def test_processes_that_do_not_meet_are_told_to_check_addresses(
    jobs: FakeJobs, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    error = NotMetError("Connection refused.")
    reported = failing_to_join(monkeypatch, error)
    start(monkeypatch, 0)
    assert main(["erase", "work", "--device", "cpu"]) == 1
    text = capsys.readouterr().err
    assert "did not meet. Connection refused. Check the addresses" in text
    assert "Process" not in text
    assert (reported, jobs.configs) == ([error], [])


def test_a_process_that_cannot_start_says_so_where_the_first_does_not(
    jobs: FakeJobs, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    own = io.StringIO()
    monkeypatch.setattr(sys, "__stderr__", own)
    reported = failing_to_join(monkeypatch, ConfigError([("processes", "there is 1 GPU.")]))
    start(monkeypatch, 1)
    assert main(["erase", "work", "--device", "cpu"]) == 2
    [error] = reported
    assert str(error).startswith("The settings are not valid. --processes: there is 1 GPU.")
    expected = f"sare erase: Process 2 of 2, on {socket.gethostname()}, could not start. {error}\n"
    assert own.getvalue() == expected
    # What the first process reports is not repeated.
    monkeypatch.setattr(torchrun, "report_absence", lambda *_: True)
    assert main(["erase", "work", "--device", "cpu"]) == 2
    failing_to_join(monkeypatch, MissedError("Process 3 of 3 could not start."))
    assert main(["erase", "work", "--device", "cpu"]) == 1
    assert own.getvalue() == expected
    assert capsys.readouterr() == ("", "")
    assert jobs.configs == []


def test_a_stop_before_the_processes_have_met_is_a_stop(
    jobs: FakeJobs, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    reported = failing_to_join(monkeypatch, Stopped())
    start(monkeypatch, 0)
    assert main(["erase", "work", "--device", "cpu"]) == 130
    assert "Stopped." in capsys.readouterr().err
    assert [type(one) for one in reported] == [Stopped]


def test_only_the_first_process_can_miss_a_file_for_its_result(
    jobs: FakeJobs, monkeypatch: pytest.MonkeyPatch, capsys: Output, tmp_path: Path
) -> None:
    reported = failing_to_join(monkeypatch, AssertionError())
    start(monkeypatch, 0)
    assert main(["erase", "work", "--json", str(tmp_path / "missing" / "a.json")]) == 1
    assert "a.json" in capsys.readouterr().err
    assert len(reported) == 1
