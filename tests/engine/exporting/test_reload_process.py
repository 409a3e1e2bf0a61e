"""The process that exports share to be reloaded, with a script that answers at once."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from sare_engine.exporting import reload_script
from sare_engine.exporting.reload_process import ReloadProcess
from tests.waiting import eventually

SCRIPT = """
import os, sys
from pathlib import Path

def answer(path):
    path = Path(path)
    word = path.read_text()
    print("read", word)
    if word == "wait":
        sys.stdin.read()
    if word != "fall silent":
        path.with_suffix(".answer").write_text(str(os.getpid()))
    if word in ("end", "fall silent"):
        sys.exit(3)

answer(sys.argv[1])
for line in sys.stdin:
    answer(line.rstrip("\\n"))
"""


@pytest.fixture(autouse=True)
def _script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    monkeypatch.setattr(reload_script, "__file__", str(script))


def ask(process: ReloadProcess, folder: Path, word: str, name: str) -> tuple[int, int | None]:
    """Ask, and return which process answered (0: none) and the code with which it ended."""
    request = folder / f"{name}.json"
    request.write_text(word)
    answer = request.with_suffix(".answer")
    process.ask(request)
    code = None

    def done() -> bool:
        nonlocal code
        code = process.ended_with(answer)
        return (answer.is_file() and bool(answer.read_text())) or code is not None

    eventually(done)
    return int(answer.read_text()) if answer.is_file() else 0, code


def test_requests_share_a_process_that_ends_with_them(tmp_path: Path) -> None:
    with ReloadProcess() as process:
        first, _ = ask(process, tmp_path, "one", "1")
        second, _ = ask(process, tmp_path, "two", "2")
        assert first == second > 0
        assert psutil.pid_exists(first)
        assert process.log.parent.is_dir()
    assert not psutil.pid_exists(first)
    assert not process.log.parent.exists()


def test_a_process_that_ended_is_followed_by_another(tmp_path: Path) -> None:
    with ReloadProcess() as process:
        first, _ = ask(process, tmp_path, "end", "1")
        eventually(lambda: process.ended_with(tmp_path / "none") == 3)
        second, _ = ask(process, tmp_path, "two", "2")
        assert first and second and first != second


def test_the_code_and_the_words_of_a_process_without_an_answer_are_known(tmp_path: Path) -> None:
    with ReloadProcess() as process:
        assert ask(process, tmp_path, "fall silent", "1") == (0, 3)
        assert process.log.read_text().splitlines() == ["read fall silent"]


def test_a_process_at_work_is_killed_where_the_job_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="stopped"), ReloadProcess() as process:
        request = tmp_path / "1.json"
        request.write_text("wait")
        process.ask(request)
        [child] = psutil.Process().children()
        raise RuntimeError("stopped")
    assert not child.is_running()
