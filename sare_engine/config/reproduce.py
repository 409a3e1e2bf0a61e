"""Settings of running again what a report shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.config.compute import ComputeConfig, ProjectConfig
from sare_engine.settings import Config, same_setting, setting


@dataclass(frozen=True)
class ReproduceConfig(Config):
    """Run again what a report shows, and compare the figures.

    The file, which sare report writes beside the report, holds the captions, verdicts, settings and
    figures; model and pictures must be on this computer. A second call continues where the first
    one ended.
    """

    file: Path = setting(help="The reproduce.json beside a report.")
    project: Path | None = setting(
        None,
        label="New project",
        help="Folder for the new project; default: “reproduced” beside the file.",
    )
    model: Path | None = same_setting(
        ProjectConfig, "model", help="Folder of the MLLM; default: where it was."
    )
    images: Path | None = setting(
        None,
        help="Folder in which pictures that have been moved are looked for, by their content.",
    )
    runs: tuple[str, ...] = setting(
        (),
        help="Runs to repeat, as the report names them; the erasure that an attack needs is "
        "repeated too. Default: all.",
    )
    device: str = same_setting(ComputeConfig, "device")
    trust_remote_code: bool = same_setting(ComputeConfig, "trust_remote_code")
