"""Two programs on one project: one changes what is known of the images, the other says why not."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sare_engine import AnnotateConfig, ConceptsConfig, JudgeConfig, annotate, concepts, judge
from sare_engine.errors import DataError, StorageError
from sare_engine.workspace import locks
from sare_engine.workspace.locks import changing, lock_file, require_unchanging
from sare_engine.workspace.project import Project

HOLDS = """
import sys, time
from pathlib import Path
from sare_engine.workspace.locks import changing
with changing(Path(sys.argv[1]), "testing images"):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def other_program(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another program test images in a project."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "held\n"
        try:
            yield program
        finally:
            program.kill()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    Project.create(tmp_path / "project").close()
    return tmp_path / "project"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "_WAIT_SECONDS", 0.3)


def test_a_second_program_reads_but_does_not_change(project: Path) -> None:
    with other_program(project) as program:
        for refused in (
            lambda: judge(JudgeConfig(project=project)),
            lambda: annotate(AnnotateConfig(project=project, annotations=_annotations(project))),
            lambda: require_unchanging(project),
        ):
            with pytest.raises(StorageError, match="Another program is changing") as caught:
                refused()
            assert f"Process {program.pid} on the computer" in caught.value.why
            assert "has been testing images for" in caught.value.why
        with pytest.raises(DataError, match="no concepts yet"):  # It was read.
            concepts(ConceptsConfig(project=project))
        # A dead program holds nothing.
        program.kill()
        program.wait()
        with changing(project, "judging mentions"):
            pass
        require_unchanging(project)


def _annotations(project: Path) -> Path:
    path = project.with_name("annotations.json")
    path.write_text(json.dumps({"images": [], "annotations": [], "categories": [{"id": 1}]}))
    return path


def test_a_job_inside_another_needs_no_second_lock(project: Path) -> None:
    with changing(project, "testing images"):
        with changing(project, "adding images"):
            require_unchanging(project)
        assert locks._holder(project)[0].startswith("Process")
        raised: list[Exception] = []

        def elsewhere() -> None:
            try:
                with changing(project, "judging mentions"):
                    pass
            except StorageError as error:
                raised.append(error)

        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
        assert "testing images" in str(raised[0])
    assert locks._holder(project) == ("It has not recorded what it does.", 0.0)
    with changing(project, "judging mentions"):
        pass


def test_a_long_change_is_not_waited_for(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "_WAIT_SECONDS", 600.0)
    monkeypatch.setattr(locks, "_LONG_SECONDS", 0.0)
    with (
        other_program(project),
        pytest.raises(StorageError, match="changing"),
        changing(project, "judging mentions"),
    ):
        pass


def test_a_lock_survives_an_error_and_a_full_disk(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageError("It could not be written.", "The disk is full.", "")

    monkeypatch.setattr(locks, "atomic_write_text", full)
    with pytest.raises(DataError), changing(project, "testing images"):
        raise DataError("Nothing.", "", "")
    with changing(project, "testing images"):
        assert locks._holder(project)[0] == "It has not recorded what it does."


def test_who_stays_in_a_short_lock_is_not_waited_for_ever(project: Path) -> None:
    path = project / "short.lock"
    with (
        lock_file(path),
        pytest.raises(StorageError, match="Another program is changing it"),
        lock_file(path),
    ):
        pass
