"""Settings of inspecting and downloading models."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.config.compute import ComputeConfig
from sare_engine.formatting import bytes_of
from sare_engine.settings import Config, same_setting, setting

_MOST_GPUS = 64


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
    placement: str = same_setting(ComputeConfig, "placement")
    memory: str = setting(
        "",
        help="Memory of the device, such as 24GB, to plan testing and erasing for; 2x24GB or "
        "24GB+16GB are GPUs over which the model is spread. Default: what is free on the device "
        "now.",
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of a memory that is not an amount."""
        found = super().problems()
        if self.memory and not self.memories:
            found.append(("memory", f"{self.memory!r} is not an amount of memory, such as 24GB."))
        elif self.spread and len(self.memories) == 1:
            found.append(("memory", "must name each GPU of a spread model, such as 2x24GB."))
        elif len(self.memories) > 1 and self.device not in ("auto", "cuda"):
            text = f"names several GPUs, and the device is {self.device}. Use --device cuda."
            found.append(("memory", text))
        return found

    @property
    def memories(self) -> tuple[int, ...]:
        """The memory of each device in bytes; empty if none is stated, or if it isn't an amount."""
        found: list[int] = []
        for part in self.memory.split("+"):
            times, marked, one = part.rpartition("x")
            count = int(times) if times.strip().isdecimal() else 0 if marked else 1
            amount = bytes_of(one)
            if amount is None or not 0 < count <= _MOST_GPUS:
                return ()
            found += [amount] * count
        return tuple(found)

    @property
    def spread(self) -> bool:
        """Whether the model's layers are spread over several GPUs."""
        return self.placement == "spread" or len(self.memories) > 1


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
        "anything on this computer; running it must be allowed too, when the model is loaded.",
        advanced=True,
    )
