"""Download the files of a model from the Hugging Face hub; a stopped download continues.

The files are read here and not by the hub's library, because its downloads can be neither stopped
nor counted from outside: they run in threads of their own, and with Xet in native code.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sare_engine.control import Control
from sare_engine.errors import ModelError
from sare_engine.files import (
    atomic_write_text,
    ensure_folder,
    parse_json,
    plain_storage_errors,
    require_free_folder,
    require_space,
)
from sare_engine.formatting import bytes_text
from sare_engine.models.hub import SILENCE_SECONDS, HubBusy, HubFile, HubModel, hub_error

_RECORD = ".sare-download.json"
"""File in a model's folder that lists its complete files."""
_ATTEMPTS = 5
"""How many connections in a row may fail without a byte received."""
_WAIT = 1.0
"""Seconds before connecting again."""
_BUSY = (408, 429, 500, 502, 503, 504)
"""Status codes of a server that may answer differently in a moment."""
_BLOCK = 1024**2


def prepare_folder(model: HubModel, folder: Path) -> int:
    """Prepare a folder for a model's files; a stopped download in it is continued.

    Returns:
        How many bytes of the model are already there.

    Raises:
        StorageError: the folder cannot be written to or holds something else, or the disk has no
            space for the rest.
    """
    if not _is_begun(model, folder):
        require_free_folder(folder)
    ensure_folder(folder)
    done = _read_record(folder)
    there = sum(
        one.size if _is_whole(one, folder, done) else min(one.size, _size(_partial(one, folder)))
        for one in model.files
    )
    require_space(folder, model.size - there)
    _write_record(model, folder, done)
    return there


def fetch(model: HubModel, folder: Path, control: Control) -> Iterator[tuple[HubFile, int]]:
    """Download the missing files of a model; each is there only when it is complete.

    A broken connection is continued where it broke. The part of a file that was downloaded is kept
    if this ends early.

    Args:
        model: what to download.
        folder: where to; prepared by `prepare_folder`.
        control: polled at every block.

    Yields:
        The current file and how many more of its bytes are there; negative if the server made it
        start again.

    Raises:
        ModelError: the hub cannot be reached, or a file is not the hub's.
        StorageError: a file cannot be written.
        Stopped: the control was stopped.
    """
    done = _read_record(folder)
    for one in model.files:
        control.poll()
        if _is_whole(one, folder, done):
            continue
        partial = _partial(one, folder)
        yield from ((one, count) for count in _fetch_file(model, one, partial, control))
        _check(one, partial, control)
        with plain_storage_errors(folder / one.name):
            partial.replace(folder / one.name)
        done[one.name] = one.id
        _write_record(model, folder, done)


def _fetch_file(model: HubModel, file: HubFile, partial: Path, control: Control) -> Iterator[int]:
    from httpx2 import TransportError

    attempts = 0
    while True:
        try:
            for count in _read_rest(model, file, partial, control):
                attempts = 0
                yield count
            return
        except (TransportError, HubBusy) as error:
            attempts += 1
            if attempts >= _ATTEMPTS:
                raise hub_error(error, model.name) from error
        waited = time.monotonic()
        while time.monotonic() - waited < _WAIT:
            control.poll()
            time.sleep(0.05)


def _read_rest(model: HubModel, file: HubFile, partial: Path, control: Control) -> Iterator[int]:
    """Append the missing bytes to a partial file, yielding how many were added."""
    from huggingface_hub import hf_hub_url
    from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

    there = _size(partial)
    if there == file.size and partial.exists():
        return
    # With compression, a range would count compressed bytes.
    headers = {**build_hf_headers(), "Accept-Encoding": "identity"}
    if there:
        headers["Range"] = f"bytes={there}-"
    url = hf_hub_url(model.name, file.name, revision=model.revision)
    with get_session().stream("GET", url, headers=headers, timeout=SILENCE_SECONDS) as response:
        try:
            hf_raise_for_status(response)
        except Exception as error:
            if response.status_code in _BUSY:
                raise HubBusy(f"{response.status_code} ({response.reason_phrase})") from error
            raise hub_error(error, model.name) from error
        from_start = there > 0 and response.status_code != 206
        if from_start:
            yield -there
        with plain_storage_errors(partial):
            target = partial.open("wb" if from_start else "ab")
        with target:
            for block in response.iter_bytes():
                control.poll()
                with plain_storage_errors(partial):
                    target.write(block)
                yield len(block)
            with plain_storage_errors(partial):
                target.flush()
                os.fsync(target.fileno())


def _check(file: HubFile, partial: Path, control: Control) -> None:
    """Refuse a file that is not the hub's; it is downloaded again from its start the next time."""
    size = _size(partial)
    right = size == file.size
    if right and file.sha256:
        digest = hashlib.sha256()
        with plain_storage_errors(partial, verb="read"), partial.open("rb") as stream:
            while block := stream.read(_BLOCK):
                control.poll()
                digest.update(block)
        right = digest.hexdigest() == file.sha256
    if not right:
        with plain_storage_errors(partial):
            partial.unlink(missing_ok=True)
        raise ModelError(
            f"{file.name} is not the same as on the hub.",
            f"It should have {bytes_text(file.size)} but has {bytes_text(size)}."
            if size != file.size
            else "Its checksum doesn't match.",
            "Start the download again; the other files are kept.",
        )


def _partial(file: HubFile, folder: Path) -> Path:
    # Another version of the file must not be continued as this version.
    return folder / f".{file.name}.{file.id[:16]}.part"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _is_whole(file: HubFile, folder: Path, done: dict[str, str]) -> bool:
    return done.get(file.name) == file.id and _size(folder / file.name) == file.size


def _is_begun(model: HubModel, folder: Path) -> bool:
    """Whether a folder holds a started download of this model."""
    return _load_record(folder).get("name") == model.name


def _load_record(folder: Path) -> dict[str, Any]:
    try:
        record = parse_json((folder / _RECORD).read_bytes())
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _read_record(folder: Path) -> dict[str, str]:
    files = _load_record(folder).get("files")
    return {str(name): str(id_) for name, id_ in files.items()} if isinstance(files, dict) else {}


def _write_record(model: HubModel, folder: Path, done: dict[str, str]) -> None:
    record = {"name": model.name, "revision": model.revision, "files": done}
    atomic_write_text(folder / _RECORD, json.dumps(record, indent=2) + "\n")
