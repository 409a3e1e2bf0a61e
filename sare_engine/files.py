"""Write files so that a reader never sees a partial file, and report failures in plain words.

A file reported as written is on the disk, not in a buffer: every function here returns only after
`fsync`.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sare_engine.errors import StorageError
from sare_engine.formatting import bytes_text

_CAUSES: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("The disk is full.", "Free some space on that disk, then try again."),
    errno.EDQUOT: (
        "Your share of the disk is used up (quota).",
        "Free some space or ask for a larger quota, then try again.",
    ),
    errno.EROFS: ("The disk is read-only.", "Choose a folder on a disk that can be written to."),
    errno.EACCES: (
        "The system does not allow it, or another program has the file open.",
        "Close other programs that use it, or choose a folder that you may write to.",
    ),
    errno.EPERM: (
        "The system does not allow it.",
        "Choose a folder that you may write to, or change its permissions.",
    ),
    errno.ENOENT: ("It does not exist.", "Check the path; a folder in it may have been moved."),
    errno.ENOTDIR: ("A part of the path is a file, not a folder.", "Choose another path."),
    errno.EISDIR: ("It is a folder, not a file.", "Choose another path."),
    errno.EEXIST: ("A file or folder of that name already exists.", "Choose another name."),
    errno.ENOTEMPTY: ("The folder is not empty.", "Choose an empty or a new folder."),
    errno.ENAMETOOLONG: ("The name is too long for this disk.", "Choose a shorter name."),
    errno.EIO: (
        "The disk reported a read or write error.",
        "The disk may be failing or was unplugged: copy your data and use another disk.",
    ),
    errno.EMFILE: ("Too many files are open.", "Close other programs, then try again."),
    errno.EFBIG: (
        "The file is larger than this disk's format allows.",
        "Choose a disk with another format (FAT32 stops at 4 GB), or a smaller shard size.",
    ),
}


_BLOCK_BYTES = 65536
"""More than SQLite or a file system writes at once."""


def storage_error(error: Exception, path: Path, *, verb: str = "written") -> StorageError:
    """Put a failed read or write into words.

    Args:
        error: an `OSError`, or an error of a native library whose text holds "os error N".
        path: the file or folder that was worked on.
        verb: what could not be done with it ("written", "read", "created").
    """
    code = _system_error(error) or 0
    if code == errno.ENOENT and verb == "written" and not path.parent.is_dir():
        return StorageError(
            f"{path} could not be written.",
            f"The folder {path.parent} does not exist.",
            "Create the folder, or choose another place.",
        )
    why, fix = _CAUSES.get(
        code,
        (f"The system says: {error}.", "Check the disk and the path, then try again."),
    )
    return StorageError(f"{path} could not be {verb}.", why, fix)


@contextlib.contextmanager
def plain_storage_errors(path: Path, *, verb: str = "written") -> Iterator[None]:
    """Turn every failure of the disk inside the block into a `StorageError` about `path`.

    That is every `OSError`, and errors of native libraries (safetensors) that stand for one.
    """
    try:
        yield
    except Exception as error:
        if _system_error(error) is None:
            raise
        raise storage_error(error, path, verb=verb) from error


def is_disk_full(error: Exception) -> bool:
    """Whether an error of Python or of a native library says that the disk has no room left."""
    return _system_error(error) in (errno.ENOSPC, errno.EDQUOT)


def _system_error(error: Exception) -> int | None:
    if isinstance(error, OSError):
        return error.errno or 0
    match = re.search(r"\(os error (\d+)\)", str(error))
    if match:
        return int(match[1])
    return errno.ENOSPC if os.strerror(errno.ENOSPC).lower() in str(error).lower() else None


def require_space(path: Path, needed: int) -> None:
    """Check that the disk of `path` has `needed` bytes left, before long work or large downloads.

    Raises:
        StorageError: it has less.
    """
    place = path.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    with plain_storage_errors(place, verb="read"):
        free = shutil.disk_usage(place).free
    if free < needed:
        raise StorageError(
            f"{path} was not written.",
            f"About {bytes_text(needed)} are needed; the disk has {bytes_text(free)} free.",
            "Free some space or choose another disk.",
        )


def disk_is_full(path: Path) -> bool:
    """Whether the disk of a folder or file has no room for one more block, or for one more file."""
    try:
        if shutil.disk_usage(path).free < _BLOCK_BYTES:
            return True
        if hasattr(os, "statvfs"):
            found = os.statvfs(path)
            return found.f_files > 0 and found.f_favail == 0
    except OSError:
        return False
    return False


def require_writable_file(path: Path) -> None:
    """Check that a file may be written at `path`, before the work whose result it will hold.

    Raises:
        StorageError: it is a folder, or its folder is missing or read-only.
    """
    what = f"{path} cannot be written."
    fix = "Choose a file in a folder that you may write to."
    if path.is_dir():
        raise StorageError(what, "It is a folder.", fix)
    if path.exists() and not path.is_file():
        return  # A pipe or a device is written to as it is.
    if not path.parent.is_dir():
        raise StorageError(what, f"The folder {path.parent} does not exist.", fix)
    if not os.access(path.parent, os.W_OK):
        raise StorageError(what, f"The folder {path.parent} is read-only.", fix)


def atomic_write_text(path: Path, text: str) -> None:
    """Write a UTF-8 text file; the old content stays until the new one is safely on disk.

    Raises:
        StorageError: it cannot be written; the old content is untouched.
    """
    atomic_write_bytes(path, text.encode("utf-8"))


def atomic_write_bytes(path: Path, data: bytes) -> None:
    """Write a file; the old content stays until the new one is safely on disk.

    Raises:
        StorageError: it cannot be written; the old content is untouched.
    """
    with atomic_path(path) as temporary:
        temporary.write_bytes(data)


@contextlib.contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path` to write to; it replaces `path` at the end.

    For libraries that write a file themselves. The temporary path has the suffix of `path`. If
    the block raises, the temporary file is removed and `path` stays as it was.

    Raises:
        StorageError: for any `OSError`, also one raised inside the block.
    """
    temporary = _temporary_sibling(path)
    try:
        with plain_storage_errors(path):
            yield temporary
            _sync_file(temporary)
            temporary.replace(path)
            _sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def atomic_folder(path: Path, *, replace: bool = False) -> Iterator[Path]:
    """Yield a new temporary folder beside `path` to fill; it becomes `path` at the end.

    If the block raises, the temporary folder is removed: `path` is complete or not there.

    Args:
        path: the folder to make. Missing parent folders are made too.
        replace: whether `path` may exist with content, which is then replaced.

    Raises:
        StorageError: `path` holds something and `replace` is off, or any `OSError`, also one
            raised inside the block.
    """
    require_free_folder(path, replace=replace)
    temporary = _temporary_sibling(path)
    try:
        with plain_storage_errors(path):
            temporary.mkdir(parents=True)
            yield temporary
            for folder, _, names in os.walk(temporary):
                for name in names:
                    _sync_file(Path(folder, name))
                _sync_folder(Path(folder))
        require_free_folder(path, replace=replace)
        with plain_storage_errors(path):
            _move_into_place(temporary, path)
            _sync_folder(path.parent)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def require_free_folder(path: Path, *, replace: bool = False) -> None:
    """Check that a folder may be made at `path`.

    Raises:
        StorageError: `path` is a file, or a folder with content while `replace` is off.
    """
    with plain_storage_errors(path, verb="read"):
        if path.is_dir():
            if replace or not any(path.iterdir()):
                return
            raise StorageError(
                f"{path} was not changed.",
                "The folder is not empty, and existing files are never overwritten.",
                "Choose an empty or a new folder.",
            )
        if os.path.lexists(path):
            raise StorageError(
                f"{path} could not be created.",
                "A file of that name exists.",
                "Choose another name.",
            )


def _move_into_place(temporary: Path, path: Path) -> None:
    if not path.exists():
        temporary.rename(path)
        return
    # A folder can only be renamed onto an empty one, and not even that on Windows.
    previous = _temporary_sibling(path)
    path.rename(previous)
    try:
        temporary.rename(path)
    except OSError:
        previous.rename(path)
        raise
    shutil.rmtree(previous, ignore_errors=True)


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files and folders that a killed process has left in a folder.

    Nobody else may be writing there. What cannot be removed stays.
    """
    for path in folder.iterdir() if folder.is_dir() else ():
        if not _TEMPORARY.fullmatch(path.name):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                path.unlink()


def append_line(path: Path, text: str) -> None:
    """Add one line to a file and wait until it is on disk; it is created if it is missing.

    If the process that wrote before died in the middle of a line, that torn line is ended first,
    so that it does not swallow this one.

    Args:
        path: the file.
        text: the line, without line breaks.

    Raises:
        StorageError: the line could not be written in full.
    """
    with plain_storage_errors(path), path.open("a+b") as file:
        size = file.seek(0, os.SEEK_END)
        torn = False
        if size:
            file.seek(size - 1)
            torn = file.read(1) != b"\n"
        file.write((b"\n" if torn else b"") + text.encode("utf-8") + b"\n")
        file.flush()
        os.fsync(file.fileno())
        if not size:
            _sync_folder(path.parent)


def ensure_folder(path: Path) -> Path:
    """Create a folder and its parents if needed, and check that it is writable.

    Returns:
        `path`.

    Raises:
        StorageError: it cannot be created, is a file, or is not writable.
    """
    if path.exists() and not path.is_dir():
        raise StorageError(
            f"{path} cannot be used as a folder.", "It is a file.", "Choose another path."
        )
    with plain_storage_errors(path, verb="created"):
        path.mkdir(parents=True, exist_ok=True)
    trial = _temporary_sibling(path / "trial")
    with plain_storage_errors(path, verb="written to"):
        trial.touch()
        trial.unlink()
    return path


def read_text(path: Path) -> str:
    """Read a UTF-8 text file.

    Raises:
        StorageError: it cannot be read or is not text.
    """
    with plain_storage_errors(path, verb="read"):
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise StorageError(
                f"{path} could not be read.",
                f"It is not UTF-8 text ({error.reason}).",
                "Restore the file, or continue without it.",
            ) from None


_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


def parse_json(text: str | bytes) -> Any:
    r"""Parse JSON from an untrusted source.

    Halves of characters, which JSON can spell ("\ud83d"), become "�": no file, database or
    terminal takes them.

    Raises:
        ValueError: it is not JSON in UTF-8, or its parts are nested deeper than can be read.
    """
    text = text.decode("utf-8") if isinstance(text, bytes) else text
    try:
        value = json.loads(text)
        return _whole_characters(value) if _HALF_CHARACTER.search(text) else value
    except RecursionError:
        raise ValueError("its parts are nested too deeply") from None


def _whole_characters(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_whole_characters(one) for one in value]
    if isinstance(value, dict):
        return {_whole_characters(key): _whole_characters(one) for key, one in value.items()}
    return value


_TEMPORARY = re.compile(r"\.[0-9a-f]{32}(\.\w+)?")


def _temporary_sibling(path: Path) -> Path:
    # Hidden, on the same disk as the target so that a rename suffices, and with the target's
    # suffix because image and array libraries choose the format by it.
    return path.parent / f".{uuid.uuid4().hex}{path.suffix}"


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    if os.name == "nt":  # Windows has no handle on a folder that could be synced.
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network and FUSE disks cannot sync a folder; the file itself is safe.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)
