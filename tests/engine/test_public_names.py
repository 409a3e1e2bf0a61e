"""The public API: complete, typed, and cheap to import."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import sare_engine

ROOT = Path(__file__).parents[2]
HEAVY = ("torch", "transformers", "peft", "PIL", "numpy")

# What returns loaded weights needs the libraries that hold them.
LIGHT_NAMES = [name for name in sare_engine.__all__ if name != "load_model"]


def heavy_modules_after(code: str) -> tuple[list[str], float]:
    """Run code in a new process; return the heavy modules it imported, and its processor time."""
    script = (
        "import json, sys, time\n"
        "start = time.process_time()\n"
        f"{code}\n"
        "seconds = time.process_time() - start\n"
        f"print(json.dumps([[one for one in {HEAVY!r} if one in sys.modules], seconds]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found, seconds = json.loads(done.stdout)
    return found, seconds


def test_importing_the_engine_is_quick_and_light() -> None:
    # The fastest of a few: the first has to read the files from the disk.
    runs = [heavy_modules_after("import sare_engine") for _ in range(5)]
    assert all(found == [] for found, _ in runs)
    assert min(seconds for _, seconds in runs) < 0.1


def test_importing_every_verb_and_config_is_light() -> None:
    names = ", ".join(LIGHT_NAMES)
    assert heavy_modules_after(f"from sare_engine import {names}")[0] == []


@pytest.mark.parametrize("name", sare_engine.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(sare_engine, name) is not None


def test_the_stub_exports_what_it_imports() -> None:
    stub = ast.parse((ROOT / "sare_engine" / "__init__.pyi").read_text())
    [exported] = [
        ast.literal_eval(node.value)
        for node in stub.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    assert sorted(exported) == sorted(sare_engine.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = sare_engine.nonsense  # type: ignore[attr-defined]


@pytest.mark.slow
def test_a_type_checker_sees_the_types(tmp_path: Path) -> None:
    code = tmp_path / "script.py"
    code.write_text(
        "import sare_engine\n"
        "reveal_type(sare_engine.erase)\n"
        "reveal_type(sare_engine.inspect)\n"
        "reveal_type(sare_engine.EraseConfig.lora_rank)\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), str(code)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    erase, inspect, lora_rank = re.findall(r'Revealed type is "(.*)"', done.stdout)
    assert erase.startswith(
        "def (config: sare_engine.config.erase.EraseConfig, *, "
        "model: sare_engine.models.loading.LoadedModel | None =, "
        "control: sare_engine.control.Control | None =, "
        "given: typing.Collection[str] =) -> typing.Iterator["
    )
    assert inspect == (
        "def (config: sare_engine.config.models.InspectConfig, *, weights: bool =) "
        "-> dict[str, Any]"
    )
    assert lora_rank == "int"
