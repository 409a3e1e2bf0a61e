"""Settings of merging an adapter into its model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.config.compute import ModelConfig
from sare_engine.config.export import ExportConfig
from sare_engine.settings import same_setting, setting


@dataclass(frozen=True)
class MergeConfig(ModelConfig):
    """Merge a LoRA adapter into its model, and write the result as a model of its own.

    What was written is reloaded, and its captions are compared with those of the model with its
    adapter.
    """

    model: Path = setting(help="Folder of the MLLM, or of the adapter, which names its model.")
    out: Path = setting(label="Folder", help="Folder to write to; must be missing or empty.")
    dtype: str = same_setting(
        ModelConfig,
        "dtype",
        help="Number format of the written weights; auto keeps the model's format on disk.",
    )
    quantisation: str = same_setting(
        ModelConfig,
        "quantisation",
        help="Must be none: weights held in 8 or 4 bits would be written rounded.",
    )
    shard_size: str = same_setting(ExportConfig, "shard_size")
    images: tuple[Path, ...] = setting(
        (),
        label="Images to compare",
        help="Pictures or folders whose captions are compared; default: some that come with the "
        "program.",
    )
    verify_images: int = setting(
        4,
        minimum=0,
        unit="images",
        label="Number of images",
        help="Number of images captioned with the adapter, after merging, and after reloading.",
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of weights that would be written rounded."""
        found = super().problems()
        if self.quantisation != "none":
            found.append(
                (
                    "quantisation",
                    "must be none: an adapter is merged into weights in 16 or 32 bits. The merged "
                    "model can be loaded in 8 or 4 bits.",
                )
            )
        return found
