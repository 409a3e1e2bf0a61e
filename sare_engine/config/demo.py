"""Settings of the demo."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.config.compute import ComputeConfig, WorkersConfig
from sare_engine.config.erase import EraseConfig
from sare_engine.settings import Config, same_setting, setting


@dataclass(frozen=True)
class DemoConfig(Config):
    """Run the whole loop on the shipped demo model: test, erase, attack, export, report."""

    seed: int = same_setting(
        EraseConfig, "seed", help="Changes the scenes, the data order, the erasure and the attack."
    )
    out: Path = setting(
        Path("sare-demo-output"),
        help="Folder for the project, exports and report; created if missing.",
    )
    device: str = same_setting(ComputeConfig, "device")
    workers: int = same_setting(
        WorkersConfig,
        "workers",
        default=0,
        minimum=0,
        help="Number of methods to run at the same time, each in its own process. 0: two on a "
        "CPU with at least two cores, otherwise one.",
    )
