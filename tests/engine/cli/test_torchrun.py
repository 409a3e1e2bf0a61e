"""Commands that torchrun has started several times: what is refused, and that one process reports.

The processes here are this one, with the variables that torchrun sets; none meets another.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from sare_engine.cli import main, torchrun
from sare_engine.config import EraseConfig
from sare_engine.models import system_memory
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
    monkeypatch.setattr(torchrun, "join_team", taken.append)
    monkeypatch.setattr(torchrun, "leave_team", lambda: None)
    monkeypatch.setattr(system_memory, "_allowed", [])
    with mock.patch.dict(os.environ):
        yield taken


def refusal(words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Output) -> tuple[int, str]:
    """Return the exit code and what the first of two processes says; the second says nothing."""
    start(monkeypatch, 1)
    code = main(words)
    assert capsys.readouterr() == ("", "")
    start(monkeypatch, 0)
    assert main(words) == code
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


@pytest.mark.parametrize("command", ["attack", "relearn", "judge"])
def test_a_command_for_one_process_is_refused(
    command: str, monkeypatch: pytest.MonkeyPatch, alone: list[Seat], capsys: Output
) -> None:
    code, err = refusal([command, "work"], monkeypatch, capsys)
    assert code == 1
    assert f"sare {command} cannot be done by several processes together." in err
    assert "torchrun has started 2" in err and "Run it without torchrun." in err
    assert alone == []


def test_another_number_of_processes_is_refused(
    jobs: FakeJobs, monkeypatch: pytest.MonkeyPatch, alone: list[Seat], capsys: Output
) -> None:
    code, err = refusal(["erase", "work", "--processes", "3"], monkeypatch, capsys)
    assert code == 2
    assert "--processes: 3 were asked for, but torchrun has started 2." in err
    assert (alone, jobs.configs) == ([], [])


def test_processes_that_do_not_meet_are_told_to_check_addresses(
    jobs: FakeJobs, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    def fail(_seat: Seat) -> None:
        raise RuntimeError("Connection refused.\nIn socket.cpp.")

    monkeypatch.setattr(torchrun, "join_team", fail)
    code, err = refusal(["erase", "work", "--device", "cpu"], monkeypatch, capsys)
    assert code == 1
    assert "did not meet. Connection refused. Check the addresses" in err
    assert "socket.cpp" not in err
    assert jobs.configs == []
