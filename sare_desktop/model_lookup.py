"""What the user named as a model: a folder that is looked into, or a name on the Hub.

Runs outside the window's thread: a folder may be on a slow disk. Nothing is downloaded here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from sare_engine import (
    DEMO_FOLDER,
    DownloadConfig,
    InspectConfig,
    ModelConfig,
    command_of,
    inspect,
)


@dataclass(frozen=True)
class FoundModel:
    """A folder that was looked into.

    Attributes:
        folder: the folder.
        facts: what `sare_engine.inspect` returns for it.
        hub_name: the name under which it was found among earlier downloads, or "".
    """

    folder: Path
    facts: dict[str, Any]
    hub_name: str = ""


@dataclass(frozen=True)
class HubName:
    """A name on the Hub of which no download is on this computer."""

    name: str

    @property
    def command(self) -> str:
        """The command that downloads it."""
        return command_of(self.download(Path(self.name.rpartition("/")[2])))

    def download(self, folder: Path) -> DownloadConfig:
        """The settings of `sare_engine.download` that fetch it into a folder."""
        return DownloadConfig(model=self.name, out=folder)


def display_name(folder: Path) -> str:
    """Return what a model folder is called on the screen."""
    if folder == DEMO_FOLDER / "model":
        return QCoreApplication.translate("Model", "Demo model")
    run = erased_run(folder)
    if run:
        return run
    return folder.name or str(folder)


def erased_run(folder: Path) -> str:
    """Return the name of the run that wrote an adapter or a model, or "" if none did."""
    run = folder.parent
    written_by_run = folder.name in ("adapter", "model") and (run / "status.json").is_file()
    return run.name if written_by_run else ""


def model_title(config: ModelConfig) -> str:
    """Return what a model with its adapter is called on the screen."""
    name = display_name(config.model)
    if config.adapter is None:
        return name
    return f"{name} + {display_name(config.adapter)}"


def format_words(dtype: str, quantisation: str) -> str:
    """Return how weights are held: in how many bits, and their number format unless "auto"."""
    words = [] if dtype == "auto" else [dtype]
    if quantisation != "none":
        bits = quantisation.removesuffix("bit")
        words.insert(0, QCoreApplication.translate("Model", "{0} bits").format(bits))
    return ", ".join(words)


def _inspected(folder: Path) -> dict[str, Any]:
    # PyTorch, which the comparison of weights needs, would hold up the window; loading compares.
    return inspect(InspectConfig(model=folder), weights=False)


def device_words(model: Mapping[str, Any]) -> str:
    """Return where a loaded model is; of a spread one, how many layers are on each GPU."""
    layers = model.get("layers")
    if not layers:
        return str(model.get("device", "?"))
    one = QCoreApplication.translate("Model", "{0} ({1} layers)")
    return ", ".join(one.format(device, count) for device, count in layers.items())


def look_up(text: str) -> FoundModel | HubName:
    """Inspect a folder, or a model in the local cache.

    Args:
        text: path of a folder, or a Hub name such as "llava-hf/llava-1.5-7b-hf".

    Raises:
        EngineError: the folder is missing, is not a model, or is damaged.
    """
    folder = Path(text).expanduser()
    if is_hub_name(text) and not folder.exists():
        downloaded = _downloaded(text)
        if downloaded is None:
            return HubName(text)
        return FoundModel(downloaded, _inspected(downloaded), text)
    folder = folder.absolute()
    if folder.is_file():
        # A file out of the folder was dropped or picked: the folder is meant.
        folder = folder.parent
    return FoundModel(folder, _inspected(folder))


def is_hub_name(text: str) -> bool:
    """Whether a text has the form of a Hub name: owner/name."""
    return bool(re.fullmatch(r"[A-Za-z0-9][\w.-]*/[\w.-]+", text)) and ".." not in text


def _downloaded(name: str) -> Path | None:
    """Return the newest download of a model in the Hub's cache, or None."""
    home = Path(os.environ.get("HF_HOME", Path.home() / ".cache" / "huggingface"))
    cache = Path(os.environ.get("HF_HUB_CACHE", home / "hub"))
    snapshots = cache / f"models--{name.replace('/', '--')}" / "snapshots"
    if not snapshots.is_dir():
        return None
    found = [one for one in snapshots.iterdir() if (one / "config.json").is_file()]
    return max(found, key=lambda one: one.stat().st_mtime, default=None)
