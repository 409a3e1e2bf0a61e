"""Projects of the demo's scenes, tested and with chosen concepts, for benches to start from."""

from __future__ import annotations

from pathlib import Path

from sare_engine.config import DemoConfig
from sare_engine.control import Control
from sare_engine.jobs.demo import prepare_demo


def prepared(folder: Path, seed: int) -> Path:
    """Return the project of a seed, making it if it is not there."""
    project = folder / f"project-{seed}"
    done = project / "prepared"
    if not done.exists():
        config = DemoConfig(seed=seed, device="cpu")
        for _ in prepare_demo(config, project, folder / f"scenes-{seed}", Control()):
            pass
        done.touch()
    return project
