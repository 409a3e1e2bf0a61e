"""The shipped files are found beside a checkout and in an installed wheel."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from sare_engine import ASSETS_FOLDER, DEMO_FOLDER, DOCUMENTS_FOLDER
from sare_engine import assets as home


def test_a_checkout_has_its_files_beside_it() -> None:
    assert Path(__file__).resolve().parents[2] / "assets" == ASSETS_FOLDER
    assert (DEMO_FOLDER / "model" / "config.json").is_file()
    assert (DOCUMENTS_FOLDER / "method.md").is_file()


def test_an_installed_wheel_has_them_as_a_package(tmp_path: Path) -> None:
    (tmp_path / "sare_engine").mkdir()
    (tmp_path / "sare_engine" / "__init__.py").touch()
    shutil.copy(str(home.__file__), tmp_path / "sare_engine" / "assets.py")
    (tmp_path / "sare_assets" / "demo").mkdir(parents=True)
    (tmp_path / "sare_docs").mkdir()
    # Another program's.
    (tmp_path / "docs").mkdir()
    script = "from sare_engine.assets import *; print(DEMO_FOLDER, DOCUMENTS_FOLDER, sep='\\n')"
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    found = [Path(line) for line in said.stdout.split()]
    assert found == [tmp_path / "sare_assets" / "demo", tmp_path / "sare_docs"]
