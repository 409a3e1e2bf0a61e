"""What an installation holds: the program, and not what trains its demo models."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files that a wheel installs."""
    folder = tmp_path_factory.mktemp("wheel")
    checkout = folder / "checkout"
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "*.py", "*.pyi", "*.toml", "*.md", "*.html", "assets"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    for name in filter(None, tracked):
        # Built from links in a folder of its own: setuptools writes beside what it reads.
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).exists():
            (checkout / name).symlink_to(ROOT / name)
    subprocess.run(
        [sys.executable, "-c", "from setuptools.build_meta import *; build_wheel('dist')"],
        cwd=checkout, capture_output=True, check=True,
    )  # fmt: skip
    [wheel] = (checkout / "dist").glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_trainers_of_the_demo_models_are_not_installed(installed: set[str]) -> None:
    demo = {name for name in installed if name.startswith("sare_engine/demo/")}
    assert demo == {
        f"sare_engine/demo/{name}.py"
        for name in ("__init__", "backdrops", "pen", "scenes", "sprites", "world")
    }
    assert not any("demo_models" in name or name.startswith("packaging") for name in installed)


def test_the_list_of_public_names_is_installed(installed: set[str]) -> None:
    assert {"sare_engine/__init__.py", "sare_engine/__init__.pyi"} <= installed
