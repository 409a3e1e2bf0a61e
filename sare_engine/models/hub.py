"""Models on the Hugging Face hub: what a name stands for, and which files are downloaded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sare_engine.errors import ModelError

_WEIGHTS = ".safetensors"
_PLAIN_SUFFIXES = (".json", ".txt", ".model", ".jinja", ".tiktoken", ".md")
"""Configs, tokenizers, chat templates and the model card: data that run nothing."""
_PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".h5", ".msgpack")
_CODE = ".py"
_STANDARD_WEIGHTS = re.compile(r"model(-\d+-of-\d+)?\.safetensors")
_NAME = re.compile(r"(?:https?://(?:www\.)?(?:huggingface\.co|hf\.co)/)?([\w.-]+/[\w.-]+?)/?")
SILENCE_SECONDS = 10
"""How long to wait for an answer of the hub."""


class HubBusy(Exception):
    """The server cannot deliver the file at the moment."""


@dataclass(frozen=True)
class HubFile:
    """A file of a model on the hub.

    Attributes:
        name: its name.
        size: its bytes.
        id: changes with its content.
        sha256: hash of its content, or "" for small files, which have none on the hub.
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
        files: what is downloaded, small files first.
        left_out: names of files that are not downloaded: pickles, code, other formats.
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
    """Return the owner/name in a text that is a model's name or address, or None."""
    found = _NAME.fullmatch(text.strip())
    return found[1] if found and ".." not in found[1] and found[1][0] not in ".-" else None


def look_up(name: str, revision: str = "", *, code: bool = False) -> HubModel:
    """Ask the hub for a model's files; nothing is downloaded.

    Args:
        name: owner/name.
        revision: branch, tag or commit; "" means the main branch.
        code: whether Python files are wanted too.

    Raises:
        ModelError: the hub cannot be reached, has no such model or denies access to it, or the
            model has no safetensors weights.
    """
    from huggingface_hub import HfApi

    try:
        told = HfApi().model_info(
            name, revision=revision or None, files_metadata=True, timeout=SILENCE_SECONDS
        )
    except Exception as error:  # the library and its transport raise many kinds
        raise hub_error(error, name) from error
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
            # The same weights in another format (consolidated, fp16) would be downloaded twice.
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
            f"{name} has its weights only in {pickled[0]}: opening such a file can run any program "
            "on this computer."
        )
    return ModelError(
        "This model was not downloaded.", why, "Choose a version with .safetensors files."
    )


def hub_error(error: Exception, name: str) -> ModelError:
    """Return an error of the hub or of the network in plain words."""
    from httpx2 import HTTPStatusError, TransportError
    from huggingface_hub import errors

    what = f"{name} could not be downloaded."
    if isinstance(error, errors.GatedRepoError):
        return ModelError(
            what,
            "It is a gated model: its owners give access after their terms are accepted.",
            f"Accept the terms on https://huggingface.co/{name}, create a token there, log in with "
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
            "Unset it, or copy the model folder from another computer.",
        )
    if isinstance(error, TransportError):
        return ModelError(
            what,
            "The hub cannot be reached: there is no network, or a firewall or proxy blocks it "
            f"({type(error).__name__}).",
            "Check the connection (HTTPS_PROXY names a proxy) and try again; what was "
            "downloaded is kept.",
        )
    answer = str(error) if isinstance(error, HubBusy) else ""
    if isinstance(error, (errors.HfHubHTTPError, HTTPStatusError)):
        answer = f"{error.response.status_code} ({error.response.reason_phrase})"
    if answer:
        return ModelError(
            what,
            f"The hub answered {answer}.",
            "Try again later; what was downloaded is kept.",
        )
    return ModelError(
        what,
        f"The hub's answer could not be used ({type(error).__name__}).",
        "Try again later; what was downloaded is kept.",
    )
