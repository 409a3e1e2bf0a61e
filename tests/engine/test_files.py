"""Files are whole or not there, and failures of the disk are told in plain words."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from sare_engine.errors import StorageError
from sare_engine.files import (
    append_line,
    atomic_folder,
    atomic_path,
    atomic_write_bytes,
    atomic_write_text,
    ensure_folder,
    parse_json,
    plain_storage_errors,
    read_text,
    require_space,
    require_writable_file,
)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 256 KiB; skipped where the system does not let us mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_text_is_written_as_utf8_and_leaves_nothing_behind(tmp_path: Path) -> None:
    atomic_write_text(tmp_path / "a.txt", "Größe →\n")
    assert (tmp_path / "a.txt").read_bytes() == "Größe →\n".encode()
    atomic_write_bytes(tmp_path / "a.txt", b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"new"
    assert listing(tmp_path) == ["a.txt"]


def test_a_failure_keeps_the_old_content(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_text("old")
    with pytest.raises(RuntimeError), atomic_path(target) as temporary:
        assert temporary.suffix == ".json"
        temporary.write_text("half")
        raise RuntimeError
    assert target.read_text() == "old"
    assert listing(tmp_path) == ["a.json"]


def test_the_new_content_is_synced_before_it_takes_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    sync, replace = os.fsync, Path.replace

    def record_sync(handle: int) -> None:
        order.append("sync folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "sync file")  # noqa: PTH112
        sync(handle)

    def record_replace(self: Path, target: Path) -> Path:
        order.append("replace")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", record_sync)
    monkeypatch.setattr(Path, "replace", record_replace)
    atomic_write_text(tmp_path / "a", "x")
    assert order == ["sync file", "replace", "sync folder"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "does not allow it"),
        (errno.EIO, "read or write error"),
        (12345, "The system says"),
    ],
)
def test_system_errors_become_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def fail(handle: int) -> None:
        raise OSError(number, "raw")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageError, match=words) as caught:
        atomic_write_text(tmp_path / "a.txt", "x")
    assert "a.txt" in caught.value.what
    assert caught.value.fix
    assert listing(tmp_path) == []


def test_a_full_disk_keeps_the_old_file(small_disk: Path) -> None:
    target = small_disk / "a.txt"
    atomic_write_text(target, "old")
    with pytest.raises(StorageError, match="disk is full"):
        atomic_write_bytes(target, bytes(1024 * 1024))
    assert target.read_text() == "old"
    assert listing(small_disk) == ["a.txt"]


def test_a_full_disk_is_recognised_behind_a_native_library(small_disk: Path) -> None:
    with (
        pytest.raises(StorageError, match="disk is full"),
        atomic_folder(small_disk / "step") as folder,
    ):
        save_file({"weight": torch.zeros(200_000)}, folder / "model.safetensors")
    assert listing(small_disk) == []


def test_other_errors_stay_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(KeyError), plain_storage_errors(tmp_path):
        raise KeyError("os error is not meant here")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_line_that_does_not_fit_is_an_error() -> None:
    with pytest.raises(StorageError, match="disk is full"):
        append_line(Path("/dev/full"), "{}")


def test_a_read_only_place_is_an_error() -> None:
    # The system refuses files in /proc even to root, whom permissions do not stop.
    if not Path("/proc/self").exists():
        pytest.skip("no /proc")
    with pytest.raises(StorageError):
        atomic_write_text(Path("/proc/self/a.txt"), "x")
    with pytest.raises(StorageError):
        ensure_folder(Path("/proc/self/folder"))


def test_lines_are_appended_and_a_torn_one_is_ended_first(tmp_path: Path) -> None:
    path = tmp_path / "metrics.jsonl"
    append_line(path, "one")
    append_line(path, "zwei ä")
    with path.open("ab") as file:
        file.write(b'{"event": "St')
    append_line(path, "three")
    assert path.read_bytes() == 'one\nzwei ä\n{"event": "St\nthree\n'.encode()


def test_a_killed_process_loses_no_line_that_it_reported(tmp_path: Path) -> None:
    path = tmp_path / "metrics.jsonl"
    program = (
        "import sys; from pathlib import Path; from sare_engine.files import append_line\n"
        "n = 0\n"
        "while True:\n"
        "    append_line(Path(sys.argv[1]), str(n)); print(n, flush=True); n += 1\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    while int(process.stdout.readline()) < 20:
        pass
    process.send_signal(signal.SIGKILL)
    reported = [20, *map(int, process.stdout.read().split())]
    process.wait()
    process.stdout.close()
    lines = path.read_text().split("\n")
    assert lines[: reported[-1] + 1] == [str(n) for n in range(reported[-1] + 1)]


def test_a_folder_appears_complete(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "step"
    with atomic_folder(target) as folder:
        (folder / "inner").mkdir()
        (folder / "inner" / "a").write_text("x")
        assert not target.exists()
    assert (target / "inner" / "a").read_text() == "x"
    assert listing(target.parent) == ["step"]


def test_a_failed_folder_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), atomic_folder(tmp_path / "out") as folder:
        (folder / "a").write_text("x")
        raise RuntimeError
    assert listing(tmp_path) == []


def test_a_folder_with_content_is_never_overwritten_unasked(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with atomic_folder(out) as folder:
        (folder / "a").write_text("first")
    with pytest.raises(StorageError, match="not empty"), atomic_folder(out):
        pass
    assert (out / "a").read_text() == "first"
    with atomic_folder(out, replace=True) as folder:
        (folder / "b").write_text("second")
    assert listing(out) == ["b"]
    assert listing(tmp_path) == ["out"]


def test_a_folder_filled_meanwhile_by_someone_else_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(StorageError, match="not empty"), atomic_folder(out) as folder:
        (folder / "mine").write_text("x")
        out.mkdir()
        (out / "theirs").write_text("y")
    assert listing(out) == ["theirs"]


def test_a_file_in_the_way_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(StorageError, match="file of that name"), atomic_folder(tmp_path / "out"):
        pass
    with pytest.raises(StorageError, match="is a file"):
        ensure_folder(tmp_path / "out")
    with pytest.raises(StorageError, match="part of the path is a file"):
        ensure_folder(tmp_path / "out" / "inner")


def test_ensure_folder_leaves_no_trace(tmp_path: Path) -> None:
    made = ensure_folder(tmp_path / "a" / "b")
    assert made.is_dir()
    assert listing(made) == []


def test_too_little_space_is_told_before_the_work(tmp_path: Path) -> None:
    require_space(tmp_path / "not" / "there" / "yet", 1)
    with pytest.raises(StorageError, match="GB free"):
        require_space(tmp_path / "big", 10**18)


def test_a_place_for_a_file_is_checked_before_the_work(tmp_path: Path) -> None:
    require_writable_file(tmp_path / "new.csv")
    (tmp_path / "old.csv").write_text("old")
    require_writable_file(tmp_path / "old.csv")
    for place, says in ((tmp_path, "a folder"), (tmp_path / "no" / "new.csv", "does not exist")):
        with pytest.raises(StorageError, match=says) as caught:
            require_writable_file(place)
        assert caught.value.fix
    assert sorted(one.name for one in tmp_path.iterdir()) == ["old.csv"]


def test_reading_text(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="does not exist"):
        read_text(tmp_path / "missing")
    (tmp_path / "image").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(StorageError, match="not UTF-8"):
        read_text(tmp_path / "image")


def test_json_of_strangers() -> None:
    assert parse_json('{"a": [1, "\\ud83d\\ude00"]}') == {"a": [1, "😀"]}
    assert parse_json(b'{"x\\uD83Dy": ["\\ude00", 1]}') == {"x\ufffdy": ["\ufffd", 1]}
    for damaged in ("{", "[" * 100_000, "[" * 600 + '"\\ud800"' + "]" * 600, b"\xff", "1" * 5000):
        with pytest.raises(ValueError):
            parse_json(damaged)


def test_long_names_that_the_disk_allows_are_allowed(tmp_path: Path) -> None:
    atomic_write_text(tmp_path / ("n" * 250 + ".txt"), "x")
    with pytest.raises(StorageError, match="too long"):
        atomic_write_text(tmp_path / ("n" * 300), "x")


def test_appending_is_fast_enough_for_every_step(tmp_path: Path) -> None:
    started = time.monotonic()
    for _ in range(50):
        append_line(tmp_path / "metrics.jsonl", "x" * 500)
    assert time.monotonic() - started < 5


def test_a_file_in_a_folder_that_is_missing_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        atomic_write_text(tmp_path / "sub" / "report.html", "x")
    assert str(tmp_path / "sub") in caught.value.why
    assert "Create the folder" in caught.value.fix
