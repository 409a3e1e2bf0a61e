"""A full disk says so, wherever it is met, and what was saved before can be resumed."""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from safetensors.torch import load_file

from sare_engine import ConceptsConfig, concepts, erase, probe, relearn
from sare_engine.config import EraseConfig, RelearnConfig
from sare_engine.errors import StorageError
from sare_engine.events import Failed, Finished
from sare_engine.jobs.runner import describe_failure
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs
from tests.engine.jobs.conftest import World, ended, failure


class FullDisk:
    """Lets the disk become full at the n-th thing that is made safe on it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._fsync, self._patch = os.fsync, monkeypatch
        self.left = -1

    def after(self, writes: int) -> None:
        self.left = writes
        self._patch.setattr(os, "fsync", self._write)

    def freed(self) -> None:
        self._patch.setattr(os, "fsync", self._fsync)

    def _write(self, handle: int) -> None:
        if self.left == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.left -= 1
        self._fsync(handle)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    return FullDisk(monkeypatch)


@pytest.fixture(scope="module")
def whole(tested_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The adapter of an erasure that had room."""
    project = Path(shutil.copytree(tested_project, tmp_path_factory.mktemp("whole") / "project"))
    ended(erase(short(project)))
    return Runs(project).find("sare").adapter_folder / "adapter_model.safetensors"


def short(project: Path) -> EraseConfig:
    return EraseConfig(
        project=project, concepts=("image", "dog", "table"), steps=2, negative_batch=4,
        retain_batch=4, evaluate_every=0, checkpoint_every=1, measure_images=1, device="cpu",
        lora_rank=4,
    )  # fmt: skip


@pytest.mark.parametrize("writes", [0, 5, 12, 20])
def test_an_erasure_that_meets_a_full_disk_says_so_and_is_resumed(
    project: Path, disk: FullDisk, writes: int, whole: Path
) -> None:
    disk.after(writes)
    last = list(erase(short(project)))[-1]
    disk.freed()
    assert isinstance(last, Failed), "there are not so many writes"
    assert last.why == "The disk is full." and not last.details
    for run in Runs(project).list():
        assert run.status in ("failed", "interrupted")
    if Runs(project).list():
        ended(erase(EraseConfig(project=project, resume="1", device="cpu")))
    else:
        ended(erase(short(project)))
    run = Runs(project).list()[-1]
    expected, found = load_file(whole), load_file(run.adapter_folder / whole.name)
    assert all(bool((expected[name] == found[name]).all()) for name in expected)
    assert [one.step for one in run.steps()] == [1, 2]


def test_an_attack_that_meets_a_full_disk_says_so(project: Path, disk: FullDisk) -> None:
    disk.after(0)
    attack = RelearnConfig(project=project, concepts=("image",), steps=1, device="cpu")
    assert failure(relearn(attack)).why == "The disk is full."


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/work/x.bin"),
        OSError(errno.EDQUOT, os.strerror(errno.EDQUOT)),
        RuntimeError("Error: I/O error: No space left on device (os error 28)"),
        ValueError("could not write: no space left on device"),
    ],
)
def test_a_library_that_meets_a_full_disk_is_no_unexpected_error(error: Exception) -> None:
    told = describe_failure(error)
    assert "could not be written" in told.what
    assert "disk is full" in told.why or "quota" in told.why
    assert not told.details


# ------------------------------------------------------------------------------ a disk that is full


@contextlib.contextmanager
def small_disk(folder: Path, *, size: str = "2m") -> Iterator[Callable[[], None]]:
    """Mount a small disk; yields what fills it to the last byte."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        refused = subprocess.run(mount, capture_output=True, check=False).returncode
    except OSError:
        refused = 1
    if refused:
        pytest.skip("mounting is not allowed here")

    def fill() -> None:
        with (folder / "rest").open("ab", buffering=0) as rest, contextlib.suppress(OSError):
            while True:
                rest.write(bytes(4096))
        assert shutil.disk_usage(folder).free == 0

    try:
        yield fill
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def full(tested_project: Path, tmp_path: Path) -> Iterator[Path]:
    """A tested project on a disk without a byte left."""
    with small_disk(tmp_path / "disk") as fill:
        project = Path(shutil.copytree(tested_project, tmp_path / "disk" / "project"))
        fill()
        yield project


def test_reading_works_at_zero_bytes_free(full: Path) -> None:
    rows = concepts(ConceptsConfig(project=full))["concepts"]
    assert rows
    with Project.open(full) as project:
        assert len(project.captions()) == 16
        with pytest.raises(StorageError, match="disk is full"), project.transaction():
            for number in range(2000):
                project.settings[f"key {number}"] = "x" * 100
        assert "key 0" not in project.settings


def test_what_a_killed_program_wrote_last_is_read_at_zero_bytes_free(
    tested_project: Path, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk") as fill:
        folder = Path(shutil.copytree(tested_project, tmp_path / "disk" / "project"))
        with Project.open(folder) as project:
            project.settings["last"] = "word"
            for name in ("project.sqlite", "project.sqlite-wal"):
                shutil.copy(folder / name, tmp_path / name)
        for name in ("project.sqlite", "project.sqlite-wal"):
            shutil.copy(tmp_path / name, folder / name)
        fill()
        assert not (folder / "project.sqlite-shm").exists()
        with Project.open(folder) as project:
            assert project.settings["last"] == "word"
        # A window would lock all others out for as long as it is open.
        (tmp_path / "disk" / "rest").unlink()
        for name in ("project.sqlite", "project.sqlite-wal"):
            shutil.copy(tmp_path / name, folder / name)
        fill()
        with pytest.raises(StorageError, match="disk is full"):
            Project.open(folder, shared=True)


def test_writing_at_zero_bytes_free_says_that_the_disk_is_full(full: Path, world: World) -> None:
    again = dataclasses.replace(world.probe_config(full), prompt="What is there?")
    assert failure(probe(again)).why == "The disk is full."
    new = world.probe_config(full.parent / "new")
    assert failure(probe(new)).why == "The disk is full."
    assert failure(erase(short(full))).why == "The disk is full."
    (full.parent / "rest").unlink()
    assert isinstance(list(probe(new))[-1], Finished)
