"""What an installation holds: the program, and not what trains its demo models."""

from __future__ import annotations

import email
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sare_engine import __version__

ROOT = Path(__file__).parents[2]


SHIPPED = ("sare_engine", "sare_desktop", "assets", "docs")


def checkout_files(*places: str) -> list[str]:
    """Return the files of folders, and files, without what Python compiled."""
    found: list[Path] = []
    for place in places:
        path = ROOT / place
        found += path.rglob("*") if path.is_dir() else [path]
    return [
        str(one.relative_to(ROOT))
        for one in sorted(found)
        if one.is_file() and "__pycache__" not in one.parts
    ]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """A wheel of the files of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    checkout = folder / "checkout"
    for name in checkout_files(*SHIPPED, "LICENSE", "README.md", "pyproject.toml", "setup.py"):
        # Built from links in a folder of its own: setuptools writes beside what it reads.
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).symlink_to(ROOT / name)
    subprocess.run(
        [sys.executable, "-c", "from setuptools.build_meta import *; build_wheel('dist')"],
        cwd=checkout, capture_output=True, check=True,
    )  # fmt: skip
    [path] = (checkout / "dist").glob("*.whl")
    with zipfile.ZipFile(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def installed(wheel: zipfile.ZipFile) -> set[str]:
    """Names of the files that a wheel installs."""
    return set(wheel.namelist())


def test_the_trainers_of_the_demo_models_are_not_installed(installed: set[str]) -> None:
    demo = {name for name in installed if name.startswith("sare_engine/demo/")}
    assert demo == {
        f"sare_engine/demo/{name}.py"
        for name in ("__init__", "backdrops", "pen", "scenes", "sprites", "world")
    }
    assert not any("demo_models" in name or name.startswith("packaging") for name in installed)


def test_the_list_of_public_names_is_installed(installed: set[str]) -> None:
    assert {"sare_engine/__init__.py", "sare_engine/__init__.pyi"} <= installed


def test_all_that_is_shipped_is_installed(installed: set[str]) -> None:
    """Every module, type mark, template, asset and document, and nothing besides."""
    expected = {
        re.sub(r"^(assets|docs)/", r"sare_\1/", name)
        for name in checkout_files(*SHIPPED)
        if not name.startswith("assets/screenshots/") and name != "docs/architecture.py"
    }
    own = {name for name in installed if ".dist-info/" not in name}
    assert own == expected


def test_the_wheel_starts_both_programs_and_names_its_licence(wheel: zipfile.ZipFile) -> None:
    [entry_points] = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    text = wheel.read(entry_points).decode()
    assert "sare = sare_engine.cli:main" in text
    assert "sare-desktop = sare_desktop.__main__:main" in text
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())
    metadata = email.message_from_bytes(
        wheel.read(entry_points.replace("entry_points.txt", "METADATA"))
    )
    assert metadata["Version"] == __version__ and metadata["Requires-Python"] == ">=3.11"
    assert sum(one.file_size for one in wheel.infolist()) < 30e6
