"""In a control group with little memory, a step is halved or refused, and not killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sare_engine.models.quiet import quiet_libraries
from tests.engine.architectures.builders import FAMILIES, sized
from tests.engine.jobs.small_group import limit_file

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def own_group() -> Path | None:
    """Return this process's own folder among the groups that limit memory, or None."""
    mounted = Path("/sys/fs/cgroup")
    try:
        lines = Path("/proc/self/cgroup").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    for line in lines:
        _, controllers, name = line.split(":", 2)
        base = mounted / "memory" if "memory" in controllers.split(",") else mounted
        folder = base / name.lstrip("/")
        if (not controllers or base != mounted) and any(folder.glob("memory.*")):
            return folder
    return None


@pytest.fixture
def group() -> Iterator[Path]:
    """A group below this process's own, which is removed afterwards."""
    parent = own_group()
    if parent is None:
        pytest.skip("no control groups that limit memory are mounted here")
    folder = parent / f"sare_test_{os.getpid()}"
    try:
        folder.mkdir()
    except OSError as error:
        pytest.skip(f"no group can be made here: {error.strerror}")
    try:
        try:
            file = limit_file(folder)
            file.write_text(str(8 * 10**9))
        except (OSError, StopIteration):
            pytest.skip("groups made here cannot limit memory: the controller isn't delegated")
        yield folder
    finally:
        folder.rmdir()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    with sized(256, 4), quiet_libraries():
        FAMILIES["LLaVA-1.5"](folder)
    return folder


def run(group: Path, model: Path, share: float, fit: str = "auto") -> tuple[int, dict[str, Any]]:
    command = [sys.executable, "-m", "tests.engine.jobs.small_group", str(group), str(model)]
    command += [str(share), fit]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else {}
    return done.returncode, found


def test_a_step_is_halved(group: Path, model: Path) -> None:
    code, found = run(group, model, 0.7)
    assert code == 0
    assert found["steps"] == 2
    assert any("captions now pass through the model" in one for one in found["notices"])


def test_a_step_is_refused(group: Path, model: Path) -> None:
    code, found = run(group, model, 0.02)
    assert code == 0
    assert (found["steps"], found["error"]) == (
        0,
        "There is not enough memory for a training step.",
    )


def test_without_a_plan_the_kernel_kills_it(group: Path, model: Path) -> None:
    """So the limit is real."""
    code, found = run(group, model, 0.3, "off")
    assert (code, found) == (-signal.SIGKILL, {})
