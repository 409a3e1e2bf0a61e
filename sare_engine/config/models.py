"""Settings of inspecting and downloading models."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.settings import Config, setting


@dataclass(frozen=True)
class InspectConfig(Config):
    """Look into a model folder without loading it."""

    model: Path = setting(help="Model folder, or LoRA adapter folder.")


@dataclass(frozen=True)
class DownloadConfig(Config):
    """Download a model from the Hugging Face hub, or tell how large it is.

    Only safetensors weights, configs, tokenizer and processor files are taken, never pickle
    files. A stopped download goes on where it was.
    """

    model: str = setting(help="Name on the hub, such as llava-hf/llava-1.5-7b-hf.")
    out: Path | None = setting(
        None,
        label="Folder",
        help="Folder to write the model to; missing, empty, or of the same download stopped. "
        "Without it only the size is told.",
    )
    revision: str = setting(
        "", help="Branch, tag or commit; empty takes the main branch.", advanced=True
    )
    code: bool = setting(
        False,
        help="Take the Python code that comes with the model too. It can do anything on this "
        "computer once it is run, which needs trust_remote_code besides.",
        advanced=True,
    )
