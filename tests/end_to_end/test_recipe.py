"""The script of docs/recipe.md works, with a small model of the same family and drawn pictures."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sare_engine import DEMO_FOLDER, EraseConfig, InspectConfig, inspect
from sare_engine.tuned import RECOMMENDED
from tests.engine.real_shapes import llava_1_5_7b

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/recipe.md").read_text(encoding="utf-8")

SMALLER = {
    "head -n 500": "head -n 6",
    "--steps 240": "--steps 4 --negative-batch 2 --retain-batch 2 --measure-images 4",
    "--suite standard": "--suite quick --steps 2 --batch 2 --measure-at 2 --measure-images 4",
}
"""What the script says → what the test runs instead, which differs in size alone."""

STUBS = {
    # The program of this checkout; a download is a copy of the model that ships with it.
    "sare": """
if [ "$1" = download ]; then mkdir -p "$(dirname "$4")"; cp -r "$DEMO/model" "$4"; exit; fi
exec "$PYTHON" -m sare_engine.cli "$@"
""",
    "curl": 'echo "$@" > "$3"',
    # An archive of COCO holds a folder of images, or one of annotations; half of the demo's do.
    "unzip": """
case $2 in
  *images.zip) mkdir "$4/val2017"; cp "$DEMO"/images/*[02468].jpg "$4/val2017" ;;
  *annotations.zip) mkdir "$4/annotations"
    cp "$DEMO/images/annotations.json" "$4/annotations/instances_val2017.json" ;;
esac
""",
}
"""Programs that the script finds first: nothing is fetched from a network."""


def script() -> str:
    return "\n".join(re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL))


def commands() -> list[list[str]]:
    return [shlex.split(line) for line in script().splitlines() if line.startswith("sare ")]


def test_the_script_goes_from_download_to_evaluation() -> None:
    assert [words[1] for words in commands()] == [
        "download", "inspect", "probe", "concepts", "erase", "attack", "export", "evaluate",
        "evaluate", "report",
    ]  # fmt: skip


def test_the_shown_estimates_are_those_of_the_program(tmp_path: Path) -> None:
    wanted = InspectConfig(model=llava_1_5_7b(tmp_path), memory="24GB", device="cuda")
    plan = inspect(wanted)["plan"]
    shown = TEXT.partition("<!-- plan -->\n")[2].partition("<!-- /plan -->")[0]
    assert shown == (
        f"- estimate for testing: {plan['probe']['why']}\n"
        f"- estimate for erasing: {plan['erase']['why']}\n"
    )


def test_it_erases_with_the_recommended_settings() -> None:
    [erase] = [words for words in commands() if words[1] == "erase"]
    given = {
        name.removeprefix("--").replace("-", "_"): value
        for name, value in zip(erase, [*erase[1:], ""], strict=True)
        if name.startswith("--")
    }
    usual = EraseConfig(project=Path())
    for name, value in RECOMMENDED.items():
        if value == getattr(usual, name):
            assert name not in given
        elif isinstance(value, bool):
            assert given[name].startswith("--") or not given[name]
        else:
            assert type(value)(given[name]) == value


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_the_script_works_on_a_small_model(tmp_path: Path) -> None:
    lines = script()
    for written, run in SMALLER.items():
        assert written in lines
        lines = lines.replace(written, run)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, text in STUBS.items():
        (programs / name).write_text(f"#!/bin/sh\nset -eu\n{text}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    environment = os.environ | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHON": sys.executable,
        "DEMO": str(DEMO_FOLDER),
    }
    shell = shutil.which("bash")
    assert shell
    done = subprocess.run(
        [shell, "-euo", "pipefail", "-c", lines],
        cwd=work, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    assert len(list((work / "coco/set-aside").iterdir())) == 6
    before, after = (read(work / f"{name}.json") for name in ("before", "after"))
    assert before.keys() & after.keys()
    assert (work / "report.html").is_file() and (work / "reproduce.json").is_file()
    for form in ("adapter", "merged"):
        assert list((work / "exported" / form).glob("*.safetensors"))


def read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
