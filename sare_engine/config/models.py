"""Settings of inspecting and downloading models."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.config.compute import ComputeConfig
from sare_engine.formatting import bytes_of
from sare_engine.settings import Config, same_setting, setting


@dataclass(frozen=True)
class InspectConfig(Config):
    """Show what is in a model folder, without loading it."""

    model: Path = setting(help="Model folder, or LoRA adapter folder.")
    base: Path | None = setting(
        None,
        label="Base model",
        help="Folder of an adapter's base model; default: the model that the adapter names.",
    )
    device: str = same_setting(
        ComputeConfig,
        "device",
        help="Device to plan for; it need not be in this computer if its memory is given.",
    )
    memory: str = setting(
        "",
        help="Memory of the device, such as 24GB, to plan testing and erasing for. Default: what "
        "is free on the device now.",
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of a memory that is not an amount."""
        found = super().problems()
        if self.memory and bytes_of(self.memory) is None:
            found.append(("memory", f"{self.memory!r} is not an amount of memory, such as 24GB."))
        return found


@dataclass(frozen=True)
class DownloadConfig(Config):
    """Download a model from the Hugging Face hub, or show its size.

    Only safetensors weights, configs, tokenizer and processor files are downloaded, never pickle
    files. A stopped download continues where it was.
    """

    model: str = setting(help="Name on the hub, such as llava-hf/llava-1.5-7b-hf.")
    out: Path | None = setting(
        None,
        label="Folder",
        help="Folder to write the model to: new, empty, or with a stopped download of the "
        "same model. Without it, only the size is shown.",
    )
    revision: str = setting(
        "", help="Branch, tag or commit; default: the main branch.", advanced=True
    )
    code: bool = setting(
        False,
        help="Also download the Python code that comes with the model. Once run, it can do "
        "anything on this computer; running it also requires trust_remote_code.",
        advanced=True,
    )
