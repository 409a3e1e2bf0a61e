"""Models on the Hugging Face hub: what a name stands for, and fetching its files.

The hub's own library looks names up and signs requests. The files are read here, because its
downloads can be neither stopped nor counted from outside: they run in threads of their own, and
with Xet in native code.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
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

_RECORD = ".sare-download.json"
"""File in a model's folder that says which files of it are whole."""
_WEIGHTS = ".safetensors"
_PLAIN_SUFFIXES = (".json", ".txt", ".model", ".jinja", ".tiktoken", ".md")
"""Configs, tokenizers, chat templates and the model card: data that run nothing."""
_PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".h5", ".msgpack")
_CODE = ".py"
_STANDARD_WEIGHTS = re.compile(r"model(-\d+-of-\d+)?\.safetensors")
_NAME = re.compile(r"(?:https?://(?:www\.)?(?:huggingface\.co|hf\.co)/)?([\w.-]+/[\w.-]+?)/?")
_SECONDS = 10
"""How long the hub may be silent."""
_ATTEMPTS = 5
"""How often a connection is opened anew without a byte having come."""
_WAIT = 1.0
"""Seconds before a connection is opened anew."""
_BUSY = (408, 429, 500, 502, 503, 504)
"""Answers of a server that may have another one in a moment."""
_BLOCK = 1024**2
_UNIT = 1e9


class _Busy(Exception):
    """The server has no file for us at the moment."""


@dataclass(frozen=True)
class HubFile:
    """A file of a model on the hub.

    Attributes:
        name: its name.
        size: its bytes.
        id: changes with its content.
        sha256: hash of its content, or "" for small files, of which the hub gives none.
    """

    name: str
    size: int
    id: str
    sha256: str


@dataclass(frozen=True)
class HubModel:
    """A model on the hub.

    Attributes:
        name: owner and name.
        revision: the commit that was looked up.
        files: what is fetched, the small files first.
        left_out: names of files that are not: pickles, code, other formats.
        licence: identifier from the model card, or "".
    """

    name: str
    revision: str
    files: tuple[HubFile, ...]
    left_out: tuple[str, ...]
    licence: str

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(one.size for one in self.files)


def hub_name(text: str) -> str | None:
    """Return the owner/name that a text has the form of, address or not, or None."""
    found = _NAME.fullmatch(text.strip())
    return found[1] if found and ".." not in found[1] and found[1][0] not in ".-" else None


def look_up(name: str, revision: str = "", *, code: bool = False) -> HubModel:
    """Ask the hub for a model's files; nothing is fetched.

    Args:
        name: owner/name.
        revision: branch, tag or commit; "" takes the main branch.
        code: whether Python files are wanted too.

    Raises:
        ModelError: the hub cannot be reached, has no such model or does not give it out, or the
            model has no safetensors weights.
    """
    from huggingface_hub import HfApi

    try:
        told = HfApi().model_info(
            name, revision=revision or None, files_metadata=True, timeout=_SECONDS
        )
    except Exception as error:  # the library and its transport raise many kinds
        raise _in_words(error, name) from error
    found = [
        HubFile(
            one.rfilename,
            int((one.lfs.size if one.lfs else one.size) or 0),
            str((one.lfs.sha256 if one.lfs else one.blob_id) or ""),
            str(one.lfs.sha256 if one.lfs else ""),
        )
        for one in told.siblings or ()
    ]
    wanted = _wanted(found, code=code)
    names = {one.name for one in wanted}
    left_out = tuple(sorted(one.name for one in found if one.name not in names))
    if not any(one.name.endswith(_WEIGHTS) for one in wanted):
        raise _no_weights(name, left_out)
    card: Any = told.card_data
    return HubModel(
        name=name,
        revision=str(told.sha),
        files=tuple(sorted(wanted, key=lambda one: (one.name.endswith(_WEIGHTS), one.name))),
        left_out=left_out,
        licence=str(getattr(card, "license", None) or ""),
    )


def _wanted(files: list[HubFile], *, code: bool) -> list[HubFile]:
    standard = any(_STANDARD_WEIGHTS.fullmatch(one.name) for one in files)

    def wants(name: str) -> bool:
        # Names come from outside: none may leave the folder. Subfolders hold other formats.
        if re.search(r"[/\\:]", name) or name.startswith("."):
            return False
        if name.endswith(_WEIGHTS):
            # The same weights in another cut (consolidated, fp16) would be fetched for nothing.
            return not standard or bool(_STANDARD_WEIGHTS.fullmatch(name))
        if name.endswith(_CODE):
            return code
        return name.endswith(_PLAIN_SUFFIXES) or name.upper().startswith(("LICENSE", "LICENCE"))

    return [one for one in files if wants(one.name)]


def _no_weights(name: str, left_out: tuple[str, ...]) -> ModelError:
    pickled = [one for one in left_out if one.endswith(_PICKLES)]
    why = f"{name} has no safetensors weights."
    if pickled:
        why = (
            f"{name} has its weights in {pickled[0]} only: opening such a file can run any program "
            "on this computer."
        )
    return ModelError(
        "This model was not downloaded.", why, "Choose a version with .safetensors files."
    )


def prepare_folder(model: HubModel, folder: Path) -> int:
    """Make a folder ready for a model's files; one that a stopped download left is gone on with.

    Returns:
        How many bytes of the model are there already.

    Raises:
        StorageError: the folder cannot be written to or holds something else, or the disk has no
            room for the rest.
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
    """Fetch the files of a model that are not there yet, each whole or not there.

    A connection that breaks is opened anew where it broke. What was fetched of a file stays when
    this ends early.

    Args:
        model: what to fetch.
        folder: where to; `prepare_folder` made it ready.
        control: polled at every block.

    Yields:
        The file at work and how many more of its bytes are there; less than 0 where the server
        made it begin again.

    Raises:
        ModelError: the hub cannot be reached, or a file is not what it should be.
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
        except (TransportError, _Busy) as error:
            attempts += 1
            if attempts >= _ATTEMPTS:
                raise _in_words(error, model.name) from error
        waited = time.monotonic()
        while time.monotonic() - waited < _WAIT:
            control.poll()
            time.sleep(0.05)


def _read_rest(model: HubModel, file: HubFile, partial: Path, control: Control) -> Iterator[int]:
    """Add to a partial file what it lacks, yielding the bytes added."""
    from huggingface_hub import hf_hub_url
    from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

    there = _size(partial)
    if there == file.size and partial.exists():
        return
    # Compressed, a range would count other bytes.
    headers = {**build_hf_headers(), "Accept-Encoding": "identity"}
    if there:
        headers["Range"] = f"bytes={there}-"
    url = hf_hub_url(model.name, file.name, revision=model.revision)
    with get_session().stream("GET", url, headers=headers, timeout=_SECONDS) as response:
        try:
            hf_raise_for_status(response)
        except Exception as error:
            if response.status_code in _BUSY:
                raise _Busy(f"{response.status_code} ({response.reason_phrase})") from error
            raise _in_words(error, model.name) from error
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
    """Refuse a file that is not the hub's; it is then fetched anew from its start."""
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
            f"{file.name} did not arrive as it is on the hub.",
            f"It should have {file.size / _UNIT:.2f} GB and has {size / _UNIT:.2f} GB."
            if size != file.size
            else "Its checksum is another one.",
            "Start the download again; the other files are kept.",
        )


def _partial(file: HubFile, folder: Path) -> Path:
    # Another version of the file must not be taken for the beginning of this one.
    return folder / f".{file.name}.{file.id[:16]}.part"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _is_whole(file: HubFile, folder: Path, done: dict[str, str]) -> bool:
    return done.get(file.name) == file.id and _size(folder / file.name) == file.size


def _is_begun(model: HubModel, folder: Path) -> bool:
    """Whether a download of this model was begun in a folder."""
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


def _in_words(error: Exception, name: str) -> ModelError:
    """Return what the hub or the network said as an error for a person."""
    from httpx2 import HTTPStatusError, TransportError
    from huggingface_hub import errors

    what = f"{name} could not be downloaded."
    if isinstance(error, errors.GatedRepoError):
        return ModelError(
            what,
            "Its owners give it to those who have accepted their terms (a gated model).",
            f"Accept the terms on https://huggingface.co/{name}, make a token there, log in with "
            "it (hf auth login) or set it as HF_TOKEN, and try again.",
        )
    if isinstance(error, errors.RevisionNotFoundError):
        return ModelError(
            what, "It has no such revision.", "Choose a branch, tag or commit of the model."
        )
    if isinstance(error, (errors.RepositoryNotFoundError, errors.HFValidationError)):
        return ModelError(
            what,
            "The hub has no model of that name, or it is private.",
            "Check the name, owner/model. For a private model log in first (hf auth login) or set "
            "HF_TOKEN.",
        )
    if isinstance(error, errors.OfflineModeIsEnabled):
        return ModelError(
            what,
            "HF_HUB_OFFLINE is set, which keeps the hub's library from the network.",
            "Take it out of the environment, or copy the model folder from another computer.",
        )
    if isinstance(error, TransportError):
        return ModelError(
            what,
            "The hub cannot be reached: there is no network, or a firewall or proxy is in the way "
            f"({type(error).__name__}).",
            "Check the connection (HTTPS_PROXY names a proxy) and try again; what was fetched "
            "before is kept.",
        )
    answer = str(error) if isinstance(error, _Busy) else ""
    if isinstance(error, (errors.HfHubHTTPError, HTTPStatusError)):
        answer = f"{error.response.status_code} ({error.response.reason_phrase})"
    if answer:
        return ModelError(
            what,
            f"The hub answered with {answer}.",
            "Try again later; what was fetched before is kept.",
        )
    return ModelError(
        what,
        f"The hub's answer could not be used ({type(error).__name__}).",
        "Try again later; what was fetched before is kept.",
    )
