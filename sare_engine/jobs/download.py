"""Download a model from the Hugging Face hub, at the user's request."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sare_engine.config import DownloadConfig
from sare_engine.control import Control
from sare_engine.errors import ModelError
from sare_engine.events import Event, Finished, Notice, PhaseStarted, Progress
from sare_engine.formatting import bytes_text, count_text, some_names
from sare_engine.grounding.evidence_models import use_of
from sare_engine.jobs.runner import job
from sare_engine.models.hub import HubModel, hub_name, look_up
from sare_engine.models.hub_files import fetch, prepare_folder
from sare_engine.models.inspection import check_described, inspect_model
from sare_engine.progress import PhaseProgress

_BETWEEN_READINGS = 0.2
"""Seconds between two progress events: a connection delivers thousands of blocks."""
_NAMED = 3


@job
def download(config: DownloadConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Download a model from the Hugging Face hub, or report its size if no folder is given.

    The model is an MLLM, or a detector or CLIP model that judges captions. Nothing else in the
    engine uses the network, but for servers that write captions. The total size is reported before
    the first byte of a file (`Notice`, and `PhaseStarted.total` in bytes). `Finished.result` has
    `name`, `revision`, `licence`, `bytes`, `files`, `left_out`, and after a download `folder` and
    `supported`. A stopped download keeps its files and continues from them the next time.
    """
    control = control or Control()
    name = hub_name(config.model)
    if name is None:
        raise ModelError(
            "There is no such model.",
            f"{config.model} is not a name on the Hugging Face hub.",
            "Use owner/model, such as llava-hf/llava-1.5-7b-hf.",
        )
    yield PhaseStarted("look_up", f"Asking the hub for {name}")
    model = look_up(name, config.revision, code=config.code)
    control.poll()
    yield Progress("look_up", 1, 1)
    yield Notice("info", _size_in_words(model))
    result: dict[str, Any] = {
        "name": model.name,
        "revision": model.revision,
        "licence": model.licence,
        "bytes": model.size,
        "files": [one.name for one in model.files],
        "left_out": list(model.left_out),
    }
    if config.out is None:
        yield Finished("done", result)
        return
    folder = config.out.absolute()
    yield from _fetch(model, folder, control)
    use = use_of(folder)
    if use is not None:
        yield Notice("info", use)
        yield Finished("done", {**result, "folder": str(folder), "supported": True})
        return
    summary = inspect_model(folder)
    if not summary.supported:
        yield Notice("warning", "It cannot be used here: " + " ".join(summary.reasons))
    yield Finished("done", {**result, "folder": str(folder), "supported": summary.supported})


def _fetch(model: HubModel, folder: Path, control: Control) -> Iterator[Event]:
    there = prepare_folder(model, folder)
    phase = PhaseProgress("download", f"Downloading {model.name}", model.size, "bytes", done=there)
    yield phase.started()
    told = time.monotonic()
    waiting = 0
    described = False
    for file, count in fetch(model, folder, control):
        if not described and file.name.endswith(".safetensors"):
            described = True
            # Config and processor are here: report what cannot be used before the gigabytes.
            yield from _check_description(folder)
        waiting += count
        if time.monotonic() - told >= _BETWEEN_READINGS:
            yield phase.advance(waiting)
            told, waiting = time.monotonic(), 0
    yield phase.advance(waiting)


def _check_description(folder: Path) -> Iterator[Event]:
    if use_of(folder) is not None:
        return
    reasons, dangers = check_described(folder)
    if reasons:
        raise ModelError(
            "This model is not supported, and its weights were not downloaded.",
            " ".join(reasons),
            "Choose an MLLM in the Hugging Face format, such as a llava-hf model, an object "
            "detector or a CLIP model.",
        )
    if dangers:
        yield Notice(
            "warning",
            "The model asks to run its own Python code. " + " ".join(dangers),
            "The code runs only if you allow it when the model is loaded (--trust-remote-code).",
        )


def _size_in_words(model: HubModel) -> str:
    weights = sum(one.name.endswith(".safetensors") for one in model.files)
    text = (
        f"{model.name} has {bytes_text(model.size)}: {count_text(weights, 'files')} of weights and "
        f"{count_text(len(model.files) - weights, 'other files')}."
    )
    if model.left_out:
        text += f" Not downloaded: {some_names(model.left_out, _NAMED)}."
    return text
